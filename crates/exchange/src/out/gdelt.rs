//! GDELT 2.0's two tables, tab-separated, without a header: an event is an incident, a mention one claim that tells of it.

use crate::act::{LeftOut, cameo_code, denied, done};
use crate::codes::country;
use crate::notes::entity;
use crate::out::icews::number;
use crate::sheet::Row;
use crate::told::{Happening, Telling};
use dateline_coding::claim::{Entity, Where};

/// Columns of the event table, in their order; the file itself has no header.
pub(crate) const EVENTS: &[&str] = &[
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

/// Columns of the table of mentions.
pub(crate) const MENTIONS: &[&str] = &[
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
];

pub(crate) fn event(happening: &Happening<'_>) -> Result<Row, LeftOut> {
    let incident = happening.incident;
    let happening = &happening.upheld().ok_or(LeftOut::TakenBack)?;
    eligible(happening)?;
    let main = done(happening)?;
    let cameo = cameo_code(main.claim).ok_or(LeftOut::NoEvent)?;
    let from = incident.from.as_deref().ok_or(LeftOut::NoDay)?;
    let date: jiff::civil::Date = from.parse().map_err(|_| LeftOut::NoDay)?;
    let (one, other) = match main.recipients.is_empty() {
        true => (main.actors.first().copied(), main.actors.get(1).copied()),
        false => (main.actors.first().copied(), main.recipients.first().copied()),
    };
    let mut row = Row::default();
    row.number(Some(number(&incident.id)));
    row.word(&super::plover::compact(from));
    row.word(&super::plover::compact(from)[..6.min(from.len())]);
    row.number(Some(date.year()));
    row.word(&format!("{:.4}", f64::from(date.year()) + f64::from(date.day_of_year()) / f64::from(date.days_in_year())));
    for who in [one, other] {
        actor(&mut row, who);
    }
    row.number(Some(u8::from(happening.told.iter().any(|t| t.claim.aspect.as_str() == "current"))));
    row.word(cameo.code);
    row.word(cameo.code.get(..3).unwrap_or(cameo.code));
    row.word(cameo.code.get(..2).unwrap_or(cameo.code));
    row.number(Some(cameo.quad()));
    row.number(Some(cameo.goldstein));
    row.number(Some(mentions(happening).count()));
    row.number(Some(crate::notes::outlets(happening).len()));
    row.number(Some(happening.reports()));
    // Tone is not measured.
    row.empty(1);
    geo(&mut row, None);
    geo(&mut row, None);
    geo(&mut row, incident.place.as_ref());
    let added = happening.told.iter().filter_map(|t| t.origin.published.as_deref()).min();
    row.maybe(added.map(|d| format!("{}000000", super::plover::compact(d))).as_deref());
    row.maybe(
        happening.told.iter().find_map(|t| t.origin.url.as_deref()).or(happening.told.first().map(|t| t.origin.id.as_str())),
    );
    Ok(row)
}

/// Only what is told as done has a row among GDELT's events.
fn eligible(happening: &Happening<'_>) -> Result<(), LeftOut> {
    match happening.incident {
        i if i.unreal && !matches!(i.family, "agreement" | "words") => Err(LeftOut::NotReal),
        i if i.not_so => Err(LeftOut::Denied),
        _ => Ok(()),
    }
}

fn mentions<'h, 'a>(happening: &'h Happening<'a>) -> impl Iterator<Item = &'h Telling<'a>> {
    happening.told.iter().filter(|t| t.claim.event.is_some() && !denied(t.claim))
}

/// The mentions of the same incidents that [`event`] has rows for.
pub(crate) fn mention_rows(happening: &Happening<'_>) -> Result<Vec<Row>, LeftOut> {
    let happening = &happening.upheld().ok_or(LeftOut::TakenBack)?;
    eligible(happening)?;
    cameo_code(done(happening)?.claim).ok_or(LeftOut::NoEvent)?;
    let from = happening.incident.from.as_deref().ok_or(LeftOut::NoDay)?;
    let row = |t: &Telling<'_>| {
        let mut row = Row::default();
        row.number(Some(number(&happening.incident.id)));
        row.word(&format!("{}000000", super::plover::compact(from)));
        row.maybe(t.origin.published.as_deref().map(|d| format!("{}000000", super::plover::compact(d))).as_deref());
        // 1: identified by its address; 2: by a citation.
        row.number(Some(if t.origin.url.is_some() { 1 } else { 2 }));
        let said = crate::phrase::said(t.claim).map(|s| format!(" ({s})")).unwrap_or_default();
        row.word(&format!("{}{said}", t.origin.outlet()));
        row.word(t.origin.url.as_deref().unwrap_or(&t.origin.id));
        // The number of the sentence is not kept; the place in the text makes the row's key unique as that would.
        row.number(Some(t.claim.evidence.start));
        let offset = |list: &[Entity], n: usize| list.get(n).and_then(|e| e.words.as_ref()).map_or(-1, |w| i64::from(w.start));
        row.number(Some(offset(&t.claim.actors, 0)));
        row.number(Some(if t.claim.recipients.is_empty() { offset(&t.claim.actors, 1) } else { offset(&t.claim.recipients, 0) }));
        row.number(Some(t.claim.evidence.start));
        row.number(Some(1));
        row.number(Some((f64::from(t.claim.confidence) * 100.0).round() as i64));
        row.empty(3);
        row.word(&t.claim.evidence.text);
        row
    };
    Ok(mentions(happening).map(row).collect())
}

fn actor(row: &mut Row, who: Option<&Entity>) {
    let code = who.and_then(|e| e.code.as_deref());
    row.maybe(who.map(|e| super::petrarch::code(Some(e))).filter(|c| c != super::petrarch::NOBODY).as_deref());
    row.maybe(who.map(|e| entity(e).to_uppercase()).as_deref());
    row.maybe(code.filter(|c| country(c).is_some()));
    row.maybe(code.filter(|c| country(c).is_none()));
    row.empty(3);
    row.maybe(who.and_then(|e| e.sector.as_deref()));
    row.empty(2);
}

/// GDELT's kinds of places: 1 country, 4 a town of the world, 5 a province of the world; 2 and 3 are the same within the USA.
fn geo(row: &mut Row, place: Option<&Where>) {
    let Some(place) = place else {
        row.number(Some(0));
        return row.empty(7);
    };
    let home = place.country.as_deref() == Some("USA");
    let kind = match place.precision.as_ref() {
        "country" => 1,
        "province" if home => 2,
        "province" => 5,
        "exact" | "settlement" | "district" if home => 3,
        "exact" | "settlement" | "district" => 4,
        _ => 0,
    };
    let land = place.country.as_deref().and_then(country);
    row.number(Some(kind));
    let parts = [Some(place.name.as_str()), place.admin1.as_deref(), land.map(|c| c.name)];
    row.list(crate::notes::distinct(parts.into_iter().flatten()), ", ");
    row.maybe(land.map(|c| c.fips));
    row.empty(2);
    row.number(place.lat);
    row.number(place.lon);
    row.number(place.geonames);
}
