"""The bench: groups of scenarios that share a server, and the account of everything at the end of a group."""

import hashlib
import json
import re
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from certificates import Certificates
from isolation import Isolation
from program import Failure, Program, configuration
from proxyservice import ProxyService
from scenario import SCENARIOS, NotRun, Scenario

TICKET = re.compile(rb"TICKET\d")
SHARED_HOSTS = [
    "127.0.0.1", " 127.0.0.2 ", "qlik.test", "sub.qlik.test", "Other.Test", "169.254.169.254", "0.0.0.0", "[::]",
    "[fe80::1]", "metadata.test", "zero.test", "zero6.test", "linklocal6.test", "mapped.test", "nat64.test", "multicast.test",
    "broadcast.test", "mixed.test", "rebind.test", "bücher.example",
]
GROUPS = {
    "none": {"mode": "none"},
    "user": {"mode": "userTicket"},
    "cache": {"mode": "userTicket", "cache": {}},
    "fixed": {"mode": "qpsTicket", "qps": {"virtualProxy": "/abc/"}},
}
# Scenarios that run at the same time on one server, and servers of their own that run at the same time.
PARALLEL = 8
PARALLEL_SERVERS = 4


class Group:
    """A server that several scenarios share."""

    def __init__(self, bench, name):
        self.name = name
        self.service = bench.proxy_service()
        self.program = bench.program(
            f"group-{name}", proxy_service=self.service, hosts=SHARED_HOSTS, **GROUPS[name]
        ).start()
        self.scenarios = []


