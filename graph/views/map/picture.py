"""The map as a picture: SVG by a template of our own over the same places, and PNG from that SVG."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from statistics import median
from typing import Final

from jinja2 import Environment, StrictUndefined, Template

from triplehelix.graph.errors import Impossible
from triplehelix.graph.views.map.layout import Position
from triplehelix.graph.views.map.model import Edge, Node, Page
from triplehelix.graph.views.map.places import placed
from triplehelix.graph.views.map.style import (
    DIRECTED,
    MARKS,
    Family,
    bends,
    dash_of,
    families_of,
    look_of,
    palettes,
    sizes_by,
    width_of,
)
from triplehelix.graph.views.map.xml_text import holdable

__all__ = ["png", "svg"]

WIDTH, HEIGHT = 1600.0, 1000.0
LEGEND, TITLE, MARGIN = 250.0, 84.0, 44.0  # the picture is what they leave
LARGEST = 2.0  # how much a small map is enlarged at most
HEIGHTS = ((12, 15.0), (40, 12.5), (90, 11.0))  # of names, by their rank; the others are not written
LONGEST = 34
FEWEST, CAPTION = 3, 16.0  # of whom a group is told, and the height of its name
LETTER = 0.56  # the width of a letter, in parts of its height, in the fonts that are named
UNKNOWN = ("#8a929a", "#555c63")
FONTS: Final = "Arial, 'Liberation Sans', 'DejaVu Sans', 'Noto Sans', 'Segoe UI', Roboto, Helvetica, sans-serif"
_PROBE: Final = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="15" font-family="{FONTS}">Ag</text></svg>'
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A node as it is drawn; `scale` makes it of a mark."""

    node: Node
    x: float
    y: float
    radius: float
    fill: str
    border: str

    @property
    def scale(self) -> float:
        """How large its mark is drawn."""
        return round(self.radius / 8, 3)

    @property
    def path(self) -> str:
        """Its outline."""
        return MARKS[look_of(self.node).shape]


@dataclass(frozen=True, slots=True)
class Line:
    """A tie as it is drawn."""

    edge: Edge
    path: str
    dash: str
    width: float
    arrow: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its middle, its baseline and its height."""

    text: str
    x: float
    y: float
    height: float
    italic: bool

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        half = len(self.text) * self.height * LETTER / 2
        return self.x - half, self.y - self.height, self.x + half, self.y + self.height * 0.3


class Picture:
    """What a page shows when it opens, drawn."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = page.words[page.lang]
        self._nodes = sorted(page.nodes, key=lambda node: node.id)
        self._colours = palettes(page.scheme, max((node.community for node in page.nodes), default=0))

    @cached_property
    def symbols(self) -> dict[str, Symbol]:
        """Each node by its IRI."""
        sizes, (scale, across, down) = sizes_by(self._nodes, self.page.opening.size), self._frame
        return {
            node.id: Symbol(
                node,
                round(x * scale + across, 1),
                round(y * scale + down, 1),
                sizes[node.id] * scale,
                *self._fill(node),
            )
            for node in self._nodes
            for x, y in [self._places[node.id]]
        }

    @property
    def lines(self) -> Iterator[Line]:
        """The ties, those of the same two side by side."""
        edges = sorted(self.page.edges, key=lambda edge: (edge.source, edge.target, edge.kind))
        for edge, bend in bends(edges):
            start, end = self.symbols[edge.source], self.symbols[edge.target]
            dash = " ".join(map(str, dash_of(edge.kind)))
            yield Line(edge, _curve(start, end, bend), dash, round(0.6 * width_of(edge), 2), edge.kind in DIRECTED)

    @property
    def names(self) -> Sequence[Name]:
        """The names of the important, none over another."""
        measure = self.page.opening.size
        ranked = sorted(self._nodes, key=lambda node: (-node.strong, -getattr(node, measure), -node.degree, node.id))
        found = list(self._captions())
        taken = [caption.box for caption in found]
        for rank, node in enumerate(ranked[: HEIGHTS[-1][0]]):
            name = next((each for each in self._spots(node, rank) if _is_free(each.box, taken)), None)
            if name:
                taken.append(name.box)
                found.append(name)
        return found

    def _captions(self) -> Iterator[Name]:
        """The name of each group of those who stand together, above it."""
        groups: defaultdict[str, list[Symbol]] = defaultdict(list)
        for symbol in self.symbols.values():
            groups[self.page.opening.group_of(symbol.node)].append(symbol)
        for group, members in groups.items():
            if group and len(members) >= FEWEST:
                top = min(symbol.y - symbol.radius for symbol in members)
                yield Name(
                    self._group_name(group), median(symbol.x for symbol in members), top - 8, CAPTION, italic=False
                )

    def _group_name(self, group: str) -> str:
        return self._community_name(group) if self.page.opening.group == "community" else self._terms.get(group, group)

    @property
    def families(self) -> tuple[Family, ...]:
        """The legend of kinds."""
        return families_of(self._nodes, self._terms)

    @property
    def colours(self) -> list[tuple[str, str, str]]:
        """The legend of colours, where these do not tell the kind: what, fill and border."""
        by = self.page.opening.colour
        if by == "family":
            return []
        there = dict.fromkeys(sorted(group for node in self._nodes if (group := _group(node, by)) in self._colours[by]))
        return [(self._colour_name(group), *self._colours[by][group]) for group in [*there][:12]]

    @property
    def tie_kinds(self) -> list[tuple[str, str]]:
        """The legend of ties: what they are called, and their dashes."""
        kinds = dict.fromkeys(sorted(edge.kind for edge in self.page.edges))
        return [(self.words.get(f"ties_{kind}", kind), " ".join(map(str, dash_of(kind)))) for kind in kinds]

    @property
    def _terms(self) -> Mapping[str, str]:
        return {**self.page.terms.get(self.page.lang, {}), **self.words}

    def _colour_name(self, group: str) -> str:
        if self.page.opening.colour == "community":
            return self._community_name(group)
        return self._terms.get(group, group)

    def _community_name(self, group: str) -> str:
        """A community is called by the two at the middle of it, as in the page."""
        members = [node for node in self._nodes if str(node.community) == group]
        central = sorted(members, key=lambda node: (-node.central, node.id))[:2]
        names = ", ".join(_shortened(node.names.get(self.page.lang, node.name)) for node in central)
        return self.words["community_of"].replace("{names}", names).replace("{n}", str(len(members)))

    def _fill(self, node: Node) -> tuple[str, str]:
        by = self.page.opening.colour
        if by == "family":
            look = look_of(node)
            return look.fill, look.border
        return self._colours[by].get(_group(node, by), UNKNOWN)

    @cached_property
    def _places(self) -> Mapping[str, Position]:
        return placed(self.page)

    @cached_property
    def _frame(self) -> tuple[float, float, float]:
        """How the places become points of the picture: the scale, and what to add across and down."""
        xs, ys = ([place[axis] for place in self._places.values()] or [0.0] for axis in (0, 1))
        wide, high = WIDTH - LEGEND - 2 * MARGIN, HEIGHT - TITLE - 2 * MARGIN
        scale = min(wide / (max(xs) - min(xs) or 1), high / (max(ys) - min(ys) or 1), LARGEST)
        across = LEGEND + MARGIN + wide / 2 - scale * (min(xs) + max(xs)) / 2
        return scale, across, TITLE + MARGIN + high / 2 - scale * (min(ys) + max(ys)) / 2

    def _spots(self, node: Node, rank: int) -> Iterator[Name]:
        """Below the symbol, and if that is taken, above it."""
        height = next(height for last, height in HEIGHTS if rank < last)
        text = _shortened(node.names.get(self.page.lang, node.name))
        symbol, half = self.symbols[node.id], len(text) * height * LETTER / 2
        x = round(min(max(symbol.x, LEGEND + half), WIDTH - half - 4), 1)
        for y in (symbol.y + symbol.radius + height, symbol.y - symbol.radius - height * 0.35):
            yield Name(text, x, round(y, 1), height, node.group == "initiative")


