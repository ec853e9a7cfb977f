"""Workbooks (XLSX, XLS, ODS) as records with their lines, each cell as a curator would have typed it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.sources.inputs import ZIP, Input
from triplehelix.graph.sources.unpacking import refuse_bomb_of_parts

__all__ = ["cell_text", "is_workbook", "sheet_names", "sheet_records"]

_MAGIC: Final = (ZIP, b"\xd0\xcf\x11\xe0")  # XLSX and ODS are zips; the other is the container of XLS
_LARGEST: Final = 2 * 2**30  # bytes of XML: more than a sheet of a million rows has
Cell = str | bool | float | date | time | timedelta


def is_workbook(file: Input) -> bool:
    """Whether a file is one by its first bytes; an archive's members are files of their own and do not come here."""
    return file.head(4).startswith(_MAGIC)


def sheet_names(file: Input) -> list[str]:
    """The names of its sheets, in their order.

    Raises
    ------
    InputError
        If it cannot be read as a workbook.
    """
    with _opened(file) as workbook:
        return workbook.sheet_names


def sheet_records(file: Input, sheet: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet, or else of the first, each with its number; what a sheet says of its own size is ignored.

    Raises
    ------
    InputError
        If it cannot be read as a workbook, or has no such sheet.
    """
    with _opened(file) as workbook:
        if sheet is not None and sheet not in workbook.sheet_names:
            known = ", ".join(workbook.sheet_names)
            raise InputError(f"has no sheet {sheet!r}; it has {known}", Place(file.name))
        rows = workbook.get_sheet_by_index(0) if sheet is None else workbook.get_sheet_by_name(sheet)
        before = [""] * (rows.start[1] if rows.start else 0)
        for line, cells in enumerate(rows.iter_rows(), 1):
            yield line, before + [cell_text(cell) for cell in cells]


@contextmanager
def _opened(file: Input) -> Iterator[CalamineWorkbook]:
    try:
        with CalamineWorkbook.from_filelike(_content(file)) as workbook:
            yield workbook
    except CalamineError as error:
        message = f"cannot be read as a workbook ({error}); open it in a spreadsheet and save it again as XLSX"
        raise InputError(message, Place(file.name)) from None


def _content(file: Input) -> BytesIO:
    with file.open() as opened:
        content = BytesIO(opened.read())
    if content.getvalue().startswith(ZIP):
        refuse_bomb_of_parts(file.name, content, _LARGEST)
    content.seek(0)
    return content


def cell_text(cell: Cell) -> str:
    """What a curator types to get a cell.

    >>> cell_text(1995.0), cell_text(0.25), cell_text(date(2020, 1, 31)), cell_text(True)
    ('1995', '0.25', '2020-01-31', 'true')
    """
    match cell:
        case str():
            return cell
        case bool():
            return str(cell).lower()
        case int() | float():
            return _number(cell)
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case timedelta():
            return str(cell)
    return cell.isoformat()


def _number(cell: float) -> str:
    return str(int(cell)) if cell == int(cell) else f"{Decimal(repr(cell)):f}"
