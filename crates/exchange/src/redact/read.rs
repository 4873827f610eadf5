//! Names of human beings in running text, as the reader sees them: headlines, and sentences of which no claim names everybody in them.
//!
//! Claims name those who act, suffer or speak; `"…," said Huda Zaman` may make no claim at all and still stand in a headline.

use super::private::tells_office;
use super::told::Told;
use dateline_lexicon::Lexicon;
use dateline_syntax::{Deprel, NameClass, NameTag, Reader, Tree, Upos, Word};
use dateline_text::{Span, split};

/// Adds to `told` whom and which places a text names.
pub(super) fn read(text: &str, told: &mut Told) {
    let lexicon = Lexicon::builtin();
    let sentences = split(text);
    let marks = lexicon.mark(text, &sentences);
    for tree in Reader::builtin().read(text, &sentences, &marks) {
        for (first, last) in runs(&tree) {
            let span: Span = tree.words[first].span.cover(tree.words[last].span);
            let name = span.of(text);
            match kind(&tree, first, last, name, lexicon) {
                Some(Named::Private) => told.private(name),
                Some(Named::Public) => told.public(name),
                None => {}
            }
        }
    }
}

enum Named {
    Private,
    /// A known place or party, or somebody with an office told.
    Public,
}

/// Stretches of words that belong to one name.
fn runs(tree: &Tree) -> Vec<(usize, usize)> {
    let words = &tree.words;
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        if !in_name(word) {
            continue;
        }
        match runs.last_mut() {
            Some((_, last)) if goes_on(words, *last, i) => *last = i,
            _ => runs.push((i, i)),
        }
    }
    runs
}

fn in_name(word: &Word) -> bool {
    word.name.is_some() && word.upos != Upos::Punct || word.mark.is_some_and(|m| m.class != NameClass::Demonym)
}

/// Whether the name that ends at `last` goes on at `next`. A known surname behind an unknown first name is of the same name.
fn goes_on(words: &[Word], last: usize, next: usize) -> bool {
    let hyphen = next == last + 2 && words[last + 1].lemma == "-";
    let adjoins = next == last + 1 || hyphen && words[last].span.end == words[next].span.start.saturating_sub(1);
    let class = |w: &Word| w.mark.map(|m| m.class);
    let tag = |w: &Word| w.name.map(|n| n.0);
    adjoins
        && match (class(&words[last]), class(&words[next])) {
            (None, None) => tag(&words[last]) == tag(&words[next]) && !words[next].name.is_some_and(|n| n.1),
            (None, Some(NameClass::Person)) => words[next].deprel == Deprel::Flat,
            _ => false,
        }
}

fn kind(tree: &Tree, first: usize, last: usize, name: &str, lexicon: &Lexicon) -> Option<Named> {
    let words = &tree.words[first..=last];
    if words.iter().all(|w| w.mark.is_some()) {
        // A surname alone may be anybody's; whom the claims know by it they say.
        let surname = words.iter().all(|w| w.mark.is_some_and(|m| m.class == NameClass::Person && m.len == 1));
        return (!surname).then_some(Named::Public);
    }
    let place = |w: &Word| w.name.is_some_and(|n| n.0 == NameTag::Place);
    if in_place(tree, first, last) && (lexicon.places().surface(name).is_some() || tree.words[first..=last].iter().all(place)) {
        return Some(Named::Public);
    }
    let beside = beside(tree, first, last);
    let tags = |tag: NameTag| words.iter().any(|w| w.name.is_some_and(|n| n.0 == tag));
    let noun = |what: fn(&Lexicon, &str) -> bool| beside.iter().any(|w| what(lexicon, &w.lemma));
    if tags(NameTag::Person) && (noun(tells_office) || words[..words.len() - 1].iter().any(|w| tells_office(lexicon, &w.lemma))) {
        return Some(Named::Public);
    }
    // The reader takes villages and battalions for people too, most of all in lists of them: something must show a human being.
    let human = tags(NameTag::Person) && (noun(tells_human) || speaks(tree, first, last, lexicon) || has_age(tree, first, last));
    (first < last && (human || behind_people(tree, first, last))).then_some(Named::Private)
}

/// Whether things happen in it: `in Zamalka`, `near Atmeh`.
fn in_place(tree: &Tree, first: usize, last: usize) -> bool {
    let inside = |w: &Word| w.head.is_some_and(|h| (first..=last).contains(&(h as usize)));
    let case = |w: &Word| w.deprel == Deprel::Case && matches!(w.lemma.as_str(), "in" | "near" | "outside" | "around" | "into");
    tree.words.iter().any(|w| case(w) && inside(w))
}

