#!/usr/bin/env python3
"""The logic behind scripts/soak: kills, cuts and loads a real server and accounts for every acknowledged event.

Called by scripts/soak, which explains the options. Python's standard library only.
"""

import argparse
import collections
import http.client
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path

import tables
from influx import DATABASE, InfluxDB, free_port

TOKEN = "soak-token"
POSTERS = 8
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


class Failure(Exception):
    """A promise was broken; the message says which."""


class Server:
    """One data directory and the server process on it."""

    def __init__(self, binary, folder, preload=None, influx=None):
        self.binary = binary
        self.folder = Path(folder)
        self.data = self.folder / "data"
        self.json = self.folder / "json"
        self.parquet = self.folder / "parquet"
        self.qvd = self.folder / "qvd"
        self.port = free_port()
        self.operator_port = free_port()
        self.preload = preload
        self.process = None
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.json.mkdir(parents=True, exist_ok=True)
        self.config = self.folder / "soak.yaml"
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

    def start(self, environment=None):
        extra = dict(environment or {})
        if self.preload:
            extra |= {"LD_PRELOAD": str(self.preload), "VIDIMUS_UNSYNC_DIRECTORY": str(self.folder)}
        with open(self.folder / "server.log", "ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "serve", "--config", str(self.config), "--data", str(self.data)],
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

    def stored(self):
        """Event id to the offsets under which `vidimus events` lists it, over all events."""
        found = collections.defaultdict(list)
        with subprocess.Popen(
            [self.binary, "events", "--data", str(self.data), "--format", "json"], stdout=subprocess.PIPE
        ) as listing:
            for line in listing.stdout:
                event = json.loads(line)
                if event.get("eventId"):
                    found[event["eventId"].lower()].append(event["offset"])
        if listing.returncode != 0:
            raise Failure(f"vidimus events exited with {listing.returncode}")
        return found

    def verify(self):
        done = subprocess.run(
            [self.binary, "verify", "--data", str(self.data)], capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise Failure(f"vidimus verify exited with {done.returncode}: {(done.stdout + done.stderr)[-2000:]}")


class Ledger:
    """What the server acknowledged; shared by the posters."""

    def __init__(self):
        self.lock = threading.Lock()
        self.offsets = {}
        self.sent = set()
        self.with_object_data = set()
        self.duplicates = 0
        self.refused = collections.Counter()
        self.problems = []

    def count(self):
        with self.lock:
            return len(self.offsets)

    def acknowledge(self, event_id, receipt, is_duplicate):
        with self.lock:
            offset = receipt["offset"]
            before = self.offsets.setdefault(event_id, offset)
            if before != offset:
                self.problems.append(f"{event_id} was acknowledged at offset {before} and at {offset}")
            self.duplicates += is_duplicate


def make_event(source):
    """A screenshot event with object data every tenth time, else a selection."""
    event_id = str(uuid.UUID(int=source.getrandbits(128)))
    transaction = str(uuid.UUID(int=source.getrandbits(128)))
    now = time.time()
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now)) + f".{int(now * 1000) % 1000:03d}Z"
    has_object_data = source.random() < 0.1
    event = {"type": "selection.state.changed", "selectionTxnId": transaction, "details": [
        {"qField": "Region", "qSelectedCount": 1, "qSelected": "x" * source.randrange(1500)}
    ]}
    if has_object_data:
        event = {
            "type": "screenshot.url.received", "selectionTxnId": transaction,
            "screenshotUrl": "https://qs.example.com/tempcontent/a.png",
            "objectData": {"schemaVersion": 1, "objectType": "table", "dimensions": [], "measures": []},
        }
    body = {
        "schemaVersion": 1, "eventId": event_id, "correlationId": transaction, "timestamp": stamp,
        "type": event["type"], "source": {"kind": "qlik-sense-extension", "name": "audit-qs", "version": "0.4.1"},
        "payload": {"timestamp": stamp, "context": {"user": f"UserDirectory=LAB; UserId=u{source.randrange(50)}"},
                    "event": event},
    }
    return event_id, has_object_data, json.dumps(body).encode()


