#!/usr/bin/env python3
"""The logic behind scripts/check-screenshots, which explains the options.

Python's standard library and openssl only.
"""

import argparse
import collections
import shutil
import sys
import tempfile
import time

# The repository's folders stay free of what Python keeps for itself.
sys.dont_write_bytecode = True

import attacks  # noqa: E402, F401 - registers scenarios
import contents  # noqa: E402, F401
import cropping  # noqa: E402, F401
import gates  # noqa: E402, F401
import moresessions  # noqa: E402, F401
import operations  # noqa: E402, F401
import outages  # noqa: E402
import outcomes  # noqa: E402, F401
import redirects  # noqa: E402, F401
import sessions  # noqa: E402, F401
import storage  # noqa: E402, F401
import tickets  # noqa: E402, F401
from bench import Bench  # noqa: E402
from scenario import SCENARIOS  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--vidimus", required=True)
    parser.add_argument("--isolated", action="store_true")
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--outages", choices=["short", "long"], default="short")
    parser.add_argument("--directory")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("only", nargs="*")
    arguments = parser.parse_args()
    if arguments.outages == "long":
        outages.register_long()
    if arguments.list:
        for name, title, group, _, _ in SCENARIOS:
            print(f"{name:16} {group or 'own':6} {title}")
        return 0
    unknown = set(arguments.only) - {name for name, *_ in SCENARIOS}
    if unknown:
        parser.error(f"no such scenario: {', '.join(sorted(unknown))}")
    begin = time.monotonic()
    folder = tempfile.mkdtemp(prefix="vidimus-screenshots-", dir=arguments.directory)
    results = []
    try:
        results = Bench(arguments, folder).run()
    finally:
        if arguments.keep or any(status == "FAILED" for _, status, _ in results):
            print(f"kept for inspection: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    counts = collections.Counter(status for _, status, _ in results)
    failed = sorted(name for name, status, _ in results if status == "FAILED")
    print(
        f"{len(results)} scenarios in {time.monotonic() - begin:.0f} s: {counts['passed']} passed, "
        f"{counts['FAILED']} failed, {counts['not run']} not run" + (f": {' '.join(failed)}" if failed else "")
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
