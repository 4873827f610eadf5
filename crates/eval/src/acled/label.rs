//! From the claims of a snippet to one label.
//!
//! Each event that is told as real has its sub-event of ACLED ([`Event::acled`](dateline_engine::claim::Event)); among them the one that ACLED would
//! code is taken: ground that changes hands, then the most violent and most special ([`ORDER`]), as its codebook has it that a day's event in a place is
//! coded by its gravest part. What is only mentioned behind another deed comes after it. What the claims do not hold (accidents,
//! earthquakes, crime; words that no event row knows) is told by tables of words ([`super::words`]).

use super::crowd;
use super::words::{Words, pairs};
use dateline_engine::Claim;
use dateline_engine::claim::{Aspect, Entity, Kind, Modality, Polarity, Stance};

/// Labels of events, the first to be taken first.
const ORDER: [&str; 26] = [
    "GOV_REGAINS_TERIT",
    "NON_STATE_ACTOR_OVERTAKES_TER",
    "NON_VIOL_TERRIT_TRANSFER",
    "CHEM_WEAP",
    "SUIC_BOMB",
    "GRENADE",
    "AIR_STRIKE",
    "ART_MISS_ATTACK",
    "REM_EXPLOS",
    "SEX_VIOL",
    "ABDUCT_DISSAP",
    "FORCE_AGAINST_PROTEST",
    "VIOL_DEMONSTR",
    "MOB_VIOL",
    "PROTEST_WITH_INTER",
    "PEACE_PROTEST",
    "ARMED_CLASH",
    "ATTACK",
    "PROPERTY_DISTRUCT",
    "DISR_WEAP",
    "ORG_CRIME",
    "ARREST",
    "AGREEMENT",
    "CHANGE_TO_GROUP_ACT",
    "DIPLO",
    "HQ_ESTABLISHED",
];

