"""A server as a process: its start, its end, and what it takes meanwhile."""

import http.client
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

from machine import SERVER_CORE


class Process:
    """A server on one core or more, and the most memory it was seen to hold."""

    def __init__(self, command, port, folder, cores=SERVER_CORE):
        self.port = port
        self.highest_kilobytes = 0
        self.ended = threading.Event()
        self.log = open(Path(folder) / "server.log", "ab")
        self.process = subprocess.Popen(
            ["taskset", "-c", cores, *command], stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            cwd=folder,
        )
        self.await_port(Path(folder) / "server.log")
        time.sleep(1)
        self.idle_kilobytes = self.resident()
        self.processor_seconds = 0.0
        self.sampler = threading.Thread(target=self.sample, daemon=True)
        self.sampler.start()

    def await_port(self, log):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                sys.exit(f"the server did not start: {log.read_text(errors='replace')[-500:]}")
            try:
                http.client.HTTPConnection("127.0.0.1", self.port, timeout=1).connect()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("the server did not listen within 30 s")

    def resident(self):
        try:
            text = Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return 0
        found = re.search(r"VmRSS:\s+(\d+)", text)
        return int(found.group(1)) if found else 0

    def used_seconds(self):
        """Processor time of all threads since the start."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def sample(self):
        while not self.ended.wait(0.1):
            self.highest_kilobytes = max(self.highest_kilobytes, self.resident())

    def stop(self):
        self.ended.set()
        self.sampler.join()
        self.processor_seconds = self.used_seconds()
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
