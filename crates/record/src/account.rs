//! The account of an incident: per field the values told, side by side, each with who asserts and who denies it.

use crate::join::Joined;
use crate::mention::{Family, is_named};
use crate::overlay::{Edit, Finder, Overlay};
use crate::standing::{Case, Judged, Standing, judge};
use crate::toll::{Toll, tolls};
use crate::voice::{Voice, name};
use dateline_coding::Claim;
use dateline_coding::claim::{Kind, Modality, Where};
use serde::Serialize;
use std::collections::BTreeMap;

/// One happening, as the reports tell it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Incident {
    /// `i` and the id of its first claim: first by date of report, then by text, then by place in it.
    pub id: String,
    /// Family of acts: `violence`, `coercion`, `protest`, `posture`, `agreement`, `aid`, `talks` or `words`.
    pub family: &'static str,
    /// Event types told, commonest first.
    pub types: Vec<String>,
    /// First and last day, by the narrowest dates told; ISO.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Where: the narrowest place that most reports name.
    pub place: Option<Where>,
    /// Codes or names of the parties that act or suffer.
    pub parties: Vec<String>,
    /// Overall standing: of what and who.
    pub standing: Option<Judged>,
    /// Field by field: `what`, `who`, `whom`, `where`, `when`, `how_many`.
    pub fields: Vec<Field>,
    /// Numbers of killed, wounded, … by who says so.
    pub tolls: Vec<Toll>,
    /// Reports that tell of it, and how many texts they are when copies count once.
    pub reports: usize,
    /// Texts independent of each other as texts.
    pub texts: usize,
    /// Not told as having happened: announced, feared, conditional.
    pub unreal: bool,
    /// Told as not having happened, or as having ended: no ceasefire, a truce that collapsed.
    pub not_so: bool,
    /// Claims as (report, claim): indices into [`crate::Record::sources`] and the claims there.
    #[serde(skip)]
    pub claims: Vec<(usize, usize)>,
    /// Ids of the claims.
    pub claim_ids: Vec<String>,
}

/// One field of an account.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    /// `what`, `who`, `whom`, `where`, `when` or `how_many`.
    pub name: &'static str,
    /// How well it is established.
    pub standing: Option<Judged>,
    /// The values told, those that most voices tell first.
    pub values: Vec<Value>,
    /// What somebody decided that it should read, and why.
    pub corrected: Option<Correction>,
}

/// One value of a field.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Value {
    /// The value, for people.
    pub value: String,
    /// Who says so.
    pub asserted: Vec<Voice>,
    /// Who denies it.
    pub denied: Vec<Voice>,
    /// Day of the first report that tells it.
    pub first: Option<String>,
    /// Day of the last.
    pub last: Option<String>,
}

/// A field as somebody corrected it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// What it should read.
    pub value: String,
    /// Who says so.
    pub author: String,
    /// When it was said.
    pub time: String,
    /// Why.
    pub reason: String,
}

/// Values under way: for each its order of appearance and its voices.
#[derive(Default)]
struct Values {
    order: Vec<String>,
    by_key: BTreeMap<String, Value>,
    /// How often a value is called what, and whether that is its own name.
    names: BTreeMap<(String, String), (bool, usize)>,
}

impl Values {
    fn add(&mut self, key: String, shown: String, voice: &Voice, denies: bool) {
        let value = self.by_key.entry(key.clone()).or_insert_with(|| {
            self.order.push(key);
            Value { value: shown, asserted: vec![], denied: vec![], first: None, last: None }
        });
        if denies {
            value.denied.push(voice.clone())
        } else {
            value.asserted.push(voice.clone())
        }
        let day = voice.published.clone();
        value.first = value.first.take().into_iter().chain(day.clone()).min();
        value.last = value.last.take().into_iter().chain(day).max();
    }

    /// A party under one of its names: its own name before those of its parts, the commonest before others.
    fn add_party(&mut self, entity: &dateline_coding::claim::Entity, voice: &Voice, denies: bool) {
        let (key, shown) = (key(entity), name(entity));
        let own = matches!(entity.kind.as_ref(), "state" | "government" | "armed_group" | "igo" | "ngo");
        let slot = self.names.entry((key.clone(), shown.clone())).or_insert((own, 0));
        slot.1 += 1;
        self.add(key.clone(), shown, voice, denies);
        let names = self.names.range((key.clone(), String::new())..).take_while(|((k, _), _)| *k == key);
        let best = names.fold(None, |best: Option<(&String, (bool, usize))>, ((_, name), &rank)| match best {
            Some(best) if best.1 >= rank => Some(best),
            _ => Some((name, rank)),
        });
        if let (Some((name, _)), Some(value)) = (best, self.by_key.get_mut(&key)) {
            value.value.clone_from(name);
        }
    }

