#!/usr/bin/env python3
"""Checks an evidence package of Vidimus. Needs Python 3.8 or newer and nothing else; opens no connection.

usage: python3 verify_evidence.py PACKAGE.zip [--key VKEY] [--log-id ID] [--checkpoint FILE] [--witness VKEY]...

  --key VKEY         the log's verifier key, as you got it from elsewhere
  --log-id ID        the log's id, 16 hexadecimal digits, as it stands in receipts
  --checkpoint FILE  a checkpoint of the log that somebody kept: must have the same root
  --witness VKEY     must have cosigned the checkpoint
  --quiet            leave out the table

Prints a table of everything that is proven, then every finding. Exits 0 only if there is none. What each step means stands
in docs/formats/evidence-package.md and docs/evidence.md of Vidimus; the steps below have its numbers.
"""

import argparse
import base64
import binascii
import datetime
import hashlib
import json
import mmap
import re
import struct
import sys

MAXIMUM_LINE_BYTES = 40 << 20
MAXIMUM_NOTE_BYTES = 64 << 10
MAXIMUM_NUMBER = 1 << 62
FIRST_YEARS, LAST_YEARS = -62135596800000, 253402300799999  # milliseconds: years 1 to 9999
RECORD_KEYS = ["offset", "receivedAt", "eventId", "salt", "facts", "content", "proof"]
ERASED_KEYS = ["offset", "receivedAt", "commitment", "proof"]
MANIFEST_KEYS = ["format", "madeBy", "origin", "logId", "treeSize", "filter", "events", "ownRecords", "pictures",
                 "notCovered", "missingPictures", "files"]
NUMBER = "0|[1-9][0-9]{0,18}"
PICTURE = r"pictures/[0-9a-f]{64}\.[a-z]{1,8}"


class Malformed(Exception):
    """Something has not the form that it must have."""


class Stop(Exception):
    """Nothing further can be judged."""


def need(condition, reason):
    if not condition:
        raise Malformed(reason)


# ---- Ed25519 (RFC 8032): points of the curve in extended coordinates (X, Y, Z, T), x = X/Z, y = Y/Z, xy = T/Z

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point = add(point, point)
        number >>= 1
    return result


