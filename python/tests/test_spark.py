"""The cluster gives what one process gives, whatever falls away meanwhile. Slow: run with ``--spark``."""

import json
import re

import pytest

import dateline
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
    rows = [json.loads(line) for line in reports.read_text().splitlines()]
    alone = sorted(dateline.read(rows).jsonl())
    assert (tmp_path / "claims").read_text().splitlines() == alone
    assert len(alone) > 800
