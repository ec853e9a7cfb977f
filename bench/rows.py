"""The rows of the table: each a claim about speed, with what a user would pick instead and the raw limit."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Final

from bench.data import Data
from bench.measure import Contender, Measurement, command, operation

__all__ = ["ROWS", "Row"]

_COMMAND: Final = str(Path(sys.executable).with_name("triplehelix"))


@dataclass(frozen=True, slots=True)
class Row:
    """One claim: what is done, how much of it, and by whom."""

    what: str
    size: str
    us: Contender
    limit: Contender | None = None
    pick: Contender | None = None
    at_least: float | None = None
    """How many times faster than the user's pick we claim to be."""
    at_most: float | None = None
    """How many times the limit we claim to stay within."""
    median_within: float | None = None
    """In how many seconds we claim to do it, whatever others take."""
    slowest_within: float | None = None
    """In how many seconds we claim to do 99 of 100; None where it is done once."""

    @property
    def contenders(self) -> list[Contender]:
        """Who runs, in this order in each round."""
        return [each for each in (self.us, self.pick, self.limit) if each]


def load(data: Data) -> Row:
    return replace(_load(data), at_least=3)


def load_dated(data: Data) -> Row:
    row = _load(data.dated)
    return replace(row, what=f"{row.what}, with dates that participations take from their projects")


def _load(data: Data) -> Row:
    return Row(
        "load N-Triples with its evidence graph, merged, in memory",
        data.size,
        us=Contender("load_rdf", partial(operation, "load-us", data.triples)),
        pick=Contender("rdflib, without evidence", partial(operation, "load-rdflib", data.triples)),
        limit=Contender("pyoxigraph bulk_load of the same quads", partial(operation, "load-pyoxigraph", data.quads)),
    )


def store_cordis(data: Data) -> Row:
    return Row(
        "load a CORDIS download into a new store on disk",
        f"{data.projects:,} projects",
        us=Contender("Ecosystem.load", partial(operation, "store-us", data.cordis)),
        limit=_raw("store-pyoxigraph", data.stored(data.cordis)),
        at_most=2.5,
    )


def store_triples(data: Data) -> Row:
    return Row(
        "load N-Triples into a new store on disk",
        data.size,
        us=Contender("Ecosystem.load", partial(operation, "store-us", data.triples)),
        pick=Contender("rdflib, in memory", partial(operation, "load-rdflib", data.triples), at_most=1),
        limit=_raw("store-pyoxigraph", data.stored(data.triples)),
        at_most=1.3,
    )


def store_more(data: Data) -> Row:
    return Row(
        "load N-Triples into a store on disk that has 1.3 times as much",
        data.size,
        us=Contender("Ecosystem.load", partial(operation, "more-us", data.more)),
        limit=_raw("more-pyoxigraph", data.stored(data.more)),
        at_most=1.6,
    )


def _raw(name: str, quads: Path) -> Contender:
    return Contender("pyoxigraph bulk_load of the same quads", partial(operation, name, quads))


def join(data: Data) -> Row:
    return Row(
        "co-participation join, in memory",
        data.size,
        us=Contender("Ecosystem.answer", partial(operation, "join-us", data.triples)),
        # it takes minutes: once is enough to see by how much
        pick=Contender("rdflib", partial(operation, "join-rdflib", data.triples), at_most=1),
        limit=Contender("pyoxigraph, the triples only", partial(operation, "join-pyoxigraph", data.triples)),
        at_least=40,
    )


def network(data: Data) -> Row:
    return Row(
        "RDF to affiliation network",
        data.size,
        us=Contender("affiliation_network", partial(operation, "network-us", data.triples)),
        # quick in itself, but each run parses the file first
        pick=Contender("a loop in rdflib", partial(operation, "network-rdflib", data.triples), at_most=3),
        limit=Contender("pyoxigraph query, add_edges_from", partial(operation, "network-pyoxigraph", data.triples)),
    )


def network_store(data: Data) -> Row:
    return Row(
        "affiliation network of a store on disk that keeps none yet",
        f"{data.projects:,} projects",
        us=Contender("Ecosystem.network", partial(operation, "network-store-us", data.eu)),
        pick=Contender("a loop in rdflib on the same store", partial(operation, "network-store-rdflib", data.eu), 1),
        limit=Contender("pyoxigraph query, add_edges_from", partial(operation, "network-store-pyoxigraph", data.eu)),
        at_most=2,
    )


