//! Counting which place names also are words or names of persons.
//!
//! A name is ambiguous for one of four reasons: texts write it in lower case ("mobile"), it follows
//! titles and precedes surnames more often than it follows locative prepositions ("Jackson"), it is
//! common in capitals yet hardly ever follows such a preposition ("Hamas"), or it is in the list below.

use dateline_lexicon::places::{Gazetteer, PlaceKind, fold};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};

const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "president",
    "minister",
    "premier",
    "chancellor",
    "gen",
    "general",
    "col",
    "colonel",
    "maj",
    "major",
    "capt",
    "captain",
    "lt",
    "lieutenant",
    "sgt",
    "sergeant",
    "sen",
    "senator",
    "rep",
    "gov",
    "governor",
    "mayor",
    "judge",
    "justice",
    "rev",
    "sheikh",
    "ayatollah",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "sir",
    "secretary",
    "spokesman",
    "spokeswoman",
    "ambassador",
    "commander",
    "chief",
    "officer",
    "detective",
    "director",
    "sheriff",
    "lord",
    "lady",
    "saint",
];
const LOCATIVE: &[&str] = &["in", "near", "at", "outside", "around", "across", "into", "downtown", "inside", "throughout"];

/// Words that counting misses in a collection of news: months, weekdays, faiths, titles, compass points.
const ALWAYS: &str = "january february march april may june july august september october november december monday tuesday \
    wednesday thursday friday saturday sunday islam muslim muslims christian christians jew jews jewish allah god north south east \
    west northern southern eastern western central general president minister king prince sheikh imam hajj ramadan easter christmas \
    the of and no on in at to us mr mrs dr al el la le de new old great upper lower street avenue road park hill lake river county \
    state city province district region republic army police navy union national international united bank house centre center";

/// What was counted of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    /// Written in lower case.
    lower: u32,
    /// Capitalised, not at the beginning of a sentence.
    upper: u32,
    /// Of these, in a person's name.
    person: u32,
    /// Of these, after a locative preposition.
    place: u32,
}

impl Uses {
    /// Why a name with these uses proves no place. `large`: it is a country, a first-level division or a
    /// big city, which texts also name without a preposition, and which act and speak as persons do.
    fn reason(self, large: bool) -> Option<&'static str> {
        let often_lower = if large { self.lower > 2 * self.upper } else { self.lower * 5 >= self.upper };
        let factor = if large { 30 } else { 2 };
        if self.lower >= 3 && often_lower {
            Some("word")
        } else if self.person >= 2 && self.person > factor * self.place {
            Some("person")
        } else if !large && self.upper >= 10 && self.place * 16 < self.upper {
            Some("name")
        } else {
            None
        }
    }
}

/// Counts the words of all texts and writes `ambiguous.tsv`.
pub fn count(places: &Path, texts: &[PathBuf]) -> Result<(), Box<dyn Error>> {
    let gazetteer = Gazetteer::from_bytes(&std::fs::read(places.join("index.bin.zst"))?)?;
    let mut sentences: Vec<Vec<String>> = Vec::new();
    for path in texts {
        let text = std::fs::read_to_string(path)?;
        if path.extension().is_some_and(|e| e == "conllu") {
            sentences.extend(conllu(&text));
        } else {
            for line in text.lines() {
                let row: serde_json::Value = serde_json::from_str(line)?;
                sentences.extend(row["text"].as_str().filter(|text| !is_lowered(text)).map(plain).unwrap_or_default());
            }
        }
    }
    let mut uses: BTreeMap<String, Uses> = BTreeMap::new();
    titles(&sentences, &mut uses);
    contexts(&sentences, &mut uses);
    let always: Vec<&str> = ALWAYS.split_whitespace().collect();
    for word in &always {
        uses.entry((*word).to_owned()).or_default();
    }
    let mut out = String::from(
        "# Place names that also are words or names of persons; written by the build_gazetteer example, docs/PLACES.md.\n\
         name\treason\tlower\tupper\tperson\tplace\n",
    );
    for (name, seen) in &uses {
        let reason = if always.contains(&name.as_str()) { Some("listed") } else { seen.reason(is_large(&gazetteer, name)) };
        if let Some(reason) = reason.filter(|_| gazetteer.surface_folded(name).is_some()) {
            writeln!(out, "{name}\t{reason}\t{}\t{}\t{}\t{}", seen.lower, seen.upper, seen.person, seen.place)?;
        }
    }
    std::fs::write(places.join("ambiguous.tsv"), &out)?;
    println!("{} words seen, {} ambiguous names", uses.len(), out.lines().count() - 2);
    Ok(())
}

