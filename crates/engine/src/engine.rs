//! One report, or many at once.

use crate::{Problem, Reading, supplier};
use dateline_coding::code;
use dateline_lexicon::Lexicon;
use dateline_syntax::Reader;
use dateline_text::{Report, split};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// How reports are read.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// Threads for [`Engine::read_all`]; 0 takes as many as the machine has.
    pub threads: usize,
    /// The lexicon to read with; `None`: the one that the program carries. One with errors gives what its sound rows give.
    pub lexicon: Option<Arc<Lexicon>>,
}

/// Lexicon, model and rules, ready to read.
pub struct Engine {
    lexicon: Option<Arc<Lexicon>>,
    reader: &'static Reader,
    pool: Option<ThreadPool>,
    coder: String,
}

impl Engine {
    /// Loads the model, and where the options name no other the lexicon, that are built into the program.
    pub fn new(options: Options) -> Engine {
        let reader = Reader::builtin();
        // Without a pool (a system that refuses threads) the caller's own thread reads: slower, the same result.
        let pool = if options.threads == 1 { None } else { ThreadPoolBuilder::new().num_threads(options.threads).build().ok() };
        let version = options.lexicon.as_deref().unwrap_or_else(|| Lexicon::builtin()).version();
        let coder = format!("dateline {}, lexicon {version}, model {}", env!("CARGO_PKG_VERSION"), reader.version());
        Engine { lexicon: options.lexicon, reader, pool, coder }
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
            Reading { problems: vec![Problem { report: report.id.clone(), text }], ..Reading::default() }
        })
    }

    fn read_unguarded(&self, report: &Report) -> Reading {
        // The rules of English would find something in any language, and it would be wrong.
        if !report.in_english() {
            return Reading::default();
        }
        let lexicon = self.lexicon();
        let sentences = split(&report.text);
        let marks = lexicon.mark(&report.text, &sentences);
        let trees = self.reader.read(&report.text, &sentences, &marks);
        let mut coded = code(report, &trees, lexicon, &self.coder);
        supplier::attribute(report, lexicon, &mut coded.claims);
        Reading { trees, claims: coded.claims, problems: Vec::new(), notes: coded.notes }
    }

    /// Reads reports side by side; the readings stand in the order of the reports.
    pub fn read_all(&self, reports: &[Report]) -> Vec<Reading> {
        match &self.pool {
            Some(pool) => pool.install(|| reports.par_iter().map(|report| self.read(report)).collect()),
            None => reports.iter().map(|report| self.read(report)).collect(),
        }
    }
}
