//! The fields of an account: what, who, whom, where, when, how many. Each tells its values with who asserts and who denies them.

use crate::account::{Field, Value};
use crate::family::failed;
use crate::mention::{Family, is_named};
use crate::row::place_key;
use crate::standing::{Case, Judged, Standing, judge};
use crate::toll::tolls;
use crate::values::{Values, key};
use crate::voice::Voice;
use dateline_coding::Claim;
use dateline_coding::claim::{Kind, Modality, Relation, Stance};

/// All fields, in the order in which they are shown, from the claims of the incident's own kind of act with their voices.
pub(crate) fn fields(core: Told<'_, '_>, family: Family) -> Vec<Field> {
    vec![what(core, family), who(core, family), whom(core), places(core), when(core), how_many(core)]
}

fn field(name: &'static str, values: Vec<Value>, admits: Vec<Voice>, contradiction: Option<String>) -> Field {
    let all = || values.iter().flat_map(|v| &v.asserted);
    let denies: Vec<&Voice> = values.iter().flat_map(|v| &v.denied).collect();
    // Two who tell two days, or two numbers, bear neither out: what most tell is judged.
    let apart = matches!(name, "when" | "how_many") && denies.is_empty() && all().all(|v| !v.retracted);
    let asserts = if apart { values.first().into_iter().flat_map(|v| &v.asserted).collect() } else { all().collect() };
    let standing = judge(&Case { asserts, denies, admits: admits.iter().collect(), contradiction });
    Field { name, standing, values, corrected: None }
}

