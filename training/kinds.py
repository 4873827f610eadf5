"""How steady the kinds of names are in a treebank: `python kinds.py TRAIN.conllu DEV.conllu`.

If each name had the kind that its words have most often, how many would be right: over all texts, within each text; and how
many names of the second file are known from the first, and with which kind. With marks of the lexicon in the files
(`mark`), also which kinds the annotators give to what the lexicon calls a state, a people, a place.
"""

import sys
from collections import Counter, defaultdict

from names import spans
from naming_teacher import documents
from tags import CLASSES


def counted(texts, within):
    """Kinds by the words of a name, in each text by itself or over all."""
    counts = defaultdict(Counter)
    for number, text in enumerate(texts):
        for s in text:
            for first, last, kind in spans(s.names):
                counts[number if within else 0, tuple(s.forms[first : last + 1])][kind] += 1
    return counts


def share(counts):
    """Names, and how many of them have the commonest kind of their words, in per cent: of all, of those seen again."""
    out = []
    for least in (1, 2):
        kinds = [c for c in counts.values() if sum(c.values()) >= least]
        names = sum(sum(c.values()) for c in kinds)
        out.append(f"{names} names, {100 * sum(max(c.values()) for c in kinds) / max(1, names):.1f} %")
    return "; seen more than once: ".join(out)


def main():
    files = [documents(path) for path in sys.argv[1:3]]
    for path, texts in zip(sys.argv[1:], files):
        print(path, "over all texts:", share(counted(texts, False)))
        print(path, "within a text:", share(counted(texts, True)))
        classes = defaultdict(Counter)
        for s in (s for text in texts for s in text):
            named = {span[:2]: span[2] for span in spans(s.names)}
            for first, length, kind in s.marks or []:
                classes[CLASSES[kind]][named.get((first, first + length - 1), "none or other edges")] += 1
        for name, kinds in sorted(classes.items()):
            print(" ", name, dict(kinds.most_common()))
    known, asked = (counted(texts, False) for texts in files)
    met = {words: kinds for words, kinds in asked.items() if words in known}
    right = sum(kinds[known[words].most_common(1)[0][0]] for words, kinds in met.items())
    names = lambda counts: sum(sum(c.values()) for c in counts.values())
    print(f"of {names(asked)} names {names(met)} are known from the first file, {right} of them with its commonest kind")


if __name__ == "__main__":
    main()
