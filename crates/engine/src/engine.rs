//! One report, or many at once.

use crate::suspicion::look_alikes;
use crate::{Fault, Problem, Reading, supplier};
use dateline_coding::code;
use dateline_lexicon::Lexicon;
use dateline_syntax::Reader;
use dateline_text::{Report, Sentence, split};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Tokens of one report that are read if the options say nothing else: those of a long book. A news report has some hundreds,
/// the longest reports of commissions that we know some ten thousands.
const MOST_TOKENS: usize = 100_000;

/// How reports are read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// Threads for [`Engine::read_all`]; 0 takes as many as the machine has.
    pub threads: usize,
    /// The lexicon to read with; `None`: the one that the program carries. One with errors gives what its sound rows give.
    pub lexicon: Option<Arc<Lexicon>>,
    /// Tokens of one report that are read; what lies behind them is told as a problem. The work for a sentence is bounded by its
    /// tokens (`dateline_text::split`), so that this bounds the work for a report, and equally on every machine, as a limit of
    /// seconds would not.
    pub most_tokens: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { threads: 0, lexicon: None, most_tokens: MOST_TOKENS }
    }
}

/// Lexicon, model and rules, ready to read.
pub struct Engine {
    lexicon: Option<Arc<Lexicon>>,
    reader: &'static Reader,
    pool: Option<ThreadPool>,
    coder: String,
    most_tokens: usize,
}

impl Engine {
    /// Loads the model, and where the options name no other the lexicon, that are built into the program.
    pub fn new(options: Options) -> Engine {
        let reader = Reader::builtin();
        // Without a pool (a system that refuses threads) the caller's own thread reads: slower, the same result.
        let pool = if options.threads == 1 { None } else { ThreadPoolBuilder::new().num_threads(options.threads).build().ok() };
        let version = options.lexicon.as_deref().unwrap_or_else(|| Lexicon::builtin()).version();
        let coder = format!("dateline {}, lexicon {version}, model {}", env!("CARGO_PKG_VERSION"), reader.version());
        Engine { lexicon: options.lexicon, reader, pool, coder, most_tokens: options.most_tokens }
    }

    /// Program, lexicon and model, as each claim names them.
    pub fn coder(&self) -> &str {
        &self.coder
    }

    /// The lexicon in use.
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.as_deref().unwrap_or_else(|| Lexicon::builtin())
    }

    /// The reader in use.
    pub fn reader(&self) -> &'static Reader {
        self.reader
    }

    /// Reads one report. Total: a defect that would end the program becomes a problem of this report.
    pub fn read(&self, report: &Report) -> Reading {
        catch_unwind(AssertUnwindSafe(|| self.read_unguarded(report))).unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned());
            let text = text.unwrap_or_else(|| "no message".to_owned());
            Reading { problems: vec![Problem { report: report.id.clone(), fault: Fault::Defect(text) }], ..Reading::default() }
        })
    }

    fn read_unguarded(&self, report: &Report) -> Reading {
        // The rules of English would find something in any language, and it would be wrong.
        if !report.in_english() {
            return Reading::default();
        }
        let lexicon = self.lexicon();
        let mut sentences = split(&report.text);
        let mut problems: Vec<Problem> = self.bound(report, &mut sentences).into_iter().collect();
        problems.extend(look_alikes(&report.text).map(|fault| Problem { report: report.id.clone(), fault }));
        let marks = lexicon.mark(&report.text, &sentences);
        let trees = self.reader.read(&report.text, &sentences, &marks);
        let mut coded = code(report, &trees, lexicon, &self.coder);
        supplier::attribute(report, lexicon, &mut coded.claims);
        Reading { trees, claims: coded.claims, problems, notes: coded.notes }
    }

    /// Leaves the sentences that lie within the budget of a report.
    fn bound(&self, report: &Report, sentences: &mut Vec<Sentence>) -> Option<Problem> {
        let tokens = |some: &[Sentence]| some.iter().map(|s| s.tokens.len()).sum::<usize>();
        let all = tokens(sentences);
        if all <= self.most_tokens {
            return None;
        }
        let mut left = self.most_tokens;
        let kept = sentences.iter().take_while(|s| left.checked_sub(s.tokens.len()).map(|rest| left = rest).is_some()).count();
        sentences.truncate(kept);
        Some(Problem { report: report.id.clone(), fault: Fault::Budget { tokens: all, read: tokens(sentences) } })
    }

    /// Reads reports side by side; the readings stand in the order of the reports.
    pub fn read_all(&self, reports: &[Report]) -> Vec<Reading> {
        match &self.pool {
            Some(pool) => pool.install(|| reports.par_iter().map(|report| self.read(report)).collect()),
            None => reports.iter().map(|report| self.read(report)).collect(),
        }
    }
}
