"""The record: what many reports claim, joined into incidents, in one file. The same file, views and filters as the program's."""

from __future__ import annotations

import datetime
import html
import json
import os
from collections.abc import Iterable, Mapping
from typing import Any

from . import _native
from ._read import _coded, _day
from ._table import Table

#: What a view can be filtered by.
FILTERS = ("actor", "against", "type", "from", "to", "place", "source", "standing", "words", "bbox")


class Rows(list[dict[str, Any]]):
    """Rows of a view: a list of dictionaries. ``total``: how many there are on all pages; ``next``: where the next page begins."""

    total: int
    next: str | None

    def __init__(self, rows: Iterable[dict[str, Any]], total: int | None = None, next: str | None = None):
        super().__init__(rows)
        self.total, self.next = len(self) if total is None else total, next

    def to_pandas(self) -> Any:
        """As a ``pandas.DataFrame``; what is nested gets columns with dots, lists stay lists."""
        import pandas

        return pandas.json_normalize(list(self))

    def to_polars(self) -> Any:
        """As a ``polars.DataFrame``."""
        import polars

        return polars.DataFrame(list(self), infer_schema_length=None)

    def _repr_html_(self) -> str:
        columns: dict[str, None] = {}
        for row in self[:_SHOWN]:
            columns.update(dict.fromkeys(key for key, value in row.items() if not isinstance(value, list) or value))
        head = "".join(f"<th>{html.escape(name)}</th>" for name in columns)
        body = "".join("<tr>" + "".join(f"<td>{html.escape(_brief(row.get(c)))}</td>" for c in columns) + "</tr>" for row in self[:_SHOWN])
        more = f"<p>… {self.total} in all</p>" if self.total > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


_SHOWN = 20


