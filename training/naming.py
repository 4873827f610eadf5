"""The head that finds names: a small network of its own on the frozen reader.

`python naming.py OUT.pt --reader STUDENT.pt --gold FILE.conllu... --silver FILE.jsonl --marks FILE.conllu --dev FILE...`

It sees the reader's last vectors and, in a table of its own, the same hashed features (of a marked name its class alone);
two convolutions over three words; and it chooses the best sequence of begin-inside tags, by scores of words and of steps
from tag to tag (a chain, decoded by Viterbi's algorithm). The reader's own weights stay as they are.

In the silver, names that the program's lexicon knows are hidden and their kinds taught; elsewhere the teacher's names count,
but a kind that it is not firm in is left open: of such a stretch any name is right. So the loss is that of a chain of which
not all tags are known: the weight of all paths that fit, against all paths.

`--drawn` brings names that `naming_draw.py` has written, of sentences of the silver and of treebanks (`--trees`).
"""

import argparse
import copy
import json
import math
import random
import time
from collections import Counter

import torch
from torch import nn
from torch.nn import functional as F

import conllu
import features
import names
import student
from features import Features
from tags import CLASSES, NAME_ID, NAMES, UPOS_ID
from train_student import Maker, capitals, chunks, lexicon_marks, silver, title, vary

SHAPE = {"width": 64, "reaches": [1, 2]}
PROPN = UPOS_ID["PROPN"]
OPEN = -100  # a tag that is not known
ANY = -99  # a name, of which kind is not known

