"""What changed between two days: surely, perhaps, or not at all; checked by hand for the ties of known companies."""

from datetime import date
from itertools import pairwise
from typing import Final

import pytest
from pyoxigraph import RdfFormat, Store

from triplehelix.graph import Ecosystem
from triplehelix.graph.difference import Difference, difference
from triplehelix.graph.errors import DateError
from triplehelix.graph.lookup import pairs
from triplehelix.graph.merge import merge
from triplehelix.graph.terms import BASE, DCT, PROV, RDF, SKOS, THX, XSD, local_name, thing
from triplehelix.graph.texts import difference_rows, difference_text
from triplehelix.graph.ties import Tie
from triplehelix.graph.vocabulary import vocabulary

ONE, OTHER = date(2020, 1, 1), date(2025, 1, 1)

# read in the rows of ties.csv and initiatives.csv by hand: the tie, the dates that stand there, what changed from
# 2020-01-01 to 2025-01-01, and why
BY_HAND: Final = {
    "licence-lacerta-ucb": ({"began": "2020-11-12"}, "start 2020-11-12: a day in between"),
    "supply-pall-exothera": ({"began": "2021-07"}, "start 2021-07: all days of the month are in between"),
    "supply-exothera-cyanvac": ({"began": "2021"}, "start 2021: all days of the year are in between"),
    "acquisition-catalent-masthercell": ({"began": "2020-02-03"}, "date 2020-02-03: it happened in between"),
    "partnership-gsk-sanofi": ({"may_have_begun": "2020"}, "start 2020: on 1 January it was there already, later not"),
    "acquisition-cellaion-promethera-biosciences": ({"may_have_begun": "2020"}, "date 2020: as above, of an event"),
    "partnership-eu-biotech-campus-takeda": ({"may_have_begun": "2025"}, "start 2025: on 1 January it is there, later not yet"),
    "affiliation-celyad-manufacturing-unit-celyad-oncology": ({"ended": "2022"}, "end 2022, start unknown"),
    "affiliation-scts-biosenic": ({"ended": "2020"}, "end 2020: it still held on 1 January 2020, whichever day it ended"),
    "participation-zentech-zentech-serology": (
        {"began": "2020-04", "ended": "2020-09-22"}, "no dates; those of its initiative are 2020-04 and 2020-09-22",
    ),
    "participation-ugent-ugent-gmp-cgt": ({"began": "2024-05-01"}, "its initiative lasts from 2024-05-01 to 2025-04-30"),
    "hosting-wsl-liege-science-park": ({}, "end 2018: it was over before"),
    "licence-iteos-pfizer": ({}, "start 2014-12: it was there before"),
    "acquisition-astrazeneca-esobiotec": ({}, "date 2025-03-17: it happened later"),
    "membership-baxter-biowin": ({}, "no date at all"),
    "acquisition-pall-atmi": ({}, "no date of its own"),
}  # fmt: skip


def told(changed: Difference) -> dict[str, dict[str, str]]:
    """The changes of each thing, by the end of its name: what happened, and when."""
    found: dict[str, dict[str, str]] = {}
    for change in changed.changes:
        found.setdefault(local_name(change.what.id), {})[change.happening] = change.date
    return found


@pytest.mark.parametrize("tie", BY_HAND)
def test_the_changes_of_known_ties_are_those_that_were_found_by_hand(eco: Ecosystem, tie: str) -> None:
    assert f"{BASE}tie/{tie}" in {iri for iri, _ in pairs(eco.store, RDF.type, THX.Tie)}
    expected, reason = BY_HAND[tie]
    assert told(eco.difference("2020-01-01", "2025-01-01")).get(tie, {}) == expected, reason


def a_reading(turtle: str, language: str = "en") -> Ecosystem:
    store = Store()
    prefixes = f"""
        PREFIX : <http://e/> PREFIX thx: <{THX.iri}> PREFIX skos: <{SKOS.iri}> PREFIX dct: <{DCT.iri}> PREFIX xsd: <{XSD.iri}>
        PREFIX prov: <{PROV.iri}> PREFIX qb: <http://purl.org/linked-data/cube#>
    """
    people = ':a a thx:SME ; skos:prefLabel "Alpha" . :b a thx:SME ; skos:prefLabel "Beta" . :l a thx:City ; skos:prefLabel "Liège" .'
    document = f"""
        <{BASE}evidence/made/1> prov:wasDerivedFrom :doc .
        :doc a thx:Source ; dct:source "https://paper.example/1" ; dct:publisher "The Paper" ; dct:issued "2021" .
    """
    store.load(f"{prefixes}{people}{turtle}", format=RdfFormat.TURTLE, to_graph=thing("evidence", "made/1"))
    store.load(f"{prefixes}{document}", format=RdfFormat.TURTLE, to_graph=thing("load", "made"))
    merge(store, vocabulary())
    return Ecosystem(store, language)


