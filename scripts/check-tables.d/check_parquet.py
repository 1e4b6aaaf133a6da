#!/usr/bin/env python3
"""Compares every value of the sample Parquet files with what it should be, as four independent readers see it.

usage: check_parquet.py [--self-test] DIRECTORY

  DIRECTORY     what `table-format-samples DIRECTORY` wrote: NAME.parquet beside NAME.json
  --self-test   damage copies of the samples and check that each damage is found

Needs what requirements.txt names. Prints one line for each file; exits 1 if anything differs.
"""

import argparse
import datetime
import json
import math
import sys
import tempfile
from pathlib import Path

import datafusion
import duckdb
import polars
import pyarrow
import pyarrow.dataset
import pyarrow.parquet

from parquet_layout import check_layout, footer

ARROW_TYPES = {
    "text": pyarrow.string(),
    "json": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "timestamp": pyarrow.timestamp("ms", tz="UTC"),
    "day": pyarrow.date32(),
}
ANNOTATIONS = {
    "text": ("BYTE_ARRAY", "String", "UTF8"),
    "json": ("BYTE_ARRAY", "JSON", "JSON"),
    "integer": ("INT64", "None", "NONE"),
    "number": ("DOUBLE", "None", "NONE"),
    "boolean": ("BOOLEAN", "None", "NONE"),
    "timestamp": ("INT64", "Timestamp(isAdjustedToUTC=true, timeUnit=milliseconds,", "TIMESTAMP_MILLIS"),
    "day": ("INT32", "Date", "DATE"),
}


class Difference(Exception):
    pass


def require(condition, message):
    if not condition:
        raise Difference(message)


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def with_pyarrow(path, columns):
    table = pyarrow.parquet.read_table(path)
    found = []
    for (name, kind), column in zip(columns, table.columns):
        if isinstance(column.type, pyarrow.BaseExtensionType):
            column = column.cast(column.type.storage_type)
        require(column.type == ARROW_TYPES[kind], f"{name} is {column.type} in pyarrow")
        if kind == "timestamp":
            column = column.cast(pyarrow.int64())
        if kind == "day":
            column = column.cast(pyarrow.int32())
        found.append(column.to_pylist())
    require(table.column_names == [name for name, _ in columns], "pyarrow sees other columns")
    return found


def with_duckdb(path, columns):
    expressions = {
        "json": "CAST({} AS VARCHAR)",
        "timestamp": "epoch_ms({})",
        "day": "{} - DATE '1970-01-01'",
    }
    wanted = {"timestamp": "TIMESTAMP WITH TIME ZONE", "day": "DATE", "text": "VARCHAR", "json": "JSON"}
    with duckdb.connect() as connection:
        source = f"read_parquet('{path}')"
        described = connection.sql(f"DESCRIBE SELECT * FROM {source}").fetchall()
        for (name, kind), row in zip(columns, described):
            require(row[0] == name and row[1] == wanted.get(kind, row[1]), f"{name} is {row[0]} {row[1]} in duckdb")
        select = ", ".join(expressions.get(kind, "{}").format(quoted(name)) for name, kind in columns)
        rows = connection.sql(f"SELECT {select} FROM {source}").fetchall()
    return [list(column) for column in zip(*rows)] or [[] for _ in columns]


def with_polars(path, columns):
    frame = polars.read_parquet(path)
    found = []
    for name, kind in columns:
        column = frame[name]
        if kind == "timestamp":
            require(column.dtype == polars.Datetime("ms", "UTC"), f"{name} is {column.dtype} in polars")
            column = column.cast(polars.Int64)
        if kind == "day":
            require(column.dtype == polars.Date, f"{name} is {column.dtype} in polars")
            column = column.cast(polars.Int32)
        if kind == "json":
            # polars knows no logical type JSON and shows the bytes; they are UTF-8, or the cast fails.
            column = column.cast(polars.String)
        found.append(column.to_list())
    return found


def with_datafusion(path, columns):
    # More than one partition would bring the rows in any order.
    context = datafusion.SessionContext(datafusion.SessionConfig().with_target_partitions(1))
    context.register_parquet("t", str(path))
    select = ", ".join(quoted(name) for name, _ in columns)
    batches = context.sql(f"SELECT {select} FROM t").collect()
    found = [[] for _ in columns]
    for batch in batches:
        for index, (_, kind) in enumerate(columns):
            column = batch.column(index)
            if kind == "timestamp":
                require(column.type == ARROW_TYPES[kind], f"a timestamp is {column.type} in datafusion")
                column = column.cast(pyarrow.int64())
            if kind == "day":
                column = column.cast(pyarrow.int32())
            found[index] += column.to_pylist()
    return found


READERS = {"pyarrow": with_pyarrow, "duckdb": with_duckdb, "polars": with_polars, "datafusion": with_datafusion}


