"""Networks: actors and the initiatives where they meet, from what was loaded in memory and from a store on disk."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.contenders.operations import Entry, Operation, bare_triples, solutions

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Store
    from rdflib import Graph

    from triplehelix.graph.affiliations import Affiliations

__all__ = ["CONTENDERS"]

_QUERY: Final = "SELECT ?a ?i { ?t thx:participant ?a ; thx:initiative ?i }"


# network: from the triples of a file, loaded in memory


def network_us(path: Path) -> Operation:
    from triplehelix.graph.gathering import gathered  # each contender pays for its own imports only
    from triplehelix.graph.network import affiliation_network
    from triplehelix.graph.opening import open_source

    store = open_source(path)
    return lambda: affiliation_network(gathered(store))


def network_rdflib(path: Path) -> Operation:
    from rdflib import Graph

    return _looped(Graph().parse(path, format="nt"))


def network_pyoxigraph(path: Path) -> Operation:
    return _asked(bare_triples(path))


# network-store: from the folder of a store, of which nothing is kept yet


def network_store_us(folder: Path) -> Operation:
    import networkx as nx  # noqa: F401 - else the operation imports it

    from triplehelix.graph import Ecosystem

    eco = Ecosystem.open(folder)
    for path in _generation(folder).glob("*.arrays"):
        path.unlink()
    return eco.network


def network_store_rdflib(folder: Path) -> Operation:
    from oxrdflib import OxigraphStore
    from pyoxigraph import Store
    from rdflib import Dataset

    return _looped(Dataset(store=OxigraphStore(store=Store.read_only(str(_generation(folder))))))


def network_store_pyoxigraph(folder: Path) -> Operation:
    from pyoxigraph import Store

    return _asked(Store.read_only(str(_generation(folder))))


def _generation(folder: Path) -> Path:
    [generation] = folder.glob("gen-*")
    return generation


# network-tenfold: all that brings actors together, of ten times as many, in memory


def gathering_us(path: Path) -> "Callable[[], Affiliations]":
    from triplehelix.graph.gathering import gathered

    store = bare_triples(path)
    return lambda: gathered(store)


def _looped(graph: "Graph") -> "Callable[[], nx.Graph]":
    """What a user would write."""
    import networkx as nx
    from rdflib import Namespace

    from triplehelix.graph.terms import THX

    thx = Namespace(THX.iri)

    def build() -> "nx.Graph":
        network = nx.Graph()
        for tie, actor in graph.subject_objects(thx.participant):
            for initiative in graph.objects(tie, thx.initiative):
                network.add_node(str(actor), bipartite=0)
                network.add_node(str(initiative), bipartite=1)
                network.add_edge(str(actor), str(initiative), tie=str(tie))
        return network

    return build


def _asked(store: "Store") -> "Callable[[], nx.Graph]":
    """The limit: bare edges, as fast as the engine tells them."""
    import networkx as nx

    from triplehelix.graph.terms import PREFIXES

    def build() -> "nx.Graph":
        rows = store.query(_QUERY, prefixes=PREFIXES)
        network = nx.Graph()
        network.add_edges_from((actor.value, initiative.value) for actor, initiative in solutions(rows))
        return network

    return build


def meetings(network: "nx.Graph") -> int:
    """The presences of actors at initiatives of more than one: a network of meetings may leave the others out."""
    degrees = (degree for node, degree in network.degree() if "/initiative/" in node)
    return sum(degree for degree in degrees if degree > 1)


CONTENDERS: Final[Mapping[str, Entry]] = {
    "network-us": (network_us, meetings),
    "network-rdflib": (network_rdflib, meetings),
    "network-pyoxigraph": (network_pyoxigraph, meetings),
    "network-store-us": (network_store_us, meetings),
    "network-store-rdflib": (network_store_rdflib, meetings),
    "network-store-pyoxigraph": (network_store_pyoxigraph, meetings),
    "gathering-us": (gathering_us, lambda affiliations: len(affiliations.parties)),
}
