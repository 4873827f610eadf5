//! Tokens.

use crate::Span;
use crate::shape;
use crate::words::{ABBREVIATIONS, AMBIGUOUS, BEFORE_NUMBER, CONTRACTIONS, PREFIXES, TITLES, UNITS, listed};

/// A token: a stretch of the text without white space, cut as the English UD treebanks cut
/// (`do|n't`, `Syria|'s`, `Nagorno|-|Karabakh`, `U.S.`, `6,500`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the report's text.
    pub span: Span,
}

/// Longest token in bytes; a longer run without white space is cut there.
const LONGEST: usize = 1000;

/// Cuts `span` of `text` into tokens, in order. Total: any string; a span that does not fit gives no tokens.
///
/// ```
/// use dateline_text::{Span, tokenize};
/// let text = "They don't hold Nagorno-Karabakh.";
/// let words: Vec<&str> = tokenize(text, Span::new(0, text.len())).iter().map(|t| t.span.of(text)).collect();
/// assert_eq!(words, ["They", "do", "n't", "hold", "Nagorno", "-", "Karabakh", "."]);
/// ```
pub fn tokenize(text: &str, span: Span) -> Vec<Token> {
    let mut tokens = cut(text, span);
    end_sentence(text, &mut tokens);
    tokens
}

