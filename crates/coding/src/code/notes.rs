//! The trace for `explain`.

use crate::Note;
use crate::document::Document;
use crate::draft::Draft;
use crate::event::Passed;

/// The trace for `explain`: why each claim is, and why other words are none.
pub(super) fn notes(doc: &Document<'_>, drafts: &[Draft], passed: &[Passed]) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for d in drafts {
        notes.push(Note {
            tree: d.at.tree,
            word: d.at.word,
            rule: d.rules.first().cloned().unwrap_or_default(),
            text: d.rules.join("; "),
            coded: true,
        });
        for e in d.actors.iter().chain(&d.recipients).chain(d.third.iter().map(|t| &t.1)) {
            if e.loc.tree == d.at.tree && !e.via.is_empty() {
                notes.push(Note {
                    tree: e.loc.tree,
                    word: e.loc.word,
                    rule: "actor".into(),
                    text: format!(
                        "{} ({}{}): {}",
                        e.name,
                        e.code.as_deref().unwrap_or("no code"),
                        e.sector.as_deref().map(|s| format!(" {s}")).unwrap_or_default(),
                        e.via
                    ),
                    coded: true,
                });
            }
        }
    }
    for t in &doc.times {
        notes.push(Note {
            tree: t.tree,
            word: t.first_word,
            rule: "time".into(),
            text: format!("{}: {}", t.value, t.rule),
            coded: true,
        });
    }
    for t in &doc.toponyms {
        notes.push(Note {
            tree: t.mention.tree,
            word: t.mention.first_word,
            rule: "place".into(),
            text: format!("{}: {}", t.name, t.rule),
            coded: true,
        });
    }
    for p in passed {
        notes.push(Note { tree: p.at.tree, word: p.at.word, rule: "left uncoded".into(), text: p.why.clone(), coded: false });
    }
    notes.sort_by(|a, b| (a.tree, a.word, !a.coded, &a.rule, &a.text).cmp(&(b.tree, b.word, !b.coded, &b.rule, &b.text)));
    notes.dedup();
    notes
}