/// Claims with their voices.
pub(crate) type Told<'a, 'b> = &'b [&'b (&'a Claim, Voice)];

fn what(core: Told<'_, '_>, family: Family) -> Field {
    let mut values = Values::default();
    let mut admits = Vec::new();
    for (claim, voice) in core.iter().map(|t| (t.0, &t.1)) {
        // A number presupposes the happening; it says nothing of its kind.
        let Some(event) = &claim.event else { continue };
        let mode = event.modes.first().map(|m| format!("/{m}")).unwrap_or_default();
        let denies = voice.denies;
        let no = if failed(claim) && family == Family::Talks { "no " } else { "" };
        let act = format!("{no}{}{mode}", event.kind);
        values.add(act.clone(), act, voice, denies);
        if admitted(core, claim, voice, family) {
            admits.push(voice.clone());
        }
    }
    field("what", values.done(), admits, None)
}

/// Whether a party says of itself what others hold against it: what only itself tells of its deeds is reported, as of anybody.
fn admitted(core: Told<'_, '_>, claim: &Claim, voice: &Voice, family: Family) -> bool {
    let own = |a: &&dateline_coding::claim::Entity| voice.is(a);
    if voice.denies || !hostile(family) || claim.modality != Modality::Actual {
        return false;
    }
    let held_against = |actor: &dateline_coding::claim::Entity| {
        core.iter().any(|(other, said)| {
            let same = other.kind == Kind::Event && other.actors.iter().any(|a| key(a) == key(actor));
            same && !said.denies && !said.retracted && said.relation != Relation::Outlet && !said.is(actor)
        })
    };
    // Whoever claims responsibility, or confirms it, answers for it.
    let answers = matches!(voice.stance, Stance::ClaimsResponsibility | Stance::Confirms);
    claim.actors.iter().filter(own).any(|actor| answers || held_against(actor))
}

/// Acts that are held against whoever does them.
fn hostile(family: Family) -> bool {
    matches!(family, Family::Violence | Family::Coercion)
}

fn who(core: Told<'_, '_>, family: Family) -> Field {
    let mut values = Values::default();
    let mut admits = Vec::new();
    // Whoever is named with certainty, by whom.
    let mut blamed: Vec<(String, Voice)> = Vec::new();
    for (claim, voice) in core.iter().map(|t| (t.0, &t.1)).filter(|(c, _)| c.kind == Kind::Event) {
        let denies = voice.denies;
        for actor in claim.actors.iter().filter(|a| is_named(a) || a.kind == "armed_group") {
            values.add_party(actor, voice, denies);
            if voice.is(actor) && admitted(core, claim, voice, family) {
                admits.push(voice.clone());
            }
            if hostile(family) && !denies && !voice.retracted {
                blamed.push((key(actor), voice.clone()));
            }
        }
    }
    // Each says that the other did it.
    let opposed = blamed.iter().find_map(|(a, x)| {
        let other = blamed
            .iter()
            .find(|(b, y)| b != a && x.code.is_some() && x.code.as_deref() == Some(b) && y.code.as_deref() == Some(a))?;
        Some(format!(
            "{} says that it was {}, {} that it was {}",
            x.speaker,
            values.called(a),
            other.1.speaker,
            values.called(&other.0)
        ))
    });
    field("who", values.done(), admits, opposed)
}

fn whom(core: Told<'_, '_>) -> Field {
    let mut values = Values::default();
    for (claim, voice) in core.iter().map(|t| (t.0, &t.1)).filter(|(c, _)| c.kind == Kind::Event) {
        for entity in &claim.recipients {
            values.add_party(entity, voice, voice.denies);
        }
    }
    field("whom", values.done(), Vec::new(), None)
}

fn places(core: Told<'_, '_>) -> Field {
    let mut values = Values::default();
    for (claim, voice) in core.iter().map(|t| (t.0, &t.1)) {
        let Some(place) = claim.place.as_ref().filter(|p| !p.name.is_empty()) else { continue };
        let land = place.country.as_deref().filter(|_| place.precision == "country");
        let id = place_key(&place.name, place.geonames, land);
        let shown = match &place.country {
            Some(country) if place.precision != "country" => format!("{} ({country})", place.name),
            _ => place.name.clone(),
        };
        // Who denies an act does not deny where it is said to have been.
        if !voice.denies {
            values.add(id, shown, voice, false);
        }
    }
    field("where", values.done(), Vec::new(), None)
}

fn when(core: Told<'_, '_>) -> Field {
    let mut values = Values::default();
    for (claim, voice) in core.iter().map(|t| (t.0, &t.1)).filter(|(_, v)| !v.denies) {
        let Some(when) = &claim.when else { continue };
        let (Some(start), Some(end)) = (&when.start, when.end.as_ref().or(when.start.as_ref())) else { continue };
        let shown = if start == end { start.clone() } else { format!("{start} – {end}") };
        values.add(shown.clone(), shown, voice, false);
    }
    field("when", values.done(), Vec::new(), None)
}

fn how_many(core: Told<'_, '_>) -> Field {
    let mut values = Values::default();
    for (claim, voice) in core.iter().map(|t| (t.0, &t.1)) {
        let Some(figure) = &claim.figure else { continue };
        let whom = crate::toll::counted(claim).map(|whom| format!(" {whom}")).unwrap_or_default();
        let shown = format!("{} {}{whom}", crate::toll::amount(figure.low, figure.high), figure.what);
        values.add(shown.clone(), shown, voice, voice.denies);
    }
    let mut field = field("how_many", values.done(), Vec::new(), None);
    let tolls = tolls(core.iter().map(|t| (t.0, &t.1)));
    if let Some(toll) = tolls.iter().find(|t| t.contradicts.is_some()) {
        let rule = toll.contradicts.clone().unwrap_or_default();
        field.standing = Some(Judged { standing: Standing::Disputed, rule });
    }
    field
}

/// What and who decide, as far as a report that was not taken back tells of them; else how many. The rest shows field by field.
pub(crate) fn overall(fields: &[Field]) -> Option<Judged> {
    let of = |name: &str| fields.iter().find(|f| f.name == name).and_then(|f| f.standing.clone().map(|s| (f.name, s)));
    let lives = |told: &(&str, Judged)| told.1.standing != Standing::Retracted;
    let mut both: Vec<(&str, Judged)> = of("what").into_iter().chain(of("who")).collect();
    if both.iter().any(lives) {
        both.retain(lives);
    } else if let Some(count) = of("how_many").filter(|count| both.is_empty() || lives(count)) {
        both = vec![count];
    }
    // Who it was may be claimed by one side of a thing that stands for itself.
    let best =
        both.into_iter().reduce(|a, b| if b.1.standing > a.1.standing && b.1.standing != Standing::Denied { b } else { a });
    best.map(|(name, judged)| Judged { standing: judged.standing, rule: format!("{name}: {}", judged.rule) })
}
