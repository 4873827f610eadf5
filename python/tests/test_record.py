"""The record from Python: the same file, the same answers, decisions carried from one to another."""

import json
import shutil
import subprocess

import pyarrow.parquet
import pytest

import dateline
from corpus import synthetic
from dateline import plot


@pytest.fixture(scope="module")
def told():
    return synthetic(120, days=30)


@pytest.fixture(scope="module")
def readings(told):
    return dateline.read(told, view="readings")


@pytest.fixture()
def record(tmp_path, readings):
    record = dateline.Record(tmp_path / "record.db", create=True)
    record.add(readings)
    return record


def test_views_and_filters(record, readings):
    incidents = record.incidents()
    assert len(incidents) == incidents.total > 40
    violence = record.incidents(type="ASSAULT", place="Aleppo", from_="2016-01-10")
    assert 0 < len(violence) < len(incidents)
    assert all("Aleppo" in json.dumps(row) and row["to"] >= "2016-01-10" for row in violence)
    first = record.incidents(limit=5)
    second = record.incidents(limit=5, after=first.next)
    assert [row["id"] for row in first + second] == [row["id"] for row in incidents[:10]]
    assert record.disputes() and record.toll() and record.actors() and record.places() and record.sources()
    assert record.search("shelled Aleppo") and record.log(limit=3)[0]["action"] == "add"
    row = violence[0]
    assert record.incident(row["id"][:9])["fields"][0]["name"] == "what"
    assert record.incidents().to_pandas().shape[0] == len(incidents)
    claims = record.claims(place="Aleppo")
    assert 0 < len(claims) < len(readings.jsonl())
    assert set(claims.incident_of) == {claim["id"] for claim in claims.rows()}


def test_the_same_incidents_without_a_file(record, readings):
    alone = dateline.resolve(readings).to_arrow().to_pylist()
    held = record.accounts().to_arrow().to_pylist()
    order = lambda rows: sorted(rows, key=lambda row: row["id"])  # noqa: E731
    assert order(alone) == order(held)


def test_adding_again_changes_nothing_and_texts_are_kept_where_given(record, readings, told):
    before = record.incidents()
    assert record.add(readings) == {"unchanged": len(readings)}
    assert record.incidents() == before
    record.add(dateline.read([{**told[0], "id": "extra"}], view="readings"), texts={"extra": told[0]["text"]})
    assert record.report("extra")["text"] == told[0]["text"]
    record.remove("extra", reason="twice")
    with pytest.raises(dateline.DatelineError, match="extra"):
        record.report("extra")


def test_a_slice_of_parquet_goes_in_and_edits_come_back(tmp_path, record, readings):
    pyarrow.parquet.write_table(readings.to_arrow(), tmp_path / "readings.parquet")
    piece = pyarrow.parquet.read_table(tmp_path / "readings.parquet", filters=[("published", "<", "2016-01-20")])
    assert 0 < piece.num_rows < len(readings)
    desk = dateline.Record(tmp_path / "desk.db", create=True)
    assert desk.add(piece) == {"add": piece.num_rows}
    # Somebody at the desk parts a claim from its incident, and corrects a place.
    several = next(row for row in desk.incidents(type="ASSAULT") if row["texts"] > 1)
    claims = {claim["id"]: claim for claim in desk.claims().rows()}
    ids = desk.incident(several["id"])["claim_ids"]
    one = claims[ids[0]]
    other = next(claims[i] for i in ids if claims[i]["report"]["text_sha256"] != one["report"]["text_sha256"])
    key = lambda c: {"claim": c["id"], "text_sha256": c["report"]["text_sha256"], "quote": c["evidence"]["text"]}  # noqa: E731
    by = {"author": "A. Editor", "time": "2026-11-21T10:00:00Z", "reason": "two bridges"}
    desk.decide([{"edit": "split", "these": [key(other)], "those": [key(one)], **by},
                 {"edit": "correct", "claim": key(one), "field": "where", "value": "Upper Karmir", **by}])
    assert other["id"] not in desk.incident(one["id"])["claim_ids"]
    # The corpus takes them over, in a record and without one.
    together = lambda rows: any({one["id"], other["id"]} <= set(row["claim_ids"]) for row in rows)  # noqa: E731
    assert together(dateline.resolve(readings).to_arrow().to_pylist())
    record.decide(desk.decisions())
    assert not together(record.accounts().to_arrow().to_pylist())
    again = dateline.resolve(readings, decisions=desk.decisions()).to_arrow().to_pylist()
    assert not together(again)
    corrected = [f["corrected"]["value"] for row in again for f in row["fields"] if f["corrected"]]
    assert corrected == ["Upper Karmir"]


def test_the_record_as_it_stood(record):
    then = record.as_of("2001-01-01")
    assert len(then.incidents()) == 0 < len(record.incidents())
    with pytest.raises(dateline.DatelineError) as error:
        then.remove("r00000", reason="x")
    assert error.value.code == "past"


def test_a_filter_that_is_none_is_refused(record):
    with pytest.raises(dateline.DatelineError, match="colour") as error:
        record.incidents(colour="red")
    assert error.value.code == "bad-filter"


def test_figures_show_what_is_in_the_record(record, tmp_path):
    for draw in (plot.timeline, plot.toll, plot.disputes):
        figure = draw(record)
        assert figure.axes[0].get_title()
        figure.savefig(tmp_path / "figure.png")
        assert (tmp_path / "figure.png").stat().st_size > 5_000
    marks = plot.timeline(record, place="Aleppo").axes[0].collections
    dated = [r for r in record.incidents(place="Aleppo") if r["from"]]
    assert 0 < len(marks) <= len(dated)
    # An empty view is an empty figure, not an error.
    assert plot.toll(record, place="Atlantis").axes and plot.disputes([]).axes and plot.timeline([]).axes


@pytest.mark.skipif(shutil.which("dateline") is None, reason="the program is not on the path")
def test_the_program_tells_the_same(record):
    out = subprocess.run(["dateline", "--db", record.path, "timeline", "--format", "json"], capture_output=True, check=True)
    assert json.loads(out.stdout) == list(record.incidents())
