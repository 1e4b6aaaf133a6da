"""What a hostile page, image host or event may try."""

import json
import re
import time

from fakes import Fake, Script, answer, picture, raw, redirect
from scenario import require, scenario

PICTURE = "/tempcontent/s.png"
# Hosts that no request may ever reach, in all the ways of writing them; {port} is that of the event.
FORBIDDEN = [
    "http://169.254.169.254/latest/meta-data/", "https://169.254.169.254:{port}/", "https://0.0.0.0:{port}/",
    "https://[::]:{port}/", "https://[fe80::1]:{port}/", "https://[fe80::1%25lo]:{port}/", "https://2852039166:{port}/",
    "https://0xA9FEA9FE:{port}/", "https://0251.0376.0251.0376:{port}/", "https://[::ffff:169.254.169.254]:{port}/",
    "https://[::ffff:a9fe:a9fe]:{port}/", "https://[64:ff9b::a9fe:a9fe]:{port}/", "https://0:{port}/",
    "https://[::1]:{port}/", "https://169.254.43518:{port}/", "https://evil.test:{port}/",
    "https://127.0.0.3:{port}/", "https://127.0.0.1.evil.test:{port}/", "https://qlik.test.evil.test:{port}/",
    "https://evil.test:{port}\\@127.0.0.1/", "https://127.0.0.1@evil.test:{port}/",
    "https://127.0.0.1:{port}@evil.test/",
    "//evil.test:{port}/", "/\\evil.test:{port}/", "\\\\evil.test:{port}\\", "https:evil.test:{port}/",
    "https://evil.test:{port}#@127.0.0.1/", "https://evil.test:{port}?@127.0.0.1/",
    "https://224.0.0.1:{port}/", "https://255.255.255.255:{port}/",
]
LISTED_AND_FORBIDDEN = ["metadata.test", "zero.test", "zero6.test", "linklocal6.test", "mapped.test", "nat64.test",
                        "multicast.test", "broadcast.test", "169.254.169.254", "0.0.0.0", "[::]", "[fe80::1]"]


class Traps:
    """Listeners at the forbidden addresses; any connection is a failure."""

    def __init__(self, s, port):
        self.fakes = []
        addresses = ["169.254.169.254", "127.0.0.3"] + (["::1"] if s.bench.isolation.is_on else [])
        for address in addresses if s.bench.isolation.is_on else ["127.0.0.3"]:
            context = s.bench.certificates.server_context("qlik-server")
            self.fakes.append(Fake(Script(picture(s.image)), address, port, context))

    def check(self):
        for fake in self.fakes:
            fake.stop()
        for fake in self.fakes:
            require(fake.connections == 0, f"{fake.connections} connections to {fake.authority}")


@scenario("X1", "redirects to forbidden places", "none")
def x1(s):
    for location in FORBIDDEN:
        web = s.web(None)
        traps = Traps(s, web.port)
        location = location.replace("{port}", str(web.port))
        web.script = Script(redirect(location))
        outcome = s.outcome(s.send(web.url("/s.png")))
        require(outcome["type"] == "screenshot.lost", f"{location} was followed: {s.trace()}")
        # An address that is listed and yet forbidden may be tried again, as a name might lead elsewhere by then.
        targets = {request.target for request in web.seen()}
        require(targets == {"/s.png"}, f"{location}: {targets}")
        traps.check()


@scenario("X2", "event URLs of forbidden places", "none")
def x2(s):
    web = s.web(picture(s.image))
    traps = Traps(s, web.port)
    for url in FORBIDDEN:
        url = url.replace("{port}", str(web.port))
        if re.search(r"[\\]", url) or not url.startswith("http"):
            continue
        event = s.event(url)
        if s.program.post(event) == 202:
            outcome = s.outcome(event)
            require(outcome["type"] == "screenshot.lost", f"{url} was fetched")
    traps.check()
    s.expect_nothing()


