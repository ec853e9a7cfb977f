"""The statements of a store in one order, whatever the order of loading, in bounded memory.

The order is that of the bytes of the canonical N-Quads lines, as `LC_ALL=C sort` gives. Runs of lines are sorted in
memory, spooled to temporary files, and merged; so a million quads never stand in memory at once.
"""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import IO, Final, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse

from triplehelix.graph.lookup import MERGED, Graph

__all__ = ["ordered_lines", "ordered_quads", "ordered_triples", "sorted_lines"]

_RUN: Final = 16 << 20  # bytes of lines that are sorted at once; in memory they take twice that


def sorted_lines(file: IO[bytes], run: int = _RUN) -> Iterator[bytes]:
    r"""The lines of a file in the order of their bytes.

    >>> from io import BytesIO
    >>> list(sorted_lines(BytesIO(b"b\na\nc\n"), run=2))
    [b'a\n', b'b\n', b'c\n']
    """
    with ExitStack() as spools:
        runs: list[Iterable[bytes]] = []
        lines = file.readlines(run)
        while lines:
            lines.sort()
            following = file.readlines(run)
            runs.append(_spooled(lines, spools) if following else lines)  # the last one need not leave memory
            lines = following
        yield from heapq.merge(*runs)


def _spooled(lines: list[bytes], spools: ExitStack) -> IO[bytes]:
    file = spools.enter_context(TemporaryFile())  # noqa: SIM115 - the stack closes it
    file.writelines(lines)
    file.seek(0)
    return file


def ordered_lines(store: Store) -> Iterator[bytes]:
    """All quads as canonical N-Quads lines, sorted: equal stores give equal bytes."""
    with TemporaryFile() as file:
        store.dump(file, RdfFormat.N_QUADS)
        file.seek(0)
        yield from sorted_lines(file)


def ordered_triples(store: Store, graph: Graph = MERGED) -> Iterator[Triple]:
    """The triples of a graph, sorted as their lines are."""
    with SpooledTemporaryFile(_RUN) as file, SpooledTemporaryFile(_RUN) as in_order:
        store.dump(cast("IO[bytes]", file), RdfFormat.N_TRIPLES, from_graph=graph)
        file.seek(0)
        for line in sorted_lines(cast("IO[bytes]", file)):
            in_order.write(line)  # writelines would not move to the disk before the last line
        in_order.seek(0)
        for quad in parse(cast("IO[bytes]", in_order), RdfFormat.N_TRIPLES):
            yield quad.triple


def ordered_quads(store: Store) -> Iterator[Quad]:
    """The quads graph by graph: the default graph first, then the others by their names."""
    for graph in _graphs(store):
        for triple in ordered_triples(store, graph):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _graphs(store: Store) -> list[NamedNode | DefaultGraph]:
    named = sorted(cast("Iterator[NamedNode]", store.named_graphs()), key=str)
    return [MERGED, *named]
