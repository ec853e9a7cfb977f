"""Hops -> their evidence, and a sentence for people."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from triplehelix.graph import wording
from triplehelix.graph.cautions import Caution, about_actors, about_ties
from triplehelix.graph.meeting import Meeting
from triplehelix.graph.messages import Messages
from triplehelix.graph.paths import Hop, Path
from triplehelix.graph.reading import Reading
from triplehelix.graph.sentences import cited
from triplehelix.graph.telling import Teller
from triplehelix.graph.values import Entity

__all__ = ["ExplainedHop", "ExplainedPath", "ExplainedVenue", "Explainer"]


class ExplainedVenue(Meeting):
    """Where two actors meet, in words for people; each is found when it is asked for."""

    @cached_property
    def name(self) -> str:
        """What the venue is called in a list."""
        return wording.name(self)

    @cached_property
    def claim(self) -> str:
        """Who meets whom here, and how."""
        return wording.claim(self)

    @property
    def citation(self) -> str:
        """The newest document that says so, how many more do, and its address."""
        address = [source.url for source in self.sources[:1]]
        return ", ".join(filter(None, [cited(self.sources, self.teller.texts), *address]))

    @property
    def sentence(self) -> str:
        """The claim with its citation."""
        return f"{self.claim} [{self.citation}]" if self.citation else self.claim

    @cached_property
    def warnings(self) -> tuple[Caution, ...]:
        """What to know before one relies on it."""
        return tuple(about_ties(self))


@dataclass(frozen=True)
class ExplainedHop:
    """A hop with its names and venues, those stated before those deduced, each time the nearest first."""

    start: Entity
    end: Entity
    strength: float
    deduced: bool
    """Whether it rests on deduced ties only."""
    venues: tuple[ExplainedVenue, ...]

    @property
    def distance(self) -> float:
        """How far the two are apart."""
        return 1 / self.strength

    @property
    def warnings(self) -> tuple[Caution, ...]:
        """What to know before one relies on the first of its venues, which is the one that is told."""
        return self.venues[0].warnings


@dataclass(frozen=True)
class ExplainedPath:
    """A path with its hops explained."""

    distance: float
    hops: tuple[ExplainedHop, ...]
    texts: Messages = field(repr=False, compare=False)
    gone: tuple[Caution, ...] = ()
    """Which of its actors became others, or others' own."""

    @property
    def actors(self) -> list[Entity]:
        """The actors on the way, both ends included."""
        return [self.hops[0].start, *(hop.end for hop in self.hops)]

    @property
    def weakest(self) -> ExplainedHop:
        """The hop whose two actors are the farthest apart; of equal ones the first."""
        return max(self.hops, key=lambda hop: hop.distance)

    @property
    def reading(self) -> str:
        """The path in one line: how many introductions it takes, and which is the weakest link."""
        hops = self.texts.plural("hops", len(self.hops))
        link = wording.link(self.weakest.venues[0])
        return self.texts("path.reading" if len(self.hops) > 1 else "path.only", hops=hops, link=link)

    @property
    def warnings(self) -> tuple[Caution, ...]:
        """What to know before one relies on it: of its actors, then of its hops."""
        return (*self.gone, *(one for hop in self.hops for one in hop.warnings))


class Explainer:
    """Explains paths from a store's ties, in the language of its messages and labels.

    Without `today`, nothing is told that depends on it: how old documents are, and which ends lie behind us but in no
    document's past. `at` is the day for which the paths were sought, where the store is no view of that day itself:
    of ties it is told whether they hold then.
    """

    def __init__(self, reading: Reading, today: date | None = None, at: date | None = None) -> None:
        self._teller = Teller(reading, today, at)

    def path(self, path: Path) -> ExplainedPath:
        """A path with names, ties, documents and sentences."""
        hops = tuple(map(self.hop, path.hops))
        actors = map(self._entity, path.actors)
        return ExplainedPath(path.distance, hops, self._teller.texts, tuple(about_actors(actors, self._teller)))

    def hop(self, hop: Hop) -> ExplainedHop:
        """A hop with names, ties, documents and sentences."""
        start, end = self._entity(hop.start), self._entity(hop.end)
        venues = (ExplainedVenue(start, end, venue, self._teller) for venue in hop.venues)
        return ExplainedHop(start, end, hop.strength, hop.deduced, tuple(sorted(venues, key=_order)))

    def _entity(self, iri: str) -> Entity:
        return self._teller.reading.entities[iri]


def _order(met: Meeting) -> tuple[bool, float, str]:
    return met.deduced, -met.adds, met.id
