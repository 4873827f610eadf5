//! Names of a treebank that annotates entities as GUM does (`Entity=` in MISC), and how many of them are found.
//!
//! GUM annotates mentions, with articles and all that hangs below them; a name is the run of proper words around the head of
//! one. Dates are no names: the months among them would be, their days not. `training/conllu.py` cuts the same names.

use crate::conllu::GoldWord;
use crate::{NameClass, NameTag, Tree};
use dateline_text::Span;

/// A name: its first and last token, and its kind.
pub(crate) type Name = (usize, usize, NameTag);

/// Small words that a name may hold between proper words.
const LINKING: [&str; 9] = ["of", "the", "and", "for", "-", "&", "de", "al", "'s"];

/// Relations by which a name hangs below a common noun that stands for the same thing: `researcher Mu Li`.
const INSIDE: [&str; 4] = ["flat", "nmod", "nmod:desc", "appos"];

/// How many names are found, exactly and by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameScores {
    /// Names of the treebank, by kind in the order of [`NameTag::ALL`].
    pub wanted: [usize; 4],
    /// Names that were found.
    pub found: [usize; 4],
    /// Those whose edges and kind are right.
    pub right: [usize; 4],
    /// Those whose edges are right, of whatever kind.
    pub edges: usize,
}

impl NameScores {
    /// Counts one sentence.
    pub(crate) fn count(&mut self, wanted: &[Name], found: &[Name]) {
        wanted.iter().for_each(|n| self.wanted[n.2 as usize] += 1);
        for name in found {
            self.found[name.2 as usize] += 1;
            self.right[name.2 as usize] += usize::from(wanted.contains(name));
            self.edges += usize::from(wanted.iter().any(|w| (w.0, w.1) == (name.0, name.1)));
        }
    }
}

/// The names that a tree tells, with their stretches of the text: those of marks, by their class, and those that the reader has
/// found.
pub fn names(tree: &Tree) -> Vec<(Span, NameTag)> {
    let span =
        |token: usize| tree.words.iter().find(|w| (w.first_token..w.first_token + w.token_count).contains(&(token as u32)));
    let whole = |(first, last, kind)| Some((span(first)?.span.cover(span(last)?.span), kind));
    found(tree).into_iter().filter_map(whole).collect()
}

/// The same by first and last token.
pub(crate) fn found(tree: &Tree) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    // Whether the word before belongs to a name of the reader's.
    let mut open = false;
    for word in &tree.words {
        let (first, last) = (word.first_token as usize, (word.first_token + word.token_count) as usize - 1);
        match (word.mark, word.name) {
            (Some(mark), _) => {
                open = false;
                names.extend(kind(mark.class).map(|kind| (first, last, kind)));
            }
            (None, Some((_, false))) if open => {
                if let Some(name) = names.last_mut() {
                    name.1 = last;
                }
            }
            (None, Some((kind, _))) => {
                open = true;
                names.push((first, last, kind));
            }
            (None, None) => open = false,
        }
    }
    names
}

/// What a class of the lexicon is among the kinds of names. Peoples are none: GUM annotates them now so, now so.
fn kind(class: NameClass) -> Option<NameTag> {
    match class {
        NameClass::State | NameClass::Place => Some(NameTag::Place),
        NameClass::Person => Some(NameTag::Person),
        NameClass::Group | NameClass::Org | NameClass::Outlet => Some(NameTag::Org),
        NameClass::Demonym => None,
    }
}

/// The names of a sentence. `entities` has what stands after `Entity=` for each word, or nothing.
pub(crate) fn annotated(words: &[GoldWord], entities: &[String]) -> Vec<Name> {
    let mentions = mentions(entities);
    let mut cut = Cut { words, taken: vec![false; words.len()], names: Vec::new() };
    for &(first, last, kind) in &mentions {
        if kind == "time" {
            continue;
        }
        let top = top(words, first, last);
        if words[top].proper {
            cut.name(first, last, top, kind);
            continue;
        }
        for word in first..=last {
            let below = words[word].proper && words[word].head == top + 1 && INSIDE.contains(&words[word].deprel.as_str());
            // A mention of its own inside this one tells its own name.
            let own =
                mentions.iter().any(|&(f, l, _)| first <= f && f <= word && word <= l && l <= last && (f, l) != (first, last));
            if below && !own {
                cut.name(first, last, word, kind);
            }
        }
    }
    cut.names.sort_unstable();
    cut.names
}

/// First word, last word and type of each mention that opens and closes in the sentence, outer ones first.
fn mentions(entities: &[String]) -> Vec<(usize, usize, &str)> {
    let mut open: Vec<(&str, usize, &str)> = Vec::new();
    let mut found = Vec::new();
    for (at, text) in entities.iter().enumerate() {
        let mut rest = text.as_str();
        while !rest.is_empty() {
            if let Some(inner) = rest.strip_prefix('(') {
                // It opens, and closes at once where the next bracket is a closing one.
                let end = inner.find(['(', ')']).unwrap_or(inner.len());
                let mut parts = inner[..end].split('-');
                let (key, kind) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                if inner[end..].starts_with(')') {
                    found.push((at, at, kind));
                    rest = &inner[end + 1..];
                } else {
                    open.push((key, at, kind));
                    rest = &inner[end..];
                }
            } else {
                let Some(end) = rest.find([')', '(']) else { break };
                let key = rest[..end].split('-').next().unwrap_or_default();
                if rest[end..].starts_with(')')
                    && let Some(from) = open.iter().rposition(|o| o.0 == key)
                {
                    let (_, first, kind) = open.remove(from);
                    found.push((first, at, kind));
                }
                rest = rest[end..].trim_start_matches(')');
            }
        }
    }
    // Stable: mentions of one stretch stay in the order in which they close.
    found.sort_by_key(|&(first, last, _)| (first, std::cmp::Reverse(last)));
    found
}