def _brief(value: Any) -> str:
    """A cell in few words: of what is nested its name."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return str(next((value[key] for key in ("name", "standing", "value", "speaker", "what") if key in value), "…"))
    if isinstance(value, list):
        return ", ".join(_brief(item) for item in value[:4]) + (" …" if len(value) > 4 else "")
    return str(value)


class Record:
    """The record in a file, as ``dateline --db FILE`` keeps it; ``create=True`` makes one where there is none.

    Views take the program's filters: ``actor``, ``against``, ``type``, ``from_``, ``to``, ``place``, ``source``, ``standing``, ``words``, ``bbox`` (west,
    south, east, north), and pages by ``limit`` and ``after``. ``as_of`` gives the record as it once stood."""

    def __init__(self, path: str | os.PathLike[str], *, create: bool = False, _native_record: Any = None):
        self._native = _native_record or _native.Record(os.fspath(path), create)
        self.path = os.fspath(path)
        #: As it once stood; nothing changes it any more.
        self._past = False

    def as_of(self, time: Any) -> "Record":
        """The record as it stood on a day or at a moment."""
        then = Record(self.path, _native_record=self._native.as_of(_day(time)))
        then._past = True
        return then

    # Views.

    def incidents(self, *, limit: int | None = None, after: str | None = None, **filters: Any) -> Rows:
        """Incidents by day: what, who, whom, where, and how well each is established."""
        return self._page("incidents", filters, limit, after)

    #: What the program calls ``timeline``.
    timeline = incidents

    def disputes(self, *, limit: int | None = None, after: str | None = None, **filters: Any) -> Rows:
        """Incidents on which accounts contradict each other, with the fields that are disputed."""
        return self._page("disputes", filters, limit, after)

    def agreements(self, *, limit: int | None = None, after: str | None = None, **filters: Any) -> Rows:
        """Agreements: parties, terms, alleged breaches."""
        return self._page("agreements", filters, limit, after)

    def toll(self, *, limit: int | None = None, after: str | None = None, **filters: Any) -> Rows:
        """Numbers of killed, wounded and others, incident by incident, by who says so."""
        return self._page("tolls", filters, limit, after)

    def control(self, *, limit: int | None = None, after: str | None = None, **filters: Any) -> Rows:
        """Who is said to hold which place."""
        return self._page("control", filters, limit, after)

    def actors(self, *, limit: int | None = None, after: str | None = None, **filters: Any) -> Rows:
        """Parties, those that take part in most incidents first."""
        return self._page("actors", filters, limit, after)

    def places(self, *, limit: int | None = None, after: str | None = None, **filters: Any) -> Rows:
        """Places, those with most incidents first."""
        return self._page("places", filters, limit, after)

    def sources(self, *, limit: int | None = None, after: str | None = None, **filters: Any) -> Rows:
        """What each outlet brought."""
        return self._page("sources", filters, limit, after)

    def claims(self, **filters: Any) -> Table:
        """The claims of the incidents that pass, as a table (nested; ``.flat()`` for plain columns). ``incident_of`` of the table says
        for each claim's id to which incident it belongs."""
        self._up_to_date()
        native, members = self._native.claims(_filter(filters))
        table = Table(native)
        table.incident_of = {claim: incident for claim, incident in members}  # type: ignore[attr-defined]
        return table

    def accounts(self, **filters: Any) -> Table:
        """The incidents that pass as a table, each with its account: field by field the values told, who asserts, who denies."""
        self._up_to_date()
        return Table(self._native.accounts(_filter(filters)))

    def incident(self, id: str) -> dict[str, Any]:
        """One incident with its account and its row, by its id, an id that it once had, or that of one of its claims; eight
        characters from the beginning are enough."""
        self._up_to_date()
        found = self._native.incident(id)
        if found is None:
            raise _coded("no-incident", f"there is no incident and no claim {id}")
        incident, row = json.loads(found)
        return {**(row or {}), **incident}

    def why(self, id: str) -> Rows:
        """Why the claims of an incident were joined."""
        self._up_to_date()
        return Rows(json.loads(self._native.why(id)))

    def report(self, id: str) -> dict[str, Any]:
        """A report with its text, where that is kept, and its claims."""
        self._up_to_date()
        found = self._native.report(id)
        if found is None:
            raise _coded("no-report", f"there is no report {id}")
        return json.loads(found)

    def search(self, words: str, *, limit: int = 50) -> Rows:
        """Quotes and texts that hold all the words."""
        return Rows(json.loads(self._native.search(words, limit)))

    def log(self, *, limit: int = 50) -> Rows:
        """What was done to the record, latest first."""
        return Rows(json.loads(self._native.log(limit)))

    # What writes.

    def add(self, readings: Any, *, texts: Mapping[str, str] | None = None) -> dict[str, int]:
        """Adds readings: what ``read(…, view="readings")`` gave, here or on a cluster, or a slice of Parquet of it. A report that is
        there already, with the same text and by the same coder, is passed over. ``texts`` (by id) are kept where given. Tells how
        many were new (``add``), corrected, recoded and unchanged."""
        done = self._native.add(readings, dict(texts or {}), _now())
        return done

    def remove(self, id: str, *, reason: str) -> None:
        """Ends a report; it stays for questions as of an earlier day."""
        if not self._native.remove(id, reason, _now()):
            raise _coded("no-report", f"there is no report {id}")

    def decisions(self) -> list[dict[str, Any]]:
        """What people decided: joins, splits and corrections, each with author, time and reason."""
        return [json.loads(line) for line in self._native.decisions()]

    def decide(self, decisions: Iterable[Mapping[str, Any]]) -> None:
        """Takes over decisions, such as another record's :meth:`decisions`. They name claims by id and quote, and are found again in any
        record that holds the same reports."""
        self._native.decide([json.dumps(decision) for decision in decisions])

    def refresh(self) -> int:
        """Joins anew what has changed; how many incidents there are. Views do so by themselves."""
        count, _, _ = self._native.refresh()
        return count

    def _page(self, view: str, filters: Mapping[str, Any], limit: int | None, after: str | None) -> Rows:
        self._up_to_date()
        page = json.loads(self._native.page(view, _filter(filters), after, limit))
        return Rows(page["rows"], page["total"], page["next"])

    def _up_to_date(self) -> None:
        # Another process may have written to the file; whether it has costs little to ask.
        if not self._past:
            self.refresh()

    def __repr__(self) -> str:
        return f"<dateline.Record {self.path}>"


def _filter(filters: Mapping[str, Any]) -> str:
    named = {key.rstrip("_"): value for key, value in filters.items() if value is not None}
    if unknown := set(named) - set(FILTERS):
        raise _coded("bad-filter", f"{', '.join(sorted(unknown))}: a view can be filtered by {', '.join(FILTERS)}")
    for key in ("from", "to"):
        if key in named:
            named[key] = _day(named[key])
    return json.dumps(named)


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def resolve(readings: Any, *, decisions: Iterable[Mapping[str, Any]] = ()) -> Table:
    """Joins readings in this process: the incidents that a record of them holds, with their accounts, in its order."""
    return Table(_native.resolve(readings, [json.dumps(decision) for decision in decisions]))
