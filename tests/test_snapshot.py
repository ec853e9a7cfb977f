"""An ecosystem as it stood at a day: what certainly did not hold is gone, what remains says whether it surely held."""

from collections import Counter
from datetime import date
from typing import Final

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from triplehelix.graph import Ecosystem
from triplehelix.graph.errors import DateError, Impossible, NameNotFound, NotThen
from triplehelix.graph.lookup import pairs
from triplehelix.graph.merge import merge
from triplehelix.graph.paths_text import paths_text
from triplehelix.graph.snapshot import snapshot
from triplehelix.graph.terms import DCT, ORG, QB, RDF, SKOS, THX, XSD, thing
from triplehelix.graph.texts import description_text
from triplehelix.graph.views.map.from_store import Map
from triplehelix.graph.vocabulary import vocabulary

DAY: Final = date(2022, 1, 1)
PREFIXES: Final = (
    f"PREFIX : <http://e/> PREFIX thx: <{THX.iri}> PREFIX skos: <{SKOS.iri}> PREFIX dct: <{DCT.iri}> "
    f"PREFIX org: <{ORG.iri}> PREFIX qb: <{QB.iri}> PREFIX xsd: <{XSD.iri}> "
)
ACTORS: Final = """
    :a a thx:SME ; skos:prefLabel "Alpha" . :b a thx:SME ; skos:prefLabel "Beta" .
    :early a thx:Project ; skos:prefLabel "Early" ; thx:start "2019"^^xsd:gYear ; thx:end "2020"^^xsd:gYear .
    :late a thx:Project ; skos:prefLabel "Late" ; thx:start "2023"^^xsd:gYear ; dct:isPartOf :frame ; thx:budget <http://e/late/budget/eur> .
    <http://e/late/budget/eur> a thx:Money ; thx:value 5 ; thx:currency "EUR" .
    :frame a thx:Programme ; skos:prefLabel "Frame" ; thx:start "2021"^^xsd:gYear ; thx:end "2024"^^xsd:gYear ; dct:isPartOf :early .
    :staff a qb:Observation ; thx:about :late ; thx:indicator :people ; thx:value 3 .
"""


def a_view(turtle: str, day: date = DAY, language: str = "en") -> Ecosystem:
    store = Store()
    store.load(f"{PREFIXES}{ACTORS}{turtle}", format=RdfFormat.TURTLE, to_graph=thing("evidence", "made/1"))
    merge(store, vocabulary())
    return Ecosystem(store, language).at(day)


def iri(name: str) -> NamedNode:
    return NamedNode(f"http://e/{name}")


def about(eco: Ecosystem, name: str) -> list[Quad]:
    """The merged triples about a thing, or that lead to it."""
    graph = DefaultGraph()
    return [
        *eco.store.quads_for_pattern(iri(name), None, None, graph),
        *eco.store.quads_for_pattern(None, None, iri(name), graph),
    ]


def marks(eco: Ecosystem) -> dict[str, str]:
    return {name.rsplit("/", 1)[-1]: mark for name, mark in pairs(eco.store, THX.holds)}


STATES: Final = [
    pytest.param('thx:start "2021"^^xsd:gYear ; thx:end "2023"^^xsd:gYear', "yes", id="within its years"),
    pytest.param('thx:start "2021"^^xsd:gYear', "maybe", id="begun, its end unknown"),
    pytest.param('thx:end "2022"^^xsd:gYear', "maybe", id="ends within the year"),
    pytest.param('thx:start "2022"^^xsd:gYear ; thx:end "2023"^^xsd:gYear', "maybe", id="begins within the year"),
    pytest.param('thx:note "undated"@en', "maybe", id="undated"),
    pytest.param('thx:start "2022-01-01"^^xsd:date', "yes", id="begins that day"),
    pytest.param('thx:start "2022-02"^^xsd:gYearMonth', "", id="not begun"),
    pytest.param('thx:end "2021"^^xsd:gYear', "", id="over"),
    pytest.param('thx:start "2023"^^xsd:gYear ; thx:end "2021"^^xsd:gYear', "", id="over before it began"),
]


@pytest.mark.parametrize(("dates", "mark"), STATES)
def test_a_state_is_marked_or_gone(dates: str, mark: str) -> None:
    view = a_view(f":t a thx:Partnership ; thx:partner :a, :b ; {dates} .")
    assert marks(view).get("t", "") == mark
    assert bool(about(view, "t")) == bool(mark)


