//! A crowd in the street: what it does, and what is done to it.
//!
//! ACLED's order of questions: does the crowd use force (violent demonstration)? Is it met with lethal or hurting force (excessive
//! force)? With other means (intervention)? Otherwise the protest is peaceful.

use super::label::{is, real};
use super::words::Words;
use dateline_engine::Claim;

const CROWD: &str = "protest*|demonstrator*|demonstration*|rally|rallies|rallied|march|marched|marcher*|rioter*|riots|rioting|sit-in*|human chain*|sit-ins|picket*|strikers|took to the street*|gathered outside|gathered in front of|assembled outside|strike over|on strike|staged a strike|general strike|hunger strike|walkout*|vigil|vigils";
const FORCE: &str = "rioter*|riot|riots|rioted|rioting|clash*|pelt*|hurl*|projectile*|threw stones|throwing|were thrown|stones|stone-throwing|bricks|bottles|molotov*|petrol bomb*|firebomb*|set fire|set ablaze|torch*|stormed|vandal*|ransack*|smashing|smashed|unruly|rampag*|barricade*|burned vehicles|burning vehicles|tyres on fire|looted|looting|aggressive*|escalating violence|violence erupted|violence broke|turned violent|turned into violence|outbreak of violence|outbreaks of violence|violent protest*|violent demonstration*|violent clash*|fought|breached|breaching|burning tires|burning tyres|burned tires|burnt tires|firecracker*|attacked police|scuffle*|armed with";
const MEANS: &str = "tear gas|tear-gas*|teargas*|water cannon*|baton*|rubber bullet*|dispers*|pepper spray*|pepper-spray*|suppress*|blocked by|prevented from|police block*|crackdown|cracked down|police used|stun grenade*|were arrested|was arrested|police arrested|arrested several|were detained|police detained|broke up|break up|prevented|removed by|kettl*|police fired|fired in the air|warning shots";

/// Whether the snippet is about a crowd: it protests, or force meets it, and that is not mentioned behind something else.
pub(super) fn is_scene(claims: &[Claim], words: &Words, pairs: &[&str]) -> bool {
    let dispersed = || claims.iter().any(|claim| real(claim) && claim.rule.starts_with("disperse."));
    if pairs.contains(&"STREET") || dispersed() {
        return true;
    }
    if !words.hold(CROWD) {
        return crowd_control(claims);
    }
    let first = claims.iter().filter(|claim| real(claim)).min_by_key(|claim| claim.evidence.start);
    let started = first.is_none_or(|claim| ["PROTEST", "ASSAULT", "COERCE", "REQUEST"].iter().any(|kind| is(claim, kind)));
    let protested = claims.iter().any(|claim| real(claim) && is(claim, "PROTEST"));
    let met = claims.iter().any(|claim| {
        let sub_event = claim.event.as_ref().and_then(|event| event.acled.as_deref());
        real(claim)
            && matches!(
                sub_event,
                Some("violent demonstration" | "excessive force against protesters" | "protest with intervention")
            )
    });
    met || started
        && (protested
            || claims.is_empty()
            || words.hold("strike over|on strike|staged a strike|general strike|gathered outside|gathered in front of|protester*|protestor*|demonstrator*|rioter*|demonstration*"))
}

fn crowd_control(claims: &[Claim]) -> bool {
    claims.iter().any(|c| real(c) && c.event.as_ref().is_some_and(|e| e.modes.iter().any(|mode| mode == "crowd-control")))
}

/// Whether a claim is what the crowd is about ("against the killing of a student"), not what befell it.
pub(super) fn cause(text: &str, claim: &Claim) -> bool {
    let before: String = text.chars().take(claim.evidence.start as usize).collect();
    let behind = before.split_whitespace().rev().find(|word| !matches!(*word, "the" | "a" | "an"));
    // "In memory of a murdered reporter".
    if ["memory of", "honour of", "honor of", "anniversary of", "remembrance of", "tribute to"]
        .iter()
        .any(|phrase| before.trim_end().trim_end_matches(" the").trim_end_matches(" a").trim_end_matches(" an").ends_with(phrase))
    {
        return true;
    }
    behind.is_some_and(|word| {
        matches!(word, "against" | "over" | "following" | "denouncing" | "condemning" | "protesting" | "after")
    })
}

/// Whether a protest is broken up, or those who protest are arrested.
fn stopped(claims: &[Claim]) -> bool {
    let marchers: Vec<&str> =
        claims.iter().filter(|c| is(c, "PROTEST")).flat_map(|c| c.actors.iter().map(|a| a.id.as_str())).collect();
    claims.iter().filter(|c| real(c)).any(|c| {
        let arrested = is(c, "COERCE") && c.recipients.iter().any(|r| marchers.contains(&r.id.as_str()));
        c.rule.starts_with("disperse.") || arrested
    })
}

/// The label of the scene.
pub(super) fn label(text: &str, claims: &[Claim], words: &Words, pairs: &[&str]) -> &'static str {
    let hurt = claims.iter().any(|c| {
        c.figure.as_ref().is_some_and(|f| matches!(&*f.what, "killed" | "wounded" | "casualties") && f.high != Some(0))
            && !cause(text, c)
    });
    let struck = claims.iter().any(|c| {
        real(c) && c.event.as_ref().and_then(|event| event.acled.as_deref()) == Some("excessive force against protesters")
    });
    let wounded =
        hurt || words.hold("shot dead|live ammunition|live rounds|live fire|opened fire|were injured|been injured|were wounded");
    let maimed = struck && words.hold("killed|killing|wounding|injuring|broken bones|live bullets|shot and");
    match () {
        () if words.hold(FORCE) => "VIOL_DEMONSTR",
        () if wounded || maimed => "FORCE_AGAINST_PROTEST",
        () if struck || crowd_control(claims) || stopped(claims) || words.hold(MEANS) || pairs.contains(&"INTERVENED") => {
            "PROTEST_WITH_INTER"
        }
        () => "PEACE_PROTEST",
    }
}
