//! `places`: toponyms whose spans are given, right within 161 km of gold; shares of those that the index can hold. What is right is defined
//! beside the resolver, in the crate `coding`.

use crate::frame::{Document, Formula, Measure, Miss, Row, Suite, Tally};
use dateline_engine::{Engine, coding::place};

/// Scores the toponyms of each article.
pub(crate) fn score(engine: &Engine, rows: &[Row]) -> Suite {
    let document = |row: &Row| {
        let scores = place::evaluate(&row.value.to_string(), engine.lexicon());
        let mut document = Document { id: row.report.id.clone(), ..Document::default() };
        let count = |tally: &mut Tally, near: usize, country: usize| {
            let counts = [
                ("toponyms", scores.toponyms),
                ("held", scores.held),
                ("near", near),
                ("with country", scores.with_country),
                ("country", country),
                ("open", scores.open),
            ];
            counts.into_iter().for_each(|(name, n)| tally.add(name, n as u64));
        };
        count(&mut document.ours, scores.near, scores.country);
        count(&mut document.baseline, scores.near_baseline, scores.country_baseline);
        document.errors = scores.errors.iter().map(|line| miss(line)).collect();
        document
    };
    let documents: Vec<Document> = rows.iter().map(document).collect();
    let share = |part: &str| {
        let sum = |name: &str| documents.iter().map(|d| d.ours.get(name)).sum::<u64>();
        sum(part) as f64 / sum("toponyms").max(1) as f64
    };
    Suite {
        name: "places",
        unit: "articles",
        baseline: "the most populous place of the name".to_owned(),
        measures: vec![
            Measure::new("within 161 km, of those in the index", Formula::Share { right: "near", of: "held" }),
            Measure::new("country, of all", Formula::Share { right: "country", of: "with country" }),
        ],
        facts: vec![("share of toponyms in the index", share("held")), ("share left open", share("open"))],
        documents,
        ..Suite::default()
    }
}

/// A line of what went wrong: `report: name: ours, gold (…) in country (rule)`.
fn miss(line: &str) -> Miss {
    let (head, gold) = line.split_once(", gold ").unwrap_or((line, ""));
    let mut parts = head.splitn(3, ": ").skip(1);
    let (name, ours) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    Miss { weight: 1, what: "elsewhere".to_owned(), gold: gold.to_owned(), ours: ours.to_owned(), context: name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_what_went_wrong_is_taken_apart() {
        let miss = miss("geo-1: Paris: city Some(\"Texas\") Some(\"USA\"), gold (48.8, 2.3) in \"France\" (only candidate)");
        assert_eq!((miss.context.as_str(), miss.ours.as_str()), ("Paris", "city Some(\"Texas\") Some(\"USA\")"));
        assert!(miss.gold.starts_with("(48.8, 2.3)"));
    }
}