/// The label of a snippet.
pub(super) fn label(text: &str, claims: &[Claim]) -> &'static str {
    let words = Words::of(text);
    let (lead, end) = opening(text);
    let (first, pairs) = (pairs(lead), pairs(text));
    let lead = Words::of(lead);
    let near = |label: &str| pairs.contains(&label);
    if responsibility(text, claims) {
        return "ATTRIB";
    }
    let hurt = claims.iter().any(harmed);
    if near("DIPLO") && !hurt {
        return "DIPLO";
    }
    let of_words = words.label();
    let fought = claims.iter().any(|claim| real(claim) && armed_deed(claim));
    let protested = claims.iter().any(|claim| real(claim) && is(claim, "PROTEST"));
    if !fought && !protested {
        let bomb = "bomb*|ied|ieds|militant*|terror*|attack*|explosives|grenade*|rebel*|insurgent*|gunm*|shell*|rocket*|artillery|explosive*|sabotage*|planted|government lines";
        let accident = !words.hold(bomb);
        // An accident in the lead is told before the weather that stands around it.
        if accident && first.contains(&"MAN_MADE_DISASTER") && !lead.has("natural") {
            return "MAN_MADE_DISASTER";
        }
        if of_words == Some("NATURAL_DISASTER") {
            return "NATURAL_DISASTER";
        }
        if accident && (of_words == Some("MAN_MADE_DISASTER") || near("MAN_MADE_DISASTER")) {
            return "MAN_MADE_DISASTER";
        }
    }
    let best = claims
        .iter()
        .filter(|claim| real(claim))
        .filter_map(|claim| {
            let label = of_claim(claim, claims, &words)?;
            // "mounted an attack to recapture the road": ground that is wanted is not taken.
            let wanted = place(label) <= place("NON_VIOL_TERRIT_TRANSFER") && word_before(text, claim) == Some("to");
            (!wanted).then_some((behind(claim, claims) || claim.evidence.start as usize > end, label))
        })
        .min_by_key(|(behind, label)| (*behind, place(label)));
    let crowd = crowd::is_scene(claims, &words, &first);
    let quiet = !hurt
        && !words.hold("attack*|clash*|fight*|fought|battle*|offensive*|storm|stormed|storming|assault*|shell*|airstrike*|air strikes|killed|bomb*");
    let mob = || {
        near("MOB_VIOL") && !words.hold("gunm*|opened fire|shot|soldier*|militant*|rebel*|insurgent*|army|troops|terror*|bomb*")
    };
    let told: Vec<&Claim> = claims.iter().filter(|claim| real(claim) && claim.evidence.start as usize <= end).collect();
    let answered = !told.is_empty() && told.iter().all(|claim| crowd::cause(text, claim));
    let label = match best {
        // A visit or a statement that answers a deed is no deed.
        Some(_) if answered && !hurt && lead.has("diplomatic") => "DIPLO",
        Some((_, "ATTACK" | "CHANGE_TO_GROUP_ACT")) if near("TRANSFER") && quiet && !crowd => "NON_VIOL_TERRIT_TRANSFER",
        Some((false, label)) if place(label) <= place("NON_VIOL_TERRIT_TRANSFER") => label,
        // Arms of war in the lead are not what a crowd carries or is met with.
        Some((false, label @ ("CHEM_WEAP" | "SUIC_BOMB" | "GRENADE" | "AIR_STRIKE" | "ART_MISS_ATTACK")))
            if crowd && !words.hold(HOME_MADE) =>
        {
            label
        }
        _ if crowd => return crowd::label(text, claims, &words, &pairs),
        Some((_, "PEACE_PROTEST" | "VIOL_DEMONSTR" | "PROTEST_WITH_INTER" | "FORCE_AGAINST_PROTEST")) => {
            return crowd::label(text, claims, &words, &pairs);
        }
        // What goes off in the hands of those who made it, or is shot down, harms nobody else.
        Some((_, "REM_EXPLOS" | "AIR_STRIKE" | "ART_MISS_ATTACK" | "ATTACK" | "ARMED_CLASH"))
            if near("FOILED") && !near("SUIC_BOMB") && !fired_first(text, claims) =>
        {
            "DISR_WEAP"
        }
        Some((_, "AIR_STRIKE" | "ART_MISS_ATTACK")) if near("CHEM_WEAP") || lead.has("chemical") => "CHEM_WEAP",
        Some((_, "AIR_STRIKE")) if near("SUIC_BOMB") => "SUIC_BOMB",
        Some((_, "ATTACK" | "ARMED_CLASH" | "CHANGE_TO_GROUP_ACT")) if words.has("unopposed") && !hurt => {
            "NON_VIOL_TERRIT_TRANSFER"
        }
        Some((_, "ATTACK" | "ARMED_CLASH"))
            if near("GOV_REGAINS_TERIT") && words.hold("army|troops|forces|soldiers|military") =>
        {
            "GOV_REGAINS_TERIT"
        }
        // What the claim leaves general, words near it may tell.
        Some((_, "ATTACK" | "ARMED_CLASH")) => {
            let special = ["SUIC_BOMB", "GRENADE", "AIR_STRIKE", "ART_MISS_ATTACK", "REM_EXPLOS", "SEX_VIOL"];
            match special.into_iter().find(|label| near(label)) {
                Some(label) => label,
                None if mob() => "MOB_VIOL",
                None if words.has("abduct") && !words.hold("freed|rescued|released") => "ABDUCT_DISSAP",
                None if near("PROPERTY_DISTRUCT") && !hurt && !armed_victims(claims) => "PROPERTY_DISTRUCT",
                None if near("DISR_WEAP") && !hurt => "DISR_WEAP",
                None if armed_victims(claims) => "ARMED_CLASH",
                None => best.map_or("ATTACK", |(_, label)| label),
            }
        }
        Some((_, "REM_EXPLOS")) if near("SUIC_BOMB") => "SUIC_BOMB",
        // Whoever was taken and is found dead was killed.
        Some((_, "ABDUCT_DISSAP")) if first.contains(&"BODY") => "ATTACK",
        // Fighters die where others are taken: it was a fight.
        Some((_, "ARREST")) if hurt && armed_victims(claims) => "ARMED_CLASH",
        Some((_, "ARREST")) if near("CARRIED") && !hurt => "DISR_WEAP",
        // Whoever is arrested, accused or sought for it: the deed is what is coded.
        Some((_, "ARREST" | "DIPLO" | "AGREEMENT")) if words.has("sexual") || first.contains(&"SEX_VIOL") => "SEX_VIOL",
        Some((_, "DIPLO")) if near("PROPERTY_DISTRUCT") => "PROPERTY_DISTRUCT",
        Some((_, "DIPLO" | "AGREEMENT")) if near("CHEM_WEAP") => "CHEM_WEAP",
        Some((_, "DIPLO")) if words.has("crime") && !words.has("diplomatic") => "ORG_CRIME",
        Some((_, "DIPLO")) if first.contains(&"CHANGE_TO_GROUP_ACT") && !words.has("diplomatic") => "CHANGE_TO_GROUP_ACT",
        Some((_, "REM_EXPLOS" | "ARREST" | "DIPLO" | "PROPERTY_DISTRUCT" | "CHANGE_TO_GROUP_ACT"))
            if near("DISR_WEAP") && !hurt =>
        {
            "DISR_WEAP"
        }
        Some((_, "PROPERTY_DISTRUCT")) if near("AIR_STRIKE") => "AIR_STRIKE",
        Some((_, "DISR_WEAP")) if lead.has("crime") && !first.contains(&"DISR_WEAP") => "ORG_CRIME",
        Some((_, "ARREST")) if words.has("crime") => "ORG_CRIME",
        Some((_, label)) => label,
        None if words.has("mob") => "MOB_VIOL",
        None => {
            // Words alone tell: of the lead before the rest; where people are hurt, only what hurts.
            let last = if hurt { place("PROPERTY_DISTRUCT") } else { ORDER.len() };
            let of = |pairs: &[&str]| {
                let disrupted = !hurt && pairs.contains(&"DISR_WEAP") && !words.hold("detonated|exploded|went off|blew up");
                let told = || ORDER.into_iter().take(last).find(|label| pairs.contains(label));
                if disrupted { Some("DISR_WEAP") } else { told() }
            };
            let of_words = of_words.filter(|label| !hurt || place(label) < last || place(label) == ORDER.len());
            let harm = || hurt.then_some(if armed_victims(claims) { "ARMED_CLASH" } else { "ATTACK" });
            let transfer = || (near("TRANSFER") && quiet).then_some("NON_VIOL_TERRIT_TRANSFER");
            of(&first).or_else(|| of(&pairs)).or_else(transfer).or(of_words).or_else(harm).unwrap_or("OTHER")
        }
    };
    label
}

