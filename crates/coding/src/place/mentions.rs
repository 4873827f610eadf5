//! Which words are place names.

use super::Mention;
use dateline_lexicon::Lexicon;
use dateline_syntax::{Deprel, NameClass, NameTag, Tree, Upos};
use dateline_text::calendar::{is_month, is_weekday};

/// Prepositions that put something in a place.
const LOCATIVE: &[&str] =
    &["in", "at", "near", "from", "toward", "towards", "outside", "around", "into", "across", "inside", "through", "throughout"];

/// Nouns whose `of` names a place.
const KINDS: &[&str] = &[
    "town",
    "city",
    "village",
    "hamlet",
    "suburb",
    "port",
    "district",
    "province",
    "region",
    "neighborhood",
    "neighbourhood",
    "area",
    "outskirts",
    "north",
    "south",
    "east",
    "west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "countryside",
    "vicinity",
];

/// Words that, beside months and days, no place is called by alone or with a prefix (`mid-July`), in lower case.
const NEVER: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "al",
    "el",
];

fn never(word: &str) -> bool {
    is_month(word) || is_weekday(word) || NEVER.contains(&word)
}

/// The place names of all trees: marked places and states, and stretches that the reader takes for places.
pub(super) fn find(text: &str, trees: &[Tree], lexicon: &Lexicon) -> Vec<Mention> {
    let mut found = Vec::new();
    for (tree, read) in trees.iter().enumerate() {
        let mut word = 0;
        if let Some((first, last)) = lower_dateline(text, read, lexicon).filter(|_| tree == 0) {
            let span = read.words[first].span.cover(read.words[last].span);
            found.push(Mention { tree, first_word: first, last_word: last, span });
            word = last + 1;
        }
        while word < read.words.len() {
            // "Tariq al-Bab": what ends a longer name is no place of its own.
            if let Some(last) = longer_name(text, read, word) {
                if stands_for_a_place(text, read, word, last) {
                    let span = read.words[word].span.cover(read.words[last].span);
                    found.push(Mention { tree, first_word: word, last_word: last, span });
                }
                word = last + 1;
                continue;
            }
            let last = match read.words[word].mark.map(|mark| mark.class) {
                Some(NameClass::Place | NameClass::State) => Some(word),
                Some(_) => None,
                None => read_place(text, read, word, lexicon).or_else(|| told_place(text, read, word, lexicon)),
            };
            let named = |last: usize| building(text, read, last) || called_after(text, read, (word, last), lexicon);
            if let Some(last) = last.filter(|&last| !named(last)) {
                let span = read.words[word].span.cover(read.words[last].span);
                found.push(Mention { tree, first_word: word, last_word: last, span });
            }
            word = last.unwrap_or(word) + 1;
        }
    }
    found
}

/// How far into a report its place may be told, in words.
const HEAD: usize = 14;

/// Inhabitants of a town that heads a report in lower case: a choice from reading news, tuned on no set.
const TOWN: u32 = 40_000;

/// The place that heads a report all in lower case, before a colon: `new delhi: the government …`, `5 march 2002 nairobi: …`.
fn lower_dateline(text: &str, read: &Tree, lexicon: &Lexicon) -> Option<(usize, usize)> {
    let words = &read.words;
    let colon = words.iter().take(HEAD).position(|w| w.lemma == ":")?;
    (1..=3usize.min(colon)).rev().map(|len| colon - len).find_map(|first| {
        let name = words[first].span.cover(words[colon - 1].span).of(text);
        let alone = first == 0 || words[first - 1].span.of(text).chars().all(|c| c.is_ascii_digit());
        let lower = name.chars().all(|c| c.is_lowercase() || matches!(c, ' ' | '-')) && words[first].mark.is_none();
        let known = lexicon.places().surface(name).is_some_and(|s| s.max_population >= TOWN);
        (alone && lower && known).then_some((first, colon - 1))
    })
}

/// The last word of a name of several that begins with `first`, unknown, and ends with one that the gazetteer knows: behind an Arabic article.
fn longer_name(text: &str, read: &Tree, first: usize) -> Option<usize> {
    let words = &read.words;
    let token = |at: usize| words[at].span.of(text);
    let begins = words[first].mark.is_none() && words[first].upos == Upos::Propn && token(first).starts_with(char::is_uppercase);
    let flat = |at: usize| words[at].deprel == Deprel::Flat && words[at].head == Some(first as u32) || token(at) == "-";
    let last = (first + 1..words.len()).take_while(|&at| begins && flat(at)).last()?;
    let known = words[last].mark.is_some_and(|mark| mark.class == NameClass::Place);
    let article = |name: &str| ARTICLES.iter().any(|al| name.strip_prefix(al).is_some_and(|rest| rest.starts_with('-')));
    let behind =
        text.get(words[first].span.end as usize..words[last].span.end as usize).is_some_and(|rest| article(rest.trim_start()));
    (known && behind).then_some(last)
}

