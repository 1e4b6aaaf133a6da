#!/usr/bin/env python3
"""Compares sample QVD files, value by value, with what was put into them.

usage: check_qvd.py [--readers NAME,NAME…] [--self-test] DIRECTORY

DIRECTORY holds what `table-format-samples DIRECTORY` wrote: NAME.qvd beside NAME.json. Readers: layout (the strict
reader beside this script), pyqvd, openqvd, qvdrs, qvd-utils; by default all of these. The package qvd has the same
import name as qvdrs and so needs an environment of its own: `--readers qvd`. Prints the number of values compared for
each file and reader and exits 1 on any difference, unreadable file or missing reader.

--self-test damages copies of vector.qvd in several ways and exits 1 unless every reader shows every damage.
"""

import argparse
import json
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import qvd_layout

EXACT = 2**53
DAYS = range(-719_162, 2_932_897)
MILLISECONDS = range(-719_162 * 86_400_000, 2_932_897 * 86_400_000)


def digits(value, count):
    return str(value).rjust(count, "0")


def calendar_date(day):
    """Year, month and day of any day since 1970-01-01; Python's own calendar repeats every 400 years."""
    cycles, rest = divmod(day - DAYS.start, 146_097)
    found = date(1, 1, 1) + timedelta(days=rest)
    return found.year + 400 * cycles, found.month, found.day


def day_text(day, separator):
    year, month, number = calendar_date(day)
    sign = "" if 0 <= year <= 9999 else "-" if year < 0 else "+"
    return separator.join([sign + digits(abs(year), 4), digits(month, 2), digits(number, 2)])


