//! What a view is asked, checked before it answers: a filter that it does not know how to follow is refused, never passed over.

use crate::fault::refused;
use crate::lexicon::Chosen;
use crate::options::Verb;
use crate::record::Files;
use crate::record_options::{Filter, RecordVerb};
use anyhow::Result;
use dateline_engine::Lexicon;
use dateline_lexicon::vocabulary::{COUNTED, TERMS, TYPES};
use dateline_store::{Project, Store};
use std::collections::BTreeSet;

/// Kinds of acts, by which incidents are of one family, and kinds of claims.
const KINDS: [&str; 13] = [
    "violence",
    "coercion",
    "protest",
    "posture",
    "agreement",
    "aid",
    "talks",
    "words",
    "event",
    "figure",
    "obligation",
    "control",
    "office",
];

/// A filter with the view that is to follow it.
struct Asked<'o> {
    view: &'static str,
    filter: &'o Filter,
    /// The filters that have a meaning for the view; `None`: all.
    known: Option<&'static [&'static str]>,
}

/// Checks filters and project before anything is answered.
///
/// # Errors
/// What is asked cannot be meant.
pub(crate) fn check(files: &Files, verb: &Verb, lexicon: &Chosen) -> Result<()> {
    let Some(asked) = asked(verb) else { return Ok(()) };
    if let Some(known) = asked.known {
        let given = given(asked.filter);
        if let Some(flag) = given.iter().find(|flag| !known.contains(flag)) {
            let known: Vec<String> = known.iter().map(|flag| format!("--{flag}")).collect();
            return Err(refused(format!("--{flag} has no meaning for {}: it takes {}", asked.view, known.join(", "))));
        }
    }
    if let (Some(from), Some(to)) = (asked.filter.from, asked.filter.to)
        && to < from
    {
        return Err(refused(format!("--from {from} is after --to {to}: nothing lies between them")));
    }
    let lexicon = lexicon.as_deref().unwrap_or_else(|| Lexicon::builtin());
    if let Some(kind) = &asked.filter.kind {
        known_type(kind, files, lexicon)?;
    }
    warn(files, lexicon)
}

/// The filter of a verb, and which parts of it the view knows.
fn asked(verb: &Verb) -> Option<Asked<'_>> {
    const CONTROL: &[&str] = &["actor", "from", "to", "place", "source", "words"];
    const OFFICES: &[&str] = &["actor", "from", "to", "source", "words"];
    const READ: &[&str] = &["from", "to", "source"];
    let some = |view, filter, known| Some(Asked { view, filter, known });
    match verb {
        Verb::Timeline(o) | Verb::Disputes(o) | Verb::Agreements(o) | Verb::Monitors(o) | Verb::Talks(o) => {
            some("", &o.filter, None)
        }
        Verb::Actors(o) | Verb::Places(o) => some("", &o.filter, None),
        Verb::Toll(o) => some("", &o.view.filter, None),
        Verb::Brief(o) => some("", &o.view.filter, None),
        Verb::Search(o) => some("", &o.filter, None),
        Verb::Export(o) => some("", &o.filter, None),
        Verb::Control(o) => some("control", &o.filter, Some(CONTROL)),
        Verb::Offices(o) => some("offices", &o.filter, Some(OFFICES)),
        Verb::Sources(o) => some("sources", &o.filter, Some(READ)),
        Verb::Record(o) => match &o.verb {
            RecordVerb::Coverage(o) => some("record coverage", &o.filter, Some(READ)),
            RecordVerb::Release(o) => some("", &o.filter, None),
            RecordVerb::Sample(o) => some("", &o.filter, None),
            _ => None,
        },
        _ => None,
    }
}

