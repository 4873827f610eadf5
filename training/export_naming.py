"""Writes the head for names as the program embeds it: `python export_naming.py HEAD.pt READER.bin OUT.bin --reader STUDENT.pt --range MARKED.conllu`.

The layout is that of the reader's file (`export.py`), in a file of its own: so names can be learned anew while the parser
stays as it is. `--fixture FILE.jsonl` rewrites the name tags of the fixture, as this code reads them in whole numbers.
"""

import argparse
import hashlib
import json

import numpy as np
import torch

import conllu
import names
import naming
import ranges
import student
from export import plain, rounded, rows_i8
from features import Features
from train_student import Maker


def rounded_head(state):
    """The weights as the program will see them."""
    out = {}
    for name, tensor in state.items():
        if name == "rows.weight":
            q, s = rows_i8(plain(tensor))
            out[name] = torch.from_numpy(q.astype(np.float32) * s.astype(np.float32)[:, None])
        else:
            out[name] = torch.from_numpy(plain(tensor).astype(np.float16).astype(np.float32))
    return out


def measure(reader, head, maker, sentences):
    """How wide the inputs of the convolutions and of the last map spread."""
    layers = [*head.convs, head.out]
    seen = [[] for _ in layers]
    hooks = [one.register_forward_pre_hook(lambda _, x, seen=seen[i]: seen.append(x[0].reshape(-1))) for i, one in enumerate(layers)]
    for sentence in sentences:
        naming.read(reader, head, maker, [sentence])
    for hook in hooks:
        hook.remove()
    return [ranges.best(values) for values in seen]


def in_whole_numbers(reader, head, reader_widths, widths):
    """Makes the maps of both compute as the program does."""
    ranges.in_whole_numbers(reader, reader_widths)
    for one, width in zip([head.into, *head.convs, head.out], [reader_widths[-3], *widths]):
        weight = one.weight.detach()
        step = (weight.abs().amax(1, keepdim=True) / 127).clamp(min=1e-30)
        weight = (weight / step).round() * step
        one.forward = lambda x, w=weight, b=one.bias, width=width: torch.nn.functional.linear(ranges.rounded(x, width), w, b)


def reader_ranges(path):
    """The ranges in a reader's file."""
    raw = open(path, "rb").read()
    length = int.from_bytes(raw[8:12], "little")
    tensor = next(t for t in json.loads(raw[12 : 12 + length])["tensors"] if t["name"] == "ranges")
    return [float(v) for v in np.frombuffer(raw, np.float16, tensor["shape"][0], 12 + length + tensor["at"])]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("head")
    parser.add_argument("model", help="the reader's file, for the ranges of its layers")
    parser.add_argument("out")
    parser.add_argument("--reader", required=True)
    parser.add_argument("--range", required=True, help="marked treebank that tells how wide the layers' inputs spread")
    parser.add_argument("--dev", nargs="*", default=[], help="marked treebanks to score, computed in whole numbers")
    parser.add_argument("--fixture")
    args = parser.parse_args()
    torch.set_num_threads(1)
    saved, learned = torch.load(args.reader), torch.load(args.head)
    lookup = Features()
    reader = student.Student(len(lookup.usable), saved["shape"])
    reader.load_state_dict(rounded(saved["state"]))
    reader.eval()
    head = naming.Naming(saved["shape"]["width"], learned["shape"])
    head.load_state_dict(rounded_head(learned["state"]))
    maker = Maker(lookup, {}, 0)
    sample = [names.collapse(s, s.marks or [])[0] for s in conllu.read(args.range)[::20]]
    widths = measure(reader, head, maker, sample)
    print("ranges", widths)
    tensors, body = [], bytearray()

    def add(name, kind, shape, payload):
        body.extend(bytes(-len(body) % 16))
        tensors.append({"name": name, "kind": kind, "shape": list(shape), "at": len(body)})
        body.extend(payload)

    for name, tensor in learned["state"].items():
        array = plain(tensor)
        if name == "rows.weight":
            q, s = rows_i8(array[:-1])
            add(name, "i8", q.shape, q.tobytes() + s.tobytes())
        elif name == "chain.steps":
            # What is barred is part of the file: the program knows no rules of tags.
            steps = array + naming.barred().numpy()
            add("steps", "f16", steps.shape, steps.astype(np.float16).tobytes())
        else:
            add(name, "f16", array.shape, array.astype(np.float16).tobytes())
    add("ranges", "f16", [len(widths)], np.array(widths, np.float16).tobytes())
    header = {"version": hashlib.sha256(bytes(body)).hexdigest()[:8], "shape": learned["shape"], "tensors": tensors}
    raw = json.dumps(header, sort_keys=True).encode()
    raw += b" " * (-(12 + len(raw)) % 16)
    with open(args.out, "wb") as out:
        out.write(b"DLREADER" + len(raw).to_bytes(4, "little") + raw + bytes(body))
    print(header["version"], len(body) / 1e6, "MB")
    in_whole_numbers(reader, head, reader_ranges(args.model), widths)
    for path in args.dev:
        gold = conllu.read(path)
        for marked in (False, True):
            print(f"{path} {'marked' if marked else 'plain'}: " + naming.figures(naming.found(reader, head, maker, gold, marked)))
    if args.fixture:
        with open(args.fixture, encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        sentences = [conllu.Sentence(r["forms"], classes=r["classes"]) for r in rows]
        with open(args.fixture, "w", encoding="utf-8") as out:
            for row, tags in zip(rows, naming.read(reader, head, maker, sentences)):
                out.write(json.dumps({**row, "names": tags}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
