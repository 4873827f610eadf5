//! Drafts written as claims: ids, offsets, derived codes, relations of speakers, confidence.

use super::contexts;
use crate::claim::{
    Aspect, Claim, ClaimLink, Event, Figure, Kind, Link, Modality, Obligation, Polarity, Relation, ReportRef, Stance,
};
use crate::document::Document;
use crate::draft::{Body, Draft};
use crate::entity::{Ent, Form, Loc};
use crate::number::Quantity;
use crate::setting::{self};
use crate::speech::Speaker;
use dateline_lexicon::Deed;
use dateline_syntax::{Deprel, Upos};
use dateline_text::sha256_hex;
use std::collections::BTreeMap;

/// Writes drafts as claims.
pub(super) fn write(doc: &Document<'_>, drafts: &[Draft], coder: &str) -> Vec<Claim> {
    let report = doc.report;
    let text_sha256 = report.text_sha256();
    let reference = ReportRef {
        id: report.id.clone(),
        text_sha256: text_sha256.clone(),
        published: report.published.map(|d| d.to_string()),
        publisher: report.publisher.clone(),
        wire: report.wire.clone(),
    };
    let mut ordinals: BTreeMap<(Kind, u32, u32), usize> = BTreeMap::new();
    let ids: Vec<String> = drafts
        .iter()
        .map(|d| {
            let ordinal = ordinals.entry((d.body.kind(), d.evidence.start, d.evidence.end)).or_insert(0);
            *ordinal += 1;
            let quote = report.quote(d.evidence);
            let seed = format!("{text_sha256}\n{}\n{}-{}\n{ordinal}", d.body.kind(), quote.start, quote.end);
            sha256_hex(seed.as_bytes())[..16].to_owned()
        })
        .collect();
    // Whose conflict the report is about, once for all claims.
    let sides = doc.entities.parties(doc, Loc { tree: doc.graphs.len(), word: 0 }, false);
    let mut claims: Vec<(Loc, Claim)> = drafts
        .iter()
        .enumerate()
        .map(|(i, d)| (d.at, claim(doc, d, &counted(drafts, i), &sides, &ids[i], &ids, &reference, coder)))
        .collect();
    // After ACLED's sub-event is derived, which asks for what the row itself tells.
    let contexts = contexts::by_sentence(doc);
    for (at, claim) in &mut claims {
        if let Some(event) = &mut claim.event {
            for context in contexts.get(at.tree).into_iter().flatten() {
                if !event.contexts.iter().any(|c| c == context) {
                    event.contexts.push((*context).to_owned().into());
                }
            }
        }
    }
    claims.sort_by(|a, b| {
        (a.0.tree, a.1.evidence.start, a.1.evidence.end, a.1.kind, &a.1.id).cmp(&(
            b.0.tree,
            b.1.evidence.start,
            b.1.evidence.end,
            b.1.kind,
            &b.1.id,
        ))
    });
    claims.into_iter().map(|(_, c)| c).collect()
}

/// The sectors of those who are counted dead or hurt in a happening.
fn counted(drafts: &[Draft], event: usize) -> Vec<&str> {
    let of_it = |d: &&Draft| d.links.iter().any(|(rel, other)| *rel == "counts" && *other == event);
    drafts.iter().filter(of_it).flat_map(|d| &d.recipients).map(side).collect()
}

/// The sector, `state` for a state that is named without its army or government.
fn side(ent: &Ent) -> &str {
    ent.sector.as_deref().unwrap_or(if ent.kind == "state" { "state" } else { "" })
}