/// What crowds make and throw.
const HOME_MADE: &str = "petrol bomb*|firebomb*|molotov*|firecracker*|firework*|stones|rocks|bricks";

/// The first sentence of a text, or the first two where that is a headline or a dateline of few words; and where it ends in code points.
fn opening(text: &str) -> (&str, usize) {
    const FEW: usize = 6;
    let mut stops = text.match_indices(". ").map(|(at, _)| at + 1);
    let enough = |at: &usize| text.get(..*at).is_some_and(|lead| lead.split_whitespace().count() >= FEW);
    let lead = stops.find(enough).and_then(|at| text.get(..at)).unwrap_or(text);
    (lead, if lead.len() == text.len() { usize::MAX } else { lead.chars().count() })
}

/// Whether somebody is told to have fired before anything is told to have been shot down: it was used, whatever became of it.
fn fired_first(text: &str, claims: &[Claim]) -> bool {
    let stops =
        ["intercept", "shot down", "shoot down", "downed", "brought down"].iter().filter_map(|word| text.find(word)).min();
    let Some(stop) = stops.and_then(|at| text.get(..at)).map(|before| before.chars().count()) else { return false };
    let fires = |c: &&Claim| real(c) && is(c, "ASSAULT") && !c.actors.is_empty() && !mentioned(c);
    claims.iter().filter(fires).any(|c| (c.evidence.end as usize) <= stop)
}

