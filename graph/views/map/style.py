"""How each kind looks: shape tells the kind, colour its family, so that neither is needed alone."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from triplehelix.graph.views.map.model import Node, Scheme

__all__ = [
    "DIRECTED", "FAMILIES", "HELICES", "LINES", "Family", "Kind", "Look", "dash_of", "families_of", "look_of",
    "look_of_kind", "palettes", "size_of",
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


HELICES = ("university", "industry", "government", "society", "bridging")
_HELIX_COLOURS = {"university": BLUE, "industry": ORANGE, "government": GREEN, "society": SKY, "bridging": PURPLE}
_MANY = (BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILLION, YELLOW)
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
