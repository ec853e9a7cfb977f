"""Maps: a network that is known already as one HTML page, by us and by pyvis as its users call it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench.contenders.operations import Entry, Operation

if TYPE_CHECKING:
    from triplehelix.graph.views.map import Page

__all__ = ["CONTENDERS", "page_of", "stock"]


def page_of(path: Path) -> "Page":
    """A page of a network, of which a file has an edge a line."""
    from triplehelix.graph.views.map import Edge, Node, Page

    pairs = _pairs(path)
    names = sorted({name for pair in pairs for name in pair})
    nodes = tuple(Node(name, f"Organisation {name}", "SME", "actor", 1) for name in names)
    edges = tuple(Edge(one, other, "Partnership", {"en": f"{one} and {other}."}) for one, other in pairs)
    return Page({"en": "A map"}, {"en": ""}, "2026-01-01", "", "en", nodes, edges)


def stock(path: Path, *, directed: bool = False, physics: bool = True) -> str:
    """The page that pyvis makes of the same network, node by node and edge by edge as its documentation shows."""
    from pyvis.network import Network

    network = Network(directed=directed, cdn_resources="in_line")
    network.toggle_physics(physics)
    pairs = _pairs(path)
    for name in sorted({name for pair in pairs for name in pair}):
        network.add_node(name, label=f"Organisation {name}", title="SME", physics=physics)
    for one, other in pairs:
        network.add_edge(one, other, title=f"{one} and {other}.")
    return str(network.generate_html())


def _pairs(path: Path) -> list[list[str]]:
    return [line.split() for line in path.read_text(encoding="utf-8").splitlines()]


def map_us(path: Path) -> Operation:
    from pyvis.network import Network  # noqa: F401 - else the operation imports it

    from triplehelix.graph.views.map import render

    page = page_of(path)
    return lambda: render(page)


def map_stock(path: Path) -> Operation:
    from pyvis.network import Network  # noqa: F401 - else the operation imports it

    return lambda: stock(path)


def map_stock_directed(path: Path) -> Operation:
    from pyvis.network import Network  # noqa: F401 - else the operation imports it

    return lambda: stock(path, directed=True)


def edges(html: Any) -> int:  # noqa: ANN401 - a page of ours or of pyvis
    return str(html).count('"from":')


CONTENDERS: Final[Mapping[str, Entry]] = {
    "map-us": (map_us, edges),
    "map-pyvis": (map_stock, edges),
    "map-directed-pyvis": (map_stock_directed, edges),
}
