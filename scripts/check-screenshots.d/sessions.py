"""Sessions that tickets buy: which cookie it is, where it ends, who shares it, and when it is over."""

import threading
import time

from fakes import Script, answer, hang, html, picture, redirect
from scenario import require, scenario

PICTURE = "/tempcontent/s.png"


def ends_at(s, cookie, path, *ending):
    web = s.web(picture(s.image, cookies=[cookie]))
    s.stored(s.send(web.url(path)), s.image)
    proxy = path.split("/tempcontent")[0]
    s.expect(f"P /qps{proxy}/ticket", f"G {path}?qlikTicket=#1", *ending)


@scenario("C1", "cookie with proxy and -HTTPS", "user")
def c1(s):
    ends_at(s, s.cookie("A", "X-Qlik-Session-analytics-HTTPS"), "/analytics/tempcontent/s.png",
            "D /qps/analytics/session/A")


@scenario("C2", "cookie with proxy, as Qlik names it over https", "user")
def c2(s):
    ends_at(s, s.cookie("A", "X-Qlik-Session-analytics"), "/analytics/tempcontent/s.png",
            "D /qps/analytics/session/A")


@scenario("C3", "cookie of a nested proxy; a session ends where the ticket came from", "user")
def c3(s):
    ends_at(s, s.cookie("A", "X-Qlik-Session-other"), "/a/b/tempcontent/s.png", "D /qps/a/b/session/A")


@scenario("C4", "cookie over http, where that is listed", None)
def c4(s):
    web = s.web(picture(s.image, cookies=[s.cookie("A", "X-Qlik-Session-HTTP", "; Path=/")]), server=None)
    s.start(mode="userTicket", proxy_service=s.proxy_service(), hosts=[f"http://127.0.0.1:{web.port}"])
    s.stored(s.send(web.url(PICTURE)), s.image)
    s.expect("P /qps/ticket", f"G {PICTURE}?qlikTicket=#1", "D /qps/session/A")


@scenario("C4a", "no ticket over http where that isn't listed", "user")
def c4a(s):
    web = s.web(picture(s.image), server=None)
    s.lost(s.send(web.url(PICTURE)), "ticket-without-tls", "a ticket may only be used over https")
    s.expect_nothing()


def established(s, path=PICTURE, **rest):
    """A picture that leaves a kept session A behind; the web's later answers are the rest."""
    web = s.web(picture(s.image, cookies=[s.cookie("A")]), picture(s.image), **rest)
    s.stored(s.send(web.url(path)), s.image)
    return web


FIRST = ["P /qps/ticket", f"G {PICTURE}?qlikTicket=#1"]
KEPT = f"G {PICTURE} cookie=X-Qlik-Session=A"


@scenario("C5", "two events share a session", "cache")
def c5(s):
    web = established(s)
    s.says(s.events[0], "Established cached screenshot QPS session")
    s.stored(s.send(web.url(PICTURE)), s.image)
    s.expect(*FIRST, KEPT)


@scenario("C7", "identities that differ in letter case don't", "cache")
def c7(s):
    web = s.web(picture(s.image, cookies=[s.cookie("A")]), picture(s.image, cookies=[s.cookie("B")]))
    upper = s.user().upper()
    s.users.add(upper)
    s.stored(s.send(web.url(PICTURE), f"LAB\\{s.user()}"), s.image)
    s.stored(s.send(web.url(PICTURE), f"lab\\{upper}"), s.image)
    s.expect(*FIRST, "P /qps/ticket", f"G {PICTURE}?qlikTicket=#2")


@scenario("C8", "five at once for one user: one ticket, one session", "cache")
def c8(s):
    web = s.web(picture(s.image, cookies=[s.cookie("A")], pause=0.3), picture(s.image, pause=0.1))
    for event in [s.send(web.url(PICTURE)) for _ in range(5)]:
        s.stored(event, s.image)
    s.expect(*FIRST, *[KEPT] * 4)


@scenario("C9", "without the cache never more than four sessions of a user", "user")
def c9(s):
    lock = threading.Lock()
    opened = []

    def script(request):
        with lock:
            cookie = s.cookie(f"S{len(opened)}")
            opened.append(cookie)
        return picture(s.image, cookies=[cookie], pause=0.25)

    web = s.web(script=script)
    for event in [s.send(web.url(f"/p{index % 3}/tempcontent/s.png")) for index in range(12)]:
        s.stored(event, s.image)
    s.until(lambda: sum(line.startswith("D ") for line in s.trace()) == 12, lambda: f"12 ends expected: {s.trace()}")
    open_now, most = 0, 0
    for line in s.trace():
        open_now += line.startswith("G ") - line.startswith("D ")
        most = max(most, open_now)
    require(most <= 4, f"{most} sessions at a time")


