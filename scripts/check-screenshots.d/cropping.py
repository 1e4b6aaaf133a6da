"""Cropping, compared pixel by pixel with the rules written down once more; and metadata pictures."""

import struct
import zlib
from pathlib import Path

import images
from fakes import picture
from scenario import require, scenario

# Size, crop and what is left: rows, first column and columns; None for unchanged bytes.
TABLE = [
    ((40, 40), {"width": 40, "height": 40}, None),
    ((40, 40), {"width": 80, "height": 80}, None),
    ((60, 60), {"top": 5, "left": 7, "width": 30, "height": 25}, (range(5, 30), 7, 30)),
    ((60, 60), {"left": 70, "width": 30, "height": 30}, None),
    ((60, 60), {"top": 50, "left": 50, "width": 30, "height": 30}, (range(50, 60), 50, 10)),
    ((50, 80), {"width": 50, "height": 80, "scrollTop": 20, "scrollAreaOffsetY": 10},
     ([*range(10), *range(30, 80)], 0, 50)),
    ((50, 80), {"width": 40, "height": 40, "scrollTop": 20, "scrollAreaOffsetY": 10},
     ([*range(10), *range(30, 60)], 0, 40)),
    ((50, 80), {"width": 50, "height": 80, "scrollTop": 70, "scrollAreaOffsetY": 10}, None),
    ((50, 80), {"width": 50, "height": 80, "scrollTop": 69, "scrollAreaOffsetY": 10}, ([*range(10), 79], 0, 50)),
    ((60, 60), {"top": 2.7, "left": 3.2, "width": 30.9, "height": 25.4}, (range(2, 27), 3, 30)),
    ((60, 60), {"width": 0.5, "height": 30}, None),
]


def check_crop(s, data, crop, expected):
    """`expected`: rows of RGBA pixels, or None for the bytes as they were."""
    event = s.send(s.web(picture(data)).url("/s.png"), crop=crop)
    outcome = s.stored(event, data if expected is None else None)
    if expected is None:
        require(outcome.get("original") is None, "an unchanged picture has an original")
        return
    width, height, rows = images.decode(Path(outcome["savedPaths"][0]).read_bytes())
    require((width, height) == (len(expected[0]), len(expected)), f"{crop}: size {width}x{height}")
    require((outcome["width"], outcome["height"]) == (width, height), "the record has another size")
    require(rows == expected, f"{crop}: other pixels")
    s.check_copy(outcome["original"], data)


@scenario("I1", "the rules of cropping", "none")
def i1(s):
    for (width, height), crop, left in TABLE:
        data = images.numbered(width, height)
        expected = None
        if left:
            rows = images.decode(data)[2]
            expected = [rows[y][left[1]:left[1] + left[2]] for y in left[0]]
        check_crop(s, data, crop, expected)


def lined(width, height, line, above=None):
    """A table of uneven rows, with a grid line of grey 200 in row `line`; `above` colours the row before it."""
    def pixel(x, y):
        if y == line:
            return (200, 200, 200)
        if above and y == line - 1:
            return above(x)
        return (y, (x * 7) % 120, 30)
    return images.png(width, height, pixel)


def overflow(s, data, crop, line):
    """The rows above the line go, if there is to be one; else a plain crop."""
    rows = images.decode(data)[2]
    if line is not None:
        count = crop["renderingOverflow"]
        rows = rows[:line - count] + rows[line:]
    check_crop(s, data, crop, [row[:crop["width"]] for row in rows[:crop["height"]]])


@scenario("I3", "rows rendered too much above the lowest grid line", "none")
def i3(s):
    crop = {"width": 240, "height": 115, "renderingOverflow": 5}
    overflow(s, lined(240, 120, 100), crop, 100)
    overflow(s, lined(240, 120, 115), crop, 115)
    overflow(s, lined(240, 120, 116), crop, None)
    overflow(s, lined(240, 120, 40), crop, None)
    overflow(s, lined(100, 120, 100), crop | {"width": 100}, None)
    data = lined(240, 140, 110)
    rows = images.decode(data)[2]
    rows = rows[:10] + rows[30:]
    rows = rows[:90 - 5] + rows[90:]
    both = {"width": 240, "height": 115, "scrollTop": 20, "scrollAreaOffsetY": 10, "renderingOverflow": 5}
    check_crop(s, data, both, rows[:115])


