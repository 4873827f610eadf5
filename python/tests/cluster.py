"""A standalone Spark cluster on loopback: a master and two workers, each a process group of its own, from PyPI's pyspark."""

from __future__ import annotations

import contextlib
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import time


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Cluster:
    """Start it in a ``with``; ``url`` is the master's, ``workers`` their process groups."""

    def __init__(self, folder: pathlib.Path, workers: int = 2, cores: int = 1, memory: str = "1500m"):
        self.folder, self.count, self.cores, self.memory = folder, workers, cores, memory
        self.processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Cluster":
        port = free_port()
        self.url = f"spark://127.0.0.1:{port}"
        here = ["--host", "127.0.0.1", "--webui-port", "0"]
        self._start("master", "org.apache.spark.deploy.master.Master", *here, "--port", str(port))
        self._wait("master", r"I have been elected leader")
        for n in range(self.count):
            self._start(f"worker-{n}", "org.apache.spark.deploy.worker.Worker", *here, "--cores", str(self.cores), "--memory",
                        self.memory, "--work-dir", str(self.folder / f"work-{n}"), self.url)
        for n in range(self.count):
            self._wait(f"worker-{n}", r"Successfully registered with master")
        return self

    @property
    def workers(self) -> list[int]:
        return [process.pid for process in self.processes[1:]]

    def _start(self, name: str, main: str, *arguments: str) -> None:
        import pyspark

        home = pathlib.Path(pyspark.__file__).parent
        environment = environ() | {"SPARK_HOME": str(home), "SPARK_DAEMON_MEMORY": "256m"}
        log = open(self.folder / f"{name}.log", "wb")
        command = [str(home / "bin" / "spark-class"), main, *arguments]
        self.processes.append(subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True))

    def _wait(self, name: str, pattern: str, seconds: float = 120) -> None:
        log = self.folder / f"{name}.log"
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if re.search(pattern, log.read_text(errors="replace")):
                return
            time.sleep(0.2)
        raise TimeoutError(f"{name} did not start:\n{log.read_text(errors='replace')[-3000:]}")

    def run(self, script: str, *arguments: str, timeout: float = 900) -> tuple[str, str]:
        """Runs a Python script as driver; gives what it printed and what Spark logged."""
        job = pathlib.Path(__file__).parent / script
        done = subprocess.run([sys.executable, str(job), self.url, *arguments], capture_output=True, text=True, timeout=timeout,
                              env=environ())
        (self.folder / f"{job.name}.log").write_text(done.stderr)
        if done.returncode:
            raise RuntimeError(f"{script} failed:\n{done.stdout[-2000:]}\n{done.stderr[-6000:]}")
        return done.stdout, done.stderr

    def __exit__(self, *_: object) -> None:
        for process in reversed(self.processes):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        for process in self.processes:
            process.wait()


def environ() -> dict[str, str]:
    """Everything stays on this machine, with this Python."""
    return os.environ | {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_HOSTNAME": "127.0.0.1"}
