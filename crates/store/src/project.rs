//! The project: what conflict a record is about, and what counts. A small file beside the record, which views and exports follow.

use crate::filter::Condition;
use crate::{Error, Store};
use jiff::civil::Date;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use toml::Spanned;

/// Name of the file beside the record.
pub const PROJECT: &str = "dateline.toml";

/// What conflict a record is about, and what counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Project {
    /// What it is called.
    pub name: String,
    /// Parties: codes or names. An incident counts where one of them takes part. Empty: all.
    pub parties: Vec<String>,
    /// Pairs of parties: an incident counts where both of a pair take part. Empty: all.
    pub dyads: Vec<(String, String)>,
    /// Countries (ISO alpha-3): an incident counts where it was in one of them, or where no country is told. Empty: all.
    pub countries: Vec<String>,
    /// First day; incidents without a day count.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Types, modes, families or things counted, of which an incident has one. Empty: all.
    pub types: Vec<String>,
    /// Standings of which an incident has one. Empty: all.
    pub standings: Vec<String>,
    /// Killed at least, by the lowest count.
    pub killed: u64,
    /// Reports at least.
    pub reports: u64,
    /// Folders of a lexicon laid over the built-in one, as told, from the folder of the file.
    pub lexicon: Vec<PathBuf>,
    /// The types and parties that the file names, each with its line.
    #[serde(skip)]
    pub named: Vec<Named>,
}

/// A type or party that a project file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// `type` or `party`.
    pub what: &'static str,
    /// As the file has it.
    pub name: String,
    /// The line.
    pub line: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Layout {
    name: String,
    #[serde(default)]
    parties: Vec<Spanned<String>>,
    #[serde(default)]
    dyads: Vec<Spanned<Vec<String>>>,
    #[serde(default)]
    countries: Vec<Spanned<String>>,
    from: Option<Spanned<String>>,
    to: Option<Spanned<String>>,
    #[serde(default)]
    lexicon: Vec<Spanned<PathBuf>>,
    #[serde(default)]
    include: Include,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Include {
    #[serde(default)]
    types: Vec<Spanned<String>>,
    #[serde(default)]
    standings: Vec<Spanned<String>>,
    #[serde(default)]
    killed: u64,
    #[serde(default)]
    reports: u64,
}

const STANDINGS: [&str; 7] = ["reported", "claimed", "corroborated", "admitted", "disputed", "denied", "retracted"];

impl Project {
    /// The file beside a record.
    pub fn beside(record: &Path) -> PathBuf {
        record.with_file_name(PROJECT)
    }

    /// Reads a project file; every fault is told with its line.
    pub fn open(file: &Path) -> Result<Project, Error> {
        let fault = |text: String| Error::Project(vec![format!("{}: {text}", file.display())]);
        let text = std::fs::read_to_string(file).map_err(|e| fault(e.to_string()))?;
        Project::parse(&text, file)
    }

    /// Reads the text of a project file; `file` is named in faults, and folders count from where it is.
    pub fn parse(text: &str, file: &Path) -> Result<Project, Error> {
        let line = |at: usize| text.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() + 1;
        let layout: Layout = toml::from_str(text).map_err(|e| {
            let at = e.span().map_or(1, |s| line(s.start));
            Error::Project(vec![format!("{}:{at}: {}", file.display(), e.message())])
        })?;
        let mut faults = Vec::new();
        let mut fault = |at: usize, what: String| faults.push(format!("{}:{}: {what}", file.display(), line(at)));
        let mut day = |told: &Option<Spanned<String>>| {
            let told = told.as_ref()?;
            let day = told.get_ref().parse::<Date>();
            day.map_err(|_| fault(told.span().start, format!("{:?} is no day: write it as 2020-09-27", told.get_ref()))).ok()
        };
        let (from, to) = (day(&layout.from), day(&layout.to));
        if let (Some(from), Some(to), Some(at)) = (from, to, &layout.to)
            && to < from
        {
            fault(at.span().start, format!("the period ends ({to}) before it begins ({from})"));
        }
        let mut dyads = Vec::new();
        for dyad in &layout.dyads {
            match dyad.get_ref().as_slice() {
                [a, b] if a != b => dyads.push((a.clone(), b.clone())),
                _ => fault(dyad.span().start, "a dyad is two parties: [\"ARM\", \"AZE\"]".to_owned()),
            }
        }
        for country in &layout.countries {
            let code = country.get_ref();
            if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
                fault(country.span().start, format!("{code:?} is no code of a country: write ISO 3166-1 alpha-3, as in ARM"));
            }
        }
        for standing in layout.include.standings.iter().filter(|s| !STANDINGS.contains(&s.get_ref().as_str())) {
            fault(standing.span().start, format!("{:?} is no standing: one of {}", standing.get_ref(), STANDINGS.join(", ")));
        }
        for empty in layout.parties.iter().chain(&layout.include.types).filter(|s| s.get_ref().trim().is_empty()) {
            fault(empty.span().start, "an empty name".to_owned());
        }
        let folder = file.parent().unwrap_or(Path::new(""));
        let mut lexicon = Vec::new();
        for told in &layout.lexicon {
            let path = folder.join(told.get_ref());
            if !path.is_dir() {
                fault(told.span().start, format!("there is no folder {}", path.display()));
            }
            lexicon.push(path);
        }
        if !faults.is_empty() {
            return Err(Error::Project(faults));
        }
        let mut named = Vec::new();
        for (what, list) in [("type", &layout.include.types), ("party", &layout.parties)] {
            named.extend(list.iter().map(|s| Named { what, name: s.get_ref().clone(), line: line(s.span().start) }));
        }
        for dyad in &layout.dyads {
            let line = line(dyad.span().start);
            named.extend(dyad.get_ref().iter().map(|name| Named { what: "party", name: name.clone(), line }));
        }
        let plain = |list: Vec<Spanned<String>>| list.into_iter().map(Spanned::into_inner).collect();
        Ok(Project {
            name: layout.name,
            parties: plain(layout.parties),
            dyads,
            countries: plain(layout.countries),
            from,
            to,
            types: plain(layout.include.types),
            standings: plain(layout.include.standings),
            killed: layout.include.killed,
            reports: layout.include.reports,
            lexicon,
            named,
        })
    }

    /// A file to begin with: everything in it is told and nothing is left out yet.
    pub fn template(name: &str) -> String {
        let name = toml::Value::String(name.to_owned());
        format!(
            "# What this record is about. Views and exports show what passes; nothing is taken out of the record.\n\
             name = {name}\n\n\
             # Parties: codes (ARM) or names. An incident counts where one of them takes part.\n\
             # parties = [\"ARM\", \"AZE\"]\n\n\
             # Pairs: an incident counts where both of a pair take part.\n\
             # dyads = [[\"ARM\", \"AZE\"]]\n\n\
             # Countries where incidents count, ISO 3166-1 alpha-3. Incidents of which no country is told count as well.\n\
             # countries = [\"ARM\", \"AZE\"]\n\n\
             # First and last day. Incidents without a day count as well.\n\
             # from = \"2020-09-27\"\n\
             # to = \"2020-11-10\"\n\n\
             # Folders of your own lexicon, laid over the built-in one; from the folder of this file.\n\
             # lexicon = [\"lexicon\"]\n\n\
             [include]\n\
             # Types, modes, families or things counted, of which an incident has one.\n\
             # types = [\"violence\", \"talks\"]\n\
             # standings = [\"reported\", \"corroborated\", \"admitted\", \"disputed\"]\n\
             # Killed at least, by the lowest count; reports at least.\n\
             # killed = 25\n\
             # reports = 2\n"
        )
    }
}

