"""What the map shows, as plain values: whoever knows a store builds a Page, whoever draws reads one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["LABEL_KEYS", "PART_OF", "Edge", "Fact", "Link", "Node", "Page"]

#: Every word of the page's own that `Page.labels` must hold, in the page's language.
LABEL_KEYS = frozenset(
    {
        # in the header, below the number or date that they explain
        "actors",
        "initiatives",
        "ties",
        "documents",
        # search and notices
        "date",
        "licence",
        "search",
        "search_hint",
        "results",
        "no_result",
        "needs_script",
        # the drawing and its keys
        "drawing",
        "keys",
        "zoom_in",
        "zoom_out",
        "whole_map",
        # the legend
        "legend",
        "legend_hint",
        "show_all",
        "family_science",
        "family_industry",
        "family_government",
        "family_bridges",
        "family_people",
        "family_initiatives",
        "family_others",
        "tie_stated",
        "tie_deduced",
        "size_means",
        # the details of what is selected
        "details",
        "close",
        "also_known_as",
        "therapies",
        "facts",
        "sources",
        "no_source",
        "tie",
        "deduced",
        "deduced_means",
        "opens_new_tab",
        # headings above the ties of a kind
        "ties_Participation",
        "ties_Membership",
        "ties_Affiliation",
        "ties_Hosting",
        "ties_Office",
        "ties_Partnership",
        "ties_Licence",
        "ties_Supply",
        "ties_Funding",
        "ties_Acquisition",
        "ties_SpinOff",
        "ties_Labelling",
        "ties_PartOf",
    }
)


#: The kind of the lines from an initiative to a larger one, which are no ties and not counted as such.
PART_OF = "PartOf"


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A document that states something."""

    title: str
    url: str
    publisher: str = ""
    issued: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of a node: `label` names it in the page's language."""

    label: str
    value: str
    sources: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, office holder or initiative; `kind` is its class's local name, such as SME."""

    id: str
    name: str
    kind: str
    kind_label: str
    group: Literal["actor", "initiative"]
    degree: int
    aliases: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    therapies: tuple[str, ...] = ()
    strong: bool = False
    """Whether its name is written before those of others, even of others with more ties."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One tie between two nodes: `kind` is its class's local name, `label` tells it in a sentence."""

    source: str
    target: str
    kind: str
    label: str
    deduced: bool = False
    sources: tuple[Link, ...] = ()
    strong: bool = False
    """Whether it stands out from the others."""


@dataclass(frozen=True)
class Page:
    """Everything that stands on one map."""

    title: str
    description: str
    date: str
    licence: str
    lang: Literal["en", "fr"]
    labels: Mapping[str, str]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Where each node stands; empty where the ties shall decide."""

    def __post_init__(self) -> None:
        if missing := LABEL_KEYS - self.labels.keys():
            raise ValueError(f"the map's labels lack {', '.join(sorted(missing))}: add them to the messages")
        known = {node.id for node in self.nodes}
        if len(known) < len(self.nodes):
            raise ValueError("two nodes of the map have the same id: give each node once")
        if self.places and (lost := known - self.places.keys()):
            raise ValueError(f"the map's places lack {', '.join(sorted(lost))}: give every node a place, or none")
        for edge in self.edges:
            if not {edge.source, edge.target} <= known:
                raise ValueError(f"the map's tie {edge.source!r} to {edge.target!r} names an unknown node")
