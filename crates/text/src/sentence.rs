//! Sentences.

use crate::block::blocks;
use crate::opening::{dateline_words, headed_words};
use crate::token::{cut, end_sentence};
use crate::words::{ABBREVIATIONS, BEFORE_NUMBER, SAYING, STARTERS, TITLES, listed};
use crate::{Span, Token};

/// A sentence of a report, cut into tokens.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// From the first byte of the first token to just past the last one.
    pub span: Span,
    /// Its tokens, in order; never empty.
    pub tokens: Vec<Token>,
    /// Which paragraph of the text it stands in, counted from 0.
    pub paragraph: u32,
}

/// Longest sentence in tokens. Longer ones (tables, lists without stops) are cut, so that the work per sentence is bounded.
const LONGEST: usize = 250;

/// A headline that runs into the report stands within so many sentences.
const HEADED: usize = 3;

/// Splits a text into sentences and tokens. Total: any string, any length.
///
/// ```
/// let text = "Gen. Ali left on Nov. 2. “It is over.” He said no more";
/// assert_eq!(dateline_text::split(text).len(), 3);
/// ```
pub fn split(text: &str) -> Vec<Sentence> {
    // Spans count bytes in 32 bits; what lies beyond is not read.
    let mut end = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let mut sentences = Vec::new();
    for (paragraph, block) in blocks(text).into_iter().enumerate() {
        let tokens = cut(text, block.span);
        let words: Vec<&str> = tokens.iter().map(|t| t.span.of(text)).collect();
        let mut from = 0;
        let ends = if block.whole { vec![words.len()] } else { ends(&tokens, &words) };
        for to in ends {
            let dateline = dateline_words(&words[from..to]);
            // Only the first sentence is told under the headline.
            let headed = headed_words(&words[from..to]).filter(|_| dateline.is_none() && sentences.len() < HEADED);
            let apart = dateline.into_iter().chain(headed.into_iter().flat_map(|(headline, day)| [headline, day]));
            let apart: Vec<usize> = apart.collect();
            let rest = bounded(&words[from + apart.iter().sum::<usize>()..to]);
            let parts = apart.into_iter().chain(rest);
            for part in parts {
                let mut tokens = tokens[from..from + part].to_vec();
                from += part;
                end_sentence(text, &mut tokens);
                if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
                    sentences.push(Sentence { span: first.span.cover(last.span), tokens, paragraph: paragraph as u32 });
                }
            }
        }
    }
    sentences
}

/// Lengths of the parts that a sentence is cut into: itself, or pieces that end after punctuation where there is any.
fn bounded(words: &[&str]) -> Vec<usize> {
    let mut parts = Vec::new();
    let mut rest = words;
    while rest.len() > LONGEST {
        let window = &rest[LONGEST / 2..LONGEST];
        let at = window
            .iter()
            .rposition(|w| matches!(*w, ";" | ":"))
            .or_else(|| window.iter().rposition(|w| matches!(*w, "," | ")" | "-" | "–")));
        let part = at.map_or(LONGEST, |at| LONGEST / 2 + at + 1);
        parts.push(part);
        rest = &rest[part..];
    }
    parts.push(rest.len());
    parts
}

/// Indices just past the last token of each sentence of a block.
fn ends(tokens: &[Token], words: &[&str]) -> Vec<usize> {
    let mut ends = Vec::new();
    // Whether an odd number of straight quotation marks stands before the token.
    let mut open = false;
    let spaced = |i: usize| i > 0 && tokens[i].span.start > tokens[i - 1].span.end;
    let mut i = 0;
    while i < words.len() {
        if i > 0 && ends.last() != Some(&i) && (is_bullet(words[i]) || is_credit(words, i)) {
            ends.push(i);
        }
        if words[i] == "\"" {
            open = !open;
        }
        let kind = stop(words[i]);
        if kind == Stop::None || i + 1 == words.len() {
            i += 1;
            continue;
        }
        // What closes after the stop belongs to the sentence.
        let mut next = i + 1;
        while next < words.len() && closes(words[next], spaced(next), next + 1 == words.len() || spaced(next + 1), open) {
            if words[next] == "\"" {
                open = !open;
            }
            next += 1;
        }
        let quoted = (i + 1..next).any(|k| !matches!(words[k], ")" | "]"));
        if next < words.len() && ends_here(tokens, words, i, next, kind, quoted) {
            ends.push(next);
        }
        i = next;
    }
    if !words.is_empty() && ends.last() != Some(&words.len()) {
        ends.push(words.len());
    }
    ends
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    None,
    /// A full stop.
    Full,
    /// A question or exclamation mark.
    Mark,
    /// Dots for what is left out.
    Dots,
    /// The stop of an abbreviation.
    Short,
}

