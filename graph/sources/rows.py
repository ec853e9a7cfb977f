"""Tables, from CSV files and workbooks, as rows that know where they stand."""

import csv
import io
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.sources.delimited import delimited_records
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.mender import Mender
from triplehelix.graph.sources.workbook import is_workbook, sheet_records

__all__ = ["Row", "read_rows", "rows_of"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by column, and the file and line (from 1) where it begins."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """What stands in a column; empty where the table has none of that name."""
        return self.cells.get(column, "")

    def items(self, column: str) -> list[str]:
        """The entries of a cell that lists several, separated by `;`."""
        return [item.strip() for item in self[column].split(";") if item.strip()]

    def error(self, column: str, message: str) -> InputError:
        """What is wrong with a cell, with its place: the column counted as a spreadsheet does, from 1."""
        columns = list(self.cells)
        number = columns.index(column) + 1 if column in columns else 0
        return InputError(f"column {column!r}: {message}", Place(self.file, self.line, number))


def rows_of(
    file: Input, journal: Journal, sheet: str | None = None, check: Callable[[Row], None] | None = None
) -> Iterator[Row]:
    """The rows of a CSV file, or of a workbook's sheet (the first, if none is named), one after the other.

    The header is the first row that is not empty; a column without a name is called `column 5`. Cells are mended, and
    what was mended is in the journal. `check` sees the header, as a row, before any other.

    Raises
    ------
    InputError
        If the file is empty, or no table; if its header names a column twice; and at a row that has more or fewer cells
        than the header or cannot be read, unless bad rows are skipped.
    """
    mender = Mender(file.name, journal)
    records = ((line, cells) for line, cells in _records(file, journal, sheet) if any(cells))
    header = _header(file.name, mender, records)
    if check:
        check(header)
    columns = list(header.cells)
    for line, cells in records:
        journal.rows += 1
        if len(cells) == len(columns) and "\0" not in "".join(cells):
            yield Row(file.name, line, dict(zip(columns, mender.mend(line, cells), strict=True)))
        else:
            journal.reject(_unfit(Place(file.name, line), columns, cells), cells)
    mender.conclude()


def _records(file: Input, journal: Journal, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    return sheet_records(file, sheet) if is_workbook(file) else delimited_records(file, journal)


def _header(file: str, mender: Mender, records: Iterator[tuple[int, list[str]]]) -> Row:
    line, cells = next(records, (0, []))
    if not cells:
        raise InputError("is empty; a table has a header and rows", Place(file))
    names = mender.mend(line, cells)
    for number, name in enumerate(names, 1):
        if "\0" in name:
            raise InputError("is no table: it has NUL characters", Place(file, line, number))
        if name and name in names[: number - 1]:
            raise InputError(f"has the column {name!r} twice; rename or remove one of them", Place(file, line, number))
    return Row(file, line, {name or f"column {number}": name for number, name in enumerate(names, 1)})


def _unfit(place: Place, columns: Sequence[str], cells: Sequence[str]) -> InputError:
    if len(cells) == len(columns):
        return InputError("has a NUL character, so the file is damaged here; export it again", place)
    message = f"has {len(cells)} cells where the header has {len(columns)}; check its delimiters and quotes"
    return InputError(message, Place(place.file, place.line, min(len(cells), len(columns)) + 1))


def read_rows(path: Path, columns: Collection[str], required: Collection[str]) -> Iterator[Row]:
    """The rows of a CSV file (UTF-8, comma), whose header may leave out what is not required.

    Raises
    ------
    InputError
        If the file is not UTF-8 or its quotes are broken, lacks a required column, has one twice or one that the
        format does not know, or a row has more or fewer cells than the header.
    """
    records = _old_records(path)
    _, header = next(records, (1, []))
    _check_header(path, header, columns, required)
    for line, cells in records:
        if cells:
            yield Row(path.name, line, _by_column(path, line, header, cells))


def _old_records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV file, each with the line where it begins."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"cannot be read as CSV from here on ({error}); check its quotes"
        raise InputError(message, Place(path.name, line)) from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        message = "is not UTF-8 here; save the table as 'CSV UTF-8'"
        raise InputError(message, Place(path.name, line)) from None


def _check_header(path: Path, header: list[str], columns: Collection[str], required: Collection[str]) -> None:
    if missing := [name for name in required if name not in header]:
        raise InputError(f"lacks the column {missing[0]!r}; add it to the header", Place(path.name, 1))
    for number, name in enumerate(header, 1):
        place = Place(path.name, 1, number)
        if name not in columns:
            raise InputError(f"has an unknown column {name!r}; the format knows {', '.join(columns)}", place)
        if name in header[: number - 1]:
            raise InputError(f"has the column {name!r} twice; remove one of them", place)


def _by_column(path: Path, line: int, header: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(header):
        message = f"has {len(cells)} cells where the header has {len(header)}; check its commas and quotes"
        raise InputError(message, Place(path.name, line, min(len(cells), len(header)) + 1))
    return {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