class Poster(threading.Thread):
    """Posts one event after the other; an event whose answer was lost is often sent again, as a client would."""

    def __init__(self, port, ledger, seed, batches):
        super().__init__(daemon=True)
        self.port = port
        self.ledger = ledger
        self.random = random.Random(seed)
        self.batches = batches
        self.ending = threading.Event()
        self.connection = None
        self.doubtful = []
        # Seconds between two requests, and how long each took, for campaigns that want them.
        self.pause = 0.0
        self.latencies = None

    def run(self):
        while not self.ending.is_set():
            try:
                self.work()
            except (OSError, http.client.HTTPException):
                self.disconnect()
                time.sleep(0.01)
            except Exception as error:  # noqa: BLE001 - a poster that dies unseen would weaken the test
                with self.ledger.lock:
                    self.ledger.problems.append(f"poster failed: {error!r}")
                return

    def work(self):
        events, self.doubtful = self.doubtful, []
        is_repeat = bool(events)
        if not is_repeat:
            count = self.random.choice([2, 10, 40]) if self.batches and self.random.random() < 0.3 else 1
            events = [make_event(self.random) for _ in range(count)]
            with self.ledger.lock:
                self.ledger.sent |= {event[0] for event in events}
                self.ledger.with_object_data |= {event[0] for event in events if event[1]}
        try:
            begin = time.monotonic()
            answers = self.post(events)
            if self.latencies is not None:
                self.latencies.append(time.monotonic() - begin)
            if self.pause:
                self.ending.wait(max(0.0, self.pause - (time.monotonic() - begin)))
        except (OSError, http.client.HTTPException):
            # The answer is lost. Half of the time the client repeats until it has one, the other half nobody will
            # ever know.
            if is_repeat or self.random.random() < 0.5:
                self.doubtful = events
            raise
        for event, (code, answer) in zip(events, answers, strict=True):
            if code == 202:
                self.ledger.acknowledge(event[0], answer["receipt"], answer.get("duplicate", False))
            else:
                with self.ledger.lock:
                    self.ledger.refused[code] += 1
                    if code not in (429, 503):
                        self.ledger.problems.append(f"a valid event was answered {code}: {answer}")
                self.doubtful.append(event)

    def post(self, events):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        is_batch = len(events) > 1
        self.connection.request(
            "POST", "/api/v1/audit-events" if is_batch else "/api/v1/audit-event",
            body=b"\n".join(event[2] for event in events),
            headers={"Authorization": f"Bearer {TOKEN}",
                     "Content-Type": "application/x-ndjson" if is_batch else "application/json"},
        )
        response = self.connection.getresponse()
        body = response.read()
        if not is_batch:
            return [(response.status, json.loads(body))]
        if response.status != 200:
            return [(response.status, body.decode(errors="replace"))] * len(events)
        lines = [json.loads(line) for line in body.splitlines()]
        return [(line["code"], line) for line in lines]

    def disconnect(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None


class Campaign:
    """A server, its posters and the final account."""

    def __init__(self, arguments, preload=None):
        self.random = random.Random(arguments.seed)
        self.folder = tempfile.mkdtemp(prefix="vidimus-soak-", dir=arguments.directory)
        self.influx = InfluxDB(self.folder) if InfluxDB.is_installed() else None
        if self.influx:
            self.influx.start()
        else:
            print("note: influxd is not installed; the campaign runs without InfluxDB")
        self.server = Server(arguments.binary, self.folder, preload, self.influx)
        self.ledger = Ledger()
        self.posters = [
            Poster(self.server.port, self.ledger, self.random.getrandbits(64), batches=index % 2 == 1)
            for index in range(arguments.posters)
        ]

    def start_posters(self):
        for poster in self.posters:
            poster.start()

    def stop_posters(self):
        for poster in self.posters:
            poster.ending.set()
        for poster in self.posters:
            poster.join(timeout=30)
            if poster.is_alive():
                raise Failure("a poster got no answer for 30 s")
            poster.disconnect()

    def check_progress(self):
        if self.ledger.problems:
            raise Failure("; ".join(self.ledger.problems[:5]))

    def account(self):
        """Starts once more, stops cleanly, and compares what is there with what was acknowledged."""
        self.stop_posters()
        if self.server.process is None or self.server.process.poll() is not None:
            self.server.start()
        self.server.wait_until_ready()
        stored = self.server.stored()
        self.await_object_data(stored)
        self.await_delivery()
        self.server.stop()
        self.server.verify()
        stored = self.server.stored()
        self.check_progress()
        lost = [event for event in self.ledger.offsets if event not in stored]
        double = [event for event, offsets in stored.items() if len(offsets) > 1]
        moved = [event for event, offset in self.ledger.offsets.items() if offset not in stored.get(event, [offset])]
        foreign = [event for event in stored if event not in self.ledger.sent]
        for name, events in [("lost", lost), ("stored twice", double), ("at another offset", moved),
                             ("never sent", foreign)]:
            if events:
                raise Failure(f"{len(events)} events {name}, such as {events[:3]}")
        self.check_object_data(stored)
        self.check_tables(stored)
        self.check_points(stored)
        return len(stored)

    def await_delivery(self):
        """Returns once no destination is behind."""
        deadline = time.monotonic() + 600
        while time.monotonic() < deadline:
            connection = http.client.HTTPConnection("127.0.0.1", self.server.operator_port, timeout=10)
            connection.request("GET", "/metrics")
            text = connection.getresponse().read().decode()
            connection.close()
            lags = re.findall(r"^vidimus_destination_lag_records\{.*\} (\d+)", text, re.MULTILINE)
            if lags and all(int(lag) == 0 for lag in lags):
                return
            time.sleep(0.2)
        raise Failure("the destinations did not catch up within 600 s")

    def check_points(self, stored):
        """Each event is one point of the real database."""
        if self.influx is None:
            return
        wanted = sorted(event for event in stored if event in self.ledger.sent)
        found = sorted(self.influx.event_ids())
        if found != wanted:
            raise Failure(f"InfluxDB has {len(found)} points ({len(set(found))} different), the journal {len(wanted)}")
        print(f"influxdb: {len(found)} points, equal to the journal's events, in {self.influx.series()} series")

    def check_tables(self, stored):
        """Each event is one row of each kind of table, at its offset; read by programs that are not ours."""
        wanted = sorted((offsets[0], event) for event, offsets in stored.items() if event in self.ledger.sent)
        for name, rows in (("parquet", tables.parquet_rows(self.server.parquet)),
                           ("qvd", tables.qvd_rows(self.server.qvd))):
            if rows is None:
                print(f"note: no reader for {name} is installed; its files were not compared")
                continue
            found = sorted((offset, event.lower()) for offset, event in rows)
            if found != wanted:
                raise Failure(f"{name} has {len(found)} rows ({len(set(found))} different), the journal {len(wanted)}")
            print(f"{name}: {len(found)} rows, equal to the journal's events")

    def object_data_files(self):
        found = collections.Counter()
        for path in self.server.json.rglob("*.json"):
            if path.name.startswith("."):
                continue
            try:
                found[json.loads(path.read_bytes())["eventId"].lower()] += 1
            except (ValueError, KeyError):
                raise Failure(f"{path.name} is not a complete file of object data") from None
        return found

    def await_object_data(self, stored):
        wanted = sum(1 for event in stored if event in self.ledger.with_object_data)
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            if sum(1 for _ in self.server.json.rglob("[!.]*.json")) >= wanted:
                return
            time.sleep(0.1)

    def check_object_data(self, stored):
        files = self.object_data_files()
        for event in stored:
            wanted = 1 if event in self.ledger.with_object_data else 0
            if files.get(event, 0) != wanted:
                raise Failure(f"event {event} has {files.get(event, 0)} files of object data; {wanted} wanted")

    def clean_up(self, keep):
        for poster in self.posters:
            poster.ending.set()
        if self.server.process is not None and self.server.process.poll() is None:
            self.server.process.kill()
            self.server.process.wait()
        if self.influx:
            self.influx.kill()
        if keep:
            print(f"kept for inspection: {self.folder}")
        else:
            shutil.rmtree(self.folder)


def run_cycles(campaign, arguments, start, end):
    """Starts, waits a random moment under load, ends hard; again and again."""
    campaign.start_posters()
    begin = time.monotonic()
    for cycle in range(1, arguments.cycles + 1):
        start()
        if campaign.random.random() < 0.2:
            # While it starts and recovers.
            time.sleep(campaign.random.uniform(0.0, 0.15))
        else:
            wait_for_acknowledgement(campaign)
            time.sleep(campaign.random.uniform(0.0, 0.4))
        end()
        campaign.check_progress()
        if cycle % 100 == 0 and cycle < arguments.cycles:
            campaign.server.verify()
        if cycle % 10 == 0 or cycle == arguments.cycles:
            print(f"cycle {cycle} of {arguments.cycles}: {campaign.ledger.count()} events acknowledged, "
                  f"{campaign.ledger.duplicates} repeats recognised, {time.monotonic() - begin:.0f} s", flush=True)
    count = campaign.account()
    acknowledged = campaign.ledger.count()
    if acknowledged == 0:
        raise Failure("no event was ever acknowledged; the campaign proves nothing")
    return f"{arguments.cycles} cycles: {acknowledged} events acknowledged, {count} stored, 0 lost, 0 doubled"


def wait_for_acknowledgement(campaign):
    """Returns once an event was acknowledged since the start, or the process is gone."""
    before = campaign.ledger.count()
    deadline = time.monotonic() + READY_SECONDS
    while campaign.ledger.count() == before:
        if campaign.server.process.poll() is not None:
            return
        if time.monotonic() > deadline:
            raise Failure(f"nothing was acknowledged within {READY_SECONDS} s: {campaign.server.last_words()}")
        time.sleep(0.005)


def kill_campaign(arguments):
    campaign = Campaign(arguments)

    def end():
        if campaign.server.process.poll() is not None:
            raise Failure(f"the server ended by itself: {campaign.server.last_words()}")
        campaign.server.end(signal.SIGKILL)

    return campaign, lambda: run_cycles(campaign, arguments, campaign.server.start, end)


def power_campaign(arguments):
    library = Path(arguments.build_directory) / "unsync.so"
    source = Path(__file__).with_name("unsync.c")
    library.parent.mkdir(parents=True, exist_ok=True)
    compiler = next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), None)
    if compiler is None:
        sys.exit("a C compiler is needed: cc, gcc or clang")
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", str(library), str(source), "-ldl",
         "-lpthread"],
        check=True,
    )
    campaign = Campaign(arguments, preload=library)

    def start():
        environment = {"VIDIMUS_UNSYNC_SEED": str(campaign.random.getrandbits(63))}
        if campaign.random.random() < 0.5:
            environment["VIDIMUS_UNSYNC_COUNTDOWN"] = str(campaign.random.randrange(1, 400))
        campaign.server.start(environment)

    def end():
        process = campaign.server.process
        status = process.poll() if process.poll() is not None else campaign.server.end(signal.SIGUSR2)
        # The signal may come before the library is loaded.
        if status not in (137, -signal.SIGUSR2):
            raise Failure(f"the server ended with {status} instead of the cut: {campaign.server.last_words()}")

    return campaign, lambda: run_cycles(campaign, arguments, start, end)


