//! The claim: one proposition that one report carries, with who says it and the exact words.
//!
//! The layout is a published contract: field names, their order and their values are what users' scripts
//! and other coders' files rely on. What a field means is told in docs/CODEBOOK.md.

use dateline_text::Quote;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A short word from a closed vocabulary.
pub type Term = Cow<'static, str>;

/// One claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Version of this layout: 1.
    pub schema: u32,
    /// Program, lexicon and model that produced it.
    pub coder: String,
    /// Hash of report text, kind, evidence and ordinal: the same on any machine.
    pub id: String,
    /// The report that carries it.
    pub report: ReportRef,
    /// `event`, `figure`, `obligation`, `control` or `office`; the body of that name is filled, the others are absent.
    pub kind: Kind,
    /// Body of an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Event>,
    /// Body of a figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Figure>,
    /// Body of an obligation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obligation: Option<Obligation>,
    /// Body of a control claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control: Option<Control>,
    /// Body of an office claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<Office>,
    /// Who did it; every side of a two-sided act.
    pub actors: Vec<Entity>,
    /// To whom it was done.
    pub recipients: Vec<Entity>,
    /// Mediators, hosts, guarantors and the like, each with a `role`.
    pub third_parties: Vec<Entity>,
    /// When it happened; `None` where nothing is told.
    pub when: Option<When>,
    /// Where it happened; `None` where nothing is told.
    #[serde(rename = "where")]
    pub place: Option<Where>,
    /// `positive` or `negative`.
    pub polarity: Polarity,
    /// `actual`, `future`, `hypothetical` or `conditional`.
    pub modality: Modality,
    /// The if-clause of a conditional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Quote>,
    /// `current`, `historical` or `recurring`.
    pub aspect: Aspect,
    /// `certain`, `probable` or `possible`.
    pub certainty: Certainty,
    /// Who says so, outermost first; empty: the report in its own voice.
    pub attribution: Vec<Link>,
    /// Words that weaken it.
    pub hedges: Vec<Quote>,
    /// The shortest stretch that carries the proposition, without the cue of attribution.
    pub evidence: Quote,
    /// Ties to other claims of the same report.
    pub links: Vec<ClaimLink>,
    /// Lexicon rows and rules that produced it.
    pub rule: String,
    /// How likely it is right, 0 to 1.
    pub confidence: f32,
}

/// The report of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRef {
    /// Id of the report.
    pub id: String,
    /// SHA-256 of its text.
    pub text_sha256: String,
    /// Day of publication.
    pub published: Option<String>,
    /// Outlet.
    pub publisher: Option<String>,
    /// News agency carried.
    pub wire: Option<String>,
}

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $text)] $variant),* }

        impl $name {
            /// All values.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word of the contract.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

words! {
    /// Kind of a claim.
    #[allow(missing_docs)]
    Kind { Event = "event", Figure = "figure", Obligation = "obligation", Control = "control", Office = "office" }
}
words! {
    /// Whether it is said to be so or not to be so.
    #[allow(missing_docs)]
    Polarity { Positive = "positive", Negative = "negative" }
}
words! {
    /// How real it is told as.
    #[allow(missing_docs)]
    Modality { Actual = "actual", Future = "future", Hypothetical = "hypothetical", Conditional = "conditional" }
}
words! {
    /// Whether it is the news, its background, or a habit.
    #[allow(missing_docs)]
    Aspect { Current = "current", Historical = "historical", Recurring = "recurring" }
}
words! {
    /// How sure the words are.
    #[allow(missing_docs)]
    Certainty { Certain = "certain", Probable = "probable", Possible = "possible" }
}
words! {
    /// What a speaker does with the claim.
    #[allow(missing_docs)]
    Stance {
        Reports = "reports", Asserts = "asserts", Accuses = "accuses", Denies = "denies", Confirms = "confirms",
        Pledges = "pledges", Demands = "demands", Warns = "warns", ClaimsResponsibility = "claims_responsibility",
        DeniesResponsibility = "denies_responsibility", Quotes = "quotes", Believes = "believes",
    }
}
words! {
    /// How a speaker stands to what is said.
    #[allow(missing_docs)]
    Relation {
        Outlet = "outlet", Party = "party", Opponent = "opponent", ThirdParty = "third_party", Monitor = "monitor",
        Unnamed = "unnamed",
    }
}

/// What happened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// PLOVER type, upper case.
    #[serde(rename = "type")]
    pub kind: String,
    /// Only where `kind` is a type of the user's own lexicon: the PLOVER type that it refines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Term>,
    /// PLOVER modes.
    pub modes: Vec<Term>,
    /// PLOVER contexts.
    pub contexts: Vec<Term>,
    /// How often, where told.
    pub count: Option<u64>,
    /// Derived: the preferred CAMEO code.
    pub cameo: Option<Term>,
    /// Derived: ACLED sub-event type.
    pub acled: Option<Term>,
    /// Derived: quad class, 1 verbal cooperation … 4 material conflict.
    pub quad: Option<u8>,
    /// Derived: PLOVER conflict–cooperation score.
    pub score: Option<f32>,
}

