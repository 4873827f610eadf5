//! Whether what an expression dates lies before or after the report, told by the verb that governs it.

use dateline_syntax::{Deprel, Feats, Tree, Upos};

/// Where something lies in time, seen from the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    Unknown,
}

/// Words whose complement has yet to happen: `talks scheduled for Friday`, `due on Monday`, `plans to meet`.
const AHEAD: &[&str] = &[
    "agree", "aim", "announce", "await", "call", "decide", "delay", "due", "expect", "extend", "forecast", "hope", "intend",
    "offer", "order", "plan", "pledge", "postpone", "prepare", "promise", "propose", "schedule", "set", "slate", "threaten",
    "urge", "vow", "want",
];

/// Those of [`AHEAD`] that look ahead in any form; the others do so only for what they govern (`agreed to meet on Friday`).
const STRONG: &[&str] = &[
    "await", "delay", "due", "expect", "extend", "forecast", "hope", "intend", "plan", "postpone", "prepare", "schedule", "slate",
];

/// What is named with its day or month has happened: `February's killing`, `the May bombing`.
const HAPPENED: &[&str] = &[
    "assassination",
    "assault",
    "attack",
    "blast",
    "bombing",
    "clash",
    "coup",
    "explosion",
    "killing",
    "massacre",
    "murder",
    "raid",
    "shelling",
    "shooting",
    "strike",
];

/// The direction of the clause that holds an expression, from its first to its last word.
pub(super) fn direction(text: &str, tree: &Tree, first: usize, word: usize) -> Direction {
    if ahead_by_lead(text, tree, first) {
        return Direction::Future;
    }
    // "Since May": a stretch begins with what has been, whatever is to come of it.
    if form(text, tree, first) == "since" || first.checked_sub(1).is_some_and(|k| form(text, tree, k) == "since") {
        return Direction::Past;
    }
    if !is_read(tree) {
        return by_words(text, tree, word);
    }
    match by_tree(text, tree, word) {
        Direction::Unknown if announced(text, tree, word) => Direction::Future,
        direction => direction,
    }
}

/// Whether one of the words before tells that it has yet to come: `due to take effect on Monday`, `set for Friday`.
fn announced(text: &str, tree: &Tree, word: usize) -> bool {
    (word.saturating_sub(7)..word).any(|i| {
        let next = |k: usize| tree.words.get(i + k).map(|w| w.span.of(text).to_lowercase()).unwrap_or_default();
        // `due to the fighting` tells a cause.
        let cause =
            matches!(next(2).as_str(), "the" | "a" | "an" | "its" | "his" | "their" | "this") || i + 2 >= word && next(1) == "to";
        matches!(next(0).as_str(), "due" | "scheduled" | "expected" | "set" | "planned" | "slated")
            && (next(1) == "to" && !cause || next(1) == "for" || next(0) != "set" && matches!(next(1).as_str(), "on" | "in"))
    })
}

/// Whether the words just before tell a day ahead: `as soon as Tuesday`, `effective June 1`.
fn ahead_by_lead(text: &str, tree: &Tree, first: usize) -> bool {
    let back = |i: usize| first.checked_sub(i).map(|k| form(text, tree, k)).unwrap_or_default();
    matches!((back(3).as_str(), back(2).as_str(), back(1).as_str()), ("as", "soon" | "early", "as"))
        || back(1) == "effective"
        || extended(text, tree, first)
        || back(1) == "on" && back(2) == "effective"
}

/// `have until Friday to leave`, `extended the truce until Monday`.
fn extended(text: &str, tree: &Tree, first: usize) -> bool {
    let until = first.checked_sub(1).is_some_and(|k| matches!(form(text, tree, k).as_str(), "until" | "till"));
    until
        && (first.saturating_sub(8)..first).any(|i| {
            matches!(tree.words[i].lemma.as_str(), "give" | "have" | "extend" | "postpone" | "delay" | "put" | "prolong")
                && matches!(tree.words[i].upos, Upos::Verb)
        })
}

/// Whether the tree carries tags, or is only a row of words.
fn is_read(tree: &Tree) -> bool {
    tree.words.iter().any(|w| matches!(w.deprel, Deprel::Nsubj | Deprel::Obl | Deprel::Case | Deprel::Det | Deprel::Punct))
}

fn form(text: &str, tree: &Tree, word: usize) -> String {
    tree.words[word].span.of(text).to_lowercase()
}

