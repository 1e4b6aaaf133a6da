"""Kills between 202 and the picture, and hosts that are away for a while."""

import random
import time

from fakes import picture
from scenario import require, scenario

PICTURE = "/tempcontent/s.png"
# By then an open session must be on disk, so that the next start can end it.
LISTED_SECONDS = 1


@scenario("K1", "kill -9 at random moments: every picture is stored, its hash in the journal, no session left", None)
def k1(s):
    service = s.proxy_service()
    labels = iter(range(100_000))
    handed = {}
    kills = []

    def script(request):
        if not request.parameters("qlikTicket"):
            return picture(s.image, pause=random.uniform(0, 0.15))
        label = f"K{next(labels)}"
        give = picture(s.image, cookies=[s.cookie(label)], pause=random.uniform(0, 0.15))

        def write(request, wire):
            give(request, wire)
            handed[label] = (request.time, time.monotonic())
        return write

    web = s.web(script=script)
    program = s.start(mode="userTicket", proxy_service=service, cache={}, own={"retrySeconds": 3600})
    events = []
    for cycle in range(s.bench.arguments.kills):
        events += [s.send(web.url(f"/tempcontent/{cycle}-{index}.png"), s.identity(f"u{index % 3}"))
                   for index in range(4)]
        # Now and then a session lives long enough to be on disk for certain.
        pause = random.choice([0, random.uniform(0, 0.1), random.uniform(0, 0.5)])
        time.sleep(1.5 if cycle % 5 == 4 else pause)
        kills.append(time.monotonic())
        program.kill()
        program.start()
    for event in events:
        s.stored(event, s.image, seconds=120)
    for event in events:
        records = s.program.outcomes(event, 5)
        final = [one for one in records if one["type"] != "screenshot.pending"]
        require(len(final) == 1 and sum(one["writesRow"] for one in records) == 1, f"outcomes {records}")
    program.stop()
    ended = {line.rsplit("/", 1)[1] for line in s.trace() if line.startswith("D ")}
    # A session whose answer was under way when the process died is known to nobody.
    known = {label: answered for label, (asked, answered) in handed.items()
             if not any(asked <= kill <= answered for kill in kills)}
    left = {label: min((kill - moment for kill in kills if kill >= moment), default=1e9)
            for label, moment in known.items() if label not in ended}
    lived = sorted(round(1000 * value) for value in left.values())
    print(f"note: K1: {len(left)} of {len(known)} sessions were left, open before the kill for ms: {lived}", flush=True)
    kept = {label: lived for label, lived in left.items() if lived > LISTED_SECONDS}
    require(not kept, f"sessions that were open so many seconds before a kill never end: {kept}")
    program.verify()
    require(not service.violations, f"{service.violations}")


def outage(s, seconds, which):
    service = s.proxy_service()
    web = s.web(picture(s.image))
    s.start(mode="userTicket", proxy_service=service, own={"retrySeconds": 3600})
    s.stored(s.send(web.url(PICTURE)), s.image)
    fake = service if which == "Q" else web
    fake.stop()
    events = [s.send(web.url(PICTURE)) for _ in range(8)]
    time.sleep(seconds)
    require(not any(s.program.final(event, 1) for event in events), "given up during the outage")
    fake.start()
    begin = time.monotonic()
    for event in events:
        s.stored(event, s.image, seconds=60)
    took = time.monotonic() - begin
    require(took < 45, f"the pictures came {took:.0f} s after the outage")


def register(name, seconds, which):
    @scenario(name, f"{which} is away for {seconds} s", None)
    def run(s):
        outage(s, seconds, which)


register("A6Q", 6, "Q")
register("A6W", 6, "W")
LONG = [("A60Q", 60, "Q"), ("A60W", 60, "W"), ("A300Q", 300, "Q"), ("A300W", 300, "W")]


def register_long():
    """The outages of the option `--outages long`."""
    for name, seconds, which in LONG:
        register(name, seconds, which)
