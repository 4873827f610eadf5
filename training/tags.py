"""The tag sets of the model's contract, in the order of `crates/syntax/src/{tags,tree}.rs`."""

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()

DEPREL = (
    "root acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound "
    "compound:prt conj cop csubj csubj:pass csubj:outer dep det det:predet discourse dislocated expl fixed flat "
    "goeswith iobj list mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:pass nsubj:outer nummod obj obl "
    "obl:agent obl:unmarked orphan parataxis punct reparandum vocative xcomp"
).split()

FEATS = (
    "Tense=Past Tense=Pres VerbForm=Fin VerbForm=Inf VerbForm=Part VerbForm=Ger Voice=Pass Mood=Imp Number=Plur "
    "Number=Sing Person=1 Person=2 Person=3 Poss=Yes"
).split()

CLASSES = "state demonym place person group org outlet".split()

# Name tags: nothing, then begin and inside of each of the four kinds.
NAMES = ["O"] + [f"{p}-{t}" for t in ("person", "org", "place", "other") for p in "BI"]

UPOS_ID = {t: i for i, t in enumerate(UPOS)}
DEPREL_ID = {t: i for i, t in enumerate(DEPREL)}
CLASS_ID = {t: i for i, t in enumerate(CLASSES)}
NAME_ID = {t: i for i, t in enumerate(NAMES)}
FEAT_BIT = {t: i for i, t in enumerate(FEATS)}

# Relations that the treebanks still carry under an older name.
RENAMED = {"obl:npmod": "obl:unmarked", "obl:tmod": "obl:unmarked", "nmod:npmod": "nmod:unmarked"}


def deprel_id(name):
    """Number of a relation; an unknown subtype falls back to its base, an unknown base to `dep`."""
    name = RENAMED.get(name, name)
    if name in DEPREL_ID:
        return DEPREL_ID[name]
    return DEPREL_ID.get(name.split(":")[0], DEPREL_ID["dep"])


def feats_bits(text):
    """The features of the contract as a bit set, from a CoNLL-U FEATS column."""
    bits = 0
    for feat in text.split("|"):
        if feat in FEAT_BIT:
            bits |= 1 << FEAT_BIT[feat]
    return bits
