"""The rows of a SELECT as the spots where a rule is not kept."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, QuerySolution, Store

from triplehelix.graph.checks.findings import Spot
from triplehelix.graph.lookup import select
from triplehelix.graph.terms import local_name

__all__ = ["spots"]


def spots(store: Store, sparql: str) -> Iterator[Spot]:
    """The answers to a SELECT of `?subject`, and where it has them `?property` and `?value`, in order."""
    rows = select(store, sparql)
    yield from sorted(
        Spot(_text(row, "subject"), local_name(_text(row, "property")), _text(row, "value")) for row in rows
    )


def _text(row: QuerySolution, name: str) -> str:
    try:
        term = row[name]
    except KeyError:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else ""
