//! Voices: who says a claim, and whether two of them are independent of each other.

use crate::mention::is_named;
use dateline_coding::Claim;
use dateline_coding::claim::{Aspect, Certainty, Entity, Polarity, Relation, Stance};
use serde::{Deserialize, Serialize};

/// One source of one claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Voice {
    /// The innermost speaker; the outlet where the report says so in its own voice.
    pub speaker: String,
    /// Country or body of the speaker.
    pub code: Option<String>,
    /// What the speaker does with the claim: `reports` for the report's own voice.
    pub stance: Stance,
    /// How the speaker stands to it; `outlet` for the report's own voice.
    pub relation: Relation,
    /// Outlets that relay the speaker, outermost first.
    pub relays: Vec<String>,
    /// Outlet of the report.
    pub outlet: Option<String>,
    /// Day of the report.
    pub published: Option<String>,
    /// Id of the report.
    pub report: String,
    /// Id of the claim.
    pub claim: String,
    /// The words.
    pub quote: String,
    /// Where they begin in the text of the report, in code points.
    pub start: u32,
    /// Where they end.
    pub end: u32,
    /// Holds the claim not to be so.
    pub denies: bool,
    /// The report was taken back: shown, but it counts no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retracted: bool,
    /// Id of the first report that carries this text, or this agency's text; of a text that only one carries, its own.
    pub text: String,
    /// Speaks for a state, its government or its forces, or for an armed group: not a resident, medic or journalist there.
    #[serde(skip)]
    pub(crate) official: bool,
    /// Speaks for those who fight the state of its code.
    #[serde(skip)]
    pub(crate) rebel: bool,
    /// Told as background, or with words that weaken it: a report that in its own voice repeats what is said corroborates nothing.
    #[serde(skip)]
    pub(crate) retold: bool,
}

impl Voice {
    pub(crate) fn of(claim: &Claim, source: &crate::Source, text: &str) -> Voice {
        let outlet = source.publisher.clone();
        let inner = claim.attribution.iter().rev().find(|l| l.source.kind != "outlet").or(claim.attribution.last());
        let relays = claim.attribution.iter().filter(|l| l.source.kind == "outlet" && inner.is_none_or(|i| !std::ptr::eq(i, *l)));
        let own = || outlet.clone().unwrap_or_else(|| source.id.clone());
        Voice {
            speaker: inner.map_or_else(own, |l| name(&l.source)),
            code: inner.and_then(|l| l.source.code.clone()),
            stance: inner.map_or(Stance::Reports, |l| l.stance),
            relation: inner.map_or(Relation::Outlet, |l| l.relation),
            relays: relays.map(|l| name(&l.source)).collect(),
            outlet,
            published: source.published.map(|d| d.to_string()),
            report: source.id.clone(),
            claim: claim.id.clone(),
            quote: claim.evidence.text.clone(),
            start: claim.evidence.start,
            end: claim.evidence.end,
            denies: claim.polarity == Polarity::Negative
                || inner.is_some_and(|l| matches!(l.stance, Stance::Denies | Stance::DeniesResponsibility)),
            retracted: source.retracted.is_some(),
            text: text.to_owned(),
            retold: claim.aspect == Aspect::Historical
                || !claim.hedges.is_empty()
                || claim.certainty != Certainty::Certain
                // A data set is coded from reports.
                || claim.attribution.iter().any(|l| l.source.kind == "dataset"),
            official: inner.is_some_and(|l| official(&l.source)),
            rebel: inner.is_some_and(|l| rebel(&l.source)),
        }
    }

    /// Neither gains nor loses by it: the report itself, an observer, a state or body without a side.
    pub(crate) fn neutral(&self) -> bool {
        matches!(self.relation, Relation::Outlet | Relation::Monitor | Relation::ThirdParty)
    }

    /// What two voices must differ in to be independent: the speaker; for reports in their own voice, the text and its agency.
    pub(crate) fn origin(&self) -> String {
        match self.relation {
            Relation::Outlet => format!("text {}", self.text),
            Relation::Unnamed => format!("unnamed in text {}", self.text),
            _ => format!("{} {}", self.speaker.to_lowercase(), self.code.as_deref().unwrap_or("")),
        }
    }

    /// Whether the speaker is the party `code` or the entity `name`.
    pub(crate) fn is(&self, entity: &Entity) -> bool {
        if !self.official || !official(entity) || !matches!(self.relation, Relation::Party | Relation::Opponent) {
            return false;
        }
        if entity.kind == "armed_group" || entity.code.is_none() {
            return self.speaker.eq_ignore_ascii_case(&name(entity));
        }
        is_named(entity) && self.code == entity.code && self.rebel == rebel(entity)
    }
}

/// Whether an entity fights the state that it is of: its code is the state's, its side is not.
fn rebel(entity: &Entity) -> bool {
    entity.kind == "armed_group" || matches!(entity.sector.as_deref(), Some("REB" | "UAF" | "OPP"))
}

/// Whether an entity is a state, its government or its forces, or an armed group.
fn official(entity: &Entity) -> bool {
    match entity.kind.as_ref() {
        "state" | "government" | "armed_group" => true,
        "population" | "facility" | "outlet" | "ngo" | "igo" => false,
        _ => matches!(entity.sector.as_deref(), None | Some("GOV" | "MIL" | "SPY" | "COP" | "REB")),
    }
}

/// How an entity is called: a party by its name, a human being with it.
pub(crate) fn name(entity: &Entity) -> String {
    match (&entity.person, entity.name.is_empty()) {
        (Some(person), true) => person.clone(),
        (_, true) => entity.words.as_ref().map_or("somebody".to_owned(), |w| w.text.clone()),
        _ => entity.name.clone(),
    }
}
