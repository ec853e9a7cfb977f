"""SPARQL for people: the known prefixes are there, writing and calling out are refused, mistakes have a position."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from triplehelix.graph.errors import QueryError
from triplehelix.graph.terms import PREFIXES

__all__ = ["Answer", "check", "mistakes_told", "run"]

Answer = QuerySolutions | QueryBoolean | QueryTriples

_SERVICE: Final = "SERVICE calls another server; a query here reads this store only"
_FROM: Final = (
    "FROM names another dataset; leave it out, or name a graph of this store by its whole IRI"
    " (SELECT ?g { GRAPH ?g {} } lists them)"
)
# The engine parses and evaluates by recursion, and a stack that overflows ends the whole process: in 8 MB it follows
# at least 800 nested brackets, a chain of 5,000 operators, or 2,000 clauses one behind the other (seen). So a query of
# fewer than these, however they are arranged, is safe, and any other is measured on its parse tree.
_BRACKETS: Final = 100
_LENGTH: Final = 4_000
_PARTS: Final = 4_000
_DATA: Final = ("InlineData", "ValuesClause")  # flat, however long
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
        check(sparql, store)
    try:
        with mistakes_told():
            return store.query(sparql, prefixes=PREFIXES)
    except QueryError:
        check(sparql, store)  # which tells the mistake better, where it is one of grammar
        raise


def _is_harmless(sparql: str) -> bool:
    """Whether a query cannot be one that `check` refuses: it has not even the letters, nor escapes that hide them.

    The engine itself refuses updates, so that most queries need no second parser, which takes a tenth of a second.
    """
    letters = sparql.upper()
    small = len(sparql) <= _LENGTH and sum(map(sparql.count, "{([")) < _BRACKETS
    return small and not any(mark in letters for mark in ("SERVICE", "FROM", "\\"))


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


def check(sparql: str, store: Store) -> None:
    """Judge a query on its parse tree: read-only, of this store only, and no larger than the engine can follow.

    Raises
    ------
    QueryError
        If it is no such query.
    """
    nodes = list(islice(_nodes(_parsed(sparql)), _PARTS + 1))
    names = {_name(node) for node in nodes}
    if "ServiceGraphPattern" in names:
        raise QueryError(_SERVICE)
    if len(nodes) > _PARTS:
        raise QueryError(f"the query has more than {_PARTS} parts; give long lists of constants to VALUES")
    clauses = [node for node in nodes if _name(node) == "DatasetClause"]
    if not all(_is_own(clause.default or clause.named, store) for clause in clauses):
        raise QueryError(_FROM)


def _parsed(sparql: str) -> Any:  # noqa: ANN401 - rdflib's parse tree carries no types
    from pyparsing import ParseException  # only queries need the parser
    from rdflib.plugins.sparql.parser import parseQuery

    judged = _judged(sparql)
    try:
        return parseQuery(_with_prefixes(judged))
    except ParseException as error:
        raise QueryError(_told(judged, error.lineno - 1, error.col)) from None
    except RecursionError:
        raise QueryError("the query is nested too deeply to be read; make it flatter") from None


def _is_own(name: object, store: Store) -> bool:
    """Whether a name in a FROM is that of one of the store's graphs; a short or relative one never is."""
    try:
        return isinstance(name, str) and store.contains_named_graph(NamedNode(name))
    except ValueError:
        return False


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


def _nodes(tree: Any) -> Iterator[Any]:  # noqa: ANN401 - rdflib's parse tree carries no types
    """All parts of a parse tree, down to each term; those that are data only as one."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if _name(node) in _DATA or isinstance(node, str):
            continue
        if isinstance(node, dict):
            waiting.extend(node.values())
        elif isinstance(node, Iterable):
            waiting.extend(node)


def _name(node: object) -> str:
    return str(getattr(node, "name", ""))