/// Whether a claim counts people who were killed or hurt.
fn harmed(claim: &Claim) -> bool {
    claim.figure.as_ref().is_some_and(|f| matches!(&*f.what, "killed" | "wounded" | "casualties") && f.high != Some(0))
}

/// The word before the words that carry a claim.
fn word_before<'t>(text: &'t str, claim: &Claim) -> Option<&'t str> {
    let at = text.char_indices().nth(claim.evidence.start as usize).map_or(text.len(), |(at, _)| at);
    text.get(..at)?.split_whitespace().next_back()
}

fn place(label: &str) -> usize {
    ORDER.iter().position(|l| *l == label).unwrap_or(ORDER.len())
}

/// Whether an event is told as having happened, or as sure to happen.
pub(super) fn real(claim: &Claim) -> bool {
    claim.kind == Kind::Event
        && claim.polarity == Polarity::Positive
        && !matches!(claim.modality, Modality::Hypothetical | Modality::Conditional)
}

/// Whether a claim is an event of this type.
pub(super) fn is(claim: &Claim, kind: &str) -> bool {
    claim.event.as_ref().is_some_and(|event| event.kind == kind)
}

/// Whether a noun alone tells it ("over the bombing"), without a verb that makes it happen.
fn mentioned(claim: &Claim) -> bool {
    claim.rule.split(';').next().is_some_and(|row| row.trim_end().ends_with(".noun")) && !claim.rule.contains("support verb")
}

/// Whether it is background: told of the past, or only mentioned behind an act of another kind.
fn behind(claim: &Claim, claims: &[Claim]) -> bool {
    let kind = claim.event.as_ref().map(|event| &event.kind);
    let before = |other: &Claim| {
        real(other)
            && other.evidence.start < claim.evidence.start
            && !mentioned(other)
            && other.event.as_ref().map(|e| &e.kind) != kind
    };
    // What somebody investigates, or wants others to answer for, is not what he does.
    let asks = |other: &Claim| {
        ["REQUEST", "CONSULT", "SUPPORT", "THREATEN", "SANCTION"].iter().any(|kind| is(other, kind))
            && other.evidence.start < claim.evidence.start
            && other.polarity == Polarity::Positive
    };
    let accused = claim.attribution.iter().any(|link| link.stance == Stance::Accuses);
    claim.aspect == Aspect::Historical || mentioned(claim) && claims.iter().any(before) || accused && claims.iter().any(asks)
}