def same(found, wanted):
    if isinstance(wanted, float):
        return isinstance(found, float) and found == wanted and math.copysign(1, found) == math.copysign(1, wanted)
    return type(found) is type(wanted) and found == wanted


def compare(found, expected, reader, ordered=True):
    """Compares every value; returns how many there were."""
    columns, rows = expected["columns"], expected["rows"]
    require(len(found) == len(columns), f"{reader} sees {len(found)} columns")
    for index, (name, kind) in enumerate(columns):
        require(len(found[index]) == len(rows), f"{reader} sees {len(found[index])} rows in {name}")
        for row, (cell, wanted) in enumerate(zip(found[index], rows)):
            wanted = wanted[index]
            if kind == "number" and wanted is not None:
                wanted = float(wanted)
            require(same(cell, wanted), f"{reader}: row {row} of {name} is {cell!r:.80} instead of {wanted!r:.80}")
    return len(columns) * len(rows)


def check_metadata(path, expected):
    file = pyarrow.parquet.ParquetFile(path)
    metadata = file.metadata
    require(metadata.created_by == "vidimus version 0.1.0 (build 0000000)", f"created by {metadata.created_by}")
    pairs = [(key.decode(), value.decode()) for key, value in (metadata.metadata or {}).items()]
    require(sorted(pairs) == sorted(map(tuple, expected["metadata"])), f"metadata is {pairs}")
    for index, (name, kind) in enumerate(expected["columns"]):
        column = file.schema.column(index)
        physical, logical, converted = ANNOTATIONS[kind]
        require(column.max_definition_level == 1 and column.max_repetition_level == 0, f"{name} is not optional")
        require(column.physical_type == physical, f"{name} is stored as {column.physical_type}")
        require(str(column.logical_type).startswith(logical), f"{name} is a {column.logical_type}")
        require(column.converted_type == converted, f"{name} has the converted type {column.converted_type}")
    # The schema again, without what pyarrow derives: duckdb shows the annotations as they stand in the file.
    with duckdb.connect() as connection:
        query = f"SELECT name, converted_type, logical_type FROM parquet_schema('{path}') OFFSET 1"
        for (name, kind), row in zip(expected["columns"], connection.sql(query).fetchall()):
            wanted = ANNOTATIONS[kind][2]
            require(row[0] == name and (row[1] or "NONE") == wanted, f"duckdb sees {row}")
            require((row[2] is None) == (wanted == "NONE"), f"duckdb sees {row}")
    return metadata.num_row_groups


def check_predicates(path, expected):
    """Reads with filters and compares with filtering all rows; returns how many filters were compared."""
    names = [name for name, _ in expected["columns"]]
    rows = expected["rows"]
    instant = lambda ms: datetime.datetime.fromtimestamp(ms / 1000, datetime.timezone.utc)
    filters = [
        ("up", ">", 20_500, "20500"), ("up", "==", 7000, "7000"), ("up", "<", 0, "0"), ("up", ">=", 29_999, "29999"),
        ("down", ">", -1500, "-1500"), ("down", "==", -13_999, "-13999"), ("mixed", "==", 500, "500"),
        ("mixed", ">", 998, "998"), ("name", ">=", "name 029000", "'name 029000'"),
        ("name", "==", rows[12_345][names.index("name")], "'" + rows[12_345][names.index("name")] + "'"),
        ("name", "<", "name 000002", "'name 000002'"), ("share", ">", 0.99, "0.99"), ("share", "<", 0.0, "0.0"),
        ("instant", "<", instant(1_700_000_600_000), "TIMESTAMPTZ '2023-11-14 22:23:20+00'"),
        ("day", "==", datetime.date(1970, 1, 1) + datetime.timedelta(19_010), "DATE '2022-01-18'"),
    ]
    operators = {
        "==": lambda a, b: a == b, "<": lambda a, b: a < b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    }
    up = names.index("up")
    context = datafusion.SessionContext()
    context.register_parquet("t", str(path))
    for name, operator, value, literal in filters:
        key = value
        if name == "instant":
            key = int(value.timestamp() * 1000)
        if name == "day":
            key = (value - datetime.date(1970, 1, 1)).days
        index = names.index(name)
        wanted = [row[up] for row in rows if row[index] is not None and operators[operator](row[index], key)]
        what = f"{name} {operator} {value}"
        table = pyarrow.parquet.read_table(path, filters=[(name, operator, value)])
        require(table["up"].to_pylist() == wanted, f"pyarrow with {what}")
        sql = "=" if operator == "==" else operator
        query = f"SELECT up FROM {{}} WHERE {quoted(name)} {sql} {literal} ORDER BY up"
        with duckdb.connect() as connection:
            found = connection.sql(query.format(f"read_parquet('{path}')")).fetchall()
        require([row[0] for row in found] == wanted, f"duckdb with {what}")
        compared = {"==": "__eq__", "<": "__lt__", ">": "__gt__", ">=": "__ge__"}[operator]
        lazy = polars.scan_parquet(path).filter(getattr(polars.col(name), compared)(value))
        require(lazy.collect()["up"].to_list() == wanted, f"polars with {what}")
        literal = literal.replace("TIMESTAMPTZ", "TIMESTAMP").replace("+00'", "Z'")
        query = f"SELECT up FROM t WHERE {quoted(name)} {sql} {literal} ORDER BY up"
        found = [cell for batch in context.sql(query).collect() for cell in batch.column(0).to_pylist()]
        require(found == wanted, f"datafusion with {what}")
    return len(filters)


