"""Reading: texts, tables or files in, claims out."""

from __future__ import annotations

import dataclasses
import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from . import _native
from ._native import DatelineError
from ._table import Table

#: What may be known of a report, and the names under which it is looked for.
FIELDS = ("text", "id", "date", "title", "publisher", "wire", "url", "language")


@dataclasses.dataclass(frozen=True)
class Problem:
    """Something that was wrong with a file, a line or a report."""

    #: Short fixed name: ``unreadable``, ``no-date``, ….
    code: str
    #: ``warning``: it was read; ``error``: it was not.
    severity: str
    message: str
    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.message


class Engine:
    """Lexicon, model and rules, ready to read. ``read`` and ``read_files`` build one and keep it; build your own for a number of
    threads (0: as many as the machine has) or for a lexicon of your own (folders, the later laid over the earlier)."""

    def __init__(self, threads: int = 0, lexicon: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = ()):
        self._native = _native.Engine(threads, _paths(lexicon))

    @property
    def coder(self) -> str:
        """Program, lexicon and model, as each claim names them."""
        return self._native.coder

    def read(self, data: Any, *, date: Any = None, columns: Mapping[str, str] | None = None, view: str = "claims") -> Table:
        """See :func:`dateline.read`."""
        names = dict(columns or {})
        if unknown := set(names) - set(FIELDS):
            raise DatelineError(f"columns: {', '.join(sorted(unknown))} is not among {', '.join(FIELDS)}")
        if hasattr(data, "__arrow_c_stream__"):
            if date is not None:
                raise DatelineError("date is for texts; of a table, name the column that holds it: columns={'date': …}")
            native, problems = self._native.read_table(data, [names.get(field, field) for field in FIELDS], view)
        else:
            native, problems = self._native.read_reports(list(_told(data, date, names)), view)
        return Table(native, [Problem(*problem) for problem in problems])

    def read_files(self, paths: Any, *, date: Any = None, view: str = "claims") -> Table:
        """See :func:`dateline.read_files`."""
        native, problems = self._native.read_files(_paths(paths), view, _day(date))
        return Table(native, [Problem(*problem) for problem in problems])


_engine: Engine | None = None


def _shared() -> Engine:
    global _engine
    if _engine is None:
        _engine = Engine()
    return _engine


def coder() -> str:
    """Program, lexicon and model, as each claim names them."""
    return _shared().coder


def read(data: Any, *, date: Any = None, columns: Mapping[str, str] | None = None, view: str = "claims",
         engine: Engine | None = None) -> Table:
    """Reads reports and gives their claims.

    ``data`` is a text, several texts, dictionaries with ``text`` and, where known, ``id``, ``date``, ``title``, ``publisher``, ``wire``,
    ``url``, ``language``, or a table with such columns: a pandas or polars data frame, a ``pyarrow.Table``, a DuckDB relation.

    ``columns`` says which column or key holds what where they are called otherwise: ``{"text": "body", "date": "day"}``.
    ``date`` is the day of texts that come without one; words such as *on Monday* cannot be resolved without.
    ``view`` is ``claims`` (the published layout, nested), ``flat`` (one row a claim, plain columns) or ``readings`` (one row a
    report, for the record and for clusters).
    """
    return (engine or _shared()).read(data, date=date, columns=columns, view=view)


def read_files(paths: Any, *, date: Any = None, view: str = "claims", engine: Engine | None = None) -> Table:
    """Reads files and folders as ``dateline read`` does. What was wrong with some of them stands in ``problems`` of the table."""
    return (engine or _shared()).read_files(paths, date=date, view=view)


def _told(data: Any, date: Any, names: Mapping[str, str]) -> Iterable[tuple[Any, ...]]:
    if hasattr(data, "to_dict") and hasattr(data, "columns"):
        data = data.to_dict("records")
    if isinstance(data, (str, Mapping)):
        data = [data]
    for number, row in enumerate(data):
        if isinstance(row, str):
            row = {names.get("text", "text"): row}
        if not isinstance(row, Mapping):
            raise DatelineError(f"report {number} is a {type(row).__name__}; texts, dictionaries or a table can be read")
        cell = {field: _known(row.get(names.get(field, field))) for field in FIELDS}
        text = row.get(names.get("text", "text"))
        if not isinstance(text, str):
            raise _coded("no-text", f"report {number} has no \"{names.get('text', 'text')}\"")
        told = _day(cell["date"]) or _day(date)
        rest = [None if cell[f] is None else str(cell[f]) for f in ("title", "publisher", "wire", "url", "language")]
        yield (str(number) if cell["id"] is None else str(cell["id"]), text, told, *rest)


def _known(value: Any) -> Any:
    """A cell, or None for what data frames put where nothing is known."""
    return None if value is None or value != value or value == "" else value


def _day(value: Any) -> str | None:
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.strftime("%Y-%m-%d")
    return None if value is None else str(value)


def _paths(paths: Any) -> list[str]:
    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    return [os.fspath(path) for path in paths]


def _coded(code: str, text: str) -> DatelineError:
    error = DatelineError(text)
    error.code = code
    return error