def load_campaign(arguments):
    campaign = Campaign(arguments)

    def run():
        begin = time.monotonic()
        end = begin + arguments.minutes * 60
        highest = 0
        starts = 0
        campaign.start_posters()
        while time.monotonic() < end:
            campaign.server.start()
            campaign.server.wait_until_ready()
            starts += 1
            # A clean stop under load every ten minutes or so.
            restart = min(end, time.monotonic() + campaign.random.uniform(300, 900))
            while time.monotonic() < restart:
                time.sleep(min(5, max(0.0, restart - time.monotonic())))
                campaign.check_progress()
                if campaign.server.process.poll() is not None:
                    raise Failure(f"the server ended by itself: {campaign.server.last_words()}")
                highest = max(highest, campaign.server.resident_kilobytes())
                print(f"{(time.monotonic() - begin) / 60:.1f} min: {campaign.ledger.count()} events acknowledged, "
                      f"{highest // 1024} MB resident at most", flush=True)
            took = campaign.server.stop()
            if took > 10:
                raise Failure(f"a clean stop under load took {took:.1f} s; 10 s are promised")
        count = campaign.account()
        return (f"{arguments.minutes} minutes, {starts} clean stops: {campaign.ledger.count()} events acknowledged, "
                f"{count} stored, 0 lost, 0 doubled, {highest // 1024} MB resident at most")

    return campaign, run


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0.0


