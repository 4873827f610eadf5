//! From sentences and marks to trees.

use crate::attribution::Attribution;
use crate::dispatch;
use crate::features::{Buffers, Rows, is_caps};
use crate::lemma::Lemmas;
use crate::model::{Model, ModelError};
use crate::network::{Reading, Scratch};
use crate::{Deprel, Feats, Mark, NameTag, Tree, Upos, Word};
use dateline_text::{Sentence, Span};
use std::sync::OnceLock;

/// Longest stretch of words that is read as one; a longer sentence is read in stretches of this size.
const STRETCH: usize = 256;

/// Words that are read together: enough to keep the weights in the cache, few enough for the vectors.
const BATCH: usize = 160;

static WEIGHTS: &[u8] = include_bytes!("../../../models/reader.bin");
static NAMES: &[u8] = include_bytes!("../../../models/names.bin");
static LEMMAS: &str = include_str!("../../../models/lemmas.tsv");

/// Reads sentences: a trained network and its tables. Reading is deterministic, to the bit, on every machine.
///
/// ```
/// use dateline_syntax::Reader;
/// let text = "Rebels shelled the town.";
/// let trees = Reader::builtin().read(text, &dateline_text::split(text), &[]);
/// assert_eq!(trees[0].words[trees[0].root()].lemma, "shell");
/// ```
pub struct Reader {
    model: Option<Model>,
    lemmas: Lemmas<'static>,
}

/// A word before it is read: some tokens of its sentence.
struct Piece {
    first: u32,
    count: u32,
    span: Span,
    mark: Option<Mark>,
}

