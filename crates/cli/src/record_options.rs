//! The command line of the record.

use crate::options::PageOptions;
use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct RecordOptions {
    #[command(subcommand)]
    pub verb: RecordVerb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RecordVerb {
    /// Read reports and add them with their claims; a report that is there already is passed over
    Add(AddOptions),
    /// Mark a report as taken back: it stays and is shown, but counts no more
    Remove(RemoveOptions),
    /// Code again the reports that another version of program, lexicon or model has read
    Recode(RecodeOptions),
    /// Which sources were read on which days, which reports gave nothing, which could not be read
    Coverage(ViewOptions),
    /// Write a project file beside the record, to fill in
    Init(InitOptions),
    /// What was done to the record, latest first
    Log(LogOptions),
    /// Write a version that can be cited: a folder with claims, incidents, codebook, versions and hashes
    Release(crate::release::ReleaseOptions),
    /// Which incidents came, went or changed from one record, release or day to another, and why
    Diff(crate::diff::DiffOptions),
    /// Draw a random sample of claims for coders to check, as CSV
    Sample(crate::audit::SampleOptions),
    /// What filled-in samples tell: precision with an interval, agreement of two coders, corrections as gold
    Audit(crate::audit::AuditOptions),
    /// Whether the file is sound
    Check,
}

#[derive(Debug, Args)]
pub(crate) struct AddOptions {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Date of reports that tell none themselves
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,
    /// Threads; 0 takes as many as the machine has
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub threads: usize,
    /// Column of a table that holds a field, as in text=body; fields: text, date, title, publisher, url, id, language, wire
    #[arg(long, value_name = "FIELD=NAME", value_parser = dateline_intake::column)]
    pub column: Vec<(dateline_intake::Field, String)>,
    /// Keep claims and quotes, not the texts of reports
    #[arg(long)]
    pub no_texts: bool,
    /// Let reports in again that were taken out
    #[arg(long)]
    pub again: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RemoveOptions {
    /// Id of the report
    pub report: String,
    /// Why
    #[arg(long)]
    pub reason: String,
    /// Take it out of the record: it should never have been there. It stays for questions as of an earlier day, and out when
    /// it is added again (but for add --again)
    #[arg(long)]
    pub out: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RecodeOptions {
    /// Threads; 0 takes as many as the machine has
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub threads: usize,
}

#[derive(Debug, Args)]
pub(crate) struct InitOptions {
    /// What the project is called
    #[arg(default_value = "My project")]
    pub name: String,
}

#[derive(Debug, Args)]
pub(crate) struct BriefOptions {
    /// The day whose reports are told; the last of the record if not given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub day: Option<Date>,
    #[command(flatten)]
    pub view: ViewOptions,
}

#[derive(Debug, Args)]
pub(crate) struct TollOptions {
    /// By period, with running totals beside it, instead of by incident
    #[arg(long, value_enum, value_name = "PERIOD")]
    pub by: Option<Length>,
    #[command(flatten)]
    pub view: ViewOptions,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Length {
    /// Days
    Day,
    /// Calendar months
    Month,
    /// Calendar years
    Year,
}

#[derive(Debug, Args)]
pub(crate) struct LogOptions {
    /// So many steps
    #[arg(long, short = 'n', default_value_t = 50, value_name = "N")]
    pub limit: usize,
    #[arg(long, short, value_enum, default_value_t = ViewFormat::Table)]
    /// Form of the output
    pub format: ViewFormat,
}

/// Form of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ViewFormat {
    /// For people
    Table,
    /// For programs
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct ViewOptions {
    #[command(flatten)]
    pub filter: Filter,
    /// At most so many
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
    /// Form of the output
    #[arg(long, short, value_enum, default_value_t = ViewFormat::Table)]
    pub format: ViewFormat,
    /// The record as it stood on a day (YYYY-MM-DD) or at a moment (ISO)
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub page: PageOptions,
}

/// Which incidents to show: those that every filter given lets through.
#[derive(Debug, Default, Args)]
pub(crate) struct Filter {
    /// Party that acts or is acted upon: a code (ARM) or part of a name; beside --against the one that acts
    #[arg(long, value_name = "WHO")]
    pub actor: Option<String>,
    /// Party that is acted upon: a code or part of a name
    #[arg(long, value_name = "WHO")]
    pub against: Option<String>,
    /// Event type (ASSAULT), mode (aerial), kind (violence), thing counted (killed) or term (cease_fire)
    #[arg(long = "type", value_name = "TYPE")]
    pub kind: Option<String>,
    /// Not before this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub from: Option<Date>,
    /// Not after this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub to: Option<Date>,
    /// Part of the name of a place, or a country's code
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// Part of the name of a speaker or outlet
    #[arg(long, value_name = "SOURCE")]
    pub source: Option<String>,
    /// How well it is established; disputed: in any field
    #[arg(long, value_name = "STANDING", value_parser = STANDINGS)]
    pub standing: Option<String>,
    /// Words, all of which stand in one quote
    #[arg(long, value_name = "WORDS")]
    pub words: Option<String>,
}

const STANDINGS: [&str; 7] = ["reported", "claimed", "corroborated", "admitted", "disputed", "denied", "retracted"];

impl Filter {
    /// As the record takes it.
    pub fn of_store(&self) -> dateline_store::Filter {
        dateline_store::Filter {
            actor: self.actor.clone(),
            against: self.against.clone(),
            kind: self.kind.clone(),
            from: self.from,
            to: self.to,
            place: self.place.clone(),
            source: self.source.clone(),
            standing: self.standing.clone(),
            words: self.words.clone(),
            bbox: None,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct OneOptions {
    /// Id of an incident, or of one of its claims; eight characters are enough. For show also a report, a party or a place
    pub id: String,
    /// Form of the output
    #[arg(long, short, value_enum, default_value_t = ViewFormat::Table)]
    pub format: ViewFormat,
    /// The record as it stood on a day (YYYY-MM-DD) or at a moment (ISO)
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub page: PageOptions,
}

#[derive(Debug, Args)]
pub(crate) struct SearchOptions {
    /// Words, all of which are to be found
    #[arg(id = "searched", required = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// At most so many
    #[arg(long, short = 'n', default_value_t = 50, value_name = "N")]
    pub limit: usize,
    /// Form of the output
    #[arg(long, short, value_enum, default_value_t = ViewFormat::Table)]
    pub format: ViewFormat,
    #[command(flatten)]
    pub filter: Filter,
    /// The record as it stood on a day (YYYY-MM-DD) or at a moment (ISO)
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub page: PageOptions,
}

/// Who decides, and why.
#[derive(Debug, Args)]
pub(crate) struct By {
    /// Who decides
    #[arg(long)]
    pub author: String,
    /// Why
    #[arg(long)]
    pub reason: String,
}

#[derive(Debug, Args)]
pub(crate) struct JoinOptions {
    /// Ids of two claims or more
    #[arg(required = true, num_args = 2.., value_name = "CLAIM")]
    pub claims: Vec<String>,
    #[command(flatten)]
    pub by: By,
}

#[derive(Debug, Args)]
pub(crate) struct SplitOptions {
    /// Id of the claim that tells of another happening
    pub claim: String,
    /// Ids of claims that it does not belong to
    #[arg(long = "from", required = true, num_args = 1.., value_name = "CLAIM")]
    pub others: Vec<String>,
    #[command(flatten)]
    pub by: By,
}

#[derive(Debug, Args)]
pub(crate) struct CorrectOptions {
    /// Id of a claim of the incident
    pub claim: String,
    /// what, who, whom, where, when or how_many
    #[arg(value_parser = ["what", "who", "whom", "where", "when", "how_many"])]
    pub field: String,
    /// What it should read
    pub value: String,
    #[command(flatten)]
    pub by: By,
}

/// A day, or a moment brought to universal time, as the log tells it: what has no offset is meant so.
pub(crate) fn moment(text: &str) -> Result<String, String> {
    let wrong = || format!("`{text}` is no day and no moment: write 2022-11-08 or 2022-11-08T12:30:00Z");
    let (bytes, shaped) = (text.as_bytes(), |b: &[u8]| b.len() >= 10 && b[4] == b'-' && b[7] == b'-');
    if !shaped(bytes) {
        return Err(wrong());
    }
    if bytes.len() == 10 {
        return text.parse::<Date>().map(|day| day.to_string()).map_err(|_| wrong());
    }
    let local = || text.parse::<jiff::civil::DateTime>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|z| z.timestamp());
    let moment = text.parse::<jiff::Timestamp>().ok().or_else(local).ok_or_else(wrong)?;
    let mut told = moment.to_string();
    if let Some(dot) = told.find('.') {
        told.replace_range(dot.., "Z");
    }
    Ok(told)
}

fn date(text: &str) -> Result<Date, String> {
    dateline_intake::parse_date(text).ok_or_else(|| "write it as 2022-11-08".to_owned())
}
