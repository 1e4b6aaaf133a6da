"""A server with its posters, and the account of every event at the end."""

import collections
import json
import random
import re
import shutil
import tempfile
import time

import tables
from influx import InfluxDB
from posters import Ledger, Poster
from promise import Failure
from server import Server


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
            lags = re.findall(r"^vidimus_destination_lag_records\{.*\} (\d+)", self.server.metrics(), re.MULTILINE)
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