def svg(page: Page) -> str:
    """The picture of a page as SVG: its text stays text, whatever it says."""
    told = _template().render(picture=Picture(page), page=page, marks=MARKS, fonts=FONTS, width=WIDTH, height=HEIGHT)
    return holdable(told)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(files(__package__).joinpath("picture.svg.j2").read_text(encoding="utf-8"))


def png(page: Page) -> bytes:
    """The same in points, twice as many as the SVG measures.

    Raises
    ------
    Impossible
        If the machine has no font in which names could be written.
    """
    from resvg_py import svg_to_bytes  # only for those who want points

    if svg_to_bytes(svg_string=_PROBE) == svg_to_bytes(svg_string=_PROBE.replace("Ag", "")):
        raise Impossible(
            "this machine has no font for the names on the picture: install DejaVu, Liberation or Noto Sans, "
            "or write .svg, which the reader's machine shows in its own fonts"
        )
    return bytes(svg_to_bytes(svg_string=svg(page), zoom=2, background="#ffffff"))


def _shortened(name: str) -> str:
    """A long name without what stands in brackets at its end, and cut off if that is not enough."""
    bare = name if len(name) <= LONGEST else name.partition(" (")[0]
    return bare if len(bare) <= LONGEST else f"{bare[: LONGEST - 1].rstrip()}…"


def _group(node: Node, by: str) -> str:
    """What a node has the colour of, as the page's own script has it."""
    if by == "therapy":
        return "several" if len(node.therapies) > 1 else "".join(node.therapies)
    return node.helix if by == "helix" else str(node.community or "")


def _curve(start: Symbol, end: Symbol, bend: float) -> str:
    """From rim to rim, to one side of the straight line if bent."""
    dx, dy = end.x - start.x, end.y - start.y
    length = math.hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    first = start.x + ux * start.radius, start.y + uy * start.radius
    last = end.x - ux * (end.radius + 2), end.y - uy * (end.radius + 2)
    middle = (first[0] + last[0]) / 2 + bend * dy, (first[1] + last[1]) / 2 - bend * dx
    return f"M{_point(first)}Q{_point(middle)} {_point(last)}" if bend else f"M{_point(first)}L{_point(last)}"


def _point(place: tuple[float, float]) -> str:
    return f"{place[0]:.1f} {place[1]:.1f}"


def _is_free(box: tuple[float, float, float, float], taken: Iterable[tuple[float, float, float, float]]) -> bool:
    left, top, right, bottom = box
    return all(left >= r or right <= l or top >= b or bottom <= t for l, t, r, b in taken)  # noqa: E741 (a box's sides)
