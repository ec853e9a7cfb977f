"""What each actor is, works on, and where it sits: read once for all."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from triplehelix.graph.lookup import pairs
from triplehelix.graph.terms import THX

__all__ = ["Traits", "traits"]

Values = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Traits:
    """The helix of each actor that has one, and its therapies, stages and territories, all by IRI."""

    helices: Mapping[str, str]
    therapies: Values
    """As the store has them; the wider therapies of a narrow one are not among them."""
    stages: Values
    cities: Values
    regions: Values
    countries: Values


def traits(store: Store) -> Traits:
    """The traits of a store's actors, and of its initiatives where they have such.

    >>> traits(Store()).helices
    {}
    """
    return Traits(
        helices=dict(pairs(store, THX.helix)),
        therapies=_values(store, THX.therapy),
        stages=_values(store, THX.stage),
        cities=_values(store, THX.city),
        regions=_values(store, THX.region),
        countries=_values(store, THX.country),
    )


def _values(store: Store, prop: NamedNode) -> Values:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for thing, value in pairs(store, prop):
        found[thing].add(value)
    return {thing: frozenset(values) for thing, values in found.items()}
