"""Tables, from CSV files and workbooks, as rows that know where they stand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.sources.delimited import delimited_records
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.mender import Mender
from triplehelix.graph.sources.workbook import is_workbook, sheet_records

__all__ = ["Row", "header_of", "rows_of"]


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

    @property
    def written(self) -> tuple[str, ...]:
        """The cells alone."""
        return tuple(self.cells.values())

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
    name = f"{file.name}/{sheet}" if sheet else file.name
    mender = Mender(name, journal)
    records = _filled(_records(file, journal, sheet))
    header = _header(name, mender, records)
    if check:
        check(header)
    columns = list(header.cells)
    for line, cells in records:
        journal.rows += 1
        if len(cells) == len(columns) and "\0" not in "".join(cells):
            yield Row(name, line, dict(zip(columns, mender.mend(line, cells), strict=True)))
        else:
            journal.reject(_unfit(Place(name, line), columns, cells), cells)
    mender.conclude()


def header_of(file: Input, sheet: str | None = None) -> tuple[str, ...]:
    """The names of the columns, without those that have none.

    Raises
    ------
    InputError
        If the file is empty, or no table; if its header names a column twice.
    """
    journal = Journal()
    records = _filled(_records(file, journal, sheet))
    return tuple(filter(None, _header(file.name, Mender(file.name, journal), records).written))


def _filled(records: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    return ((line, cells) for line, cells in records if "".join(cells).strip())


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
