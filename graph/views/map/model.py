"""What the map shows, as plain values: whoever knows a store builds a Page, whoever draws reads one.

What people read stands there in each language that is known, by the language's code: `{"en": "SME", "fr": "PME"}`.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from triplehelix.graph.views.map.words import Words, words

__all__ = [
    "PART_OF",
    "Became",
    "Edge",
    "Fact",
    "Link",
    "Meeting",
    "Node",
    "Opening",
    "Page",
    "Scheme",
    "Span",
    "Told",
    "is_web_address",
    "told_in",
]

Told = Mapping[str, str]
"""A text by language."""

#: The kind of the lines from an initiative to a larger one, which are no ties and not counted as such.
PART_OF = "PartOf"


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A document that states something."""

    title: str
    url: str
    publisher: str = ""
    issued: str = ""
    id: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """When something holds, by its bounds as days (`2020-01-01`); empty where nothing bounds. An event goes on."""

    starts_not_before: str = ""
    starts_not_after: str = ""
    ends_not_before: str = ""
    ends_not_after: str = ""
    event: bool = False

    @property
    def bounds(self) -> dict[str, str]:
        """The bounds that there are, by their names."""
        names = ("starts_not_before", "starts_not_after", "ends_not_before", "ends_not_after")
        return {name: day for name in names if (day := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of a node: what it is called, and its value."""

    label: Told
    value: Told
    sources: tuple[Link, ...] = ()
    contested: bool = False
    """Whether documents give other values."""


@dataclass(frozen=True, slots=True)
class Became:
    """That an actor became another, or another's, and when."""

    told: Told
    when: Span = Span()


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, office holder or initiative; `kind` is its class's local name, such as SME."""

    id: str
    name: str
    kind: str
    group: Literal["actor", "initiative"]
    degree: int
    names: Told = field(default_factory=dict)
    """Its names in languages in which it is called otherwise."""
    aliases: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    helix: str = ""
    """`university`, `industry`, `government` or `society`; `bridging` for an actor of none."""
    therapies: tuple[str, ...] = ()
    """By the ends of their IRIs, as all that the page has a term for."""
    stages: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    community: int = 0
    """Its number, the largest community's first; 0 where it is in none."""
    central: float = 0.0
    """The strength of its ties inside its community, which is called after those with the most."""
    strength: float = 0.0
    betweenness: float = 0.0
    when: Span = Span()
    became: Became | None = None
    strong: bool = False
    """Whether its name is written before those of others, even of others with more ties."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One tie between two nodes: `kind` is its class's local name."""

    source: str
    target: str
    kind: str
    sentence: Told
    deduced: bool = False
    sources: tuple[Link, ...] = ()
    when: Span = Span()
    strong: bool = False
    """Whether it stands out from the others."""
    pull: float = 1.0
    """How hard it draws its two ends together."""
    tie: str = ""
    """The tie's id; empty where the line stands for several, or for none."""
    contested: bool = False
    """Whether documents give one of its properties different values."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A venue, for the ways that the page finds."""

    id: str
    kind: str
    """The class of the ties that lead there."""
    about: str
    """The initiative or actor whose venue it is, or the tie."""
    ties: Mapping[str, tuple[str, ...]]
    """Each party with the ties by which it is there; who is at the middle needs none."""
    stated_count: int = 0
    """How many parties a document counts; 0 where none does."""
    middle: str = ""
    """The actor whose own the venue is; empty where it is nobody's."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """What readers can look for: the ends of IRIs; stages in their order, therapies with the wider one of each."""

    therapies: Mapping[str, str] = field(default_factory=dict)
    stages: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    """All therapies that there are words for, each behind the wider one, whether or not somebody works on them."""
    columns: tuple[str, ...] = ()
    """All stages likewise, in their order."""
    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """All that is wider than a therapy or a stage: who is known for the narrower is known for the wider, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How the page opens; its readers may choose otherwise."""

    colour: Literal["family", "helix", "therapy", "community"] = "family"
    size: Literal["degree", "strength", "betweenness"] = "degree"
    group: Literal["", "community", "helix", "region"] = ""
    """What those have in common who stand together."""

    def group_of(self, node: Node) -> str:
        """With whom a node stands together; nobody in particular if empty."""
        groups = {"community": str(node.community or ""), "helix": node.helix, "region": "".join(node.regions[:1])}
        return groups.get(self.group, "")


@dataclass(frozen=True)
class Page:
    """Everything that stands on one map."""

    titles: Told
    descriptions: Told
    date: str
    licence: str
    lang: str
    """The language in which it opens."""
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    terms: Mapping[str, Told] = field(default_factory=dict)
    """By language, what kinds, therapies, stages and territories are called, by the ends of their IRIs."""
    scheme: Scheme = Scheme()
    meetings: tuple[Meeting, ...] = ()
    left_out: Told = field(default_factory=dict)
    """What of the store is not on the map, in a sentence; empty where all of it is."""
    opening: Opening = Opening()
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Where each node stands; empty where the ties shall decide."""
    words: Words = field(default_factory=words)

    def __post_init__(self) -> None:
        known = {node.id for node in self.nodes}
        if len(known) < len(self.nodes):
            raise ValueError("two nodes of the map have the same id: give each node once")
        if self.places and (lost := known - self.places.keys()):
            raise ValueError(f"the map's places lack {', '.join(sorted(lost))}: give every node a place, or none")
        for edge in self.edges:
            if not {edge.source, edge.target} <= known:
                raise ValueError(f"the map's tie {edge.source!r} to {edge.target!r} names an unknown node")

    @cached_property
    def documents(self) -> list[Link]:
        """The documents behind all that stands there, each once, in order."""
        of_nodes = (link for node in self.nodes for fact in node.facts for link in fact.sources)
        return sorted({*of_nodes, *(link for edge in self.edges for link in edge.sources)})

    @property
    def counts(self) -> dict[str, int]:
        """How many actors, initiatives, ties and documents there are."""
        groups = Counter(node.group for node in self.nodes if node.kind != "OfficeHolder")
        return {
            "actors": groups["actor"],
            "initiatives": groups["initiative"],
            "ties": sum(edge.kind != PART_OF for edge in self.edges),
            "documents": len(self.documents),
        }


def told_in(told: Told, language: str) -> str:
    """A text in a language, or in the first that it has; empty where it has none.

    >>> told_in({"en": "SME", "fr": "PME"}, "fr"), told_in({"en": "SME"}, "nl")
    ('PME', 'SME')
    """
    return told.get(language) or next(iter(told.values()), "")


def is_web_address(text: str) -> bool:
    """Whether a text may become a link.

    >>> is_web_address("https://example.org"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    return text.lower().startswith(("https://", "http://"))
