"""What a consortium has to be, rule by rule, and whether some members are it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["COUNTED", "Candidate", "Counted", "Rule"]

Counted = Literal["entities", "countries", "kinds", "helices"]
COUNTED: Final[tuple[Counted, ...]] = ("entities", "countries", "kinds", "helices")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that may become a member, with all that rules ask about."""

    actor: str
    stages: frozenset[str] = frozenset()
    """The stages, of those to cover, at which it works on the therapy."""
    country: str = ""
    """Its ISO code; empty where it is unknown."""
    kind: str = ""
    """The narrowest class that it has."""
    helix: str = ""
    newcomer: bool = False
    bodies: frozenset[str] = frozenset()
    """Itself, what it is a part of, and whoever owns one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How many there have to be among the members: of those who are all that is named, or of their countries..."""

    says: str
    """In words, for people."""
    counting: Counted = "entities"
    at_least: int = 0
    at_most: int | None = None
    share: float = 0.0
    """The least share of all members."""
    countries: Collection[str] = ()
    kinds: Collection[str] = ()
    helices: Collection[str] = ()
    stages: Collection[str] = ()
    actors: Collection[str] = ()
    newcomers: bool = False
    """Whether only newcomers count."""
    independent: bool = False
    """Whether no two members may belong to one body; then nothing else is asked."""

    def counts(self, candidate: Candidate) -> bool:
        """Whether somebody is among those who are counted."""
        named = (
            (self.countries, {candidate.country}),
            (self.kinds, {candidate.kind}),
            (self.helices, {candidate.helix}),
            (self.stages, candidate.stages),
            (self.actors, {candidate.actor}),
        )
        fits = all(not wanted or not found.isdisjoint(wanted) for wanted, found in named)
        return fits and (candidate.newcomer or not self.newcomers)

    def value(self, candidate: Candidate) -> str:
        """What is counted once, however many members have it; empty where it is unknown, and not counted."""
        values = {
            "entities": candidate.actor,
            "countries": candidate.country,
            "kinds": candidate.kind,
            "helices": candidate.helix,
        }
        return values[self.counting]

    def groups(self, candidates: Sequence[Candidate]) -> dict[str, list[int]]:
        """The places of those who are counted, by what is counted once."""
        found: dict[str, list[int]] = {}
        for place, candidate in enumerate(candidates):
            if self.counts(candidate) and (value := self.value(candidate)):
                found.setdefault(value, []).append(place)
        return found

    def bodies(self, candidates: Sequence[Candidate]) -> Iterator[list[int]]:
        """The places of those who belong to one body, for each body to which several do."""
        found: dict[str, list[int]] = {}
        for place, candidate in enumerate(candidates):
            for body in sorted(candidate.bodies):
                found.setdefault(body, []).append(place)
        yield from (places for places in found.values() if len(places) > 1)