fn by_tree(text: &str, tree: &Tree, word: usize) -> Direction {
    let mut at = word;
    // The word from which the climb came.
    let mut below = None;
    // `Wednesday's ruling`: the verb tells when the ruling was only if the ruling is its subject.
    let mut possessive = tree.words[word].deprel == Deprel::NmodPoss;
    let named = matches!(tree.words[word].deprel, Deprel::NmodPoss | Deprel::Compound | Deprel::Amod | Deprel::NmodUnmarked);
    let of = tree.words[word].head.and_then(|head| tree.words.get(head as usize));
    if named && of.is_some_and(|noun| HAPPENED.contains(&noun.lemma.as_str())) {
        return Direction::Past;
    }
    for _ in 0..20 {
        let node = &tree.words[at];
        if possessive && at != word {
            if !matches!(node.deprel, Deprel::Nsubj | Deprel::NsubjPass) {
                return Direction::Unknown;
            }
            possessive = false;
        }
        if matches!(node.upos, Upos::Verb | Upos::Aux) || has_auxiliary(tree, at) {
            match of_verb(text, tree, at, word, below) {
                Direction::Unknown if is_present(text, tree, at) && begins(tree, at) => return Direction::Future,
                Direction::Unknown if is_present(text, tree, at) => return Direction::Unknown,
                Direction::Unknown => {}
                known => return known,
            }
        } else if AHEAD.contains(&node.lemma.as_str()) {
            return Direction::Future;
        }
        // `Strikes targeting a school on Wednesday may be the deadliest`: what may be is something else.
        let described = below.is_some_and(|b: usize| tree.words[b].deprel == Deprel::Acl);
        if described && matches!(node.deprel, Deprel::Nsubj | Deprel::NsubjPass) {
            return Direction::Unknown;
        }
        match node.head {
            Some(head) if (head as usize) < tree.words.len() => {
                below = Some(at);
                at = head as usize;
            }
            _ => break,
        }
    }
    Direction::Unknown
}

/// "The truce takes effect on Friday", "talks open on Monday": what is fixed beforehand is told in the present.
fn begins(tree: &Tree, at: usize) -> bool {
    let below = |lemmas: &[&str]| tree.children(at).any(|k| lemmas.contains(&tree.words[k].lemma.as_str()));
    match tree.words[at].lemma.as_str() {
        "begin" | "start" | "open" | "resume" | "expire" | "end" | "convene" | "lapse" => true,
        "take" => below(&["effect"]),
        "come" | "enter" | "go" => below(&["force", "effect"]),
        _ => false,
    }
}

fn has_auxiliary(tree: &Tree, at: usize) -> bool {
    tree.children(at).any(|c| matches!(tree.words[c].deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop))
}

/// Whether a verb is told in the present: what governs its clause then tells nothing of its time.
fn is_present(text: &str, tree: &Tree, at: usize) -> bool {
    let feats = tree.words[at].feats;
    feats.has(Feats::FIN) && !feats.has(Feats::PAST)
        || tree.children(at).any(|c| {
            matches!(tree.words[c].deprel, Deprel::Aux | Deprel::AuxPass) && matches!(form(text, tree, c).as_str(), "is" | "are")
        })
}

