"""By what money is grouped: who gives it, what it is for, when, for which therapy, in which form, to what kind."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from typing import Final

from pyoxigraph import NamedNode

from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.analysis.concepts import Concept, Concepts
from triplehelix.graph.analysis.fundings import Given
from triplehelix.graph.lookup import objects, subjects
from triplehelix.graph.terms import RDF, RDFS, THX

__all__ = ["BY", "Grouping"]

BY: Final = ("funder", "programme", "year", "therapy", "instrument", "kind")
"""What money can be grouped by."""
_YEAR: Final = len("2020")

Keys = Iterable[str]


class Grouping:
    """Finds the groups that a sum counts for: in full for each."""

    def __init__(self, collaboration: Collaboration, by: str) -> None:
        self._collaboration = collaboration
        self._keys = self._ways[by]
        self._kinds_of = cache(self._kinds_read)
        self._unknown = collaboration.reading.texts(f"funding.unknown.{by}")

    @property
    def _ways(self) -> Mapping[str, Callable[[Given], Keys]]:
        return {
            "funder": lambda given: given.funders,
            "programme": lambda given: given.purposes,
            "year": lambda given: filter(None, [given.date[:_YEAR]]),
            "therapy": self._therapies,
            "instrument": lambda given: filter(None, [given.instrument]),
            "kind": self._kinds,
        }

    def groups(self, given: Given) -> list[Concept]:
        """The groups of a sum, or one without IRI for those of which nothing is known."""
        return [Concept(self._collaboration.reading.labels(key), key) for key in sorted(set(self._keys(given)))] or [
            Concept(self._unknown, "")
        ]

    def _therapies(self, given: Given) -> Keys:
        known = self._collaboration.traits.therapies
        own = {therapy for one in (*given.recipients, *given.purposes) for therapy in known.get(one, ())}
        return self._concepts.wider(own).intersection(self._concepts.order)

    @cached_property
    def _concepts(self) -> Concepts:
        return Concepts(self._collaboration.reading, THX.therapies)

    def _kinds(self, given: Given) -> Keys:
        """The kinds of the recipients; of the initiative only where none is named."""
        return {kind for one in given.recipients or given.initiatives for kind in self._kinds_of(one)}

    def _kinds_read(self, iri: str) -> set[str]:
        types = objects(self._collaboration.reading.store, NamedNode(iri), RDF.type)
        return {one.value for one in types} & self._classes

    @cached_property
    def _classes(self) -> frozenset[str]:
        store = self._collaboration.reading.store
        return frozenset(
            cls.value for family in (THX.Actor, THX.Initiative) for cls in subjects(store, RDFS.subClassOf, family)
        )