    fn done(mut self) -> Vec<Value> {
        let mut values: Vec<Value> = self.order.iter().filter_map(|k| self.by_key.remove(k)).collect();
        values.sort_by_key(|v| std::cmp::Reverse(v.asserted.len() + v.denied.len()));
        values
    }
}

pub(crate) fn family_word(family: Family) -> &'static str {
    match family {
        Family::Violence => "violence",
        Family::Coercion => "coercion",
        Family::Protest => "protest",
        Family::Posture => "posture",
        Family::Agreement => "agreement",
        Family::Aid => "aid",
        Family::Talks => "talks",
        Family::Words => "words",
    }
}

/// The account of one group of mentions.
pub(crate) fn account(joined: &Joined<'_>, members: &[usize]) -> Incident {
    let mentions: Vec<_> = members.iter().map(|&m| &joined.mentions[m]).collect();
    let family = mentions.first().map_or(Family::Words, |m| m.family);
    let mut claims: Vec<(usize, usize)> = mentions.iter().flat_map(|m| m.claims.iter().map(|&c| (m.source, c))).collect();
    claims.sort_unstable();
    let not_so = mentions.iter().all(|m| m.negative);
    let told: Vec<(&Claim, Voice)> = claims
        .iter()
        .map(|&(s, c)| {
            let source = joined.sources[s];
            let mut voice = Voice::of(&source.claims[c], source, joined.copies[s]);
            // `The truce has collapsed` denies nobody's words: it tells what did not hold.
            voice.denies &= !not_so;
            (&source.claims[c], voice)
        })
        .collect();
    // The acts and numbers themselves; that somebody accuses or denies is told by the voices.
    let core: Vec<&(&Claim, Voice)> = told.iter().filter(|(c, _)| crate::mention::family(c) == Some(family)).collect();
    let fields = vec![what(&core, family), who(&core, family), whom(&core), places(&core), when(&core), how_many(&core)];
    let standing = overall(&fields);
    let days = days(&mentions);
    let place = place_of(&mentions);
    let mut types: BTreeMap<&str, usize> = BTreeMap::new();
    core.iter().filter_map(|(c, _)| c.event.as_ref()).for_each(|e| *types.entry(&e.kind).or_default() += 1);
    let mut types: Vec<(&str, usize)> = types.into_iter().collect();
    types.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut parties: Vec<String> = mentions.iter().flat_map(|m| m.actors.iter().chain(&m.recipients)).cloned().collect();
    parties.sort();
    parties.dedup();
    let mut reports: Vec<usize> = claims.iter().map(|c| c.0).collect();
    reports.dedup();
    let mut texts: Vec<usize> = reports.iter().map(|&r| joined.copies[r]).collect();
    texts.sort_unstable();
    texts.dedup();
    Incident {
        id: told.first().map_or(String::new(), |(c, _)| format!("i{}", c.id)),
        family: family_word(family),
        types: types.into_iter().map(|(t, _)| t.to_owned()).collect(),
        from: days.map(|d| iso(d.first)),
        to: days.map(|d| iso(d.last)),
        place,
        parties,
        standing,
        fields,
        tolls: tolls(core.iter().map(|(c, v)| (*c, v))),
        reports: reports.len(),
        texts: texts.len(),
        unreal: core.iter().all(|(c, _)| c.modality != Modality::Actual),
        not_so,
        claim_ids: told.iter().map(|(c, _)| c.id.clone()).collect(),
        claims,
    }
}

/// The days that most tellings give, of days and nights rather than of longer stretches; of equals the earliest.
fn days(mentions: &[&crate::mention::Mention]) -> Option<crate::day::Days> {
    let mut votes: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for days in mentions.iter().filter_map(|m| m.days) {
        *votes.entry((days.first, days.last)).or_default() += 1;
    }
    let short = |&(first, last): &(i64, i64)| last - first <= 1;
    let any_short = votes.keys().any(short);
    let best = votes.iter().filter(|(d, _)| short(d) == any_short).fold(None, |best: Option<((i64, i64), usize)>, (&d, &n)| {
        let better = best.is_none_or(|(b, m)| n > m || n == m && !any_short && d.1 - d.0 < b.1 - b.0);
        if better { Some((d, n)) } else { best }
    });
    best.map(|((first, last), _)| crate::day::Days { first, last, minutes: None })
}

/// The place that most tellings give, of towns and the like rather than of provinces and countries.
fn place_of(mentions: &[&crate::mention::Mention]) -> Option<Where> {
    let places = || mentions.iter().filter_map(|m| m.place.as_ref());
    let class = |p: &Where| crate::mention::width(p).clamp(2, 6);
    let narrow = places().map(class).min()?;
    let same = |p: &Where, q: &Where| p.geonames.is_some() && p.geonames == q.geonames || p.name == q.name;
    let votes = |p: &Where| places().filter(|q| same(p, q)).count();
    // Of equals the first.
    let mut best: Option<(&Where, usize)> = None;
    for place in places().filter(|p| class(p) == narrow) {
        let n = votes(place);
        if best.is_none_or(|(_, m)| n > m) {
            best = Some((place, n));
        }
    }
    best.map(|(p, _)| p.clone())
}

