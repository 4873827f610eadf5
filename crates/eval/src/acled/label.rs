//! From the claims of a snippet to one label.
//!
//! Each event that is told as real gives a label by its type, its modes, who did it and who was hit. Events of the snippet's first sentence
//! that has any come first, then what is not background; among them the one that ACLED would code is taken: the most special first
//! ([`ORDER`]), as its codebook has it that what happened in a place on a day is coded by its gravest part. What happens in a crowd is judged by what
//! the crowd does and what is done to it; weapons found or seized and statements of responsibility are labels of their own. What the claims do not
//! hold (accidents, earthquakes, crime; words that no event row knows) is told by a table of words (`words.tsv`).

use super::words::Words;
use dateline_engine::Claim;
use dateline_engine::claim::{Aspect, Entity, Event, Kind, Modality, Polarity};

/// Labels of events, the most special and gravest first.
const ORDER: [&str; 24] = [
    "CHEM_WEAP",
    "SUIC_BOMB",
    "GRENADE",
    "GOV_REGAINS_TERIT",
    "NON_STATE_ACTOR_OVERTAKES_TER",
    "AIR_STRIKE",
    "ART_MISS_ATTACK",
    "REM_EXPLOS",
    "SEX_VIOL",
    "ABDUCT_DISSAP",
    "FORCE_AGAINST_PROTEST",
    "VIOL_DEMONSTR",
    "MOB_VIOL",
    "PROTEST_WITH_INTER",
    "NON_VIOL_TERRIT_TRANSFER",
    "ARMED_CLASH",
    "ATTACK",
    "PEACE_PROTEST",
    "PROPERTY_DISTRUCT",
    "DISR_WEAP",
    "ARREST",
    "AGREEMENT",
    "DIPLO",
    "CHANGE_TO_GROUP_ACT",
];

/// The label of a snippet.
pub(super) fn label(text: &str, claims: &[Claim]) -> &'static str {
    let scene = Scene { claims, words: Words::of(text), first: Words::of(first_sentence(text)) };
    let events: Vec<&Claim> = claims.iter().filter(|claim| real(claim)).collect();
    let hurt = scene.hurt();
    if scene.first.has("responsible") && scene.first.has("says so") {
        return "ATTRIB";
    }
    let of_words = scene.words.label();
    let crowd = events.iter().any(|claim| kind(claim) == "PROTEST") || scene.first.has("crowd");
    if let Some(label @ ("NATURAL_DISASTER" | "MAN_MADE_DISASTER")) = of_words
        && !crowd
        && !scene.words.has("war")
        && !events.iter().any(|claim| claim.actors.iter().any(bears_arms))
    {
        return label;
    }
    if !hurt && scene.first.has("weapon") && scene.first.has("found") && !scene.first.has("went off") {
        return "DISR_WEAP";
    }
    if scene.first.has("diplomat") && events.first().is_none_or(|claim| kind(claim) != "ASSAULT") {
        return "DIPLO";
    }
    // Lead before the rest, the news before its background, then the gravest.
    let lead = text.chars().count().min(first_sentence(text).chars().count()) as u32;
    let labelled = events.iter().filter_map(|claim| Some((scene.of_event(claim)?, claim)));
    let best =
        labelled.min_by_key(|(label, claim)| (claim.aspect == Aspect::Historical, claim.evidence.start >= lead, place(label)));
    match best.map(|(label, _)| label) {
        Some("ARREST") if of_words == Some("ORG_CRIME") => "ORG_CRIME",
        Some("ATTACK") if !hurt && scene.words.has("property") && !crowd => "PROPERTY_DISTRUCT",
        Some(label) => label,
        None => of_words.unwrap_or("OTHER"),
    }
}

/// The text up to the end of its first sentence; a few words, as a dateline or a headline has, are not yet one.
fn first_sentence(text: &str) -> &str {
    let stops = text
        .match_indices(['.', '\n'])
        .map(|(at, _)| at)
        .filter(|at| text.get(at + 1..).is_some_and(|rest| rest.starts_with([' ', '\n'])));
    let end = stops.into_iter().find(|at| text[..*at].split_whitespace().count() >= 8).unwrap_or(text.len());
    &text[..end]
}

fn kind(claim: &Claim) -> &str {
    claim.event.as_ref().map_or("", |event| event.kind.as_str())
}

fn place(label: &str) -> usize {
    ORDER.iter().position(|l| *l == label).unwrap_or(ORDER.len())
}

/// Whether an event is told as having happened, or as sure to happen.
fn real(claim: &Claim) -> bool {
    claim.kind == Kind::Event
        && claim.polarity == Polarity::Positive
        && !matches!(claim.modality, Modality::Hypothetical | Modality::Conditional)
}

