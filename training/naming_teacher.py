"""The ceiling of the head for names: the whole encoder, taught names alone, with the same chain and the same measure.

`python naming_teacher.py train OUT.pt --teacher TEACHER.pt --gold FILE.conllu... --dev FILE.conllu...`
`python naming_teacher.py label MODEL.pt IN OUT.jsonl --teacher TEACHER.pt`

What it says of other texts teaches the head: of each sentence some sequences of tags, drawn by their probability. `IN` is a
treebank, or tokens of running text as JSON Lines (`f`, and `d`, the number of its text).

The encoder begins where the teacher of the reader ended. It reads a stretch of a text at a time, several sentences long, so
that it sees of a name how the sentences around it speak of the same thing; with `--alone` each sentence by itself.
"""

import argparse
import json
import random
import time
from collections import Counter

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import conllu
import naming
import student
import teacher
from features import Features
from naming import Chain, figures
from names import spans
from tags import NAME_ID, NAMES
from train_student import Maker
from wordpiece import WordPieces

PIECES = 220  # of a stretch


class NamingTeacher(nn.Module):
    """The encoder, case added as in the teacher, and scores of name tags under a chain."""

    def __init__(self, like):
        super().__init__()
        self.body, self.shapes, self.shape_in = like.body, like.shapes, like.shape_in
        self.out = nn.Linear(self.shape_in.out_features, len(NAMES))
        self.chain = Chain()

    def forward(self, batch, drop=0.2):
        """Scores of the tags of each word."""
        with torch.autocast("cpu", torch.bfloat16):
            x = self.body(batch["pieces"], batch["lengths"], self.shape_in(self.shapes(batch["shapes"])))
        x = x.float()
        words = x.gather(1, batch["first"][..., None].expand(*batch["first"].shape, x.shape[2]))
        return self.out(F.dropout(words, drop, self.training))


def documents(path):
    """Sentences of a treebank with names, by document."""
    starts, number = set(), 0
    with open(path, encoding="utf-8") as lines:
        rows = False
        for line in lines:
            if line.startswith("# newdoc"):
                starts.add(number)
            if line[:1].isdigit():
                rows = True
            elif rows and not line.strip():
                number, rows = number + 1, False
    out = []
    for i, sentence in enumerate(conllu.read(path)):
        if i in starts or not out:
            out.append([])
        out[-1].append(sentence)
    return out


