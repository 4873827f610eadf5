//! Ties between the drafts of one report: allegations to their accusation, denials to what they answer, figures to
//! the event they count, retellings to what they retell; and what is background.

mod bare;

use crate::claim::{Event, Modality, Stance};
use crate::distance;
use crate::document::Document;
use crate::draft::{Body, Draft};
use crate::entity::Ent;
use crate::setting;
use crate::time::TimeExpr;
use dateline_lexicon::{Pos, Slot};
use dateline_syntax::{Deprel, Upos};

/// Adds the ties.
pub(crate) fn relate(doc: &Document<'_>, drafts: &mut Vec<Draft>) {
    denials(doc, drafts);
    allegations(doc, drafts);
    bare::accusations(doc, drafts);
    counts(doc, drafts);
    retellings(doc, drafts);
}

/// What is alleged leads to the act of accusing.
fn allegations(doc: &Document<'_>, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let Some(cue) = drafts[i].speakers.iter().rev().find(|s| s.stance == Stance::Accuses) else { continue };
        let (at, accuser) = (cue.at, cue.ent.key.clone());
        let accusation = drafts.iter().position(|d| d.is("ACCUSE") && d.at == at && d.actors.iter().any(|a| a.key == accuser));
        if let Some(accusation) = accusation.filter(|&a| a != i) {
            drafts[i].links.push(("alleged_in", accusation));
            accused(doc, drafts, i, accusation);
        }
    }
}

/// "Accused the rebels of an attack", "blamed the blast on the rebels": the doer of what a noun alleges is who is accused of it.
fn accused(doc: &Document<'_>, drafts: &mut [Draft], alleged: usize, accusation: usize) {
    let (d, by) = (&drafts[alleged], &drafts[accusation]);
    let graph = &doc.graphs[d.at.tree];
    let (noun, verb) = (d.at.word, by.at.word);
    if graph.upos(noun) != Upos::Noun || d.event().is_none() || !d.actors.is_empty() || by.recipients.is_empty() {
        return;
    }
    let own = |w: usize| graph.head(w) == Some(verb);
    let of_it = matches!(graph.rel(noun), Deprel::Obl | Deprel::Nmod)
        && matches!(graph.case(noun).as_deref(), Some("of" | "for" | "over"))
        && graph.head(noun).is_some_and(|h| h == verb || own(h) && matches!(graph.rel(h), Deprel::Obj | Deprel::NsubjPass));
    // "Of being behind the attack".
    let behind = own(noun)
        && graph.kid(noun, &[Deprel::Cop]).is_some()
        && graph.kids_in(noun, &[Deprel::Case]).any(|k| graph.lemma(k) == "behind");
    let of_it = of_it || behind;
    let rows = doc.lexicon.predicates.rows(&graph.lemma(verb).to_lowercase(), Pos::Verb);
    let on_them = own(noun)
        && matches!(graph.rel(noun), Deprel::Obj | Deprel::NsubjPass)
        && rows.iter().any(|r| r.kind == "ACCUSE" && r.recipient.contains(&Slot::Prep("on".into())));
    let spared = |d: &Draft| d.recipients.iter().all(|r| !by.recipients.iter().any(|a| a.key == r.key));
    if !(of_it && spared(d) || on_them) {
        return;
    }
    let doers: Vec<Ent> = by.recipients.iter().filter(|e| e.acts() && !e.is_outlet()).cloned().collect();
    if doers.is_empty() {
        return;
    }
    let d = &mut drafts[alleged];
    d.recipients.retain(|r| !doers.iter().any(|a| a.key == r.key));
    d.actors = doers;
    d.rules.push("by whom it is blamed on".into());
}

fn same_party(a: &Ent, b: &Ent) -> bool {
    a.key == b.key || a.party.is_some() && a.party == b.party || a.code.is_some() && a.code == b.code && a.sector == b.sector
}