EVENTS: Final = [
    pytest.param('thx:date "2021"^^xsd:gYear', "yes", id="the year before"),
    pytest.param('thx:date "2022-01-01"^^xsd:date', "yes", id="that day"),
    pytest.param('thx:date "2022"^^xsd:gYear', "maybe", id="that year"),
    pytest.param('thx:note "undated"@en', "maybe", id="undated"),
    pytest.param('thx:knownBy "2021"^^xsd:gYear', "yes", id="known by then"),
    pytest.param('thx:knownBy "2023"^^xsd:gYear', "maybe", id="known only later"),
    pytest.param('thx:date "2022-01-02"^^xsd:date', "", id="the day after"),
]


@pytest.mark.parametrize(("dates", "mark"), EVENTS)
def test_an_event_is_marked_or_gone(dates: str, mark: str) -> None:
    view = a_view(f":t a thx:Acquisition ; thx:acquirer :a ; thx:acquired :b ; {dates} .")
    assert marks(view).get("t", "") == mark
    assert bool(about(view, "t")) == bool(mark)


def test_a_change_of_an_organisation_is_marked_or_gone() -> None:
    change = ":{0} a org:ChangeEvent ; org:originalOrganization :a ; org:resultingOrganization :b ; thx:date '{1}'^^xsd:gYear ."
    view = a_view(change.format("before", 2020) + change.format("after", 2024))
    assert (marks(view)["before"], "after" in marks(view), about(view, "after")) == ("yes", False, [])


def test_with_an_initiative_go_its_money_its_figures_and_what_leads_to_it() -> None:
    view = a_view("")
    assert [about(view, name) for name in ("late", "late/budget/eur", "staff", "early")] == [[], [], [], []]
    assert marks(view) == {"frame": "yes"}


def test_a_tie_that_remains_keeps_the_name_of_an_initiative_that_does_not() -> None:
    view = a_view(':f a thx:Funding ; thx:funder :a ; thx:initiative :late ; thx:date "2021"^^xsd:gYear .')
    sentence = "Alpha funds Late (2021)"
    assert sentence in description_text(view.show("Alpha"), view.reading.labels, view.reading.texts)
    assert [quad.predicate for quad in about(view, "late") if quad.subject == iri("late")] == [SKOS.prefLabel]
    assert "Late" not in {entity.name for entity in view.reading.names}
    assert "Late" not in [node.name for node in Map.of(view.reading).page.nodes]


def test_money_that_another_tie_has_too_stays() -> None:
    shared = ":m a thx:Money ; thx:value 7 ; thx:currency 'EUR' ."
    funding = ":{0} a thx:Funding ; thx:funder :a ; thx:recipient :b ; thx:amount :m ; thx:date '{1}'^^xsd:gYear ."
    view = a_view(shared + funding.format("f", 2020) + funding.format("g", 2024))
    assert {prop.rsplit("#", 1)[-1] for prop in (quad.predicate.value for quad in about(view, "m"))} >= {
        "value",
        "amount",
    }
    assert about(view, "g") == []


def test_a_share_does_not_lead_to_a_funding_that_has_not_happened() -> None:
    funding = ":{0} a thx:Funding ; thx:funder :a ; thx:recipient :b ; thx:date '{1}'^^xsd:gYear {2} ."
    view = a_view(funding.format("share", 2020, "; thx:shareOf :whole") + funding.format("whole", 2024, ""))
    assert about(view, "whole") == []
    assert about(view, "share")


def test_actors_documents_and_evidence_stay_as_they_are(eco: Ecosystem) -> None:
    view = eco.at("1990-01-01")
    counted, whole = view.statistics().counts, eco.statistics().counts
    assert [counted[name] for name in ("actors", "sources")] == [whole[name] for name in ("actors", "sources")]
    for graph in eco.store.named_graphs():
        evidence = set(eco.store.quads_for_pattern(None, None, None, graph))
        assert evidence == set(view.store.quads_for_pattern(None, None, None, graph))


@pytest.mark.parametrize("day", ["1999-12-31", "2019-06-30", "2022-01-01", "2100-01-01"])
def test_nothing_in_a_view_leads_to_nothing(eco: Ecosystem, day: str) -> None:
    view = eco.at(day)
    tied = {party for _, party in pairs(view.store, THX.party)}
    assert {iri: view.reading.labels(iri) for iri in tied} == {iri: eco.reading.labels(iri) for iri in tied}
    ties = {tie for tie, _ in pairs(view.store, RDF.type, THX.Tie)}
    assert (
        {tie for tie, _ in pairs(view.store, THX.party)}
        == ties
        == ties & {tie for tie, _ in pairs(view.store, THX.holds)}
    )
    amounts = {node for _, node in pairs(view.store, THX.amount)} | {node for _, node in pairs(view.store, THX.budget)}
    assert {node for node, _ in pairs(view.store, RDF.type, THX.Money)} == amounts
    assert {about for _, about in pairs(view.store, THX.about)} <= {thing for thing, _ in pairs(view.store, RDF.type)}


