"""Who gives money, and for what: sums that documents tell, each once, currencies never added."""

from collections.abc import Sequence
from typing import Final

from triplehelix.graph.analysis.funding import Funding, funding
from triplehelix.graph.analysis.totals import Total
from triplehelix.graph.views.report.model import Cell, Section, Table
from triplehelix.graph.views.report.subject import Subject

__all__ = ["money"]

_FIRST: Final = 10
_COUNTED: Final = "counted"


def money(subject: Subject) -> Section:
    """All money by how sure it is, the counted by funder, therapy and hand, and how few get how much of it."""
    texts, found = subject.texts, funding(subject.collaboration)
    silent = sum(row.fundings for row in found.all if row.total is None)
    ties = sum(row.fundings for row in found.all)
    told = texts("report.money.told", n=texts.number(ties), silent=texts.number(silent))
    tables = (
        _all(subject, found),
        _grouped(subject, "funder", found.rows),
        _grouped(subject, "therapy", funding(subject.collaboration, "therapy").rows),
        _sides(subject, found),
        _few(subject, found),
    )
    return Section("money", texts("report.money.title"), (told,), tuple(table for table in tables if table.rows))


def _all(subject: Subject, found: Funding) -> Table:
    """Each funding in one row."""
    texts = subject.texts
    return Table(
        caption=texts("report.money.all"),
        header=subject.words("standing", "currency", "fundings", "total"),
        rows=tuple(
            (texts(f"funding.standing.{row.standing}"), row.currency, row.fundings, _sum(row)) for row in found.all
        ),
        command="triplehelix funding",
        note=texts("funding.caveat"),
    )


def _sum(row: Total) -> Cell:
    return "" if row.total is None else round(row.total)


def _grouped(subject: Subject, by: str, rows: Sequence[Total]) -> Table:
    """The largest counted sums of some groups."""
    counted = [row for row in rows if row.standing == _COUNTED and row.total is not None][:_FIRST]
    return Table(
        caption=subject.texts(f"report.money.by.{by}"),
        header=subject.words(by, "currency", "fundings", "total"),
        rows=tuple(
            (row.group or subject.texts("report.money.unknown"), row.currency, row.fundings, _sum(row))
            for row in counted
        ),
        command=f"triplehelix funding --by {by}",
    )


def _sides(subject: Subject, found: Funding) -> Table:
    texts = subject.texts
    return Table(
        caption=texts("report.money.sides"),
        header=subject.words("funders", "currency", "fundings", "total", "share"),
        rows=tuple(
            (
                texts(f"funding.side.{one.side}"),
                one.money.currency,
                one.fundings,
                round(one.money.value),
                subject.percent(one.share, 1),
            )
            for one in found.sides
            if one.fundings
        ),
        command="triplehelix funding",
        note=texts("funding.caveat_sides"),
    )


def _few(subject: Subject, found: Funding) -> Table:
    """How few recipients get how much, in currencies in which there are several."""
    return Table(
        caption=subject.texts("report.money.few"),
        header=subject.words("currency", "recipients", "covered", "first", "three", "hhi"),
        rows=tuple(
            (
                one.counted.currency,
                one.recipients,
                *(subject.percent(share, 1) for share in (one.covered, one.top1, one.top3)),
                round(one.hhi),
            )
            for one in found.concentration
            if one.recipients > 1
        ),
        command="triplehelix funding",
        note=subject.texts("report.money.hhi"),
    )
