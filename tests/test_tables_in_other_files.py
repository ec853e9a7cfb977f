"""The bundled tables are read as a folder, as a zip and as a workbook, and as spreadsheets of all countries write them."""

import csv
import io
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Triple
from xlsxwriter import Workbook

from triplehelix.graph.bundled import TABLES
from triplehelix.graph.errors import InputError
from triplehelix.graph.sources.inputs import files_of
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.layout import COLUMNS
from triplehelix.graph.sources.recognise import kind_of
from triplehelix.graph.sources.statements import Stated
from triplehelix.graph.sources.tables import places, read
from triplehelix.graph.terms import FOAF, SKOS, THX, thing

ONE: Final = "https://a.example/1"
SMALL: Final = {
    "dataset": "property,value\ntitle,Mine\ntitle_fr,Le mien\nissued,2026-11-21\n",
    "sources": f"url,title\n{ONE},One\n",
    "actors": f"id,type,name,aliases,website,source\nacme,SME,Acme,AC;ME,http://,{ONE}\nunie,University,Unie,,,{ONE}\n",
    "initiatives": f"id,type,name,part_of,source\nplan,Programme,Plan,,{ONE}\nhub,Hub,Hub,plan,{ONE}\n",
    "ties": f"id,type,first_party,role,other_party,initiative,source\nm,Membership,acme,member,unie,,{ONE}\n"
    f"p,Participation,acme,,,hub,{ONE}\n",
    "statements": f"about,property,value,source\nacme,founded,2006,{ONE}\nm,start,2020,{ONE}\n",
}


def _folder(folder: Path, tables: Mapping[str, str] = SMALL) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return folder


def _read(source: Path, journal: Journal | None = None) -> set[Stated]:
    return set(read(files_of(source), "mine", journal or Journal()).stated)


def _workbook(path: Path, tables: Mapping[str, str]) -> Path:
    with Workbook(path, {"strings_to_urls": False}) as book:
        for name, text in tables.items():
            sheet = book.add_worksheet(name)
            for line, cells in enumerate(csv.reader(io.StringIO(text, newline=""))):
                for column, cell in enumerate(cells):
                    sheet.write_string(line, column, cell)
    return path


def _bundled() -> dict[str, str]:
    return {name: (TABLES / f"{name}.csv").read_text(encoding="utf-8") for name in COLUMNS}


def test_the_bundled_ecosystem_is_the_same_as_a_folder_a_zip_and_a_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "wallonia.zip", "w") as archive:
        for path in TABLES.iterdir():
            archive.write(path, f"wallonia/{path.name}")
    folder = _read(TABLES)
    assert _read(tmp_path / "wallonia.zip") == folder
    assert _read(_workbook(tmp_path / "wallonia.xlsx", _bundled())) == folder


