"""The affiliation network: actors, and the venues where they meet; and Newman's projection of it onto the actors.

References
----------
M. E. J. Newman (2001), Scientific collaboration networks II: shortest paths, weighted networks, and centrality,
Physical Review E 64, 016132.
"""

from collections.abc import Collection, Iterator
from itertools import combinations

import networkx as nx

from triplehelix.graph.affiliations import Affiliations
from triplehelix.graph.uncollected import uncollected
from triplehelix.graph.venues import Venue, closeness

__all__ = ["affiliation_network", "projection"]


def affiliation_network(affiliations: Affiliations, among: Collection[str] | None = None) -> nx.Graph:
    """Actors (`bipartite=0`) and venues (`bipartite=1`, `venue` = its `Venue`), an edge for each presence.

    Nodes are IRIs; those of actors have their class as `type`, those of venues the class of the ties that lead there.
    An edge's `ties` are the IRIs of the ties that make it, `deduced` tells whether all of them are only deduced. Who
    meets nobody is not in it. Of only some actors it has the venues where these meet one another: such a venue keeps
    its number of parties, for a circle does not get smaller because one looks at some of it.

    References
    ----------
    M. E. J. Newman (2001), Physical Review E 64, 016132: parties of a large venue are farther apart.
    """
    with uncollected():
        network = nx.Graph()
        venues = list(affiliations if among is None else affiliations.meetings_of(among))
        types = zip(affiliations.actors, affiliations.types, strict=True)
        met = {actor for venue in venues for actor in venue.ties}
        network.add_nodes_from((actor, {"bipartite": 0, "type": kind}) for actor, kind in types if actor in met)
        network.add_nodes_from((one.id, {"bipartite": 1, "type": one.type, "venue": one}) for one in venues)
        network.add_edges_from(presence for venue in venues for presence in _presences(venue))
        return network


def _presences(venue: Venue) -> Iterator[tuple[str, str, dict[str, object]]]:
    for actor in venue.ties:
        ties = venue.ties_of(actor)
        yield actor, venue.id, {"ties": tuple(ties), "deduced": venue.deduced.issuperset(ties)}


def projection(network: nx.Graph) -> nx.Graph:
    """The actors, joined where they meet: `strength`, `distance` = 1 / strength, and the `venues` where they do.

    References
    ----------
    M. E. J. Newman (2001), Physical Review E 64, 016132, section "weighted networks".
    """
    projected = nx.Graph()
    projected.add_nodes_from(sorted(node for node, side in network.nodes(data="bipartite") if side == 0))
    venues = (venue for _, venue in sorted(network.nodes(data="venue")) if venue)
    for venue in venues:
        for one, other in combinations(sorted(venue.ties), 2):
            _join(projected, one, other, venue)
    for _, _, hop in projected.edges(data=True):
        hop["distance"] = 1 / hop["strength"]
    return projected


def _join(projected: nx.Graph, one: str, other: str, venue: Venue) -> None:
    if not projected.has_edge(one, other):
        projected.add_edge(one, other, strength=0.0, venues=[])
    hop = projected.edges[one, other]
    hop["strength"] += closeness(venue, one, other)
    hop["venues"].append(venue.id)
