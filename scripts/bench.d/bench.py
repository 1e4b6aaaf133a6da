#!/usr/bin/env python3
"""The logic behind scripts/bench: runs wrk against a server of its own and prints what it reached, with ratios.

Called by scripts/bench, which explains the options. Python's standard library only.
"""

import argparse
import os
import sys
from pathlib import Path
from statistics import mean

from machine import CLIENT_CORE, EVENT_BYTES, SERVER_CORE, in_folder, raw_sync_rate
from measuring import measure, measure_delivery, measure_pictures
from servers import PICTURE_LOADS, bare_loop, same_door, serve
from wrk import BATCH


def events_per_core_second(result):
    """What one core would do that has nothing else to do: the load generator is often the slower of the two."""
    events = result.per_second / result.requests_per_second * result.requests if result.requests_per_second else 0
    return events / result.processor_seconds if result.processor_seconds else 0


def print_row(name, connections, result, reference, sync_rate):
    def ratio(value):
        return f"{100 * result.per_second / value:6.0f} %" if value else "       -"

    marks = []
    if result.refused:
        marks.append(f"{result.refused} refused")
    if result.broken:
        marks.append(f"{result.broken} socket errors")
    if not result.is_complete:
        marks.append("NOT ALL STORED")
    print(f"{name:<22} {connections:>5} {result.per_second:>10,.0f} {ratio(reference)} {ratio(sync_rate)}"
          f" {events_per_core_second(result):>10,.0f}"
          f" {result.p50:>8.2f} {result.p99:>8.2f} {result.idle_kilobytes / 1024:>6.0f}"
          f" {result.highest_kilobytes / 1024:>6.0f}  {', '.join(marks)}", flush=True)
    return not marks


def print_delivery(result, seconds):
    for name, left in sorted(result.left.items()):
        meanwhile = (result.requests - left) / seconds
        took = result.drained_in.get(name)
        after = f"{left / took:,.0f}/s afterwards" if took else "not drained within 300 s"
        print(f"  {name}: {meanwhile:,.0f} events/s while they came in, {left:,} left, {after}")


def compare_pictures(arguments, rate, load):
    """Two runs without and with pictures, in turns, so that a bad minute of the machine meets both."""
    good, without, loaded = True, [], []
    for _ in range(2):
        without.append(measure_pictures(arguments, rate, load, has_people=False))
        good &= print_row("paced, no pictures", 32, without[-1], None, None)
        loaded.append(measure_pictures(arguments, rate, load, has_people=True))
        good &= print_row("paced, with pictures", 32, loaded[-1], None, None)
    base, p99 = mean(run.p99 for run in without), mean(run.p99 for run in loaded)
    pictures = mean(run.pictures_per_second for run in loaded)
    print(f"  {load.name}: {pictures:.1f} pictures/s fetched, captioned and stored meanwhile;"
          f" p99 {p99:.2f} ms, {p99 / base if base else 0:.2f} times the {base:.2f} ms without")
    return good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--scripts", type=Path, required=True)
    parser.add_argument("--directory", type=Path, required=True)
    parser.add_argument("--seconds", type=int, default=10)
    arguments = parser.parse_args()
    if len(os.sched_getaffinity(0)) < 2:
        print("note: fewer than two cores; server and client share one, so the figures are too low")

    sync_rate = in_folder(arguments, raw_sync_rate)
    print(f"the disk alone, {EVENT_BYTES} bytes and fdatasync: {sync_rate:,.0f}/s\n")
    print(f"{'':<22} {'conn.':>5} {'events/s':>10} {'of (a)':>8} {'of (b)':>8} {'per core-s':>10} {'p50 ms':>8} {'p99 ms':>8}"
          f" {'idle':>6} {'load':>6}  MB resident")
    good = True
    at_32 = 0.0
    for name, connections in [("single", 1), ("single", 32), ("single", 256), ("batch", 32)]:
        reference = None
        if name == "single":
            bare = measure(arguments, bare_loop, name, connections)
            good &= print_row("bare loop, 202 only", connections, bare, None, None)
        answered = measure(arguments, same_door, name, connections)
        good &= print_row("(a) stores nothing", connections, answered, None, None)
        reference = answered.per_second
        result = measure(arguments, serve, name, connections, is_verified=True)
        label = "durable, one a POST" if name == "single" else f"durable, {BATCH} a POST"
        good &= print_row(label, connections, result, reference, sync_rate)
        if (name, connections) == ("single", 32):
            at_32 = result.per_second
    paced = measure(arguments, serve, "paced", 256, rate=at_32 / 2, is_verified=True)
    good &= print_row("durable, at half load", 256, paced, None, None)
    delivery = measure_delivery(arguments)
    good &= print_row("JSON, Parquet, QVD on", 32, delivery, None, None)
    print_delivery(delivery, arguments.seconds)
    for load in PICTURE_LOADS:
        good &= compare_pictures(arguments, min(1_000, at_32 / 16), load)
    print("\nbare loop: event loop, HTTP decoder and answer, nothing else; (a) the same ingest door, which answers 202 and"
          "\nstores nothing; (b) the disk's fdatasync rate, one event each."
          f"\nServer on core {SERVER_CORE}, wrk on core {CLIENT_CORE}, {arguments.seconds} s each.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
