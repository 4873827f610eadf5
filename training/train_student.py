"""Trains the student.

`python train_student.py OUT --gold FILE... --silver FILE.jsonl... --dev FILE... --minutes M` trains on gold and
silver mixed for three quarters of the time, then on gold alone; the rate falls as a cosine over the whole time.
Progress is counted in steps (`--steps`), so that a run can be repeated exactly.
`--marks` holds the silver sentences as the program's lexicon marks them, and `--gold` files that went through the same
tool carry its marks too; sentences without get the names of `names.listed`.
"""

import argparse
import json
import math
import random
import time
from collections import Counter

import numpy as np
import torch
from torch.nn import functional as F

import conllu
import names
import student
import trees
from features import Features
from tags import DEPREL_ID, FEATS, NAME_ID, UPOS_ID

PUNCT = UPOS_ID["PUNCT"]
CASE = DEPREL_ID["case"]


def silver(path):
    """Sentences that the teacher has parsed, one JSON object a line."""
    out = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            out.append(conllu.Sentence(row["f"], row["u"], row["x"], row["h"], row["r"], row["n"]))
            out[-1].sure = row.get("k")
    return out


def lexicon_marks(sentences, path):
    """Gives sentences the marks of the lexicon, from a file of the same sentences in the same order."""
    with open(path, encoding="utf-8") as lines:
        blocks = lines.read().split("\n\n")
    for sentence, block in zip(sentences, blocks):
        rows = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
        assert [r[1] for r in rows] == sentence.forms, path
        sentence.marks = conllu.marks(rows) or []


def agree(sentences):
    """Gives a name the kind that it has most often: a teacher that sees one sentence at a time wavers."""
    counts = {}
    for s in sentences:
        for first, last, kind in names.spans(s.names or []):
            counts.setdefault(tuple(s.forms[first : last + 1]), Counter())[kind] += 1
    most = {}
    for form, kinds in counts.items():
        kind, count = kinds.most_common(1)[0]
        if sum(kinds.values()) >= 4 and count >= 0.7 * sum(kinds.values()):
            most[form] = kind
    for s in sentences:
        for first, last, kind in names.spans(s.names or []):
            better = most.get(tuple(s.forms[first : last + 1]), kind)
            for i in range(first, last + 1):
                s.names[i] = NAME_ID[("B-" if i == first else "I-") + better]


def named(sentences, path):
    """Gives sentences without annotated names the names that the teacher finds in them."""
    found = {tuple(s.forms): s.names for s in silver(path)}
    for s in sentences:
        if s.names is None:
            s.names = found.get(tuple(s.forms))


def capitals(sentence):
    """Written in capitals."""
    return conllu.Sentence(**{**vars(sentence), "forms": [f.upper() for f in sentence.forms]})


def title(sentence):
    """As a headline: long words and content words with a capital, no full stop."""
    small = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "and", "or", "as", "'s", "n't", "with", "from"}
    forms = [f if f.lower() in small and i else f[:1].upper() + f[1:] for i, f in enumerate(sentence.forms)]
    return conllu.Sentence(**{**vars(sentence), "forms": forms})


def without(sentence, drop):
    """Without the leaves that `drop` names by index."""
    headed = set(sentence.heads)
    drop = {i for i in drop if i not in headed and sentence.heads[i] >= 0}
    keep = [i for i in range(len(sentence)) if i not in drop]
    if not drop or not keep:
        return sentence
    new = {old: k for k, old in enumerate(keep)}
    pick = lambda v: None if v is None else [v[i] for i in keep]
    marks = sentence.marks and [(new[f], l, k) for f, l, k in sentence.marks if not drop & set(range(f, f + l))]
    return conllu.Sentence(
        pick(sentence.forms), pick(sentence.upos), pick(sentence.feats),
        [-1 if sentence.heads[i] < 0 else new[sentence.heads[i]] for i in keep], pick(sentence.rels), pick(sentence.names),
        marks=marks,
    )


