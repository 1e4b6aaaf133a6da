"""One measurement each: a server from start to end, and a run of wrk against it."""

import http.client
import json
import re
import subprocess
import time

from machine import in_folder
from servers import serve_everything, serve_pictures
from wrk import run_wrk


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
