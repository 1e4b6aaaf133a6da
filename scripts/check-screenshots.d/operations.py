"""Trust, certificates, other work beside pictures, and the end of the server."""

import json
import os
import shutil
import time
import uuid
from pathlib import Path

from fakes import Fake, Script, answer, hang, picture
from program import Event, configuration
from scenario import NotRun, require, scenario

PICTURE = "/tempcontent/s.png"


@scenario("O1", "tickets, and an image host of a public authority", None, needs_names=True)
def o1(s):
    web = s.web(picture(s.image), server="public-server")
    s.start(mode="userTicket", proxy_service=s.proxy_service())
    s.stored(s.send(web.url(PICTURE)), s.image)
    s.expect("P /qps/ticket", f"G {PICTURE}?qlikTicket=#1")


@scenario("O2", "mode none, and an image host of Qlik's authority", "none")
def o2(s):
    s.stored(s.send(s.web(picture(s.image)).url("/s.png")), s.image)


@scenario("O2a", "an image host of nobody's authority is refused", "none")
def o2a(s):
    web = s.web(picture(s.image), server="stranger-server")
    s.lost(s.send(web.url("/s.png")))
    s.expect()


@scenario("O2b", "an image host whose certificate has another name is refused", "none")
def o2b(s):
    web = s.web(picture(s.image), server="misnamed-server")
    s.lost(s.send(web.url("/s.png")))
    s.expect()


@scenario("O3", "rejectUnauthorized: false is for the proxy service alone", None)
def o3(s):
    service = s.proxy_service(server="stranger-server")
    web = s.web(picture(s.image))
    stranger = s.web(picture(s.image), server="stranger-server", label="G2")
    s.start(mode="userTicket", proxy_service=service, verify=False)
    s.stored(s.send(web.url(PICTURE)), s.image)
    s.lost(s.send(stranger.url(PICTURE)))
    require(not stranger.seen(), "an image host of nobody's authority was asked")


@scenario("O4", "a proxy service whose certificate has another name, or is of another authority", None)
def o4(s):
    for server in ("misnamed-server", "stranger-server", "public-server"):
        service = s.proxy_service(server=server)
        web = s.web(picture(s.image))
        s.start(server, mode="userTicket", proxy_service=service)
        s.lost(s.send(web.url(PICTURE)))
        require(not service.seen(), f"{server}: a request was made: {service.seen()}")
        require(web.connections == 0, "the image host was connected to")


@scenario("O5", "new certificate files are used without a restart; a missing one is named", None)
def o5(s):
    service = s.proxy_service()
    web = s.web(picture(s.image))
    made = s.bench.certificates
    folder = Path(s.bench.folder) / f"{s.tag}-certificates"
    folder.mkdir()

    def install(client):
        for name, source in (("client.pem", client), ("client_key.pem", f"{client}-key"), ("root.pem", "qlik")):
            shutil.copyfile(made.path(source), folder / f".{name}")
            (folder / f".{name}").rename(folder / name)

    install("client")
    keys = {"clientCert": str(folder / "client.pem"), "clientCertKey": str(folder / "client_key.pem"),
            "clientCertCA": str(folder / "root.pem")}
    s.start(mode="userTicket", proxy_service=service, certificate=keys)
    s.stored(s.send(web.url(PICTURE)), s.image)
    install("second-client")
    s.stored(s.send(web.url(PICTURE)), s.image)
    names = [dict(pair[0] for pair in request.certificate["subject"])["commonName"] for request in service.seen()]
    require(names == ["client", "second-client"], f"client certificates: {names}")
    (folder / "client_key.pem").unlink()
    event = s.send(web.url(PICTURE))
    s.lost(event, "certificate-file", "client_key.pem")
    install("client")
    s.stored(s.send(web.url(PICTURE)), s.image)


def selection():
    """An event without a screenshot."""
    event = Event("https://127.0.0.1/x", "LAB\\anna")
    event.body["type"] = "selection.state.changed"
    event.body["payload"]["event"] = {"type": "selection.state.changed", "selectionTxnId": str(uuid.uuid4()),
                                      "details": []}
    return event


@scenario("O7", "hanging pictures hold up nothing else", None)
def o7(s):
    web = s.web(hang())
    good = s.web(picture(s.image), label="G2")
    program = s.start(own={"maxConcurrent": 8, "retrySeconds": 600})
    for _ in range(10):
        s.send(web.url("/s.png"))
    begin = time.monotonic()
    events = [selection() for _ in range(200)]
    for event in events:
        require(program.post(event) == 202, "a selection event was refused")
    took = time.monotonic() - begin
    require(took < 10, f"200 events took {took:.1f} s")
    s.stored(s.send(good.url("/s.png")), s.image)
    try:
        import pyarrow.parquet
    except ImportError:
        raise NotRun("Python has no pyarrow to read the rows with") from None

    def rows():
        found = set()
        for path in (program.folder / "parquet").rglob("[!.]*.parquet"):
            found |= set(pyarrow.parquet.read_table(path, columns=["eventId"])["eventId"].to_pylist())
        return {event.id for event in events} <= {one.lower() for one in found}
    s.until(rows, "the rows of selections wait for pictures", 20)
    require(time.monotonic() - begin < 25, "the rows of selections waited for pictures")