impl Store {
    /// Follows a project from now on, or none: what does not pass is not shown.
    pub fn follow(&mut self, project: Option<Project>) {
        self.project = project;
    }

    /// The project that is followed.
    pub fn project(&self) -> Option<&Project> {
        self.project.as_ref()
    }

    /// What the project asks of incidents.
    pub(crate) fn included(&self, all: &mut Condition) -> Result<(), Error> {
        let Some(project) = &self.project else { return Ok(()) };
        let within = |terms: &[i64], roles: &str| {
            let terms: Vec<String> = terms.iter().map(i64::to_string).collect();
            format!("incident.row IN (SELECT incident FROM posting WHERE term IN ({}) AND role IN ({roles}))", terms.join(", "))
        };
        let terms = |facet: &str, names: &[&String]| -> Result<Vec<i64>, Error> {
            let lists = names.iter().map(|n| self.terms(facet, n)).collect::<Result<Vec<_>, _>>()?;
            Ok(lists.concat())
        };
        const SIDES: &str = "'actor', 'actor_as', 'recipient', 'recipient_as', 'third', 'third_as'";
        if !project.parties.is_empty() {
            all.and(within(&terms("party", &project.parties.iter().collect::<Vec<_>>())?, SIDES), []);
        }
        if !project.dyads.is_empty() {
            let mut pairs = Vec::new();
            for (a, b) in &project.dyads {
                let (a, b) = (self.terms("party", a)?, self.terms("party", b)?);
                pairs.push(format!("({} AND {})", within(&a, SIDES), within(&b, SIDES)));
            }
            all.and(format!("({})", pairs.join(" OR ")), []);
        }
        if !project.countries.is_empty() {
            let codes = terms("place", &project.countries.iter().collect::<Vec<_>>())?;
            let none = "incident.row NOT IN (SELECT incident FROM posting WHERE role = 'country')";
            all.and(format!("({} OR {none})", within(&codes, "'country'")), []);
        }
        if let Some(from) = project.from {
            all.and("(incident.last >= ? OR incident.last = '')", [Value::Text(from.to_string())]);
        }
        if let Some(to) = project.to {
            all.and("(incident.day <= ? OR incident.last = '')", [Value::Text(to.to_string())]);
        }
        if !project.types.is_empty() {
            all.and(within(&terms("type", &project.types.iter().collect::<Vec<_>>())?, "'type'"), []);
        }
        if !project.standings.is_empty() {
            let mut ways: Vec<String> = project.standings.iter().map(|_| "incident.standing = ?".to_owned()).collect();
            if project.standings.iter().any(|s| s == "disputed") {
                ways.push("incident.disputed = 1".to_owned());
            }
            all.and(format!("({})", ways.join(" OR ")), project.standings.iter().map(|s| Value::Text(s.clone())));
        }
        for (field, least) in [("killed_low", project.killed), ("reports", project.reports)] {
            if least > 0 {
                let least = i64::try_from(least).unwrap_or(i64::MAX);
                all.and(format!("json_extract(incident.json, '$.{field}') >= ?"), [Value::Integer(least)]);
            }
        }
        Ok(())
    }
}