def network_tenfold(data: Data) -> Row:
    return Row(
        "gather the affiliations of ten times as much, in memory",
        f"{10 * data.projects:,} projects",
        us=Contender("gathered", partial(operation, "gathering-us", data.tenfold), at_most=1),
    )


def paths(data: Data) -> Row:
    return Row(
        "three paths between two organisations, in the library",
        f"{data.projects:,} projects",
        us=Contender("PathFinder, 200 pairs", partial(operation, "ways-us", data.eu)),
        pick=Contender("networkx shortest_simple_paths, 10 pairs", partial(operation, "ways-networkx", data.eu), 1),
        limit=Contender("igraph get_k_shortest_paths, 50 pairs", partial(operation, "ways-igraph", data.eu), 1),
        median_within=0.15,
        slowest_within=1,
    )


def paths_tenfold(data: Data) -> Row:
    return Row(
        "the same among ten times as many",
        f"{10 * data.projects:,} projects",
        us=Contender("PathFinder, 200 pairs", partial(operation, "ways-tenfold-us", data.tenfold), at_most=1),
    )


def why(data: Data) -> Row:
    return Row(
        "who says so: one property of one organisation, by its name",
        data.size,
        us=Contender("Ecosystem.why", partial(operation, "why-us", data.triples)),
        # parsing the quads takes it minutes
        pick=Contender("SPARQL in rdflib", partial(operation, "why-rdflib", data.quads), at_most=1),
        limit=Contender("SPARQL in pyoxigraph", partial(operation, "why-pyoxigraph", data.quads)),
    )


def ask(question: str, what: str, data: Data) -> Row:
    return Row(
        f"question: {what}",
        data.size,
        us=Contender("Ecosystem.ask", partial(operation, f"ask-{question}-us", data.triples)),
        pick=Contender("rdflib", partial(operation, f"ask-{question}-rdflib", data.merged), at_most=1),
        limit=Contender("pyoxigraph", partial(operation, f"ask-{question}-pyoxigraph", data.merged)),
    )


def help_cold(_: Data) -> Row:
    return Row(
        "`triplehelix --help`, cold",
        "-",
        us=Contender("triplehelix", partial(command, [_COMMAND, "--help"])),
        limit=_python("import click"),
        at_most=1.5,
    )


def path_cold(_: Data) -> Row:
    # without it the command would merge the tables first, which is not what is claimed
    command([sys.executable, "-m", "triplehelix.graph.bundled"])
    return Row(
        '`triplehelix path "pdc line" ulb`, cold',
        "bundled ecosystem",
        us=Contender("triplehelix", partial(command, [_COMMAND, "path", "pdc line", "ulb"])),
        limit=_python("import networkx, pyoxigraph"),
        at_most=2,
    )


def path_eu_cold(data: Data) -> Row:
    commands = cycle([_COMMAND, "--store", str(data.eu), "path", *pair] for pair in data.strangers)
    command(next(commands))  # the first after a load keeps in the store's folder what all others read
    return Row(
        "`triplehelix --store eu path O1 O2`, cold",
        f"{data.projects:,} projects",
        us=Contender("triplehelix, another pair each time", lambda: command(next(commands))),
        limit=_python("import networkx"),
        at_most=3,
    )


def betweenness(data: Data) -> Row:
    return Row(
        "exact betweenness of all nodes",
        "4,000 nodes, 24,000 edges",
        us=Contender("analysis.shortest.betweenness", partial(operation, "betweenness-us", data.pairs)),
        pick=Contender("networkx", partial(operation, "betweenness-networkx", data.pairs), at_most=3),
        limit=Contender("igraph", partial(operation, "betweenness-igraph", data.pairs)),
        at_least=12,
        at_most=2,
    )


def analysis_eu(name: str, picked: str, limited: str, data: Data) -> Row:
    return replace(
        _analysis(name, data.eu, data),
        pick=Contender(picked, partial(operation, f"{name}-networkx", data.eu), at_most=1),
        limit=Contender(limited, partial(operation, f"{name}-igraph", data.eu), at_most=3),
    )