def decode_point(encoded):
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def encode_point(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(public_key, message, signature):
    """Whether `signature` is that of `message` by the holder of `public_key`."""
    point = decode_point(public_key)
    s = int.from_bytes(signature[32:], "little")
    if point is None or len(signature) != 64 or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % L
    x, y, z, t = multiply(h, point)
    return encode_point(add(multiply(s, BASE), (P - x, y, z, P - t))) == signature[:32]  # S·B - h·A = R


# ---- Signed notes, keys and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature)

def decode64(text, length=None):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Malformed("not base64")
    need(base64.b64encode(data).decode() == text and length in (None, len(data)), "not base64 of the right length")
    return data


def is_name(name):
    return name != "" and not any(c.isspace() or c == "+" for c in name)


class Key:
    """A verifier key: name, type 1 (signs notes) or 4 (cosigns checkpoints), and 32 bytes of Ed25519."""

    def __init__(self, text, kind=1):
        self.text = text
        parts = text.split("+", 2)
        need(len(parts) == 3 and is_name(parts[0]), "not a verifier key")
        self.name = parts[0]
        data = decode64(parts[2], 33)
        digest = hashlib.sha256(self.name.encode() + b"\n" + data).digest()
        need(data[0] == kind and parts[1] == digest[:4].hex(), "key id or type of a verifier key is wrong")
        self.id, self.bytes, self.log_id = digest[:4], data[1:], digest[:8].hex()

    def signed(self, note):
        """Whether the note has a signature of this key, and none of its name and id that is wrong."""
        found = [s for name, key_id, s in note.signatures if (name, key_id) == (self.name, self.id)]
        return bool(found) and all(is_signed(self.bytes, note.text.encode(), s) for s in found)

    def cosigned(self, note):
        """When this witness confirmed the checkpoint, in seconds since 1970; None if it did not."""
        for name, key_id, s in note.signatures:
            if (name, key_id) == (self.name, self.id) and len(s) == 72:
                seconds = int.from_bytes(s[:8], "big")
                message = "cosignature/v1\ntime %d\n%s" % (seconds, note.text)
                if is_signed(self.bytes, message.encode(), s[8:]):
                    return seconds
        return None


class Note:
    """A text and its signatures, not yet verified."""

    def __init__(self, data):
        need(len(data) <= MAXIMUM_NOTE_BYTES, "longer than a note may be")
        try:
            whole = bytes(data).decode("utf-8")
        except UnicodeDecodeError:
            raise Malformed("not UTF-8")
        need(not any(c < " " and c != "\n" for c in whole), "a control character")
        text, separator, lines = whole.rpartition("\n\n")
        need(separator and text and lines.endswith("\n"), "not a signed note")
        self.text, self.signatures = text + "\n", []
        for line in lines[:-1].split("\n"):
            parts = line.split(" ")
            need(len(parts) == 3 and parts[0] == "\u2014" and is_name(parts[1]), "a bad signature line")
            data = decode64(parts[2])
            need(len(data) > 4, "a signature is too short")
            self.signatures.append((parts[1], data[:4], data[4:]))


class Checkpoint:
    """Origin, size and root of a log's tree, as the log signed them."""

    def __init__(self, data):
        self.note = Note(data)
        lines = self.note.text.split("\n")
        need(len(lines) == 4 and re.fullmatch(NUMBER, lines[1]), "not a checkpoint")
        self.origin, self.size, self.root = lines[0], int(lines[1]), decode64(lines[2], 32)
        need(is_name(self.origin) and self.size <= MAXIMUM_NUMBER, "not a checkpoint")


# ---- The tree (RFC 6962, section 2.1; RFC 9162, section 2.1.3.2)

def sha256(data):
    return hashlib.sha256(data).digest()


def root_by_proof(leaf, index, size, proof):
    """The root to which the proof leads from leaf `index` of a tree of `size` leaves; None if it has another length."""
    node, last = leaf, size - 1
    for sibling in proof:
        if last == 0:
            return None
        if index & 1 or index == last:
            node = sha256(b"\x01" + sibling + node)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = sha256(b"\x01" + node + sibling)
        index, last = index >> 1, last >> 1
    return node if last == 0 else None


# ---- Records

def parse_json(data, indent=None):
    """Reads JSON that is written in the one allowed way."""
    try:
        value = json.loads(data.decode("utf-8"))
        again = json.dumps(value, ensure_ascii=False, indent=indent, separators=(",", ": " if indent else ":"))
        need(again.encode("utf-8") == data, "not written in the one allowed way")
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON: %s" % error)
    return value


def is_number(value, low=0, high=MAXIMUM_NUMBER):
    return type(value) is int and low <= value <= high


def is_text(value, pattern=r"[\s\S]*"):
    return type(value) is str and re.fullmatch(pattern, value) is not None


def are_texts(value, pattern=r"[\s\S]*"):
    return type(value) is list and all(is_text(text, pattern) for text in value)


class Record:
    """One line of records.jsonl."""

    def __init__(self, line):
        need(len(line) <= MAXIMUM_LINE_BYTES, "the line is too long")
        value = parse_json(line)
        need(type(value) is dict and list(value) in (RECORD_KEYS, ERASED_KEYS), "members are missing or unknown")
        need(is_number(value["offset"]) and is_number(value["receivedAt"], FIRST_YEARS, LAST_YEARS), "a bad number")
        need(are_texts(value["proof"]) and len(value["proof"]) <= 64, "a bad proof")
        self.offset, self.received_at, self.is_erased = value["offset"], value["receivedAt"], "commitment" in value
        self.proof = [decode64(text, 32) for text in value["proof"]]
        self.event_id, self.own_type, self.json = None, None, {}
        if self.is_erased:
            need(type(value["commitment"]) is str, "a bad commitment")
            commitment = decode64(value["commitment"], 32)
        else:
            commitment = self.read_content(value)
        entry = "vidimus.record/v1\n%d\n%d\n%s\n" % (
            self.offset, self.received_at, base64.b64encode(commitment).decode())
        self.leaf = sha256(b"\x00" + entry.encode())

    def read_content(self, value):
        """Takes the members of a record that was not erased, and returns its commitment."""
        need(is_text(value["eventId"], "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "a bad event id")
        need(is_text(value["salt"], "[0-9a-f]{32}") and is_text(value["content"]), "a bad salt or content")
        facts = value["facts"]
        need(type(facts) is list and len(facts) == 5 and facts[0] is not None, "bad facts")
        frame = b""
        for fact in facts:
            need(fact is None or is_text(fact), "bad facts")
            encoded = b"" if fact is None else fact.encode()
            need(len(encoded) <= 512, "a fact is too long")
            frame += struct.pack("<H", 0 if fact is None else len(encoded) + 1) + encoded
        self.event_id, self.own_type = value["eventId"], facts[4]
        try:  # What the content says is shown below; whether it is authentic, only the proof says.
            self.json = json.loads(value["content"].lstrip("\ufeff"), parse_int=str, parse_float=str)
        except (ValueError, RecursionError):
            self.json = None
        head = bytes.fromhex(value["salt"]) + bytes.fromhex(self.event_id.replace("-", ""))
        return sha256(head + frame + value["content"].encode())

    def text(self, *path):
        """The text at a path of the content; empty if there is none."""
        value = self.json
        for name in path:
            value = value.get(name) if type(value) is dict else None
        return value if type(value) is str else ""

    def outcome(self):
        """Offset and id of the event whose pictures were stored, and (name, bytes) of each."""
        need(type(self.json) is dict, "no object")
        event, images = self.text("eventOffset"), []
        for member in ("picture", "original", "metadataPicture"):
            if member in self.json or member == "picture":
                name = "pictures/%s.%s" % (self.text(member, "sha256"), self.text(member, "extension"))
                size = self.text(member, "byteCount")
                need(re.fullmatch(PICTURE, name) and re.fullmatch(NUMBER, size), "no picture")
                images.append((name, int(size)))
        need(re.fullmatch(NUMBER, event), "no event")
        return int(event), self.text("eventId"), images

    def row(self):
        """The cells of the table: offset, time of receipt, type, user, app, sheet, object, picture."""
        event, context = ("payload", "event"), ("payload", "context")
        if self.is_erased:
            cells = ["erased", "", "", "", "", ""]
        elif self.own_type is not None:
            about = self.text("eventOffset")
            cells = [self.own_type, "", "", "", about and "record " + about, self.text("picture", "sha256")]
        else:
            cells = [self.text("type"), self.text(*context, "user"),
                     self.text(*context, "appName") or self.text(*context, "appId"),
                     self.text(*context, "sheetName") or self.text(*context, "sheetId"),
                     self.text(*event, "objectId"), ""]
        return "\t".join([str(self.offset), time_text(self.received_at)] + [shown(cell) for cell in cells])


def time_text(milliseconds):
    if not FIRST_YEARS <= milliseconds <= LAST_YEARS:
        return "%d ms" % milliseconds
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=milliseconds)
    return "%04d" % moment.year + moment.strftime("-%m-%dT%H:%M:%S.") + "%03dZ" % (moment.microsecond // 1000)


def shown(text):
    """Makes a text from outside safe for a terminal: at most 256 characters, no control or direction marks."""
    cut = text if len(text) <= 256 else text[:256] + "\u2026"
    cut = re.sub("[\ud800-\udfff]", "\ufffd", cut)
    return re.sub("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]",
                  lambda match: "\\u{%x}" % ord(match.group()), cut)


# ---- The package

LOCAL, CENTRAL, END = "<4s5H3L2H", "<4s6H3L5H2L", "<4s4H2LH"


def read_container(data):
    """Step 1: where each file lies, as {name: (start, end)}, if the archive has exactly the form that it must have."""
    spans, central, position = {}, b"", 0
    while data[position:position + 4] == b"PK\x03\x04":
        need(position + 30 <= len(data), "the archive is cut off")
        fields = struct.unpack(LOCAL, data[position:position + 30])
        size, start = fields[8], position + 30 + fields[9]
        name, end = bytes(data[position + 30:start]), start + size
        need(end <= len(data) and re.fullmatch(b"[ -~]+", name) and name.decode() not in spans, "cut off, or a bad name")
        about = (10, 0, 0, 0, 33, binascii.crc32(data[start:end]), size, size, len(name), 0)
        need(data[position:position + 30] == struct.pack(LOCAL, b"PK\x03\x04", *about), "a header is wrong")
        central += struct.pack(CENTRAL, b"PK\x01\x02", 10, *about, 0, 0, 0, 0, position) + name
        spans[name.decode()] = (start, end)
        position = end
    end = struct.pack(END, b"PK\x05\x06", 0, 0, len(spans), len(spans), len(central), position, 0)
    need(spans and len(spans) <= 65535 and data[position:] == central + end, "the directory of the archive is wrong")
    return spans


def parse_manifest(data):
    need(data.endswith(b"\n"), "no final line feed")
    value = parse_json(data[:-1], indent=2)
    need(type(value) is dict and list(value) == MANIFEST_KEYS, "members are missing or unknown")
    need(value["format"] == "vidimus.evidence/v1", "another format or version")
    need(all(is_text(value[name]) for name in ("madeBy", "origin", "logId")), "a bad text")
    need(all(is_number(value[name]) for name in ("treeSize", "events", "ownRecords", "pictures", "notCovered")), "a number")
    need(type(value["filter"]) is dict and all(is_text(v) or are_texts(v) for v in value["filter"].values()), "filter")
    need(are_texts(value["missingPictures"], PICTURE) and type(value["files"]) is list, "missing pictures, or files")
    for file in value["files"]:
        need(type(file) is dict and list(file) == ["name", "bytes", "sha256"] and is_text(file["name"])
             and is_number(file["bytes"]) and is_text(file["sha256"], "[0-9a-f]{64}"), "a bad file")
    names = [file["name"] for file in value["files"]]
    keys = [name for name in names if name.startswith("keys/")]
    pictures = [name for name in names if re.fullmatch(PICTURE, name)]
    need(keys and len(set(pictures)) == len(pictures) and names == ["README.txt", "checkpoint"]
         + ["keys/%d" % number for number in range(len(keys))] + ["records.jsonl"] + pictures
         + ["report.html", "verify_evidence.py"], "not the files of a package in their order")
    return value


class Verification:
    """Runs the steps of the specification and keeps what they find."""

    def __init__(self, data, key=None, log_id=None, checkpoint=None, witnesses=(), show=lambda row: None):
        self.data, self.view, self.show = data, memoryview(data), show
        self.key, self.log_id, self.known, self.witnesses = key, log_id, checkpoint, witnesses
        self.findings, self.notes, self.keys, self.checkpoint = [], [], [], None
        self.events = self.own_records = 0
        try:
            self.check_files()
            self.check_keys()
            self.check_checkpoint()
            self.check_outside()
            self.check_records()
        except Stop:
            pass

    def found(self, code, detail):
        self.findings.append((code, detail))

    def attempt(self, code, where, make, *arguments):
        """Returns what `make` returns; where that is malformed, nothing further can be judged."""
        try:
            return make(*arguments)
        except Malformed as error:
            self.found(code, "%s: %s" % (where, error))
            raise Stop

    def file(self, name):
        start, end = self.spans[name]
        return self.view[start:end]

    def check_files(self):
        """Steps 1 to 3: the container, the manifest, and each file against it."""
        self.spans = self.attempt("zip-malformed", "archive", read_container, self.view)
        if "manifest.json" not in self.spans:
            self.found("manifest-malformed", "manifest.json: it is missing")
            raise Stop
        self.manifest = self.attempt("manifest-malformed", "manifest.json", parse_manifest, bytes(self.file("manifest.json")))
        listed = {file["name"]: (file["bytes"], file["sha256"]) for file in self.manifest["files"]}
        expected = list(listed) + ["manifest.json", "manifest.note"]
        missing = [name for name in expected if name not in self.spans]
        unexpected = [name for name in self.spans if name not in expected]
        for name in missing:
            self.found("file-missing", name)
        for name in unexpected:
            self.found("file-unexpected", name)
        if not missing and not unexpected and list(self.spans) != expected:
            self.found("file-order", "the files are not in the order of the manifest")
        if any(not name.startswith("pictures/") for name in missing):
            raise Stop
        self.hashes = {name: hashlib.sha256(self.file(name)).hexdigest() for name in self.spans}
        for name in listed:
            if name in self.spans and (len(self.file(name)), self.hashes[name]) != listed[name]:
                self.found("file-changed", name)

    def check_keys(self):
        """Steps 4 and 5: the chain of keys, and the signature of the manifest by the newest one."""
        for number in range(sum(name.startswith("keys/") for name in self.spans)):
            self.attempt("keys-malformed", "keys/%d" % number, self.read_key, bytes(self.file("keys/%d" % number)))
        text = "vidimus.evidence/v1\nmanifest.json sha256:%s\n" % self.hashes["manifest.json"]
        try:
            note = Note(self.file("manifest.note"))
            need(note.text == text and self.keys[-1].signed(note), "not signed by the newest key of the log")
        except Malformed as error:
            self.found("manifest-signature", "manifest.note: %s" % error)

    def read_key(self, data):
        if not self.keys:
            need(data.endswith(b"\n"), "not one line")
            try:
                self.keys.append(Key(data[:-1].decode()))
            except UnicodeDecodeError:
                raise Malformed("not UTF-8")
            return
        note, old = Note(data), self.keys[-1]
        lines = note.text.split("\n")
        need(len(lines) == 4 and lines[0] == "vidimus.key-handover/v1", "not a hand-over")
        new = Key(lines[2])
        if lines[1] != old.text or new.name != old.name or not (old.signed(note) and new.signed(note)):
            self.found("key-chain", "keys/%d" % len(self.keys))
        self.keys.append(new)

    def check_checkpoint(self):
        """Step 6: the root that the log signed, and what the manifest says of it."""
        self.checkpoint = point = self.attempt("checkpoint-malformed", "checkpoint", Checkpoint, self.file("checkpoint"))
        first, newest, manifest = self.keys[0], self.keys[-1], self.manifest
        if point.origin != newest.name or not newest.signed(point.note):
            self.found("checkpoint-signature", "not signed by the newest key of the log")
        if (manifest["origin"], manifest["logId"], manifest["treeSize"]) != (first.name, first.log_id, point.size):
            self.found("manifest-contradicts", "the manifest names another log or checkpoint")

    def check_outside(self):
        """Step 7: what the caller knows from elsewhere."""
        point = self.checkpoint
        if self.key is not None and self.key.text not in [key.text for key in self.keys]:
            self.found("key-mismatch", "the package has no key %s" % self.key.text)
        if self.log_id is not None and self.log_id != self.keys[0].log_id:
            self.found("log-id-mismatch", "the id of the log is %s" % self.keys[0].log_id)
        if self.known is not None:
            if self.known.origin != point.origin or (self.known.size == point.size and self.known.root != point.root):
                self.found("checkpoint-conflict", "another tree than in the given checkpoint")
            elif self.known.size != point.size:
                self.found("checkpoint-not-comparable", "the given checkpoint has another size")
        for witness in self.witnesses:
            seconds = witness.cosigned(point.note)
            if seconds is None:
                self.found("cosignature-missing", witness.name)
            else:
                self.notes.append("%s confirmed this checkpoint at %s" % (witness.name, time_text(seconds * 1000)))

    def check_records(self):
        """Steps 8 to 10: each record up to the root, the pictures that belong to events, the counts."""
        (position, end), number, last, lines = self.spans["records.jsonl"], 0, -1, 0
        self.event_ids, self.bound = {}, set()
        while position < end:
            stop = self.data.find(b"\n", position, end)
            line, position = self.view[position:stop if stop >= 0 else end], stop + 1 if stop >= 0 else end
            number += 1
            try:
                need(stop >= 0, "the last line is cut off")
                record = Record(bytes(line[:MAXIMUM_LINE_BYTES + 1]))
            except Malformed as error:
                self.found("record-malformed", "records.jsonl line %d: %s" % (number, error))
                continue
            where, order, last = "record %d" % record.offset, record.offset > last, max(last, record.offset)
            if not order:
                self.found("record-order", where)
            elif record.offset >= self.checkpoint.size:
                self.found("record-not-covered", where)
            elif root_by_proof(record.leaf, record.offset, self.checkpoint.size, record.proof) != self.checkpoint.root:
                self.found("record-not-in-log", where)
            else:
                self.take(record, where)
        for name in [name for name in self.spans if name.startswith("pictures/") and name not in self.bound]:
            self.found("picture-unbound", name)
        for name in self.manifest["missingPictures"]:
            if name not in self.bound or name in self.spans:
                self.found("picture-unbound", name)
        pictures = sum(name.startswith("pictures/") for name in self.spans)
        for name, count in (("events", self.events), ("ownRecords", self.own_records), ("pictures", pictures)):
            if self.manifest[name] != count:
                self.found("count-wrong", "%s: %d and not %d" % (name, count, self.manifest[name]))

    def take(self, record, where):
        """Step 9: a proven record, and the pictures that it binds to its event."""
        self.show(record.row())
        self.event_ids[record.offset] = record.event_id
        if record.own_type is None:
            self.events += 1
            return
        self.own_records += 1
        if record.own_type != "screenshot.stored":
            return
        try:
            event, event_id, images = record.outcome()
        except Malformed as error:
            self.found("outcome-malformed", "%s: %s" % (where, error))
            return
        if event >= record.offset or self.event_ids.get(event) != event_id:
            self.found("outcome-without-event", where)
            return
        for name, size in images:
            self.bound.add(name)
            if name not in self.spans:
                if name not in self.manifest["missingPictures"]:
                    self.found("picture-missing", name)
            elif self.hashes[name] != name[9:73] or len(self.file(name)) != size:
                self.found("picture-changed", name)


def main():
    parser = argparse.ArgumentParser(description="Checks an evidence package of Vidimus.")
    parser.add_argument("package")
    parser.add_argument("--key", help="the log's verifier key, from elsewhere")
    parser.add_argument("--log-id", help="the log's id: 16 hexadecimal digits")
    parser.add_argument("--checkpoint", help="file with a checkpoint of the log that somebody kept")
    parser.add_argument("--witness", action="append", default=[], help="verifier key of a witness that must have cosigned")
    parser.add_argument("--quiet", action="store_true", help="leave out the table")
    arguments = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    show = (lambda row: None) if arguments.quiet else print
    try:
        known = None
        if arguments.checkpoint:
            with open(arguments.checkpoint, "rb") as file:
                known = Checkpoint(file.read(MAXIMUM_NOTE_BYTES + 1))
        key = Key(arguments.key) if arguments.key else None
        witnesses = [Key(text, kind=4) for text in arguments.witness]
        with open(arguments.package, "rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError, Malformed) as error:
        sys.exit("verify_evidence.py: %s" % error)
    show("offset\treceived\ttype\tuser\tapp\tsheet\tobject\tpicture")
    result = Verification(data, key, arguments.log_id, known, witnesses, show)
    for code, detail in result.findings:
        print("finding: %s: %s" % (code, shown(detail)))
    if result.checkpoint and result.keys:
        print("log %s, id %s, %d records, root %s" % (shown(result.checkpoint.origin), result.keys[0].log_id,
              result.checkpoint.size, base64.b64encode(result.checkpoint.root).decode()))
        print("key %s" % shown(result.keys[-1].text))
    for note in result.notes:
        print(shown(note))
    if not (arguments.key or arguments.log_id):
        print("This key came with the package, so anybody could have made both. Compare it with the key or the log id that"
              "\nyou got from elsewhere (a receipt, the server's /log/key), or give them with --key or --log-id.")
    print("%s: %d events, %d records of the server, %d findings" % (
        arguments.package, result.events, result.own_records, len(result.findings)))
    sys.exit(1 if result.findings else 0)


if __name__ == "__main__":
    main()
