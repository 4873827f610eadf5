"""The session of the cluster tests' drivers."""

import os
import pathlib
import signal
import threading
import time

from pyspark.sql import SparkSession


def session(master: str, **settings: str) -> SparkSession:
    builder = SparkSession.builder.master(master).appName("dateline")
    usual = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.executor.memory": "700m",
        "spark.driver.memory": "700m",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "200",
        "spark.network.timeout": "60s",
        "spark.executor.heartbeatInterval": "5s",
    }
    for key, value in (usual | settings).items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def kill_in_mid_job(spark: SparkSession, group: int, told: pathlib.Path) -> threading.Thread:
    """Kills a worker with its executor once the first tasks of a job are done and others still run; writes to ``told`` what
    it saw then."""

    def watch() -> None:
        tracker = spark.sparkContext.statusTracker()
        while True:
            for stage in tracker.getActiveStageIds():
                info = tracker.getStageInfo(stage)
                if info and info.numCompletedTasks >= 2 and info.numCompletedTasks < info.numTasks and info.numActiveTasks > 0:
                    os.killpg(group, signal.SIGKILL)
                    told.write_text(f"{info.numCompletedTasks} of {info.numTasks} tasks were done")
                    return
            time.sleep(0.02)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread
