//! An incident as a table of questions and claimants.

use crate::api::{Cell, Claimant, Dispute, Field, IncidentRow, Question, Voice};
use std::collections::BTreeMap;

/// One who says something, whatever is said.
type Who = (String, Option<String>, String);
/// One value, asserted or denied by one.
type What = (String, bool);

/// The disputed fields of an incident, laid out. Who speaks for two relations (of its own act, of another's) is one claimant.
pub(crate) fn dispute(incident: IncidentRow, fields: &[Field]) -> Dispute {
    let disputed: Vec<&Field> = fields.iter().filter(|f| f.standing.as_ref().is_some_and(|s| s.standing == "disputed")).collect();
    // For each field, in order of appearance: who says what.
    let mut said: Vec<Vec<(Who, What, Vec<&Voice>)>> = Vec::new();
    let mut weight: BTreeMap<(String, Option<String>), (usize, String)> = BTreeMap::new();
    for field in &disputed {
        let mut cells: Vec<(Who, What, Vec<&Voice>)> = Vec::new();
        for value in &field.values {
            let both = value.asserted.iter().map(|v| (v, false)).chain(value.denied.iter().map(|v| (v, true)));
            for (voice, denies) in both {
                let who = (voice.speaker.clone(), voice.code.clone(), voice.relation.clone());
                let what = (value.value.clone(), denies);
                let slot = weight.entry((who.0.clone(), who.1.clone())).or_insert((0, who.2.clone()));
                slot.0 += 1;
                match cells.iter_mut().find(|c| c.0.0 == who.0 && c.0.1 == who.1 && c.1 == what) {
                    Some(cell) => cell.2.push(voice),
                    None => cells.push((who, what, vec![voice])),
                }
            }
        }
        said.push(cells);
    }
    let mut columns: Vec<((String, Option<String>), (usize, String))> = weight.into_iter().collect();
    columns.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
    let column = |who: &Who| columns.iter().position(|c| c.0.0 == who.0 && c.0.1 == who.1).unwrap_or(0) as u32;
    let questions = disputed.iter().zip(said).filter_map(|(field, cells)| {
        let mut cells: Vec<Cell> = cells
            .into_iter()
            .map(|(who, (value, denies), voices)| Cell {
                claimant: column(&who),
                value,
                denies,
                count: voices.len() as u32,
                first: voices.iter().filter_map(|v| v.published.clone()).min(),
                last: voices.iter().filter_map(|v| v.published.clone()).max(),
                voices: voices.into_iter().cloned().collect(),
            })
            .collect();
        cells.sort_by_key(|c| c.claimant);
        Some(Question { field: field.name.clone(), standing: field.standing.clone()?, cells })
    });
    let questions = questions.collect();
    let claimants = columns.into_iter().map(|((name, code), (_, relation))| Claimant { name, code, relation }).collect();
    Dispute { incident, claimants, questions }
}
