//! The actor tables, read into actors and names.

use crate::codes::{OWNERS, RELATIONS, SECTORS, SUPRANATIONAL};
use crate::name::{Collector, Reach, Sense};
use crate::tsv::{self, Row};
use crate::{Actor, ActorId, ActorKind, Actors, Agents, Problem};

/// The texts of the actor tables.
pub(crate) struct Tables<'t> {
    pub states: &'t str,
    pub seats: &'t str,
    pub bodies: &'t str,
    pub outlets: &'t str,
    pub groups: &'t str,
    pub populations: &'t str,
    pub regions: &'t str,
    pub people: &'t str,
}

/// What loading gathers.
#[derive(Default)]
pub(crate) struct Loading {
    pub actors: Actors,
    pub names: Collector,
    pub agents: Agents,
    pub problems: Vec<Problem>,
}

const STATES: (&str, &[&str]) =
    ("actors/states.tsv", &["id", "name", "names", "demonyms", "capital", "seats", "iso2", "iso3", "cow", "source", "status"]);
const SEATS: (&str, &[&str]) = ("actors/seats.tsv", &["name", "actor", "sector", "source"]);
const BODIES: (&str, &[&str]) =
    ("actors/bodies.tsv", &["id", "name", "names", "kind", "code", "sector", "relation", "source", "status"]);
const OUTLETS: (&str, &[&str]) = ("actors/outlets.tsv", &["id", "name", "names", "code", "owner", "hosts", "source", "status"]);
const GROUPS: (&str, &[&str]) =
    ("actors/groups.tsv", &["id", "name", "names", "members", "kind", "code", "sector", "from", "to", "source", "status"]);
const POPULATIONS: (&str, &[&str]) =
    ("actors/populations.tsv", &["id", "name", "names", "members", "code", "sector", "source", "status"]);
const REGIONS: (&str, &[&str]) = ("actors/regions.tsv", POPULATIONS.1);

impl Loading {
    pub fn new() -> Self {
        Loading { names: Collector::new(), ..Loading::default() }
    }

    /// Reads every table. Order matters where names meet: the earlier table's sense goes first.
    pub fn read(&mut self, tables: &Tables<'_>) {
        self.states(tables.states);
        self.bodies(tables.bodies);
        self.groups(tables.groups);
        self.outlets(tables.outlets);
        self.populations(POPULATIONS, tables.populations);
        self.populations(REGIONS, tables.regions);
        self.seats(tables.seats);
        self.people(tables.people);
    }

    pub fn tell(&mut self, file: &str, row: &Row<'_>, message: impl Into<String>) {
        self.problems.push(Problem::new(file, row.line, message));
    }

    /// Adds an actor with the columns that most tables share; `None` where it cannot be used.
    fn actor(&mut self, file: &str, row: &Row<'_>, kind: ActorKind, tail: usize) -> Option<(ActorId, Actor)> {
        let (id, name) = (row.cell(0), row.cell(1));
        if id.is_empty() || name.is_empty() {
            self.tell(file, row, "id or name is empty: fill both");
            return None;
        }
        let (source, status) = (row.cell(tail), row.cell(tail + 1));
        self.origin(file, row, source, status);
        let actor = Actor {
            id: id.to_owned(),
            name: name.to_owned(),
            kind,
            code: String::new(),
            sector: None,
            tenures: Vec::new(),
            relation_hint: None,
            owner: None,
            hosts: Vec::new(),
            from: None,
            to: None,
            source: source.to_owned(),
            verified: status == "verified",
            file_line: format!("{file}:{}", row.line),
        };
        let number = ActorId(self.actors.len() as u32);
        Some((number, actor))
    }

    pub fn origin(&mut self, file: &str, row: &Row<'_>, source: &str, status: &str) {
        if source.is_empty() {
            self.tell(file, row, "the source is empty: say where the row comes from (oeda, text, own, …)");
        }
        if !matches!(status, "verified" | "unverified") {
            self.tell(file, row, format!("status “{status}”: write verified or unverified"));
        }
    }

    fn keep(&mut self, file: &str, row: &Row<'_>, actor: Actor) -> Option<ActorId> {
        match self.actors.add(actor) {
            Ok(id) => Some(id),
            Err(old) => {
                let first = self.actors.get(old).file_line.clone();
                self.tell(file, row, format!("the id “{}” is taken by {first}: choose another", row.cell(0)));
                None
            }
        }
    }

    /// Checks a code; states are known once their table is read.
    pub fn code(&mut self, file: &str, row: &Row<'_>, code: &str) -> String {
        let known = code.is_empty() || SUPRANATIONAL.contains(&code) || self.actors.state_by_code(code).is_some();
        if !known {
            self.tell(
                file,
                row,
                format!("unknown code “{code}”: an ISO alpha-3 code of states.tsv or one of {}", SUPRANATIONAL.join(" ")),
            );
        }
        code.to_owned()
    }

