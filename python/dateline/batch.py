"""The one function that Spark, pyarrow and DuckDB run: a batch of reports in, a batch of rows out.

>>> import pyarrow
>>> from dateline import batch
>>> batch.code(pyarrow.RecordBatch.from_pylist([{"id": "a", "date": "2016-08-03", "text": "Rebels shelled Aleppo on Monday."}])).num_rows
1
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from ._read import FIELDS, Engine, _coded as coded

#: Engines of this process, by lexicon: loading one takes a second and some hundred megabytes, so that there is one and no more.
_engines: dict[tuple[str, ...], Engine] = {}

#: How many engines this process has built.
built = 0


def engine(lexicon: tuple[str, ...] = ()) -> Engine:
    """The engine of this process, with one thread: clusters and pools run as many processes as there are cores."""
    global built
    if lexicon not in _engines:
        _engines[lexicon] = Engine(threads=1, lexicon=lexicon)
        built += 1
    return _engines[lexicon]


def code(batch: Any, *, columns: Mapping[str, str] | None = None, view: str = "readings", lexicon: tuple[str, ...] = ()) -> Any:
    """Reads the reports of a ``pyarrow.RecordBatch`` or table and gives one batch of ``view``: ``readings``, ``claims`` or ``flat``."""
    import pyarrow

    if isinstance(batch, pyarrow.RecordBatch):
        batch = pyarrow.Table.from_batches([batch])
    table = pyarrow.table(engine(lexicon).read(batch, columns=columns, view=view)).combine_chunks()
    batches = table.to_batches()
    return batches[0] if batches else pyarrow.RecordBatch.from_pylist([], schema=table.schema)


def schema(view: str = "readings") -> Any:
    """The ``pyarrow.Schema`` of a view."""
    import pyarrow

    from ._table import schema as empty

    return pyarrow.schema(empty(view))


def paths(lexicon: Any) -> tuple[str, ...]:
    """Folders as a tuple of names."""
    if isinstance(lexicon, (str, os.PathLike)):
        lexicon = [lexicon]
    return tuple(os.fspath(folder) for folder in lexicon)
