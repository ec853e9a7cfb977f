"""CSV files are read as rows that know where they stand; what is no such file is refused with its place."""

from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplehelix.graph.errors import InputError
from triplehelix.graph.sources.rows import Row, read_rows

COLUMNS: Final = ("id", "name", "note")


def _read(folder: Path, content: bytes | str) -> list[Row]:
    path = folder / "actors.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_rows(path, COLUMNS, ("id",)))


def test_rows_know_their_file_and_line(tmp_path: Path) -> None:
    rows = _read(tmp_path, "id,name\na,Alpha\nb,Beta\n")
    assert [(row.file, row.line, row.cells) for row in rows] == [
        ("actors.csv", 2, {"id": "a", "name": "Alpha"}),
        ("actors.csv", 3, {"id": "b", "name": "Beta"}),
    ]


def test_a_line_break_within_quotes_does_not_shift_the_lines_of_later_rows(tmp_path: Path) -> None:
    rows = _read(tmp_path, 'id,name\na,"Alpha\nand\r\nmore"\nb,Beta\n\n"c",Gamma\n')
    assert [(row["id"], row.line) for row in rows] == [("a", 2), ("b", 5), ("c", 7)]
    assert rows[0]["name"] == "Alpha\nand\nmore"


def test_a_line_break_in_the_header_counts_too(tmp_path: Path) -> None:
    rows = list(read_rows(_written(tmp_path, '"id\n",name\na,Alpha\n'), ("id\n", "name"), ()))
    assert [row.line for row in rows] == [3]


def _written(folder: Path, text: str) -> Path:
    path = folder / "actors.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old-mac"])
def test_every_way_to_end_a_line_is_read(tmp_path: Path, newline: str) -> None:
    rows = _read(tmp_path, newline.join(["id,name", "a,Alpha", "b,Beta", ""]))
    assert [(row["id"], row.line) for row in rows] == [("a", 2), ("b", 3)]


def test_the_byte_order_mark_of_a_spreadsheet_is_accepted(tmp_path: Path) -> None:
    assert [row["id"] for row in _read(tmp_path, "\ufeffid,name\na,Été\n")] == ["a"]


def test_blanks_around_a_cell_and_empty_lines_do_not_count(tmp_path: Path) -> None:
    rows = _read(tmp_path, "id,name\n\n a , Alpha \n\n")
    assert [(row.line, row.cells) for row in rows] == [(3, {"id": "a", "name": "Alpha"})]


def test_a_column_that_the_table_does_not_have_reads_as_empty(tmp_path: Path) -> None:
    (row,) = _read(tmp_path, "id,name\na,Alpha\n")
    assert row["note"] == ""
    assert row.items("note") == []


def test_a_cell_that_lists_several_is_split_at_semicolons(tmp_path: Path) -> None:
    (row,) = _read(tmp_path, "id,name\na,One; Two ;;Three\n")
    assert row.items("name") == ["One", "Two", "Three"]


def test_an_error_counts_columns_as_a_spreadsheet_does(tmp_path: Path) -> None:
    (row,) = _read(tmp_path, "note,id,name\n,a,Alpha\n")
    assert str(row.error("name", "is odd")) == "actors.csv:2:3: column 'name': is odd"
    assert str(row.error("elsewhere", "is odd")) == "actors.csv:2: column 'elsewhere': is odd"


def test_an_empty_file_lacks_its_columns(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^actors\.csv:1: lacks the column 'id'; add it to the header$"):
        _read(tmp_path, "")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("name\nAlpha\n", "actors.csv:1: lacks the column 'id'; add it to the header", id="missing column"),
        pytest.param(
            "id,nmae\na,Alpha\n",
            "actors.csv:1:2: has an unknown column 'nmae'; the format knows id, name, note",
            id="unknown column",
        ),
        pytest.param(
            "id,name,\na,Alpha,\n", "actors.csv:1:3: has an unknown column ''; the format knows id, name, note",
            id="nameless column",
        ),
        pytest.param(
            "id,name,id\na,Alpha,b\n", "actors.csv:1:3: has the column 'id' twice; remove one of them",
            id="column twice",
        ),
        pytest.param(
            "id,name\na,Alpha\nb\n",
            "actors.csv:3:2: has 1 cells where the header has 2; check its commas and quotes",
            id="too few cells",
        ),
        pytest.param(
            "id,name\na,Alpha, Beta\n",
            "actors.csv:2:3: has 3 cells where the header has 2; check its commas and quotes",
            id="too many cells",
        ),
        pytest.param(
            b"id,name\na,Alpha\nb,Li\xe8ge\n",
            "actors.csv:3: is not UTF-8 here; save the table as 'CSV UTF-8'",
            id="Latin-1",
        ),
        pytest.param(
            "id,name\na,Alpha\n".encode("utf-16"), "actors.csv:1: is not UTF-8 here; save the table as 'CSV UTF-8'",
            id="UTF-16",
        ),
    ],
)  # fmt: skip
def test_a_file_that_is_no_such_table_is_refused_with_its_place(
    tmp_path: Path, content: bytes | str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        _read(tmp_path, content)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param('id,name\na,"Alpha"Beta\n', 2, id="text after a closing quote"),
        pytest.param('id,name\na,Alpha\nb,"Beta\nc,Gamma\n', 3, id="quote that never closes"),
        pytest.param('id,"name\n', 1, id="broken header"),
        pytest.param(f"id,name\na,{'x' * 140_000}\n", 2, id="cell too long"),
    ],
)
def test_broken_quotes_are_refused_at_the_line_where_the_row_begins(tmp_path: Path, content: str, line: int) -> None:
    with pytest.raises(InputError, match=rf"^actors\.csv:{line}: cannot be read as CSV .*; check its quotes$"):
        _read(tmp_path, content)


@given(st.binary(max_size=200))
def test_no_bytes_make_anything_but_rows_or_an_input_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    rows: list[Row] = []
    with suppress(InputError):
        rows = _read(folder, b"id,name\n" + content)
    assert all(set(row.cells) == {"id", "name"} for row in rows)