#[allow(clippy::too_many_arguments)]
fn claim(
    doc: &Document<'_>,
    d: &Draft,
    counted: &[&str],
    sides: &[Ent],
    id: &str,
    ids: &[String],
    reference: &ReportRef,
    coder: &str,
) -> Claim {
    let report = doc.report;
    let entities = |ents: &[Ent]| ents.iter().map(|e| e.entity(report)).collect::<Vec<_>>();
    let denied = d.speakers.iter().any(|s| matches!(s.stance, Stance::Denies | Stance::DeniesResponsibility));
    let mut event = None;
    let (mut fig, mut obl, mut ctl, mut off) = (None, None, None, None);
    match &d.body {
        Body::Event(e) => event = Some(derive(doc, d, e, counted)),
        Body::Figure(f) => fig = Some(Figure { scope: scope(doc, d, f), ..f.clone() }),
        Body::Obligation(o) => obl = Some(Obligation { condition: d.mood.condition.map(|c| report.quote(c)), ..o.clone() }),
        Body::Control(c) => ctl = Some(c.clone()),
        Body::Office(o) => off = Some(o.clone()),
    }
    let links: Vec<ClaimLink> = d
        .links
        .iter()
        .filter_map(|(rel, other)| ids.get(*other).map(|id| ClaimLink { rel: (*rel).into(), claim: id.clone() }))
        .collect();
    Claim {
        schema: 1,
        coder: coder.to_owned(),
        id: id.to_owned(),
        report: reference.clone(),
        kind: d.body.kind(),
        event,
        figure: fig,
        obligation: obl,
        control: ctl,
        office: off,
        actors: entities(&d.actors),
        recipients: entities(&d.recipients),
        third_parties: d
            .third
            .iter()
            .map(|(role, e)| {
                let mut entity = e.entity(report);
                entity.role = Some(role.clone().into());
                entity
            })
            .collect(),
        when: d.time.and_then(|t| doc.times.get(t)).map(|t| {
            let mut when = setting::when_of(doc, t);
            if let Some(how) = d.carried {
                when.rule = format!("{}; {how}", when.rule);
            }
            when
        }),
        place: d
            .place
            .and_then(|p| doc.toponyms.get(p))
            .map(|t| setting::where_of(doc, t))
            .or_else(|| d.spot.as_ref().map(|(name, span)| setting::frontier(doc, name, *span)))
            .or_else(|| d.land.as_ref().map(|(code, span)| setting::country_of(doc, code, *span))),
        polarity: if d.mood.negative ^ denied { Polarity::Negative } else { Polarity::Positive },
        modality: d.mood.modality,
        condition: d.mood.condition.map(|c| report.quote(c)),
        aspect: if d.mood.recurring {
            Aspect::Recurring
        } else if d.historical {
            Aspect::Historical
        } else {
            Aspect::Current
        },
        certainty: d.mood.certainty,
        attribution: d
            .speakers
            .iter()
            .map(|s| Link {
                source: s.ent.entity(report),
                stance: s.stance,
                cue: Some(report.quote(s.cue)),
                relation: relation(sides, d, s),
            })
            .collect(),
        hedges: d.mood.hedges.iter().map(|&h| report.quote(h)).collect(),
        evidence: report.quote(d.evidence),
        links,
        rule: d.rules.join("; "),
        confidence: confidence(d),
    }
}

/// A type of the user's own comes out under its name, with the PLOVER type as which it was coded beside it.
/// Quad class, score and ACLED's sub-event from the type and modes; the latter also from who acts, who is hit, and the words.
fn derive(doc: &Document<'_>, d: &Draft, event: &Event, counted: &[&str]) -> Event {
    let table = &doc.lexicon.predicates;
    let modes: Vec<&str> = event.modes.iter().map(AsRef::as_ref).collect();
    let contexts: Vec<&str> = event.contexts.iter().map(AsRef::as_ref).collect();
    let actors: Vec<&str> = d.actors.iter().map(side).collect();
    // Of two who act, as in a fight, each is the other side of the other.
    let others: Vec<&str> =
        d.recipients.iter().map(side).chain(actors.iter().skip(1).copied()).chain(counted.iter().copied()).collect();
    // Who acts is told before the words that carry it where two verbs share a subject.
    let doers = d.actors.iter().filter(|a| !d.evidence.contains(a.span) && a.form == Form::Noun).map(|a| a.name.as_str());
    let words = doers.chain([doc.report.quote(d.evidence).text.as_str()]).collect::<Vec<_>>().join(" ");
    let own = d.own.as_deref();
    let kind = own.unwrap_or(&event.kind);
    let deed = Deed { kind, modes: &modes, contexts: &contexts, actors: &actors, others: &others, words: &words };
    Event {
        kind: kind.to_owned(),
        parent: own.filter(|own| *own != event.kind).map(|_| event.kind.clone().into()),
        quad: table.quad(kind),
        score: table.score(kind, modes.iter().copied()),
        acled: table.acled(&deed).map(|s| s.to_owned().into()),
        ..event.clone()
    }
}

