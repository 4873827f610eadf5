"""The teacher: the MiniLM encoder with heads for tags, features, names and trees.

`python teacher.py train OUT TREEBANK... --dev FILE` trains, `python teacher.py label MODEL IN.jsonl OUT.jsonl` parses.
"""

import argparse
import json
import random
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

import conllu
import encoder
from tags import DEPREL, FEATS, NAMES, UPOS
from wordpiece import WordPieces

ARC, LABEL = 256, 100
PIECES = 280  # longest sentence in pieces; longer ones are left out of training and cut when labelling


def shape(form, first):
    """Case and make of a word as a small number: what an uncased encoder cannot see."""
    if form.isdigit():
        kind = 0
    elif any(c.isdigit() for c in form):
        kind = 1
    elif not any(c.isalpha() for c in form):
        kind = 2
    elif form.islower():
        kind = 3
    elif form.isupper():
        kind = 4 if len(form) > 1 else 5
    elif form[0].isupper() and form[1:].islower():
        kind = 6
    else:
        kind = 7
    return kind * 2 + first


class Teacher(nn.Module):
    """Encoder and heads."""

    def __init__(self, body):
        super().__init__()
        self.body = body
        self.shapes = nn.Embedding(16, 32)
        self.shape_in = nn.Linear(32, encoder.WIDTH)
        nn.init.zeros_(self.shape_in.weight)
        nn.init.zeros_(self.shape_in.bias)
        w = encoder.WIDTH
        self.upos, self.feats, self.names = nn.Linear(w, len(UPOS)), nn.Linear(w, len(FEATS)), nn.Linear(w, len(NAMES))
        self.arc_head, self.arc_dep = nn.Linear(w, ARC), nn.Linear(w, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label_head, self.label_dep = nn.Linear(w, LABEL), nn.Linear(w, LABEL)
        self.label = nn.Parameter(torch.zeros(len(DEPREL), LABEL + 1, LABEL + 1))
        nn.init.normal_(self.arc, std=0.02)
        nn.init.normal_(self.label, std=0.02)

    def forward(self, batch):
        with torch.autocast("cpu", torch.bfloat16):
            extra = self.shape_in(self.shapes(batch["shapes"]))
            x = self.body(batch["pieces"], batch["lengths"], extra)
        x = x.float()
        b, n = batch["first"].shape
        words = x.gather(1, batch["first"][..., None].expand(b, n, x.shape[2]))
        root = x[:, :1]
        words = F.dropout(words, 0.2, self.training)
        heads = torch.cat([root, words], 1)
        act = lambda f, v: F.dropout(F.leaky_relu(f(v), 0.1), 0.2, self.training)
        head, dep = act(self.arc_head, heads), act(self.arc_dep, words)
        dep1 = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
        arcs = (dep1 @ self.arc) @ head.transpose(1, 2)
        valid = torch.cat([torch.ones(b, 1, dtype=torch.bool), batch["mask"]], 1)
        arcs = arcs.masked_fill(~valid[:, None, :], -1e4)
        eye = torch.eye(n, n + 1, dtype=torch.bool)
        arcs = arcs.masked_fill(torch.roll(eye, 1, 1)[None], -1e4)
        return words, arcs, act(self.label_head, heads), act(self.label_dep, words)

    def labels(self, label_head, label_dep, chosen):
        """Scores of all relations at the chosen heads (0 is the root)."""
        h = label_head.gather(1, chosen[..., None].expand(*chosen.shape, LABEL))
        one = torch.ones_like(h[..., :1])
        h, d = torch.cat([h, one], -1), torch.cat([label_dep, one], -1)
        return torch.einsum("bni,kij,bnj->bnk", d, self.label, h)


def collate(sentences, cutter):
    """Tensors of a batch."""
    b, n = len(sentences), max(map(len, sentences))
    cut = [[cutter.cut(f) for f in s.forms] for s in sentences]
    m = max(sum(map(len, c)) for c in cut) + 2
    out = {
        "pieces": torch.zeros(b, m, dtype=torch.long),
        "shapes": torch.zeros(b, m, dtype=torch.long),
        "first": torch.zeros(b, n, dtype=torch.long),
        "mask": torch.zeros(b, n, dtype=torch.bool),
        "lengths": torch.zeros(b, dtype=torch.long),
    }
    for i, (s, words) in enumerate(zip(sentences, cut)):
        row, shapes, first = [101], [4], []
        for form, pieces in zip(s.forms, words):
            first.append(len(row))
            for k, piece in enumerate(pieces):
                row.append(piece)
                shapes.append(shape(form, k == 0))
        row.append(102)
        shapes.append(4)
        out["pieces"][i, : len(row)] = torch.tensor(row)
        out["shapes"][i, : len(row)] = torch.tensor(shapes)
        out["first"][i, : len(first)] = torch.tensor(first)
        out["mask"][i, : len(first)] = True
        out["lengths"][i] = len(row)
    if sentences[0].heads:
        for key, get in (("upos", "upos"), ("heads", "heads"), ("rels", "rels")):
            out[key] = torch.full((b, n), -100)
            for i, s in enumerate(sentences):
                out[key][i, : len(s)] = torch.tensor(getattr(s, get))
        out["heads"] = torch.where(out["mask"], out["heads"] + 1, -100)
        out["names"] = torch.full((b, n), -100)
        out["feats"] = torch.zeros(b, n, len(FEATS))
        for i, s in enumerate(sentences):
            if s.names is not None:
                out["names"][i, : len(s)] = torch.tensor(s.names)
            out["feats"][i, : len(s)] = torch.tensor([[(f >> k) & 1 for k in range(len(FEATS))] for f in s.feats]).float()
    return out


def batches(sentences, cutter, size, rng=None):
    """Batches of about `size` pieces, of sentences of like length."""
    lengths = [sum(len(cutter.cut(f)) for f in s.forms) + 2 for s in sentences]
    order = sorted(range(len(sentences)), key=lambda i: lengths[i] + (rng.random() * 4 if rng else 0))
    out, now = [], []
    for i in order:
        if now and (len(now) + 1) * lengths[i] > size:
            out.append(now)
            now = []
        now.append(i)
    if now:
        out.append(now)
    if rng:
        rng.shuffle(out)
    return out


def loss_of(model, batch):
    """Sum of the mean losses of the heads."""
    words, arcs, label_head, label_dep = model(batch)
    mask = batch["mask"]
    total = F.cross_entropy(arcs[mask], batch["heads"][mask])
    chosen = batch["heads"].clamp(min=0)
    total = total + F.cross_entropy(model.labels(label_head, label_dep, chosen)[mask], batch["rels"][mask])
    total = total + F.cross_entropy(model.upos(words)[mask], batch["upos"][mask])
    total = total + F.binary_cross_entropy_with_logits(model.feats(words)[mask], batch["feats"][mask]) * 3
    names = batch["names"][mask]
    if (names >= 0).any():
        total = total + 0.5 * F.cross_entropy(model.names(words)[mask], names, ignore_index=-100)
    return total


@torch.no_grad()
def parse(model, cutter, sentences, size=2000):
    """Fills in tags, features, names and trees of the sentences; the tree is repaired where argmax gives none."""
    import trees

    model.eval()
    for numbers in batches(sentences, cutter, size):
        group = [conllu.Sentence(sentences[i].forms) for i in numbers]
        batch = collate(group, cutter)
        words, arcs, label_head, label_dep = model(batch)
        chosen = torch.zeros(batch["mask"].shape, dtype=torch.long)
        sure = arcs.softmax(-1).max(-1).values.log()
        for row, i in enumerate(numbers):
            n = len(sentences[i])
            sentences[i].sure = round(float(sure[row, :n].mean().exp()), 3)
            heads = trees.tree(arcs[row, :n, : n + 1].numpy())
            sentences[i].heads = [h - 1 for h in heads]
            chosen[row, :n] = torch.tensor(heads)
        scores = model.labels(label_head, label_dep, chosen)
        scores[..., 0] = scores[..., 0].masked_fill(chosen != 0, -1e9)
        rels = scores.argmax(-1).masked_fill(chosen == 0, 0)
        upos, names = model.upos(words).argmax(-1), model.names(words).argmax(-1)
        feats = (model.feats(words) > 0).long() @ (1 << torch.arange(len(FEATS)))
        for row, i in enumerate(numbers):
            n, s = len(sentences[i]), sentences[i]
            s.rels, s.upos = rels[row, :n].tolist(), upos[row, :n].tolist()
            s.names, s.feats = names[row, :n].tolist(), feats[row, :n].tolist()
    return sentences


def train(args):
    torch.manual_seed(1)
    rng = random.Random(1)
    cutter = WordPieces()
    gold = [s for f in args.treebanks for s in conllu.read(f)]
    gold = [s for s in gold if sum(len(cutter.cut(f)) for f in s.forms) < PIECES]
    model = Teacher(encoder.pretrained())
    model.body.words.weight.requires_grad = False
    body = [p for p in model.body.parameters() if p.requires_grad]
    ids = set(map(id, model.body.parameters()))
    heads = [p for p in model.parameters() if id(p) not in ids]
    optimiser = torch.optim.AdamW([{"params": body, "lr": 1e-4}, {"params": heads, "lr": 1e-3}], betas=(0.9, 0.98), weight_decay=0.01)
    total = len(batches(gold, cutter, args.batch)) * args.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda k: min(k / 150, max(0.02, 1 - k / total)))
    step, began = 0, time.time()
    for epoch in range(args.epochs):
        model.train()
        for numbers in batches(gold, cutter, args.batch, rng):
            loss = loss_of(model, collate([gold[i] for i in numbers], cutter))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            schedule.step()
            step += 1
            if step % 50 == 0:
                print(f"step {step}/{total} loss {loss.item():.3f} {time.time() - began:.0f} s", flush=True)
        torch.save(model.state_dict(), args.out)
        for name in args.dev:
            dev = conllu.read(name)
            guess = parse(model, cutter, [conllu.Sentence(s.forms) for s in dev])
            print(f"epoch {epoch + 1} {name}: UPOS %.2f UAS %.2f LAS %.2f" % conllu.las(dev, guess), flush=True)


