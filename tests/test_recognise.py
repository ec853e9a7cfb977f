"""What kind a source is, is seen from its content: the name need not tell."""

import gzip
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import RdfFormat
from xlsxwriter import Workbook

from triplehelix.graph.errors import InputError
from triplehelix.graph.sources.inputs import files_of
from triplehelix.graph.sources.recognise import groups, kind_of
from triplehelix.graph.sources.syntaxes import syntax_of

HORIZON: Final = '"projectID";"projectAcronym";"organisationID";"vatNumber";"name"\n"1";"A";"9";"";"Alpha"\n'
TRIALS: Final = "NCT Number,Study Title,Sponsor,Collaborators\nNCT00000000,A study,Alpha,\n"
ROR_2: Final = '{"admin":{},"names":[{"value":"Alpha"}],"id":"https://ror.org/000000001","status":"active"}\n'
RDF_XML: Final = (
    '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a.example/">'
    '<rdf:Description rdf:about="http://a.example/a"><a:b>c</a:b></rdf:Description></rdf:RDF>'
)
ACTORS: Final = "id;type;name;source\na;SME;Alpha;https://a.example\n"

CONTENTS: Final = {
    "Horizon organisations": (HORIZON, "cordis"),
    "FP7 organisations": ("idOrganization;country;name;address;last_update\n9;BE;Alpha;;\n", "cordis"),
    "FP7 projects": ("id;acronym;title;status;programme;startDate;totalCost;ecMaxContribution\n1;A;T;;;;;\n", "cordis"),
    "Horizon projects": ("\ufeffid;acronym;status;title;ecMaxContribution;objective\n1;A;;T;;\n", "cordis"),
    "old projects": ("rcn;reference;projectReference;acronym\n1;2;3;A\n", "cordis"),
    "trials": (TRIALS, "trials"),
    "ROR, JSON lines": (ROR_2, "ror"),
    "ROR, an array": ("[\n" + ROR_2.replace('":', '" : ') + "]", "ror"),
    "Turtle": ("# a comment\n@prefix : <http://a.example/> .\n:a :b :c .\n", "rdf"),
    "TriG": ("PREFIX : <http://a.example/>\n:g { :a :b :c }\n", "rdf"),
    "N-Triples": ('<http://a.example/a> <http://a.example/b> "c"@en .\n', "rdf"),
    "N-Quads": ("<http://a.example/a> <http://a.example/b> _:c <http://a.example/g> .\n", "rdf"),
    "RDF/XML": (RDF_XML, "rdf"),
    "JSON-LD": ('{"@id": "http://a.example/a", "http://a.example/b": "https://ror.org/000000001"}', "rdf"),
}  # fmt: skip


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("text", "kind"), CONTENTS.values(), ids=CONTENTS)
def test_a_kind_is_seen_from_the_content_alone(tmp_path: Path, text: str, kind: str) -> None:
    assert kind_of(files_of(_write(tmp_path, "download", text))) == kind


def test_a_kind_is_seen_through_its_packing(tmp_path: Path) -> None:
    (tmp_path / "x.gz").write_bytes(gzip.compress(HORIZON.encode("utf-16")))
    assert kind_of(files_of(tmp_path / "x.gz")) == "cordis"


@pytest.mark.parametrize(("sheet", "header", "kind"), [("DATA", "projectID", "cordis"), ("Actors", "id", "tables")])
def test_the_kind_of_a_workbook_is_seen_from_its_sheets(tmp_path: Path, sheet: str, header: str, kind: str) -> None:
    with Workbook(tmp_path / "x.xlsx") as book:
        book.add_worksheet("Notes")
        book.add_worksheet(sheet).write_row(0, 0, [header, "name"])
    assert kind_of(files_of(tmp_path / "x.xlsx")) == kind


