"""How a text is understood, step by step."""

from __future__ import annotations

import html
import json
from typing import Any

from ._read import Engine, _day, _shared
from ._table import _HEAD, _row


class Explained:
    """How a text is understood: ``sentences`` with their words and what was decided on each, and the ``claims``. In a notebook it
    shows itself; ``str()`` of it is the same for a terminal."""

    def __init__(self, told: dict[str, Any]):
        self.date: str | None = told["date"]
        self.text: str = told["text"]
        self.sentences: list[dict[str, Any]] = told["sentences"]
        self.claims: list[dict[str, Any]] = told["claims"]
        self.problems: list[str] = told["problems"]

    def __str__(self) -> str:
        lines = [f"Read as of {self.date}" if self.date else "Read without a date: relative dates stay unresolved"]
        for sentence in self.sentences:
            lines += ["", sentence["text"].strip()]
            for word in sentence["words"]:
                head = "ROOT" if word["head"] is None else sentence["words"][word["head"]]["text"]
                name = f"  ‹{word['name']}›" if word["name"] else ""
                lines.append(f"  {word['text']:20} {word['upos']:6} {word['deprel']:10} ← {head}{name}")
            for title, coded in (("Decided", True), ("Left uncoded", False)):
                notes = [note for note in sentence["decided"] if note["coded"] is coded]
                lines += [f"  {title}"] * bool(notes) + [f"    {note['word']:16} {note['text']} [{note['rule']}]" for note in notes]
        lines += ["", f"{len(self.claims)} claims"]
        for claim in self.claims:
            lines.append("  • " + " | ".join(cell for cell in _row(claim) if cell))
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<dateline.Explained: {len(self.sentences)} sentences, {len(self.claims)} claims>"

    def _repr_html_(self) -> str:
        say = html.escape
        out = [f"<p>{say(f'Read as of {self.date}' if self.date else 'Read without a date: relative dates stay unresolved')}</p>"]
        for sentence in self.sentences:
            words = []
            for number, word in enumerate(sentence["words"]):
                head = "root" if word["head"] is None else sentence["words"][word["head"]]["text"]
                tip = f"{word['upos']} {word['deprel']} ← {head}" + (f" ‹{word['name']}›" if word["name"] else "")
                style = " style='font-weight:bold'" if word["name"] else ""
                words.append(f"<span title='{say(tip, quote=True)}'{style}>{say(word['text'])}</span>")
            out.append(f"<p>{' '.join(words)}</p>")
            for title, coded in (("Decided", True), ("Left uncoded", False)):
                notes = [note for note in sentence["decided"] if note["coded"] is coded]
                if notes:
                    items = "".join(f"<li><b>{say(n['word'])}</b> {say(n['text'])} <i>{say(n['rule'])}</i></li>" for n in notes)
                    out.append(f"<details><summary>{title}: {len(notes)}</summary><ul>{items}</ul></details>")
        head = "".join(f"<th>{name}</th>" for name in _HEAD)
        body = "".join("<tr>" + "".join(f"<td>{say(cell)}</td>" for cell in _row(c)) + "</tr>" for c in self.claims)
        out.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
        return "\n".join(out)


def explain(text: str, *, date: Any = None, engine: Engine | None = None) -> Explained:
    """How a text is understood: words, tree, names, which rows of the lexicon fired, what was left uncoded, and the claims.
    ``date`` is the day of the report that it stands in."""
    return Explained(json.loads((engine or _shared())._native.explain(text, _day(date))))
