//! What the reader hands on: words, marks and trees.

use crate::{Deprel, Feats, Upos};
use dateline_text::Span;

/// What kind of name a marked stretch is. The vocabulary is part of the model's contract:
/// adding one means training again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NameClass {
    /// A state or territory: `Armenia`, `the United States` (the article stays outside).
    State,
    /// A demonym, adjective or noun: `Azerbaijani`, `Russians`.
    Demonym,
    /// A settlement, region, mountain, river: `Baku`, `Nagorno-Karabakh`.
    Place,
    /// A person's name without titles: `Ilham Aliyev`, `Putin`.
    Person,
    /// An armed or political group: `Hezbollah`, `Islamic State`, `M23`.
    Group,
    /// An international body, ministry, company, organisation: `OSCE`, `Red Cross`.
    Org,
    /// A news outlet or agency: `TASS`, `Al Jazeera`.
    Outlet,
}

impl NameClass {
    /// All classes, in the order of the model's contract.
    pub const ALL: [NameClass; 7] = [
        NameClass::State,
        NameClass::Demonym,
        NameClass::Place,
        NameClass::Person,
        NameClass::Group,
        NameClass::Org,
        NameClass::Outlet,
    ];

    /// The class as the model, the training files and `explain` write it.
    pub fn as_str(self) -> &'static str {
        match self {
            NameClass::State => "state",
            NameClass::Demonym => "demonym",
            NameClass::Place => "place",
            NameClass::Person => "person",
            NameClass::Group => "group",
            NameClass::Org => "org",
            NameClass::Outlet => "outlet",
        }
    }
}

/// A known name, found before reading: some tokens of one sentence that become one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Index of its first token in the sentence.
    pub first: u32,
    /// Number of tokens, at least 1.
    pub len: u32,
    /// What kind of name it is.
    pub class: NameClass,
    /// The caller's own number for the entry; the reader passes it through.
    pub entry: u32,
}

/// What the reader's own name head says of a word that no mark covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NameTag {
    /// A person.
    Person,
    /// An organisation, group, outlet.
    Org,
    /// A place.
    Place,
    /// Another proper name (event, work, product).
    Other,
}

impl NameTag {
    /// All kinds, in the order of the model's contract.
    pub const ALL: [NameTag; 4] = [NameTag::Person, NameTag::Org, NameTag::Place, NameTag::Other];

    /// In English, for figures.
    pub fn as_str(self) -> &'static str {
        match self {
            NameTag::Person => "person",
            NameTag::Org => "organisation",
            NameTag::Place => "place",
            NameTag::Other => "other",
        }
    }
}

/// A word of the tree: a token, or a known name of several tokens.
#[derive(Clone, Debug)]
pub struct Word {
    /// Where it stands in the report's text.
    pub span: Span,
    /// Index of its first token in the sentence, and how many it covers.
    pub first_token: u32,
    /// Number of tokens it covers.
    pub token_count: u32,
    /// Universal part of speech.
    pub upos: Upos,
    /// Lemma in lower case (names keep their form).
    pub lemma: String,
    /// The features that coding uses.
    pub feats: Feats,
    /// Index of the head word in [`Tree::words`]; `None` for the root.
    pub head: Option<u32>,
    /// Relation to the head.
    pub deprel: Deprel,
    /// What the name head says: the kind, and whether a name begins here (else it goes on).
    pub name: Option<(NameTag, bool)>,
    /// The mark it came from.
    pub mark: Option<Mark>,
}

/// One sentence, read.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Where the sentence stands in the report's text.
    pub span: Span,
    /// Which paragraph it stands in, counted from 0.
    pub paragraph: u32,
    /// Its words; exactly one has no head.
    pub words: Vec<Word>,
}

impl Tree {
    /// Indices of the words whose head is `head`, in order.
    pub fn children(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.words.len()).filter(move |&i| self.words[i].head == Some(head as u32))
    }

    /// Index of the root word, 0 for a tree without words.
    pub fn root(&self) -> usize {
        self.words.iter().position(|w| w.head.is_none()).unwrap_or(0)
    }
}
