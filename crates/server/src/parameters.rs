//! The parameters of a question, each checked before anything is asked of the record.

use crate::problem::Problem;
use std::collections::BTreeMap;

/// Bytes of the query of an address.
const LONGEST: usize = 4096;
/// Characters of one value.
const LONGEST_VALUE: usize = 400;

/// The filters that all views share.
pub(crate) const FILTERS: &[&str] =
    &["actor", "against", "type", "from", "to", "place", "source", "standing", "words", "bbox", "as_of"];
/// What pages.
pub(crate) const PAGES: &[&str] = &["after", "limit"];
/// The record as it stood.
pub(crate) const AS_OF: &[&str] = &["as_of"];

/// Rows of a page where nobody asks for more or fewer.
const USUAL: u64 = 100;
/// Rows of a page at most.
pub(crate) const MOST: u64 = 1000;

/// Names and values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parameters(BTreeMap<String, String>);

impl Parameters {
    /// Takes a query apart. A name given twice is an error; an empty value counts as not given.
    pub fn parse(query: &str) -> Result<Parameters, Problem> {
        if query.len() > LONGEST {
            return Err(Problem::parameter("query", format!("it is longer than {LONGEST} bytes")));
        }
        let mut all = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if value.chars().count() > LONGEST_VALUE && name != "after" {
                return Err(Problem::parameter(&name, format!("it is longer than {LONGEST_VALUE} characters")));
            }
            if value.contains('\0') {
                return Err(Problem::parameter(&name, "it holds a character that no name has"));
            }
            if all.insert(name.to_string(), value.trim().to_owned()).is_some() {
                return Err(Problem::parameter(&name, "it is given twice"));
            }
        }
        Ok(Parameters(all))
    }

    /// Refuses names that are in none of the groups.
    pub fn known(&self, groups: &[&[&str]]) -> Result<(), Problem> {
        let known = || groups.iter().flat_map(|g| g.iter());
        match self.0.keys().find(|name| !known().any(|k| k == name)) {
            None => Ok(()),
            Some(name) if groups.is_empty() => Err(Problem::parameter(name, "this route takes no parameters")),
            Some(name) => {
                let list: Vec<&str> = known().copied().collect();
                Err(Problem::parameter(name, format!("this route does not know it; it takes {}", list.join(", "))))
            }
        }
    }

    /// A value as it was given.
    pub fn text(&self, name: &str) -> Option<String> {
        self.0.get(name).filter(|v| !v.is_empty()).cloned()
    }

    /// A value from a list of words.
    pub fn word(&self, name: &str, words: &[&'static str]) -> Result<Option<&'static str>, Problem> {
        let Some(value) = self.text(name) else { return Ok(None) };
        match words.iter().find(|w| **w == value) {
            Some(word) => Ok(Some(word)),
            None => Err(Problem::parameter(name, format!("it is one of {}", words.join(", ")))),
        }
    }

    /// A whole number within bounds.
    pub fn number(&self, name: &str, least: u64, most: u64) -> Result<Option<u64>, Problem> {
        let Some(value) = self.text(name) else { return Ok(None) };
        match value.parse::<u64>() {
            Ok(number) if (least..=most).contains(&number) => Ok(Some(number)),
            _ => Err(Problem::parameter(name, format!("it is a whole number from {least} to {most}"))),
        }
    }

    /// A day.
    pub fn day(&self, name: &str) -> Result<Option<jiff::civil::Date>, Problem> {
        let Some(value) = self.text(name) else { return Ok(None) };
        // A civil parse alone would take a whole date-time for its day.
        match value.parse().ok().filter(|_| value.len() == 10) {
            Some(day) => Ok(Some(day)),
            None => Err(Problem::parameter(name, "write the day as 2023-05-21")),
        }
    }

    /// A day or a moment to look back to, as it was given.
    pub fn as_of(&self) -> Result<Option<String>, Problem> {
        let Some(value) = self.text("as_of") else { return Ok(None) };
        if value.len() == 10 && value.parse::<jiff::civil::Date>().is_ok() || value.parse::<jiff::Timestamp>().is_ok() {
            return Ok(Some(value));
        }
        Err(Problem::parameter("as_of", "write a day as 2023-05-21 or a moment as 2023-05-21T12:00:00Z"))
    }

    /// West, south, east, north in degrees.
    pub fn bbox(&self) -> Result<Option<[f64; 4]>, Problem> {
        let Some(value) = self.text("bbox") else { return Ok(None) };
        let wrong = || Problem::parameter("bbox", "write west,south,east,north in degrees, south not above north");
        let numbers: Vec<f64> = value.split(',').map_while(|n| n.trim().parse().ok()).collect();
        match numbers[..] {
            [west, south, east, north]
                if value.split(',').count() == 4
                    && (-180.0..=180.0).contains(&west)
                    && (-180.0..=180.0).contains(&east)
                    && (-90.0..=90.0).contains(&south)
                    && (south..=90.0).contains(&north) =>
            {
                Ok(Some([west, south, east, north]))
            }
            _ => Err(wrong()),
        }
    }

    /// Rows of a page.
    pub fn limit(&self) -> Result<usize, Problem> {
        Ok(self.number("limit", 1, MOST)?.unwrap_or(USUAL) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(query: &str, check: impl Fn(&Parameters) -> Result<(), Problem>) -> String {
        let found = Parameters::parse(query).and_then(|p| check(&p));
        found.err().and_then(|p| p.parameter).unwrap_or_default()
    }

    #[test]
    fn each_value_is_checked() {
        assert_eq!(wrong("actor=A&actor=B", |_| Ok(())), "actor");
        assert_eq!(wrong("actr=A", |p| p.known(&[FILTERS])), "actr");
        assert_eq!(wrong("from=2023-02-30", |p| p.day("from").map(drop)), "from");
        assert_eq!(wrong("from=2023-02-03T10:00", |p| p.day("from").map(drop)), "from");
        assert_eq!(wrong("limit=0", |p| p.limit().map(drop)), "limit");
        assert_eq!(wrong("limit=-1", |p| p.limit().map(drop)), "limit");
        assert_eq!(wrong("as_of=yesterday", |p| p.as_of().map(drop)), "as_of");
        assert_eq!(wrong("words=%00", |_| Ok(())), "words");
        for bbox in ["1,2,3", "1,2,3,4,5", "1,9,3,4", "a,b,c,d", "NaN,0,0,0", "0,0,181,1", "1,,2,3"] {
            assert_eq!(wrong(&format!("bbox={bbox}"), |p| p.bbox().map(drop)), "bbox", "{bbox}");
        }
        let good = Parameters::parse("from=2023-02-03&bbox=170,-10,-170,10&as_of=2023-05-21T12:00:00Z&actor=").unwrap();
        assert_eq!(good.bbox().unwrap(), Some([170.0, -10.0, -170.0, 10.0]));
        assert!(good.day("from").unwrap().is_some() && good.as_of().unwrap().is_some() && good.text("actor").is_none());
    }
}
