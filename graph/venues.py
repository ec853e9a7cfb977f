"""Venues: where actors meet, and how close that brings them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from pyoxigraph import Store

from triplehelix.graph.lookup import pairs, select
from triplehelix.graph.terms import THX, thing

__all__ = ["KINDS", "Venue", "closeness", "venues"]

# the property that leads to a tie's venue -> that of the party who comes there
_MEETINGS: Final = {
    "Participation": (THX.initiative, THX.participant),
    "Membership": (THX.organisation, THX.member),
    "Funding": (THX.funder, THX.recipient),
    "Supply": (THX.supplier, THX.customer),
}
# a tie that is its own venue -> the properties of its parties
_DIRECT: Final = {
    "Partnership": (THX.partner,),
    "Licence": (THX.licensor, THX.licensee),
    "Acquisition": (THX.acquirer, THX.acquired),
    "SpinOff": (THX.spinOff, THX.parent),
    "Affiliation": (THX.part, THX.whole),
    "Hosting": (THX.guest, THX.host),
    "Office": (THX.holder, THX.organisation),
}
KINDS: Final = (*_MEETINGS, *_DIRECT)
"""The classes of ties that bring actors together."""
_MEMBER_COUNT: Final = thing("concept", "members")


_OWN: Final = ("Membership", "Funding", "Supply")
"""The kinds whose venues are an actor's own."""


@dataclass
class Venue:
    """Where actors meet: an initiative, an actor's membership or portfolio, or a tie itself."""

    id: str
    type: str
    """The class of the ties that lead here."""
    about: str
    """The initiative or actor whose venue it is, or the tie."""
    middle: str = ""
    """The actor at the middle, where the venue is an actor's own."""
    ties: dict[str, list[str]] = field(default_factory=dict)
    """Each party with its ties to this venue; the actor at the middle needs none of its own."""
    stated_count: int = 0
    deduced: frozenset[str] = frozenset()
    """Those of its ties that were only deduced."""

    @classmethod
    def at(cls, place: str, kind: str) -> "Venue":
        """The venue to which ties of a kind lead at a place: an initiative, an actor, or such a tie itself."""
        if kind in _OWN:
            return cls(f"{place}#{kind.lower()}", kind, place, middle=place)
        return cls(place, kind, place)

    @classmethod
    def named(cls, name: str, kind: str) -> "Venue":
        """The venue that `at` gave an id."""
        return cls.at(name.removesuffix(f"#{kind.lower()}") if kind in _OWN else name, kind)

    @property
    def parties(self) -> int:
        """How many parties the venue has: those known, or as many as a document counts."""
        return max(len(self.ties), self.stated_count)

    def drop(self, gone: Collection[str], told: Collection[str] | None = None) -> None:
        """Leave out ties, or all but some, and who is here by no other; the actor at the middle stays."""
        left = {party: [tie for tie in ties if _stays(tie, gone, told)] for party, ties in self.ties.items()}
        self.ties = {party: ties for party, ties in left.items() if ties or party == self.middle}

    def ties_of(self, party: str) -> list[str]:
        """The ties by which a party is here; the actor at the middle is so by those of all others."""
        return self.ties[party] or sorted({tie for ties in self.ties.values() for tie in ties})

    def deduced_among(self, deduced: frozenset[str]) -> frozenset[str]:
        """Those of its ties that are among all that were only deduced."""
        return deduced and deduced.intersection(chain.from_iterable(self.ties.values()))

    def rests_on(self, some: Collection[str], *parties: str) -> bool:
        """Whether one of some parties is here by such ties only."""
        return any(set(some).issuperset(self.ties_of(party)) for party in parties)


def closeness(venue: Venue, one: str, other: str) -> float:
    """What a venue adds to the strength of the tie between two of its parties.

    >>> closeness(Venue("v", "Participation", "v", ties={"a": [], "b": [], "c": []}), "a", "b")
    0.5
    """
    others = max(1, venue.parties - 1)
    return 1 / max(1, others / 2) if venue.middle in (one, other) else 1 / others


def _stays(tie: str, gone: Collection[str], told: Collection[str] | None) -> bool:
    return tie not in gone and (told is None or tie in told)


def venues(store: Store, actors: Collection[str]) -> Iterator[Venue]:
    """The venues where two or more of some actors meet."""
    deduced = frozenset(tie for tie, _ in pairs(store, THX.confidence, THX.deduced))
    for venue in _all(store):
        venue.ties = {party: ties for party, ties in venue.ties.items() if party in actors}
        if venue.middle in actors:
            venue.ties.setdefault(venue.middle, [])
        if len(venue.ties) > 1:
            venue.deduced = venue.deduced_among(deduced)
            yield venue


def _all(store: Store) -> Iterator[Venue]:
    for kind, (place, comer) in _MEETINGS.items():
        yield from _meetings(store, kind, pairs(store, place), pairs(store, comer))
    for kind, properties in _DIRECT.items():
        yield from _direct(kind, [pair for prop in properties for pair in pairs(store, prop)])


def _meetings(
    store: Store, kind: str, places: Iterable[tuple[str, str]], comers: Iterable[tuple[str, str]]
) -> Iterator[Venue]:
    led: dict[str, tuple[str, ...]] = {}
    for tie, place in places:
        led[tie] = (*led.get(tie, ()), place)  # one grant may be of two funders
    found: dict[str, Venue] = {}
    for tie, actor in comers:
        for place in led.get(tie, ()):
            venue = found.get(place) or found.setdefault(place, Venue.at(place, kind))
            venue.ties.setdefault(actor, []).append(tie)
    for place, venue in found.items():
        if kind == "Membership":
            venue.stated_count = _stated_members(store, place)
        yield venue


def _direct(kind: str, presences: Iterable[tuple[str, str]]) -> Iterator[Venue]:
    found: dict[str, Venue] = {}
    for tie, actor in presences:
        venue = found.get(tie) or found.setdefault(tie, Venue.at(tie, kind))
        venue.ties.setdefault(actor, []).append(tie)
    yield from found.values()


def _stated_members(store: Store, organisation: str) -> int:
    """The members that the newest document counts."""
    rows = select(
        store,
        f"""
        SELECT ?n {{ ?o {THX.about} <{organisation}> ; {THX.indicator} {_MEMBER_COUNT} ; {THX.value} ?n .
        FILTER(?n >= 0 && ?n < 1e9) OPTIONAL {{ ?o {THX.periodStart} ?when }} }}
        ORDER BY DESC(STR(?when)) DESC(?n) LIMIT 1""",
    )
    return next((int(float(row["n"].value)) for row in rows), 0)
