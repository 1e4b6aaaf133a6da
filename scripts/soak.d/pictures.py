"""The account of screenshots: outcome records of the journal against the files that they name, read from outside."""

import collections
import datetime
import hashlib
import re
import struct
import zlib
from pathlib import Path

from promise import Failure

EVENT = "screenshot.url.received"
OUTCOMES = ("screenshot.pending", "screenshot.stored", "screenshot.lost")
CONTENT_NAME = re.compile(r"([0-9a-f]{64})\.[a-z]{1,8}")
SIGNATURE = b"\x89PNG\r\n\x1a\n"
EXAMPLES = 3


def refuse(found, what):
    """Fails when something was found."""
    if found:
        examples = ", ".join(str(one) for one in list(found)[:EXAMPLES])
        raise Failure(f"{len(found)} {what}, such as {examples}")


def seconds(stamp):
    """Seconds since 1970 of a time as `vidimus events` writes it."""
    return datetime.datetime.fromisoformat(stamp.replace("Z", "+00:00")).timestamp()


class Outcomes:
    """What the journal says: the events that wait for a picture, and what became of each."""

    def __init__(self, records):
        self.events = {}
        # When each of them came in, and when its final outcome was recorded; seconds since 1970.
        self.received = {}
        self.settled = {}
        self.offsets = collections.defaultdict(list)
        self.outcomes = collections.defaultdict(list)
        self.with_object_data = set()
        for record in records:
            kind = record["eventType"]
            if kind in OUTCOMES:
                outcome = record["envelope"]
                if kind != "screenshot.pending":
                    self.settled[outcome["eventOffset"]] = seconds(record["receivedAt"])
                self.outcomes[outcome["eventOffset"]].append((kind, outcome))
            elif record["envelope"] and "payload" in record["envelope"]:
                event = record["eventId"].lower()
                self.offsets[event].append(record["offset"])
                if kind == EVENT:
                    self.events[record["offset"]] = event
                    self.received[record["offset"]] = seconds(record["receivedAt"])
                if record["objectData"] is not None:
                    self.with_object_data.add(event)

    def of_kind(self, kind):
        return [outcome for outcomes in self.outcomes.values() for name, outcome in outcomes if name == kind]

    def check(self):
        """Every screenshot has one final outcome, which is a picture, and one record that carries its row."""
        refuse([event for event, offsets in self.offsets.items() if len(offsets) > 1], "events are stored twice")
        refuse(self.outcomes.keys() - self.events.keys(), "outcomes are of no event that has a screenshot, at offset")
        refuse([f"{loss['eventId']} ({loss['reason']}: {loss['message']})" for loss in self.of_kind("screenshot.lost")],
               "screenshots are lost")
        wrong = []
        for offset, event in self.events.items():
            kinds = [kind for kind, _ in self.outcomes[offset]]
            final = [outcome for kind, outcome in self.outcomes[offset] if kind != "screenshot.pending"]
            rows = [outcome["writesRow"] for _, outcome in self.outcomes[offset]].count(True)
            names = {outcome["eventId"].lower() for _, outcome in self.outcomes[offset]}
            if len(final) != 1 or kinds[-1] == "screenshot.pending" or rows != 1 or names != {event}:
                wrong.append(f"{event} at {offset} ({kinds}, {rows} rows)")
        refuse(wrong, "screenshots have not exactly one final outcome and one row")
        problems = [problem for stored in self.of_kind("screenshot.stored") for problem in stored["problems"]]
        refuse(problems, "problems are in the records of stored screenshots")

    def across(self, moments):
        """How many screenshots were open at one of these moments."""
        return sum(
            any(self.received[offset] < moment < self.settled[offset] for moment in moments) for offset in self.events
        )

    def paths_of_rows(self):
        """Event id to the paths that its row names: those of the outcome that carries the row, none for others."""
        paths = dict.fromkeys(self.offsets, [])
        for offset, event in self.events.items():
            for _, outcome in self.outcomes[offset]:
                if outcome["writesRow"]:
                    paths[event] = outcome.get("savedPaths", [])
        return paths


