"""Names of other texts, as the encoder taught names (`naming_teacher.py`) finds them, to teach the head with.

`python naming_draw.py MODEL.pt IN OUT.jsonl --teacher TEACHER.pt`

Of each sentence some sequences of tags, drawn by their probability. `IN` is a treebank, or tokens of running text as JSON
Lines (`f`, and `d`, the number of its text). Of a treebank with names it also prints how well they are found.
"""

import argparse
import json
from collections import Counter

import numpy as np
import torch

import conllu
import naming
import student
import teacher
from features import Features
from names import spans
from naming_teacher import PIECES, NamingTeacher, documents, scores
from tags import NAME_ID
from train_student import Maker
from wordpiece import WordPieces


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
def draw(args):
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
        print(naming.figures(judged))
        print(confusion(judged))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("texts")
    parser.add_argument("out")
    parser.add_argument("--teacher", required=True)
    parser.add_argument("--heads", nargs="*", default=[], help="heads on the reader that are asked beside the encoder")
    parser.add_argument("--reader", help="the reader of those heads")
    parser.add_argument("--most", type=int, default=1_000_000, help="sentences")
    parser.add_argument("--share", type=float, default=0.8, help="of the encoder")
    torch.set_num_threads(1)
    draw(parser.parse_args())


if __name__ == "__main__":
    main()
