//! Publication dates as people and programs write them.

use jiff::civil::{Date, date};

/// Reads a publication date: `2022-11-08`, also with a time after it, `20221108`, `2022/11/08`, `8 November 2022`,
/// `Nov. 8, 2022`, with or without a weekday before. A date of which nobody can tell day and month apart (`11/08/2022`)
/// is not guessed at.
///
/// ```
/// use dateline_intake::parse_date;
/// let day = jiff::civil::date(2022, 11, 8);
/// for text in ["2022-11-08", "2022-11-08T06:30:00Z", "Tue, 08 Nov 2022 06:30:00 GMT", "November 8, 2022", "20221108"] {
///     assert_eq!(parse_date(text), Some(day), "{text}");
/// }
/// assert_eq!(parse_date("11/08/2022"), None);
/// ```
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    numeric(text).or_else(|| in_words(text))
}

/// The date of `YYYY-MM-DD` at the very start of `text`, and nothing that reads on as a longer number.
pub(crate) fn iso_prefix(text: &str) -> Option<Date> {
    let head = text.get(..10)?;
    if text[10..].starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return None;
    }
    let bytes = head.as_bytes();
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    whole(&head[..4], &head[5..7], &head[8..])
}

fn numeric(text: &str) -> Option<Date> {
    if let Some(day) = iso_prefix(text) {
        return Some(day);
    }
    if text.len() == 8 && text.is_ascii() {
        return whole(&text[..4], &text[4..6], &text[6..]);
    }
    let mut parts = text.splitn(3, '/');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() == 4 { whole(year, month, day) } else { None }
}

fn whole(year: &str, month: &str, day: &str) -> Option<Date> {
    let number = |s: &str| s.bytes().all(|b| b.is_ascii_digit()).then(|| s.parse::<i16>().ok()).flatten();
    Date::new(number(year)?, number(month)? as i8, number(day)? as i8).ok()
}

fn in_words(text: &str) -> Option<Date> {
    let mut month = None;
    let mut numbers = Vec::new();
    for part in text.split(|c: char| c.is_whitespace() || c == ',' || c == '.').filter(|p| !p.is_empty()).take(8) {
        let lower = part.to_ascii_lowercase();
        if let Some(number) = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<i16>().ok().filter(|n| *n > 0) {
            numbers.push(number);
        } else if month.is_none() && lower.len() >= 3 {
            month = dateline_text::calendar::MONTHS
                .iter()
                .position(|m| m.starts_with(&lower) || (lower == "sept" && *m == "september"));
        }
        if month.is_some() && numbers.len() == 2 {
            break;
        }
    }
    let month = month? as i8 + 1;
    let (year, day) = match numbers[..] {
        [day, year] if year >= 1000 => (year, day),
        [year, day] if year >= 1000 => (year, day),
        _ => return None,
    };
    if !(1..=31).contains(&day) {
        return None;
    }
    Date::new(year, month, day as i8).ok().filter(|d| *d >= date(1000, 1, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_no_date() {
        for text in ["", "yesterday", "2022-13-01", "2022-02-30", "May", "8 November", "2022-11-081", "32 May 2020", "١٢٣٤٥٦٧٨"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn reads_months_in_words() {
        for text in ["8 Nov 2022", "8th November 2022", "Tuesday, November 8, 2022", "NOV. 8, 2022 (AP)"] {
            assert_eq!(parse_date(text), Some(date(2022, 11, 8)), "{text}");
        }
        assert_eq!(parse_date("Sept. 3, 2014"), Some(date(2014, 9, 3)));
    }
}
