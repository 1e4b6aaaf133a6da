"""Bytes that are a picture, and bytes that only say so."""

import gzip
import time
import zlib

import images
from fakes import picture, raw
from scenario import NotRun, require, scenario

MEBIBYTE = 1024 * 1024
LIMIT = 50 * MEBIBYTE


@scenario("N1", "image/png, with parameters and in capitals", "none")
def n1(s):
    for media_type in ("image/png", "IMAGE/PNG", "image/png; charset=binary"):
        s.stored(s.send(s.web(picture(s.image, media_type)).url("/s")), s.image)


@scenario("N3", "WebP, GIF and JPEG", "none")
def n3(s):
    for media_type, data, suffix in (
        ("image/webp", images.WEBP, ".webp"), ("image/gif", images.GIF, ".gif"), ("image/jpeg", images.JPEG, ".jpg")
    ):
        s.stored(s.send(s.web(picture(data, media_type)).url("/s")), data, suffix)


@scenario("N4", "no type", "none")
def n4(s):
    s.stored(s.send(s.web(picture(s.image, None)).url("/s.png")), s.image)


@scenario("N5", "a type and a URL that say something else than the bytes", "none")
def n5(s):
    outcome = s.outcome(s.send(s.web(picture(images.GIF, "image/png")).url("/s.png")))
    paths = outcome.get("savedPaths", [])
    require(not any(path.endswith(".png") for path in paths), f"a GIF is stored as {paths}")


@scenario("N6", "application/octet-stream", "none")
def n6(s):
    s.stored(s.send(s.web(picture(s.image, "application/octet-stream")).url("/s.png")), s.image)


@scenario("N7", "SVG is never stored as PNG", "none")
def n7(s):
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><script>1</script></svg>"
    s.lost(s.send(s.web(picture(svg, "image/svg+xml")).url("/s.png")))


@scenario("N8", "a page that says it is a picture", "none")
def n8(s):
    s.lost(s.send(s.web(picture(b"<!doctype html><title>Login</title>")).url("/s.png")), "damaged-picture")


@scenario("N9", "nothing at all", "none")
def n9(s):
    s.lost(s.send(s.web(picture(b"")).url("/s.png")))


@scenario("N10", "gzip and deflate", "none")
def n10(s):
    for encoding, data in (("gzip", gzip.compress(s.image)), ("deflate", zlib.compress(s.image)),
                           ("x-gzip", gzip.compress(s.image))):
        web = s.web(picture(data, headers=[("Content-Encoding", encoding)]))
        s.stored(s.send(web.url("/s.png")), s.image)
        offered = web.seen()[0].header("Accept-Encoding") or ""
        require("br" not in offered or encoding != "br", f"offered: {offered}")


@scenario("N10a", "an encoding that was not offered", "none")
def n10a(s):
    web = s.web(picture(s.image, headers=[("Content-Encoding", "br")]))
    s.lost(s.send(web.url("/s.png")))
    require("br" not in (web.seen()[0].header("Accept-Encoding") or ""), "br is offered, though it isn't understood")


