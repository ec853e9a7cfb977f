"""The words of a scheme, such as therapies or stages: in their order, with those above and beside each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode, Store

from triplehelix.graph.lookup import pairs
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import SKOS, XKOS

__all__ = ["Concept", "Concepts"]

Links = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of a scheme: its label in the language of the reader, and its IRI."""

    name: str
    id: str


class Concepts:
    """A scheme of concepts, by IRI."""

    def __init__(self, reading: Reading, scheme: NamedNode) -> None:
        self._reading = reading
        self._members = frozenset(iri for iri, _ in pairs(reading.store, SKOS.inScheme, scheme))
        self._broader = _links(reading.store, SKOS.broader)
        self._next = _links(reading.store, XKOS.next)

    def concept(self, iri: str) -> Concept:
        """The concept of an IRI."""
        return Concept(self._reading.labels(iri), iri)

    def concepts(self, iris: Iterable[str]) -> tuple[Concept, ...]:
        """Some of the concepts, in the order of all."""
        wanted = set(iris)
        return tuple(self.concept(iri) for iri in self.order if iri in wanted)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The sequence as far as the scheme has one, then the rest by name; narrower ones behind the wider."""
        tops = (iri for iri in self._members if not self._above(iri))
        found: dict[str, None] = {}
        for iri in sorted(tops, key=lambda iri: (not self._in_sequence(iri), self._place(iri), self._name(iri))):
            self._add(iri, found)
        return (*found, *sorted(self._members - found.keys()))

    def wider(self, iris: Iterable[str]) -> frozenset[str]:
        """Some concepts with all above them."""
        found = list(iris)
        for iri in found:
            found += self._broader.get(iri, frozenset()).difference(found)
        return frozenset(found)

    def level(self, iri: str) -> int:
        """How many stand above a concept."""
        return len(self.wider([iri])) - 1

    def adjacent(self, iri: str) -> frozenset[str]:
        """What comes right before and right after a concept in the sequence."""
        before = {one for one, after in self._next.items() if iri in after}
        return (self._next.get(iri, frozenset()) | before) & self._members

    def related(self, iri: str) -> frozenset[str]:
        """What stands right above a concept, or beside it below the same; those on top stand beside each other."""
        above = self._above(iri)
        beside = {other for other in self._members if self._above(other) == above or self._above(other) & above}
        return (above | beside) - {iri}

    def _above(self, iri: str) -> frozenset[str]:
        return self._broader.get(iri, frozenset()) & self._members

    def _add(self, iri: str, found: dict[str, None]) -> None:
        """A concept and those below it, each behind the first that is above it."""
        found[iri] = None
        for narrower in sorted((one for one in self._members if iri in self._above(one)), key=self._name):
            if narrower not in found:
                self._add(narrower, found)

    def _in_sequence(self, iri: str) -> bool:
        return bool(self.adjacent(iri))

    def _place(self, iri: str) -> int:
        """How many come before a concept in the sequence."""
        earlier = [iri]
        for one in earlier:
            earlier += {other for other, after in self._next.items() if one in after}.difference(earlier)
        return len(earlier)

    def _name(self, iri: str) -> tuple[str, str]:
        return self._reading.labels(iri), iri


def _links(store: Store, prop: NamedNode) -> Links:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs(store, prop):
        found[one].add(other)
    return {one: frozenset(others) for one, others in found.items()}