def outage_campaign(arguments):
    """InfluxDB is dead for minutes under 1,000 events a second; intake must not notice, and nothing may be missing."""
    campaign = Campaign(arguments)

    def phase(name, seconds, latencies):
        for poster in campaign.posters:
            poster.latencies = latencies
        before = campaign.ledger.count()
        begin = time.monotonic()
        while time.monotonic() - begin < seconds:
            time.sleep(min(5.0, seconds))
            campaign.check_progress()
        rate = (campaign.ledger.count() - before) / (time.monotonic() - begin)
        print(f"{name}: {rate:.0f} events/s, p50 {1000 * percentile(latencies, 0.5):.1f} ms, "
              f"p99 {1000 * percentile(latencies, 0.99):.1f} ms, "
              f"{campaign.server.resident_kilobytes() // 1024} MB resident", flush=True)

    def run():
        if campaign.influx is None:
            raise Failure("the campaign needs influxd (Debian package influxdb)")
        campaign.server.start()
        campaign.server.wait_until_ready()
        for poster in campaign.posters:
            poster.batches = False
            poster.pause = len(campaign.posters) / 1000
        campaign.start_posters()
        up, down = [], []
        phase("InfluxDB up", min(30.0, arguments.minutes * 60), up)
        campaign.influx.kill()
        phase("InfluxDB down", arguments.minutes * 60, down)
        campaign.influx.start()
        count = campaign.account()
        ratio = percentile(down, 0.99) / max(percentile(up, 0.99), 1e-9)
        return (f"{arguments.minutes} minutes down: {campaign.ledger.count()} events acknowledged, {count} stored, "
                f"all delivered once; p99 down is {ratio:.2f} times p99 up")

    return campaign, run


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("campaign", choices=["kill", "power", "load", "outage"])
    parser.add_argument("--binary", required=True)
    parser.add_argument("--build-directory", required=True)
    parser.add_argument("--directory")
    parser.add_argument("--cycles", type=int, default=1000)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--posters", type=int, default=POSTERS)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    parser.add_argument("--keep", action="store_true")
    arguments = parser.parse_args()
    if arguments.minutes is None:
        arguments.minutes = 10.0 if arguments.campaign == "outage" else 60.0
    if arguments.cycles < 1 or arguments.posters < 1 or arguments.minutes <= 0:
        parser.error("cycles, posters and minutes are greater than zero")
    print(f"{arguments.campaign}: seed {arguments.seed}", flush=True)
    campaign, run = {"kill": kill_campaign, "power": power_campaign, "load": load_campaign,
                     "outage": outage_campaign}[arguments.campaign](arguments)
    is_broken = True
    try:
        print(run())
        is_broken = False
    except Failure as failure:
        print(f"BROKEN PROMISE: {failure}\nrepeat with: scripts/soak {arguments.campaign} --seed {arguments.seed}",
              file=sys.stderr)
    finally:
        campaign.clean_up(keep=is_broken or arguments.keep)
    return 1 if is_broken else 0


if __name__ == "__main__":
    sys.exit(main())