def check_skipping(path):
    """The statistics let a reader leave out row groups."""
    metadata = pyarrow.parquet.ParquetFile(path).metadata
    ranges = []
    for group in range(metadata.num_row_groups):
        statistics = metadata.row_group(group).column(0).statistics
        ranges.append((statistics.min, statistics.max))
    require(len(ranges) == 5 and ranges[2] == (14_000, 20_999), f"row groups have the ranges {ranges}")
    fragment = next(iter(pyarrow.dataset.dataset(path).get_fragments()))
    kept = fragment.split_by_row_group(pyarrow.dataset.field("up") == 15_000)
    require(len(kept) == 1, f"pyarrow reads {len(kept)} of {len(ranges)} row groups for one value")


def check_file(path, quiet=False):
    expected = json.loads(path.with_suffix(".json").read_text())
    groups = check_metadata(path, expected)
    data = path.read_bytes()
    cells = len(expected["columns"]) * len(expected["rows"])
    numbers = check_layout(data, expected["columns"], expected["rows"], expected["statisticsTextBytes"])
    for reader, read in READERS.items():
        require(compare(read(path, expected["columns"]), expected, reader) == cells, f"{reader} left something out")
    filters = 0
    if path.stem == "sorted":
        filters = check_predicates(path, expected)
        check_skipping(path)
    if not quiet:
        extra = f", {filters} filters with {len(READERS)} readers" if filters else ""
        print(
            f"{path.stem}: {cells} values in {len(expected['rows'])} rows and {groups} row groups equal "
            f"in {', '.join(READERS)}; {numbers} numbers of the metadata as they should be{extra}"
        )
    return cells


def check_all(directory):
    paths = sorted(directory.glob("*.parquet"))
    failures, values = 0, 0
    for path in paths:
        try:
            values += check_file(path)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # A reader may fail in any way; a panic of polars is no Exception.
            failures += 1
            print(f"{path.stem}: DIFFERENT: {type(error).__name__}: {str(error)[:300]}")
    print(f"{len(paths) - failures} of {len(paths)} files equal, {values} values with each of {len(READERS)} readers")
    return failures if paths else 1


def self_test(directory):
    """Every damage must be found; returns how many were not."""
    golden = (directory / "golden.parquet").read_bytes()
    expected = (directory / "golden.json").read_text()
    meta, _ = footer(golden)
    chunk = meta[4][0][1][2]
    first_integer = golden.index((-20).to_bytes(8, "little", signed=True))
    last_page = golden.rindex(int(80).to_bytes(8, "little"), 0, chunk[3][9] + chunk[3][7])

    def flipped(position):
        damaged = bytearray(golden)
        damaged[position] ^= 1
        return bytes(damaged)

    damages = {
        "nothing": (golden, expected, True),
        "a value of a data page": (flipped(first_integer), expected, False),
        "a value of the last data page": (flipped(last_page), expected, False),
        "a letter of a dictionary": (golden.replace(b"finance app", b"finance App", 1), expected, False),
        "an expected value": (golden, expected.replace("1770801243480", "1770801243481"), False),
        "an expected null": (golden, expected.replace("[null", '["x"', 1), False),
        "a missing row": (golden, expected.rsplit(",\n[", 1)[0] + "\n]}", False),
        "a page position": (flipped(chunk[4] + 4), expected, False),
        "a bound": (flipped(chunk[6] + 6), expected, False),
        "a cut file": (golden[:-1], expected, False),
        "the metadata": (golden.replace(b"\x06golden", b"\x06Golden", 1), expected, False),
    }
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, (data, text, is_good) in damages.items():
            path = Path(folder) / "golden.parquet"
            path.write_bytes(data)
            path.with_suffix(".json").write_text(text)
            try:
                check_file(path, quiet=True)
                found = None
            except Exception as error:
                found = f"{type(error).__name__}: {str(error)[:100]}"
            missed += (found is None) != is_good
            print(f"{'ok' if (found is None) == is_good else 'MISSED'}: {name}: {found or 'no difference'}")
    return missed


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage=argparse.SUPPRESS
    )
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("directory", type=Path)
    arguments = parser.parse_args()
    run = self_test if arguments.self_test else check_all
    sys.exit(1 if run(arguments.directory) else 0)


if __name__ == "__main__":
    main()
