"""Answers of the engine that are cut short, or carried from one process or library to another."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import (
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from triplehelix.graph.errors import Impossible
from triplehelix.graph.query import Answer, mistakes_told

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer
    from rdflib.query import Result

__all__ = ["Page", "as_result", "first", "packed", "unpacked"]

_TRIPLES: Final = b"triples\n"
_ROWS: Final = b"rows\n"
_MOST: Final = 512 << 20  # bytes


class Page(BytesIO):
    """What an answer is written on; a query can give rows without end, memory cannot.

    >>> page = Page()
    >>> Store().query("SELECT (1 AS ?n) {}").serialize(page, QueryResultsFormat.CSV)
    >>> page.getvalue().split()
    [b'n', b'1']
    """

    def write(self, data: "ReadableBuffer", /) -> int:
        """Append, as long as there is room.

        Raises
        ------
        Impossible
            If the answer grows beyond 512 MiB.
        """
        if self.tell() + memoryview(data).nbytes > _MOST:
            raise Impossible(
                f"the answer grows beyond {_MOST >> 20} MiB; ask for less, or for only so many rows (limit)"
            )
        return super().write(data)


def first(answer: Answer, limit: int | None) -> tuple[Answer, bool]:
    """The first rows (or triples) of an answer, and whether there were more; all of them for no limit.

    The engine is asked for one more than the limit, and for nothing after it.

    >>> answer, cut = first(Store().query("SELECT ?n { VALUES ?n { 1 2 3 } }"), 2)
    >>> len(list(answer)), cut
    (2, True)
    """
    if not limit or isinstance(answer, QueryBoolean):
        return answer, False
    with mistakes_told():
        if isinstance(answer, QueryTriples):
            triples = list(islice(answer, limit + 1))
            return _triples(triples[:limit]), len(triples) > limit
        rows = list(islice(answer, limit + 1))
    return _solutions(answer, rows[:limit]), len(rows) > limit


def _solutions(answer: QuerySolutions, rows: Iterable[QuerySolution]) -> QuerySolutions:
    """Rows as an answer of the engine again, which writes itself; TSV keeps each term as it is."""
    header = "\t".join(f"?{variable.value}" for variable in answer.variables)
    lines = ("\t".join(map(_cell, row)) for row in rows)
    tsv = "".join(f"{line}\n" for line in (header, *lines)).encode()
    return cast("QuerySolutions", parse_query_results(tsv, format=QueryResultsFormat.TSV))


def _cell(term: object) -> str:
    if isinstance(term, Triple):
        return f"<<( {term} )>>"
    return "" if term is None else str(term)


def _triples(triples: Iterable[Triple]) -> QueryTriples:
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    return cast("QueryTriples", store.query("CONSTRUCT WHERE { ?s ?p ?o }"))


def packed(answer: Answer) -> bytes:
    """An answer as bytes, for another process."""
    page = Page()
    with mistakes_told():
        if isinstance(answer, QueryTriples):
            page.write(_TRIPLES)
            serialize(answer, page, format=RdfFormat.N_TRIPLES)
        else:
            page.write(_ROWS)
            answer.serialize(page, QueryResultsFormat.JSON)
    return page.getvalue()


def unpacked(data: bytes) -> Answer:
    """The answer that was packed.

    >>> bool(unpacked(packed(Store().query("ASK {}"))))
    True
    """
    if data.startswith(_TRIPLES):
        return _triples(_parsed(data.removeprefix(_TRIPLES)))
    return parse_query_results(data.removeprefix(_ROWS), format=QueryResultsFormat.JSON)


def _parsed(ntriples: bytes) -> Iterator[Triple]:
    return (quad.triple for quad in parse(ntriples, format=RdfFormat.N_TRIPLES))


def as_result(answer: Answer) -> "Result":
    """An answer as rdflib's."""
    from rdflib import Graph
    from rdflib.query import Result

    kind, _, data = packed(answer).partition(b"\n")
    if kind + b"\n" == _ROWS:
        return Result.parse(BytesIO(data), format="json")
    result = Result("CONSTRUCT")
    result.graph = Graph().parse(data=data, format="nt")
    return result
