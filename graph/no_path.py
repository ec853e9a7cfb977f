"""Why no path leads from some actors to others, and what is nearest."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, Literal

from pyoxigraph import NamedNode

from triplehelix.graph.gathering import TieFilter, narrowed
from triplehelix.graph.lookup import objects, subjects
from triplehelix.graph.paths import Constraints, Path, PathFinder
from triplehelix.graph.reach import reached
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import RDF, THX
from triplehelix.graph.values import Entity
from triplehelix.graph.venues import KINDS

__all__ = ["Asked", "Limit", "Near", "NoPath", "Rule", "Shared", "no_path"]

Rule = Literal["avoid", "via", "only", "max_hops", "without", "stated", "documents", "since", "at"]

_SUGGESTED: Final = 3
_TRAITS: Final = {"therapy": THX.therapy, "stage": THX.stage, "city": THX.city, "region": THX.region}


@dataclass(frozen=True, slots=True)
class Asked:
    """From whom to whom paths were asked for, and which; actors by their IRIs."""

    starts: Collection[str]
    ends: Collection[str]
    wanted: Constraints = field(default_factory=Constraints)
    ties: TieFilter = field(default_factory=TieFilter)

    def without_limits(self) -> Iterator[tuple["Limit", "Asked"]]:
        """Each limit that was set, and what is asked without it; those of ties come last, for they cost most."""
        yield from _wider_ways(self)
        yield from _wider_ties(self)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit to what was asked for."""

    rule: Rule
    value: str = ""
    """Who is avoided or must be on the way, as an IRI, or the kind of ties that does not count."""
    name: str = ""
    """What people call it; of a day its date."""
    hops: int = 0
    """How many introductions would do, where too few were allowed."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two actors have in common."""

    trait: str
    """`therapy`, `stage`, `city`, `region` or `type`."""
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody who can be reached instead."""

    actor: Entity
    distance: float | None = None
    """How far from the end that cannot be reached; None where no way leads from there either."""
    shared: tuple[Shared, ...] = ()
    """What it has in common with that end; told where there is no distance."""


@dataclass(frozen=True, slots=True)
class NoPath:
    """Why there is none: the first of the four that says anything; and who is nearest."""

    alone: tuple[Entity, ...] = ()
    """The ends that meet nobody."""
    sizes: tuple[int, int] | None = None
    """How many actors the two parts of the network have that no tie joins, each with its end."""
    opening: tuple[Limit, ...] = ()
    """The limits each of which is all that is in the way."""
    breaking: tuple[Limit, ...] = ()
    """Where several are: those that the best path without any limit would break."""
    nearest: tuple[Near, ...] = ()


def no_path(reading: Reading, whole: PathFinder, asked: Asked) -> NoPath:
    """Why what was asked for has no path, given the network of all ties."""
    return _Diagnosis(reading, whole, asked).told()


class _Diagnosis:
    def __init__(self, reading: Reading, whole: PathFinder, asked: Asked) -> None:
        self._reading = reading
        self._whole = whole
        self._asked = asked
        self._narrowed: tuple[TieFilter, PathFinder] = (TieFilter(), whole)

    def told(self) -> NoPath:
        asked, nearest = self._asked, tuple(self._nearest())
        if alone := self._alone(asked.starts) + self._alone(asked.ends):
            return NoPath(alone=alone, nearest=nearest)
        here, there = (reached(self._whole.affiliations, ends) for ends in (asked.starts, asked.ends))
        if here.keys().isdisjoint(asked.ends):
            return NoPath(sizes=(len(here), len(there)), nearest=nearest)
        opening = tuple(self._opening())
        return NoPath(opening=opening, breaking=() if opening else self._breaking(), nearest=nearest)

    def _alone(self, ends: Collection[str]) -> tuple[Entity, ...]:
        """Some ends, if none of them meets anybody."""
        met = (reached(self._whole.affiliations, [end], Constraints(max_hops=1)) for end in ends)
        meets = any(len(actors) > 1 for actors in met)
        return () if meets else tuple(self._reading.entities[actor] for actor in sorted(ends))

    def _opening(self) -> Iterator[Limit]:
        for limit, wider in self._limits:
            if path := self._best(wider):
                yield self._named(limit, path)

    @cached_property
    def _limits(self) -> list[tuple[Limit, Asked]]:
        """Each limit, and what is asked without it; kinds of ties of which there are none cut nothing."""
        here = {KINDS[kind] for kind in set(self._whole.affiliations.kinds)}
        limits = self._asked.without_limits()
        return [(limit, wider) for limit, wider in limits if limit.rule != "without" or limit.value in here]

    def _breaking(self) -> tuple[Limit, ...]:
        """The limits that the best path of all breaks; all of them, where to lift these does not open it."""
        free = replace(self._asked, wanted=Constraints(prefer=self._asked.wanted.prefer), ties=TieFilter())
        path = self._best(free)
        limits = [limit for limit, _ in self._limits]
        broken = [limit for limit in limits if path and self._is_broken(limit, path)]
        enough = self._best(_without(self._asked, broken))
        return tuple(self._named(limit, path) for limit in (broken if enough else limits))

    def _best(self, asked: Asked) -> Path | None:
        finder, wanted = self._finder(asked.ties), replace(asked.wanted, diverse=False)
        return next(iter(finder.paths(asked.starts, asked.ends, 1, wanted)), None)

    def _finder(self, ties: TieFilter) -> PathFinder:
        """The paths by some ties; the latest is kept, for narrowing the network is what takes time."""
        if ties == TieFilter():
            return self._whole
        if self._narrowed[0] != ties:
            self._narrowed = ties, PathFinder(narrowed(self._whole.affiliations, self._reading.store, ties))
        return self._narrowed[1]

    def _is_broken(self, limit: Limit, path: Path) -> bool:
        wanted, middle = self._asked.wanted, path.actors[1:-1]
        if limit.rule == "avoid":
            return limit.value in path.actors
        if limit.rule == "via":
            return limit.value not in middle
        if limit.rule == "only":
            return not set(middle).issubset(wanted.only or ())
        if limit.rule == "max_hops":
            return len(path.hops) > (wanted.max_hops or 0)
        return not all(self._remains(hop.start, hop.end, limit) for hop in path.hops)

    def _remains(self, start: str, end: str, limit: Limit) -> bool:
        """Whether two still meet where only one limit to the ties is set."""
        return self._best(Asked([start], [end], Constraints(max_hops=1), _only(limit, self._asked.ties))) is not None

    def _named(self, limit: Limit, path: Path | None) -> Limit:
        if limit.rule in ("avoid", "via"):
            return replace(limit, name=self._reading.entities[limit.value].name)
        if limit.rule == "without":
            return replace(limit, name=self._reading.labels(THX[limit.value]))
        return replace(limit, hops=len(path.hops)) if limit.rule == "max_hops" and path else limit

    def _nearest(self) -> list[Near]:
        """Who can be reached under the limits, and is nearest to the ends, or else most like them."""
        asked = self._asked
        if asked.wanted.via and self._reach.keys() & set(asked.ends):
            return []
        others = self._reach.keys() - {*asked.starts, *asked.ends}
        found = self._whole.nearest(asked.ends, others, _SUGGESTED, Constraints(avoid=asked.starts))
        entities = self._reading.entities
        return [Near(entities[path.actors[-1]], path.distance) for path in found] or self._alike(others)

    @cached_property
    def _reach(self) -> dict[str, int]:
        return reached(self._finder(self._asked.ties).affiliations, self._asked.starts, self._asked.wanted)

    def _alike(self, others: Collection[str]) -> list[Near]:
        """Those of some that have most in common with the ends; of equals those whom fewer introductions reach."""
        shared: dict[str, list[Shared]] = {}
        for trait, value in sorted(self._traits()):
            prop = RDF.type if trait == "type" else _TRAITS[trait]
            for actor in {*subjects(self._reading.store, prop, value)}:
                if actor.value in others:
                    shared.setdefault(actor.value, []).append(Shared(trait, value.value, self._reading.labels(value)))
        best = sorted(shared, key=lambda actor: (-len(shared[actor]), self._reach[actor], actor))
        return [Near(self._reading.entities[actor], None, tuple(shared[actor])) for actor in best[:_SUGGESTED]]

    def _traits(self) -> set[tuple[str, NamedNode]]:
        """What is known of the ends."""
        store, nodes = self._reading.store, [NamedNode(end) for end in self._asked.ends]
        known = {
            (trait, value) for node in nodes for trait, prop in _TRAITS.items() for value in objects(store, node, prop)
        }
        kinds = {("type", THX[self._reading.entities[node.value].type]) for node in nodes}
        return {(trait, value) for trait, value in known if isinstance(value, NamedNode)} | kinds


def _without(asked: Asked, limits: Collection[Limit]) -> Asked:
    """What is asked without some of its limits."""
    for limit in limits:
        asked = next(wider for other, wider in asked.without_limits() if other == limit)
    return asked


def _wider_ways(asked: Asked) -> Iterator[tuple[Limit, Asked]]:
    wanted = asked.wanted
    for actor in sorted(set(wanted.avoid)):
        wider = replace(wanted, avoid=[other for other in wanted.avoid if other != actor])
        yield Limit("avoid", actor), replace(asked, wanted=wider)
    for actor in dict.fromkeys(wanted.via):
        wider = replace(wanted, via=[other for other in wanted.via if other != actor])
        yield Limit("via", actor), replace(asked, wanted=wider)
    if wanted.only is not None:
        yield Limit("only"), replace(asked, wanted=replace(wanted, only=None))
    if wanted.max_hops is not None:
        # the fewest that would do
        yield Limit("max_hops"), replace(asked, wanted=replace(wanted, max_hops=None, prefer="short"))


def _wider_ties(asked: Asked) -> Iterator[tuple[Limit, Asked]]:
    ties = asked.ties
    for kind in KINDS:
        if kind not in ties.kinds:
            yield Limit("without", kind), replace(asked, ties=replace(ties, kinds=[*ties.kinds, kind]))
    if ties.stated:
        yield Limit("stated"), replace(asked, ties=replace(ties, stated=False))
    if ties.documents is not None:
        yield Limit("documents"), replace(asked, ties=replace(ties, documents=None))
    if ties.since:
        yield Limit("since", name=ties.since.isoformat()), replace(asked, ties=replace(ties, since=None))
    if ties.at:
        yield Limit("at", name=ties.at.isoformat()), replace(asked, ties=replace(ties, at=None))


def _only(limit: Limit, ties: TieFilter) -> TieFilter:
    """Of all limits to the ties only one."""
    if limit.rule == "without":
        return TieFilter(kinds=[kind for kind in KINDS if kind != limit.value])
    if limit.rule == "stated":
        return TieFilter(stated=True)
    if limit.rule == "documents":
        return TieFilter(documents=ties.documents)
    return TieFilter(since=ties.since) if limit.rule == "since" else TieFilter(at=ties.at)
