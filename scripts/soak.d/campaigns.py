"""The campaigns; each function returns a Campaign and what runs it."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from campaign import Campaign
from promise import Failure
from screenshots import screenshots_campaign
from server import READY_SECONDS


def run_cycles(campaign, arguments, start, end):
    """Starts, waits a random moment under load, ends hard; again and again."""
    campaign.start_posters()
    begin = time.monotonic()
    for cycle in range(1, arguments.cycles + 1):
        start()
        if campaign.random.random() < 0.2:
            # While it starts and recovers.
            time.sleep(campaign.random.uniform(0.0, 0.15))
        else:
            wait_for_acknowledgement(campaign)
            time.sleep(campaign.random.uniform(0.0, 0.4))
        end()
        campaign.check_progress()
        if cycle % 100 == 0 and cycle < arguments.cycles:
            campaign.server.verify()
        if cycle % 10 == 0 or cycle == arguments.cycles:
            print(f"cycle {cycle} of {arguments.cycles}: {campaign.ledger.count()} events acknowledged, "
                  f"{campaign.ledger.duplicates} repeats recognised, {time.monotonic() - begin:.0f} s", flush=True)
    count = campaign.account()
    acknowledged = campaign.ledger.count()
    if acknowledged == 0:
        raise Failure("no event was ever acknowledged; the campaign proves nothing")
    return f"{arguments.cycles} cycles: {acknowledged} events acknowledged, {count} stored, 0 lost, 0 doubled"


def wait_for_acknowledgement(campaign):
    """Returns once an event was acknowledged since the start, or the process is gone."""
    before = campaign.ledger.count()
    deadline = time.monotonic() + READY_SECONDS
    while campaign.ledger.count() == before:
        if campaign.server.process.poll() is not None:
            return
        if time.monotonic() > deadline:
            raise Failure(f"nothing was acknowledged within {READY_SECONDS} s: {campaign.server.last_words()}")
        time.sleep(0.005)


def kill_campaign(arguments):
    campaign = Campaign(arguments)

    def end():
        if campaign.server.process.poll() is not None:
            raise Failure(f"the server ended by itself: {campaign.server.last_words()}")
        campaign.server.end(signal.SIGKILL)

    return campaign, lambda: run_cycles(campaign, arguments, campaign.server.start, end)


def power_campaign(arguments):
    library = Path(arguments.build_directory) / "unsync.so"
    source = Path(__file__).with_name("unsync.c")
    library.parent.mkdir(parents=True, exist_ok=True)
    compiler = next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), None)
    if compiler is None:
        sys.exit("a C compiler is needed: cc, gcc or clang")
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", str(library), str(source), "-ldl",
         "-lpthread"],
        check=True,
    )
    campaign = Campaign(arguments, preload=library)

    def start():
        environment = {"VIDIMUS_UNSYNC_SEED": str(campaign.random.getrandbits(63))}
        if campaign.random.random() < 0.5:
            environment["VIDIMUS_UNSYNC_COUNTDOWN"] = str(campaign.random.randrange(1, 400))
        campaign.server.start(environment)

    def end():
        process = campaign.server.process
        status = process.poll() if process.poll() is not None else campaign.server.end(signal.SIGUSR2)
        # The signal may come before the library is loaded.
        if status not in (137, -signal.SIGUSR2):
            raise Failure(f"the server ended with {status} instead of the cut: {campaign.server.last_words()}")

    return campaign, lambda: run_cycles(campaign, arguments, start, end)


def load_campaign(arguments):
    campaign = Campaign(arguments)

    def run():
        begin = time.monotonic()
        end = begin + arguments.minutes * 60
        highest = 0
        starts = 0
        campaign.start_posters()
        while time.monotonic() < end:
            campaign.server.start()
            campaign.server.wait_until_ready()
            starts += 1
            # A clean stop under load every ten minutes or so.
            restart = min(end, time.monotonic() + campaign.random.uniform(300, 900))
            while time.monotonic() < restart:
                time.sleep(min(5, max(0.0, restart - time.monotonic())))
                campaign.check_progress()
                if campaign.server.process.poll() is not None:
                    raise Failure(f"the server ended by itself: {campaign.server.last_words()}")
                highest = max(highest, campaign.server.resident_kilobytes())
                print(f"{(time.monotonic() - begin) / 60:.1f} min: {campaign.ledger.count()} events acknowledged, "
                      f"{highest // 1024} MB resident at most", flush=True)
            took = campaign.server.stop()
            if took > 10:
                raise Failure(f"a clean stop under load took {took:.1f} s; 10 s are promised")
        count = campaign.account()
        return (f"{arguments.minutes} minutes, {starts} clean stops: {campaign.ledger.count()} events acknowledged, "
                f"{count} stored, 0 lost, 0 doubled, {highest // 1024} MB resident at most")

    return campaign, run


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0.0


def outage_campaign(arguments):
    """InfluxDB is dead for minutes under 1,000 events a second; intake must not notice, and nothing may be missing."""
    campaign = Campaign(arguments)

    def phase(name, seconds, latencies):
        for poster in campaign.posters:
            poster.latencies = latencies
        before = campaign.ledger.count()
        begin = time.monotonic()
        while time.monotonic() - begin < seconds:
            time.sleep(min(5.0, seconds))
            campaign.check_progress()
        rate = (campaign.ledger.count() - before) / (time.monotonic() - begin)
        print(f"{name}: {rate:.0f} events/s, p50 {1000 * percentile(latencies, 0.5):.1f} ms, "
              f"p99 {1000 * percentile(latencies, 0.99):.1f} ms, "
              f"{campaign.server.resident_kilobytes() // 1024} MB resident", flush=True)

    def run():
        if campaign.influx is None:
            raise Failure("the campaign needs influxd (Debian package influxdb)")
        campaign.server.start()
        campaign.server.wait_until_ready()
        for poster in campaign.posters:
            poster.batches = False
            poster.pause = len(campaign.posters) / 1000
        campaign.start_posters()
        up, down = [], []
        phase("InfluxDB up", min(30.0, arguments.minutes * 60), up)
        campaign.influx.kill()
        phase("InfluxDB down", arguments.minutes * 60, down)
        campaign.influx.start()
        count = campaign.account()
        ratio = percentile(down, 0.99) / max(percentile(up, 0.99), 1e-9)
        return (f"{arguments.minutes} minutes down: {campaign.ledger.count()} events acknowledged, {count} stored, "
                f"all delivered once; p99 down is {ratio:.2f} times p99 up")

    return campaign, run


CAMPAIGNS = {
    "kill": kill_campaign,
    "power": power_campaign,
    "load": load_campaign,
    "outage": outage_campaign,
    "screenshots": screenshots_campaign,
}
