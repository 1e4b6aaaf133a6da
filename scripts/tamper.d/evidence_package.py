"""Reads, changes, signs and writes evidence packages, as a forger would; a small one from nothing too.

The form is docs/formats/evidence-package.md. Only Ed25519's arithmetic is taken from the verifier.
"""

import base64
import binascii
import hashlib
import json
import os
import struct


def encoded(value):
    return base64.b64encode(value).decode()


def sha256(data):
    return hashlib.sha256(data).digest()


class Signer:
    """An Ed25519 key with a name, which signs notes."""

    def __init__(self, verifier, name, seed):
        digest = hashlib.sha512(seed).digest()
        scalar = int.from_bytes(digest[:32], "little")
        self.scalar = scalar & (1 << 254) - 8 | 1 << 254
        self.prefix, self.verifier, self.name = digest[32:], verifier, name
        self.public = verifier.encode_point(verifier.multiply(self.scalar, verifier.BASE))
        self.digest = sha256(name.encode() + b"\n\x01" + self.public)
        self.vkey = "%s+%s+%s" % (name, self.digest[:4].hex(), encoded(b"\x01" + self.public))
        self.log_id = self.digest[:8].hex()

    def raw(self, message):
        verifier = self.verifier
        r = int.from_bytes(hashlib.sha512(self.prefix + message).digest(), "little") % verifier.L
        point = verifier.encode_point(verifier.multiply(r, verifier.BASE))
        h = int.from_bytes(hashlib.sha512(point + self.public + message).digest(), "little") % verifier.L
        return point + ((r + h * self.scalar) % verifier.L).to_bytes(32, "little")

    def line(self, text):
        return "\u2014 %s %s\n" % (self.name, encoded(self.digest[:4] + self.raw(text.encode())))

    def note(self, text, *others):
        return (text + "\n" + "".join(signer.line(text) for signer in (self,) + others)).encode()

    def cosignature(self, text, seconds):
        """The line of a witness of this name and key."""
        key_id = sha256(self.name.encode() + b"\n\x04" + self.public)[:4]
        signature = self.raw(("cosignature/v1\ntime %d\n%s" % (seconds, text)).encode())
        return "\u2014 %s %s\n" % (self.name, encoded(key_id + struct.pack(">Q", seconds) + signature))

    @property
    def witness_key(self):
        key_id = sha256(self.name.encode() + b"\n\x04" + self.public)[:4]
        return "%s+%s+%s" % (self.name, key_id.hex(), encoded(b"\x04" + self.public))


def root(leaves):
    """Root of a tree by the definition of RFC 6962, section 2.1."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + root(leaves[:half]) + root(leaves[half:]))


def path(index, leaves):
    """Inclusion proof by the definition of RFC 6962, section 2.1.1."""
    if len(leaves) == 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if index < half:
        return path(index, leaves[:half]) + [root(leaves[half:])]
    return path(index - half, leaves[half:]) + [root(leaves[:half])]


def archive(files):
    """The bytes of the archive of (name, bytes) pairs."""
    result, central = [], []
    position = 0
    for name, data in files:
        name = name.encode()
        about = (10, 0, 0, 0, 33, binascii.crc32(data), len(data), len(data), len(name), 0)
        result += [struct.pack("<4s5H3L2H", b"PK\x03\x04", *about), name, data]
        central += [struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 10, *about, 0, 0, 0, 0, position), name]
        position += 30 + len(name) + len(data)
    directory = b"".join(central)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(files), len(files), len(directory), position, 0)
    return b"".join(result) + directory + end


def read(data):
    """The (name, bytes) pairs of an archive that is well formed."""
    files, position = [], 0
    while data[position:position + 4] == b"PK\x03\x04":
        size, length = struct.unpack("<L", data[position + 22:position + 26])[0], data[position + 26]
        start = position + 30 + length
        files.append((data[position + 30:start].decode(), data[start:start + size]))
        position = start + size
    return files


def line(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def pretty(value):
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"


def entry_of(record):
    """The entry of a line of records.jsonl."""
    if "commitment" in record:
        commitment = record["commitment"]
    else:
        frame = b""
        for fact in record["facts"]:
            text = (fact or "").encode()
            frame += struct.pack("<H", 0 if fact is None else len(text) + 1) + text
        head = bytes.fromhex(record["salt"]) + bytes.fromhex(record["eventId"].replace("-", ""))
        commitment = encoded(sha256(head + frame + record["content"].encode()))
    return ("vidimus.record/v1\n%d\n%d\n%s\n" % (record["offset"], record["receivedAt"], commitment)).encode()


def leaf_of(record):
    return sha256(b"\x00" + entry_of(record))


def relist(files):
    """The files with the manifest's list made anew."""
    files = dict(files)
    manifest = json.loads(files["manifest.json"])
    manifest["files"] = [{"name": name, "bytes": len(data), "sha256": sha256(data).hex()}
                         for name, data in files.items() if name not in ("manifest.json", "manifest.note")]
    files["manifest.json"] = pretty(manifest)
    return list(files.items())


