"""Two actors at a venue: their ties and documents, and what the venue adds to the strength between them."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from triplehelix.graph.telling import Teller
from triplehelix.graph.ties import Tie
from triplehelix.graph.values import Entity, Source
from triplehelix.graph.venues import Venue, closeness

__all__ = ["Meeting"]

_YEAR: Final = len("2020")


@dataclass(frozen=True)
class Meeting:
    """Where two actors meet. Its ties are read when they are asked for: hubs meet at hundreds of venues."""

    start: Entity
    end: Entity
    venue: Venue = field(repr=False)
    """With the ties of the two only."""
    teller: Teller = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        """The initiative's IRI, the tie's, or the actor's whose own it is, with the kind of its ties."""
        return self.venue.id

    @property
    def type(self) -> str:
        """The class of the ties that lead here."""
        return self.venue.type

    @property
    def parties(self) -> int:
        """How many meet here."""
        return self.venue.parties

    @property
    def adds(self) -> float:
        """What it adds to the strength between the two."""
        return closeness(self.venue, self.start.id, self.end.id)

    @property
    def share(self) -> str:
        """What it adds, as a fraction for a pocket calculator: `1/11`, or `2/11` if it is one of the two's own."""
        others = max(1, self.parties - 1)
        return f"{2 if self.own and others > 1 else 1}/{others}"

    @property
    def own(self) -> Entity | None:
        """Which of the two is at its middle: it is the membership or portfolio of that one."""
        return next((one for one in (self.start, self.end) if one.id == self.venue.middle), None)

    @property
    def is_tie(self) -> bool:
        """Whether it is nothing more than a tie between them."""
        return self.venue.about in self.presences[0]

    @property
    def deduced(self) -> bool:
        """Whether one of the two is here by deduced ties only."""
        return self.venue.rests_on(self.venue.deduced, self.start.id, self.end.id)

    @property
    def may_hold(self) -> bool:
        """Whether, as far as a view at a day tells, one of the two is here only by ties that may hold then."""
        unsure = {tie.id for tie in self.ties if tie.holds == "maybe"}
        return self.venue.rests_on(unsure, self.start.id, self.end.id)

    @property
    def presences(self) -> tuple[list[str], list[str]]:
        """The ties by which each of the two is here."""
        return self.venue.ties_of(self.start.id), self.venue.ties_of(self.end.id)

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """The ties of both."""
        return tuple(map(self.teller.tie, sorted({iri for here in self.presences for iri in here})))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The documents of these ties, newest first."""
        found = {source.id: source for tie in self.ties for source in tie.sources}
        return tuple(sorted(found.values(), key=lambda source: (source.issued, source.id), reverse=True))

    @property
    def years(self) -> str:
        """The years in which the two came here: one, or the first and the last."""
        dates = (tie.date or self.teller.span(tie)[0] for tie in self.ties)
        years = sorted({written[:_YEAR] for written in dates if written})
        return "–".join(dict.fromkeys([*years[:1], *years[-1:]]))