impl Reader {
    /// The reader that travels with the program.
    pub fn builtin() -> &'static Reader {
        static READER: OnceLock<Reader> = OnceLock::new();
        READER.get_or_init(|| {
            // The weights are part of the program and a test opens them: without them every tree would be flat, and without those
            // of the names the parser's own head would find them.
            let mut model = Model::from_bytes(WEIGHTS).ok();
            model.as_mut().map(|m| m.add_naming(NAMES));
            Reader { model, lemmas: Lemmas::new(LEMMAS) }
        })
    }

    /// A reader with other weights.
    pub fn from_bytes(bytes: &[u8]) -> Result<Reader, ModelError> {
        Ok(Reader { model: Some(Model::from_bytes(bytes)?), lemmas: Lemmas::new(LEMMAS) })
    }

    /// The same with a head for names from its own file; it must have been taught on this very reader.
    pub fn with_names(mut self, bytes: &[u8]) -> Result<Reader, ModelError> {
        self.model.as_mut().map_or(Ok(()), |m| m.add_naming(bytes))?;
        Ok(self)
    }

    /// First eight hexadecimal digits of the SHA-256 of the weights; after a hyphen those of the head for names, if it has a file.
    pub fn version(&self) -> &str {
        self.model.as_ref().map_or("", |m| &m.version)
    }

    /// One tree per sentence. `marks[i]` are the known names of sentence `i`, in order; missing lists are empty,
    /// and a mark that does not fit the sentence or overlaps an earlier one is passed over.
    pub fn read(&self, text: &str, sentences: &[Sentence], marks: &[Vec<Mark>]) -> Vec<Tree> {
        let mut trees = Vec::with_capacity(sentences.len());
        self.each(text, sentences, marks, |tree, _| trees.push(tree));
        trees
    }

    /// The same, and of each sentence the last vectors of its words in the network, rounded to steps of 7 bits:
    /// what parts that learn on top of the reader see (`attributions`, and their training).
    pub fn read_with_vectors(&self, text: &str, sentences: &[Sentence], marks: &[Vec<Mark>]) -> (Vec<Tree>, Vec<Vec<u8>>) {
        let (mut trees, mut vectors) = (Vec::with_capacity(sentences.len()), Vec::with_capacity(sentences.len()));
        self.each(text, sentences, marks, |tree, words| {
            let mut steps = Vec::new();
            if let Some(model) = &self.model {
                model.ranges.last.quantise(words, &mut steps);
            }
            trees.push(tree);
            vectors.push(steps);
        });
        (trees, vectors)
    }

    /// Who says what, sentence by sentence, in the order of the cues; sentences and marks as for [`Reader::read`].
    /// Learned from PolNeAR's reports on politics; a model without that part finds none.
    ///
    /// ```
    /// use dateline_syntax::Reader;
    /// let text = "The ministry said that rebels had fled.";
    /// let found = Reader::builtin().attributions(text, &dateline_text::split(text), &[]);
    /// assert_eq!(found[0].source[0].of(text), "The ministry");
    /// assert_eq!(found[0].cue[0].of(text), "said");
    /// ```
    pub fn attributions(&self, text: &str, sentences: &[Sentence], marks: &[Vec<Mark>]) -> Vec<Attribution> {
        let Some((model, attributor)) = self.model.as_ref().and_then(|m| Some((m, m.attributor.as_ref()?))) else {
            return Vec::new();
        };
        let (mut found, mut steps, mut shares) = (Vec::new(), Vec::new(), Vec::new());
        self.each(text, sentences, marks, |tree, vectors| {
            steps.clear();
            model.ranges.last.quantise(vectors, &mut steps);
            attributor.sentence(text, &tree, &steps, &mut shares, &mut found);
        });
        crate::quotation::complete(text, &mut found);
        found
    }

    /// Reads the sentences in turn and hands over the tree of each and the last vectors of its words.
    fn each(&self, text: &str, sentences: &[Sentence], marks: &[Vec<Mark>], mut take: impl FnMut(Tree, &[f32])) {
        let mut session = Session::new(self.model.as_ref());
        let mut waiting = Vec::new();
        for (i, sentence) in sentences.iter().enumerate() {
            let pieces = pieces(sentence, marks.get(i).map_or(&[], Vec::as_slice));
            session.add(text, &pieces);
            waiting.push((sentence, pieces));
            if session.rows.len() >= BATCH {
                self.finish(text, &mut session, &mut waiting, &mut take);
            }
        }
        self.finish(text, &mut session, &mut waiting, &mut take);
    }

    /// Runs the network over what waits and makes trees of it.
    fn finish(
        &self,
        text: &str,
        session: &mut Session,
        waiting: &mut Vec<(&Sentence, Vec<Piece>)>,
        take: &mut impl FnMut(Tree, &[f32]),
    ) {
        session.run();
        let width = self.model.as_ref().map_or(0, |m| m.shape.width);
        let mut at = 0;
        for (sentence, pieces) in waiting.drain(..) {
            let words = at..at + pieces.len();
            let readings = &session.scratch.readings[words.clone()];
            let tree = self.tree(text, sentence, &pieces, readings, &mut session.lower);
            take(tree, session.scratch.vectors(width, words));
            at += pieces.len();
        }
        session.clear();
    }

    fn tree(&self, text: &str, sentence: &Sentence, pieces: &[Piece], readings: &[Reading], lower: &mut String) -> Tree {
        let mut words: Vec<Word> = Vec::with_capacity(pieces.len());
        let mut root = None;
        let mut open = None;
        for (i, (piece, reading)) in pieces.iter().zip(readings).enumerate() {
            let form = piece.span.of(text);
            let upos = Upos::ALL.get(reading.upos as usize).copied().unwrap_or(Upos::X);
            let mut deprel = Deprel::ALL.get(reading.rel as usize).copied().unwrap_or(Deprel::Dep);
            // A head counts from the start of its stretch; the roots of later stretches hang below the first.
            let head = match (reading.head, root) {
                (0, None) => {
                    root = Some(i as u32);
                    None
                }
                (0, Some(root)) => {
                    deprel = Deprel::Parataxis;
                    Some(root)
                }
                (h, _) => Some((i / STRETCH * STRETCH) as u32 + h - 1),
            };
            let name = if piece.mark.is_some() { None } else { name(reading.name, open) };
            open = name.map(|(kind, _)| kind);
            words.push(Word {
                span: piece.span,
                first_token: piece.first,
                token_count: piece.count,
                upos,
                lemma: if piece.mark.is_some() { form.to_owned() } else { self.lemmas.lemma(form, upos, lower) },
                feats: Feats(reading.feats),
                head,
                deprel,
                name,
                mark: piece.mark,
            });
        }
        Tree { span: sentence.span, paragraph: sentence.paragraph, words }
    }
}

