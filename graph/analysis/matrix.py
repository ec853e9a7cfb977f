"""Therapies by stages of the value chain: who is known for which, those of a narrower therapy for the wider, too."""

from collections.abc import Collection, Mapping
from functools import cached_property

from pyoxigraph import NamedNode

from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.analysis.concepts import Concepts
from triplehelix.graph.parameters import Parameter, Typed
from triplehelix.graph.terms import THX
from triplehelix.graph.values import Source

__all__ = ["Matrix"]

Actors = frozenset[str]


class Matrix:
    """The actors that a collaboration is about, by therapy, stage and region; all by IRI.

    Raises
    ------
    NameNotFound, AmbiguousName
        If a name of a therapy or stage means nothing, or several things.
    """

    def __init__(self, collaboration: Collaboration, therapies: Collection[str], stages: Collection[str]) -> None:
        self._collaboration = collaboration
        self.therapies = Concepts(collaboration.reading, THX.therapies)
        self.stages = Concepts(collaboration.reading, THX.stages)
        self.rows = self._wanted("therapy", self.therapies, therapies)
        self.columns = self._wanted("stage", self.stages, stages)

    def _wanted(self, kind: str, concepts: Concepts, names: Collection[str]) -> tuple[str, ...]:
        """The concepts that some names mean, with the narrower ones; all for none."""
        typed = Typed(self._collaboration.reading)
        terms = (typed.term(Parameter(kind, kind, None, {}), name) for name in names)
        meant = {term.value for term in terms if term}
        return tuple(iri for iri in concepts.order if not meant or meant & concepts.wider([iri]))

    @cached_property
    def on(self) -> Mapping[str, Actors]:
        """Who is known for each therapy."""
        return self._by_concept(self._collaboration.traits.therapies, self.therapies)

    @cached_property
    def at(self) -> Mapping[str, Actors]:
        """Who is known at each stage."""
        return self._by_concept(self._collaboration.traits.stages, self.stages)

    def _by_concept(self, known: Mapping[str, Actors], concepts: Concepts) -> Mapping[str, Actors]:
        found: dict[str, set[str]] = {iri: set() for iri in concepts.order}
        for actor in self._collaboration.listed & known.keys():
            for iri in concepts.wider(known[actor]) & found.keys():
                found[iri].add(actor)
        return {iri: Actors(some) for iri, some in found.items()}

    @cached_property
    def actors(self) -> Actors:
        """Who is known for one of the therapies that are looked at."""
        return Actors().union(*(self.on[iri] for iri in self.rows))

    @cached_property
    def regions(self) -> Collection[str]:
        """Where they are."""
        return Actors().union(*map(self.regions_of, self.actors))

    def regions_of(self, actor: str) -> Actors:
        """Where an actor is, as far as that is known."""
        return self._collaboration.traits.regions.get(actor, Actors())

    def there(self, therapy: str, stage: str, region: str | None = None) -> Actors:
        """Who is known for a therapy and at a stage, in a region or anywhere."""
        found = self.on[therapy] & self.at[stage]
        return found if region is None else Actors(actor for actor in found if region in self.regions_of(actor))

    def sources(self, actor: str) -> tuple[Source, ...]:
        """The documents that tell on which therapies and at which stages an actor works, newest first."""
        known, reading = self._collaboration.traits, self._collaboration.reading
        said = [(THX.therapy, known.therapies), (THX.stage, known.stages)]
        values = ((prop, NamedNode(value)) for prop, of in said for value in of.get(actor, ()))
        graphs = (reading.canonical.graphs(NamedNode(actor), prop, value) for prop, value in values)
        return reading.documents.behind({graph for some in graphs for graph in some})
