"""How each kind looks: shape tells the kind, colour its family, so that neither is needed alone."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from triplehelix.graph.views.map.model import Edge, Node, Scheme

__all__ = [
    "DIRECTED", "FAMILIES", "LINES", "MARKS",
    "Family", "Kind", "Look", "bends", "dash_of", "families_of", "look_of",
    "look_of_kind", "palettes", "size_of", "sizes_by", "width_of",
]  # fmt: skip

# Okabe and Ito's palette, which colour-blind people tell apart; borders are the same hues, darker.
BLUE, SKY = ("#0072B2", "#004F7C"), ("#56B4E9", "#2A80B0")
VERMILLION, ORANGE = ("#D55E00", "#964200"), ("#E69F00", "#A06F00")
GREEN, PURPLE = ("#009E73", "#006B4E"), ("#CC79A7", "#96486F")
YELLOW, GREY = ("#F0E442", "#4A4A1A"), ("#8A929A", "#555C63")

FAMILIES = ("science", "industry", "government", "bridges", "people", "initiatives", "others")


@dataclass(frozen=True, slots=True)
class Look:
    """One of vis-network's shapes, filled and outlined."""

    family: str
    shape: str
    fill: str
    border: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A line of the legend."""

    name: str
    label: str
    look: Look
    count: int


@dataclass(frozen=True, slots=True)
class Family:
    """The kinds that share a colour."""

    name: str
    kinds: tuple[Kind, ...]


LOOKS = {
    "University": Look("science", "dot", *BLUE),
    "ResearchCentre": Look("science", "square", *BLUE),
    "Hospital": Look("science", "triangle", *SKY),
    "LargeCompany": Look("industry", "square", *VERMILLION),
    "SME": Look("industry", "dot", *ORANGE),
    "ServiceProvider": Look("industry", "triangleDown", *ORANGE),
    "GovernmentBody": Look("government", "hexagon", *GREEN),
    "Cluster": Look("bridges", "hexagon", *PURPLE),
    "Incubator": Look("bridges", "triangle", *PURPLE),
    "Investor": Look("bridges", "square", *PURPLE),
    "Association": Look("bridges", "dot", *PURPLE),
    "OfficeHolder": Look("people", "dot", *GREY),
    "Programme": Look("initiatives", "star", *YELLOW),
    "Project": Look("initiatives", "diamond", *YELLOW),
    "WorkPackage": Look("initiatives", "square", *YELLOW),
    "Hub": Look("initiatives", "hexagon", *YELLOW),
    "Call": Look("initiatives", "triangle", *YELLOW),
    "Response": Look("initiatives", "triangleDown", *YELLOW),
}
OTHER = {"actor": Look("others", "square", *GREY), "initiative": Look("others", "diamond", *GREY)}

#: The outline of each of vis-network's shapes, in a box from -10 to 10, for the legend.
MARKS = {
    "dot": "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z",
    "square": "M-6.5-6.5h13v13h-13z",
    "triangle": "M0-7.5L7.5 6h-15z",
    "triangleDown": "M0 7.5L7.5-6h-15z",
    "diamond": "M0-8.5L8.5 0L0 8.5L-8.5 0z",
    "hexagon": "M8 0L4 7h-8L-8 0L-4-7h8z",
    "star": "M0-9L2.6-3.2L8.8-2.6L4.1 1.6L5.5 7.8L0 4.5L-5.5 7.8L-4.1 1.6L-8.8-2.6L-2.6-3.2z",
}

_HELIX_COLOURS = {"university": BLUE, "industry": ORANGE, "government": GREEN, "society": SKY, "bridging": PURPLE}
_MANY = (BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILLION, YELLOW)
CURVES = (0.0, 0.12, -0.12, 0.24, -0.24, 0.36, -0.36)  # roundness of the first, second... tie of the same two
STRONG = 4.0  # the width of a line that stands out from all others
WIDEST = 3.4  # that of the others, at most
_SEVERAL = ("#3c4650", "#14202e")

# how lines are dashed, by the family of the ties; an initiative's are whole
LINES: dict[str, tuple[tuple[str, ...], tuple[int, ...]]] = {
    "together": (("Participation", "Partnership", "PartOf"), ()),
    "belonging": (("Membership", "Affiliation", "Hosting", "Office"), (2, 4)),
    "money": (("Funding", "Supply"), (9, 5)),
    "change": (("Licence", "Acquisition", "SpinOff", "Labelling"), (12, 4, 2, 4)),
}
DIRECTED = frozenset({"Funding", "Supply", "Licence", "Acquisition", "Affiliation", "PartOf"})
"""The kinds of ties in which it matters who is first: these have an arrow, from the first party to the other."""


def dash_of(kind: str) -> list[int]:
    """How the line of a kind of tie is dashed; whole if the list is empty.

    >>> dash_of("Funding")
    [9, 5]
    """
    return next((list(dash) for kinds, dash in LINES.values() if kind in kinds), [])


def palettes(scheme: Scheme, communities: int) -> dict[str, dict[str, tuple[str, str]]]:
    """The fill and border of each kind, helix, therapy and community.

    There are more therapies and communities than colours that everybody can tell apart: colours come again, and the
    legend and the details have the name beside them.
    """
    kinds = {kind: (look.fill, look.border) for kind, look in LOOKS.items()}
    therapies = {one: _MANY[place % len(_MANY)] for place, one in enumerate(scheme.therapies)}
    return {
        "family": kinds,
        "helix": _HELIX_COLOURS,
        "therapy": therapies | {"several": _SEVERAL},
        "community": {str(number): _MANY[(number - 1) % len(_MANY)] for number in range(1, communities + 1)},
    }


def look_of(node: Node) -> Look:
    """The look of a node's kind."""
    return look_of_kind(node.kind, node.group)