/// Articles that a name may begin with: `al-Bab`.
const ARTICLES: [&str; 12] = ["al", "el", "an", "ar", "as", "ash", "at", "az", "ad", "ed", "es", "ez"];

/// Whether a name stands where only a place can.
fn stands_for_a_place(text: &str, read: &Tree, first: usize, last: usize) -> bool {
    let before = |back: usize| first.checked_sub(back).map_or(String::new(), |at| read.words[at].span.of(text).to_lowercase());
    let kind = before(1) == "of" && KINDS.contains(&before(2).as_str());
    kind || LOCATIVE.contains(&before(1).as_str()) || (first..=last).any(|at| under_fire(read, at))
}

/// Whether a name goes on as that of a building: `Blair House`, `Lancaster House`.
fn building(text: &str, tree: &Tree, last: usize) -> bool {
    tree.words.get(last + 1).is_some_and(|next| {
        next.mark.is_none()
            && matches!(
                next.span.of(text),
                "House" | "Palace" | "Hotel" | "Hall" | "Tower" | "Plaza" | "Inn" | "Castle" | "Mansion"
            )
    })
}

/// Whether a name goes on as that of a mosque, a school or the like, and is none of a town that one would name them by: "the Al Hamra mosque".
fn called_after(text: &str, tree: &Tree, (first, last): (usize, usize), lexicon: &Lexicon) -> bool {
    let kind = tree.words.get(last + 1).filter(|w| w.mark.is_none()).map(|w| w.span.of(text).to_lowercase());
    let house = kind.is_some_and(|kind| {
        matches!(
            &*kind,
            "mosque"
                | "church"
                | "shrine"
                | "hospital"
                | "school"
                | "cathedral"
                | "monastery"
                | "market"
                | "hotel"
                | "restaurant"
        )
    });
    let name = tree.words[first].span.cover(tree.words[last].span).of(text);
    house && lexicon.places().surface(name).is_some_and(|s| s.max_population < TOWN)
}

/// The last word of an unmarked name that begins at `first` and that the reader takes for a place. It
/// must be capitalised, and either be known to the gazetteer or stand where only a place can: after a
/// locative preposition or "the town of".
fn read_place(text: &str, read: &Tree, first: usize, lexicon: &Lexicon) -> Option<usize> {
    let words = &read.words;
    let tagged = words[first].name == Some((NameTag::Place, true)) && words[first].upos != Upos::Det;
    // A proper noun that the reader has no kind for, right after a preposition of place: `in Mezzeh`, `the town of Talbisseh`.
    let untagged = words[first].upos == Upos::Propn && !matches!(words[first].name, Some((NameTag::Person | NameTag::Org, _)));
    if !tagged && !untagged {
        return None;
    }
    let free = |word: usize| words.get(word).is_some_and(|w| w.mark.is_none());
    let joined = |word: usize| words[word - 1].span.end == words[word].span.start;
    let mut last = first;
    // A name goes on where the reader says so, and over hyphens: `Tal-Rifaat`.
    while free(last + 1)
        && (words[last + 1].name == Some((NameTag::Place, false))
            || joined(last + 1) && is_name_part(words[last + 1].span.of(text)))
    {
        last += 1;
    }
    while last > first && !words[last].span.of(text).starts_with(char::is_uppercase) {
        last -= 1;
    }
    let name = words[first].span.cover(words[last].span).of(text);
    let plain = name.to_lowercase();
    let proper = name.chars().any(char::is_uppercase) && name.chars().any(char::is_lowercase) && name.chars().count() > 2;
    if !proper || plain.rsplit(['-', ' ']).next().is_some_and(|end| never(end)) {
        return None;
    }
    let before = |back: usize| first.checked_sub(back).map_or(String::new(), |at| words[at].span.of(text).to_lowercase());
    let kind = if before(2) == "the" { before(3) } else { before(2) };
    let located = LOCATIVE.contains(&before(1).as_str()) || before(1) == "of" && KINDS.contains(&kind.as_str());
    let known = lexicon.places().surface(name).is_some_and(|surface| !surface.ambiguous_word);
    // `from`, `into` and `through` lead to things as well as to places.
    let strictly = matches!(before(1).as_str(), "in" | "at" | "near" | "outside" | "around")
        || before(1) == "of" && KINDS.contains(&kind.as_str());
    (if tagged { known || located } else { strictly }).then_some(last)
}

/// Nouns that make a place of the name before them.
const KINDS_AFTER: &[&str] = &[
    "town",
    "city",
    "village",
    "district",
    "province",
    "governorate",
    "region",
    "area",
    "neighborhood",
    "neighbourhood",
    "suburb",
    "county",
    "oblast",
    "valley",
    "mountains",
    "river",
    "island",
    "camp",
    "airport",
    "airbase",
    "crossing",
    "settlement",
    "enclave",
    "countryside",
    "quarter",
    "subdistrict",
];

