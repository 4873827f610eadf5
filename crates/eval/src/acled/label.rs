//! From the claims of a snippet to one label.
//!
//! Each event that is told as real gives a label by its type, its modes and who was hit; among them the one that ACLED would code is
//! taken: the most violent and most special first ([`ORDER`]), as its codebook has it that a day's event in a place is coded by its
//! most violent part. A statement of responsibility is its own label where it is what the snippet opens with. What the claims do not hold (accidents,
//! earthquakes, crime; words that no event row knows) is told by a table of words (`words.tsv`).

use dateline_engine::Claim;
use dateline_engine::claim::{Entity, Event, Kind, Modality, Polarity, Stance};

/// Labels of events, the most violent and most special first.
const ORDER: [&str; 24] = [
    "CHEM_WEAP",
    "SUIC_BOMB",
    "AIR_STRIKE",
    "GRENADE",
    "ART_MISS_ATTACK",
    "REM_EXPLOS",
    "SEX_VIOL",
    "ABDUCT_DISSAP",
    "FORCE_AGAINST_PROTEST",
    "VIOL_DEMONSTR",
    "MOB_VIOL",
    "PROTEST_WITH_INTER",
    "GOV_REGAINS_TERIT",
    "NON_STATE_ACTOR_OVERTAKES_TER",
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
    let words = Words::of(text);
    if responsibility(claims) {
        return "ATTRIB";
    }
    let of_words = words.label();
    if let Some(label @ ("NATURAL_DISASTER" | "MAN_MADE_DISASTER")) = of_words
        && !claims.iter().any(armed)
    {
        return label;
    }
    let scene = Scene { claims, words: &words };
    let best =
        claims.iter().filter(|claim| real(claim)).filter_map(|claim| scene.of_event(claim)).min_by_key(|label| place(label));
    match best {
        Some("ARREST") if of_words == Some("ORG_CRIME") => "ORG_CRIME",
        Some(label) => label,
        None => of_words.unwrap_or("OTHER"),
    }
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

/// Whether the snippet opens with somebody who claims or denies to have done it, or is held responsible.
fn responsibility(claims: &[Claim]) -> bool {
    let Some(first) = claims.iter().filter(|c| c.kind == Kind::Event).min_by_key(|c| c.evidence.start) else { return false };
    let stance = |claim: &Claim| {
        claim.attribution.iter().any(|link| matches!(link.stance, Stance::ClaimsResponsibility | Stance::DeniesResponsibility))
    };
    let told = |claim: &Claim| claim.evidence.text.to_lowercase().contains("responsib");
    let speech = |claim: &&Claim| claim.event.as_ref().is_some_and(|event| matches!(event.kind.as_str(), "ACCUSE" | "REJECT"));
    stance(first) || speech(&first) && claims.iter().any(|claim| told(claim) || stance(claim))
}

/// Whether somebody armed acts or is hit.
fn armed(claim: &Claim) -> bool {
    claim.actors.iter().chain(&claim.recipients).any(bears_arms)
}

fn bears_arms(entity: &Entity) -> bool {
    matches!(entity.sector.as_deref(), Some("MIL" | "REB" | "UAF" | "COP" | "CRM" | "SPY"))
}

fn of_state(entity: &Entity) -> bool {
    matches!(entity.sector.as_deref(), Some("MIL" | "GOV" | "COP" | "SPY")) || entity.sector.is_none() && entity.kind == "state"
}

/// A snippet: its claims and its words.
struct Scene<'s> {
    claims: &'s [Claim],
    words: &'s Words,
}

