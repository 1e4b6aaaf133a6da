"""Clients that post events, and the ledger of what they were promised."""

import collections
import http.client
import json
import random
import threading
import time
import uuid

from server import TOKEN


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