/// Words that may stand between a name and its kind: `Sarmada refugee camp`, `Mezzeh military airport`.
const KIND_ADJECTIVES: &[&str] =
    &["refugee", "military", "international", "border", "air", "displacement", "residential", "industrial"];

/// The last word of a name that begins at `first`, that neither lexicon nor reader know, and that the words
/// beside it make a place: "the X district", "the town of X", "in X".
fn told_place(text: &str, read: &Tree, first: usize, lexicon: &Lexicon) -> Option<usize> {
    let words = &read.words;
    let free = |at: usize| words.get(at).is_some_and(|w| w.mark.is_none());
    let token = |at: usize| words.get(at).map_or("", |w| w.span.of(text));
    let joined = |at: usize| at > 0 && at < words.len() && words[at - 1].span.end == words[at].span.start;
    let capital = |at: usize| free(at) && token(at).starts_with(char::is_uppercase) && token(at).chars().any(char::is_lowercase);
    let hyphen = |at: usize| joined(at) && matches!(token(at), "-" | "‐" | "‑");
    let article = |at: usize| {
        matches!(token(at), "al" | "el" | "Al" | "El" | "as" | "ash" | "ar" | "at" | "ad" | "az" | "an" | "ed" | "es" | "ez")
    };
    if first > 0 && (capital(first - 1) || hyphen(first) || matches!(token(first - 1), "-" | "‐" | "‑") && joined(first)) {
        return None;
    }
    let mut last = first;
    if article(first) && hyphen(first + 1) && capital(first + 2) {
        last = first + 2;
    } else if !capital(first) {
        return None;
    }
    loop {
        let over = if hyphen(last + 1) { 2 } else { 1 };
        let next = last + over;
        if capital(next) {
            last = next;
        } else if over == 1 && article(next) && hyphen(next + 1) && capital(next + 2) {
            last = next + 2;
        } else {
            break;
        }
    }
    let ends = token(last).to_lowercase();
    let bombed = (first..=last).any(|at| under_fire(read, at));
    let person = (first..=last).any(|at| matches!(words[at].name, Some((NameTag::Person, _))));
    if person && !bombed || last - first > 6 || never(&ends) || lexicon.common.contains(&token(first).to_lowercase()) {
        return None;
    }
    let lower = |at: usize| token(at).to_lowercase();
    let kind_at = last + 1 + usize::from(KIND_ADJECTIVES.contains(&lower(last + 1).as_str()));
    if KINDS_AFTER.contains(&token(kind_at)) {
        return Some(last);
    }
    let before = |back: usize| first.checked_sub(back).map_or(String::new(), lower);
    if before(1) == "of" && KINDS.contains(&before(2).as_str()) {
        return Some(last);
    }
    if bombed && !matches!(token(last + 1), "'s" | "’s") && (first..=last).all(|at| words[at].upos != Upos::Noun) {
        return Some(last);
    }
    let named = (first..=last).any(|at| words[at].name.is_some());
    let proper = (first..=last).all(|at| matches!(words[at].upos, Upos::Propn | Upos::Punct | Upos::X) || article(at));
    let inside = matches!(before(1).as_str(), "in" | "near" | "outside" | "around" | "inside");
    let owner = matches!(token(last + 1), "'s" | "’s");
    // In a headline capitals prove no name, and a name that also is a word or a person's proves no place.
    let headline = 2 * words.iter().filter(|w| w.span.of(text).starts_with(char::is_uppercase)).count() > words.len();
    let ambiguous =
        || lexicon.places().surface(words[first].span.cover(words[last].span).of(text)).is_some_and(|s| s.ambiguous_word);
    (inside && proper && !named && !owner && !headline && !ambiguous()).then_some(last)
}

/// What is done to places and things, never to one human being, in lower case.
const TO_PLACES: &[&str] = &["shell", "bomb", "bombard", "blockade"];

/// Whether a word is the direct object of such a verb, or joined to one that is: "bombed Deir Sharqi and Talmenes".
fn under_fire(read: &Tree, mut word: usize) -> bool {
    for _ in 0..read.words.len() {
        let Some(head) = read.words[word].head.map(|h| h as usize) else { return false };
        match read.words[word].deprel {
            Deprel::Conj => word = head,
            // "Raids on Deir Sharqi".
            Deprel::Nmod => {
                let case =
                    |k: usize| read.words[k].deprel == Deprel::Case && matches!(read.words[k].lemma.as_str(), "on" | "against");
                let act = read.words[head].lemma.to_lowercase();
                return read.children(word).any(case)
                    && matches!(act.as_str(), "raid" | "airstrike" | "bombardment" | "shelling" | "bombing");
            }
            Deprel::Obj | Deprel::NsubjPass => return TO_PLACES.contains(&read.words[head].lemma.to_lowercase().as_str()),
            _ => return false,
        }
    }
    false
}

/// Whether a token may stand inside a hyphenated name.
fn is_name_part(token: &str) -> bool {
    matches!(token, "-" | "‐" | "‑" | "–") || token.starts_with(char::is_uppercase)
}
