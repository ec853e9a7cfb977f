"""Who belongs together."""

from triplehelix.graph.analysis.communities import Community, communities
from triplehelix.graph.views.report.model import Cell, Section, Table
from triplehelix.graph.views.report.subject import Subject

__all__ = ["grouped"]

_FIRST = 10


def grouped(subject: Subject) -> Section:
    """The largest communities, with what joins each."""
    texts, found = subject.texts, communities(subject.collaboration)
    told = texts(
        "report.communities.told",
        n=texts.number(len(found.rows) + found.small),
        modularity=texts.decimal(found.modularity),
        agreement=texts.decimal(found.agreement),
    )
    table = Table(
        caption=texts("report.communities.caption", n=min(_FIRST, len(found.rows))),
        header=subject.words("community", "size", "where", "therapies", "inside"),
        rows=tuple(_row(subject, row) for row in found.rows[:_FIRST]),
        command="triplehelix communities",
        note=texts("report.communities.note"),
    )
    return Section("communities", texts("report.communities.title"), (told,), (table,))


def _row(subject: Subject, row: Community) -> tuple[Cell, ...]:
    return (
        ", ".join(actor.name for actor in row.central),
        row.size,
        ", ".join(dict.fromkeys(one.place.name for one in row.together)),
        ", ".join(therapy.label for therapy in row.therapies),
        subject.percent(row.inside, 1),
    )
