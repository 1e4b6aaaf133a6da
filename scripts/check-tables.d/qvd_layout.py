"""A strict reader of our QVD files: refuses whatever docs/formats/qvd.md forbids. Python's standard library only.

It is no reader for files of an engine: those may order fields and symbols otherwise, and older ones lack elements.
"""

import re
import struct
import xml.etree.ElementTree as ElementTree

ROOT = [
    "QvBuildNo", "CreatorDoc", "CreateUtcTime", "SourceCreateUtcTime", "SourceFileUtcTime", "SourceFileSize",
    "StaleUtcTime", "TableName", "Fields", "Compression", "RecordByteSize", "NoOfRecords", "Offset", "Length",
    "Lineage", "Comment", "EncryptionInfo", "TableTags", "ProfilingData",
]
FIELD = [
    "FieldName", "BitOffset", "BitWidth", "Bias", "NumberFormat", "NoOfSymbols", "Offset", "Length", "Comment", "Tags",
]
NUMBER_FORMAT = ["Type", "nDec", "UseThou", "Fmt", "Dec", "Thou"]
END = b"</QvdTableHeader>\r\n\0"


class LayoutError(Exception):
    """The file differs from the layout; the message says where."""


def need(condition, message):
    if not condition:
        raise LayoutError(message)


class Field:
    """One field: its header and its symbols as (type byte, number or None, text or None)."""

    def __init__(self, element, body):
        need([child.tag for child in element] == FIELD, f"children of a field: {[child.tag for child in element]}")
        need([child.tag for child in element.find("NumberFormat")] == NUMBER_FORMAT, "children of NumberFormat")
        self.name = element.findtext("FieldName")
        self.bit_offset, self.bit_width, self.bias, count, offset, length = (
            int(element.findtext(name))
            for name in ("BitOffset", "BitWidth", "Bias", "NoOfSymbols", "Offset", "Length")
        )
        self.tags = [tag.text for tag in element.find("Tags")]
        self.format = (element.findtext("NumberFormat/Type"), element.findtext("NumberFormat/Fmt"))
        self.comment = element.findtext("Comment")
        self.offset, self.end = offset, offset + length
        self.symbols = self.read_symbols(body[offset:offset + length])
        need(len(self.symbols) == count, f"{self.name}: {len(self.symbols)} symbols, the header says {count}")
        need(len(set(self.symbols)) == count, f"{self.name}: a symbol occurs twice")
        need(self.bias in (0, -2), f"{self.name}: Bias {self.bias}")

    def read_symbols(self, data):
        symbols, at = [], 0
        while at < len(data):
            kind, at = data[at], at + 1
            number = text = None
            if kind in (1, 5):
                number, at = struct.unpack_from("<i", data, at)[0], at + 4
            elif kind in (2, 6):
                number, at = struct.unpack_from("<d", data, at)[0], at + 8
            if kind in (4, 5, 6):
                end = data.index(0, at)
                text, at = data[at:end].decode("utf-8"), end + 1
            need(kind in (1, 2, 4, 5, 6), f"{self.name}: type byte {kind}")
            symbols.append((kind, number, text))
        return symbols


class Table:
    """A QVD file, checked and read."""

    def __init__(self, path):
        with open(path, "rb") as file:
            data = file.read()
        end = data.find(END)
        need(end >= 0, "the header doesn't end with CR LF and a zero byte")
        header, body = data[:end + len(END) - 1], data[end + len(END):]
        first_lines = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n <QvdTableHeader>\r\n   <Qv'
        need(header.startswith(first_lines), "the first lines")
        need(re.search(rb"<\w+/>", header) is None, "an empty element is closed by itself")
        root = ElementTree.fromstring(header.decode("utf-8"))
        need([child.tag for child in root] == ROOT, f"children of the root: {[child.tag for child in root]}")
        self.record_size, self.count, row_offset, length = (
            int(root.findtext(name)) for name in ("RecordByteSize", "NoOfRecords", "Offset", "Length")
        )
        self.created, self.comment = root.findtext("CreateUtcTime"), root.findtext("Comment")
        self.fields = [Field(element, body) for element in root.find("Fields")]
        need(length == self.count * self.record_size, "Length is not NoOfRecords times RecordByteSize")
        need(row_offset + length == len(body), "bytes are missing or left over at the end")
        at = 0
        for field in self.fields:
            need(field.offset == at, f"{field.name}: symbols at {field.offset}, not {at}")
            at = field.end
        need(at == row_offset, "the rows don't follow the symbols")
        self.check_tiling()
        self.columns = [self.read_column(field, body[row_offset:]) for field in self.fields]

    def check_tiling(self):
        at = 0
        for field in self.fields:
            if field.bit_width > 0:
                need(field.bit_offset == at, f"{field.name}: bit offset {field.bit_offset}, not {at}")
                at += field.bit_width
            else:
                need(field.bit_offset == 0, f"{field.name}: an offset without a width")
        need(at == 8 * self.record_size, f"the fields take {at} of {8 * self.record_size} bits")

    def read_column(self, field, rows):
        values, used, mask = [], set(), (1 << field.bit_width) - 1
        for row in range(self.count):
            record = int.from_bytes(rows[row * self.record_size:(row + 1) * self.record_size], "little")
            index = ((record >> field.bit_offset) & mask) + field.bias
            need(index < len(field.symbols), f"{field.name}, row {row}: no symbol {index}")
            code = index - field.bias
            need(index >= 0 or code == 0, f"{field.name}, row {row}: null is code 0, not {code}")
            values.append(field.symbols[index] if index >= 0 else None)
            if index >= 0 and index not in used:
                need(index == len(used), f"{field.name}: symbol {index} out of the order of first appearance")
                used.add(index)
        need(len(used) == len(field.symbols), f"{field.name}: a symbol that no row has")
        return values