def look_of_kind(kind: str, group: Literal["actor", "initiative"] = "actor") -> Look:
    """The look of a kind by its name; one that nobody foresaw still has a look.

    >>> look_of_kind("Hospital").family
    'science'
    """
    return LOOKS.get(kind, OTHER[group])


def size_of(node: Node) -> float:
    """Half the width of a node: its area grows with its degree."""
    return round(7 + 3 * math.sqrt(max(node.degree, 0)), 1)


def sizes_by(nodes: Collection[Node], measure: str) -> dict[str, float]:
    """Half the width of each node by a measure: the largest is as large whatever the measure, as in the page."""
    most = max((getattr(node, measure) for node in nodes), default=0)
    degrees = max((node.degree for node in nodes), default=0)
    shares = {node.id: max(getattr(node, measure), 0) / most if most else 0.0 for node in nodes}
    return {name: round(7 + 3 * math.sqrt(degrees * share), 1) for name, share in shares.items()}


def width_of(edge: Edge) -> float:
    """How wide a line is: the wider, the closer its two ends work together; half as wide if it was only deduced.

    >>> width_of(Edge("a", "b", "Supply", {})), width_of(Edge("a", "b", "Participation", {}, pull=1 / 25))
    (2.0, 1.0)
    """
    if edge.strong:
        return STRONG
    width = min(0.7 + 1.3 * math.sqrt(edge.pull), WIDEST)
    return round(width / 2 if edge.deduced else width, 1)


def bends(edges: Iterable[Edge]) -> Iterator[tuple[Edge, float]]:
    """Each tie with how round it is and to which side: the second, third... of the same two part from the first."""
    earlier: Counter[frozenset[str]] = Counter()
    for edge in edges:
        pair = frozenset((edge.source, edge.target))
        yield edge, CURVES[min(earlier[pair], len(CURVES) - 1)] * (1 if edge.source < edge.target else -1)
        earlier[pair] += 1


def families_of(nodes: Iterable[Node], terms: Mapping[str, str]) -> tuple[Family, ...]:
    """The legend: the kinds that are there, by family, in the order of the tables above, as `terms` calls them."""
    ordered = sorted(nodes, key=_legend_order)
    return tuple(Family(FAMILIES[rank], tuple(_kinds(members, terms))) for rank, members in groupby(ordered, key=_rank))


def _kinds(members: Iterable[Node], terms: Mapping[str, str]) -> Iterable[Kind]:
    for name, alike in groupby(members, key=lambda node: node.kind):
        first, *rest = alike
        yield Kind(name, terms.get(name, name), look_of(first), 1 + len(rest))


def _legend_order(node: Node) -> tuple[int, int, str, str]:
    place = list(LOOKS).index(node.kind) if node.kind in LOOKS else len(LOOKS)
    return _rank(node), place, node.kind, node.id


def _rank(node: Node) -> int:
    return FAMILIES.index(look_of(node).family)
