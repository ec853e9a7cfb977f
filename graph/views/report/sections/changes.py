"""What began or ended lately."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from triplehelix.graph.difference import CHANGES, TimedChange, difference
from triplehelix.graph.sentences import tie_sentence
from triplehelix.graph.values import Entity
from triplehelix.graph.views.report.model import Section, Table
from triplehelix.graph.views.report.subject import Subject

__all__ = ["changes"]

_NEWEST = 20
_SURE = ("began", "ended")


def changes(subject: Subject, since: date, today: date) -> Section:
    """How much changed between two days, and the newest of it."""
    texts, found = subject.texts, difference(subject.reading, since, today).changes
    days = {"start": texts.date(since.isoformat()), "end": texts.date(today.isoformat())}
    told = texts("report.changes.told" if found else "report.changes.none", n=texts.number(len(found)), **days)
    command = f"triplehelix diff {since} {today}"
    tables = (_counted(subject, found, command), _newest(subject, found, command)) if found else ()
    return Section("changes", texts("report.changes.title", **days), (told,), tables)


def _counted(subject: Subject, found: Sequence[TimedChange], command: str) -> Table:
    counts = Counter((subject.kind(one.what.type), one.happening) for one in found)
    kinds = Counter(kind for kind, _ in counts.elements())
    return Table(
        caption=subject.texts("report.changes.counted"),
        header=(*subject.words("kind"), *(subject.texts(f"diff.{name}") for name in CHANGES)),
        rows=tuple((kind, *(counts[kind, name] for name in CHANGES)) for kind, _ in kinds.most_common()),
        command=command,
    )


def _newest(subject: Subject, found: Sequence[TimedChange], command: str) -> Table:
    sure = sorted((one for one in found if one.happening in _SURE), key=_recent, reverse=True)[:_NEWEST]
    return Table(
        caption=subject.texts("report.changes.newest", n=len(sure)),
        header=subject.words("date", "change", "what", "document"),
        rows=tuple(_row(subject, one) for one in sure),
        command=command,
    )


def _recent(one: TimedChange) -> tuple[str, str]:
    return one.date, one.what.id


def _row(subject: Subject, one: TimedChange) -> tuple[str, str, str, str]:
    texts, what = subject.texts, one.what
    kind = f"{what.name} ({subject.kind(what.type)})" if isinstance(what, Entity) else ""
    told = kind or tie_sentence(what, subject.labels, texts)  # type: ignore[arg-type] # no entity, so a tie
    return texts.date(one.date), texts(f"diff.{one.happening}"), told, one.sources[0].reference if one.sources else ""
