"""Who belongs together: the communities of the network, who and what makes each, and who links them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import networkx as nx

from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.analysis.helices import HELICES, helices
from triplehelix.graph.analysis.leiden import Partition, partition
from triplehelix.graph.analysis.over_representation import OverRepresented, over_represented
from triplehelix.graph.analysis.roles import ROLES, Role, roles
from triplehelix.graph.lookup import pairs
from triplehelix.graph.terms import SKOS
from triplehelix.graph.values import Entity

if TYPE_CHECKING:
    from triplehelix.graph.venues import Venue

__all__ = ["Communities", "Community", "Place", "Therapy", "Together", "communities"]

_SMALLEST: Final = 3
"""How many actors make a community that is told of by itself."""
_CENTRAL: Final = 3
_TOGETHER: Final = 3


@dataclass(frozen=True, slots=True)
class Therapy:
    """A therapy on which more actors of a community work than chance would have it."""

    label: str
    id: str
    n: int
    """How many of its actors are known to work on it, or on a narrower one."""
    expected: float
    p: float
    """By the hypergeometric test, corrected for the number of tests."""


@dataclass(frozen=True, slots=True)
class Together:
    """Where actors of a community meet: an initiative, or the membership or portfolio of an actor."""

    place: Entity
    kind: str
    """The class of the ties that lead there."""
    n: int
    """How many of its actors are there."""


@dataclass(frozen=True, slots=True)
class Community:
    """Actors that are tied to each other more than to others."""

    number: int
    size: int
    central: tuple[Entity, ...]
    """Those with the strongest ties inside it: they give it its name."""
    therapies: tuple[Therapy, ...]
    together: tuple[Together, ...]
    """Where most of its actors meet."""
    helices: Mapping[str, int]
    density: float
    """The share of its pairs of actors that are tied."""
    inside: float
    """The share of the strength of its actors' ties that stays inside."""


@dataclass(frozen=True, slots=True)
class Place:
    """The part that an actor plays between communities."""

    actor: Entity
    community: int
    participation: float
    within: float
    role: str


@dataclass(frozen=True, slots=True)
class Communities:
    """The communities of a network, the largest first."""

    nodes: int
    edges: int
    modularity: float
    resolution: float
    runs: int
    agreement: float
    """The mean adjusted mutual information of each run with the best."""
    small: int
    """How many communities have fewer than three actors: they are not told of."""
    rows: tuple[Community, ...]
    actors: tuple[Place, ...]
    """The actors of all communities, hubs and those that link most first."""


def communities(collaboration: Collaboration, resolution: float = 1.0) -> Communities:
    """The communities of the actors that meet, with names, therapies, and each actor's role between them."""
    graph = collaboration.projection
    found = partition(graph, resolution)
    told = [members for members in found.communities if len(members) >= _SMALLEST]
    numbers = {actor: number for number, members in enumerate(found.communities, 1) for actor in members}
    return Communities(
        nodes=len(graph),
        edges=graph.number_of_edges(),
        modularity=found.modularity,
        resolution=resolution,
        runs=found.runs,
        agreement=found.agreement,
        small=len(found.communities) - len(told),
        rows=_rows(collaboration, told),
        actors=_places(collaboration, found, numbers),
    )


def _rows(collaboration: Collaboration, told: Sequence[AbstractSet[str]]) -> tuple[Community, ...]:
    """The communities of which somebody is told of."""
    marked = over_represented(told, _therapies(collaboration))
    return tuple(
        _row(collaboration, number, members, marks)
        for number, (members, marks) in enumerate(zip(told, marked, strict=True), 1)
        if not members.isdisjoint(collaboration.listed)
    )


def _row(
    collaboration: Collaboration, number: int, members: AbstractSet[str], marks: Sequence[OverRepresented]
) -> Community:
    graph = collaboration.projection
    inner = graph.subgraph(members)
    strengths = dict(inner.degree(weight="strength"))
    central = sorted(members, key=lambda actor: (-strengths[actor], actor))[:_CENTRAL]
    sides = Counter(helices(members, collaboration.traits.helices).values())
    return Community(
        number=number,
        size=len(members),
        central=collaboration.entities(central),
        therapies=tuple(_therapy(collaboration, mark) for mark in marks),
        together=_together(collaboration, members),
        helices={helix: sides[helix] for helix in HELICES if sides[helix]},
        density=nx.density(inner),
        inside=sum(strengths.values()) / sum(strength for _, strength in graph.degree(members, weight="strength")),
    )


def _therapies(collaboration: Collaboration) -> dict[str, AbstractSet[str]]:
    """The therapies of each actor, with the wider ones of each."""
    wider = nx.DiGraph(pairs(collaboration.reading.store, SKOS.broader))
    return {
        actor: own.union(*(nx.descendants(wider, therapy) for therapy in own if therapy in wider))
        for actor, own in collaboration.traits.therapies.items()
    }


def _therapy(collaboration: Collaboration, mark: OverRepresented) -> Therapy:
    return Therapy(collaboration.reading.labels(mark.mark), mark.mark, mark.n, mark.expected, mark.p)


def _together(collaboration: Collaboration, members: AbstractSet[str]) -> tuple[Together, ...]:
    network = collaboration.affiliation
    visits = Counter(venue for actor in members for venue in network[actor])
    most = sorted(visits, key=lambda venue: (-visits[venue], venue))
    venues: list[Venue] = [network.nodes[venue]["venue"] for venue in most if visits[venue] >= _SMALLEST]
    return tuple(
        Together(collaboration.entity(venue.about), venue.type, visits[venue.id]) for venue in venues[:_TOGETHER]
    )


def _places(collaboration: Collaboration, found: Partition, numbers: Mapping[str, int]) -> tuple[Place, ...]:
    played = roles(collaboration.projection, found.communities)
    order = sorted(played, key=lambda actor: (*_order(played[actor]), actor))
    return tuple(
        _place(collaboration.entity(actor), numbers[actor], played[actor])
        for actor in order
        if actor in collaboration.listed
    )


def _order(role: Role) -> tuple[int, float]:
    return -ROLES.index(role.name), -round(role.participation, 9)


def _place(actor: Entity, community: int, role: Role) -> Place:
    return Place(actor, community, role.participation, role.within, role.name)
