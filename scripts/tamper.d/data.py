"""Manipulates a data directory by the thousand, and lets `vidimus verify` judge each state.

Makes a directory with a real server, simulated people and pictures; then changes one thing at a time, and puts it back.
A finding must name the file that was changed, or the record. What is left out, because it changes no evidence: cursors,
dead letters, the ingestion token, accounts, the id file that a clean stop leaves (the next start makes it again), bytes
behind the end of a sealed segment (nobody reads them), and a checkpoint taken from the middle of the history (the next one
covers the same records).
"""

import argparse
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request

from evidence_package import Signer, encoded, load_verifier

HEADER = 64
FRAME = 80
MAGIC = b"\xff\x56\x4a\x46"


def crc_table():
    table = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (0x82F63B78 if value & 1 else 0)
        table.append(value)
    return table


TABLE = crc_table()


def crc32c(*parts):
    value = 0xFFFFFFFF
    for part in parts:
        for byte in part:
            value = value >> 8 ^ TABLE[(value ^ byte) & 255]
    return value ^ 0xFFFFFFFF


class Segment:
    """A segment file as frames, for changes that keep every checksum right."""

    def __init__(self, data):
        self.header = bytearray(data[:HEADER])
        self.frames = []
        place = HEADER
        while data[place:place + 4] == MAGIC:
            length = struct.unpack_from("<I", data, place + 4)[0]
            self.frames.append(bytearray(data[place:place + length]))
            place += length
        self.rest = data[place:]

    def seal(self, frame):
        struct.pack_into("<I", frame, 8, crc32c(self.header[32:48], frame[:8], frame[12:]))

    def offset(self, frame):
        return struct.unpack_from("<Q", frame, 16)[0]

    def renumber(self, start):
        first = struct.unpack_from("<Q", self.header, 16)[0]
        for index in range(start, len(self.frames)):
            struct.pack_into("<Q", self.frames[index], 16, first + index)
            struct.pack_into("<I", self.frames[index], 24, 0)
            self.seal(self.frames[index])

    def bytes(self):
        return bytes(self.header) + b"".join(bytes(frame) for frame in self.frames) + self.rest


