//! Treebanks in CoNLL-U, and how well the reader does on one.

use crate::gold_names::{self, NameScores};
use crate::{Deprel, Mark, NameClass, NameTag, Reader, Tree, Upos};
use dateline_text::{Sentence, Span, Token};

/// A sentence of a treebank: single words only, no multiword ranges and no empty nodes.
#[derive(Clone, Debug, Default)]
pub struct GoldSentence {
    /// The words.
    pub words: Vec<GoldWord>,
    /// Its names, where the treebank annotates entities as GUM does: first and last word, from 0, and kind.
    pub names: Option<Vec<(usize, usize, NameTag)>>,
}

/// A word of a treebank.
#[derive(Clone, Debug)]
pub struct GoldWord {
    /// As it stands in the text.
    pub form: String,
    /// Whether white space follows.
    pub space_after: bool,
    /// Lemma.
    pub lemma: String,
    /// Part of speech.
    pub upos: Upos,
    /// Whether it is a proper noun, by either column of tags.
    pub proper: bool,
    /// Head: 0 the root, else the word's number from 1.
    pub head: usize,
    /// Relation, with its subtype.
    pub deprel: String,
}

/// The sentences of a treebank. Lines of another make are passed over.
pub fn sentences(conllu: &str) -> Vec<GoldSentence> {
    let mut all = Vec::new();
    let mut now = GoldSentence::default();
    // A multiword range says for its last word whether a space follows.
    let mut range: Option<(usize, bool)> = None;
    let (mut annotated, mut entities) = (false, Vec::new());
    for line in conllu.lines().chain([""]) {
        if line.trim().is_empty() {
            if !now.words.is_empty() {
                now.names = annotated.then(|| gold_names::annotated(&now.words, &entities));
                entities.clear();
                all.push(std::mem::take(&mut now));
            }
            range = None;
            continue;
        }
        annotated |= line.starts_with("# global.Entity");
        let cells: Vec<&str> = line.split('\t').collect();
        if line.starts_with('#') || cells.len() < 10 {
            continue;
        }
        let space = !cells[9].split('|').any(|f| f == "SpaceAfter=No");
        if let Some((_, last)) = cells[0].split_once('-') {
            range = last.parse().ok().map(|last| (last, space));
        } else if let Ok(number) = cells[0].parse::<usize>() {
            let space_after = match range {
                Some((last, after)) if number <= last => number == last && after,
                _ => space,
            };
            let entity = cells[9].split('|').find_map(|f| f.strip_prefix("Entity="));
            entities.push(entity.unwrap_or_default().to_owned());
            now.words.push(GoldWord {
                form: cells[1].to_owned(),
                space_after,
                lemma: cells[2].to_owned(),
                upos: Upos::from_name(cells[3]),
                proper: cells[3] == "PROPN" || matches!(cells[4], "NNP" | "NNPS"),
                head: cells[6].parse().unwrap_or(0),
                deprel: cells[7].to_owned(),
            });
        }
    }
    all
}

/// The text of some sentences, one a paragraph, with their gold tokens.
pub fn as_text(gold: &[GoldSentence]) -> (String, Vec<Sentence>) {
    let mut text = String::new();
    let mut sentences = Vec::with_capacity(gold.len());
    for (paragraph, sentence) in gold.iter().enumerate() {
        let start = text.len();
        let mut tokens = Vec::with_capacity(sentence.words.len());
        for word in &sentence.words {
            let from = text.len();
            text.push_str(&word.form);
            tokens.push(Token { span: Span::new(from, text.len()) });
            text.push_str(if word.space_after { " " } else { "" });
        }
        let end = tokens.last().map_or(start, |t| t.span.end as usize);
        sentences.push(Sentence { span: Span::new(start, end), tokens, paragraph: paragraph as u32 });
        text.push_str("\n\n");
    }
    (text, sentences)
}

/// How often the reader agrees with a treebank, over all its tokens, punctuation included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReaderScores {
    /// Tokens of the treebank.
    pub tokens: usize,
    /// Tokens with the right part of speech.
    pub upos: usize,
    /// Tokens with the right head.
    pub heads: usize,
    /// Tokens with the right head and relation, subtypes aside (as the CoNLL 2018 shared task counts).
    pub labelled: usize,
    /// Nouns, verbs, adjectives and auxiliaries with the right part of speech.
    pub lemma_tokens: usize,
    /// Those among them with the right lemma.
    pub lemmas: usize,
    /// Words that stood for a known name.
    pub marks: usize,
    /// Names, those of marks by their class; all 0 where the treebank annotates none.
    pub names: NameScores,
}

impl ReaderScores {
    /// Share of right parts of speech, in per cent.
    pub fn upos_percent(&self) -> f64 {
        percent(self.upos, self.tokens)
    }

