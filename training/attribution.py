"""Trains the attribution head: cue words, and for each cue which words are its source, its cue and its content.

`python attribution.py OUT.pt --train REPORTS.jsonl TREES.jsonl VECTORS.u8 --dev ... --model reader.bin` learns from PolNeAR's
annotated reports and from trees and vectors as `cargo run -p dateline-syntax --example vectors` writes them. The
reader's weights stay as they are. `crates/syntax/src/attribution.rs` computes the same.
"""

import argparse
import functools
import json
import random
import re

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from features import fnv
from tags import DEPREL

LEMMAS, PATHS, HIDDEN = 4096, 32768, 64
KIDS = 12  # words right below a word beyond these are not looked at
THIN = 0.15  # share of the rows that a training step does not see
LEAN = 0.5  # how far a doubtful cue is taken for one: the annotators marked many that are hard to see
REACH = 128  # words further from the cue have no part in it
ROLES = ("none", "source", "cue", "content")
QUOTES = {'"', "“", "”", "''", "``"}


fnv = functools.lru_cache(1 << 20)(fnv)


class Words:
    """A sentence as the reader gives it: columns of its words, vectors, and their place in the text."""

    def __init__(self, row, at, text):
        self.begin, self.end, self.rel, self.head, self.lemma = row["b"], row["e"], row["r"], row["h"], row["l"]
        self.upos = row["u"]
        self.at = at
        self.quote, inside = [], 0
        forms = [text[b:e].decode() for b, e in zip(self.begin, self.end)]
        self.comma = [0]
        for form in forms:
            if form in QUOTES:
                inside += 1
            self.quote.append(inside)
            self.comma.append(self.comma[-1] + (form == ","))
        self.forms = forms
        self.below = [[] for _ in forms]
        for i, head in enumerate(self.head):
            if head >= 0:
                self.below[head].append(i)
        self.cues = []  # (cue word, role per word)

    def __len__(self):
        return len(self.begin)


def chain(words, i):
    """A word and those above it, up to the root."""
    out = [i]
    while words.head[out[-1]] >= 0:
        out.append(words.head[out[-1]])
    return out


def cue_rows(words, i):
    """Rows of the tables for "is this word a cue": its lemma; its place in the tree, and the words around it there and in the text."""
    up, lemma, rel = words.head[i], words.lemma[i], words.rel[i]
    above = words.lemma[up] if up >= 0 else ""
    before = words.lemma[i - 1] if i else "^"
    after = words.lemma[i + 1] if i + 1 < len(words) else "$"
    children = sorted({words.rel[j] for j in words.below[i]})
    texts = [
        f"r{rel}|{words.upos[i]}",
        f"a{rel}|{above}",
        "c" + ",".join(map(str, children)),
        f"q{words.quote[i] % 2}|{int(words.quote[-1] > 0)}",
        f"b{before}|{lemma}",
        f"f{lemma}|{after}",
        f"o{words.rel[up] if up >= 0 else 99}|{rel}|{lemma}",
    ]
    for j in words.below[i][:KIDS]:
        texts.append(f"k{words.rel[j]}|{words.lemma[j]}")
        texts.append(f"j{words.rel[j]}|{words.upos[j]}|{int(j > i)}|{words.upos[i]}")
        texts.append(f"h{words.rel[j]}|{lemma}")
    return fnv("l" + lemma) % LEMMAS, [fnv(t) % PATHS for t in texts]


