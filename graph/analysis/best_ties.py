"""Which new partnerships would bring the actors of an ecosystem closer together, or connect those apart, by name."""

from dataclasses import dataclass

from triplehelix.graph.analysis.alteration import Alteration, altered
from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.analysis.departed import departed
from triplehelix.graph.analysis.shortcuts import Connection, Shortcut, Shortcuts, connections, shortcuts
from triplehelix.graph.analysis.whatif import largest
from triplehelix.graph.network import affiliation_network, projection
from triplehelix.graph.paths import Constraints, PathFinder
from triplehelix.graph.values import Entity

__all__ = ["BestTie", "BestTies", "Bridge", "best_ties"]


@dataclass(frozen=True, slots=True)
class BestTie:
    """A pair that does not meet, and what it would bring."""

    one: Entity
    other: Entity
    mean: float
    """The mean length of a way if this pair met, and those before it."""
    hops: int
    """How many steps the two are apart today."""
    distance: float
    way: tuple[Entity, ...]
    """The way from one to the other today, both included."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """A pair that would connect some actors with the largest component."""

    one: Entity
    other: Entity
    actors: tuple[Entity, ...]
    """Who would be connected."""


@dataclass(frozen=True, slots=True)
class BestTies:
    """New partnerships, the best first."""

    change: Alteration
    """What was altered before."""
    actor: Entity | None
    """Whose partnerships alone were looked for."""
    weighted: bool
    """Whether a way is as long as its distance, not as its steps."""
    mean: float | None
    """The mean length of a way in the largest component today."""
    candidates: int
    tried: int
    sampled: int | None
    rows: tuple[BestTie, ...]
    """One after the other: each with those before it."""
    bridges: tuple[Bridge, ...]


def best_ties(
    collaboration: Collaboration,
    limit: int,
    change: Alteration | None = None,
    actor: Entity | None = None,
    *,
    weighted: bool = False,
) -> BestTies:
    """The partnerships that would make ways shortest, and those that would connect a part with the largest.

    Actors that are no more, or no more their own, are not proposed.
    """
    change = change or Alteration()
    affiliations = altered(collaboration.affiliations, change)
    ends = None if actor is None else [actor.id]
    shut = departed(collaboration.reading).difference(ends or ())
    graph = projection(affiliation_network(affiliations))
    graph.add_nodes_from(ends or ())
    middle = graph.subgraph(largest(graph))
    here = ends is None or ends[0] in middle
    found = shortcuts(middle, limit, ends, shut, weighted=weighted) if here else Shortcuts()
    today = PathFinder(affiliations)
    wanted = Constraints(prefer="strong" if weighted else "short")
    return BestTies(
        change=change,
        actor=actor,
        weighted=weighted,
        mean=found.mean,
        candidates=found.candidates,
        tried=found.tried,
        sampled=found.sampled,
        rows=tuple(_row(tie, collaboration, today, wanted) for tie in found.found),
        bridges=tuple(_bridge(one, collaboration) for one in connections(graph, ends, shut, weighted=weighted)[:limit]),
    )


def _row(tie: Shortcut, collaboration: Collaboration, today: PathFinder, wanted: Constraints) -> BestTie:
    [way] = today.paths([tie.one], [tie.other], 1, wanted)
    actors = collaboration.entities(way.actors)
    one, other = (collaboration.entity(iri) for iri in (tie.one, tie.other))
    return BestTie(one, other, tie.mean, len(way.hops), way.distance, actors)


def _bridge(found: Connection, collaboration: Collaboration) -> Bridge:
    one, other = collaboration.entities([found.one, found.other])
    return Bridge(one, other, collaboration.entities(found.component))
