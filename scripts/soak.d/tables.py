"""Rows of table files as (offset, event id) or other columns, read without any of our code that writes them."""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "check-tables.d"))

from qvd_layout import Table  # noqa: E402 - found through the line above

COLUMNS = ("offset", "eventId")


def parquet_rows(folder, columns=COLUMNS):
    """By pyarrow, or None without it."""
    files = sorted(str(path) for path in Path(folder).glob("*.parquet"))
    try:
        import pyarrow.parquet
    except ImportError:
        return None
    rows = []
    for file in files:
        table = pyarrow.parquet.read_table(file, columns=list(columns))
        rows += zip(*(table[name].to_pylist() for name in columns))
    return rows


def qvd_rows(folder, columns=COLUMNS):
    """By the strict reader of scripts/check-tables, which needs nothing but Python."""
    rows = []
    for file in sorted(Path(folder).glob("*.qvd")):
        table = Table(str(file))
        names = [field.name for field in table.fields]
        rows += zip(*([value(symbol) for symbol in table.columns[names.index(name)]] for name in columns))
    return rows


def value(symbol):
    """The number of a symbol that has one, else its text; None for null."""
    if symbol is None:
        return None
    _, number, text = symbol
    return text if number is None else number