/// The words that say who a name is: right before it, tied to it, or its head.
fn beside(tree: &Tree, first: usize, last: usize) -> Vec<&Word> {
    let words = &tree.words;
    let inside = |i: usize| (first..=last).contains(&i);
    let tied = [Deprel::NmodDesc, Deprel::Compound, Deprel::Appos];
    let kid = |w: &Word| tied.contains(&w.deprel) && w.head.is_some_and(|h| inside(h as usize));
    let kids = words.iter().enumerate().filter(|&(i, w)| !inside(i) && (kid(w) || i + 1 == first)).map(|(_, w)| w);
    let heads = words[first..=last].iter().filter(|w| matches!(w.deprel, Deprel::Appos | Deprel::Flat | Deprel::NmodDesc));
    kids.chain(heads.filter_map(|w| w.head.map(|h| h as usize)).filter(|&h| !inside(h)).map(|h| &words[h])).collect()
}

fn tells_human(lexicon: &Lexicon, noun: &str) -> bool {
    lexicon.agents.get(&noun.to_lowercase()).is_some_and(|agent| agent.kind == "people")
}

/// Whether the name is the subject of a verb of speech.
fn speaks(tree: &Tree, first: usize, last: usize, lexicon: &Lexicon) -> bool {
    let verb = |w: &Word| w.head.map(|h| &tree.words[h as usize]).filter(|v| v.upos == Upos::Verb);
    tree.words[first..=last]
        .iter()
        .any(|w| w.deprel == Deprel::Nsubj && verb(w).is_some_and(|v| lexicon.cues.verb(&v.lemma).is_some()))
}

/// `Maria Lopez, 8,`: a number between commas.
fn has_age(tree: &Tree, first: usize, last: usize) -> bool {
    let at = |i: usize| tree.words.get(i);
    let comma = |i: usize| at(i).is_some_and(|w| w.lemma == ",");
    let number = at(last + 2).is_some_and(|w| w.upos == Upos::Num && w.lemma.parse::<u8>().is_ok());
    let place = tree.words[first..=last].iter().any(|w| matches!(w.deprel, Deprel::Nmod | Deprel::Obl));
    comma(last + 1) && number && comma(last + 3) && !place
}

/// `killed the Syrian Khaled Tawil`: two unknown names behind a people's, and no preposition before them, are a human being, whatever
/// kind of name the reader takes them for.
fn behind_people(tree: &Tree, first: usize, last: usize) -> bool {
    let people = |w: &Word| w.mark.is_some_and(|m| m.class == NameClass::Demonym);
    let inside = |w: &Word| w.head.is_some_and(|h| (first..=last).contains(&(h as usize)));
    let case = tree.words.iter().any(|w| w.deprel == Deprel::Case && inside(w));
    let names = |tag: NameTag| matches!(tag, NameTag::Person | NameTag::Place);
    !case
        && tree.words[first..=last].iter().all(|w| w.name.is_some_and(|n| names(n.0)))
        && first.checked_sub(1).is_some_and(|before| people(&tree.words[before]))
}

#[cfg(test)]
mod tests {
    use super::super::Names;
    use super::*;

    fn blotted(text: &str) -> String {
        let mut told = Told::default();
        read(text, &mut told);
        Names::of(&told).blot(text)
    }

    #[test]
    fn people_in_headlines_go_and_towns_and_officials_stay() {
        let blot = |name: &str| "█".repeat(name.chars().count());
        for (text, gone) in [
            ("“We heard the blast,” said Huda Zaman, a shopkeeper in Aleppo, on Wednesday.", "Huda Zaman"),
            ("A bomb killed Maria Lopez, 8, in Aleppo on Wednesday.", "Maria Lopez"),
            ("Rebels killed the Syrian Khaled Tawil in Homs on Wednesday.", "Khaled Tawil"),
        ] {
            assert_eq!(blotted(text), text.replace(gone, &blot(gone)));
        }
        for stays in [
            "Government troops shelled Abu Kamal on Tuesday.",
            "Foreign Minister Walid Muallem met President Vladimir Putin in Moscow.",
            "The Syrian Observatory for Human Rights said so.",
            "The army took the villages of Jub Ghabsheh, Tal Alam and Deir Qaq.",
        ] {
            assert_eq!(blotted(stays), stays);
        }
    }
}
