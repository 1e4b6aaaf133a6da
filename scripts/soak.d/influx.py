"""A real InfluxDB 1 on loopback, and what it holds."""

import json
import shutil
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from pathlib import Path

DATABASE = "audit"
MEASUREMENT = "audit_event"
READY_SECONDS = 60


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class InfluxDB:
    """The server of the Debian package, started by hand with a configuration of its own."""

    def __init__(self, folder):
        self.folder = Path(folder) / "influxdb"
        self.port = free_port()
        self.process = None
        self.folder.mkdir()
        self.config = self.folder / "influxdb.conf"
        self.config.write_text(
            "reporting-disabled = true\n"
            f'bind-address = "127.0.0.1:{free_port()}"\n'
            f'[meta]\ndir = "{self.folder}/meta"\n'
            f'[data]\ndir = "{self.folder}/data"\nwal-dir = "{self.folder}/wal"\nquery-log-enabled = false\n'
            f'[http]\nbind-address = "127.0.0.1:{self.port}"\nlog-enabled = false\n'
            "[monitor]\nstore-enabled = false\n",
            encoding="utf-8",
        )

    @staticmethod
    def is_installed():
        return shutil.which("influxd") is not None

    def start(self):
        with open(self.folder / "influxd.log", "ab") as log:
            self.process = subprocess.Popen(["influxd", "-config", str(self.config)], stdout=log, stderr=log)
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/ping", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("influxd did not answer in time")

    def kill(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def query(self, statement):
        """Rows of all series of a statement."""
        data = urllib.parse.urlencode({"db": DATABASE, "q": statement}).encode()
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/query", data=data, timeout=600) as response:
            answer = json.load(response)
        for result in answer.get("results", []):
            if "error" in result:
                raise RuntimeError(result["error"])
            for series in result.get("series", []):
                yield from series["values"]

    def event_ids(self):
        """The event id of each point."""
        return [row[1].lower() for row in self.query(f'SELECT "eventId" FROM "{MEASUREMENT}"')]

    def series(self):
        """How many series there are."""
        return len(list(self.query("SHOW SERIES")))