/// The word of a stretch that hangs highest in the tree; the first of several.
fn top(words: &[GoldWord], first: usize, last: usize) -> usize {
    let depth = |mut at: usize| {
        let mut steps = 0;
        while let Some(head) = words[at].head.checked_sub(1).filter(|&h| h < words.len() && steps <= words.len()) {
            (at, steps) = (head, steps + 1);
        }
        steps
    };
    let outside = (first..=last).filter(|&i| !(first + 1..=last + 1).contains(&words[i].head));
    outside.min_by_key(|&i| (depth(i), i)).unwrap_or(first)
}

/// The names cut so far.
struct Cut<'w> {
    words: &'w [GoldWord],
    taken: Vec<bool>,
    names: Vec<Name>,
}

impl Cut<'_> {
    /// The run of proper words around `head` inside a mention, unless one of them belongs to a name.
    fn name(&mut self, first: usize, last: usize, head: usize, kind: &str) {
        let proper = |at: usize| (first..=last).contains(&at) && self.words[at].proper;
        let links = |at: usize| LINKING.contains(&self.words[at].form.to_lowercase().as_str());
        let (mut low, mut high) = (head, head);
        while low > first {
            if proper(low - 1) {
                low -= 1;
            } else if links(low - 1) && low >= first + 2 && proper(low - 2) {
                low -= 2;
            } else if self.words[low - 1].form.to_lowercase() == "the" && low >= first + 3 && proper(low - 3) {
                low -= 3;
            } else {
                break;
            }
        }
        while high < last {
            if proper(high + 1) {
                high += 1;
            } else if links(high + 1) && proper(high + 2) {
                high += 2;
            } else {
                break;
            }
        }
        if self.taken[low..=high].contains(&true) {
            return;
        }
        self.taken[low..=high].fill(true);
        let kind = match kind {
            "person" => NameTag::Person,
            "organization" => NameTag::Org,
            "place" => NameTag::Place,
            _ => NameTag::Other,
        };
        self.names.push((low, high, kind));
    }
}

#[cfg(test)]
mod tests {
    use crate::NameTag::{self, *};

    /// Rows of `form tag head relation entity`, as names with their kinds.
    fn cut(rows: &str) -> Vec<(String, NameTag)> {
        let rows: Vec<Vec<&str>> = rows.lines().map(|l| l.split_whitespace().collect()).collect();
        let line = |(i, r): (usize, &Vec<&str>)| {
            let entity = r.get(4).map_or("_".to_owned(), |e| format!("Entity={e}"));
            format!("{}\t{}\t_\t_\t{}\t_\t{}\t{}\t_\t{entity}\n", i + 1, r[0], r[1], r[2], r[3])
        };
        let text: String = ["# global.Entity = x\n".to_owned()].into_iter().chain(rows.iter().enumerate().map(line)).collect();
        let gold = crate::conllu::sentences(&text);
        let names = gold[0].names.clone().unwrap_or_default();
        names.into_iter().map(|(f, l, k)| (rows[f..=l].iter().map(|r| r[0]).collect::<Vec<_>>().join(" "), k)).collect()
    }

    #[test]
    fn a_name_is_the_proper_run_around_the_head() {
        let rows = "the DT 3 det (1-organization-new\n\
                    National NNP 3 amod\n\
                    Library NNP 6 nsubj\n\
                    of IN 5 case\n\
                    Wales NNP 3 nmod (2-place-new)1)\n\
                    opened VBD 0 root\n\
                    in IN 8 case\n\
                    May NNP 6 obl (3-time-new)";
        assert_eq!(cut(rows), [("National Library of Wales".to_owned(), Org)]);
    }

    #[test]
    fn below_a_common_noun_hangs_the_name_of_the_same_thing() {
        let rows = "the DT 2 det (1-place-new\n\
                    province NN 7 nsubj\n\
                    of IN 4 case\n\
                    Palawan NNP 2 nmod 1)\n\
                    and CC 6 cc\n\
                    researcher NN 2 conj (2-person-new\n\
                    Mu NNP 6 flat\n\
                    Li NNP 7 flat 2)";
        assert_eq!(cut(rows), [("Palawan".to_owned(), Place), ("Mu Li".to_owned(), Person)]);
    }

    #[test]
    fn broken_annotations_are_passed_over() {
        for entity in ["(", ")", "((", "1)2)", "(1-person", "()", "x", "(1-person-new))"] {
            cut(&format!("Li NNP 1 dep {entity}\nMu NNP 9 dep {entity}"));
        }
    }
}