def test_what_the_dataset_says_of_itself_is_known_at_once(tmp_path: Path) -> None:
    contents = read(files_of(_folder(tmp_path / "mine")), "mine", Journal())
    assert (contents.issued, dict(contents.titles)) == ("2026-11-21", {"en": "Mine", "fr": "Le mien"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_a_belgian_spreadsheet_writes_is_what_an_english_one_writes(tmp_path: Path, encoding: str) -> None:
    english = _folder(tmp_path / "english", {**SMALL, "actors": SMALL["actors"].replace("Unie", "Université")})
    belgian = tmp_path / "belgian"
    belgian.mkdir()
    for path in english.iterdir():
        rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows(rows)
        (belgian / path.name).write_bytes(text.getvalue().encode(encoding))
    assert _read(belgian) == _read(english)


def test_the_row_of_a_workbook_is_told_with_its_sheet(tmp_path: Path) -> None:
    book = _workbook(tmp_path / "mine.xlsx", {**SMALL, "ties": SMALL["ties"].replace("p,Part", "p,Prat")})
    with pytest.raises(InputError, match=r"^mine\.xlsx/ties:3:2: column 'type': 'Praticipation'"):
        _read(book)


def test_the_place_of_a_thing_leads_to_its_file(tmp_path: Path) -> None:
    folder, book = _folder(tmp_path / "mine"), _workbook(tmp_path / "mine.xlsx", SMALL)
    acme = thing("actor", "acme").value
    assert str(places(files_of(folder))[acme]) == "actors.csv:2"
    assert str(places(files_of(book))[acme]) == f"{book.name}/actors:2"


def test_a_spoilt_name_is_mended_and_told(tmp_path: Path) -> None:
    journal = Journal()
    folder = _folder(tmp_path / "mine", {**SMALL, "actors": SMALL["actors"].replace("Unie", "UniversitÃ©")})
    stated = {one.triple for one in _read(folder, journal)}
    assert Triple(thing("actor", "unie"), SKOS.prefLabel, Literal("Université")) in stated
    assert [str(repair.place) for repair in journal.repairs] == ["actors.csv:3:3"]


def test_an_address_that_was_only_begun_is_none(tmp_path: Path) -> None:
    assert [one for one in _read(_folder(tmp_path / "mine")) if one.triple.predicate == FOAF.homepage] == []


def test_a_row_that_repeats_another_counts_once_and_is_noted(tmp_path: Path) -> None:
    journal = Journal()
    again = SMALL["actors"] + f"unie,University,Unie,,,{ONE}\n" * 2
    assert _read(_folder(tmp_path / "mine", {**SMALL, "actors": again}), journal) == _read(_folder(tmp_path / "once"))
    assert journal.notes == ["actors.csv:4: 2 rows repeat others in all cells"]


def test_a_row_of_the_same_id_that_says_something_else_is_refused(tmp_path: Path) -> None:
    again = SMALL["actors"] + f"unie,Hospital,Unie,,,{ONE}\n"
    with pytest.raises(InputError, match=r"^actors\.csv:4:1: column 'id': 'unie' is already the id of another row"):
        _read(_folder(tmp_path / "mine", {**SMALL, "actors": again}))


def test_columns_without_a_name_are_ignored_only_if_nothing_stands_there(tmp_path: Path) -> None:
    wider = "\n".join(f"{line},," for line in SMALL["sources"].splitlines())
    assert _read(_folder(tmp_path / "mine", {**SMALL, "sources": wider})) == _read(_folder(tmp_path / "once"))
    with pytest.raises(InputError, match=r"^sources\.csv:2:3: column 'column 3': has no name, but 'see me'"):
        _read(_folder(tmp_path / "mine", {**SMALL, "sources": wider.replace("One,", "One,see me")}))


def test_where_bad_rows_are_left_out_so_is_all_that_refers_to_them(tmp_path: Path) -> None:
    journal = Journal(skip=True)
    tables = {**SMALL, "initiatives": SMALL["initiatives"].replace("plan,Programme", "plan,Program")}
    stated = {one.triple for one in _read(_folder(tmp_path / "mine", tables), journal)}
    # the hub is part of the plan, and Acme takes part in the hub
    assert [str(rejected.place) for rejected in journal.rejected] == [
        "initiatives.csv:2:2", "initiatives.csv:3:4", "ties.csv:3:6",
    ]  # fmt: skip
    assert [next(iter(rejected.cells)) for rejected in journal.rejected] == ["plan", "hub", "p"]
    assert {triple.subject for triple in stated if triple.predicate == THX.member} == {thing("tie", "m")}
    assert not any(
        thing("initiative", name) in (triple.subject, triple.object) for triple in stated for name in ("plan", "hub")
    )


@pytest.mark.parametrize(
    ("table", "old", "new", "left_out"),
    [
        ("sources", ONE, "ftp://a.example", {"sources", "actors", "initiatives", "ties", "statements"}),
        ("actors", "acme,", "Acme!,", {"actors", "ties", "statements"}),
        ("dataset", "issued,2026-11-21", "issued,someday", {"dataset"}),
        ("statements", "founded,2006", "founded,once", {"statements"}),
        ("ties", "m,Membership,acme,member", "m,Membership,acme,boss", {"ties", "statements"}),
    ],
)
def test_every_table_may_have_bad_rows(tmp_path: Path, table: str, old: str, new: str, left_out: set[str]) -> None:
    assert old in SMALL[table]
    journal = Journal(skip=True)
    _read(_folder(tmp_path / "mine", {**SMALL, table: SMALL[table].replace(old, new)}), journal)
    assert {rejected.place.file.removesuffix(".csv") for rejected in journal.rejected} == left_out


def test_a_table_that_stands_in_two_places_is_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "mine")
    _workbook(folder / "more.xlsx", {"actors": SMALL["actors"]})
    with pytest.raises(InputError, match=r"^more\.xlsx: holds the table 'actors' again, which actors\.csv holds; load"):
        _read(folder)


def test_files_without_tables_are_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    with pytest.raises(InputError, match=r"^mine: holds none of the tables \(actors\.csv, ties\.csv\.\.\.\)$"):
        _read(tmp_path)


@given(
    st.sampled_from(["workbook", "zip"]),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 7)), min_size=1, max_size=5),
    st.floats(0.5, 1),
)
def test_a_damaged_source_is_read_or_refused_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, kind: str, flips: list[tuple[float, int]], kept: float
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    path = _workbook(folder / "a.xlsx", SMALL) if kind == "workbook" else _zipped(folder / "a.zip")
    content = bytearray(path.read_bytes())
    for where, bit in flips:
        content[int(where * len(content))] ^= 1 << bit
    path.write_bytes(content[: int(kept * len(content))])
    with suppress(InputError):
        kind_of(files_of(path))
        _read(path, Journal(skip=True))


def _zipped(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in SMALL.items():
            archive.writestr(f"{name}.csv", text)
    return path
