"""Reads the metadata of a Parquet file from its bytes: just enough of Thrift's compact protocol, nothing of ours."""

import struct


class Compact:
    """Decodes structures into dictionaries by field id."""

    def __init__(self, data, position=0):
        self.data = data
        self.position = position

    def varint(self):
        result, shift = 0, 0
        while True:
            byte = self.data[self.position]
            self.position += 1
            result |= (byte & 0x7F) << shift
            if byte < 0x80:
                return result
            shift += 7

    def zigzag(self):
        number = self.varint()
        return number >> 1 ^ -(number & 1)

    def value(self, kind, in_list=False):
        if kind in (1, 2):
            if in_list:
                self.position += 1
                return self.data[self.position - 1] == 1
            return kind == 1
        if kind == 3:
            self.position += 1
            return struct.unpack("b", self.data[self.position - 1:self.position])[0]
        if kind in (4, 5, 6):
            return self.zigzag()
        if kind == 8:
            length = self.varint()
            self.position += length
            return bytes(self.data[self.position - length:self.position])
        if kind == 9:
            head = self.data[self.position]
            self.position += 1
            count = head >> 4 if head >> 4 < 15 else self.varint()
            return [self.value(head & 15, in_list=True) for _ in range(count)]
        if kind == 12:
            return self.structure()
        raise ValueError(f"type {kind} at {self.position}")

    def structure(self):
        fields, last = {}, 0
        while True:
            head = self.data[self.position]
            self.position += 1
            if head == 0:
                return fields
            last = last + (head >> 4) if head >> 4 else self.zigzag()
            fields[last] = self.value(head & 15)


def footer(data):
    assert data[:4] == b"PAR1" and data[-4:] == b"PAR1", "no magic"
    length = struct.unpack("<I", data[-8:-4])[0]
    reader = Compact(data, len(data) - 8 - length)
    fields = reader.structure()
    assert reader.position == len(data) - 8, "the footer's length is wrong"
    return fields, len(data) - 8 - length


def plain(kind, data):
    """A value of the statistics."""
    if kind == 0:
        return bool(data[0])
    if kind == 6:
        return data
    return struct.unpack({1: "<i", 2: "<q", 5: "<d"}[kind], data)[0]


def check_layout(data, columns, rows, text_limit):
    """Walks all pages and compares every number of the metadata with what is there; returns how many it compared."""
    compared = 0

    def same(found, wanted, what):
        nonlocal compared
        compared += 1
        assert found == wanted, f"{what}: {found!r} instead of {wanted!r}"

    meta, footer_start = footer(data)
    same(meta[1], 2, "version")
    same(meta[3], len(rows), "rows")
    same(len(meta[7]), len(columns), "column orders")
    same(all(order == {1: {}} for order in meta[7]), True, "column orders are TYPE_ORDER")
    position, first_row, index_ends = 4, 0, []
    for ordinal, group in enumerate(meta[4]):
        group_rows = rows[first_row:first_row + group[3]]
        same(group[7], ordinal, "ordinal")
        same(group[5], position, "file offset of a row group")
        same(group[2], sum(c[3][6] for c in group[1]), "uncompressed bytes of a row group")
        same(group[6], sum(c[3][7] for c in group[1]), "compressed bytes of a row group")
        for index, chunk in enumerate(group[1]):
            name = f"{columns[index][0]}, row group {ordinal}"
            cells = [row[index] for row in group_rows]
            position = check_chunk(data, chunk, position, cells, name, text_limit, same)
            index_ends.append((chunk[4], chunk[4] + chunk[5]))
            if 6 in chunk:
                index_ends.append((chunk[6], chunk[6] + chunk[7]))
        first_row += group[3]
    same(first_row, len(rows), "rows of all row groups")
    # The page indexes fill the room between the last page and the footer without gaps.
    for start, end in sorted(index_ends):
        same(start, position, "start of an index")
        position = end
    same(position, footer_start, "end of the indexes")
    return compared


