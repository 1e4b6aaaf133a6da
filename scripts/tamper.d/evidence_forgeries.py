"""Forgeries of an evidence package: each takes files and a random source and returns an archive that must be refused.

Those that need something from outside the package to be found (a key, a checkpoint that somebody kept) say so.
"""

import base64
import json

import evidence_package as package

SIGNED_LAST = ("manifest.json", "manifest.note")


def damage(data, random):
    """Changes bytes somehow: flip, delete, insert, overwrite, swap, cut off, repeat."""
    if not data:
        return bytes([random.randrange(256)])
    at = random.randrange(len(data))
    length = min(len(data) - at, random.choice([1, 1, 2, 4, 16, 100, 1000]))
    kind = random.randrange(7)
    if kind == 0:
        return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1:]
    if kind == 1:
        return data[:at] + data[at + length:]
    if kind == 2:
        return data[:at] + random.randbytes(length) + data[at:]
    if kind == 3:
        return data[:at] + random.randbytes(length) + data[at + length:]
    if kind == 4:
        middle = at + length
        return data[:at] + data[middle:middle + length] + data[at:middle] + data[middle + length:]
    if kind == 5:
        return data[:at]
    return data[:at + length] + data[at:]


class Forger:
    """What a forger has: the package, another key, and perhaps the log's own."""

    def __init__(self, verifier, files, signer):
        self.verifier, self.files, self.signer = verifier, files, signer
        origin = json.loads(dict(files)["manifest.json"])["origin"]
        self.stranger = package.Signer(verifier, origin, b"somebody else's key of 32 bytes.")

    # ---- The archive, and files in it

    def bytes_of_the_archive(self, random):
        return damage(package.archive(self.files), random)

    def header_of_the_archive(self, random):
        data = bytearray(package.archive(self.files))
        places = [0, 30 + len(self.files[0][0]) + len(self.files[0][1]), data.rindex(b"PK\x01\x02"), len(data) - 22]
        data[random.choice(places) + random.randrange(22)] ^= 1 << random.randrange(8)
        return bytes(data)

    def change_a_file(self, random):
        number = random.randrange(len(self.files))
        files = list(self.files)
        files[number] = (files[number][0], damage(files[number][1], random))
        return package.archive(files)

    def move_files(self, random):
        files = list(self.files)
        kind = random.randrange(5)
        one, other = random.sample(range(len(files)), 2)
        if kind == 0:
            files.pop(one)
        elif kind == 1:
            files.insert(one, (random.choice(["a.txt", "pictures/x.png", "keys/9", "../x", "records.json"]), b"x"))
        elif kind == 2:
            files[one], files[other] = files[other], files[one]
        elif kind == 3:
            files[one], files[other] = (files[one][0], files[other][1]), (files[other][0], files[one][1])
        else:
            files.insert(one, files[other])
        return package.archive(files)

    # ---- With the manifest made anew, and signed by nobody, a stranger, or the log's own key

    def relisted(self, random, change):
        """Some change of the files, after which the manifest fits them."""
        return package.relist(change(list(self.files), random))

    def change_and_relist(self, random):
        return package.archive(self.relisted(random, self.any_change))

    def change_and_sign_as_a_stranger(self, random):
        return package.archive(package.resign(self.relisted(random, self.any_change), self.stranger))

    def change_evidence_and_sign_as_the_log(self, random):
        return package.archive(package.resign(self.relisted(random, self.change_of_evidence), self.signer))

    def any_change(self, files, random):
        if random.random() < 0.5:
            return self.change_of_evidence(files, random)
        if random.random() < 0.3:
            manifest = json.loads(dict(files)["manifest.json"])
            name = random.choice(["madeBy", "filter", "notCovered"])
            manifest[name] = {"madeBy": "x", "filter": {"user": "x"}, "notCovered": manifest["notCovered"] + 1}[name]
            return [(name, package.pretty(manifest) if name == "manifest.json" else data) for name, data in files]
        candidates = [n for n, (name, _) in enumerate(files) if name not in SIGNED_LAST]
        number = random.choice(candidates)
        files[number] = (files[number][0], damage(files[number][1], random))
        return files

    def change_of_evidence(self, files, random):
        """A change of records, pictures, keys or checkpoint, as somebody would make it who knows the format."""
        files = dict(files)
        pictures = [name for name in files if name.startswith("pictures/")]
        kind = random.randrange(10)
        if kind == 0 and pictures:
            name = random.choice(pictures)
            files[name] = damage(files[name], random)
            if random.random() < 0.5:  # under the name that fits it
                fitting = "pictures/%s.png" % package.sha256(files[name]).hex()
                files = {(fitting if n == name else n): data for n, data in files.items()}
        elif kind == 1 and len(pictures) > 1:
            one, other = random.sample(pictures, 2)
            files[one], files[other] = files[other], files[one]
        elif kind == 2:
            name = random.choice([name for name in files if name == "checkpoint" or name.startswith("keys/")])
            files[name] = damage(files[name], random)
        else:
            lines = [json.loads(line) for line in files["records.jsonl"].splitlines()]
            forged = self.change_of_records(lines, random)
            files["records.jsonl"] = b"".join(package.line(value) for value in forged)
        return list(files.items())

    def change_of_records(self, lines, random):
        number = random.randrange(len(lines))
        line, kind = lines[number], random.randrange(9)
        if kind == 0:
            lines.pop(number)
        elif kind == 1:
            lines.insert(random.randrange(len(lines)), line)
        elif kind == 2 and len(lines) > 1:
            other = random.randrange(len(lines) - 1)
            lines[other], lines[other + 1] = lines[other + 1], lines[other]
        elif kind == 3:
            line["receivedAt"] += random.choice([-1, 1, 60_000, 86_400_000])
        elif kind == 4:
            line["offset"] += random.choice([-1, 1, 1000])
        elif kind == 5 and line["proof"]:
            step = random.randrange(len(line["proof"]))
            line["proof"][step] = base64.b64encode(damage(base64.b64decode(line["proof"][step]), random)).decode()
        elif kind == 6 and line["proof"]:
            line["proof"].pop(random.randrange(len(line["proof"])))
        elif "commitment" in line:
            line["commitment"] = base64.b64encode(random.randbytes(32)).decode()
        elif kind == 7:
            fact = random.randrange(5)
            line["facts"][fact] = "10.9.8.7" if line["facts"][fact] != "10.9.8.7" else "10.9.8.6"
        else:
            self.change_of_content(line, random)
        return lines

    def change_of_content(self, line, random):
        kind = random.randrange(4)
        if kind == 0:
            line["salt"] = random.randbytes(16).hex()
        elif kind == 1:
            line["eventId"] = line["eventId"][:-1] + random.choice([d for d in "0123456789abcdef" if d != line["eventId"][-1]])
        elif kind == 2:
            line["content"] += " "
        else:
            at = random.randrange(len(line["content"]))
            letter = "x" if line["content"][at] != "x" else "y"
            line["content"] = line["content"][:at] + letter + line["content"][at + 1:]

    # ---- Whole packages made anew: only what is known from elsewhere tells

    def sign_all_as_a_stranger(self, random):
        """Needs a key or log id from elsewhere. Everything is consistent, only the key is another one."""
        files = dict(self.files)
        for name in [name for name in files if name.startswith("keys/")]:
            del files[name]
        text = files["checkpoint"].decode().rpartition("\n\n")[0] + "\n"
        files["checkpoint"] = self.stranger.note(text)
        order = {"README.txt": files.pop("README.txt"), "checkpoint": files.pop("checkpoint"),
                 "keys/0": (self.stranger.vkey + "\n").encode()}
        order.update(files)
        manifest = json.loads(order["manifest.json"])
        manifest["logId"] = self.stranger.log_id
        manifest["madeBy"] = "forger %d" % random.getrandbits(32)
        order["manifest.json"] = package.pretty(manifest)
        return package.archive(package.resign(package.relist(list(order.items())), self.stranger))

    def hand_over_to_a_stranger(self, random):
        """The forger's key as a further one of the log, with a hand-over that the log's key did not sign."""
        files = dict(self.files)
        manifest = json.loads(files["manifest.json"])
        keys = [name for name in files if name.startswith("keys/")]
        text = "vidimus.log-key-rotation/v1\n%s\n%s\n%s\n%s\n" % (
            manifest["origin"], manifest["logId"], self.signer.vkey, self.stranger.vkey)
        note = self.stranger.note(text)
        if random.random() < 0.5:  # with a signature that bears the name of the log's key
            wrong = package.encoded(self.signer.digest[:4] + random.randbytes(64))
            note += ("\u2014 %s %s\n" % (self.signer.name, wrong)).encode()
        checkpoint = files["checkpoint"].decode().rpartition("\n\n")[0] + "\n"
        result = []
        for name, data in files.items():
            result.append((name, self.stranger.note(checkpoint) if name == "checkpoint" else data))
            if name == keys[-1]:
                result.append(("keys/%d" % len(keys), note))
        return package.archive(package.resign(package.relist(result), self.stranger))

    def fork_the_log(self, random):
        """Needs a kept checkpoint. The log itself tells another past: one record is another, and the tree fits it."""
        files = dict(self.files)
        lines = [json.loads(line) for line in files["records.jsonl"].splitlines()]
        origin, size, _ = files["checkpoint"].decode().split("\n")[:3]
        line = random.choice([line for line in lines if "content" in line])
        line["receivedAt"] += 1 + random.randrange(1000)
        if len(lines) == int(size):
            leaves = [package.leaf_of(line) for line in lines]
            for number, line in enumerate(lines):
                line["proof"] = [package.encoded(node) for node in package.path(number, leaves)]
            root = package.root(leaves)
        else:  # only this record is in the forged package, with a proof that leads to the forged root
            lines = [line]
            root = self.verifier.root_by_proof(package.leaf_of(line), line["offset"], int(size),
                                               [base64.b64decode(node) for node in line["proof"]])
            files = {name: data for name, data in files.items() if not name.startswith("pictures/")}
            manifest = json.loads(files["manifest.json"])
            own = line["facts"][4] is not None
            manifest.update(events=int(not own), ownRecords=int(own), pictures=0, missingPictures=[])
            if own and line["facts"][4] == "screenshot.stored":
                return self.fork_the_log(random)
            files["manifest.json"] = package.pretty(manifest)
        files["records.jsonl"] = b"".join(package.line(value) for value in lines)
        files["checkpoint"] = self.signer.note("%s\n%s\n%s\n" % (origin, size, package.encoded(root)))
        return package.archive(package.resign(package.relist(list(files.items())), self.signer))


# Name, share of all, what is known from elsewhere.
KINDS = [
    ("bytes_of_the_archive", 20, None),
    ("header_of_the_archive", 8, None),
    ("change_a_file", 15, None),
    ("move_files", 7, None),
    ("change_and_relist", 15, None),
    ("change_and_sign_as_a_stranger", 10, None),
    ("change_evidence_and_sign_as_the_log", 15, None),
    ("hand_over_to_a_stranger", 2, None),
    ("sign_all_as_a_stranger", 3, "key"),
    ("fork_the_log", 5, "checkpoint"),
]
