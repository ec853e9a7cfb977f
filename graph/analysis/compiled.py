"""networkx's graphs for igraph, whose compiled code does what takes networkx too long."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    import igraph

__all__ = ["by_node", "compiled"]


def compiled(graph: nx.Graph, *weights: str) -> "igraph.Graph":
    """The same graph for igraph: its nodes in the same order, each edge with the weights that are named.

    >>> compiled(nx.path_graph(3)).ecount()
    2
    """
    import igraph  # a tenth of a second, only for those who need it

    places = {node: place for place, node in enumerate(graph)}
    edges = [(places[one], places[other]) for one, other in graph.edges]
    attributes = {name: [value for _, _, value in graph.edges(data=name)] for name in weights}
    return igraph.Graph(n=len(places), edges=edges, edge_attrs=attributes)


def by_node(graph: nx.Graph, values: Sequence[Any]) -> Mapping[Any, Any]:
    """What igraph gave in the order of the nodes, by node."""
    return dict(zip(graph, values, strict=True))
