//! The words of a snippet, and two tables that tell a label where claims do not: words (`words.tsv`), and words near each other (`pairs.tsv`).

/// Name of the line, label, words.
const WORDS: &str = include_str!("words.tsv");
/// Label, words of one kind, words of the other.
const PAIRS: &str = include_str!("pairs.tsv");
/// How many words may lie between the two of a pair.
const NEAR: usize = 8;

/// The words of a text, lower case, with a blank before and after each.
pub(super) struct Words(String);

impl Words {
    /// The words of a text. A rocket-propelled grenade is one word of its own: nobody throws it.
    pub(super) fn of(text: &str) -> Words {
        let mut words = String::from(" ");
        for word in text.to_lowercase().split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()) {
            words.push_str(word);
            words.push(' ');
        }
        let words = words.replace(" rocket-propelled grenade", " rpg").replace(" rocket propelled grenade", " rpg");
        Words(without_the_month(&words))
    }

    fn lines() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        cells(WORDS)
    }

    /// Where words of a list, parted by `|`, begin.
    fn places(&self, list: &str) -> Vec<usize> {
        let one = |word: &str| {
            let asked = word.strip_suffix('*').map_or_else(|| format!(" {word} "), |stem| format!(" {stem}"));
            self.0.match_indices(asked.as_str()).map(|(at, _)| at).collect::<Vec<_>>()
        };
        list.split('|').flat_map(one).collect()
    }

    /// Whether a word of a list stands in the text.
    fn hold(&self, list: &str) -> bool {
        !self.places(list).is_empty()
    }

    /// The names of the lines of which a word stands in the text.
    pub(super) fn lines_held(&self) -> impl Iterator<Item = &'static str> {
        Words::lines().filter(|(_, _, words)| self.hold(words)).map(|(name, _, _)| name)
    }

    fn near(&self, one: &str, other: &str) -> bool {
        let others = self.places(other);
        let between = |a: usize, b: usize| self.0.get(a.min(b)..a.max(b)).map_or(usize::MAX, |s| s.split_whitespace().count());
        self.places(one).iter().any(|&a| others.iter().any(|&b| a != b && between(a, b) <= NEAR))
    }
}

fn cells(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let row = |line: &'static str| {
        let mut cells = line.splitn(3, '\t');
        Some((cells.next()?, cells.next()?, cells.next()?))
    };
    table.lines().filter(|line| !line.starts_with('#')).filter_map(row)
}

/// March beside a day or a year is a month and no march.
fn without_the_month(words: &str) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    let number =
        |at: Option<usize>| at.and_then(|at| all.get(at)).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let mut kept = String::from(" ");
    for (i, word) in all.iter().enumerate() {
        let month = *word == "march" && (number(i.checked_sub(1)) || number(i.checked_add(1)));
        kept.push_str(if month { "month-of-march" } else { word });
        kept.push(' ');
    }
    kept
}

/// The labels of which a pair of words stands in a sentence of the text, in the order of the table.
pub(super) fn pairs(text: &str) -> Vec<&'static str> {
    let sentences: Vec<Words> = text.split(['.', '!', '?']).map(Words::of).collect();
    cells(PAIRS).filter(|(_, one, other)| sentences.iter().any(|s| s.near(one, other))).map(|(label, _, _)| label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_near_and_in_one_sentence() {
        assert_eq!(pairs("Police seized four rifles."), ["DISR_WEAP"]);
        assert!(pairs("Police seized the house. Four rifles were on show.").is_empty());
        assert!(Words::of("On 3 March, students marched.").hold("marched") && !Words::of("On March 3 and 4 March").hold("march"));
        assert!(Words::of("A march in March.").hold("march"));
        assert!(pairs("The rebels fired a rocket-propelled grenade.").iter().all(|label| *label != "GRENADE"));
    }
}
