//! Scores the expressions found against TIMEX3 annotation, as TempEval-3 does.

use super::{TimeExpr, TimeKind, find};
use dateline_syntax::{Deprel, Feats, Tree, Upos, Word};
use dateline_text::{Report, Span, split};
use serde_json::Value;

/// Counts of one comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Expressions annotated.
    pub gold: usize,
    /// Expressions found.
    pub found: usize,
    /// Found ones that overlap an annotated one (each used once).
    pub overlap: usize,
    /// Those of them with the annotated value.
    pub value: usize,
}

impl Tally {
    /// F1 over overlapping spans, 0 to 1.
    pub fn relaxed_f1(&self) -> f64 {
        2.0 * self.overlap as f64 / (self.gold + self.found).max(1) as f64
    }

    /// F1 over overlapping spans with equal values, 0 to 1.
    pub fn value_f1(&self) -> f64 {
        2.0 * self.value as f64 / (self.gold + self.found).max(1) as f64
    }
}

/// What [`evaluate`] gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeScores {
    /// All expressions.
    pub all: Tally,
    /// Dates and times of day.
    pub dates: Tally,
    /// Durations and repetitions.
    pub lengths: Tally,
    /// Baseline that understands nothing: every weekday, month and `today`-like word is found, with the report's date as its value.
    pub baseline: Tally,
    /// What went wrong, a line each: kind of error, annotated words and value, found words and value, sentence.
    pub errors: Vec<String>,
}

/// What is compared: an expression found, or one end of a range, which TIMEX3 annotates apart.
struct Piece<'a> {
    span: Span,
    value: &'a str,
    kind: TimeKind,
    rule: &'a str,
}

fn pieces(found: &[TimeExpr]) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    for f in found.iter().filter(|f| f.governor.is_none()) {
        match &f.ends {
            Some(ends) => out.extend(ends.iter().map(|(span, value)| Piece { span: *span, value, kind: f.kind, rule: &f.rule })),
            None => out.push(Piece { span: f.span, value: &f.value, kind: f.kind, rule: &f.rule }),
        }
    }
    out
}

struct Gold {
    span: Span,
    date: bool,
    value: String,
}

/// Scores [`find`] on JSON Lines with `text`, `date` and `timexes` (`b`, `e` in code points, `type`, `value`), with the trees that
/// `read` gives for a report. Lines that are not of that shape are passed over.
pub fn evaluate(jsonl: &str, read: &dyn Fn(&Report) -> Vec<Tree>) -> TimeScores {
    let mut scores = TimeScores::default();
    for line in jsonl.lines() {
        let Ok(row) = serde_json::from_str::<Value>(line) else { continue };
        let (Some(text), Some(timexes)) = (row["text"].as_str(), row["timexes"].as_array()) else { continue };
        let mut report = Report::new(row["id"].as_str().unwrap_or(""), text);
        report.published = row["date"].as_str().and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let byte = |v: &Value| v.as_u64().and_then(|n| bytes.get(n as usize)).copied();
        let mut gold: Vec<Gold> = timexes
            .iter()
            .filter_map(|t| {
                Some(Gold {
                    span: Span::new(byte(&t["b"])?, byte(&t["e"])?),
                    date: matches!(t["type"].as_str(), Some("DATE" | "TIME")),
                    value: t["value"].as_str().unwrap_or("").to_owned(),
                })
            })
            .collect();
        gold.sort_by_key(|g| g.span);
        let trees = read(&report);
        let found = find(&report, &trees);
        compare(&report, &gold, &found, &mut scores);
        baseline(&report, &gold, &trees, &mut scores.baseline);
    }
    scores
}

fn is_date(kind: TimeKind) -> bool {
    matches!(kind, TimeKind::Date | TimeKind::Time)
}

/// Values compared without leading zeros of weeks, so that `2000-W7` and `2000-W07` agree.
fn same_value(gold: &str, found: &str) -> bool {
    gold == found || gold.replace("-W", "-W0").replace("-W00", "-W0") == found
}

