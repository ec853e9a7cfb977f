"""CSV files as records with their lines, whatever the delimiter, the encoding and the ends of lines."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal

if TYPE_CHECKING:
    from _csv import Reader

__all__ = ["delimited_records", "delimiter_of"]

_DELIMITERS: Final = ";\t,"
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def delimited_records(file: Input, journal: Journal) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV file, each with the line where it begins; bytes that are not UTF-8 are lone surrogates.

    Raises
    ------
    InputError
        At a record whose quotes are broken, unless bad rows are skipped.
    """
    head = file.head()
    encoding, errors = ("utf-16", "replace") if head.startswith(_UTF_16) else ("utf-8-sig", "surrogateescape")
    delimiter = delimiter_of(head.decode(encoding, "ignore"))
    # newline="": only CR and LF end a line, and the lines within quotes stay as they are
    with io.TextIOWrapper(file.open(), encoding, errors, newline="") as text:
        yield from _records(file.name, csv.reader(text, delimiter=delimiter, strict=True), journal)


def _records(name: str, reader: "Reader", journal: Journal) -> Iterator[tuple[int, list[str]]]:
    cells: list[str] | None = []
    begun = False
    while cells is not None:
        line = reader.line_num + 1
        try:
            if cells := next(reader, None):
                yield line, cells
                begun = True
        except csv.Error as error:
            broken = _unreadable(name, line, reader.line_num, error)
            if not begun:  # without its header, nobody knows what the rows are
                raise broken from None
            journal.reject(broken, [])
            cells = []


def _unreadable(name: str, line: int, last: int, error: csv.Error) -> InputError:
    until = f" up to line {last}" if last > line else ""
    return InputError(f"cannot be read as CSV{until} ({error}); check its quotes", Place(name, line))


def delimiter_of(head: str) -> str:
    """What separates the cells of a table that begins so: semicolon, tab or comma.

    >>> delimiter_of('id;"last, first";city')
    ';'
    """
    return max(_DELIMITERS, key=lambda delimiter: len(_header(head, delimiter)))


def _header(head: str, delimiter: str) -> list[str]:
    return next(filter(None, csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)), [])
