"""Sessions when several things happen at once, and when the proxy service is in trouble."""

import threading
import time

from fakes import Script, answer, hang, picture
from scenario import require, scenario
from sessions import FIRST, PICTURE, established


@scenario("C30", "the first redemption fails while four others wait", "cache")
def c30(s):
    first = Script(answer(404, [("Set-Cookie", s.cookie("A"))]),
                   picture(s.image, cookies=[s.cookie("B", attributes="; Path=/")], pause=0.2))
    web = s.web(script=lambda request: first(request) if "TICKET" in request.target else picture(s.image))
    for event in [s.send(web.url(PICTURE)) for _ in range(5)]:
        s.stored(event, s.image)
    trace = s.trace()
    require(sum(line.startswith("P") for line in trace) <= 2, f"tickets: {trace}")
    if sum(line.startswith("P") for line in trace) == 1:
        # The session of the first answer was good enough, so that there never was another.
        s.sessions = {value: label for value, label in s.sessions.items() if label == "A"}


@scenario("C31", "five at once find the kept session over: one fresh ticket", "cache")
def c31(s):
    web = established(s)

    def script(request):
        if s.session("A") in (request.header("Cookie") or ""):
            return answer(401, pause=0.05)
        return picture(s.image, cookies=[s.cookie("B")] if "TICKET" in request.target else [], pause=0.1)

    web.script = script
    for event in [s.send(web.url(PICTURE)) for _ in range(5)]:
        s.stored(event, s.image)
    trace = s.trace()
    require(sum(line.startswith("P") for line in trace) == 2, f"two tickets expected, seen {trace}")
    s.until(lambda: "D /qps/session/A" in s.trace(), "the refused session does not end", 5)
    require(s.trace().count("D /qps/session/A") == 1, f"seen {s.trace()}")


def ends_after_use(s, **cache):
    """Session A is over while a download uses it; it ends only after that."""
    lock = threading.Lock()
    answered = []

    def script(request):
        label = "A" if "slow" in request.target else "B"

        def write(request, wire):
            if "second" in request.target:
                time.sleep(1.3)
            picture(s.image, cookies=[s.cookie(label)] if "TICKET" in request.target else [])(request, wire)
            with lock:
                answered.append((time.monotonic(), request.target))
        return write

    web = s.web(script=script)
    s.start(mode="userTicket", proxy_service=s.proxy_service(), cache=cache)
    s.stored(s.send(web.url("/tempcontent/slow-first.png")), s.image)
    slow = s.send(web.url("/tempcontent/slow-second.png"))
    s.until(lambda: len(web.seen()) == 2, "no second request")
    s.stored(s.send(web.url("/tempcontent/other.png"), s.identity("anna")), s.image)
    s.stored(slow, s.image)
    s.until(lambda: "D /qps/session/A" in s.trace(), lambda: f"the session does not end: {s.trace()}", 6)
    end = next(request.time for request, label in s.requests() if label == "D" and s.session("A") in request.target)
    use = next(moment for moment, target in answered if "second" in target)
    require(end > use - 0.05, f"the session ended {use - end:.2f} s before its last use did")


@scenario("C32", "a session that gives way is not ended while it is in use", None)
def c32(s):
    ends_after_use(s, maxEntries=1)


@scenario("C33", "nor is one whose time is up", None)
def c33(s):
    ends_after_use(s, ttlSeconds=1)


@scenario("C34", "kill -9 with an open session, and no proxy service at the restart: it ends when that returns", None)
def c34(s):
    service = s.proxy_service()
    web = s.web(picture(s.image, cookies=[s.cookie("A")]), picture(s.image))
    program = s.start(mode="userTicket", proxy_service=service, cache={})
    s.stored(s.send(web.url(PICTURE)), s.image)
    time.sleep(0.3)
    program.kill()
    mode = (program.data / "screenshots" / "open-sessions.json").stat().st_mode & 0o777
    require(mode == 0o600, f"mode of the list of sessions is {mode:o}")
    service.stop()
    program.start()
    time.sleep(2)
    service.start()
    s.until(lambda: "D /qps/session/A" in s.trace(), lambda: f"the session never ends: {s.trace()}", 60)
    program.stop()
    require(s.trace() == [*FIRST, "D /qps/session/A"], f"seen {s.trace()}")


@scenario("C35", "a damaged list of open sessions keeps nobody from starting", None)
def c35(s):
    web = s.web(picture(s.image))
    for index, text in enumerate((b"", b"\xff\xfe garbage", b"{}", b"[" * 100_000, b'[{"id": "../user/LAB/goran"}]')):
        service = s.proxy_service()
        program = s.prepare(f"own{index}", mode="userTicket", proxy_service=service, cache={})
        folder = program.data / "screenshots"
        folder.mkdir(parents=True, mode=0o700)
        program.data.chmod(0o700)
        (folder / "open-sessions.json").write_bytes(text)
        program.start()
        s.stored(s.send(web.url(PICTURE)), s.image)
        program.stop()
        require(not service.violations, f"{service.violations}")
        require(not [one for one in service.seen() if one.method == "DELETE"], "a session that never was is ended")


@scenario("C36", "a stop while the proxy service hangs keeps its ten seconds; the next start ends the session", None)
def c36(s):
    service = s.proxy_service()
    web = s.web(picture(s.image, cookies=[s.cookie("A")]))
    program = s.start(mode="userTicket", proxy_service=service, cache={})
    s.stored(s.send(web.url(PICTURE)), s.image)
    service.for_session[s.session("A")] = Script(hang(30))
    took = program.stop()
    require(took < 11, f"the stop took {took:.1f} s")
    del service.for_session[s.session("A")]
    before = s.trace().count("D /qps/session/A")
    program.start()
    s.until(lambda: s.trace().count("D /qps/session/A") > before, lambda: f"the session stays: {s.trace()}", 40)


@scenario("T17", "a ticket that never comes holds up nobody else", "user")
def t17(s):
    s.service.for_user[s.user("stuck")] = Script(hang(8))
    web = s.web(picture(s.image))
    stuck = [s.send(web.url(PICTURE), s.identity("stuck")) for _ in range(6)]
    begin = time.monotonic()
    s.stored(s.send(web.url(PICTURE)), s.image)
    require(time.monotonic() - begin < 3, f"another user waited {time.monotonic() - begin:.1f} s")
    for event in stuck:
        s.outcome(event, 90)
