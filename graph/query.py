"""SPARQL for people: the known prefixes are there, writing and calling out are refused, mistakes have a position."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

from triplehelix.graph.errors import QueryError
from triplehelix.graph.terms import PREFIXES

__all__ = ["check", "mistakes_told", "run"]

Answer = QuerySolutions | QueryBoolean | QueryTriples

_REFUSED: Final = {
    "ServiceGraphPattern": "SERVICE calls another server; a query here reads this store only",
    "DatasetClause": "FROM names another dataset; leave it out, GRAPH reads the evidence graphs",
}
_DEEP: Final = 100  # brackets that might be nested more deeply than a parser can follow
_ESCAPES: Final = re.compile(r"\\\\|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}")
_ENGINE: Final = re.compile(
    r"error at (?P<line>\d+):(?P<column>\d+): expected (?:one of )?(?P<reason>[A-Z]\w* \w[\w ]*)?"
)


def run(store: Store, sparql: str) -> Answer:
    """Evaluate a query on a store; the default graph is the merged knowledge, the named graphs are the evidence.

    Raises
    ------
    QueryError
        If it cannot be parsed (with line and column), changes anything, or reaches beyond the store.

    >>> bool(run(Store(), "ASK { ?t a thx:Participation }"))
    False
    """
    if not _is_harmless(sparql):
        check(sparql)
    try:
        with mistakes_told():
            return store.query(sparql, prefixes=PREFIXES)
    except QueryError:
        check(sparql)  # which tells the mistake better, where it is one of grammar
        raise


def _is_harmless(sparql: str) -> bool:
    """Whether a query cannot be one that `check` refuses: it has not even the letters, nor escapes that hide them.

    The engine itself refuses updates, so that most queries need no second parser, which takes a tenth of a second.
    """
    letters = sparql.upper()
    shallow = sum(map(sparql.count, "{([")) < _DEEP
    return shallow and not any(mark in letters for mark in ("SERVICE", "FROM", "\\"))


@contextmanager
def mistakes_told() -> Iterator[None]:
    """What goes wrong while the engine reads or answers a query becomes a QueryError; answers are lazy too."""
    try:
        yield
    except SyntaxError as error:
        raise QueryError(_located(error.msg)) from None
    except BrokenPipeError:
        raise
    except (ValueError, RuntimeError, OSError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from None


def _located(message: str) -> str:
    """The engine's place and reason, without its long list of what it would have taken instead."""
    told = _ENGINE.match(message)
    if not told:
        return f"the query cannot be read: {message}"
    reason = f": {told['reason']}" if told["reason"] else ""
    place = f"line {told['line']}, column {told['column']}"
    return f"the query cannot be read from {place} on{reason}; correct it there or just before"


def check(sparql: str) -> None:
    """Judge a query on its parse tree: read-only, and of this store only.

    Raises
    ------
    QueryError
        If it is no such query.
    """
    from pyparsing import ParseException  # only queries need the parser
    from rdflib.plugins.sparql.parser import parseQuery

    judged = _judged(sparql)
    try:
        tree = parseQuery(_with_prefixes(judged))
    except ParseException as error:
        raise QueryError(_told(judged, error.lineno - 1, error.col)) from None
    except RecursionError:
        raise QueryError("the query is nested too deeply to be read; make it flatter") from None
    for name in _names(tree):
        if name in _REFUSED:
            raise QueryError(_REFUSED[name])


def _judged(sparql: str) -> str:
    r"""The query as rdflib must see it to read what the engine reads.

    For rdflib a comment goes on after a carriage return, and an escape such as `\u0022` may end a string.
    """
    newlines = sparql.replace("\r\n", " \n").replace("\r", "\n")
    return _ESCAPES.sub(lambda escape: "u" * len(escape[0]), newlines)


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
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseUpdate

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