def bare(sentence):
    """Without apostrophes, as some copies of reports come: `Syria 's` is one word `Syrias` there."""
    forms, gone = list(sentence.forms), []
    for i, form in enumerate(forms):
        if i and form in ("'s", "’s") and sentence.rels[i] == CASE and forms[i - 1].isalpha():
            forms[i - 1] += "s"
            gone.append(i)
        else:
            forms[i] = form.replace("'", "").replace("’", "") or form
    changed = set(i - 1 for i in gone)
    marks = sentence.marks and [m for m in sentence.marks if not changed & set(range(m[0], m[0] + m[1]))]
    return without(conllu.Sentence(**{**vars(sentence), "forms": forms, "marks": marks}), gone)


def vary(sentence, rng, rate):
    """Now and then a sentence in capitals, as a headline, without its last stop, its commas or its apostrophes."""
    if rng.random() < 0.06 * rate:
        last = len(sentence) - 1
        if sentence.upos[last] == PUNCT:
            sentence = without(sentence, [last])
    if rng.random() < 0.05 * rate:
        sentence = without(sentence, [i for i, f in enumerate(sentence.forms) if f == ","])
    if rng.random() < 0.05 * rate:
        sentence = bare(sentence)
    draw = rng.random()
    if draw < 0.05 * rate:
        sentence = capitals(sentence)
    elif draw < 0.09 * rate:
        sentence = title(sentence)
    elif draw < 0.11 * rate:
        sentence = conllu.Sentence(**{**vars(sentence), "forms": [f.lower() for f in sentence.forms]})
    return sentence


class Maker:
    """Makes batches: marks names, varies the writing, looks up features."""

    def __init__(self, features, listed, seed):
        self.features, self.listed, self.rng = features, listed, random.Random(seed)

    def words(self, sentence, vary_rate):
        """The sentence as the student is to see it in this round."""
        plain = sentence
        marks = names.find(plain, self.listed, self.rng) if self.listed else []
        if vary_rate and self.rng.random() < 0.3:
            varied = vary(plain, self.rng, vary_rate / 0.3)
            if len(varied) != len(plain) or varied.marks != plain.marks:
                marks = names.find(varied, self.listed, self.rng) if self.listed else []
            plain = varied
        return names.collapse(plain, marks)[0]

    def batch(self, sentences):
        """Tensors of some sentences."""
        b, n = len(sentences), max(map(len, sentences))
        f = self.features
        rows = np.full((b, n, 6), features_pad(), dtype=np.int64)
        pieces = np.full((b, n, 4), f.pad, dtype=np.int64)
        mask = np.zeros((b, n), dtype=bool)
        target = {k: np.full((b, n), -100, dtype=np.int64) for k in ("upos", "heads", "rels", "names")}
        bits = np.zeros((b, n), dtype=np.int64)
        for i, s in enumerate(sentences):
            m = len(s)
            seen = f.sentence(s)
            rows[i, :m] = [r for r, _ in seen]
            pieces[i, :m] = [p for _, p in seen]
            mask[i, :m] = True
            if s.heads:
                target["upos"][i, :m], target["rels"][i, :m] = s.upos, s.rels
                target["heads"][i, :m] = np.array(s.heads) + 1
                bits[i, :m] = s.feats
                if s.names is not None:
                    target["names"][i, :m] = s.names
                    if s.classes:
                        target["names"][i, :m][np.array(s.classes) >= 0] = -100
        out = {"rows": torch.from_numpy(rows), "pieces": torch.from_numpy(pieces), "mask": torch.from_numpy(mask)}
        out.update({k: torch.from_numpy(v) for k, v in target.items()})
        feats = (bits[..., None] >> np.arange(len(FEATS))) & 1
        out["feats"] = torch.from_numpy(feats.astype(np.float32))
        return out


def features_pad():
    import features

    return features.ROWS