def check_png(path, data):
    """The file is a whole PNG; returns width and height."""
    if not data.startswith(SIGNATURE):
        raise Failure(f"{path} is no PNG")
    at, kind, size = len(SIGNATURE), b"", None
    while at + 12 <= len(data) and kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        if at + 12 + length > len(data):
            raise Failure(f"{path} ends within a part of {length} bytes at byte {at}")
        (checksum,) = struct.unpack_from(">I", data, at + 8 + length)
        if zlib.crc32(data[at + 4:at + 8 + length]) != checksum:
            raise Failure(f"{path} has a wrong checksum at byte {at}")
        if kind == b"IHDR":
            size = struct.unpack_from(">II", data, at + 8)
        at += 12 + length
    if kind != b"IEND" or at != len(data) or size is None:
        raise Failure(f"{path} is no whole PNG: {len(data)} bytes, read to {at}")
    return size


def read_content(folder):
    """Every file of the content directory by its SHA-256, which is its name."""
    found = {}
    for path in sorted(file for file in Path(folder).rglob("*") if file.is_file()):
        if path.parent == Path(folder) and path.suffix == ".json":
            # The list of open sessions is kept beside the pictures.
            continue
        name = CONTENT_NAME.fullmatch(path.name)
        if name is None or path.parent.name != path.name[:2] or path.parent.parent != Path(folder):
            raise Failure(f"{path} is no name of a picture")
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != name[1]:
            raise Failure(f"{path} has other bytes than its name says ({len(data)} bytes)")
        found[path.name] = (data, check_png(path, data))
    return found


def check_images(stored, content, used):
    """The images of one outcome record are in the content directory as it describes them; returns the copies' bytes."""
    wanted = []
    for part in ("picture", "original", "metadataPicture"):
        image = stored.get(part)
        if image is None:
            continue
        name = f"{image['sha256']}.{image['extension']}"
        if name not in content:
            raise Failure(f"{part} {name} of event {stored['eventId']} is not in the content directory")
        data, size = content[name]
        if len(data) != image["byteCount"]:
            raise Failure(f"{part} {name} has {len(data)} bytes, its record says {image['byteCount']}")
        if part == "picture" and size != (stored["width"], stored["height"]):
            raise Failure(f"{name} is {size}, its record says {stored['width']} x {stored['height']}")
        used.add(name)
        if part != "original":
            wanted.append(data)
    return wanted


def check_files(outcomes, content_folder, target):
    """Files and outcome records say the same; returns the number of images and of named copies."""
    content, used, named = read_content(content_folder), set(), {}
    for stored in outcomes.of_kind("screenshot.stored"):
        wanted = check_images(stored, content, used)
        paths = stored["savedPaths"]
        if len(paths) != len(wanted) or len(wanted) != 2:
            raise Failure(f"event {stored['eventId']} has {len(paths)} named copies, not one and one with facts")
        for path, data in zip(paths, wanted):
            if path in named:
                raise Failure(f"{path} is named by the events {named[path]} and {stored['eventId']}")
            named[path] = stored["eventId"]
            if Path(path).parent != Path(target) or stored["eventId"].lower() not in Path(path).name.lower():
                raise Failure(f"event {stored['eventId']} has a copy with a foreign name: {path}")
            if not Path(path).is_file() or Path(path).read_bytes() != data:
                raise Failure(f"{path} is missing or differs from its copy in the content directory")
    # Between writing and its record a crash may leave files that no record names; but the event is tried again, the
    # site gives the same picture, and the record of that attempt names them. So nothing is left at the end.
    refuse(sorted(set(content) - used), "files in the content directory are named by no record")
    there = {str(path) for path in Path(target).rglob("*")}
    refuse(sorted(there - set(named)), "files in the target directory are named by no record")
    return len(content), len(named)
