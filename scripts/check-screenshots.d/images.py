"""Pictures made and read without a library, so that nothing is shared with the program under test."""

import base64
import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, pixel):
    """A PNG whose colour at (x, y) is the triple `pixel(x, y)`."""
    rows = b"".join(
        b"\0" + bytes(value for x in range(width) for value in pixel(x, y)) for y in range(height)
    )
    return assemble(width, height, rows, 2)


def assemble(width, height, rows, colour, depth=8, interlace=0):
    """A PNG of rows that begin with their filter."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    return SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")


def numbered(width, height, blue=0):
    """Red counts the rows, green the columns, so that every pixel tells where it came from."""
    return png(width, height, lambda x, y: (y % 256, x % 256, blue % 256))


def chunks(data):
    """Kind and content of each chunk; ValueError if the file is not whole."""
    if not data.startswith(SIGNATURE):
        raise ValueError("no PNG signature")
    at = len(SIGNATURE)
    found = []
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        content = data[at + 8:at + 8 + length]
        (check,) = struct.unpack(">I", data[at + 8 + length:at + 12 + length])
        if check != zlib.crc32(kind + content):
            raise ValueError(f"CRC of {kind}")
        found.append((kind, content))
        at += 12 + length
    if found[-1][0] != b"IEND":
        raise ValueError("no IEND")
    return found


def decode(data):
    """Width, height and rows of RGBA pixels of an 8-bit PNG that is not interlaced."""
    parts = chunks(data)
    width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", parts[0][1])
    if depth != 8 or interlace or colour not in CHANNELS:
        raise ValueError(f"depth {depth}, colour type {colour}, interlace {interlace}")
    step = CHANNELS[colour]
    lines = zlib.decompress(b"".join(content for kind, content in parts if kind == b"IDAT"))
    stride = width * step
    if len(lines) != height * (stride + 1):
        raise ValueError("image data of another size")
    before = bytes(stride)
    rows = []
    for y in range(height):
        start = y * (stride + 1)
        before = _unfilter(lines[start], bytearray(lines[start + 1:start + 1 + stride]), before, step)
        rows.append([_rgba(before[x * step:(x + 1) * step]) for x in range(width)])
    return width, height, rows


def _rgba(pixel):
    if len(pixel) == 1:
        return (pixel[0],) * 3 + (255,)
    if len(pixel) == 2:
        return (pixel[0],) * 3 + (pixel[1],)
    return tuple(pixel) + ((255,) if len(pixel) == 3 else ())


def _unfilter(kind, line, before, step):
    for index in range(len(line)):
        left = line[index - step] if index >= step else 0
        up = before[index]
        if kind == 1:
            line[index] = (line[index] + left) & 255
        elif kind == 2:
            line[index] = (line[index] + up) & 255
        elif kind == 3:
            line[index] = (line[index] + (left + up) // 2) & 255
        elif kind == 4:
            corner = before[index - step] if index >= step else 0
            line[index] = (line[index] + _paeth(left, up, corner)) & 255
        elif kind != 0:
            raise ValueError(f"filter {kind}")
    return bytes(line)


def _paeth(left, up, corner):
    guess = left + up - corner
    distances = [(abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner)]
    return min(distances)[2]


def bomb(width, height):
    """A grey picture with few bytes and many pixels."""
    packer = zlib.compressobj(9)
    line = bytes(width + 1)
    data = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
WEBP = base64.b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
# Grey, 8x8: one table of each kind, one scan of one block whose coefficients are all zero.
JPEG = (
    b"\xff\xd8\xff\xdb\x00\x43\x00" + b"\x01" * 64
    + b"\xff\xc0\x00\x0b\x08\x00\x08\x00\x08\x01\x01\x11\x00"
    + b"\xff\xc4\x00\x14\x00\x01" + b"\x00" * 15 + b"\x00"
    + b"\xff\xc4\x00\x14\x10\x01" + b"\x00" * 15 + b"\x00"
    + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x3f\xff\xd9"
)
