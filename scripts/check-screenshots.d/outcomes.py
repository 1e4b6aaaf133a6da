"""What each answer of an image host leads to."""

import socket
import time

from fakes import answer, drip, hang, html, picture, raw
from images import numbered
from scenario import require, scenario


def each_status(s, statuses):
    found = []
    for status in statuses:
        web = s.web(answer(status), label=f"G{status}")
        found.append((status, web, s.send(web.url("/s.png"))))
    return found


@scenario("H2", "statuses that may pass: three attempts at least, then lost", "none")
def h2(s):
    for status, web, event in each_status(s, (404, 408, 425, 429, 500, 502, 503, 504)):
        s.lost(event, f"status-{status}", f"httpStatus={status}")
        require(len(web.seen()) == 3, f"{len(web.seen())} requests with {status}")
        s.says(event, "Screenshot download failed after 3 attempts")


@scenario("H2a", "they are tried on, as long as patience lasts", None)
def h2a(s):
    web = s.web(*[answer(503)] * 4, picture(s.image))
    s.start(own={"retrySeconds": 60})
    s.stored(s.send(web.url("/s.png")), s.image)
    s.expect(*["G /s.png"] * 5)


@scenario("H3", "statuses that don't: one request", "none")
def h3(s):
    for status, web, event in each_status(s, (400, 401, 403, 410, 501)):
        s.lost(event, f"status-{status}", f"Screenshot download failed httpStatus={status}")
        require(len(web.seen()) == 1, f"{len(web.seen())} requests with {status}")


@scenario("H4", "Retry-After is honoured", None)
def h4(s):
    web = s.web(answer(429, [("Retry-After", "3")]), picture(s.image))
    s.start(own={"retrySeconds": 60})
    s.stored(s.send(web.url("/s.png")), s.image)
    require(2.8 <= s.gaps("G")[0] <= 6, f"asked again after {s.gaps('G')[0]:.1f} s")


@scenario("H5", "204 is no picture", "none")
def h5(s):
    s.lost(s.send(s.web(answer(204)).url("/s.png")))


@scenario("H6", "206 is a fragment", "none")
def h6(s):
    web = s.web(picture(s.image, status=206, headers=[("Content-Range", f"bytes 0-{len(s.image) - 1}/9999")]))
    s.lost(s.send(web.url("/s.png")))


@scenario("H8", "a page, then the picture", "none")
def h8(s):
    web = s.web(html(), picture(s.image))
    s.stored(s.send(web.url("/s.png")), s.image)
    s.expect("G /s.png", "G /s.png")


@scenario("H8a", "always a page", "none")
def h8a(s):
    event = s.send(s.web(html(text="<html>secret \x1b[31m\r\n2030 error forged</html>")).url("/s.png"))
    s.lost(event, "not-a-picture", "nonImageContentType='text/html")
    log = s.program.log()
    require("\n2030 error" not in log and "\x1b" not in log, "raw control characters in the log")


@scenario("H9", "no answer", "none")
def h9(s):
    web = s.web(hang())
    begin = time.monotonic()
    s.lost(s.send(web.url("/s.png")))
    require(len(web.seen()) == 3, f"{len(web.seen())} requests")
    require(time.monotonic() - begin < 15, f"lost after {time.monotonic() - begin:.0f} s")


@scenario("H11", "a byte now and then is cut by a deadline", "none")
def h11(s):
    web = s.web(drip(s.image + bytes(1000), 0.3))
    begin = time.monotonic()
    s.lost(s.send(web.url("/s.png")))
    require(time.monotonic() - begin < 40, f"lost after {time.monotonic() - begin:.0f} s")


@scenario("H11a", "a header field now and then too", "none")
def h11a(s):
    def script(request):
        def write(request, wire):
            wire.send(b"HTTP/1.1 200 OK\r\n")
            while True:
                wire.hang(0.3)
                wire.send(b"X-A: b\r\n")
        return write
    s.lost(s.send(s.web(script=script).url("/s.png")))


@scenario("H12", "a host that never answers a connection", "none")
def h12(s):
    with socket.socket() as hole:
        hole.bind(("127.0.0.1", 0))
        hole.listen(0)
        # The queue of connections is full; what comes next gets no answer from the kernel.
        fillers = []
        for _ in range(4):
            filler = socket.socket()
            filler.setblocking(False)
            filler.connect_ex(hole.getsockname())
            fillers.append(filler)
        begin = time.monotonic()
        s.lost(s.send(f"https://127.0.0.1:{hole.getsockname()[1]}/s.png"))
        took = time.monotonic() - begin
        for filler in fillers:
            filler.close()
    require(took < 12, f"lost after {took:.0f} s")


