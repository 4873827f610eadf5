//! The command line.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use dateline_exchange::Outgoing;
use dateline_lexicon::TEMPLATES;
use jiff::civil::Date;
use std::path::PathBuf;

/// Reads dated news reports of armed conflict and tells who did what to whom, when, where, and according to whom.
#[derive(Debug, Parser)]
#[command(name = "dateline", disable_version_flag = true, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 all went well, 1 something is not there or could not be read (the rest was), \
    2 wrong command line, 3 output could not be written.")]
pub(crate) struct Cli {
    /// The record: one SQLite file; $DATELINE_DB, else ./dateline.db, if not given
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// The project file that views follow; dateline.toml beside the record, if not given
    #[arg(long, global = true, value_name = "FILE")]
    pub project: Option<PathBuf>,
    #[command(subcommand)]
    pub verb: Option<Verb>,
    /// Lay your own lexicon over the built-in one: a folder laid out like it; the later over the earlier
    #[arg(long, global = true, value_name = "DIR")]
    pub lexicon: Vec<PathBuf>,
    /// Print the versions of program, lexicon and model
    #[arg(long, short = 'V')]
    pub version: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Read reports and print what they claim
    Read(ReadOptions),
    /// Show how one sentence is understood: words, tree, names, rules, dates, places
    Explain(ExplainOptions),
    /// Measure against annotated data
    Eval(EvalOptions),
    /// Check, extend, test and measure the lexicon
    Lexicon(LexiconOptions),
    /// Add reports to the record, look at its log
    Record(crate::record_options::RecordOptions),
    /// Incidents of the record by date, with who says so and how well each is established
    Timeline(crate::record_options::ViewOptions),
    /// One incident: its values side by side, each with its sources
    Incident(crate::record_options::OneOptions),
    /// Anything by its id: incident, claim or report; or a party or place by its name
    Show(crate::record_options::OneOptions),
    /// What the reports of one day bring: new, newly disputed, newly said to be broken
    Brief(crate::record_options::BriefOptions),
    /// Rounds of talks: venue, mediators, who stayed away, what came of them
    Talks(crate::record_options::ViewOptions),
    /// Monitors and peacekeepers: mandate, access, withdrawal
    Monitors(crate::record_options::ViewOptions),
    /// Incidents on which accounts contradict each other
    Disputes(crate::record_options::ViewOptions),
    /// Agreements: parties, terms, alleged breaches
    Agreements(crate::record_options::ViewOptions),
    /// Numbers of killed, wounded and others, by who says so
    Toll(crate::record_options::TollOptions),
    /// Who is said to hold which place
    Control(crate::record_options::ViewOptions),
    /// Who is said to hold which office
    Offices(crate::record_options::ViewOptions),
    /// Parties, and in how many incidents each acts or is acted upon
    Actors(crate::record_options::ViewOptions),
    /// Places, and how many incidents each has
    Places(crate::record_options::ViewOptions),
    /// What each outlet brought, who relays whom, and which reports are copies
    Sources(crate::record_options::ViewOptions),
    /// Find words in quotes and texts
    Search(crate::record_options::SearchOptions),
    /// Why the claims of an incident were joined
    Why(crate::record_options::OneOptions),
    /// Write the record, or what passes the filters, in the format of another data set or tool
    Export(crate::export::ExportOptions),
    /// Add rows of another data set to the record, as reports by that data set
    Import(crate::import::ImportOptions),
    /// Open a page and an API on this machine
    Serve(crate::serve::ServeOptions),
    /// Follow folders and feeds into the record, and tell what is new
    Watch(WatchOptions),
    /// Decide that claims tell of one happening
    Join(crate::record_options::JoinOptions),
    /// Decide that a claim tells of another happening than others
    Split(crate::record_options::SplitOptions),
    /// Decide what a field of an incident should read
    Correct(crate::record_options::CorrectOptions),
    /// Print the completions of a shell
    Completions(crate::manual::CompletionOptions),
    /// Write a manual page for each verb
    Man(crate::manual::ManOptions),
}

