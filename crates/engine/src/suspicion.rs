//! Letters that deceive the eye: told, never mended. The text stays what it is, and no name is guessed from what it looks like.

use crate::Fault;

/// Words that mix letters of two scripts, as one fault; `None`: there are none.
pub(crate) fn look_alikes(text: &str) -> Option<Fault> {
    // Greek and Cyrillic letters begin with these bytes in UTF-8, and with no others.
    if !text.bytes().any(|b| (0xcd..=0xd4).contains(&b)) {
        return None;
    }
    let mut mixed = text.split(|c: char| !c.is_alphabetic()).filter(|word| is_mixed(word));
    let word = mixed.next()?.to_owned();
    Some(Fault::LookAlike { word, count: 1 + mixed.count() })
}

/// Whether a word has letters of the Latin alphabet and of the Greek or Cyrillic one.
fn is_mixed(word: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}');
    let other = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}');
    word.contains(latin) && word.contains(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_deceives_is_told_and_what_does_not_is_not() {
        let plain = "Κύπρος, Киев and Zürich: 5 µm, naïve “quotes” — and no more.";
        assert_eq!(look_alikes(plain), None);
        // The first letter is Cyrillic; the second word is plain.
        let mixed = "\u{0410}zerbaijan and Azerbaijan, \u{0410}rmenia";
        assert_eq!(look_alikes(mixed), Some(Fault::LookAlike { word: "\u{0410}zerbaijan".to_owned(), count: 2 }));
    }
}
