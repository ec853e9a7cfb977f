"""Which therapies and stages of the value chain would have nobody left."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import product

from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.analysis.concepts import Concept
from triplehelix.graph.analysis.matrix import Matrix
from triplehelix.graph.values import Entity

__all__ = ["WhiteSpot", "white_spots"]


@dataclass(frozen=True, slots=True)
class WhiteSpot:
    """A therapy at a stage where nobody would be left."""

    therapy: Concept
    stage: Concept
    actors: tuple[Entity, ...]
    """Who was there."""


def white_spots(collaboration: Collaboration, leaving: AbstractSet[str]) -> tuple[WhiteSpot, ...]:
    """Where some actors are the last; a therapy includes its narrower ones."""
    matrix = Matrix(collaboration, (), ())
    cells = ((therapy, stage, matrix.there(therapy, stage)) for therapy, stage in product(matrix.rows, matrix.columns))
    return tuple(
        WhiteSpot(
            matrix.therapies.concept(therapy), matrix.stages.concept(stage), collaboration.entities(sorted(there))
        )
        for therapy, stage, there in cells
        if there and there <= leaving
    )
