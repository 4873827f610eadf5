//! Standing: how well a thing is established, by who asserts and who denies it. The rule that decided is always told.

use crate::voice::Voice;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How well something is established; where several hold, the later one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// By outlets in their own voice, by observers, or by a party of its own act.
    Reported,
    /// By one party about another, and nobody else.
    Claimed,
    /// By at least two sources that are independent of each other, of which one neither gains nor loses by it.
    Corroborated,
    /// By the party it is held against.
    Admitted,
    /// Asserted by some, denied or contradicted by others.
    Disputed,
    /// Only denials are known.
    Denied,
    /// Taken back.
    Retracted,
}

impl Standing {
    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Standing::Reported => "reported",
            Standing::Claimed => "claimed",
            Standing::Corroborated => "corroborated",
            Standing::Admitted => "admitted",
            Standing::Disputed => "disputed",
            Standing::Denied => "denied",
            Standing::Retracted => "retracted",
        }
    }
}

/// A standing with the rule that decided it, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// The standing.
    pub standing: Standing,
    /// Why.
    pub rule: String,
}

/// Quotes of speakers that a report in its own voice is compared with.
const SPOKEN: usize = 20;

/// What speaks for and against one statement.
pub(crate) struct Case<'a> {
    pub asserts: Vec<&'a Voice>,
    pub denies: Vec<&'a Voice>,
    /// Voices of the party it is held against that say it is so.
    pub admits: Vec<&'a Voice>,
    /// Values that exclude each other are asserted by different voices, told in words.
    pub contradiction: Option<String>,
}

/// Judges a statement; `None` where nobody says anything of it.
pub(crate) fn judge<'a>(case: &Case<'a>) -> Option<Judged> {
    let say = |standing, rule: String| Some(Judged { standing, rule });
    let live = |voices: &[&'_ Voice]| voices.iter().any(|v| !v.retracted);
    if !live(&case.asserts) && !live(&case.denies) && !(case.asserts.is_empty() && case.denies.is_empty()) {
        let all: Vec<&Voice> = case.asserts.iter().chain(&case.denies).copied().collect();
        return say(Standing::Retracted, format!("taken back: {}", names(&all)));
    }
    let standing = |voices: &[&'a Voice]| voices.iter().copied().filter(|v| !v.retracted).collect::<Vec<_>>();
    let case = &Case {
        asserts: standing(&case.asserts),
        denies: standing(&case.denies),
        admits: standing(&case.admits),
        contradiction: case.contradiction.clone(),
    };
    match (case.asserts.first(), case.denies.first()) {
        (None, None) => return None,
        (None, Some(_)) => return say(Standing::Denied, format!("only denials are known: {}", names(&case.denies))),
        (Some(_), Some(_)) => {
            return say(Standing::Disputed, format!("asserted by {}, denied by {}", names(&case.asserts), names(&case.denies)));
        }
        _ => {}
    }
    if let Some(contradiction) = &case.contradiction {
        return say(Standing::Disputed, contradiction.clone());
    }
    if !case.admits.is_empty() {
        return say(Standing::Admitted, format!("said by {}, against whom it is held", names(&case.admits)));
    }
    // Independent: each speaker, and each text in its own voice, once. A report that only relays a speaker adds nothing, and
    // a report that repeats in its own voice what it has from its one speaker neither.
    let origins: BTreeSet<String> = case.asserts.iter().map(|v| v.origin()).collect();
    let speakers: BTreeSet<&String> = case.asserts.iter().filter(|v| !v.origin().starts_with("text")).map(|v| &v.text).collect();
    let own: Vec<&&Voice> = case.asserts.iter().filter(|v| v.origin().starts_with("text")).collect();
    let mut bare: Vec<&&Voice> = Vec::new();
    // What others said, by the first words of each: a paper that repeats them in its own voice adds nothing.
    let spoken: Vec<&str> =
        case.asserts.iter().filter(|v| !v.origin().starts_with("text")).map(|v| v.quote.as_str()).take(SPOKEN).collect();
    for voice in own.iter().filter(|v| !speakers.contains(&v.text) && !v.retold) {
        // Papers that tell it in the same words have them from one desk.
        if spoken.iter().any(|quote| same_words(quote, &voice.quote)) {
            continue;
        }
        if !bare.iter().any(|other| other.text == voice.text || same_words(&other.quote, &voice.quote)) {
            bare.push(voice);
        }
        // Two are enough, and comparing more costs time.
        if bare.len() == 2 {
            break;
        }
    }
    let named: BTreeSet<&String> = origins.iter().filter(|o| !o.starts_with("text") && !o.starts_with("unnamed")).collect();
    let neutral_named = case.asserts.iter().any(|v| v.neutral() && !v.origin().starts_with("text"));
    if named.len() + bare.len() >= 2 && (neutral_named || !bare.is_empty()) {
        return say(Standing::Corroborated, format!("by sources independent of each other: {}", names(&case.asserts)));
    }
    let partial = |v: &&&Voice| {
        v.relation == dateline_coding::claim::Relation::Opponent || v.stance == dateline_coding::claim::Stance::Accuses
    };
    if own.is_empty() && case.asserts.iter().filter(partial).count() == case.asserts.len() {
        return say(Standing::Claimed, format!("only by {}, of another party", names(&case.asserts)));
    }
    say(Standing::Reported, format!("by {}", names(&case.asserts)))
}

/// Whether two quotes share most of their words, so many that it is no chance.
fn same_words(a: &str, b: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> { crate::words::words(text).collect() };
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    a == b || shared >= 3 && 10 * shared >= 7 * a.len().max(b.len())
}

/// Speakers, each once, at most six.
fn names(voices: &[&Voice]) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for voice in voices {
        if !seen.contains(&voice.speaker.as_str()) {
            seen.push(&voice.speaker);
        }
    }
    let more = seen.len().saturating_sub(6);
    seen.truncate(6);
    let list = seen.join(", ");
    if more > 0 { format!("{list} and {more} more") } else { list }
}
