"""The lemma table: endings learned from treebanks, and the forms that follow no ending's rule.

`python lemmas.py OUT.tsv TREEBANK... [--irregular FILE] [--silver FILE.jsonl]`

Forms that the treebanks do not have are checked against labelled news: of the lemmas that a regular ending allows,
the one that stands there most often in its base form, or in any other, is right (`blamed`: `blame`, not `blam`).
"""

import argparse
import json
import re
from collections import Counter, defaultdict

from tags import FEAT_BIT, UPOS

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


def candidates(upos, form):
    """What the form may come from, by the regular spelling of English endings."""
    endings = {"VERB": ("ed", "ing", "es", "s"), "NOUN": ("es", "s")}.get(upos, ())
    out = []
    for ending in endings:
        stem = form[: -len(ending)]
        if not form.endswith(ending) or len(stem) < 3 or ending == "s" and form.endswith("ss"):
            continue
        # `-es` adds a syllable after a hiss or `o` only; a short stem doubles its last letter before `-ed` and `-ing`.
        hiss = stem.endswith(("s", "x", "z", "ch", "sh", "o"))
        short = re.fullmatch("[^aeiou]*[aeiou][^aeiouwxy]", stem)
        if hiss if ending == "es" else ending == "s" or not short:
            out.append(stem)
        if ending != "s":
            out.append(stem + "e")
        if upos == "VERB" and ending in ("ed", "ing") and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
            out.append(stem[:-1])
        if stem.endswith("i") and ending in ("ed", "es"):
            out.append(stem[:-1] + "y")
    return out


def checked(path, known, rules):
    """{(part of speech, form): lemma} where labelled news says otherwise than the rules."""
    base, forms = Counter(), Counter()
    inflected = 1 << FEAT_BIT["Tense=Past"] | 1 << FEAT_BIT["VerbForm=Part"] | 1 << FEAT_BIT["VerbForm=Ger"]
    plural = 1 << FEAT_BIT["Number=Plur"]
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for form, upos, feats in zip(row["f"], row["u"], row["x"]):
                upos, form = UPOS[upos], form.lower()
                if upos in ("NOUN", "VERB") and form.isascii() and form.isalpha():
                    forms[upos, form] += 1
                    if upos == "VERB" and not feats & inflected or upos == "NOUN" and not feats & plural:
                        base[upos, form] += 1
    out = {}
    for (upos, form), count in sorted(forms.items()):
        if count < 2 or (upos, form) in known or base[upos, form] * 2 > count and not form.endswith("ies"):
            continue
        options = candidates(upos, form)
        best = max(options, key=lambda o: (base[upos, o], forms[upos, o], -len(o)), default=None)
        if best and base[upos, best] >= 2 and best != rule_for(rules, upos, form):
            out[upos, form] = best
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("treebanks", nargs="+")
    parser.add_argument("--irregular")
    parser.add_argument("--silver")
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
    if args.silver:
        fixed.update(checked(args.silver, fixed, rules))
    with open(args.out, "w", encoding="utf-8") as out:
        for (upos, ending), (strip, add) in sorted(rules.items()):
            out.write(f"~\t{upos}\t{ending}\t{strip}\t{add}\n")
        for (upos, form), lemma in sorted(fixed.items()):
            ruled = rule_for(rules, upos, form) if upos in RULED else form
            if ruled != lemma:
                out.write(f"=\t{upos}\t{form}\t{lemma}\n")


if __name__ == "__main__":
    main()
