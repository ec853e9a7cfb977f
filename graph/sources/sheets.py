"""Where each of the bundled format's tables stands, and its rows: a CSV file of its name, or a workbook's sheet."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePath
from typing import Final, NamedTuple

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.layout import COLUMNS, REQUIRED
from triplehelix.graph.sources.rows import Row, rows_of
from triplehelix.graph.sources.workbook import is_workbook, sheet_names

__all__ = ["Sheet", "table_rows", "table_sheets"]

_TEXTS: Final = (".csv", ".tsv", ".txt")


class Sheet(NamedTuple):
    """A table's file, and its sheet where that is a workbook."""

    file: Input
    sheet: str | None = None


def table_sheets(files: Iterable[Input]) -> dict[str, Sheet]:
    """Where each table stands: a file of its name, or a workbook's sheet of its name; others are no tables.

    Raises
    ------
    InputError
        If a table stands in two places, or a workbook cannot be read.
    """
    found: dict[str, Sheet] = {}
    for file in files:
        for name, sheet in _named_sheets(file):
            if name in found:
                message = f"holds the table {name!r} again, which {found[name].file.name} holds; load them one by one"
                raise InputError(message, Place(file.name))
            found[name] = sheet
    return found


def _named_sheets(file: Input) -> Iterator[tuple[str, Sheet]]:
    path = PurePath(file.name)
    if path.suffix.lower() in _TEXTS:
        sheets = {path.stem: Sheet(file)}
    else:
        sheets = {name: Sheet(file, name) for name in sheet_names(file)} if is_workbook(file) else {}
    yield from ((name.strip().lower(), sheet) for name, sheet in sheets.items() if name.strip().lower() in COLUMNS)


def table_rows(sheets: Mapping[str, Sheet], name: str, journal: Journal) -> list[Row]:
    """The rows of a table; none where it stands nowhere. A row that repeats another in all cells is left out.

    Raises
    ------
    InputError
        If its header is not the format's; and at a row that is no row, unless bad rows are skipped.
    """
    if name not in sheets:
        return []
    file, sheet = sheets[name]
    rows = rows_of(file, journal, sheet, partial(_check_header, name))
    return list(_once(_under_names(COLUMNS[name], rows, journal), journal))


def _check_header(table: str, header: Row) -> None:
    if missing := [name for name in REQUIRED[table] if name not in header.cells]:
        raise InputError(f"lacks the column {missing[0]!r}; add it to the header", Place(header.file, header.line))
    for number, name in enumerate(header.written, 1):
        if name and name not in COLUMNS[table]:
            message = f"has an unknown column {name!r}; the format knows {', '.join(COLUMNS[table])}"
            raise InputError(message, Place(header.file, header.line, number))


def _under_names(columns: Collection[str], rows: Iterable[Row], journal: Journal) -> Iterator[Row]:
    """The rows; spreadsheets leave columns without a name, and what stands in one would be lost."""
    known = frozenset(columns)
    for row in rows:
        unnamed = next((column for column in row.cells if column not in known and row[column]), "")
        if unnamed:
            journal.reject(row.error(unnamed, f"has no name, but {row[unnamed]!r}; name it or empty it"), row.written)
        else:
            yield row


def _once(rows: Iterable[Row], journal: Journal) -> Iterator[Row]:
    seen = set[tuple[str, ...]]()
    repeated = list[Row]()
    for row in rows:
        if row.written in seen:
            repeated.append(row)
            continue
        seen.add(row.written)
        yield row
    if repeated:
        first, count = Place(repeated[0].file, repeated[0].line), len(repeated)
        journal.notes.append(f"{first}: {count:,} {'row repeats' if count == 1 else 'rows repeat'} others in all cells")
