//! The front matter of a text: `Key: value` lines before the words.

use crate::parse_date;
use jiff::civil::Date;

/// What the front matter says, and where the words begin.
#[derive(Debug, Default)]
pub(crate) struct Front {
    pub id: Option<String>,
    pub date: Option<Date>,
    /// Line (from 1) and words of each date that could not be understood.
    pub bad_dates: Vec<(u64, String)>,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub wire: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    /// Byte offset of the first character after the front matter.
    pub body: usize,
}

/// Reads known keys, one a line, from the top of `text` down to the first blank line, closing `---` or line of
/// another shape. A text whose first line is no known key has no front matter.
pub(crate) fn front_matter(text: &str) -> Front {
    let mut front = Front::default();
    let mut at = 0;
    let mut fenced = false;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim();
        let next = at + line.len();
        if bare == "---" && (fenced || front.body == 0) {
            if fenced {
                front.body = next;
                break;
            }
            fenced = true;
        } else if bare.is_empty() {
            if front.body > 0 && !fenced {
                front.body = next;
                break;
            }
        } else if take(&mut front, number as u64 + 1, bare) {
            front.body = next;
        } else if !fenced || front.body == 0 {
            break;
        }
        at = next;
    }
    front
}

/// Takes one line; `false` if it is no known key.
fn take(front: &mut Front, line: u64, text: &str) -> bool {
    let Some((key, value)) = text.split_once(':') else { return false };
    let value = value.trim().trim_matches('"').trim();
    let told = (!value.is_empty()).then(|| value.to_owned());
    match key.trim().to_ascii_lowercase().as_str() {
        "date" | "published" => {
            front.date = parse_date(value);
            if front.date.is_none() && !value.is_empty() {
                front.bad_dates.push((line, value.to_owned()));
            }
        }
        "title" | "headline" => front.title = told,
        "publisher" | "source" | "outlet" => front.publisher = told,
        "wire" | "agency" => front.wire = told,
        "url" | "link" => front.url = told,
        "language" => front.language = told,
        "id" => front.id = told,
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_keys_and_keeps_the_body_whole() {
        let text = "Date: 8 November 2022\nPublisher: Example Post\nTitle: Talks: a start\n\nTalks began.\n";
        let front = front_matter(text);
        assert_eq!(front.date.map(|d| d.to_string()).as_deref(), Some("2022-11-08"));
        assert_eq!(front.title.as_deref(), Some("Talks: a start"));
        assert_eq!(&text[front.body..], "Talks began.\n");
    }

    #[test]
    fn fences_are_understood() {
        let text = "---\ntitle: \"Talks\"\nmood: grave\ndate: 2022-11-08\n---\nTalks began.";
        let front = front_matter(text);
        assert_eq!(&text[front.body..], "Talks began.");
        assert!(front.date.is_some());
    }

    #[test]
    fn a_text_that_merely_has_a_colon_has_none() {
        let text = "The minister was clear: no talks.\n\nDate: later.";
        assert_eq!(front_matter(text).body, 0);
    }
}