    /// Unlabelled attachment score, in per cent.
    pub fn uas(&self) -> f64 {
        percent(self.heads, self.tokens)
    }

    /// Labelled attachment score, in per cent.
    pub fn las(&self) -> f64 {
        percent(self.labelled, self.tokens)
    }

    /// Share of right lemmas, in per cent.
    pub fn lemma_percent(&self) -> f64 {
        percent(self.lemmas, self.lemma_tokens)
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// Finds the known names of each sentence of a text.
pub type MarkNames<'m> = dyn Fn(&str, &[Sentence]) -> Vec<Vec<Mark>> + 'm;

/// Reads the gold tokens of a treebank and compares. `mark` finds the known names, as in the program; a name of
/// several tokens is taken apart again before comparing, as the reader takes it where no name is known.
pub fn evaluate_conllu(reader: &Reader, conllu: &str, mark: &MarkNames) -> ReaderScores {
    let gold = sentences(conllu);
    let (text, split) = as_text(&gold);
    let marks = mark(&text, &split);
    let trees = reader.read(&text, &split, &marks);
    let mut scores = ReaderScores::default();
    let plain = if marks.iter().all(Vec::is_empty) { Vec::new() } else { reader.read(&text, &split, &[]) };
    for (number, (gold, tree)) in gold.iter().zip(&trees).enumerate() {
        let read = expand(tree, plain.get(number).unwrap_or(tree), gold.words.len());
        if let Some(names) = &gold.names {
            scores.names.count(names, &gold_names::found(tree));
        }
        scores.marks += tree.words.iter().filter(|w| w.mark.is_some()).count();
        for (gold, (upos, head, deprel)) in gold.words.iter().zip(read) {
            scores.tokens += 1;
            scores.upos += (gold.upos == upos) as usize;
            scores.heads += (gold.head == head) as usize;
            let base = gold.deprel.split(':').next().unwrap_or("");
            scores.labelled += (gold.head == head && base == deprel.base()) as usize;
        }
        for word in &tree.words {
            let gold = &gold.words[word.first_token as usize];
            let open = matches!(word.upos, Upos::Noun | Upos::Verb | Upos::Adj | Upos::Aux);
            if word.mark.is_none() && open && word.upos == gold.upos {
                scores.lemma_tokens += 1;
                scores.lemmas += (gold.lemma.to_lowercase() == word.lemma) as usize;
            }
        }
    }
    scores
}

/// Per token: part of speech, head (0 the root, else from 1) and relation. Within names of several tokens these come from
/// `plain`, the same sentence read with no name known, where it reads the name as one subtree; else the last token heads the
/// others as `compound`, or of a person the first one as `flat`.
fn expand(tree: &Tree, plain: &Tree, tokens: usize) -> Vec<(Upos, usize, Deprel)> {
    let mut out = vec![(Upos::X, 0, Deprel::Dep); tokens];
    let mut tops = Vec::with_capacity(tree.words.len());
    for word in &tree.words {
        let (first, count) = (word.first_token as usize, word.token_count as usize);
        let inside = |head: Option<u32>| head.is_some_and(|h| (first..first + count).contains(&(h as usize)));
        let read = if plain.words.len() == tokens { &plain.words[first..first + count] } else { &[] };
        let mut free = (0..read.len()).filter(|&k| !inside(read[k].head));
        tops.push(match (free.next(), free.next()) {
            (Some(top), None) => {
                for (slot, word) in out[first..].iter_mut().zip(read) {
                    *slot = (word.upos, word.head.map_or(0, |h| h as usize + 1), word.deprel);
                }
                first + top
            }
            _ => {
                let person = word.mark.is_some_and(|m| m.class == NameClass::Person);
                let (top, inner) = if person { (first, Deprel::Flat) } else { (first + count - 1, Deprel::Compound) };
                out[first..first + count].fill((Upos::Propn, top + 1, inner));
                top
            }
        });
    }
    for (word, &top) in tree.words.iter().zip(&tops) {
        out[top] = (word.upos, word.head.map_or(0, |h| tops[h as usize] + 1), word.deprel);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "# text = They don't go.\n\
        1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n\
        2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_\n\
        3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n\
        4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n\
        5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n";

    #[test]
    fn reads_ranges_and_spaces() {
        let gold = sentences(SAMPLE);
        let (text, split) = as_text(&gold);
        assert_eq!(text.trim(), "They don't go.");
        assert_eq!(split[0].tokens.len(), 5);
        assert_eq!(gold[0].words[2].head, 4);
    }

    #[test]
    fn a_perfect_sentence_scores_full() {
        let scores = evaluate_conllu(Reader::builtin(), SAMPLE, &|_, _| vec![]);
        assert_eq!(scores.tokens, 5);
        assert_eq!((scores.upos, scores.heads, scores.labelled), (5, 5, 5));
    }
}