@scenario("X3", "listed names and addresses that lead to forbidden addresses", "none", needs_names=True)
def x3(s):
    web = s.web(picture(s.image))
    traps = Traps(s, web.port)
    events = [s.send(f"https://{host}:{web.port}/s.png") for host in LISTED_AND_FORBIDDEN]
    for event in events:
        outcome = s.outcome(event)
        require(outcome.get("reason") == "address-forbidden", f"{event.url}: {outcome}")
    for host in LISTED_AND_FORBIDDEN:
        hop = s.web(None, label="R")
        hop.script = Script(redirect(f"https://{host}:{hop.port}/"))
        outcome = s.outcome(s.send(hop.url("/s.png")))
        # An address stays what it is; what a name leads to may change.
        is_address = host[0] == "[" or host[0].isdigit()
        expected = "redirect-address-forbidden" if is_address else "address-forbidden"
        require(outcome.get("reason") == expected, f"a redirect to {host}: {outcome}")
        require(not is_address or outcome["attempts"] == 1, f"{host} is tried again: {outcome}")
        require({request.target for request in hop.seen()} == {"/s.png"}, f"{host} was followed")
    traps.check()
    require(web.connections == 0, "a forbidden address was connected to")


@scenario("X4", "a name with a good and a forbidden address", "none", needs_names=True)
def x4(s):
    web = s.web(picture(s.image))
    traps = Traps(s, web.port)
    for _ in range(4):
        s.outcome(s.send(f"https://mixed.test:{web.port}/s.png"))
    traps.check()


@scenario("X5", "a name that changes its address between the check and the connection", "none", needs_names=True)
def x5(s):
    web = s.web(picture(s.image))
    traps = Traps(s, web.port)
    events = []
    for index in range(40):
        s.bench.isolation.point("rebind.test", ("169.254.169.254", "127.0.0.1")[index % 2])
        events.append(s.send(f"https://rebind.test:{web.port}/{index}.png"))
        time.sleep(0.02)
    s.bench.isolation.point("rebind.test", "127.0.0.1")
    ends = {s.outcome(event).get("reason", "stored") for event in events}
    traps.check()
    require({"stored", "address-forbidden"} >= ends, f"outcomes: {ends}")


@scenario("X6", "names: case, trailing dot, other scripts", "none", needs_names=True)
def x6(s):
    web = s.web(picture(s.image))
    for host in ("QLIK.test", "xn--bcher-kva.example"):
        s.stored(s.send(f"https://{host}:{web.port}/s.png"), s.image)
    outcome = s.outcome(s.send(f"https://qlik.test.:{web.port}/s.png"))
    require(outcome["type"] in ("screenshot.stored", "screenshot.lost"), "no outcome")
    hosts = {request.header("Host").lower() for request in web.seen()}
    require(hosts <= {f"{host}:{web.port}" for host in ("qlik.test", "xn--bcher-kva.example", "qlik.test.")},
            f"fields Host: {hosts}")


TRAVERSALS = [
    "x/../../user/LAB/goran", "../user/LAB/goran", "..", ".", "%2e%2e%2f%2e%2e%2fuser", "a?Xrfkey=b", "a#b", "a\\..\\b",
    "a b", "a;b", "a,b", "\"quoted\"", "a%00b", "a%0d%0aX-Evil: 1", "ä", "x" * 5000, "session/../user", "%252e%252e",
]


@scenario("C23", "session ids that would lead elsewhere: no DELETE, or one below /session/", None)
def c23(s):
    for index, value in enumerate(TRAVERSALS):
        web = s.web(picture(s.image, cookies=[f"X-Qlik-Session={value}; Path=/"]))
        if s.program is None:
            s.start(mode="userTicket", proxy_service=s.proxy_service())
        s.stored(s.send(web.url(f"/tempcontent/{index}.png")), s.image)
    time.sleep(1)
    for request in s.service.seen():
        if request.method == "DELETE":
            identifier = request.path.removeprefix("/qps/session/")
            require(request.path.startswith("/qps/session/") and re.fullmatch(r"[A-Za-z0-9._~%=+-]+", identifier)
                    and identifier not in (".", "..") and "%2e%2e" not in identifier.lower()[:6]
                    or identifier.count("/") == 0 and "%25" in identifier, f"DELETE {request.path}")
        require(request.method in ("POST", "DELETE"), f"{request.method} {request.target}")
    require(not s.service.violations, f"{s.service.violations}")


