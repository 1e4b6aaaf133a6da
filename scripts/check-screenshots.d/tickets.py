"""Tickets, and which virtual proxy they are asked of."""

import json
import time

from fakes import Script, answer, picture
from gates import check_configuration
from program import configuration
from scenario import require, scenario


@scenario("T1", "ticket at the proxy of the URL, redeemed beside the query that was there", "user")
def t1(s):
    web = s.web(picture(s.image))
    event = s.send(web.url("/analytics/tempcontent/s.png?foo=bar"))
    s.stored(event, s.image)
    s.expect("P /qps/analytics/ticket", "G /analytics/tempcontent/s.png?foo=bar&qlikTicket=#1")
    body = json.loads(s.service.tickets_of(s.users)[0].body)
    require(body == {"UserDirectory": "LAB", "UserId": s.user()}, f"body of the ticket request: {body}")
    require("TICKET" not in (web.seen()[0].header("Referer") or ""), "a ticket in Referer")


@scenario("T3", "the obsolete key defaultVirtualProxy is refused at the start", None)
def t3(s):
    values = configuration(s.bench.certificates, "userTicket", s.proxy_service(),
                           qps={"defaultVirtualProxy": "analytics"})
    check_configuration(s, values, "defaultVirtualProxy")


def at_proxy(s, path, ticket_path):
    web = s.web(picture(s.image))
    s.stored(s.send(web.url(path)), s.image)
    s.expect(f"P {ticket_path}", f"G {path}?qlikTicket=#1")


@scenario("T4", "a nested prefix", "user")
def t4(s):
    at_proxy(s, "/a/b/tempcontent/s.png", "/qps/a/b/ticket")


@scenario("T4a", "no prefix", "user")
def t4a(s):
    at_proxy(s, "/tempcontent/s.png", "/qps/ticket")


@scenario("T4b", "no prefix, other letter case", "user")
def t4b(s):
    at_proxy(s, "/TempContent/s.png", "/qps/ticket")


@scenario("T4c", "a picture at the root of the URL: the default proxy", "user")
def t4c(s):
    at_proxy(s, "/screenshot.png", "/qps/ticket")


@scenario("T6", "a prefix with characters that none has", "user")
def t6(s):
    web = s.web(picture(s.image))
    s.lost(s.send(web.url("/a%20b/tempcontent/s.png")), "virtual-proxy-invalid",
           "the resolved virtual proxy value is invalid")
    for path in ("/a%2f..%2fb/tempcontent/s.png", "/a;b/tempcontent/s.png"):
        outcome = s.outcome(s.send(web.url(path)))
        require(outcome["type"] == "screenshot.lost", f"{path} is fetched: {s.trace()}")
    s.expect_nothing()


@scenario("T6a", "dots in the path lead nowhere else", "user")
def t6a(s):
    for path in ("/%2e%2e/tempcontent/s.png", "/a/../tempcontent/s.png", "/a/%2E%2e/tempcontent/s.png"):
        web = s.web(picture(s.image))
        outcome = s.outcome(s.send(web.url(path)))
        if outcome["type"] == "screenshot.stored":
            require(web.seen()[0].path == "/tempcontent/s.png", f"seen {web.seen()[0].target}")
    paths = {request.path for request in s.service.tickets_of(s.users)}
    require(paths <= {"/qps/ticket"}, f"tickets asked of {paths}")


@scenario("T7", "a fixed user at a fixed proxy", "fixed")
def t7(s):
    s.users.add("svc")
    web = s.web(picture(s.image))
    s.stored(s.send(web.url("/other/tempcontent/s.png"), "somebody@example.com"), s.image)
    s.expect("P /qps/abc/ticket", "G /other/tempcontent/s.png?qlikTicket=#1")
    body = json.loads(s.service.tickets_of({"svc"})[0].body)
    require(body == {"UserDirectory": "LAB", "UserId": "svc"}, f"body of the ticket request: {body}")


@scenario("T9", "a fixed user without name is refused at the start", None)
def t9(s):
    for key in ("userDirectory", "userId"):
        values = configuration(s.bench.certificates, "qpsTicket", s.proxy_service(), qps={key: ...})
        check_configuration(s, values, key)


@scenario("T10", "tickets without a host are refused at the start", None)
def t10(s):
    values = configuration(s.bench.certificates, "userTicket", s.proxy_service(), qps={"host": ...})
    check_configuration(s, values, "host")


@scenario("T12", "200 and a text type around the ticket", "user")
def t12(s):
    s.service.for_user[s.user()] = s.service.ticket(status=200, media_type="text/plain")
    at_proxy(s, "/tempcontent/s.png", "/qps/ticket")


