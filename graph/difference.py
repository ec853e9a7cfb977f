"""What changed between two days: which ties and initiatives began or ended, surely or perhaps, and which figures moved.

Something began if it did so between the two days whatever its partial dates stand for, and may have if it did so for
some; so with ends. What has no date, be it known by some day, may have begun on any day of history: it is not told.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from pyoxigraph import NamedNode

from triplehelix.graph.dates import PartialDate
from triplehelix.graph.describe import Figure, figure
from triplehelix.graph.errors import DateError
from triplehelix.graph.lookup import objects, pairs
from triplehelix.graph.moments import Certainty, Event, State
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import RDF, THX, local_name
from triplehelix.graph.ties import Tie
from triplehelix.graph.timeline import timeline
from triplehelix.graph.values import Entity, Source

__all__ = ["CHANGES", "Difference", "FigureChange", "Happening", "TimedChange", "difference"]

Happening = Literal["began", "may_have_begun", "ended", "may_have_ended"]
CHANGES: Final[tuple[Happening, ...]] = ("began", "may_have_begun", "ended", "may_have_ended")
_BEGINNING: Final = (THX.start, THX.date)
_END: Final = (THX.end,)


@dataclass(frozen=True)
class TimedChange:
    """A tie or initiative that began (of an event: happened) or ended, surely or perhaps."""

    what: Tie | Entity
    happening: Happening
    date: str
    """When, as written; of a participation without dates, when its initiative did."""
    sources: tuple[Source, ...]
    """The documents that state this date, newest first."""


@dataclass(frozen=True)
class FigureChange:
    """An indicator whose latest figure at the second day is another than at the first."""

    about: Entity
    before: Figure
    after: Figure


@dataclass(frozen=True)
class Difference:
    """All that changed between two days."""

    start: date
    end: date
    changes: tuple[TimedChange, ...]
    figures: tuple[FigureChange, ...]


def difference(reading: Reading, start: date, end: date, kinds: Collection[str] = ()) -> Difference:
    """What changed after one day and by another; of some kinds of tie only, if they are named.

    Raises
    ------
    DateError
        If the second day is not after the first.
    """
    if start >= end:
        raise DateError(f"{end} is not after {start}; name the earlier day first")
    comparison = _Comparison(reading, start, end)
    changes = (change for change in comparison.changes() if not kinds or change.what.type in kinds)
    figures = () if kinds else comparison.figures()
    return Difference(start, end, tuple(sorted(changes, key=_order)), tuple(sorted(figures, key=_figure_order)))


class _Comparison:
    def __init__(self, reading: Reading, start: date, end: date) -> None:
        self._reading = reading
        self._store = reading.store
        self._period = start, end

    def changes(self) -> Iterator[TimedChange]:
        ties = {iri for iri, _ in pairs(self._store, RDF.type, THX.Tie)}
        initiatives = {iri for iri, _ in pairs(self._store, RDF.type, THX.Initiative)}
        for iri, when in timeline(self._store).items():
            for happening in _happenings(when, *self._period):
                if iri in ties:
                    yield self._change(self._reading.ties.read(iri), happening)
                elif iri in initiatives:
                    yield self._change(self._reading.entities[iri], happening)

    def _change(self, what: Tie | Entity, happening: Happening) -> TimedChange:
        props = _BEGINNING if "beg" in happening else _END
        written, sources = self._dated(what, props)
        return TimedChange(what, happening, written, sources)

    def _dated(self, what: Tie | Entity, props: Collection[NamedNode]) -> tuple[str, tuple[Source, ...]]:
        """The date as written, and who states it."""
        for prop in props:
            for node in _bearers(what):
                for value in sorted(objects(self._store, node, prop), key=str):
                    return value.value, self._reading.documents.stating(node, prop, value)
        return "", self._reading.documents.about(NamedNode(what.id))

    def figures(self) -> Iterator[FigureChange]:
        before, after = (self._latest(day) for day in self._period)
        for series in before.keys() & after.keys():
            old, new = (figure(self._reading, observation) for observation in (before[series], after[series]))
            if old and new and old.value != new.value:
                yield FigureChange(self._entity(series[0]), old, new)

    def _latest(self, day: date) -> dict[tuple[str, str, str], NamedNode]:
        """The newest observation of each series at a day: what it is about, the indicator, the unit."""
        indicators, units = (dict(pairs(self._store, prop)) for prop in (THX.indicator, THX.unit))
        days = self._last_days()
        known = sorted((days[iri], iri, about) for iri, about in pairs(self._store, THX.about) if iri in days)
        return {
            (about, indicators.get(iri, ""), units.get(iri, "")): NamedNode(iri)
            for last, iri, about in known
            if last <= day
        }

    def _last_days(self) -> dict[str, date]:
        """The day on which each observation's period is over; none where the period is no date."""
        periods = dict(pairs(self._store, THX.periodStart)) | dict(pairs(self._store, THX.periodEnd))
        return {iri: when.last for iri, written in periods.items() if (when := PartialDate.read(written))}

    def _entity(self, iri: str) -> Entity:
        """Whom a figure is about: an actor or initiative, or else a territory."""
        types = objects(self._store, NamedNode(iri), RDF.type)
        kinds = sorted(local_name(kind.value) for kind in types if kind != THX.Territory)
        named = self._reading.entities[iri]
        return named if named.type != "Thing" else Entity(iri, self._reading.labels(iri), next(iter(kinds), "Thing"))


def _happenings(when: State | Event, start: date, end: date) -> Iterator[Happening]:
    if isinstance(when, Event):
        yield from _told(when.happens.within(start, end), when.happens.is_dated, "began", "may_have_begun")
    elif not when.is_contradictory:
        beginning, ending = when.begins.within(start, end), when.is_over.within(start, end)
        yield from _told(beginning, when.starts.is_dated, "began", "may_have_begun")
        yield from _told(ending, when.ends.is_dated, "ended", "may_have_ended")


def _told(answer: Certainty, is_dated: bool, surely: Happening, perhaps: Happening) -> Iterator[Happening]:
    if answer == "yes":
        yield surely
    elif answer == "maybe" and is_dated:
        yield perhaps


def _bearers(what: Tie | Entity) -> list[NamedNode]:
    """Whose dates count: a participation without dates takes its initiative's."""
    if isinstance(what, Entity) or what.type != "Participation" or what.start or what.end:
        return [NamedNode(what.id)]
    return [NamedNode(what.id), *(NamedNode(iri) for prop, iri in what.parties if prop == "initiative")]


def _order(change: TimedChange) -> tuple[int, str, str, str]:
    return CHANGES.index(change.happening), change.date, change.what.type, change.what.id


def _figure_order(change: FigureChange) -> tuple[str, str, str, str]:
    return change.about.name, change.about.id, change.after.indicator, change.after.unit
