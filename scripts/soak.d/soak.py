#!/usr/bin/env python3
"""The logic behind scripts/soak: kills, cuts and loads a real server and accounts for every acknowledged event.

Called by scripts/soak, which explains the options. Python's standard library only.
"""

import argparse
import random
import sys

# The repository's folders stay free of what Python keeps for itself.
sys.dont_write_bytecode = True

from campaigns import CAMPAIGNS  # noqa: E402 - after the line above
from promise import Failure  # noqa: E402

POSTERS = 8


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("campaign", choices=list(CAMPAIGNS))
    parser.add_argument("--binary", required=True)
    parser.add_argument("--build-directory", required=True)
    parser.add_argument("--directory")
    parser.add_argument("--cycles", type=int)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--posters", type=int, default=POSTERS)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    parser.add_argument("--keep", action="store_true")
    arguments = parser.parse_args()
    if arguments.cycles is None:
        arguments.cycles = 20 if arguments.campaign == "screenshots" else 1000
    if arguments.minutes is None:
        arguments.minutes = 10.0 if arguments.campaign == "outage" else 60.0
    if arguments.cycles < 1 or arguments.posters < 1 or arguments.minutes <= 0:
        parser.error("cycles, posters and minutes are greater than zero")
    print(f"{arguments.campaign}: seed {arguments.seed}", flush=True)
    campaign, run = CAMPAIGNS[arguments.campaign](arguments)
    is_broken = True
    try:
        print(run())
        is_broken = False
    except Failure as failure:
        print(f"BROKEN PROMISE: {failure}\nrepeat with: scripts/soak {arguments.campaign} --seed {arguments.seed}",
              file=sys.stderr)
    finally:
        campaign.clean_up(keep=is_broken or arguments.keep)
    return 1 if is_broken else 0


if __name__ == "__main__":
    sys.exit(main())
