"""The map for other tools: GraphML and GEXF by networkx, whose writers take numbers and texts only."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import networkx as nx

from triplehelix.graph.views.map.layout import Position
from triplehelix.graph.views.map.model import Edge, Link, Node, Page, told_in
from triplehelix.graph.views.map.places import placed
from triplehelix.graph.views.map.xml_text import holdable

__all__ = ["as_network", "gexf", "graphml"]

_Values = dict[str, Any]


def graphml(page: Page) -> bytes:
    """The network of a page as GraphML."""
    file = BytesIO()
    nx.write_graphml_xml(as_network(page), file)
    return file.getvalue()


def gexf(page: Page) -> bytes:
    """The network of a page as GEXF; it tells the date of the data, not the day on which it was written."""
    writer = nx.readwrite.gexf.GEXFWriter(as_network(page))
    writer.xml.find("meta").set("lastmodifieddate", _plain(page.date))
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def as_network(page: Page) -> nx.MultiDiGraph:
    """The nodes and ties of a page, with what is known of each as numbers and texts: several values are one text.

    >>> from triplehelix.graph.views.map.model import Node
    >>> node = Node("a", "A", "SME", "actor", 0, therapies=("cell-therapy", "gene-therapy"))
    >>> as_network(Page({}, {}, "", "", "en", (node,), ())).nodes["a"]["therapies"]
    'cell-therapy; gene-therapy'
    """
    places = placed(page)
    network = nx.MultiDiGraph(name=_plain(told_in(page.titles, page.lang)))
    network.add_nodes_from((_plain(node.id), _flat(_of_node(node, places[node.id], page.lang))) for node in page.nodes)
    for number, edge in enumerate(page.edges):
        ends = _plain(edge.source), _plain(edge.target)
        network.add_edge(*ends, key=str(number), **_flat(_of_edge(edge, page.lang)))
    return network


def _of_node(node: Node, place: Position, language: str) -> _Values:
    x, y = place
    return {
        "label": node.name,
        "kind": node.kind,
        "group": node.group,
        "helix": node.helix,
        "therapies": node.therapies,
        "stages": node.stages,
        "regions": node.regions,
        "aliases": node.aliases,
        "community": node.community,
        "degree": node.degree,
        "strength": node.strength,
        "betweenness": node.betweenness,
        "x": x,
        "y": y,
        "became": node.became and told_in(node.became.told, language),
        **node.when.bounds,
    }


def _of_edge(edge: Edge, language: str) -> _Values:
    return {
        "kind": edge.kind,
        "sentence": told_in(edge.sentence, language),
        "deduced": edge.deduced,
        "contested": edge.contested,
        "sources": _addresses(edge.sources),
        **edge.when.bounds,
    }


def _addresses(sources: Iterable[Link]) -> list[str]:
    return [link.url or link.title for link in sources]


def _flat(values: _Values) -> _Values:
    """Without what is unknown."""
    return {name: _plain(value) for name, value in values.items() if value not in ("", (), [], None)}


def _plain(value: object) -> Any:  # noqa: ANN401 - a number stays one
    if isinstance(value, int | float):
        return value
    return holdable("; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))
