//! Holds this reader to the training code: both must say the same of the sentences in `tests/reading.jsonl`.

use crate::{Deprel, Feats, Mark, NameClass, NameTag, Reader, Tree, Upos};
use dateline_text::{Sentence, Span, Token};

#[derive(serde::Deserialize)]
struct Row {
    forms: Vec<String>,
    classes: Vec<i32>,
    upos: Vec<usize>,
    feats: Vec<u16>,
    heads: Vec<i64>,
    rels: Vec<usize>,
    names: Vec<usize>,
}

impl Row {
    /// The sentence at the end of `text`, its tokens parted by spaces, and its marks.
    fn sentence(&self, text: &mut String) -> (Sentence, Vec<Mark>) {
        let (start, mut tokens, mut marks) = (text.len(), vec![], vec![]);
        for (form, &class) in self.forms.iter().zip(&self.classes) {
            let first = tokens.len() as u32;
            for token in form.split(' ') {
                tokens.push(Token { span: Span::new(text.len(), text.len() + token.len()) });
                text.push_str(token);
                text.push(' ');
            }
            if let Some(&class) = usize::try_from(class).ok().and_then(|c| NameClass::ALL.get(c)) {
                marks.push(Mark { first, len: tokens.len() as u32 - first, class, entry: 7 });
            }
        }
        (Sentence { span: Span::new(start, text.len() - 1), tokens, paragraph: 0 }, marks)
    }

    fn check(&self, tree: &Tree) {
        assert_eq!(tree.words.len(), self.forms.len(), "{:?}", self.forms);
        for (i, word) in tree.words.iter().enumerate() {
            let at = format!("word {i} `{}` of {:?}", self.forms[i], self.forms);
            assert_eq!(word.upos, Upos::ALL[self.upos[i]], "{at}");
            assert_eq!(word.feats, Feats(self.feats[i]), "{at}");
            assert_eq!(word.head.map_or(-1, i64::from), self.heads[i], "{at}");
            assert_eq!(word.deprel, Deprel::ALL[self.rels[i]], "{at}");
            let kinds = [NameTag::Person, NameTag::Org, NameTag::Place, NameTag::Other];
            let kind = ((self.names[i] + 1) / 2).checked_sub(1).and_then(|k| kinds.get(k));
            let unmarked = self.classes[i] < 0 && self.names[i] > 0;
            assert_eq!(word.name.map(|n| n.0), kind.copied().filter(|_| unmarked), "{at}");
        }
    }
}

fn rows() -> Vec<Row> {
    include_str!("../tests/reading.jsonl").lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn all(rows: &[Row]) -> (String, Vec<Sentence>, Vec<Vec<Mark>>) {
    let mut text = String::new();
    let (sentences, marks) = rows.iter().map(|r| r.sentence(&mut text)).unzip();
    (text, sentences, marks)
}

#[test]
fn reads_as_the_training_code_does() {
    let rows = rows();
    let (text, sentences, marks) = all(&rows);
    let trees = Reader::builtin().read(&text, &sentences, &marks);
    rows.iter().zip(&trees).for_each(|(row, tree)| row.check(tree));
}

#[test]
fn alone_or_in_a_batch_a_sentence_reads_alike() {
    let rows = rows();
    let (text, sentences, marks) = all(&rows);
    let together = Reader::builtin().read(&text, &sentences, &marks);
    for i in 0..rows.len() {
        let alone = Reader::builtin().read(&text, &sentences[i..=i], &marks[i..=i]);
        assert_eq!(format!("{:?}", alone[0]), format!("{:?}", together[i]));
    }
}

#[test]
fn whose_name_it_is_changes_nothing() {
    let read = |names: [&str; 3]| {
        let text = format!("{} accused {} of shelling a village near {} , officials said .", names[0], names[1], names[2]);
        let sentence = &dateline_text::split(&text)[0];
        let mut marks = vec![];
        for (name, class) in names.iter().zip([NameClass::State, NameClass::State, NameClass::Place]) {
            let at = text.find(name).unwrap();
            let inside = |t: &Token| (at..at + name.len()).contains(&(t.span.start as usize));
            let first = sentence.tokens.iter().position(inside).unwrap() as u32;
            let len = sentence.tokens.iter().filter(|t| inside(t)).count() as u32;
            marks.push(Mark { first, len, class, entry: 0 });
        }
        let tree = Reader::builtin().read(&text, std::slice::from_ref(sentence), &[marks]).remove(0);
        tree.words.iter().map(|w| (w.upos, w.head, w.deprel, w.feats, w.name)).collect::<Vec<_>>()
    };
    assert_eq!(read(["Armenia", "Azerbaijan", "Lachin"]), read(["Papua New Guinea", "Chad", "Bosanski Šamac"]));
}

#[test]
fn the_version_is_the_hash_of_the_weights() {
    let version = |bytes: &[u8]| {
        let length = u32::from_le_bytes(bytes[8..12].try_into().unwrap()) as usize;
        dateline_text::sha256_hex(&bytes[12 + length..])[..8].to_owned()
    };
    let reader = version(include_bytes!("../../../models/reader.bin"));
    let names = version(include_bytes!("../../../models/names.bin"));
    assert_eq!(Reader::builtin().version(), format!("{reader}-{names}"));
}

#[test]
fn any_text_gives_trees_with_one_root() {
    let long = "word, ".repeat(2000);
    let odd = "\u{0}\u{FFFD} ₿𝔘 Ŵéîrd ’’ “„ --- مرحبا 你好 İstanbul ﬁne";
    for text in ["", " \n", "?", odd, long.as_str()] {
        let sentences = dateline_text::split(text);
        let bad = Mark { first: 9, len: 0, class: NameClass::Org, entry: 0 };
        let far = Mark { first: 1, len: 90_000, class: NameClass::Org, entry: 0 };
        let marks = vec![vec![bad, far]; sentences.len()];
        let trees = Reader::builtin().read(text, &sentences, &marks);
        assert_eq!(trees.len(), sentences.len());
        for tree in &trees {
            assert_eq!(tree.words.iter().filter(|w| w.head.is_none()).count(), 1);
            for start in 0..tree.words.len() {
                let mut at = start;
                for _ in 0..=tree.words.len() {
                    at = tree.words[at].head.map_or(at, |h| h as usize);
                }
                assert!(tree.words[at].head.is_none(), "a cycle at word {start}");
            }
        }
    }
}
