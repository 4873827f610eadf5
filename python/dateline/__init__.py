"""Who did what to whom, when, where, and according to whom: claims out of dated news reports of armed conflict.

>>> import dateline
>>> table = dateline.read("Rebels shelled Aleppo on Monday, killing 12 people, the army said.", date="2016-08-03")
>>> [claim["kind"] for claim in table.rows()]
['event', 'event', 'figure']

Everything runs in this process, offline. What a report gives depends on that report alone. Offsets count code points, as Python's
slices do: ``text[start:end]`` is the quote.
"""

from ._native import DatelineError, __version__
from ._explain import Explained, explain
from ._read import Engine, Problem, coder, read, read_files
from ._record import Record, Rows, resolve
from ._table import Table, schema

__all__ = [
    "DatelineError", "Engine", "Explained", "Problem", "Record", "Rows", "Table", "__version__", "coder", "explain", "read", "read_files",
    "resolve", "schema",
]