impl Scene<'_> {
    fn of_event(&self, claim: &Claim) -> Option<&'static str> {
        let event = claim.event.as_ref()?;
        let mode = |name: &str| event.modes.iter().any(|m| m == name);
        Some(match event.kind.as_str() {
            "ASSAULT" => self.assault(claim, event),
            "COERCE" if mode("arrest") || mode("deport") => "ARREST",
            "COERCE" if mode("seize") => return self.seized(claim, event),
            "COERCE" => return None,
            "PROTEST" => self.protest(event),
            "MOBILIZE" => "CHANGE_TO_GROUP_ACT",
            "RETREAT" if mode("disarm") => "DISR_WEAP",
            "RETREAT" if mode("withdraw") => "CHANGE_TO_GROUP_ACT",
            "RETREAT" if mode("ceasefire") => "AGREEMENT",
            "AGREE" | "CONCEDE" | "COOPERATE" => "AGREEMENT",
            "SANCTION" | "THREATEN" | "CONSULT" | "REQUEST" | "ACCUSE" => "DIPLO",
            _ => return None,
        })
    }

    fn assault(&self, claim: &Claim, event: &Event) -> &'static str {
        let mode = |name: &str| event.modes.iter().any(|m| m == name);
        let said = |label: &str| Words::of(&claim.evidence.text).label() == Some(label);
        match () {
            () if mode("unconventional") => "CHEM_WEAP",
            () if mode("suicide-attack") => "SUIC_BOMB",
            () if mode("aerial") || mode("drone") => "AIR_STRIKE",
            () if mode("explosives") && said("GRENADE") => "GRENADE",
            () if mode("heavy-weapons") => "ART_MISS_ATTACK",
            () if mode("explosives") => "REM_EXPLOS",
            () if mode("sexual") => "SEX_VIOL",
            () if mode("abduct") => "ABDUCT_DISSAP",
            () if mode("crowd-control") => self.crowd(),
            () if mode("destroy") => "PROPERTY_DISTRUCT",
            () if said("GRENADE") => "GRENADE",
            () if self.clash(claim) => "ARMED_CLASH",
            () => "ATTACK",
        }
    }

    /// Whether both sides are armed: two who act, or one who acts and one who is hit, also as those counted dead.
    fn clash(&self, claim: &Claim) -> bool {
        let counted =
            self.claims.iter().filter(|c| c.links.iter().any(|link| link.claim == claim.id)).flat_map(|c| &c.recipients);
        let sides = claim.actors.iter().filter(|e| bears_arms(e) || e.kind == "state").count();
        sides >= 2 || sides >= 1 && claim.recipients.iter().chain(counted).any(|e| bears_arms(e) || e.kind == "state")
    }

    /// Force against a crowd: by what it does to it, and by what the crowd does.
    fn crowd(&self) -> &'static str {
        let hurt = |claim: &Claim| claim.figure.as_ref().is_some_and(|f| matches!(&*f.what, "killed" | "wounded" | "casualties"));
        if self.words.has("violent") {
            "VIOL_DEMONSTR"
        } else if self.claims.iter().any(hurt) {
            "FORCE_AGAINST_PROTEST"
        } else {
            "PROTEST_WITH_INTER"
        }
    }

    fn protest(&self, event: &Event) -> &'static str {
        let violent = event.modes.iter().any(|m| m == "riot" || m == "vandalize") || self.words.has("violent");
        let hurt = |claim: &Claim| claim.figure.as_ref().is_some_and(|f| f.what == "killed");
        match () {
            () if self.words.has("mob") => "MOB_VIOL",
            () if violent => "VIOL_DEMONSTR",
            () if self.claims.iter().any(hurt) => "FORCE_AGAINST_PROTEST",
            () if self.words.has("intervention") => "PROTEST_WITH_INTER",
            () => "PEACE_PROTEST",
        }
    }

    /// What was seized: weapons; ground, by a state or by others, with a fight or without; or goods.
    fn seized(&self, claim: &Claim, event: &Event) -> Option<&'static str> {
        let said = Words::of(&claim.evidence.text);
        if said.has("disrupt") || said.has("grenade") || said.has("remote") {
            return Some("DISR_WEAP");
        }
        if !event.contexts.iter().any(|c| c == "territory") {
            return Some(if self.words.has("crime") { "ORG_CRIME" } else { "PROPERTY_DISTRUCT" });
        }
        let fought = |claim: &Claim| real(claim) && claim.event.as_ref().is_some_and(|e| e.kind == "ASSAULT");
        Some(if self.words.has("transfer") && !self.claims.iter().any(fought) {
            "NON_VIOL_TERRIT_TRANSFER"
        } else if claim.actors.iter().any(of_state) {
            "GOV_REGAINS_TERIT"
        } else {
            "NON_STATE_ACTOR_OVERTAKES_TER"
        })
    }
}

/// The words of a text, lower case, with a blank before and after each.
struct Words(String);

/// The table of words: name of the line, label, words.
const TABLE: &str = include_str!("words.tsv");

impl Words {
    fn of(text: &str) -> Words {
        let mut words = String::from(" ");
        for word in text.to_lowercase().split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()) {
            words.push_str(word);
            words.push(' ');
        }
        Words(words)
    }

    fn lines() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        let cells = |line: &'static str| {
            let mut cells = line.splitn(3, '\t');
            Some((cells.next()?, cells.next()?, cells.next()?))
        };
        TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(cells)
    }

    /// Whether a word of a line stands in the text.
    fn holds(&self, words: &str) -> bool {
        words.split('|').any(|word| match word.strip_suffix('*') {
            Some(stem) => self.0.contains(&format!(" {stem}")),
            None => self.0.contains(&format!(" {word} ")),
        })
    }

    fn has(&self, name: &str) -> bool {
        Words::lines().any(|(line, _, words)| line == name && self.holds(words))
    }

    /// The label of the first line of which a word stands in the text.
    fn label(&self) -> Option<&'static str> {
        Words::lines().find(|(_, _, words)| self.holds(words)).map(|(_, label, _)| label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::claim;
    use serde_json::json;

    fn event(kind: &str, modes: &[&str], contexts: &[&str], actors: &[&str], recipients: &[&str]) -> Claim {
        let sectors = |sectors: &[&str]| sectors.iter().map(|s| json!({"sector": s})).collect::<Vec<_>>();
        claim(
            json!({"event": {"type": kind, "modes": modes, "contexts": contexts}, "actors": sectors(actors), "recipients": sectors(recipients)}),
        )
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
    fn who_takes_ground_decides() {
        let taken = |by: &str| event("COERCE", &["seize"], &["territory"], &[by], &[]);
        assert_eq!(label("", &[taken("MIL")]), "GOV_REGAINS_TERIT");
        assert_eq!(label("", &[taken("REB")]), "NON_STATE_ACTOR_OVERTAKES_TER");
        assert_eq!(label("They took it without a fight.", &[taken("REB")]), "NON_VIOL_TERRIT_TRANSFER");
    }

    #[test]
    fn words_tell_where_claims_do_not() {
        assert_eq!(label("An earthquake shook the island.", &[]), "NATURAL_DISASTER");
        assert_eq!(label("Nothing of note.", &[]), "OTHER");
    }
}
