"""The student: the network that ships. Look-ups, four small convolutions, one attention layer, heads."""

import math

import torch
from torch import nn
from torch.nn import functional as F

import features
from tags import DEPREL, FEATS, NAMES, UPOS

SHAPE = {"embed": 128, "width": 128, "dilations": [1, 2, 4, 1], "heads": 4, "arc": 128, "label": 128, "reach": 16}


class Student(nn.Module):
    """`shape` holds the sizes; all of them travel in the model file."""

    def __init__(self, piece_rows, shape=SHAPE):
        super().__init__()
        self.shape = dict(shape)
        e, d, a, l, r = shape["embed"], shape["width"], shape["arc"], shape["label"], shape["reach"]
        self.rows = nn.EmbeddingBag(features.ROWS + 1, e, mode="sum", padding_idx=features.ROWS)
        self.pieces = nn.EmbeddingBag(piece_rows + 1, e, mode="mean", padding_idx=piece_rows)
        nn.init.normal_(self.rows.weight, std=0.25)
        with torch.no_grad():
            self.rows.weight[features.ROWS] = 0
            self.rows.weight[features.BASES["class"] : features.ROWS] *= 2.5
        self.norm_in = nn.LayerNorm(e)
        self.into = nn.Linear(e, d) if e != d else nn.Identity()
        self.convs = nn.ModuleList(nn.Linear(3 * d, d) for _ in shape["dilations"])
        self.norms = nn.ModuleList(nn.LayerNorm(d) for _ in shape["dilations"])
        self.query, self.key, self.value, self.out = (nn.Linear(d, d) for _ in range(4))
        self.near = nn.Parameter(torch.zeros(shape["heads"], 2 * r + 1))
        self.norm_out = nn.LayerNorm(d)
        self.upos, self.feats, self.names = nn.Linear(d, len(UPOS)), nn.Linear(d, len(FEATS)), nn.Linear(d, len(NAMES))
        self.arc_dep, self.arc_head, self.arc = nn.Linear(d, a), nn.Linear(d, a), nn.Linear(a, a)
        self.arc_bias = nn.Linear(a, 1)
        self.arc_near = nn.Linear(d, 2 * r + 1)
        self.root = nn.Parameter(torch.randn(d) * 0.5)
        self.label_dep, self.label_head = nn.Linear(d, l), nn.Linear(d, l, bias=False)
        self.label_near = nn.Parameter(torch.zeros(2 * r + 2, l))
        self.label = nn.Linear(l, len(DEPREL))

    def body(self, rows, pieces, mask, drop=0.0):
        """Vectors of the words; `mask` is true where a word is."""
        b, n, _ = rows.shape
        x = self.rows(rows.view(b * n, -1)) + self.pieces(pieces.view(b * n, -1))
        x = self.norm_in(x).view(b, n, -1)
        x = self._drop(x, drop)
        x = self.into(x)
        keep = mask[..., None].float()
        for linear, norm, reach in zip(self.convs, self.norms, self.shape["dilations"]):
            y = x * keep
            y = torch.cat([F.pad(y, (0, 0, reach, 0))[:, :n], y, F.pad(y, (0, 0, 0, reach))[:, reach:]], -1)
            x = x + self._drop(norm(F.hardswish(linear(y))), drop)
        h = self.shape["heads"]
        q, k, v = (f(x).view(b, n, h, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        score = q @ k.transpose(2, 3) / math.sqrt(q.shape[3]) + self.near[:, self._offsets(n)][None]
        score = score.masked_fill(~mask[:, None, None, :], -1e4)
        y = (score.softmax(-1) @ v).transpose(1, 2).reshape(b, n, -1)
        return self.norm_out(x + self._drop(self.out(y), drop))

    def arcs(self, x, mask, drop=0.0):
        """Scores [b, n, n + 1] of heads; head 0 is the root, no word heads itself."""
        b, n, d = x.shape
        r = self.shape["reach"]
        xr = torch.cat([self.root.expand(b, 1, d), x], 1)
        dep = self._drop(F.hardswish(self.arc_dep(x)), drop)
        head = self._drop(F.hardswish(self.arc_head(xr)), drop)
        score = dep @ self.arc(head).transpose(1, 2) / 8 + self.arc_bias(head).transpose(1, 2)
        near = self.arc_near(x).gather(2, self._offsets(n)[None].expand(b, n, n))
        score = score + F.pad(near, (1, 0))
        eye = torch.eye(n, dtype=torch.bool)
        bad = torch.cat([torch.zeros(b, n, 1, dtype=torch.bool), eye[None] | ~mask[:, None, :]], 2)
        return score.masked_fill(bad, -1e4)

    def labels(self, x, chosen, drop=0.0):
        """Scores of the relations at the chosen heads (0 the root)."""
        b, n, d = x.shape
        r = self.shape["reach"]
        xr = torch.cat([self.root.expand(b, 1, d), x], 1)
        head = self.label_head(xr).gather(1, chosen[..., None].expand(b, n, self.shape["label"]))
        offset = (chosen - 1 - torch.arange(n)[None]).clamp(-r, r) + r
        offset = torch.where(chosen == 0, 2 * r + 1, offset)
        return self.label(self._drop(F.hardswish(self.label_dep(x) + head + self.label_near[offset]), drop))

    def _offsets(self, n):
        r = self.shape["reach"]
        at = torch.arange(n)
        return (at[None] - at[:, None]).clamp(-r, r) + r

    def _drop(self, x, rate):
        """Variational dropout: one mask for all words of a sentence."""
        if not self.training or not rate:
            return x
        mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - rate) / (1 - rate)
        return x * mask
