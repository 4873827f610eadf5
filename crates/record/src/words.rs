//! Words of a text as the record compares them: lower case, without endings, weighed by how rare they are.
//!
//! Rarity is taken from the reports of the record together with a background of everyday English, so that the likeness of two
//! reports hardly moves while the record is small, and follows the record's own subject once it is large.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// So many documents does the background count for, beside the reports of the record.
///
/// Chosen with dated news in view (docs/RECORD.md): 200 lets small records swing, several thousand
/// drown what a record of one war has in common.
const BACKGROUND: f64 = 1_000.0;

/// Steepness of the weight of rare words.
const STEEP: f64 = 1.5;

/// Words that tell nothing about the subject.
const STOP: &str = " a an the and or but of to in on at by for with from as is was were be been are it its this that these those he \
 she his her they their them we our you your my me him who which what when where how not no has have had will would could can may \
 might said says also after before over about into more than one two out up there if so all new just do does did ";

/// The words of `text` in order: runs of letters and digits, lower case, stemmed, without words that tell nothing.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))).filter_map(word)
}

fn word(raw: &str) -> Option<String> {
    let mut word = raw.trim_matches(['\'', '’']).to_lowercase();
    for own in ["'s", "’s"] {
        if let Some(bare) = word.strip_suffix(own) {
            word.truncate(bare.len());
        }
    }
    // Hostile input: no word is longer than this.
    if word.chars().count() < 2 || word.len() > 60 || STOP.contains(&format!(" {word} ")) {
        return None;
    }
    Some(stem(&word).to_owned())
}

/// Cuts the commonest English endings; only for comparing, never shown.
fn stem(word: &str) -> &str {
    for ending in ["ing", "ed", "es", "s"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() > 3
            && !word.ends_with("ss")
        {
            return stem;
        }
    }
    word
}

/// In how many background documents each stem stands.
struct Background {
    documents: f64,
    counts: FxHashMap<&'static str, f64>,
}

fn background() -> &'static Background {
    static TABLE: OnceLock<Background> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut documents = 1.0;
        let mut counts = FxHashMap::default();
        for line in include_str!("../background.tsv").lines().filter(|l| !l.starts_with('#')) {
            let Some((stem, count)) = line.split_once('\t') else { continue };
            let count = count.parse().unwrap_or(0.0);
            if stem == "*" {
                documents = count;
            } else {
                counts.insert(stem, count);
            }
        }
        Background { documents, counts }
    })
}

/// How telling a stem is that stands in `df` of the record's `n` reports.
pub(crate) fn rarity(stem: &str, df: usize, n: usize) -> f64 {
    let table = background();
    let everyday = (table.counts.get(stem).copied().unwrap_or(0.0) + 0.5) / (table.documents + 1.0);
    let share = (df as f64 + BACKGROUND * everyday) / (n as f64 + BACKGROUND);
    libm::pow((-libm::log(share)).max(0.0), STEEP)
}

/// Likeness of two weighed bags of words, each sorted by word and of length 1.
pub(crate) fn cosine(a: &[(u32, f64)], b: &[(u32, f64)]) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    // Without a branch on which word comes first, which no processor can foresee.
    while let (Some(&(x, p)), Some(&(y, q))) = (a.get(i), b.get(j)) {
        sum += if x == y { p * q } else { 0.0 };
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    sum
}

/// Scales a bag of words to length 1.
pub(crate) fn unit(bag: &mut [(u32, f64)]) {
    let length = libm::sqrt(bag.iter().map(|(_, w)| w * w).sum::<f64>());
    if length > 0.0 {
        bag.iter_mut().for_each(|(_, w)| *w /= length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_stemmed_and_sifted() {
        let found: Vec<String> = words("The army’s tanks shelled Stepanakert’s hospitals, 12 killed").collect();
        assert_eq!(found, ["army", "tank", "shell", "stepanakert", "hospital", "12", "kill"]);
    }

    #[test]
    fn rare_words_weigh_more_than_everyday_ones() {
        assert!(rarity("stepanakert", 2, 100) > 4.0 * rarity("time", 50, 100));
    }
}
