//! Universal Dependencies tag sets.

use std::fmt;

macro_rules! tags {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $text:literal),* $(,)? } else $other:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum $name { $($variant),* }

        impl $name {
            /// All values, in the order of the model's contract.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// As Universal Dependencies writes it.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }

            /// From its name; an unknown name gives the catch-all value.
            pub fn from_name(name: &str) -> $name {
                match name { $($text => $name::$variant,)* _ => $name::$other }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

tags! {
    /// Universal part of speech.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
        Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT",
        Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    } else X
}

tags! {
    /// Universal dependency relation, with the subtypes of the English treebanks.
    Deprel {
        Root = "root", Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl",
        Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case",
        Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt",
        Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjPass = "csubj:pass", CsubjOuter = "csubj:outer",
        Dep = "dep", Det = "det", DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated",
        Expl = "expl", Fixed = "fixed", Flat = "flat", Goeswith = "goeswith", Iobj = "iobj", List = "list",
        Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc", NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked",
        Nsubj = "nsubj", NsubjPass = "nsubj:pass", NsubjOuter = "nsubj:outer", Nummod = "nummod", Obj = "obj",
        Obl = "obl", OblAgent = "obl:agent", OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis",
        Punct = "punct", Reparandum = "reparandum", Vocative = "vocative", Xcomp = "xcomp",
    } else Dep
}

impl Deprel {
    /// Without its subtype: `nsubj` for `nsubj:pass`.
    pub fn base(self) -> &'static str {
        let name = self.as_str();
        name.split_once(':').map_or(name, |(base, _)| base)
    }
}

/// The morphological features that coding uses, packed into one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Feats(pub u16);

macro_rules! feats {
    ($($konst:ident = $bit:literal, $text:literal;)*) => {
        impl Feats {
            $(#[doc = concat!("`", $text, "`")] pub const $konst: Feats = Feats(1 << $bit);)*

            /// Every feature with its name in Universal Dependencies, in the order of the model's contract.
            pub const ALL: &'static [(Feats, &'static str)] = &[$((Feats::$konst, $text)),*];
        }
    };
}

feats! {
    PAST = 0, "Tense=Past";
    PRES = 1, "Tense=Pres";
    FIN = 2, "VerbForm=Fin";
    INF = 3, "VerbForm=Inf";
    PART = 4, "VerbForm=Part";
    GER = 5, "VerbForm=Ger";
    PASSIVE = 6, "Voice=Pass";
    IMP = 7, "Mood=Imp";
    PLURAL = 8, "Number=Plur";
    SINGULAR = 9, "Number=Sing";
    FIRST = 10, "Person=1";
    SECOND = 11, "Person=2";
    THIRD = 12, "Person=3";
    POSS = 13, "Poss=Yes";
}

impl Feats {
    /// Whether all features of `other` are set.
    pub fn has(self, other: Feats) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both together.
    pub fn with(self, other: Feats) -> Feats {
        Feats(self.0 | other.0)
    }
}

impl fmt::Display for Feats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for (feat, name) in Feats::ALL {
            if self.has(*feat) {
                write!(f, "{}{name}", if first { "" } else { "|" })?;
                first = false;
            }
        }
        if first { f.write_str("_") } else { Ok(()) }
    }
}