def figures(*given: tuple[str, str, str]) -> str:
    """Observations about the employees of Alpha: of a period, with a value and a unit."""
    return ':people skos:prefLabel "Employees"@en . ' + " ".join(
        f':o{n} a qb:Observation ; thx:about :a ; thx:indicator :people ; thx:value {value} ; thx:unit "{unit}" ; '
        f'thx:period "{period}" ; thx:periodStart "{period}"^^xsd:gYear .'
        for n, (period, value, unit) in enumerate(given)
    )


def moved(turtle: str) -> list[tuple[str, int, int]]:
    return [
        (change.after.unit, int(change.before.value), int(change.after.value))
        for change in a_reading(turtle).difference("2020-01-01", "2025-01-01").figures
    ]


def test_an_indicator_changed_if_its_latest_figures_differ() -> None:
    series = [("2015", "10", "people"), ("2019", "20", "people"), ("2022", "30", "people"), ("2023", "40", "people")]
    assert moved(figures(*series)) == [("people", 20, 40)]


@pytest.mark.parametrize(
    "series",
    [
        pytest.param([("2019", "20", "people"), ("2023", "20", "people")], id="the same figure"),
        pytest.param([("2019", "20", "people"), ("2023", "30", "FTE")], id="another unit"),
        pytest.param([("2022", "20", "people"), ("2023", "30", "people")], id="nothing known before"),
        pytest.param([("2015", "20", "people"), ("2019", "30", "people")], id="nothing new"),
        pytest.param([("2019", "20", "people"), ("2025", "30", "people")], id="a period that is not over yet"),
    ],
)
def test_an_indicator_did_not_change(series: list[tuple[str, str, str]]) -> None:
    assert moved(figures(*series)) == []


def test_an_indicator_of_a_territory_is_told_of_the_territory(eco: Ecosystem) -> None:
    about = {change.about.name: change.about.type for change in eco.difference("2020-01-01", "2025-01-01").figures}
    assert (about["Belgium"], about["BioWin"]) == ("Country", "Cluster")


def test_an_initiative_begins_and_ends_too() -> None:
    project = ':p a thx:Project ; skos:prefLabel "Gamma" ; thx:start "2021"^^xsd:gYear ; thx:end "2025"^^xsd:gYear .'
    changed = a_reading(project).difference("2020-01-01", "2025-06-30")
    assert told(changed) == {"p": {"began": "2021", "may_have_ended": "2025"}}


def test_what_was_known_by_a_day_has_no_date_to_tell() -> None:
    deal = ':t a thx:Acquisition ; thx:acquirer :a ; thx:acquired :b ; thx:knownBy "2021"^^xsd:gYear .'
    assert told(a_reading(deal).difference("2020-01-01", "2025-01-01")) == {}


def test_what_ends_before_it_begins_is_not_told() -> None:
    deal = ':t a thx:Partnership ; thx:partner :a, :b ; thx:start "2023"^^xsd:gYear ; thx:end "2021"^^xsd:gYear .'
    assert told(a_reading(deal).difference("2020-01-01", "2025-01-01")) == {}


def test_each_end_is_told_once_in_periods_that_follow_each_other(eco: Ecosystem) -> None:
    days = [date(year, 1, 1) for year in (1990, 2014, 2019, 2021, 2023, 2040)]
    whole = told(difference(eco.reading, days[0], days[-1]))
    parts = [told(difference(eco.reading, one, other)) for one, other in pairwise(days)]
    for name, changes in whole.items():
        for surely, perhaps in (("began", "may_have_begun"), ("ended", "may_have_ended")):
            sure = sum(surely in part.get(name, {}) for part in parts)
            is_open = any(perhaps in part.get(name, {}) for part in parts)
            assert sure + is_open == (surely in changes), (name, surely)


