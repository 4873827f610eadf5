//! Claims in a few words for people.

use dateline_coding::Claim;
use dateline_coding::claim::{Aspect, Certainty, Entity, Figure, Kind, Link, Modality, Polarity, Stance};

/// Text from outside made fit for one line on a terminal: control characters (which could move the cursor or change colours) and
/// runs of white space become one blank.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(part.chars().filter(|c| !turns_direction(*c)));
    }
    out
}

/// Marks that reorder the line they stand in.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How an entity is called: the human being where one is named, else the institution.
pub fn entity_name(entity: &Entity) -> &str {
    match entity.person.as_deref() {
        Some(person) if entity.name.is_empty() => person,
        _ => &entity.name,
    }
}

/// What a claim says, in one line: kind of act, who, to whom, where.
pub fn headline(claim: &Claim) -> String {
    let mut line = match claim.kind {
        Kind::Event => claim.event.as_ref().map_or(String::new(), |e| {
            let act = e.modes.iter().find_map(|mode| act_by_mode(&e.kind, mode)).unwrap_or_else(|| act(&e.kind));
            act.to_owned()
        }),
        Kind::Figure => claim.figure.as_ref().map_or(String::new(), figure),
        Kind::Obligation => claim.obligation.as_ref().map_or(String::new(), |o| format!("Obligation: {}", plain(&o.term))),
        Kind::Control => claim
            .control
            .as_ref()
            .map_or(String::new(), |c| format!("Control of {} by {} ({})", c.place, c.holder, plain(&c.basis))),
        Kind::Office => claim.office.as_ref().map_or(String::new(), |o| match &o.polity {
            Some(polity) => format!("{}, {} ({polity})", o.person, o.office),
            None => format!("{}, {}", o.person, o.office),
        }),
    };
    if matches!(claim.kind, Kind::Event | Kind::Figure | Kind::Obligation) {
        let actors = names(&claim.actors);
        let recipients = names(&claim.recipients);
        match (actors.is_empty(), recipients.is_empty()) {
            (false, false) => line += &format!(": {actors} → {recipients}"),
            (false, true) => line += &format!(": {actors}"),
            (true, false) => line += &format!(" → {recipients}"),
            (true, true) => {}
        }
        for third in &claim.third_parties {
            let role = third.role.as_deref().unwrap_or("third party");
            line += &format!(", {role} {}", with_person(third));
        }
    }
    if let Some(place) = claim.place.as_ref().filter(|p| !p.name.is_empty()) {
        line += " · ";
        if let Some(relation) = &place.relation {
            line += &format!("{relation} ");
        }
        line += &place.name;
        if let Some(country) = place.country.as_ref().filter(|_| place.precision != "country") {
            line += &format!(" ({country})");
        }
    }
    clean(&line)
}

fn names(entities: &[Entity]) -> String {
    let mut out = String::new();
    for (i, entity) in entities.iter().enumerate() {
        if i > 0 {
            out += if entity.either { " or " } else { ", " };
        }
        out += &with_person(entity);
    }
    out
}

/// Institution and human being together: `United States (Antony Blinken)`.
fn with_person(entity: &Entity) -> String {
    let name = entity_name(entity);
    let name = if name.is_empty() { entity.words.as_ref().map_or("somebody", |w| w.text.as_str()) } else { name };
    let of = match entity.sector.as_deref() {
        _ if entity.kind != "state" => "",
        Some("MIL") => " (armed forces)",
        Some("GOV") => " (government)",
        _ => "",
    };
    match entity.person.as_deref() {
        Some(person) if person != name => format!("{name} ({person})"),
        _ => format!("{name}{of}"),
    }
}

/// Marks that change how a claim is to be read, each without its brackets.
pub fn marks(claim: &Claim) -> Vec<String> {
    let mut marks = Vec::new();
    let denied = claim.attribution.iter().any(|l| matches!(l.stance, Stance::Denies | Stance::DeniesResponsibility));
    match claim.polarity {
        Polarity::Negative if denied => marks.push("denied".to_owned()),
        Polarity::Negative => marks.push("not so".to_owned()),
        Polarity::Positive => {}
    }
    match (claim.modality, &claim.condition) {
        (Modality::Actual, _) => {}
        (Modality::Conditional, Some(condition)) => marks.push(clean(&condition.text)),
        (modality, _) => marks.push(modality.as_str().to_owned()),
    }
    match claim.aspect {
        Aspect::Current => {}
        Aspect::Historical => marks.push("background".to_owned()),
        Aspect::Recurring => marks.push("recurring".to_owned()),
    }
    if claim.certainty != Certainty::Certain {
        marks.push(claim.certainty.as_str().to_owned());
    }
    marks
}

/// Who says so: `Armenia, via TASS`; `None` where the report says so in its own voice.
pub fn speaker_chain(claim: &Claim) -> Option<String> {
    chain(claim, false)
}

/// Who does what with the claim: `alleged by Armenia, via TASS`; `None` where the report says so in its own voice.
pub fn said(claim: &Claim) -> Option<String> {
    chain(claim, true)
}

/// The innermost speaker first, then who quotes, then the outlets.
fn chain(claim: &Claim, stance: bool) -> Option<String> {
    let (outlets, speakers): (Vec<&Link>, Vec<&Link>) = claim.attribution.iter().partition(|l| l.source.kind == "outlet");
    let mut links = speakers.iter().rev().chain(&outlets);
    let first = links.next()?;
    let mut text = if stance { format!("{} {}", stance_by(first.stance), voice(&first.source)) } else { voice(&first.source) };
    for link in links {
        text += if link.source.kind == "outlet" { ", via " } else { ", quoted by " };
        text += &voice(&link.source);
    }
    Some(clean(&text))
}

