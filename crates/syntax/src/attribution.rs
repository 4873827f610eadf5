//! Who says what: a second, smaller network over the reader's vectors and trees.
//!
//! First each word is asked whether it is a cue (`said`, `according`, `denied`), then each word near a cue whether
//! it belongs to that cue's source, to the cue itself or to its content. Both answers come from one hidden layer
//! over the words' vectors and over rows of tables for their lemmas and the way between them in the tree.
//! `training/attribution.py` is the same network.

use crate::Tree;
use crate::integer::Map;
use crate::kernel::{dot, hard_swish};
use crate::model::Table;
use dateline_text::Span;

/// Rows of the table of lemmas and of the table of everything else.
pub(crate) const LEMMAS: u64 = 4096;
pub(crate) const PATHS: u64 = 32768;

/// Width of the hidden layers.
pub(crate) const HIDDEN: usize = 64;

/// Words right below a word beyond these are not looked at.
const KIDS: usize = 12;

/// Words further from a cue have no part in it.
const REACH: usize = 128;

/// Roles of a word: none, source, cue, content.
pub(crate) const ROLES: usize = 4;

/// Somebody says, thinks or denies something. Each part is a list of stretches of the text in order, without
/// overlap; source and content may be empty, the cue never is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// To whom it is attributed: `the ministry`.
    pub source: Vec<Span>,
    /// The words that attribute: `said in a statement`.
    pub cue: Vec<Span>,
    /// What is attributed.
    pub content: Vec<Span>,
}

/// What a word can be to a hidden layer: a cue; the word above a cue, before it, behind it; the word and the cue of a pair.
pub(crate) const PARTS: [&str; 6] = ["cue_word", "cue_above", "cue_before", "cue_after", "pair_word", "pair_cue"];

/// The learned part.
pub(crate) struct Attributor {
    /// From a word's vector to its share in hidden layers, as in [`PARTS`].
    pub words: Map,
    pub lemmas: Table,
    pub paths: Table,
    pub cue: (Vec<f32>, f32),
    /// One row per role.
    pub roles: (Vec<f32>, Vec<f32>),
}

/// FNV-1a with 64 bits, as in `features`, over a text that is put together piece by piece.
#[derive(Clone, Copy)]
struct Key(u64);

impl Key {
    fn new(salt: u8) -> Key {
        Key(0xCBF2_9CE4_8422_2325).byte(salt)
    }

    fn byte(self, byte: u8) -> Key {
        Key((self.0 ^ byte as u64).wrapping_mul(0x0100_0000_01B3))
    }

    fn text(self, text: &str) -> Key {
        text.bytes().fold(self, Key::byte)
    }

    /// A number in decimal digits.
    fn number(self, number: usize) -> Key {
        let front = if number > 9 { self.number(number / 10) } else { self };
        front.byte(b'0' + (number % 10) as u8)
    }

    fn sign(self, negative: bool) -> Key {
        if negative { self.byte(b'-') } else { self }
    }

    fn bar(self) -> Key {
        self.byte(b'|')
    }

    fn row(self, rows: u64) -> u32 {
        ((self.0 ^ self.0 >> 32) % rows) as u32
    }
}

/// A tree as the network looks at it.
struct View<'t> {
    tree: &'t Tree,
    /// Quotation marks up to and with each word.
    quotes: Vec<usize>,
    /// Commas before each word, and in all.
    commas: Vec<usize>,
    /// Relations of the words below each word, one bit each.
    below: Vec<u64>,
    /// The words right below each word, in order.
    kids: Vec<Vec<usize>>,
}

