"""Driver: reads the reports of a JSON Lines file on a cluster, a worker being killed meanwhile; writes the claims, sorted."""

import json
import pathlib
import sys

from dateline import _native, spark
from spark_session import kill_in_mid_job, session

master, reports, out, group = sys.argv[1:]
with_spark = session(master)
rows = [json.loads(line) for line in pathlib.Path(reports).read_text().splitlines()]
told = [(row["id"], row["date"], row["text"], row["publisher"], row["title"]) for row in rows]
columns = "id string, date string, text string, publisher string, title string"
frame = with_spark.createDataFrame(told, columns).repartition(16, "id")
# Both workers have to be there before one of them goes.
with_spark.range(64).repartition(16).foreach(lambda _: None)
if int(group):
    kill_in_mid_job(with_spark, int(group), pathlib.Path(out + ".killed"))
readings = spark.code(frame).toArrow()
lines = sorted(_native.claims_json(readings))
pathlib.Path(out).write_text("\n".join(lines))
print(f"{readings.num_rows} readings, {len(lines)} claims")
with_spark.stop()