fn voice(source: &Entity) -> String {
    let name = entity_name(source);
    match (&source.person, source.words.as_ref()) {
        (Some(person), _) if person != name => format!("{person} ({name})"),
        (_, Some(words)) if name.is_empty() => words.text.clone(),
        _ => name.to_owned(),
    }
}

/// A stance before the name of its speaker, be it one or many.
fn stance_by(stance: Stance) -> &'static str {
    match stance {
        Stance::Reports => "reported by",
        Stance::Asserts => "said by",
        Stance::Accuses => "alleged by",
        Stance::Denies => "denied by",
        Stance::Confirms => "confirmed by",
        Stance::Pledges => "pledged by",
        Stance::Demands => "demanded by",
        Stance::Warns => "a warning by",
        Stance::ClaimsResponsibility => "responsibility claimed by",
        Stance::DeniesResponsibility => "responsibility denied by",
        Stance::Quotes => "quoted by",
        Stance::Believes => "believed by",
    }
}

fn figure(figure: &Figure) -> String {
    format!("{}: {}", capital(&plain(&figure.what)), amount(figure.low, figure.high))
}

/// A number as the text meant it.
fn amount(low: Option<u64>, high: Option<u64>) -> String {
    match (low, high) {
        (Some(0), Some(0)) => "none".to_owned(),
        (Some(low), Some(high)) if low == high => thousands(low),
        (Some(low), Some(high)) => format!("{}–{}", thousands(low), thousands(high)),
        (Some(low), None) => format!("at least {}", thousands(low)),
        (None, Some(high)) => format!("up to {}", thousands(high)),
        (None, None) => "a number not told".to_owned(),
    }
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn plain(term: &str) -> String {
    term.replace('_', " ")
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().collect::<String>() + chars.as_str())
}

/// An event type in words.
fn act(kind: &str) -> &str {
    match kind {
        "AGREE" => "Agreement",
        "CONSULT" => "Talks",
        "SUPPORT" => "Support",
        "CONCEDE" => "Concession",
        "COOPERATE" => "Cooperation",
        "AID" => "Aid",
        "RETREAT" => "De-escalation",
        "REQUEST" => "Demand",
        "ACCUSE" => "Accusation",
        "REJECT" => "Refusal",
        "THREATEN" => "Threat",
        "PROTEST" => "Protest",
        "SANCTION" => "Sanction",
        "MOBILIZE" => "Mobilisation",
        "COERCE" => "Coercion",
        "ASSAULT" => "Attack",
        other => other,
    }
}

/// An event type narrowed by a mode, in words; `None` where the mode adds nothing that people would call by a name.
fn act_by_mode(kind: &str, mode: &str) -> Option<&'static str> {
    Some(match (kind, mode) {
        ("CONSULT", "visit") => "Visit",
        ("CONSULT", "phone") => "Telephone talks",
        ("RETREAT", "withdraw") => "Withdrawal",
        ("RETREAT", "release") => "Release",
        ("RETREAT", "disarm") => "Disarmament",
        ("RETREAT", "ceasefire") => "Ceasefire",
        ("RETREAT", "access") => "Access granted",
        ("RETREAT", "resign") => "Resignation",
        ("ACCUSE", "disapprove") => "Criticism",
        ("ACCUSE", "investigate") => "Investigation",
        ("PROTEST", "riot") => "Riot",
        ("PROTEST", "strike") => "Strike of workers",
        ("PROTEST", "hunger") => "Hunger strike",
        ("PROTEST", "boycott") => "Boycott",
        ("SANCTION", "convict") => "Conviction",
        ("SANCTION", "expel") => "Expulsion",
        ("MOBILIZE", "troops") => "Deployment of troops",
        ("MOBILIZE", "weapons") => "Deployment of weapons",
        ("COERCE", "seize") => "Seizure",
        ("COERCE", "arrest") => "Arrest",
        ("COERCE", "deport") => "Deportation",
        ("COERCE", "curfew") => "Curfew",
        ("COERCE", "martial-law") => "Martial law",
        ("COERCE", "censor") => "Censorship",
        ("COERCE", "restrict") => "Restriction",
        ("COERCE", "cyber") => "Cyber attack",
        ("ASSAULT", "abduct") => "Abduction",
        ("ASSAULT", "beat") => "Beating",
        ("ASSAULT", "torture") => "Torture",
        ("ASSAULT", "sexual") => "Sexual violence",
        ("ASSAULT", "targeted") => "Targeted killing",
        ("ASSAULT", "destroy") => "Destruction",
        ("ASSAULT", "firearms") => "Attack with firearms",
        ("ASSAULT", "explosives") => "Bombing",
        ("ASSAULT", "suicide-attack") => "Suicide attack",
        ("ASSAULT", "aerial") => "Air strike",
        ("ASSAULT", "drone") => "Drone strike",
        ("ASSAULT", "heavy-weapons") => "Attack with heavy weapons",
        ("ASSAULT", "crowd-control") => "Force against a crowd",
        ("ASSAULT", "unconventional") => "Attack with unconventional weapons",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_the_text_meant_them() {
        assert_eq!(amount(Some(20_000), Some(99_999)), "20,000–99,999");
        assert_eq!(amount(Some(6501), None), "at least 6,501");
        assert_eq!(amount(Some(0), Some(0)), "none");
    }
}
