//! The actor tables, read into actors and names.

use crate::codes::{OWNERS, RELATIONS, SECTORS, SUPRANATIONAL};
use crate::key::key;
use crate::layer::Layers;
use crate::name::{Collector, Reach, Sense};
use crate::source::{Source, source};
use crate::tsv::{self, Row};
use crate::words::CommonWords;
use crate::{Actor, ActorId, ActorKind, Actors, Agents, Problem};
use rustc_hash::{FxHashMap, FxHashSet};

/// The files of the actor tables, in the order in which they are read. Order matters where names meet: the earlier
/// table's sense goes first.
pub(crate) const SOURCES: [Source; 8] = [
    source!("actors/states.tsv"),
    source!("actors/bodies.tsv"),
    source!("actors/groups.tsv"),
    source!("actors/outlets.tsv"),
    source!("actors/populations.tsv"),
    source!("actors/regions.tsv"),
    source!("actors/seats.tsv"),
    source!("actors/people.tsv"),
];

/// What loading gathers.
#[derive(Default)]
pub(crate) struct Loading {
    pub actors: Actors,
    pub names: Collector,
    pub agents: Agents,
    pub problems: Vec<Problem>,
    /// Uppermost layer of each id, where there are several layers.
    top: FxHashMap<String, usize>,
    /// Ids that a folder takes away: what refers to them is no slip.
    pub dropped: FxHashSet<String>,
}

const STATES: &[&str] = &["id", "name", "names", "demonyms", "capital", "seats", "iso2", "iso3", "cow", "source", "status"];
const SEATS: &[&str] = &["name", "actor", "sector", "source"];
const BODIES: &[&str] = &["id", "name", "names", "kind", "code", "sector", "relation", "source", "status"];
const OUTLETS: &[&str] = &["id", "name", "names", "code", "owner", "hosts", "source", "status"];
const GROUPS: &[&str] = &["id", "name", "names", "members", "kind", "code", "sector", "from", "to", "source", "status"];
const POPULATIONS: &[&str] = &["id", "name", "names", "members", "code", "sector", "source", "status"];

impl Loading {
    pub fn new() -> Self {
        Loading { names: Collector::new(), ..Loading::default() }
    }

    /// Reads every table of all layers.
    pub fn read(&mut self, layers: &Layers, common: &CommonWords) {
        let files = SOURCES.map(|source| layers.of(&source));
        self.dropped = layers.dropped("actor").map(|(id, _)| id.to_owned()).collect();
        self.top = if layers.is_empty() { FxHashMap::default() } else { top_layers(&files) };
        let [states, bodies, groups, outlets, populations, regions, seats, people] = &files;
        self.states(layers, states);
        self.bodies(layers, bodies);
        self.groups(layers, groups);
        self.outlets(layers, outlets);
        self.populations(layers, populations);
        self.populations(layers, regions);
        self.seats(layers, seats);
        self.people(layers, people, common);
        let seats: FxHashSet<&str> = files[6].iter().flat_map(|s| first_cells(&s.text)).collect();
        let ids = &self.top;
        layers.check_drops("actor", &|id| ids.contains_key(id), &mut self.problems);
        layers.check_drops("seat", &|name| seats.contains(name), &mut self.problems);
    }

