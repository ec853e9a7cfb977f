"""A workbook's cells are read as what a curator would have typed, with the line where they stand."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from triplehelix.graph.errors import InputError
from triplehelix.graph.sources import workbook
from triplehelix.graph.sources.inputs import Input, files_of
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.rows import Row, header_of, rows_of
from triplehelix.graph.sources.workbook import sheet_names


def _written(folder: Path, fill: Callable[[Worksheet], object], *sheets: str) -> Input:
    path = folder / "members.xlsx"
    with Workbook(path) as book:
        for sheet in sheets or ("Sheet1",):
            fill(book.add_worksheet(sheet))
    (file,) = files_of(path)
    return file


def _read(folder: Path, *rows: list[object]) -> list[Row]:
    def fill(sheet: Worksheet) -> None:
        for line, cells in enumerate(rows):
            sheet.write_row(line, 0, cells)

    return list(rows_of(_written(folder, fill), Journal()))


def test_numbers_are_as_they_were_typed(tmp_path: Path) -> None:
    (row,) = _read(tmp_path, ["year", "sum", "small", "large", "yes"], [1995, 1234.5, 1e-7, 1e22, True])
    assert row.written == ("1995", "1234.5", "0.0000001", "10000000000000000000000", "true")


def test_days_are_days_and_moments_keep_their_time(tmp_path: Path) -> None:
    moment = datetime(2020, 1, 31, 12, 30)  # noqa: DTZ001 - a spreadsheet has no zones
    with Workbook(tmp_path / "members.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["day", "moment", "time"])
        for number, (value, form) in enumerate(
            [(date(2020, 1, 31), "d/m/yy"), (moment, "d/m/yy hh:mm"), (time(12, 30), "hh:mm")]
        ):
            sheet.write_datetime(1, number, value, book.add_format({"num_format": form}))
    (file,) = files_of(tmp_path / "members.xlsx")
    (row,) = rows_of(file, Journal())
    assert row.written == ("2020-01-31", "2020-01-31T12:30:00", "12:30:00")


def test_a_formula_that_failed_is_an_empty_cell(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["id", "share"])
        sheet.write_row(1, 0, ["a"])
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")

    (row,) = rows_of(_written(tmp_path, fill), Journal())
    assert row.written == ("a", "")


def test_rows_and_columns_count_from_the_corner_wherever_the_table_stands(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.write_row(3, 2, ["id", "name"])
        sheet.write_row(6, 2, ["a", "Alpha"])

    (row,) = rows_of(_written(tmp_path, fill), Journal())
    assert (row.line, row["name"]) == (7, "Alpha")
    assert str(row.error("name", "is odd")) == "members.xlsx:7:4: column 'name': is odd"


def test_a_sheet_that_says_it_has_one_cell_is_read_whole(tmp_path: Path) -> None:
    file = _written(tmp_path, lambda sheet: [sheet.write_row(line, 0, ["id", "name"]) for line in range(3)])
    assert file.path
    content = file.path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file.path, "w") as new:
        for part in old.namelist():
            text = old.read(part).replace(b'<dimension ref="A1:B3"/>', b'<dimension ref="A1:A1"/>')
            new.writestr(part, text)
    assert file.path.read_bytes() != content
    assert [row.line for row in rows_of(file, Journal())] == [2, 3]


def test_a_sheet_is_found_by_its_name_and_told_with_it(tmp_path: Path) -> None:
    file = _written(tmp_path, lambda sheet: sheet.write_row(0, 0, ["id", sheet.name]), "one", "two")
    assert sheet_names(file) == ["one", "two"]
    assert header_of(file) == ("id", "one")
    assert header_of(file, "two") == ("id", "two")
    with pytest.raises(InputError, match=r"^members\.xlsx: has no sheet 'three'; it has one, two$"):
        header_of(file, "three")


def test_an_empty_sheet_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^members\.xlsx: is empty"):
        header_of(_written(tmp_path, lambda sheet: sheet.write_row(0, 0, [])))


def test_what_only_looks_like_a_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "members.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    (file,) = files_of(path)
    with pytest.raises(InputError, match=r"^members\.xlsx: cannot be read as a workbook \(.*save it again as XLSX$"):
        list(rows_of(file, Journal()))


def test_a_workbook_that_would_fill_the_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_LARGEST", 1000)
    file = _written(tmp_path, lambda sheet: sheet.write_row(0, 0, ["id"]))
    with pytest.raises(InputError, match=r"^members\.xlsx: has more than 0 GB when unpacked; save it as CSV$"):
        header_of(file)


def test_a_damaged_workbook_is_told(tmp_path: Path) -> None:
    file = _written(tmp_path, lambda sheet: sheet.write_row(0, 0, ["id"]))
    assert file.path
    content = bytearray(file.path.read_bytes())
    for at in range(200, len(content) - 1500, 40):
        content[at] ^= 0xFF
    file.path.write_bytes(content)
    with pytest.raises(InputError, match=r"^members\.xlsx: "):
        header_of(file)
