"""Reading reports within DuckDB.

A relation is a table, so that ``dateline.read(con.sql("SELECT …"))`` reads it and DuckDB queries the result by its name. Where reading has to
happen inside a query, :func:`register` adds a function::

    >>> import duckdb
    >>> from dateline import duck
    >>> con = duckdb.connect()
    >>> duck.register(con)
    >>> con.sql("SELECT unnest(dateline_claims('a', 'Rebels shelled Aleppo on Monday.', DATE '2016-08-03')).kind").fetchall()
    [('event',)]
"""

from __future__ import annotations

from typing import Any

from . import batch


def register(connection: Any, name: str = "dateline_claims") -> None:
    """Adds the function ``name(id, text, date)`` to a connection; it gives the claims of a report as a list of structs."""
    import pyarrow

    def claims(ids: Any, texts: Any, dates: Any) -> Any:
        columns = [pyarrow.chunked_array(c) if isinstance(c, pyarrow.Array) else c for c in (ids, texts, dates)]
        table = pyarrow.table(dict(zip(("id", "text", "date"), columns)))
        read = batch.code(table)
        # Rows without a text have no reading; each row gets its own back.
        lists = read.column(read.schema.get_field_index("claims"))
        at = iter(range(len(lists)))
        where = [next(at) if text.is_valid else None for chunk in columns[1].chunks for text in chunk]
        return lists.take(pyarrow.array(where, pyarrow.int64()))

    readings = batch.schema("readings").empty_table()  # noqa: F841 (named in the query)
    kind = connection.from_arrow(readings).select("claims").types[0]
    connection.create_function(name, claims, ["VARCHAR", "VARCHAR", "DATE"], kind, type="arrow", null_handling="special")
