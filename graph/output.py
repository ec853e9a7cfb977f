"""Rows and texts -> what stands on the terminal or in a file; the only place that prints."""

import csv
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from itertools import chain
from pathlib import Path
from textwrap import wrap
from typing import IO, TYPE_CHECKING, Any, Final

from triplehelix.graph.errors import Impossible

__all__ = ["abandon_output", "as_json", "as_table", "as_values", "opened", "say", "wrapped", "write", "write_file"]

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Rows = Sequence[Sequence[object]]

_COLUMNS: Final = 80
_ANY_DAY: Final = datetime(1980, 1, 1, tzinfo=UTC)
_WORD: Final = 16
"""So many letters of a word a column of a table has to show in one line, or people cannot read it."""


def write(content: str | bytes, path: Path | None = None) -> None:
    """Data goes to a file, whole or not at all, or else to standard output."""
    data = content.encode() if isinstance(content, str) else content
    with opened(path) as output:
        output.write(data)


@contextmanager
def opened(path: Path | None = None) -> Iterator[IO[bytes]]:
    """What data is written to bit by bit: a file, whole or not at all, or else standard output.

    Raises
    ------
    Impossible
        If it cannot be written; an old file is untouched.
    """
    with _replaced(path) if path else _printed() as output:
        yield output


@contextmanager
def _printed() -> Iterator[IO[bytes]]:
    try:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.flush()
    except BrokenPipeError:
        raise  # nobody reads on, which is no failure
    except OSError as error:
        abandon_output()
        raise Impossible(f"cannot write to standard output: {error.strerror}") from None


def abandon_output() -> None:
    """What is left in the buffer has nowhere to go: let the interpreter's last flush go to nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str) -> None:
    """Talk (progress, warnings) goes to standard error."""
    sys.stderr.write(f"{text}\n")


def write_file(data: bytes, path: Path) -> None:
    """Replace a file in one step: whoever looks sees the old one or the new one.

    Raises
    ------
    Impossible
        If the file cannot be written; the old one is untouched.
    """
    with _replaced(path) as file:
        file.write(data)


@contextmanager
def _replaced(path: Path) -> Iterator[IO[bytes]]:
    try:
        # a device or a pipe cannot be replaced; a link stays a link
        with path.open("wb") if path.exists() and not path.is_file() else _replacement(path.resolve()) as file:
            yield file
    except OSError as error:
        raise Impossible(f"cannot write {str(path)!r}: {error.strerror}") from None


@contextmanager
def _replacement(path: Path) -> Iterator[IO[bytes]]:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def as_json(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """JSON in UTF-8, for people and programs."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_values(header: Sequence[str], rows: Rows, form: str = "csv") -> str | bytes:
    """Rows as `csv` or `tsv`, quoted where needed, or as an `xlsx` workbook.

    Raises
    ------
    Impossible
        If a workbook cannot hold so many rows, or so long a cell.

    >>> print(as_values(["place"], [["Liège, B"]]))
    place
    "Liège, B"
    <BLANKLINE>
    """
    if form == "xlsx":
        return _workbook(header, rows)
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t" if form == "tsv" else ",", lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _workbook(header: Sequence[str], rows: Rows) -> bytes:
    """One sheet; numbers are numbers, and whatever else a cell begins with stays text."""
    from xlsxwriter import Workbook  # only for those who want one

    content = io.BytesIO()
    with Workbook(content) as book:
        book.set_properties({"created": _ANY_DAY})  # equal rows give equal bytes
        sheet = book.add_worksheet()
        for place, row in enumerate([header, *rows]):
            for column, cell in enumerate(row):
                _write_cell(sheet, place, column, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(header) - 1)
        sheet.autofit()
    return content.getvalue()


def _write_cell(sheet: "Worksheet", row: int, column: int, value: object) -> None:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, column, float(value))
    elif value is not None and sheet.write_string(row, column, str(value)):
        raise Impossible("so many rows, or so long a cell, no workbook can hold; choose csv")


def wrapped(text: str, indent: str = "", further: str = "  ") -> list[str]:
    """A text in lines of 80 columns, those after the first indented further; what has no blank stays whole.

    >>> wrapped("BioWin coordinates the ATMP-PIT, says each of the documents that speak of both of them.", "  ")
    ['  BioWin coordinates the ATMP-PIT, says each of the documents that speak of both', '    of them.']
    """
    return _folded(text, _COLUMNS, indent, indent + further)


def _folded(text: str, width: int, first: str, others: str) -> list[str]:
    return wrap(
        text, width, initial_indent=first, subsequent_indent=others, break_long_words=False, break_on_hyphens=False
    )


def as_table(header: Sequence[str], rows: Rows) -> str:
    """Rows as a table that fits the terminal; as blocks of lines where so many columns would be too narrow to read."""
    texts = [[str(cell) for cell in row] for row in rows]
    narrowest = [max(map(_longest_word, column)) for column in zip(header, *texts, strict=True)]
    if sum(narrowest) + 3 * len(header) > _width():
        return "\n".join(_block(header, row) for row in texts)
    return _grid(header, texts)


def _longest_word(text: str) -> int:
    return min(_WORD, max(map(len, text.split()), default=0))


def _block(header: Sequence[str], row: Sequence[str]) -> str:
    """A line for each column of which something is known."""
    size = max(map(len, header))
    known = [(name, cell) for name, cell in zip(header, row, strict=True) if cell]
    lines = [_folded(cell, _width(), f" {name:<{size}}   ", " " * (size + 4)) for name, cell in known]
    return "".join(f"{line.rstrip()}\n" for line in chain.from_iterable(lines))


def _grid(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    from rich.box import SIMPLE_HEAD  # only a terminal needs it
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    text = io.StringIO()
    Console(file=text, width=_width(), color_system=None).print(table)
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines() if line.strip()) + "\n"


def _width() -> int:
    from shutil import get_terminal_size  # only a terminal needs it

    return get_terminal_size((80, 24)).columns
