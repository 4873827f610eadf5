"""Driver: reads and joins the reports of a JSON Lines file on a cluster, a worker being killed meanwhile; writes the incidents, sorted."""

import json
import pathlib
import sys
import time

import rows
from dateline import spark
from spark_session import kill_in_mid_job, session

master, reports, work, out, group, decisions = sys.argv[1:]
with_spark = session(master)
told = [json.loads(line) for line in pathlib.Path(reports).read_text().splitlines()]
frame = with_spark.createDataFrame([(r["id"], r["date"], r["text"], r["publisher"], r["title"]) for r in told],
                                   "id string, date string, text string, publisher string, title string")
spark.code(frame.repartition(8)).write.parquet(f"{work}/coded")
if int(group):
    kill_in_mid_job(with_spark, int(group), pathlib.Path(out + ".killed"))
began = time.monotonic()
found = spark.resolve(with_spark.read.parquet(f"{work}/coded"), f"{work}/joining", decisions=json.loads(decisions))
rows.write(out, found.incidents.toArrow())
rows.write(out + ".members", found.members.toArrow())
print(f"joined {len(told)} reports into {found.incidents.count()} incidents in {time.monotonic() - began:.1f} s")
with_spark.stop()
