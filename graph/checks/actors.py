"""What actors should be: known to somebody, and each once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

from pyoxigraph import Store

from triplehelix.graph.checks.findings import Spot
from triplehelix.graph.checks.spots import spots
from triplehelix.graph.lookup import pairs, subjects
from triplehelix.graph.names import fold
from triplehelix.graph.terms import ORG, OWL, RDF, SKOS, THX

__all__ = ["fewer_members", "holder_without_office", "orphan_actor", "possible_duplicate"]

_ALIKE: Final = 92.0  # of 100: one letter in a dozen
_CROWD: Final = 40  # a word that more names have tells none of them apart
_NUMBERS: Final = re.compile(r"\d+")


def orphan_actor(store: Store) -> Iterator[Spot]:
    """Actors that are party to no tie."""
    return spots(store, "SELECT ?subject { ?subject a thx:Actor FILTER NOT EXISTS { ?tie thx:party ?subject } }")


def holder_without_office(store: Store) -> Iterator[Spot]:
    """Office holders without an office."""
    return spots(
        store, "SELECT ?subject { ?subject a thx:OfficeHolder FILTER NOT EXISTS { ?tie thx:holder ?subject } }"
    )


def fewer_members(store: Store) -> Iterator[Spot]:
    """Organisations of which more members are known than any document counts."""
    return spots(
        store,
        """SELECT ?subject ("members" AS ?property) (CONCAT(STR(?known), " > ", STR(?most)) AS ?value) {
          { SELECT ?subject (COUNT(DISTINCT ?member) AS ?known) {
              ?tie thx:organisation ?subject ; thx:member ?member } GROUP BY ?subject }
          { SELECT ?subject (MAX(?n) AS ?most) {
              ?count thx:about ?subject ; thx:value ?n ;
                thx:indicator <https://w3id.org/triplehelix/id/concept/members> } GROUP BY ?subject }
          FILTER(?known > ?most) }""",
    )


def possible_duplicate(store: Store) -> Iterator[Spot]:
    """Actors that share an identifier or a name, or whose names differ by a letter or two, unless it was decided."""
    actors = {actor.value for actor in subjects(store, RDF.type, THX.Actor)}
    found: dict[tuple[str, str], str] = {}
    for prop in (SKOS.exactMatch, ORG.identifier):
        found.update(dict.fromkeys(_sharing(pair for pair in pairs(store, prop) if pair[0] in actors), "identifier"))
    names = {(iri, fold(name)) for prop in (SKOS.prefLabel, SKOS.altLabel) for iri, name in pairs(store, prop)}
    for pair in _alike({(iri, name) for iri, name in names if iri in actors and name}):
        found.setdefault(pair, "name")
    decided = {frozenset(pair) for pair in pairs(store, OWL.differentFrom)}
    yield from (Spot(a, how, b) for (a, b), how in sorted(found.items()) if frozenset((a, b)) not in decided)


def _sharing(named: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pairs of things that have the same value."""
    for things in _grouped((value, iri) for iri, value in named).values():
        yield from combinations(sorted(things), 2)


def _alike(names: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    from rapidfuzz import fuzz

    yield from _sharing((iri, name.replace(" ", "")) for iri, name in names)
    in_order = {(iri, " ".join(sorted(name.split()))) for iri, name in names}
    yield from _sharing(in_order)
    bearers = _grouped((name, iri) for iri, name in in_order)
    for one, other in _candidates(bearers):
        if _NUMBERS.findall(one) == _NUMBERS.findall(other) and fuzz.ratio(one, other, score_cutoff=_ALIKE):
            yield from {(min(a, b), max(a, b)) for a in bearers[one] for b in bearers[other] if a != b}


def _candidates(names: Iterable[str]) -> set[tuple[str, str]]:
    """The pairs of names that are worth a look: they share a word, or begin or end alike."""
    keys = ((key, name) for name in names for key in {*name.split(), f"^{name[:4]}", f"{name[-4:]}$"})
    blocks = (block for block in _grouped(keys).values() if len(block) <= _CROWD)
    return {pair for block in blocks for pair in combinations(sorted(block), 2)}


def _grouped(keyed: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for key, value in keyed:
        groups[key].add(value)
    return groups