fn stop(word: &str) -> Stop {
    match word {
        "." | "。" => Stop::Full,
        "…" => Stop::Dots,
        _ if word.chars().all(|c| matches!(c, '.' | '!' | '?' | '！' | '？')) => {
            if word.contains(['!', '?', '！', '？']) {
                Stop::Mark
            } else {
                Stop::Dots
            }
        }
        _ if word.ends_with('.') => Stop::Short,
        _ => Stop::None,
    }
}

fn is_bullet(word: &str) -> bool {
    matches!(word, "•" | "▪" | "●" | "‣" | "◦" | "■")
}

/// Whether the credit line of a picture begins here: `The harbour in 2008 | Image: J. Smith`.
fn is_credit(words: &[&str], i: usize) -> bool {
    matches!(words[i], "Image" | "Photo" | "Photograph" | "Picture" | "Video" | "Credit") && words.get(i + 1) == Some(&":")
}

/// Whether a token after a stop closes what the sentence opened, by the white space before and behind it and, for a straight
/// quotation mark that this does not decide, by whether one is `open`.
fn closes(word: &str, spaced: bool, spaced_behind: bool, open: bool) -> bool {
    match word {
        "”" | ")" | "]" | "»" | "''" | "’’" => true,
        "\"" => {
            if spaced == spaced_behind {
                open
            } else {
                spaced_behind
            }
        }
        "’" | "'" => !spaced,
        _ => false,
    }
}

/// Whether a sentence ends with the stop at `at`, given that `next` is the first token behind it and what closes it.
fn ends_here(tokens: &[Token], words: &[&str], at: usize, next: usize, kind: Stop, quoted: bool) -> bool {
    // The first word behind, past opening marks.
    let mut begin = next;
    while begin + 1 < words.len()
        && matches!(words[begin], "\"" | "“" | "‘" | "``" | "'" | "(" | "[" | "«" | "-" | "–" | "—" | "--")
    {
        begin += 1;
    }
    let opened = begin > next && !matches!(words[next], "-" | "–" | "—" | "--");
    let word = words[begin];
    let first = word.chars().next().unwrap_or(' ');
    let touching = tokens[next].span.start == tokens[next - 1].span.end;
    let small = first.is_lowercase();
    let starter = !small && listed(STARTERS, word);
    match kind {
        Stop::None => false,
        _ if stop(words[next]) != Stop::None && stop(words[next]) != Stop::Short => false,
        _ if matches!(words[next], "," | ";" | ":") => false,
        Stop::Short => ends_after_abbreviation(words, at, begin, starter, small, opened),
        Stop::Full if touching => {
            first.is_uppercase() && at > 0 && words[at - 1].len() > 1 || opened && first.is_uppercase() || quoted && !small
        }
        Stop::Full if small => !quoted && !opened && plain_word(words, at) && begin == next,
        Stop::Full => true,
        Stop::Mark if touching => first.is_uppercase(),
        Stop::Mark => !(small && (quoted || opened)) && !(quoted && says(words, begin)),
        Stop::Dots => first.is_uppercase() && !touching && word != "I" || starter && begin > next,
    }
}

/// Whether an ordinary word stands before the stop, so that even a small letter behind it begins a sentence.
fn plain_word(words: &[&str], at: usize) -> bool {
    at > 0 && words[at - 1].len() > 3 && words[at - 1].chars().all(char::is_lowercase)
}

/// Whether a verb of saying comes within the next words: `“Why?” Smith asked`.
fn says(words: &[&str], begin: usize) -> bool {
    let reach = &words[begin..words.len().min(begin + 6)];
    let until = reach.iter().position(|w| matches!(*w, "," | "." | ":" | ";" | "\"" | "“")).unwrap_or(reach.len());
    reach[..until].iter().any(|w| SAYING.contains(w))
}

