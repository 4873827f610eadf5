"""How fast reports are read and joined: in one process, in two, and on Spark with two workers; and what Spark itself costs.

    python python/bench/speed.py [--reports 2000] [--spark] [reports.jsonl]

Without a file the reports are those of the tests' invented war, which are short: give your own to learn about your own. Times of the
processor (``cpu``) are told beside those of the clock, because on a busy machine only they can be compared.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import pathlib
import resource
import sys
import tempfile
import time
from typing import Any

import pyarrow

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests"))
from corpus import synthetic  # noqa: E402

import dateline  # noqa: E402
from dateline import batch  # noqa: E402


def processor(children: bool = False) -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def tell(name: str, count: int, clock: float, cpu: float, base: float | None = None) -> float:
    each = cpu / count
    over = "" if base is None else f"   {100 * (each / base - 1):+.0f} % processor"
    print(f"{name:34} {count / clock:8.1f} reports/s   {1000 * each:8.2f} ms of processor a report{over}", flush=True)
    return each


def work(part: Any) -> tuple[int, float]:
    began = processor()
    return batch.code(part).num_rows, processor() - began


def group_processor(pids: list[int]) -> float:
    """Seconds of the processor that processes and all they started have used, out of /proc."""
    parents: dict[int, list[int]] = {}
    used: dict[int, float] = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
            # Children that have ended count with those who waited for them.
            used[int(entry.name)] = sum(int(fields[n]) for n in (11, 12, 13, 14)) / os.sysconf("SC_CLK_TCK")
    total, open_ = 0.0, list(pids)
    while open_:
        pid = open_.pop()
        total += used.get(pid, 0.0)
        open_ += parents.get(pid, [])
    return total


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=2000)
    options.add_argument("--spark", action="store_true")
    options.add_argument("file", nargs="?", type=pathlib.Path)
    chosen = options.parse_args()
    if chosen.file:
        rows = [json.loads(line) for line in chosen.file.read_text().splitlines()][: chosen.reports]
        rows = [{"id": str(r.get("id", n)), "date": r.get("date"), "text": r["text"], "publisher": r.get("publisher"), "title": None}
                for n, r in enumerate(rows)]
    else:
        rows = synthetic(chosen.reports)
    table = pyarrow.Table.from_pylist(rows)
    parts = [pyarrow.RecordBatch.from_pylist(rows[n : n + 100], schema=table.schema) for n in range(0, len(rows), 100)]
    length = sum(len(row["text"]) for row in rows) / len(rows)
    print(f"{len(rows)} reports of {length:.0f} characters; load of the machine {os.getloadavg()[0]:.1f}; {batch.engine().coder}")

    began, cpu = time.perf_counter(), processor()
    read = [batch.code(part) for part in parts]
    base = tell("1 process", len(rows), time.perf_counter() - began, processor() - cpu)
    claims = sum(len(dateline._native.claims_json(pyarrow.Table.from_batches([part]))) for part in read)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(work, [parts[0]] * 4, chunksize=1)
        began = time.perf_counter()
        done = pool.map(work, parts, chunksize=1)
        tell("2 processes", len(rows), time.perf_counter() - began, sum(cpu for _, cpu in done), base)

    readings = pyarrow.Table.from_batches(read)
    began, cpu = time.perf_counter(), processor()
    incidents = dateline.resolve(readings)
    joined = tell("joining, 1 process", len(rows), time.perf_counter() - began, processor() - cpu)

    with tempfile.TemporaryDirectory() as folder:
        sizes = {}
        for name, view in {"readings": readings, "claims": dateline._native.flatten(readings, "claims"),
                           "flat": dateline._native.flatten(readings, "flat"), "incidents": incidents}.items():
            from pyarrow import parquet

            path = pathlib.Path(folder) / name
            parquet.write_table(pyarrow.table(view), path, compression="zstd")
            sizes[name] = path.stat().st_size
    print(f"{claims / len(rows):.1f} claims a report, {len(incidents)} incidents; memory of one process {peak:.0f} MB")
    print("bytes in Parquet (zstd): " + ", ".join(f"{name} {size / len(rows):.0f} a report" for name, size in sizes.items())
          + f"; claims {sizes['claims'] / claims:.0f} a claim, flat {sizes['flat'] / claims:.0f} a claim")
    moved(readings)
    if chosen.spark:
        on_spark(rows, base, joined)


def moved(readings: Any) -> None:
    """What the steps of the joining move, before an engine packs it."""
    native, count = dateline._native, readings.num_rows
    numbered = readings.append_column("number", pyarrow.array(range(count), pyarrow.int64()))
    profiles = readings.select(["profile"])
    # The words of a report with the marks of its claims on their days and places.
    counts = pyarrow.table(native.step("counts", readings))
    known = native.Known(count, counts, None)
    known = native.Known(count, counts, pyarrow.table(native.step("weights", profiles, known)))
    digests = pyarrow.table(native.step("digests", numbered, known))
    briefs = pyarrow.table(native.step("briefs", digests))
    words = pyarrow.table(native.step("story_keys", digests)).num_rows
    stories = digests.append_column("story", digests["item"]).append_column("lead", pyarrow.nulls(count, pyarrow.int64()))
    tellings = pyarrow.table(native.step("tellings", stories))
    size = lambda table: sum(map(len, table["digest"].to_pylist())) / table.num_rows  # noqa: E731
    keys = sum(map(len, tellings["keys"].to_pylist())) / tellings.num_rows
    print(f"{counts.num_rows} stems; a digest {size(digests):.0f} bytes; for pairs of stories {size(briefs):.0f} bytes x {words / count:.0f} words; "
          f"for pairs of tellings {size(tellings):.0f} bytes x {keys:.1f} keys x {tellings.num_rows / count:.1f} tellings a report")


def on_spark(rows: list[dict[str, Any]], base: float, joined: float) -> None:
    from cluster import Cluster

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        with Cluster(folder) as cluster:
            said, _ = cluster.run("../bench/spark_speed.py", str(folder / "reports.jsonl"), str(folder / "work"),
                                  ",".join(map(str, [p.pid for p in cluster.processes])), timeout=3000)
    told = json.loads(said.splitlines()[-1])
    tell("Spark, 2 workers: reading", len(rows), *told["reading"], base)
    tell("Spark, 2 workers: joining", len(rows), *told["joining"], joined)
    print("bytes of the joining's steps in Parquet, a report: "
          + ", ".join(f"{step} {size / len(rows):.0f}" for step, size in told["sizes"].items()))


if __name__ == "__main__":
    main()