/// Whether a character only separates tokens.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Tokens of a stretch that need not be a sentence.
pub(crate) fn cut(text: &str, span: Span) -> Vec<Token> {
    let part = span.of(text);
    let mut cutter = Cutter { tokens: Vec::with_capacity(part.len() / 5 + 1) };
    let mut start = None;
    for (at, c) in part.char_indices() {
        match start {
            None if !is_space(c) => start = Some(at),
            Some(from) if is_space(c) || at - from >= LONGEST => {
                cutter.chunk(&part[from..at], span.start as usize + from, &part[at..]);
                start = if is_space(c) { None } else { Some(at) };
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        cutter.chunk(&part[from..], span.start as usize + from, "");
    }
    cutter.tokens
}

/// Cuts the full stop off the last word where it ends the sentence rather than an abbreviation (`said no|.`).
pub(crate) fn end_sentence(text: &str, tokens: &mut Vec<Token>) {
    // Closing quotes and brackets may stand after the stop.
    let closing = |t: &Token| t.span.of(text).chars().all(|c| matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '»'));
    let Some(last) = tokens.iter().rposition(|t| !closing(t)) else { return };
    let span = tokens[last].span;
    let Some(stem) = span.of(text).strip_suffix('.').filter(|s| !s.is_empty() && !s.ends_with('.')) else { return };
    let initial = stem.chars().count() == 1;
    if last == 0 || !(initial || listed(AMBIGUOUS, stem) || listed(BEFORE_NUMBER, stem)) {
        return;
    }
    let middle = span.start as usize + stem.len();
    tokens[last].span = Span::new(span.start as usize, middle);
    tokens.insert(last + 1, Token { span: Span::new(middle, span.end as usize) });
}

struct Cutter {
    tokens: Vec<Token>,
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`' | 'ʼ')
}

/// Part of a word: letters, digits and marks that combine with them.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '\u{AD}' || ('\u{300}'..='\u{36F}').contains(&c)
}

/// Length of the clitic at the start of `rest`, which begins with an apostrophe: `'s`, `’re`.
fn clitic(rest: &str) -> usize {
    let Some(first) = rest.chars().next().filter(|&c| is_apostrophe(c)) else { return 0 };
    let letters = &rest[first.len_utf8()..];
    let end = letters.find(|c: char| !is_word(c)).unwrap_or(letters.len());
    if listed(&["d", "ll", "m", "re", "s", "ve"], &letters[..end]) { first.len_utf8() + end } else { 0 }
}

impl Cutter {
    fn push(&mut self, start: usize, len: usize) {
        if len > 0 {
            self.tokens.push(Token { span: Span::new(start, start + len) });
        }
    }

    /// Cuts one run without white space, which begins at byte `base` of the text; `after` is what follows it.
    fn chunk(&mut self, chunk: &str, base: usize, after: &str) {
        let mut at = 0;
        while at < chunk.len() {
            let rest = &chunk[at..];
            let fresh = at == 0 || !chunk[..at].ends_with(is_word);
            let len = if fresh {
                [shape::url(rest), shape::email(rest), shape::domain(rest)].into_iter().max().unwrap_or(0)
            } else {
                0
            };
            if len > 0 {
                self.push(base + at, len);
                at += len;
                continue;
            }
            let first = rest.chars().next().unwrap_or(' ');
            at += if first.is_ascii_digit() {
                self.number(rest, base + at)
            } else if is_word(first) {
                self.word(rest, base + at, after)
            } else {
                let len = punctuation(rest, at == 0);
                self.push(base + at, len);
                len
            };
        }
    }

    /// A number and the unit that clings to it.
    fn number(&mut self, rest: &str, start: usize) -> usize {
        let mut len = shape::number(rest);
        let tail = &rest[len..];
        let letters = tail.find(|c: char| !is_word(c)).unwrap_or(tail.len());
        // `60's`, `1990’s`
        let year = rest[..len].ends_with('0') && letters == 0;
        if year && tail[..clitic(tail)].ends_with(['s', 'S']) {
            len += clitic(tail);
        } else if letters > 0 && !listed(UNITS, &tail[..letters]) {
            let dotted = shape::acronym(tail);
            if dotted > 0 {
                self.push(start, len);
                self.push(start + len, dotted);
                return len + dotted;
            }
            len += letters;
        }
        // The number of a list item keeps its stop: `1. `
        if rest.len() == len + 1 && rest.ends_with('.') && len <= 2 && self.tokens.is_empty() {
            len += 1;
        }
        self.push(start, len);
        len
    }

    /// A word with what belongs to it: abbreviation stop, inner apostrophe, prefix hyphen; its clitic as a token of its own.
    fn word(&mut self, rest: &str, start: usize, after: &str) -> usize {
        let dotted = shape::acronym(rest);
        if dotted > 0 {
            self.push(start, dotted);
            return dotted;
        }
        let mut end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        loop {
            let tail = &rest[end..];
            let Some(mark) = tail.chars().next() else { break };
            let next = &tail[mark.len_utf8()..];
            let letters = next.find(|c: char| !is_word(c)).unwrap_or(next.len());
            if is_apostrophe(mark) {
                let word = &rest[..end];
                if word.len() > 1 && word.ends_with(['n', 'N']) && next[..letters].eq_ignore_ascii_case("t") {
                    self.push(start, end - 1);
                    self.push(start + end - 1, 1 + mark.len_utf8() + 1);
                    return end + mark.len_utf8() + 1;
                }
                if clitic(tail) > 0 || letters == 0 || mark == '`' || next.starts_with(|c: char| c.is_ascii_digit()) {
                    break;
                }
            } else if !(letters > 0
                && (mark == '-' && listed(PREFIXES, &rest[..end]) || mark == '&' && is_initials(&rest[..end], &next[..letters])))
            {
                break;
            }
            end += mark.len_utf8() + letters;
        }
        let word = &rest[..end];
        let tail = &rest[end..];
        if tail.starts_with('.') && self.keeps_stop(word, &tail[1..], after) {
            self.push(start, end + 1);
            return end + 1;
        }
        if tail.starts_with('$') && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_uppercase()) {
            self.push(start, end + 1);
            return end + 1;
        }
        match contraction(word) {
            Some(cut) => {
                self.push(start, cut);
                self.push(start + cut, end - cut);
            }
            None => self.push(start, end),
        }
        let tail = clitic(tail);
        self.push(start + end, tail);
        end + tail
    }

    /// Whether the stop after `word` is part of it; `inner` follows in the same run, `after` behind the run.
    fn keeps_stop(&self, word: &str, inner: &str, after: &str) -> bool {
        if inner.starts_with(['.', '!', '?']) {
            return false;
        }
        let follows = if inner.is_empty() { after.trim_start_matches(is_space) } else { inner };
        let capital = word.starts_with(char::is_uppercase);
        if word.chars().count() == 1 {
            // An initial; the pronoun and the article end sentences.
            return capital && word != "I" && (inner.is_empty() || inner.starts_with(is_word) || inner.starts_with(','));
        }
        if listed(BEFORE_NUMBER, word) && inner.is_empty() {
            return follows.starts_with(|c: char| c.is_ascii_digit());
        }
        if inner.starts_with(char::is_alphanumeric) && !listed(TITLES, word) {
            return false;
        }
        (listed(TITLES, word) || listed(ABBREVIATIONS, word))
            && (capital || !listed(AMBIGUOUS, word))
            && (capital
                || !matches!(word, "dec" | "est" | "fri" | "hr" | "incl" | "jan" | "jun" | "thu" | "co" | "ft" | "mt" | "univ"))
    }
}

/// Whether an ampersand joins initials (`A&E`, `AT&T`) rather than names.
fn is_initials(left: &str, right: &str) -> bool {
    left.len() <= 3 && right.len() <= 3 && left.chars().chain(right.chars()).all(char::is_uppercase)
}

/// Where a word written as one is cut in two.
fn contraction(word: &str) -> Option<usize> {
    if word.len() > 8 || !word.is_ascii() {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let found = CONTRACTIONS.binary_search_by_key(&lower.as_str(), |c| c.0).ok()?;
    // All capitals may be an acronym: IM, IVE.
    if word.len() <= 3 && word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase()) {
        None
    } else {
        Some(CONTRACTIONS[found].1)
    }
}

/// Length of the punctuation token at the start of `rest`.
fn punctuation(rest: &str, first_of_run: bool) -> usize {
    let mut chars = rest.chars();
    let Some(c) = chars.next() else { return 0 };
    let second = chars.next();
    let run = |of: &dyn Fn(char) -> bool| rest.find(|c| !of(c)).unwrap_or(rest.len());
    match c {
        '.' | '!' | '?' => run(&|x| matches!(x, '.' | '!' | '?')),
        '-' | '*' | '=' | '~' | '_' | '<' | '>' | '+' if second == Some(c) => run(&|x| x == c),
        '\'' | '`' | '‘' | '’' if second == Some(c) || (c == '‘' && second == Some('’')) => 2 * c.len_utf8(),
        '\'' | '’' | '‘' if first_of_run => {
            // `'90s`, `’em`: an apostrophe that stands for what is left out.
            let tail = &rest[c.len_utf8()..];
            let end = tail.find(|x: char| !is_word(x)).unwrap_or(tail.len());
            let word = &tail[..end];
            let year = matches!(word.len(), 2 | 3)
                && word[..].bytes().take(2).all(|b| b.is_ascii_digit())
                && (end == 2 || word.ends_with('s'));
            if year || listed(&["cause", "em", "n", "til", "tis", "twas"], word) {
                c.len_utf8() + end
            } else {
                c.len_utf8().max(clitic(rest))
            }
        }
        '\'' | '’' => c.len_utf8().max(clitic(rest)),
        '#' | '@' if second.is_some_and(char::is_alphabetic) => {
            1 + rest[1..].find(|x: char| !is_word(x)).unwrap_or(rest.len() - 1)
        }
        '+' if second.is_some_and(|d| d.is_ascii_digit()) => 1 + shape::number(&rest[1..]),
        ':' | ';' if first_of_run && [":)", ":(", ":D", ";)", ":-)", ":-(", ";-)"].contains(&rest) => rest.len(),
        _ => c.len_utf8(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        tokenize(text, Span::new(0, text.len())).iter().map(|t| t.span.of(text)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn cuts_as_the_treebanks_cut() {
        for (text, expected) in [
            ("They don't know; we can’t.", "They do n't know ; we ca n’t ."),
            ("Syria's soldiers' homes", "Syria 's soldiers ' homes"),
            ("Nagorno-Karabakh, al-Qaeda", "Nagorno - Karabakh , al - Qaeda"),
            ("anti-tank co-chair twenty-five", "anti-tank co-chair twenty - five"),
            ("the U.S., on Jan. 5", "the U.S. , on Jan. 5"),
            ("at 2.30pm or 5 a.m.", "at 2.30 pm or 5 a.m."),
            ("cost $5m, US$3 or 100%", "cost $ 5 m , US$ 3 or 100 %"),
            ("6,500 of 20-30 [23]", "6,500 of 20 - 30 [ 23 ]"),
            ("wait... what?! no…", "wait ... what ?! no …"),
            ("“fight to the end” - said ``x''", "“ fight to the end ” - said `` x ''"),
            ("see https://a.org/b, mail a@b.org.", "see https://a.org/b , mail a@b.org ."),
            ("he said.The U.S.Army", "he said . The U.S. Army"),
            ("He said no.", "He said no ."),
            ("No. 5 and no. Then", "No. 5 and no . Then"),
            ("Gen. J. Smith Jr. of Acme Inc.", "Gen. J. Smith Jr. of Acme Inc."),
            ("O'Connor, Sha'lan, o'clock", "O'Connor , Sha'lan , o'clock"),
            ("dont cannot gonna Im", "do nt can not gon na I m"),
            ("the 1980s, '90s, 60's, 12th", "the 1980s , '90s , 60's , 12th"),
            ("2020-11-02 11/02/2020 and/or 9/11", "2020-11-02 11/02/2020 and / or 9/11"),
            ("boy--who said—yes", "boy -- who said — yes"),
            ("a 122mm F-16 M23", "a 122 mm F - 16 M23"),
            ("person(s) #1 @x", "person ( s ) # 1 @x"),
            ("it said . It", "it said . It"),
            ("'You're off,' he said", "' You 're off , ' he said"),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn long_runs_are_cut_and_nothing_is_lost() {
        let text = "é".repeat(5000) + &"-".repeat(3000) + &"a.".repeat(2000);
        let tokens = tokenize(&text, Span::new(0, text.len()));
        assert!(tokens.iter().all(|t| t.span.len() <= LONGEST + 4));
        assert_eq!(tokens.iter().map(|t| t.span.of(&text)).collect::<String>(), text);
    }
}
