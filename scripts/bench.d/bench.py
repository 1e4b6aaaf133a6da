#!/usr/bin/env python3
"""The logic behind scripts/bench: runs wrk against a server of its own and prints what it reached, with ratios.

Called by scripts/bench, which explains the options. Python's standard library only.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

TOKEN = "bench-token"
BATCH = 100
EVENT_BYTES = 1500
SERVER_CORE = "0"
CLIENT_CORE = "1"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def raw_sync_rate(folder, seconds=2.0):
    """Writes of one event's size, each followed by fdatasync, into a file whose space is there already."""
    path = Path(folder) / "sync-rate"
    block = os.urandom(EVENT_BYTES)
    size = 64 * 1024 * 1024
    with open(path, "wb", buffering=0) as file:
        for _ in range(64):
            file.write(bytes(1024 * 1024))
        os.fsync(file.fileno())
        count, position, begin = 0, 0, time.perf_counter()
        while time.perf_counter() - begin < seconds:
            os.pwrite(file.fileno(), block, position)
            os.fdatasync(file.fileno())
            position = (position + EVENT_BYTES) % (size - EVENT_BYTES)
            count += 1
        rate = count / (time.perf_counter() - begin)
    path.unlink()
    return rate


class Measured:
    """What one run of wrk printed."""

    def __init__(self, text, per_request):
        def number(pattern):
            found = re.search(pattern, text)
            return float(found.group(1)) if found else 0.0

        self.requests = int(number(r"(\d+) requests in"))
        self.requests_per_second = number(r"Requests/sec:\s+([\d.]+)")
        self.per_second = self.requests_per_second * per_request
        self.refused = int(number(r"Non-2xx or 3xx responses: (\d+)"))
        broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
        self.broken = sum(map(int, broken.groups())) if broken else 0
        self.p50 = milliseconds(re.search(r"50%\s+([\d.]+)(us|ms|s|m)", text))
        self.p99 = milliseconds(re.search(r"99%\s+([\d.]+)(us|ms|s|m)", text))


def milliseconds(match):
    if match is None:
        return 0.0
    return float(match.group(1)) * {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60000.0}[match.group(2)]


def run_wrk(scripts, name, port, connections, seconds, rate=None):
    environment = os.environ | {"VIDIMUS_TOKEN": TOKEN, "VIDIMUS_WRK": str(scripts)}
    if rate:
        environment |= {"VIDIMUS_RATE": f"{rate:.0f}", "VIDIMUS_CONNECTIONS": str(connections)}
    done = subprocess.run(
        ["taskset", "-c", CLIENT_CORE, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s",
         "--latency", "-s", str(scripts / f"{name}.lua"), f"http://127.0.0.1:{port}"],
        capture_output=True, text=True, env=environment, check=False,
    )
    if done.returncode != 0:
        sys.exit(f"wrk failed: {done.stdout}{done.stderr}")
    return Measured(done.stdout, BATCH if name == "batch" else 1)