def test_tables_are_known_by_their_names_and_columns(tmp_path: Path) -> None:
    assert kind_of(files_of(_write(tmp_path, "mine/actors.csv", ACTORS).parent)) == "tables"
    with pytest.raises(InputError, match="cannot be loaded"):
        kind_of(files_of(_write(tmp_path, "members.csv", ACTORS)))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.ttl", RdfFormat.TURTLE), ("a.nt", RdfFormat.N_TRIPLES), ("a.nq", RdfFormat.N_QUADS), ("a.trig", RdfFormat.TRIG),
        ("a.rdf", RdfFormat.RDF_XML), ("a.owl", RdfFormat.RDF_XML), ("A.JSONLD", RdfFormat.JSON_LD), ("a.n3", RdfFormat.N3),
        ("a.txt", None), ("a.json", None), ("a.csv", None),
    ],
)  # fmt: skip
def test_a_suffix_tells_the_syntax_of_rdf_where_it_is_one_of_rdf(tmp_path: Path, name: str, form: RdfFormat) -> None:
    (file,) = files_of(_write(tmp_path, name, "a,b\n"))
    assert syntax_of(file) == form


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("Turtle", RdfFormat.TRIG), ("TriG", RdfFormat.TRIG), ("N-Triples", RdfFormat.N_QUADS),
        ("N-Quads", RdfFormat.N_QUADS), ("RDF/XML", RdfFormat.RDF_XML), ("JSON-LD", RdfFormat.JSON_LD),
    ],
)  # fmt: skip
def test_without_one_the_syntax_is_one_that_can_read_the_file(tmp_path: Path, content: str, form: RdfFormat) -> None:
    (file,) = files_of(_write(tmp_path, "download", CONTENTS[content][0]))
    assert syntax_of(file) == form


@pytest.mark.parametrize(
    "text",
    [
        "Some words.\n",
        "# Title\n\nText; more text, <b>bold</b>.\n",
        "a;b\n1;2\n",
        '{"a": 1}',
        "<html></html>",
        '"',
        "\0\1",
    ],
)
def test_anything_else_is_refused_with_what_to_do(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"^a\.txt: cannot be loaded: .* --as, .* --columns$"):
        kind_of(files_of(_write(tmp_path, "a.txt", text)))


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^a\.csv: is empty$"):
        kind_of(files_of(_write(tmp_path, "a.csv", "")))


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no file"):
        kind_of(files_of(tmp_path))


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    for name, text in {
        "organization.csv": HORIZON, "project.csv": "projectID;acronym\n1;A\n", "studies.csv": TRIALS, "ror.json": ROR_2,
        "own/actors.csv": ACTORS, "own/sources.csv": "url\n", "b.ttl": "", "a.ttl": "", "README.md": "# Read me\n",
    }.items():  # fmt: skip
        _write(tmp_path, name, text)
    return tmp_path


def test_a_folder_of_mixed_things_is_sorted_and_each_rdf_file_stands_alone(mixed: Path) -> None:
    found = groups(files_of(mixed))
    assert [(group.kind, [file.name for file in group.files]) for group in found.known] == [
        ("rdf", ["a.ttl"]),
        ("rdf", ["b.ttl"]),
        ("tables", ["own/actors.csv", "own/sources.csv"]),
        ("cordis", ["organization.csv", "project.csv"]),
        ("ror", ["ror.json"]),
        ("trials", ["studies.csv"]),
    ]
    assert [file.name for file in found.others] == ["README.md"]


def test_a_folder_of_mixed_things_has_no_one_kind(mixed: Path) -> None:
    with pytest.raises(
        InputError, match=r"is data of several kinds \(rdf, tables, cordis, ror, trials\); load each by itself$"
    ):
        kind_of(files_of(mixed))


def test_what_lies_beside_data_does_not_count(tmp_path: Path) -> None:
    _write(tmp_path, "README.md", "# Read me\n")
    _write(tmp_path, "studies.csv", TRIALS)
    assert kind_of(files_of(tmp_path)) == "trials"
