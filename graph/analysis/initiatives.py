"""How many sides of the triple helix take part in each initiative, and since when."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.analysis.helices import BRIDGING, HELICES
from triplehelix.graph.moments import State
from triplehelix.graph.timeline import when

__all__ = ["Joined", "Year", "joined", "sides", "years"]

Sides = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Some sides, and how many initiatives have participants of just these."""

    helices: Sides
    """Empty where all participants are bridging."""
    initiatives: int


@dataclass(frozen=True, slots=True)
class Year:
    """The initiatives that started in a year, by how many sides take part."""

    year: int | None
    """None for those of which no document tells it."""
    initiatives: int
    none: int
    one: int
    two: int
    three: int
    four: int


def sides(collaboration: Collaboration, helices: Mapping[str, str]) -> dict[str, Sides]:
    """The sides that take part in each initiative with two known participants or more."""
    network = collaboration.affiliation
    initiatives = [node for node, kind in network.nodes(data="type") if kind == "Participation"]
    found = ((initiative, {helices[actor] for actor in network[initiative]}) for initiative in initiatives)
    return {initiative: tuple(h for h in HELICES if h in there and h != BRIDGING) for initiative, there in found}


def joined(found: Iterable[Sides]) -> tuple[Joined, ...]:
    """How many initiatives join which sides, the most frequent first.

    >>> joined([("industry",), ("university", "industry"), ("industry",)])[0].initiatives
    2
    """
    counts = Counter(found)
    return tuple(Joined(some, counts[some]) for some in sorted(counts, key=lambda some: (-counts[some], some)))


def years(collaboration: Collaboration, found: Mapping[str, Sides]) -> tuple[Year, ...]:
    """The initiatives by the year in which they started, those of an unknown one last."""
    by_year: defaultdict[int | None, list[int]] = defaultdict(list)
    for initiative, some in found.items():
        by_year[_year(collaboration, initiative)].append(len(some))
    known = sorted(year for year in by_year if year is not None)
    return tuple(_row(year, by_year[year]) for year in (*known, *([None] if None in by_year else [])))


def _year(collaboration: Collaboration, initiative: str) -> int | None:
    """The year in which it started, if its bounds leave only one."""
    lasts = when(collaboration.reading.store, NamedNode(initiative))
    first = lasts.starts if isinstance(lasts, State) else lasts.happens
    bounds = {day.year for day in (first.not_before, first.not_after) if day}
    return bounds.pop() if first.is_dated and len(bounds) == 1 else None


def _row(year: int | None, numbers: list[int]) -> Year:
    return Year(year, len(numbers), *(numbers.count(n) for n in range(len(HELICES))))