@scenario("C10", "one entry: the least recently used ends", None)
def c10(s):
    web = s.web(*[picture(s.image, cookies=[s.cookie(label)]) for label in "ABC"])
    s.start(mode="userTicket", proxy_service=s.proxy_service(), cache={"maxEntries": 1})
    for name in ("goran", "anna", "goran"):
        s.stored(s.send(web.url(PICTURE), s.identity(name)), s.image)
        time.sleep(0.5)
    s.expect("P /qps/ticket", f"G {PICTURE}?qlikTicket=#1", "P /qps/ticket", f"G {PICTURE}?qlikTicket=#2",
             "D /qps/session/A", "P /qps/ticket", f"G {PICTURE}?qlikTicket=#3", "D /qps/session/B")
    require(s.program.log().count("reason=evict") == 2, "two lines reason=evict expected")
    s.program.stop()
    require(s.trace()[-1] == "D /qps/session/C", f"the last session outlives the server: {s.trace()}")


def renewed(s, *refusals, path=PICTURE):
    """The kept session A is refused; the picture comes with a fresh ticket."""
    web = established(s)
    fresh = picture(s.image, cookies=[s.cookie("B")])
    web.script = Script(*refusals, fresh)
    event = s.send(web.url(path))
    s.stored(event, s.image)
    ends = [line for line in s.trace() if line.startswith("D")]
    s.until(lambda: "D /qps/session/A" in s.trace(), lambda: f"the refused session does not end: {s.trace()}", 5)
    rest = [line for line in s.trace() if not line.startswith("D")]
    wanted = [*FIRST, *[KEPT] * len(refusals), "P /qps/ticket", f"G {PICTURE}?qlikTicket=#2"]
    require(rest == wanted, f"requests {wanted} expected, seen {rest}, ends {ends}")
    return event


@scenario("C11", "a kept session that gets 401", "cache")
def c11(s):
    event = renewed(s, answer(401))
    s.says(event, "cached Qlik session rejected")
    gaps = [request.time for request, label in s.requests() if label in "GP"]
    require(gaps[3] - gaps[2] < 0.4, f"a delay of {gaps[3] - gaps[2]:.2f} s before the fresh ticket")


@scenario("C12", "a kept session that gets 403", "cache")
def c12(s):
    renewed(s, answer(403))


@scenario("C13", "a kept session that is sent to an identity provider", "cache")
def c13(s):
    renewed(s, redirect("https://login.idp.test/authorize?targetId=1&proxyRestUri=x"))


@scenario("C14", "a kept session that is sent to a login page here", "cache")
def c14(s):
    web = established(s)
    web.script = Script(redirect("/windows_authentication/?targetId=1"), picture(s.image, cookies=[s.cookie("B")]))
    s.stored(s.send(web.url(PICTURE)), s.image)
    s.until(lambda: "D /qps/session/A" in s.trace(), lambda: f"the refused session does not end: {s.trace()}", 5)
    rest = [line for line in s.trace() if not line.startswith("D") and "windows" not in line]
    require(rest == [*FIRST, KEPT, "P /qps/ticket", f"G {PICTURE}?qlikTicket=#2"], f"seen {s.trace()}")


@scenario("C15", "a kept session that gets a page instead of a picture", "cache")
def c15(s):
    renewed(s, html())


@scenario("C16", "a session cookie without a value is none", "cache")
def c16(s):
    web = s.web(picture(s.image, cookies=["X-Qlik-Session=; Path=/"]))
    for _ in range(2):
        s.stored(s.send(web.url(PICTURE)), s.image)
    s.expect(*FIRST, "P /qps/ticket", f"G {PICTURE}?qlikTicket=#2")
    for event in s.events:
        require(not any("Established" in line for line in s.program.lines_about(event)), "an empty session was kept")


@scenario("C17", "a value goes back byte for byte", "cache")
def c17(s):
    value = f"{s.session('A')}a%2Fb+c=="
    web = s.web(picture(s.image, cookies=[f"X-Qlik-Session={value}; Path=/"]), picture(s.image))
    for _ in range(2):
        s.stored(s.send(web.url(PICTURE)), s.image)
    request = web.seen()[-1]
    if request.header("Cookie") is None:
        # It may also be refused as a session that could never be ended safely; then it is not kept.
        s.expect(*FIRST, "P /qps/ticket", f"G {PICTURE}?qlikTicket=#2")
    else:
        require(request.header("Cookie") == f"X-Qlik-Session={value}", f"seen {request.header('Cookie')}")


