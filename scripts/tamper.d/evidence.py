#!/usr/bin/env python3
"""The logic behind `scripts/tamper evidence`: forges packages by the thousand; both verifiers must refuse every one.

Called by scripts/tamper, which explains the options. Python's standard library only.
"""

import argparse
import collections
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

# The repository's folders stay free of what Python keeps for itself.
sys.dont_write_bytecode = True

import evidence_package as package  # noqa: E402 - after the line above
from evidence_forgeries import KINDS, Forger  # noqa: E402

VERIFIER = "Sources/AuditEvidence/Resources/verify_evidence.py"
CHUNK = 100


class Pair:
    """Both verifiers, asked about the same bytes."""

    def __init__(self, verifier, vidimus, directory):
        self.verifier, self.vidimus, self.directory = verifier, vidimus, directory

    def python(self, data, known):
        rows = []
        result = self.verifier.Verification(data, show=rows.append, **known)
        return sorted(code for code, _ in result.findings), rows

    def swift(self, archives, options):
        """Codes and rows for each of many archives, by one process."""
        paths = []
        for number, data in enumerate(archives):
            paths.append(os.path.join(self.directory, "%d.zip" % number))
            with open(paths[-1], "wb") as file:
                file.write(data)
        command = [self.vidimus, "verify", *options]
        for path in paths:
            command += ["--evidence", path]
        output = subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout.decode()
        answers, codes, rows = [], [], []
        for line in output.split("\n"):
            if line.startswith("finding: "):
                codes.append(line.split(": ")[1])
            elif len(answers) < len(paths) and line.startswith(paths[len(answers)] + ": "):
                answers.append((sorted(codes), rows))
                codes, rows = [], []
            elif line[:1].isdigit() and line.count("\t") == 7:
                rows.append(line)
        if len(answers) != len(paths):
            raise SystemExit("vidimus gave %d answers for %d packages" % (len(answers), len(paths)))
        return answers


class Campaign:
    def __init__(self, arguments, directory):
        self.arguments = arguments
        self.verifier = package.load_verifier(os.path.join(arguments.root, VERIFIER))
        self.pair = Pair(self.verifier, arguments.vidimus, directory)
        self.random = random.Random(arguments.seed)
        self.wrong = []
        self.tally = collections.OrderedDict()

    def signer_of(self, path):
        """The signing key in a key file of the log."""
        with open(path) as file:
            _, _, name, _, data = file.read().strip().split("+", 4)
        return package.Signer(self.verifier, name, self.verifier.decode64(data, 33)[1:])

    def sources(self):
        """(files, signer) of the packages that are forged."""
        if self.arguments.package:
            with open(self.arguments.package, "rb") as file:
                return [(package.read(file.read()), self.signer_of(self.arguments.key_file))]
        return [package.made_up(self.verifier, self.random, count=count, handovers=handovers)
                for count, handovers in ((40, 0), (33, 1), (7, 2), (130, 0))]

    def check(self, name, data, known, options, must_be_refused):
        """Compares what both say, and whether it is right."""
        tally = self.tally.setdefault(name, collections.Counter())
        answers = self.pair.swift(data, options)
        for number, (archive, (codes, rows)) in enumerate(zip(data, answers)):
            other_codes, other_rows = self.pair.python(archive, known)
            tally["packages"] += 1
            tally["swift"] += bool(codes)
            tally["python"] += bool(other_codes)
            tally["same"] += codes == other_codes and rows == other_rows
            for code in set(codes):
                self.tally.setdefault("codes", collections.Counter())[code] += 1
            if codes != other_codes or rows != other_rows or bool(codes) != must_be_refused:
                kept = os.path.join(self.arguments.keep, "%s-%d.zip" % (name, len(self.wrong)))
                self.wrong.append((kept, codes, other_codes))
                with open(kept, "wb") as file:
                    file.write(archive)

    def run(self):
        sources = self.sources()
        clean = [package.archive(files) for files, _ in sources]
        if not self.arguments.package:
            clean += [package.archive(package.made_up(self.verifier, self.random, count=5 + n % 60, handovers=n % 3)[0])
                      for n in range(self.arguments.count // 20)]
        for start in range(0, len(clean), CHUNK):
            self.check("clean", clean[start:start + CHUNK], {}, [], must_be_refused=False)
        total = sum(share for _, share, _ in KINDS)
        for name, share, outside in KINDS:
            wanted = max(1, self.arguments.count * share // total)
            for number, (files, signer) in enumerate(sources):
                self.forge(name, outside, files, signer, wanted // len(sources) + (number < wanted % len(sources)))
        return self.report()

    def forge(self, name, outside, files, signer, wanted):
        forger, original = Forger(self.verifier, files, signer), package.archive(files)
        known, options = {}, []
        if outside == "key":
            first = dict(files)["keys/0"].decode().strip()
            known, options = {"key": self.verifier.Key(first)}, ["--key", first]
        if outside == "checkpoint":
            path = os.path.join(self.pair.directory, "kept")
            with open(path, "wb") as file:
                file.write(dict(files)["checkpoint"])
            known, options = {"checkpoint": self.verifier.Checkpoint(dict(files)["checkpoint"])}, ["--checkpoint", path]
        while wanted > 0:
            archives = []
            while len(archives) < min(wanted, CHUNK):
                archive = getattr(forger, name)(self.random)
                if archive != original:
                    archives.append(archive)
            wanted -= len(archives)
            self.check(name, archives, known, options, must_be_refused=True)

    def report(self):
        codes = self.tally.pop("codes", collections.Counter())
        print("%-40s %9s %9s %9s %9s" % ("", "packages", "vidimus", "Python", "agreed"))
        for name, tally in self.tally.items():
            print("%-40s %9d %9d %9d %9d" % (name.replace("_", " "), tally["packages"], tally["swift"], tally["python"],
                                            tally["same"]))
        forged = [tally for name, tally in self.tally.items() if name != "clean"]
        print("forgeries %d, refused by vidimus %d, by Python %d; clean %d, false alarms %d and %d; disagreements %d" % (
            sum(t["packages"] for t in forged), sum(t["swift"] for t in forged), sum(t["python"] for t in forged),
            self.tally["clean"]["packages"], self.tally["clean"]["swift"], self.tally["clean"]["python"],
            sum(t["packages"] - t["same"] for t in self.tally.values())))
        print("codes: " + ", ".join("%s %d" % item for item in sorted(codes.items())))
        for kept, one, other in self.wrong[:20]:
            print("WRONG: %s: vidimus %s, Python %s" % (kept, one, other), file=sys.stderr)
        return 1 if self.wrong else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", required=True)
    parser.add_argument("--vidimus", required=True)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    parser.add_argument("--package")
    parser.add_argument("--key-file")
    arguments = parser.parse_args()
    if bool(arguments.package) != bool(arguments.key_file):
        parser.error("--package and --key-file go together")
    print("evidence: seed %d" % arguments.seed, flush=True)
    began = time.monotonic()
    arguments.keep = tempfile.mkdtemp(prefix="vidimus-forgeries-")
    directory = tempfile.mkdtemp(prefix="vidimus-tamper-")
    status = 1
    try:
        status = Campaign(arguments, directory).run()
    finally:
        shutil.rmtree(directory)
        if status == 0:
            shutil.rmtree(arguments.keep)
    print("%.0f s" % (time.monotonic() - began))
    return status


if __name__ == "__main__":
    sys.exit(main())
