"""CSV files are read as rows that know where they stand; what is no such file is refused with its place."""

import csv
import io
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.sources import delimited
from triplehelix.graph.sources.inputs import files_of
from triplehelix.graph.sources.journal import Journal, Repair
from triplehelix.graph.sources.rows import Row, rows_of

# what is no mistake of another program: letters of one script, quotes one by one
TEXT: Final = st.text("abcÉèçü ;,\t'\n", max_size=12).map(str.strip)


def _read(folder: Path, content: bytes | str, journal: Journal | None = None) -> list[Row]:
    path = folder / "actors.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (file,) = files_of(path)
    return list(rows_of(file, journal or Journal()))


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
    assert [row.line for row in _read(tmp_path, '"id\n",name\na,Alpha\n')] == [3]


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


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("", "actors.csv: is empty; a table has a header and rows", id="empty"),
        pytest.param("\n ,\n,,\n", "actors.csv: is empty; a table has a header and rows", id="blank"),
        pytest.param(
            "id,name,id\na,Alpha,b\n", "actors.csv:1:3: has the column 'id' twice; rename or remove one of them",
            id="column twice",
        ),
        pytest.param(
            "id,name\na,Alpha\nb\n",
            "actors.csv:3:2: has 1 cells where the header has 2; check its delimiters and quotes",
            id="too few cells",
        ),
        pytest.param(
            "id,name\na,Alpha, Beta\n",
            "actors.csv:2:3: has 3 cells where the header has 2; check its delimiters and quotes",
            id="too many cells",
        ),
        pytest.param(
            "id,name\na,Al\0pha\n",
            "actors.csv:2: has a NUL character, so the file is damaged here; export it again",
            id="NUL",
        ),
        pytest.param("i\0d,name\n", "actors.csv:1:1: is no table: it has NUL characters", id="NUL in the header"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused_with_its_place(tmp_path: Path, content: bytes | str, message: str) -> None:
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


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_seen_from_the_header(tmp_path: Path, delimiter: str) -> None:
    header = delimiter.join(["id", '"last, first; both"', "city"])
    (row,) = _read(tmp_path, f"{header}\n{delimiter.join(['a', 'Alpha', 'Mons'])}\n")
    assert row.cells == {"id": "a", "last, first; both": "Alpha", "city": "Mons"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_tells_the_encoding(tmp_path: Path, encoding: str) -> None:
    journal = Journal()
    (row,) = _read(tmp_path, "id;name\na;Liège 🧬\n".encode(encoding), journal)
    assert (row["id"], row["name"]) == ("a", "Liège 🧬")
    assert journal.notes == []


def test_what_is_not_utf_8_is_read_as_windows_1252_and_noted_once(tmp_path: Path) -> None:
    journal = Journal()
    rows = _read(tmp_path, b"id,name\na,Alpha\nb,Li\xe8ge \x80\nc,Gen\xe8ve\nd,Li\xc3\xa8ge\n", journal)
    assert [row["name"] for row in rows] == ["Alpha", "Liège €", "Genève", "Liège"]
    assert journal.notes == ["actors.csv:3: is not UTF-8 from here on; such letters were read as Windows-1252"]
    assert journal.repairs == []


def test_a_cell_that_was_read_in_a_wrong_encoding_is_mended_and_told_with_its_place(tmp_path: Path) -> None:
    journal = Journal()
    rows = _read(tmp_path, "id;street;city\na;Parc des CÃ¨dres;Liège\nb;J√∂ckel;SÃO JOÃO\n", journal)
    assert [row["street"] for row in rows] == ["Parc des Cèdres", "Jöckel"]
    assert rows[1]["city"] == "SÃO JOÃO"
    assert journal.repairs == [
        Repair(Place("actors.csv", 2, 2), "Parc des CÃ¨dres", "Parc des Cèdres"),
        Repair(Place("actors.csv", 3, 2), "J√∂ckel", "Jöckel"),
    ]


def test_letters_that_were_lost_before_stay_and_are_noted(tmp_path: Path) -> None:
    journal = Journal()
    rows = _read(
        tmp_path, "id;name\na;Alpha\nb;Li\N{REPLACEMENT CHARACTER}ge\nc;Gen\N{REPLACEMENT CHARACTER}ve\n", journal
    )
    assert rows[1]["name"] == "Li\N{REPLACEMENT CHARACTER}ge"
    (note,) = journal.notes
    assert note.startswith("actors.csv: 2 cells have letters that were lost before")
    assert "actors.csv:3:2" in note


def test_the_end_of_a_line_that_a_word_processor_left_in_a_name_ends_no_row(tmp_path: Path) -> None:
    rows = _read(tmp_path, "id,name\r\na,Salle\u2028polyvalente\r\nb,Beta\r\n")
    assert [(row.line, row["name"]) for row in rows] == [(2, "Salle polyvalente"), (3, "Beta")]


def test_a_column_without_a_name_is_called_by_its_number(tmp_path: Path) -> None:
    (row,) = _read(tmp_path, "id,,name\na,x,Alpha\n")
    assert row.cells == {"id": "a", "column 2": "x", "name": "Alpha"}
    assert str(row.error("name", "is odd")) == "actors.csv:2:3: column 'name': is odd"


def test_a_row_of_nothing_but_delimiters_does_not_count(tmp_path: Path) -> None:
    journal = Journal()
    rows = _read(tmp_path, ";;\nid;name;city\n;; \na;Alpha;Mons\n;;\n", journal)
    assert [(row.line, row["id"]) for row in rows] == [(4, "a")]
    assert journal.rows == 1


def test_bad_rows_are_left_out_with_their_cells_where_that_is_asked(tmp_path: Path) -> None:
    journal = Journal(skip=True)
    text = 'id,name\na,Alpha\nb\nc,Gamma,?\nd,"Del"ta\ne,E\0\nf,Phi\n'
    assert [row["id"] for row in _read(tmp_path, text, journal)] == ["a", "f"]
    assert [(rejected.place.line, rejected.cells) for rejected in journal.rejected] == [
        (3, ["b"]),
        (4, ["c", "Gamma", "?"]),
        (5, ['d,"Del"ta\n']),
        (6, ["e", "E\0"]),
    ]


def test_a_row_that_is_left_out_can_be_written_again_whatever_its_encoding(tmp_path: Path) -> None:
    journal = Journal(skip=True)
    _read(tmp_path, b'id,name\na,Li\xe8ge,\nb,"Li"\xe8ge\n', journal)
    assert [rejected.cells for rejected in journal.rejected] == [["a", "Liège", ""], ['b,"Li"ège\n']]


def test_a_line_that_never_ends_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_LONGEST", 100)
    with pytest.raises(InputError, match=r"^actors\.csv: has a line of more than 100 letters, as no table has$"):
        _read(tmp_path, "id,name\na," + "x" * 100)


def test_a_column_called_as_one_without_a_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^actors\.csv:1:3: has the column 'column 3' twice"):
        _read(tmp_path, "id,column 3,\n")


def test_a_broken_header_is_never_left_out(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^actors\.csv:1: cannot be read as CSV"):
        _read(tmp_path, '"id"x,name\na,Alpha\n', Journal(skip=True))


@given(st.binary(max_size=200))
def test_no_bytes_make_anything_but_rows_or_an_input_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    journal = Journal(skip=True)
    rows = _read(folder, b"id,name\n" + content, journal)
    assert all(set(row.cells) == {"id", "name"} for row in rows)
    assert len(rows) + len(journal.rejected) == journal.rows


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1), st.sampled_from(";,\t"), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_what_a_spreadsheet_writes_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], delimiter: str, encoding: str
) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([("id", "name"), *(("x" + one, other) for one, other in rows)])
    read = _read(tmp_path_factory.mktemp("round"), text.getvalue().encode(encoding))
    assert [row.written for row in read] == [("x" + one, other) for one, other in rows]
