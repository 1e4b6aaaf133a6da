"""Redirects: how far, and where to."""

from fakes import Script, picture, redirect
from scenario import require, scenario


@scenario("R1", "a relative redirect with a session cookie", "user")
def r1(s):
    web = s.web(redirect("/next", [s.cookie("A")]), picture(s.image))
    event = s.send(web.url("/tempcontent/s.png"))
    s.stored(event, s.image)
    s.expect("P /qps/ticket", "G /tempcontent/s.png?qlikTicket=#1", "G /next cookie=X-Qlik-Session=A",
             "D /qps/session/A")
    s.says(event, "Screenshot download following redirect")


@scenario("R2", "each status that redirects", "none")
def r2(s):
    for status in (301, 302, 303, 307, 308):
        web = s.web(redirect("/next", status=status), picture(s.image), label=f"G{status}")
        s.stored(s.send(web.url("/s.png")), s.image)
    s.expect(*[f"G{status} {path}" for status in (301, 302, 303, 307, 308) for path in ("/s.png", "/next")])


@scenario("R2a", "300, 304 and 305 are no redirects", "none")
def r2a(s):
    for status in (300, 304, 305):
        web = s.web(redirect("/next", status=status), label=f"G{status}")
        s.lost(s.send(web.url("/s.png")))
        require({request.target for request in web.seen()} == {"/s.png"}, f"{status} was followed")


@scenario("R4", "five redirects are followed", "none")
def r4(s):
    web = s.web(*[redirect(f"/hop{index}") for index in range(1, 6)], picture(s.image))
    s.stored(s.send(web.url("/s.png")), s.image)
    s.expect("G /s.png", *[f"G /hop{index}" for index in range(1, 6)])


@scenario("R5", "the sixth isn't", "none")
def r5(s):
    web = s.web(*[redirect(f"/hop{index}") for index in range(1, 7)], picture(s.image))
    s.lost(s.send(web.url("/s.png")), "redirect-max-redirects", "redirect blocked reason=max-redirects")
    s.expect("G /s.png", *[f"G /hop{index}" for index in range(1, 6)])


def blocked(s, location, reason, cookies=(), **rest):
    """The answer redirects there, and nothing follows."""
    web = s.web(redirect(location, cookies), label="G", **rest)
    event = s.send(web.url("/s.png"))
    s.lost(event, f"redirect-({reason})", "Screenshot download redirect blocked reason=")
    require([request.target.split("?")[0] for request in web.seen()] == ["/s.png"], f"{location} was followed")
    require(web.connections == 1, f"{web.connections} connections after a redirect to {location}")
    return event


@scenario("R7", "Location that is no URL", "none")
def r7(s):
    for location in ("http://[bad", "https://127.0.0.1:port/x", "https://"):
        blocked(s, location, "invalid-location")


@scenario("R7a", "no Location", "none")
def r7a(s):
    blocked(s, None, "missing-location")


@scenario("R8", "redirects to other schemes", "none")
def r8(s):
    for location in ("file:///etc/passwd", "ftp://127.0.0.1/x", "data:image/png;base64,x", "javascript:1"):
        blocked(s, location, "invalid-scheme|invalid-location")


@scenario("R10", "a redirect to another listed host at the same port", "none")
def r10(s):
    second = s.web(picture(s.image), address="127.0.0.2", label="G2")
    web = s.web(redirect(second.url("/next")), port=second.port)
    s.stored(s.send(web.url("/s.png")), s.image)
    s.expect("G /s.png", "G2 /next")


@scenario("R11", "a redirect without a scheme", "none")
def r11(s):
    web = s.web(None, picture(s.image))
    web.script.answers[0] = redirect(f"//127.0.0.1:{web.port}/x")
    s.stored(s.send(web.url("/s.png")), s.image)
    s.expect("G /s.png", "G /x")


@scenario("R13", "no cookie of one host goes to another", "user")
def r13(s):
    second = s.web(picture(s.image), address="127.0.0.2", label="G2")
    web = s.web(redirect(second.url("/next"), [s.cookie("A"), "LB=1"]), port=second.port)
    s.stored(s.send(web.url("/tempcontent/s.png")), s.image)
    s.expect("P /qps/ticket", "G /tempcontent/s.png?qlikTicket=#1", "G2 /next", "D /qps/session/A")