def resign(files, signer):
    """The files with the manifest signed anew."""
    files = dict(files)
    text = "vidimus.evidence/v1\nmanifest.json sha256:%s\n" % sha256(files["manifest.json"]).hex()
    files["manifest.note"] = signer.note(text)
    return list(files.items())


def made_up(verifier, random, count=40, seed=b"\x07" * 32, handovers=0):
    """A small package, made without Vidimus: events, pictures, a lost one, an erased record."""
    signers = [Signer(verifier, "example.com/audit", sha256(seed + bytes([n]))) for n in range(handovers + 1)]
    signer = signers[-1]
    records, pictures, waiting = [], {}, []
    events = 0
    for offset in range(count):
        identifier = "%08x-0000-4000-8000-%012x" % (random.getrandbits(32), offset)
        record = {"offset": offset, "receivedAt": 1_770_000_000_000 + offset, "eventId": identifier,
                  "salt": random.randbytes(16).hex(), "facts": ["10.0.0.%d" % (offset % 250), None, "default", "1.0.0", None]}
        if waiting and random.random() < 0.5:
            event = waiting.pop(0)
            data = b"\x89PNG" + random.randbytes(random.randrange(40, 400))
            digest = sha256(data).hex()
            pictures["pictures/%s.png" % digest] = data
            record["facts"] = ["", None, None, None, "screenshot.stored"]
            record["content"] = json.dumps({
                "eventOffset": event["offset"], "eventId": event["eventId"], "writesRow": True, "attempts": 1,
                "picture": {"sha256": digest, "byteCount": len(data), "extension": "png"}, "width": 2, "height": 2,
                "savedPaths": [], "problems": []})
        else:
            events += 1
            kind = random.choice(["object.view.duration", "screenshot.url.received", "selection.state.changed"])
            if kind == "screenshot.url.received":
                waiting.append(record)
            record["content"] = json.dumps({"eventId": identifier, "type": kind, "payload": {
                "context": {"user": "UserDirectory=ACME; UserId=j\u00f6rg\"%d" % offset, "appName": "Sales\u2028\n", "sheetId": "s"},
                "event": {"objectId": "o%d" % offset, "duration": 1e9}}}, ensure_ascii=offset % 2 == 0)
        records.append(record)
    erased = records[3]
    records[3] = {"offset": 3, "receivedAt": erased["receivedAt"], "commitment": entry_of(erased).decode().split("\n")[3]}
    if erased["facts"][4] is not None or erased in waiting or '"screenshot' in erased["content"]:
        return made_up(verifier, random, count, seed, handovers)
    leaves = [leaf_of(record) for record in records]
    for offset, record in enumerate(records):
        record["proof"] = [encoded(node) for node in path(offset, leaves)]
    chosen = [record for record in records if "commitment" in record or random.random() < 2]
    checkpoint = "example.com/audit\n%d\n%s\n" % (count, encoded(root(leaves)))
    files = [("README.txt", b"Evidence\n"), ("checkpoint", signer.note(checkpoint)),
             ("keys/0", (signers[0].vkey + "\n").encode())]
    for number in range(handovers):
        old, new = signers[number:number + 2]
        text = "vidimus.log-key-rotation/v1\nexample.com/audit\n%s\n%s\n%s\n" % (
            signers[0].log_id, old.vkey, new.vkey)
        files.append(("keys/%d" % (number + 1), old.note(text, new)))
    files.append(("records.jsonl", b"".join(line(record) for record in chosen)))
    files += pictures.items()
    files += [("report.html", b"<!doctype html>\n"), ("verify_evidence.py", b"# the verifier\n")]
    manifest = {"format": "vidimus.evidence/v1", "madeBy": "made up", "origin": "example.com/audit",
                "logId": signers[0].log_id, "treeSize": count, "filter": {"user": "j", "event-id": ["a", "b"]},
                "events": events, "ownRecords": count - events, "pictures": len(pictures), "notCovered": 0,
                "missingPictures": [], "files": []}
    return resign(relist(files + [("manifest.json", pretty(manifest)), ("manifest.note", b"")]), signer), signer


def load_verifier(source):
    """The verifier as a module, from its file."""
    import importlib.util
    specification = importlib.util.spec_from_file_location("verify_evidence", os.fspath(source))
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module