def prompt(gaps):
    """Half a second, then one second, give or take a slow machine."""
    require(len(gaps) == 2 and 0.4 <= gaps[0] <= 2 and 0.8 <= gaps[1] <= 3, f"seconds between attempts: {gaps}")


@scenario("T13", "an answer without a ticket", "user")
def t13(s):
    web = s.web(picture(s.image))
    s.service.for_user[s.user()] = Script(answer(201, [("Content-Type", "application/json")], b"{}"))
    event = s.send(web.url("/tempcontent/s.png"))
    s.lost(event, "ticket-refused")
    s.expect(*["P /qps/ticket"] * 3)
    prompt(s.gaps("P"))
    require("QPS ticket response missing Ticket field." in s.program.log(), "no line about the missing ticket")
    s.says(event, "Screenshot download failed after 3 attempts")


@scenario("T15", "403 for the ticket; the job is kept, and done when the service gives one", None)
def t15(s):
    service = s.proxy_service()
    service.for_user[s.user()] = Script(answer(403))
    web = s.web(picture(s.image))
    s.start(mode="userTicket", proxy_service=service, own={"retrySeconds": 600})
    event = s.send(web.url("/tempcontent/s.png"))
    s.until(lambda: len(s.trace()) >= 3, "three attempts expected", 10)
    prompt(s.gaps("P")[:2])
    require(s.program.final(event, 0) is None, "given up after three attempts")
    del service.for_user[s.user()]
    s.stored(event, s.image)
    require(s.trace()[-2:] == ["P /qps/ticket", "G /tempcontent/s.png?qlikTicket=#1"], f"seen {s.trace()}")


@scenario("T16", "a proxy service that refuses connections; the job is done after it returns", None)
def t16(s):
    service = s.proxy_service()
    service.stop()
    web = s.web(picture(s.image))
    s.start(mode="userTicket", proxy_service=service, own={"retrySeconds": 600})
    event = s.send(web.url("/tempcontent/s.png"))
    time.sleep(4)
    require(s.program.final(event, 0) is None, "given up too early")
    s.expect_nothing()
    service.start()
    s.stored(event, s.image)
    s.expect("P /qps/ticket", "G /tempcontent/s.png?qlikTicket=#1")


@scenario("T18", "a ticket with characters that mean something in a query", "user")
def t18(s):
    for ticket in ("a+b/c=&d", "100%#?;:@", "a%2Bb"):
        s.service.for_user[s.user()] = s.service.ticket(text=ticket)
        web = s.web(picture(s.image))
        s.stored(s.send(web.url("/tempcontent/s.png?x=1")), s.image)
        seen = web.seen()[0].parameters("qlikTicket")
        require(seen == [ticket], f"ticket {ticket!r} expected, seen {seen}")
        require(ticket not in s.program.log(), f"the ticket {ticket!r} is in the log")


@scenario("T19", "old tickets in the URL are replaced, whatever their letter case", "user")
def t19(s):
    web = s.web(picture(s.image))
    event = s.send(web.url("/tempcontent/s.png?a=b%20c&qlikTicket=OLDONE&qlikTicket=OLDTWO&QLIKTICKET=OLDTHREE&z"))
    s.stored(event, s.image)
    request = s.until(web.seen, "no request")[0]
    require(request.parameters("qlikTicket") == ["TICKET" + request.target.split("TICKET")[1].split("&")[0]]
            and "OLD" not in request.target, f"seen {request.target}")
    require("a=b%20c" in request.query.split("&") and "z" in request.query.split("&"), f"seen {request.target}")
    require(not [line for line in s.program.lines_about(event) if "OLD" in line], "an old ticket is in the log")


@scenario("T21", "a fragment is never sent", "user")
def t21(s):
    web = s.web(picture(s.image))
    s.stored(s.send(web.url("/tempcontent/s.png?x=1#part?qlikTicket=no")), s.image)
    s.expect("P /qps/ticket", "G /tempcontent/s.png?x=1&qlikTicket=#1")


@scenario("T22", "404, then the picture: a new ticket each time", "user")
def t22(s):
    web = s.web(answer(404), picture(s.image))
    s.stored(s.send(web.url("/tempcontent/s.png")), s.image)
    s.expect("P /qps/ticket", "G /tempcontent/s.png?qlikTicket=#1", "P /qps/ticket",
             "G /tempcontent/s.png?qlikTicket=#2")


@scenario("T24", "service accounts are denied", "user")
def t24(s):
    web = s.web(picture(s.image))
    for user in ("INTERNAL\\sa_api", "UserDirectory=internal; UserId=sa_scheduler", "Internal; UserId=sa_repository"):
        s.lost(s.send(web.url("/tempcontent/s.png"), user), "user-denied", "is denied")
    s.expect_nothing()