@scenario("H13", "nobody listens", "none")
def h13(s):
    web = s.web(picture(s.image))
    web.stop()
    s.lost(s.send(web.url("/s.png")))


@scenario("H14", "bodies that end too early", "none")
def h14(s):
    data = numbered(60, 60)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
    chunked = head + b"Transfer-Encoding: chunked\r\n\r\n"
    size = f"{len(data):x}\r\n".encode()
    cases = {
        "short": head + f"Content-Length: {len(data) + 10}\r\n\r\n".encode() + data,
        "no last chunk": chunked + size + data + b"\r\n",
        "chunk cut": chunked + size + data[:50],
        "chunk size": chunked + b"zz\r\n" + data + b"\r\n0\r\n\r\n",
        "head cut": head,
    }
    found = [(name, s.web(raw(text), label=name)) for name, text in cases.items()]
    events = [(name, web, s.send(web.url("/s.png"))) for name, web in found]
    for name, web, event in events:
        s.lost(event)
        require(len(web.seen()) == 3, f"{len(web.seen())} requests with {name}")


UNTIL_THE_END = b"HTTP/1.0 200 OK\r\nContent-Type: image/png\r\n\r\n"


@scenario("H15", "a picture without a length, until the connection ends in order", "none")
def h15(s):
    s.stored(s.send(s.web(raw(UNTIL_THE_END + s.image)).url("/s.png")), s.image)
    s.stored(s.send(s.web(raw(UNTIL_THE_END + s.image), server=None).url("/s.png")), s.image)


@scenario("H15a", "the same, but cut", "none")
def h15a(s):
    s.lost(s.send(s.web(raw(UNTIL_THE_END + s.image[:-30], is_cut=True)).url("/s.png")))


@scenario("H16", "two lengths, and length beside chunks: requests must not be smuggled", "none")
def h16(s):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
    size = str(len(s.image)).encode()
    for text in (head + b"Content-Length: " + size + b"\r\nContent-Length: 5\r\n\r\n" + s.image,):
        s.lost(s.send(s.web(raw(text)).url("/s.png")))


@scenario("H18", "a connection that is closed after each answer without a word", "user")
def h18(s):
    text = f"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {len(s.image)}\r\n\r\n".encode() + s.image
    web = s.web(raw(text))
    for _ in range(4):
        s.stored(s.send(web.url("/tempcontent/s.png")), s.image)
        time.sleep(0.2)
    trace = s.trace()
    require(len(trace) == 8, f"eight requests expected, seen {trace}")


@scenario("H17", "a late picture: the row is written without it, the picture is stored", None)
def h17(s):
    web = s.web(script=lambda request: picture(s.image) if time.monotonic() > ready else answer(404))
    ready = time.monotonic() + 33
    s.start(own={"retrySeconds": 600})
    event = s.send(web.url("/s.png"), event={"objectData": {"schemaVersion": 1, "objectType": "table"}})
    s.stored(event, s.image, seconds=90)
    records = s.program.outcomes(event, 0)
    require([one["type"] for one in records] == ["screenshot.pending", "screenshot.stored"]
            and [one["writesRow"] for one in records] == [True, False], f"seen {records}")
    require(not s.saved_rows(event), f"saved paths of the row: {s.saved_rows(event)}")


@scenario("H17a", "a late picture, and kill -9 after the row was written", None)
def h17a(s):
    web = s.web(script=lambda request: picture(s.image) if is_ready else answer(404))
    is_ready = []
    program = s.start(own={"retrySeconds": 600})
    event = s.send(web.url("/s.png"))
    s.until(lambda: program.outcomes(event), "no pending record", 60)
    program.kill()
    is_ready.append(True)
    program.start()
    s.stored(event, s.image, seconds=60)
    records = s.program.outcomes(event, 0)
    require([one["type"] for one in records] == ["screenshot.pending", "screenshot.stored"]
            and [one["writesRow"] for one in records] == [True, False], f"seen {records}")


@scenario("H19", "answers before the answer", "none")
def h19(s):
    text = f"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {len(s.image)}\r\n\r\n".encode() + s.image
    for first in (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"):
        s.stored(s.send(s.web(raw(first + text)).url("/s.png")), s.image)


@scenario("H20", "chunks with extensions and trailing fields", "none")
def h20(s):
    cut = len(s.image) // 3
    parts = [s.image[:cut], s.image[cut:]]
    body = b"".join(f"{len(part):X};name=value\r\n".encode() + part + b"\r\n" for part in parts)
    text = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n" + body
    s.stored(s.send(s.web(raw(text + b"0\r\nX-Trailer: a\r\n\r\n")).url("/s.png")), s.image)