#[derive(Debug, Args)]
pub(crate) struct WatchOptions {
    /// What to follow and what to tell: a file in TOML, see docs/INTAKE.md
    #[arg(value_name = "LIST")]
    pub list: PathBuf,
    /// Look once at everything that is due, and end
    #[arg(long)]
    pub once: bool,
    /// Print notices as JSON, one a line
    #[arg(long)]
    pub jsonl: bool,
    /// Threads; 0 takes as many as the machine has
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub threads: usize,
}

/// Form of the output of `read`: pages for people, and the formats that [`Outgoing`] knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// By date, for people
    Timeline,
    /// A short table
    Table,
    /// All claims as one JSON array
    Json,
    /// A format of another data set or tool, or of our own
    To(Outgoing),
}

/// Forms of the output of `read`, by name.
fn formats() -> PossibleValuesParser {
    let own = [
        ("timeline", "By date, for people: what is said to have happened, who says so, who denies it"),
        ("table", "A short table"),
        ("json", "All claims as one JSON array"),
        #[cfg(feature = "parquet")]
        ("parquet", "Parquet in the folder --out, one file a month of publication"),
    ];
    let others = Outgoing::ALL.iter().map(|(_, name, what)| (*name, *what));
    PossibleValuesParser::new(own.into_iter().chain(others).map(|(name, what)| PossibleValue::new(name).help(what)))
}

/// The form of a name that [`formats`] let through.
pub(crate) fn form(name: &str) -> anyhow::Result<Format> {
    Ok(match name {
        "timeline" => Format::Timeline,
        "table" => Format::Table,
        "json" => Format::Json,
        other => Format::To(named(other)?),
    })
}

/// What the rows of a Parquet file are.
#[cfg(feature = "parquet")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Rows {
    /// One row a claim, nested as in the JSON
    Claims,
    /// One row a claim, the columns of the CSV with types
    Flat,
    /// One row a report with its claims and what joining needs: for records and clusters
    Readings,
}

/// When to colour the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// Where a terminal shows it and NO_COLOR is not set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Args)]
pub(crate) struct ReadOptions {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Form of the output
    #[arg(long, short, default_value = "timeline", value_parser = formats())]
    pub format: String,
    /// Date of reports that tell none themselves
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,
    /// Threads; 0 takes as many as the machine has
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub threads: usize,
    /// Folder that --format parquet writes to; must be empty or not be there
    #[cfg(feature = "parquet")]
    #[arg(long, value_name = "DIR", required_if_eq("format", "parquet"))]
    pub out: Option<PathBuf>,
    /// What --format parquet writes
    #[cfg(feature = "parquet")]
    #[arg(long, value_enum, default_value_t = Rows::Claims)]
    pub rows: Rows,
    /// Column of a table that holds a field, as in text=body; fields: text, date, title, publisher, url, id, language, wire
    #[arg(long, value_name = "FIELD=NAME", value_parser = dateline_intake::column)]
    pub column: Vec<(dateline_intake::Field, String)>,
    /// Write the reports themselves to FILE as JSON Lines: the texts that all offsets refer to
    #[arg(long, value_name = "FILE")]
    pub reports: Option<PathBuf>,
    #[command(flatten)]
    pub page: PageOptions,
}

