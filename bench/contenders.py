"""The operations that are timed inside a process of their own: `python -m bench.contenders NAME FILE`.

Each contender imports and prepares what it needs, and gives back the operation: only that is timed. Of what the
operation makes, a number is told that all contenders of a row must agree on.
"""

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Store

__all__ = ["CONTENDERS", "JOIN"]

Operation = Callable[[], object]

JOIN: Final = (
    "SELECT (COUNT(*) AS ?n) { ?q thx:participant ?a ; thx:initiative ?i . "
    "?r thx:initiative ?i ; thx:participant ?b FILTER(STR(?a) < STR(?b)) }"
)


# load: an RDF file into memory


def load_us(path: Path) -> "Callable[[], Store]":
    from triplehelix.graph.opening import open_source  # each contender pays for its own imports only

    return lambda: open_source(path)


def dump_us(path: Path) -> Operation:
    """Not timed: writes what we load, for others to load: all quads, and the merged triples alone."""
    from pyoxigraph import DefaultGraph, RdfFormat

    store = load_us(path)()

    def dump() -> None:
        store.dump(path.with_suffix(".nq"), format=RdfFormat.N_QUADS)
        store.dump(path.with_suffix(".merged.nt"), format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())

    return dump


def load_rdflib(path: Path) -> Operation:
    from rdflib import Graph

    return lambda: Graph().parse(path, format="nt")


def load_pyoxigraph(path: Path) -> Operation:
    from pyoxigraph import RdfFormat, Store

    store = Store()

    def load() -> Store:
        store.bulk_load(path=path, format=RdfFormat.N_QUADS)
        return store

    return load


# store: a file into a store on disk; the raw limit gets all the quads that this makes, as one N-Quads file


def store_us(path: Path) -> "Callable[[], Store]":
    from triplehelix.graph import arrivals, loading  # noqa: F401 - else the operation imports them

    folder = _fresh(path)
    return lambda: _loaded(folder, path)


def store_pyoxigraph(path: Path) -> Operation:
    from pyoxigraph import Store

    store = Store(str(_fresh(path)))
    return lambda: _written(store, path)


def more_us(path: Path) -> "Callable[[], Store]":
    from triplehelix.graph import arrivals, loading  # noqa: F401 - else the operation imports them

    folder = _fresh(path)
    shutil.copytree(_base(path), folder)
    return lambda: _loaded(folder, path)


def more_pyoxigraph(path: Path) -> Operation:
    from pyoxigraph import Store

    folder = _fresh(path)
    [generation] = _base(path).glob("gen-*")
    shutil.copytree(generation, folder)
    store = Store(str(folder))
    return lambda: _written(store, path)


def base_us(path: Path) -> Operation:
    """Not timed: the store that there is already, into which more is loaded."""
    return lambda: _loaded(_base(path), path)


def dump_store_us(path: Path) -> Operation:
    """Not timed: all quads of the store that a file makes, for the raw limit to load."""
    from pyoxigraph import RdfFormat

    return lambda: store_us(path)().dump(path.with_suffix(".stored.nq"), format=RdfFormat.N_QUADS)


def _fresh(path: Path) -> Path:
    """A folder that is not there, beside a file."""
    folder = path.with_suffix(".store")
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _base(path: Path) -> Path:
    return path.parent / "base"


def _loaded(folder: Path, path: Path) -> "Store":
    from triplehelix.graph import Ecosystem

    Ecosystem.load(folder, [path])
    return Ecosystem.open(folder).store


def _written(store: "Store", path: Path) -> "Store":
    from pyoxigraph import RdfFormat

    store.bulk_load(path=path, format=RdfFormat.N_QUADS)
    store.flush()
    return store


# join: who takes part together with whom


def join_us(path: Path) -> Operation:
    import rdflib.plugins.sparql.parser  # noqa: F401 - what judges queries is imported by the first of them

    from triplehelix.graph import Ecosystem

    eco = Ecosystem.open(path)
    return lambda: list(_solutions(eco.answer(JOIN)))


def join_rdflib(path: Path) -> Operation:
    from rdflib import Graph

    from triplehelix.graph.terms import PREFIXES

    graph = Graph().parse(path, format="nt")
    return lambda: list(graph.query(JOIN, initNs=PREFIXES))


def join_pyoxigraph(path: Path) -> Operation:
    from triplehelix.graph.terms import PREFIXES

    store = _triples(path)
    return lambda: list(_solutions(store.query(JOIN, prefixes=PREFIXES)))


# network: actors and the initiatives where they meet


def network_us(path: Path) -> Operation:
    from triplehelix.graph.network import affiliation_network
    from triplehelix.graph.opening import open_source

    store = open_source(path)
    return lambda: affiliation_network(store)


def network_rdflib(path: Path) -> Operation:
    import networkx as nx
    from rdflib import Graph, Namespace

    from triplehelix.graph.terms import THX

    thx = Namespace(THX.iri)
    graph = Graph().parse(path, format="nt")

    def build() -> "nx.Graph":
        network = nx.Graph()
        for tie, actor in graph.subject_objects(thx.participant):
            for initiative in graph.objects(tie, thx.initiative):
                network.add_node(str(actor), bipartite=0)
                network.add_node(str(initiative), bipartite=1)
                network.add_edge(str(actor), str(initiative), tie=str(tie))
        return network

    return build


def network_pyoxigraph(path: Path) -> Operation:
    import networkx as nx

    from triplehelix.graph.terms import PREFIXES

    store = _triples(path)

    def build() -> "nx.Graph":
        rows = store.query("SELECT ?a ?i { ?t thx:participant ?a ; thx:initiative ?i }", prefixes=PREFIXES)
        network = nx.Graph()
        network.add_edges_from((actor.value, initiative.value) for actor, initiative in _solutions(rows))
        return network

    return build