def timestamp_text(milliseconds):
    day, rest = divmod(milliseconds, 86_400_000)
    clock = ":".join(digits(part, 2) for part in (rest // 3_600_000, rest // 60_000 % 60, rest // 1000 % 60))
    return f"{day_text(day, '-')} {clock}.{digits(rest % 1000, 3)}"


def expected_symbol(kind, value):
    """What the file must hold for a value: type byte, number, text."""
    if value is None:
        return None
    if kind in ("text", "json"):
        return 4, None, value.replace("\0", "\u2400")
    if kind == "integer":
        if -2**31 <= value < 2**31:
            return 1, value, None
        return (2, float(value), None) if abs(value) <= EXACT else (4, None, str(value))
    if kind == "number":
        return 2, float(value), None
    if kind == "boolean":
        return 1, -1 if value else 0, None
    if kind == "timestamp":
        text = timestamp_text(value)
        return (6, (value + 25_569 * 86_400_000) / 86_400_000, text) if value in MILLISECONDS else (4, None, text)
    return (5, value + 25_569, day_text(value, "")) if value in DAYS else (4, None, day_text(value, "-"))


def expected_tags(kind, symbols):
    symbols = {symbol for symbol in symbols if symbol is not None}
    if not symbols:
        return []
    if all(symbol[0] == 4 for symbol in symbols):
        return (["$ascii"] if all(symbol[2].isascii() for symbol in symbols) else []) + ["$text"]
    if any(symbol[0] == 4 for symbol in symbols):
        return []
    return {
        "integer": ["$numeric", "$integer"], "boolean": ["$numeric", "$integer"], "number": ["$numeric"],
        "timestamp": ["$numeric", "$timestamp"], "day": ["$numeric", "$integer", "$timestamp", "$date"],
    }[kind]


def same_text(kind, symbol, found):
    """Whether a reader that gives texts only gave the right one; pure numbers are compared as numbers."""
    if symbol is None or found is None:
        return symbol is None and found is None
    if symbol[2] is not None:
        return found == symbol[2]
    return float(found) == symbol[1]


def read_layout(path, kinds):
    table = qvd_layout.Table(path)
    return [field.name for field in table.fields], table.columns, lambda kind, symbol, found: found == symbol


def read_pyqvd(path, kinds):
    import pyqvd

    table = pyqvd.QvdTable.from_qvd(str(path))

    def same(kind, symbol, found):
        if symbol is None or found is None:
            return symbol is None and found is None
        if symbol[1] is not None and found.calculation_value != symbol[1]:
            return False
        return symbol[2] is None or found.display_value == symbol[2]

    return list(table.columns), [[row[i] for row in table.data] for i in range(len(table.columns))], same


def read_openqvd(path, kinds):
    import openqvd
    import pyarrow

    table = openqvd.read(str(path))
    columns = []
    for column in table.columns:
        kind = column.type
        if pyarrow.types.is_timestamp(kind):
            columns.append([None if value is None else ("µs", value) for value in column.cast("int64").to_pylist()])
        elif pyarrow.types.is_date(kind):
            columns.append([None if value is None else ("d", value) for value in column.cast("int32").to_pylist()])
        else:
            columns.append(column.to_pylist())

    def same(kind, symbol, found):
        if symbol is None or found is None:
            return symbol is None and found is None
        if isinstance(found, tuple) and symbol[1] is None:
            # A text in a column with a date format becomes serial 0 in this reader.
            symbol = (symbol[0], 0, None)
        if isinstance(found, tuple) and found[0] == "µs":
            # It cuts off below a microsecond; the nearest millisecond is the one that was written.
            return (found[1] + 500) // 1000 == round(symbol[1] * 86_400_000) - 25_569 * 86_400_000
        if isinstance(found, tuple):
            return found[1] == symbol[1] - 25_569
        if isinstance(found, str):
            return same_text(kind, symbol, found)
        return found == symbol[1]

    return table.column_names, columns, same


def read_qvdrs(path, kinds):
    import qvd

    table = qvd.read_qvd(str(path))
    return table.columns, [table.column_values(index) for index in range(table.num_cols)], same_text


def read_qvd_utils(path, kinds):
    from qvd_utils import qvd_reader

    return from_dictionary(qvd_reader.read_to_dict(str(path)), kinds)


def read_qvd(path, kinds):
    from qvd import qvd_reader

    return from_dictionary(qvd_reader.read_to_dict(str(path)), kinds)


def from_dictionary(found, kinds):
    """These two give a dictionary in no certain order."""
    return [name for name in kinds if name in found], [found[name] for name in kinds if name in found], same_text


READERS = {
    "layout": read_layout, "pyqvd": read_pyqvd, "openqvd": read_openqvd, "qvdrs": read_qvdrs,
    "qvd-utils": read_qvd_utils, "qvd": read_qvd,
}


# These two look for type bytes inside of texts, so U+0001, 2, 4, 5 and 6 end a text for them.
UNREADABLE = {("control-characters", "qvd-utils"), ("control-characters", "qvd")}


def check_layout_of(path, expectation, symbols, differences):
    table = qvd_layout.Table(path)
    for field, column, values in zip(table.fields, expectation["columns"], symbols):
        name, kind = column
        tags = expected_tags(kind, values)
        formats = {"timestamp": ("TIMESTAMP", "YYYY-MM-DD hh:mm:ss[.fff]"), "day": ("DATE", "YYYYMMDD")}
        for what, is_value, wanted in (
            ("tags", field.tags, tags), ("format", field.format, formats.get(kind, ("UNKNOWN", ""))),
            ("bias", field.bias, -2 if None in values else 0),
        ):
            if is_value != wanted:
                differences.append(f"{path.name}: {what} of {name}: {is_value} instead of {wanted}")


def compare(path, name, expectation, symbols, differences):
    """Compares one file through one reader; returns how many values were looked at."""
    kinds = dict(expectation["columns"])
    names, columns, same = READERS[name](path, kinds)
    if list(names) != list(kinds):
        differences.append(f"{path.name} by {name}: columns {names} instead of {list(kinds)}")
        return 0
    for column, kind, wanted, found in zip(kinds, kinds.values(), symbols, columns):
        if len(found) != len(wanted):
            differences.append(f"{path.name} by {name}: {len(found)} rows in {column} instead of {len(wanted)}")
            continue
        for row, (symbol, value) in enumerate(zip(wanted, found)):
            if not same(kind, symbol, value):
                text = f"{str(value)[:60]!r} instead of {str(symbol)[:60]}"
                differences.append(f"{path.name} by {name}: {column}, row {row}: {text}")
    return sum(len(column) for column in columns)


def check(directory, readers):
    """Compares all files of a directory; returns how many there are, how many values were compared, the differences."""
    differences, total, files = [], 0, sorted(directory.glob("*.qvd"))
    for path in files:
        expectation = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        kinds = [kind for _, kind in expectation["columns"]]
        symbols = [[expected_symbol(kind, row[i]) for row in expectation["rows"]] for i, kind in enumerate(kinds)]
        counts = []
        for name in readers:
            if (path.stem, name) in UNREADABLE:
                counts.append(f"{name} left out")
                continue
            before = len(differences)
            try:
                if name == "layout":
                    check_layout_of(path, expectation, symbols, differences)
                count = compare(path, name, expectation, symbols, differences)
            except BaseException as error:  # A panic in a reader written in Rust is not an Exception.
                if isinstance(error, (KeyboardInterrupt, SystemExit)):
                    raise
                differences.append(f"{path.name} by {name}: {type(error).__name__}: {str(error)[:200]}")
                count = 0
            total += count
            counts.append(f"{name} {count}" + ("" if len(differences) == before else " DIFFERS"))
        print(f"{path.name}: {len(expectation['rows'])} rows; " + ", ".join(counts))
    return len(files), total, differences


def self_test(directory, readers):
    """Damages the vector; returns the damages that a reader did not show."""
    whole = (directory / "vector.qvd").read_bytes()
    body = whole.index(qvd_layout.END) + len(qvd_layout.END)

    def changed(position, byte):
        return whole[:position] + bytes([byte]) + whole[position + 1:]

    damages = {
        "another text": changed(body + 1, ord("c")), "another integer": changed(body + 7, 8),
        "another time": changed(body + 42, ord("2")), "another row": changed(len(whole) - 3, 0x0B),
        "a row less": whole.replace(b"<NoOfRecords>3<", b"<NoOfRecords>2<").replace(b"<Length>3<", b"<Length>2<")[:-1],
        "another name": whole.replace(b"<FieldName>k<", b"<FieldName>q<"),
    }
    missed = []
    for what, content in damages.items():
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "vector.qvd"
            copy.write_bytes(content)
            copy.with_suffix(".json").write_bytes((directory / "vector.json").read_bytes())
            for name in readers:
                if what == "another time" and name == "openqvd":
                    continue  # It takes the number and ignores the text beside it.
                _, _, differences = check(Path(folder), [name])
                print(f"    {what} by {name}: {differences[0] if differences else 'NOTHING FOUND'}")
                if not differences:
                    missed.append(f"{what} by {name}")
    return missed


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage=argparse.SUPPRESS
    )
    parser.add_argument("directory", type=Path)
    parser.add_argument("--readers", default="layout,pyqvd,openqvd,qvdrs,qvd-utils")
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    readers = arguments.readers.split(",")
    if arguments.self_test:
        missed = self_test(arguments.directory, readers)
        print("every damage was found" if not missed else f"not found: {', '.join(missed)}")
        return 1 if missed else 0
    files, total, differences = check(arguments.directory, readers)
    for line in differences[:40]:
        print(line)
    if len(differences) > 40:
        print(f"… and {len(differences) - 40} more")
    print(f"{files} files, {total} values compared, {len(differences)} differences")
    return 1 if differences or not files else 0


if __name__ == "__main__":
    sys.exit(main())