@scenario("O8", "500 pictures in a burst, 0.2 s each", None)
def o8(s):
    web = s.web(picture(s.image, pause=0.2))
    program = s.start(own={"maxConcurrent": 8, "retrySeconds": 600})
    events = [s.event(web.url(f"/{index}.png")) for index in range(500)]
    for event in events:
        s.post(event)
    s.until(lambda: sum(one["eventType"] == "screenshot.stored" for one in program.records()) >= 500,
            lambda: f"only {sum(one['eventType'] == 'screenshot.stored' for one in program.records())} stored", 90)
    require(len(list(program.pictures.glob("[!.]*.png"))) == 500, "not 500 files")
    require(sorted(request.target for request in web.seen()) == sorted(f"/{index}.png" for index in range(500)),
            f"{len(web.seen())} requests")


@scenario("O9", "nothing secret at debug level either", None)
def o9(s):
    service = s.proxy_service()
    web = s.web(picture(s.image, cookies=[s.cookie("A")]), answer(401), picture(s.image, cookies=[s.cookie("B")]))
    s.start(mode="userTicket", proxy_service=service, cache={}, arguments=["--log-level", "trace"])
    for _ in range(2):
        s.stored(s.send(web.url("/tempcontent/s.png?qlikTicket=OLDSECRET")), s.image)
    s.program.stop()
    require("OLDSECRET" not in s.program.log(), "the ticket of the event's URL is in the log")
    require("BEGIN" not in s.program.log(), "a key or certificate is in the log")


@scenario("O10", "proxy variables of the environment", None)
def o10(s):
    proxy = Fake(Script(answer(502)))
    web = s.web(picture(s.image), server=None)
    secure = s.web(picture(s.image), label="G2")
    url = f"http://127.0.0.1:{proxy.port}"
    names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    s.start(environment=dict.fromkeys(names, url))
    s.stored(s.send(web.url("/s.png")), s.image)
    s.stored(s.send(secure.url("/s.png")), s.image)
    require(proxy.connections == 0, "the proxy was used")
    proxy.stop()


@scenario("O11", "a stop with downloads under way; the next start ends them and their sessions", None)
def o11(s):
    service = s.proxy_service()
    web = s.web(picture(s.image, cookies=[s.cookie("A")], pause=0.3), hang(), label="G")
    program = s.start(mode="userTicket", proxy_service=service, own={"retrySeconds": 600})
    s.stored(s.send(web.url(PICTURE)), s.image)
    events = [s.send(web.url(PICTURE)) for _ in range(5)]
    s.until(lambda: len(web.seen()) >= 3, "no download under way")
    took = program.stop()
    require(took < 11, f"the stop took {took:.1f} s")
    web.script = Script(picture(s.image))
    program.start()
    for event in events:
        s.stored(event, s.image)
    require(s.trace().count("D /qps/session/A") == 1, f"seen {s.trace()}")


@scenario("O12", "screenshots switched off: open jobs end, rows come", None)
def o12(s):
    web = s.web(answer(404))
    program = s.start(own={"retrySeconds": 600})
    event = s.send(web.url("/s.png"), event={"objectData": {"schemaVersion": 1, "objectType": "table"}})
    s.until(web.seen, "no request")
    program.stop()
    values = configuration(s.bench.certificates, screenshots={"enable": False})
    program.configuration.write_text(json.dumps(values), encoding="utf-8")
    program.start()
    s.lost(event)
    require(not s.saved_rows(event), "saved paths of a lost picture")
    plain = s.send(web.url("/s.png"), event={"objectData": {"schemaVersion": 1, "objectType": "table"}})
    require(not s.saved_rows(plain), "saved paths without a picture")


NOBODY = 65534


@scenario("O14", "an account without privileges, as a service has", None)
def o14(s):
    if os.geteuid() != 0:
        raise NotRun("the whole check runs under such an account")
    web = s.web(picture(s.image, cookies=[s.cookie("A")]))
    folder = s.bench.folder / "unprivileged"
    folder.mkdir()
    try:
        os.chown(folder, NOBODY, NOBODY)
    except OSError as error:
        raise NotRun(f"there is no other account in this name space: {error}") from None
    made = s.bench.certificates
    for name in ("client", "client-key", "qlik"):
        shutil.copyfile(made.path(name), folder / f"{name}.pem")
        os.chown(folder / f"{name}.pem", NOBODY, NOBODY)
    keys = {"clientCert": str(folder / "client.pem"), "clientCertKey": str(folder / "client-key.pem"),
            "clientCertCA": str(folder / "qlik.pem")}
    program = s.prepare(mode="userTicket", proxy_service=s.proxy_service(), certificate=keys)
    os.chown(program.folder, NOBODY, NOBODY)
    program.account = NOBODY
    try:
        program.start()
    except PermissionError as error:
        raise NotRun(f"another account can't reach the program: {error}") from None
    s.stored(s.send(web.url(PICTURE)), s.image)
    s.expect("P /qps/ticket", f"G {PICTURE}?qlikTicket=#1", "D /qps/session/A")
    require(all(path.stat().st_uid == NOBODY for path in program.data.rglob("*")), "files of another account")


@scenario("O13", "metrics count what became of pictures", "none")
def o13(s):
    metrics = s.program.metrics()
    for name in ("vidimus_screenshots_open", "vidimus_screenshots_total", "vidimus_screenshot_attempts_total"):
        require(name in metrics or name != "vidimus_screenshots_open", f"no {name} in /metrics")