# No names: GUM calls them times. The teacher learned them as names.
DATES = set("January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())

# What a class of the lexicon is among the kinds of names; peoples are annotated so or so.
KIND = {"state": "place", "place": "place", "person": "person", "group": "org", "org": "org", "outlet": "org"}


class Chain(nn.Module):
    """Sequences of tags: scores of words, and of steps from tag to tag."""

    def __init__(self):
        super().__init__()
        # The last row is the beginning of a sentence.
        self.steps = nn.Parameter(torch.zeros(len(NAMES) + 1, len(NAMES)))
        self.register_buffer("barred", barred(), persistent=False)

    def scores(self):
        """Of the steps, with what cannot be barred."""
        return self.steps + self.barred

    def weight(self, scores, mask):
        """Log of the summed weights of all paths."""
        steps = self.scores()
        at = steps[-1] + scores[:, 0]
        for i in range(1, scores.shape[1]):
            new = torch.logsumexp(at[:, :, None] + steps[:-1][None], 1) + scores[:, i]
            at = torch.where(mask[:, i, None], new, at)
        return torch.logsumexp(at, 1)

    def loss(self, scores, targets, mask):
        """Of tags of which some are open, per word."""
        allowed = F.one_hot(targets.clamp(min=0), len(NAMES)).bool()
        allowed = allowed | (targets == OPEN)[..., None] | ((targets == ANY)[..., None] & (torch.arange(len(NAMES)) > 0))
        fitting = scores.masked_fill(~allowed, -1e4)
        return (self.weight(scores, mask) - self.weight(fitting, mask)).sum() / mask.sum()

    @torch.no_grad()
    def best(self, scores):
        """The best tags of one sentence."""
        steps = self.scores()
        at, back = steps[-1] + scores[0], []
        for i in range(1, len(scores)):
            top = (at[:, None] + steps[:-1]).max(0)
            back.append(top.indices.tolist())
            at = top.values + scores[i]
        tags = [int(at.argmax())]
        for pointers in reversed(back):
            tags.append(pointers[tags[-1]])
        return tags[::-1]


class Naming(nn.Module):
    """From the reader's last vectors and feature rows to scores of tags, and the chain over them."""

    def __init__(self, inputs, shape=SHAPE):
        super().__init__()
        self.shape = dict(shape)
        w = shape["width"]
        self.into = nn.Linear(inputs, w)
        self.rows = nn.EmbeddingBag(features.ROWS + 1, w, mode="sum", padding_idx=features.ROWS)
        nn.init.normal_(self.rows.weight, std=0.1)
        with torch.no_grad():
            self.rows.weight[features.ROWS] = 0
        self.norm_in = nn.LayerNorm(w)
        self.convs = nn.ModuleList(nn.Linear(3 * w, w) for _ in shape["reaches"])
        self.norms = nn.ModuleList(nn.LayerNorm(w) for _ in shape["reaches"])
        self.out = nn.Linear(w, len(NAMES))
        self.chain = Chain()

    def forward(self, x, rows, mask, drop=0.0):
        """Scores of the tags of each word."""
        b, n, _ = rows.shape
        keep = mask[..., None].float()
        y = self.into(F.dropout(x, drop, self.training)) + F.dropout(self.rows(rows.view(b * n, -1)).view(b, n, -1), drop, self.training)
        y = F.dropout(self.norm_in(y), drop, self.training)
        for linear, norm, reach in zip(self.convs, self.norms, self.shape["reaches"]):
            z = y * keep
            z = torch.cat([F.pad(z, (0, 0, reach, 0))[:, :n], z, F.pad(z, (0, 0, 0, reach))[:, reach:]], -1)
            y = y + F.dropout(norm(F.hardswish(linear(z))), drop, self.training)
        return self.out(y)


def barred():
    """An inside follows a begin or inside of its kind alone."""
    out = torch.zeros(len(NAMES) + 1, len(NAMES))
    for tag, name in enumerate(NAMES):
        if name.startswith("I-"):
            for before in range(len(NAMES) + 1):
                if before not in (tag, tag - 1):
                    out[before, tag] = -1e4
    return out


def soften(sentences):
    """Kinds of the teacher's names stay where a name has one kind nearly always, else they are left open; of the lexicon's
    names the class tells the kind. Returns nothing: `names` of the sentences changes."""
    counts = {}
    for s in sentences:
        for first, last, kind in names.spans(s.names or []):
            counts.setdefault(tuple(s.forms[first : last + 1]), Counter())[kind] += 1
    firm = {}
    for form, kinds in counts.items():
        kind, count = kinds.most_common(1)[0]
        if count >= 4 and count >= 0.75 * sum(kinds.values()):
            firm[form] = kind
    for s in sentences:
        if s.names is None:
            continue
        # A proper noun that the teacher takes for no name may be one: it misses a third of them.
        tags = [OPEN if u == PROPN else 0 for u in s.upos]
        said = [""] * len(s)
        for first, last, spoken in names.spans(s.names):
            if spoken == "other" and DATES & {s.forms[first], s.forms[first].rstrip("s")}:
                tags[first : last + 1] = [0] * (last + 1 - first)
                continue
            kind = firm.get(tuple(s.forms[first : last + 1]))
            for i in range(first, last + 1):
                said[i] = spoken
                tags[i] = NAME_ID[("B-" if i == first else "I-") + kind] if kind else ANY
        for first, length, kind in s.marks or []:
            kind = KIND.get(CLASSES[kind])
            inside = range(first, first + length)
            around = [i for i in (first - 1, first + length) if 0 <= i < len(s) and tags[i]]
            for i in around:  # Where the teacher's name is longer than the lexicon's, nobody knows.
                tags[i] = OPEN
            doubtful = not kind or around or kind == "place" and any(said[i] == "person" for i in inside)
            for i in inside:
                tags[i] = OPEN if doubtful else NAME_ID[("B-" if i == first else "I-") + kind]
        s.names = tags


def settled(tags, marks):
    """One drawing of the teacher's, with the kinds of the names that the lexicon knows in the places of its own."""
    out = list(tags)
    said = [NAMES[t][2:] for t in tags]
    for first, length, kind in marks:
        kind, inside = KIND.get(CLASSES[kind]), range(first, first + length)
        around = [i for i in (first - 1, first + length) if 0 <= i < len(tags) and out[i]]
        if kind and not around and not (kind == "place" and any(said[i] == "person" for i in inside)):
            for i in inside:
                out[i] = NAME_ID[("B-" if i == first else "I-") + kind]
    return out


def drawn(path):
    """Drawings of the teacher for names by the words of the sentence."""
    with open(path, encoding="utf-8") as lines:
        return {tuple(row["f"]): row["n"] for row in map(json.loads, lines)}


def untitled(sentence, marks):
    """Of a person whose name the lexicon marks without the title before it, the title is no name of its own."""
    shown = {i for first, length, _ in marks for i in range(first, first + length)}
    tags = list(sentence.names)
    for first, last, kind in names.spans([max(0, t) for t in tags]):
        if kind == "person" and last in shown:
            tags[first : last + 1] = [0] * (last + 1 - first)
    for first, _, kind in marks:
        before = first - 1
        while CLASSES[kind] == "person" and before >= 0 and (tags[before] < 0 or NAMES[tags[before]].endswith("person")):
            tags[before], before = 0, before - 1
    return conllu.Sentence(**{**vars(sentence), "names": tags})


class Words:
    """Batches of sentences as the head sees them, with the frozen reader's vectors."""

    def __init__(self, reader, maker, rng):
        self.reader, self.maker, self.rng = reader, maker, rng

    def draw(self, sentence, shown):
        """The sentence in this round: one drawing of its names, now and then in other writing, each known name shown as its
        class or not."""
        if isinstance(sentence.names[0], list):
            sentence = conllu.Sentence(**{**vars(sentence), "names": self.rng.choice(sentence.names)})
        if self.rng.random() < 0.25:
            sentence = vary(sentence, self.rng, 2.0)
        marks = [m for m in sentence.marks or [] if self.rng.random() < shown]
        return names.collapse(untitled(sentence, marks), marks)[0]

    def batch(self, sentences):
        """Vectors, rows, mask and tags."""
        batch = self.maker.batch(sentences)
        with torch.no_grad():
            x = self.reader.body(batch["rows"], batch["pieces"], batch["mask"])
        return x, batch["rows"], batch["mask"], batch["names"]


@torch.no_grad()
def read(reader, head, maker, sentences, size=4000):
    """Name tags of collapsed sentences."""
    head.eval()
    out = [None] * len(sentences)
    for numbers in chunks(sentences, size, random.Random(0)):
        group = [conllu.Sentence(sentences[i].forms, classes=sentences[i].classes) for i in numbers]
        batch = maker.batch(group)
        scores = head(reader.body(batch["rows"], batch["pieces"], batch["mask"]), batch["rows"], batch["mask"])
        for row, i in enumerate(numbers):
            out[i] = head.chain.best(scores[row, : len(sentences[i])])
    return out


def found(reader, head, maker, gold, marked):
    """Per sentence the names of the treebank and those found: the lexicon's, if it is asked, and the head's."""
    seen, words = zip(*(names.collapse(conllu.Sentence(s.forms), (s.marks or []) if marked else []) for s in gold))
    pairs = []
    for s, g, w, tags in zip(seen, gold, words, read(reader, head, maker, seen)):
        flat, have = [0] * len(g), set()
        for k, (first, length) in enumerate(w):
            kind = KIND.get(CLASSES[s.classes[k]]) if s.classes and s.classes[k] >= 0 else None
            if kind:
                have.add((first, first + length - 1, kind))
            elif not s.classes or s.classes[k] < 0:
                flat[first] = tags[k]
        pairs.append((set(names.spans(g.names)), have | set(names.spans(flat))))
    return pairs


def figures(pairs):
    """Precision, recall and F1 in per cent of exact names with their kind; F1 of the edges alone; F1 per kind."""

    def f1(pairs):
        hits = sum(len(a & b) for a, b in pairs)
        wanted, have = sum(len(a) for a, _ in pairs), sum(len(b) for _, b in pairs)
        return 100 * hits / max(1, have), 100 * hits / max(1, wanted), 200 * hits / max(1, have + wanted)

    edges = f1([({x[:2] for x in a}, {x[:2] for x in b}) for a, b in pairs])[2]
    kinds = {k: f1([({x for x in a if x[2] == k}, {x for x in b if x[2] == k}) for a, b in pairs])[2] for k in ("person", "org", "place", "other")}
    return "P %.1f R %.1f F1 %.1f" % f1(pairs) + f" edges {edges:.1f} " + " ".join(f"{k} {v:.1f}" for k, v in kinds.items())


@torch.no_grad()
def average(calm, head, share):
    """Moves the mean of the weights towards the newest."""
    for a, b in zip(calm.parameters(), head.parameters()):
        a.lerp_(b, 1 - share)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--reader", required=True)
    parser.add_argument("--gold", nargs="+", required=True)
    parser.add_argument("--start", help="a head to go on from")
    parser.add_argument("--silver")
    parser.add_argument("--marks")
    parser.add_argument("--drawn", nargs="+", default=[], help="names drawn by the teacher of names")
    parser.add_argument("--trees", nargs="*", default=[], help="treebanks without names, which have them drawn")
    parser.add_argument("--dev", nargs="+", default=[])
    parser.add_argument("--steps", type=int, default=2500)
    parser.add_argument("--batch", type=int, default=1200)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--drop", type=float, default=0.3)
    parser.add_argument("--share", type=float, default=1.0, help="silver sentences per gold sentence")
    parser.add_argument("--drawn-share", type=float, default=1.5, help="sentences with names drawn per gold sentence")
    parser.add_argument("--width", type=int, default=SHAPE["width"])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--every", type=int, default=500)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    rng = random.Random(1)
    saved = torch.load(args.reader)
    lookup = Features()
    reader = student.Student(len(lookup.usable), saved["shape"])
    reader.load_state_dict(saved["state"])
    reader.eval()
    maker = Maker(lookup, {}, 1)
    words = Words(reader, maker, rng)
    gold = [s for f in args.gold for s in conllu.read(f) if s.names is not None and len(s) <= 160]
    weak, told = [], []
    if args.silver:
        weak = silver(args.silver)
        lexicon_marks(weak, args.marks)
        weak = [s for s in weak if len(s) <= 90]
        said = {}
        for path in args.drawn:
            said.update(drawn(path))
        known = lambda s: tuple(s.forms) in said
        told = [s for s in weak if known(s)]
        weak = [s for s in weak if not known(s)]
        for s in told:
            s.names = [settled(tags, s.marks) for tags in said[tuple(s.forms)]]
        for s in (s for path in args.trees for s in conllu.read(path) if known(s) and len(s) <= 160):
            s.names = said[tuple(s.forms)]
            told.append(s)
        soften(weak)
    print(f"{len(gold)} gold and {len(weak)} silver sentences, {len(told)} drawn", flush=True)
    head = Naming(saved["shape"]["width"], {**SHAPE, "width": args.width})
    if args.start:
        head.load_state_dict(torch.load(args.start)["state"])
    calm = copy.deepcopy(head)  # the mean of the last weights: what is kept
    optimiser = torch.optim.AdamW(head.parameters(), lr=args.rate, betas=(0.9, 0.98), weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda k: min(1, (k + 1) / 100) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, k / args.steps))))
    )
    dev = [(path, conllu.read(path)) for path in args.dev]
    queue, mean, began = [], 0.0, time.time()
    for step in range(1, args.steps + 1):
        if not queue:
            pool = list(gold)
            if step < 0.8 * args.steps:
                for more, share in ((weak, args.share), (told, args.drawn_share)):
                    pool += rng.sample(more, min(len(more), int(share * len(gold))))
            queue = [[pool[i] for i in c] for c in chunks(pool, args.batch, rng)]
        head.train()
        x, rows, mask, tags = words.batch([words.draw(s, 0.5 if s.heads and rng.random() < 0.5 else 0.1) for s in queue.pop()])
        gone = (torch.rand(mask.shape) < 0.25)[..., None]
        rows[..., :2] = rows[..., :2].masked_fill(gone & (rows[..., :2] < features.FORM_ROWS), features.ROWS)
        scores = head(x, rows, mask, args.drop)
        loss = head.chain.loss(scores, tags, mask)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(head.parameters(), 2.0)
        optimiser.step()
        schedule.step()
        average(calm, head, min(0.995, step / (step + 10)))
        mean = 0.98 * mean + 0.02 * loss.item()
        if step % 100 == 0:
            print(f"step {step} loss {mean:.4f} {time.time() - began:.0f} s", flush=True)
        if step % args.every == 0 or step == args.steps:
            torch.save({"shape": calm.shape, "state": calm.state_dict()}, args.out)
            for path, sentences in dev:
                for marked in (False, True):
                    print(f"step {step} {path} {'marked' if marked else 'plain'}: " + figures(found(reader, calm, maker, sentences, marked)), flush=True)


if __name__ == "__main__":
    main()
