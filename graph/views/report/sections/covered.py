"""Which therapies are worked on at which stages, and where nobody is known."""

from collections.abc import Iterator

from triplehelix.graph.analysis.coverage import Coverage, coverage
from triplehelix.graph.views.report.model import Section, Table
from triplehelix.graph.views.report.subject import Subject

__all__ = ["covered"]

_COMMAND = "triplehelix coverage"


def covered(subject: Subject) -> Section:
    """The matrix of therapies and stages, what hangs on one actor, and what is empty."""
    texts, found = subject.texts, coverage(subject.collaboration, limit=0)
    empty = sum(not cell.count for cell in found.rows)
    told = texts("report.coverage.told", empty=texts.number(empty), cells=texts.number(len(found.rows)))
    tables = (_matrix(subject, found), _single(subject, found), _spots(subject, found))
    return Section("coverage", texts("report.coverage.title"), (told,), tuple(table for table in tables if table.rows))


def _matrix(subject: Subject, found: Coverage) -> Table:
    counts = {(cell.therapy.id, cell.stage.id): cell.count for cell in found.rows}
    return Table(
        caption=subject.texts("report.coverage.caption"),
        header=(*subject.words("therapy"), *(each.stage.name for each in found.stages)),
        rows=tuple(
            (each.therapy.name, *(counts[each.therapy.id, at.stage.id] for at in found.stages))
            for each in found.therapies
        ),
        command=_COMMAND,
        drawing="heat" if found.therapies else None,
        note=subject.texts("report.coverage.note"),
    )


def _single(subject: Subject, found: Coverage) -> Table:
    alone = [cell for cell in found.rows if cell.count == 1]
    return Table(
        caption=subject.texts("report.coverage.single"),
        header=subject.words("actor", "therapy", "stage"),
        rows=tuple((cell.actors[0].name, cell.therapy.name, cell.stage.name) for cell in alone),
        command=_COMMAND,
    )


def _spots(subject: Subject, found: Coverage) -> Table:
    return Table(
        caption=subject.texts("report.coverage.spots"),
        header=subject.words("therapy", "stages"),
        rows=tuple(_empty(found)),
        command="triplehelix coverage --therapy THERAPY",
        note=subject.texts("report.coverage.fill"),
    )


def _empty(found: Coverage) -> Iterator[tuple[str, str]]:
    """The empty stages of each therapy at which somebody works for another one."""
    there = {cell.stage.id for cell in found.rows if cell.count}
    for each in found.therapies:
        mine = [cell for cell in found.rows if cell.therapy == each.therapy and cell.stage.id in there]
        if stages := [cell.stage.name for cell in mine if not cell.count]:
            yield each.therapy.name, ", ".join(stages)
