"""A small map with two communities, and what a reader does on it, for the tests of its views."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from triplehelix.graph import Ecosystem
from triplehelix.graph.views.map import Edge, Link, Node, Page, render
from triplehelix.graph.views.map.from_store import Map
from triplehelix.graph.views.map.model import Scheme
from triplehelix.graph.views.map.words import words

__all__ = ["PAGE", "Walker", "actor", "bundled", "initiative", "taking_part", "walking", "with_actors"]

NEWS: Final = Link("Joint plan is announced", "https://example.org/plan", "The Paper", "2024-02-01")
DEED: Final = Link("Deed of 2019", "https://example.org/deed")


def actor(name: str, community: int = 0, central: float = 0.0, **known: Any) -> Node:
    return Node(name, name, "SME", "actor", 1, helix="industry", community=community, central=central, **known)


def initiative(name: str, community: int = 0) -> Node:
    return Node(name, name, "Project", "initiative", 1, community=community)


def taking_part(name: str, *actors: str) -> list[Edge]:
    told = "{} takes part in {}."
    return [
        Edge(one, name, "Participation", {"en": told.format(one, name), "fr": told.format(one, name)}, sources=(NEWS,))
        for one in actors
    ]


NODES: Final = (
    actor("Alba", 1, 3.0, therapies=("car-t",), stages=("manufacturing",), regions=("north",)),
    actor("Bora", 1, 2.0, therapies=("cell-therapy",), stages=("manufacturing", "clinical"), regions=("south",)),
    actor("Cima", 1, 1.0, therapies=("gene-therapy",)),
    actor("Dora", 2, 1.0, therapies=("cell-therapy",), stages=("manufacturing",)),
    actor("Etna", 2, 3.0, stages=("clinical",)),
    actor("Fado", 2, 2.0),
    actor("Gala", 3),
    actor("Hekla", 3),
    initiative("Plan", 1),
    initiative("Quest"),
)
EDGES: Final = (
    *taking_part("Plan", "Alba", "Bora", "Dora"),
    *taking_part("Quest", "Alba", "Bora"),
    Edge("Alba", "Dora", "Partnership", {"en": "Alba and Dora are partners."}, sources=(DEED,)),
    Edge("Cima", "Etna", "Funding", {"en": "Cima funds Etna."}, deduced=True, sources=(DEED,)),
    Edge("Gala", "Hekla", "Partnership", {"en": "Gala and Hekla are partners."}),
)
#: Far enough from each other to be clicked on, those of a community together, no three in a line.
PLACES: Final = {
    "Alba": (0, 0), "Bora": (300, -260), "Cima": (120, 260), "Plan": (150, 90), "Quest": (100, -300),
    "Dora": (900, 0), "Etna": (1200, 60), "Fado": (1000, 280), "Gala": (200, 700), "Hekla": (900, 700),
}  # fmt: skip
TERMS: Final = {
    "car-t": "CAR-T", "cell-therapy": "cell therapy", "gene-therapy": "gene therapy", "clinical": "clinical",
    "manufacturing": "manufacturing", "north": "North", "south": "South", "SME": "SME", "Project": "project",
}  # fmt: skip
PAGE: Final = Page(
    {"en": "The ecosystem", "fr": "L’écosystème"},
    {"en": "Who works with whom", "fr": "Qui travaille avec qui"},
    "2026-11-21",
    "CC-BY-4.0",
    "en",
    NODES,
    EDGES,
    terms={"en": TERMS, "fr": TERMS | {"cell-therapy": "thérapie cellulaire"}},
    scheme=Scheme(
        therapies={"car-t": "cell-therapy", "cell-therapy": "", "gene-therapy": ""},
        stages=("clinical", "manufacturing"),
        regions=("north", "south"),
        rows=("cell-therapy", "car-t", "gene-therapy"),
        columns=("clinical", "manufacturing"),
        above={"car-t": ("cell-therapy",)},
    ),
    places=PLACES,
    words=words(),
)


@cache
def bundled() -> Page:
    """The map of the bundled ecosystem."""
    return Map.of(Ecosystem.open().reading).page


class Walker:
    """Somebody with a mouse and a keyboard at a map, in a tab that is theirs."""

    def __init__(self, tab: Tab, folder: Path) -> None:
        self.tab = tab
        tab.set_default_timeout(4000)
        self._file = folder / "map.html"
        self._written: Page | None = None

    def open(self, page: Page = PAGE, hash_: str = "") -> None:
        """The page, as if for the first time."""
        if page is not self._written:
            self._file.write_text(render(page), encoding="utf-8")
            self._written = page
        self.tab.goto("about:blank")
        self.tab.goto(f"{self._file.as_uri()}{hash_}")
        self.tab.wait_for_selector("#map canvas")

    def start_over(self) -> None:
        """The map as it was first seen."""
        self.tab.mouse.move(5, 5)
        self.tab.evaluate("() => { thx.view.reset(); thx.drawing.showWhole(false) }")

    def again(self) -> None:
        """The same address in a fresh page, as whoever got the link."""
        address = self.tab.url
        self.tab.goto("about:blank")
        self.tab.goto(address)
        self.tab.wait_for_selector("#map canvas")

    def click_between(self, one: str, other: str) -> None:
        """On the line from one to the other, where it is not bent."""
        self._click(*self._middle(self._spot(one), self._spot(other)))

    def click_on(self, name: str) -> None:
        self._click(*self._spot(name))

    def point_between(self, one: str, other: str) -> None:
        x, y = self._middle(self._spot(one), self._spot(other))
        self.tab.mouse.move(x - 3, y - 3)
        self.tab.mouse.move(x, y)

    def click_on_name(self, name: str) -> None:
        """On a name that is written on the drawing."""
        find = "name => thx.names.placed(thx.drawing.network.getScale()).find(({node}) => node.name === name).box"
        box = self.tab.evaluate(find, name)
        offset = self._offset()
        self._click((box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2 + offset)

    def drawn(self) -> set[str]:
        """What is to be seen of nodes, and of symbols in their place."""
        ids = self.tab.evaluate("() => thx.drawing.drawnNodes.get().filter(({hidden}) => !hidden).map(({id}) => id)")
        return set(ids)

    def lines(self) -> dict[frozenset[str], dict[str, Any]]:
        """The lines that are to be seen, by what they join."""
        edges = self.tab.evaluate("() => thx.drawing.drawnEdges.get().filter(({hidden}) => !hidden)")
        return {frozenset((edge["from"], edge["to"])): edge for edge in edges}

    def address(self) -> str:
        return self.tab.evaluate("() => decodeURIComponent(location.hash)")  # type: ignore[no-any-return] # a text

    def _spot(self, name: str) -> tuple[float, float]:
        spot = self.tab.evaluate("id => thx.drawing.network.canvasToDOM(thx.drawing.place.get(id))", name)
        return spot["x"], spot["y"] + self._offset()

    def _offset(self) -> float:
        box = self.tab.locator("#map").bounding_box()
        assert box
        return box["y"]

    @staticmethod
    def _middle(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
        return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2

    def _click(self, x: float, y: float) -> None:
        # two clicks in the same place within vis-network's time would be a double click
        self.tab.wait_for_timeout(320)
        self.tab.mouse.click(x, y)
        self.tab.wait_for_timeout(60)


@contextmanager
def walking(browser: Browser, folder: Path) -> Iterator[Walker]:
    """A tab of its own at the map, for all tests of a file."""
    tab = browser.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    walker = Walker(tab, folder)
    walker.open()
    yield walker
    tab.close()


def with_actors(page: Page, nodes: Iterable[Node], edges: Iterable[Edge]) -> Page:
    """Another map, that decides itself where everything stands."""
    return replace(page, nodes=tuple(nodes), edges=tuple(edges), places={})