class Process:
    """A server on one core, and the most memory it was seen to hold."""

    def __init__(self, command, port, folder):
        self.port = port
        self.highest_kilobytes = 0
        self.ended = threading.Event()
        self.log = open(Path(folder) / "server.log", "ab")
        self.process = subprocess.Popen(
            ["taskset", "-c", SERVER_CORE, *command], stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            cwd=folder,
        )
        self.await_port(Path(folder) / "server.log")
        time.sleep(1)
        self.idle_kilobytes = self.resident()
        self.processor_seconds = 0.0
        self.sampler = threading.Thread(target=self.sample, daemon=True)
        self.sampler.start()

    def await_port(self, log):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                sys.exit(f"the server did not start: {log.read_text(errors='replace')[-500:]}")
            try:
                http.client.HTTPConnection("127.0.0.1", self.port, timeout=1).connect()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("the server did not listen within 30 s")

    def resident(self):
        try:
            text = Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return 0
        found = re.search(r"VmRSS:\s+(\d+)", text)
        return int(found.group(1)) if found else 0

    def used_seconds(self):
        """Processor time of all threads since the start."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def sample(self):
        while not self.ended.wait(0.1):
            self.highest_kilobytes = max(self.highest_kilobytes, self.resident())

    def stop(self):
        self.ended.set()
        self.sampler.join()
        self.processor_seconds = self.used_seconds()
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


def serve(arguments, folder):
    port, operator_port = free_port(), free_port()
    config = Path(folder) / "bench.yaml"
    config.write_text(
        "Butler-SOS:\n  auditEvents:\n    enable: true\n    host: 127.0.0.1\n"
        f"    port: {port}\n    apiToken: {TOKEN}\n    rateLimit: {{enable: false, maxPerMinute: 300}}\n"
        "    destination:\n      enable: true\n      type: json\n      json:\n        objectdata:\n"
        f"          enable: true\n          exportDirectory: {folder}/json\n"
        f"Vidimus:\n  operator: {{host: 127.0.0.1, port: {operator_port}}}\n",
        encoding="utf-8",
    )
    (Path(folder) / "json").mkdir()
    command = [str(arguments.build / "vidimus"), "serve", "--config", str(config), "--data", f"{folder}/data",
               "--log-level", "error"]
    return Process(command, port, folder)


def serve_everything(arguments, folder):
    """A server with JSON, Parquet and QVD on."""
    port, operator_port = free_port(), free_port()
    files = "\n".join(
        f"      {name}: {{metadata: {{exportDirectory: {folder}/{name}, maxBatchSize: 10000, writeFrequency: 1000}}}}"
        for name in ("parquet", "qvd"))
    config = Path(folder) / "bench.yaml"
    config.write_text(
        "Butler-SOS:\n  auditEvents:\n    enable: true\n    host: 127.0.0.1\n"
        f"    port: {port}\n    apiToken: {TOKEN}\n    rateLimit: {{enable: false, maxPerMinute: 300}}\n"
        f"    destination:\n      enable: true\n      type: json, parquet, qvd\n{files}\n"
        f"      json: {{objectdata: {{enable: true, exportDirectory: {folder}/json}}}}\n"
        f"Vidimus:\n  operator: {{host: 127.0.0.1, port: {operator_port}}}\n",
        encoding="utf-8",
    )
    command = [str(arguments.build / "vidimus"), "serve", "--config", str(config), "--data", f"{folder}/data",
               "--log-level", "error"]
    server = Process(command, port, folder)
    server.operator_port = operator_port
    return server


def lags(server):
    """Records that each destination has before it, by name."""
    connection = http.client.HTTPConnection("127.0.0.1", server.operator_port, timeout=10)
    connection.request("GET", "/api/v1/destinations")
    return {state["name"]: state["lag"] for state in json.loads(connection.getresponse().read())}


def measure_delivery(arguments):
    """Intake while three destinations deliver, and how fast they deliver what they had to leave."""
    def work(folder):
        server = serve_everything(arguments, folder)
        try:
            result = run_wrk(arguments.scripts, "mixed", server.port, 32, arguments.seconds)
            begin, result.left = time.perf_counter(), lags(server)
            result.drained_in = {}
            while len(result.drained_in) < len(result.left) and time.perf_counter() - begin < 300:
                time.sleep(0.2)
                for name, lag in lags(server).items():
                    if lag == 0 and name not in result.drained_in:
                        result.drained_in[name] = time.perf_counter() - begin
        finally:
            server.stop()
        result.idle_kilobytes, result.highest_kilobytes = server.idle_kilobytes, server.highest_kilobytes
        result.processor_seconds = server.processor_seconds
        result.is_complete = is_stored(arguments, folder, result) and len(result.drained_in) == len(result.left)
        return result

    return in_folder(arguments, work)


def print_delivery(result, seconds):
    for name, left in sorted(result.left.items()):
        meanwhile = (result.requests - left) / seconds
        took = result.drained_in.get(name)
        after = f"{left / took:,.0f}/s afterwards" if took else "not drained within 300 s"
        print(f"  {name}: {meanwhile:,.0f} events/s while they came in, {left:,} left, {after}")


def serve_pictures(arguments, folder):
    """A server that fetches the pictures of `vidimus demo`, whose people begin to work when it runs."""
    ports = [str(free_port()) for _ in range(4)]
    vidimus, data = str(arguments.build / "vidimus"), f"{folder}/data"
    site = ["--site-port", ports[2], "--ticket-port", ports[3], "--data", data]
    config = subprocess.run([vidimus, "demo", "--print-config", *site], capture_output=True, text=True, check=True).stdout
    config = config.replace("    port: 8787\n", f"    port: {ports[0]}\n    apiToken: {TOKEN}\n"
                            "    rateLimit: {enable: false, maxPerMinute: 300}\n", 1)
    Path(folder, "bench.yaml").write_text(config, encoding="utf-8")
    server = Process([vidimus, "serve", "--config", f"{folder}/bench.yaml", "--operator-port", ports[1],
                      "--log-level", "error"], int(ports[0]), folder)
    if arguments.has_people:
        server.people = subprocess.Popen(
            ["taskset", "-c", CLIENT_CORE, vidimus, "demo", *site, "--port", ports[0], "--token", TOKEN,
             "--users", "40", "--speed", "40", "--seconds", str(arguments.seconds)],
            stdin=subprocess.DEVNULL, stdout=server.log, stderr=server.log, cwd=folder,
        )
    return server


def stored_pictures(arguments, folder):
    done = subprocess.run([str(arguments.build / "vidimus"), "events", "--data", f"{folder}/data", "--type",
                           "screenshot.stored", "--format", "csv"], capture_output=True, text=True, check=True)
    return max(0, done.stdout.count("\n") - 1)


def measure_pictures(arguments, rate, has_people):
    """Latency of the ingest door at a given rate, with or without pictures that are fetched, captioned and stored."""
    arguments.has_people = has_people

    def work(folder):
        server = serve_pictures(arguments, folder)
        try:
            result = run_wrk(arguments.scripts, "paced", server.port, 32, arguments.seconds, rate)
        finally:
            server.stop()
            if has_people:
                server.people.terminate()
                server.people.wait()
        result.pictures = stored_pictures(arguments, folder)
        result.idle_kilobytes, result.highest_kilobytes = server.idle_kilobytes, server.highest_kilobytes
        result.processor_seconds = server.processor_seconds
        result.is_complete = True
        return result

    return in_folder(arguments, work)


def bare_loop(arguments, folder):
    port = free_port()
    return Process([str(arguments.build / "AnswerBaseline"), str(port)], port, folder)


def same_door(arguments, folder):
    port = free_port()
    return Process([str(arguments.build / "AnswerBaseline"), str(port), "door"], port, folder)


def in_folder(arguments, work):
    arguments.directory.mkdir(parents=True, exist_ok=True)
    folder = tempfile.mkdtemp(prefix="bench-", dir=arguments.directory)
    try:
        return work(folder)
    finally:
        shutil.rmtree(folder)


def measure(arguments, start, name, connections, rate=None, is_verified=False):
    """One server from start to end, and one run of wrk against it."""
    def work(folder):
        server = start(arguments, folder)
        try:
            result = run_wrk(arguments.scripts, name, server.port, connections, arguments.seconds, rate)
        finally:
            server.stop()
        result.idle_kilobytes, result.highest_kilobytes = server.idle_kilobytes, server.highest_kilobytes
        result.processor_seconds = server.processor_seconds
        result.is_complete = not is_verified or is_stored(arguments, folder, result)
        return result

    return in_folder(arguments, work)


def is_stored(arguments, folder, result):
    """Whether everything that was acknowledged is there and in order."""
    done = subprocess.run(
        [str(arguments.build / "vidimus"), "verify", "--data", f"{folder}/data"],
        capture_output=True, text=True, check=False,
    )
    found = re.search(r"(\d+) records in", done.stdout)
    per_request = round(result.per_second / result.requests_per_second) if result.requests_per_second else 0
    wanted = (result.requests - result.refused) * per_request
    return done.returncode == 0 and found is not None and int(found.group(1)) >= wanted


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
    rate = min(2_000, at_32 / 8)
    without = measure_pictures(arguments, rate, has_people=False)
    good &= print_row("paced, no pictures", 32, without, None, None)
    loaded = measure_pictures(arguments, rate, has_people=True)
    good &= print_row("paced, with pictures", 32, loaded, None, None)
    ratio = loaded.p99 / without.p99 if without.p99 else 0
    print(f"{loaded.pictures / arguments.seconds:.1f} pictures/s fetched, captioned and stored meanwhile;"
          f" p99 {ratio:.2f} x that without")
    print("\nbare loop: event loop, HTTP decoder and answer, nothing else; (a) the same ingest door, which answers 202 and"
          "\nstores nothing; (b) the disk's fdatasync rate, one event each."
          f"\nServer on core {SERVER_CORE}, wrk on core {CLIENT_CORE}, {arguments.seconds} s each.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
