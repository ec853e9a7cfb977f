"""Who gives money, and for what: each table is the answer to a question of the catalogue."""

from decimal import Decimal
from typing import Final

from triplehelix.graph.asking import Reply, Value, ask
from triplehelix.graph.questions import catalogue, chosen
from triplehelix.graph.statistics import statistics
from triplehelix.graph.views.report.model import Cell, Section, Table
from triplehelix.graph.views.report.subject import Subject

__all__ = ["money"]

_FIRST: Final = 12
_ASKED: Final = {
    "funding-by-funder": ("funder", "standing", "currency", "fundings", "total"),
    "funding-by-therapy": ("name", "standing", "currency", "fundings", "total"),
    "funding-public-and-private": ("funders", "kind", "standing", "currency", "fundings", "total"),
}
"""The questions, each with the columns that are shown."""


def money(subject: Subject) -> Section:
    """The sums that documents tell, by funder, therapy, and public or private hand."""
    texts, left_out = subject.texts, _reply(subject, "fundings-left-out")
    ties = statistics(subject.reading.store).tie_types.get("Funding", 0)
    silent = sum(row[left_out.columns.index("amount")] is None for row in left_out.rows)
    told = texts("report.money.told", n=texts.number(ties), silent=texts.number(silent))
    tables = (_table(subject, name) for name in _ASKED)
    return Section("money", texts("report.money.title"), (told,), tuple(table for table in tables if table.rows))


def _table(subject: Subject, name: str) -> Table:
    """The first rows of an answer, of those with a sum."""
    reply, wanted = _reply(subject, name), _ASKED[name]
    places = [reply.columns.index(column) for column in wanted]
    rows = [[row[place] for place in places] for row in reply.rows]
    question, language = reply.question, subject.reading.language
    return Table(
        caption=question.text(language),
        header=subject.words(*wanted),
        rows=tuple(tuple(map(_cell, row)) for row in rows if row[-1] is not None)[:_FIRST],
        command=f"triplehelix ask {name}",
        note=question.note(language),
    )


def _reply(subject: Subject, name: str) -> Reply:
    return ask(subject.reading, chosen(catalogue(), name), {})


def _cell(value: Value | None) -> Cell:
    """A sum has no decimals that matter here."""
    match value:
        case None:
            return ""
        case Decimal() | float():
            return round(value)
    return value