def stretches(document, cutter, limit, rng=None):
    """Ranges of sentences that fit into `limit` pieces, from the beginning; the first is cut short at random in training."""
    sizes = [sum(len(cutter.cut(f)) for f in s.forms) for s in document]
    out, first, size = [], 0, 0
    room = limit if rng is None else rng.randint(limit // 4, limit)
    for i, n in enumerate(sizes):
        if i > first and size + n > room:
            out.append((first, i))
            first, size, room = i, 0, limit
        size += n
    return [*out, (first, len(document))]


def joined(sentences):
    """Several sentences as one, without trees."""
    return conllu.Sentence([f for s in sentences for f in s.forms], names=[t for s in sentences for t in s.names or [0] * len(s)])


def batches(items, cutter, size, rng):
    """Numbers of like length in one batch."""
    order = sorted(range(len(items)), key=lambda i: len(items[i]) + (rng.random() * 8 if rng else 0))
    out, group, width = [], [], 0
    for i in order:
        n = sum(len(cutter.cut(f)) for f in items[i].forms)
        if group and max(width, n) * (len(group) + 1) > size:
            out.append(group)
            group, width = [], 0
        group.append(i)
        width = max(width, n)
    if group:
        out.append(group)
    if rng:
        rng.shuffle(out)
    return out


@torch.no_grad()
def scores(model, cutter, documents, limit):
    """Per document, per sentence: scores of the tags of its words."""
    model.eval()
    out = [[None] * len(d) for d in documents]
    items = [(k, a, b) for k, d in enumerate(documents) for a, b in stretches(d, cutter, max(limit, 1))]
    texts = [joined(documents[k][a:b]) for k, a, b in items]
    for group in batches(texts, cutter, 4000, None):
        scored = model(teacher.collate([texts[i] for i in group], cutter))
        for row, i in enumerate(group):
            k, first, last = items[i]
            at = 0
            for j in range(first, last):
                out[k][j] = scored[row, at : at + len(documents[k][j])].clone()
                at += len(documents[k][j])
    return out


def pairs(model, cutter, documents, limit):
    """Names of the treebank and names found, per sentence."""
    return [
        (set(spans(s.names)), set(spans(model.chain.best(x))))
        for document, scored in zip(documents, scores(model, cutter, documents, limit))
        for s, x in zip(document, scored)
    ]


def drawn(chain, scores, rng, count):
    """Sequences of tags, drawn by their probability under the chain."""
    steps = chain.scores().detach().numpy().astype(np.float64)
    scores = scores.numpy().astype(np.float64)
    ahead = [steps[-1] + scores[0]]
    for x in scores[1:]:
        table = ahead[-1][:, None] + steps[:-1]
        top = table.max(0)
        ahead.append(top + np.log(np.exp(table - top).sum(0)) + x)
    out = []
    for _ in range(count):
        tags = []
        for weights in reversed(ahead):
            if tags:
                weights = weights + steps[:-1, tags[-1]]
            share = np.exp(weights - weights.max())
            tags.append(int(rng.choice(len(share), p=share / share.sum())))
        out.append(tags[::-1])
    return out


def running(path, most):
    """Texts of a treebank or of tokens, the first ones that have `most` sentences together."""
    cutter, texts = WordPieces(), {}
    if path.endswith(".conllu"):
        texts = dict(enumerate(documents(path)))
    else:
        with open(path, encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                texts.setdefault(row["d"], []).append(conllu.Sentence(row["f"]))
    fits = lambda s: sum(len(cutter.cut(f)) for f in s.forms) < 480
    out = []
    for text in texts.values():
        if most <= 0:
            break
        if kept := [s for s in text if fits(s)]:
            out.append(kept)
            most -= len(kept)
    return out


def agreed(sentences, tags):
    """Gives a name the kind that it has most often in its text, over all sequences of tags of its sentences: GUM's annotators
    give a name one kind in a text in 99 of 100 cases."""
    counts = {}
    for s, sequences in zip(sentences, tags):
        for first, last, kind in (span for one in sequences for span in spans(one)):
            counts.setdefault(tuple(s.forms[first : last + 1]), Counter())[kind] += 1
    for s, sequences in zip(sentences, tags):
        for one in sequences:
            for first, last, _ in spans(one):
                kind = counts[tuple(s.forms[first : last + 1])].most_common(1)[0][0]
                one[first : last + 1] = [NAME_ID[("B-" if i == first else "I-") + kind] for i in range(first, last + 1)]
    return tags


class Heads:
    """Heads for names on the reader, whose say counts beside the encoder's."""

    def __init__(self, reader, paths):
        saved = torch.load(reader)
        lookup = Features()
        self.reader = student.Student(len(lookup.usable), saved["shape"])
        self.reader.load_state_dict(saved["state"])
        self.reader.eval()
        self.maker, self.heads = Maker(lookup, {}, 0), []
        for path in paths:
            learned = torch.load(path)
            self.heads.append(naming.Naming(saved["shape"]["width"], learned["shape"]).eval())
            self.heads[-1].load_state_dict(learned["state"])

    @torch.no_grad()
    def scores(self, sentence):
        """Mean scores of the tags of its words, no name known."""
        batch = self.maker.batch([conllu.Sentence(sentence.forms)])
        x = self.reader.body(batch["rows"], batch["pieces"], batch["mask"])
        return sum(head(x, batch["rows"], batch["mask"])[0] for head in self.heads) / len(self.heads)

    def steps(self):
        """Mean scores of the steps."""
        return sum(head.chain.steps for head in self.heads) / len(self.heads)


def confusion(pairs):
    """Counts of names by the treebank's kind (rows) and the found one (columns); the last of each: no such edges."""
    kinds = ["person", "org", "place", "other", "none"]
    counts = Counter()
    for gold, have in pairs:
        gold, have = ({span[:2]: span[2] for span in one} for one in (gold, have))
        for edges in gold | have:
            counts[gold.get(edges, "none"), have.get(edges, "none")] += 1
    return "\n".join(f"{a:7}" + "".join(f"{counts[a, b]:5}" for b in kinds) for a in kinds)


@torch.no_grad()
def label(args):
    """Writes tags of running text; or tells how well encoder and heads together find the names of a treebank."""
    cutter, rng = WordPieces(), np.random.default_rng(1)
    model = NamingTeacher(teacher.load(args.teacher))
    model.load_state_dict(torch.load(args.model))
    heads = Heads(args.reader, args.heads) if args.heads else None
    chain, share = model.chain, 1.0
    if heads:
        share = args.share
        chain.steps.copy_(share * chain.steps + (1 - share) * heads.steps())
    texts, judged = running(args.texts, args.most), []
    with open(args.out, "w", encoding="utf-8") as out:
        for first in range(0, len(texts), 20):
            group = texts[first : first + 20]
            for sentences, scored in zip(group, scores(model, cutter, group, PIECES)):
                if heads:
                    scored = [share * x + (1 - share) * heads.scores(s) for s, x in zip(sentences, scored)]
                # The first is the best one, the others are drawn.
                tags = agreed(sentences, [[chain.best(x), *drawn(chain, x, rng, 3)] for x in scored])
                for s, (best, *others) in zip(sentences, tags):
                    if s.names is not None:
                        judged.append((set(spans(s.names)), set(spans(best))))
                    out.write(json.dumps({"f": s.forms, "n": others}, ensure_ascii=False, separators=(",", ":")) + "\n")
            out.flush()
    if judged:
        print(figures(judged))
        print(confusion(judged))


def train(args):
    """Teaches it names, and tells how well it finds them after each round."""
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    cutter, limit = WordPieces(), 0 if args.alone else PIECES
    gold = [d for path in args.gold for d in documents(path)]
    dev = [(path, documents(path)) for path in args.dev]
    model = NamingTeacher(teacher.load(args.teacher))
    if args.start:
        model.load_state_dict(torch.load(args.start))
    model.body.words.weight.requires_grad = False
    body = [p for p in model.body.parameters() if p.requires_grad]
    heads = [*model.out.parameters(), *model.chain.parameters(), *model.shapes.parameters(), *model.shape_in.parameters()]
    optimiser = torch.optim.AdamW([{"params": body, "lr": args.rate}, {"params": heads, "lr": 1e-3}], betas=(0.9, 0.98), weight_decay=0.01)

    def portions():
        items = [joined(d[a:b]) for d in gold for a, b in stretches(d, cutter, max(limit, 1), rng)]
        items = [s for s in items if sum(len(cutter.cut(f)) for f in s.forms) < 480]
        return [[items[i] for i in group] for group in batches(items, cutter, args.batch, rng)]

    total = len(portions()) * args.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda k: min((k + 1) / 60, max(0.02, 1 - k / total)))
    step, began = 0, time.time()
    for epoch in range(args.epochs):
        model.train()
        for group in portions():
            batch = teacher.collate(group, cutter)
            tags = torch.zeros(batch["mask"].shape, dtype=torch.long)
            for row, s in enumerate(group):
                tags[row, : len(s)] = torch.tensor(s.names)
            loss = model.chain.loss(model(batch), tags, batch["mask"])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            schedule.step()
            step += 1
            if step % 20 == 0:
                print(f"step {step}/{total} loss {loss.item():.4f} {time.time() - began:.0f} s", flush=True)
        torch.save(model.state_dict(), args.out)
        for path, sentences in dev:
            print(f"round {epoch + 1} {path}: {figures(pairs(model, cutter, sentences, limit))} {time.time() - began:.0f} s", flush=True)


def main():
    parser = argparse.ArgumentParser()
    sub = parser.add_subparsers(dest="verb", required=True)
    t = sub.add_parser("train")
    t.add_argument("out")
    t.add_argument("--gold", nargs="+", required=True)
    t.add_argument("--dev", nargs="+", default=[])
    t.add_argument("--alone", action="store_true")
    t.add_argument("--epochs", type=int, default=4)
    t.add_argument("--batch", type=int, default=900)
    t.add_argument("--rate", type=float, default=1e-4)
    t.add_argument("--start", help="weights to go on from")
    t.add_argument("--seed", type=int, default=1)
    t.set_defaults(do=train)
    t = sub.add_parser("label")
    t.add_argument("model")
    t.add_argument("texts")
    t.add_argument("out")
    t.add_argument("--heads", nargs="*", default=[], help="heads on the reader that are asked beside the encoder")
    t.add_argument("--reader", help="the reader of those heads")
    t.add_argument("--most", type=int, default=1_000_000, help="sentences")
    t.add_argument("--share", type=float, default=0.8, help="of the encoder")
    t.set_defaults(do=label)
    for t in sub.choices.values():
        t.add_argument("--teacher", required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.do(args)


if __name__ == "__main__":
    main()
