"""How large the ecosystem is, and what it is made of."""

from collections.abc import Mapping

from triplehelix.graph.statistics import Statistics, statistics
from triplehelix.graph.terms import THX
from triplehelix.graph.views.report.model import Section, Table
from triplehelix.graph.views.report.subject import Subject

__all__ = ["composition", "size"]

_COMMAND = "triplehelix stats"


def size(subject: Subject) -> Section:
    """The figures that people quote."""
    texts, counted = subject.texts, statistics(subject.reading.store)
    n = counted.counts
    rows = tuple((texts(f"stats.{name}"), counted.headline.counts[name]) for name in counted.headline.counts)
    told = texts(
        "report.size.told",
        share=subject.percent(n["deduced_ties"], n["ties"]),
        industry=subject.percent(counted.helices.get("helix-industry", 0), n["actors"]),
        meeting=subject.percent(len(subject.collaboration.projection), n["actors"]),
    )
    tiles = Table(texts("report.size.caption"), subject.words("what", "n"), rows, _COMMAND, "tiles")
    return Section("size", texts("report.size.title"), (told,), (tiles,))


def composition(subject: Subject) -> Section:
    """Who is there: by kind, helix and therapy; and by which ties they are joined."""
    texts, counted = subject.texts, statistics(subject.reading.store)
    tables = (
        _bars(subject, "types", counted.types),
        _bars(subject, "helices", counted.helices, _bridging(counted)),
        _bars(subject, "therapies", counted.therapies, note="therapies"),
        _bars(subject, "tie_types", counted.tie_types),
    )
    return Section("composition", texts("report.composition.title"), (texts("report.composition.told"),), tables)


def _bridging(counted: Statistics) -> int:
    return counted.counts["actors"] - sum(counted.helices.values())


def _bars(subject: Subject, name: str, counts: Mapping[str, int], others: int = 0, note: str = "") -> Table:
    texts = subject.texts
    rows = [(subject.labels(THX[key]), n) for key, n in counts.items()]
    rows += [(texts("report.composition.bridging"), others)] if others else []
    said = texts(f"report.composition.note.{note}") if note else ""
    return Table(
        texts(f"stats.{name}"), subject.words("what", "n"), tuple(rows), _COMMAND, "bars" if rows else None, said
    )
