//! Messages and progress on standard error.

use dateline_intake::Severity;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::time::Duration;

/// Of messages with one code, this many are printed; the others are counted.
const SHOWN: usize = 20;

/// Prints a message with words from outside in it: names of files, of feeds, of rows. They must not drive the terminal.
pub(crate) fn tell(message: &str) {
    eprintln!("{}", dateline_exchange::clean(message));
}

/// Tells the user how far the work is and what went wrong. The bar shows only on a terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
    seen: BTreeMap<&'static str, usize>,
    errors: usize,
}

impl Progress {
    /// Progress over `bytes` of input; 0 where nobody can tell.
    pub fn new(bytes: u64) -> Progress {
        let bar = if bytes > 0 { ProgressBar::new(bytes) } else { ProgressBar::new_spinner() };
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
        let template = "{spinner} {bar:32} {bytes} of {total_bytes}, {msg}, {eta} left";
        let style =
            if bytes > 0 { ProgressStyle::with_template(template) } else { ProgressStyle::with_template("{spinner} {msg}") };
        if let Ok(style) = style {
            bar.set_style(style.progress_chars("━╸─"));
        }
        bar.enable_steady_tick(Duration::from_millis(250));
        Progress { bar, seen: BTreeMap::new(), errors: 0 }
    }

    /// Where the work stands.
    pub fn at(&self, bytes: u64, reports: usize, claims: usize) {
        self.bar.set_message(format!("{reports} reports, {claims} claims"));
        self.bar.set_position(bytes);
    }

    /// A problem of the input.
    pub fn problem(&mut self, problem: &dateline_intake::Problem) {
        self.tell(problem.cause.code(), problem);
        self.errors += usize::from(problem.severity() == Severity::Error);
    }

    /// A report that was not read, or not to its end, or that deserves a look.
    pub fn defect(&mut self, problem: &dateline_engine::Problem) {
        self.tell(problem.code(), problem);
        self.errors += usize::from(problem.is_error());
    }

    /// A report that somebody took out of the record, and that stays out.
    pub fn left_out(&mut self, report: &str, time: &str, reason: &str) {
        let day = time.get(..10).unwrap_or(time);
        self.tell("left-out", &format!("note[left-out] {report}: taken out on {day}, because {reason}; --again lets it in"));
    }

    fn tell(&mut self, code: &'static str, message: &dyn Display) {
        let seen = self.seen.entry(code).or_insert(0);
        *seen += 1;
        if *seen <= SHOWN {
            // Names of files and words of reports stand in messages: they must not drive the terminal.
            let message = dateline_exchange::clean(&message.to_string());
            self.bar.suspend(|| eprintln!("{message}"));
        }
    }

    /// Takes the bar away, so that the result can be printed.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }

    /// Tells what was only counted, and how many things were lost.
    pub fn finish(self) -> usize {
        self.bar.finish_and_clear();
        for (code, seen) in &self.seen {
            if *seen > SHOWN {
                eprintln!("… and {} more messages [{code}]", seen - SHOWN);
            }
        }
        if let Some(count) = self.seen.get("language") {
            eprintln!(
                "{count} report{} not in English: kept, and no claims made of {}",
                if *count == 1 { " is" } else { "s are" },
                if *count == 1 { "it" } else { "them" }
            );
        }
        self.errors
    }
}
