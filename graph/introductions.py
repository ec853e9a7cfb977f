"""Who can introduce somebody to whom: a wish, in the words of whoever asks, and the ways that fit it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pyoxigraph import NamedNode, Quad

from triplehelix.graph.actors import ActorFilter, actor_filter, chosen
from triplehelix.graph.errors import NotAPath
from triplehelix.graph.explain import ExplainedPath, Explainer
from triplehelix.graph.gathering import TieFilter, gathered, narrowed
from triplehelix.graph.no_path import Asked, NoPath, no_path
from triplehelix.graph.paths import Constraints, Path, PathFinder, Preference
from triplehelix.graph.reading import Reading
from triplehelix.graph.scope import Day, tie_filter
from triplehelix.graph.terms import RDF, THX
from triplehelix.graph.values import Entity

__all__ = ["Introductions", "Wish", "introductions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which ways are wished for; actors by their names, kinds as people type them, days as `YYYY-MM-DD`."""

    starts: Sequence[str]
    """From any of these actors."""
    ends: Sequence[str] = ()
    """To any of these actors; or else to the nearest that are what follows."""
    to_types: Collection[str] = ()
    to_therapies: Collection[str] = ()
    to_stages: Collection[str] = ()
    to_regions: Collection[str] = ()
    k: int = 3
    via: Sequence[str] = ()
    """Who must be on the way, in this order."""
    avoid: Sequence[str] = ()
    only: Collection[str] = ()
    """Of which kinds those must be who stand between."""
    therapies: Collection[str] = ()
    """On one of which they must work."""
    max_hops: int | None = None
    prefer: Preference = "strong"
    diverse: bool = True
    without: Collection[str] = ()
    """Kinds of ties that do not count, such as `Membership`."""
    stated: bool = False
    """Whether deduced ties do not count."""
    at: Day = None
    """Without ties that certainly did not hold on this day."""
    since: Day = None
    """Without ties that were certainly over before this day."""


@dataclass(frozen=True)
class Introductions:
    """The ways between some actors, explained, the best first."""

    starts: tuple[Entity, ...]
    ends: tuple[Entity, ...]
    looked_for: tuple[str, ...]
    """Where no end is named: what the actors looked for are, or work on, or where, in words."""
    paths: tuple[ExplainedPath, ...]
    none: NoPath | None = None
    """Why there is none, where there is none."""


def introductions(reading: Reading, wish: Wish, today: date | None = None) -> Introductions:
    """The ways that somebody wishes for; `today` is the day from which a tie is over, and a document old.

    Raises
    ------
    NameNotFound, AmbiguousName
        If a name means nothing, or several things.
    NotAPath
        If an end is an initiative, or somebody is at both ends, or is both avoided and wanted.
    DateError
        If a text is no day.
    """
    return _Wished(reading, wish).answer(today)


class _Wished:
    """A wish whose names are known, in one store."""

    def __init__(self, reading: Reading, wish: Wish) -> None:
        self._reading = reading
        self._wish = wish
        self._starts, self._ends = self._named(wish.starts), self._named(wish.ends)
        self._via, self._avoid = self._named(wish.via), self._named(wish.avoid)
        _check(self._starts, self._ends, self._via, self._avoid)
        if self._via and not self._ends:
            raise NotAPath(f"{self._via[0].name} can be on the way only to somebody who is named; name the other end")

    def answer(self, today: date | None) -> Introductions:
        found = self._between() if self._ends else self._nearest()
        explainer = Explainer(self._reading, today, self._ties.at)
        paths = tuple(explainer.path(path) for path in found)
        why_not = None if paths else self._why_not()
        return Introductions(self._starts, self._ends, self._words, paths, why_not)

    def _named(self, names: Sequence[str]) -> tuple[Entity, ...]:
        entities = tuple(dict.fromkeys(self._reading.resolve(name) for name in names))
        for entity in entities:
            if Quad(NamedNode(entity.id), RDF.type, THX.Initiative) in self._reading.store:
                raise NotAPath(f"{entity.name} is an initiative; name actors, such as those that `show` lists for it")
        return entities

    def _between(self) -> list[Path]:
        return self._finder.paths(_ids(self._starts), _ids(self._ends), self._wish.k, self._wanted)

    def _nearest(self) -> list[Path]:
        return self._finder.nearest(_ids(self._starts), self._looked_for, self._wish.k, self._wanted)

    @cached_property
    def _kind(self) -> ActorFilter:
        """Of whom any would do."""
        wish = self._wish
        return actor_filter(
            self._reading,
            types=wish.to_types,
            therapies=wish.to_therapies,
            stages=wish.to_stages,
            regions=wish.to_regions,
        )

    @property
    def _words(self) -> tuple[str, ...]:
        kind = self._kind
        things = (*kind.types, *kind.therapies, *kind.stages, *kind.regions)
        return tuple(map(self._reading.labels, sorted(things)))

    @cached_property
    def _looked_for(self) -> set[str]:
        return chosen(self._reading.store, self._kind).difference(_ids(self._avoid), _ids(self._starts))

    @cached_property
    def _wanted(self) -> Constraints:
        wish = self._wish
        return Constraints(
            via=_ids(self._via),
            avoid=_ids(self._avoid),
            only=self._between_ends() if wish.only or wish.therapies else None,
            max_hops=wish.max_hops,
            prefer=wish.prefer,
            diverse=wish.diverse,
        )

    def _between_ends(self) -> set[str]:
        """Who alone may stand between the ends."""
        wanted = actor_filter(self._reading, types=self._wish.only, therapies=self._wish.therapies)
        return chosen(self._reading.store, wanted)

    @cached_property
    def _ties(self) -> TieFilter:
        wish = self._wish
        return tie_filter(wish.without, stated=wish.stated, at=wish.at, since=wish.since)

    @cached_property
    def _whole(self) -> PathFinder:
        """By all ties; an office holder is there only as an end."""
        guests = [one.id for one in (*self._starts, *self._ends) if one.type == "OfficeHolder"]
        return PathFinder(gathered(self._reading.store, guests=guests)) if guests else self._reading.paths

    @cached_property
    def _finder(self) -> PathFinder:
        if self._ties == TieFilter():
            return self._whole
        return PathFinder(narrowed(self._whole.affiliations, self._reading.store, self._ties))

    def _why_not(self) -> NoPath:
        ends = _ids(self._ends) or sorted(self._looked_for)
        return no_path(self._reading, self._whole, Asked(_ids(self._starts), ends, self._wanted, self._ties))


def _check(starts: Sequence[Entity], ends: Sequence[Entity], via: Sequence[Entity], avoid: Sequence[Entity]) -> None:
    """See that nobody is asked to stand in two places.

    Raises
    ------
    NotAPath
        If somebody is.
    """
    for one in starts:
        if one in ends:
            raise NotAPath(f"both names mean {one.name}; a path joins two")
    for one in (*via, *avoid):
        if one in (*starts, *ends):
            raise NotAPath(f"{one.name} is an end of the path; it can be neither avoided nor on the way")
    for one in via:
        if one in avoid:
            raise NotAPath(f"{one.name} cannot be both avoided and on the way")


def _ids(entities: Sequence[Entity]) -> list[str]:
    return [entity.id for entity in entities]