ACCEPTED = [
    ("UserDirectory=LAB; UserId={u}", "LAB", "{u}"), ("LAB; UserId={u}", "LAB", "{u}"), ("LAB\\{u}", "LAB", "{u}"),
    ("userdirectory=LAB;userid={u}", "LAB", "{u}"), ("USERDIRECTORY = LAB ; USERID = {u} ", "LAB", "{u}"),
    ("UserId={u}; UserDirectory=LAB", "LAB", "{u}"), ("UserId={u}; LAB", "LAB", "{u}"),
    ("LAB; UserId={u}; extra", "LAB", "{u}"), ("UserDirectory=LAB; UserId={u}; Name=G", "LAB", "{u}"),
    ("A; B; UserId={u}", "A", "{u}"), ("UserDirectory=A; UserDirectory=B; UserId={u}", "B", "{u}"),
    ("UserDirectory=A; B; UserId={u}", "A", "{u}"), ("B; UserDirectory=A; UserId={u}", "A", "{u}"),
    ("UserDirectory=LAB; UserId={u}=b", "LAB", "{u}=b"),
    ("UserDirectory=LAB; UserId=CN={u},DC=y", "LAB", "CN={u},DC=y"),
    ("UserDirectory=LAB; UserId=\"{u}\"", "LAB", "\"{u}\""), ("UserDirectory=LAB; UserId={u}%5Cb", "LAB", "{u}%5Cb"),
    ("UserDirectory=AUTH0; UserId={u}|b", "AUTH0", "{u}|b"), ("UserDirectory=LAB; UserId=gör{u}安", "LAB", "gör{u}安"),
]
# The last five hold a backslash in the id, which the proxy service never accepts.
REJECTED = [
    "user@example.com", "goran", "LAB/goran", "auth0|a08D000001", "N/A", " n/a ", "", "  ", ";", ";;",
    "UserDirectory=LAB", "UserDirectory=LAB;", "UserDirectory=LAB; UserId=", "UserDirectory=LAB; UserId=  ",
    "UserDirectory=; UserId=u", "LAB; goran", "UserDirectory=LAB UserId=goran", "LAB\\", "\\goran", "LAB\\a;b",
    "UserDirectory:LAB; UserId:goran", "LAB\\sub\\goran", "LAB;UserId=a\\b", "LAB\\\\goran",
    "UserDirectory=LAB\\X; UserId=u", "UserDirectory=LAB; UserId=a\u0000b",
]


@scenario("T25", "all forms of an identity", "user")
def t25(s):
    web = s.web(picture(s.image))
    wanted = []
    events = []
    for index, (text, directory, identifier) in enumerate(ACCEPTED):
        user = f"u{index}-{s.tag}"
        s.users.add(identifier.replace("{u}", user))
        wanted.append((directory, identifier.replace("{u}", user)))
        events.append(s.send(web.url("/tempcontent/s.png"), text.replace("{u}", user)))
    for event in events:
        s.stored(event, s.image)
    seen = [json.loads(request.body) for request in s.service.tickets_of(s.users)]
    seen = sorted((body["UserDirectory"], body["UserId"]) for body in seen)
    require(seen == sorted(wanted), f"tickets for {sorted(set(wanted) ^ set(seen))}")


@scenario("T25a", "texts that are no identity", "user")
def t25a(s):
    web = s.web(picture(s.image))
    events = [s.send(web.url("/tempcontent/s.png"), text) for text in REJECTED]
    for event in events:
        outcome = s.outcome(event)
        require(outcome.get("reason") in ("user-unknown", "user-unusable"),
                f"{event.body['payload']['context']['user']!r}: {outcome}")
    s.expect_nothing()


@scenario("T26", "configured prefixes, denied directories and session cookies", None)
def t26(s):
    own = {"virtualProxies": ["x/y"], "deniedUserDirectories": ["EVIL"], "sessionCookies": ["MySession"]}
    s.start(mode="userTicket", proxy_service=s.proxy_service(), own=own)
    web = s.web(picture(s.image, cookies=[s.cookie("A", "MySession")]))
    s.stored(s.send(web.url("/x/y/content/s.png")), s.image)
    s.expect("P /qps/x/y/ticket", "G /x/y/content/s.png?qlikTicket=#1", "D /qps/x/y/session/A")
    s.lost(s.send(web.url("/x/y/content/s.png"), "evil\\u"), "user-denied")


@scenario("T27", "queries that are empty or odd", "user")
def t27(s):
    for query in ("?", "?a", "?a=b&", "?&&", "?a=b?c", "?qlikTicket", "?qlikTicket=&a=b"):
        web = s.web(picture(s.image))
        s.stored(s.send(web.url(f"/tempcontent/s.png{query}")), s.image)
        request = web.seen()[0]
        seen = request.parameters("qlikTicket")
        require(len(seen) == 1 and seen[0].startswith("TICKET"), f"{query}: {request.target}")