class Bench:
    """Runs scenarios and remembers how they ended."""

    def __init__(self, arguments, folder):
        self.arguments = arguments
        self.folder = Path(folder)
        # Servers of other accounts look for their certificates here.
        self.folder.chmod(0o711)
        self.certificates = Certificates(self.folder / "certificates")
        self.isolation = Isolation(arguments.isolated, folder, self.certificates)
        self.results = []

    def program(self, name, environment=None, arguments=(), **rest):
        values = configuration(self.certificates, **rest)
        return Program(self.arguments.vidimus, self.folder / name, values, environment, arguments)

    def proxy_service(self, **rest):
        return ProxyService(self.certificates, **rest)

    def run(self):
        wanted = [one for one in SCENARIOS if not self.arguments.only or one[0] in self.arguments.only]
        for name in GROUPS:
            members = [one for one in wanted if one[2] == name]
            if members:
                self.run_group(name, members)
        self.run_parallel([one for one in wanted if one[2] is None], None, PARALLEL_SERVERS)
        return self.results

    def run_parallel(self, members, group, count):
        with ThreadPoolExecutor(count) as pool:
            list(pool.map(lambda member: self.run_one(member, group), members))

    def run_group(self, name, members):
        group = Group(self, name)
        try:
            self.run_parallel(members, group, PARALLEL)
            self.report(f"account-{name}", "every event, file, request and secret of the group", 0,
                        self.account, group)
        finally:
            group.program.close()
            group.service.stop()

    def run_one(self, member, group):
        name, title, _, needs_names, function = member
        current = Scenario(self, name, group)
        if group:
            group.scenarios.append(current)

        def body():
            if needs_names and not self.isolation.is_on:
                raise NotRun("names and addresses can't be changed here")
            function(current)
            current.check_fakes()
            current.trace_at_end = current.trace()
            for program in current.own:
                self.check_secrets(program, [current])
        try:
            self.report(name, title, time.monotonic(), body, evidence=lambda: self.evidence(current))
        finally:
            if not group:
                current.close()

    def report(self, name, title, begin, body, *values, evidence=lambda: ""):
        status, detail = "passed", ""
        try:
            body(*values)
        except NotRun as reason:
            status, detail = "not run", str(reason)
        except Failure as failure:
            status, detail = "FAILED", f"{failure}{evidence()}"
        except Exception:  # noqa: BLE001 - a scenario that breaks is a failure too
            status, detail = "FAILED", f"{traceback.format_exc(limit=-4)}{evidence()}"
        self.results.append((name, status, detail))
        print(f"{status:8} {name:16} {title}", flush=True)
        if detail:
            print("         " + detail.replace("\n", "\n         "), flush=True)

    @staticmethod
    def evidence(current):
        """What the log says about the scenario's events."""
        if current.program is None:
            return ""
        lines = [line for event in current.events for line in current.program.lines_about(event)]
        if not lines and current.own:
            lines = current.program.log().splitlines()
        return "".join(f"\nlog: {line[:600]}" for line in lines[-8:])

    # The account of a group.

    def account(self, group):
        problems = []
        metrics = group.program.metrics()
        time.sleep(0.5)
        self.check_table(group.program, problems)
        group.program.stop()
        if "CancellationError" in group.program.log():
            problems.append("the log shows a CancellationError, which is no trouble but a stop")
        self.check_events(group.program, problems)
        self.check_contents(group.program, problems)
        self.check_requests(group, problems)
        for current in group.scenarios:
            current.close()
        if TICKET.search(metrics.encode()) or "SESSION-" in metrics:
            problems.append("a ticket or session in the metrics")
        group.program.verify()
        if problems:
            raise Failure("; ".join(problems[:8]))
        self.check_secrets(group.program, group.scenarios)

    @staticmethod
    def check_events(program, problems):
        """One final outcome each, and one record that carries the row."""
        by_event = {}
        for record in program.records(at_most_old=0):
            if re.fullmatch("screenshot\\.(stored|lost|pending)", record["eventType"]):
                by_event.setdefault(record["envelope"]["eventId"], []).append(record)
        for event in program.posted:
            records = by_event.get(event.id, [])
            final = [one for one in records if one["eventType"] != "screenshot.pending"]
            rows = [one for one in records if one["envelope"]["writesRow"]]
            if len(final) != 1 or len(rows) != 1 or rows[0] is not records[0] or len(records) > 2:
                problems.append(f"outcomes of {event.id} ({event.url}): {[one['eventType'] for one in records]}")

    @staticmethod
    def check_contents(program, problems):
        """Each content copy is what its name says; nothing unfinished lies about."""
        for path in (program.data / "screenshots").rglob("*"):
            if path.is_file() and not path.name.startswith((".", "open-sessions")):
                if hashlib.sha256(path.read_bytes()).hexdigest() != path.stem:
                    problems.append(f"{path.name} has other bytes than its name says")
        for folder in (program.pictures, program.data / "screenshots"):
            for path in folder.rglob("*") if folder.exists() else ():
                if path.name.startswith("."):
                    problems.append(f"unfinished file {path}")
                if path.is_file() and path.stat().st_mode & 0o077:
                    problems.append(f"mode of {path} is {path.stat().st_mode & 0o777:o}")

    @staticmethod
    def check_table(program, problems):
        """Each event is one row of the Parquet files, with the paths of its outcome."""
        try:
            import pyarrow.parquet
        except ImportError:
            print("note: Python has no pyarrow; Parquet files are not compared", flush=True)
            return
        outcomes = {}
        for record in program.records(at_most_old=0):
            if record["eventType"] in ("screenshot.stored", "screenshot.lost", "screenshot.pending"):
                if record["envelope"]["writesRow"]:
                    outcomes[record["envelope"]["eventId"]] = record["envelope"].get("savedPaths", [])
        rows = {}
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and sum(map(len, rows.values())) < len(program.posted):
            time.sleep(0.2)
            rows = {}
            for path in (program.folder / "parquet").rglob("[!.]*.parquet"):
                table = pyarrow.parquet.read_table(path, columns=["eventId", "screenshotSavedPaths"])
                for row in table.to_pylist():
                    rows.setdefault(row["eventId"].lower(), []).append(row["screenshotSavedPaths"])
        for event in program.posted:
            found = rows.get(event.id, [])
            texts = [[] if value in (None, "") else json.loads(value) for value in found]
            if texts != [outcomes.get(event.id, [])]:
                problems.append(f"Parquet rows of {event.id}: {found}, outcome {outcomes.get(event.id)}")

    @staticmethod
    def check_requests(group, problems):
        """Everything that the proxy service saw belongs to a scenario; what an image host saw came in time."""
        users = {user for current in group.scenarios for user in current.users}
        sessions = {session for current in group.scenarios for session in current.sessions}
        claimed = group.service.tickets_of(users)
        for request in group.service.seen():
            is_end = request.method == "DELETE" and any(session in request.target for session in sessions)
            if not is_end and request not in claimed:
                text = f"{request.method} {request.target} {request.body}"
                problems.append(f"unexpected request of the proxy service: {text}")
        problems += [f"proxy service: {one}" for one in group.service.violations + group.service.problems]
        for current in group.scenarios:
            late = [line for line in current.trace() if not line.startswith("D ")]
            if current.trace_at_end is None:
                continue
            if late != [line for line in current.trace_at_end if not line.startswith("D ")]:
                problems.append(f"late requests: {late}, at the end of the scenario {current.trace_at_end}")
            for session, label in current.sessions.items():
                ends = [one for one in group.service.seen() if one.method == "DELETE" and session in one.target]
                if not ends and not label.startswith("foreign"):
                    problems.append(f"the session {label} of {current.tag} was never ended")

    @staticmethod
    def check_secrets(program, scenarios):
        """No bought ticket and no session id in the log or in any file; open sessions only in their own file."""
        sessions = [session.encode() for current in scenarios for session in current.sessions]
        for path in program.folder.rglob("*"):
            if not path.is_file():
                continue
            try:
                data = path.read_bytes()
            except FileNotFoundError:
                continue
            found = TICKET.search(data)
            if not found and path.name != "open-sessions.json":
                found = next((session for session in sessions if session in data), None)
            if found:
                raise Failure(f"{path.relative_to(program.folder)} holds a ticket or session: {found}")
