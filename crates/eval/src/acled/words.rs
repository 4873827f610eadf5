//! The table of words that labels lean on, `words.tsv`.

/// Words of a text, lower case, each between blanks.
pub(super) struct Words(String);

/// Name of the line, label (or none), words.
const TABLE: &str = include_str!("words.tsv");

impl Words {
    pub fn of(text: &str) -> Words {
        let mut words = String::from(" ");
        for word in text.to_lowercase().split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()) {
            words.push_str(word);
            words.push(' ');
        }
        Words(words)
    }

    fn lines() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        let cells = |line: &'static str| {
            let mut cells = line.splitn(3, '\t');
            Some((cells.next()?, cells.next()?, cells.next()?))
        };
        TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(cells)
    }

    /// Whether a word of a line stands in the text.
    fn holds(&self, words: &str) -> bool {
        words.split('|').any(|word| match word.strip_suffix('*') {
            Some(stem) => self.0.contains(&format!(" {stem}")),
            None => self.0.contains(&format!(" {word} ")),
        })
    }

    /// Whether a word of the line of that name stands in the text.
    pub fn has(&self, name: &str) -> bool {
        Words::lines().any(|(line, _, words)| line == name && self.holds(words))
    }

    /// The label of the first line of which a word stands in the text; lines without a label do not count.
    pub fn label(&self) -> Option<&'static str> {
        Words::lines().find(|(_, label, words)| *label != "-" && self.holds(words)).map(|(_, label, _)| label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_and_beginnings_are_found() {
        let words = Words::of("A suicide-bomber; two GRENADES.");
        assert!(words.holds("grenade*") && words.holds("two grenades") && !words.holds("grenade"));
        assert!(Words::lines().count() > 30 && Words::lines().all(|(_, label, words)| !label.is_empty() && !words.is_empty()));
    }
}