fn of_verb(text: &str, tree: &Tree, at: usize, word: usize, below: Option<usize>) -> Direction {
    let node = &tree.words[at];
    let auxiliaries: Vec<String> = tree
        .children(at)
        .filter(|&c| matches!(tree.words[c].deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop))
        .map(|c| form(text, tree, c))
        .collect();
    // `The figures for January extended a surge`: the subject of a plan is not what is planned.
    let subject = below.is_some_and(|b| tree.words[b].deprel == Deprel::Nsubj);
    let strong = STRONG.contains(&node.lemma.as_str()) && !subject;
    let any = |forms: &[&str]| auxiliaries.iter().any(|a| forms.contains(&a.as_str()));
    if any(&["will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d"]) && !any(&["have", "'ve"]) {
        return Direction::Future;
    }
    // `are to meet on Monday`, and in headlines `ministers to meet on Monday`: what is arranged.
    let to = tree.children(at).find(|&c| tree.words[c].deprel == Deprel::Mark && tree.words[c].lemma == "to");
    let arranged = any(&["is", "are", "was", "were", "'s", "'re"]) && !any(&["have"])
        || auxiliaries.iter().all(|a| a == "be")
            && node.head.is_none_or(|h| tree.words[h as usize].head.is_none() && node.deprel == Deprel::Acl);
    // `The aim is to end the war`: no arrangement.
    let aim = |c: usize| {
        matches!(tree.words[c].deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter)
            && matches!(
                tree.words[c].lemma.as_str(),
                "it" | "this"
                    | "that"
                    | "what"
                    | "aim"
                    | "goal"
                    | "idea"
                    | "purpose"
                    | "objective"
                    | "task"
                    | "role"
                    | "mission"
                    | "plan"
                    | "job"
                    | "way"
                    | "policy"
            )
    };
    if node.upos == Upos::Verb && to.is_some_and(|to| to < word) && arranged && !tree.children(at).any(aim) {
        return Direction::Future;
    }
    // `had been due to expire on Friday`: what was planned before the past has passed.
    if any(&["had"]) && any(&["been"]) {
        return Direction::Past;
    }
    if any(&["have", "has", "had", "'ve", "was", "were", "did", "been"]) {
        // `was due to meet`, `had planned`: what is planned lies ahead of its plan.
        return if strong { Direction::Future } else { Direction::Past };
    }
    if any(&["could"]) {
        // `could be held on Monday`: what is possible; `could reach` may tell what somebody was able to do.
        let denied = tree.children(at).any(|c| matches!(form(text, tree, c).as_str(), "not" | "n't" | "n’t"));
        return if any(&["be"]) && !denied { Direction::Future } else { Direction::Unknown };
    }
    if any(&["may", "might", "should", "must", "can"]) {
        let denied = tree.children(at).any(|c| matches!(form(text, tree, c).as_str(), "not" | "n't" | "n’t"));
        return if denied || any(&["have", "'ve"]) { Direction::Unknown } else { Direction::Future };
    }
    let participle = node.feats.has(Feats::PART);
    if any(&["is", "are", "am", "'s", "'re", "be"]) {
        // `is meeting on Friday`, `is expected on Friday`; `is accused of` tells nothing.
        let going = node.lemma == "go" || AHEAD.contains(&node.lemma.as_str());
        return if going || node.feats.has(Feats::GER) { Direction::Future } else { Direction::Unknown };
    }
    // With a subject and no auxiliary a participle is a past tense, whatever its tag.
    let finite = node.feats.has(Feats::PAST) && tree.children(at).any(|c| tree.words[c].deprel == Deprel::Nsubj);
    if finite && !strong {
        return Direction::Past;
    }
    if strong || participle && AHEAD.contains(&node.lemma.as_str()) && !node.feats.has(Feats::FIN) {
        return Direction::Future;
    }
    if node.feats.has(Feats::PAST) {
        return Direction::Past;
    }
    if node.feats.has(Feats::INF) {
        // A date before `to` belongs to the verb before it: `agreed in June to hand them over`.
        let before = (word..at).any(|i| tree.words[i].deprel == Deprel::Mark && tree.words[i].head == Some(at as u32));
        let ahead =
            !before && node.head.is_some_and(|h| tree.words.get(h as usize).is_some_and(|w| AHEAD.contains(&w.lemma.as_str())));
        return if ahead { Direction::Future } else { Direction::Unknown };
    }
    Direction::Unknown
}

/// For trees without tags: the nearest cue within the clause.
fn by_words(text: &str, tree: &Tree, word: usize) -> Direction {
    let near = |i: usize| {
        let form = form(text, tree, i);
        let next = tree.words.get(i + 1).map(|w| w.span.of(text).to_lowercase()).unwrap_or_default();
        match form.as_str() {
            "will" | "'ll" | "’ll" | "wo" | "shall" | "upcoming" | "would" => Some(Direction::Future),
            "due" | "expected" | "scheduled" | "planned" | "plans" | "planning" | "going"
                if next == "to" || next == "for" || next == "on" || next == "in" =>
            {
                Some(Direction::Future)
            }
            "was" | "were" | "had" | "did" | "said" | "told" | "has" | "have" | "began" | "came" | "took" | "went" | "made"
            | "ago" => Some(Direction::Past),
            f if f.len() > 4 && f.ends_with("ed") => Some(Direction::Past),
            _ => None,
        }
    };
    let mut best: Option<(usize, Direction)> = None;
    for i in 0..tree.words.len() {
        let distance = i.abs_diff(word);
        if distance > 12 || best.is_some_and(|(d, _)| d < distance) {
            continue;
        }
        if let Some(direction) = near(i) {
            best = Some((distance, direction));
        }
    }
    best.map_or(Direction::Unknown, |(_, d)| d)
}
