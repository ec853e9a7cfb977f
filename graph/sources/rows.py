"""CSV files as rows that know where they stand."""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from triplehelix.graph.errors import InputError, Place

__all__ = ["Row", "read_rows"]


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


def read_rows(path: Path, columns: Collection[str], required: Collection[str]) -> Iterator[Row]:
    """The rows of a CSV file (UTF-8, comma), whose header may leave out what is not required.

    Raises
    ------
    InputError
        If the file is not UTF-8 or its quotes are broken, lacks a required column, has one twice or one that the
        format does not know, or a row has more or fewer cells than the header.
    """
    records = _records(path)
    _, header = next(records, (1, []))
    _check_header(path, header, columns, required)
    for line, cells in records:
        if cells:
            yield Row(path.name, line, _by_column(path, line, header, cells))


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
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