def pair_rows(words, c, i, up_of_c):
    """Rows of the tables for "what is word i to the cue c": the way through the tree, order, quotation marks."""
    ups = {w: k for k, w in enumerate(up_of_c)}
    down = [i]
    while down[-1] not in ups:
        down.append(words.head[down[-1]])
    top = ups[down[-1]]
    down = down[:-1][::-1]  # from just below the common word to i itself
    climbed = "/".join(str(words.rel[w]) for w in up_of_c[: min(top, 2)])
    first = "/".join(str(words.rel[w]) for w in down[:2])
    side = 0 if i == c else 1 if i < c else 2
    low, high = min(i, c), max(i, c)
    commas = min(words.comma[high] - words.comma[low], 2)
    quotes = min(abs(words.quote[i] - words.quote[c]), 3)
    near = max(-6, min(6, i - c))
    # Where the branch that holds the word stands, as the edge below the common word sees it.
    branch = 0 if not down else 1 if down[0] < c else 2
    texts = [
        f"p{min(top, 3)}:{climbed}|{first}|{branch}",
        f"d{min(top, 3)}|{min(len(down), 4)}|{side}|{commas}",
        f"w{words.rel[i]}|{min(top, 2)}|{min(len(down), 2)}|{side}",
        f"q{quotes}|{words.quote[i] % 2}|{words.quote[c] % 2}|{side}|{min(top, 2)}",
        f"n{near}|{words.upos[i]}",
        f"l{words.lemma[c]}|{words.rel[down[0]] if down else 99}|{min(top, 2)}",
        f"s{words.lemma[i]}|{min(top, 2)}|{min(len(down), 2)}",
        f"u{words.lemma[c]}|{words.lemma[i]}",
        f"v{min(top, 2)}|{words.rel[down[0]] if down else 99}|{words.lemma[down[0]] if down else ''}",
    ]
    return [fnv(t) % PATHS for t in texts]


class Bag:
    """Lists of table rows, one after another, and where each begins."""

    def __init__(self):
        self.rows, self.ends = [], [0]

    def add(self, rows):
        self.rows.extend(rows)
        self.ends.append(len(self.rows))

    def done(self):
        """The same as tensors."""
        self.rows, self.ends = torch.tensor(self.rows, dtype=torch.int32), torch.tensor(self.ends)
        return self

    def of(self, picked):
        """Rows of some lists and where each begins among them."""
        first = self.ends[picked]
        count = self.ends[picked + 1] - first
        begin = count.cumsum(0) - count
        at = torch.repeat_interleave(first - begin, count) + torch.arange(int(count.sum()))
        return self.rows[at].long(), begin


class Head(nn.Module):
    """Two small networks with one hidden layer over the reader's vectors and tables."""

    def __init__(self, width):
        super().__init__()
        self.cue_word, self.cue_above = nn.Linear(width, HIDDEN), nn.Linear(width, HIDDEN, bias=False)
        self.cue_before, self.cue_after = nn.Linear(width, HIDDEN, bias=False), nn.Linear(width, HIDDEN, bias=False)
        self.lemmas, self.paths = nn.Embedding(LEMMAS, HIDDEN), nn.Embedding(PATHS, HIDDEN)
        self.cue_out = nn.Linear(HIDDEN, 1)
        self.pair_word, self.pair_cue = nn.Linear(width, HIDDEN), nn.Linear(width, HIDDEN, bias=False)
        self.pair_out = nn.Linear(HIDDEN, len(ROLES))
        nn.init.normal_(self.lemmas.weight, std=0.1)
        nn.init.normal_(self.paths.weight, std=0.02)

    def bag(self, rows, begin=None):
        """Sums of rows of the table of paths; in training some are left out."""
        shares = None
        if self.training:
            shares = (torch.rand(rows.shape) >= THIN) / (1 - THIN)
        return F.embedding_bag(rows, self.paths.weight, begin, mode="sum", per_sample_weights=shares)

    def cues(self, around, lemmas, rows):
        """`around`: vectors of the word, of the one above it, before it and behind it; `rows`: what `Bag.of` gives."""
        word, above, before, after = around
        h = self.cue_word(word) + self.cue_above(above) + self.cue_before(before) + self.cue_after(after)
        h = h + self.lemmas(lemmas) + self.bag(*rows)
        return self.cue_out(F.dropout(F.hardswish(h), 0.3, self.training))[:, 0]

    def pairs(self, x, cue, rows):
        h = self.pair_word(x) + self.pair_cue(cue) + self.bag(rows)
        return self.pair_out(F.dropout(F.hardswish(h), 0.2, self.training))


def last(path):
    """Width of the reader's last vectors and their range, from a model file."""
    with open(path, "rb") as file:
        file.seek(8)
        header = json.loads(file.read(int.from_bytes(file.read(4), "little")))
        start = file.tell()
        tensor = next(t for t in header["tensors"] if t["name"] == "ranges")
        file.seek(start + tensor["at"])
        widths = np.frombuffer(file.read(2 * tensor["shape"][0]), np.float16)
    return header["shape"]["width"], float(widths[-3])