    /// The rows of a table whose first cell is an id: of several layers' rows with one id, whatever table of actors they
    /// stand in, the uppermost stays.
    pub fn rows<'t>(&mut self, layers: &Layers, files: &'t [Source], columns: &[&str]) -> Vec<Row<'t>> {
        let mut rows = tsv::layered(files, columns, &|row| row.cell(0).to_owned(), &mut self.problems);
        rows.retain(|row| {
            let above = self.top.get(row.cell(0)).is_some_and(|&layer| layer > row.layer);
            !above && !layers.drops("actor", row.cell(0), row.layer)
        });
        rows
    }

    pub fn tell(&mut self, row: &Row<'_>, message: impl Into<String>) {
        self.problems.push(Problem::new(row.file, row.line, message));
    }

    /// Adds an actor with the columns that most tables share; `None` where it cannot be used.
    fn actor(&mut self, row: &Row<'_>, kind: ActorKind, tail: usize) -> Option<(ActorId, Actor)> {
        let (id, name) = (row.cell(0), row.cell(1));
        if id.is_empty() || name.is_empty() {
            self.tell(row, "id or name is empty: fill both");
            return None;
        }
        let (source, status) = (row.cell(tail), row.cell(tail + 1));
        self.origin(row, source, status);
        let actor = Actor {
            id: id.to_owned(),
            name: name.to_owned(),
            kind,
            code: String::new(),
            sector: None,
            tenures: Vec::new(),
            relation_hint: None,
            capital: None,
            owner: None,
            hosts: Vec::new(),
            from: None,
            to: None,
            source: source.to_owned(),
            verified: status == "verified",
            file_line: row.place(),
            layer: row.layer,
        };
        let number = ActorId(self.actors.len() as u32);
        Some((number, actor))
    }

    pub fn origin(&mut self, row: &Row<'_>, source: &str, status: &str) {
        if source.is_empty() {
            self.tell(row, "the source is empty: say where the row comes from (oeda, text, own, …)");
        }
        if !matches!(status, "verified" | "unverified") {
            self.tell(row, format!("status “{status}”: write verified or unverified"));
        }
    }

    fn keep(&mut self, row: &Row<'_>, actor: Actor) -> Option<ActorId> {
        match self.actors.add(actor) {
            Ok(id) => Some(id),
            Err(old) => {
                let first = self.actors.get(old).file_line.clone();
                self.tell(row, format!("the id “{}” is taken by {first}: choose another", row.cell(0)));
                None
            }
        }
    }

    /// Checks a code; states are known once their table is read.
    pub fn code(&mut self, row: &Row<'_>, code: &str) -> String {
        let known = code.is_empty() || SUPRANATIONAL.contains(&code) || self.actors.state_by_code(code).is_some();
        if !known {
            self.tell(
                row,
                format!("unknown code “{code}”: an ISO alpha-3 code of states.tsv or one of {}", SUPRANATIONAL.join(" ")),
            );
        }
        code.to_owned()
    }

    pub fn sector(&mut self, row: &Row<'_>, column: usize) -> Option<String> {
        let sector = row.filled(column)?;
        if !SECTORS.contains(&sector.as_str()) {
            self.tell(row, format!("unknown sector “{sector}”: one of {}", SECTORS.join(" ")));
        }
        Some(sector)
    }

    fn word(&mut self, row: &Row<'_>, column: usize, allowed: &[&str], what: &str) -> Option<String> {
        let word = row.filled(column)?;
        if !allowed.contains(&word.as_str()) {
            self.tell(row, format!("unknown {what} “{word}”: one of {}", allowed.join(" ")));
        }
        Some(word)
    }

    fn surfaces(&mut self, row: &Row<'_>, id: ActorId) {
        for surface in std::iter::once(row.cell(1)).chain(row.list(2)) {
            self.mean(surface, Sense::Actor(id));
        }
    }

    fn mean(&mut self, surface: &str, sense: Sense) {
        if !self.derived(surface) {
            self.names.add(surface, sense, Reach::Free, false, &self.actors);
        }
    }

    /// Whether a name is merely a state's name or demonym before an acting noun (`Chechen rebels`, `Sudanese refugees`,
    /// `Pakistan Army`). Such a phrase is read word by word: any other state's rebels, refugees and army must be read alike.
    fn derived(&self, surface: &str) -> bool {
        surface.match_indices(' ').any(|(at, _)| {
            self.names.is_state_or_demonym(&surface[..at], &self.actors)
                && self.agents.get(&surface[at + 1..].to_lowercase()).is_some()
        })
    }

    fn members(&mut self, row: &Row<'_>, column: usize, id: ActorId) {
        for surface in row.list(column) {
            self.mean(surface, Sense::Demonym(id));
        }
    }

    fn states(&mut self, layers: &Layers, files: &[Source]) {
        let mut capitals = Vec::new();
        for row in self.rows(layers, files, STATES) {
            let Some((_, mut actor)) = self.actor(&row, ActorKind::State, 9) else { continue };
            if row.cell(0) != row.cell(7) || row.cell(6).len() != 2 {
                self.tell(&row, "id and iso3 must be the same three letters, iso2 two");
            }
            actor.code = row.cell(0).to_owned();
            actor.capital = row.list(4).next().filter(|_| row.list(5).next().is_none()).map(str::to_owned);
            let Some(id) = self.keep(&row, actor) else { continue };
            self.actors.set_iso2(row.cell(6), id);
            self.surfaces(&row, id);
            self.members(&row, 3, id);
            capitals.push((id, row));
        }
        // After all names of states, so that Kuwait is first of all the state.
        for (id, row) in capitals {
            for city in row.list(4).chain(row.list(5)) {
                self.names.add(city, Sense::Seat(id, None), Reach::Free, false, &self.actors);
                self.names.add(city, Sense::Place, Reach::Free, false, &self.actors);
            }
        }
    }

    fn seats(&mut self, layers: &Layers, files: &[Source]) {
        let mut rows = tsv::layered(files, SEATS, &|row| key(row.cell(0)), &mut self.problems);
        rows.retain(|row| !layers.drops("seat", row.cell(0), row.layer));
        for row in rows {
            if self.dropped.contains(row.cell(1)) {
                continue;
            }
            let Some(id) = self.actors.by_id(row.cell(1)) else {
                self.tell(&row, format!("no actor “{}”: use an id of states.tsv or bodies.tsv", row.cell(1)));
                continue;
            };
            let sector = self.sector(&row, 2);
            if row.cell(3).is_empty() {
                self.tell(&row, "the source is empty");
            }
            self.names.add(row.cell(0), Sense::Seat(id, sector), Reach::Free, true, &self.actors);
        }
    }

    fn bodies(&mut self, layers: &Layers, files: &[Source]) {
        for row in self.rows(layers, files, BODIES) {
            let kind = ActorKind::from_name(row.cell(3)).unwrap_or_else(|| {
                self.tell(&row, format!("unknown kind “{}”: igo, government, ngo, company, party or university", row.cell(3)));
                ActorKind::Igo
            });
            let Some((_, mut actor)) = self.actor(&row, kind, 7) else { continue };
            actor.code = self.code(&row, row.cell(4));
            actor.sector = self.sector(&row, 5);
            actor.relation_hint = self.word(&row, 6, RELATIONS, "relation");
            let Some(id) = self.keep(&row, actor) else { continue };
            self.surfaces(&row, id);
        }
    }

    fn outlets(&mut self, layers: &Layers, files: &[Source]) {
        for row in self.rows(layers, files, OUTLETS) {
            let Some((_, mut actor)) = self.actor(&row, ActorKind::Outlet, 6) else { continue };
            actor.code = self.code(&row, row.cell(3));
            actor.sector = Some("JRN".into());
            actor.owner = self.word(&row, 4, OWNERS, "owner");
            actor.hosts = row.list(5).map(str::to_ascii_lowercase).collect();
            let Some(id) = self.keep(&row, actor) else { continue };
            self.surfaces(&row, id);
        }
    }

    fn groups(&mut self, layers: &Layers, files: &[Source]) {
        for row in self.rows(layers, files, GROUPS) {
            let kind = match row.cell(4) {
                "armed_group" => ActorKind::ArmedGroup,
                "party" => ActorKind::Party,
                other => {
                    self.tell(&row, format!("unknown kind “{other}”: armed_group or party"));
                    ActorKind::ArmedGroup
                }
            };
            let Some((_, mut actor)) = self.actor(&row, kind, 9) else { continue };
            actor.code = self.code(&row, row.cell(5));
            actor.sector = self.sector(&row, 6);
            (actor.from, actor.to) = self.period(&row, 7, 8);
            let Some(id) = self.keep(&row, actor) else { continue };
            self.surfaces(&row, id);
            self.members(&row, 3, id);
        }
    }

    fn populations(&mut self, layers: &Layers, files: &[Source]) {
        for row in self.rows(layers, files, POPULATIONS) {
            let Some((_, mut actor)) = self.actor(&row, ActorKind::Population, 6) else { continue };
            actor.code = self.code(&row, row.cell(4));
            actor.sector = self.sector(&row, 5);
            let Some(id) = self.keep(&row, actor) else { continue };
            for surface in std::iter::once(row.cell(1)).chain(row.list(2)).chain(row.list(3)) {
                self.mean(surface, Sense::Demonym(id));
            }
        }
    }
}

/// First cells of the lines of a table.
fn first_cells(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').next().unwrap_or("").trim()).filter(|c| !c.is_empty())
}

/// The uppermost layer in which each id stands. People are apart: their rows are offices, and each is replaced by itself.
fn top_layers(files: &[Vec<Source>; 8]) -> FxHashMap<String, usize> {
    let mut top = FxHashMap::default();
    for source in files.iter().flatten().filter(|s| s.name != "actors/seats.tsv") {
        let people = source.name == "actors/people.tsv";
        for id in first_cells(&source.text) {
            let layer = top.entry(id.to_owned()).or_insert(0);
            *layer = source.layer.max(*layer) * usize::from(!people);
        }
    }
    top
}
