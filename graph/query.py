"""SPARQL for people: the known prefixes are there, writing and calling out are refused, mistakes have a position."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

from triplehelix.graph.errors import QueryError
from triplehelix.graph.terms import PREFIXES

__all__ = ["check", "run"]

Answer = QuerySolutions | QueryBoolean | QueryTriples

_REFUSED: Final = {
    "ServiceGraphPattern": "SERVICE calls another server; a query here reads this store only",
    "DatasetClause": "FROM names another dataset; leave it out, GRAPH reads the evidence graphs",
}


def run(store: Store, sparql: str) -> Answer:
    """Evaluate a query on a store; the default graph is the merged knowledge, the named graphs are the evidence.

    Raises
    ------
    QueryError
        If it cannot be parsed (with line and column), changes anything, or reaches beyond the store.

    >>> bool(run(Store(), "ASK { ?t a thx:Participation }"))
    False
    """
    check(sparql)
    try:
        return store.query(sparql, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(f"the query cannot be read: {error.msg}") from None
    except (ValueError, RuntimeError, OSError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from None


def check(sparql: str) -> None:
    """Judge a query on its parse tree: read-only, and of this store only.

    Raises
    ------
    QueryError
        If it is no such query.
    """
    from pyparsing import ParseException  # noqa: PLC0415 - only queries need the parser
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    try:
        tree = parseQuery(_with_prefixes(sparql))
    except ParseException as error:
        raise QueryError(_told(sparql, error.lineno - 1, error.col)) from None
    for name in _names(tree):
        if name in _REFUSED:
            raise QueryError(_REFUSED[name])


def _with_prefixes(sparql: str) -> str:
    """The query behind one line of the known prefixes, so that columns count from its own lines."""
    return " ".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items()) + "\n" + sparql


def _told(sparql: str, line: int, column: int) -> str:
    if _is_update(sparql):
        return "the query would change the store; SELECT, ASK, CONSTRUCT and DESCRIBE are what a query may do"
    lines = sparql.splitlines()
    rest = lines[line - 1][column - 1 :].strip() if 0 < line <= len(lines) else ""
    found = repr(rest[:40]) if rest else "its end"
    return f"the query cannot be read from line {line}, column {column} on: {found}; correct it there or just before"


def _is_update(sparql: str) -> bool:
    from pyparsing import ParseException  # noqa: PLC0415 - as above
    from rdflib.plugins.sparql.parser import parseUpdate  # noqa: PLC0415

    try:
        return bool(parseUpdate(_with_prefixes(sparql)).request)
    except ParseException:
        return False


def _names(tree: Any) -> Iterator[str]:  # noqa: ANN401 - rdflib's parse tree carries no types
    """The names of all nodes of a parse tree."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if name := getattr(node, "name", ""):
            yield name
        if isinstance(node, dict):
            waiting.extend(node.values())
        elif isinstance(node, Iterable) and not isinstance(node, str):
            waiting.extend(node)