/// How a speaker stands to what is said.
pub(super) fn relation(sides: &[Ent], d: &Draft, s: &Speaker) -> Relation {
    if s.ent.is_outlet() {
        return Relation::Outlet;
    }
    if s.ent.kind == "unnamed" {
        return Relation::Unnamed;
    }
    let sector = s.ent.sector.as_deref();
    let watches = s.ent.kind == "ngo" || s.ent.code.as_deref() == Some("NGO") || matches!(sector, Some("NGO" | "MED"));
    if s.ent.hint.as_deref() == Some("monitor") || watches {
        return Relation::Monitor;
    }
    if matches!(s.ent.kind, "igo") || s.ent.hint.as_deref() == Some("third_party") {
        return Relation::ThirdParty;
    }
    let party = s.ent.party.as_deref();
    let same = |e: &Ent| e.party.is_some() && e.party.as_deref() == party;
    if party.is_some() && d.actors.iter().any(same) {
        return Relation::Party;
    }
    let hostile = matches!(
        d.event().map(|e| e.kind.as_str()),
        Some("ASSAULT" | "COERCE" | "MOBILIZE" | "THREATEN" | "SANCTION" | "ACCUSE")
    );
    let is_side = party.is_some() && sides.iter().any(same);
    if party.is_some() && !d.actors.is_empty() && (hostile && (is_side || d.recipients.iter().any(same))) {
        return Relation::Opponent;
    }
    if is_side || party.is_some() && d.recipients.iter().any(same) {
        return Relation::Party;
    }
    // Who fights in the war is a side of it; who speaks for a power or an army watches nothing.
    if matches!(sector, Some("REB" | "PRM" | "UAF")) {
        return Relation::Party;
    }
    let of_power = matches!(sector, Some("GOV" | "MIL" | "LEG" | "COP" | "SPY" | "OPP" | "PTY"));
    if !of_power && (s.ent.kind == "population" || s.ent.kind == "person" && s.ent.code.is_none()) {
        return Relation::Monitor;
    }
    Relation::ThirdParty
}

/// A first estimate from what is known to go wrong: claims without actors, long chains, weak moods.
pub(super) fn confidence(d: &Draft) -> f32 {
    let mut c: f32 = match d.body {
        Body::Office(_) => 0.8,
        Body::Figure(_) => 0.7,
        Body::Control(_) | Body::Obligation(_) => 0.55,
        Body::Event(_) => 0.55,
    };
    if matches!(d.body, Body::Event(_)) && d.actors.is_empty() {
        c -= 0.15;
    }
    if d.mood.modality != Modality::Actual {
        c -= 0.1;
    }
    if d.mood.negative {
        c -= 0.05;
    }
    (c * 100.0).round() / 100.0
}

/// "34 officers have died this year": what is counted over weeks, and of no event, is counted over a period; so are "13 shooting deaths this
/// year", which are events themselves. One person without a number is of no period: "the death of a boy last month".
fn scope(doc: &Document<'_>, d: &Draft, figure: &Figure) -> crate::claim::Term {
    const WEEKS: i32 = 28;
    let told = d.time.filter(|_| d.carried.is_none()).and_then(|t| doc.times.get(t)).and_then(|t| {
        let when = setting::when_of(doc, t);
        let day = |text: &Option<String>| text.as_ref().and_then(|s| s.get(..10)?.parse::<jiff::civil::Date>().ok());
        day(&when.start).zip(day(&when.end))
    });
    let long = told.is_some_and(|(a, b)| a.until(b).is_ok_and(|span| span.get_days() >= WEEKS));
    let graph = &doc.graphs[d.at.tree];
    let up_to_now = told.is_some_and(|(_, end)| Some(end) == doc.day);
    let deaths = up_to_now && graph.upos(d.at.word) == Upos::Noun && figure.low.is_some_and(|low| low > 1);
    let of_an_event = !deaths && d.links.iter().any(|(rel, _)| *rel == "counts");
    // "The war has killed 280,000 people", "300,000 have died since the conflict began": counted over all of it.
    let war = |word: usize| doc.lexicon.predicates.in_class("whole_war", &graph.lemma(word).to_lowercase());
    let verbs = || std::iter::once(d.at.word).chain(graph.head(d.at.word));
    let by_war = |verb: usize| {
        graph.kids_in(verb, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::OblAgent]).any(war)
            || graph.rel(verb) == Deprel::AclRelcl && graph.head(verb).is_some_and(war)
            // "The death toll of the war".
            || graph.upos(verb) == Upos::Noun && graph.kids_in(verb, &[Deprel::Nmod, Deprel::NmodPoss, Deprel::Compound]).any(war)
            || graph.kids_in(verb, &[Deprel::Advcl, Deprel::Obl]).any(|k| {
                let since = graph.has_kid(k, &[Deprel::Mark, Deprel::Case], &["since"]);
                since && (war(k) || graph.kids_in(k, &[Deprel::Nsubj, Deprel::NsubjPass]).any(war))
            })
    };
    if figure.scope == "event" && verbs().any(by_war) {
        return "running_total".into();
    }
    let numbered = |q: &Quantity| q.unit.is_none() && d.evidence.contains(graph.span(q.number_word));
    let one = figure.high == Some(1) && !doc.quantities[d.at.tree].iter().any(numbered);
    if figure.scope == "event" && long && !of_an_event && !one { "period".into() } else { figure.scope.clone() }
}
