"""Driver of ``speed.py`` on a cluster: prints seconds of the clock and of all processors for reading and for joining."""

import json
import os
import pathlib
import sys
import time

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent), str(pathlib.Path(__file__).resolve().parents[1] / "tests")]
from speed import group_processor  # noqa: E402
from spark_session import session  # noqa: E402

from dateline import spark  # noqa: E402

master, reports, work, groups = sys.argv[1:]
processes = [os.getpid(), *map(int, groups.split(","))]
with_spark = session(master)
told = [json.loads(line) for line in pathlib.Path(reports).read_text().splitlines()]
columns = ["id", "date", "text", "publisher", "title"]
frame = with_spark.createDataFrame([tuple(r[c] for c in columns) for r in told], ", ".join(f"{c} string" for c in columns))
frame = frame.repartition(2 * max(2, len(told) // 200)).cache()
# Warm: both workers have their engine.
spark.code(frame.limit(64).repartition(8)).count()
frame.count()


def measured(job):
    began, cpu = time.perf_counter(), group_processor(processes)
    job()
    return time.perf_counter() - began, group_processor(processes) - cpu


reading = measured(lambda: spark.code(frame).write.parquet(f"{work}/coded"))
joining = measured(lambda: spark.resolve(with_spark.read.parquet(f"{work}/coded"), f"{work}/joining"))
sizes = {}
for step in sorted(pathlib.Path(f"{work}/joining").iterdir()):
    sizes[step.name] = sum(f.stat().st_size for f in step.rglob("*.parquet"))
print(json.dumps({"reading": reading, "joining": joining, "sizes": sizes}))
