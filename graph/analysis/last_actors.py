"""Which actors are the last ones on a therapy at a stage of the value chain."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pyoxigraph import Store

from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.lookup import pairs
from triplehelix.graph.terms import SKOS
from triplehelix.graph.traits import Traits
from triplehelix.graph.values import Entity

__all__ = ["WhiteSpot", "cells", "white_spots", "with_wider"]

Cells = Mapping[tuple[str, str], AbstractSet[str]]


@dataclass(frozen=True, slots=True)
class WhiteSpot:
    """A therapy at a stage where nobody would be left."""

    therapy: str
    therapy_id: str
    stage: str
    stage_id: str
    actors: tuple[Entity, ...]
    """Who was there."""


def white_spots(collaboration: Collaboration, leaving: AbstractSet[str]) -> tuple[WhiteSpot, ...]:
    """The therapies and stages where nobody would be left if some actors left; a therapy includes its narrower ones."""
    held = cells(collaboration.traits, collaboration.affiliations.actors, collaboration.reading.store)
    labels = collaboration.reading.labels
    found = [
        WhiteSpot(labels(therapy), therapy, labels(stage), stage, collaboration.entities(sorted(there)))
        for (therapy, stage), there in held.items()
        if there <= leaving
    ]
    return tuple(sorted(found, key=lambda spot: (spot.therapy, spot.stage)))


def cells(traits: Traits, actors: Collection[str], store: Store) -> Cells:
    """Who of some actors works on which therapy, the narrower ones included, and at which stage."""
    wider = with_wider(store)
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for actor in actors:
        therapies = {wide for own in traits.therapies.get(actor, ()) for wide in wider.get(own, {own})}
        for therapy in therapies:
            for stage in traits.stages.get(actor, ()):
                found[therapy, stage].add(actor)
    return found


def with_wider(store: Store) -> Mapping[str, AbstractSet[str]]:
    """Each concept that has a wider one, with itself and all that are wider.

    >>> with_wider(Store())
    {}
    """
    above: defaultdict[str, set[str]] = defaultdict(set)
    for narrow, wide in pairs(store, SKOS.broader):
        above[narrow].add(wide)
    return {concept: _reached(concept, above) for concept in [*above]}


def _reached(concept: str, above: Mapping[str, AbstractSet[str]]) -> AbstractSet[str]:
    found = {concept}
    waiting = [concept]
    while waiting:
        new = above.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found