def test_the_whole_is_left_as_it_was_and_a_view_of_a_view_is_one_of_the_whole(eco: Ecosystem) -> None:
    before = len(eco.store)
    view = eco.at("1990-01-01").at("2022-01-01")
    assert len(eco.store) == before
    assert set(view.store) == set(eco.at(DAY).store)
    assert not list(pairs(eco.store, THX.holds))


def test_a_view_says_how_large_it_is(eco: Ecosystem) -> None:
    taken = snapshot(eco.store, DAY)
    held = Counter(mark for thing, mark in pairs(taken.store, THX.holds) if "/tie/" in thing)
    triples = list(taken.store.quads_for_pattern(None, None, None, DefaultGraph()))
    assert taken.triples == len(triples)
    assert taken.ties == {
        "yes": held["yes"],
        "maybe": held["maybe"],
        "no": eco.statistics().counts["ties"] - held.total(),
    }


def test_a_store_that_is_too_large_is_refused_with_the_properties_to_filter_on(eco: Ecosystem) -> None:
    size = snapshot(eco.store, date.max).triples
    with pytest.raises(Impossible, match=r"more than 1,000 triples.*thx:startsNotAfter.*thx:endsNotBefore") as caught:
        snapshot(eco.store, DAY, most=1000)
    assert caught.value.exit_code == 3
    assert snapshot(eco.store, DAY, most=size).triples <= size


@pytest.mark.parametrize("text", ["2022", "2022-01", "2022-02-30", "yesterday", "20220101", "2022-1-1", ""])
def test_what_is_no_whole_day_is_refused(eco: Ecosystem, text: str) -> None:
    with pytest.raises(DateError, match=r"is not a whole day; write YYYY-MM-DD|is a day that no calendar has"):
        eco.at(text)


@pytest.mark.parametrize(("language", "mark"), [("en", "may hold"), ("fr", "peut-être")])
def test_show_path_and_map_mark_what_only_may_hold(language: str, mark: str) -> None:
    tie = ":{0} a thx:Membership ; thx:member :a ; thx:organisation :b ; thx:start '{1}'^^xsd:gYear ; thx:end '2030'^^xsd:gYear ."
    sure, open_ = (a_view(tie.format("t", year), language=language) for year in (2020, 2022))
    for view, marked in ((sure, False), (open_, True)):
        texts = view.reading.texts
        assert (mark in description_text(view.show("Alpha"), view.reading.labels, texts)) == marked
        assert (mark in paths_text("Ways", view.paths("Alpha", "Beta"), texts)) == marked
        assert any(mark in edge.sentence[language] for edge in view.map().page.edges) == marked


def test_the_title_of_the_map_says_the_day(eco: Ecosystem) -> None:
    assert eco.at(DAY).map().page.titles["en"] == f"{eco.map().page.titles['en']}, as of 2022-01-01"
    assert Ecosystem.open(language="fr").at(DAY).map().page.titles["fr"].endswith(", au 2022-01-01")


@pytest.mark.parametrize("ask", ["show", "resolve", "why"])
def test_who_asks_for_what_did_not_exist_then_is_told_so(eco: Ecosystem, ask: str) -> None:
    view = eco.at("2010-01-01")
    with pytest.raises(NotThen, match=r"^ATMP-PIT .* certainly did not exist on 2010-01-01; choose another day"):
        getattr(view, ask)("ATMP-PIT")
    assert view.show("BioWin").entity == eco.resolve("BioWin")
    with pytest.raises(NameNotFound):
        view.show("no such thing at all")


def test_a_name_of_what_had_ended_is_not_that_of_another_thing() -> None:
    turtle = """:one a thx:Project ; skos:prefLabel "Mask chain one" ; thx:start "2020"^^xsd:gYear .
        :plus a thx:Project ; skos:prefLabel "Mask chain one plus" ; thx:start "2010"^^xsd:gYear ."""
    with pytest.raises(NotThen):
        a_view(turtle, date(2015, 1, 1)).show("mask chain one")
