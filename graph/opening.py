"""What somebody names, as a merged store in memory: all of it or nothing."""

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Store

from triplehelix.graph.arrivals import recognised
from triplehelix.graph.incoming import Incoming, evidence_of
from triplehelix.graph.lookup import MERGED
from triplehelix.graph.merge import merge
from triplehelix.graph.sources.inputs import readable
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["merged", "open_source", "read_source"]


def open_source(source: Path) -> Store:
    """The merged store of whatever can be loaded: a file, a folder, an archive, `-` for standard input.

    Raises
    ------
    InputError
        If it is nothing that can be loaded, or at its first mistake.
    Impossible
        If it may not be read.
    """
    with readable(source):
        return merged(read_source(each) for each in recognised(source))


def read_source(incoming: Incoming) -> Store:
    """The evidence of a source; with it the default graph that an export of ours brings.

    Raises
    ------
    InputError
        At its first mistake.
    """
    store, evidence = Store(), evidence_of(incoming, Journal())
    if evidence.file:
        evidence.file.read_into(store)
    store.bulk_extend(evidence.quads)
    return store


def merged(sources: Iterable[Store]) -> Store:
    """The evidence of several sources in one store, merged; the default graphs that they bring do not count."""
    store, *others = sources
    for other in others:
        store.bulk_extend(other)
    store.clear_graph(MERGED)
    merge(store, vocabulary())
    return store
