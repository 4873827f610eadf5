//! `factuality`: how surely events are told as having happened, and whether they are denied (MEANTIME).
//!
//! Each annotated event is looked up among our claims: of those whose words hold it, the one with the fewest words. Its certainty and
//! polarity are compared, a certain claim that is hypothetical or conditional being possible. An event that no claim holds is answered with the
//! usual: certain and positive; how many are held is told as coverage, and the scores over those alone stand beside. Events whose
//! certainty nobody annotated are left out.

use crate::frame::{Document, Formula, Measure, Miss, Points, Row, Suite};
use dateline_engine::claim::{Certainty, Modality, Polarity};
use dateline_engine::{Claim, Span};
use serde_json::Value;

const CERTAINTY: &str = "certainty";
const POLARITY: &str = "polarity";
const HELD: [&str; 2] = ["certainty of events held by a claim", "polarity of events held by a claim"];
const USUAL: (&str, &str) = ("CERTAIN", "POS");

/// Scores the events of each article.
pub(crate) fn score(rows: &[Row], claims: &[&[Claim]]) -> Suite {
    let documents: Vec<Document> = rows.iter().zip(claims).map(|(row, claims)| document(row, claims)).collect();
    Suite {
        name: "factuality",
        unit: "articles",
        baseline: "every event certain and positive".to_owned(),
        measures: vec![
            Measure::new("certainty, macro F1", Formula::MacroF1(CERTAINTY)),
            Measure::new("polarity, macro F1", Formula::MacroF1(POLARITY)),
            Measure::new("certainty, right", Formula::Accuracy(CERTAINTY)),
            Measure::new("polarity, right", Formula::Accuracy(POLARITY)),
            Measure::new("events held by a claim", Formula::Share { right: "held", of: "events" }),
            Measure::new("certainty where held, macro F1", Formula::MacroF1(HELD[0])),
            Measure::new("polarity where held, macro F1", Formula::MacroF1(HELD[1])),
        ],
        tables: vec![CERTAINTY, POLARITY],
        documents,
        ..Suite::default()
    }
}

fn document(row: &Row, claims: &[Claim]) -> Document {
    let mut document = Document { id: row.report.id.clone(), ..Document::default() };
    let points = Points::new(&row.report.text);
    for event in row.value["events"].as_array().into_iter().flatten() {
        let word = |key: &str| event[key].as_str().filter(|w| !w.is_empty() && *w != "NONE");
        let (Some(certainty), Some(polarity)) = (word("certainty"), word("polarity")) else { continue };
        let Some(span) = points.span(&event["b"], &event["e"]) else { continue };
        let claim = holder(claims, &points, span);
        let answer = claim.map_or(USUAL, answer);
        document.ours.add("events", 1);
        document.ours.add_if("held", claim.is_some());
        for (i, (table, gold, ours, usual)) in
            [(CERTAINTY, certainty, answer.0, USUAL.0), (POLARITY, polarity, answer.1, USUAL.1)].into_iter().enumerate()
        {
            document.ours.pair(table, gold, ours);
            document.baseline.pair(table, gold, usual);
            if claim.is_some() {
                document.ours.pair(HELD[i], gold, ours);
                document.baseline.pair(HELD[i], gold, usual);
            }
            if gold != ours {
                document.errors.push(miss(row, span, claim.is_some(), table, gold, ours, event));
            }
        }
    }
    document
}

/// The claim with the fewest words of those whose words hold the event; of equals the first.
fn holder<'c>(claims: &'c [Claim], points: &Points, event: Span) -> Option<&'c Claim> {
    let span = |claim: &Claim| points.of(claim.evidence.start, claim.evidence.end);
    claims.iter().filter(|claim| claim.event.is_some() && span(claim).contains(event)).min_by_key(|claim| span(claim).len())
}

fn answer(claim: &Claim) -> (&'static str, &'static str) {
    let open = matches!(claim.modality, Modality::Hypothetical | Modality::Conditional);
    let certainty = match claim.certainty {
        Certainty::Certain if !open => "CERTAIN",
        Certainty::Certain | Certainty::Possible => "POSSIBLE",
        Certainty::Probable => "PROBABLE",
    };
    (certainty, if claim.polarity == Polarity::Negative { "NEG" } else { "POS" })
}

fn miss(row: &Row, span: Span, held: bool, table: &str, gold: &str, ours: &str, event: &Value) -> Miss {
    let text = &row.report.text;
    let from = text.get(..span.start as usize).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1);
    let to = text.get(span.end as usize..).and_then(|tail| tail.find('\n')).map_or(text.len(), |at| span.end as usize + at);
    let context = format!("[{}] {}", event["text"].as_str().unwrap_or_default(), text.get(from..to).unwrap_or_default());
    let what = if held { table.to_owned() } else { format!("{table}, no claim") };
    Miss { weight: if held { 2 } else { 1 }, what, gold: gold.to_owned(), ours: ours.to_owned(), context }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::claim;
    use dateline_engine::Report;
    use serde_json::json;

    /// Three events: one held by a possible claim (gold possible), one by none (gold certain), one by a negative claim (gold positive).
    #[test]
    fn events_are_answered_by_the_shortest_claim_that_holds_them() {
        let event =
            |b: u32, certainty: &str| json!({"b": b, "e": b + 3, "text": "abc", "certainty": certainty, "polarity": "POS"});
        let value = json!({"events": [event(0, "POSSIBLE"), event(10, "CERTAIN"), event(20, "CERTAIN"),
            {"b": 0, "e": 3, "certainty": null, "polarity": null}]});
        let row = Row { report: Report::new("a", "abc def ghi jkl mno pqr stu vwx"), value };
        let claims = [
            claim(json!({"event": {"type": "ASSAULT"}, "evidence": [0, 6]})),
            claim(json!({"event": {"type": "ASSAULT"}, "evidence": [0, 4], "modality": "hypothetical"})),
            claim(json!({"event": {"type": "ASSAULT"}, "evidence": [19, 25], "polarity": "negative"})),
        ];
        let suite = score(std::slice::from_ref(&row), &[&claims]);
        let value =
            |name: &str| suite.outcome(name).map(|o| ((o.ours.value * 1e3).round(), (o.baseline.value * 1e3).round())).unwrap();
        assert_eq!(value("certainty, macro F1"), (1000.0, 400.0), "the baseline: F1 4/5 of certain, 0 of possible");
        // Positive: 2 right, 2 found, 3 gold.
        assert_eq!(value("polarity, macro F1"), (800.0, 1000.0));
        assert_eq!(suite.outcome("events held by a claim").unwrap().ours.counts, Some((2, 3, None)));
    }
}
