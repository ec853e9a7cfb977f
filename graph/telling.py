"""What explanations are told from: ties, each read once, the words for them, and the day that counts as today."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

from pyoxigraph import NamedNode

from triplehelix.graph.lookup import objects
from triplehelix.graph.moments import Certainty
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import THX
from triplehelix.graph.ties import Tie
from triplehelix.graph.timeline import when

__all__ = ["Teller"]

_WITH_ROLES: Final = ("Participation", "Membership")
"""Of the others the class of the tie tells who does what."""


class Teller:
    """Reads ties when they are told of, in the language of its reading."""

    def __init__(self, reading: Reading, today: date | None = None, at: date | None = None) -> None:
        self.reading = reading
        self.labels = reading.labels
        self.texts = reading.texts
        self.today = today
        self._at = at
        self.tie = cache(self._tie)  # the ways share many

    def _tie(self, iri: str) -> Tie:
        """A tie; whether it holds at a day is told by who asks for the day, before what the store says."""
        tie = self.reading.ties.read(iri)
        return replace(tie, holds=self._holds(iri)) if self._at else tie

    def happened(self, iri: str) -> bool:
        """Whether something is not certain to lie behind the day for which the paths were sought."""
        return self._holds(iri) != "no"

    def _holds(self, iri: str) -> Certainty:
        return when(self.reading.store, NamedNode(iri)).holds(self._at) if self._at else "maybe"

    def span(self, tie: Tie) -> tuple[str, str]:
        """When a state starts and ends; a participation without dates has those of its initiative."""
        initiative = dict(tie.parties).get("initiative", "")
        if tie.start or tie.end or tie.type != "Participation" or not initiative:
            return tie.start, tie.end
        return self._date(initiative, THX.start), self._date(initiative, THX.end)

    def _date(self, initiative: str, prop: NamedNode) -> str:
        return min((date.value for date in objects(self.reading.store, NamedNode(initiative), prop)), default="")

    def when(self, tie: Tie) -> str:
        """The date of an event, the span of a state, in words; else by when it is known."""
        known = self.texts.date(tie.date) if tie.date else self.texts.span(*self.span(tie))
        return known or self.texts.bound("by", tie.known_by)

    def details(self, tie: Tie) -> Iterator[str]:
        """What is known of a tie beside its parties and dates: role, instrument, money, status."""
        if tie.type in _WITH_ROLES and tie.role not in ("", "partner", "member", "other"):
            yield self.labels(THX[f"role-{tie.role}"])
        if tie.instrument not in ("", "unknown"):
            yield self.labels(THX[f"instrument-{tie.instrument}"])
        if tie.amount:
            yield self.texts.money(tie.amount)
        if tie.status:
            yield self.labels(THX[tie.status])
