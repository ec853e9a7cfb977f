"""Random affiliation networks, and every path in them by walking each way: what the real search is compared with."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise

import networkx as nx
from hypothesis import strategies as st

from triplehelix.graph.affiliations import Affiliations
from triplehelix.graph.paths import Constraints, PathFinder
from triplehelix.graph.venues import Venue, closeness

Actors = tuple[str, ...]

ACTORS = "abcdefghijkl"
FEW = "abcdefg"
ANY = Constraints()


def circles(actors: str, size: int = 8) -> st.SearchStrategy[dict[str, frozenset[str]]]:
    """Initiatives with their participants."""
    parties = st.frozensets(st.sampled_from(actors), min_size=2, max_size=4)
    return st.dictionaries(st.sampled_from([f"v{n}" for n in range(size)]), parties, min_size=1)


def an_initiative(name: str, actors: Collection[str], deduced: Collection[str] = ()) -> Venue:
    """An initiative; `deduced` are those whose ties to it are."""
    ties = {actor: [f"{actor} in {name}"] for actor in actors}
    return Venue(name, "Participation", name, ties=ties, deduced=frozenset(f"{actor} in {name}" for actor in deduced))


def a_membership(organisation: str, members: Collection[str], stated: int = 0) -> Venue:
    venue = Venue.at(organisation, "Membership")
    venue.ties = {organisation: [], **{member: [f"{member} of {organisation}"] for member in members}}
    return replace(venue, stated_count=stated)


def initiatives(parties: Mapping[str, Collection[str]]) -> list[Venue]:
    return [an_initiative(name, actors) for name, actors in parties.items()]


def a_finder(venues: Collection[Venue], actors: Collection[str] = f"{ACTORS}m") -> PathFinder:
    return PathFinder(Affiliations.of(venues, dict.fromkeys(actors, "SME")))


@st.composite
def networks(draw: st.DrawFn, actors: str = FEW) -> list[Venue]:
    """Initiatives and clusters, some of which have more members than are known."""
    venues = initiatives(draw(circles(actors)))
    for organisation in draw(st.sets(st.sampled_from(actors), max_size=2)):
        members = draw(st.frozensets(st.sampled_from(actors), min_size=1, max_size=4)) - {organisation}
        if members:
            venues.append(a_membership(organisation, members, draw(st.sampled_from([0, 0, 7]))))
    return venues


# every way, by walking each of them


def exact_distances(venues: Collection[Venue]) -> nx.Graph:
    """Who meets whom, each with its distance as a fraction."""
    graph = nx.Graph()
    for venue in venues:
        for one, other in combinations(sorted(venue.ties), 2):
            if not graph.has_edge(one, other):
                graph.add_edge(one, other, strength=Fraction(0))
            added = Fraction(closeness(venue, one, other)).limit_denominator(1000)
            graph.edges[one, other]["strength"] += added
    return graph


def walked(
    venues: Collection[Venue], here: Collection[str], there: Collection[str]
) -> Iterator[tuple[Actors, Fraction]]:
    """All loop-free ways between some actors and others that pass none of them, each with its distance."""
    graph = exact_distances(venues)
    for start, end in ((start, end) for start in here for end in there):
        for way in nx.all_simple_paths(graph, start, end) if {start, end} <= set(graph) else ():
            if not {*here, *there} & {*way[1:-1]}:
                yield tuple(way), sum((1 / graph.edges[hop]["strength"] for hop in pairwise(way)), Fraction(0))


def wanted_by(way: Actors, wanted: Constraints) -> bool:
    middle = way[1:-1]
    return (
        [actor for actor in middle if actor in wanted.via] == [*wanted.via]
        and not {*way} & {*wanted.avoid}
        and (wanted.only is None or {*middle} <= {*wanted.only, *wanted.via})
        and (wanted.max_hops is None or len(middle) < wanted.max_hops)
    )


def in_order(
    ways: Iterator[tuple[Actors, Fraction]], here: Collection[str], there: Collection[str], wanted: Constraints
) -> list[Actors]:
    """The ways that are wanted, by what they are asked to be, then hops, then names from the end with the smallest."""
    back = min(there) < min(here)
    keyed = [
        ((len(way) if wanted.prefer == "short" else 0, distance, len(way), way[::-1] if back else way), way)
        for way, distance in ways
        if wanted_by(way, wanted)
    ]
    return [way for _, way in sorted(keyed)]


def expected(
    venues: Collection[Venue], here: Collection[str], there: Collection[str], wanted: Constraints = ANY
) -> list[Actors]:
    here, there = set(here) - {*wanted.avoid}, set(there) - {*wanted.avoid}
    return in_order(walked(venues, here, there), here, there, wanted) if here and there else []
