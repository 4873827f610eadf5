//! Exports of Factiva: many articles in one text, each closed by a line `Document LBA0000020221108eib800abc`.
//!
//! Two layouts are known: with codes of two or three letters before each field (`HD`, `PD`, `SN`, `LP`, `TD`), and without, where the
//! number of words, the day, the outlet and its code follow the headline.

use crate::nexis::whole_date;
use crate::parse_date;
use crate::text::Article;

/// Codes of fields.
const CODES: [&str; 28] = [
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT", "RF", "CO", "IN",
    "NS", "RE", "IPC", "IPD", "PUB", "AN", "ART", "CLM",
];

/// Whether a text is such an export.
pub(crate) fn is_export(text: &str) -> bool {
    let lines = || text.lines().map(str::trim);
    lines().any(|line| closing(line).is_some())
        && lines().any(|line| words_line(line) || matches!(code(line), Some(("PD" | "WC", _))))
}

/// The number of the document in the line that closes it.
fn closing(line: &str) -> Option<&str> {
    let number = line
        .strip_prefix("Document ")
        .or_else(|| line.strip_prefix("AN ").map(|l| l.trim().strip_prefix("Document ").unwrap_or(l.trim())))?;
    let sound =
        number.len() >= 20 && number.bytes().all(|b| b.is_ascii_alphanumeric()) && number.bytes().any(|b| b.is_ascii_digit());
    sound.then_some(number)
}

/// `456 words`.
fn words_line(line: &str) -> bool {
    line.strip_suffix(" words").is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit() || b == b','))
}

/// The code that a line begins with, and the rest.
fn code(line: &str) -> Option<(&str, &str)> {
    let end = line.find([' ', '\t']).unwrap_or(line.len());
    CODES.contains(&&line[..end]).then(|| (&line[..end], line[end..].trim()))
}

/// The articles of an export, in their order.
pub(crate) fn articles(text: &str) -> impl Iterator<Item = Article> {
    Pieces { rest: text }.filter_map(|(piece, number)| article(piece, number))
}

struct Pieces<'t> {
    rest: &'t str,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let mut at = 0;
        for line in self.rest.split_inclusive('\n') {
            if let Some(number) = closing(line.trim()) {
                let piece = &self.rest[..at];
                self.rest = &self.rest[at + line.len()..];
                return Some((piece, number));
            }
            at += line.len();
        }
        self.rest = "";
        None
    }
}

fn article(piece: &str, number: &str) -> Option<Article> {
    let lines: Vec<&str> = piece.lines().map(str::trim).collect();
    let tagged = lines.iter().filter(|l| matches!(code(l), Some(("HD" | "PD" | "SN" | "LP" | "TD", _)))).count() >= 3;
    let mut article = if tagged { with_codes(&lines) } else { without_codes(&lines)? };
    article.id = Some(number.to_owned());
    (!article.text.is_empty()).then_some(article)
}

fn with_codes(lines: &[&str]) -> Article {
    let mut fields: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in lines {
        match code(line) {
            Some((code, rest)) => fields.push((code, vec![rest])),
            None => fields.last_mut().into_iter().for_each(|(_, value)| value.push(line)),
        }
    }
    let field = |code: &str| fields.iter().find(|(c, _)| *c == code).map(|(_, value)| value.join("\n").trim().to_owned());
    let flat = |code: &str| field(code).map(|v| v.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|v| !v.is_empty());
    let text = [field("LP"), field("TD")].into_iter().flatten().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n\n");
    Article {
        id: None,
        title: flat("HD"),
        publisher: flat("SN"),
        date: flat("PD").as_deref().and_then(parse_date),
        language: flat("LA").map(|l| language(&l)),
        text,
    }
}

fn without_codes(lines: &[&str]) -> Option<Article> {
    let counted = lines.iter().position(|line| words_line(line))?;
    let mut title: Vec<&str> = lines[..counted].iter().copied().filter(|l| !l.is_empty()).collect();
    // A byline stands between headline and number of words.
    if title.len() > 1 && title.last().is_some_and(|l| l.starts_with("By ") || l.starts_with("BY ")) {
        title.pop();
    }
    let dated = (counted + 1..lines.len().min(counted + 4)).find(|&i| whole_date(lines[i]).is_some());
    let mut at = dated.map_or(counted + 1, |d| d + 1);
    let clock = |l: &str| l.len() <= 8 && l.contains(':') && l.starts_with(|c: char| c.is_ascii_digit());
    while lines.get(at).is_some_and(|l| l.is_empty() || clock(l)) {
        at += 1;
    }
    let publisher = lines.get(at).map(|l| (*l).to_owned());
    // Code, page, language and the notice of rights, up to the first blank line after it.
    let head_end = lines[at.min(lines.len())..]
        .iter()
        .take(10)
        .position(|l| l.starts_with("(c) ") || l.starts_with("Copyright") || l.starts_with('©'));
    let mut body = match head_end {
        Some(rights) => at + rights + 1,
        None => lines[at.min(lines.len())..].iter().position(|l| l.is_empty()).map_or(lines.len(), |blank| at + blank),
    };
    let head = &lines[at.min(lines.len())..body.min(lines.len())];
    let language =
        head.iter().find(|l| ["English", "French", "Spanish", "German", "Russian", "Arabic", "Chinese", "Turkish"].contains(l));
    while lines.get(body).is_some_and(|l| l.is_empty()) {
        body += 1;
    }
    Some(Article {
        id: None,
        title: Some(title.join(" ")).filter(|t| !t.is_empty()),
        publisher,
        date: dated.and_then(|d| whole_date(lines[d])),
        language: language.map(|l| self::language(l)),
        text: lines[body.min(lines.len())..].join("\n").trim().to_owned(),
    })
}

/// `English` and `EN` as a tag.
fn language(told: &str) -> String {
    let lower = told.to_lowercase();
    if lower == "english" { "en".to_owned() } else { lower }
}
