"""Who can be reached at all, and by how many introductions."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st
from tests.walking import ACTORS, a_finder, exact_distances, networks

from triplehelix.graph.paths import Constraints
from triplehelix.graph.reach import reached
from triplehelix.graph.venues import Venue

somebody = st.frozensets(st.sampled_from(ACTORS), max_size=3)


@given(networks(ACTORS), somebody)
def test_who_is_reached_is_connected_by_as_many_hops(venues: list[Venue], starts: frozenset[str]) -> None:
    graph = exact_distances(venues)
    graph.add_nodes_from(ACTORS)
    hops = nx.multi_source_dijkstra_path_length(graph, starts, weight=lambda *_: 1) if starts else {}
    assert reached(a_finder(venues).affiliations, starts) == hops


@given(networks(ACTORS), somebody, somebody, st.none() | somebody, st.none() | st.integers(0, 4))
def test_who_is_reached_is_whom_a_path_leads_to(
    venues: list[Venue], starts: frozenset[str], avoid: frozenset[str], only: frozenset[str] | None, most: int | None
) -> None:
    wanted = Constraints(avoid=avoid, only=only, max_hops=most, prefer="short")
    finder = a_finder(venues)
    nearest = finder.nearest(starts, ACTORS, len(ACTORS), wanted)
    hops = {path.actors[-1]: len(path.hops) for path in nearest} | dict.fromkeys(starts - avoid, 0)
    assert reached(finder.affiliations, starts, wanted) == hops
