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


@pytest.mark.parametrize("killed", [True, False])
@pytest.mark.parametrize(("days", "count"), [(50, 260), (2, 420)], ids=["weeks", "one day of everything"])
def test_joining_on_the_cluster_is_joining_in_one_process(tmp_path, days, count, killed):
    if killed and days == 2:
        pytest.skip("one kill is enough")
    told = synthetic(count, days=days)
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(report) + "\n" for report in told))
    out = tmp_path / "incidents"
    with Cluster(tmp_path) as cluster:
        group = str(cluster.workers[0] if killed else 0)
        said, log = cluster.run("spark_resolve.py", str(path), str(tmp_path / "work"), str(out), group)
    if killed:
        assert re.search(r"Lost executor \d+ on 127\.0\.0\.1", log), log[-3000:]
    readings = dateline.read(told, view="readings")
    alone = dateline.resolve(readings).to_arrow()
    assert out.read_text().splitlines() == rows.lines(alone)
    members = [json.loads(line) for line in (tmp_path / "incidents.members").read_text().splitlines()]
    assert {m["claim"]: m["incident"] for m in members} == {c: i["id"] for i in alone.to_pylist() for c in i["claim_ids"]}
    several = [row for row in alone.to_pylist() if row["reports"] > 2]
    assert len(several) > 10, "incidents that several reports tell"
