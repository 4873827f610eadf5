"""Tables: what reading and the record give, for whatever takes Arrow."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from typing import Any

from . import _native


class Table:
    """Rows of one view. Hand it to anything that takes Arrow: ``pyarrow.table(t)``, ``polars.DataFrame(t)``,
    ``pandas.DataFrame.from_arrow(t)``, or name it in a DuckDB query; no copy is made on the way."""

    def __init__(self, native: Any, problems: Sequence[Any] = ()):
        self._native = native
        #: What was wrong with files, lines and reports.
        self.problems = list(problems)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._native.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> Any:
        return self._native.__arrow_c_schema__()

    def __len__(self) -> int:
        return len(self._native)

    @property
    def column_names(self) -> list[str]:
        """Names of the columns, in their order."""
        return self._native.column_names

    @property
    def view(self) -> str:
        """``claims``, ``flat``, ``readings`` or ``incidents``."""
        return self._native.metadata["dateline.view"]

    @property
    def version(self) -> int:
        """Version of the view's layout."""
        return int(self._native.metadata["dateline.version"])

    def flat(self) -> "Table":
        """The claims with one row each and columns without nesting, as in the CSV."""
        return Table(_native.flatten(self._native, "flat"), self.problems)

    def claims(self) -> "Table":
        """The claims as in the published layout."""
        return Table(_native.flatten(self._native, "claims"), self.problems)

    def jsonl(self) -> list[str]:
        """The claims as lines of JSON, those of ``dateline read --format jsonl``."""
        return _native.claims_json(self._native)

    def rows(self) -> Iterator[dict[str, Any]]:
        """The claims as dictionaries, in the published layout; what a claim does not have is not there."""
        return map(json.loads, self.jsonl())

    def to_arrow(self) -> Any:
        """As a ``pyarrow.Table``."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self, **options: Any) -> Any:
        """As a ``pandas.DataFrame``; options are those of ``pyarrow.Table.to_pandas``."""
        return self.to_arrow().to_pandas(**options)

    def to_polars(self) -> Any:
        """As a ``polars.DataFrame``."""
        import polars

        return polars.DataFrame(self)

    def __repr__(self) -> str:
        return f"<dateline.Table {self.view} {self.version}: {len(self)} rows, {len(self.column_names)} columns>"

    def _repr_html_(self) -> str:
        if self.view not in ("claims", "flat"):
            return f"<p>{html.escape(repr(self))}</p>"
        rows = []
        if self.view == "claims":
            lines = self.jsonl()
            for claim in map(json.loads, lines[:_SHOWN]):
                rows.append(_row(claim))
        else:
            return f"<p>{html.escape(repr(self))}</p>"
        head = "".join(f"<th>{name}</th>" for name in _HEAD)
        body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        more = f"<p>… and {len(self) - _SHOWN} more</p>" if len(self) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


_SHOWN = 20
_HEAD = ["when", "what", "who", "to whom", "where", "according to", "words", ""]


def _row(claim: dict[str, Any]) -> list[str]:
    """A claim as the cells of a short table."""
    when = claim.get("when") or {}
    days = sorted({day for day in (when.get("start"), when.get("end")) if day})
    body = claim.get(claim["kind"]) or {}
    what = body.get("type") or body.get("what") or body.get("term") or claim["kind"]
    if claim["kind"] == "figure":
        what = f"{amount(body.get('low'), body.get('high'))} {what}"
    names = lambda entities: ", ".join(e["person"] or e["name"] or (e["words"] or {}).get("text", "") for e in entities)  # noqa: E731
    marks = [claim[key] for key, usual in _USUAL.items() if claim[key] != usual]
    where = claim.get("where") or {}
    speakers = " ← ".join(link["source"]["name"] or "unnamed" for link in claim["attribution"]) or "the report itself"
    return [" – ".join(days), what, names(claim["actors"]), names(claim["recipients"]), where.get("name", ""), speakers,
            claim["evidence"]["text"], ", ".join(marks)]


_USUAL = {"polarity": "positive", "modality": "actual", "aspect": "current", "certainty": "certain"}


def amount(low: int | None, high: int | None) -> str:
    """A number with open ends, for people."""
    if low is None and high is None:
        return "?"
    if low is None:
        return f"up to {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low}–{high}"


def schema(view: str) -> Table:
    """The columns of a view (``claims``, ``flat``, ``readings``, ``incidents``), as a table without rows."""
    return Table(_native.schema(view))
