"""What the student sees of a word. `crates/syntax/src/features.rs` computes the same, bit for bit."""

from wordpiece import WordPieces

FORM_ROWS, PREFIX_ROWS, SUFFIX3_ROWS, SUFFIX2_ROWS, SHAPE_ROWS, CLASS_ROWS = 30000, 6000, 6000, 3000, 500, 8
BASES = {}
_at = 0
for _name, _rows in (
    ("form", FORM_ROWS),
    ("prefix", PREFIX_ROWS),
    ("suffix3", SUFFIX3_ROWS),
    ("suffix2", SUFFIX2_ROWS),
    ("shape", SHAPE_ROWS),
    ("class", CLASS_ROWS),
):
    BASES[_name] = _at
    _at += _rows
ROWS = _at  # one more row, ROWS itself, is the padding of marked words
PIECES = 4
ALIKE = {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "—": "–", "―": "–", "‐": "-", "‑": "-"}


def fnv(text):
    """FNV-1a with 64 bits over the UTF-8 bytes, folded."""
    h = 0xCBF29CE484222325
    for byte in text.encode("utf-8"):
        h = ((h ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h ^ (h >> 32)


def norm(form):
    """Lower case, digits as `0`, quotation marks and dashes made alike."""
    out = []
    for char in form:
        char = ALIKE.get(char, char)
        out.append("0" if "0" <= char <= "9" else "".join(c.lower() for c in char))
    text = "".join(out)
    return {"''": '"', "``": '"', "…": "...", "--": "–"}.get(text, text)


def shape(form, caps):
    """Runs of capital, small, digit and other characters; a run of three looks like one of two."""
    out = []
    for char in form[:24]:
        if char.isalpha():
            kind = "a" if caps else "X" if char.isupper() else "x"
        elif "0" <= char <= "9":
            kind = "d"
        else:
            kind = ALIKE.get(char, char)
        if len(out) < 2 or out[-1] != kind or out[-2] != kind:
            out.append(kind)
    return "".join(out)


def is_caps(forms):
    """Whether a sentence is written in capitals: more than 60 % of at least 10 letters in its unmarked words."""
    upper = letters = 0
    for form in forms:
        for char in form:
            if char.isalpha():
                letters += 1
                upper += char.isupper()
    return letters >= 10 and upper * 10 > letters * 6


class Features:
    """Rows of the tables per word, remembered per form."""

    def __init__(self):
        self.cutter = WordPieces()
        # Only pieces of Latin script and common symbols have a vector of their own.
        usable = [i for i, p in enumerate(self.cutter.pieces) if not p.startswith("[") and all(ord(c) < 0x250 for c in p)]
        self.pieces = [self.cutter.pieces[i] for i in usable]
        self.usable = usable
        self.row = {p: k for k, p in enumerate(usable)}
        self.cutter.index = {self.cutter.pieces[i]: i for i in usable}
        self.pad = len(usable)
        self.parts, self.shapes = {}, {}

    def word(self, form, first, caps):
        """(six table rows, four piece rows) of an unmarked word."""
        if form not in self.parts:
            self.parts[form] = self._parts(form)
        key = (form, first, caps)
        if key not in self.shapes:
            text = ("^" if first else "_") + ("#" if caps else "_") + shape(form, caps)
            self.shapes[key] = BASES["shape"] + fnv("s" + text) % SHAPE_ROWS
        rows, pieces = self.parts[form]
        return rows + [self.shapes[key]], pieces

    def _parts(self, form):
        n = norm(form)
        rows = [
            fnv("a" + n) % FORM_ROWS,
            fnv("b" + n) % FORM_ROWS,
            BASES["prefix"] + fnv("p" + n[:3]) % PREFIX_ROWS,
            BASES["suffix3"] + fnv("t" + n[-3:]) % SUFFIX3_ROWS,
            BASES["suffix2"] + fnv("u" + n[-2:]) % SUFFIX2_ROWS,
        ]
        cut = [self.row.get(p, self.pad) for p in self.cutter.cut(form)][:PIECES]
        return rows, cut + [self.pad] * (PIECES - len(cut))

    def marked(self, number):
        """The same for a marked word: its class and nothing else."""
        return [BASES["class"] + number] + [ROWS] * 5, [self.pad] * PIECES

    def sentence(self, sentence):
        """Rows of all words of a sentence."""
        classes = sentence.classes or [-1] * len(sentence)
        caps = is_caps([f for f, c in zip(sentence.forms, classes) if c < 0])
        return [
            self.marked(c) if c >= 0 else self.word(f, i == 0, caps)
            for i, (f, c) in enumerate(zip(sentence.forms, classes))
        ]