def coverage_eu(data: Data) -> Row:
    return _analysis("coverage", data.specialised, data)


def _analysis(name: str, store: Path, data: Data) -> Row:
    words = [_COMMAND, "--store", str(store), name]
    command(words)  # the first after a load keeps in the folder what all others read
    us = Contender("triplehelix", partial(command, words), at_most=3)
    return Row(f"`triplehelix --store eu {name}`, cold", f"{data.projects:,} projects", us=us, median_within=30)


def report_cold(_: Data) -> Row:
    command([sys.executable, "-m", "triplehelix.graph.bundled"])
    return Row(
        "`triplehelix report`, cold",
        "bundled ecosystem",
        us=Contender("triplehelix", partial(command, [_COMMAND, "report", "-o", os.devnull, "--format", "html"])),
        median_within=10,
    )


def map_page(picked: str, contender: str, at_least: float | None, data: Data) -> Row:
    return Row(
        f"a network as one HTML page, beside {picked}",
        "5,000 nodes, 15,000 edges",
        us=Contender("views.map.render", partial(operation, "map-us", data.drawn)),
        pick=Contender(picked, partial(operation, contender, data.drawn), at_most=3),
        at_least=at_least,
    )


def map_cold(_: Data) -> Row:
    command([sys.executable, "-m", "triplehelix.graph.bundled"])
    return Row(
        "`triplehelix map`, cold",
        "bundled ecosystem",
        us=Contender("triplehelix", partial(command, [_COMMAND, "map", "-o", os.devnull, "--format", "html"])),
        median_within=2,
    )


def map_large_first(data: Data) -> Row:
    def first() -> Measurement:
        for page in data.mapped.glob("gen-*/map.*"):
            page.unlink()
        return command(_map_of(data))

    return Row(
        "`triplehelix --store large map`, cold, the first after a change",
        "as many actors and projects as one page holds",
        us=Contender("triplehelix", first, at_most=3),
    )


def map_large_cold(data: Data) -> Row:
    command(_map_of(data))  # the first after a change keeps in the folder what all others read
    return Row(
        "`triplehelix --store large map`, cold, after the first",
        "as many actors and projects as one page holds",
        us=Contender("triplehelix", partial(command, _map_of(data))),
        median_within=4,
    )


def _map_of(data: Data) -> list[str]:
    return [_COMMAND, "--store", str(data.mapped), "map", "-o", os.devnull, "--format", "html"]


def _python(statement: str) -> Contender:
    return Contender(f'python -c "{statement}"', partial(command, [sys.executable, "-c", statement]))


ROWS: Final[Mapping[str, Callable[[Data], Row]]] = {
    "load": load,
    "load-dated": load_dated,
    "store-cordis": store_cordis,
    "store-triples": store_triples,
    "store-more": store_more,
    "join": join,
    "network": network,
    "network-store": network_store,
    "network-tenfold": network_tenfold,
    "paths": paths,
    "paths-tenfold": paths_tenfold,
    "why": why,
    "ask-connected": partial(ask, "connected", "what the ten most connected actors work on"),
    "ask-identifiers": partial(ask, "identifiers", "how many actors of each kind have no identifier"),
    # without dates nobody is new
    "ask-newcomers": lambda data: ask("newcomers", "who took part for the first time since 2023", data.dated),
    "help": help_cold,
    "path": path_cold,
    "path-eu": path_eu_cold,
    "betweenness": betweenness,
    "rank-eu": partial(analysis_eu, "rank", "networkx, betweenness from 20 nodes", "igraph, betweenness from 960"),
    "communities-eu": partial(analysis_eu, "communities", "networkx, Louvain once", "igraph, Leiden once"),
    "brokers-eu": partial(analysis_eu, "brokers", "networkx, constraint of 20", "igraph, constraint of all"),
    "coverage-eu": coverage_eu,
    "report": report_cold,
    "map": partial(map_page, "stock pyvis, undirected", "map-pyvis", 4),
    "map-directed": partial(map_page, "stock pyvis, directed", "map-directed-pyvis", None),
    "map-cold": map_cold,
    "map-first": map_large_first,
    "map-large": map_large_cold,
}
