"""The lemma table: endings learned from treebanks, and the forms that follow no ending's rule.

`python lemmas.py OUT.tsv TREEBANK... [--irregular FILE]`
"""

import argparse
from collections import Counter, defaultdict

LEARNED = ("NOUN", "VERB", "AUX", "ADJ", "ADV", "PRON", "DET", "PART", "ADP", "SCONJ", "CCONJ", "NUM", "INTJ", "SYM", "X")
RULED = ("NOUN", "VERB", "ADJ", "ADV")
LONGEST = 6


def pairs(paths):
    """(part of speech, form, lemma) with their counts, in lower case."""
    counts = Counter()
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                if len(cells) == 10 and cells[0].isdigit() and cells[3] in LEARNED and "Typo=Yes" not in cells[5]:
                    form, lemma = cells[1].lower().replace("’", "'").replace("‘", "'"), cells[2].lower().replace("’", "'")
                    if lemma != "_" and "\t" not in form and " " not in form:
                        counts[cells[3], form, lemma] += 1
    return counts


def edit(form, lemma):
    """(characters to strip, text to add) that turns the form into the lemma, or None where they share too little."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    strip = len(form) - same
    return (strip, lemma[same:]) if strip <= 4 and same >= 2 else None


def rule_for(rules, upos, form):
    """What the rules make of a form, longest ending first; two characters stay before the ending."""
    for at in range(max(2, len(form) - LONGEST), len(form)):
        rule = rules.get((upos, form[at:]))
        if rule:
            return form[: len(form) - rule[0]] + rule[1]
    return form


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("treebanks", nargs="+")
    parser.add_argument("--irregular")
    args = parser.parse_args()
    best = {}
    for (upos, form, lemma), count in sorted(pairs(args.treebanks).items(), key=lambda p: (p[1], p[0])):
        best[upos, form] = lemma
    votes = defaultdict(Counter)
    for (upos, form), lemma in best.items():
        change = edit(form, lemma)
        if upos in RULED and change and form.isalpha():
            for at in range(max(2, len(form) - LONGEST), len(form)):
                if len(form) - at >= change[0]:
                    votes[upos, form[at:]][change] += 1
    rules = {}
    for key in sorted(votes, key=lambda k: (len(k[1]), k)):
        (change, count), total = max(votes[key].items(), key=lambda c: (c[1], c[0])), sum(votes[key].values())
        # A longer ending earns a row only where it says something else than the shorter ones, and surely.
        shorter = next((rules[key[0], key[1][i:]] for i in range(1, len(key[1])) if (key[0], key[1][i:]) in rules), (0, ""))
        if change != shorter and count >= 2 and count * 10 >= total * 6:
            rules[key] = change
    fixed = dict(best)
    if args.irregular:
        with open(args.irregular, encoding="utf-8") as lines:
            for line in lines:
                upos, forms, lemma = line.rstrip("\n").split("\t")
                for form in forms.split():
                    fixed[upos, form] = lemma
                fixed.setdefault((upos, lemma), lemma)
    with open(args.out, "w", encoding="utf-8") as out:
        for (upos, ending), (strip, add) in sorted(rules.items()):
            out.write(f"~\t{upos}\t{ending}\t{strip}\t{add}\n")
        for (upos, form), lemma in sorted(fixed.items()):
            ruled = rule_for(rules, upos, form) if upos in RULED else form
            if ruled != lemma:
                out.write(f"=\t{upos}\t{form}\t{lemma}\n")


if __name__ == "__main__":
    main()