@scenario("C19", "the service doesn't know the session", "user")
def c19(s):
    session = s.session("A")
    s.service.for_session[session] = Script(answer(404))
    web = s.web(picture(s.image, cookies=[s.cookie("A")]))
    s.stored(s.send(web.url(PICTURE)), s.image)
    s.expect(*FIRST, "D /qps/session/A")
    s.until(lambda: "Failed to delete QPS session" in s.program.log(), "no warning", 5)


@scenario("C20", "the end of a session hangs; the picture is there at once", "user")
def c20(s):
    s.service.for_session[s.session("A")] = Script(hang(20), answer(200))
    web = s.web(picture(s.image, cookies=[s.cookie("A")]))
    begin = time.monotonic()
    s.stored(s.send(web.url(PICTURE)), s.image)
    require(time.monotonic() - begin < 3, f"stored after {time.monotonic() - begin:.1f} s")
    s.until(lambda: s.trace().count("D /qps/session/A") > 1, "the end is not tried again", 30)


@scenario("C22", "a kept session goes to no other host", "cache")
def c22(s):
    second = s.web(picture(s.image, cookies=[s.cookie("B")]), address="127.0.0.2", label="G2")
    established(s)
    s.stored(s.send(second.url(PICTURE)), s.image)
    s.expect(*FIRST, "P /qps/ticket", f"G2 {PICTURE}?qlikTicket=#2")


@scenario("C22a", "nor to another port, nor along a redirect", "cache")
def c22a(s):
    other = s.web(picture(s.image, cookies=[s.cookie("B")]), label="G2")
    web = established(s)
    s.stored(s.send(other.url(PICTURE)), s.image)
    third = s.web(picture(s.image), address="127.0.0.2", port=web.port, label="G3")
    web.script = Script(redirect(third.url("/next")))
    s.outcome(s.send(web.url(PICTURE)))
    for request in other.seen()[:1] + third.seen():
        require(request.header("Cookie") is None, f"a cookie went to {request.target}")


@scenario("C24", "five users at once: a ticket and a session each, never mixed", "cache")
def c24(s):
    users = [s.user(f"user{index}") for index in range(5)]
    owner = {}

    def script(request):
        tickets = request.parameters("qlikTicket")
        if tickets:
            user = s.service.tickets[tickets[0]][1]
            cookie = s.cookie(f"of-{user}")
            owner[cookie.split(";")[0]] = user
            return picture(s.image, cookies=[cookie], pause=0.1)
        user = owner.get(request.header("Cookie"))
        return picture(s.image) if user and user in request.target else answer(410)

    web = s.web(script=script)
    events = [
        s.send(web.url(f"/tempcontent/{user}.png"), f"LAB\\{user}") for _ in range(4) for user in users
    ]
    for event in events:
        s.stored(event, s.image)
    trace = s.trace()
    require(sum(line.startswith("P") for line in trace) == 5 and len(trace) == 25, f"seen {trace}")
    for request in web.seen():
        for ticket in request.parameters("qlikTicket"):
            require(s.service.tickets[ticket][1] in request.target, f"a foreign ticket at {request.target}")


@scenario("C25", "a fractional life time", None)
def c25(s):
    web = s.web(*[picture(s.image, cookies=[s.cookie(label)]) for label in "AB"])
    web.script.answers.insert(1, picture(s.image))
    s.start(mode="userTicket", proxy_service=s.proxy_service(), cache={"ttlSeconds": 2.51})
    for _ in range(2):
        s.stored(s.send(web.url(PICTURE)), s.image)
    s.expect(*FIRST, KEPT, "D /qps/session/A")
    times = [request.time for request, _ in s.requests()]
    require(2.2 < times[3] - times[1] < 5, f"the session ended after {times[3] - times[1]:.2f} s")
    require("reason=expire" in s.program.log(), "no line reason=expire")
    s.stored(s.send(web.url(PICTURE)), s.image)
    s.program.stop()
    require(s.trace()[-1] == "D /qps/session/B", f"the last session outlives the server: {s.trace()}")


@scenario("C26", "503, 503, 401 with a kept session: one more try with a fresh ticket", "cache")
def c26(s):
    renewed(s, answer(503), answer(503), answer(401))


@scenario("C28", "a session ends before the next attempt, not after the pause", "user")
def c28(s):
    web = s.web(answer(404, [("Set-Cookie", s.cookie("A"))]), picture(s.image, cookies=[s.cookie("B")]))
    s.stored(s.send(web.url(PICTURE)), s.image)
    s.expect(*FIRST, "D /qps/session/A", "P /qps/ticket", f"G {PICTURE}?qlikTicket=#2", "D /qps/session/B")
    times = [request.time for request, _ in s.requests()]
    require(times[2] - times[1] < 0.4, f"the session ended {times[2] - times[1]:.2f} s after its answer")
