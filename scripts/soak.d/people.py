"""The simulated Qlik Sense site of `vidimus demo` with its people, who make screenshots and post what they do."""

import re
import subprocess
from pathlib import Path

from influx import free_port
from promise import Failure

COUNT = 20
# Twenty people at this speed make about ten screenshots a second.
SPEED = 20
END_SECONDS = 300


class People:
    """The process that is both: the site with its pictures in memory, and those who post."""

    def __init__(self, binary, folder, data, seed):
        self.binary = binary
        self.data = Path(data)
        self.log = Path(folder) / "people.log"
        self.seed = seed
        self.site_port = free_port()
        self.ticket_port = free_port()
        self.process = None

    def site_options(self):
        return ["--data", str(self.data), "--site-port", str(self.site_port), "--ticket-port", str(self.ticket_port)]

    def configuration(self):
        """What the program itself prints for a server that fetches these pictures."""
        done = subprocess.run(
            [self.binary, "demo", "--print-config", *self.site_options()], capture_output=True, text=True, check=False
        )
        if done.returncode != 0 or not done.stdout:
            raise Failure(f"demo --print-config exited with {done.returncode}: {done.stderr[-500:]}")
        return done.stdout

    def start(self, port, seconds):
        """Lets them work for so long; the server has to answer when they come."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "demo", *self.site_options(), "--no-week", "--port", str(port), "--users", str(COUNT),
                 "--seconds", str(seconds), "--speed", str(SPEED), "--seed", str(self.seed)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )

    def are_at_work(self):
        return self.process.poll() is None

    def said(self):
        return self.log.read_text(encoding="utf-8", errors="replace").replace("\r", "\n")

    def wait_until_home(self, seconds):
        """Returns how many events were acknowledged, and how many were given up."""
        try:
            status = self.process.wait(timeout=seconds + END_SECONDS)
        except subprocess.TimeoutExpired:
            raise Failure(f"the people were still at work {END_SECONDS} s after their time") from None
        totals = re.findall(r"^(\d+) events accepted(?:, (\d+) given up)?", self.said(), re.MULTILINE)
        if status != 0 or not totals:
            raise Failure(f"vidimus demo exited with {status}: {self.said()[-500:]}")
        accepted, given_up = totals[-1]
        return int(accepted), int(given_up or 0)

    def end(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