impl<'t> View<'t> {
    fn new(text: &str, tree: &'t Tree) -> View<'t> {
        let (mut quotes, mut commas, mut below) = (vec![], vec![0], vec![0; tree.words.len()]);
        let mut kids = vec![Vec::new(); tree.words.len()];
        let (mut quote, mut comma) = (0, 0);
        for (i, word) in tree.words.iter().enumerate() {
            let form = word.span.of(text);
            quote += matches!(form, "\"" | "“" | "”" | "''" | "``") as usize;
            comma += (form == ",") as usize;
            quotes.push(quote);
            commas.push(comma);
            if let Some(head) = word.head {
                below[head as usize] |= 1 << word.deprel as u64;
                kids[head as usize].push(i);
            }
        }
        View { tree, quotes, commas, below, kids }
    }

    fn rel(&self, i: usize) -> usize {
        self.tree.words[i].deprel as usize
    }

    fn upos(&self, i: usize) -> usize {
        self.tree.words[i].upos as usize
    }

    fn head(&self, i: usize) -> Option<usize> {
        self.tree.words[i].head.map(|h| h as usize)
    }

    /// The lemma; a known name has none here.
    fn lemma(&self, i: usize) -> &'t str {
        let word = &self.tree.words[i];
        if word.mark.is_some() { "" } else { &word.lemma }
    }

    /// Rows for "is this word a cue": its lemma in the table of lemmas; and, given to `each`, its place in the tree
    /// and the words around it there and in the text.
    fn cue_rows(&self, i: usize, each: &mut impl FnMut(u32)) -> u32 {
        let (lemma, rel) = (self.lemma(i), self.rel(i));
        let above = self.head(i).map_or("", |h| self.lemma(h));
        let before = if i > 0 { self.lemma(i - 1) } else { "^" };
        let after = if i + 1 < self.tree.words.len() { self.lemma(i + 1) } else { "$" };
        let mut children = Key::new(b'c');
        let mut first = true;
        for rel in (0..64).filter(|rel| self.below[i] >> rel & 1 == 1) {
            children = if first { children } else { children.byte(b',') }.number(rel);
            first = false;
        }
        let any = self.quotes.last().is_some_and(|&all| all > 0);
        let keys = [
            Key::new(b'r').number(rel).bar().number(self.upos(i)),
            Key::new(b'a').number(rel).bar().text(above),
            children,
            Key::new(b'q').number(self.quotes[i] % 2).bar().number(any as usize),
            Key::new(b'b').text(before).bar().text(lemma),
            Key::new(b'f').text(lemma).bar().text(after),
            Key::new(b'o').number(self.head(i).map_or(99, |h| self.rel(h))).bar().number(rel).bar().text(lemma),
        ];
        keys.iter().for_each(|key| each(key.row(PATHS)));
        for &j in self.kids[i].iter().take(KIDS) {
            let (side, below) = ((j > i) as usize, self.rel(j));
            let keys = [
                Key::new(b'k').number(below).bar().text(self.lemma(j)),
                Key::new(b'j').number(below).bar().number(self.upos(j)).bar().number(side).bar().number(self.upos(i)),
                Key::new(b'h').number(below).bar().text(lemma),
            ];
            keys.iter().for_each(|key| each(key.row(PATHS)));
        }
        Key::new(b'l').text(lemma).row(LEMMAS)
    }