fn ends_after_abbreviation(words: &[&str], at: usize, begin: usize, starter: bool, small: bool, opened: bool) -> bool {
    let stem = words[at].trim_end_matches('.');
    let first = words[begin].chars().next().unwrap_or(' ');
    if small || !(first.is_uppercase() || opened) || at == 0 {
        return false;
    }
    if listed(TITLES, stem) || listed(BEFORE_NUMBER, stem) || stem.chars().all(|c| c.is_ascii_digit()) {
        return false;
    }
    let lower = words[at].to_lowercase();
    if lower == "a.m." || lower == "p.m." {
        let zone = words[begin].len() <= 4 && words[begin].chars().all(|c| c.is_uppercase() || c == '.');
        let clock = words[begin + 1..words.len().min(begin + 4)].iter().any(|w| *w == "time" || *w == "Time");
        let day = words[begin].ends_with("day") || matches!(words[begin], "Local" | "Eastern" | "Pacific");
        // The same hour elsewhere: `3 p.m. (2000 GMT) Tuesday`.
        let elsewhere = opened && words[begin].chars().all(|c| c.is_ascii_digit() || c == ':');
        return starter || !(zone || clock || day || elsewhere);
    }
    if lower == "etc." {
        return true;
    }
    if stem.chars().count() == 1 {
        // After an initial a name goes on, whatever it is.
        return starter && at > 1 && !words[at - 1].starts_with(char::is_uppercase) && words[begin] != "I";
    }
    starter && (listed(ABBREVIATIONS, stem) || stem.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        split(text).iter().map(|s| s.span.of(text)).collect()
    }

    /// `|` marks where a sentence ends; it is taken out of the text (the space behind it stays).
    #[test]
    fn ends_where_a_reader_ends_them() {
        for marked in [
            "Gen. Ali and Lt. Col. J. Smith met Mr. Yu of Acme Inc. on Jan. 5 at 5 p.m. Moscow time.| They left.",
            "It fell to 3.5 percent.| The U.S. Army denied it.| It was in the U.S.| The army left.",
            "“It is over.”| He left.| “We go on,” he said.| “Why?” Smith asked.| “Go!” he said.",
            "Baku said it .| It left.",
            "NASHVILLE, Tenn. (AP) --| Police came.| They left.",
            "MOSCOW, Nov 2 (Reuters) -| Russia struck Kyiv on Nov. 1.| No. 5 was hit.| He said no.| Then he left.",
            "He was told (it was late.)| Then he left.",
            "they left.| nobody knew.",
            "It was \"bad.\"| \"We left.\"| The end.",
            "He waited... and left.| He came at 5 a.m.| The raid ended.",
            "The raid began at 3 p.m. (2000 GMT) Tuesday.| It was over at four.",
            "George W. Bush met J. K. Rowling.| It was 10 p.m. EST on Monday.",
            "The deal (see above) holds.| [Editor's note: it does not.]| Yes!| Really?| No.",
            "\"The quote never closes.| He said more.| And more.",
        ] {
            let text = marked.replace('|', "");
            let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
            assert_eq!(sentences(&text), expected);
        }
    }

    #[test]
    fn no_space_after_the_stop() {
        assert_eq!(
            sentences("to those in need.And, most of all, peace.In this respect, we agree."),
            ["to those in need.", "And, most of all, peace.", "In this respect, we agree."]
        );
    }

    #[test]
    fn long_lists_are_bounded() {
        let text = "one two, ".repeat(5000);
        let all = split(&text);
        assert!(all.iter().all(|s| s.tokens.len() <= LONGEST));
        assert_eq!(all.iter().map(|s| s.tokens.len()).sum::<usize>(), 15000);
    }

    #[test]
    fn strange_strings() {
        for text in ["", " \n\t", "...", "\u{feff}\u{200b}", "\"", "“”", ".a", "1.", "é.É", "🙂.🙂", "\r\r\n", "a\u{0}b", "''.''"]
        {
            for sentence in split(text) {
                assert!(!sentence.tokens.is_empty());
                assert!(sentence.tokens.iter().all(|t| !t.span.of(text).is_empty()));
            }
        }
    }
}
