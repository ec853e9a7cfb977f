"""ROR: records of both schemas, how they hang together, and what is left out of them."""

import json
from collections.abc import Mapping
from typing import Any, Final

import pytest
from pyoxigraph import Literal, NamedNode, Store
from tests.registers import errors, instances, read, text_file, values

from triplehelix.graph.errors import InputError
from triplehelix.graph.lookup import objects
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.ror import read_ror
from triplehelix.graph.terms import DCT, FOAF, ORG, RDF, SKOS, THX, document_iri, thing

Record = Mapping[str, Any]

SECOND: Final[Record] = {
    "admin": {"last_modified": {"date": "2025-11-24", "schema_version": "2.1"}},
    "domains": [],
    "established": 1817,
    "external_ids": [
        {"all": ["Q1", "Q2"], "preferred": "Q2", "type": "wikidata"},
        {"all": ["0000 0001 2345 678X"], "preferred": None, "type": "isni"},
        {"all": ["grid.1.1"], "preferred": "grid.1.1", "type": "grid"},
        {"all": ["501100000001"], "preferred": None, "type": "fundref"},
    ],
    "id": "https://ror.org/00second1",
    "links": [
        {"type": "wikipedia", "value": "https://en.wikipedia.org/wiki/Example"},
        {"type": "website", "value": "https://uni.example"},
    ],
    "locations": [{"geonames_details": {"country_code": "BE", "country_name": "Belgium", "name": "Exampletown"}}],
    "names": [
        {"lang": None, "types": ["acronym"], "value": "UE"},
        {"lang": "fr", "types": ["label"], "value": "Université d’Exemple"},
        {"lang": "en", "types": ["ror_display", "label"], "value": "University of Example"},
        {"lang": "en", "types": ["label"], "value": "Example University"},
        {"lang": "ja", "types": ["alias"], "value": "例大学"},
    ],
    "relationships": [],
    "status": "active",
    "types": ["education", "funder"],
}
FIRST: Final[Record] = {
    "id": "https://ror.org/00first01",
    "name": "Institute of Example",
    "established": None,
    "types": ["Facility"],
    "relationships": [],
    "addresses": [{"city": "Exampletown"}],
    "links": ["http://institute.example"],
    "aliases": ["Example Institute"],
    "acronyms": ["IE"],
    "labels": [{"label": "Institut d’Exemple", "iso639": "fr"}],
    "status": "active",
    "country": {"country_name": "Belgium", "country_code": "BE"},
    "external_ids": {
        "ISNI": {"preferred": None, "all": ["0000 0004 1758 6597"]},
        "GRID": {"preferred": "grid.2.2", "all": "grid.2.2"},
        "Wikidata": {"preferred": None, "all": ["Q3"]},
    },
}


def numbered(number: int, record: Record = SECOND, **changed: Any) -> dict[str, Any]:
    return {**record, "id": f"https://ror.org/00test{number:03}", **changed}


def actor(number: int) -> NamedNode:
    return thing("actor", f"ror-00test{number:03}")


def lines(*records: Record) -> Input:
    return text_file("ror.jsonl", "".join(f"{json.dumps(record)}\n" for record in records))


def load(*records: Record, journal: Journal | None = None) -> Store:
    return read(read_ror, lines(*records), journal=journal)


def related(kind: str, number: int) -> list[dict[str, str]]:
    return [{"type": kind, "id": f"https://ror.org/00test{number:03}", "label": "whoever"}]


def test_a_record_of_schema_2_tells_of_an_organisation() -> None:
    store = load(numbered(1))
    assert THX.University.value in values(store, actor(1), RDF.type)
    assert values(store, actor(1), THX.founded) == ["1817"]
    assert values(store, actor(1), FOAF.homepage) == ["https://uni.example"]
    assert values(store, actor(1), THX.isni) == ["000000012345678X"]
    assert values(store, actor(1), THX.grid) == ["grid.1.1"]
    assert values(store, actor(1), THX.city) == [thing("territory", "be-exampletown").value]
    assert values(store, actor(1), THX.country) == [thing("territory", "belgium").value]


def test_it_is_the_same_as_its_ror_id_and_the_item_that_ror_prefers() -> None:
    assert values(load(numbered(1)), actor(1), SKOS.exactMatch) == [
        "http://www.wikidata.org/entity/Q2",
        "https://ror.org/00test001",
    ]


def test_one_name_in_each_language_is_preferred_and_the_others_are_aliases() -> None:
    store = load(numbered(1))
    assert set(objects(store, actor(1), SKOS.prefLabel)) == {
        Literal("University of Example", language="en"),
        Literal("Université d’Exemple", language="fr"),
    }
    assert set(objects(store, actor(1), SKOS.altLabel)) == {
        Literal("Example University", language="en"),
        Literal("UE"),
        Literal("例大学", language="ja"),
    }


def test_a_record_of_schema_1_tells_the_same_kinds_of_facts() -> None:
    store = load(numbered(2, FIRST))
    assert THX.ResearchCentre.value in values(store, actor(2), RDF.type)
    assert values(store, actor(2), SKOS.prefLabel) == ["Institut d’Exemple", "Institute of Example"]
    assert values(store, actor(2), SKOS.altLabel) == ["Example Institute", "IE"]
    assert values(store, actor(2), THX.isni) == ["0000000417586597"]
    assert values(store, actor(2), THX.grid) == ["grid.2.2"]
    assert values(store, actor(2), FOAF.homepage) == ["http://institute.example"]
    assert values(store, actor(2), THX.city) == [thing("territory", "be-exampletown").value]