    /// Rows for "what is word `i` to the cue `c`". `up` has `c` and the words above it, `place` where in `up` a word stands.
    fn pair_rows(&self, c: usize, i: usize, up: &[usize], place: &[Option<usize>]) -> [u32; 9] {
        // From the word up to where its way meets the cue's: the last two steps are what counts.
        let (mut at, mut steps, mut branch) = (i, 0, [None; 2]);
        let top = loop {
            if let Some(top) = place[at] {
                break top;
            }
            branch = [Some(at), branch[0]];
            steps += 1;
            match self.head(at) {
                Some(head) => at = head,
                // The last word of `up` is the root, so this does not happen.
                None => break 0,
            }
        };
        let (low, high) = (i.min(c), i.max(c));
        let side = if i == c { 0 } else { 1 + (i > c) as usize };
        let commas = (self.commas[high] - self.commas[low]).min(2);
        let quotes = self.quotes[i].abs_diff(self.quotes[c]).min(3);
        let near = i.abs_diff(c).min(6);
        let mut path = Key::new(b'p').number(top.min(3)).byte(b':');
        for (k, &w) in up[..top.min(2)].iter().enumerate() {
            path = if k > 0 { path.byte(b'/') } else { path }.number(self.rel(w));
        }
        path = path.bar();
        for (k, w) in branch.into_iter().flatten().enumerate() {
            path = if k > 0 { path.byte(b'/') } else { path }.number(self.rel(w));
        }
        let (below, held) = branch[0].map_or((99, ""), |w| (self.rel(w), self.lemma(w)));
        let branch_side = branch[0].map_or(0, |w| if w < c { 1 } else { 2 });
        let keys = [
            path.bar().number(branch_side),
            Key::new(b'd').number(top.min(3)).bar().number(steps.min(4)).bar().number(side).bar().number(commas),
            Key::new(b'w').number(self.rel(i)).bar().number(top.min(2)).bar().number(steps.min(2)).bar().number(side),
            (Key::new(b'q').number(quotes).bar().number(self.quotes[i] % 2).bar().number(self.quotes[c] % 2))
                .bar()
                .number(side)
                .bar()
                .number(top.min(2)),
            Key::new(b'n').sign(i < c).number(near).bar().number(self.upos(i)),
            Key::new(b'l').text(self.lemma(c)).bar().number(below).bar().number(top.min(2)),
            Key::new(b's').text(self.lemma(i)).bar().number(top.min(2)).bar().number(steps.min(2)),
            Key::new(b'u').text(self.lemma(c)).bar().text(self.lemma(i)),
            Key::new(b'v').number(top.min(2)).bar().number(below).bar().text(held),
        ];
        keys.map(|key| key.row(PATHS))
    }
}

impl Attributor {
    /// Adds a row of a table to a hidden layer.
    fn add(hidden: &mut [f32; HIDDEN], table: &Table, row: u32) {
        let (values, scale) = table.row(row);
        for (h, &v) in hidden.iter_mut().zip(values) {
            *h += scale * v as f32;
        }
    }

    /// The attributions of one sentence. `steps` are its words' vectors.
    pub fn sentence(&self, text: &str, tree: &Tree, steps: &[u8], shares: &mut Vec<f32>, out: &mut Vec<Attribution>) {
        let count = tree.words.len();
        if count == 0 {
            return;
        }
        crate::dispatch::map(&self.words, steps, count, shares);
        let shares = shares.as_slice();
        let share = |i: usize, part: usize| &shares[(PARTS.len() * i + part) * HIDDEN..][..HIDDEN];
        let view = View::new(text, tree);
        let mut place = vec![None; count];
        for c in 0..count {
            let mut hidden = [0.0; HIDDEN];
            hidden.copy_from_slice(share(c, 0));
            if let Some(head) = view.head(c) {
                crate::kernel::add(&mut hidden, share(head, 1));
            }
            if c > 0 {
                crate::kernel::add(&mut hidden, share(c - 1, 2));
            }
            if c + 1 < count {
                crate::kernel::add(&mut hidden, share(c + 1, 3));
            }
            let lemma = view.cue_rows(c, &mut |row| Self::add(&mut hidden, &self.paths, row));
            Self::add(&mut hidden, &self.lemmas, lemma);
            hard_swish(&mut hidden);
            if dot(&hidden, &self.cue.0) + self.cue.1 <= 0.0 {
                continue;
            }
            let mut up = vec![c];
            while let Some(head) = view.head(up[up.len() - 1]) {
                up.push(head);
            }
            up.iter().enumerate().for_each(|(k, &w)| place[w] = Some(k));
            let mut roles = vec![0; count];
            for (i, role) in roles.iter_mut().enumerate().take(c + REACH + 1).skip(c.saturating_sub(REACH)) {
                let mut hidden = [0.0; HIDDEN];
                hidden.copy_from_slice(share(i, 4));
                crate::kernel::add(&mut hidden, share(c, 5));
                let rows = view.pair_rows(c, i, &up, &place);
                rows.iter().for_each(|&row| Self::add(&mut hidden, &self.paths, row));
                hard_swish(&mut hidden);
                let score = |r: usize| dot(&hidden, &self.roles.0[r * HIDDEN..(r + 1) * HIDDEN]) + self.roles.1[r];
                *role = crate::kernel::largest(&std::array::from_fn::<f32, ROLES, _>(score));
            }
            roles[c] = 2;
            up.iter().for_each(|&w| place[w] = None);
            let part = |role| stretches(tree, &roles, role);
            out.push(Attribution { source: part(1), cue: part(2), content: part(3) });
        }
    }
}

