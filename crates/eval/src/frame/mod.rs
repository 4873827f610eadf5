//! What all suites share: counts a document, measures over them, intervals, the third that nobody reads, one page and one JSON.
//!
//! A suite counts, document by document, what is right, found and owed ([`Tally`]), for our answers and for those of a baseline
//! that reads nothing. Everything printed follows from those counts: the measures ([`Formula`]) from their sum, the 95 % intervals
//! from sums over documents drawn again and again, the scores of the unread third from the sum over its documents.

mod align;
mod gold;
mod interval;
mod json;
mod measure;
mod page;
mod tally;
mod unread;

pub use gold::{Points, Row, rows};
pub use measure::{Formula, Measure, Score};
pub use tally::Tally;

pub(crate) use align::align;
use interval::interval;

/// One annotated document, scored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Id of the document in the annotated file.
    pub id: String,
    /// What our answers come to.
    pub ours: Tally,
    /// What the answers of the baseline come to.
    pub baseline: Tally,
    /// What we got wrong.
    pub errors: Vec<Miss>,
}

/// One wrong answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Miss {
    /// How bad it is; the worst are shown first. The scale is the suite's own.
    pub weight: u32,
    /// What is wrong, in a word or two.
    pub what: String,
    /// The annotated answer.
    pub gold: String,
    /// Our answer.
    pub ours: String,
    /// The words it is about, on one line.
    pub context: String,
}

/// A suite, scored: everything that is printed follows from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suite {
    /// Its name on the command line.
    pub name: &'static str,
    /// What a document is called: records, articles, ….
    pub unit: &'static str,
    /// What the baseline answers, in words.
    pub baseline: String,
    /// The figures, in the order in which they are shown.
    pub measures: Vec<Measure>,
    /// The documents, in the order of the file.
    pub documents: Vec<Document>,
    /// Tables of gold against ours to be shown.
    pub tables: Vec<&'static str>,
    /// What else was counted, in words and with its number.
    pub facts: Vec<(&'static str, f64)>,
    /// Further tables of numbers.
    pub sheets: Vec<Sheet>,
}

/// A table of numbers with a name for each column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What it is of.
    pub name: &'static str,
    /// Names of the columns.
    pub columns: Vec<&'static str>,
    /// The numbers, row by row.
    pub rows: Vec<Vec<f64>>,
}

/// One measure with all its figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// Our score over all documents.
    pub ours: Score,
    /// Bounds between which our score lies in 95 of 100 samples of documents.
    pub interval: (f64, f64),
    /// The score of the baseline over all documents.
    pub baseline: Score,
    /// Our scores on the third that nobody reads and on the rest; `None` where the file holds none of its ids.
    pub apart: Option<(Score, Score)>,
}

impl Suite {
    /// The figures of each measure.
    pub fn outcomes(&self) -> Vec<(&Measure, Outcome)> {
        let unread = unread::ids(self.name);
        let (third, rest): (Vec<&Document>, Vec<&Document>) =
            self.documents.iter().partition(|document| unread.contains(document.id.as_str()));
        let all = Tally::sum(self.documents.iter().map(|d| &d.ours));
        let baseline = Tally::sum(self.documents.iter().map(|d| &d.baseline));
        let apart =
            (!third.is_empty()).then(|| (Tally::sum(third.iter().map(|d| &d.ours)), Tally::sum(rest.iter().map(|d| &d.ours))));
        let formulas: Vec<Formula> = self.measures.iter().map(|m| m.formula).collect();
        let tallies: Vec<&Tally> = self.documents.iter().map(|d| &d.ours).collect();
        let intervals = interval(&tallies, &formulas);
        let outcome = |formula: Formula, interval| Outcome {
            ours: formula.score(&all),
            interval,
            baseline: formula.score(&baseline),
            apart: apart.as_ref().map(|(third, rest)| (formula.score(third), formula.score(rest))),
        };
        self.measures.iter().zip(intervals).map(|(measure, interval)| (measure, outcome(measure.formula, interval))).collect()
    }

