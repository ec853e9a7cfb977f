"""Loading: an RDF file into memory, any file into a store on disk; others get the quads that this makes."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench.contenders.operations import Entry, Operation, count

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["CONTENDERS"]


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


def participations(loaded: Any) -> int:  # noqa: ANN401 - rdflib's graph or pyoxigraph's store
    """How many there are in the graph, or default graph, that was loaded."""
    answer = loaded.query("SELECT (COUNT(*) AS ?n) { ?t <https://w3id.org/triplehelix/ontology#participant> ?a }")
    return count(list(answer))


CONTENDERS: Final[Mapping[str, Entry]] = {
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
}