fn bears_arms(entity: &Entity) -> bool {
    matches!(entity.sector.as_deref(), Some("MIL" | "REB" | "UAF" | "COP" | "CRM" | "SPY"))
}

fn of_state(entity: &Entity) -> bool {
    matches!(entity.sector.as_deref(), Some("MIL" | "GOV" | "COP" | "SPY")) || entity.sector.is_none() && entity.kind == "state"
}

/// A snippet: its claims, its words, and those of its first sentence.
struct Scene<'s> {
    claims: &'s [Claim],
    words: Words,
    first: Words,
}

impl Scene<'_> {
    fn of_event(&self, claim: &Claim) -> Option<&'static str> {
        let event = claim.event.as_ref()?;
        let mode = |name: &str| event.modes.iter().any(|m| m == name);
        Some(match event.kind.as_str() {
            "ASSAULT" => self.assault(claim, event),
            "COERCE" if mode("deport") && self.words.has("diplomat") => "DIPLO",
            "COERCE" if mode("arrest") || mode("deport") => "ARREST",
            "COERCE" if mode("seize") => return self.seized(claim, event),
            "COERCE" => return None,
            "PROTEST" => self.crowd(event),
            "MOBILIZE" => "CHANGE_TO_GROUP_ACT",
            "RETREAT" if mode("disarm") && Words::of(&claim.evidence.text).has("surrender") => "AGREEMENT",
            "RETREAT" if mode("disarm") => "DISR_WEAP",
            "RETREAT" if mode("withdraw") && self.words.has("transfer") => "NON_VIOL_TERRIT_TRANSFER",
            "RETREAT" if mode("withdraw") => "CHANGE_TO_GROUP_ACT",
            "RETREAT" if mode("ceasefire") || mode("release") => "AGREEMENT",
            "AGREE" if self.words.has("diplomat") => "DIPLO",
            "AGREE" | "CONCEDE" | "COOPERATE" => "AGREEMENT",
            "SANCTION" | "THREATEN" | "CONSULT" | "REQUEST" | "ACCUSE" => "DIPLO",
            _ => return None,
        })
    }

    fn assault(&self, claim: &Claim, event: &Event) -> &'static str {
        let mode = |name: &str| event.modes.iter().any(|m| m == name);
        let words = Words::of(&claim.evidence.text);
        let said = |label: &str| words.label() == Some(label);
        let in_crowd = self.first.has("crowd") || self.claims.iter().any(|claim| real(claim) && kind(claim) == "PROTEST");
        match () {
            () if mode("unconventional") => "CHEM_WEAP",
            () if mode("suicide-attack") || mode("explosives") && self.words.has("suicide word") => "SUIC_BOMB",
            () if mode("crowd-control") => self.crowd(event),
            () if in_crowd && !mode("aerial") && !mode("drone") && !mode("explosives") && !mode("abduct") => self.crowd(event),
            () if mode("aerial") || mode("drone") || said("AIR_STRIKE") => "AIR_STRIKE",
            () if said("GRENADE") => "GRENADE",
            () if mode("heavy-weapons") => "ART_MISS_ATTACK",
            () if mode("explosives") || said("REM_EXPLOS") => "REM_EXPLOS",
            () if mode("sexual") => "SEX_VIOL",
            () if mode("abduct") => "ABDUCT_DISSAP",
            () if mode("destroy") => "PROPERTY_DISTRUCT",
            () if self.clash(claim, &words) => "ARMED_CLASH",
            () => "ATTACK",
        }
    }

    /// Whether both sides are armed: by who acts and who is hit, also as those counted dead, or by the words for them.
    fn clash(&self, claim: &Claim, words: &Words) -> bool {
        let fights = |entity: &&Entity| bears_arms(entity) || entity.kind == "state";
        let counted =
            self.claims.iter().filter(|c| c.links.iter().any(|link| link.claim == claim.id)).flat_map(|c| &c.recipients);
        let sides = claim.actors.iter().filter(fights).count();
        let hit = claim.recipients.iter().chain(counted).any(|entity| fights(&entity));
        sides >= 2 || sides >= 1 && hit || words.has("battle") || words.has("force of a state") && words.has("armed group")
    }

    /// A crowd: by what it does, and by what is done to it.
    fn crowd(&self, event: &Event) -> &'static str {
        let violent = event.modes.iter().any(|m| m == "riot" || m == "vandalize") || self.words.has("violent");
        let forced =
            |claim: &Claim| claim.event.as_ref().is_some_and(|e| e.modes.iter().any(|m| m == "crowd-control" || m == "firearms"));
        let stopped = self.words.has("intervention") || self.claims.iter().any(forced);
        match () {
            () if self.words.has("mob") => "MOB_VIOL",
            () if violent => "VIOL_DEMONSTR",
            () if self.hurt() || self.words.has("force") => "FORCE_AGAINST_PROTEST",
            () if stopped || event.kind == "ASSAULT" => "PROTEST_WITH_INTER",
            () => "PEACE_PROTEST",
        }
    }

    /// Whether somebody is told dead or hurt.
    fn hurt(&self) -> bool {
        let hurt = |claim: &Claim| {
            let figure = claim.figure.as_ref().filter(|figure| figure.high != Some(0));
            figure.is_some_and(|f| matches!(&*f.what, "killed" | "wounded" | "casualties"))
        };
        self.claims.iter().any(hurt)
    }

    /// What was seized: weapons; ground, by a state or by others, with a fight or without; or goods.
    fn seized(&self, claim: &Claim, event: &Event) -> Option<&'static str> {
        let said = Words::of(&claim.evidence.text);
        if said.has("weapon") {
            return Some("DISR_WEAP");
        }
        if !event.contexts.iter().any(|c| c == "territory") {
            return Some(if self.words.has("crime") { "ORG_CRIME" } else { "PROPERTY_DISTRUCT" });
        }
        let fought = |claim: &Claim| real(claim) && kind(claim) == "ASSAULT";
        Some(if self.words.has("transfer") && !self.claims.iter().any(fought) {
            "NON_VIOL_TERRIT_TRANSFER"
        } else if claim.actors.iter().any(of_state) {
            "GOV_REGAINS_TERIT"
        } else {
            "NON_STATE_ACTOR_OVERTAKES_TER"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::claim;
    use serde_json::json;

    fn event(kind: &str, modes: &[&str], contexts: &[&str], actors: &[&str], recipients: &[&str]) -> Claim {
        let sectors = |sectors: &[&str]| sectors.iter().map(|s| json!({"sector": s})).collect::<Vec<_>>();
        let event = json!({"type": kind, "modes": modes, "contexts": contexts});
        claim(json!({"event": event, "actors": sectors(actors), "recipients": sectors(recipients)}))
    }

    #[test]
    fn the_most_special_violence_gives_the_label() {
        let shot = event("ASSAULT", &["firearms"], &[], &["UAF"], &["CVL"]);
        let bomb = event("ASSAULT", &["explosives"], &[], &["UAF"], &[]);
        let fight = event("ASSAULT", &[], &[], &["MIL", "REB"], &[]);
        assert_eq!(label("", std::slice::from_ref(&shot)), "ATTACK");
        assert_eq!(label("", std::slice::from_ref(&fight)), "ARMED_CLASH");
        assert_eq!(label("", &[shot, fight, bomb]), "REM_EXPLOS");
    }

    #[test]
    fn the_news_comes_before_its_background() {
        let mut gas = event("ASSAULT", &["unconventional"], &[], &[], &[]);
        gas.aspect = Aspect::Historical;
        let taken = event("COERCE", &["seize"], &["territory"], &["MIL"], &[]);
        assert_eq!(label("", &[gas, taken]), "GOV_REGAINS_TERIT");
    }

    #[test]
    fn who_takes_ground_decides() {
        let taken = |by: &str| event("COERCE", &["seize"], &["territory"], &[by], &[]);
        assert_eq!(label("", &[taken("MIL")]), "GOV_REGAINS_TERIT");
        assert_eq!(label("", &[taken("REB")]), "NON_STATE_ACTOR_OVERTAKES_TER");
        assert_eq!(label("They took it without a fight.", &[taken("REB")]), "NON_VIOL_TERRIT_TRANSFER");
    }

    #[test]
    fn a_crowd_is_judged_by_what_it_does_and_what_is_done_to_it() {
        let rally = event("PROTEST", &["demo"], &[], &[], &[]);
        let gas = event("ASSAULT", &["crowd-control"], &[], &["COP"], &[]);
        let dead = claim(json!({"kind": "figure", "event": null, "figure": {"what": "killed", "low": 2, "high": 2}}));
        assert_eq!(label("", std::slice::from_ref(&rally)), "PEACE_PROTEST");
        assert_eq!(label("", &[rally.clone(), gas.clone()]), "PROTEST_WITH_INTER");
        assert_eq!(label("", &[rally.clone(), gas.clone(), dead]), "FORCE_AGAINST_PROTEST");
        assert_eq!(label("They threw stones.", &[rally, gas]), "VIOL_DEMONSTR");
    }

    #[test]
    fn words_tell_where_claims_do_not() {
        assert_eq!(label("An earthquake shook the island.", &[]), "NATURAL_DISASTER");
        assert_eq!(label("Police found two pistols in the boot.", &[]), "DISR_WEAP");
        assert_eq!(label("The group claimed responsibility for the blast.", &[]), "ATTRIB");
        assert_eq!(label("Nothing of note.", &[]), "OTHER");
    }
}
