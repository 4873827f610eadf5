"""Reading: what goes in, what comes out, what is told when something is wrong."""

import datetime
import threading
import time

import duckdb
import pandas
import polars
import pyarrow
import pytest

import dateline
from dateline import batch, duck

TEXT = "Rebels shelled Aleppo on Monday, killing 12 people, the army said."
FRAME = {
    "id": ["a", "b", "c"],
    "date": ["2016-08-03", "2020-11-02", "2022-11-08"],
    "text": [TEXT, "Baku denied shelling the town on Sunday.", None],
}


def test_a_text_gives_claims_with_its_words():
    table = dateline.read(TEXT, date="2016-08-03")
    claims = list(table.rows())
    assert {"event", "figure"} == {claim["kind"] for claim in claims}
    assert all(claim["when"]["start"] == "2016-08-01" for claim in claims if claim["kind"] == "event" and "when" in claim and claim["when"])
    assert claims[0]["attribution"][0]["source"]["name"] == "army"


def test_offsets_count_as_python_counts():
    text = "🔥🔥 “Kämpfe” – the army said rebels shelled Aleppo’s 𝒄entre on Monday, killing 12 people."
    claims = list(dateline.read(text, date="2016-08-03").rows())
    spans = []

    def look(value):
        if isinstance(value, dict):
            if {"start", "end", "text"} <= set(value):
                spans.append(value)
            for inner in value.values():
                look(inner)
        elif isinstance(value, list):
            for inner in value:
                look(inner)

    for claim in claims:
        look(claim)
    assert len(spans) > 5
    assert all(text[span["start"]:span["end"]] == span["text"] for span in spans)


@pytest.mark.parametrize("make", [pandas.DataFrame, polars.DataFrame, pyarrow.table, lambda d: duckdb.from_arrow(pyarrow.table(d))])
def test_every_kind_of_table_reads_alike(make):
    rows = [dict(zip(FRAME, row)) for row in zip(*FRAME.values()) if row[2]]
    assert dateline.read(make(FRAME)).jsonl() == dateline.read(rows).jsonl() != []


def test_columns_may_be_called_otherwise_and_dates_be_dates():
    frame = pandas.DataFrame({"body": [TEXT], "day": pandas.to_datetime(["2016-08-03"]), "paper": pandas.Categorical(["Post"])})
    table = dateline.read(frame, columns={"text": "body", "date": "day", "publisher": "paper"})
    claim = next(table.rows())
    assert claim["report"]["published"] == "2016-08-03" and claim["report"]["publisher"] == "Post" and claim["report"]["id"] == "0"
    assert dateline.read({"text": TEXT, "date": datetime.date(2016, 8, 3)}).jsonl()[0].count("2016-08-01") >= 1


def test_views_tell_the_same():
    readings = dateline.read(pyarrow.table(FRAME), view="readings")
    assert len(readings) == 2 and readings.view == "readings" and readings.version == 1
    claims = dateline.read(pyarrow.table(FRAME))
    assert readings.jsonl() == claims.jsonl() == readings.claims().jsonl()
    flat = claims.flat().to_pandas()
    assert list(flat["quote"]) == [claim["evidence"]["text"] for claim in claims.rows()]
    assert list(flat.columns[:4]) == ["claim_id", "report_id", "published", "publisher"]
    assert flat["first_day"].dropna().iloc[0] == datetime.date(2016, 8, 1)
    # Through a program that forgets what tables say of themselves.
    assert dateline.Table(dateline._native.flatten(polars.DataFrame(claims), "flat")).to_pandas().equals(flat)


def test_tables_go_where_arrow_goes():
    claims = dateline.read(TEXT, date="2016-08-03")
    assert claims.to_arrow().schema.metadata[b"dateline.view"] == b"claims"
    assert pyarrow.table(claims).num_rows == claims.to_polars().height == len(claims.to_pandas()) == len(claims)
    flat = claims.flat()  # noqa: F841 (named in the query)
    assert duckdb.sql("SELECT high FROM flat WHERE what = 'killed'").fetchall() == [(12,)]
    assert dateline.schema("incidents").column_names[0] == "id"


def test_files_are_read_and_what_is_wrong_is_told(tmp_path):
    (tmp_path / "a.txt").write_text("date 2016-08-03 " + TEXT)
    (tmp_path / "b.txt").write_bytes(b"\0\0\0")
    table = dateline.read_files(tmp_path)
    assert len(table) > 1
    assert [(p.code, p.severity) for p in table.problems] == [("binary", "error")]
    assert "b.txt" in table.problems[0].file and str(table.problems[0]).startswith("error[binary]")


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: dateline.read([{"body": "x"}]), "no-text"),
        (lambda: dateline.read(pyarrow.table({"body": ["x"]})), "no-column"),
        (lambda: dateline.read(pyarrow.table({"text": [[1, 2]]})), "wrong-type"),
        (lambda: dateline.read("x", date="yesterday"), "bad-date"),
        (lambda: dateline.read(pyarrow.table({"text": ["x"], "date": ["yesterday"]})), "bad-row"),
        (lambda: dateline.read("x", view="wide"), "no-view"),
        (lambda: dateline.Engine(lexicon="/nowhere/at/all"), "lexicon"),
        (lambda: dateline.Record("/nowhere/at/all.db"), "missing"),
    ],
)
def test_errors_have_codes(call, code):
    with pytest.raises(dateline.DatelineError) as error:
        call()
    assert error.value.code == code


def test_python_goes_on_while_reports_are_read():
    engine = dateline.Engine(threads=1)
    texts = [f"{TEXT} The governor denied it. Number {n}." for n in range(150)]
    engine.read(texts[:1], date="2016-08-03")
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    began = time.perf_counter()
    engine.read(texts, date="2016-08-03")
    took = time.perf_counter() - began
    done.set()
    thread.join()
    within = [tick for tick in ticks if began < tick < began + took]
    assert len(within) >= 5, f"the interpreter was held for {took:.2f} s"


def test_explain_shows_itself_and_runs_no_markup():
    told = dateline.explain("<script>alert(1)</script> Baku denied shelling the <u>town</u> on Sunday.", date="2020-11-02")
    page = told._repr_html_()
    assert "<script" not in page and "<u>town" not in page and "&lt;" in page
    assert "denied" in page and told.claims and "Decided" in str(told)
    assert "<script" not in dateline.read("<script>x</script> Rebels <i>shelled</i> Aleppo.")._repr_html_()


def test_the_batch_function_is_one_engine_and_the_same_claims():
    table = pyarrow.table(FRAME)
    parts = [batch.code(part) for part in table.to_batches(max_chunksize=1)]
    assert batch.built == 1
    lines = [line for part in parts for line in dateline._native.claims_json(pyarrow.Table.from_batches([part]))]
    assert lines == dateline.read(table).jsonl()


def test_duckdb_reads_within_a_query():
    con = duckdb.connect()
    duck.register(con)
    con.register("reports", pyarrow.table(FRAME))
    rows = con.sql("SELECT id, len(dateline_claims(id, text, date::DATE)) FROM reports ORDER BY id").fetchall()
    each = [len(dateline.read([{"id": i, "date": d, "text": t}])) if t else None for i, d, t in zip(*FRAME.values())]
    assert rows == list(zip(FRAME["id"], each))


def test_hostile_texts_cost_only_themselves():
    texts = ["", "\0\0", "a" * 100_000, "(" * 20_000, "said " * 5_000, "\ud7ff\U0010ffff", TEXT]
    assert dateline.read(texts, date="2016-08-03").jsonl()[-1].count("killing 12 people") >= 1
