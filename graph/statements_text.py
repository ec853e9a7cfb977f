"""Statements and their documents as people read them, in 80 columns."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from triplehelix.graph.money import Money
from triplehelix.graph.output import wrapped
from triplehelix.graph.sentences import with_details
from triplehelix.graph.terms import THX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from triplehelix.graph.labels import Labels
    from triplehelix.graph.messages import Messages
    from triplehelix.graph.statements import Statement
    from triplehelix.graph.values import Source
    from triplehelix.graph.why import Why

__all__ = ["COLUMNS", "why_rows", "why_text"]

COLUMNS: Final = (
    "property", "value", "unit", "period", "status", "confidence", "preferred", "conflict",
    "publisher", "title", "issued", "url",
)  # fmt: skip


def why_text(told: Why, labels: Labels, texts: Messages) -> str:
    """A block for each property: its values, and under each the documents that give it, newest first."""
    entity = told.entity
    blocks = [[f"{entity.name} · {labels(THX[entity.type])}"]]
    blocks += [list(_block(label, same, labels, texts)) for label, same in groupby(told.statements, key=_label)]
    if not told.statements:
        blocks.append(wrapped(texts("why.none", name=entity.name), further=""))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _label(statement: Statement) -> str:
    return statement.label


def _block(label: str, statements: Iterable[Statement], labels: Labels, texts: Messages) -> Iterator[str]:
    yield label
    for statement in statements:
        yield from wrapped(_headline(statement, labels, texts), "  ")
        if statement.reason:
            yield from wrapped(texts("why.reason", reason=statement.reason), "    ")
        if statement.because:
            yield from wrapped(texts("why.because", because=statement.because), "    ")
        for source in statement.sources:
            yield from _document(source, texts)


def _headline(statement: Statement, labels: Labels, texts: Messages) -> str:
    marks = [
        statement.period,
        labels(THX[statement.status]) if statement.status and not isinstance(statement.value, str) else "",
        texts("path.deduced") if statement.deduced else "",
        texts("why.conflict") if statement.conflict else "",
    ]
    return with_details(_value(statement, texts), marks, texts)


def _value(statement: Statement, texts: Messages) -> str:
    if isinstance(statement.value, str):
        return statement.value
    if statement.unit and not statement.period:
        return texts.money(Money(statement.value, statement.unit))
    return " ".join(filter(None, [texts.number(statement.value), statement.unit]))


def _document(source: Source, texts: Messages) -> Iterator[str]:
    """Publisher and date, title, and the address on a line of its own, unbroken, so that it can be followed."""
    title = source.title if source.reference != source.title else ""
    told = texts("list.of", label=source.reference, value=title) if title else source.reference
    yield from wrapped(told or source.id, "    ")
    if source.url:
        yield f"      {source.url}"


def why_rows(told: Why) -> list[tuple[object, ...]]:
    """One row for each statement and each of its documents, in the order of `COLUMNS`."""
    return [
        (*_cells(one), *(_origin(source) if source else ("", "", "", "")))
        for one in told.statements
        for source in one.sources or (None,)
    ]


def _cells(one: Statement) -> tuple[object, ...]:
    return one.label, one.value, one.unit, one.period, one.status, one.confidence, one.preferred, one.conflict


def _origin(source: Source) -> tuple[str, str, str, str]:
    return source.publisher, source.title, source.issued, source.url
