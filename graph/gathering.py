"""The affiliation network of a store: read from it, or from the copy that its folder keeps; and parts of it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Store

from triplehelix.graph.affiliations import Affiliations
from triplehelix.graph.canonical import Canonical
from triplehelix.graph.entities import classes_below
from triplehelix.graph.keeping import Tell, kept, to_nobody
from triplehelix.graph.lookup import pairs, quads
from triplehelix.graph.moments import Event, State
from triplehelix.graph.terms import PROV, RDF, THX, local_name
from triplehelix.graph.timeline import timeline
from triplehelix.graph.uncollected import uncollected
from triplehelix.graph.venues import KINDS, Venue, venues

__all__ = ["TieFilter", "gathered", "narrowed", "untimely"]

_FILE: Final = "network.arrays"


@dataclass(frozen=True, slots=True)
class TieFilter:
    """Which ties count."""

    kinds: Collection[str] = KINDS
    """Their classes, such as `Participation`."""
    stated: bool = False
    """Whether those count only that a document states."""
    at: date | None = None
    """Without those that certainly do not hold, or have not happened, on this day."""
    since: date | None = None
    """Without those that were certainly over, or had happened, before this day."""
    documents: Collection[str] | None = None
    """Only those that one of these documents, by their IRIs, tells of."""


def gathered(
    store: Store, folder: Path | None = None, guests: Collection[str] = (), tell: Tell = to_nobody
) -> Affiliations:
    """The affiliations of all actors of a store; office holders are not among them, save some guests.

    What the folder of the store keeps is used, if it is whole, and kept there, if it may be.
    """
    if guests:
        return _read(store, guests)
    return kept(folder and folder / _FILE, Affiliations.read, lambda: _read(store), Affiliations.save, tell)


def _read(store: Store, guests: Collection[str] = ()) -> Affiliations:
    with uncollected():
        types = dict(_types(store, THX.Actor))
        types |= {holder: kind for holder, kind in _types(store, THX.OfficeHolder) if holder in guests}
        return Affiliations.of(venues(store, types), types)


def _types(store: Store, kind: NamedNode) -> Iterator[tuple[str, str]]:
    """Each thing of a kind with its class, the most special last."""
    for cls in classes_below(store, kind):
        yield from ((iri, local_name(cls.value)) for iri, _ in pairs(store, RDF.type, cls))


def narrowed(affiliations: Affiliations, store: Store, ties: TieFilter) -> Affiliations:
    """The affiliations that remain where only some ties count; those who are not there by others are no parties."""
    if ties == TieFilter():
        return affiliations
    gone, told = untimely(store, ties), ties.documents and _told_by(store, ties.documents)

    def narrow(venue: Venue) -> None:
        venue.drop(gone | venue.deduced if ties.stated else gone, told)
        if venue.type not in ties.kinds:
            venue.ties = {}

    return affiliations.with_each(narrow)


def untimely(store: Store, ties: TieFilter) -> set[str]:
    """The ties, and all else that stands in time, that do not count because of when they were."""
    if not (ties.at or ties.since):
        return set()
    return {iri for iri, when in timeline(store).items() if not _counts(when, ties)}


def _counts(when: State | Event, ties: TieFilter) -> bool:
    is_there = ties.at is None or when.holds(ties.at) != "no"
    return is_there and (ties.since is None or not _was_over(when, ties.since))


def _was_over(when: State | Event, day: date) -> bool:
    """Whether it was certainly over, or had happened, before a day."""
    if isinstance(when, State):
        return when.is_over.by(day) == "yes"
    return when.happens.not_after is not None and when.happens.not_after < day


def _told_by(store: Store, documents: Collection[str]) -> set[str]:
    """What some documents tell of, by the ids that are kept."""
    origins = quads(store, None, PROV.wasDerivedFrom, None, None)
    graphs = [graph for graph, _, origin, _ in origins if origin.value in documents]
    canonical = Canonical(store)
    return {canonical.id(thing).value for graph in graphs for thing, _, _, _ in quads(store, None, None, None, graph)}
