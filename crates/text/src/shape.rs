//! Shapes that stay one token though they hold punctuation: addresses, numbers, acronyms.
//!
//! Each function looks at the beginning of `rest` and tells how many bytes the shape takes, 0 where it does not stand there.

use crate::words::{DOMAINS, listed};

/// Length of a web address.
pub(crate) fn url(rest: &str) -> usize {
    const SCHEMES: [&str; 5] = ["http://", "https://", "ftp://", "mailto:", "www."];
    let begins = |s: &&str| rest.get(..s.len()).is_some_and(|head| head.eq_ignore_ascii_case(s));
    let Some(scheme) = SCHEMES.iter().find(|s| begins(s)) else { return 0 };
    let end = rest.find(['<', '>', '"', '“', '”', '‘', '’', '|']).unwrap_or(rest.len());
    let end = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '…']).len();
    if end > scheme.len() { end } else { 0 }
}

/// Length of an electronic mail address.
pub(crate) fn email(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let name = bytes.iter().take(64).take_while(|b| b.is_ascii_alphanumeric() || b"._%+-".contains(b)).count();
    if name == 0 || bytes.get(name) != Some(&b'@') {
        return 0;
    }
    let host = bytes[name + 1..].iter().take(255).take_while(|b| b.is_ascii_alphanumeric() || b".-".contains(b)).count();
    let whole = rest[..name + 1 + host].trim_end_matches(['.', '-']);
    match whole[name + 1..].rsplit_once('.') {
        Some((site, top)) if !site.is_empty() && top.len() >= 2 => whole.len(),
        _ => 0,
    }
}

/// Length of a bare host or file name that ends in a known part (`Gawker.com`, `notes.pdf`), with its path.
pub(crate) fn domain(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let all = bytes.iter().take(255).take_while(|b| b.is_ascii_alphanumeric() || b".-_".contains(b)).count();
    let name = rest[..all].trim_end_matches(['.', '-', '_']);
    let Some((front, top)) = name.rsplit_once('.') else { return 0 };
    let one_case = top.bytes().all(|b| b.is_ascii_lowercase()) || top.bytes().all(|b| b.is_ascii_uppercase());
    if front.is_empty() || front.ends_with('.') || !one_case || !listed(DOMAINS, top) {
        return 0;
    }
    if bytes.get(name.len()) == Some(&b'/') {
        let path = rest.find(['<', '>', '"', '“', '”', '(', '[']).unwrap_or(rest.len());
        return rest[..path].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '/']).len().max(name.len());
    }
    name.len()
}

/// Length of letters with stops between them: `U.S.`, `a.m.`, `U.S.A`. One letter and a stop is not enough.
pub(crate) fn acronym(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let letter = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphabetic);
    let mut at = 0;
    let mut pairs = 0;
    while letter(at) && bytes.get(at + 1) == Some(&b'.') {
        at += 2;
        pairs += 1;
    }
    // A last letter without a stop belongs to it (`U.S.A`, `p.m`) unless a word goes on.
    if pairs > 0 && letter(at) && !rest[at + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’') {
        at += 1;
        pairs += 1;
    }
    if pairs >= 2 { at } else { 0 }
}

fn digits(bytes: &[u8], from: usize) -> usize {
    bytes[from.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count()
}

/// Length of a number, clock time, date in figures or telephone number: `6,500`, `5:30`, `2020-11-02`, `9/11`.
pub(crate) fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let first = digits(bytes, 0);
    if first == 0 {
        return 0;
    }
    for joint in [b'-', b'/'] {
        let all = joined(bytes, first, joint);
        if all > first {
            return all;
        }
    }
    let mut at = first;
    loop {
        let next = digits(bytes, at + 1);
        let goes_on = match bytes.get(at) {
            Some(b'.') => next > 0,
            Some(b',') => next == 3 || next == 2 && bytes.get(at + 3) == Some(&b',') && digits(bytes, at + 4) >= 2,
            Some(b':') => next == 2,
            _ => false,
        };
        if !goes_on {
            return at;
        }
        at += 1 + next;
    }
}

/// Groups of digits with `joint` between them that are one token: dates, telephone numbers.
fn joined(bytes: &[u8], first: usize, joint: u8) -> usize {
    let mut groups = [0usize; 5];
    groups[0] = first;
    let (mut count, mut at) = (1, first);
    while count < 5 && bytes.get(at) == Some(&joint) {
        let next = digits(bytes, at + 1);
        if next == 0 {
            break;
        }
        groups[count] = next;
        count += 1;
        at += 1 + next;
    }
    let value =
        |from: usize, len: usize| bytes[from..from + len].iter().fold(0usize, |n, b| (n * 10 + (b - b'0') as usize).min(9999));
    let keep = match (joint, count) {
        (_, 3 | 4) => groups[..count].iter().all(|&g| g <= 4),
        (b'-', 2) => groups[0] == 3 && groups[1] == 4,
        // A month and a day (9/11, 5/18, 3/03), not a fraction (3/4), a season (19/20) or 24/7.
        (b'/', 2) => {
            let (a, b) = (value(0, first), value(first + 1, groups[1]));
            groups[1] == 2 && (1..=12).contains(&a) && (1..=31).contains(&b) && (a, b) != (7, 24)
        }
        _ => false,
    };
    if keep { at } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, len) in [
            ("6,500 men", 5),
            ("12,34", 2),
            ("1.5", 3),
            ("5:30pm", 4),
            ("5.", 1),
            ("2020-11-02.", 10),
            ("9/11", 4),
            ("3/4", 1),
            ("20-30", 2),
            ("713-853-3989", 12),
            ("11/02/2020", 10),
            ("1969-1970", 4),
            ("10,00,000", 9),
            ("x", 0),
            ("122mm", 3),
        ] {
            assert_eq!(number(text), len, "{text}");
        }
    }

    #[test]
    fn addresses_and_acronyms() {
        assert_eq!(url("https://example.org/a?b=c)."), 25);
        assert_eq!(email("a.b@example.org."), 15);
        assert_eq!(email("a@b"), 0);
        assert_eq!(domain("Gawker.com's"), 10);
        assert_eq!(domain("said.The"), 0);
        for (text, len) in [("U.S.", 4), ("U.S.Army", 4), ("U.S.A", 5), ("J.Smith", 0), ("a.m.,", 4), ("p.m", 3), ("It.", 0)] {
            assert_eq!(acronym(text), len, "{text}");
        }
    }
}
