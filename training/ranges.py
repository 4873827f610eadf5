"""How wide the inputs of each layer spread, and the network as it computes with whole numbers.

The program rounds the inputs of an affine map to 128 steps and its weights to 255 (`crates/syntax/src/integer.rs`).
What lies beyond ±`range` is cut off; the range is the one that loses least on some sentences.
"""

import numpy as np
import torch
from torch.nn import functional as F


def layers(model):
    """The maps by the input they share, in the order of the model file."""
    out = [[model.into]]
    out += [[conv] for conv in model.convs]
    out += [[model.query, model.key, model.value], [model.out]]
    out += [[model.upos, model.feats, model.names, model.arc_near, model.arc_dep, model.arc_head, model.label_dep, model.label_head]]
    return out + [[model.arc], [model.label]]


def best(values):
    """The range with the least squared error."""
    values = torch.cat(values)
    if len(values) > 400_000:
        values = values[torch.randperm(len(values), generator=torch.Generator().manual_seed(1))[:400_000]]
    most = values.abs().max().item()
    candidates = [most * share / 50 for share in range(5, 51)]
    loss = [((rounded(values, c) - values) ** 2).sum().item() for c in candidates]
    return float(np.float16(candidates[int(np.argmin(loss))]))


def rounded(x, width):
    """Inputs as the program rounds them."""
    return (x * (63 / width)).clamp(-64, 63).round() * (width / 63)


@torch.no_grad()
def measure(model, maker, sentences):
    """One range per layer, from reading some sentences one by one."""
    from train_student import parse

    groups = layers(model)
    seen = [[] for _ in groups]
    # Of maps with a common input the last one sees the root too.
    hooks = [
        maps[-1].register_forward_pre_hook(lambda _, x, seen=seen[i]: seen.append(x[0].reshape(-1).float()))
        for i, maps in enumerate(groups)
        if not isinstance(maps[-1], torch.nn.Identity)
    ]
    for sentence in sentences:
        parse(model, maker, [sentence])
    for hook in hooks:
        hook.remove()
    return [best(values) if values else 1.0 for values in seen]


def in_whole_numbers(model, widths):
    """Makes the maps of a model compute as the program does."""
    for maps, width in zip(layers(model), widths):
        for one in maps:
            if isinstance(one, torch.nn.Identity):
                continue
            weight = one.weight.detach()
            step = weight.abs().amax(1, keepdim=True) / 127
            weight = (weight / step.clamp(min=1e-30)).round() * step
            one.forward = lambda x, w=weight, b=one.bias, width=width: F.linear(rounded(x, width), w, b)
    return model