/// The filters that are given, by the names of their flags.
fn given(filter: &Filter) -> Vec<&'static str> {
    let all = [
        ("actor", filter.actor.is_some()),
        ("against", filter.against.is_some()),
        ("type", filter.kind.is_some()),
        ("from", filter.from.is_some()),
        ("to", filter.to.is_some()),
        ("place", filter.place.is_some()),
        ("source", filter.source.is_some()),
        ("standing", filter.standing.is_some()),
        ("words", filter.words.is_some()),
    ];
    all.into_iter().filter(|(_, given)| *given).map(|(flag, _)| flag).collect()
}

/// Every word that a type can be asked by: PLOVER's types and modes, kinds of acts and claims, things counted, terms, types of the user's.
fn vocabulary(lexicon: &Lexicon) -> BTreeSet<&str> {
    let plover = TYPES.iter().flat_map(|(kind, modes)| std::iter::once(kind).chain(modes.iter()));
    let own = lexicon.predicates.own_types().map(|(name, _)| name);
    plover.chain(&KINDS).chain(COUNTED).chain(TERMS).copied().chain(own).collect()
}

/// Whether a type is known, to the lexicon or to what was coded with another one.
fn known_type(kind: &str, files: &Files, lexicon: &Lexicon) -> Result<()> {
    let words = vocabulary(lexicon);
    let asked = kind.trim();
    if words.iter().any(|word| word.eq_ignore_ascii_case(asked)) || files.open()?.knows("type", asked)? {
        return Ok(());
    }
    let near = near(asked, &words);
    let hint = match near.is_empty() {
        true => format!("types are {}", TYPES.iter().map(|(kind, _)| *kind).collect::<Vec<_>>().join(", ")),
        false => format!("did you mean {}?", near.join(", ")),
    };
    Err(refused(format!("--type: nothing is called {asked}; {hint}")))
}

/// Words that differ from `asked` by few letters, or begin like it; the nearest first.
fn near<'w>(asked: &str, words: &BTreeSet<&'w str>) -> Vec<&'w str> {
    let asked = asked.to_lowercase();
    let far = (asked.chars().count() / 3).max(1);
    let distance = |word: &str| {
        let word = word.to_lowercase();
        let begins = asked.len() >= 4 && (word.starts_with(&asked) || asked.starts_with(&word) && word.len() >= 3);
        if begins { 1 } else { edits(&asked, &word) }
    };
    let mut found: Vec<(usize, &str)> = words.iter().map(|word| (distance(word), *word)).filter(|(n, _)| *n <= far).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, word)| word).take(4).collect()
}

/// Letters to put in, take out or exchange to make one word of the other (Levenshtein 1966).
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let other = (corner + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], other);
        }
    }
    row[b.len()]
}

/// Warns of types and parties in the project file that nothing and nobody is called: a misspelt one lets nothing through.
fn warn(files: &Files, lexicon: &Lexicon) -> Result<()> {
    let file = files.project_file();
    let Some(project) = file.is_file().then(|| Project::open(&file)).transpose()? else { return Ok(()) };
    let words = vocabulary(lexicon);
    let known = |store: &Store, what: &str, name: &str| -> Result<bool> {
        Ok(match what {
            "type" => words.iter().any(|word| word.eq_ignore_ascii_case(name)) || store.knows("type", name)?,
            _ => lexicon.actors.state_by_code(name).is_some() || lexicon.look_up(name).is_some() || store.knows("party", name)?,
        })
    };
    if project.named.is_empty() {
        return Ok(());
    }
    let store = files.open()?;
    for named in &project.named {
        if !known(&store, named.what, &named.name)? {
            let (what, line) = (named.what, named.line);
            let place = format!("{}:{line}", file.display());
            crate::progress::tell(&format!(
                "warning[project] {place}: no {what} is called {:?}: it lets nothing through",
                named.name
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let words = vocabulary(Lexicon::builtin());
        assert_eq!(near("ASAULT", &words), ["ASSAULT"]);
        assert_eq!(near("heavy_weapons", &words), ["heavy-weapons"]);
        assert!(near("kill", &words).contains(&"killed"));
        assert!(near("xylophone", &words).is_empty());
        assert_eq!(edits("kitten", "sitting"), 3);
    }
}
