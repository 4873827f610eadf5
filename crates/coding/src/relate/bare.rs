//! Accusations and denials that do not tell what they are about: "the government blamed rebels", "the group denied any involvement". They are about
//! the act that the report told last.

use crate::claim::{Modality, Stance};
use crate::document::Document;
use crate::draft::Draft;
use crate::entity::Ent;
use crate::speech::Speaker;
use dateline_lexicon::{Content, Pos};
use dateline_syntax::Deprel;

/// How many sentences before an accusation the act may stand that it is about,
const BLAMED: usize = 3;
/// and before a denial: who is asked for one is heard late in a report.
const DENIED: usize = 12;

/// The last act of violence told before `i`, in so many sentences: one told as having happened, not denied, and not of another time.
pub(super) fn act_before(
    doc: &Document<'_>,
    drafts: &[Draft],
    i: usize,
    sentences: usize,
    fits: impl Fn(&Draft) -> bool,
) -> Option<usize> {
    let at = drafts[i].at;
    let told = |d: &Draft| {
        d.is("ASSAULT")
            && (d.at.tree, d.at.word) < (at.tree, at.word)
            && at.tree - d.at.tree <= sentences
            && d.mood.modality == Modality::Actual
            && !(d.mood.negative || d.mood.recurring || super::is_background(doc, d))
            && !d.speakers.iter().any(|s| matches!(s.stance, Stance::Denies | Stance::DeniesResponsibility))
    };
    (0..drafts.len()).filter(|&j| told(&drafts[j]) && fits(&drafts[j])).max_by_key(|&j| (drafts[j].at.tree, drafts[j].at.word))
}

/// "The government blamed rebels": what they are blamed for is a claim of the accuser, as where it is told.
pub(super) fn accusations(doc: &Document<'_>, drafts: &mut Vec<Draft>) {
    let mut more = Vec::new();
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let graph = &doc.graphs[d.at.tree];
        let alleges = |row: &dateline_lexicon::Row| row.kind == "ACCUSE" && row.content == Content::Allegation;
        let rows = doc.lexicon.predicates.rows(&graph.lemma(d.at.word).to_lowercase(), Pos::Verb);
        let plain = d.mood.modality == Modality::Actual && !d.mood.negative && !super::is_background(doc, d);
        if !d.is("ACCUSE") || !plain || !rows.iter().any(|row| alleges(row)) || tells_what(doc, d) {
            continue;
        }
        // An allegation of its own is told where it is said to be one.
        if drafts.iter().any(|o| o.links.contains(&("alleged_in", i)) || o.speakers.iter().any(|s| s.at == d.at)) {
            continue;
        }
        let Some(accuser) = d.actors.first().cloned() else { continue };
        let doers: Vec<Ent> = d.recipients.iter().filter(|e| e.acts() && !e.is_outlet() && e.key != accuser.key).cloned().collect();
        // Nobody is blamed for what was done to them.
        let spared = |act: &Draft| !doers.iter().any(|doer| act.recipients.iter().any(|hit| super::same_party(hit, doer)));
        let Some(about) = act_before(doc, drafts, i, BLAMED, spared).filter(|_| !doers.is_empty()) else { continue };
        let first = &drafts[about];
        let mut speakers = d.speakers.clone();
        speakers.push(Speaker { ent: accuser, stance: Stance::Accuses, cue: graph.span(d.at.word), at: d.at, others: Vec::new() });
        more.push(Draft {
            at: d.at,
            actors: doers,
            third: Vec::new(),
            core: d.core.clone(),
            evidence: d.evidence,
            speakers,
            links: vec![("alleged_in", i), ("same_as", about)],
            rules: vec!["blamed for the act told before".into()],
            ..first.clone()
        });
    }
    drafts.extend(more);
}

/// The act that `i` denies: one that nobody is named for, or the denier.
pub(super) fn denied(doc: &Document<'_>, drafts: &[Draft], i: usize, denier: &Ent) -> Option<usize> {
    if drafts[i].mood.recurring {
        return None;
    }
    let theirs = |act: &Draft| act.actors.is_empty() || act.actors.iter().any(|doer| super::same_party(doer, denier));
    act_before(doc, drafts, i, DENIED, theirs)
}

/// Whether the words tell what somebody is blamed for: "for the attack", "of shelling the town", "that it had …".
fn tells_what(doc: &Document<'_>, d: &Draft) -> bool {
    let graph = &doc.graphs[d.at.tree];
    let below = |w: usize| graph.kids(w).iter().copied();
    let object = |w: usize| matches!(graph.rel(w), Deprel::Obj | Deprel::NsubjPass | Deprel::Nsubj);
    let content = |w: usize| {
        matches!(graph.rel(w), Deprel::Ccomp | Deprel::Xcomp | Deprel::Acl)
            || graph.rel(w) == Deprel::Advcl && graph.has_kid(w, &[Deprel::Mark], &["of", "for", "over"])
            || matches!(graph.rel(w), Deprel::Obl | Deprel::Nmod)
                && matches!(graph.case(w).as_deref(), Some("for" | "of" | "over" | "on" | "with" | "in"))
                && !graph.lemma(w).chars().next().is_some_and(char::is_uppercase)
    };
    let verb = d.at.word;
    below(verb).any(content) || below(verb).filter(|&w| object(w)).any(|w| below(w).any(|k| content(k) && k > verb))
}

/// Whether a denial is of a part in what was told ("denied any involvement", "denied it"), or of its like ("any such weapons").
pub(super) fn of_what_was_told(doc: &Document<'_>, d: &Draft) -> bool {
    let graph = &doc.graphs[d.at.tree];
    let part = |w: usize| {
        doc.lexicon.predicates.in_class("allegation", &graph.lemma(w).to_lowercase())
            || matches!(graph.lemma(w).to_lowercase().as_str(), "it" | "this" | "that" | "they")
    };
    let such = |w: usize| graph.lemma(w) == "such" && graph.dominates(d.at.word, w);
    graph.kids_in(d.at.word, &[Deprel::Obj]).any(part) || (0..graph.len()).any(such)
}
