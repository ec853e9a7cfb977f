"""The affiliation network of a store, and what remains of it where only some ties count."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, Store

from triplehelix.graph import Ecosystem
from triplehelix.graph.affiliations import Affiliations
from triplehelix.graph.gathering import TieFilter, gathered, narrowed, untimely
from triplehelix.graph.merge import merge
from triplehelix.graph.moments import Event
from triplehelix.graph.terms import PREFIXES, thing
from triplehelix.graph.timeline import timeline, when
from triplehelix.graph.venues import KINDS, Venue
from triplehelix.graph.vocabulary import vocabulary

HEADER = "PREFIX : <http://e/> " + " ".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
THINGS = " ".join(f":{name} a thx:SME ." for name in "abcdem") + " :p a thx:Project . :q a thx:Project ."
# a kind of tie -> its two properties, and those whom the second may name
SHAPES = {
    "Participation": ("participant", "initiative", "pq"),
    "Membership": ("member", "organisation", "m"),
    "Funding": ("recipient", "funder", "m"),
    "Licence": ("licensor", "licensee", "de"),
}
YEARS = range(2018, 2023)


@dataclass(frozen=True)
class Told:
    """A tie as one document tells of it."""

    number: int
    kind: str
    actor: str
    place: str
    document: int
    deduced: bool
    first: int | None
    last: int | None

    @property
    def turtle(self) -> str:
        one, other, _ = SHAPES[self.kind]
        marks = "; thx:confidence thx:deduced" if self.deduced else ""
        return f":t{self.number} a thx:{self.kind} ; thx:{one} :{self.actor} ; thx:{other} :{self.place} {marks} {self._dates} ."

    @property
    def _dates(self) -> str:
        if self.kind == "Funding":
            return f'; thx:date "{self.first}"^^xsd:gYear' if self.first else ""
        started = f'; thx:start "{self.first}"^^xsd:gYear' if self.first else ""
        return started + (f'; thx:end "{self.last}"^^xsd:gYear' if self.last else "")

    def counts(self, ties: TieFilter) -> bool:
        """Whether it counts, by what was asked for."""
        over = self.first if self.kind == "Funding" else self.last
        return (
            self.kind in ties.kinds
            and not (ties.stated and self.deduced)
            and not (ties.documents is not None and f"http://e/d{self.document}" not in ties.documents)
            and not (ties.at and self.first and date(self.first, 1, 1) > ties.at)
            and not (ties.at and self.last and self.kind != "Funding" and date(self.last, 12, 31) < ties.at)
            and not (ties.since and over and date(over, 12, 31) < ties.since)
        )


@st.composite
def worlds(draw: st.DrawFn) -> list[Told]:
    told = []
    for number in range(draw(st.integers(2, 12))):
        kind = draw(st.sampled_from(sorted(SHAPES)))
        first = draw(st.none() | st.sampled_from(YEARS))
        last = draw(st.none() | st.sampled_from(range(first or 2018, 2024)))
        place = draw(st.sampled_from(SHAPES[kind][2]))
        told.append(
            Told(
                number,
                kind,
                draw(st.sampled_from("abc")),
                place,
                draw(st.integers(0, 2)),
                draw(st.booleans()),
                first,
                last,
            )
        )
    return told


days = st.none() | st.dates(date(2017, 6, 1), date(2024, 6, 1))
filters = st.builds(
    TieFilter,
    kinds=st.just(KINDS) | st.frozensets(st.sampled_from(sorted(SHAPES))),
    stated=st.booleans(),
    at=days,
    since=days,
    documents=st.none() | st.frozensets(st.sampled_from([f"http://e/d{n}" for n in range(3)])),
)


def a_store(told: Collection[Told]) -> Store:
    store = Store()
    _tell(store, "evidence", "made/things", THINGS)
    for document in range(3):
        facts = " ".join(tie.turtle for tie in told if tie.document == document)
        _tell(store, "evidence", f"made/{document}", facts)
        graph = thing("evidence", f"made/{document}").value
        _tell(store, "load", "made", f":d{document} a thx:Source . <{graph}> prov:wasDerivedFrom :d{document} .")
    merge(store, vocabulary())
    return store


def _tell(store: Store, kind: str, graph: str, facts: str) -> None:
    store.load(f"{HEADER} {facts}", format=RdfFormat.TURTLE, to_graph=thing(kind, graph))


def shape(network: Affiliations) -> tuple[list[str], list[Venue]]:
    """All that a network says."""
    return [*network.actors], [*network]


@given(worlds(), filters)
def test_what_remains_is_the_network_of_a_store_without_the_other_ties(told: list[Told], ties: TieFilter) -> None:
    store = a_store(told)
    remaining = narrowed(gathered(store), store, ties)
    assert shape(remaining) == shape(gathered(a_store([tie for tie in told if tie.counts(ties)])))


@given(worlds())
def test_where_all_ties_count_nothing_changes(told: list[Told]) -> None:
    store = a_store(told)
    network = gathered(store)
    assert narrowed(network, store, TieFilter()) is network
    assert shape(narrowed(network, store, TieFilter(kinds=set(KINDS)))) == shape(network)


@pytest.mark.parametrize("day", ["2015-06-01", "2020-03-15", "2024-01-01"])
def test_the_network_at_a_day_is_that_of_the_view_at_the_day(eco: Ecosystem, day: str) -> None:
    ties = TieFilter(at=date.fromisoformat(day))
    remaining = narrowed(gathered(eco.store), eco.store, ties)
    assert [*remaining] == [*gathered(eco.at(day).store)]
    assert 0 < len(remaining.venues) < len(gathered(eco.store).venues)


def test_what_does_not_count_in_time_is_what_was_over_or_had_happened_before(eco: Ecosystem) -> None:
    day = date(2020, 1, 1)
    over = untimely(eco.store, TieFilter(since=day))
    known = timeline(eco.store)
    ends = {iri: when.happens if isinstance(when, Event) else when.is_over for iri, when in known.items()}
    assert over == {iri for iri, end in ends.items() if end.not_after and end.not_after < day}
    assert over
    assert not untimely(eco.store, TieFilter())


def test_only_what_documents_state_is_left_of_the_ecosystem(eco: Ecosystem) -> None:
    remaining = narrowed(gathered(eco.store), eco.store, TieFilter(stated=True))
    assert all(not venue.deduced for venue in remaining)
    assert any(venue.deduced for venue in gathered(eco.store))


def test_a_folder_keeps_the_network_and_it_reads_the_same(eco: Ecosystem, tmp_path: Path) -> None:
    made = gathered(eco.store, tmp_path)
    kept = gathered(Store(), tmp_path)
    assert shape(kept) == shape(made) == shape(gathered(eco.store))


def test_a_damaged_copy_is_made_anew(eco: Ecosystem, tmp_path: Path) -> None:
    whole = shape(gathered(eco.store, tmp_path))
    (copy,) = tmp_path.iterdir()
    packed = copy.read_bytes()
    copy.write_bytes(packed[: len(packed) // 2])
    assert shape(gathered(eco.store, tmp_path)) == whole
    assert copy.read_bytes() == packed


def test_when_one_thing_is_can_be_asked_without_the_whole_timeline(eco: Ecosystem) -> None:
    known = timeline(eco.store)
    assert {iri: when(eco.store, NamedNode(iri)) for iri in known} == known