/// "Azerbaijan denied the claims": the denial is a claim, and so is what is denied, turned negative.
fn denials(doc: &Document<'_>, drafts: &mut Vec<Draft>) {
    let mut more = Vec::new();
    for i in 0..drafts.len() {
        let d = &drafts[i];
        // A clause under "denied": find what it answers.
        if let Some(denier) = d.speakers.iter().find(|s| matches!(s.stance, Stance::Denies | Stance::DeniesResponsibility)) {
            let answers = |&j: &usize| {
                let other = &drafts[j];
                other.body.kind() == d.body.kind()
                    && other.event().map(|e| &e.kind) == d.event().map(|e| &e.kind)
                    && other.speakers.iter().any(|s| !s.ent.is_outlet() && !same_party(&s.ent, &denier.ent))
            };
            // Of numbers it is the same one that is denied.
            let same = |&j: &usize| number(&drafts[j]) == number(d);
            let told = || (0..i).rev().filter(answers);
            // What nobody is said to have alleged, the report told in its own voice.
            let near = |&j: &usize| match (d.place, drafts[j].place) {
                (Some(p), Some(q)) => doc.toponyms.get(p).map(|t| &t.name) == doc.toponyms.get(q).map(|t| &t.name),
                _ => true,
            };
            let act = || bare::denied(doc, drafts, i, &denier.ent, None).filter(|j| d.is("ASSAULT") && near(j));
            let answered = told().find(same).or_else(|| told().next()).or_else(act);
            if let Some(answered) = answered {
                more.push((i, None, answered));
            }
            continue;
        }
        // A bare denial: of the allegations, claims, charges.
        let graph = &doc.graphs[d.at.tree];
        if !d.is("REJECT") || !denies(doc, &graph.lemma(d.at.word).to_lowercase()) && !bare::calls_untrue(doc, d) {
            continue;
        }
        let has_content = drafts.iter().any(|o| o.speakers.iter().any(|s| s.at == d.at));
        // "Denied that the town had fallen" answers that, coded or not, and nothing else. "Denied that it had" answers what was said of it before.
        if has_content || !bare::of_what_was_told(doc, d) {
            continue;
        }
        let Some(denier) = d.actors.first().cloned() else { continue };
        let charged: Vec<usize> = (0..i)
            .filter(|&j| {
                let other = &drafts[j];
                d.at.tree.saturating_sub(other.at.tree) <= 4
                    && matches!(other.body, Body::Event(_))
                    && !["ACCUSE", "CONSULT", "REJECT", "REQUEST"].iter().any(|kind| other.is(kind))
                    && other.actors.iter().any(|a| same_party(a, &denier))
                    && other.speakers.iter().any(|s| !s.ent.is_outlet() && !same_party(&s.ent, &denier))
            })
            .collect();
        let Some(answered) = bare::denied(doc, drafts, i, &denier, charged.last().copied()) else { continue };
        // Who denies a part in it is who did not do it; who calls what others claim untrue need not be one whom they accuse.
        let told = &drafts[answered];
        let others = !told.actors.is_empty() && bare::of_claims(doc, d);
        let first = if others { told.clone() } else { Draft { actors: vec![denier.clone()], ..told.clone() } };
        let object = graph
            .kids_in(d.at.word, &[Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp])
            .chain(bare::denied_subject(graph, d.at.word))
            .flat_map(|o| graph.subtree_without(o, |k| graph.rel(k) == Deprel::AclRelcl))
            .chain([d.at.word])
            .collect::<Vec<_>>();
        let mut speakers = d.speakers.clone();
        // "Said the claims were false": that is how he denies them.
        speakers.pop_if(|last| last.ent.key == denier.key);
        speakers.push(crate::speech::Speaker {
            ent: denier.clone(),
            stance: Stance::Denies,
            cue: graph.span(d.at.word),
            at: d.at,
            others: Vec::new(),
        });
        let negative = Draft {
            at: d.at,
            core: d.core.clone(),
            evidence: graph.cover(&object),
            speakers,
            links: vec![("answers", answered)],
            rules: vec![format!("denial of what was alleged before: {}", first.rules.first().cloned().unwrap_or_default())],
            ..first
        };
        more.push((i, Some(negative), answered));
    }
    for (i, negative, answered) in more {
        drafts[i].links.push(("answers", answered));
        if drafts[i].is("REJECT") && drafts[i].recipients.is_empty() {
            let claimants: Vec<Ent> =
                drafts[answered].speakers.iter().filter(|s| !s.ent.is_outlet()).map(|s| s.ent.clone()).collect();
            drafts[i].recipients.extend(claimants);
        }
        drafts.extend(negative);
    }
}

/// What is counted, and how many.
fn number(d: &Draft) -> Option<(&str, Option<u64>, Option<u64>)> {
    match &d.body {
        Body::Figure(f) => Some((f.what.as_ref(), f.low, f.high)),
        _ => None,
    }
}

/// The drafts of each sentence, so that what looks for a neighbour need not look through a whole book.
fn by_sentence(doc: &Document<'_>, drafts: &[Draft]) -> Vec<Vec<usize>> {
    let mut of = vec![Vec::new(); doc.graphs.len()];
    for (i, draft) in drafts.iter().enumerate() {
        of[draft.at.tree].push(i);
    }
    of
}