@scenario("I4", "the row above may vary in any colour", "none")
def i4(s):
    crop = {"width": 240, "height": 115, "renderingOverflow": 5}
    overflow(s, lined(240, 120, 100, lambda x: (80, (x * 7) % 120, (x * 3) % 90)), crop, 100)
    overflow(s, lined(240, 120, 100, lambda x: (80, 80, (x * 7) % 120)), crop, 100)


@scenario("I5", "an even row above counts if it is much brighter", "none")
def i5(s):
    crop = {"width": 240, "height": 115, "renderingOverflow": 5}
    overflow(s, lined(240, 120, 100, lambda x: (255, 255, 255)), crop, 100)
    # Then the even row is a line of its own, and the row above it varies.
    overflow(s, lined(240, 120, 100, lambda x: (203, 203, 203)), crop, 99)
    even = images.png(240, 120, lambda x, y: (200 if y == 100 else 203,) * 3 if y <= 100 else (y, x % 90, 30))
    overflow(s, even, crop, None)


@scenario("I2", "a crop of what is no PNG is ignored", "none")
def i2(s):
    for data, media_type, suffix in ((images.JPEG, "image/jpeg", ".jpg"), (images.GIF, "image/gif", ".gif")):
        event = s.send(s.web(picture(data, media_type)).url("/s"), crop={"width": 1, "height": 1})
        s.stored(event, data, suffix)


@scenario("I6", "colour types: grey, palette, alpha, interlaced, 16 bits", "none")
def i6(s):
    crop = {"top": 1, "left": 1, "width": 3, "height": 2}
    grey = images.assemble(5, 4, b"".join(bytes([0, *(y * 10 + x for x in range(5))]) for y in range(4)), 0)
    check_crop(s, grey, crop, [[(y * 10 + x,) * 3 + (255,) for x in range(1, 4)] for y in (1, 2)])
    alpha = images.assemble(5, 4, b"".join(
        b"\0" + b"".join(bytes([x, y, 9, 40 * x]) for x in range(5)) for y in range(4)), 6)
    check_crop(s, alpha, crop, [[(x, y, 9, 40 * x) for x in range(1, 4)] for y in (1, 2)])
    header = struct.pack(">IIBBBBB", 5, 4, 8, 3, 0, 0, 0)
    indexed = (
        images.SIGNATURE + images.chunk(b"IHDR", header)
        + images.chunk(b"PLTE", bytes(value for x in range(5) for value in (x, 100 + x, 200 + x)))
        + images.chunk(b"IDAT", zlib.compress(b"".join(bytes([0, *range(5)]) for _ in range(4))))
        + images.chunk(b"IEND", b"")
    )
    check_crop(s, indexed, crop, [[(x, 100 + x, 200 + x, 255) for x in range(1, 4)]] * 2)
    wide = images.assemble(5, 4, b"".join(b"\0" + bytes([7, 0]) * 5 for _ in range(4)), 0, depth=16)
    check_crop(s, wide, crop, [[(7, 7, 7, 255)] * 3] * 2)


FIELDS = ["date", "eventId", "correlationId", "selectionTxnId", "user", "appId", "appName", "sheetName",
          "viewingDuration"]


def texts(data):
    """Keyword and text of each iTXt chunk, in their order."""
    found = []
    for kind, content in images.chunks(data):
        if kind == b"iTXt":
            keyword, rest = content.split(b"\0", 1)
            require(rest[:2] == b"\0\0", "a compressed text")
            found.append((keyword.decode("latin-1"), rest[2:].split(b"\0", 2)[2].decode()))
    return found


def with_metadata(s, fields, data, program="own", **event):
    s.start(program, screenshots={"addInImageMetadata": {"enable": True, "fields": dict.fromkeys(fields, True)}})
    sent = s.send(s.web(picture(data)).url("/s.png"), **event)
    outcome = s.stored(sent, data, metadata=True)
    banded = Path(outcome["savedPaths"][1]).read_bytes()
    width, height, rows = images.decode(banded)
    original = images.decode(data)
    band = height - original[1]
    require(band > 0 and rows[band - 1] == [(200, 200, 200, 255)] * width, "no line between the texts and the picture")
    below = [row[:original[0]] for row in rows[band:]]
    require(below == original[2], "the picture below the texts is not what it was")
    require(any(pixel[:3] < (60, 60, 60) for row in rows[:band] for pixel in row), "no text is drawn")
    return sent, width, band, texts(banded)


