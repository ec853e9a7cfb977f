"""Which community each node of the map belongs to, and how much it is at the middle of it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

import networkx as nx

from triplehelix.graph.analysis.leiden import partition
from triplehelix.graph.views.map.model import Edge

__all__ = ["Belonging"]


class Belonging:
    """The communities of a network by number, the largest first, as the analysis of communities finds them."""

    def __init__(self, projection: nx.Graph, edges: Iterable[Edge]) -> None:
        self._projection = projection
        self._edges = edges

    def of(self, iri: str) -> int:
        """The community of an actor, or that of more than half of those who take part in an initiative; 0 for none."""
        return self._numbers.get(iri) or self._initiatives.get(iri, 0)

    @cached_property
    def central(self) -> Mapping[str, float]:
        """For each actor, the strength of its ties to others of its community."""
        inside = (self._projection.subgraph(members) for members in self._communities)
        return {actor: strength for graph in inside for actor, strength in graph.degree(weight="strength")}

    @cached_property
    def _communities(self) -> tuple[frozenset[str], ...]:
        return partition(self._projection).communities

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {actor: number for number, members in enumerate(self._communities, 1) for actor in members}

    @cached_property
    def _initiatives(self) -> Mapping[str, int]:
        taking_part: defaultdict[str, set[str]] = defaultdict(set)
        for edge in self._edges:
            if edge.kind == "Participation":
                taking_part[edge.target].add(edge.source)
        return {initiative: self._most_of(actors) for initiative, actors in taking_part.items()}

    def _most_of(self, actors: Collection[str]) -> int:
        [(number, n)] = Counter(self._numbers.get(actor, 0) for actor in actors).most_common(1)
        return number if n > len(actors) / 2 else 0
