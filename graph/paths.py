"""The best ways from some actors to others, by Newman's collaboration distance: few of them, and such as differ."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise
from math import fsum, lcm
from typing import Final, Literal

from triplehelix.graph.affiliations import Affiliations
from triplehelix.graph.stops import through
from triplehelix.graph.venues import Venue, closeness
from triplehelix.graph.ways import Row, Rows, Search, Way

__all__ = ["Constraints", "Hop", "Path", "PathFinder"]

Preference = Literal["strong", "short"]

_UNIT: Final = lcm(*range(1, 25))
"""Distances are compared as whole numbers of this part, so small that thirds, sevenths and the like add up."""
_HOP: Final = 1 << 90
"""More than any distance."""
_REUSED: Final = 1 << 110
"""More than any way costs."""
_ROWS: Final = 20_000


@dataclass(frozen=True)
class Hop:
    """Two actors that meet, with all venues where they do."""

    start: str
    end: str
    venues: tuple[Venue, ...]
    """With the ties of the two only."""

    @property
    def strength(self) -> float:
        """How close the two are: what their venues add up to."""
        return fsum(closeness(venue, self.start, self.end) for venue in self.venues)

    @property
    def deduced(self) -> bool:
        """Whether each of its venues rests on ties that a curator only deduced."""
        return all(venue.rests_on(venue.deduced, self.start, self.end) for venue in self.venues)


@dataclass(frozen=True)
class Path:
    """A chain of introductions; its distance is the sum of its hops' 1 / strength."""

    hops: tuple[Hop, ...]

    @property
    def distance(self) -> float:
        """How far the two ends are apart."""
        return fsum(1 / hop.strength for hop in self.hops)

    @property
    def actors(self) -> list[str]:
        """The actors on the way, both ends included."""
        return [self.hops[0].start, *(hop.end for hop in self.hops)]


@dataclass(frozen=True, slots=True)
class Constraints:
    """Which ways are wanted; actors by their IRIs."""

    via: Sequence[str] = ()
    """Who must be on the way, in this order."""
    avoid: Collection[str] = ()
    only: Collection[str] | None = None
    """Who alone may stand between the ends; None for anybody."""
    max_hops: int | None = None
    prefer: Preference = "strong"
    """`strong`: the least distance; `short`: the fewest hops, then the least distance."""
    diverse: bool = True
    """Whether a way uses the middle actors of those before it only where there is no other."""


class PathFinder:
    """Finds paths in an affiliation network; where it was once it is faster again."""

    def __init__(self, affiliations: Affiliations) -> None:
        self.affiliations = affiliations
        self._strong, self._short = lru_cache(_ROWS)(self._by_distance), lru_cache(_ROWS)(self._by_hops)

    def paths(
        self, starts: Collection[str], ends: Collection[str], k: int = 3, wanted: Constraints = Constraints()
    ) -> list[Path]:
        """The k best loop-free paths from any of some actors to any of others, the best first; none is no error.

        Of equally good ones that with fewer hops comes first, then that of the smaller IRIs, read from the end with the
        smallest one: so the way back is the same way.

        References
        ----------
        M. E. J. Newman (2001), Physical Review E 64, 016132 (the distance).
        """
        here, there = self._ends(starts, ends, wanted)
        via = self._via(wanted, here | there)
        if not (here and there) or len(via) < len(wanted.via):
            return []
        back = min(there) < min(here)
        ends_, stops = ((there, here), via[::-1]) if back else ((here, there), via)
        search = Search(self._rows(wanted), *ends_, self._closed(wanted, via), most=wanted.max_hops)
        ways = _diverse(search, stops, k) if wanted.diverse else islice(through(search, stops), k)
        return [self._path(way.actors[::-1] if back else way.actors) for way in ways]

    def hop(self, one: int, other: int) -> Hop:
        """Two actors, by their numbers, with the venues where they meet."""
        network = self.affiliations
        venues = tuple(network.venue(at, among=(one, other)) for at in network.common(one, other))
        return Hop(network.actors[one], network.actors[other], venues)

    def nearest(
        self, starts: Collection[str], among: Collection[str], k: int = 3, wanted: Constraints = Constraints()
    ) -> list[Path]:
        """The best path to each of the k actors that are nearest among some, the nearest first.

        Each has its best path, whoever is on those of others: neither `diverse` nor `via` matters.
        """
        here, there = self._ends(starts, among, wanted)
        search = Search(self._rows(wanted), here, there, self._closed(wanted), most=wanted.max_hops)
        return [self._path(way.actors) for way in islice(search.nearest(), k)]

    def _ends(
        self, starts: Collection[str], ends: Collection[str], wanted: Constraints
    ) -> tuple[frozenset[int], frozenset[int]]:
        """Where paths begin and end; who is avoided is no end either."""
        here, there, avoided = (self._places(actors) for actors in (starts, ends, wanted.avoid))
        return here - avoided, there - here - avoided

    def _via(self, wanted: Constraints, ends: frozenset[int]) -> list[int]:
        """The actors to pass, as far as each can stand between the ends."""
        avoided = self._places(wanted.avoid)
        return [place for actor in dict.fromkeys(wanted.via) for place in self._places([actor]) - ends - avoided]

    def _places(self, actors: Iterable[str]) -> frozenset[int]:
        found = (self.affiliations.actors.position(actor) for actor in actors)
        return frozenset(place for place in found if place is not None)

    def _closed(self, wanted: Constraints, via: Iterable[int] = ()) -> frozenset[int]:
        """Who may not stand between the ends."""
        avoided = self._places(wanted.avoid)
        if wanted.only is None:
            return avoided
        return avoided | frozenset(range(len(self.affiliations.actors))) - self._places(wanted.only).union(via)

    def _rows(self, wanted: Constraints) -> Rows:
        return self._short if wanted.prefer == "short" else self._strong

    def _by_distance(self, actor: int) -> Row:
        met = self.affiliations.meetings(actor).items()
        return sorted((round(_UNIT / strength) << 8 | 1, other) for other, strength in met)

    def _by_hops(self, actor: int) -> Row:
        met = self.affiliations.meetings(actor).items()
        return sorted((_HOP + round(_UNIT / strength), other) for other, strength in met)

    def _path(self, places: Sequence[int]) -> Path:
        return Path(tuple(self.hop(one, other) for one, other in pairwise(places)))


def _diverse(search: Search, stops: Sequence[int], k: int) -> list[Way]:
    """The best way, then each time the best that uses the fewest of the middle actors of those before."""
    found: list[Way] = []
    while len(found) < k:
        used = {actor for way in found for actor in way.actors[1:-1]}.difference(stops)
        others = replace(search, closed=search.closed | used)
        way = _another(others, stops, found) or _another(replace(search, rows=_dear(search.rows, used)), stops, found)
        if way is None:
            return found
        found.append(way)
    return found


def _another(search: Search, stops: Sequence[int], found: Sequence[Way]) -> Way | None:
    known = {way.actors for way in found}
    return next((way for way in through(search, stops) if way.actors not in known), None)


def _dear(rows: Rows, used: Collection[int]) -> Rows:
    """The same steps, dearer by half of it for each of the two actors that is used: who is passed pays in and out."""

    def row(actor: int) -> Row:
        half = _REUSED // 2
        leave = half * (actor in used)
        return sorted((cost + leave + half * (other in used), other) for cost, other in rows(actor))

    return row
