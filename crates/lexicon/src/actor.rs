//! Who can act: states, bodies, groups, people, outlets, populations.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// The number of an actor in [`Actors`]; it holds for one build of the lexicon only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u32);

/// What kind of actor it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum ActorKind {
    State,
    Government,
    Person,
    ArmedGroup,
    Party,
    Igo,
    Ngo,
    Company,
    University,
    Outlet,
    Population,
}

impl ActorKind {
    /// All kinds.
    pub const ALL: &'static [ActorKind] = &[
        ActorKind::State,
        ActorKind::Government,
        ActorKind::Person,
        ActorKind::ArmedGroup,
        ActorKind::Party,
        ActorKind::Igo,
        ActorKind::Ngo,
        ActorKind::Company,
        ActorKind::University,
        ActorKind::Outlet,
        ActorKind::Population,
    ];

    /// The word that tables and claims use.
    pub fn as_str(self) -> &'static str {
        match self {
            ActorKind::State => "state",
            ActorKind::Government => "government",
            ActorKind::Person => "person",
            ActorKind::ArmedGroup => "armed_group",
            ActorKind::Party => "party",
            ActorKind::Igo => "igo",
            ActorKind::Ngo => "ngo",
            ActorKind::Company => "company",
            ActorKind::University => "university",
            ActorKind::Outlet => "outlet",
            ActorKind::Population => "population",
        }
    }

    /// From the word that tables use.
    pub fn from_name(name: &str) -> Option<ActorKind> {
        ActorKind::ALL.iter().copied().find(|k| k.as_str() == name)
    }
}

/// One office that a person held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tenure {
    /// Code that claims carry for the person in this office: `ARM`, `UNO`; may be empty.
    pub code: String,
    /// Sector of the office.
    pub sector: Option<String>,
    /// Office in lower case, as `agents.tsv` names it.
    pub office: Option<String>,
    /// Id or code of the state, body or group of the office; empty where unknown.
    pub polity: String,
    /// First day; `None`: unknown.
    pub from: Option<Date>,
    /// Last day; `None`: unknown or still held.
    pub to: Option<Date>,
    /// Whether a text bears the row out.
    pub verified: bool,
    /// Line of the row in `actors/people.tsv`.
    pub line: u32,
}

impl Tenure {
    /// Whether the office was held on `day`, as far as the row tells. A row without any date holds always.
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// One actor.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Unique id: `ARM`, `body:osce`, `person:ilham-aliyev`.
    pub id: String,
    /// Canonical name, as claims carry it.
    pub name: String,
    /// What kind of actor it is.
    pub kind: ActorKind,
    /// ISO alpha-3 of the state or a code such as `UNO`, `IGO`, `NGO`; empty where none fits. A person's is
    /// that of the latest office.
    pub code: String,
    /// PLOVER sector, where one always holds.
    pub sector: Option<String>,
    /// A person's offices, latest first; empty for others.
    pub tenures: Vec<Tenure>,
    /// How a body usually stands to what it tells: `monitor`, `third_party`.
    pub relation_hint: Option<String>,
    /// Of a state the city that "its capital" means; `None` where the government sits in several.
    pub capital: Option<String>,
    /// Of an outlet: `state`, `public` or `private`.
    pub owner: Option<String>,
    /// Web sites of an outlet: `tass.com`.
    pub hosts: Vec<String>,
    /// First and last day of a group, where told.
    pub from: Option<Date>,
    /// See `from`.
    pub to: Option<Date>,
    /// Where the facts of the row come from.
    pub source: String,
    /// Whether a text or a public list bears the row out.
    pub verified: bool,
    /// `lexicon/actors/states.tsv:12`
    pub file_line: String,
    /// 0 for the program's own, 1 and on for folders laid over it.
    pub layer: usize,
}

impl Actor {
    /// A person's office on `day`; the latest known where no day is given or none fits it.
    pub fn office_on(&self, day: Option<Date>) -> Option<&Tenure> {
        let fits = day.and_then(|day| {
            // A row that tells its dates goes before one that tells none.
            let mut holding: Vec<&Tenure> = self.tenures.iter().filter(|t| t.holds(day)).collect();
            holding.sort_by_key(|t| (t.from.is_none(), t.office.is_none()));
            holding.first().copied()
        });
        fits.or_else(|| self.tenures.first())
    }
}

/// All actors of the lexicon.
#[derive(Debug, Default)]
pub struct Actors {
    all: Vec<Actor>,
    by_id: FxHashMap<String, ActorId>,
    by_host: FxHashMap<String, ActorId>,
    iso2: FxHashMap<[u8; 2], ActorId>,
}

impl Actors {
    /// The actor of a number. Numbers come from this lexicon; another number gives the first actor.
    pub fn get(&self, id: ActorId) -> &Actor {
        &self.all[if (id.0 as usize) < self.all.len() { id.0 as usize } else { 0 }]
    }

    /// An actor by its id.
    pub fn by_id(&self, id: &str) -> Option<ActorId> {
        self.by_id.get(id).copied()
    }

    /// The state of an ISO alpha-3 code.
    pub fn state_by_code(&self, iso3: &str) -> Option<ActorId> {
        self.by_id(iso3).filter(|&id| self.get(id).kind == ActorKind::State)
    }

    /// The state of an ISO alpha-2 code, as gazetteers use it.
    pub fn state_by_iso2(&self, iso2: &str) -> Option<ActorId> {
        let key: [u8; 2] = iso2.as_bytes().try_into().ok()?;
        self.iso2.get(&key).copied()
    }

    /// The outlet that a host name such as `www.tass.com` belongs to.
    pub fn outlet_by_host(&self, host: &str) -> Option<ActorId> {
        let host = host.to_ascii_lowercase();
        let mut rest = host.as_str();
        loop {
            if let Some(&id) = self.by_host.get(rest) {
                return Some(id);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// Number of actors.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Every actor with its number, in the order of the files.
    pub fn iter(&self) -> impl Iterator<Item = (ActorId, &Actor)> {
        self.all.iter().enumerate().map(|(i, a)| (ActorId(i as u32), a))
    }

    /// Adds an actor; gives back the one that has the id already.
    pub(crate) fn add(&mut self, actor: Actor) -> Result<ActorId, ActorId> {
        let id = ActorId(self.all.len() as u32);
        if let Some(&old) = self.by_id.get(&actor.id) {
            return Err(old);
        }
        self.by_id.insert(actor.id.clone(), id);
        for host in &actor.hosts {
            self.by_host.insert(host.clone(), id);
        }
        self.all.push(actor);
        Ok(id)
    }

    pub(crate) fn set_iso2(&mut self, iso2: &str, id: ActorId) {
        if let Ok(key) = iso2.as_bytes().try_into() {
            self.iso2.insert(key, id);
        }
    }

    pub(crate) fn get_mut(&mut self, id: ActorId) -> &mut Actor {
        &mut self.all[id.0 as usize]
    }
}
