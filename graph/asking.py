"""A question, and what people typed for its parameters -> the answer.

What somebody typed becomes a term, and never a part of the query's text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from triplehelix.graph.errors import QueryError, QuestionError
from triplehelix.graph.parameters import Typed
from triplehelix.graph.query import mistakes_told, run
from triplehelix.graph.questions import Question, catalogue
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import XSD, day_literal

if TYPE_CHECKING:
    from triplehelix.graph.lookup import Term

__all__ = ["Reply", "Value", "ask", "bind", "written"]

Value = str | int | float | bool | Decimal

_NUMBERS: Final[Mapping[NamedNode, Callable[[str], int | float | Decimal]]] = {
    XSD.integer: int, XSD.decimal: Decimal, XSD.double: float, XSD.float: float,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a question: columns, and rows of Python values; None where something is not known."""

    question: Question
    columns: tuple[str, ...]
    rows: tuple[tuple[Value | None, ...], ...]

    def first(self, limit: int) -> "Reply":
        """The same with at most so many rows; all for 0."""
        return replace(self, rows=self.rows[:limit]) if limit else self

    @property
    def texts(self) -> list[tuple[str, ...]]:
        """The rows as texts, the way CSV has them."""
        return [tuple(map(written, row)) for row in self.rows]


def written(value: Value | None) -> str:
    """A value as plain text; nothing where it is not known.

    >>> written(Decimal("25000000.50")), written(True), written(None)
    ('25000000.50', 'true', '')
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
    return str(value)


def ask(reading: Reading, question: Question, values: Mapping[str, str]) -> Reply:
    """Answer a question, with its defaults where no value is given.

    Raises
    ------
    QuestionError, NameNotFound, AmbiguousName
        As `bind`.
    QueryError
        If the engine cannot answer the query, or it is no SELECT.
    """
    with mistakes_told():
        solutions = _run(reading.store, question, bind(reading, question, values))
        if not isinstance(solutions, QuerySolutions):
            raise QueryError(f"{question.id} is no SELECT, whose rows could be an answer; write it as one")
        columns = tuple(variable.value for variable in solutions.variables)
        rows = tuple(tuple(map(_value, solution)) for solution in solutions)
    return Reply(question, columns, rows)


def _run(store: Store, question: Question, sparql: str) -> object:
    """Those that ship are known to be harmless; to parse them a second time takes up to half a second."""
    return store.query(sparql) if question in catalogue() else run(store, sparql)


def bind(reading: Reading, question: Question, values: Mapping[str, str]) -> str:
    """The query of a question with the values that people typed, each bound as a term; and in the reading's language.

    `today` is the day itself unless it is given.

    Raises
    ------
    QuestionError
        If the question has no such parameter, or a value is not of its type.
    NameNotFound, AmbiguousName
        If a name means nothing, or several things.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    _refuse_others(question, set(values) - set(known), reading.language)
    typed = Typed(reading)
    bound: dict[str, Term | None] = {"lang": Literal(reading.language)}
    if "today" in known:
        bound["today"] = day_literal(date.today())  # noqa: DTZ011 - the day where the person is
    bound |= {name: typed.term(known[name], text) for name, text in values.items()}
    return question.bound(bound)


def _refuse_others(question: Question, unknown: set[str], language: str) -> None:
    if unknown:
        told = [f"{one.name} ({one.type}: {one.description(language)})" for one in question.parameters]
        listed = "; ".join(told) or "none"
        raise QuestionError(f"{question.id} has no parameter {min(unknown)!r}; its parameters are {listed}")


def _value(term: object) -> Value | None:
    """A term as Python has it; dates stay as they are written, and so do numbers that are none or without end."""
    if not isinstance(term, Literal):
        return None if term is None else str(getattr(term, "value", term))
    if term.datatype == XSD.boolean:
        return term.value in ("true", "1")
    try:
        number = _NUMBERS[term.datatype](term.value)
        return number if isfinite(number) else term.value
    except (KeyError, ValueError, ArithmeticError):
        return term.value
