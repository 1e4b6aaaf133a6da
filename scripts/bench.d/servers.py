"""The servers that are measured, each with a configuration of its own."""

import subprocess
from pathlib import Path
from typing import NamedTuple

from machine import CLIENT_CORE, LOWEST_CLASS, SERVER_CORE, free_port
from process import Process
from wrk import TOKEN


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


class PictureLoad(NamedTuple):
    """People of `vidimus demo` who take pictures, and the cores of the server that fetches them."""

    name: str
    cores: str
    people: str
    speed: str


PICTURE_LOADS = [
    PictureLoad("ten pictures a second, both cores", f"{SERVER_CORE},{CLIENT_CORE}", "20", "20"),
    PictureLoad("as many as one core can take", SERVER_CORE, "40", "40"),
]


def serve_pictures(arguments, folder, load):
    """A server that fetches the pictures of `vidimus demo`, which `start_people` starts."""
    ports = [str(free_port()) for _ in range(4)]
    vidimus, data = str(arguments.build / "vidimus"), f"{folder}/data"
    site = ["--site-port", ports[2], "--ticket-port", ports[3], "--data", data]
    config = subprocess.run([vidimus, "demo", "--print-config", *site], capture_output=True, text=True, check=True).stdout
    config = config.replace("    port: 8787\n", f"    port: {ports[0]}\n    apiToken: {TOKEN}\n", 1)
    config = config.replace("rateLimit: {enable: true,", "rateLimit: {enable: false,", 1)
    Path(folder, "bench.yaml").write_text(config, encoding="utf-8")
    server = Process([vidimus, "serve", "--config", f"{folder}/bench.yaml", "--operator-port", ports[1],
                      "--log-level", "error"], int(ports[0]), folder, load.cores)
    server.site = site
    return server


def start_people(arguments, server, seconds, load):
    """People who take pictures, and the site that paints and serves them; both only in time that nobody else wants."""
    return subprocess.Popen(
        [*LOWEST_CLASS, "taskset", "-c", CLIENT_CORE, str(arguments.build / "vidimus"), "demo", *server.site,
         "--no-week", "--port", str(server.port), "--token", TOKEN,
         "--users", load.people, "--speed", load.speed, "--seconds", str(seconds)],
        stdin=subprocess.DEVNULL, stdout=server.log, stderr=server.log,
    )


def bare_loop(arguments, folder):
    port = free_port()
    return Process([str(arguments.build / "AnswerBaseline"), str(port)], port, folder)


def same_door(arguments, folder):
    port = free_port()
    return Process([str(arguments.build / "AnswerBaseline"), str(port), "door"], port, folder)
