"""Who may become a member of a consortium: what each works on, where it sits, whose it is, and how close two are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pyoxigraph import NamedNode

from triplehelix.graph.actors import actor_filter, chosen
from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.analysis.compiled import compiled
from triplehelix.graph.analysis.rules import Candidate
from triplehelix.graph.lookup import pairs
from triplehelix.graph.terms import SKOS, THX, local_name

__all__ = ["Candidates", "Work", "controlling", "nearness"]


@dataclass(frozen=True, slots=True)
class Work:
    """What a consortium is for: a therapy, and the stages that its members cover, by IRI and as people type them."""

    therapy: str
    stages: Mapping[str, str]
    """What was typed for each stage, by its IRI."""


class Candidates:
    """Reads from a store what rules ask about actors."""

    def __init__(self, collaboration: Collaboration, work: Work) -> None:
        self._collaboration = collaboration
        self._reading = collaboration.reading
        self._work = work

    def of(
        self, *, forced: Collection[str] = (), avoided: Collection[str] = (), wider: bool = False
    ) -> list[Candidate]:
        """Those who work on the therapy, and who must be in; if `wider` those at one of the stages, too."""
        on_it = {*self._on_therapy, *forced}
        if wider:
            on_it |= {actor for actors in self._at_stage.values() for actor in actors}
        return [self._candidate(actor) for actor in sorted(on_it.difference(avoided))]

    def _candidate(self, actor: str) -> Candidate:
        entity, traits = self._collaboration.entity(actor), self._collaboration.traits
        at = (stage for stage, actors in self._at_stage.items() if actor in actors)
        [country, *_] = [*sorted(traits.countries.get(actor, ())), ""]
        return Candidate(
            actor=actor,
            stages=frozenset(at) if actor in self._on_therapy else frozenset(),
            country=self._codes.get(country, ""),
            kind=entity.type,
            helix=local_name(traits.helices.get(actor, "")).removeprefix("helix-"),
            newcomer=actor not in self._participants,
            bodies=controlling(actor, self._owners),
        )

    @cached_property
    def _on_therapy(self) -> set[str]:
        return chosen(self._reading.store, actor_filter(self._reading, therapies=[self._work.therapy]))

    @cached_property
    def _at_stage(self) -> dict[str, set[str]]:
        store = self._reading.store
        return {
            iri: chosen(store, actor_filter(self._reading, stages=[typed])) for iri, typed in self._work.stages.items()
        }

    @cached_property
    def _codes(self) -> dict[str, str]:
        return dict(pairs(self._reading.store, SKOS.notation))

    @cached_property
    def _participants(self) -> set[str]:
        """Who has taken part in an initiative is no newcomer."""
        return {actor for _, actor in pairs(self._reading.store, THX.participant)}

    @cached_property
    def _owners(self) -> dict[str, list[str]]:
        """What each actor is a part of, and who bought it."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for lower, upper in ((THX.part, THX.whole), (THX.acquired, THX.acquirer)):
            for one, other in self._joined(lower, upper):
                found[one].append(other)
        return found

    def _joined(self, lower: NamedNode, upper: NamedNode) -> Iterable[tuple[str, str]]:
        uppers: defaultdict[str, list[str]] = defaultdict(list)
        for tie, actor in pairs(self._reading.store, upper):
            uppers[tie].append(actor)
        return ((actor, owner) for tie, actor in pairs(self._reading.store, lower) for owner in uppers[tie])


def controlling(actor: str, owners: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """An actor, what it belongs to, and what that belongs to.

    >>> sorted(controlling("lab", {"lab": ["faculty"], "faculty": ["university"], "university": []}))
    ['faculty', 'lab', 'university']
    """
    found = [actor]
    for one in found:
        found += [owner for owner in owners.get(one, ()) if owner not in found]
    return frozenset(found)


def nearness(collaboration: Collaboration, actors: Sequence[str], others: Sequence[str]) -> NDArray[np.float64]:
    """How near each actor is to each other: 1 / their collaboration distance, at most 1; 0 where no way leads.

    Two who have a partnership of their own, or who meet as closely, are as near as can be.
    """
    graph = collaboration.projection
    places = {actor: place for place, actor in enumerate(graph)}
    found = np.zeros((len(actors), len(others)))
    rows, columns = ([n for n, actor in enumerate(each) if actor in places] for each in (actors, others))
    if rows and columns:
        starts, ends = [places[actors[n]] for n in rows], [places[others[n]] for n in columns]
        distances = np.array(compiled(graph, "distance").distances(starts, ends, weights="distance"))
        found[np.ix_(rows, columns)] = 1 / np.maximum(distances, 1)
    return found