/// A day number as an ISO date.
fn iso(day: i64) -> String {
    let span = jiff::Span::new().try_days(day).unwrap_or_default();
    jiff::civil::Date::constant(1970, 1, 1).checked_add(span).map_or(String::new(), |d| d.to_string())
}

fn field(name: &'static str, values: Vec<Value>, admits: Vec<Voice>, contradiction: Option<String>) -> Field {
    let asserts = values.iter().flat_map(|v| &v.asserted).collect();
    let denies = values.iter().flat_map(|v| &v.denied).collect();
    let standing = judge(&Case { asserts, denies, admits: admits.iter().collect(), contradiction });
    Field { name, standing, values, corrected: None }
}

type Told<'a, 'b> = &'b [&'b (&'a Claim, Voice)];

fn what(core: Told<'_, '_>, family: Family) -> Field {
    let mut values = Values::default();
    let mut admits = Vec::new();
    for (claim, voice) in core.iter().map(|t| (t.0, &t.1)) {
        // A number presupposes the happening; it says nothing of its kind.
        let Some(event) = &claim.event else { continue };
        let mode = event.modes.first().map(|m| format!("/{m}")).unwrap_or_default();
        let denies = voice.denies;
        values.add(format!("{}{mode}", event.kind), format!("{}{mode}", event.kind), voice, denies);
        if !denies && hostile(family) && claim.actors.iter().any(|a| voice.is(a)) && claim.modality == Modality::Actual {
            admits.push(voice.clone());
        }
    }
    field("what", values.done(), admits, None)
}

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
        for actor in claim.actors.iter().filter(|a| is_named(a)) {
            values.add_party(actor, voice, denies);
            if hostile(family) && !denies && voice.is(actor) {
                admits.push(voice.clone());
            }
            if hostile(family) && !denies {
                blamed.push((key(actor), voice.clone()));
            }
        }
    }
    // Each says that the other did it.
    let opposed = blamed.iter().find_map(|(a, x)| {
        let other = blamed
            .iter()
            .find(|(b, y)| b != a && x.code.is_some() && x.code.as_deref() == Some(b) && y.code.as_deref() == Some(a))?;
        let called = |key: &str| values.by_key.get(key).map_or(key.to_owned(), |v| v.value.clone());
        Some(format!("{} says that it was {}, {} that it was {}", x.speaker, called(a), other.1.speaker, called(&other.0)))
    });
    field("who", values.done(), admits, opposed)
}

/// One key for all names of a party.
fn key(entity: &dateline_coding::claim::Entity) -> String {
    let party = crate::mention::party(entity);
    if party.is_empty() { name(entity).to_lowercase() } else { party }
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
        let id = place.geonames.map_or_else(|| place.name.to_lowercase(), |id| id.to_string());
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
        let whom = claim.recipients.first().map(|r| format!(" {}", name(r))).unwrap_or_default();
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

/// What and who decide; the rest shows field by field.
fn overall(fields: &[Field]) -> Option<Judged> {
    let of = |name: &str| fields.iter().find(|f| f.name == name).and_then(|f| f.standing.clone().map(|s| (f.name, s)));
    let mut both: Vec<(&str, Judged)> = of("what").into_iter().chain(of("who")).collect();
    if both.is_empty() {
        both.extend(of("how_many"));
    }
    // Who it was may be claimed by one side of a thing that stands for itself.
    let best =
        both.into_iter().reduce(|a, b| if b.1.standing > a.1.standing && b.1.standing != Standing::Denied { b } else { a });
    best.map(|(name, judged)| Judged { standing: judged.standing, rule: format!("{name}: {}", judged.rule) })
}

/// Applies corrections, the latest last.
pub(crate) fn correct(incidents: &mut [Incident], of_mention: &dyn Fn(usize) -> usize, find: &Finder<'_>, overlays: &[Overlay]) {
    let mut ordered: Vec<&Overlay> = overlays.iter().collect();
    ordered.sort_by(|a, b| (&a.time, &a.author, &a.reason).cmp(&(&b.time, &b.author, &b.reason)));
    for overlay in ordered {
        let Edit::Correct { claim, field, value } = &overlay.edit else { continue };
        let Some(incident) = find.mention(claim).map(of_mention).and_then(|i| incidents.get_mut(i)) else { continue };
        if let Some(field) = incident.fields.iter_mut().find(|f| f.name == field) {
            field.corrected = Some(Correction {
                value: value.clone(),
                author: overlay.author.clone(),
                time: overlay.time.clone(),
                reason: overlay.reason.clone(),
            });
        }
    }
}
