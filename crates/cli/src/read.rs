//! `dateline read`: reports in, claims out, a batch at a time.

use crate::Outcome;
use crate::lexicon::{Chosen, engine_options, intake_options};
use crate::options::{Format, ReadOptions, form};
use crate::page;
use crate::progress::Progress;
use anyhow::{Context, Result};
use dateline_engine::{Claim, Engine, Report};
use dateline_exchange::{Export, JsonArray, Look, Origin, Outgoing, Telling, table, timeline};
use dateline_intake::Item;
use dateline_record::Source;
use dateline_store::Store;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Reports that are read side by side before their claims are written.
const BATCH: usize = 256;
/// A batch also ends here, so that long reports don't fill the memory.
const BATCH_BYTES: usize = 8 << 20;

pub(crate) fn run(options: &ReadOptions, lexicon: &Chosen) -> Result<Outcome> {
    let engine = Engine::new(engine_options(lexicon, options.threads));
    let intake_options = intake_options(lexicon, options.date, &options.column);
    let mut intake = dateline_intake::open(&options.paths, intake_options);
    let mut progress = Progress::new(intake.total_bytes());
    #[cfg(feature = "parquet")]
    if options.format == "parquet" {
        return crate::columns::run(options, &engine, intake, progress);
    }
    let mut output = Output::new(form(&options.format)?, page::look(&options.page))?;
    let mut texts = options.reports.as_deref().map(Texts::create).transpose()?;
    let (mut reports, mut claims) = (0, 0);
    loop {
        let batch = take_batch(&mut intake, &mut progress);
        if batch.is_empty() {
            break;
        }
        if let Some(texts) = &mut texts {
            texts.push(&batch)?;
        }
        for (reading, report) in engine.read_all(&batch).into_iter().zip(&batch) {
            reading.problems.iter().for_each(|problem| progress.defect(problem));
            claims += reading.claims.len();
            output.push(report, reading.claims)?;
        }
        reports += batch.len();
        progress.at(intake.bytes_read(), reports, claims);
    }
    progress.clear();
    output.finish()?;
    if let Some(texts) = texts {
        texts.finish()?;
    }
    let errors = progress.finish();
    if reports == 0 {
        eprintln!("error[no-reports] there was no report in what was given");
    }
    Ok(if errors > 0 || reports == 0 { Outcome::Incomplete } else { Outcome::Done })
}

/// The next reports, as many as are read side by side.
pub(crate) fn take_batch(intake: &mut dateline_intake::Intake, progress: &mut Progress) -> Vec<Report> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        match intake.next() {
            Some(Item::Report(report)) => {
                bytes += report.text.len();
                batch.push(report);
            }
            Some(Item::Problem(problem)) => progress.problem(&problem),
            None => break,
        }
    }
    batch
}

/// Where claims go. A record is written whole or not at all.
enum Output {
    Array(JsonArray<Stdout>),
    Export(Export<Stdout>),
    /// Formats of incidents need the claims of all reports before they can be joined.
    Joined {
        store: Store,
        format: Outgoing,
    },
    /// The pages for people need all claims before the first line.
    Page {
        claims: Vec<Claim>,
        format: Format,
        look: Look,
    },
}

type Stdout = BufWriter<std::io::StdoutLock<'static>>;

impl Output {
    fn new(format: Format, look: Look) -> Result<Output> {
        Ok(match format {
            Format::Json => Output::Array(JsonArray::new(stdout())),
            Format::To(format) if format.of_claims() => Output::Export(Export::new(stdout(), format)?),
            Format::To(format) => Output::Joined { store: Store::memory()?, format },
            Format::Timeline | Format::Table => Output::Page { claims: Vec::new(), format, look },
        })
    }

    fn push(&mut self, report: &Report, new: Vec<Claim>) -> Result<()> {
        match self {
            Output::Array(out) => new.iter().try_for_each(|claim| out.push(claim))?,
            Output::Export(out) => {
                let origin = origin(report);
                let told: Vec<Telling<'_>> = new.iter().map(|claim| Telling { origin: &origin, claim, incident: None }).collect();
                out.report(&told, None)?;
            }
            Output::Joined { store, .. } => {
                let coder = new.first().map_or(String::new(), |c| c.coder.clone());
                store.add(&Source::new(report, new), None, &coder, "")?;
            }
            Output::Page { claims, .. } => claims.extend(new),
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        match self {
            Output::Array(out) => out.finish()?,
            Output::Export(out) => {
                out.finish()?;
            }
            Output::Joined { mut store, format } => {
                store.refresh()?;
                let filter = dateline_store::Filter::default();
                dateline_exchange::export_store(&store, &filter, format, false, stdout())?;
            }
            Output::Page { claims, format, look } => {
                let page = if format == Format::Table { table(&claims, &look) } else { timeline(&claims, &look) };
                let mut stdout = std::io::stdout().lock();
                stdout.write_all(page.as_bytes())?;
                stdout.flush()?;
            }
        }
        Ok(())
    }
}

fn stdout() -> Stdout {
    BufWriter::with_capacity(1 << 16, std::io::stdout().lock())
}

fn origin(report: &Report) -> Origin {
    Origin {
        id: report.id.clone(),
        text_sha256: report.text_sha256(),
        published: report.published.map(|d| d.to_string()),
        publisher: report.publisher.clone(),
        wire: report.wire.clone(),
        title: report.title.clone(),
        url: report.url.clone(),
        retracted: None,
    }
}

/// The reports as they were understood, for those who check offsets or read on in another program. The file appears
/// under its name only once it is complete.
struct Texts {
    out: BufWriter<File>,
    part: PathBuf,
    path: PathBuf,
}

impl Texts {
    fn create(path: &Path) -> Result<Texts> {
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let file = File::create(&part).with_context(|| format!("cannot write {}", part.display()))?;
        Ok(Texts { out: BufWriter::new(file), part, path: path.to_owned() })
    }

    fn push(&mut self, reports: &[Report]) -> Result<()> {
        for report in reports {
            let line = serde_json::json!({
                "id": report.id,
                "date": report.published.map(|date| date.to_string()),
                "publisher": report.publisher,
                "wire": report.wire,
                "title": report.title,
                "url": report.url,
                "language": report.language,
                "origin": report.origin.as_ref().map(|origin| origin.told()),
                "original_sha256": report.origin.as_ref().and_then(|origin| origin.original_sha256.clone()),
                "version": report.version,
                "text_sha256": report.text_sha256(),
                "text": report.text,
            });
            writeln!(self.out, "{line}").with_context(|| format!("cannot write {}", self.part.display()))?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<()> {
        self.out.flush().with_context(|| format!("cannot write {}", self.part.display()))?;
        std::fs::rename(&self.part, &self.path).with_context(|| format!("cannot write {}", self.path.display()))
    }
}