def spans(part, places):
    """Byte stretches of a part of an annotated attribution."""
    return [(places[s["b"]], places[s["e"]]) for s in part]


def load(reports, trees, vectors, width):
    """Sentences with their cues; vectors in one array; and per report the gold and its text."""
    x = np.fromfile(vectors, dtype=np.uint8).reshape(-1, width)
    all_words, documents, at = [], [], 0
    for line, tree in zip(open(reports, encoding="utf-8"), open(trees, encoding="utf-8")):
        report, tree = json.loads(line), json.loads(tree)
        text = report["text"]
        raw = text.encode()
        places = np.cumsum([0] + [len(c.encode()) for c in text])
        sentences = []
        for row in tree["sentences"]:
            sentences.append(Words(row, at, raw))
            at += len(row["b"])
        gold = [{k: spans(a[k], places) for k in ROLES[1:]} for a in report["attributions"] if a["cue"]]
        for a in gold:
            note(sentences, a)
        all_words += sentences
        documents.append((raw, gold, sentences))
    assert at == len(x)
    return all_words, documents, x


def note(sentences, gold):
    """Writes an annotated attribution into the sentence that holds its cue."""
    place = gold["cue"][0][0]
    for words in sentences:
        if words.begin and words.begin[0] <= place < words.end[-1]:
            break
    else:
        return
    roles = [0] * len(words)
    for number in (3, 1, 2):
        for b, e in gold[ROLES[number]]:
            for i in range(len(words)):
                if words.begin[i] < e and words.end[i] > b:
                    roles[i] = number
    cue = [i for i in range(len(words)) if roles[i] == 2]
    tops = [i for i in cue if words.head[i] < 0 or roles[words.head[i]] != 2]
    if not tops:
        return
    top = min(tops, key=lambda i: (len(chain(words, i)), i))
    if all(top != c for c, _ in words.cues):
        words.cues.append((top, roles))


def cue_data(sentences):
    """Of each word: the indices of the vectors around it, its lemma's row, its other rows, whether it is a cue."""
    around, lemmas, rows, label = [], [], Bag(), []
    for words in sentences:
        cues = {c for c, _ in words.cues}
        last = len(words) - 1
        for i in range(len(words)):
            # Index -1 is a vector of zeros.
            near = words.head[i], i - 1, i + 1 if i < last else -1
            around.append([words.at + i] + [words.at + j if j >= 0 else -1 for j in near])
            lemma, paths = cue_rows(words, i)
            lemmas.append(lemma)
            rows.add(paths)
            label.append(i in cues)
    return torch.tensor(around).T, torch.tensor(lemmas), rows.done(), torch.tensor(label).float()


def pair_data(sentences):
    """Index of the word, of the cue, table rows, role."""
    here, cue, rows, label = [], [], [], []
    for words in sentences:
        for c, roles in words.cues:
            up = chain(words, c)
            for i in range(max(0, c - REACH), min(len(words), c + REACH + 1)):
                here.append(words.at + i)
                cue.append(words.at + c)
                rows.append(pair_rows(words, c, i, up))
                label.append(roles[i])
    return torch.tensor(here), torch.tensor(cue), torch.tensor(rows), torch.tensor(label)


@torch.no_grad()
def attribute(head, x, sentences):
    """Per sentence: (cue word, role per word) as the head sees it."""
    head.eval()
    out = []
    for words in sentences:
        if not len(words):
            out.append([])
            continue
        mine = x[words.at : words.at + len(words)]
        around, lemmas, rows, _ = cue_data([words])
        score = head.cues([x[k] for k in around], lemmas, rows.of(torch.arange(len(words))))
        found = []
        for c in (score > 0).nonzero()[:, 0].tolist():
            up = chain(words, c)
            low, high = max(0, c - REACH), min(len(words), c + REACH + 1)
            rows = torch.tensor([pair_rows(words, c, i, up) for i in range(low, high)])
            roles = [0] * len(words)
            roles[low:high] = head.pairs(mine[low:high], mine[c : c + 1], rows).argmax(-1).tolist()
            roles[c] = 2
            found.append((c, roles))
        out.append(found)
    return out


def as_spans(words, roles, number):
    """Stretches of neighbouring words in a role."""
    out = []
    for i, role in enumerate(roles):
        if role == number:
            if out and out[-1][2] == i - 1:
                out[-1] = (out[-1][0], words.end[i], i)
            else:
                out.append((words.begin[i], words.end[i], i))
    return [(b, e) for b, e, _ in out]


