"""Gates: events whose picture is never asked for."""

import json
import subprocess

from fakes import picture
from program import TOKEN, configuration
from scenario import require, scenario


@scenario("G1", "mode none: one request, no cookie; the row has the path", "none")
def g1(s):
    web = s.web(picture(s.image))
    event = s.send(web.url("/tempcontent/s.png"), event={"objectData": {"schemaVersion": 1, "objectType": "table"}})
    s.stored(event, s.image)
    s.expect("G /tempcontent/s.png")
    rows = s.saved_rows(event)
    require(rows == [str(s.program.pictures / f"{event.stem}.png")], f"saved paths of the row: {rows}")


def refused(s, line, url=None, proxy_service=None, reason=None, **rest):
    web = s.web(picture(s.image))
    s.start(proxy_service=proxy_service, **rest)
    event = s.send(url or web.url("/tempcontent/s.png"))
    s.lost(event, reason, line)
    s.expect_nothing()


@scenario("G3", "no list of allowed hosts", None)
def g3(s):
    refused(s, "no allowedImageDownloadHosts configured", screenshots={"allowedImageDownloadHosts": ...})


@scenario("G4", "an empty list of allowed hosts, and null", None)
def g4(s):
    for folder, value in (("empty", []), ("null", None)):
        refused(s, "no allowedImageDownloadHosts configured", folder=folder,
                screenshots={"allowedImageDownloadHosts": value})


@scenario("G6", "a host that isn't listed", "none")
def g6(s):
    web = s.web(picture(s.image), address="127.0.0.3")
    s.lost(s.send(web.url("/tempcontent/s.png")), "host-not-allowed", "is not in allowedImageDownloadHosts")
    s.expect_nothing()


@scenario("G7", "another scheme", "none")
def g7(s):
    for url in ("file:///x", "ftp://127.0.0.1/x", "data:image/png,x", "gopher://127.0.0.1/"):
        event = s.send(url)
        s.lost(event)
        require(any("is not in allowedImageDownloadHosts" in line or "is not allowed" in line
                    or "is not a valid absolute URL" in line for line in s.program.lines_about(event)),
                f"{url} is refused without a word: {s.program.lines_about(event)}")


@scenario("G9", "no URL at all", "none")
def g9(s):
    s.post(s.event("not-a-valid-url"), 422)


@scenario("G10", "user information that hides the host", "none")
def g10(s):
    web = s.web(picture(s.image))
    for url in (f"https://qlik.test@evil.test:{web.port}/x", f"https://127.0.0.1:{web.port}@evil.test/x"):
        s.lost(s.send(url), "host-not-allowed|url-with-user-information|url-invalid")
    s.lost(s.send(f"https://a:b@127.0.0.1:{web.port}/x"), "url-with-user-information")
    s.expect_nothing()


@scenario("G12", "no target, and no enabled one", None)
def g12(s):
    disabled = [{"enable": False, "type": "flat", "directory": "pictures"}]
    for folder, value in (("null", None), ("disabled", disabled)):
        refused(s, "no storageTargets are enabled", folder=folder, screenshots={"storageTargets": value})


def check_configuration(s, values, *words):
    """`check-config` and `serve` exit with 78, and say all these words."""
    path = s.bench.folder / f"{s.tag}.yaml"
    path.write_text(json.dumps(values, indent=1), encoding="utf-8")
    for command in (["check-config", str(path)], ["serve", "--config", str(path), "--data", f"{path}.data"]):
        done = subprocess.run([s.bench.arguments.vidimus, *command], capture_output=True, text=True, timeout=60,
                              check=False)
        text = done.stdout + done.stderr
        require(done.returncode == 78, f"{command[0]} exits with {done.returncode}, not 78: {text[-300:]}")
        for word in words:
            require(word in text, f"{command[0]} doesn't say '{word}': {text[-400:]}")


@scenario("G13", "a target of unknown type is refused at the start", None)
def g13(s):
    targets = [{"enable": True, "type": "tree", "directory": "x"}]
    values = configuration(s.bench.certificates, screenshots={"storageTargets": targets})
    check_configuration(s, values, "storageTargets", "type")


@scenario("G15", "no selectionTxnId", "none")
def g15(s):
    s.post(s.event("https://127.0.0.1/tempcontent/s.png", event={"selectionTxnId": ...}), 422)


