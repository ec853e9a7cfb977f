"""Paths as diagrams for a memo, in the languages that others draw: DOT (Graphviz) and Mermaid.

Whatever a name says stays text: nodes are called n1, n2..., and labels are escaped as the language asks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from textwrap import wrap
from typing import Final
from unicodedata import category

from triplehelix.graph.explain import ExplainedHop, ExplainedPath
from triplehelix.graph.messages import Messages
from triplehelix.graph.values import Entity
from triplehelix.graph.views.map.style import look_of_kind

__all__ = ["dot", "mermaid"]

_WIDTH: Final = 28  # characters in a line of a label
_LONGEST_NAME: Final = 80
_LONGEST_VENUE: Final = 45
_SPACE: Final = re.compile(r"[^\S\u00a0\u202f]+")
_TINT: Final = "33"  # of 255: how much of its colour a shape is filled with, so that black text stands out

# family of kinds -> the shape in DOT, and the brackets that make it in Mermaid
_SHAPES: Final = {
    "science": ("ellipse", "([", "])"),
    "industry": ("box", "[", "]"),
    "government": ("hexagon", "{{", "}}"),
    "bridges": ("octagon", "[/", "/]"),
    "people": ("oval", "((", "))"),
    "others": ("box", "[", "]"),
}

# What Mermaid may read as something else than text, even within quotes: markup, Markdown, its own codes (`#35;`), and
# the words that turn a drawing wherever they stand in a line.
_READ_BY_MERMAID: Final = re.compile(r"[!-+\--/:-@\[-`{-~]|(?<=directio)n(?=\s)")
# What it looks for once its codes are text again: the dollars around formulas, and what it makes of codes in between.
_PAIRED_IN_MERMAID: Final = re.compile("(?<=[$])(?=[$])|(?<=ﬂ)(?=°)|(?<=¶)(?=ß)")


@dataclass(frozen=True)
class _Line:
    """A hop as it is drawn once, however many paths take it."""

    ends: tuple[str, str]
    label: str
    first: bool
    """Whether the first path takes it."""
    deduced: bool


@dataclass(frozen=True)
class _Diagram:
    """What both languages write: the actors by the ids of their nodes, the ends among them, and the hops."""

    actors: Mapping[str, Entity]
    ends: frozenset[str]
    lines: Sequence[_Line]


def dot(paths: Sequence[ExplainedPath], texts: Messages) -> str:
    """Paths as a graph in DOT, which Graphviz draws from left to right.

    Each actor stands once, in the shape and colour of its kind, the ends with a thick border; each hop is a line with
    the numbers of the paths that take it and its nearest venue, thick on the first path, dashed where it is deduced.

    >>> from triplehelix.graph.messages import messages
    >>> print(dot([], messages("en")), end="")
    graph {
      rankdir=LR
      node [fontname="Helvetica" style=filled]
      edge [fontname="Helvetica" fontsize=10]
    }
    """
    drawn = _diagram(paths, texts)
    nodes = (_dot_node(node, actor, end=node in drawn.ends) for node, actor in drawn.actors.items())
    style = ("rankdir=LR", 'node [fontname="Helvetica" style=filled]', 'edge [fontname="Helvetica" fontsize=10]')
    return _block("graph {", chain(style, nodes, map(_dot_line, drawn.lines))) + "}\n"


def mermaid(paths: Sequence[ExplainedPath], texts: Messages) -> str:
    """Paths as a flowchart in Mermaid, which many editors of Markdown draw; it shows what `dot` shows.

    >>> from triplehelix.graph.messages import messages
    >>> print(mermaid([], messages("en")), end="")
    flowchart LR
    """
    drawn = _diagram(paths, texts)
    nodes = (_mermaid_node(node, actor) for node, actor in drawn.actors.items())
    styles = (_mermaid_style(node, actor, end=node in drawn.ends) for node, actor in drawn.actors.items())
    return _block("flowchart LR", chain(nodes, map(_mermaid_line, drawn.lines), styles))


def _diagram(paths: Sequence[ExplainedPath], texts: Messages) -> _Diagram:
    actors = dict.fromkeys(actor for path in paths for actor in path.actors)
    nodes = {actor: f"n{number}" for number, actor in enumerate(actors, 1)}
    ends = frozenset(nodes[end] for path in paths for end in (path.actors[0], path.actors[-1]))
    lines = [
        _Line((nodes[hop.start], nodes[hop.end]), _told(numbers, hop, texts), numbers[0] == 1, hop.deduced)
        for numbers, hop in _taken(paths)
    ]
    return _Diagram({node: actor for actor, node in nodes.items()}, ends, lines)


def _taken(paths: Sequence[ExplainedPath]) -> Iterator[tuple[list[int], ExplainedHop]]:
    """Each hop once, with the numbers of the paths that take it, in either direction."""
    hops: dict[frozenset[Entity], ExplainedHop] = {}
    numbers: dict[frozenset[Entity], list[int]] = {}
    for number, path in enumerate(paths, 1):
        for hop in path.hops:
            pair = frozenset((hop.start, hop.end))
            hops.setdefault(pair, hop)
            numbers.setdefault(pair, []).append(number)
    return ((numbers[pair], hop) for pair, hop in hops.items())


def _told(numbers: Sequence[int], hop: ExplainedHop, texts: Messages) -> str:
    """The numbers of the paths, the nearest venue, and how many others there are."""
    nearest, *others = hop.venues
    mark = texts("path.rests") if hop.deduced else ""
    more = f" (+{len(others)})" if others else ""
    return f"{', '.join(map(str, numbers))}. {mark}{_short(nearest.name, _LONGEST_VENUE)}{more}"


def _short(text: str, longest: int) -> str:
    plain = _plain(text)
    return plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"


def _plain(text: str) -> str:
    """One line without control characters, which no label can hold; spaces that hold words together stay."""
    return "".join(char for char in _SPACE.sub(" ", text.strip()) if category(char) != "Cc")


def _lines(text: str) -> list[str]:
    return wrap(text, _WIDTH, break_on_hyphens=False)


def _block(opening: str, lines: Iterator[str]) -> str:
    return "".join([f"{opening}\n", *(f"  {line}\n" for line in lines)])


# DOT: https://graphviz.org/doc/info/lang.html; labels know escapes such as \N and entities such as &eacute;


def _dot_node(node: str, actor: Entity, *, end: bool) -> str:
    look = look_of_kind(actor.type)
    shape, *_ = _SHAPES[look.family]
    label = _dot_label(_short(actor.name, _LONGEST_NAME))
    width = " penwidth=3" if end else ""
    return f'{node} [label={label} shape={shape} fillcolor="{look.fill}{_TINT}" color="{look.border}"{width}]'


def _dot_line(line: _Line) -> str:
    style = " style=dashed" * line.deduced + " penwidth=2.5" * line.first
    return f"{' -- '.join(line.ends)} [label={_dot_label(line.label)}{style}]"


def _dot_label(text: str) -> str:
    escaped = (line.replace("\\", r"\\").replace('"', r"\"").replace("&", "&amp;") for line in _lines(text))
    return '"' + r"\n".join(escaped) + '"'


# Mermaid: https://mermaid.js.org/syntax/flowchart.html


def _mermaid_node(node: str, actor: Entity) -> str:
    _, opening, closing = _SHAPES[look_of_kind(actor.type).family]
    return f"{node}{opening}{_mermaid_label(_short(actor.name, _LONGEST_NAME))}{closing}"


def _mermaid_line(line: _Line) -> str:
    one, other = line.ends
    link = "-.-" if line.deduced else "===" if line.first else "---"
    return f"{one} {link}|{_mermaid_label(line.label)}| {other}"


def _mermaid_style(node: str, actor: Entity, *, end: bool) -> str:
    look = look_of_kind(actor.type)
    width = ",stroke-width:4px" if end else ""
    return f"style {node} fill:{look.fill}{_TINT},stroke:{look.border}{width}"


def _mermaid_label(text: str) -> str:
    lines = _lines(_PAIRED_IN_MERMAID.sub("\N{WORD JOINER}", text))
    escaped = (_READ_BY_MERMAID.sub(lambda char: f"#{ord(char[0])};", line) for line in lines)
    return f'"{"<br/>".join(escaped) or " "}"'  # nothing between quotes is no label to Mermaid
