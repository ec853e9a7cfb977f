"""The workbook to fill in is loaded as it is, and offers the words that its columns may hold."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal
from python_calamine import CalamineWorkbook

from triplehelix.cli import cli
from triplehelix.graph.sources.choices import choices
from triplehelix.graph.sources.inputs import files_of
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.layout import COLUMNS, NOTES
from triplehelix.graph.sources.recognise import kind_of
from triplehelix.graph.sources.tables import read
from triplehelix.graph.terms import RDF, SKOS, THX
from triplehelix.graph.views.template import template


@pytest.fixture(scope="module")
def parts() -> dict[str, str]:
    """The workbook's XML."""
    with zipfile.ZipFile(BytesIO(template())) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def test_the_command_writes_a_workbook_that_is_loaded_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "members.xlsx"
    done = CliRunner().invoke(cli, ["template", "-o", str(path)])
    assert (done.exit_code, done.stderr) == (0, f"wrote {path}\n")
    files, journal = files_of(path), Journal()
    assert kind_of(files) == "tables"
    triples = {one.triple for one in read(files, "members", journal).stated}
    names = {one.object.value for one in triples if one.predicate == SKOS.prefLabel and isinstance(one.object, Literal)}
    assert names == {"EXAMPLE, replace: Example Cells", "EXAMPLE, replace: Example Cluster"}
    assert {one.object for one in triples if one.predicate == RDF.type} >= {THX.Membership, THX.Funding, THX.Money}
    assert (journal.rejected, journal.repairs, journal.notes) == ([], [], [])


def test_each_table_is_a_sheet_with_its_columns() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(template()))
    for table, columns in COLUMNS.items():
        assert book.get_sheet_by_name(table).to_python()[0] == list(columns)
    assert set(book.sheet_names) - set(COLUMNS) == {"lists"}


def test_each_column_has_its_note(parts: dict[str, str]) -> None:
    comments = [text for name, text in parts.items() if name.startswith("xl/comments")]
    assert sum(text.count("<comment ") for text in comments) == sum(map(len, COLUMNS.values()))
    assert any(NOTES["actors"]["wikidata"].replace("`", "") in text for text in comments)


def test_each_closed_list_is_offered_whole(parts: dict[str, str]) -> None:
    lists = {tuple(filter(None, column)) for column in zip(*_cells("lists"), strict=True)}
    offered = [(table, column) for table in COLUMNS for column in COLUMNS[table] if choices(table, column)]
    assert lists == {tuple(choices(*where)) for where in offered}
    validations = sum(text.count("<dataValidation ") for name, text in parts.items() if "worksheets/" in name)
    assert validations == len(offered)
    assert {
        ("actors", "type"),
        ("ties", "role"),
        ("ties", "instrument"),
        ("ties", "status"),
        ("actors", "helix"),
    } <= set(offered)


def _cells(sheet: str) -> list[list[str]]:
    rows = CalamineWorkbook.from_filelike(BytesIO(template())).get_sheet_by_name(sheet).to_python()
    return [[str(cell) for cell in row] for row in rows]


def test_a_list_is_refused_or_suggested_as_its_cells_may_hold_one_word_or_several(parts: dict[str, str]) -> None:
    actors = parts[f"xl/worksheets/sheet{list(COLUMNS).index('actors') + 1}.xml"]
    found = {
        cell: "information" in kind for kind, cell in re.findall(r'<dataValidation ([^>]*)sqref="([A-Z]+)2:', actors)
    }
    assert found == {"B": False, "E": False, "K": True, "L": True}


def test_the_workbook_is_the_same_whenever_it_is_made() -> None:
    assert template() == template()
