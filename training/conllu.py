"""Treebank sentences as plain lists, and the proper names that GUM's `Entity=` spans give."""

import re
from dataclasses import dataclass, field

from tags import CLASS_ID, DEPREL, NAME_ID, UPOS_ID, deprel_id, feats_bits

KINDS = {"person": "person", "organization": "org", "place": "place"}


@dataclass
class Sentence:
    """One sentence. `heads` counts from 0, -1 is the root; `names` is None where no names are annotated;
    `classes` holds a class number per word, -1 where no mark covers it; `sure` is a teacher's mean certainty of heads;
    `marks` are the names that the program's own lexicon marks, (first, length, class), None where it was not asked."""

    forms: list
    upos: list = field(default_factory=list)
    feats: list = field(default_factory=list)
    heads: list = field(default_factory=list)
    rels: list = field(default_factory=list)
    names: list = None
    lemmas: list = None
    classes: list = None
    sure: float = None
    marks: list = None

    def __len__(self):
        return len(self.forms)


def read(path):
    """All sentences of a CoNLL-U file; multiword ranges and empty nodes are left out."""
    sentences, rows, open_entities = [], [], []
    gum = False
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                open_entities = []
            if line.startswith("# global.Entity"):
                gum = True
            if line.startswith("#"):
                continue
            if line:
                cells = line.split("\t")
                if cells[0].isdigit():
                    rows.append(cells)
            elif rows:
                sentences.append(_sentence(rows, gum, open_entities))
                rows = []
    if rows:
        sentences.append(_sentence(rows, gum, open_entities))
    return sentences


def _sentence(rows, gum, open_entities):
    sentence = Sentence(
        forms=[r[1] for r in rows],
        upos=[UPOS_ID.get(r[3], UPOS_ID["X"]) for r in rows],
        feats=[feats_bits(r[5]) for r in rows],
        heads=[int(r[6]) - 1 for r in rows],
        rels=[deprel_id(r[7]) for r in rows],
        lemmas=[r[2] for r in rows],
    )
    sentence.marks = marks(rows)
    if gum:
        proper = [r[4] in ("NNP", "NNPS") or r[3] == "PROPN" for r in rows]
        mentions = _mentions(rows, open_entities)
        sentence.names = _names(sentence, proper, mentions)
    return sentence


def marks(rows):
    """(first, length, class) of the names that the `mark` example of the lexicon has written into MISC; None without any."""
    found = []
    for i, row in enumerate(rows):
        match = re.search(r"Class=(\w+)\|ClassLen=(\d+)", row[-1])
        if match:
            found.append((i, int(match.group(2)), CLASS_ID[match.group(1)]))
    return found or None


def _mentions(rows, open_entities):
    """(first, last, type) of each entity that opens and closes inside the sentence, outermost first."""
    found = []
    open_entities.clear()
    for i, row in enumerate(rows):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        if not match:
            continue
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", match.group(1)):
            if part.startswith("("):
                pieces = part[1:].rstrip(")").split("-")
                key = pieces[0]
                kind = pieces[1] if len(pieces) > 1 else ""
                if part.endswith(")"):
                    found.append((i, i, kind))
                else:
                    open_entities.append((key, i, kind))
            else:
                key = part[:-1].split("-")[0]
                for j in range(len(open_entities) - 1, -1, -1):
                    if open_entities[j][0] == key:
                        _, first, kind = open_entities.pop(j)
                        found.append((first, i, kind))
                        break
    return sorted(found, key=lambda m: (m[0], -m[1]))


LINKING = {"of", "the", "and", "for", "-", "&", "de", "al", "'s"}
INSIDE = {"flat", "nmod", "nmod:desc", "appos"}


def _names(sentence, proper, mentions):
    """Name tags: of each mention the run of proper words around its head. Where that head is a common noun (`researcher
    Mu Li`, `the province of Palawan`) the name is what hangs below it, unless it is a mention of its own: GUM annotates
    the whole alone. Dates are no names: the months among them would be, their days not."""
    names = [NAME_ID["O"]] * len(sentence)
    spans = {(first, last) for first, last, _ in mentions}
    for first, last, kind in mentions:
        if kind == "time":
            continue
        head = _top(sentence, first, last)
        if proper[head]:
            _name(sentence, proper, names, first, last, head, kind)
            continue
        for i in range(first, last + 1):
            if proper[i] and sentence.heads[i] == head and DEPREL[sentence.rels[i]] in INSIDE:
                inner = any(first <= f <= i <= l <= last and (f, l) != (first, last) for f, l in spans)
                if not inner:
                    _name(sentence, proper, names, first, last, i, kind)
    return names


def _top(sentence, first, last):
    """The word of a stretch that hangs highest; the first of several."""

    def depth(i):
        steps = 0
        while sentence.heads[i] >= 0 and steps <= len(sentence):
            i, steps = sentence.heads[i], steps + 1
        return steps

    outside = [i for i in range(first, last + 1) if not first <= sentence.heads[i] <= last]
    return min(outside, key=lambda i: (depth(i), i))


def _name(sentence, proper, names, first, last, head, kind):
    """Tags the run of proper words around `head` within a mention, unless one of them is tagged."""
    low = high = head
    while low - 1 >= first:
        if proper[low - 1]:
            low -= 1
        elif sentence.forms[low - 1].lower() in LINKING and low - 2 >= first and proper[low - 2]:
            low -= 2
        elif sentence.forms[low - 1].lower() == "the" and low - 3 >= first and proper[low - 3]:
            low -= 3
        else:
            break
    while high + 1 <= last:
        if proper[high + 1]:
            high += 1
        elif sentence.forms[high + 1].lower() in LINKING and high + 2 <= last and proper[high + 2]:
            high += 2
        else:
            break
    if any(names[i] for i in range(low, high + 1)):
        return
    tag = KINDS.get(kind, "other")
    for i in range(low, high + 1):
        names[i] = NAME_ID[("B-" if i == low else "I-") + tag]


def las(gold, predicted):
    """(UPOS, UAS, LAS) in per cent over all tokens; relations are compared without their subtypes."""
    base = [d.split(":")[0] for d in DEPREL]
    n = tags = heads = labels = 0
    for g, p in zip(gold, predicted, strict=True):
        for i in range(len(g)):
            n += 1
            tags += g.upos[i] == p.upos[i]
            if g.heads[i] == p.heads[i]:
                heads += 1
                labels += base[g.rels[i]] == base[p.rels[i]]
    return 100 * tags / n, 100 * heads / n, 100 * labels / n


def main():
    """`python conllu.py forms FILE...` prints the tokens of each sentence as the teacher takes them;
    `python conllu.py bare FILE.jsonl...` prints parsed sentences as bare CoNLL-U, for the lexicon to mark."""
    import json
    import sys

    if sys.argv[1] == "bare":
        for path in sys.argv[2:]:
            with open(path, encoding="utf-8") as lines:
                for number, line in enumerate(lines):
                    # Where a report began is no longer known: a stretch of sentences stands for one.
                    print("# newdoc\n" * (number % 20 == 0), end="")
                    for k, form in enumerate(json.loads(line)["f"], 1):
                        print(k, form, "_", sep="\t")
                    print()
        return
    for path in sys.argv[2:]:
        for sentence in read(path):
            print(json.dumps({"f": sentence.forms}, ensure_ascii=False))


if __name__ == "__main__":
    main()