/// Whether the snippet opens with somebody who claims or denies to have done it, or is held responsible.
fn responsibility(text: &str, claims: &[Claim]) -> bool {
    let first = Words::of(text.split(". ").next().unwrap_or(text));
    let claims_it = "claimed responsibility|claims responsibility|claim responsibility|claiming responsibility|took responsibility|takes responsibility|said it was behind|says it was behind|said it carried out|said it had carried out|said that it carried out|said that it was behind|said its fighters carried out|admitted to|admitted carrying|admitted responsibility|admits|confessed to|denied responsibility|denies responsibility";
    let nobody = first.hold("no group|no one|nobody|none|yet to|who is responsible|who was responsible");
    if first.hold(claims_it) && !nobody {
        return true;
    }
    let denial = first.hold("denied|denies|deny|reject|rejected|rejects|dismissed|dismisses");
    if denial && first.hold("responsible|responsibility|allegation*|accusation*|involvement|behind the|denied having|denied carrying|denied any role|denied any part|denied any link*|denied any hand|denied attack*|denied target*|denied that its") {
        return true;
    }
    let hurt = claims.iter().any(harmed);
    if first.hold(
        "were responsible for|was responsible for|is responsible for|are responsible for|held responsible for|blamed|blames",
    ) && !hurt
        && !nobody
    {
        return true;
    }
    let Some(first) = claims.iter().filter(|c| c.kind == Kind::Event).min_by_key(|c| c.evidence.start) else { return false };
    let stance = |claim: &Claim| {
        claim.attribution.iter().any(|link| matches!(link.stance, Stance::ClaimsResponsibility | Stance::DeniesResponsibility))
    };
    let alleged = |claim: &Claim| {
        is(claim, "ASSAULT")
            && claim
                .event
                .as_ref()
                .and_then(|event| event.acled.as_deref())
                .is_none_or(|name| matches!(name, "attack" | "armed clash"))
            && claim.links.iter().any(|link| link.rel == "alleged_in" && link.claim == first.id)
    };
    stance(first) || !hurt && is(first, "ACCUSE") && claims.iter().any(alleged)
}

fn bears_arms(entity: &Entity) -> bool {
    matches!(entity.sector.as_deref(), Some("MIL" | "REB" | "UAF" | "COP" | "CRM" | "SPY"))
}

/// Whether somebody armed does or suffers violence.
fn armed_deed(claim: &Claim) -> bool {
    is(claim, "ASSAULT") && claim.actors.iter().chain(&claim.recipients).any(bears_arms)
}

/// Whether those hit, in all claims together, are fighters, soldiers or police, and no civilians.
fn armed_victims(claims: &[Claim]) -> bool {
    let harm = |claim: &&Claim| {
        real(claim) && is(claim, "ASSAULT")
            || claim.figure.as_ref().is_some_and(|f| matches!(&*f.what, "killed" | "wounded" | "casualties"))
    };
    let hit: Vec<&Entity> = claims.iter().filter(harm).flat_map(|claim| &claim.recipients).collect();
    hit.iter().any(|entity| bears_arms(entity)) && !hit.iter().any(|entity| entity.sector.as_deref() == Some("CVL"))
}

