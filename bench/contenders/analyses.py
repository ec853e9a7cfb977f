"""Analyses: betweenness of a network that is made up, and the measures of that of a store on disk.

Of the store's network the others measure what they are asked for on the finished projection, whose making is not in
their time.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench.contenders.operations import Entry, Operation

if TYPE_CHECKING:
    import igraph
    import networkx as nx

__all__ = ["CONTENDERS"]

_NODES: Final = 20
_SOURCES: Final = 960


# betweenness: exact, of all nodes, from networkx's graph


def betweenness_us(path: Path) -> Operation:
    from triplehelix.graph.analysis.shortest import betweenness  # each contender pays for its own imports only

    graph = _read(path)
    betweenness(graph.subgraph([*graph][:10]))  # networkx looks for its backends the first time
    return lambda: betweenness(graph).values


def betweenness_networkx(path: Path) -> Operation:
    import networkx as nx

    graph = _read(path)
    return lambda: nx.betweenness_centrality(graph, backend="networkx")


def betweenness_igraph(path: Path) -> Operation:
    graph = _read(path)
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2

    def measure() -> dict[Any, float]:
        found = _compiled(graph).betweenness()
        return {node: value / pairs for node, value in zip(graph, found, strict=True)}

    return measure


def _read(path: Path) -> "nx.Graph":
    import networkx as nx

    graph = nx.Graph()
    graph.add_edges_from(map(str.split, path.read_text(encoding="utf-8").splitlines()))
    return graph


def _largest(values: Mapping[Any, float]) -> str:
    return f"{max(values.values()):.9f}"


# the measures of a store's network


def rank_networkx(folder: Path) -> Operation:
    import networkx as nx

    return _measured(folder, lambda graph: nx.betweenness_centrality(graph, k=_NODES, seed=1, backend="networkx"))


def rank_igraph(folder: Path) -> Operation:
    graph = _compiled(_projected(folder))
    return lambda: graph.betweenness(sources=range(min(_SOURCES, graph.vcount())))


def communities_networkx(folder: Path) -> Operation:
    import networkx as nx

    return _measured(folder, lambda graph: nx.community.louvain_communities(graph, weight="strength", seed=1))


def communities_igraph(folder: Path) -> Operation:
    graph = _compiled(_projected(folder))
    return lambda: graph.community_leiden(objective_function="modularity", weights="strength", n_iterations=-1)


def brokers_networkx(folder: Path) -> Operation:
    import networkx as nx

    return _measured(folder, lambda graph: nx.constraint(graph, nodes=_least_tied(graph)))


def _least_tied(graph: "nx.Graph") -> list[Any]:
    """Those with the fewest partners: networkx needs minutes for one of those with the most."""
    tied = [node for node, degree in graph.degree if degree > 1]
    return sorted(tied, key=lambda node: (graph.degree(node), node))[:_NODES]


def brokers_igraph(folder: Path) -> Operation:
    constraint: Operation = _compiled(_projected(folder)).constraint
    return constraint


def _measured(folder: Path, measure: "Callable[[nx.Graph], object]") -> Operation:
    graph = _projected(folder)
    return lambda: measure(graph)


def _projected(folder: Path) -> "nx.Graph":
    from triplehelix.graph import Ecosystem
    from triplehelix.graph.network import projection

    return projection(Ecosystem.open(folder).network())


def _compiled(graph: "nx.Graph") -> "igraph.Graph":
    import igraph

    places = {node: place for place, node in enumerate(graph)}
    edges = [(places[one], places[other]) for one, other in graph.edges]
    strengths = [strength for *_, strength in graph.edges(data="strength")]
    return igraph.Graph(len(places), edges, edge_attrs={"strength": strengths})


def _nothing(_: object) -> str:
    """Each measures as much as it can in the time: there is nothing to agree on."""
    return ""


CONTENDERS: Final[Mapping[str, Entry]] = {
    "betweenness-us": (betweenness_us, _largest),
    "betweenness-networkx": (betweenness_networkx, _largest),
    "betweenness-igraph": (betweenness_igraph, _largest),
    "rank-networkx": (rank_networkx, _nothing),
    "rank-igraph": (rank_igraph, _nothing),
    "communities-networkx": (communities_networkx, _nothing),
    "communities-igraph": (communities_igraph, _nothing),
    "brokers-networkx": (brokers_networkx, _nothing),
    "brokers-igraph": (brokers_igraph, _nothing),
}