def tokens(raw):
    """Byte places of tokens: runs of letters and digits, or single other characters."""
    text = raw.decode()
    places = np.cumsum([0] + [len(c.encode()) for c in text])
    return [(places[m.start()], places[m.end()]) for m in re.finditer(r"[^\W_]+|[^\w\s]|_", text)]


def score(documents, predicted):
    """Token F1 of source, cue, content (over all words in any attribution) and F1 of whole attributions."""
    counts = np.zeros((4, 3))
    for (raw, gold, _), guess in zip(documents, predicted):
        cut = tokens(raw)
        starts = np.array([b for b, _ in cut])

        def covered(part):
            return {k for b, e in part for k in range(int(np.searchsorted(starts, b)), int(np.searchsorted(starts, e)))}

        sets = [[{r: covered(a[r]) for r in ROLES[1:]} for a in side] for side in (gold, guess)]
        for k, role in enumerate(ROLES[1:]):
            g, p = (set().union(*(a[role] for a in side)) if side else set() for side in sets)
            counts[k] += len(g & p), len(g), len(p)
        free = list(sets[0])

        def fits(g, p):
            return all(2 * len(g[r] & p[r]) >= max(len(g[r]), len(p[r])) for r in ROLES[1:])

        for p in sets[1]:
            match = next((g for g in free if fits(g, p)), None)
            if match is not None:
                free.remove(match)
                counts[3, 0] += 1
        counts[3, 1:] += len(sets[0]), len(sets[1])
    return {n: round(float(200 * h / max(g + p, 1)), 1) for n, (h, g, p) in zip(("source", "cue", "content", "whole"), counts)}


def evaluate(head, x, documents):
    guesses = []
    for _, _, sentences in documents:
        guess = []
        for words, found in zip(sentences, attribute(head, x, sentences)):
            guess += [{r: as_spans(words, roles, k) for k, r in enumerate(ROLES)} for _, roles in found]
        guesses.append(guess)
    return score(documents, guesses)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--train", nargs=3, required=True)
    parser.add_argument("--dev", nargs=3, required=True)
    parser.add_argument("--model", required=True, help="the reader's model file")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    random.seed(1)
    width, reach = last(args.model)
    sets = {}
    for name, files in (("train", args.train), ("dev", args.dev)):
        sentences, documents, x = load(*files, width)
        x = torch.from_numpy((x.astype(np.float32) - 64) * np.float32(reach / 63))
        sets[name] = sentences, documents, torch.cat([x, torch.zeros(1, width)])
    sentences, _, x = sets["train"]
    head = Head(width)
    cues, pairs = cue_data(sentences), pair_data(sentences)
    print(f"{len(sentences)} sentences, {int(cues[3].sum())} cues, {len(pairs[0])} pairs", flush=True)
    optimiser = torch.optim.Adam(head.parameters(), lr=3e-3)
    size, total = 2048, args.epochs * (len(cues[1]) // 2048 + len(pairs[0]) // 2048 + 2)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda k: max(0.02, 1 - k / total))
    for epoch in range(args.epochs):
        head.train()
        jobs = [("cue", b) for b in torch.randperm(len(cues[1])).split(size)]
        jobs += [("pair", b) for b in torch.randperm(len(pairs[0])).split(size)]
        random.shuffle(jobs)
        for kind, b in jobs:
            if kind == "cue":
                around, lemmas, rows, label = cues
                score = head.cues([x[k] for k in around[:, b]], lemmas[b], rows.of(b))
                loss = F.binary_cross_entropy_with_logits(score, label[b])
            else:
                here, cue, rows, label = (v[b] for v in pairs)
                loss = F.cross_entropy(head.pairs(x[here], x[cue], rows), label)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
        if epoch % 2 or epoch == args.epochs - 1:
            print(epoch + 1, evaluate(head, sets["dev"][2], sets["dev"][1]), flush=True)
    with torch.no_grad():
        head.cue_out.bias += LEAN
    print("leaning", evaluate(head, sets["dev"][2], sets["dev"][1]), flush=True)
    torch.save(head.state_dict(), args.out)


if __name__ == "__main__":
    main()
