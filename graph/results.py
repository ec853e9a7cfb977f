"""Answers of the SPARQL engine in the W3C's formats, and as a table on a terminal."""

from itertools import islice
from typing import Final

from pyoxigraph import Literal, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, serialize

from triplehelix.graph.answers import Page
from triplehelix.graph.errors import Impossible, QueryError
from triplehelix.graph.output import as_table
from triplehelix.graph.query import Answer, mistakes_told
from triplehelix.graph.terms import PREFIXES

__all__ = ["is_no", "parts", "rendered"]

_W3C: Final = {"json": QueryResultsFormat.JSON, "csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV}
_MOST_ROWS: Final = 100_000  # of a table, which is laid out as a whole


def rendered(answer: Answer, form: str, *, asked: str | None = None) -> bytes:
    """An answer in a format; `asked` is the format that somebody asked for, rather than a default.

    The engine works while its answer is written.

    Raises
    ------
    QueryError
        If the kind of query has no such format, or the engine fails on the way.
    Impossible
        If the answer is too long.
    """
    with mistakes_told():
        return _rendered(answer, form, asked)


def _rendered(answer: Answer, form: str, asked: str | None) -> bytes:
    if isinstance(answer, QueryTriples):
        _refuse(asked, {"turtle"}, "CONSTRUCT and DESCRIBE give turtle")
        serialize(answer, page := Page(), format=RdfFormat.TURTLE, prefixes=PREFIXES)
        return page.getvalue()
    if isinstance(answer, QueryBoolean):
        _refuse(asked, {"table", "json"}, "ASK gives true or false, or json")
        return _yes_or_no(answer, form)
    _refuse(asked, {"table", *_W3C}, "SELECT gives a table, json, csv or tsv")
    if form == "table":
        return _table(answer)
    answer.serialize(page := Page(), _W3C.get(form, _W3C["csv"]))
    return page.getvalue()


def parts(answer: Answer) -> str:
    """What an answer is made of, in a word for people."""
    return "triples" if isinstance(answer, QueryTriples) else "rows"


def is_no(answer: Answer) -> bool:
    """Whether an ASK was answered by false."""
    return isinstance(answer, QueryBoolean) and not answer


def _refuse(asked: str | None, known: set[str], message: str) -> None:
    if asked and asked not in known:
        raise QueryError(f"{message}, not {asked}")


def _yes_or_no(answer: QueryBoolean, form: str) -> bytes:
    if form == "json":
        return answer.serialize(format=QueryResultsFormat.JSON) or b""
    return b"true\n" if answer else b"false\n"


def _table(answer: QuerySolutions) -> bytes:
    header = [variable.value for variable in answer.variables]
    rows = [[_short(row[name]) for name in header] for row in islice(answer, _MOST_ROWS + 1)]
    if len(rows) > _MOST_ROWS:
        raise Impossible(f"a table of more than {_MOST_ROWS:,} rows is too long; say --format csv, or --limit")
    return as_table(header, rows).encode()


def _short(term: object) -> str:
    """A term as people read it: literals bare, IRIs with a known prefix where they have one."""
    if term is None:
        return ""
    text = str(term) if not hasattr(term, "value") else str(term.value)
    if isinstance(term, Literal):
        return text
    prefix = next((name for name, iri in PREFIXES.items() if text.startswith(iri)), "")
    return f"{prefix}:{text.removeprefix(PREFIXES[prefix])}" if prefix else text