@scenario("N11", "damaged pictures", "none")
def n11(s):
    data = images.numbered(30, 20)
    bent = bytearray(data)
    bent[len(data) // 2] ^= 1
    rows = images.assemble(30, 20, b"\0" * 19 * 91, 2)
    cases = {
        "cut": data[:-20], "without end": data[:-12], "one bit": bytes(bent), "bytes behind": data + b"<script>",
        "bytes before": b"\n" + data, "a row short": rows, "signature only": data[:8],
        "filter 9": images.assemble(3, 1, b"\x09" + bytes(9), 2), "zero width": images.assemble(0, 1, b"\0", 2),
        "JPEG cut": images.JPEG[:-2], "GIF cut": images.GIF[:-1], "WebP cut": images.WEBP[:-4],
    }
    events = {name: s.send(s.web(picture(bytes_)).url("/s.png")) for name, bytes_ in cases.items()}
    for name, event in events.items():
        outcome = s.outcome(event)
        require(outcome.get("reason") == "damaged-picture", f"{name}: {outcome}")


@scenario("N12", "60 MB in a few bytes: one request, memory stays bounded", None)
def n12(s):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = packer.compress(s.image) + packer.compress(bytes(60 * MEBIBYTE)) + packer.flush()
    web = s.web(picture(bomb, headers=[("Content-Encoding", "gzip")]))
    s.start()
    peak = Peak(s.program)
    s.lost(s.send(web.url("/s.png")), "too-large")
    s.expect("G /s.png")
    require(peak.megabytes() < 200, f"{peak.megabytes()} MB of memory")


@scenario("N12a", "more than 50 MiB, with and without a length", None)
def n12a(s):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
    announced = s.web(raw(head + f"Content-Length: {LIMIT + 1}\r\n\r\n".encode() + s.image, pause=3), label="G1")

    def endless(request):
        def write(_, wire):
            wire.send(head + b"Transfer-Encoding: chunked\r\n\r\n")
            block = b"100000\r\n" + bytes(MEBIBYTE) + b"\r\n"
            for _ in range(80):
                wire.send(block)
            wire.finish()
        return write

    chunked = s.web(script=endless, label="G2")
    s.start()
    peak = Peak(s.program)
    s.lost(s.send(announced.url("/s.png")), "too-large")
    s.lost(s.send(chunked.url("/s.png")), "too-large")
    s.expect("G1 /s.png", "G2 /s.png")
    require(peak.megabytes() < 250, f"{peak.megabytes()} MB of memory")


@scenario("N12b", "a bomb in a bomb", "none")
def n12b(s):
    data = gzip.compress(gzip.compress(s.image))
    web = s.web(picture(data, headers=[("Content-Encoding", "gzip, gzip")]))
    outcome = s.outcome(s.send(web.url("/s.png")))
    require(outcome["type"] in ("screenshot.lost", "screenshot.stored"), f"seen {outcome}")


class Peak:
    """The greatest resident memory of a process; the kernel keeps count."""

    def __init__(self, program):
        self.path = f"/proc/{program.process.pid}/status"
        try:
            with open(f"/proc/{program.process.pid}/clear_refs", "w", encoding="ascii") as file:
                file.write("5")
        except OSError as error:
            raise NotRun(f"memory can't be measured: {error}") from None

    def megabytes(self):
        with open(self.path, encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM:")) // 1024


@scenario("N13", "16000 x 16000 pixels: refused or cropped, little memory, other work continues", None)
def n13(s):
    bomb = images.bomb(16000, 16000)
    web = s.web(picture(bomb), label="bomb")
    good = s.web(picture(s.image))
    s.start()
    peak = Peak(s.program)
    event = s.send(web.url("/s.png"), crop={"width": 100, "height": 100})
    while not web.seen():
        time.sleep(0.02)
    begin = time.monotonic()
    s.stored(s.send(good.url("/s.png")), s.image)
    require(time.monotonic() - begin < 3, f"another picture waited {time.monotonic() - begin:.1f} s")
    s.outcome(event)
    require(peak.megabytes() < 200, f"{peak.megabytes()} MB of memory")


@scenario("N13a", "a picture as large as is allowed, cropped", None)
def n13a(s):
    web = s.web(picture(images.bomb(8000, 8000)))
    s.start()
    peak = Peak(s.program)
    event = s.send(web.url("/s.png"), crop={"width": 100, "height": 90})
    outcome = s.stored(event)
    require((outcome["width"], outcome["height"]) == (100, 90), f"size {outcome['width']}x{outcome['height']}")
    require(peak.megabytes() < 200, f"{peak.megabytes()} MB of memory")


@scenario("N14", "sizes that no picture has", "none")
def n14(s):
    for width, height in ((32768, 1), (2**31 - 1, 2**31 - 1), (2**32 - 1, 1), (8001, 8001)):
        data = images.assemble(width, height, b"\0" * 100, 0)
        s.lost(s.send(s.web(picture(data)).url("/s.png")), "damaged-picture")
