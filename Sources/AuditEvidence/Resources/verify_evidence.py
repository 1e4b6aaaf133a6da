#!/usr/bin/env python3
"""Checks an evidence package of Vidimus. Needs Python 3.8 or newer and nothing else; opens no connection.

usage: python3 verify_evidence.py PACKAGE.zip [--key VKEY] [--log-id ID] [--checkpoint FILE] [--witness VKEY]...

Prints a table of everything that is proven, then every finding. Exits 0 only if there is none. The format of the
package and the numbered steps are those of docs/formats/evidence-package.md; docs/evidence.md tells what they mean.
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

MAXIMUM_LINE_BYTES, MAXIMUM_NOTE_BYTES, MAXIMUM_MANIFEST_BYTES = 40 << 20, 256 << 10, 64 << 20
MAXIMUM_NUMBER = 1 << 62
TIMES = -62135596800000, 253402300799999  # milliseconds since 1970: years 1 to 9999
RECORD_KEYS = ["offset", "receivedAt", "eventId", "salt", "facts", "content", "proof"]
ERASED_KEYS = ["offset", "receivedAt", "commitment", "proof"]
MANIFEST_KEYS = ["format", "madeBy", "origin", "logId", "treeSize", "filter", "events", "ownRecords", "pictures",
                 "notCovered", "missingPictures", "files"]
NUMBER, ANY, PICTURE = "0|[1-9][0-9]{0,18}", r"[\s\S]*", r"pictures/[0-9a-f]{64}\.[a-z]{1,8}"

WARNING = """\
This key came with the package: who made the one could have made the other. Compare it with a key or a log
id that you got from elsewhere (a receipt, the server's /log/key), or give them with --key or --log-id."""


class Malformed(Exception):
    """Something has not the form that it must have."""


class Stop(Exception):
    """Nothing further can be judged."""


def need(condition, reason):
    if not condition:
        raise Malformed(reason)


def sha256(data):
    return hashlib.sha256(data).digest()


# ---- Ed25519 (RFC 8032): points of the curve in extended coordinates (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT_OF_MINUS_ONE = -121665 * pow(121666, P - 2, P) % P, pow(2, (P - 1) // 4, P)


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
        point, number = add(point, point), number >> 1
    return result


def decode_point(encoded):
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    return (x, y, 1, x * y % P) if x & 1 == sign else (P - x, y, 1, (P - x) * y % P)


def encode_point(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(public_key, message, signature):
    """Whether `signature` is that of `message` by the holder of `public_key`: S·B - h·A = R."""
    point, s = decode_point(public_key), int.from_bytes(signature[32:], "little")
    if point is None or len(signature) != 64 or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % L
    x, y, z, t = multiply(h, point)
    return encode_point(add(multiply(s, BASE), (P - x, y, z, P - t))) == signature[:32]


# ---- Signed notes, keys and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature)

def decode64(text, length=None):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Malformed("not base64")
    need(base64.b64encode(data).decode() == text and length in (None, len(data)), "not base64 of the right length")
    return data


def is_name(name):
    return 0 < len(name.encode()) <= 255 and not any(c < " " or c == "+" or c.isspace() for c in name)


class Note:
    """A text and its signatures (name, key id, bytes), not yet verified."""

    def __init__(self, data):
        need(len(data) <= MAXIMUM_NOTE_BYTES, "longer than a note may be")
        try:
            whole = bytes(data).decode()
        except UnicodeDecodeError:
            raise Malformed("not UTF-8")
        text, separator, lines = whole.rpartition("\n\n")
        need(separator and lines.endswith("\n") and not any(c < " " and c != "\n" for c in whole), "not a signed note")
        self.text, self.signatures = text + "\n", []
        for line in lines[:-1].split("\n"):
            parts = line.split(" ")
            need(len(parts) == 3 and parts[0] == "\u2014" and is_name(parts[1]), "a bad signature line")
            signature = decode64(parts[2])
            need(len(signature) > 4 and len(self.signatures) < 100, "a bad signature, or too many")
            self.signatures.append((parts[1], signature[:4], signature[4:]))


class Key:
    """A verifier key: name, type 1 (signs notes) or 4 (confirms checkpoints), and 32 bytes of Ed25519."""

    def __init__(self, text, kind=1):
        parts = text.split("+", 2)
        need(len(parts) == 3 and is_name(parts[0]), "not a verifier key")
        self.text, self.name, data = text, parts[0], decode64(parts[2], 33)
        digest = sha256(self.name.encode() + b"\n" + data)
        need(data[0] == kind and parts[1] == digest[:4].hex(), "key id or type of a verifier key is wrong")
        self.id, self.bytes, self.log_id = digest[:4], data[1:], digest[:8].hex()

    def signature(self, note):
        """The one signature that bears this key's name and id; None if there is none, or more."""
        found = [signature for name, key_id, signature in note.signatures if (name, key_id) == (self.name, self.id)]
        return found[0] if len(found) == 1 else None

    def signed(self, note):
        signature = self.signature(note)
        return signature is not None and is_signed(self.bytes, note.text.encode(), signature)

    def confirmed(self, note):
        """When this witness confirmed the checkpoint, in seconds since 1970; None if it did not."""
        signature = self.signature(note)
        if signature is None or len(signature) != 72 or signature[0] > 127:
            return None
        seconds = int.from_bytes(signature[:8], "big")
        message = "cosignature/v1\ntime %d\n%s" % (seconds, note.text)
        return seconds if is_signed(self.bytes, message.encode(), signature[8:]) else None


class Checkpoint:
    """Origin, size and root of a log's tree, as the log signed them."""

    def __init__(self, data):
        self.note = Note(data)
        lines = self.note.text.split("\n")
        need(len(lines) == 4 and lines[0] and re.fullmatch(NUMBER, lines[1]), "not the three lines of a checkpoint")
        self.origin, self.size, self.root = lines[0], int(lines[1]), decode64(lines[2], 32)
        need(self.size <= MAXIMUM_NUMBER and (self.size or self.root == sha256(b"")), "not the size or root of a tree")


def root_by_proof(leaf, index, size, proof):
    """The root to which the proof leads from leaf `index` of `size`; None for a wrong length (RFC 9162, 2.1.3.2)."""
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


# ---- JSON that is written in the one allowed way

def parse_json(data, indent=None):
    try:
        value = json.loads(data.decode())
        again = json.dumps(value, ensure_ascii=False, indent=indent, separators=(",", ": " if indent else ":"))
        need(again.encode() == data, "not written in the one allowed way")
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON: %s" % error)
    return value


def is_number(value, low=0, high=MAXIMUM_NUMBER):
    return type(value) is int and low <= value <= high


def is_text(value, pattern=ANY):
    return type(value) is str and re.fullmatch(pattern, value) is not None


def are_texts(value, pattern=ANY):
    return type(value) is list and all(is_text(text, pattern) for text in value)


def parse_manifest(data):
    need(len(data) <= MAXIMUM_MANIFEST_BYTES and data.endswith(b"\n"), "too long, or without a final line feed")
    value = parse_json(data[:-1], indent=2)
    need(type(value) is dict and list(value) == MANIFEST_KEYS, "members are missing or unknown")
    need(value["format"] == "vidimus.evidence/v1", "another format or version")
    need(all(is_text(value[name]) for name in ("madeBy", "origin", "logId"))
         and all(is_number(value[name]) for name in ("treeSize", "events", "ownRecords", "pictures", "notCovered"))
         and type(value["filter"]) is dict and all(is_text(v) or are_texts(v) for v in value["filter"].values())
         and are_texts(value["missingPictures"], PICTURE) and type(value["files"]) is list, "a member of a wrong kind")
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


class Record:
    """One line of records.jsonl, and the hash of its leaf."""

    def __init__(self, line):
        need(len(line) <= MAXIMUM_LINE_BYTES, "the line is too long")
        value = parse_json(line)
        need(type(value) is dict and list(value) in (RECORD_KEYS, ERASED_KEYS), "members are missing or unknown")
        need(is_number(value["offset"]) and is_number(value["receivedAt"], *TIMES), "a bad number")
        need(are_texts(value["proof"]) and len(value["proof"]) <= 64, "a bad proof")
        self.offset, self.received_at = value["offset"], value["receivedAt"]
        self.proof = [decode64(text, 32) for text in value["proof"]]
        self.event_id, self.own_type, self.json, self.is_erased = None, None, None, "commitment" in value
        commitment = self.read_commitment(value) if self.is_erased else self.read_content(value)
        entry = "vidimus.record/v1\n%d\n%d\n%s\n" % (
            self.offset, self.received_at, base64.b64encode(commitment).decode())
        self.leaf = sha256(b"\x00" + entry.encode())

    def read_commitment(self, value):
        need(is_text(value["commitment"]), "a bad commitment")
        return decode64(value["commitment"], 32)

    def read_content(self, value):
        need(is_text(value["eventId"], "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
             and is_text(value["salt"], "[0-9a-f]{32}") and is_text(value["content"]), "a bad id, salt or content")
        facts, frame = value["facts"], b""
        need(type(facts) is list and len(facts) == 5 and facts[0] is not None, "bad facts")
        for fact in facts:
            need(fact is None or is_text(fact) and len(fact.encode()) <= 512, "bad facts")
            frame += struct.pack("<H", 0) if fact is None else struct.pack("<H", len(fact.encode()) + 1) + fact.encode()
        self.event_id, self.own_type = value["eventId"], facts[4]
        try:  # What the content says is shown; that it is authentic, only the proof says. Numbers keep their digits.
            self.json = json.loads(value["content"].lstrip("\ufeff"), parse_int=str, parse_float=str)
        except (ValueError, RecursionError):
            pass
        return sha256(bytes.fromhex(value["salt"]) + bytes.fromhex(self.event_id.replace("-", "")) + frame
                      + value["content"].encode())

    def text(self, *path):
        """The text or number at a path of the content; empty if there is none."""
        value = self.json
        for name in path:
            value = value.get(name) if type(value) is dict else None
        return value if type(value) is str else ""

    def row(self):
        """Offset, time of receipt, type, user, app, sheet, object, picture."""
        context = ("payload", "context")
        if self.is_erased:
            cells = ["erased", "", "", "", "", ""]
        elif self.own_type is not None:
            event = self.text("eventOffset")
            cells = [self.own_type, "", "", "", event and "record " + event, self.text("picture", "sha256")]
        else:
            cells = [self.text("type"), self.text(*context, "user"),
                     self.text(*context, "appName") or self.text(*context, "appId"),
                     self.text(*context, "sheetName") or self.text(*context, "sheetId"),
                     self.text("payload", "event", "objectId"), ""]
        return "\t".join([str(self.offset), time_text(self.received_at)] + [shown(cell) for cell in cells])

    def stored_pictures(self):
        """Offset and id of the event whose pictures this record says were stored; name and size of each."""
        need(type(self.json) is dict and re.fullmatch(NUMBER, self.text("eventOffset")), "no event")
        images = []
        for member in ["picture"] + [name for name in ("original", "metadataPicture") if name in self.json]:
            name = "pictures/%s.%s" % (self.text(member, "sha256"), self.text(member, "extension"))
            need(re.fullmatch(PICTURE, name) and re.fullmatch(NUMBER, self.text(member, "byteCount")), "no picture")
            images.append((name, int(self.text(member, "byteCount"))))
        return int(self.text("eventOffset")), self.text("eventId"), images


def time_text(milliseconds):
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=milliseconds)
    return "%04d" % moment.year + moment.strftime("-%m-%dT%H:%M:%S.") + "%03dZ" % (moment.microsecond // 1000)


def shown(text):
    """Makes a text from outside safe for a terminal: at most 256 characters, no control or direction marks."""
    text = re.sub("[\ud800-\udfff]", "\ufffd", text if len(text) <= 256 else text[:256] + "\u2026")
    return re.sub("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]",
                  lambda match: "\\u{%x}" % ord(match.group()), text)


# ---- The package

def read_container(data):
    """Step 1: where each file lies, as {name: (start, end)}, if the archive has exactly the form that it must have."""
    spans, central, position = {}, b"", 0
    need(len(data) <= 0xFFFFFFFF, "too large")
    while data[position:position + 4] == b"PK\x03\x04":
        need(position + 30 <= len(data), "cut off")
        size, length = struct.unpack("<22xLH", data[position:position + 28])
        start, end = position + 30 + length, position + 30 + length + size
        need(end <= len(data) and re.fullmatch(b"[ -~]+", data[position + 30:start]), "cut off, or a bad name")
        name = bytes(data[position + 30:start])
        about = (10, 0, 0, 0, 33, binascii.crc32(data[start:end]), size, size, length, 0)
        need(data[position:position + 30] == struct.pack("<4s5H3L2H", b"PK\x03\x04", *about), "a header is wrong")
        need(name.decode() not in spans, "a name is there twice")
        central += struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 10, *about, 0, 0, 0, 0, position) + name
        spans[name.decode()], position = (start, end), end
    need(0 < len(spans) <= 65535, "no archive")
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(spans), len(spans), len(central), position, 0)
    need(data[position:] == central + end, "the directory of the archive is wrong")
    return spans


class Verification:
    """Runs the steps and keeps what they find."""

    def __init__(self, data, key=None, log_id=None, checkpoint=None, witnesses=(), show=lambda row: None):
        self.data, self.view, self.show = data, memoryview(data), show
        self.known_key, self.known_id, self.known, self.witnesses = key, log_id, checkpoint, witnesses
        self.findings, self.notes, self.keys, self.checkpoint = [], [], [], None
        self.event_ids, self.bound, self.events, self.own_records = {}, set(), 0, 0
        try:
            self.check_files()
            self.check_signatures()
            self.check_expectations()
            self.check_records()
        except Stop:
            pass

    def found(self, code, detail):
        self.findings.append((code, detail))

    def attempt(self, code, place, make, *arguments):
        """Returns what `make` returns; where that is malformed, nothing further can be judged."""
        try:
            return make(*arguments)
        except Malformed as error:
            self.found(code, "%s: %s" % (place, error))
            raise Stop

    def file(self, name):
        start, end = self.spans[name]
        return self.view[start:end]

    def check_files(self):
        """Steps 1 to 3: the container, the manifest, and each file against it."""
        self.spans = self.attempt("zip-malformed", "archive", read_container, self.view)
        manifest = bytes(self.file("manifest.json")) if "manifest.json" in self.spans else b""
        self.manifest = self.attempt("manifest-malformed", "manifest.json", parse_manifest, manifest)
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
        self.pictures = [name for name in self.spans if name.startswith("pictures/")]

    def check_signatures(self):
        """Steps 4 to 6: the chain of keys; manifest and checkpoint, signed by the newest of them."""
        for name in [file["name"] for file in self.manifest["files"] if file["name"].startswith("keys/")]:
            self.attempt("keys-malformed", name, self.read_key, name, self.file(name))
        first, newest, manifest = self.keys[0], self.keys[-1], self.manifest
        try:
            note = Note(self.file("manifest.note"))
            text = "vidimus.evidence/v1\nmanifest.json sha256:%s\n" % self.hashes["manifest.json"]
            need(note.text == text and newest.signed(note), "not signed by the newest key of the log")
        except Malformed as error:
            self.found("manifest-signature", "manifest.note: %s" % error)
        point = self.attempt("checkpoint-malformed", "checkpoint", Checkpoint, self.file("checkpoint"))
        self.checkpoint = point
        if point.origin != newest.name or not newest.signed(point.note):
            self.found("checkpoint-signature", "not signed by the newest key of the log")
        if (manifest["origin"], manifest["logId"], manifest["treeSize"]) != (first.name, first.log_id, point.size):
            self.found("manifest-contradicts", "the manifest names another log or checkpoint")

    def read_key(self, name, data):
        """The first key is a line; each further one is a hand-over, signed by the key before it and by the new one."""
        if not self.keys:
            try:
                line = bytes(data).decode()
            except UnicodeDecodeError:
                raise Malformed("not UTF-8")
            need(line.endswith("\n"), "not one line")
            self.keys.append(Key(line[:-1]))
            return
        note, old = Note(data), self.keys[-1]
        lines = note.text.split("\n")
        need(len(lines) == 6 and lines[0] == "vidimus.log-key-rotation/v1", "not a hand-over")
        new = Key(lines[4])
        if lines[1:4] != [old.name, self.keys[0].log_id, old.text] or new.name != old.name \
                or not (old.signed(note) and new.signed(note)):
            self.found("key-chain", name)
        self.keys.append(new)

    def check_expectations(self):
        """Step 7: what the caller knows from elsewhere."""
        point, known = self.checkpoint, self.known
        if self.known_key is not None and self.known_key.text not in [key.text for key in self.keys]:
            self.found("key-mismatch", "the package has no key %s" % self.known_key.text)
        if self.known_id is not None and self.known_id != self.keys[0].log_id:
            self.found("log-id-mismatch", "the id of the log is %s" % self.keys[0].log_id)
        if known and (known.origin != point.origin or known.size == point.size and known.root != point.root):
            self.found("checkpoint-conflict", "another tree than in the given checkpoint")
        elif known and known.size != point.size:
            self.found("checkpoint-not-comparable", "the given checkpoint has another size")
        for witness in self.witnesses:
            seconds = witness.confirmed(point.note)
            if seconds is None:
                self.found("cosignature-missing", witness.name)
            else:
                self.notes.append("%s confirmed this checkpoint %d seconds after 1970" % (witness.name, seconds))

    def check_records(self):
        """Steps 8 to 10: each record up to the root, the pictures that belong to events, the counts."""
        (position, end), number, last = self.spans["records.jsonl"], 0, -1
        while position < end:
            feed = self.data.find(b"\n", position, end)
            line, position, number = self.view[position:feed if feed >= 0 else end], feed + 1 or end, number + 1
            try:
                need(feed >= 0, "the last line is cut off")
                record = Record(bytes(line[:MAXIMUM_LINE_BYTES + 1]))
            except Malformed as error:
                self.found("record-malformed", "records.jsonl line %d: %s" % (number, error))
                continue
            place, is_in_order, last = "record %d" % record.offset, record.offset > last, max(last, record.offset)
            if not is_in_order:
                self.found("record-order", place)
            elif record.offset >= self.checkpoint.size:
                self.found("record-not-covered", place)
            elif root_by_proof(record.leaf, record.offset, self.checkpoint.size, record.proof) != self.checkpoint.root:
                self.found("record-not-in-log", place)
            else:
                self.take(record, place)
        missing = self.manifest["missingPictures"]
        for name in ([name for name in self.pictures if name not in self.bound]
                     + [name for name in missing if name not in self.bound or name in self.spans]):
            self.found("picture-unbound", name)
        counts = {"events": self.events, "ownRecords": self.own_records, "pictures": len(self.pictures)}
        for name, count in counts.items():
            if self.manifest[name] != count:
                self.found("count-wrong", "%s: %d and not %d" % (name, count, self.manifest[name]))

    def take(self, record, place):
        """A proven record; where it says that pictures were stored, binds them to their event."""
        self.show(record.row())
        self.event_ids[record.offset] = record.event_id
        self.events += record.own_type is None
        self.own_records += record.own_type is not None
        if record.own_type != "screenshot.stored":
            return
        try:
            event, event_id, images = record.stored_pictures()
        except Malformed:
            return self.found("outcome-malformed", place)
        if event >= record.offset or self.event_ids.get(event) != event_id:
            return self.found("outcome-without-event", place)
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
    parser.add_argument("--key", help="a verifier key of the log, as you got it from elsewhere")
    parser.add_argument("--log-id", help="the id of the log, as it stands in receipts: 16 hexadecimal digits")
    parser.add_argument("--checkpoint", help="file with a checkpoint that somebody kept: must have the same root")
    parser.add_argument("--witness", action="append", default=[], help="verifier key of who must have confirmed it")
    arguments = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        key = Key(arguments.key) if arguments.key else None
        witnesses = [Key(text, kind=4) for text in arguments.witness]
        known = Checkpoint(open(arguments.checkpoint, "rb").read()) if arguments.checkpoint else None
        with open(arguments.package, "rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError, Malformed) as error:
        sys.exit("verify_evidence.py: %s" % error)
    print("offset\treceived\ttype\tuser\tapp\tsheet\tobject\tpicture")
    result = Verification(data, key, arguments.log_id, known, witnesses, show=print)
    for code, detail in result.findings:
        print("finding: %s: %s" % (code, shown(detail)))
    if result.checkpoint:
        print("log %s, id %s, %d records, root %s" % (shown(result.checkpoint.origin), result.keys[0].log_id,
              result.checkpoint.size, base64.b64encode(result.checkpoint.root).decode()))
        print("key %s" % shown(result.keys[-1].text))
    for note in result.notes:
        print(shown(note))
    if not (arguments.key or arguments.log_id):
        print(WARNING)
    print("%s: %d events, %d records of the server, %d findings" % (
        arguments.package, result.events, result.own_records, len(result.findings)))
    sys.exit(1 if result.findings else 0)


if __name__ == "__main__":
    main()