@scenario("G16", "impossible crops", "none")
def g16(s):
    good = {"width": 10, "height": 10}
    for crop in (good | {"width": 0}, good | {"top": -1}, good | {"height": 40000}, {"width": 10},
                 good | {"width": "10"}, good | {"scrollTop": 99999}, good | {"renderingOverflow": -0.5}):
        s.post(s.event("https://127.0.0.1/tempcontent/s.png", crop=crop), 422)


@scenario("G18", "a user with a line break", "user")
def g18(s):
    web = s.web(picture(s.image))
    event = s.send(web.url("/tempcontent/s.png"), "UserDirectory=LAB; UserId=a\nb 2030-01-01 error forged")
    s.lost(event, "user-unusable|user-unknown")
    s.expect_nothing()
    require("\nb 2030-01-01" not in s.program.log(), "a raw line break in the log")


@scenario("V1", "values that the validator refuses", None)
def v1(s):
    service = type("Service", (), {"port": 4243})
    made = s.bench.certificates
    cases = [
        ({"cache": {"ttlSeconds": 0}}, "ttlSeconds"), ({"cache": {"ttlSeconds": 2147484}}, "ttlSeconds"),
        ({"cache": {"maxEntries": 0}}, "maxEntries"), ({"cache": {"maxEntries": 1.5}}, "maxEntries"),
        ({"cache": {"size": 1}}, "size"), ({"qps": {"userDirectoryMappings": []}}, "userDirectoryMappings"),
        ({"mode": "ticket"}, "mode"), ({"screenshots": {"auth": {"mode": "qpsTicket"}}}, "host"),
        ({"screenshots": {"colour": 1}}, "colour"), ({"screenshots": {"enable": "yes"}}, "enable"),
    ]
    for change, word in cases:
        values = configuration(made, **({"mode": "userTicket", "proxy_service": service} | change))
        check_configuration(s, values, word)
    for good in ({}, {"mode": "userTicket", "cache": {"ttlSeconds": 16.1}}, {"mode": "qpsTicket"}):
        values = configuration(made, proxy_service=service, **good)
        path = s.bench.folder / f"{s.tag}-good.yaml"
        path.write_text(json.dumps(values), encoding="utf-8")
        done = subprocess.run([s.bench.arguments.vidimus, "check-config", str(path)], capture_output=True, text=True,
                              check=False)
        require(done.returncode == 0, f"{good} is refused: {done.stdout}{done.stderr}")


@scenario("V2", "downloadTimeoutMs and storageTargets have defaults", None)
def v2(s):
    web = s.web(picture(s.image))
    s.start(screenshots={"downloadTimeoutMs": ..., "storageTargets": ...})
    event = s.send(web.url("/tempcontent/s.png"))
    outcome = s.outcome(event)
    wanted = [str(s.program.folder / "audit-events" / "screenshots" / f"{event.stem}.png")]
    require(outcome.get("savedPaths") == wanted, f"{wanted} expected, seen {outcome}")
    s.expect("G /tempcontent/s.png")


@scenario("G20", "a batch of events", "none")
def g20(s):
    web = s.web(picture(s.image))
    events = [s.event(web.url(f"/{index}.png")) for index in range(20)]
    lines = "\n".join(json.dumps(event.body) for event in events)
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/x-ndjson"}
    status, body = s.program.request("POST", "/api/v1/audit-events", lines.encode(), headers)
    require(status == 200, f"the batch was answered {status}")
    for event, line in zip(events, body.splitlines(), strict=True):
        event.offset = json.loads(line)["receipt"]["offset"]
        s.program.posted.append(event)
    for event in events:
        s.stored(event, s.image)
    require(sorted(s.trace()) == sorted(f"G /{index}.png" for index in range(20)), f"seen {s.trace()}")


@scenario("G21", "screenshots are independent of the other destinations", None)
def g21(s):
    web = s.web(picture(s.image))
    program = s.prepare()
    values = json.loads(program.configuration.read_text(encoding="utf-8"))
    values["Butler-SOS"]["auditEvents"]["destination"]["enable"] = False
    program.configuration.write_text(json.dumps(values), encoding="utf-8")
    program.start()
    s.stored(s.send(web.url("/s.png")), s.image)
    require(not (program.folder / "json").exists() and not (program.folder / "parquet").exists(), "rows are written")
