//! Clauses that hang on a verb without their subject, or without the word that makes them a condition: "…, the Defence Ministry
//! claimed" at the end of a sentence, "since fighting broke out", and "support Armenia should the conflict spread".

use super::{ancestor, attach, first_word, is_dash};
use dateline_lexicon::{Content, Lexicon, Pos};
use dateline_syntax::{Deprel, Feats, Tree, Upos};

/// The tree with every reporting clause of that shape given its subject.
pub(super) fn reporting_clauses(tree: &Tree, lexicon: &Lexicon) -> Tree {
    let mut tree = tree.clone();
    for verb in 1..tree.words.len() {
        let word = &tree.words[verb];
        let reports = word.upos == Upos::Verb
            && word.mark.is_none()
            && (word.feats.has(Feats::PAST) || word.feats.has(Feats::PRES))
            && matches!(
                word.deprel,
                Deprel::Advcl
                    | Deprel::Conj
                    | Deprel::Parataxis
                    | Deprel::Appos
                    | Deprel::Acl
                    | Deprel::AclRelcl
                    | Deprel::Ccomp
                    | Deprel::Dep
                    | Deprel::Root
            )
            && lexicon.cues.verb(&word.lemma.to_lowercase()).is_some();
        // As the root it governs what it reports, which stands before it.
        let root = word.head.is_none();
        let taken = |k: usize| match tree.words[k].deprel {
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Mark | Deprel::AuxPass => true,
            Deprel::Ccomp => !root || k > verb,
            _ => false,
        };
        if !reports || tree.children(verb).any(taken) {
            continue;
        }
        // `…, said one diplomat`: who stands right behind the verb says it.
        let said = tree.children(verb).find(|&k| matches!(tree.words[k].deprel, Deprel::Ccomp | Deprel::Parataxis) && k < verb);
        let said = said.filter(|_| tree.words[verb].lemma == "say");
        let of = |k: usize, head: usize| tree.words[k].head == Some(head as u32) && tree.words[k].deprel == Deprel::Obj;
        let behind = |said: usize| {
            let beside = |&k: &usize| (of(k, verb) || of(k, said)) && first_word(&tree, k) == verb + 1;
            (verb + 1..tree.words.len()).find(beside)
        };
        if let Some(speaker) = said.and_then(behind) {
            attach(&mut tree, speaker, verb, Deprel::Nsubj);
            continue;
        }
        if let Some(subject) = phrase_before(&tree, verb) {
            tree.words[subject].head = Some(verb as u32);
            tree.words[subject].deprel = Deprel::Nsubj;
            if !root {
                tree.words[verb].deprel = Deprel::Parataxis;
            }
        }
    }
    tree
}

/// "The raid killed ten, the army said in a statement on Thursday": what stands behind the verb of saying, with no comma between, is told of the
/// saying, and not of what was said before it. Behind a comma it is: "the raid killed ten, the army said, in the capital on Thursday".
pub(super) fn behind_saying(tree: &mut Tree, lexicon: &Lexicon) {
    for word in 2..tree.words.len() {
        let told = &tree.words[word];
        let aside = matches!(told.deprel, Deprel::Obl | Deprel::OblUnmarked | Deprel::NmodUnmarked);
        let Some(content) = told.head.map(|h| h as usize).filter(|&h| aside && h < word) else { continue };
        // What was said hangs on the verb of saying, or the verb of saying beside it.
        let above = tree.words[content].head.map(|h| h as usize).filter(|&v| content < v && v < word);
        let beside = || {
            (content + 1..word).rev().find(|&v| {
                let of = tree.words[v].head.map(|h| h as usize).filter(|_| tree.words[v].deprel == Deprel::Parataxis);
                of.is_some_and(|of| of == content || of < content && ancestor(tree, of, content))
            })
        };
        let Some(verb) = above.or_else(beside) else { continue };
        let says = tree.words[verb].upos == Upos::Verb
            && (above.is_none() || matches!(tree.words[content].deprel, Deprel::Ccomp | Deprel::Parataxis))
            && lexicon.cues.verb(&tree.words[verb].lemma.to_lowercase()).is_some();
        let parted = (verb..word).any(|w| tree.words[w].upos == Upos::Punct);
        if says && !parted {
            let rel = tree.words[word].deprel;
            attach(tree, word, verb, rel);
        }
    }
    for verb in 3..tree.words.len() {
        let comma = tree.words.get(verb + 1).is_some_and(|w| w.lemma == ",");
        let says = comma && lexicon.cues.verb(&tree.words[verb].lemma.to_lowercase()).is_some();
        let said = tree.children(verb).find(|&k| tree.words[k].deprel == Deprel::Ccomp && k < verb);
        let Some(content) = said.filter(|_| says) else { continue };
        let asides: Vec<usize> = tree.children(verb).filter(|&k| k > verb && tree.words[k].deprel == Deprel::Obl).collect();
        for aside in asides {
            attach(tree, aside, content, Deprel::Obl);
        }
    }
}