/// Begin–inside tag to kind and whether a name begins; an inside that follows nothing of its kind begins.
fn name(tag: u8, open: Option<NameTag>) -> Option<(NameTag, bool)> {
    let kind = match tag {
        1 | 2 => NameTag::Person,
        3 | 4 => NameTag::Org,
        5 | 6 => NameTag::Place,
        7 | 8 => NameTag::Other,
        _ => return None,
    };
    Some((kind, tag % 2 == 1 || open != Some(kind)))
}

/// The words of a sentence: its tokens, those of each mark as one.
fn pieces(sentence: &Sentence, marks: &[Mark]) -> Vec<Piece> {
    let count = sentence.tokens.len();
    let mut pieces = Vec::with_capacity(count);
    let mut marks = marks.iter().peekable();
    let mut at = 0;
    while at < count {
        while marks.next_if(|m| (m.first as usize) < at || m.len == 0).is_some() {}
        let fits = |m: &&Mark| m.first as usize == at && m.len as usize <= count - at;
        let (len, mark) = match marks.peek().copied() {
            Some(m) if fits(&m) => (m.len as usize, Some(*m)),
            _ => (1, None),
        };
        let span = sentence.tokens[at].span.cover(sentence.tokens[at + len - 1].span);
        pieces.push(Piece { first: at as u32, count: len as u32, span, mark });
        at += len;
    }
    pieces
}

/// What is gathered for one run of the network.
struct Session<'m> {
    model: Option<&'m Model>,
    rows: Vec<Rows>,
    lengths: Vec<usize>,
    buffers: Buffers,
    scratch: Scratch,
    lower: String,
}

impl<'m> Session<'m> {
    fn new(model: Option<&'m Model>) -> Self {
        Session {
            model,
            rows: Vec::new(),
            lengths: Vec::new(),
            buffers: Buffers::default(),
            scratch: Scratch::default(),
            lower: String::new(),
        }
    }

    fn add(&mut self, text: &str, pieces: &[Piece]) {
        let caps = is_caps(pieces.iter().filter(|p| p.mark.is_none()).map(|p| p.span.of(text)));
        for (i, piece) in pieces.iter().enumerate() {
            let rows = match (self.model, piece.mark) {
                (Some(model), Some(mark)) => model.marked(mark.class),
                (Some(model), None) => model.unmarked(piece.span.of(text), i == 0, caps, &mut self.buffers),
                (None, _) => Rows::default(),
            };
            self.rows.push(rows);
        }
        let mut left = pieces.len();
        while left > 0 {
            self.lengths.push(left.min(STRETCH));
            left -= left.min(STRETCH);
        }
    }

    fn run(&mut self) {
        match self.model {
            Some(_) if self.rows.is_empty() => self.scratch.readings.clear(),
            Some(model) => dispatch::read(model, &self.rows, &self.lengths, &mut self.scratch),
            None => self.flat(),
        }
    }

    /// Without a model: the first word of each stretch heads the others.
    fn flat(&mut self) {
        self.scratch.readings.clear();
        for &length in &self.lengths {
            self.scratch.readings.extend((0..length).map(|i| Reading { head: (i > 0) as u32, ..Reading::default() }));
        }
    }

    fn clear(&mut self) {
        self.rows.clear();
        self.lengths.clear();
    }
}
