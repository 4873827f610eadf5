"""Writes the model file that the program embeds, and a fixture that holds the Rust reader to this code.

`python export.py STUDENT.pt MODEL.bin --range TREEBANK.conllu [--fixture FILE.jsonl]`

Layout: `DLREADER`, the length of the header (u32, little endian), the header (JSON: sizes of the network, and
name, type, shape, offset of each tensor), then the tensors. Types: `i8` rows with one f16 scale each (the
scales follow the rows), `f16`, and `text`.
"""

import argparse
import hashlib
import json
import unicodedata

import numpy as np
import torch

import conllu
import names
import ranges
import features as feature_rows
import student
from features import Features
from tags import CLASS_ID
from train_student import Maker, parse
from wordpiece import normalise

# Written for this file: plain sentences of the kind the program reads. `[x|class]` is a marked name.
SENTENCES = """\
[Armenia|state] accused [Azerbaijan|state] of shelling two villages near [Stepanakert|place] on Sunday .
The [Russian|demonym] defence ministry denied that its warplanes had hit a hospital in [Idlib|place] .
At least 39 civilians were killed and more than 120 wounded , officials said .
" We will not withdraw , " said the commander of the [Northern Front|group] .
TROOPS CROSS BORDER AS CEASEFIRE COLLAPSES
Three Soldiers Die In Ambush Near Northern Town
[Ilham Aliyev|person] told [TASS|outlet] that the talks could resume if the other side stopped shooting .
Rebels who had fled the city were struck by a rocket fired from the hills , according to residents .
He said he did n't know who fired first .
The [OSCE|org] 's monitors , deployed since 2014 , were not able to confirm the claim .
Fighting
No group has claimed responsibility for the attack , which wounded seven policemen , three of them seriously .
""".splitlines()


def plain(tensor):
    return np.ascontiguousarray(tensor.detach().float().numpy())


def rows_i8(table):
    """Rows as signed bytes with one f16 scale each."""
    scale = (np.abs(table).max(1) / 127).astype(np.float16)
    scale[scale == 0] = np.float16(6e-8)
    quantised = np.clip(np.rint(table / scale.astype(np.float32)[:, None]), -127, 127).astype(np.int8)
    return quantised, scale


def folds():
    """Letters with marks and what is left of them without, for the Latin blocks."""
    out = []
    for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        char = chr(code)
        bare = normalise(char)
        if bare != char.lower():
            out.append(char + bare)
    return "\n".join(out)


def rounded(state):
    """The weights as the program will see them after rounding."""
    out = {}
    for name, tensor in state.items():
        array = plain(tensor)
        if name in ("rows.weight", "pieces.weight"):
            q, s = rows_i8(array)
            array = q.astype(np.float32) * s.astype(np.float32)[:, None]
        else:
            array = array.astype(np.float16).astype(np.float32)
        out[name] = torch.from_numpy(array)
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("student")
    parser.add_argument("out")
    parser.add_argument("--range", required=True, help="marked treebank that tells how wide the layers' inputs spread")
    parser.add_argument("--fixture")
    parser.add_argument("--attribution", help="weights of attribution.py, learned on this very student")
    args = parser.parse_args()
    torch.set_num_threads(1)
    saved = torch.load(args.student)
    features = Features()
    model = student.Student(len(features.usable), saved["shape"])
    model.load_state_dict(rounded(saved["state"]))
    sample = [names.collapse(s, s.marks or [])[0] for s in conllu.read(args.range)[::20]]
    widths = ranges.measure(model, Maker(features, {}, 0), sample)
    print("ranges", widths)
    tensors, body = [], bytearray()

    def add(name, kind, shape, payload):
        while len(body) % 16:
            body.append(0)
        tensors.append({"name": name, "kind": kind, "shape": list(shape), "at": len(body)})
        body.extend(payload)

    for name, tensor in saved["state"].items():
        array = plain(tensor)
        if name in ("rows.weight", "pieces.weight"):
            q, s = rows_i8(array[:-1])  # the padding row is all zero and stays behind
            add(name, "i8", q.shape, q.tobytes() + s.tobytes())
        else:
            add(name, "f16", array.shape, array.astype(np.float16).tobytes())
    if args.attribution:
        for name, tensor in torch.load(args.attribution).items():
            array = plain(tensor)
            if name in ("lemmas.weight", "paths.weight"):
                q, s = rows_i8(array)
                add(f"attribution.{name}", "i8", q.shape, q.tobytes() + s.tobytes())
            else:
                add(f"attribution.{name}", "f16", array.shape, array.astype(np.float16).tobytes())
    add("ranges", "f16", [len(widths)], np.array(widths, np.float16).tobytes())
    for name, text in (("pieces", "\n".join(features.pieces)), ("folds", folds())):
        raw = text.encode("utf-8")
        add(name, "text", [len(raw)], raw)
    header = {
        "version": hashlib.sha256(bytes(body)).hexdigest()[:8],
        "unicode": unicodedata.unidata_version,
        "shape": saved["shape"],
        "bases": feature_rows.BASES,
        "tensors": tensors,
    }
    raw = json.dumps(header, sort_keys=True).encode()
    raw += b" " * (-(12 + len(raw)) % 16)
    with open(args.out, "wb") as out:
        out.write(b"DLREADER" + len(raw).to_bytes(4, "little") + raw + bytes(body))
    if args.fixture:
        write_fixture(ranges.in_whole_numbers(model, widths), Maker(features, {}, 0), args.fixture)
    print(header["version"], len(body) / 1e6, "MB")


def write_fixture(model, maker, path):
    """Words, classes and what the network says of them, one sentence a line."""
    sentences = []
    for line in SENTENCES:
        forms, classes, rest = [], [], line
        while rest:
            if rest.startswith("["):
                name, rest = rest[1:].split("]", 1)
                form, kind = name.split("|")
                forms.append(form)
                classes.append(CLASS_ID[kind])
            else:
                word, _, rest = rest.partition(" ")
                forms.append(word)
                classes.append(-1)
            rest = rest.lstrip(" ")
        sentences.append(conllu.Sentence(forms, classes=classes))
    with open(path, "w", encoding="utf-8") as out:
        for s in parse(model, maker, sentences):
            row = {"forms": s.forms, "classes": s.classes, "upos": s.upos, "feats": s.feats, "heads": s.heads, "rels": s.rels, "names": s.names}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
