"""The campaign in which a server that fetches pictures from a simulated site is killed again and again."""

import collections
import json
import math
import random
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import tables
from people import People
from pictures import Outcomes, check_files, refuse
from promise import Failure
from server import ServerProcess

# How long the server runs between two kills, how long it is away, and what a start takes at most on average.
LIFE_SECONDS = 3.0
# One life of five ends while the server starts and recovers.
SHORT_LIFE_SECONDS = 0.15
AWAY_SECONDS = 0.5
START_SECONDS = 0.3
# The site forgets its pictures when the people go home. Until then nothing may be open.
CALM_SECONDS = 20
LAST_SECONDS = 120
QUIET_SECONDS = 2.0
# Half of the kills wait so long for a picture that is being fetched, and strike within the time that one takes.
AIM_SECONDS = 2.0
FETCH_SECONDS = 0.03
# From so many kills on, none that interrupts a picture means that the campaign is broken.
ENOUGH_KILLS = 20


class PictureServer(ServerProcess):
    """A server with the configuration that `vidimus demo` prints, but with tables that grow all the time."""

    def __init__(self, binary, folder, people_seed):
        super().__init__(binary, folder)
        self.people = People(binary, folder, self.data, people_seed)

    def configure(self):
        """Writes the configuration; the one that is printed has to be right as it is."""
        printed = self.people.configuration()
        self.config.write_text(printed, encoding="utf-8")
        done = subprocess.run(
            [self.binary, "check-config", str(self.config)], capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise Failure(f"check-config refuses what demo prints: {(done.stdout + done.stderr)[-500:]}")
        # Else nearly all rows would be written by the last stop, which no kill can disturb.
        hurried = re.sub(r"writeFrequency: \d+", "writeFrequency: 300", re.sub(r"Size: \d+", "Size: 700", printed))
        self.config.write_text(hurried, encoding="utf-8")

    def open_screenshots(self):
        """How many screenshots have no final outcome; None while the server has not looked yet."""
        found = re.search(r"^vidimus_screenshots_open (\d+)", self.metrics(), re.MULTILINE)
        return int(found[1]) if found else None


class ScreenshotCampaign:
    """Kills a server under people who make screenshots, and accounts for every picture."""

    def __init__(self, arguments):
        self.cycles = arguments.cycles
        self.random = random.Random(arguments.seed)
        self.folder = Path(tempfile.mkdtemp(prefix="vidimus-soak-", dir=arguments.directory))
        self.server = PictureServer(arguments.binary, self.folder, self.random.getrandbits(32))
        self.people = self.server.people
        # Seconds since 1970.
        self.kills = []

    def run(self):
        # Drawn at first, so that the people work long enough.
        lives = [self.draw_life() for _ in range(self.cycles)]
        pauses = [self.random.uniform(0.0, AWAY_SECONDS) for _ in range(self.cycles)]
        seconds = math.ceil(sum(life for _, life in lives) + sum(pauses) + self.cycles * START_SECONDS) + CALM_SECONDS
        self.server.configure()
        self.server.start()
        self.server.wait_until_ready()
        begin = time.monotonic()
        self.people.start(self.server.port, seconds)
        self.kill_again_and_again(lives, pauses, begin)
        left = seconds - (time.monotonic() - begin)
        if left < CALM_SECONDS / 2:
            print(f"note: the people stay only {left:.0f} s longer; this machine starts servers slowly")
        accepted, given_up = self.people.wait_until_home(max(0.0, left))
        self.await_quiet()
        self.server.stop()
        self.server.verify()
        return self.account(accepted, given_up)

    def draw_life(self):
        """Whether the server becomes ready at all, and how many seconds it lives then, or from its start."""
        if self.random.random() < 0.2:
            return False, self.random.uniform(0.0, SHORT_LIFE_SECONDS)
        # More end soon after the start, when what waited meanwhile is fetched.
        return True, LIFE_SECONDS * self.random.random() ** 2

    def kill_again_and_again(self, lives, pauses, begin):
        # The site needs a moment before it has pictures.
        time.sleep(self.random.uniform(1.0, LIFE_SECONDS))
        is_ready = True
        for cycle, ((becomes_ready, life), pause) in enumerate(zip(lives, pauses), start=1):
            if self.random.random() < 0.5 and is_ready:
                self.await_fetching()
            self.kills.append(time.time())
            if self.server.end(signal.SIGKILL) != -signal.SIGKILL:
                raise Failure(f"the server ended by itself: {self.server.last_words()}")
            if not self.people.are_at_work():
                raise Failure(f"the people left in cycle {cycle}: {self.people.said()[-500:]}")
            time.sleep(pause)
            self.server.start()
            is_ready = becomes_ready or cycle == self.cycles
            if is_ready:
                self.server.wait_until_ready()
            if cycle < self.cycles:
                time.sleep(life)
            if cycle % 10 == 0 or cycle == self.cycles:
                pictures = sum(1 for _ in (self.server.data / "pictures").glob("[!.]*_metadata.png"))
                print(f"cycle {cycle} of {self.cycles}: {pictures} pictures, {time.monotonic() - begin:.0f} s",
                      flush=True)

    def await_fetching(self):
        """Returns at a random moment of a picture's way, or when none comes."""
        deadline = time.monotonic() + AIM_SECONDS
        while not self.server.open_screenshots() and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(self.random.uniform(0.0, FETCH_SECONDS))

    def await_quiet(self):
        """Returns once no screenshot is open and none comes."""
        quiet_since = None
        deadline = time.monotonic() + LAST_SECONDS
        while time.monotonic() < deadline:
            if self.server.open_screenshots() != 0:
                quiet_since = None
            elif quiet_since is None:
                quiet_since = time.monotonic()
            elif time.monotonic() - quiet_since > QUIET_SECONDS:
                return
            time.sleep(0.2)
        raise Failure(f"{self.server.open_screenshots()} screenshots are still open after {LAST_SECONDS} s")

    def account(self, accepted, given_up):
        outcomes = Outcomes(self.server.records("--all"))
        outcomes.check()
        stored = len(outcomes.offsets)
        if not accepted <= stored <= accepted + given_up:
            raise Failure(f"{accepted} events were acknowledged and {given_up} given up, but {stored} are stored")
        if not outcomes.events:
            raise Failure("nobody made a screenshot; the campaign proves nothing")
        images, copies = check_files(outcomes, self.server.data / "screenshots", self.server.data / "pictures")
        self.check_tables(outcomes)
        self.check_object_data(outcomes)
        pending = len(outcomes.of_kind("screenshot.pending"))
        interrupted = outcomes.across(self.kills)
        if interrupted == 0 and self.cycles >= ENOUGH_KILLS:
            raise Failure("no kill interrupted a screenshot; the campaign proves nothing")
        return (f"{self.cycles} kills: {accepted} events acknowledged, {stored} stored; {len(outcomes.events)} "
                f"screenshots, 0 lost, {interrupted} of them interrupted by a kill, {pending} pending at first; "
                f"{images} images, {copies} named copies, 0 orphans")

    def check_tables(self, outcomes):
        """Each event is one row of each kind of table, with the paths of the outcome that carried the row."""
        paths = outcomes.paths_of_rows()
        wanted = sorted((offsets[0], event, tuple(paths[event])) for event, offsets in outcomes.offsets.items())
        columns = (*tables.COLUMNS, "screenshotSavedPaths")
        for name, rows in (("parquet", tables.parquet_rows(self.server.data / "parquet", columns)),
                           ("qvd", tables.qvd_rows(self.server.data / "qvd", columns))):
            if rows is None:
                print(f"note: no reader for {name} is installed; its files were not compared")
                continue
            found = sorted(
                (int(offset), event.lower(), tuple(json.loads(text or "[]"))) for offset, event, text in rows
            )
            if found != wanted:
                counts = collections.Counter(event for _, event, _ in found)
                differing = sorted(set(found) ^ set(wanted))
                doubled = [event for event, count in counts.items() if count > 1]
                raise Failure(f"{name} has {len(found)} rows, the journal {len(wanted)} events; {len(doubled)} events "
                              f"are doubled, such as {doubled[:3]}; differing rows: {differing[:3]}")
            print(f"{name}: {len(found)} rows, equal to the journal's events, {sum(1 for row in found if row[2])} of "
                  "them with paths")

    def check_object_data(self, outcomes):
        """Each event with object data has exactly one whole file."""
        found = collections.Counter()
        for path in (self.server.data / "object-data").rglob("*"):
            if path.is_file():
                try:
                    found[json.loads(path.read_bytes())["eventId"].lower()] += 1
                except (ValueError, KeyError):
                    raise Failure(f"{path} is not a complete file of object data") from None
        wanted = collections.Counter(outcomes.with_object_data)
        refuse(sorted((found - wanted) + (wanted - found)), "events have too few or too many files of object data")
        print(f"object data: {len(found)} files, one for each event that has some")

    def clean_up(self, keep):
        self.people.end()
        if self.server.process is not None and self.server.process.poll() is None:
            self.server.end(signal.SIGKILL)
        if keep:
            print(f"kept for inspection: {self.folder}")
        else:
            shutil.rmtree(self.folder)


def screenshots_campaign(arguments):
    campaign = ScreenshotCampaign(arguments)
    return campaign, campaign.run