    pub fn sector(&mut self, file: &str, row: &Row<'_>, column: usize) -> Option<String> {
        let sector = row.filled(column)?;
        if !SECTORS.contains(&sector.as_str()) {
            self.tell(file, row, format!("unknown sector “{sector}”: one of {}", SECTORS.join(" ")));
        }
        Some(sector)
    }

    fn word(&mut self, file: &str, row: &Row<'_>, column: usize, allowed: &[&str], what: &str) -> Option<String> {
        let word = row.filled(column)?;
        if !allowed.contains(&word.as_str()) {
            self.tell(file, row, format!("unknown {what} “{word}”: one of {}", allowed.join(" ")));
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

    fn states(&mut self, text: &str) {
        let (file, columns) = STATES;
        let mut capitals = Vec::new();
        for row in tsv::rows(file, text, columns, &mut self.problems) {
            let Some((_, mut actor)) = self.actor(file, &row, ActorKind::State, 9) else { continue };
            if row.cell(0) != row.cell(7) || row.cell(6).len() != 2 {
                self.tell(file, &row, "id and iso3 must be the same three letters, iso2 two");
            }
            actor.code = row.cell(0).to_owned();
            let Some(id) = self.keep(file, &row, actor) else { continue };
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

    fn seats(&mut self, text: &str) {
        let (file, columns) = SEATS;
        for row in tsv::rows(file, text, columns, &mut self.problems) {
            let Some(id) = self.actors.by_id(row.cell(1)) else {
                self.tell(file, &row, format!("no actor “{}”: use an id of states.tsv or bodies.tsv", row.cell(1)));
                continue;
            };
            let sector = self.sector(file, &row, 2);
            if row.cell(3).is_empty() {
                self.tell(file, &row, "the source is empty");
            }
            self.names.add(row.cell(0), Sense::Seat(id, sector), Reach::Free, true, &self.actors);
        }
    }

    fn bodies(&mut self, text: &str) {
        let (file, columns) = BODIES;
        for row in tsv::rows(file, text, columns, &mut self.problems) {
            let kind = ActorKind::from_name(row.cell(3)).unwrap_or_else(|| {
                self.tell(
                    file,
                    &row,
                    format!("unknown kind “{}”: igo, government, ngo, company, party or university", row.cell(3)),
                );
                ActorKind::Igo
            });
            let Some((_, mut actor)) = self.actor(file, &row, kind, 7) else { continue };
            actor.code = self.code(file, &row, row.cell(4));
            actor.sector = self.sector(file, &row, 5);
            actor.relation_hint = self.word(file, &row, 6, RELATIONS, "relation");
            let Some(id) = self.keep(file, &row, actor) else { continue };
            self.surfaces(&row, id);
        }
    }

    fn outlets(&mut self, text: &str) {
        let (file, columns) = OUTLETS;
        for row in tsv::rows(file, text, columns, &mut self.problems) {
            let Some((_, mut actor)) = self.actor(file, &row, ActorKind::Outlet, 6) else { continue };
            actor.code = self.code(file, &row, row.cell(3));
            actor.sector = Some("JRN".into());
            actor.owner = self.word(file, &row, 4, OWNERS, "owner");
            actor.hosts = row.list(5).map(str::to_ascii_lowercase).collect();
            let Some(id) = self.keep(file, &row, actor) else { continue };
            self.surfaces(&row, id);
        }
    }

    fn groups(&mut self, text: &str) {
        let (file, columns) = GROUPS;
        for row in tsv::rows(file, text, columns, &mut self.problems) {
            let kind = match row.cell(4) {
                "armed_group" => ActorKind::ArmedGroup,
                "party" => ActorKind::Party,
                other => {
                    self.tell(file, &row, format!("unknown kind “{other}”: armed_group or party"));
                    ActorKind::ArmedGroup
                }
            };
            let Some((_, mut actor)) = self.actor(file, &row, kind, 9) else { continue };
            actor.code = self.code(file, &row, row.cell(5));
            actor.sector = self.sector(file, &row, 6);
            (actor.from, actor.to) = self.period(file, &row, 7, 8);
            let Some(id) = self.keep(file, &row, actor) else { continue };
            self.surfaces(&row, id);
            self.members(&row, 3, id);
        }
    }

    fn populations(&mut self, (file, columns): (&str, &[&str]), text: &str) {
        for row in tsv::rows(file, text, columns, &mut self.problems) {
            let Some((_, mut actor)) = self.actor(file, &row, ActorKind::Population, 6) else { continue };
            actor.code = self.code(file, &row, row.cell(4));
            actor.sector = self.sector(file, &row, 5);
            let Some(id) = self.keep(file, &row, actor) else { continue };
            for surface in std::iter::once(row.cell(1)).chain(row.list(2)).chain(row.list(3)) {
                self.mean(surface, Sense::Demonym(id));
            }
        }
    }
}
