//! Tables with named columns: CSV and tab-separated files, as archives of news and researchers keep them.

use crate::out::{Gate, Out};
use crate::{Cause, Place, parse_date};
use csv::{ReaderBuilder, StringRecord};
use dateline_text::{Origin, Report};
use std::io::{BufRead, Read};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The text.
    Text,
    /// Day of publication.
    Date,
    /// Headline.
    Title,
    /// Outlet.
    Publisher,
    /// Address.
    Url,
    /// Name of the report.
    Id,
    /// Language.
    Language,
    /// News agency.
    Wire,
}

/// Fields, with the names of columns that mean them; letters and digits alone count, and their case does not.
const FIELDS: [(Field, &str, &[&str]); 8] = [
    (
        Field::Text,
        "text",
        &["text", "body", "fulltext", "content", "article", "articletext", "documenttext", "bodytext", "maintext"],
    ),
    (
        Field::Date,
        "date",
        &["date", "published", "pubdate", "publicationdate", "publishdate", "datepublish", "datepublished", "entrydate"],
    ),
    (Field::Title, "title", &["title", "headline", "documenttitle", "articletitle"]),
    (
        Field::Publisher,
        "publisher",
        &[
            "publisher",
            "publication",
            "publicationtitle",
            "pubtitle",
            "outlet",
            "newspaper",
            "sourcetitle",
            "sourcename",
            "source",
            "sourcedomain",
        ],
    ),
    (Field::Url, "url", &["url", "link", "documenturl", "articleurl"]),
    (Field::Id, "id", &["id", "storeid", "accessionnumber", "proquestdocumentid", "documentid", "storyid", "articleid"]),
    (Field::Language, "language", &["language", "lang"]),
    (Field::Wire, "wire", &["wire", "agency"]),
];

/// Reads `text=body`: the column *body* holds the text.
///
/// ```
/// use dateline_intake::{Field, column};
/// assert_eq!(column("text=Story body"), Ok((Field::Text, "Story body".to_owned())));
/// assert!(column("mood=body").is_err());
/// ```
pub fn column(told: &str) -> Result<(Field, String), String> {
    let (field, name) = told.split_once('=').ok_or("write it as text=body: the field, then the column that holds it")?;
    let known = FIELDS.iter().find(|(_, word, _)| word.eq_ignore_ascii_case(field.trim()));
    match known {
        Some((field, ..)) if !name.trim().is_empty() => Ok((*field, name.trim().to_owned())),
        _ => {
            let words: Vec<&str> = FIELDS.iter().map(|(_, word, _)| *word).collect();
            Err(format!("the fields are {}", words.join(", ")))
        }
    }
}

fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether the first line of a text names columns, one of them that of texts.
pub(crate) fn looks_like_a_table(start: &str) -> bool {
    let line = start.lines().next().unwrap_or("");
    let cells: Vec<String> = line.split(delimiter(line) as char).map(key).collect();
    cells.len() >= 2
        && cells.iter().all(|c| !c.is_empty() && c.len() <= 40)
        && cells.iter().any(|c| FIELDS[0].2.contains(&c.as_str()))
        && cells.iter().any(|c| FIELDS[1..].iter().any(|(.., names)| names.contains(&c.as_str())))
}

/// What parts the cells of a heading.
fn delimiter(line: &str) -> u8 {
    let count = |c: char| line.matches(c).count();
    [(b'\t', count('\t')), (b';', count(';'))].into_iter().find(|(_, n)| *n > count(',')).map_or(b',', |(d, _)| d)
}

/// Reads the rows of a table; each is a report.
pub(crate) fn rows(input: &mut dyn BufRead, place: &Place, out: &mut Out<'_>) {
    let width = out.options.longest_report as u64 * 2 + 65_536;
    let (mut gate, gatekeeper) = Gate::new(input, width);
    let mut heading = Vec::new();
    if let Err(error) = gate.read_until(b'\n', &mut heading) {
        return out.problem(place, Some(1), crate::out::cause_of(&error));
    }
    let heading_text = String::from_utf8_lossy(&heading).trim_start_matches('\u{feff}').to_owned();
    let delimiter = delimiter(&heading_text);
    let names = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .from_reader(heading_text.as_bytes())
        .records()
        .next()
        .and_then(Result::ok)
        .unwrap_or_default();
    let columns = match columns(&names, out) {
        Ok(columns) => columns,
        Err(cause) => return out.problem(place, Some(1), cause),
    };
    let mut reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(gate.by_ref());
    let mut record = csv::ByteRecord::new();
    for number in 1.. {
        gatekeeper.open();
        if out.stopped {
            return;
        }
        match reader.read_byte_record(&mut record) {
            Ok(true) => row(&record, &columns, place, number, out),
            Ok(false) => return,
            Err(_) if gatekeeper.shut() => return out.problem(place, Some(number), Cause::TooLong { size: width, limit: width }),
            Err(error) => return out.problem(place, Some(number), Cause::Broken("table", error.to_string())),
        }
    }
}

/// Where each field stands.
type Columns = Vec<(Field, usize)>;

fn columns(names: &StringRecord, out: &Out<'_>) -> Result<Columns, Cause> {
    let mut columns = Vec::new();
    for (field, _, known) in FIELDS {
        let told = out.options.columns.iter().find(|(f, _)| *f == field);
        let at = match told {
            Some((_, name)) => {
                let same = |n: &str| key(n) == key(name) || n.trim() == name;
                Some(names.iter().position(same).ok_or_else(|| Cause::NoColumn(name.clone()))?)
            }
            None => known.iter().find_map(|k| names.iter().position(|n| key(n) == *k)),
        };
        columns.extend(at.map(|at| (field, at)));
    }
    if columns.iter().any(|(field, _)| *field == Field::Text) { Ok(columns) } else { Err(Cause::NoColumn("text".to_owned())) }
}

fn row(record: &csv::ByteRecord, columns: &Columns, place: &Place, number: u64, out: &mut Out<'_>) {
    let cell = |field: Field| -> Option<String> {
        let at = columns.iter().find(|(f, _)| *f == field)?.1;
        let text = match crate::decode::decode(record.get(at)?) {
            crate::Decoded::Text(text) => text.into_owned(),
            crate::Decoded::Recovered(text, _) => text,
            crate::Decoded::Binary(_) => return None,
        };
        Some(text).filter(|t| !t.trim().is_empty())
    };
    let short = |field| cell(field).map(|text| text.trim().to_owned());
    let Some(text) = cell(Field::Text) else { return out.problem(place, Some(number), Cause::Empty) };
    let mut report = Report::new(short(Field::Id).unwrap_or_else(|| format!("{}#{number}", place.stem)), text);
    let told = short(Field::Date);
    report.published = told.as_deref().and_then(parse_date);
    if let (Some(told), None) = (told, report.published) {
        out.problem(place, Some(number), Cause::BadDate(told));
    }
    report.title = short(Field::Title);
    report.publisher = short(Field::Publisher);
    report.url = short(Field::Url);
    report.language = short(Field::Language);
    report.wire = short(Field::Wire);
    report.origin = Some(Origin::default());
    out.report(place, Some(number), report);
}