/// How many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What is counted: `killed`, `wounded`, `casualties`, `captured`, `missing`, `displaced`, `arrested`, `evacuated`, …
    pub what: Term,
    /// Lowest number meant; `None`: open.
    pub low: Option<u64>,
    /// Highest number meant; `None`: open.
    pub high: Option<u64>,
    /// `event`, `running_total` or `period`.
    pub scope: Term,
}

/// What a party owes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// Term of the agreement: `cease_fire`, `protect_civilians`, ….
    pub term: Term,
    /// Until when.
    pub until: Option<String>,
    /// Under which condition.
    pub condition: Option<Quote>,
}

/// Who holds a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Control {
    /// The place.
    pub place: String,
    /// Who holds it.
    pub holder: String,
    /// `de_facto`, `de_jure` or `claimed`.
    pub basis: Term,
    /// Since when (ISO date or year).
    pub since: Option<String>,
    /// Until when.
    pub until: Option<String>,
}

/// Who holds an office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// The person.
    pub person: String,
    /// The office, lower case.
    pub office: String,
    /// The state or body, as a code.
    pub polity: Option<String>,
}

/// Somebody who acts, is acted upon, or speaks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Id in the lexicon, or an id within the report (`r1`, `r2`, …).
    pub id: String,
    /// Wikidata id, where known.
    pub wikidata: Option<String>,
    /// Canonical name.
    pub name: String,
    /// Country (ISO alpha-3) or `IGO`, `UNO`, `EUR`, `NGO`, `ISM`, `IMG`, `MNC`.
    pub code: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// `state`, `government`, `person`, `armed_group`, `igo`, `ngo`, `outlet`, `population`, ….
    pub kind: Term,
    /// Canonical name of the human being.
    pub person: Option<String>,
    /// Office of the human being, lower case.
    pub office: Option<String>,
    /// The words that name it.
    pub words: Option<Quote>,
    /// How it was resolved.
    pub via: String,
    /// Role of a third party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Term>,
    /// The text says “A or B”.
    #[serde(default, deserialize_with = "null_is_false", skip_serializing_if = "std::ops::Not::not")]
    pub either: bool,
}

/// Tables have a null where JSON has no field.
fn null_is_false<'de, D: serde::Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Ok(Option::<bool>::deserialize(from)?.unwrap_or_default())
}

/// One speaker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Who speaks.
    pub source: Entity,
    /// What the speaker does with the claim.
    pub stance: Stance,
    /// The words that carry the stance.
    pub cue: Option<Quote>,
    /// How the speaker stands to what is said.
    pub relation: Relation,
}

/// When.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// First day (ISO), or moment where a time of day is told.
    pub start: Option<String>,
    /// Last day (ISO), or moment.
    pub end: Option<String>,
    /// `before` or `after` where one end is open.
    pub open: Option<Term>,
    /// `time`, `part_of_day`, `day`, `week`, `month`, `season`, `year`, `decade`, `range` or `unknown`.
    pub precision: Term,
    /// The words.
    pub words: Option<Quote>,
    /// The rule, in words.
    pub rule: String,
    /// The date it was resolved against.
    pub anchor: Option<String>,
}

/// Where.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Where {
    /// Name of the place.
    pub name: String,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// ISO alpha-3.
    pub country: Option<String>,
    /// First-level division.
    pub admin1: Option<String>,
    /// Degrees north; `None` for anything larger than a province.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Radius that surely holds the place, in kilometres.
    pub radius_km: Option<f64>,
    /// `exact`, `settlement`, `district`, `province`, `country`, `region` or `unknown`.
    pub precision: Term,
    /// Relation to the named place: `10 km south of`.
    pub relation: Option<String>,
    /// The words.
    pub words: Option<Quote>,
    /// Where a movement began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Box<Where>>,
    /// Where a movement ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Box<Where>>,
}

/// A tie to another claim of the same report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClaimLink {
    /// `answers`, `alleged_in`, `same_as`, `part_of`, `counts` or `term_of`.
    pub rel: Term,
    /// Id of the other claim.
    pub claim: String,
}

impl From<dateline_lexicon::Stance> for Stance {
    fn from(stance: dateline_lexicon::Stance) -> Stance {
        use dateline_lexicon::Stance as Cue;
        match stance {
            Cue::Reports => Stance::Reports,
            Cue::Asserts => Stance::Asserts,
            Cue::Accuses => Stance::Accuses,
            Cue::Denies => Stance::Denies,
            Cue::Confirms => Stance::Confirms,
            Cue::Pledges => Stance::Pledges,
            Cue::Demands => Stance::Demands,
            Cue::Warns => Stance::Warns,
            Cue::ClaimsResponsibility => Stance::ClaimsResponsibility,
            Cue::DeniesResponsibility => Stance::DeniesResponsibility,
            Cue::Quotes => Stance::Quotes,
            Cue::Believes => Stance::Believes,
        }
    }
}
