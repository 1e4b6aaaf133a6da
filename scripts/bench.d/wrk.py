"""Runs of the load generator wrk, and what they print."""

import os
import re
import subprocess
import sys

from machine import CLIENT_CORE

TOKEN = "bench-token"
BATCH = 100


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