def check_chunk(data, chunk, position, cells, name, text_limit, same):
    meta = chunk[3]
    start, uncompressed, encodings = position, 0, set()
    locations = []
    pages = Compact(data, chunk[4]).structure()[1]
    same(meta[5], len(cells), f"{name}: values")
    same(position, meta.get(11, meta[9]), f"{name}: first page")
    row, data_pages, dictionary_pages = 0, 0, 0
    while position < start + meta[7]:
        reader = Compact(data, position)
        header = reader.structure()
        header_bytes = reader.position - position
        uncompressed += header_bytes + header[2]
        if header[1] == 2:
            same(position, meta[11], f"{name}: dictionary page")
            dictionary_pages += 1
            encodings.add(header[7][2])
        else:
            same(header[1], 3, f"{name}: page type")
            values = header[8]
            encodings |= {3, values[4]}
            page_cells = cells[row:row + values[3]]
            same(values[1], len(page_cells), f"{name}: values of a page")
            same(values[2], page_cells.count(None), f"{name}: nulls of a page")
            same(values[6], 0, f"{name}: repetition levels")
            if not values[7]:
                same(header[2], header[3], f"{name}: an uncompressed page")
            locations.append({1: position, 2: header_bytes + header[3], 3: row})
            if data_pages == 0:
                same(position, meta[9], f"{name}: first data page")
            row += values[3]
            data_pages += 1
        position = reader.position + header[3]
    same(row, len(cells), f"{name}: rows of all pages")
    same(position - start, meta[7], f"{name}: compressed bytes")
    same(uncompressed, meta[6], f"{name}: uncompressed bytes")
    same(set(meta[2]), encodings, f"{name}: encodings")
    same(pages, locations, f"{name}: offset index")
    counts = {stat[1]: stat[3] for stat in meta[13]}
    same(counts, {2: 1, 3: data_pages} if dictionary_pages else {3: data_pages}, f"{name}: encoding statistics")
    check_statistics(meta, cells, name, text_limit, same)
    if 6 in chunk:
        check_column_index(Compact(data, chunk[6]).structure(), meta[1], locations, cells, name, text_limit, same)
    else:
        same(meta[1], 6, f"{name}: only texts may lack a column index")
    return position


def comparable(cell):
    return cell.encode() if isinstance(cell, str) else cell


def check_bounds(low, high, exact_low, exact_high, cells, name, text_limit, same):
    values = [comparable(cell) for cell in cells if cell is not None]
    least, greatest = min(values), max(values)
    if not isinstance(least, bytes):
        same((low, high), (least, greatest), f"{name}: bounds")
        same(str(low) != "0.0" and str(high) != "-0.0", True, f"{name}: zeros as bounds cover both zeros")
        return
    for bound, exact, value in ((low, exact_low, least), (high, exact_high, greatest)):
        bound.decode()
        same(len(bound) <= text_limit, True, f"{name}: length of a bound")
        same(bound == value, len(value) <= text_limit, f"{name}: a bound is exact when the text is short")
        if exact is not None:
            same(exact, bound == value, f"{name}: exactness")
    same(low <= least and greatest <= high, True, f"{name}: bounds hold")


def check_statistics(meta, cells, name, text_limit, same):
    statistics = meta[12]
    same(statistics[3], cells.count(None), f"{name}: null count")
    if 5 not in statistics:
        # Either nothing is there, or a long text of U+10FFFF has no bound.
        greatest = max((comparable(cell) for cell in cells if cell is not None), default=None)
        same(greatest is None or greatest.startswith(chr(0x10FFFF).encode() * 16), True, f"{name}: no bounds")
        return
    low, high = plain(meta[1], statistics[6]), plain(meta[1], statistics[5])
    check_bounds(low, high, statistics[8], statistics[7], cells, name, text_limit, same)


def check_column_index(index, kind, locations, cells, name, text_limit, same):
    ends = [location[3] for location in locations[1:]] + [len(cells)]
    lows, highs = [], []
    same(len(index[1]), len(locations), f"{name}: pages of the column index")
    for page, (location, end) in enumerate(zip(locations, ends)):
        page_cells = cells[location[3]:end]
        nulls = page_cells.count(None)
        same(index[5][page], nulls, f"{name}: null count of page {page}")
        same(index[1][page], nulls == len(page_cells), f"{name}: null page {page}")
        if nulls == len(page_cells):
            continue
        low, high = plain(kind, index[2][page]), plain(kind, index[3][page])
        check_bounds(low, high, None, None, page_cells, f"{name}, page {page}", text_limit, same)
        lows.append(low)
        highs.append(high)
    ascending = lows == sorted(lows) and highs == sorted(highs)
    descending = lows == sorted(lows, reverse=True) and highs == sorted(highs, reverse=True)
    same(index[4], 1 if ascending else 2 if descending else 0, f"{name}: boundary order")