def chunks(sentences, size, rng):
    """Index batches of about `size` words, of sentences of like length, in random order."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]) + rng.random() * 3)
    out, now, longest = [], [], 0
    for i in order:
        longest = max(longest, len(sentences[i]))
        if now and longest * (len(now) + 1) > size:
            out.append(now)
            now, longest = [], len(sentences[i])
        now.append(i)
    out.append(now)
    rng.shuffle(out)
    return out


def loss_of(model, batch, drop, word_drop):
    """Sum of the mean losses of the heads."""
    mask, rows, pieces = batch["mask"], batch["rows"], batch["pieces"]
    if word_drop:
        # A dropped word keeps prefix, suffixes and shape, or its pieces: its exact form is hidden.
        gone = (torch.rand(mask.shape) < word_drop)[..., None]
        rows = rows.clone()
        rows[..., :2] = rows[..., :2].masked_fill(gone & (rows[..., :2] < features_form_rows()), features_pad())
        gone = (torch.rand(mask.shape) < word_drop)[..., None]
        pieces = pieces.masked_fill(gone, model.pieces.padding_idx)
    x = model.body(rows, pieces, mask, drop)
    arcs = model.arcs(x, mask, drop).float()
    total = F.cross_entropy(arcs[mask], batch["heads"][mask])
    labels = model.labels(x, batch["heads"].clamp(min=0), drop).float()
    total = total + F.cross_entropy(labels[mask], batch["rels"][mask])
    y = x[mask]
    total = total + F.cross_entropy(model.upos(y).float(), batch["upos"][mask])
    total = total + 3 * F.binary_cross_entropy_with_logits(model.feats(y).float(), batch["feats"][mask])
    tags = batch["names"][mask]
    if (tags >= 0).any():
        total = total + F.cross_entropy(model.names(y).float(), tags, ignore_index=-100)
    return total


def features_form_rows():
    import features

    return features.FORM_ROWS


@torch.no_grad()
def parse(model, maker, sentences, size=4000):
    """Parses collapsed sentences; returns copies with tags and trees."""
    model.eval()
    out = [None] * len(sentences)
    rng = random.Random(0)
    for numbers in chunks(sentences, size, rng):
        group = [conllu.Sentence(sentences[i].forms, classes=sentences[i].classes) for i in numbers]
        batch = maker.batch(group)
        x = model.body(batch["rows"], batch["pieces"], batch["mask"])
        arcs = model.arcs(x, batch["mask"])
        chosen = torch.zeros(batch["mask"].shape, dtype=torch.long)
        for row, s in enumerate(group):
            heads = trees.tree(arcs[row, : len(s), : len(s) + 1].numpy())
            s.heads = [h - 1 for h in heads]
            chosen[row, : len(s)] = torch.tensor(heads)
        labels = model.labels(x, chosen)
        labels[..., 0] = -1e9
        rels = labels.argmax(-1).masked_fill(chosen == 0, 0)
        upos, tags = model.upos(x).argmax(-1), model.names(x).argmax(-1)
        bits = (model.feats(x) > 0).long() @ (1 << torch.arange(len(FEATS)))
        for row, (i, s) in enumerate(zip(numbers, group)):
            n = len(s)
            s.rels, s.upos, s.feats, s.names = (v[row, :n].tolist() for v in (rels, upos, bits, tags))
            out[i] = s
    return out


def evaluate(model, maker, path, marked):
    """(UPOS, UAS, LAS) on the tokens of a treebank, with the listed names marked or without."""
    gold = conllu.read(path)
    lexicon = any(s.marks for s in gold)
    rng = random.Random(0)
    seen, words = [], []
    for s in gold:
        plain = conllu.Sentence(s.forms)
        marks = [] if not marked else s.marks or [] if lexicon else names.find(plain, maker.listed, rng, known=1.0)
        c, w = names.collapse(plain, marks)
        seen.append(c)
        words.append(w)
    parsed = parse(model, maker, seen)
    expanded = [names.expand(p, w, s.forms) for p, w, s in zip(parsed, words, gold)]
    return (*conllu.las(gold, expanded), names.score(gold, seen, parsed, words))


def piece_vectors(features, width):
    """The encoder's word-piece table reduced to `width` dimensions by principal components."""
    import encoder

    table = encoder.pretrained().words.weight.detach()[features.usable]
    table = table - table.mean(0)
    values, vectors = torch.linalg.eigh(table.T @ table / len(table))
    reduced = table @ vectors.flip(1)[:, :width]
    return reduced / reduced.std() * 0.5


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--gold", nargs="+", required=True)
    parser.add_argument("--silver", nargs="*", default=[])
    parser.add_argument("--marks", nargs="*", default=[], help="the silver files as marked by the lexicon")
    parser.add_argument("--start", help="weights to go on from")
    parser.add_argument("--minutes", type=float, help="instead of --steps: such a run cannot be repeated exactly")
    parser.add_argument("--names", help="teacher's reading of the gold sentences without annotated names")
    parser.add_argument("--sure", type=float, default=0.8, help="least mean certainty of a silver sentence")
    parser.add_argument("--dev", nargs="+", default=[])
    parser.add_argument("--countries", help="OEDA country file, for demonyms")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--gold-share", type=float, default=0.25, help="share of the steps at the end on gold alone")
    parser.add_argument("--batch", type=int, default=1200)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--drop", type=float, default=0.2)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--every", type=int, default=1000, help="steps between two looks at the dev sets")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    rng = random.Random(1)
    shape = {**student.SHAPE, "width": args.width}
    features = Features()
    maker = Maker(features, names.listed(args.countries), 1)
    gold = [s for f in args.gold for s in conllu.read(f) if len(s) <= 160]
    weak = []
    for i, path in enumerate(args.silver):
        weak += silver(path)
        if i < len(args.marks):
            lexicon_marks(weak[-sum(1 for _ in open(path, encoding="utf-8")) :], args.marks[i])
    weak = [s for s in weak if s.sure is None or s.sure >= args.sure]
    agree(weak)
    if args.names:
        named(gold, args.names)
    print(f"{len(gold)} gold and {len(weak)} silver sentences", flush=True)
    model = student.Student(len(features.usable), shape)
    with torch.no_grad():
        model.pieces.weight[:-1] = piece_vectors(features, shape["embed"])
        model.pieces.weight[-1] = 0
    if args.start:
        model.load_state_dict(torch.load(args.start)["state"])
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.rate, betas=(0.9, 0.98), weight_decay=1e-4, fused=True)
    step, began, mean = 0, time.time(), 0.0

    def progress():
        """How much of the run is done, from 0 to 1."""
        return (time.time() - began) / 60 / args.minutes if args.minutes else step / args.steps

    def factor(k):
        """Of the learning rate at step `k`."""
        return min(1, k / 100) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, progress()))))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, factor)
    queue, phase = [], "mixed" if weak else "gold"
    while progress() < 1:
        if phase == "mixed" and progress() >= 1 - args.gold_share:
            queue, phase = [], "gold"
        if not queue:
            # A round of gold, and twice as many silver sentences, drawn anew.
            if phase == "mixed":
                pool = gold + rng.sample(weak, min(len(weak), 2 * len(gold)))
            else:
                pool = gold
            queue = [[pool[i] for i in c] for c in chunks(pool, args.batch, rng)]
        model.train()
        batch = maker.batch([maker.words(s, 1.0) for s in queue.pop()])
        # Half precision is enough until the rate is small.
        with torch.autocast("cpu", torch.bfloat16, enabled=phase == "mixed"):
            loss = loss_of(model, batch, args.drop, 0.1)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        schedule.step()
        step += 1
        mean = 0.98 * mean + 0.02 * loss.item()
        if step % 100 == 0:
            print(f"step {step} {100 * progress():.1f} % {phase} loss {mean:.3f} {time.time() - began:.0f} s", flush=True)
        if step % args.every == 0 or progress() >= 1:
            torch.save({"shape": shape, "state": model.state_dict()}, args.out)
            for name in args.dev:
                for marked in (True, False):
                    print(f"step {step} {name} {'marked' if marked else 'plain'}: UPOS %.2f UAS %.2f LAS %.2f names %.1f" % evaluate(model, maker, name, marked), flush=True)


if __name__ == "__main__":
    main()