fn compare(report: &Report, gold: &[Gold], found: &[TimeExpr], scores: &mut TimeScores) {
    let found = pieces(found);
    let mut used = vec![false; found.len()];
    let context = |span: Span| {
        let from = report.text[..span.start as usize].char_indices().rev().nth(60).map_or(0, |(at, _)| at);
        let to =
            report.text[span.end as usize..].char_indices().nth(40).map_or(report.text.len(), |(at, _)| span.end as usize + at);
        report.text[from..to].replace('\n', " ")
    };
    for g in gold {
        let hit = (0..found.len())
            .filter(|&i| !used[i] && found[i].span.overlaps(g.span))
            .min_by_key(|&i| !same_value(&g.value, found[i].value));
        let kind = if g.date { &mut scores.dates } else { &mut scores.lengths };
        kind.gold += 1;
        scores.all.gold += 1;
        let words = g.span.of(&report.text).replace('\n', " ");
        match hit {
            Some(i) => {
                used[i] = true;
                let value = usize::from(same_value(&g.value, found[i].value));
                scores.all.overlap += 1;
                scores.all.value += value;
                // Apart, a date counts only when found as one.
                if g.date == is_date(found[i].kind) {
                    kind.overlap += 1;
                    kind.value += value;
                }
                if value == 0 {
                    let published = report.published.map(|d| d.to_string()).unwrap_or_default();
                    let (own, rule) = (found[i].span.of(&report.text).replace('\n', " "), found[i].rule);
                    scores.errors.push(format!(
                        "value\t{words}\t{}\t{own}\t{}\t{published}\t{rule}\t{}",
                        g.value,
                        found[i].value,
                        context(g.span)
                    ));
                }
            }
            None => scores.errors.push(format!("missed\t{words}\t{}\t\t\t\t\t{}", g.value, context(g.span))),
        }
    }
    for (f, used) in found.iter().zip(used) {
        scores.all.found += 1;
        if is_date(f.kind) {
            scores.dates.found += 1;
        } else {
            scores.lengths.found += 1;
        }
        if !used {
            scores.errors.push(format!(
                "wrong\t\t\t{}\t{}\t\t\t{}",
                f.span.of(&report.text).replace('\n', " "),
                f.value,
                context(f.span)
            ));
        }
    }
}

fn baseline(report: &Report, gold: &[Gold], trees: &[Tree], tally: &mut Tally) {
    let value = report.published.map(|d| d.to_string()).unwrap_or_default();
    tally.gold += gold.len();
    for word in trees.iter().flat_map(|t| &t.words) {
        let form = word.span.of(&report.text);
        let lower = form.to_lowercase();
        let day = super::lexeme::weekday(&lower, false).is_some() || super::lexeme::month(&lower).is_some();
        if day && form.starts_with(char::is_uppercase) || matches!(lower.as_str(), "today" | "yesterday" | "tomorrow" | "now") {
            tally.found += 1;
            if let Some(hit) = gold.iter().find(|g| g.span.overlaps(word.span)) {
                tally.overlap += 1;
                tally.value += usize::from(hit.value == value);
            }
        }
    }
}

/// Trees without tags or structure, one a sentence, for scoring without a model.
pub fn plain_trees(report: &Report) -> Vec<Tree> {
    split(&report.text)
        .into_iter()
        .map(|sentence| Tree {
            span: sentence.span,
            paragraph: sentence.paragraph,
            words: sentence
                .tokens
                .iter()
                .enumerate()
                .map(|(i, token)| Word {
                    span: token.span,
                    first_token: i as u32,
                    token_count: 1,
                    upos: Upos::X,
                    lemma: token.span.of(&report.text).to_lowercase(),
                    feats: Feats::default(),
                    head: (i > 0).then_some(0),
                    deprel: if i == 0 { Deprel::Root } else { Deprel::Dep },
                    name: None,
                    mark: None,
                })
                .collect(),
        })
        .collect()
}
