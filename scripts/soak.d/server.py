"""The server under test: its configuration, its life and what its own commands say."""

import collections
import http.client
import json
import os
import subprocess
import time
from pathlib import Path

from influx import DATABASE, free_port
from promise import Failure

TOKEN = "soak-token"
STOP_SECONDS = 15
READY_SECONDS = 60


def influx_configuration(influx):
    return (
        "      influxdb:\n"
        "        metadata:\n"
        "          host: 127.0.0.1\n"
        f"          port: {influx.port}\n"
        "          version: 1\n"
        "          maxBatchSize: 1000\n"
        "          writeFrequency: 500\n"
        "          v1Config:\n"
        "            auth: {enable: false, username: '', password: ''}\n"
        f"            dbName: {DATABASE}\n"
        "            retentionPolicy: {name: long, duration: 3650d}\n"
    )


class ServerProcess:
    """One data directory and the server process on it, with the configuration file `soak.yaml`."""

    def __init__(self, binary, folder, preload=None):
        self.binary = binary
        self.folder = Path(folder)
        self.data = self.folder / "data"
        self.port = free_port()
        self.operator_port = free_port()
        self.preload = preload
        self.process = None
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.config = self.folder / "soak.yaml"

    def start(self, environment=None):
        extra = dict(environment or {})
        if self.preload:
            extra |= {"LD_PRELOAD": str(self.preload), "VIDIMUS_UNSYNC_DIRECTORY": str(self.folder)}
        with open(self.folder / "server.log", "ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "serve", "--config", str(self.config), "--data", str(self.data),
                 "--port", str(self.port), "--operator-port", str(self.operator_port)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=os.environ | extra, cwd=self.folder,
            )

    def wait_until_ready(self):
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise Failure(f"the server did not start (status {self.process.returncode}): {self.last_words()}")
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.operator_port, timeout=2)
                connection.request("GET", "/health/ready")
                status = connection.getresponse().status
                connection.close()
                if status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.02)
        raise Failure(f"the server was not ready within {READY_SECONDS} s: {self.last_words()}")

    def end(self, how):
        """Ends the process by a signal that it cannot survive; returns its status."""
        self.process.send_signal(how)
        return self.process.wait(timeout=60)

    def stop(self):
        """SIGTERM; the server must exit 0 in time."""
        begin = time.monotonic()
        self.process.terminate()
        try:
            status = self.process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Failure(f"SIGTERM did not end the server within {STOP_SECONDS} s") from None
        if status != 0:
            raise Failure(f"after SIGTERM the server exited with {status}: {self.last_words()}")
        return time.monotonic() - begin

    def last_words(self):
        lines = (self.folder / "server.log").read_text(encoding="utf-8", errors="replace").splitlines()
        return " | ".join(lines[-3:])

    def resident_kilobytes(self):
        try:
            for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    return int(line.split()[1])
        except OSError:
            pass
        return 0

    def metrics(self):
        """What the operators' door shows to Prometheus."""
        connection = http.client.HTTPConnection("127.0.0.1", self.operator_port, timeout=10)
        try:
            connection.request("GET", "/metrics")
            return connection.getresponse().read().decode()
        except OSError as error:
            raise Failure(f"the operators' door does not answer ({error}): {self.last_words()}") from None
        finally:
            connection.close()

    def records(self, *options):
        """What `vidimus events` lists, one after the other."""
        with subprocess.Popen(
            [self.binary, "events", "--data", str(self.data), "--format", "json", *options], stdout=subprocess.PIPE
        ) as listing:
            for line in listing.stdout:
                yield json.loads(line)
        if listing.returncode != 0:
            raise Failure(f"vidimus events exited with {listing.returncode}")

    def stored(self):
        """Event id to the offsets under which `vidimus events` lists it, over all events."""
        found = collections.defaultdict(list)
        for event in self.records():
            if event.get("eventId"):
                found[event["eventId"].lower()].append(event["offset"])
        return found

    def verify(self):
        done = subprocess.run(
            [self.binary, "verify", "--data", str(self.data)], capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise Failure(f"vidimus verify exited with {done.returncode}: {(done.stdout + done.stderr)[-2000:]}")


class Server(ServerProcess):
    """A server that delivers to all kinds of destinations and knows nothing of screenshots."""

    def __init__(self, binary, folder, preload=None, influx=None):
        super().__init__(binary, folder, preload)
        self.json = self.folder / "json"
        self.parquet = self.folder / "parquet"
        self.qvd = self.folder / "qvd"
        self.json.mkdir(parents=True, exist_ok=True)
        self.config.write_text(
            "Butler-SOS:\n"
            "  auditEvents:\n"
            "    enable: true\n"
            "    host: 127.0.0.1\n"
            f"    port: {self.port}\n"
            f"    apiToken: {TOKEN}\n"
            "    rateLimit: {enable: false, maxPerMinute: 300}\n"
            "    destination:\n"
            "      enable: true\n"
            f"      type: json,parquet,qvd{',influxdb' if influx else ''}\n"
            f"      parquet: {{metadata: {{exportDirectory: {self.parquet}, maxBatchSize: 700, writeFrequency: 100}}}}\n"
            f"      qvd: {{metadata: {{exportDirectory: {self.qvd}, maxBatchSize: 700, writeFrequency: 300}}}}\n"
            "      json:\n"
            "        objectdata:\n"
            "          enable: true\n"
            f"          exportDirectory: {self.json}\n"
            + (influx_configuration(influx) if influx else "")
            + "Vidimus:\n"
            f"  operator: {{host: 127.0.0.1, port: {self.operator_port}}}\n"
            "  destinations: {qvd: {rollUp: hour}}\n",
            encoding="utf-8",
        )
