"""Hops -> their evidence, and a sentence for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode, Quad

from triplehelix.graph.errors import NotAPath
from triplehelix.graph.gathering import gathered
from triplehelix.graph.paths import Hop, Path, PathFinder
from triplehelix.graph.reading import Reading
from triplehelix.graph.sentences import citation, tie_claim, with_details
from triplehelix.graph.terms import RDF, THX
from triplehelix.graph.ties import Tie
from triplehelix.graph.values import Entity
from triplehelix.graph.venues import Venue, closeness

__all__ = ["ExplainedHop", "ExplainedPath", "ExplainedVenue", "Explainer", "explained_paths"]


@dataclass(frozen=True)
class ExplainedVenue:
    """Where two actors meet, with the ties of both, in words for people."""

    id: str
    name: str
    type: str
    parties: int
    ties: tuple[Tie, ...]
    claim: str
    """Who meets whom here, and how."""
    citation: str
    """The newest document that says so, and how many more do."""
    deduced: bool
    """Whether one of the two is here by deduced ties only."""

    @property
    def sentence(self) -> str:
        """The claim with its citation."""
        return f"{self.claim} [{self.citation}]" if self.citation else self.claim


@dataclass(frozen=True)
class ExplainedHop:
    """A hop with its names, its venues and whether it rests on deduced ties only."""

    start: Entity
    end: Entity
    strength: float
    deduced: bool
    venues: tuple[ExplainedVenue, ...]


@dataclass(frozen=True)
class ExplainedPath:
    """A path with its hops explained."""

    distance: float
    hops: tuple[ExplainedHop, ...]

    @property
    def actors(self) -> list[Entity]:
        """The actors on the way, both ends included."""
        return [self.hops[0].start, *(hop.end for hop in self.hops)]


def explained_paths(reading: Reading, start: Entity, end: Entity, k: int) -> list[ExplainedPath]:
    """The k shortest paths between two actors, explained; none if none.

    Raises
    ------
    NotAPath
        If an end is an initiative, or both ends are the same.
    """
    for entity in (start, end):
        if Quad(NamedNode(entity.id), RDF.type, THX.Initiative) in reading.store:
            raise NotAPath(f"{entity.name} is an initiative; name two actors, such as those that `show` lists for it")
    if start == end:
        raise NotAPath(f"both names mean {start.name}; a path joins two")
    guests = [entity.id for entity in (start, end) if entity.type == "OfficeHolder"]
    finder = PathFinder(gathered(reading.store, guests=guests)) if guests else reading.paths
    explainer = Explainer(reading)
    return [explainer.path(path) for path in finder.paths([start.id], [end.id], k)]


class Explainer:
    """Explains paths from a store's ties, in the language of its messages and labels."""

    def __init__(self, reading: Reading) -> None:
        self._entities = reading.entities
        self._tie = cache(reading.ties.read)  # the ways share many
        self._labels = reading.labels
        self._texts = reading.texts

    def path(self, path: Path) -> ExplainedPath:
        """A path with names, ties, documents and sentences."""
        return ExplainedPath(path.distance, tuple(self._hop(hop) for hop in path.hops))

    def _hop(self, hop: Hop) -> ExplainedHop:
        start, end = self._entities[hop.start], self._entities[hop.end]
        venues = (self._venue(venue, start, end) for venue in _nearest_first(hop))
        # what documents state comes before what was only deduced
        ordered = tuple(sorted(venues, key=lambda venue: venue.deduced))
        return ExplainedHop(start, end, hop.strength, hop.deduced, ordered)

    def _venue(self, venue: Venue, start: Entity, end: Entity) -> ExplainedVenue:
        iris = sorted({iri for actor in (start, end) for iri in venue.ties[actor.id]})
        ties = tuple(self._tie(iri) for iri in iris)
        name = self._texts(f"venue.{venue.type}", place=self._labels(venue.about))
        deduced = venue.rests_on({tie.id for tie in ties if tie.confidence == "deduced"}, start.id, end.id)
        may_hold = venue.rests_on({tie.id for tie in ties if tie.holds == "maybe"}, start.id, end.id)
        marks = [self._texts(f"path.{mark}") for mark in ("deduced",) * deduced + ("may_hold",) * may_hold]
        claim = self._claim(venue, start, end, ties, marks)
        cited = citation((source for tie in ties for source in tie.sources), self._texts)
        return ExplainedVenue(venue.id, name, venue.type, venue.parties, ties, claim, cited, deduced)

    def _claim(self, venue: Venue, start: Entity, end: Entity, ties: Sequence[Tie], marks: list[str]) -> str:
        claim = self._meeting(venue, start, end, ties) or tie_claim(ties[0], self._labels, self._texts)
        return f"{with_details(claim, [*self._details(venue, ties), *marks], self._texts)}."

    def _meeting(self, venue: Venue, start: Entity, end: Entity, ties: Sequence[Tie]) -> str:
        """How two meet at a venue that is more than a tie of theirs; empty where it is none."""
        if venue.about == ties[0].id:
            return ""
        own = venue.middle in (start.id, end.id)
        other = end if venue.middle == start.id else start
        return self._texts(
            f"hop.{venue.type}-own" if own else f"hop.{venue.type}",
            start=self._with_roles(venue, start, ties),
            end=self._with_roles(venue, end, ties),
            party=self._with_roles(venue, other, ties),
            place=self._labels(venue.about),
        )

    def _with_roles(self, venue: Venue, actor: Entity, ties: Sequence[Tie]) -> str:
        """The actor's name, with the roles that say more than that it takes part."""
        own = venue.ties.get(actor.id, [])
        roles = {tie.role for tie in ties if tie.id in own and tie.role not in ("", "partner", "member", "other")}
        words = ", ".join(self._labels(THX[f"role-{role}"]) for role in sorted(roles))
        return f"{actor.name} ({words})" if words and venue.type in ("Participation", "Membership") else actor.name

    def _details(self, venue: Venue, ties: Sequence[Tie]) -> list[str]:
        dates = sorted({tie.when for tie in ties if tie.when})
        money = [self._texts.money(tie.amount) for tie in ties if tie.amount]
        counted = [self._texts.plural("parties", venue.parties)] if venue.parties > 2 else []  # noqa: PLR2004 - a pair
        contested = [self._texts("why.conflict")] if any(tie.conflict for tie in ties) else []
        return [*dates, *money, *counted, *contested]


def _nearest_first(hop: Hop) -> list[Venue]:
    return sorted(hop.venues, key=lambda venue: (-closeness(venue, hop.start, hop.end), venue.id))
