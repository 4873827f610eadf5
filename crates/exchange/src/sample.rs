//! A random sample of claims for people to check: a table with what was coded, and columns to fill in.
//!
//! Drawn without replacement: the claims whose hashes with the seed are smallest. So it depends neither on the order of the record nor
//! on how much is asked for: the first ten of a sample of a hundred are the sample of ten.

use crate::flat::{COLUMNS, flat_row};
use crate::sheet::{Row, Separator, line};
use crate::told::{Origin, Telling};
use dateline_coding::Claim;
use dateline_text::sha256_hex;
use std::collections::BTreeMap;

/// Columns of the sample that stand for what was coded, as in the flat view.
pub const SHOWN: [&str; 31] = [
    "claim_id",
    "report_id",
    "published",
    "publisher",
    "quote",
    "kind",
    "type",
    "mode",
    "actor1",
    "actor1_code",
    "actor2",
    "recipient1",
    "recipient1_code",
    "recipient2",
    "third_parties",
    "speaker",
    "stance",
    "relay",
    "polarity",
    "modality",
    "aspect",
    "certainty",
    "date_start",
    "date_end",
    "place",
    "country",
    "what",
    "low",
    "high",
    "term",
    "confidence",
];

/// Columns for the one who checks. `verdict`: `right` in every field, `partly`, or `wrong`: no such claim. Of what is not right, the
/// column `fix_…` holds what it should read; `-` means nothing. Several values are parted by `; `.
pub const FILLED: [&str; 20] = [
    "checked_by",
    "verdict",
    "fix_type",
    "fix_mode",
    "fix_actors",
    "fix_recipients",
    "fix_speaker",
    "fix_stance",
    "fix_polarity",
    "fix_modality",
    "fix_aspect",
    "fix_date_start",
    "fix_date_end",
    "fix_place",
    "fix_country",
    "fix_what",
    "fix_low",
    "fix_high",
    "fix_term",
    "comment",
];

/// The sample under way: at most `size` claims, in the order of their hashes.
pub struct Sample {
    size: usize,
    seed: u64,
    drawn: BTreeMap<(String, String), (Origin, Claim)>,
    seen: usize,
}

impl Sample {
    /// An empty sample.
    pub fn new(size: usize, seed: u64) -> Sample {
        Sample { size, seed, drawn: BTreeMap::new(), seen: 0 }
    }

    /// Offers a claim; those of reports that were taken back count no more, and are never drawn.
    pub fn offer(&mut self, telling: &Telling<'_>) {
        if telling.origin.retracted.is_some() {
            return;
        }
        self.seen += 1;
        let key = telling.key();
        let rank = sha256_hex(format!("{}\n{key}", self.seed).as_bytes());
        if self.drawn.len() == self.size && self.drawn.last_key_value().is_none_or(|((last, _), _)| *last <= rank) {
            return;
        }
        self.drawn.insert((rank, key), (telling.origin.clone(), telling.claim.clone()));
        if self.drawn.len() > self.size {
            self.drawn.pop_last();
        }
    }

    /// Claims that were offered.
    pub fn population(&self) -> usize {
        self.seen
    }

    /// Claims that were drawn.
    pub fn len(&self) -> usize {
        self.drawn.len()
    }

    /// Whether none was drawn.
    pub fn is_empty(&self) -> bool {
        self.drawn.is_empty()
    }

    /// The table; `around` gives the text of a report, for the words before and after the quote.
    pub fn table(&self, mut around: impl FnMut(&str) -> Option<String>) -> String {
        let names: Vec<&str> = ["sample", "before", "after"].into_iter().chain(SHOWN).chain(FILLED).collect();
        let mut out = line(&names, Separator::Comma);
        for (i, (origin, claim)) in self.drawn.values().enumerate() {
            let mut row = Row::default();
            row.number(Some(i + 1));
            let (before, after) = around(&origin.id).map_or_else(Default::default, |text| context(&text, claim));
            row.word(&before);
            row.word(&after);
            let cells = flat_row(claim);
            for name in SHOWN {
                let at = COLUMNS.iter().position(|c| *c == name);
                // Made safe for spreadsheets already.
                row.0.push(at.and_then(|at| cells.get(at)).cloned().unwrap_or_default());
            }
            row.empty(FILLED.len());
            out += &line(&row.0, Separator::Comma);
        }
        out
    }
}

/// Characters shown on either side of a quote.
const AROUND: usize = 240;

fn context(text: &str, claim: &Claim) -> (String, String) {
    let (start, end) = (claim.evidence.start as usize, claim.evidence.end as usize);
    let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let before: String = text.chars().skip(start.saturating_sub(AROUND)).take(start.min(AROUND)).collect();
    let after: String = text.chars().skip(end).take(AROUND).collect();
    (one_line(before), one_line(after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::claim;

    #[test]
    fn the_sample_does_not_depend_on_the_order_and_a_smaller_one_begins_it() {
        let claims: Vec<Claim> = (0..200).map(|i| Claim { id: format!("c{i}"), ..claim() }).collect();
        let origin = Origin { id: "r".into(), ..Origin::default() };
        let draw = |size: usize, seed: u64, back: bool| {
            let mut sample = Sample::new(size, seed);
            let mut list: Vec<&Claim> = claims.iter().collect();
            if back {
                list.reverse();
            }
            list.iter().for_each(|claim| sample.offer(&Telling { origin: &origin, claim, incident: None }));
            sample.drawn.values().map(|(_, c)| c.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(draw(50, 7, false), draw(50, 7, true));
        assert_eq!(draw(50, 7, false)[..10], draw(10, 7, false));
        assert_ne!(draw(10, 7, false), draw(10, 8, false));
        // Each hundred of the population has about its share.
        let low = draw(100, 1, false).iter().filter(|id| id[1..].parse::<usize>().unwrap_or(0) < 100).count();
        assert!((35..=65).contains(&low), "{low}");
    }
}
