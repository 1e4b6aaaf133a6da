"""One measurement each: a server from start to end, and a run of wrk against it."""

import http.client
import json
import re
import subprocess
import time
from pathlib import Path

from machine import in_folder
from servers import serve_everything, serve_pictures, start_people
from wrk import run_wrk

WARM_UP_SECONDS = 4


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


def stored_pictures(folder):
    """Pictures that were fetched, captioned and stored so far; the caption is the last file of each."""
    return sum(1 for _ in Path(folder, "data/pictures").glob("*_metadata.png"))


def measure_pictures(arguments, rate, load, has_people):
    """Latency of the ingest door at a given rate, with or without pictures that are fetched, captioned and stored."""
    def work(folder):
        server = serve_pictures(arguments, folder, load)
        people = start_people(arguments, server, WARM_UP_SECONDS + seconds, load) if has_people else None
        try:
            # Sessions are open then, and pictures on their way. Both servers wait, so that they are equally old.
            time.sleep(WARM_UP_SECONDS)
            before = stored_pictures(folder)
            result = run_wrk(arguments.scripts, "paced", server.port, 32, seconds, rate)
            result.pictures_per_second = (stored_pictures(folder) - before) / seconds
        finally:
            if people:
                people.terminate()
                people.wait()
            server.stop()
        result.idle_kilobytes, result.highest_kilobytes = server.idle_kilobytes, server.highest_kilobytes
        result.processor_seconds = server.processor_seconds
        result.is_complete = is_stored(arguments, folder, result)
        return result

    seconds = max(2, arguments.seconds // 2)
    return in_folder(arguments, work)