@scenario("C23a", "cookie names that would lead elsewhere", None)
def c23a(s):
    s.start(mode="userTicket", proxy_service=s.proxy_service())
    names = ("X-Qlik-Session-user", "X-Qlik-Sessionevil", "Evil", "X-Qlik-Session-../../user/LAB", "X-Qlik-Session-a/b",
             "X-Qlik-Session-..%2f..")
    for index, name in enumerate(names):
        web = s.web(picture(s.image, cookies=[f"{name}={s.session(f'foreign{index}')}; Path=/"]))
        s.stored(s.send(web.url(PICTURE)), s.image)
    time.sleep(1)
    ends = [request.path for request in s.service.seen() if request.method == "DELETE"]
    require(all(re.fullmatch(r"/qps/session/SESSION-[^/]+", path) for path in ends), f"ends: {ends}")
    for index in range(1, 5):
        require(not any(s.session(f"foreign{index}") in path for path in ends), f"{names[index]} is a session: {ends}")
    require(not s.service.violations, f"{s.service.violations}")


@scenario("C27", "a session that somebody else opened is never ended", "cache")
def c27(s):
    foreign = s.session("foreign")
    web = s.web(picture(s.image, cookies=[s.cookie("A")]),
                picture(s.image, cookies=[f"X-Qlik-Session={foreign}; Path=/"]), picture(s.image))
    for _ in range(3):
        s.stored(s.send(web.url(PICTURE)), s.image)
    trace = s.trace()
    require(trace[:2] == ["P /qps/ticket", f"G {PICTURE}?qlikTicket=#1"], f"seen {trace}")


@scenario("C29", "mode none ends no session, and asks nobody", "none")
def c29(s):
    web = s.web(picture(s.image, cookies=[s.cookie("foreign")]))
    for _ in range(2):
        s.stored(s.send(web.url("/s.png")), s.image)
    s.expect("G /s.png", "G /s.png")


@scenario("X7", "tickets and cookies never go to another host, whatever the redirect says", "user")
def x7(s):
    second = s.web(picture(s.image), address="127.0.0.2", label="G2")
    cookies = [s.cookie("A", attributes="; Path=/; Domain=127.0.0.2"), "B=2; Domain=0.0.1", "C=3; Domain=.127.0.0.1",
               "D=4; Path=/elsewhere"]
    web = s.web(redirect(second.url("/next"), cookies), port=second.port)
    s.outcome(s.send(web.url(PICTURE)))
    for request in second.seen():
        require(request.header("Cookie") is None and "TICKET" not in request.target, f"seen {request.headers}")
        require("TICKET" not in str(request.headers), f"a ticket in the fields: {request.headers}")


@scenario("X8", "Secure cookies and cookies of other paths", None)
def x8(s):
    cookies = [s.cookie("A", attributes="; Path=/; Secure"), "S=1; Secure", "P=2; Path=/elsewhere", "N=3; Path=/"]
    web = s.web(redirect("/next", cookies), picture(s.image), server=None)
    s.start(hosts=[f"http://127.0.0.1:{web.port}"], mode="userTicket", proxy_service=s.proxy_service())
    s.stored(s.send(web.url(PICTURE)), s.image)
    cookie = web.seen()[1].header("Cookie") or ""
    require("S=1" not in cookie and "P=2" not in cookie and s.session("A") not in cookie, f"over http: {cookie}")
    require("N=3" in cookie, f"the plain cookie is missing: {cookie}")


