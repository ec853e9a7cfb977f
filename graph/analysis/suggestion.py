"""Whom an actor might work with that it does not meet yet, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import networkx as nx
from pyoxigraph import Store

from triplehelix.graph.analysis.backtest import BackTest
from triplehelix.graph.analysis.collaboration import Collaboration, Neighbour
from triplehelix.graph.analysis.complement import Complements
from triplehelix.graph.analysis.concepts import Concept, Concepts
from triplehelix.graph.analysis.departed import departed
from triplehelix.graph.analysis.link_scores import fused
from triplehelix.graph.analysis.partner_order import PartnerOrder, Places
from triplehelix.graph.lookup import pairs
from triplehelix.graph.paths import Constraints
from triplehelix.graph.terms import THX
from triplehelix.graph.values import Entity

__all__ = ["Suggested", "Suggestions", "suggestions"]

_PARTNERS: Final = 3


@dataclass(frozen=True, slots=True)
class Suggested:
    """A partner that an actor does not have yet, with the reasons."""

    rank: int
    actor: Entity
    score: float
    """What the places in the orders add up to: 1 / (60 + place) each."""
    places: Mapping[str, int]
    """The place in each of `ORDERS` that tells something of it."""
    common_partners: int
    partners: tuple[Entity, ...]
    """Some of them, those first that have few partners: they say the most."""
    therapies: tuple[Concept, ...]
    """On which both work."""
    other_therapies: tuple[Concept, ...]
    """Where they share none: on which the other works."""
    stages: tuple[Concept, ...]
    """At which only the other works."""
    shared_stages: tuple[Concept, ...]
    distance: float | None
    """How long the way is."""
    way: tuple[Neighbour, ...]
    """The nearest way of the fewest introductions: each step with whom it leads to, and the documents that say so."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Partners that an actor does not have yet, the best first."""

    actor: Entity
    partners: int
    """How many it has."""
    candidates: int
    rows: tuple[Suggested, ...]
    backtest: tuple[BackTest, ...] = ()
    """Where it was asked for: how well such an order foretells ties that are known."""


def suggestions(
    collaboration: Collaboration, actor: Entity, limit: int = 10, backtest: tuple[BackTest, ...] = ()
) -> Suggestions:
    """Whom an actor might work with: who has partners in common with it, or works on the same therapy.

    Left out are those that are no more, or no more their own, and its own parts and wholes.
    """
    graph, store = collaboration.projection, collaboration.reading.store
    therapies = Concepts(collaboration.reading, THX.therapies)
    order = PartnerOrder(graph, Complements(collaboration.traits, therapies))
    shut = departed(collaboration.reading) | _own(store, actor.id)
    candidates = order.candidates(
        actor.id, (collaboration.listed - shut).intersection(collaboration.affiliations.actors)
    )
    found = order.places(actor.id, candidates)
    scores = fused([*found.values()], candidates)
    first = sorted(candidates, key=lambda other: (-scores[other], other))[:limit]
    told = _Telling(collaboration, actor, order.complements, therapies)
    return Suggestions(
        actor=actor,
        partners=len(graph[actor.id]) if actor.id in graph else 0,
        candidates=len(candidates),
        rows=tuple(told.row(rank, other, scores[other], found) for rank, other in enumerate(first, 1)),
        backtest=backtest,
    )


def _own(store: Store, actor: str) -> set[str]:
    """The parts of an actor, and what it is a part of, over all steps."""
    wholes = dict(pairs(store, THX.whole))
    affiliations = nx.DiGraph((part, wholes[tie]) for tie, part in pairs(store, THX.part) if tie in wholes)
    return (
        set(nx.descendants(affiliations, actor) | nx.ancestors(affiliations, actor)) if actor in affiliations else set()
    )


class _Telling:
    """Makes the rows of an actor's suggestions."""

    def __init__(
        self, collaboration: Collaboration, actor: Entity, complements: Complements, therapies: Concepts
    ) -> None:
        self._collaboration = collaboration
        self._actor = actor
        self._complements = complements
        self._therapies, self._stages = therapies, Concepts(collaboration.reading, THX.stages)

    def row(self, rank: int, other: str, score: float, found: Places) -> Suggested:
        """A suggestion with its reasons."""
        common = self._common(other)
        distance, way = self._way(other)
        fit = self._complements.of(self._actor.id, other)
        return Suggested(
            rank=rank,
            actor=self._collaboration.entity(other),
            score=score,
            places={name: order[other] for name, order in found.items() if other in order},
            common_partners=len(common),
            partners=self._collaboration.entities(common[:_PARTNERS]),
            therapies=self._therapies.concepts(fit.therapies),
            other_therapies=self._therapies.concepts(fit.other_therapies),
            stages=self._stages.concepts(fit.stages),
            shared_stages=self._stages.concepts(fit.shared_stages),
            distance=distance,
            way=way,
        )

    def _common(self, other: str) -> list[str]:
        graph = self._collaboration.projection
        if not {self._actor.id, other} <= set(graph):
            return []
        return sorted(nx.common_neighbors(graph, self._actor.id, other), key=lambda one: (graph.degree[one], one))

    def _way(self, other: str) -> tuple[float | None, tuple[Neighbour, ...]]:
        found = self._collaboration.finder.paths([self._actor.id], [other], 1, Constraints(prefer="short"))
        if not found:
            return None, ()
        [path] = found
        return path.distance, tuple(self._collaboration.neighbour(*pair) for pair in pairwise(path.actors))
