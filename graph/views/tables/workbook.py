"""Tables as one workbook, a sheet each, in which every cell is text."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from triplehelix.graph.errors import Impossible
from triplehelix.graph.output import opened
from triplehelix.graph.sources.layout import COLUMNS

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["write_workbook"]

_ANY_DAY: Final = datetime(1980, 1, 1, tzinfo=UTC)
_TEXT: Final = 49  # the format's own number for text
_CELL: Final = 32_767  # characters, by the format
_ROWS: Final = 1_048_576
_NARROW, _WIDE = 8, 60
_WHOLE_SHEET: Final = "A1:XFD1048576"


def write_workbook(folder: Path, path: Path) -> None:
    """The tables in a folder as one workbook: a sheet a table, its header frozen, with a filter.

    Raises
    ------
    Impossible
        If it cannot be written, or a table is larger than a sheet can be; an old file is untouched.
    """
    from xlsxwriter import Workbook  # only for those who want one

    with opened(path) as file, Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"created": _ANY_DAY})  # equal tables give equal bytes
        text, bold = book.add_format({"num_format": _TEXT}), book.add_format({"num_format": _TEXT, "bold": True})
        for table in COLUMNS:
            if (folder / f"{table}.csv").exists():
                _write_sheet(book.add_worksheet(table), _records(folder / f"{table}.csv"), text, bold)


def _records(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file)


def _write_sheet(sheet: "Worksheet", records: Iterator[list[str]], text: "Format", bold: "Format") -> None:
    widths: list[int] = []
    number = 0
    for number, record in enumerate(records):
        _check_fits(sheet.name, number, record)
        for column, cell in enumerate(record):
            sheet.write_string(number, column, cell, text if number else bold)
        widths = [max(pair) for pair in zip(widths or [_NARROW] * len(record), map(len, record), strict=True)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 2, _WIDE), text)  # what is typed there stays text, too
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, number, len(widths) - 1)
    sheet.ignore_errors({"number_stored_as_text": _WHOLE_SHEET})


def _check_fits(table: str, number: int, record: list[str]) -> None:
    """A workbook has limits; what is beyond them would be cut without a word."""
    if number >= _ROWS or any(len(cell) > _CELL for cell in record):
        raise Impossible(
            f"the table {table!r} has more than {_ROWS:,} rows or a cell of more than {_CELL:,} characters,"
            " which no workbook can hold; write a folder or a .zip instead"
        )
