"""Who links the helices, and who holds others in the network."""

from triplehelix.graph.analysis.brokers import Broker, brokers
from triplehelix.graph.analysis.helices import BRIDGING
from triplehelix.graph.views.report.model import Cell, Section, Table
from triplehelix.graph.views.report.subject import Subject

__all__ = ["brokering"]

_FIRST = 10


def brokering(subject: Subject) -> Section:
    """The first brokers between helices, with the helices that each links and who hangs on it."""
    texts, found = subject.texts, brokers(subject.collaboration, limit=_FIRST)
    table = Table(
        caption=texts("report.brokers.caption", n=len(found.rows)),
        header=subject.words("actor", "kind", "pairs", "between", "cut_off"),
        rows=tuple(_row(subject, row) for row in found.rows),
        command=f"triplehelix brokers --limit {_FIRST}",
        note=texts("report.brokers.note"),
    )
    told = texts("report.brokers.told", n=texts.number(found.cut_points))
    return Section("brokers", texts("report.brokers.title"), (told,), (table,))


def _row(subject: Subject, row: Broker) -> tuple[Cell, ...]:
    between = (f"{_group(subject, one.one)} – {_group(subject, one.other)}" for one in row.connects[:2])
    return row.actor.name, subject.kind(row.actor.type), row.total, ", ".join(between), row.cut_off


def _group(subject: Subject, name: str) -> str:
    return subject.texts("brokers.groups.bridging") if name == BRIDGING else subject.kind(f"helix-{name}")