/// Whether a name is the main one of a country, a first-level division, a region or a big city.
fn is_large(gazetteer: &Gazetteer, name: &str) -> bool {
    let Some(surface) = gazetteer.surface_folded(name) else { return false };
    surface.candidates.iter().filter(|c| c.main).map(|c| gazetteer.place(c.id)).any(|place| match place.kind {
        PlaceKind::Settlement => place.population >= 300_000,
        PlaceKind::Admin2 | PlaceKind::Site => false,
        _ => true,
    })
}

/// Whether a text has been put into lower case throughout.
fn is_lowered(text: &str) -> bool {
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    upper * 100 < text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Sentences of a treebank.
fn conllu(text: &str) -> Vec<Vec<String>> {
    text.split("\n\n")
        .map(|block| {
            let rows = block.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
            let cells =
                rows.map(|line| line.split('\t').collect::<Vec<_>>()).filter(|c| c.len() > 1 && c[0].parse::<u32>().is_ok());
            cells.map(|c| c[1].to_owned()).collect()
        })
        .collect()
}

/// Sentences of a plain text, cut roughly: words and marks apart, an end at a mark or a line break.
fn plain(text: &str) -> Vec<Vec<String>> {
    let mut sentences = vec![Vec::new()];
    for line in text.lines() {
        for piece in line.split_whitespace() {
            let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
            let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
            let tail = piece.rsplit(char::is_alphanumeric).next().unwrap_or("");
            if let Some(sentence) = sentences.last_mut() {
                if !word.is_empty() {
                    sentence.push(word.to_owned());
                }
                if !tail.is_empty() && word.len() > 3 {
                    sentence.push(tail.to_owned());
                }
            }
            if tail.contains(['.', '!', '?', ':', '”', '"']) && !TITLES.contains(&fold(word).as_str()) {
                sentences.push(Vec::new());
            }
        }
        sentences.push(Vec::new());
    }
    sentences
}

fn is_capital(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}

/// First pass: names after titles are surnames.
fn titles(sentences: &[Vec<String>], uses: &mut BTreeMap<String, Uses>) {
    for sentence in sentences {
        for pair in sentence.windows(2) {
            if is_capital(&pair[0]) && is_capital(&pair[1]) && TITLES.contains(&fold(&pair[0]).as_str()) {
                uses.entry(fold(&pair[1])).or_default().person += 1;
            }
        }
    }
}

/// Second pass: all other uses.
fn contexts(sentences: &[Vec<String>], uses: &mut BTreeMap<String, Uses>) {
    let surnames: BTreeMap<String, u32> = uses.iter().map(|(name, seen)| (name.clone(), seen.person)).collect();
    let is_surname = |word: &str| is_capital(word) && surnames.get(&fold(word)).is_some_and(|&times| times >= 2);
    for sentence in sentences {
        for (at, word) in sentence.iter().enumerate() {
            if !word.starts_with(char::is_alphabetic) {
                continue;
            }
            let next = sentence.get(at + 1).map_or("", String::as_str);
            let mut before = if at == 0 { "" } else { sentence[at - 1].as_str() };
            if before == "the" && at > 1 {
                before = &sentence[at - 2];
            }
            let seen = uses.entry(fold(word)).or_default();
            if word.starts_with(char::is_lowercase) {
                seen.lower += 1;
            } else if at > 0 && is_capital(word) {
                seen.upper += 1;
                if LOCATIVE.contains(&before.to_lowercase().as_str()) {
                    seen.place += u32::from(!is_capital(next));
                } else if is_surname(next) || next == "said" || is_capital(before) && is_surname(word) {
                    seen.person += 1;
                }
            }
        }
    }
}