def label(args):
    """Parses sentences (JSON Lines with tokens `f`) in portions; repeated sentences, tables and stumps are left out."""
    cutter, model = WordPieces(), load(args.model)
    seen, portion = set(), []
    with open(args.sentences, encoding="utf-8") as lines, open(args.out, "w", encoding="utf-8") as out:

        def flush():
            for s in parse(model, cutter, portion, 3000):
                row = {"f": s.forms, "u": s.upos, "x": s.feats, "h": s.heads, "r": s.rels, "n": s.names, "k": s.sure}
                out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
            out.flush()
            portion.clear()

        for line in lines:
            forms = json.loads(line)["f"]
            key = " ".join(forms)
            if not 3 <= len(forms) <= 90 or key in seen or sum(c.isalpha() for c in key) < len(key) / 2:
                continue
            if sum(len(cutter.cut(f)) for f in forms) >= PIECES:
                continue
            seen.add(key)
            portion.append(conllu.Sentence(forms))
            if len(portion) == 2000:
                flush()
        flush()


def load(path):
    """A trained teacher."""
    model = Teacher(encoder.Encoder())
    model.load_state_dict(torch.load(path))
    return model.eval()


def main():
    parser = argparse.ArgumentParser()
    sub = parser.add_subparsers(dest="verb", required=True)
    t = sub.add_parser("train")
    t.add_argument("out")
    t.add_argument("treebanks", nargs="+")
    t.add_argument("--dev", action="append", default=[])
    t.add_argument("--epochs", type=int, default=4)
    t.add_argument("--batch", type=int, default=1000)
    t.add_argument("--threads", type=int, default=1)
    t.set_defaults(do=train)
    t = sub.add_parser("label")
    t.add_argument("model")
    t.add_argument("sentences")
    t.add_argument("out")
    t.add_argument("--threads", type=int, default=1)
    t.set_defaults(do=label)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.do(args)


if __name__ == "__main__":
    sys.exit(main())
