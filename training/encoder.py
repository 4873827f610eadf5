"""The MiniLM encoder (six BERT layers), loaded from its safetensors file."""

import torch
from torch import nn
from torch.nn import functional as F

from wordpiece import encoder_folder

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536


class Layer(nn.Module):
    """Attention and feed-forward, each with a residual and layer norm after it."""

    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

    def forward(self, x, mask, drop):
        b, n, _ = x.shape
        q, k, v = (f(x).view(b, n, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=drop if self.training else 0.0)
        a = self.out(a.transpose(1, 2).reshape(b, n, WIDTH))
        x = self.norm1(x + F.dropout(a, drop, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), drop, self.training))


class Encoder(nn.Module):
    """Word pieces to contextual vectors."""

    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.types = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, pieces, lengths, extra, drop=0.1):
        """`extra` is added to the input embedding; rows of `pieces` past `lengths` are padding."""
        n = pieces.shape[1]
        at = torch.arange(n)
        x = self.words(pieces) + self.places(at)[None] + self.types.weight[0] + extra
        x = F.dropout(self.norm(x), drop, self.training)
        mask = (at[None] < lengths[:, None])[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask, drop)
        return x


def pretrained():
    """The encoder with its published weights."""
    from safetensors.torch import load_file

    file = load_file(encoder_folder() / "model.safetensors")
    file = {k.removeprefix("bert."): v.float() for k, v in file.items()}
    model = Encoder()
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "places.weight": "embeddings.position_embeddings.weight",
        "types.weight": "embeddings.token_type_embeddings.weight",
        "norm.": "embeddings.LayerNorm.",
        "query.": "attention.self.query.",
        "key.": "attention.self.key.",
        "value.": "attention.self.value.",
        "out.": "attention.output.dense.",
        "norm1.": "attention.output.LayerNorm.",
        "up.": "intermediate.dense.",
        "down.": "output.dense.",
        "norm2.": "output.LayerNorm.",
    }
    state = {}
    for key in model.state_dict():
        prefix, rest = "", key
        if key.startswith("layers."):
            _, number, rest = key.split(".", 2)
            prefix = f"encoder.layer.{number}."
        for ours, theirs in names.items():
            if rest.startswith(ours):
                state[key] = file[prefix + theirs + rest[len(ours):]]
                break
    model.load_state_dict(state)
    return model
