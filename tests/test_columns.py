"""Any table is loaded whose columns a TOML file describes; what is wrong is told with its place and its key."""

import re
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from triplehelix.graph.errors import InputError
from triplehelix.graph.sources.columns import reader_for
from triplehelix.graph.sources.inputs import files_of
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.statements import Contents
from triplehelix.graph.terms import DCT, FOAF, RDF, SKOS, THX, XSD, document_iri, thing

PAGE: Final = Path(__file__).parent.parent / "docs" / "how-to" / "load-any-table.md"
SHOWN: Final = dict(
    re.findall(r"^```(?:csv|toml) (\S+)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
)
URL: Final = "https://pole-exemple.example/membres"
PLAIN: Final = """
[source]
title = "List"
url = "https://list.example"
[actor]
name = "Name"
type = { always = "SME" }
"""


def _read(folder: Path, table: str, described: str, journal: Journal | None = None) -> Contents:
    (folder / "members.csv").write_text(table, encoding="utf-8")
    (folder / "members.toml").write_text(described, encoding="utf-8")
    read = reader_for(folder / "members.toml")
    return read(files_of(folder / "members.csv"), "mine", journal or Journal())


def _triples(contents: Contents) -> set[Triple]:
    return {stated.triple for stated in contents.stated}


@pytest.fixture
def shown(tmp_path: Path) -> Contents:
    return _read(tmp_path, SHOWN["membres.csv"], SHOWN["membres.toml"])


def test_the_list_that_the_documentation_shows_becomes_actors_and_their_memberships(shown: Contents) -> None:
    triples = _triples(shown)
    cells, cluster = thing("actor", "mine-exemple-cellules"), thing("actor", "mine-pole-exemple")
    tie = thing("tie", "membership-mine-exemple-cellules-pole-exemple")
    assert triples >= {
        Triple(cells, RDF.type, THX.SME),
        Triple(cells, SKOS.prefLabel, Literal("Exemple Cellules")),
        Triple(cells, FOAF.homepage, NamedNode("http://www.exemple-cellules.example")),
        Triple(cells, THX.therapy, THX["cell-therapy"]),
        Triple(cells, THX.therapy, THX["gene-therapy"]),
        Triple(cells, THX.city, thing("territory", "liege")),
        Triple(thing("actor", "mine-institut-modele"), RDF.type, THX.ResearchCentre),
        Triple(cluster, RDF.type, THX.Cluster),
        Triple(tie, RDF.type, THX.Membership),
        Triple(tie, THX.member, cells),
        Triple(tie, THX.organisation, cluster),
        Triple(tie, THX.role, THX["role-member"]),
        Triple(tie, THX.start, Literal("2019-03-12", datatype=XSD.date)),
    }
    assert [triple for triple in triples if triple.predicate == FOAF.homepage and triple.subject != cells] == []


def test_a_territory_has_the_id_of_its_meaning_and_the_name_of_the_table(shown: Contents) -> None:
    belgium = thing("territory", "belgium")
    assert {triple.object for triple in _triples(shown) if triple.subject == belgium} == {
        THX.Country,
        Literal("Belgique", language="fr"),
    }


def test_all_is_what_the_document_of_the_list_states(shown: Contents) -> None:
    stated = list(shown.stated)
    assert {one.document for one in stated} == {document_iri(URL)}
    assert Triple(document_iri(URL), DCT.publisher, Literal("Pôle Exemple")) in {one.triple for one in stated}
    assert (shown.issued, shown.titles) == ("2026-03-01", {"fr": "Liste des membres"})


def test_a_row_of_projects_becomes_an_initiative_and_who_takes_part(tmp_path: Path) -> None:
    described = PLAIN + (
        '[initiative]\nname = "Project"\ntype = {always = "Project"}\nbudget = "Budget"\ncurrency = {always = "EUR"}\n'
        '[participation]\nrole = "Role"\n'
    )
    table = "Name;Role;Project;Budget\nAlpha;partner;Cells;4 459 807,50\nBeta;;;\n"
    triples = _triples(_read(tmp_path, table, described))
    project, tie = thing("initiative", "mine-cells"), thing("tie", "participation-mine-alpha-cells")
    assert triples >= {
        Triple(project, RDF.type, THX.Project),
        Triple(tie, THX.participant, thing("actor", "mine-alpha")),
        Triple(tie, THX.initiative, project),
        Triple(tie, THX.role, THX["role-partner"]),
        Triple(NamedNode(project.value + "/budget/eur"), THX.value, Literal("4459807.50", datatype=XSD.decimal)),
    }
    assert len({triple.subject for triple in triples if triple.predicate == THX.participant}) == 1


def test_one_name_is_one_actor_and_a_column_of_ids_makes_two_of_it(tmp_path: Path) -> None:
    def actors(described: str) -> set[str]:
        triples = _triples(_read(tmp_path, "Name;No\nAlpha;1\nALPHÀ;2\n", described))
        return {triple.subject.value.rpartition("/")[2] for triple in triples if triple.object == THX.SME}  # type: ignore[union-attr]

    assert actors(PLAIN) == {"mine-alpha"}
    assert actors(PLAIN + 'id = "No"\n') == {"mine-1", "mine-2"}


@pytest.mark.parametrize(("dates", "day"), [("day-first", "2019-03-12"), ("month-first", "2019-12-03")])
def test_the_file_says_whether_days_or_months_come_first(tmp_path: Path, dates: str, day: str) -> None:
    described = PLAIN.replace("[actor]", f'dates = "{dates}"\n[actor]\nfounded = "Since"')
    triples = _triples(_read(tmp_path, "Name;Since\nAlpha;12/3/2019\n", described))
    assert Triple(thing("actor", "mine-alpha"), THX.founded, Literal(day, datatype=XSD.date)) in triples


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            ";PME;",
            "members.csv:3:1: column 'Name': is empty; write the name, or remove the row ([actor] name in members.toml)",
        ),
        ("Beta;GmbH;", "members.csv:3:2: column 'Type': 'GmbH' is none of the types"),
        ("Beta;PME;12/03/2019", "members.csv:3:3: column 'Since': '12/03/2019'"),
    ],
)
def test_a_bad_row_is_told_with_its_column_and_key_or_left_out(tmp_path: Path, row: str, message: str) -> None:
    described = PLAIN.replace('{ always = "SME" }', '"Type"\nfounded = "Since"') + '[values.type]\nPME = "SME"\n'
    table = f"Name;Type;Since\nAlpha;pme;2019\n{row}\nGamma;PME;\n"
    with pytest.raises(InputError) as caught:
        _triples(_read(tmp_path, table, described))
    assert str(caught.value).startswith(message)
    assert "in members.toml)" in str(caught.value)
    journal = Journal(skip=True)
    named = {
        triple.object
        for triple in _triples(_read(tmp_path, table, described, journal))
        if triple.predicate == SKOS.prefLabel
    }
    assert named == {Literal("Alpha"), Literal("Gamma")}
    assert [list(rejected.cells) for rejected in journal.rejected] == [row.split(";")]


