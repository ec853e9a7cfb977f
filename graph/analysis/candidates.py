"""Who could fill a white spot: actors that are one step away from it in stage, therapy or region, the nearest first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from triplehelix.graph.analysis.collaboration import Collaboration, Neighbour
from triplehelix.graph.analysis.concepts import Concept
from triplehelix.graph.analysis.matrix import Matrix
from triplehelix.graph.paths import Path
from triplehelix.graph.values import Entity, Source

__all__ = ["Candidate", "Candidates"]

Reason = Literal["stage", "therapy", "open", "region"]
Actors = frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that could fill a white spot, and the way to it."""

    actor: Entity
    reason: Reason
    """`stage`: it works on the therapy, at an adjacent stage; `therapy`: at the stage, on a related therapy; `open`: at
    the stage, on no therapy that is known; `region`: at the stage, on the therapy, in another region."""
    has: tuple[Concept, ...]
    """The adjacent stages, or the related therapies, that it is known for."""
    start: Entity | None
    """From whom the way leads; None where the actor is of the therapy itself, and nobody needs to introduce it."""
    distance: float | None
    steps: tuple[Neighbour, ...]
    """Who is met on the way, the actor last, each with the documents that say so."""
    sources: tuple[Source, ...]
    """The documents that tell what it works on."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Those who could fill a white spot for one reason."""

    reason: Reason
    actors: Actors
    concepts: Mapping[str, Actors]
    """The adjacent stages, or the related therapies, with all who are known for each."""


class Candidates:
    """Finds who could fill the white spots of a matrix, at most `limit` for each reason.

    The way to them leads from the seeker, an actor's IRI; from the nearest actor of the therapy where there is none.
    """

    def __init__(self, collaboration: Collaboration, matrix: Matrix, seeker: str = "", limit: int = 3) -> None:
        self._collaboration = collaboration
        self._matrix = matrix
        self._seeker = seeker
        self._limit = limit
        self._neighbour = cache(collaboration.neighbour)

    def of(self, therapy: str, stage: str) -> tuple[Candidate, ...]:
        """Those who could fill a white spot."""
        groups = self._groups(therapy, stage)
        return tuple(one for group in groups for one in self._first(group, self._matrix.on[therapy]))

    def possible(self, therapy: str, stage: str) -> int:
        """How many could, near or far."""
        return len(_all(group.actors for group in self._groups(therapy, stage)))

    def named(self, actors: Actors) -> tuple[Entity, ...]:
        """Some actors, by name."""
        return tuple(sorted(self._collaboration.entities(actors), key=lambda actor: (actor.name, actor.id)))

    def _groups(self, therapy: str, stage: str) -> tuple[_Group, ...]:
        matrix = self._matrix
        ours, there = matrix.on[therapy], matrix.there(therapy, stage)
        adjacent = {iri: matrix.at[iri] for iri in matrix.stages.adjacent(stage)}
        related = {iri: matrix.on[iri] for iri in matrix.therapies.related(therapy)}
        return (
            _Group("region", there, {}),  # nobody is there only in the region that is looked at
            _Group("stage", ours & _all(adjacent.values()) - there, adjacent),
            _Group("therapy", matrix.at[stage] & _all(related.values()) - ours, related),
            _Group("open", matrix.at[stage] - self._collaboration.traits.therapies.keys(), {}),
        )

    def _first(self, group: _Group, ours: Actors) -> Iterator[Candidate]:
        if self._seeker or not group.actors <= ours:
            starts = {self._seeker} if self._seeker else ours
            for path in self._collaboration.finder.nearest(starts, group.actors, self._limit):
                yield self._candidate(group, path.actors[-1], path)
        else:
            for actor in self.named(group.actors)[: self._limit]:
                yield self._candidate(group, actor.id)

    def _candidate(self, group: _Group, actor: str, path: Path | None = None) -> Candidate:
        concepts = self._matrix.stages if group.reason == "stage" else self._matrix.therapies
        return Candidate(
            actor=self._collaboration.entity(actor),
            reason=group.reason,
            has=concepts.concepts(iri for iri, actors in group.concepts.items() if actor in actors),
            start=self._collaboration.entity(path.actors[0]) if path else None,
            distance=path.distance if path else None,
            steps=tuple(self._neighbour(*pair) for pair in pairwise(path.actors)) if path else (),
            sources=self._matrix.sources(actor),
        )


def _all(groups: Iterable[Actors]) -> Actors:
    return Actors().union(*groups)
