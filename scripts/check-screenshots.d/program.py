"""The program under test: its configuration, its life, its log and its journal."""

import http.client
import json
import os
import signal
import socket
import subprocess
import threading
import time
import uuid
from pathlib import Path

TOKEN = "check-token"
READY_SECONDS = 60
STOP_SECONDS = 15
TIMESTAMP = "2025-01-02T03:04:05.678Z"
STEM = "20250102T030405.678Z"


class Failure(Exception):
    """Something is not as it should be."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def certificate_keys(certificates, client="client"):
    return {
        "clientCert": certificates.path(client), "clientCertKey": certificates.path(f"{client}-key"),
        "clientCertCA": certificates.path("qlik"),
    }


def configuration(
    certificates, mode="none", proxy_service=None, hosts=("127.0.0.1", "127.0.0.2"), cache=None, screenshots=None,
    own=None, qps=None, verify=True, certificate=None,
):
    """A configuration as Python values. `screenshots`, `own` and `qps` add keys; the value `...` takes one away."""
    settings = {
        "enable": True, "downloadTimeoutMs": 1500, "allowedImageDownloadHosts": list(hosts),
        "storageTargets": [{"enable": True, "type": "flat", "directory": "pictures"}],
    }
    if mode != "none":
        service = {"host": "127.0.0.1", "port": proxy_service.port, "ticketTimeoutMs": 3000}
        if mode == "qpsTicket":
            service |= {"userDirectory": "LAB", "userId": "svc"}
        settings["auth"] = {"mode": mode, "qps": without_gaps(service | (qps or {}))}
        if cache is not None:
            settings["auth"]["sessionCache"] = {"enable": True, "ttlSeconds": 120, "maxEntries": 100} | cache
    return {
        "Butler-SOS": {
            "cert": certificate or certificate_keys(certificates),
            "serversToMonitor": {"rejectUnauthorized": verify},
            "auditEvents": {
                "enable": True, "host": "127.0.0.1", "port": 0, "apiToken": TOKEN,
                "rateLimit": {"enable": False, "maxPerMinute": 300},
                "destination": {
                    "enable": True, "type": "json,parquet",
                    "parquet": {"metadata": {"exportDirectory": "parquet", "writeFrequency": 300}},
                    "json": {"objectdata": {"enable": True, "exportDirectory": "json"}},
                    "screenshots": without_gaps(settings | (screenshots or {})),
                },
            },
        },
        "Vidimus": {"screenshots": {"retrySeconds": 1, "maxConcurrent": 64} | (own or {})},
    }


def without_gaps(values):
    return {key: value for key, value in values.items() if value is not ...}


class Event:
    """A screenshot event, and what the server answered."""

    def __init__(self, url, user, correlation="corr1", crop=None, event=None, context=None):
        self.id = str(uuid.uuid4())
        self.url = url
        self.correlation = correlation
        self.offset = None
        payload = {
            "type": "screenshot.url.received", "selectionTxnId": str(uuid.uuid4()), "screenshotUrl": url,
            "objectId": "abc",
        } | ({"crop": crop} if crop is not None else {}) | (event or {})
        self.body = {
            "schemaVersion": 1, "eventId": self.id, "correlationId": correlation, "timestamp": TIMESTAMP,
            "type": "screenshot.url.received",
            "source": {"kind": "qlik-sense-extension", "name": "audit-qs", "version": "0.4.1"},
            "payload": {
                "timestamp": TIMESTAMP, "context": {"user": user, "appName": "Sales"} | (context or {}),
                "event": without_gaps(payload),
            },
        }

    @property
    def stem(self):
        return f"{STEM}_{self.id}_{self.correlation}"


class Program:
    """One data directory with the server process on it; started and stopped any number of times."""

    def __init__(self, binary, folder, values, environment=None, arguments=()):
        self.binary = binary
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.data = self.folder / "data"
        self.pictures = self.folder / "pictures"
        self.port = free_port()
        self.operator_port = free_port()
        self.environment = environment or {}
        self.arguments = list(arguments)
        # A number of an account to run as, if not as our own.
        self.account = None
        self.process = None
        self.is_ended_by_us = False
        self.posted = []
        self.lock = threading.Lock()
        self.looked_at = 0.0
        self.journal = []
        # JSON is YAML.
        self.configuration = self.folder / "check.yaml"
        self.configuration.write_text(json.dumps(values, indent=1), encoding="utf-8")

    def start(self):
        self.is_ended_by_us = False
        with open(self.folder / "server.log", "ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "serve", "--config", str(self.configuration), "--data", str(self.data), "--port",
                 str(self.port), "--operator-port", str(self.operator_port), *self.arguments],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=os.environ | self.environment, cwd=self.folder,
                user=self.account, group=self.account, extra_groups=None if self.account is None else [],
            )
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise Failure(f"the server did not start (status {self.process.returncode}): {self.log()[-600:]}")
            try:
                if self.request("GET", "/health/ready", port=self.operator_port)[0] == 200:
                    return self
            except OSError:
                pass
            time.sleep(0.03)
        raise Failure(f"the server was not ready within {READY_SECONDS} s: {self.log()[-600:]}")

    def kill(self):
        self.is_ended_by_us = True
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=60)

    def stop(self):
        """SIGTERM; the server must exit 0 in time. Returns the seconds it took."""
        begin = time.monotonic()
        self.check_alive()
        self.is_ended_by_us = True
        self.process.terminate()
        try:
            status = self.process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Failure(f"SIGTERM did not end the server within {STOP_SECONDS} s") from None
        if status != 0:
            raise Failure(f"after SIGTERM the server exited with {status}: {self.log()[-600:]}")
        return time.monotonic() - begin

    def close(self):
        """Ends the process whatever happened before."""
        if self.process is not None and self.process.poll() is None:
            self.kill()

    def request(self, method, path, body=None, headers=None, port=None):
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=30)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def check_alive(self):
        """Fails if the process ended by itself."""
        status = self.process.poll() if self.process is not None else None
        if status is not None and not self.is_ended_by_us:
            crash = next((line for line in self.log().splitlines() if "***" in line and "crashed" in line), "")
            raise Failure(f"the server ended by itself with status {status}: {crash}")

    def post(self, event):
        """Returns the status of the answer."""
        self.check_alive()
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
        status, body = self.request("POST", "/api/v1/audit-event", json.dumps(event.body).encode(), headers)
        if status == 202:
            event.offset = json.loads(body)["receipt"]["offset"]
            with self.lock:
                self.posted.append(event)
        return status

    def log(self):
        path = self.folder / "server.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def lines_about(self, event):
        marks = (event.id, f" offset={event.offset} ")
        return [line for line in self.log().splitlines() if any(mark in line + " " for mark in marks)]

    def metrics(self):
        return self.request("GET", "/metrics", port=self.operator_port)[1].decode()

    def records(self, at_most_old=0.25):
        """The journal as `vidimus events` lists it."""
        with self.lock:
            if time.monotonic() - self.looked_at > at_most_old:
                done = subprocess.run(
                    [self.binary, "events", "--data", str(self.data), "--format", "json"],
                    capture_output=True, check=False,
                )
                if done.returncode != 0:
                    raise Failure(f"vidimus events exited with {done.returncode}: {done.stderr[-300:]}")
                self.journal = [json.loads(line) for line in done.stdout.splitlines()]
                self.looked_at = time.monotonic()
            return self.journal

    def outcomes(self, event, at_most_old=0.25):
        """The outcome records of an event, each with its `type`."""
        return [
            record["envelope"] | {"type": record["eventType"]} for record in self.records(at_most_old)
            if record["eventType"].startswith("screenshot.") and record["eventType"] != "screenshot.url.received"
            and record["envelope"]["eventId"] == event.id
        ]

    def final(self, event, at_most_old=0.25):
        found = [one for one in self.outcomes(event, at_most_old) if one["type"] != "screenshot.pending"]
        return found[0] if found else None

    def verify(self):
        done = subprocess.run(
            [self.binary, "verify", "--data", str(self.data)], capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise Failure(f"vidimus verify exited with {done.returncode}: {(done.stdout + done.stderr)[-600:]}")
