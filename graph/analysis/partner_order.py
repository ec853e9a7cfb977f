"""Whom an actor might work with, in one order made of several: of what the network tells, and what complements it."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

import networkx as nx

from triplehelix.graph.analysis.complement import Complements
from triplehelix.graph.analysis.link_scores import SCORES, LinkScores, fused, places

__all__ = ["ORDERS", "PartnerOrder", "Places"]

ORDERS: Final = (*SCORES, "complement")
"""The orders of which one is made."""

Places = Mapping[str, Mapping[str, int]]


class PartnerOrder:
    """Orders the possible partners of actors in one network."""

    def __init__(self, graph: nx.Graph, complements: Complements) -> None:
        self.links = LinkScores(graph)
        self.complements = complements
        self._graph = graph

    def candidates(self, actor: str, among: AbstractSet[str]) -> set[str]:
        """Who of some has a partner in common with an actor, or works on its therapy at another stage; no partners."""
        near = self.links.near(actor) if actor in self._graph else set()
        met = {actor, *self._graph[actor]} if actor in self._graph else {actor}
        apart = {other for other in among - met - near if self.complements.of(actor, other).along_the_chain}
        return (near & among) | apart

    def places(self, actor: str, candidates: Collection[str]) -> Places:
        """The places of some candidates in each of `ORDERS`."""
        known = [other for other in candidates if other in self._graph] if actor in self._graph else []
        scores = self.links.of(actor, known) if known else {}
        scores["complement"] = {other: self.complements.of(actor, other).score for other in candidates}
        return {name: places(values) for name, values in scores.items()}

    def scores(self, actor: str, among: AbstractSet[str]) -> dict[str, float]:
        """One score for each candidate among some."""
        candidates = self.candidates(actor, among)
        return fused([*self.places(actor, candidates).values()], candidates)
