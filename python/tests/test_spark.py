"""The cluster gives what one process gives, whatever falls away meanwhile. Slow: run with ``--spark``."""

import json
import re

import pytest

import dateline
import rows
from cluster import Cluster
from corpus import synthetic

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    path = tmp_path_factory.mktemp("reports") / "reports.jsonl"
    path.write_text("".join(json.dumps(report) + "\n" for report in synthetic(400)))
    return path


def test_a_worker_killed_in_mid_job_changes_nothing(tmp_path, reports):
    with Cluster(tmp_path) as cluster:
        said, log = cluster.run("spark_code.py", str(reports), str(tmp_path / "claims"), str(cluster.workers[1]))
    assert "tasks were done" in (tmp_path / "claims.killed").read_text(), "no worker was killed while the job ran"
    assert re.search(r"Lost executor \d+ on 127\.0\.0\.1", log), log[-3000:]
    told = [json.loads(line) for line in reports.read_text().splitlines()]
    alone = sorted(dateline.read(told).jsonl())
    assert (tmp_path / "claims").read_text().splitlines() == alone
    assert len(alone) > 800


@pytest.mark.parametrize(
    ("days", "count", "killed"), [(50, 240, True), (2, 360, False)], ids=["weeks, a worker killed", "one day of everything, and decisions"]
)
def test_joining_on_the_cluster_is_joining_in_one_process(tmp_path, days, count, killed):
    told = synthetic(count, days=days)
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(report) + "\n" for report in told))
    out = tmp_path / "incidents"
    readings = dateline.read(told, view="readings")
    decisions = [] if killed else decided(readings)
    with Cluster(tmp_path) as cluster:
        group = str(cluster.workers[0] if killed else 0)
        said, log = cluster.run("spark_resolve.py", str(path), str(tmp_path / "work"), str(out), group, json.dumps(decisions))
    if killed:
        assert re.search(r"Lost executor \d+ on 127\.0\.0\.1", log), log[-3000:]
    alone = dateline.resolve(readings, decisions=decisions).to_arrow()
    assert out.read_text().splitlines() == rows.lines(alone)
    members = [json.loads(line) for line in (tmp_path / "incidents.members").read_text().splitlines()]
    assert sorted((m["claim"], m["incident"]) for m in members) == sorted((c, i["id"]) for i in alone.to_pylist() for c in i["claim_ids"])
    several = [row for row in alone.to_pylist() if row["reports"] > 2]
    assert len(several) > 10, "incidents that several reports tell"


def decided(readings):
    """Somebody parts a claim of the largest incident from the others, and corrects its place."""
    claims = {claim["id"]: claim for claim in readings.rows()}
    incident = max(dateline.resolve(readings).to_arrow().to_pylist(), key=lambda row: row["texts"])
    one, *others = [claims[claim] for claim in incident["claim_ids"]]
    other = next(c for c in others if c["report"]["text_sha256"] != one["report"]["text_sha256"])
    key = lambda c: {"claim": c["id"], "text_sha256": c["report"]["text_sha256"], "quote": c["evidence"]["text"]}  # noqa: E731
    by = {"author": "A. Editor", "time": "2026-11-21T10:00:00Z", "reason": "two bridges"}
    decisions = [{"edit": "split", "these": [key(other)], "those": [key(one)], **by},
                 {"edit": "correct", "claim": key(one), "field": "where", "value": "Upper Karmir", **by}]
    lines = [rows.lines(dateline.resolve(readings, decisions=some).to_arrow()) for some in ([], decisions)]
    assert lines[0] != lines[1], "decisions that change nothing test nothing"
    return decisions
