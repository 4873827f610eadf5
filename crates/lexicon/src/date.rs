//! Dates of offices: a day, a month or a year.

use jiff::civil::Date;

/// The first day of `2013`, `2013-05` or `2013-05-06`. `Err` where it is none of these.
pub(crate) fn first_day(text: &str) -> Result<Option<Date>, ()> {
    Ok(days(text)?.map(|(first, _)| first))
}

/// The last day of `2013`, `2013-05` or `2013-05-06`.
pub(crate) fn last_day(text: &str) -> Result<Option<Date>, ()> {
    Ok(days(text)?.map(|(_, last)| last))
}

fn days(text: &str) -> Result<Option<(Date, Date)>, ()> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut parts = text.split('-');
    let year: i16 = parts.next().and_then(|y| y.parse().ok()).filter(|y| (1000..=9999).contains(y)).ok_or(())?;
    let month: Option<i8> = parts.next().map(|m| m.parse().map_err(|_| ())).transpose()?;
    let day: Option<i8> = parts.next().map(|d| d.parse().map_err(|_| ())).transpose()?;
    if parts.next().is_some() {
        return Err(());
    }
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).map_err(|_| ())?;
    let last = match (month, day) {
        (_, Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        (None, None) => first.last_of_year(),
    };
    Ok(Some((first, last)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_year_is_its_first_and_its_last_day() {
        assert_eq!(first_day("2013"), Ok(Some(date(2013, 1, 1))));
        assert_eq!(last_day("2012-02"), Ok(Some(date(2012, 2, 29))));
        assert_eq!(last_day("2012-02-03"), Ok(Some(date(2012, 2, 3))));
        assert_eq!(first_day(""), Ok(None));
        for bad in ["13", "2013-13", "2013-02-30", "May 2013", "2013-01-01-01"] {
            assert_eq!(first_day(bad), Err(()), "{bad}");
        }
    }
}