class Place:
    """The directory, a copy to put things back from, and what was kept elsewhere."""

    def __init__(self, vidimus, folder, rng):
        self.vidimus, self.folder, self.rng = vidimus, folder, rng
        self.data, self.clean = folder / "data", folder / "clean"
        self.kept = folder / "kept"

    def make(self):
        """Lets a server and people work, with a stop, a rotation of the key and a start in between."""
        ports = [self.port() for _ in range(4)]
        demo = ["--data", str(self.data), "--port", str(ports[0]), "--site-port", str(ports[2]), "--ticket-port",
                str(ports[3]), "--no-week"]
        config = self.folder / "server.yaml"
        text = subprocess.run([self.vidimus, "demo", "--print-config", *demo], check=True, capture_output=True,
                              text=True).stdout
        config.write_text(text.replace("Vidimus:\n", "Vidimus:\n  journal: {segmentBytes: 1048576}\n", 1))
        serve = [self.vidimus, "serve", "--config", str(config), "--data", str(self.data), "--port", str(ports[0]),
                 "--operator-port", str(ports[1])]
        for run in range(2):
            with open(self.folder / "server.log", "ab") as log:
                server = subprocess.Popen(serve, stdout=log, stderr=log)
            try:
                self.wait(f"http://127.0.0.1:{ports[1]}/health/ready", server)
                subprocess.run([self.vidimus, "demo", *demo, "--seconds", "6", "--users", "5", "--speed", "300"],
                               check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            finally:
                server.send_signal(signal.SIGTERM)
                if server.wait(timeout=60) != 0:
                    sys.exit(f"the server ended badly; see {self.folder}/server.log")
            if run == 0:
                subprocess.run([self.vidimus, "log", "rotate-key", "--config", str(config), "--data", str(self.data)],
                               check=True, stdout=subprocess.DEVNULL)
        shutil.copytree(self.data, self.clean)
        shutil.copy(self.data / "log/checkpoint", self.kept)

    @staticmethod
    def port():
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            return listener.getsockname()[1]

    @staticmethod
    def wait(url, server):
        for _ in range(300):
            if server.poll() is not None:
                sys.exit("the server did not start")
            try:
                with urllib.request.urlopen(url, timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        sys.exit("the server was not ready within 30 s")

    def files(self, pattern):
        return sorted(path.relative_to(self.data) for path in self.data.glob(pattern) if path.is_file())

    def read(self, name):
        return (self.clean / name).read_bytes()

    def write(self, name, content):
        (self.data / name).write_bytes(content)

    def restore(self, names):
        for name in names:
            shutil.copyfile(self.clean / name, self.data / name)

    def verify(self, *options):
        run = subprocess.run([self.vidimus, "verify", "--data", str(self.data), "--cores", "1", *options],
                             capture_output=True, text=True)
        return run.returncode, run.stdout + run.stderr


class Forgery:
    """One change: which files it touched, words of which a finding must have one, and options of the verification."""

    def __init__(self, files, expected, options=()):
        self.files, self.expected, self.options = list(files), expected, options


# ---- changes to the bytes of a file, whatever it holds

def flip(data, rng):
    place = rng.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1:]


def cut(data, rng):
    return data[:rng.randrange(len(data))]


def drop(data, rng):
    start = rng.randrange(len(data))
    return data[:start] + data[min(len(data), start + rng.randint(1, 300)):]


def insert(data, rng):
    start = rng.randrange(len(data))
    return data[:start] + rng.randbytes(rng.randint(1, 300)) + data[start:]


def blank(data, rng):
    start = rng.randrange(len(data))
    end = min(len(data), start + rng.randint(1, 300))
    return data[:start] + bytes(end - start) + data[end:]


def reorder(data, rng):
    size = rng.randint(1, max(1, min(400, len(data) // 3)))
    first, second = sorted(rng.sample(range(max(2, len(data) - size)), 2))
    second = max(second, first + size)
    if second + size > len(data):
        return data
    return (data[:first] + data[second:second + size] + data[first + size:second] + data[first:first + size]
            + data[second + size:])


CHANGES = [flip, flip, flip, cut, drop, insert, blank, reorder]


class Campaign:
    def __init__(self, place, rng, verifier):
        self.place, self.rng, self.verifier = place, rng, verifier
        segments = place.files("journal/*.segment")
        self.segments = segments
        self.newest = segments[-1]
        newest_ids = self.newest.with_suffix(".ids")
        self.classes = {
            "segments": segments,
            "id files": [name for name in place.files("journal/*.ids") if name != newest_ids],
            "stored tree": place.files("log/tiles-*"),
            "checkpoints": place.files("log/checkpoint*"),
            "rotations": place.files("log/key-rotations"),
            "pictures": place.files("screenshots/*/*"),
        }

    def bytes_of_a_file(self, kind):
        name = self.rng.choice(self.classes[kind])
        original = self.place.read(name)
        while True:
            change = self.rng.choice(CHANGES)
            changed = change(original, self.rng)
            if changed == original or (kind == "segments" and name != self.newest and changed.startswith(original)):
                continue
            if kind == "checkpoints" and name.name == "checkpoints" and self.is_thinned(original, changed):
                continue
            break
        self.place.write(name, changed)
        return Forgery([name], self.words(name))

    @staticmethod
    def is_thinned(original, changed):
        """Whether only whole checkpoints are missing, and not the last one."""
        parts = original.split(b"\n\n\xe2")
        return len(changed) < len(original) and original.endswith(changed[-200:]) and all(
            part in parts for part in changed.split(b"\n\n\xe2"))

    def words(self, name):
        """A finding names the file; those of checkpoints may name each other, those of keys the signatures."""
        if name.parts[0] == "journal":
            return [name.stem]
        if name.name in ("checkpoint", "checkpoints", "key-rotations"):
            return ["log/checkpoint", "key"]
        return [name.name]

    def removal(self):
        kind = self.rng.choice(list(self.classes))
        name = self.rng.choice(self.classes[kind])
        os.remove(self.place.data / name)
        words = self.words(name)
        if name == self.newest:
            words = words + ["missing"]
        return Forgery([name], words + (["log"] if kind in ("checkpoints", "rotations") else []))

    def exchange(self):
        """Two files of one class change places."""
        kind = self.rng.choice([kind for kind, names in self.classes.items() if len(names) > 1])
        first, second = self.rng.sample(self.classes[kind], 2)
        one, two = self.place.read(first), self.place.read(second)
        self.place.write(first, two)
        self.place.write(second, one)
        return Forgery([first, second], self.words(first) + self.words(second))

    def records(self):
        """Something in the frames of a segment, with all checksums right."""
        name = self.rng.choice(self.segments)
        segment = Segment(self.place.read(name))
        frames = segment.frames
        at = self.rng.randrange(len(frames))
        offset = segment.offset(frames[at])
        act = self.rng.choice(["content", "time", "salt", "id", "exchange", "remove", "repeat", "tombstone"])
        if act == "content":
            length = struct.unpack_from("<I", frames[at], 28)[0]
            frames[at][FRAME + self.rng.randrange(length)] ^= 1
            segment.seal(frames[at])
        elif act == "time":
            frames[at][32 + self.rng.randrange(4)] ^= 1 << self.rng.randrange(8)
            segment.seal(frames[at])
        elif act == "salt":
            frames[at][48 + self.rng.randrange(16)] ^= 1 << self.rng.randrange(8)
            segment.seal(frames[at])
        elif act == "id":
            frames[at][64 + self.rng.randrange(16)] ^= 1 << self.rng.randrange(8)
            segment.seal(frames[at])
        elif act == "exchange":
            other = self.rng.randrange(len(frames))
            if other == at:
                other = (at + 1) % len(frames)
            frames[at], frames[other] = frames[other], frames[at]
            segment.renumber(min(at, other))
            offset = min(offset, segment.offset(frames[min(at, other)]))
        elif act == "remove":
            del frames[at]
            segment.renumber(at)
        elif act == "repeat":
            frames.insert(at, bytearray(frames[at]))
            frames[at][64] ^= 0x55
            segment.renumber(at)
        else:
            frame = frames[at]
            if frame[13] == 3:
                frame[FRAME] ^= 1
            else:
                frame[13] = 3
                frame[48:64] = bytes(16)
                frame[FRAME:] = self.rng.randbytes(32) + bytes(len(frame) - FRAME - 32)
                struct.pack_into("<I", frame, 28, 32)
            segment.seal(frame)
        self.place.write(name, segment.bytes())
        return Forgery([name], [name.stem, f"record {offset} ", f"records {offset} "])

    def another_key(self):
        """All checkpoints signed anew by a key of the forger, which takes the place of the log's."""
        origin = self.place.read("log/checkpoint").split(b"\n")[0].decode()
        seed = self.rng.randbytes(32)
        signer = Signer(self.verifier, origin, seed)
        names = [pathlib.Path("log/checkpoints"), pathlib.Path("log/checkpoint"), pathlib.Path("keys/log.key"),
                 pathlib.Path("log/key-rotations")]
        for name in names[:2]:
            bodies = re.findall(rb"((?:[^\n]+\n){3})\n(?:\xe2\x80\x94[^\n]*\n)+", self.place.read(name))
            notes = [signer.note(body.decode()) for body in bodies]
            self.place.write(name, b"".join(note + (b"\n" if name.name == "checkpoints" else b"") for note in notes))
        self.place.write(names[2], b"PRIVATE+KEY+" + signer.vkey.rsplit("+", 1)[0].encode() + b"+" + encoded(b"\x01" + seed).encode() + b"\n")
        os.remove(self.place.data / names[3])
        return Forgery(names, ["key"])

    def roll_back(self):
        """Journal and log as they were at an earlier checkpoint; a checkpoint that somebody kept tells."""
        history = self.place.read("log/checkpoints")
        ends = [match.end() for match in re.finditer(rb"\n\xe2\x80\x94[^\n]*\n\n", history)]
        at = self.rng.randrange(len(ends) - 1)
        note = history[(ends[at - 1] if at else 0):ends[at] - 1]
        size = int(note.split(b"\n")[1])
        names = [pathlib.Path("log/checkpoints"), pathlib.Path("log/checkpoint")]
        self.place.write(names[0], history[:ends[at]])
        self.place.write(names[1], note)
        for name in self.classes["stored tree"]:
            level = int(name.name.split("-")[1])
            self.place.write(name, self.place.read(name)[:32 * (size >> 8 * level)])
            names.append(name)
        for name in self.segments:
            first = int(name.stem)
            ids = name.with_suffix(".ids")
            if first >= size:
                os.remove(self.place.data / name)
                names.append(name)
                if (self.place.data / ids).exists():
                    os.remove(self.place.data / ids)
                    names.append(ids)
                continue
            segment = Segment(self.place.read(name))
            if first + len(segment.frames) > size:
                segment.frames, segment.rest = segment.frames[:size - first], b""
                self.place.write(name, segment.bytes())
                names.append(name)
                if (self.place.data / ids).exists():
                    os.remove(self.place.data / ids)
                    names.append(ids)
        return Forgery(names, [str(self.place.kept)], ("--checkpoint", str(self.place.kept)))

    def next(self):
        kinds = list(self.classes)
        roll = self.rng.random()
        if roll < 0.6:
            return "bytes of " + (kind := self.rng.choice(kinds)), lambda: self.bytes_of_a_file(kind)
        if roll < 0.65:
            return "a file removed", self.removal
        if roll < 0.7:
            return "two files exchanged", self.exchange
        if roll < 0.95:
            return "records, with right checksums", self.records
        if roll < 0.975:
            return "all signed by another key", self.another_key
        return "everything rolled back", self.roll_back


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", required=True)
    parser.add_argument("--vidimus", required=True)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_args()
    rng = random.Random(options.seed)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="vidimus-tamper-"))
    place = Place(options.vidimus, folder, rng)
    print(f"seed {options.seed}, in {folder}")
    place.make()
    status, text = place.verify("--checkpoint", str(place.kept))
    print(text.strip())
    if status != 0:
        sys.exit("a directory that nobody touched was refused")
    source = pathlib.Path(options.root) / "Sources/AuditEvidence/Resources/verify_evidence.py"
    campaign = Campaign(place, rng, load_verifier(source))
    done, missed, vague = {}, [], []
    for number in range(options.count):
        what, act = campaign.next()
        forgery = act()
        status, text = place.verify(*forgery.options)
        done[what] = done.get(what, 0) + 1
        if status == 0:
            missed.append((number, what, forgery.files))
        elif not any(word in text for word in forgery.expected):
            vague.append((number, what, forgery.files, forgery.expected, text.strip()[:400]))
        place.restore(forgery.files)
        if number % 100 == 99 and sys.stderr.isatty():
            print(f"\r{number + 1} of {options.count}", end="", file=sys.stderr)
    status, text = place.verify("--checkpoint", str(place.kept))
    for what, count in sorted(done.items()):
        print(f"{count:6} {what}")
    for entry in missed:
        print("not found:", *entry)
    for entry in vague:
        print("place not named:", *entry)
    print(f"{options.count - len(missed)} of {options.count} found, {options.count - len(missed) - len(vague)} with their "
          f"place; {'no' if status == 0 else 'A'} false alarm at the end")
    if missed or vague or status != 0:
        sys.exit(f"kept in {folder}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