/// Stretches of neighbouring words in one role.
fn stretches(tree: &Tree, roles: &[usize], role: usize) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (i, word) in tree.words.iter().enumerate().filter(|&(i, _)| roles[i] == role) {
        match out.last_mut() {
            Some(last) if i > 0 && roles[i - 1] == role => *last = last.cover(word.span),
            _ => out.push(word.span),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Mark, NameClass, Reader};

    fn found(text: &str) -> Vec<[Vec<&str>; 3]> {
        let texts = |spans: &[Span]| spans.iter().map(|s| s.of(text)).collect();
        let found = Reader::builtin().attributions(text, &dateline_text::split(text), &[]);
        found.iter().map(|a| [texts(&a.source), texts(&a.cue), texts(&a.content)]).collect()
    }

    #[test]
    fn rows_as_the_training_code_finds_them() {
        assert_eq!(Key::new(b'n').sign(true).number(120).bar().text("é").row(PATHS), 17317);
        assert_eq!(Key::new(b'l').text("say").row(LEMMAS), 987);
    }

    #[test]
    fn speech_in_its_common_forms() {
        for (text, source, cue, content) in [
            ("The minister said that the rebels had fled.", "The minister", "said", "rebels had fled"),
            ("“We will not leave,” the commander told reporters.", "the commander", "told", "We will not leave"),
            ("Two soldiers were wounded, according to the army.", "the army", "according", "Two soldiers were wounded"),
        ] {
            let found = found(text);
            assert_eq!(found.len(), 1, "{found:?}");
            let [s, c, w] = &found[0];
            assert!(s.concat().contains(source) && c.concat().contains(cue) && w.concat().contains(content), "{found:?}");
        }
        assert_eq!(found("Shells fell on the village at night."), Vec::<[Vec<&str>; 3]>::new());
    }

    #[test]
    fn whose_words_they_are_changes_nothing() {
        let read = |a: &str, b: &str| {
            let text = format!("{a} accused {b} of shelling a village, which {b} denied.");
            let sentences = dateline_text::split(&text);
            let marks = sentences[0].tokens.iter().enumerate().filter_map(|(i, t)| {
                let name = [a, b].contains(&t.span.of(&text));
                name.then_some(Mark { first: i as u32, len: 1, class: NameClass::State, entry: 0 })
            });
            let found = Reader::builtin().attributions(&text, &sentences, &[marks.collect()]);
            let part = |spans: &[Span]| spans.iter().map(|s| s.of(&text).replace(a, "A").replace(b, "B")).collect::<Vec<_>>();
            found.iter().map(|f| [part(&f.source), part(&f.cue), part(&f.content)]).collect::<Vec<_>>()
        };
        assert_eq!(read("Armenia", "Azerbaijan"), read("Ethiopia", "Chad"));
    }

    #[test]
    fn any_text_gives_stretches_in_order() {
        let long = "he said that she said, ".repeat(400);
        for text in ["", "\u{0} “„ said \" ’’", "said", long.as_str(), "“„”\"".repeat(300).as_str()] {
            for found in Reader::builtin().attributions(text, &dateline_text::split(text), &[]) {
                assert!(!found.cue.is_empty());
                for part in [&found.source, &found.cue, &found.content] {
                    assert!(part.windows(2).all(|p| p[0].end <= p[1].start));
                    assert!(part.iter().all(|s| text.get(s.start as usize..s.end as usize).is_some()));
                }
            }
        }
    }
}
