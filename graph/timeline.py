"""What a store knows of when: each tie, initiative and change of an organisation as a state or an event."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from pyoxigraph import NamedNode, Store

from triplehelix.graph.lookup import objects, pairs, subjects
from triplehelix.graph.moments import Event, Moment, State
from triplehelix.graph.terms import ORG, RDF, THX

__all__ = ["BOUNDS", "TIMED", "happening", "timeline", "when"]

BOUNDS: Final = {
    THX.start: (THX.startsNotBefore, THX.startsNotAfter),
    THX.end: (THX.endsNotBefore, THX.endsNotAfter),
    THX.date: (THX.dateNotBefore, THX.dateNotAfter),
}
"""Each kind of date with its bounds: the first and the last day that it allows."""

TIMED: Final = (THX.Tie, THX.Initiative, ORG.ChangeEvent)
"""The classes of what stands in time."""


def timeline(store: Store) -> dict[str, State | Event]:
    """When each tie, initiative and change is, by its IRI, from the bounds in the default graph."""
    starts, ends, dates = (_moments(store, *BOUNDS[kind]) for kind in (THX.start, THX.end, THX.date))
    happen = _instances(store, happening(store))
    unknown = Moment()
    return {
        iri: Event(dates.get(iri, unknown))
        if iri in happen
        else State(starts.get(iri, unknown), ends.get(iri, unknown))
        for iri in sorted(_instances(store, TIMED))
    }


def when(store: Store, thing: NamedNode) -> State | Event:
    """When one tie, initiative or change is, as the timeline has it."""
    starts, ends, dates = (_moment(store, thing, *BOUNDS[kind]) for kind in (THX.start, THX.end, THX.date))
    happens = not set(happening(store)).isdisjoint(objects(store, thing, RDF.type))
    return Event(dates) if happens else State(starts, ends)


def happening(store: Store) -> list[NamedNode]:
    """The classes of what happens, rather than lasts."""
    return [ORG.ChangeEvent, *subjects(store, THX.temporalKind, THX.Event)]


def _instances(store: Store, classes: "list[NamedNode] | tuple[NamedNode, ...]") -> set[str]:
    return {iri for cls in classes for iri, _ in pairs(store, RDF.type, cls)}


def _moments(store: Store, not_before: NamedNode, not_after: NamedNode) -> Mapping[str, Moment]:
    first, last = _days(store, not_before), _days(store, not_after)
    return {iri: Moment(first.get(iri), last.get(iri)) for iri in {*first, *last}}


def _moment(store: Store, thing: NamedNode, not_before: NamedNode, not_after: NamedNode) -> Moment:
    first, last = ([_day(text.value) for text in objects(store, thing, bound)] for bound in (not_before, not_after))
    return Moment(next(filter(None, first), None), next(filter(None, last), None))


def _days(store: Store, bound: NamedNode) -> dict[str, date]:
    return {iri: day for iri, text in pairs(store, bound) if (day := _day(text))}


def _day(text: str) -> date | None:
    """The day of a bound; what somebody wrote there that is no day bounds nothing."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
