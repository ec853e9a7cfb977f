"""What would be otherwise: actors that leave, initiatives that end, partnerships that begin; always on a copy."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from triplehelix.graph.affiliations import Affiliations
from triplehelix.graph.errors import UnfitName
from triplehelix.graph.lookup import subjects
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import DCT, RDF, THX, thing
from triplehelix.graph.values import Entity
from triplehelix.graph.venues import Venue

__all__ = ["Alteration", "Gone", "Partnership", "alteration", "altered", "gone"]


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partnership that might begin."""

    one: Entity
    other: Entity


@dataclass(frozen=True, slots=True)
class Alteration:
    """What would be otherwise."""

    removed: tuple[Entity, ...] = ()
    """Actors that leave, with all their ties; who stands at the middle of a circle takes the circle along."""
    ended: tuple[Entity, ...] = ()
    """Initiatives that end, those first that were named, then the parts of them; with all their ties."""
    added: tuple[Partnership, ...] = ()
    ended_ties: frozenset[str] = field(default=frozenset(), repr=False)
    """The ties of the initiatives that end."""

    @property
    def leaving(self) -> frozenset[str]:
        """The IRIs of the actors that leave."""
        return frozenset(actor.id for actor in self.removed)


@dataclass(frozen=True, slots=True)
class Gone:
    """The ties of one kind that go."""

    kind: str
    ties: int
    deduced: int
    """How many of them are only deduced."""


def alteration(
    reading: Reading,
    known: Collection[str],
    *,
    remove: Sequence[str] = (),
    end: Sequence[str] = (),
    add: Sequence[tuple[str, str]] = (),
) -> Alteration:
    """What people name; `known` are the actors that the network may have, by IRI.

    Raises
    ------
    NameNotFound, AmbiguousName
        If a name means nothing, or several things.
    UnfitName
        If it means something that cannot be altered so.
    """
    removed = tuple(dict.fromkeys(actor_called(name, reading, known) for name in remove))
    added = tuple(_partnership(*(actor_called(name, reading, known) for name in pair)) for pair in add)
    for both in added:
        for actor in {both.one, both.other}.intersection(removed):
            raise UnfitName(f"{actor.name} cannot both leave and begin a partnership")
    ended = tuple(_with_parts(reading, [_initiative(reading, name) for name in end]))
    ties = frozenset(tie.value for one in ended for tie in subjects(reading.store, THX.party, NamedNode(one.id)))
    return Alteration(removed, ended, added, ties)


def actor_called(name: str, reading: Reading, known: Collection[str]) -> Entity:
    """The actor that a name means, of those that the network may have.

    Raises
    ------
    NameNotFound, AmbiguousName
        If it means nothing, or several things.
    UnfitName
        If it means something else.
    """
    actor = reading.resolve(name)
    if _is_initiative(reading, actor):
        raise UnfitName(f"{actor.name} is an initiative, not an actor; whatif --end tells what would be if it ended")
    if actor.id not in known:
        raise UnfitName(f"{actor.name} is an office holder, and in no analysis unless named by --with-holder")
    return actor


def _initiative(reading: Reading, name: str) -> Entity:
    found = reading.resolve(name)
    if not _is_initiative(reading, found):
        raise UnfitName(f"{found.name} is an actor, not an initiative; whatif --remove tells what would be if it left")
    return found


def _is_initiative(reading: Reading, entity: Entity) -> bool:
    return Quad(NamedNode(entity.id), RDF.type, THX.Initiative) in reading.store


def _partnership(one: Entity, other: Entity) -> Partnership:
    if one == other:
        raise UnfitName(f"both names mean {one.name}; a partnership joins two")
    return Partnership(one, other)


def _with_parts(reading: Reading, initiatives: Iterable[Entity]) -> list[Entity]:
    """Initiatives, and behind them all their parts."""
    found = list(dict.fromkeys(initiatives))
    for whole in found:
        parts = (reading.entities[part.value] for part in subjects(reading.store, DCT.isPartOf, NamedNode(whole.id)))
        found += sorted((part for part in parts if part not in found), key=lambda part: part.name)
    return found


def altered(affiliations: Affiliations, change: Alteration) -> Affiliations:
    """The affiliations as they would be; those that are given stay as they are.

    A venue that loses parties keeps its number of them: nobody gets closer because somebody leaves.
    """
    types = zip(affiliations.actors, affiliations.types, strict=True)
    remaining = {actor: kind for actor, kind in types if actor not in change.leaving}
    return Affiliations.of(_venues(affiliations, change), remaining)


def _venues(affiliations: Affiliations, change: Alteration) -> Iterator[Venue]:
    for venue in affiliations:
        known, size = len(venue.ties), venue.parties
        venue.drop(change.ended_ties)
        venue.ties = {party: ties for party, ties in venue.ties.items() if party not in change.leaving}
        if venue.middle not in change.leaving and len(venue.ties) > 1:
            venue.stated_count = size if len(venue.ties) < known else venue.stated_count
            yield venue
    for number, new in enumerate(change.added, 1):
        tie = thing("tie", f"what-if-{number}").value
        yield Venue(tie, "Partnership", tie, ties={new.one.id: [tie], new.other.id: [tie]})


def gone(affiliations: Affiliations, change: Alteration) -> tuple[Gone, ...]:
    """The ties that go: those of whoever leaves and of what ends; the most numerous kinds first."""
    ties: defaultdict[str, set[str]] = defaultdict(set)
    deduced: defaultdict[str, set[str]] = defaultdict(set)
    for venue in affiliations:
        there = {tie for party in change.leaving.intersection(venue.ties) for tie in venue.ties_of(party)}
        there |= {tie for own in venue.ties.values() for tie in own if tie in change.ended_ties}
        ties[venue.type] |= there
        deduced[venue.type] |= there & venue.deduced
    found = (Gone(kind, len(some), len(deduced[kind])) for kind, some in ties.items() if some)
    return tuple(sorted(found, key=lambda one: (-one.ties, one.kind)))