/// A figure counts the nearest event of its sentence that can have caused it.
fn counts(doc: &Document<'_>, drafts: &mut [Draft]) {
    let sentences = by_sentence(doc, drafts);
    for i in 0..drafts.len() {
        if !matches!(drafts[i].body, Body::Figure(_)) {
            continue;
        }
        let at = drafts[i].at;
        // "A shootout in a conflict that has left hundreds dead": what a relative clause counts belongs to its noun.
        let graph = &doc.graphs[at.tree];
        let clause = graph.path(at.word).find(|&w| graph.rel(w) == Deprel::AclRelcl);
        let told_of = |d: &Draft| {
            clause.is_none_or(|c| {
                graph.dominates(c, d.at.word)
                    || graph.head(c).is_some_and(|noun| d.core.contains(&noun) || graph.dominates(noun, d.at.word))
            })
        };
        let near = sentences[at.tree]
            .iter()
            .copied()
            .filter(|&j| told_of(&drafts[j]) && !distance::apart(doc, at.tree, at.word, drafts[j].at.word))
            .filter(|&j| drafts[j].is("ASSAULT") || drafts[j].is("COERCE") || drafts[j].is("RETREAT") || drafts[j].is("SANCTION"))
            .min_by_key(|&j| drafts[j].at.word.abs_diff(at.word));
        if let Some(near) = near {
            drafts[i].links.push(("counts", near));
            let (time, place) = (drafts[near].time, drafts[near].place);
            let d = &mut drafts[i];
            d.time = d.time.or(time);
            d.place = d.place.or(place);
        }
    }
}

/// The same act told again: same type, actors that agree, dates and places that do not disagree.
fn retellings(doc: &Document<'_>, drafts: &mut [Draft]) {
    let range = |d: &Draft| d.time.and_then(|t| doc.times.get(t)).and_then(|t| Some((t.start?, t.end?)));
    let place = |d: &Draft| d.place.and_then(|p| doc.toponyms.get(p)).map(|t| &t.name);
    let plain = |d: &Draft| d.mood.modality == Modality::Actual && !d.mood.recurring;
    let agree =
        |a: &[Ent], b: &[Ent]| !a.is_empty() && a.len() == b.len() && a.iter().all(|x| b.iter().any(|y| same_party(x, y)));
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let Some(event) = d.event().filter(|_| plain(d)) else { continue };
        let earlier = (0..i).rev().find(|&j| {
            let o = &drafts[j];
            let told = o.event().is_some_and(|e| e.kind == event.kind)
                && o.at.tree < d.at.tree
                && o.mood.negative == d.mood.negative
                && plain(o);
            if !told {
                return false;
            }
            // Violence needs a common date; talks, deals and words need common sides and no date against it.
            let (mine, theirs) = (range(d), range(o));
            let same_time = mine.is_some() && mine == theirs;
            let near_by = d.at.tree.saturating_sub(o.at.tree) <= 1 && (mine.is_none() || theirs.is_none());
            let near = place(d).is_none() || place(o).is_none() || place(d) == place(o);
            let violent = matches!(event.kind.as_str(), "ASSAULT" | "COERCE" | "MOBILIZE" | "PROTEST");
            let who = agree(&d.actors, &o.actors) || agree(&d.recipients, &o.recipients);
            // "Civilians" are killed in every attack of the day: a party or the place has to be the same, and nothing of how it was done another.
            let party = |ents: &[Ent]| ents.iter().any(|e| e.kind != "population");
            let telling = !violent
                || place(d).is_some() && place(d) == place(o)
                || agree(&d.actors, &o.actors) && party(&d.actors)
                || agree(&d.recipients, &o.recipients) && party(&d.recipients);
            let otherwise = |o: &Event| {
                !o.modes.is_empty() && !event.modes.is_empty() && o.modes.iter().all(|mode| !event.modes.contains(mode))
            };
            let otherwise = violent && o.event().is_some_and(otherwise);
            // "A summit in Russia" a week ago is not the meeting told just before it.
            let anew = !violent && !same_time && (mine.is_some() || place(d).is_some()) && told_anew(doc, d);
            near && who && telling && !otherwise && !anew && (same_time || near_by && !violent)
        });
        if let Some(earlier) = earlier.filter(|&earlier| !drafts[i].links.contains(&("same_as", earlier))) {
            drafts[i].links.push(("same_as", earlier));
        }
    }
}

/// Whether a noun tells of something as not known yet: `a summit`.
fn told_anew(doc: &Document<'_>, d: &Draft) -> bool {
    let graph = &doc.graphs[d.at.tree];
    graph.upos(d.at.word) == Upos::Noun && graph.has_kid(d.at.word, &[Deprel::Det], &["a", "an", "another"])
}

