//! Countries of places that the gazetteer does not know: only where the text tells them.

use super::containment::is_seat;
use super::{Toponym, actor_code};
use dateline_lexicon::{Lexicon, Sense};
use dateline_syntax::{NameClass, Tree};
use std::collections::BTreeSet;

/// Gives each unknown place the one country that its sentence, or else the one before, names: by the
/// state, a demonym or a resolved place. Where two are named, or none, it stays open.
pub(super) fn countries(text: &str, trees: &[Tree], lexicon: &Lexicon, toponyms: &mut [Toponym]) {
    for at in 0..toponyms.len() {
        if toponyms[at].place.is_some() {
            continue;
        }
        let tree = toponyms[at].mention.tree;
        let told = |wanted: usize| -> BTreeSet<String> {
            let placed = toponyms.iter().filter(|t| t.mention.tree == wanted && t.place.is_some() && !is_seat(text, &t.mention));
            let placed = placed.filter_map(|t| t.country.clone());
            placed.chain(demonyms(&trees[wanted], lexicon)).collect()
        };
        // "X, Syria" and "X in Idlib province": the next place right after.
        let next = toponyms.get(at + 1).filter(|next| next.mention.tree == tree && next.place.is_some()).filter(|next| {
            let between = text.get(toponyms[at].mention.span.end as usize..next.phrase.start as usize).unwrap_or(".");
            let words: Vec<&str> = between.split_whitespace().collect();
            matches!(words[..], [","] | ["in" | "of"] | [",", "in"] | [_, "of"])
        });
        let country = match next.and_then(|next| next.country.clone()) {
            Some(country) => Some((country, "the country of the place that it is told to lie in")),
            None => {
                let here = told(tree);
                let named = if here.is_empty() && tree > 0 { told(tree - 1) } else { here };
                let mut named = named.into_iter();
                let only = named.next().filter(|_| named.next().is_none());
                only.map(|country| (country, "the only country told beside it"))
            }
        };
        if let Some((country, rule)) = country {
            toponyms[at].rule = format!("{}; {rule}", toponyms[at].rule);
            toponyms[at].country = Some(country);
        }
    }
}

/// Codes of the states whose demonyms a sentence uses.
fn demonyms<'a>(tree: &'a Tree, lexicon: &'a Lexicon) -> impl Iterator<Item = String> + 'a {
    let marks = tree.words.iter().filter_map(|word| word.mark).filter(|mark| mark.class == NameClass::Demonym);
    marks.filter_map(|mark| {
        lexicon.name(mark.entry).senses.iter().find_map(|sense| match sense {
            Sense::Demonym(id) => Some(actor_code(&lexicon.actors.get(*id).code).to_owned()).filter(|code| code.len() == 3),
            _ => None,
        })
    })
}
