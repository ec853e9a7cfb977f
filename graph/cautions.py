"""What one should know before one relies on a path: ties that ended, old documents, actors that are no more."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from pyoxigraph import NamedNode

from triplehelix.graph.dates import PartialDate, years_before
from triplehelix.graph.history import Change, History
from triplehelix.graph.meeting import Meeting
from triplehelix.graph.messages import Messages
from triplehelix.graph.sentences import change_claim, change_details, with_details
from triplehelix.graph.telling import Teller
from triplehelix.graph.ties import Tie
from triplehelix.graph.values import Entity

__all__ = ["Caution", "Kind", "about_actors", "about_ties", "change_told"]

Kind = Literal["deduced", "may_hold", "ended", "old", "contested", "gone"]

_FRESH: Final = 5
"""For so many years a document is not called old."""


@dataclass(frozen=True)
class Caution:
    """Something to know before one relies on a step, in words."""

    kind: Kind
    text: str
    about: str
    """The IRI of the venue, the tie or the change of which it tells."""


def about_actors(actors: Iterable[Entity], teller: Teller) -> Iterator[Caution]:
    """Which actors became others, or others' own."""
    history = History(teller.reading)
    for actor in actors:
        change = history.became(actor)
        if change and teller.happened(change.id):
            yield Caution("gone", change_told(change, teller.texts), change.id)


def change_told(change: Change, texts: Messages) -> str:
    """What became of an organisation, with what is known of it, in words."""
    details = change_details(change, texts.date(change.date), texts)
    return with_details(change_claim(change, texts), details, texts)


def about_ties(met: Meeting) -> Iterator[Caution]:
    """What is doubtful about a meeting, by the ties with which each of the two is there.

    An end counts as past by today, or else if a document of these ties is newer, unless it is known that they hold at
    the day that one asked for; how old a document is needs today.
    """
    marks: dict[Kind, bool] = {"deduced": met.deduced, "may_hold": met.may_hold}
    yield from (Caution(kind, met.teller.texts(f"path.{kind}"), met.id) for kind, true in marks.items() if true)
    today = met.teller.today
    yield from _dated("ended", met, lambda ties: _end(ties, met.teller), today or _newest_day(met))
    yield from _dated("old", met, _newest, today and years_before(today, _FRESH))
    yield from _contested(met)


def _dated(kind: Kind, met: Meeting, dated: Callable[[Sequence[Tie]], str], day: date | None) -> Iterator[Caution]:
    """What lies before a day: for both alike, or for the one of them for whom it lies farther back."""
    dates = [dated([*map(met.teller.tie, here)]) for here in met.presences]
    ends = zip(dates, (met.start.name, met.end.name), strict=True)
    past = [(written, name) for written, name in ends if _is_before(written, day)]
    if past:
        written, name = min(past)
        key = f"caution.{kind}" if dates[0] == dates[1] else f"caution.{kind}-one"
        texts = met.teller.texts
        yield Caution(kind, texts(key, date=texts.date(written), name=name), met.id)


def _end(ties: Sequence[Tie], teller: Teller) -> str:
    """When the last of some ties ended; nothing while one of them has no end."""
    ends = [teller.span(tie)[1] for tie in ties]
    return max(ends) if ends and all(ends) else ""


def _newest(ties: Sequence[Tie]) -> str:
    return max((source.issued for tie in ties for source in tie.sources), default="")


def _newest_day(met: Meeting) -> date | None:
    """By when its newest document was written; none in a view at a day, where what ended later is no matter."""
    if any(tie.holds for tie in met.ties):
        return None
    issued = (PartialDate.read(source.issued) for source in met.sources)
    return max((when.first for when in issued if when), default=None)


def _is_before(written: str, day: date | None) -> bool:
    when = PartialDate.read(written)
    return bool(when and day and when.last < day)


def _contested(met: Meeting) -> Iterator[Caution]:
    for tie in met.ties:
        if tie.conflict:
            disputed = met.teller.reading.claims.disputed(NamedNode(tie.id))
            properties = ", ".join(sorted(map(met.teller.labels, disputed)))
            yield Caution("contested", met.teller.texts("caution.contested", properties=properties), tie.id)
