"""Rows of a table as lines, sorted: what two runs are compared by."""

import json
import pathlib
from typing import Any


def lines(table: Any) -> list[str]:
    return sorted(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in table.to_pylist())


def write(path: str, table: Any) -> None:
    pathlib.Path(path).write_text("\n".join(lines(table)))