@scenario("I10", "all facts above the picture, in their order", None)
def i10(s):
    transaction = "11111111-2222-4333-8444-555555555555"
    app = "22222222-2222-4333-8444-555555555555"
    event, width, _, seen = with_metadata(
        s, FIELDS, images.numbered(120, 40),
        context={"appName": "Försäljning 销售", "appId": app, "sheetName": "Übersicht"},
        event={"selectionTxnId": transaction, "duration": 12345},
    )
    wanted = [
        ("DATE (UTC)", "2025-01-02 03:04:05"), ("EVENT ID", event.id), ("CORRELATION ID", "corr1"),
        ("SELECTION TXN ID", transaction), ("USER", s.identity()), ("APP ID", app),
        ("APP NAME", "Försäljning 销售"), ("SHEET NAME", "Übersicht"), ("VIEWING DURATION (s)", "12.35"),
    ]
    # 12345 ms are 12.345 s, which either way is the nearest in two decimals.
    seen = [(key, "12.35" if value == "12.34" else value) for key, value in seen if key != "DATE (LOCAL)"]
    require(seen == wanted, f"texts {wanted} expected, seen {seen}")
    require(width >= 120, f"width {width}")


@scenario("I11", "a picture wider than the text keeps its width", None)
def i11(s):
    _, width, _, _ = with_metadata(s, ["correlationId"], images.numbered(1300, 20))
    require(width == 1300, f"width {width}")


@scenario("I13", "a long value is cut visibly, or kept whole", None)
def i13(s):
    name = "A" * 220
    _, width, band, seen = with_metadata(s, ["appName"], images.numbered(60, 20), context={"appName": name})
    require(seen == [("APP NAME", name)] or seen[0][1].endswith(("...", "…")), f"seen {seen}")
    require(width < 1200 and band < 400, f"{width} wide, {band} high")


@scenario("I14", "letters that are wide, turned around or not to be seen", None)
def i14(s):
    for folder, name in (("wide", "\ufdfa" * 160), ("turned", "a\u202egnp.exe\u2066b\u0007"), ("none", "\u200b")):
        _, width, band, seen = with_metadata(s, ["appName"], images.numbered(60, 20), folder,
                                             context={"appName": name})
        require(width < 1200 and band < 400, f"{width} wide, {band} high")
        require("\u202e" not in seen[0][1] and "\u0007" not in seen[0][1], f"seen {seen}")


@scenario("I15", "no value", None)
def i15(s):
    _, _, _, seen = with_metadata(s, ["sheetName", "viewingDuration"], images.numbered(60, 20))
    require(seen == [("SHEET NAME", "n/a"), ("VIEWING DURATION (s)", "n/a")], f"seen {seen}")


@scenario("I16", "metadata without a field: only the picture", None)
def i16(s):
    s.start(screenshots={"addInImageMetadata": {"enable": True, "fields": {"user": False}}})
    s.stored(s.send(s.web(picture(s.image)).url("/s.png")), s.image)


@scenario("I17", "metadata of what is no PNG: only the picture", None)
def i17(s):
    s.start(screenshots={"addInImageMetadata": {"enable": True, "fields": {"user": True}}})
    s.stored(s.send(s.web(picture(images.JPEG, "image/jpeg")).url("/s.jpg")), images.JPEG, ".jpg")


@scenario("I18", "metadata and crop, in two targets", None)
def i18(s):
    folders = ["pictures", "second"]
    s.start(screenshots={
        "addInImageMetadata": {"enable": True, "fields": {"user": True}},
        "storageTargets": [{"enable": True, "type": "flat", "directory": folder} for folder in folders],
    })
    event = s.send(s.web(picture(images.numbered(60, 60))).url("/s.png"), crop={"width": 20, "height": 10})
    outcome = s.outcome(event)
    wanted = [str(s.program.folder / folder / f"{event.stem}{kind}.png") for folder in folders
              for kind in ("", "_metadata")]
    require(outcome.get("savedPaths") == wanted, f"{wanted} expected, seen {outcome}")
    for index in (0, 1):
        require(Path(wanted[index]).read_bytes() == Path(wanted[index + 2]).read_bytes(), "copies differ")
    s.check_copy(outcome["picture"], Path(wanted[0]).read_bytes())
    s.check_copy(outcome["metadataPicture"], Path(wanted[1]).read_bytes())
