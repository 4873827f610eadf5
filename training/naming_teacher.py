"""The ceiling of the head for names: the whole encoder, taught names alone, with the same chain and the same measure.

`python naming_teacher.py OUT.pt --teacher TEACHER.pt --gold FILE.conllu... --dev FILE.conllu...`

The encoder begins where the teacher of the reader ended. It reads a stretch of a text at a time, several sentences long, so
that it sees of a name how the sentences around it speak of the same thing; with `--alone` each sentence by itself.
"""

import argparse
import random
import time

import torch
from torch import nn
from torch.nn import functional as F

import conllu
import teacher
from naming import Chain, figures
from names import spans
from tags import NAMES
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
    parser.add_argument("out")
    parser.add_argument("--teacher", required=True)
    parser.add_argument("--gold", nargs="+", required=True)
    parser.add_argument("--dev", nargs="+", default=[])
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=900)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--start", help="weights to go on from")
    parser.add_argument("--seed", type=int, default=1)
    torch.set_num_threads(1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