@scenario("R13a", "unless its Domain matches", "none", needs_names=True)
def r13a(s):
    cookies = ["WIDE=1; Domain=qlik.test; Path=/", "NARROW=2; Path=/", "FOREIGN=3; Domain=other.test"]
    web = s.web(None)
    web.script = Script(
        redirect(f"https://sub.qlik.test:{web.port}/second", cookies),
        redirect(f"https://127.0.0.1:{web.port}/third"), picture(s.image),
    )
    s.stored(s.send(f"https://qlik.test:{web.port}/s.png"), s.image)
    trace = s.trace()
    require(len(trace) == 3 and "WIDE=1" in trace[1] and "NARROW" not in trace[1] and "FOREIGN" not in trace[1]
            and "cookie" not in trace[2], f"seen {trace}")


@scenario("R14", "another port of a listed host is blocked", "none")
def r14(s):
    second = s.web(picture(s.image), label="G2")
    blocked(s, second.url("/next"), "port-not-allowed")
    require(second.connections == 0, "the other port was connected to")


@scenario("R14a", "unless host and port are listed", None)
def r14a(s):
    second = s.web(picture(s.image), label="G2")
    web = s.web(redirect(second.url("/next")))
    s.start(hosts=[f"127.0.0.1:{web.port}", f"127.0.0.1:{second.port}"])
    s.stored(s.send(web.url("/s.png")), s.image)
    s.expect("G /s.png", "G2 /next")
    third = s.web(picture(s.image), label="G3")
    s.lost(s.send(third.url("/s.png")), "port-not-allowed")
    require(third.connections == 0, "a port that isn't listed was connected to")


@scenario("R15", "from https to http is blocked, with tickets and without", "none")
def r15(s):
    plain = s.web(picture(s.image), server=None, label="H")
    blocked(s, f"http://127.0.0.1:{plain.port}/x", "without-tls|port-not-allowed")
    web = s.web(None, label="G")
    web.script.answers[0] = redirect(f"http://127.0.0.1:{web.port}/x")
    s.lost(s.send(web.url("/s.png")), "redirect-without-tls", "reason=without-tls")
    require(plain.connections == 0 and web.connections == 1, "the redirect was followed")


@scenario("R16", "the extension follows the picture", "none")
def r16(s):
    web = s.web(redirect("/next.jpg"), picture(s.image, None))
    s.stored(s.send(web.url("/s.png")), s.image)
    s.expect("G /s.png", "G /next.jpg")


@scenario("R17", "a load balancer's cookie goes back to its host", "user")
def r17(s):
    web = s.web(redirect("/next", ["LB=1; Path=/"]), picture(s.image))
    s.stored(s.send(web.url("/tempcontent/s.png")), s.image)
    s.expect("P /qps/ticket", "G /tempcontent/s.png?qlikTicket=#1", "G /next cookie=LB=1")


@scenario("R18", "user information in a redirect", "none")
def r18(s):
    web = s.web(None)
    web.script.answers[0] = redirect(f"https://u:p@127.0.0.1:{web.port}/x")
    s.lost(s.send(web.url("/s.png")), "redirect-user-information")
    s.expect("G /s.png")


@scenario("R19", "an IPv6 address", None)
def r19(s):
    web = s.web(redirect("/next"), picture(s.image), address="::1")
    s.start(hosts=["[::1]"])
    s.stored(s.send(web.url("/s.png")), s.image)
    s.stored(s.send(f"https://[0:0:0:0:0:0:0:1]:{web.port}/s.png"), s.image)


@scenario("R20", "a redirect with letters that no URL has as they are", "none")
def r20(s):
    web = s.web(redirect("/n\u00e4xt bild.png?a=b c"), picture(s.image))
    outcome = s.outcome(s.send(web.url("/s.png")))
    require(outcome["type"] == "screenshot.stored" or outcome["reason"] == "redirect-invalid-location",
            f"seen {outcome}")
    for request in web.seen():
        require(request.target.isascii() and " " not in request.target, f"seen {request.target!r}")