def test_what_is_always_so_and_wrong_is_told_with_its_key(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"^members\.csv:2: \[actor\] type in members\.toml: 'PME' is none of the types"
    ):
        _triples(_read(tmp_path, "Name\nAlpha\n", PLAIN.replace("SME", "PME")))


def test_a_column_that_the_table_lacks_is_told_with_its_key(tmp_path: Path) -> None:
    message = r"^members\.csv:1: lacks the column 'Name', which \[actor\] name in members\.toml names; correct either$"
    with pytest.raises(InputError, match=message):
        _triples(_read(tmp_path, "Nom\nAlpha\n", PLAIN))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[actor]", "[actors]", "the file has 'actors', which is none of source, actor,"),
        ('name = "Name"', "", "[actor] lacks name; add it"),
        ('url = "https://list.example"', "", "[source] lacks url; add it"),
        ("name =", "nmae =", "[actor] has 'nmae', which is none of id, type, name"),
        ('"Name"', "3", "[actor] name is 3, where keys with their values belong"),
        ('"Name"', '{ separator = "|" }', "[actor] name needs either a column, or what is always so"),
        ('"Name"', '{ colum = "Name" }', "[actor] name has 'colum', which is none of column, separator, always"),
        ("[actor]", 'dates = "US"\n[actor]', "[source] dates is none of day-first, month-first"),
        ("[actor]", "[participation]\n[actor]", "[participation] needs an [initiative]"),
        ("[actor]", '[values.typ]\na = "b"\n[actor]', "[values] has 'typ', which is none of"),
        ("[actor]", "[actor", "is not TOML: "),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_key(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in PLAIN
    with pytest.raises(InputError) as caught:
        _read(tmp_path, "Name\n", PLAIN.replace(old, new))
    assert str(caught.value).startswith(f"members.toml: {message}")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.toml: there is no such file$"):
        reader_for(tmp_path / "nowhere.toml")
