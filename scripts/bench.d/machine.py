"""What the machine gives: cores, scheduling, ports, a folder on the measured disk, and how fast that disk syncs."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

EVENT_BYTES = 1500
SERVER_CORE = "0"
CLIENT_CORE = "1"


def lowest_class():
    """What to put before a command so that it runs only when nobody else wants its core, or nearly so."""
    idle = ["chrt", "--idle", "0"]
    if shutil.which("chrt") and subprocess.run([*idle, "true"], capture_output=True, check=False).returncode == 0:
        return idle
    return ["nice", "-n", "19"]


LOWEST_CLASS = lowest_class()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def in_folder(arguments, work):
    arguments.directory.mkdir(parents=True, exist_ok=True)
    folder = tempfile.mkdtemp(prefix="bench-", dir=arguments.directory)
    try:
        return work(folder)
    finally:
        shutil.rmtree(folder)


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