@scenario("X9", "lines that would forge others in the log", "user")
def x9(s):
    forged = "x\r\n2030-01-01T00:00:00Z error forged=1\x1b[31m\u2028\u0085"
    web = s.web(redirect("https://evil.test/\x85forged\x1b[31m?qlikTicket=" + "LEAKED"))
    event = s.event(web.url(PICTURE), context={"appName": forged, "sheetName": forged})
    if s.program.post(event) == 202:
        s.outcome(event)
    page = s.web(answer(200, [("Content-Type", "text/html\x1b[31mforged")], b"<p>\r\n2030 forged\x1b[31m</p>"))
    # Somebody else's: a ticket that gets no readable answer keeps its place, and the first event takes three of four.
    s.outcome(s.send(page.url(PICTURE), s.identity("page")))
    for user in ("UserDirectory=LAB\r\nforged; UserId=x", "plain\r\nforged", f"LAB\u2028; UserId={s.user('odd')}"):
        odd = s.event(web.url(PICTURE), user)
        if s.program.post(odd) == 202:
            s.outcome(odd)
    log = s.program.log()
    for text in ("\n2030", "\x1b", "\u2028", "\x85", "\nforged"):
        require(text not in log, f"{text!r} is in the log as it is")
    require("LEAKED" not in log, "the ticket of a redirect is in the log")


@scenario("X10", "the ticket of a relative redirect, user information, and odd letter case stay out of the log", "user")
def x10(s):
    for location in ("/login?QLIKticket=LEAKED1&x=1", "next?a=1;qlikTicket=LEAKED2", "https://u:LEAKED3@evil.test/",
                     "https://evil.test/?qliktickeT=LEAKED4#qlikTicket=LEAKED5", "/x?%71likTicket=LEAKED6"):
        web = s.web(redirect(location), answer(410))
        s.outcome(s.send(web.url(PICTURE)))
    for url in ("https://u:LEAKED7@127.0.0.1/x?qlikTicket=LEAKED8", "https://127.0.0.3/?QlikTicket=LEAKED9"):
        s.outcome(s.send(url))
    s.until(lambda: True, "")
    found = re.findall(r"LEAKED\d", s.program.log())
    require(not found, f"in the log: {sorted(set(found))}")


@scenario("X11", "answers that break the rules of HTTP", "none")
def x11(s):
    cases = [
        b"", b"nonsense\r\n\r\n", b"HTTP/1.1 999999 x\r\n\r\n", b"HTTP/2 200\r\n\r\n", bytes(range(256)) * 20,
        b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"a" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: a\r\n" % index for index in range(3000)) + b"\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"Set-Cookie: a=b\r\n" * 2000 + b"Content-Length: 0\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 500,
        b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!",
    ]
    events = [s.send(s.web(raw(case)).url("/s.png")) for case in cases]
    for case, event in zip(cases, events):
        outcome = s.outcome(event, 60)
        require(outcome["type"] == "screenshot.lost", f"{case[:60]!r}: {outcome}")


@scenario("X12", "a redirect that holds a ticket of its own, and one in a loop", "user")
def x12(s):
    web = s.web(redirect("/next?qlikTicket=FOREIGN"), picture(s.image))
    outcome = s.outcome(s.send(web.url(PICTURE)))
    require(outcome["type"] == "screenshot.stored", f"seen {outcome}")
    loop = s.web(redirect(PICTURE))
    s.lost(s.send(loop.url(PICTURE)), "redirect-max-redirects")
    require(len(loop.seen()) == 6, f"{len(loop.seen())} requests in a loop")


@scenario("X13", "the proxy service sends elsewhere: nobody follows with the client certificate", None)
def x13(s):
    trap = s.web(picture(s.image), label="trap")
    service = s.proxy_service()
    service.for_user[s.user()] = Script(redirect(trap.url("/qps/ticket"), status=307))
    s.start(mode="userTicket", proxy_service=service)
    s.lost(s.send(trap.url(PICTURE)))
    require(trap.connections == 0, "the redirect of a ticket request was followed")


@scenario("X14", "tickets that are no tickets", "user")
def x14(s):
    for index, ticket in enumerate(("a\r\nX-Evil: 1", "", " ", "x" * 100_000, "\u0000")):
        s.service.for_user[s.user(f"u{index}")] = lambda request, ticket=ticket: answer(
            201, [("Content-Type", "application/json")],
            json.dumps({"Ticket": ticket}).encode(),
        )
        web = s.web(picture(s.image))
        s.outcome(s.send(web.url(PICTURE), s.identity(f"u{index}")))
        for request in web.seen():
            require(request.header("X-Evil") is None and len(request.target) < 200_000, f"seen {request.target[:200]}")
