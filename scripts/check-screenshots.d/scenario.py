"""What a scenario has in its hands: own fakes, own users, and the questions it asks of the program."""

import hashlib
import json
import re
import secrets
import time
from pathlib import Path

import images
from fakes import Fake, Script
from program import Event, Failure

# Waits end as soon as what they wait for is there; this only bounds them on a slow machine.
PATIENCE_SECONDS = 45
# Nothing may come after a scenario's last expected request for this long.
QUIET_SECONDS = 0.3

SCENARIOS = []


class NotRun(Exception):
    """The scenario can't be run here; says why."""


def scenario(name, title, group, needs_names=False):
    """Registers a function as a scenario of a group, whose server it shares; group None starts its own."""
    def register(function):
        SCENARIOS.append((name, title, group, needs_names, function))
        return function
    return register


def require(condition, message):
    if not condition:
        raise Failure(message)


class Scenario:
    """One scenario in its run; users and sessions have its tag in their names, so that requests can be told apart."""

    def __init__(self, bench, name, group):
        self.bench = bench
        self.group = group
        self.tag = re.sub("[^a-z0-9]", "", name.lower()) + secrets.token_hex(3)
        self.program = group.program if group else None
        self.service = group.service if group else None
        self.webs = []
        self.events = []
        self.users = {f"goran-{self.tag}"}
        self.sessions = {}
        self.own = []
        self.trace_at_end = None
        self.image = images.numbered(40, 30, secrets.randbelow(256))

    # What it makes.

    def web(self, *answers, server="qlik-server", address="127.0.0.1", port=0, label="G", script=None):
        """A fake image host of its own; `server` None is plain http."""
        context = self.bench.certificates.server_context(server) if server else None
        fake = Fake(script or Script(*answers), address, port, context)
        fake.label = label
        self.webs.append(fake)
        return fake

    def user(self, name="goran"):
        """A user id that only this scenario has."""
        self.users.add(f"{name}-{self.tag}")
        return f"{name}-{self.tag}"

    def identity(self, name="goran"):
        return f"UserDirectory=LAB; UserId={self.user(name)}"

    def session(self, label):
        """A session id that only this scenario has; `label` stands for it in traces."""
        for value, known in self.sessions.items():
            if known == label:
                return value
        value = f"SESSION-{label}-{self.tag}-{secrets.token_hex(4)}"
        self.sessions[value] = label
        return value

    def cookie(self, label, name="X-Qlik-Session", attributes="; Path=/; HttpOnly; Secure"):
        return f"{name}={self.session(label)}{attributes}"

    def event(self, url, user=None, **rest):
        event = Event(url, user if user is not None else self.identity(), **rest)
        self.events.append(event)
        return event

    def post(self, event, status=202):
        seen = self.program.post(event)
        require(seen == status, f"the event was answered {seen}, not {status}")
        return event

    def send(self, url, user=None, **rest):
        return self.post(self.event(url, user, **rest))

    def start(self, folder="own", **rest):
        """A server of its own, with its own configuration; of `proxy_service`, if it has one, requests are traced."""
        program = self.prepare(folder, **rest)
        return program.start()

    def prepare(self, folder="own", environment=None, arguments=(), **rest):
        self.service = rest.get("proxy_service", self.service)
        self.program = self.bench.program(f"{self.tag}-{folder}", environment, arguments, **rest)
        self.own.append(self.program)
        return self.program

    def proxy_service(self, **rest):
        return self.bench.proxy_service(**rest)

    # What it asks.

    def until(self, condition, message, seconds=PATIENCE_SECONDS):
        """Waits for a condition and returns its value; `message` may be a function."""
        deadline = time.monotonic() + seconds
        while True:
            value = condition()
            if value:
                return value
            if self.program is not None:
                self.program.check_alive()
            if time.monotonic() > deadline:
                raise Failure(message() if callable(message) else message)
            time.sleep(0.04)

    def outcome(self, event, seconds=PATIENCE_SECONDS):
        return self.until(lambda: self.program.final(event), lambda: f"no outcome after {seconds} s", seconds)

    def stored(self, event, data=None, suffix=".png", seconds=PATIENCE_SECONDS, metadata=False):
        """The event's picture is stored: record, content copy and named copy agree, and hold `data` if it is given."""
        outcome = self.outcome(event, seconds)
        require(outcome["type"] == "screenshot.stored", f"stored expected, seen {short(outcome)}")
        names = [event.stem + suffix] + ([f"{event.stem}_metadata.png"] if metadata else [])
        paths = [str(self.program.pictures / name) for name in names]
        require(outcome["savedPaths"] == paths, f"saved paths {paths} expected, seen {outcome['savedPaths']}")
        bytes_ = Path(paths[0]).read_bytes()
        self.check_copy(outcome["picture"], bytes_)
        if metadata:
            self.check_copy(outcome["metadataPicture"], Path(paths[1]).read_bytes())
        require(data is None or bytes_ == data, "the stored picture has other bytes than were sent")
        return outcome

    def check_copy(self, image, data):
        digest = hashlib.sha256(data).hexdigest()
        require(image["sha256"] == digest and image["byteCount"] == len(data), f"hash or size of {image} is wrong")
        copy = self.program.data / "screenshots" / digest[:2] / f"{digest}.{image['extension']}"
        require(copy.is_file() and copy.read_bytes() == data, f"no content copy {copy.name}")

    def lost(self, event, reason=None, line=None, seconds=PATIENCE_SECONDS):
        """The picture is lost for this reason, nothing is stored, and a log line about the event says `line`."""
        outcome = self.outcome(event, seconds)
        require(outcome["type"] == "screenshot.lost", f"lost expected, seen {short(outcome)}")
        require(reason is None or re.fullmatch(reason, outcome["reason"]),
                f"reason {reason} expected, seen {outcome['reason']}: {outcome['message']}")
        require(not self.files(event), f"files {self.files(event)} of a picture that is lost")
        if line:
            self.says(event, line)
        return outcome

    def says(self, event, text):
        self.until(lambda: any(text in line for line in self.program.lines_about(event)),
                   lambda: f"no log line about the event says '{text}': {self.program.lines_about(event)}", 3)

    def files(self, event):
        if not self.program.pictures.exists():
            return []
        return sorted(path.name for path in self.program.pictures.iterdir() if event.id in path.name)

    def saved_rows(self, event):
        """What the JSON destination says of the event's saved paths; the event needs object data."""
        name = f"{event.stem}.json"
        path = self.until(lambda: next((self.program.folder / "json").rglob(name), None), f"no {name}")
        return json.loads(path.read_bytes()).get("screenshotSavedPaths")

    # What the fakes saw.

    def requests(self):
        """All requests of this scenario, in the order of their time, with the label of their fake."""
        found = [(request, fake.label) for fake in self.webs for request in fake.seen()]
        if self.service:
            tickets = self.service.tickets_of(self.users)
            found += [(request, "P") for request in tickets]
            found += [
                (request, "D") for request in self.service.seen()
                if request.method == "DELETE" and any(session in request.target for session in self.sessions)
            ]
        return sorted(found, key=lambda pair: pair[0].time)

    def trace(self):
        """One line per request, with `#n` for the scenario's n-th ticket and labels for its sessions."""
        tickets = {}
        lines = []
        for request, label in self.requests():
            text = f"{label} {request.path if label in 'PD' else request.target}"
            cookie = request.header("Cookie")
            if cookie is not None:
                text += f" cookie={cookie}"
            for ticket in re.findall(r"TICKET\d+", text):
                tickets.setdefault(ticket, f"#{len(tickets) + 1}")
            text = re.sub(r"TICKET\d+", lambda found: tickets[found[0]], text)
            for value, name in self.sessions.items():
                text = text.replace(value, name)
            lines.append(text if request.method in ("GET", "POST", "DELETE") else f"{request.method} {text}")
        return lines

    def expect(self, *lines, in_order=True):
        """Exactly these requests were made, and none follows."""
        wanted = list(lines) if in_order else sorted(lines)

        def seen():
            trace = self.trace()
            return trace if in_order else sorted(trace)

        def is_done():
            return len(self.trace()) >= len(wanted)

        self.until(is_done, lambda: f"requests {wanted} expected, seen {seen()}", 8)
        time.sleep(QUIET_SECONDS)
        require(seen() == wanted, f"requests {wanted} expected, seen {seen()}")

    def expect_nothing(self):
        """No request, and no connection to any of its image hosts."""
        self.expect()
        for fake in self.webs:
            require(fake.connections == 0, f"{fake.connections} connections to {fake.authority}")

    def gaps(self, label):
        """Seconds between requests of one label."""
        times = [request.time for request, name in self.requests() if name == label]
        return [after - before for before, after in zip(times, times[1:])]

    def close(self):
        for program in self.own:
            program.close()
        for fake in self.webs:
            fake.stop()

    def check_fakes(self):
        """The image hosts were talked to properly; called when the scenario is over."""
        for fake in self.webs:
            require(not fake.problems, f"a fake failed: {fake.problems}")
            for request in fake.seen():
                require(request.method == "GET", f"an image host saw {request.method} {request.target}")
                require(not request.certificate, f"an image host was offered the client certificate: {request.target}")
                require(request.header("Authorization") is None, "an image host saw a field Authorization")


def short(outcome):
    return {key: value for key, value in outcome.items() if key in ("type", "reason", "message", "problems")}