def _triples(path: Path) -> "Store":
    """The raw limit's store: the file's triples, and nothing else."""
    from pyoxigraph import RdfFormat, Store

    store = Store()
    store.bulk_load(path=path, format=RdfFormat.N_TRIPLES)
    return store


def _solutions(answer: Any) -> Iterable[Any]:  # noqa: ANN401 - pyoxigraph's type of answer depends on the query's text
    return answer if isinstance(answer, Iterable) else ()


# why: who says so, of one property of one organisation; its name is typed without regard to case

WHY: Final = """
    SELECT ?value ?document {
      ?actor skos:prefLabel|skos:altLabel ?name FILTER(LCASE(STR(?name)) = "pic-1")
      GRAPH ?evidence { ?actor thx:address ?value }
      ?evidence prov:wasDerivedFrom ?document
    }"""


def why_us(path: Path) -> Operation:
    import triplehelix.graph.why  # noqa: F401 - else the operation imports it
    from triplehelix.graph import Ecosystem

    eco = Ecosystem.open(path)
    return lambda: eco.why("pic-1", "address").statements


def why_rdflib(path: Path) -> Operation:
    import rdflib.plugins.sparql.processor  # noqa: F401 - else the operation imports it
    from rdflib import Dataset

    from triplehelix.graph.terms import PREFIXES

    dataset = Dataset()
    dataset.parse(path, format="nquads")
    return lambda: list(dataset.query(WHY, initNs=PREFIXES))


def why_pyoxigraph(path: Path) -> Operation:
    from pyoxigraph import RdfFormat, Store

    from triplehelix.graph.terms import PREFIXES

    store = Store()
    store.bulk_load(path=path, format=RdfFormat.N_QUADS)
    return lambda: list(_solutions(store.query(WHY, prefixes=PREFIXES)))


# ask: questions of the catalogue with their defaults, in the same SPARQL; in rdflib most others run for many minutes

ASKED: Final[Mapping[str, str]] = {
    "connected": "expertise-of-top-actors",
    "identifiers": "missing-identifiers",
    "newcomers": "newcomers",
}


def ask_us(question: str, path: Path) -> Operation:
    from triplehelix.graph import Ecosystem

    eco = Ecosystem.open(path)
    asked = next(one for one in eco.questions if one.id == ASKED[question])
    return lambda: eco.ask(asked).rows


def ask_rdflib(question: str, path: Path) -> Operation:
    import rdflib.plugins.sparql.processor  # noqa: F401 - else the operation imports it
    from rdflib import Graph

    graph = Graph().parse(path, format="nt")
    sparql = _sparql(question)
    return lambda: list(graph.query(sparql))


def ask_pyoxigraph(question: str, path: Path) -> Operation:
    store = _triples(path)
    sparql = _sparql(question)
    return lambda: list(_solutions(store.query(sparql)))


def _sparql(question: str) -> str:
    from triplehelix.graph.questions import catalogue, chosen

    return chosen(catalogue(), ASKED[question]).sparql


# what the contenders of a row must agree on


def participations(loaded: Any) -> int:  # noqa: ANN401 - rdflib's graph or pyoxigraph's store
    """How many there are in the graph, or default graph, that was loaded."""
    answer = loaded.query("SELECT (COUNT(*) AS ?n) { ?t <https://w3id.org/triplehelix/ontology#participant> ?a }")
    return count(list(answer))


def count(rows: Any) -> int:  # noqa: ANN401 - rdflib's rows or pyoxigraph's
    """The one number of a query that counts."""
    return int(getattr(rows[0][0], "value", rows[0][0]))


def meetings(network: "nx.Graph") -> int:
    """The presences of actors at initiatives of more than one: a network of meetings may leave the others out."""
    degrees = (degree for node, degree in network.degree() if "/initiative/" in node)
    return sum(degree for degree in degrees if degree > 1)


CONTENDERS: Final[Mapping[str, tuple[Callable[[Path], Operation], Callable[[Any], int]]]] = {
    "dump-us": (dump_us, lambda _: 0),
    "load-us": (load_us, participations),
    "load-rdflib": (load_rdflib, participations),
    "load-pyoxigraph": (load_pyoxigraph, participations),
    "store-us": (store_us, participations),
    "store-pyoxigraph": (store_pyoxigraph, participations),
    "more-us": (more_us, participations),
    "more-pyoxigraph": (more_pyoxigraph, participations),
    "base-us": (base_us, lambda _: 0),
    "dump-store-us": (dump_store_us, lambda _: 0),
    "join-us": (join_us, count),
    "join-rdflib": (join_rdflib, count),
    "join-pyoxigraph": (join_pyoxigraph, count),
    "network-us": (network_us, meetings),
    "network-rdflib": (network_rdflib, meetings),
    "network-pyoxigraph": (network_pyoxigraph, meetings),
    "why-us": (why_us, len),
    "why-rdflib": (why_rdflib, len),
    "why-pyoxigraph": (why_pyoxigraph, len),
    **{
        f"ask-{question}-{name}": (partial(prepare, question), len)
        for question in ASKED
        for name, prepare in (("us", ask_us), ("rdflib", ask_rdflib), ("pyoxigraph", ask_pyoxigraph))
    },
}


def main(name: str, path: Path) -> None:
    prepare, number = CONTENDERS[name]
    operation = prepare(path)
    start = perf_counter()
    made = operation()
    seconds = perf_counter() - start
    print(json.dumps({"seconds": seconds, "answer": str(number(made))}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
