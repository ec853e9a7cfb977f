"""Who works where: therapies by stages of the value chain, the white spots among them, and who could fill these.

An actor is at a therapy and a stage if it is known for both. That it is at this stage for this therapy no document
needs to say, so a cell can promise too much; and where a document is silent it can promise too little.
"""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import product

from triplehelix.graph.analysis.candidates import Candidate, Candidates
from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.analysis.concepts import Concept
from triplehelix.graph.analysis.matrix import Matrix
from triplehelix.graph.errors import NotAPath
from triplehelix.graph.values import Entity, Source

__all__ = ["AtStage", "Cell", "Coverage", "OnTherapy", "Present", "coverage"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A therapy at a stage, and in a region where that was asked for: who is known for both.

    Nobody: a white spot, with those who could fill it. One: what depends on a single actor.
    """

    therapy: Concept
    stage: Concept
    region: Concept | None
    count: int
    actors: tuple[Entity, ...]
    possible: int | None
    """How many could fill it, of whom the nearest are the candidates; None where somebody is there."""
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class OnTherapy:
    """A therapy with all who are known for it, narrower ones included."""

    therapy: Concept
    level: int
    """How many therapies stand above it."""
    count: int
    stage_unknown: int
    """Of how many no stage is known."""


@dataclass(frozen=True, slots=True)
class AtStage:
    """A stage with all who are known at it."""

    stage: Concept
    count: int
    therapy_unknown: int
    """Of how many no therapy is known."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who is known for one of the therapies, as the documents say."""

    actor: Entity
    therapies: tuple[Concept, ...]
    stages: tuple[Concept, ...]
    """None where no document tells one."""
    regions: tuple[Concept, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix, row by row, with its margins and with the actors that are in it."""

    seeker: Entity | None
    """From whom the ways lead to those who could fill a white spot; None for the actors of the therapy."""
    chosen: bool
    """Whether therapies or stages were chosen, not all taken."""
    therapies: tuple[OnTherapy, ...]
    stages: tuple[AtStage, ...]
    regions: tuple[Concept, ...]
    region_unknown: int | None
    """Of how many actors of the therapies no region is known, where that matters."""
    rows: tuple[Cell, ...]
    actors: tuple[Present, ...]


def coverage(  # noqa: PLR0913 - each is a choice of whoever asks
    collaboration: Collaboration,
    *,
    therapies: Collection[str] = (),
    stages: Collection[str] = (),
    by_region: bool = False,
    seeker: str = "",
    limit: int = 3,
) -> Coverage:
    """Who is where, of some therapies and stages or all; with the `limit` nearest who could fill each white spot.

    Therapies and stages are named as people type them, and bring their narrower ones along. The ways to those who
    could fill a white spot lead from the seeker, or else from the nearest actor of the therapy.

    Raises
    ------
    NameNotFound, AmbiguousName
        If a name means nothing, or several things.
    NotAPath
        If the seeker is no actor.
    """
    matrix = Matrix(collaboration, therapies, stages)
    entity = _seeker(collaboration, seeker) if seeker else None
    filling = Candidates(collaboration, matrix, entity.id if entity else "", limit)
    present = sorted((_present(actor, matrix, collaboration) for actor in matrix.actors), key=_by_name)
    regions = _regions(matrix.regions, collaboration) if by_region else ()
    return Coverage(
        seeker=entity,
        chosen=bool(therapies or stages),
        therapies=tuple(_on_therapy(iri, matrix, collaboration) for iri in matrix.rows),
        stages=tuple(_at_stage(iri, matrix, collaboration) for iri in matrix.columns),
        regions=regions,
        region_unknown=len([one for one in present if not one.regions]) if by_region else None,
        rows=tuple(_cell(*place, matrix, filling) for place in product(matrix.rows, matrix.columns, regions or [None])),
        actors=tuple(present),
    )


def _seeker(collaboration: Collaboration, name: str) -> Entity:
    entity = collaboration.reading.resolve(name)
    if collaboration.affiliations.actors.position(entity.id) is None:
        raise NotAPath(f"{entity.name} is no actor, so that no way leads from it; name an actor")
    return entity


def _cell(therapy: str, stage: str, region: Concept | None, matrix: Matrix, filling: Candidates) -> Cell:
    there = matrix.there(therapy, stage, region.id if region else None)
    return Cell(
        therapy=matrix.therapies.concept(therapy),
        stage=matrix.stages.concept(stage),
        region=region,
        count=len(there),
        actors=filling.named(there),
        possible=None if there else filling.possible(therapy, stage),
        candidates=() if there else filling.of(therapy, stage),
    )


def _on_therapy(iri: str, matrix: Matrix, collaboration: Collaboration) -> OnTherapy:
    actors = matrix.on[iri]
    unknown = actors - collaboration.traits.stages.keys()
    return OnTherapy(matrix.therapies.concept(iri), matrix.therapies.level(iri), len(actors), len(unknown))


def _at_stage(iri: str, matrix: Matrix, collaboration: Collaboration) -> AtStage:
    actors = matrix.at[iri]
    return AtStage(matrix.stages.concept(iri), len(actors), len(actors - collaboration.traits.therapies.keys()))


def _present(actor: str, matrix: Matrix, collaboration: Collaboration) -> Present:
    return Present(
        actor=collaboration.entity(actor),
        therapies=matrix.therapies.concepts(collaboration.traits.therapies[actor]),
        stages=matrix.stages.concepts(collaboration.traits.stages.get(actor, ())),
        regions=_regions(matrix.regions_of(actor), collaboration),
        sources=matrix.sources(actor),
    )


def _regions(iris: Collection[str], collaboration: Collaboration) -> tuple[Concept, ...]:
    return tuple(sorted((Concept(collaboration.reading.labels(iri), iri) for iri in iris), key=lambda one: one.name))


def _by_name(present: Present) -> tuple[str, str]:
    return present.actor.name, present.actor.id
