"""The affiliation network as arrays: who was at which venue, by which ties.

Actors and venues are numbers here, in the order of their IRIs. That is all that a search for paths needs, and it is
read from disk as it is.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, compress
from pathlib import Path
from typing import Final

from triplehelix.graph.arrays import (
    DamagedError,
    Numbers,
    Texts,
    as_ends,
    as_numbers,
    as_texts,
    numbers,
    part,
    read_arrays,
    write_arrays,
)  # fmt: skip
from triplehelix.graph.venues import KINDS, Venue

__all__ = ["Affiliations"]

_FORM: Final = "network 1"
_NOBODY: Final = 2**32 - 1


@dataclass(frozen=True)
class Affiliations:
    """Actors and venues, with who was where; each array of `ends` tells where the part of each thing ends."""

    actors: Texts
    """The IRIs of all actors, sorted."""
    types: Texts
    """The class of each actor."""
    venues: Texts
    """The ids of the venues, sorted."""
    kinds: Numbers
    """The class of each venue's ties, by its place in `KINDS`."""
    middles: Numbers
    """The actor at the middle of each venue, or `_NOBODY`."""
    stated_counts: Numbers
    """How many parties a document counts at each venue; 0 where none does."""
    party_ends: Numbers
    parties: Numbers
    """The actors at each venue, ascending."""
    visit_ends: Numbers
    visits: Numbers
    """The venues of each actor, ascending."""
    tie_ends: Numbers
    ties: Texts
    """The ties of each party at each venue; who is at the middle is there by the ties of the others."""
    deduced: Numbers
    """For each tie 1 if it was only deduced, else 0."""

    @classmethod
    def of(cls, venues: Iterable[Venue], types: Mapping[str, str]) -> "Affiliations":
        """Pack venues, of actors whose classes are known.

        >>> shared = Venue("v", "Participation", "v", ties={"a": ["t"], "b": ["u"]})
        >>> [venue.ties for venue in Affiliations.of([shared], {"a": "SME", "b": "University"})]
        [{'a': ['t'], 'b': ['u']}]
        """
        ordered, actors = sorted(venues, key=lambda venue: venue.id), sorted(types)
        places = {actor: place for place, actor in enumerate(actors)}
        parties = [sorted(venue.ties) for venue in ordered]
        ties = [sorted(venue.ties[party]) for venue, there in zip(ordered, parties, strict=True) for party in there]
        known = frozenset[str]().union(*(venue.deduced for venue in ordered))
        visits = _visits(len(actors), ([places[party] for party in there] for there in parties))
        return cls(
            actors=Texts.of(actors),
            types=Texts.of(types[actor] for actor in actors),
            venues=Texts.of(venue.id for venue in ordered),
            kinds=numbers(KINDS.index(venue.type) for venue in ordered),
            middles=numbers(places.get(venue.middle, _NOBODY) for venue in ordered),
            stated_counts=numbers(venue.stated_count for venue in ordered),
            party_ends=_ends(parties),
            parties=numbers(places[party] for there in parties for party in there),
            visit_ends=_ends(visits),
            visits=numbers(chain.from_iterable(visits)),
            tie_ends=_ends(ties),
            ties=Texts.of(chain.from_iterable(ties)),
            deduced=numbers(int(tie in known) for tie in chain.from_iterable(ties)),
        )

    def with_each(self, alter: Callable[[Venue], object]) -> "Affiliations":
        """The same with each venue altered; where fewer than two are left, nobody meets.

        >>> shared = Venue("v", "Participation", "v", ties={"a": ["t"], "b": ["u"]})
        >>> network = Affiliations.of([shared], {"a": "SME", "b": "University"})
        >>> [*network.with_each(lambda venue: venue.drop({"t"}))]
        []
        """
        return Affiliations.of(self._each(alter), dict(zip(self.actors, self.types, strict=True)))

    def _each(self, alter: Callable[[Venue], object]) -> Iterator[Venue]:
        for venue in self:
            alter(venue)
            if len(venue.ties) > 1:
                yield venue

    def among(self, actors: Collection[str]) -> "Affiliations":
        """The venues where two or more of some actors meet, with these only; a venue keeps its number of parties.

        >>> shared = Venue("v", "Participation", "v", ties={"a": ["t"], "b": ["u"], "c": ["w"]})
        >>> three = Affiliations.of([shared], {"a": "SME", "b": "University", "c": "SME"})
        >>> [(sorted(venue.ties), venue.parties) for venue in three.among(["a", "c"])]
        [(['a', 'c'], 3)]
        """
        types = {actor: kind for actor, kind in zip(self.actors, self.types, strict=True) if actor in actors}
        return Affiliations.of(self.meetings_of(types), types)

    def meetings_of(self, actors: Iterable[str]) -> Iterator[Venue]:
        """The venues where two or more of some actors meet, with these only."""
        places = {place for actor in actors if (place := self.actors.position(actor)) is not None}
        venues = {at for place in places for at in self.visits[part(self.visit_ends, place)]}
        for venue in (self.venue(at, places) for at in sorted(venues)):
            if len(venue.ties) > 1:
                yield venue

    def save(self, path: Path) -> None:
        """Write the arrays to a file.

        Raises
        ------
        Impossible
            If it cannot be written.
        """
        write_arrays(path, _FORM, vars(self))

    @classmethod
    def read(cls, path: Path) -> "Affiliations":
        """The arrays of a file.

        Raises
        ------
        DamagedError
            If they are not there, not whole, or do not fit together.
        """
        members = read_arrays(path, _FORM)
        actors, types, venues, ties = (as_texts(members, name) for name in ("actors", "types", "venues", "ties"))
        parties, visits = as_numbers(members, "parties", len(actors)), as_numbers(members, "visits", len(venues))
        network = cls(
            actors=actors,
            types=types,
            venues=venues,
            kinds=as_numbers(members, "kinds", len(KINDS)),
            middles=as_numbers(members, "middles"),
            stated_counts=as_numbers(members, "stated_counts"),
            party_ends=as_ends(members, "party_ends", len(parties)),
            parties=parties,
            visit_ends=as_ends(members, "visit_ends", len(visits)),
            visits=visits,
            tie_ends=as_ends(members, "tie_ends", len(ties)),
            ties=ties,
            deduced=as_numbers(members, "deduced"),
        )
        network.check_visits()
        return network

    def check_visits(self) -> None:
        """See that each actor's venues are those that have it as a party.

        Raises
        ------
        DamagedError
            If they are not: a way would lead where nobody meets.
        """
        there = (self.parties[part(self.party_ends, venue)] for venue in range(len(self.venues)))
        visits = _visits(len(self.actors), there)
        if [*chain.from_iterable(visits)] != [*self.visits] or [*_ends(visits)] != [*self.visit_ends]:
            raise DamagedError("the visits of a network are not those of its venues' parties")

    def __post_init__(self) -> None:
        """See that the arrays fit together."""
        about_venues = (self.kinds, self.middles, self.stated_counts, self.party_ends)
        fits = (
            {len(self.types), len(self.visit_ends)} == {len(self.actors)}
            and {len(each) for each in about_venues} == {len(self.venues)}
            and (len(self.tie_ends), len(self.deduced)) == (len(self.parties), len(self.ties))
        )
        if not fits:
            raise DamagedError("the arrays of a network do not fit together")

    def __iter__(self) -> Iterator[Venue]:
        """The venues with all their parties and ties; each text is decoded once."""
        actors, ties = list(self.actors), list(self.ties)
        deduced = frozenset(compress(ties, self.deduced))
        presences = (ties[own] for own in _parts(self.tie_ends))
        for name, kind, counted, there in zip(
            self.venues, self.kinds, self.stated_counts, _parts(self.party_ends), strict=True
        ):
            venue = Venue.named(name, KINDS[kind])
            venue.stated_count = counted
            venue.ties = {actors[party]: next(presences) for party in self.parties[there]}
            venue.deduced = venue.deduced_among(deduced)
            yield venue

    def venue(self, at: int, among: Collection[int] = ()) -> Venue:
        """A venue with the ties of all its parties, or of some only.

        >>> shared = Venue("v", "Participation", "v", ties={"a": ["t"], "b": ["u"]})
        >>> Affiliations.of([shared], {"a": "SME", "b": "University"}).venue(0).parties
        2
        """
        venue = Venue.named(self.venues[at], KINDS[self.kinds[at]])
        venue.stated_count = self._size(at) if among else self.stated_counts[at]
        there = range(len(self.parties))[part(self.party_ends, at)]
        slots = [slot for slot in there if not among or self.parties[slot] in among]
        venue.ties = {self.actors[self.parties[slot]]: self.ties[part(self.tie_ends, slot)] for slot in slots}
        places = {place for slot in slots for place in range(len(self.ties))[part(self.tie_ends, slot)]}
        venue.deduced = frozenset(self.ties[place] for place in places if self.deduced[place])
        return venue

    def meetings(self, actor: int) -> dict[int, float]:
        """The actors that an actor meets, each with the strength of their tie.

        References
        ----------
        M. E. J. Newman (2001), Physical Review E 64, 016132: each venue adds 1 / (its parties - 1).
        """
        met: defaultdict[int, float] = defaultdict(float)
        for venue in self.visits[part(self.visit_ends, actor)]:
            there, middle = part(self.party_ends, venue), self.middles[venue]
            others = max(1, there.stop - there.start - 1, self.stated_counts[venue] - 1)
            to_middle = 1 / max(1, others / 2) if middle != _NOBODY else 0
            among = to_middle if middle == actor else 1 / others
            for other in self.parties[there]:
                met[other] += among if other != middle else to_middle
        met.pop(actor, None)
        return met

    def _size(self, venue: int) -> int:
        known: int = self.party_ends[venue] - (self.party_ends[venue - 1] if venue else 0)
        return max(known, self.stated_counts[venue])

    def common(self, one: int, other: int) -> list[int]:
        """The venues where two actors meet."""
        there = set(self.visits[part(self.visit_ends, one)])
        return [venue for venue in self.visits[part(self.visit_ends, other)] if venue in there]


def _parts(ends: Numbers) -> Iterator[slice]:
    return map(slice, chain((0,), ends), ends)


def _visits(actors: int, parties: Iterable[Sequence[int]]) -> list[list[int]]:
    visits: list[list[int]] = [[] for _ in range(actors)]
    for venue, there in enumerate(parties):
        for actor in there:
            visits[actor].append(venue)
    return visits


def _ends(parts: Iterable[Sequence[object]]) -> Numbers:
    return numbers(accumulate(map(len, parts)))
