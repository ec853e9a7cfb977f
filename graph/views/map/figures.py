"""What the network of actors tells of each: how strong its ties are, and whom it stands between."""

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Final

import networkx as nx

from triplehelix.graph.affiliations import Affiliations
from triplehelix.graph.analysis.shortest import betweenness
from triplehelix.graph.network import affiliation_network, projection

__all__ = ["Figures"]

_STEPS: Final = 20_000_000
"""Up to so many steps betweenness is exact (half a second); beyond, a sample is enough for the size of a symbol."""
_DIGITS: Final = 9

Values = Mapping[str, float]


class Figures:
    """The figures of all actors, or of some as if there were no others, each made when it is asked for."""

    def __init__(self, affiliations: Affiliations, among: Collection[str] | None = None) -> None:
        self._affiliations = affiliations
        self._among = among

    def __getitem__(self, measure: str) -> Values:
        """`strength` or `betweenness` by actor; any other measure is none of theirs."""
        return {"strength": lambda: self.strengths, "betweenness": lambda: self.betweenness}.get(measure, dict)()

    @cached_property
    def projection(self) -> nx.Graph:
        """The actors, joined where they meet."""
        return projection(affiliation_network(self._affiliations, self._among))

    @cached_property
    def strengths(self) -> Values:
        """How closely each works with all others together."""
        found = self.projection.degree(weight="strength")
        return {actor: round(strength, _DIGITS) for actor, strength in found}

    @cached_property
    def betweenness(self) -> Values:
        """The share of others' shortest ways that lead over each."""
        found = betweenness(self.projection, steps=_STEPS).values
        return {actor: round(share, _DIGITS) for actor, share in found.items()}
