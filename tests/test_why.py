"""Who says so: each value with its documents, the preferred one and why, what contradicts it, and what only follows."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store, Triple

from triplehelix.graph import Ecosystem, records
from triplehelix.graph.canonical import Canonical
from triplehelix.graph.errors import UnknownProperty
from triplehelix.graph.evidence import Load, evidence_quads
from triplehelix.graph.merge import merge
from triplehelix.graph.preference import Preference
from triplehelix.graph.sources.statements import Stated
from triplehelix.graph.statements import Statement
from triplehelix.graph.statements_text import why_rows, why_text
from triplehelix.graph.terms import DCT, OWL, RDF, SKOS, THX, XSD, local_name, thing
from triplehelix.graph.texts import description_text
from triplehelix.graph.vocabulary import vocabulary

SUBJECT: Final = thing("initiative", "a")
OTHER_ID: Final = thing("initiative", "b")
DOCUMENTS: Final = ("d1", "d2", "d3")
ISSUED: Final = {"d1": "2019", "d2": "2021", "d3": "2020"}


def told(eco: Ecosystem, name: str, prop: str | None = None) -> list[Statement]:
    return list(eco.why(name, prop).statements)


def text(eco: Ecosystem, name: str, prop: str | None = None) -> str:
    return why_text(eco.why(name, prop), eco.reading.labels, eco.reading.texts)


# what the bundled ecosystem must show


def test_two_founding_years_stand_side_by_side_each_with_its_documents(eco: Ecosystem) -> None:
    years = [(one.value, one.preferred, one.conflict, len(one.sources)) for one in told(eco, "BioWin", "founded")]
    assert years == [("2006", True, True, 3), ("2005", False, True, 2)]
    assert "told by more documents (3 against 2)" in text(eco, "BioWin", "founded")


def test_the_approved_budget_goes_before_the_earlier_proposal(eco: Ecosystem) -> None:
    approved, proposed = told(eco, "ATMP-PIT", "budget")
    assert (str(approved.value), approved.unit, approved.status, approved.preferred) == (
        "81000000",
        "EUR",
        "approved",
        True,
    )
    assert (str(proposed.value), proposed.unit, proposed.status, proposed.preferred) == (
        "95000000",
        "EUR",
        "proposed",
        False,
    )
    assert len(approved.sources) >= 3
    assert approved.conflict
    assert proposed.conflict
    assert approved.reason == "approved comes before proposed"


def test_documents_come_newest_first(eco: Ecosystem) -> None:
    for statement in told(eco, "BioWin"):
        issued = [source.issued for source in statement.sources]
        assert issued == sorted(issued, reverse=True)


def test_an_entailed_class_is_explained_by_the_stated_one(eco: Ecosystem) -> None:
    classes = {str(one.value): one for one in told(eco, "BioWin", "type")}
    assert (classes["cluster"].entailed, bool(classes["cluster"].sources)) == (False, True)
    assert (classes["actor"].entailed, classes["actor"].sources) == (True, ())
    assert classes["actor"].because == "BioWin is stated as “cluster”, and each “cluster” is “actor” (rdfs:subClassOf)"


@pytest.mark.parametrize(
    ("name", "prop", "axiom"),
    [
        ("UCLouvain", "helix", "(thx:defaultHelix)"),
        ("Henogen", "party", "(rdfs:subPropertyOf)"),
        ("ATMP-PIT", "starts not before", "start is stated as 2024-01-17"),
    ],
)
def test_what_follows_names_its_axiom(eco: Ecosystem, name: str, prop: str, axiom: str) -> None:
    statements = told(eco, name, prop)
    assert statements
    assert [one.because for one in statements if axiom not in one.because or not one.entailed] == []


def test_a_kind_of_tie_tells_its_ties_and_what_is_contested_of_them(eco: Ecosystem) -> None:
    sums = [
        (one.value, one.unit)
        for one in told(eco, "MaSTherCell", "acquisition")
        if local_name(one.prop.value) == "amount"
    ]
    assert {(285_000_000, "EUR"), (315_000_000, "USD")} <= set(sums)
    assert all(one.conflict for one in told(eco, "MaSTherCell", "acquisition"))


def test_what_is_deduced_or_contested_is_said_once(eco: Ecosystem) -> None:
    assert text(eco, "promethera", "acquisition").count("deduced") == 1
    assert "Catalent acquired MaSTherCell (EUR 285,000,000; 2020-02-03) (contested)" in text(
        eco, "MaSTherCell", "acquisition"
    )


@pytest.mark.parametrize("word", ["founded", "Founded", "fondé en", "fondé"])
def test_a_property_is_found_by_its_name_in_both_languages(eco: Ecosystem, word: str) -> None:
    assert [one.value for one in told(eco, "biowin", word)] == ["2006", "2005"]


def test_the_words_of_the_tables_are_names_too(eco: Ecosystem) -> None:
    assert told(eco, "biowin", "alias") == told(eco, "biowin", "also called")
    assert told(eco, "Noshaq", "former_name") == told(eco, "Noshaq", "former name") != []


def test_an_unknown_property_tells_the_nearest_and_what_there_is(eco: Ecosystem) -> None:
    with pytest.raises(UnknownProperty) as error:
        eco.why("biowin", "foundd")
    assert "founded" in error.value.nearest
    assert {"founded", "city", "Membership"} <= set(error.value.known)


def test_a_known_property_that_nobody_speaks_of_has_no_statement(eco: Ecosystem) -> None:
    assert told(eco, "biowin", "budget") == []
    assert "No document states this" in text(eco, "biowin", "budget")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everything_can_be_told_within_80_columns_but_for_addresses(language: str) -> None:
    eco = Ecosystem.open(language=language)
    for entity in list(eco.reading.names)[::12]:
        lines = text(eco, entity.id).splitlines()
        assert [line for line in lines[1:] if len(line) > 80 and " " in line.strip() and "http" not in line] == []
        assert "{" not in "\n".join(lines)
        assert len(why_rows(eco.why(entity.id))) >= len(told(eco, entity.id))


def test_whoever_shows_a_contested_value_says_so(eco: Ecosystem) -> None:
    facts = {fact.predicate: fact for fact in eco.show("BioWin").facts}
    ties = {tie.id.rsplit("/", 1)[-1]: tie for tie in eco.show("MaSTherCell").ties}
    assert (facts["founded"].conflict, facts["city"].conflict) == (True, False)
    assert ties["acquisition-catalent-masthercell"].conflict
    assert not ties["spin-off-masthercell-ulb"].conflict
    assert "contested: why BioWin founded" in description_text(
        eco.show("BioWin"), eco.reading.labels, eco.reading.texts
    )


# a value that one document states and another lets conclude; other ids; somebody's own RDF


def world(stated: list[Stated]) -> Ecosystem:
    store = Store()
    described = [
        Stated(thing("document", name), triple)
        for name in DOCUMENTS
        for triple in (
            Triple(thing("document", name), RDF.type, THX.Source),
            Triple(thing("document", name), DCT.issued, Literal(ISSUED[name], datatype=XSD.gYear)),
        )
    ]
    store.bulk_extend(evidence_quads(Load("mine", "mine.csv"), [*described, *stated]))
    merge(store, vocabulary())
    return Ecosystem(store)


def says(document: str, subject: NamedNode, prop: NamedNode, value: Any, *, deduced: bool = False) -> Stated:
    return Stated(thing("document", document), Triple(subject, prop, value), deduced=deduced)


def year(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.gYear)


def test_a_value_that_is_stated_and_deduced_shows_both() -> None:
    eco = world([
        says("d1", SUBJECT, RDF.type, THX.Project),
        says("d1", SUBJECT, THX.start, year(2019)),
        says("d2", SUBJECT, THX.start, year(2019), deduced=True),
    ])  # fmt: skip
    found = [(one.value, one.deduced, one.conflict, one.sources[0].issued) for one in told(eco, "a", "start")]
    assert found == [("2019", False, False, "2019"), ("2019", True, False, "2021")]


def test_a_stated_value_goes_before_more_and_newer_deduced_ones() -> None:
    eco = world([
        says("d1", SUBJECT, RDF.type, THX.Project),
        says("d1", SUBJECT, THX.start, year(2019)),
        says("d2", SUBJECT, THX.start, year(2018), deduced=True),
        says("d3", SUBJECT, THX.start, year(2018), deduced=True),
    ])  # fmt: skip
    first, second = told(eco, "a", "start")
    assert (first.value, first.preferred, first.reason) == ("2019", True, "stated comes before deduced")
    assert (second.value, second.preferred, second.deduced) == ("2018", False, True)


def test_what_is_said_under_another_id_counts() -> None:
    eco = world([
        says("d1", SUBJECT, RDF.type, THX.Project),
        says("d1", SUBJECT, THX.start, year(2019)),
        says("d2", OTHER_ID, THX.start, year(2020)),
        says("d3", OTHER_ID, OWL.sameAs, SUBJECT),
    ])  # fmt: skip
    assert [(one.value, one.preferred) for one in told(eco, "a", "start")] == [("2020", True), ("2019", False)]
    assert [source.issued for fact in eco.show("a").facts if fact.predicate == "start" for source in fact.sources] == [
        "2021"
    ]


BAD: Final = """
@prefix thx: <https://w3id.org/triplehelix/ontology#> .
@prefix : <https://example.org/> .
:x a thx:SME ; thx:founded "long ago", 1999 ; thx:budget "lots" , :money , [ thx:value "x" ] ; thx:therapy "magic" ; thx:city :nowhere .
:money a thx:Money ; thx:value "much", 5 .
:tie a thx:Funding ; thx:recipient :x ; thx:amount :money ; thx:date "soon" , "later" .
:figure thx:about :x ; thx:indicator "what" ; thx:value "many" .
"""


def test_bad_values_in_somebodys_rdf_crash_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text(BAD, encoding="utf-8")
    eco = Ecosystem.open(tmp_path / "bad.ttl")
    for prop in (None, "founded", "budget", "funding", "party", "amount", "city"):
        assert text(eco, "x", prop)
        assert records.why(eco.why("x", prop))["statements"]
    assert [one.conflict for one in told(eco, "x", "founded")] == [True, True]


# brute force: conflicts and preferences of random small worlds, counted from the list of what was said


class Saying(NamedTuple):
    document: str
    subject: NamedNode
    prop: NamedNode
    value: Literal | NamedNode
    deduced: bool


SAYINGS: Final = st.builds(
    Saying,
    st.sampled_from(DOCUMENTS),
    st.sampled_from([SUBJECT, OTHER_ID]),
    st.sampled_from([THX.start, THX.therapy]),
    st.sampled_from([year(2018), year(2019), year(2020)]),
    st.booleans(),
)


def values_of(
    sayings: list[Saying], prop: NamedNode, ids: set[NamedNode]
) -> Iterator[tuple[str, bool, frozenset[str]]]:
    """Each value with whether it was deduced, and the days of the documents that say so."""
    pairs = {(one.value.value, one.deduced) for one in sayings if one.prop == prop and one.subject in ids}
    for value, deduced in pairs:
        saying = {
            one.document
            for one in sayings
            if one.prop == prop and one.subject in ids and one.value.value == value and one.deduced == deduced
        }
        yield value, deduced, frozenset(ISSUED[document] for document in saying)


@given(st.lists(SAYINGS, max_size=8), st.booleans())
def test_conflicts_are_those_that_a_count_of_the_sayings_finds(sayings: list[Saying], same: bool) -> None:
    typed = [says("d1", SUBJECT, RDF.type, THX.Project), says("d1", SUBJECT, SKOS.prefLabel, Literal("a"))]
    joined = [says("d1", SUBJECT, OWL.sameAs, OTHER_ID)] if same else []
    eco = world([*typed, *joined, *(says(*one[:4], deduced=one.deduced) for one in sayings)])
    ids = {SUBJECT, OTHER_ID} if same else {SUBJECT}
    for prop, single in ((THX.start, True), (THX.therapy, False)):
        expected = list(values_of(sayings, prop, ids))
        found = [one for one in told(eco, SUBJECT.value) if one.prop == prop]
        assert {
            (str(one.value), one.deduced, frozenset(source.issued for source in one.sources)) for one in found
        } == set(expected)
        contested = single and len({value for value, _, _ in expected}) > 1
        assert {one.conflict for one in found} <= {contested}
        preferred = {one.value for one in found if one.preferred}
        assert len(preferred) == (min(1, len(expected)) if single else len({value for value, _, _ in expected}))
        assert all(bool(one.reason) == (contested and one.preferred) for one in found)


@given(st.lists(SAYINGS, min_size=1, max_size=8))
def test_what_is_told_as_preferred_is_what_the_rule_prefers(sayings: list[Saying]) -> None:
    eco = world([says("d1", SUBJECT, RDF.type, THX.Project), *(says(*one[:4], deduced=one.deduced) for one in sayings)])
    rule = Preference(eco.store, vocabulary().precedence, Canonical(eco.store))
    values = sorted({one.value for one in sayings if one.prop == THX.start and one.subject == SUBJECT}, key=str)
    preferred = {one.value for one in told(eco, SUBJECT.value, "start") if one.preferred}
    assert preferred == ({rule.best(SUBJECT, THX.start, values).value} if values else set())


# the command


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "triplehelix.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_prints_json_and_ends_by_what_it_found() -> None:
    done = run("why", "BioWin", "founded", "--format", "json")
    statements = json.loads(done.stdout)["statements"]
    assert done.returncode == 0
    assert [(one["value"], one["preferred"], one["conflict"], one["entailed"]) for one in statements] == [
        ("2006", True, True, False),
        ("2005", False, True, False),
    ]
    assert run("why", "BioWin", "budget").returncode == 1


def test_an_unknown_property_is_wrong_usage_told_in_one_sentence() -> None:
    done = run("why", "BioWin", "colour")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_rows_have_a_line_for_each_document() -> None:
    header, *lines = run("why", "BioWin", "founded", "--format", "csv").stdout.splitlines()
    assert header.split(",")[:2] == ["property", "value"]
    assert len(lines) == 3 + 2
