"""How far PolNeAR's annotators agree with one another: `python agreement.py REPORTS.jsonl TREES.jsonl`.

Wire reports were printed by several papers, so that the same sentence stands, and was annotated, in several reports. Over all
pairs of such sentences this prints the F1 of the words that are part of any source, cue or content: what a program
that agrees with the annotators as well as they do would reach. TREES as `vectors` writes them (train.sh, step 6).
"""

import collections
import itertools
import json
import sys

import numpy as np

PARTS = ("source", "cue", "content")
SHORT = 8  # words; shorter sentences recur by chance and by form


def labelled(reports, trees):
    """{sentence: {report: {part: its words}}}"""
    found = collections.defaultdict(dict)
    for line, tree in zip(open(reports, encoding="utf-8"), open(trees, encoding="utf-8")):
        report = json.loads(line)
        raw = report["text"].encode()
        places = np.cumsum([0] + [len(c.encode()) for c in report["text"]])
        parts = {p: [(places[s["b"]], places[s["e"]]) for a in report["attributions"] for s in a[p]] for p in PARTS}
        for row in json.loads(tree)["sentences"]:
            words = list(zip(row["b"], row["e"]))
            if len(words) >= SHORT:
                inside = lambda spans: {i for i, (b, e) in enumerate(words) if any(x < e and y > b for x, y in spans)}
                sentence = raw[words[0][0] : words[-1][1]].decode()
                found[sentence].setdefault(report["id"], {p: inside(spans) for p, spans in parts.items()})
    return found


def main():
    hits, words, pairs = collections.Counter(), collections.Counter(), 0
    for readings in labelled(*sys.argv[1:3]).values():
        # A sentence that many reports have counts in at most six pairs.
        for a, b in itertools.combinations(list(readings.values())[:4], 2):
            pairs += 1
            for part in PARTS:
                hits[part] += len(a[part] & b[part])
                words[part] += len(a[part]) + len(b[part])
    print(f"{pairs} pairs of equal sentences:", ", ".join(f"{p} {200 * hits[p] / max(words[p], 1):.1f} ({words[p]} words)" for p in PARTS))


if __name__ == "__main__":
    main()
