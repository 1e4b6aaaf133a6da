"""Rows of table files as (offset, event id), read without any of our code that writes them."""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "check-tables.d"))

from qvd_layout import Table  # noqa: E402 - found through the line above


def parquet_rows(folder):
    """By pyarrow, or None without it."""
    files = sorted(str(path) for path in Path(folder).glob("*.parquet"))
    try:
        import pyarrow.parquet
    except ImportError:
        return None
    rows = []
    for file in files:
        table = pyarrow.parquet.read_table(file, columns=["offset", "eventId"])
        rows += zip(table["offset"].to_pylist(), table["eventId"].to_pylist())
    return rows


def qvd_rows(folder):
    """By the strict reader of scripts/check-tables, which needs nothing but Python."""
    rows = []
    for file in sorted(Path(folder).glob("*.qvd")):
        table = Table(str(file))
        names = [field.name for field in table.fields]
        offsets, events = (table.columns[names.index(name)] for name in ("offset", "eventId"))
        rows += [(int(offset[1]), event[2]) for offset, event in zip(offsets, events)]
    return rows