/// What is told of one happening over several sentences: a sentence without any date goes on from the one before.
pub(crate) fn carry_on(doc: &Document<'_>, drafts: &mut [Draft]) {
    let harm = |d: &Draft| d.is("ASSAULT") || matches!(d.body, Body::Figure(_));
    let sentences = by_sentence(doc, drafts);
    let mut dated = vec![false; sentences.len()];
    // "In the past" is a time as well, though no date.
    doc.times.iter().filter(|t| t.start.is_some() || t.value == "PAST_REF").for_each(|t| dated[t.tree] = true);
    for i in 0..drafts.len() {
        let tree = drafts[i].at.tree;
        let plain = harm(&drafts[i]) && drafts[i].mood.modality == Modality::Actual && !drafts[i].mood.recurring;
        if !plain || drafts[i].time.is_some() || dated[tree] {
            continue;
        }
        let near = sentences[tree.saturating_sub(CARRY)..=tree]
            .iter()
            .flatten()
            .copied()
            .filter(|&j| {
                harm(&drafts[j])
                    && drafts[j].time.is_some()
                    && !drafts[j].mood.recurring
                    && (drafts[j].mood.modality == Modality::Actual || drafts[j].mood.aim)
            })
            .filter(|&j| drafts[j].carried.is_none())
            .filter(|&j| {
                drafts[j].time.and_then(|t| doc.times.get(t)).is_some_and(|t| {
                    matches!(t.precision, "day" | "part_of_day" | "time")
                            // "The 21 August attack" of months ago names an attack; the story is not on that day.
                            && !(setting::names(&doc.graphs[t.tree], t) && long_ago(doc, t))
                })
            })
            .max_by_key(|&j| drafts[j].at.tree);
        if let Some(near) = near {
            drafts[i].time = drafts[near].time;
            drafts[i].carried = Some("the date goes on from the sentence before");
        }
    }
}

/// Whether a date lies weeks before the report.
fn long_ago(doc: &Document<'_>, t: &TimeExpr) -> bool {
    let Some((published, end)) = doc.day.zip(t.end) else { return false };
    (published - end).get_days() > NEWS_DAYS
}

/// For how many days what is dated inside a name ("Tuesday's attack") may still be what the report is about.
const NEWS_DAYS: i32 = 14;

/// Over how many sentences a date goes on.
const CARRY: usize = 2;

/// Days before the report after which a dated happening is background (claims.md: three months).
const BACKGROUND_DAYS: i32 = 92;

/// Marks what is told as background: what is dated more than three months before the report.
pub(crate) fn background(doc: &Document<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        d.historical |= is_background(doc, d);
    }
    let past: Vec<bool> = (0..drafts.len()).map(|i| told_with_the_past(doc, drafts, i)).collect();
    drafts.iter_mut().zip(past).for_each(|(d, past)| d.historical |= past);
}

/// "The war of 2020 claimed thousands of lives before a truce ended it": a clause without a date is of the time of the one that it hangs on.
fn told_with_the_past(doc: &Document<'_>, drafts: &[Draft], i: usize) -> bool {
    let d = &drafts[i];
    if d.time.is_some() || d.event().is_none() {
        return false;
    }
    let graph = &doc.graphs[d.at.tree];
    let beside = |w: usize| {
        graph.rel(w) == Deprel::Advcl
            && graph
                .kids_in(w, &[Deprel::Mark])
                .any(|k| matches!(graph.lemma(k), "before" | "after" | "until" | "when" | "while"))
    };
    let Some(above) = graph.path(d.at.word).find(|&w| beside(w)).and_then(|w| graph.head(w)) else { return false };
    drafts.iter().any(|o| o.at.tree == d.at.tree && (o.at.word == above || o.core.contains(&above)) && is_background(doc, o))
}

fn is_background(doc: &Document<'_>, d: &Draft) -> bool {
    let end = d.time.and_then(|t| doc.times.get(t)).and_then(|time| time.end);
    doc.day.zip(end).is_some_and(|(published, end)| (published - end).get_days() > BACKGROUND_DAYS)
}

/// Whether the verb or noun denies.
fn denies(doc: &Document<'_>, lemma: &str) -> bool {
    let cues = &doc.lexicon.cues;
    cues.verb(lemma)
        .or_else(|| cues.noun(lemma))
        .is_some_and(|c| matches!(Stance::from(c.stance), Stance::Denies | Stance::DeniesResponsibility))
}