/// "Should the conflict spread, …": a clause whose *should* stands before its subject is a condition, whatever it hangs as.
pub(super) fn inverted_conditions(tree: &mut Tree) {
    for verb in 0..tree.words.len() {
        if matches!(tree.words[verb].deprel, Deprel::Root | Deprel::Advcl | Deprel::AclRelcl) {
            continue;
        }
        let should = tree.children(verb).find(|&k| tree.words[k].deprel == Deprel::Aux && tree.words[k].lemma == "should");
        let subject = tree.children(verb).find(|&k| matches!(tree.words[k].deprel, Deprel::Nsubj | Deprel::NsubjPass));
        if should.zip(subject).is_some_and(|(should, subject)| should < subject) {
            tree.words[verb].deprel = Deprel::Advcl;
        }
    }
}

/// The head of the noun phrase that ends right before `verb` and begins right after a comma, dash or closing quote.
/// "Since fighting broke out": a word in *-ing* under `since` or `after` right before a finite verb that has no subject is its subject, and the
/// clause is that verb's.
pub(super) fn gerund_subjects(tree: &mut Tree) {
    for verb in 1..tree.words.len() {
        let gerund = verb - 1;
        let subject = |k: usize| matches!(tree.words[k].deprel, Deprel::Nsubj | Deprel::NsubjPass);
        let finite = tree.words[verb].upos == Upos::Verb && tree.words[verb].feats.has(Feats::FIN);
        let begins = tree.words[gerund].deprel == Deprel::Advcl && tree.words[gerund].upos == Upos::Verb;
        if !finite || !begins || !tree.words[gerund].feats.has(Feats::PART) || tree.children(verb).any(subject) {
            continue;
        }
        let mark = gerund.checked_sub(1).filter(|&k| tree.words[k].deprel == Deprel::Mark);
        let Some((mark, head)) = mark.zip(tree.words[gerund].head) else { continue };
        // The verb hangs beside the gerund or below it.
        if tree.words[verb].head == Some(head) || tree.words[verb].head == Some(gerund as u32) {
            attach(tree, verb, head as usize, Deprel::Advcl);
            attach(tree, gerund, verb, Deprel::Nsubj);
            attach(tree, mark, verb, Deprel::Mark);
        }
    }
}

/// "Accused the republic for the first time of arming them": what somebody is accused of belongs to the verb, not to the time told between.
pub(super) fn allegations(tree: &mut Tree, lexicon: &Lexicon) {
    for gerund in 2..tree.words.len() {
        let word = &tree.words[gerund];
        let of = tree.children(gerund).any(|k| tree.words[k].deprel == Deprel::Mark && tree.words[k].lemma == "of");
        if word.upos != Upos::Verb || word.deprel != Deprel::Acl || !of {
            continue;
        }
        let Some(noun) = word.head.map(|h| h as usize).filter(|&n| n < gerund) else { continue };
        let aside = matches!(tree.words[noun].deprel, Deprel::Obl | Deprel::OblUnmarked);
        let Some(verb) = tree.words[noun].head.map(|h| h as usize).filter(|&v| aside && v < noun) else { continue };
        let rows = lexicon.predicates.rows(&tree.words[verb].lemma.to_lowercase(), Pos::Verb);
        let accuses = rows.iter().any(|row| row.kind == "ACCUSE" && row.content == Content::Allegation);
        if accuses && tree.children(verb).any(|k| matches!(tree.words[k].deprel, Deprel::Obj | Deprel::NsubjPass)) {
            attach(tree, gerund, verb, Deprel::Advcl);
        }
    }
}

/// "Accused the army of gassing them by firing rockets": the means are those of the deed, not of who accuses.
pub(super) fn means(tree: &mut Tree, lexicon: &Lexicon) {
    for means in 3..tree.words.len() {
        let word = &tree.words[means];
        let marked = |tree: &Tree, w: usize, mark: &str| {
            tree.children(w).any(|k| tree.words[k].lemma == mark && matches!(tree.words[k].deprel, Deprel::Mark | Deprel::Case))
        };
        if word.upos != Upos::Verb || word.deprel != Deprel::Advcl || !marked(tree, means, "by") {
            continue;
        }
        let Some(verb) = word.head.map(|h| h as usize).filter(|&v| v < means) else { continue };
        let rows = lexicon.predicates.rows(&tree.words[verb].lemma.to_lowercase(), Pos::Verb);
        let accuses = rows.iter().any(|row| row.kind == "ACCUSE" && row.content == Content::Allegation);
        // On the verb, or on whom it accuses.
        let of_deed = |k: &usize| {
            (verb + 1..means).contains(k)
                && tree.words[*k].upos == Upos::Verb
                && matches!(tree.words[*k].deprel, Deprel::Advcl | Deprel::Acl)
                && marked(tree, *k, "of")
        };
        let object = tree.children(verb).find(|&k| tree.words[k].deprel == Deprel::Obj);
        let deed = tree.children(verb).find(of_deed).or_else(|| tree.children(object?).find(of_deed));
        if let Some(deed) = deed.filter(|_| accuses) {
            attach(tree, means, deed, Deprel::Advcl);
        }
    }
}

