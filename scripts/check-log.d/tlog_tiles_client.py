"""Fetches a whole log over C2SP tlog-tiles and checks it; see scripts/check-log."""

import base64
import hashlib
import re
import sys
import urllib.error
import urllib.request

import ed25519

WIDTH = 256


class Wrong(Exception):
    """What the log did that the specifications don't allow."""


def sha256(data):
    return hashlib.sha256(data).digest()


def strict_base64(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise Wrong(f"not canonical base64: {text}")
    return data


class Key:
    """A verifier key: <name>+<8 hexadecimal digits>+<base64 of 0x01 and 32 bytes>."""

    def __init__(self, text):
        self.name, number, encoded = text.strip().split("+", 2)
        material = strict_base64(encoded)
        if len(material) != 33 or material[0] != 1:
            raise Wrong("the key is not one for Ed25519 notes")
        self.public = material[1:]
        self.id = sha256(self.name.encode() + b"\n" + material)[:4]
        if self.id.hex() != number:
            raise Wrong("the key's id does not fit")


class Checkpoint:
    """A checkpoint with a right signature of the key."""

    def __init__(self, note, key):
        text = note.decode("utf-8")
        if any(ord(character) < 0x20 and character != "\n" for character in text):
            raise Wrong("the checkpoint has control characters")
        body, separator, signatures = text.rpartition("\n\n")
        if not separator or not signatures.endswith("\n"):
            raise Wrong("the checkpoint is no signed note")
        body += "\n"
        signed = 0
        for line in signatures[:-1].split("\n"):
            match = re.fullmatch("— ([^ +]+) ([A-Za-z0-9+/=]+)", line)
            if not match:
                raise Wrong(f"not a signature line: {line}")
            blob = strict_base64(match[2])
            if match[1] == key.name and blob[:4] == key.id:
                if not ed25519.is_valid(key.public, body.encode(), blob[4:]):
                    raise Wrong("the log's signature is wrong")
                signed += 1
        if signed != 1:
            raise Wrong(f"{signed} signatures by the key")
        lines = body[:-1].split("\n")
        if len(lines) < 3 or "" in lines or lines[0] != key.name or not re.fullmatch("0|[1-9][0-9]*", lines[1]):
            raise Wrong("the checkpoint's lines are not origin, size and root")
        self.size = int(lines[1])
        self.root = strict_base64(lines[2])
        if len(self.root) != 32:
            raise Wrong("the root has not 32 bytes")
        self.note = note


class Log:
    """What the log serves below its prefix."""

    def __init__(self, url):
        self.url = url.rstrip("/")

    def get(self, path, content_type):
        with urllib.request.urlopen(f"{self.url}/{path}", timeout=60) as answer:
            found = answer.headers.get("Content-Type")
            if found != content_type:
                raise Wrong(f"{path} has the content type {found}")
            cache = answer.headers.get("Cache-Control", "")
            if path.startswith("tile/") and ("max-age=" not in cache or "no-" in cache):
                raise Wrong(f"{path} must be cacheable, but is {cache}")
            if path == "checkpoint" and "max-age=3" in cache:
                raise Wrong(f"{path} must not be cached, but is {cache}")
            return answer.read()

    def missing(self, path):
        try:
            urllib.request.urlopen(f"{self.url}/{path}", timeout=60).close()
        except urllib.error.HTTPError as error:
            return error.code == 404
        return False

    def tile(self, level, index, width):
        data = self.get(tile_path(level, index, width), "application/octet-stream")
        return data


def tile_path(level, index, width):
    digits = f"{index:03d}"
    digits = digits.zfill((len(digits) + 2) // 3 * 3)
    parts = [digits[start : start + 3] for start in range(0, len(digits), 3)]
    path = "/".join(["x" + part for part in parts[:-1]] + parts[-1:])
    return f"tile/{level}/{path}" + (f".p/{width}" if width < WIDTH else "")


def tiles(count):
    """Index and width of the tiles that hold `count` hashes or entries."""
    return [(index, min(WIDTH, count - WIDTH * index)) for index in range((count + WIDTH - 1) // WIDTH)]


def entries(bundle, width):
    found, position = [], 0
    while position < len(bundle):
        length = int.from_bytes(bundle[position : position + 2], "big")
        entry = bundle[position + 2 : position + 2 + length]
        if len(entry) != length or position + 2 > len(bundle):
            raise Wrong("a bundle ends inside an entry")
        found.append(entry)
        position += 2 + length
    if len(found) != width:
        raise Wrong(f"a bundle has {len(found)} entries instead of {width}")
    return found


def tree_hash(hashes):
    """MTH of RFC 6962, section 2.1, over hashes of leaves or of equal subtrees."""
    if not hashes:
        return sha256(b"")
    while len(hashes) > 1:
        paired = [sha256(b"\x01" + left + right) for left, right in zip(hashes[::2], hashes[1::2])]
        hashes = paired + ([hashes[-1]] if len(hashes) % 2 else [])
    return hashes[0]


def check(log, key, seen):
    checkpoint = Checkpoint(log.get("checkpoint", "text/plain; charset=utf-8"), key)
    leaves = []
    for index, width in tiles(checkpoint.size):
        for entry in entries(log.tile("entries", index, width), width):
            lines = entry.decode("ascii").split("\n")
            if len(lines) != 5 or lines[0] != "vidimus.record/v1" or lines[1] != str(len(leaves)) or lines[4]:
                raise Wrong(f"entry {len(leaves)} is {entry!r}")
            leaves.append(sha256(b"\x00" + entry))
    level, hashes = 0, leaves
    while hashes:
        above = []
        for index, width in tiles(len(hashes)):
            expected = hashes[WIDTH * index : WIDTH * index + width]
            if log.tile(level, index, width) != b"".join(expected):
                raise Wrong(f"{tile_path(level, index, width)} is not what the entries give")
            if width == WIDTH:
                above.append(tree_hash(expected))
        level, hashes = level + 1, above
    if tree_hash(leaves) != checkpoint.root:
        raise Wrong("the entries don't give the signed root")
    if seen and (seen.size > checkpoint.size or tree_hash(leaves[: seen.size]) != seen.root):
        raise Wrong(f"the log is not consistent with its checkpoint of {seen.size} entries")
    # Far enough that a log that grows meanwhile does not reach it.
    beyond = checkpoint.size // WIDTH + 100_000
    for path in [
        tile_path(0, beyond, WIDTH),
        tile_path("entries", beyond, WIDTH),
        f"tile/{level + 3}/000.p/1",
        "tile/00/000",
        "tile/0/0",
        "tile/0/x000/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000/",
        "tile/0/..%2f000",
        "tile/64/000",
        "tile/data/000",
        "tile",
        "",
    ]:
        if not log.missing(path):
            raise Wrong(f"{path} is not answered 404")
    return checkpoint


def main(arguments):
    log, key = Log(arguments[0]), Key(arguments[1])
    state = arguments[3] if len(arguments) == 4 else None
    seen = None
    if state:
        try:
            with open(state, "rb") as file:
                seen = Checkpoint(file.read(), key)
        except FileNotFoundError:
            pass
    checkpoint = check(log, key, seen)
    if state:
        with open(state, "wb") as file:
            file.write(checkpoint.note)
    print(f"{checkpoint.size} entries, root {base64.b64encode(checkpoint.root).decode()}")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (Wrong, ValueError, OSError) as error:
        print(f"check-log: {error}", file=sys.stderr)
        sys.exit(1)
