//! What is not wrong in a lexicon but deserves a look: rows that can never fire, actors with one name, unverified rows.

use crate::predicate::Classes;
use crate::{ActorKind, Filler, Lexicon, Problem, Row, Slot};
use std::collections::BTreeMap;

/// How many rows a part of the lexicon has, and how many nobody has verified.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows.
    pub rows: usize,
    /// Rows with the status `unverified`.
    pub unverified: usize,
}

impl Lexicon {
    /// Warnings about rows that are well-formed, sorted by file and line.
    ///
    /// `layer` 0 looks at everything; from 1 on only at what folders of that layer or above have brought.
    pub fn warnings(&self, layer: usize) -> Vec<Problem> {
        let mut all = Vec::new();
        self.shadowed(layer, &mut all);
        self.namesakes(layer, &mut all);
        all.sort();
        all
    }

    /// Rows by part: the kinds of actors, event rows, reporting cues and so on, those of `layer` and above.
    pub fn tallies(&self, layer: usize) -> BTreeMap<&'static str, Tally> {
        let mut all: BTreeMap<&'static str, Tally> = BTreeMap::new();
        for (_, actor) in self.actors.iter().filter(|(_, a)| a.layer >= layer) {
            let tally = all.entry(actor.kind.as_str()).or_default();
            // People are counted by office.
            let rows = actor.tenures.iter().map(|t| t.verified).collect::<Vec<_>>();
            let rows = if actor.kind == ActorKind::Person { rows } else { vec![actor.verified] };
            tally.rows += rows.len();
            tally.unverified += rows.iter().filter(|verified| !**verified).count();
        }
        let events = self.predicates.all().iter().filter(|r| r.layer >= layer).count();
        if events > 0 {
            all.entry("event row").or_default().rows = events;
        }
        all
    }

    fn shadowed(&self, layer: usize, all: &mut Vec<Problem>) {
        // Row → (its lemmas that never reach it, the row that takes them).
        let mut lost: BTreeMap<&str, (&Row, Vec<&str>, &Row)> = BTreeMap::new();
        for row in self.predicates.all() {
            for lemma in &row.lemmas {
                let rows = self.predicates.rows(lemma, row.pos);
                // Nobody needs so many senses of a word; comparing them all would take forever.
                if rows.len() > 1000 {
                    continue;
                }
                let Some(at) = rows.iter().position(|r| r.id == row.id) else { continue };
                let first = rows[..at].iter().find(|before| takes_all(self.predicates.classes(), before, row));
                if let Some(first) = first.filter(|f| row.layer.max(f.layer) >= layer) {
                    lost.entry(&row.id).or_insert((row, Vec::new(), first)).1.push(lemma);
                }
            }
        }
        for (row, lemmas, first) in lost.values() {
            let what = if lemmas.len() == row.lemmas.len() {
                format!("row {} can never fire", row.id)
            } else {
                format!(
                    "row {} never fires on {}",
                    row.id,
                    lemmas.iter().map(|l| format!("“{l}”")).collect::<Vec<_>>().join(", ")
                )
            };
            let message = format!("{what}: row {} ({}) comes first and asks no more", first.id, first.file_line);
            all.push(at(&row.file_line, message));
        }
    }

    /// Actors of one kind with the same canonical name, one of them from a folder.
    fn namesakes(&self, layer: usize, all: &mut Vec<Problem>) {
        let mut by_name: BTreeMap<(&str, &str), Vec<&crate::Actor>> = BTreeMap::new();
        for (_, actor) in self.actors.iter() {
            by_name.entry((actor.kind.as_str(), &actor.name)).or_default().push(actor);
        }
        for same in by_name.values().filter(|same| same.len() > 1) {
            for actor in same.iter().filter(|a| a.layer >= layer.max(1)) {
                if let Some(other) = same.iter().find(|o| o.id != actor.id) {
                    let message = format!(
                        "“{}” is also {} ({}): give the row that id to replace it, or another name to keep both",
                        actor.name, other.id, other.file_line
                    );
                    all.push(at(&actor.file_line, message));
                }
            }
        }
    }
}

fn at(file_line: &str, message: String) -> Problem {
    let (file, line) = file_line.rsplit_once(':').unwrap_or((file_line, "0"));
    Problem::warning(file, line.parse().unwrap_or(0), message)
}

/// Whether the first row holds wherever the second does.
fn takes_all(classes: &Classes, first: &Row, second: &Row) -> bool {
    // A threat also asks that its content is not negated.
    if first.kind == "THREATEN" && second.kind != "THREATEN" || first.pos != second.pos {
        return false;
    }
    let asks_less = |(slot, wanted): &(Slot, Vec<Filler>)| {
        second.needs.iter().any(|(s, narrower)| s == slot && narrower.iter().all(|n| fits(classes, n, wanted)))
    };
    let refuses_less = |(slot, refused): &(Slot, Vec<Filler>)| {
        second.never.iter().any(|(s, wider)| s == slot && refused.iter().all(|r| fits(classes, r, wider)))
    };
    first.needs.iter().all(asks_less) && first.never.iter().all(refuses_less)
}

/// Whether what satisfies `narrow` satisfies one of `wide`.
fn fits(classes: &Classes, narrow: &Filler, wide: &[Filler]) -> bool {
    wide.iter().any(|w| match (narrow, w) {
        (Filler::Lemma(l), Filler::Class(c)) => classes.contains(*c, l),
        (Filler::Class(inner), Filler::Class(outer)) => classes.within(*inner, *outer),
        (narrow, wide) => narrow == wide,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Folder;

    const ROWS: &str = r##"
source = "own"
[[row]]
id = "raid.cattle"
lemmas = ["zraid"]
pos = "verb"
type = "ASSAULT"
needs = { obj = ["cow"] }
fires = ["They zraided cows."]
[[row]]
id = "raid.any"
lemmas = ["zraid"]
pos = "verb"
type = "COERCE"
needs = { obj = ["cow", "goat"] }
fires = ["They zraided goats."]
[[row]]
id = "raid.again"
lemmas = ["zraid", "zloot"]
pos = "verb"
type = "ASSAULT"
needs = { obj = ["goat"], from = ["#place"] }
fires = ["They zraided goats."]
[[row]]
id = "raid.never"
lemmas = ["zraid"]
pos = "verb"
type = "AID"
needs = { obj = ["cow"] }
fires = ["They zraided cows."]
"##;

    #[test]
    fn a_row_behind_one_that_asks_no_more_is_told() {
        let lexicon = Lexicon::layered(vec![Folder::from_texts("mine", [("events/raids.toml", ROWS)])]);
        assert_eq!(lexicon.problems(), []);
        let told: Vec<String> = lexicon.warnings(1).iter().map(Problem::to_string).collect();
        assert_eq!(
            told,
            [
                "mine/events/raids.toml:25: warning: row raid.never can never fire: row raid.cattle (mine/events/raids.toml:4) comes first and asks no more"
            ]
        );
    }
}
