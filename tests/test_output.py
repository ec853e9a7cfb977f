"""What is written: rows and JSON in their published shapes, files whole or not at all."""

import csv
import io
import json
import os
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from python_calamine import CalamineWorkbook
from referencing import Registry, Resource

from triplehelix.graph import Ecosystem, records
from triplehelix.graph.errors import Impossible
from triplehelix.graph.messages import LANGUAGES
from triplehelix.graph.output import as_json, as_table, as_values, say, wrapped, write, write_file

SCHEMAS: Final = Path(__file__).parent.parent / "docs" / "reference" / "schemas"
NAMES: Final = sorted(path.stem for path in SCHEMAS.glob("*.json"))


def schema(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return content


@cache
def validator(name: str) -> Draft202012Validator:
    resources = (Resource.from_contents(schema(one)) for one in NAMES)
    registry: Registry[Any] = Registry().with_resources((resource.contents["$id"], resource) for resource in resources)
    return Draft202012Validator(schema(name), registry=registry)


def faults(name: str, value: object) -> list[str]:
    """What is wrong with a value, after it went through text as it does for its reader."""
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(json.loads(as_json(value)))]


# schemas


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_bears_its_files_name(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema(name)["$id"].endswith(f"/schemas/{name}.json")


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_allows_no_key_that_it_does_not_describe(name: str) -> None:
    assert [part for part in objects(schema(name)) if "additionalProperties" not in part] == []


def objects(node: object) -> Iterator[dict[str, Any]]:
    """The parts of a schema that describe an object."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for value in node.values():
            yield from objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from objects(value)


@pytest.mark.parametrize("text", ["ulb", "biologics", "universite", "xyzzy"])
def test_what_find_prints_keeps_its_schema(eco: Ecosystem, text: str) -> None:
    assert faults("find", [records.match(match) for match in eco.find(text)]) == []


def test_all_that_show_can_print_keeps_its_schema(eco: Ecosystem) -> None:
    for entity in eco.reading.names:
        assert faults("show", records.description(eco.show(entity.id))) == [], entity.name


@pytest.mark.parametrize("name", ["BioWin", "ATMP-PIT", "Bone Therapeutics", "MaSTherCell", "Willy Borsus", "Sogepa"])
def test_what_why_prints_keeps_its_schema(eco: Ecosystem, name: str) -> None:
    assert faults("why", records.why(eco.why(name))) == []
    assert faults("find", [records.match(found, eco.became(found.entity, name)) for found in eco.find(name)]) == []


def test_what_stats_prints_keeps_its_schema(eco: Ecosystem) -> None:
    assert faults("stats", records.statistics(eco.statistics())) == []


def test_what_is_printed_of_a_view_keeps_the_schemas(eco: Ecosystem) -> None:
    view = eco.at("2022-01-01")
    assert faults("stats", records.statistics(view.statistics())) == []
    for name in ("BioWin", "UCLouvain", "Catalent", "Federal testing platform"):
        assert faults("show", records.description(view.show(name))) == [], name


@pytest.mark.parametrize(("start", "end"), [("2020-01-01", "2025-01-01"), ("2016-12-31", "2030-01-01")])
def test_what_diff_prints_keeps_its_schema_and_names_a_document_for_each_date(
    eco: Ecosystem, start: str, end: str
) -> None:
    printed = records.difference(eco.difference(start, end))
    assert faults("diff", printed) == []
    assert [change for change in printed["changes"] if not (change["date"] and change["sources"])] == []
    assert {"tie", "initiative"} <= {key for change in printed["changes"] for key in change}
    assert printed["indicators"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_ask_lists_keeps_its_schema(eco: Ecosystem, language: str) -> None:
    assert faults("ask", [records.question(question, language) for question in eco.questions]) == []


def test_all_that_ask_answers_keeps_its_schema(eco: Ecosystem) -> None:
    for question in eco.questions:
        assert faults("answer", records.reply(eco.ask(question))) == [], question.id


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("pdc line", "ulb"),
        ("UCB", "UCLouvain"),
        ("Walloon Government", "KU Leuven"),
        ("Willy Borsus", "EIB"),
        ("BioWin", "Catalent"),
    ],
)
def test_what_path_prints_keeps_its_schema_and_names_a_document_for_each_tie(
    eco: Ecosystem, start: str, end: str
) -> None:
    printed = records.paths(eco.resolve(start), eco.resolve(end), eco.paths(start, end, 5))
    ties = [
        tie for path in printed["paths"] for hop in path["hops"] for venue in hop["venues"] for tie in venue["ties"]
    ]
    assert faults("path", printed) == []
    assert all(source["url"] for tie in ties for source in tie["sources"])
    assert ties


def test_no_path_keeps_the_schema_too(eco: Ecosystem) -> None:
    assert faults("path", records.paths(eco.resolve("UCB"), eco.resolve("ULB"), [])) == []


def test_what_is_unknown_is_no_key(eco: Ecosystem) -> None:
    ties = [records.tie(tie) for tie in eco.show("uclouvain").ties]
    assert all(value not in ("", None, [], {}) for tie in ties for value in tie.values())
    assert any("start" not in tie for tie in ties)


def test_entities_and_documents_have_one_shape_everywhere(eco: Ecosystem) -> None:
    known = eco.show("biowin")
    documents = [source for tie in known.ties for source in tie.sources]
    assert faults("entity", records.entity(known.entity)) == []
    assert [fault for source in documents for fault in faults("source", records.source(source))] == []
    assert [fault for tie in known.ties for fault in faults("tie", records.tie(tie))] == []


# texts


def test_json_keeps_letters_as_they_are() -> None:
    assert as_json({"name": "Université"}) == '{\n  "name": "Université"\n}\n'


# Python's csv leaves a lone carriage return without quotes
CELLS: Final = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1))
def test_values_come_back_as_they_were_written(rows: list[list[str]]) -> None:
    written = as_values(("a", "b"), rows)
    assert isinstance(written, str)
    assert list(csv.reader(io.StringIO(written, newline="")))[1:] == rows


def test_values_are_separated_as_asked() -> None:
    assert as_values(("a", "b"), [("x y", "1,5")], "tsv") == "a\tb\nx y\t1,5\n"


@given(st.lists(st.lists(CELLS.map(lambda text: f"=+-@{text}"), min_size=2, max_size=2), min_size=1))
def test_what_looks_like_a_formula_is_text_in_a_workbook(rows: list[list[str]]) -> None:
    assert cells(as_values(("a", "b"), rows, "xlsx"))[1:] == [[cell.replace("\r", "") for cell in row] for row in rows]


def test_a_workbook_has_numbers_as_numbers_and_leaves_what_is_unknown_empty() -> None:
    written = as_values(("n", "sum", "unknown", "yes"), [(2, Decimal("81000000.5"), None, True)], "xlsx")
    assert cells(written) == [["n", "sum", "unknown", "yes"], [2.0, 81000000.5, "", "True"]]


def test_the_same_rows_make_the_same_workbook() -> None:
    assert as_values(("a",), [("b",)], "xlsx") == as_values(("a",), [("b",)], "xlsx")


def test_what_no_workbook_can_hold_is_refused() -> None:
    with pytest.raises(Impossible, match="choose csv"):
        as_values(("a",), [("x" * 40_000,)], "xlsx")


def cells(workbook: str | bytes) -> list[list[object]]:
    assert isinstance(workbook, bytes)
    return [list(row) for row in CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0).to_python()]


def test_a_table_shows_markup_as_text_and_folds_what_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    table = as_table(("name",), [("[bold]x[/bold]",), ("long " * 8,)])
    assert "[bold]x[/bold]" in table
    assert max(map(len, table.splitlines())) <= 20


# files


def test_a_file_is_written_with_the_rights_that_others_get(tmp_path: Path) -> None:
    target, other = tmp_path / "a.txt", tmp_path / "b.txt"
    write_file(b"new", target)
    other.touch()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode == other.stat().st_mode


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Impossible, match="No space left on device"):
        write_file(b"new", target)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_in_a_folder_that_is_not_there_is_impossible(tmp_path: Path) -> None:
    with pytest.raises(Impossible, match="cannot write"):
        write_file(b"new", tmp_path / "nowhere" / "a.txt")


def test_a_link_stays_a_link_to_what_is_written(tmp_path: Path) -> None:
    target, link = tmp_path / "a.txt", tmp_path / "link.txt"
    target.touch()
    link.symlink_to(target)
    write_file(b"new", link)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_file(b"new", Path(os.devnull))
    assert Path(os.devnull).is_char_device()


def test_data_goes_to_standard_output_and_talk_to_standard_error(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write("données\n")
    say("progress")
    assert capfdbinary.readouterr() == ("données\n".encode(), b"progress\n")


# tables


def test_a_table_too_narrow_to_read_is_told_as_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    header = [f"column_{n}" for n in range(9)]
    rows = [["Translational Research", "", *["word"] * 7], ["one", "two", *[""] * 7]]
    monkeypatch.setenv("COLUMNS", "60")
    blocks = as_table(header, rows)
    assert blocks.startswith(" column_0   Translational Research\n column_2   word\n")
    assert blocks.endswith("\n\n column_0   one\n column_1   two\n")
    monkeypatch.setenv("COLUMNS", "200")
    assert as_table(header, rows).splitlines()[0].split() == header


@given(st.lists(st.text(st.characters(categories=["L", "N"]), max_size=40), max_size=20))
def test_folding_loses_no_word_and_keeps_to_80_columns(words: list[str]) -> None:
    lines = wrapped(" ".join(words), "  ")
    assert " ".join(lines).split() == " ".join(words).split()
    assert all(len(line) <= 80 for line in lines)