@pytest.mark.parametrize(
    ("types", "kind", "helix"),
    [
        (["healthcare"], "Hospital", "helix-university"),
        (["government", "funder"], "GovernmentBody", "helix-government"),
        (["government", "facility"], "ResearchCentre", "helix-university"),
        (["company"], "Actor", "helix-industry"),
        (["nonprofit"], "Actor", ""),
        (["funder"], "Actor", ""),
    ],
)
def test_the_class_says_no_more_than_the_types(types: list[str], kind: str, helix: str) -> None:
    store = load(numbered(1, types=types))
    kinds = {iri for iri in values(store, actor(1), RDF.type) if iri.startswith(THX.iri)}
    assert kinds - {THX.Actor.value, THX.Party.value} == {THX[kind].value} - {THX.Actor.value}
    assert values(store, actor(1), THX.helix) == ([THX[helix].value] if helix else [])


@pytest.mark.parametrize(("record", "parent", "child"), [(SECOND, "parent", "child"), (FIRST, "Parent", "Child")])
def test_a_part_told_from_either_end_is_one_tie(record: Record, parent: str, child: str) -> None:
    from_above = numbered(1, record, relationships=related(child, 2))
    from_below = numbered(2, record, relationships=related(parent, 1))
    for records in ([from_above, from_below], [from_above, numbered(2, record)], [numbered(1, record), from_below]):
        store = load(*records)
        assert instances(store, THX.Affiliation) == ["ror-00test002-00test001"]
        tie = thing("tie", "ror-00test002-00test001")
        assert values(store, tie, THX.part) == [actor(2).value]
        assert values(store, tie, THX.whole) == [actor(1).value]


def test_a_succession_told_from_either_end_is_one_change() -> None:
    old = numbered(1, status="inactive", relationships=related("successor", 2))
    new = numbered(2, relationships=related("predecessor", 1))
    store = load(new, old)
    change = thing("change", "ror-00test001-00test002")
    assert instances(store, ORG.ChangeEvent) == ["ror-00test001-00test002"]
    assert values(store, change, ORG.originalOrganization) == [actor(1).value]
    assert values(store, change, ORG.resultingOrganization) == [actor(2).value]


def test_relations_that_lead_nowhere_and_mere_relatedness_are_left_out_and_counted() -> None:
    journal = Journal()
    relations = related("parent", 9) + related("successor", 3) + related("related", 2)
    store = load(numbered(1, relationships=relations), numbered(2), numbered(3, status="withdrawn"), journal=journal)
    assert instances(store, THX.Affiliation) == instances(store, ORG.ChangeEvent) == []
    assert journal.notes == [
        "2 relations lead to records that are withdrawn or not in the file, and were left out",
        "1 withdrawn records were left out",
        "1 relations of the kind 'related' were left out, because they do not tell how",
    ]


def test_inactive_organisations_are_kept_and_marked_and_withdrawn_ones_are_not() -> None:
    store = load(numbered(1), numbered(2, status="inactive"), numbered(3, status="withdrawn"))
    assert instances(store, THX.Actor) == ["ror-00test001", "ror-00test002"]
    assert values(store, actor(2), THX.state) == ["inactive"]
    assert values(store, actor(1), THX.state) == []


def test_an_array_and_lines_say_the_same() -> None:
    records = [numbered(1), numbered(2, FIRST)]
    array = text_file("ror.json", json.dumps(records, indent=2))
    assert set(read(read_ror, array)) == set(load(*records))


def test_a_record_that_is_told_twice_is_told_once() -> None:
    journal = Journal()
    assert set(load(numbered(1), numbered(1), journal=journal)) == set(load(numbered(1)))
    assert journal.notes == ["1 records have the id of a record before, and were left out"]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"id": "https://ror.org/00test001"}, "is not a record of ROR, schema 1 or 2: it lacks 'status'"),
        (7, "is not a record of ROR"),
        (numbered(1, id="00"), "'00' is not an id of ROR"),
        (numbered(1, names=[]), "has no name"),
        (numbered(1, names=[{"lang": "no language", "types": ["label"], "value": "X"}]), ""),
        (numbered(1, established=20201), "was established in 20201, which is no year"),
        (numbered(1, types="education", names=5), "is not a record of ROR"),
        (numbered(1, links=[{"type": "website", "value": 5}]), "is not a record of ROR"),
    ],
)
def test_what_is_no_record_is_told_with_its_line_and_can_be_skipped(value: Any, told: str) -> None:
    with pytest.raises(InputError) as caught:
        load(numbered(2), value)
    assert str(caught.value).startswith(f"ror.jsonl:2: {told}")
    journal = Journal(skip=True)
    assert instances(load(numbered(2), value, journal=journal), THX.Actor) == ["ror-00test002"]
    assert len(journal.rejected) == 1
    assert journal.rows == 2


def test_the_registry_states_it_under_its_licence_and_of_its_newest_change() -> None:
    assert values(load(numbered(1)), document_iri("https://ror.org/"), DCT.issued) == ["2025-11-24"]
    assert read_ror([lines()], "ror", Journal()).licence == "https://creativecommons.org/publicdomain/zero/1.0/"


def test_records_break_no_rule() -> None:
    store = load(
        numbered(1, relationships=related("child", 2)), numbered(2, FIRST, relationships=related("Successor", 1))
    )
    assert errors(store) == set()