/// "Warned that children are at risk, adding that the state must act": what is added behind a comma is added by who spoke, not by
/// those of whom was spoken. "Stated that ten were killed, blaming the army": nor do the dead accuse.
pub(super) fn additions(tree: &mut Tree, lexicon: &Lexicon) {
    for adding in 2..tree.words.len() {
        let word = &tree.words[adding];
        if word.upos != Upos::Verb || word.deprel != Deprel::Advcl || !word.feats.has(Feats::PART) {
            continue;
        }
        let lemma = word.lemma.to_lowercase();
        let child = |of: usize, rel: Deprel| tree.children(of).any(|k| tree.words[k].deprel == rel);
        let adds = tree.words[adding - 1].lemma == "," && lexicon.cues.verb(&lemma).is_some() && child(adding, Deprel::Ccomp);
        let accuses = child(adding, Deprel::Obj)
            && word.head.is_some_and(|h| (h as usize) < adding && child(h as usize, Deprel::NsubjPass))
            && lexicon.predicates.rows(&lemma, Pos::Verb).iter().any(|row| row.kind == "ACCUSE");
        if !adds && !accuses {
            continue;
        }
        // Up to the clause that is itself said.
        let mut at = adding;
        for _ in 0..tree.words.len() {
            let Some(head) = tree.words[at].head.map(|h| h as usize).filter(|&h| h < adding) else { break };
            if at != adding && tree.words[at].deprel == Deprel::Ccomp {
                if lexicon.cues.verb(&tree.words[head].lemma.to_lowercase()).is_some() {
                    attach(tree, adding, head, Deprel::Advcl);
                }
                break;
            }
            at = head;
        }
    }
}

fn phrase_before(tree: &Tree, verb: usize) -> Option<usize> {
    // An aside between dashes may stand between the phrase and its verb.
    let opening = |close: usize| (1..close).rev().find(|&w| is_dash(tree, w));
    let last = Some(verb - 1).filter(|&w| is_dash(tree, w)).and_then(opening).map_or(verb - 1, |open| open - 1);
    let mut at = last;
    let mut best = None;
    for _ in 0..tree.words.len() {
        let word = &tree.words[at];
        let Some(head) = word.head.map(|h| h as usize) else { break };
        if head == verb || ancestor(tree, at, verb) {
            break;
        }
        if matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && matches!(
                word.deprel,
                Deprel::Appos
                    | Deprel::Conj
                    | Deprel::Nmod
                    | Deprel::Obj
                    | Deprel::Obl
                    | Deprel::Parataxis
                    | Deprel::Dep
                    | Deprel::NmodUnmarked
                    | Deprel::OblUnmarked
                    | Deprel::Nsubj
                    | Deprel::NsubjPass
            )
        {
            let no_case = !tree.children(at).any(|k| tree.words[k].deprel == Deprel::Case);
            let first = first_word(tree, at);
            // Where commas are left out, a day parts the two: `in Hasakah on Monday the Observatory reported`.
            let parts = |w: &dateline_syntax::Word| w.upos == Upos::Punct || dateline_text::calendar::is_weekday(&w.lemma);
            let after_mark = first > 0 && parts(&tree.words[first - 1]);
            // A second subject behind its verb is none: `were killed the network claimed`.
            let second = matches!(word.deprel, Deprel::Nsubj | Deprel::NsubjPass);
            let closes = (at..=last).all(|w| tree.words[w].upos != Upos::Verb);
            if no_case && if second { head < first && closes } else { after_mark } {
                // The nearest one: what stands farther out began before another mark.
                best = Some(at);
                break;
            }
        }
        at = head;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_text::Span;

    #[test]
    fn a_closing_ministry_becomes_the_subject_of_its_verb() {
        let text = "Forces fired , the ministry claimed";
        let word = |form: &str, upos, head: Option<u32>, deprel, feats| {
            let start = text.find(form).expect("the form");
            dateline_syntax::Word {
                span: Span::new(start, start + form.len()),
                first_token: 0,
                token_count: 1,
                upos,
                lemma: if form == "claimed" { "claim".into() } else { form.into() },
                feats,
                head,
                deprel,
                name: None,
                mark: None,
            }
        };
        let none = Feats::default();
        let tree = Tree {
            span: Span::new(0, text.len()),
            paragraph: 0,
            words: vec![
                word("Forces", Upos::Noun, Some(1), Deprel::Nsubj, none),
                word("fired", Upos::Verb, None, Deprel::Root, Feats::PAST),
                word(",", Upos::Punct, Some(4), Deprel::Punct, none),
                word("the", Upos::Det, Some(4), Deprel::Det, none),
                word("ministry", Upos::Noun, Some(0), Deprel::Appos, none),
                word("claimed", Upos::Verb, Some(1), Deprel::Advcl, Feats::PAST),
            ],
        };
        let repaired = reporting_clauses(&tree, Lexicon::builtin());
        assert_eq!(repaired.words[4].head, Some(5));
        assert_eq!(repaired.words[4].deprel, Deprel::Nsubj);
    }
}