def test_what_began_surely_holds_then_or_is_over_and_what_holds_newly_began(eco: Ecosystem) -> None:
    before, after = (dict(pairs(eco.at(day).store, THX.holds)) for day in (ONE, OTHER))
    began = {c.what.id for c in eco.difference(ONE, OTHER).changes if c.happening == "began"}
    ended = {c.what.id for c in eco.difference(ONE, OTHER).changes if c.happening == "ended"}
    assert not began & before.keys()
    assert not ended & after.keys()
    changes = {iri for iri in after if "/change/" in iri}
    assert {iri for iri, mark in after.items() if mark == "yes" and iri not in before} - changes <= began
    assert {iri for iri, mark in before.items() if mark == "yes" and iri not in after} <= ended


def test_only_the_kinds_that_are_asked_for_are_told(eco: Ecosystem) -> None:
    changed = eco.difference("2020-01-01", "2025-01-01", ["Licence", "Acquisition"])
    assert {change.what.type for change in changed.changes} == {"Licence", "Acquisition"}
    assert changed.figures == ()


def test_the_documents_of_a_change_are_those_that_state_its_date(eco: Ecosystem) -> None:
    changed = eco.difference("2020-01-01", "2025-01-01", ["Acquisition"]).changes
    [catalent] = [one for one in changed if one.what.id.endswith("acquisition-catalent-masthercell")]
    assert isinstance(catalent.what, Tie)
    assert {source.issued for source in catalent.sources} == {"2020-02-03"}
    assert {source.id for source in catalent.sources} <= {source.id for source in catalent.what.sources}


@pytest.mark.parametrize(("start", "end"), [("2025-01-01", "2020-01-01"), ("2020-01-01", "2020-01-01")])
def test_days_in_the_wrong_order_are_refused(eco: Ecosystem, start: str, end: str) -> None:
    with pytest.raises(DateError, match=f"{end} is not after {start}; name the earlier day first"):
        eco.difference(start, end)


DEALS: Final = (
    ':t a thx:Acquisition ; thx:acquirer :a ; thx:acquired :b ; thx:date "2021-05"^^xsd:gYearMonth . '
    ':u a thx:Hosting ; thx:guest :a ; thx:host :b ; thx:end "2025"^^xsd:gYear . '
    ':p a thx:Project ; skos:prefLabel "Gamma" ; thx:start "2022"^^xsd:gYear . '
) + figures(("2019", "1200", "people"), ("2023", "1500", "people"))
ENGLISH: Final = """\
From 2020-01-01 to 2025-06-30

Began or happened
  2021-05     Alpha acquired Beta (2021-05)
              Source: The Paper, 2021
              https://paper.example/1
  2022        Gamma (project)
              Source: The Paper, 2021
              https://paper.example/1

May have ended
  2025        Alpha is hosted by Beta (–2025)
              Source: The Paper, 2021
              https://paper.example/1

Figures that changed
  Alpha, Employees: 1,200 people (2019) → 1,500 people (2023)
    Source: The Paper, 2021
    https://paper.example/1
"""


def test_a_difference_reads_as_a_text() -> None:
    eco = a_reading(DEALS)
    changed = eco.difference("2020-01-01", "2025-06-30")
    assert difference_text(changed, eco.reading.labels, eco.reading.texts) == ENGLISH


def test_a_difference_reads_in_french() -> None:
    eco = a_reading(DEALS, "fr")
    text = difference_text(eco.difference("2020-01-01", "2025-06-30"), eco.reading.labels, eco.reading.texts)
    assert text.startswith(
        "Du 2020-01-01 au 2025-06-30\n\nOnt commencé ou eu lieu\n  2021-05     Alpha a racheté Beta (2021-05)"
    )
    assert "Alpha, Employees\xa0: 1\u202f200 people (2019) → 1\u202f500 people (2023)" in text


@pytest.mark.parametrize(("language", "words"), [("en", "Nothing is known to have changed"), ("fr", "Rien n’a changé")])
def test_that_nothing_changed_is_told(language: str, words: str) -> None:
    eco = a_reading("", language)
    text = difference_text(eco.difference("2020-01-01", "2025-01-01"), eco.reading.labels, eco.reading.texts)
    assert text.startswith(words)


def test_a_difference_is_rows_too() -> None:
    eco = a_reading(DEALS)
    rows = difference_rows(eco.difference("2020-01-01", "2025-06-30"), eco.reading.labels, eco.reading.texts)
    assert [row[0] for row in rows] == ["began", "began", "may_have_ended", "figure"]
    assert rows[1] == ("began", "2022", "Project", "Gamma (project)", "http://e/p", "https://paper.example/1")
    assert {row[-1] for row in rows} == {"https://paper.example/1"}
