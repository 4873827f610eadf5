//! The page of a suite, for people.

use super::{Score, Suite};
use std::fmt::Write as _;

impl Suite {
    /// Figures, baselines and tables as text.
    pub fn page(&self) -> String {
        let mut text = format!("{}: {} {}", self.name, self.documents.len(), self.unit);
        let unread = self.unread();
        if unread > 0 {
            let _ = write!(text, ", of which {unread} in the unread third");
        }
        let _ = writeln!(text, "\nbaseline: {}\n", self.baseline);
        let outcomes = self.outcomes();
        let wide = outcomes.iter().map(|(measure, _)| measure.name.chars().count()).max().unwrap_or(0).max(8);
        let apart = if unread > 0 { "  unread third   rest" } else { "" };
        let _ = writeln!(text, "{:wide$}   ours  95 % interval  baseline{apart}", "");
        for (measure, outcome) in &outcomes {
            let (low, high) = outcome.interval;
            // A share of tens of thousands is worth a digit more.
            let digits = if outcome.ours.counts.is_some_and(|(_, of, _)| of >= 10_000) { 4 } else { 3 };
            let ours = format!("{:.digits$}", outcome.ours.value);
            let _ = write!(text, "{:wide$}  {ours:6} {low:.3} – {high:.3}", measure.name);
            let _ = write!(text, "     {:.3}", outcome.baseline.value);
            if let Some((third, rest)) = outcome.apart {
                let _ = write!(text, "         {:.3}  {:.3}", third.value, rest.value);
            }
            let _ = writeln!(text, "{}", made_of(outcome.ours));
        }
        for (name, number) in &self.facts {
            let _ = writeln!(text, "{name}: {}", plain(*number));
        }
        for sheet in &self.sheets {
            let _ = writeln!(text, "\n{}", sheet.name);
            let _ = writeln!(text, "{}", sheet.columns.iter().map(|name| format!("{name:>8}")).collect::<String>());
            for row in &sheet.rows {
                let _ = writeln!(text, "{}", row.iter().map(|number| format!("{:>8}", plain(*number))).collect::<String>());
            }
        }
        for table in &self.tables {
            let without = if unread > 0 { " (without the unread third)" } else { "" };
            let _ = writeln!(text, "\n{table}, gold → ours{without}");
            for (gold, ours, number) in self.confusion(table) {
                let mark = if gold == ours { "=" } else { " " };
                let _ = writeln!(text, "{number:6} {mark} {gold} → {ours}");
            }
        }
        text
    }
}

/// What a score was made from, in words.
fn made_of(score: Score) -> String {
    match (score.parts, score.counts) {
        (Some((precision, recall)), Some((right, found, Some(gold)))) => {
            format!("   P {precision:.3} R {recall:.3}, {right} right of {found} found, {gold} gold")
        }
        (_, Some((right, of, _))) => format!("   {right} of {of}"),
        _ => String::new(),
    }
}

/// A number without needless decimals.
fn plain(number: f64) -> String {
    if number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number:.2}") }
}

/// Text on one line, at most 400 characters of it.
pub(super) fn one_line(text: &str) -> String {
    let mut line: String = text.chars().take(400).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(400).is_some() {
        line.push('…');
    }
    line
}