#[derive(Debug, Args)]
pub(crate) struct PageOptions {
    /// Columns to fill; the terminal's width if not given
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,
    /// When to colour
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub color: Colour,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainOptions {
    /// The sentence, or several
    #[arg(value_name = "SENTENCE")]
    pub text: String,
    /// Day of the report that it stands in
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,
    #[command(flatten)]
    pub page: PageOptions,
}

#[derive(Debug, Args)]
pub(crate) struct EvalOptions {
    #[command(subcommand)]
    pub suite: Suite,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Suite {
    /// Claims against annotated reports
    Claims(EvalClaims),
    /// Tags and trees against a treebank in CoNLL-U
    Reader(EvalFile),
    /// Expressions of time against TIMEX3 annotations, JSON Lines
    Time(EvalFile),
    /// Resolved places against annotated articles, JSON Lines
    Places(EvalFile),
    /// Event type, source and target of a sentence, against PLOVER's gold standard records
    Gsr(EvalFile),
    /// One label a snippet, against ACLED's sub-events
    Acled(EvalFile),
    /// Killed, hurt and captured, day and province, against records of incidents
    Toll(EvalFile),
    /// Incident templates of MUC-4: type, date, country, perpetrators, what befell the victims
    Muc4(EvalFile),
    /// Certainty and polarity of events, against MEANTIME
    Factuality(EvalFile),
    /// Source, cue and content of attributions, against PolNeAR
    Attribution(EvalFile),
    /// Names of persons, organisations and places, against re3d
    Entities(EvalFile),
    /// Joined claims against annotated incidents
    Incidents(EvalIncidents),
}

#[derive(Debug, Args)]
pub(crate) struct EvalIncidents {
    /// Reports with their incident (JSON Lines), or incidents with their reports or claims (JSON, texts beside it)
    pub file: PathBuf,
    /// Join these claims (JSON Lines) instead of reading the texts
    #[arg(long, value_name = "FILE")]
    pub predictions: Option<PathBuf>,
    /// Show the first N pairs that are wrong
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub errors: usize,
}

#[derive(Debug, Args)]
pub(crate) struct EvalFile {
    /// The annotated file
    pub file: PathBuf,
    /// Show the N worst errors, with the words they are about
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub errors: usize,
    /// Print the scores as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct EvalClaims {
    /// Folder with one annotated report a JSON file, and reports.jsonl with the texts
    #[arg(value_name = "GOLD_DIR")]
    pub gold: PathBuf,
    /// Score these claims (JSON Lines) instead of reading the texts
    #[arg(long, value_name = "FILE")]
    pub predictions: Option<PathBuf>,
    /// Show the first N claims that are missed, wrong or extra
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub errors: usize,
    /// Print the scores as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct LexiconOptions {
    #[command(subcommand)]
    pub verb: LexiconVerb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconVerb {
    /// List every error and warning, and how many rows nobody has verified
    Check(LexiconFolder),
    /// Print a row to fill in, or with --lexicon append it to your folder
    New(LexiconNew),
    /// Run the sentences of every event row and tell which fail
    Test(LexiconFolder),
    /// Tell what fires on a corpus, what never does, and which words look like acts and have no row
    Coverage(LexiconCoverage),
}

#[derive(Debug, Args)]
pub(crate) struct LexiconFolder {
    /// Your folder; without one the built-in lexicon is meant
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct LexiconNew {
    /// What the row is about
    #[arg(value_parser = kinds())]
    pub kind: String,
    /// The name, or of an event the lemma
    #[arg(default_value = "")]
    pub name: String,
}

#[derive(Debug, Args)]
pub(crate) struct LexiconCoverage {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How many of each list to show
    #[arg(long, default_value_t = 30, value_name = "N")]
    pub top: usize,
    /// Print everything as tab-separated rows
    #[arg(long)]
    pub tsv: bool,
    /// Date of reports that tell none themselves
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,
    /// Threads; 0 takes as many as the machine has
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub threads: usize,
}

/// The names of the formats in which claims and incidents leave.
pub(crate) fn outgoing() -> PossibleValuesParser {
    PossibleValuesParser::new(Outgoing::ALL.iter().map(|(_, name, what)| PossibleValue::new(*name).help(*what)))
}

/// The format of a name that [`outgoing`] let through.
pub(crate) fn named(format: &str) -> anyhow::Result<Outgoing> {
    Outgoing::named(format).ok_or_else(|| anyhow::anyhow!("there is no format {format}"))
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(TEMPLATES.iter().map(|(kind, what)| PossibleValue::new(*kind).help(*what)))
}

fn date(text: &str) -> Result<Date, String> {
    dateline_intake::parse_date(text).ok_or_else(|| "write it as 2022-11-08".to_owned())
}
