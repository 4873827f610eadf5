//! Lemmas: a table of forms that follow no rule, and rules by the longest ending.
//!
//! `models/lemmas.tsv` has rows `=`, part of speech, form, lemma; and rows `~`, part of speech, ending, number
//! of characters to strip, what to add. `training/lemmas.py` writes it.

use crate::Upos;
use rustc_hash::FxHashMap;

/// Longest ending of a rule, in characters.
const LONGEST: usize = 6;

/// From form and part of speech to lemma.
#[derive(Default)]
pub(crate) struct Lemmas<'t> {
    forms: FxHashMap<(&'t str, Upos), &'t str>,
    rules: FxHashMap<(&'t str, Upos), (usize, &'t str)>,
}

impl<'t> Lemmas<'t> {
    /// From the table's text; a row of another make is passed over.
    pub fn new(table: &'t str) -> Lemmas<'t> {
        let mut lemmas = Lemmas::default();
        for line in table.lines() {
            let mut cells = line.split('\t');
            match (cells.next(), cells.next(), cells.next(), cells.next(), cells.next()) {
                (Some("="), Some(upos), Some(form), Some(lemma), None) => {
                    lemmas.forms.insert((form, Upos::from_name(upos)), lemma);
                }
                (Some("~"), Some(upos), Some(ending), Some(strip), Some(add)) => {
                    if let Ok(strip) = strip.parse() {
                        lemmas.rules.insert((ending, Upos::from_name(upos)), (strip, add));
                    }
                }
                _ => {}
            }
        }
        lemmas
    }

    /// The lemma of a form; a proper name keeps its form. `lower` is a buffer.
    pub fn lemma(&self, form: &str, upos: Upos, lower: &mut String) -> String {
        if upos == Upos::Propn {
            return form.to_owned();
        }
        lower.clear();
        for c in form.chars() {
            match c {
                '’' | '‘' => lower.push('\''),
                c => lower.extend(c.to_lowercase()),
            }
        }
        if let Some(lemma) = self.forms.get(&(lower.as_str(), upos)) {
            return (*lemma).to_owned();
        }
        // The longest ending first; at least two characters of the word stay before it.
        let starts = lower.char_indices().map(|(at, _)| at);
        let count = starts.clone().count();
        for at in starts.skip(count.saturating_sub(LONGEST).max(2)) {
            if let Some(&(strip, add)) = self.rules.get(&(&lower[at..], upos)) {
                let end = lower.char_indices().rev().nth(strip.wrapping_sub(1)).map_or(lower.len(), |(at, _)| at);
                return lower[..end].to_owned() + add;
            }
        }
        lower.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_verbs_and_nouns() {
        let lemmas = Lemmas::new(include_str!("../../../models/lemmas.tsv"));
        let mut buffer = String::new();
        for (form, upos, want) in [
            ("shelled", Upos::Verb, "shell"),
            ("fled", Upos::Verb, "flee"),
            ("struck", Upos::Verb, "strike"),
            ("killed", Upos::Verb, "kill"),
            ("shot", Upos::Verb, "shoot"),
            ("Accusing", Upos::Verb, "accuse"),
            ("denied", Upos::Verb, "deny"),
            ("agreed", Upos::Verb, "agree"),
            ("bombed", Upos::Verb, "bomb"),
            ("seized", Upos::Verb, "seize"),
            ("ambushed", Upos::Verb, "ambush"),
            ("besieged", Upos::Verb, "besiege"),
            ("withdrew", Upos::Verb, "withdraw"),
            ("abducted", Upos::Verb, "abduct"),
            ("strafing", Upos::Verb, "strafe"),
            ("wounding", Upos::Verb, "wound"),
            ("hit", Upos::Verb, "hit"),
            ("blamed", Upos::Verb, "blame"),
            ("boycotted", Upos::Verb, "boycott"),
            ("annulled", Upos::Verb, "annul"),
            ("raped", Upos::Verb, "rape"),
            ("mined", Upos::Verb, "mine"),
            ("evading", Upos::Verb, "evade"),
            ("was", Upos::Aux, "be"),
            ("were", Upos::Aux, "be"),
            ("'s", Upos::Part, "'s"),
            ("talks", Upos::Noun, "talk"),
            ("clashes", Upos::Noun, "clash"),
            ("ceasefires", Upos::Noun, "ceasefire"),
            ("killings", Upos::Noun, "killing"),
            ("forces", Upos::Noun, "force"),
            ("casualties", Upos::Noun, "casualty"),
            ("policemen", Upos::Noun, "policeman"),
            ("militias", Upos::Noun, "militia"),
            ("people", Upos::Noun, "people"),
            ("armies", Upos::Noun, "army"),
            ("crises", Upos::Noun, "crisis"),
            ("troops", Upos::Noun, "troop"),
            ("n’t", Upos::Part, "not"),
            ("Putin", Upos::Propn, "Putin"),
        ] {
            assert_eq!(lemmas.lemma(form, upos, &mut buffer), want, "{form}");
        }
    }
}