/// The label of one event: its sub-event, or what the data set has beside ACLED.
fn of_claim(claim: &Claim, claims: &[Claim], words: &Words) -> Option<&'static str> {
    let event = claim.event.as_ref()?;
    let quote = Words::of(&claim.evidence.text);
    let fought = || claims.iter().any(|claim| real(claim) && is(claim, "ASSAULT"));
    let agreed = "ceasefire*|cease-fire*|truce*|agreement*|accord*|deal|deals|pact*|treaty|peace deal*|peace plan*|peace talks|peace process|peace pact*|prisoner*|exchange*|swap*|signed|evacuat*|parties|sides|corridor*|hostilities|stop fighting";
    Some(match event.acled.as_deref() {
        Some("chemical weapon") => "CHEM_WEAP",
        Some("suicide bomb") => "SUIC_BOMB",
        Some("grenade") => "GRENADE",
        Some("air/drone strike") => "AIR_STRIKE",
        Some("shelling/artillery/missile attack") => "ART_MISS_ATTACK",
        Some("remote explosive/landmine/IED") => "REM_EXPLOS",
        Some("sexual violence") => "SEX_VIOL",
        Some("abduction/forced disappearance") => "ABDUCT_DISSAP",
        Some("protest with intervention") => "PROTEST_WITH_INTER",
        Some("violent demonstration") => "VIOL_DEMONSTR",
        Some("excessive force against protesters") => "FORCE_AGAINST_PROTEST",
        Some("peaceful protest") => "PEACE_PROTEST",
        Some("mob violence") => "MOB_VIOL",
        Some("armed clash") => "ARMED_CLASH",
        Some("attack") => "ATTACK",
        Some("disrupted weapons use") => "DISR_WEAP",
        Some("arrests") => "ARREST",
        Some("looting/property destruction") if is(claim, "COERCE") && words.has("crime") => "ORG_CRIME",
        Some("looting/property destruction") => "PROPERTY_DISTRUCT",
        Some("agreement") if is(claim, "AGREE") && claim.actors.len() < 2 && !quote.hold(agreed) => "DIPLO",
        Some("agreement") => "AGREEMENT",
        // A lone post, or ground long held, is no change of who holds territory.
        Some("government regains territory" | "non-state actor overtakes territory")
            if quote.hold("checkpoint*|occupying|occupied by") =>
        {
            return None;
        }
        Some("government regains territory" | "non-state actor overtakes territory") if words.has("transfer") && !fought() => {
            "NON_VIOL_TERRIT_TRANSFER"
        }
        Some("government regains territory") => "GOV_REGAINS_TERIT",
        Some("non-state actor overtakes territory") => "NON_STATE_ACTOR_OVERTAKES_TER",
        Some("change to group/activity")
            if is(claim, "RETREAT") && words.has("transfer") && !fought() && event.modes.iter().all(|mode| mode != "disarm") =>
        {
            "NON_VIOL_TERRIT_TRANSFER"
        }
        Some("change to group/activity") => "CHANGE_TO_GROUP_ACT",
        _ => match event.kind.as_str() {
            "CONSULT" if quote.hold("peace talk*|ceasefire talk*|truce talk*|peace negotiation*|peace process") => "AGREEMENT",
            "SANCTION" if event.modes.iter().any(|mode| mode == "convict") => {
                if words.has("crime") {
                    "ORG_CRIME"
                } else {
                    "ARREST"
                }
            }
            "CONCEDE" if quote.hold("withdraw*|pull|pulled|pulling|pull-out|pullout") => "CHANGE_TO_GROUP_ACT",
            "SANCTION" | "THREATEN" | "CONSULT" | "REQUEST" | "ACCUSE" | "REJECT" => "DIPLO",
            "CONCEDE" | "COOPERATE" => "AGREEMENT",
            _ => return None,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::claim;
    use serde_json::json;

    fn event(kind: &str, acled: &str, actors: &[&str], recipients: &[&str]) -> Claim {
        let sectors = |sectors: &[&str]| sectors.iter().map(|s| json!({"sector": s})).collect::<Vec<_>>();
        claim(json!({"event": {"type": kind, "acled": acled}, "actors": sectors(actors), "recipients": sectors(recipients)}))
    }

    #[test]
    fn the_most_special_violence_gives_the_label() {
        let shot = event("ASSAULT", "attack", &["UAF"], &["CVL"]);
        let bomb = event("ASSAULT", "remote explosive/landmine/IED", &["UAF"], &[]);
        let fight = event("ASSAULT", "armed clash", &["MIL", "REB"], &[]);
        assert_eq!(label("", std::slice::from_ref(&shot)), "ATTACK");
        assert_eq!(label("", std::slice::from_ref(&fight)), "ARMED_CLASH");
        assert_eq!(label("", &[shot, fight, bomb]), "REM_EXPLOS");
    }

    #[test]
    fn who_takes_ground_decides() {
        let taken = |by: &str, name: &str| event("COERCE", name, &[by], &[]);
        let (state, others) = ("government regains territory", "non-state actor overtakes territory");
        assert_eq!(label("", &[taken("MIL", state)]), "GOV_REGAINS_TERIT");
        assert_eq!(label("", &[taken("REB", others)]), "NON_STATE_ACTOR_OVERTAKES_TER");
        assert_eq!(label("They took it without a fight.", &[taken("REB", others)]), "NON_VIOL_TERRIT_TRANSFER");
    }

    #[test]
    fn words_tell_where_claims_do_not() {
        assert_eq!(label("An earthquake shook the island.", &[]), "NATURAL_DISASTER");
        assert_eq!(label("Nothing of note.", &[]), "OTHER");
    }
}
