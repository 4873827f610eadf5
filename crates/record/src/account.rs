//! The account of an incident: per field the values told, side by side, each with who asserts and who denies it.

use crate::family::{failed, is_denial};
use crate::fields::{fields, overall};
use crate::mended::Mended;
use crate::mention::{Family, Mention};
use crate::source::Source;
use crate::standing::Judged;
use crate::toll::{Toll, tolls};
use crate::voice::Voice;
use dateline_coding::Claim;
use dateline_coding::claim::{Modality, Where};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One happening, as the reports tell it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Incident {
    /// `i` and the id of its first claim: first by date of report, then by text, then by place in it ([`incident_id`]).
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
    /// Claims as (report, claim): indices into [`crate::Record::sources`], or of the reports it was told from, and the claims there.
    #[serde(skip)]
    pub claims: Vec<(usize, usize)>,
    /// What people corrected, read.
    #[serde(skip)]
    pub(crate) mended: Mended,
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

/// The names of fields.
const FIELDS: [&str; 6] = ["what", "who", "whom", "where", "when", "how_many"];

/// A field as it is read: its name may be any.
#[derive(Deserialize)]
struct FieldRead {
    name: String,
    standing: Option<Judged>,
    values: Vec<Value>,
    corrected: Option<Correction>,
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Field, D::Error> {
        let read = FieldRead::deserialize(from)?;
        let name = FIELDS.into_iter().find(|f| *f == read.name);
        let name = name.ok_or_else(|| serde::de::Error::custom(format!("there is no field {}", read.name)))?;
        Ok(Field { name, standing: read.standing, values: read.values, corrected: read.corrected })
    }
}

/// One value of a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// The id of an incident whose first claim is `claim`, of the report `report`. Reports of one text have claims of one id; where the first claim is
/// a copy's, and that of the first report with the text (`first_copy`) is of another incident, the report's id parts the two.
pub fn incident_id(claim: &str, report: &str, first_copy: &str) -> String {
    if report == first_copy {
        return format!("i{claim}");
    }
    let digest = dateline_text::sha256_hex(format!("{claim}\n{report}").as_bytes());
    format!("i{}", &digest[..claim.len().min(digest.len())])
}

/// The account of one group of mentions.
///
/// `sources` are the reports that the mentions count in; `copy_of` gives the id of the first report with the text of each.
pub(crate) fn account<'a>(sources: &[&'a Source], copy_of: &dyn Fn(usize) -> &'a str, mentions: &[&Mention]) -> Incident {
    let family = mentions.first().map_or(Family::Words, |m| m.family);
    let mut claims: Vec<(usize, usize)> = mentions.iter().flat_map(|m| m.claims.iter().map(|&c| (m.source, c))).collect();
    claims.sort_unstable();
    // "Should the talks fail": what is only feared is not told as not so, and denies nothing.
    let feared = mentions.iter().all(|m| m.unreal);
    let not_so = !feared && mentions.iter().all(|m| m.negative);
    let told: Vec<(&Claim, Voice)> = claims
        .iter()
        .map(|&(s, c)| {
            let source = sources[s];
            let mut voice = Voice::of(&source.claims[c], source, copy_of(s));
            let claim = &source.claims[c];
            // `The truce has collapsed` denies nobody's words: it tells what did not hold; so does what talks did not come to.
            let tells = not_so || failed(claim) || feared && !is_denial(claim);
            voice.denies &= !tells;
            (claim, voice)
        })
        .collect();
    // The acts and numbers themselves; that somebody accuses or denies is told by the voices.
    let core: Vec<&(&Claim, Voice)> = told.iter().filter(|(c, _)| crate::mention::family(c) == Some(family)).collect();
    let fields = fields(&core, family);
    let standing = overall(&fields);
    let days = days(mentions);
    let place = place_of(mentions);
    let mut types: BTreeMap<&str, usize> = BTreeMap::new();
    // Talks are talks, whatever was not agreed there.
    let met = core.iter().any(|(c, _)| c.event.is_some() && !failed(c));
    let kinds = core.iter().filter(|(c, _)| !(met && failed(c))).filter_map(|(c, _)| c.event.as_ref());
    kinds.for_each(|e| *types.entry(&e.kind).or_default() += 1);
    let mut types: Vec<(&str, usize)> = types.into_iter().collect();
    types.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let parties = mentions.iter().flat_map(|m| m.actors.iter().chain(m.recipients.iter()));
    let mut parties: Vec<String> = parties.map(|p| p.to_string()).collect();
    parties.sort();
    parties.dedup();
    let mut reports: Vec<usize> = claims.iter().map(|c| c.0).collect();
    reports.dedup();
    let mut texts: Vec<&str> = reports.iter().map(|&r| copy_of(r)).collect();
    texts.sort_unstable();
    texts.dedup();
    Incident {
        id: claims.first().map_or(String::new(), |&(s, c)| incident_id(&sources[s].claims[c].id, &sources[s].id, copy_of(s))),
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
        mended: Mended::default(),
        claim_ids: told.iter().map(|(c, _)| c.id.clone()).collect(),
        claims,
    }
}

/// The days that most tellings give, of days and nights rather than of longer stretches; of equals the earliest.
fn days(mentions: &[&Mention]) -> Option<crate::day::Days> {
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
fn place_of(mentions: &[&Mention]) -> Option<Where> {
    let places = || mentions.iter().filter_map(|m| m.place.as_ref());
    let class = |p: &Where| crate::mention::width(p).clamp(2, 6);
    let narrow = places().map(class).min()?;
    // Those of one number, and those of one name, once each.
    let (mut numbers, mut names, mut both) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for p in places() {
        *names.entry(&p.name).or_insert(0_usize) += 1;
        if p.geonames.is_some() {
            *numbers.entry(p.geonames).or_insert(0_usize) += 1;
            *both.entry((p.geonames, &p.name)).or_insert(0_usize) += 1;
        }
    }
    let votes = |p: &Where| {
        names[&p.name] + numbers.get(&p.geonames).copied().unwrap_or(0) - both.get(&(p.geonames, &p.name)).copied().unwrap_or(0)
    };
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
