"""Who stands between others: brokers between groups, those who hold the network together, and their evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

from triplehelix.graph.analysis.collaboration import Collaboration, Neighbour
from triplehelix.graph.analysis.cut_points import Cuts
from triplehelix.graph.analysis.gould_fernandez import Brokerage, brokerage
from triplehelix.graph.analysis.grouping import OTHERS, by_helix, by_type, by_words
from triplehelix.graph.analysis.structural_holes import constraint, effective_size
from triplehelix.graph.values import Entity

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ORDERS", "Between", "Bridge", "Broker", "Brokers", "brokers"]

ORDERS: Final = (
    "total", "coordinator", "gatekeeper", "consultant", "liaison", "constraint", "effective_size", "cut_off",
)  # fmt: skip
"""By what brokers can be ordered."""
_CONNECTS: Final = 3
_NAMED: Final = 3
_BRIDGES: Final = 5
_HANGING: Final = 2
"""How many actors a tie must hold for it to be told of: a single one that has one partner is nothing special."""


@dataclass(frozen=True, slots=True)
class Between:
    """Two groups, and how many pairs of them an actor stands between."""

    groups: str
    """Both, as a cell of a table tells them."""
    one: str
    other: str
    n: int


@dataclass(frozen=True, slots=True)
class Broker:
    """An actor with the pairs of its partners that are not tied to each other."""

    actor: Entity
    group: str
    total: int
    coordinator: int
    gatekeeper: int
    """The network has no directions: a gatekeeper is a representative, too."""
    consultant: int
    liaison: int
    degree: int
    constraint: float
    effective_size: float
    cut_off: int
    """How many others would be cut off without it."""
    connects: tuple[Between, ...]
    """The groups between which it stands most."""
    example: tuple[Neighbour, ...]
    """Two partners of the first of these who are not tied to each other."""
    without: tuple[Entity, ...]
    """Some of those who would be cut off."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """A tie without which several actors would be cut off."""

    actor: Entity
    neighbour: Neighbour
    """The one who would be cut off, with those behind it."""
    cut_off: int


@dataclass(frozen=True, slots=True)
class Brokers:
    """Those who stand between others, in the order of a figure."""

    by: str
    grouping: str
    """What the groups are: `helix`, `type`, or `named` by whoever asks."""
    groups: tuple[str, ...]
    nodes: int
    edges: int
    cut_points: int
    """How many actors are there without whom others would be cut off."""
    bridges: int
    """How many ties."""
    rows: tuple[Broker, ...]
    ties: tuple[Bridge, ...]
    """The ties that hold the most others."""


def brokers(
    collaboration: Collaboration,
    by: str = "total",
    *,
    groups: str = "helix",
    between: Sequence[str] = (),
    limit: int = 10,
) -> Brokers:
    """The first brokers by one of `ORDERS`; their pairs are of groups: helices, kinds (`type`), or those named.

    Where groups are named, only pairs of two different ones of them count.

    Raises
    ------
    NameNotFound, AmbiguousName
        If a word means no kind of actor and no helix, or several.
    """
    told = _Told(collaboration, _groups(collaboration, groups, between), bool(between))
    first = sorted(told.actors, key=lambda actor: (told.place(actor, by), actor))[:limit]
    return Brokers(
        by=by,
        grouping="named" if between else groups,
        groups=tuple(between) or tuple(sorted({*told.groups.values()})),
        nodes=len(told.graph),
        edges=told.graph.number_of_edges(),
        cut_points=len(told.cut_off),
        bridges=len(told.cuts.bridges),
        rows=tuple(map(told.broker, first)),
        ties=tuple(told.bridges()),
    )


def _groups(collaboration: Collaboration, groups: str, between: Sequence[str]) -> Mapping[str, str]:
    if between:
        return by_words(collaboration, between)
    return by_helix(collaboration) if groups == "helix" else by_type(collaboration)


class _Told:
    """What is found out about all actors, and told of some."""

    def __init__(self, collaboration: Collaboration, groups: Mapping[str, str], named: bool) -> None:
        self.graph: nx.Graph = collaboration.projection
        self.groups = groups
        self._collaboration = collaboration
        self._brokerage = brokerage(self.graph, groups)
        if named:
            self._brokerage = {actor: _among_named(one) for actor, one in self._brokerage.items()}
        self._constraint, self._size = constraint(self.graph), effective_size(self.graph)
        self.cuts = Cuts(self.graph)
        self.cut_off = self.cuts.points

    @property
    def actors(self) -> Iterator[str]:
        return (actor for actor in self.graph if actor in self._collaboration.listed)

    def place(self, actor: str, by: str) -> float:
        """What orders the actors: the smallest comes first."""
        match by:
            case "constraint":
                return self._constraint[actor]
            case "effective_size":
                return -self._size[actor]
            case "cut_off":
                return -self.cut_off.get(actor, 0)
        return -float(getattr(self._brokerage[actor], by))

    def broker(self, actor: str) -> Broker:
        """The row of an actor."""
        found = self._brokerage[actor]
        connects = sorted(found.pairs.items(), key=lambda pair: (-pair[1], pair[0]))[:_CONNECTS]
        return Broker(
            actor=self._collaboration.entity(actor),
            group=found.own,
            total=found.total,
            coordinator=found.coordinator,
            gatekeeper=found.gatekeeper,
            consultant=found.consultant,
            liaison=found.liaison,
            degree=self.graph.degree[actor],
            constraint=self._constraint[actor],
            effective_size=self._size[actor],
            cut_off=self.cut_off.get(actor, 0),
            connects=tuple(Between(f"{one} / {other}", one, other, n) for (one, other), n in connects),
            example=self._example(actor, connects[0][0]) if connects else (),
            without=self._without(actor),
        )

    def _example(self, actor: str, groups: tuple[str, str]) -> tuple[Neighbour, ...]:
        """The nearest two partners of two groups who are not tied to each other."""
        nearest = [self._nearest(actor, group) for group in groups]
        pair = next(
            (one, other) for one, other in product(*nearest) if one != other and not self.graph.has_edge(one, other)
        )
        return tuple(self._collaboration.neighbour(actor, other) for other in pair)

    def _nearest(self, actor: str, group: str) -> list[str]:
        met = self.graph[actor]
        return sorted((one for one in met if self.groups[one] == group), key=lambda one: (-met[one]["strength"], one))

    def _without(self, actor: str) -> tuple[Entity, ...]:
        beyond = sorted(self.cuts.beyond(actor))[:_NAMED] if actor in self.cut_off else []
        return self._collaboration.entities(beyond)

    def bridges(self) -> Iterator[Bridge]:
        """The ties that hold the most others, of those of whom is told."""
        listed = self._collaboration.listed
        found = [tie for tie in self.cuts.bridges if tie[2] >= _HANGING and not listed.isdisjoint(tie[:2])]
        for one, other, n in sorted(found, key=lambda tie: (-tie[2], *tie[:2]))[:_BRIDGES]:
            yield Bridge(self._collaboration.entity(one), self._collaboration.neighbour(one, other), n)


def _among_named(found: Brokerage) -> Brokerage:
    """Only the pairs of two different groups that are named."""
    return Brokerage(found.own, {pair: n for pair, n in found.pairs.items() if OTHERS not in pair and len({*pair}) > 1})