    /// The figures of a measure by its name.
    pub fn outcome(&self, name: &str) -> Option<Outcome> {
        self.outcomes().into_iter().find(|(measure, _)| measure.name == name).map(|(_, outcome)| outcome)
    }

    /// The first `limit` wrong answers, the worst first, a line each; none from the third that nobody reads.
    pub fn errors(&self, limit: usize) -> Vec<String> {
        let unread = unread::ids(self.name);
        let read = self.documents.iter().filter(|document| !unread.contains(document.id.as_str()));
        let mut misses: Vec<(&str, &Miss)> = read.flat_map(|d| d.errors.iter().map(|miss| (d.id.as_str(), miss))).collect();
        misses.sort_by_key(|(_, miss)| std::cmp::Reverse(miss.weight));
        let line = |(id, miss): (&str, &Miss)| {
            let context = page::one_line(&miss.context);
            format!("{}\t{id}\tgold {}\tours {}\t{context}", miss.what, miss.gold, miss.ours)
        };
        misses.into_iter().take(limit).map(line).collect()
    }

    /// Gold against ours in a table, the commonest pair first; pairs of the unread third stay out.
    fn confusion(&self, table: &str) -> Vec<(String, String, u64)> {
        let unread = unread::ids(self.name);
        let read = self.documents.iter().filter(|document| !unread.contains(document.id.as_str()));
        let mut cells: Vec<_> =
            Tally::sum(read.map(|d| &d.ours)).cells(table).map(|(g, o, n)| (g.to_owned(), o.to_owned(), n)).collect();
        cells.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| (&a.0, &a.1).cmp(&(&b.0, &b.1))));
        cells
    }

    /// Documents of the third that nobody reads.
    fn unread(&self) -> usize {
        let unread = unread::ids(self.name);
        self.documents.iter().filter(|document| unread.contains(document.id.as_str())).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suite(ids: &[&str]) -> Suite {
        let document = |id: &&str| {
            let mut document = Document { id: (*id).to_owned(), ..Document::default() };
            let right = u64::from(*id != "wrong");
            document.ours.add("right", right);
            document.ours.add("of", 1);
            document.ours.pair("label", "A", if right == 1 { "A" } else { "B" });
            document.baseline.add("of", 1);
            document.errors.push(Miss { what: "missed".into(), weight: u32::from(*id == "wrong"), ..Miss::default() });
            document
        };
        Suite {
            name: "gsr",
            unit: "records",
            measures: vec![Measure::new("share", Formula::Share { right: "right", of: "of" })],
            documents: ids.iter().map(document).collect(),
            tables: vec!["label"],
            ..Suite::default()
        }
    }

    const UNREAD: &str = "PLOVER-GSR01-AGREE-0011";

    #[test]
    fn the_unread_third_is_scored_apart_and_shows_no_errors() {
        let suite = suite(&["good", UNREAD, "wrong"]);
        let (third, rest) = suite.outcome("share").unwrap().apart.unwrap();
        assert_eq!((third.value, rest.value), (1.0, 0.5));
        assert_eq!(suite.outcome("share").unwrap().baseline.value, 0.0);
        assert_eq!(suite.errors(9).len(), 2);
        assert!(suite.errors(9).iter().all(|line| !line.contains(UNREAD)));
        assert!(suite.errors(1)[0].contains("wrong"), "the worst comes first");
        assert_eq!(suite.confusion("label"), [("A".into(), "A".into(), 1), ("A".into(), "B".into(), 1)]);
        assert!(suite.page().contains("unread third"));
    }

    #[test]
    fn a_file_that_holds_nothing_of_the_unread_third_is_scored_whole() {
        let suite = suite(&["good", "wrong"]);
        assert_eq!(suite.outcome("share").unwrap().apart, None);
        assert!(!suite.page().contains("unread"));
        assert!(suite.to_json()["measures"][0]["unread"].is_null());
    }
}
