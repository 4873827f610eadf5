"""What the documentation shows is so."""

import doctest
import importlib
import pathlib
import re

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = pathlib.Path(__file__).resolve().parents[2]


def test_the_notebook_runs_and_draws():
    path = ROOT / "python/examples/articles-to-figure.ipynb"
    notebook = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "the notebook is kept without what it printed"
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    kinds = [kind for output in outputs for kind in output.get("data", {})]
    assert kinds.count("image/png") == 3
    tables = "".join(output["data"].get("text/html", "") for output in outputs if "data" in output)
    assert "Sudan" in tables and "denied" in tables


@pytest.mark.parametrize("name", ["dateline", "dateline.batch", "dateline.duck"])
def test_examples_in_the_modules(name):
    assert doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS).failed == 0


def test_examples_in_the_guide(tmp_path, monkeypatch):
    """Each block of Python in the guide runs, one after the other, in a folder with articles."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").symlink_to(ROOT / "examples/reports")
    guide = (ROOT / "docs/PYTHON.md").read_text()
    names: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", guide, re.S)
    assert len(blocks) > 5
    for block in blocks:
        exec(compile(block, "docs/PYTHON.md", "exec"), names)


@pytest.mark.parametrize("view", ["claims", "flat", "readings", "incidents"])
def test_the_schemas_are_those_of_the_documentation(view):
    import dateline

    page = (ROOT / "docs/SCHEMA.md").read_text()
    told = re.search(f"<!-- {view} -->(.*?)<!-- end -->", page, re.S)
    assert re.findall(r"`(\w+)`", told.group(1)) == dateline.schema(view).column_names
