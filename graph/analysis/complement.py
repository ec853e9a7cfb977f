"""What two actors have to give each other: the same therapy at another stage, or the same stage for another therapy."""

from dataclasses import dataclass
from typing import Final

from triplehelix.graph.analysis.concepts import Concepts
from triplehelix.graph.traits import Traits

__all__ = ["Complement", "Complements"]

_CHAIN: Final = 2.0
_METHOD: Final = 1.0
_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Complement:
    """What one has that goes with what the other has, by IRI."""

    therapies: frozenset[str]
    """On which both work, or one on a narrower one."""
    other_therapies: frozenset[str]
    stages: frozenset[str]
    """At which only the other works."""
    shared_stages: frozenset[str]

    @property
    def along_the_chain(self) -> bool:
        """Whether the other does what the one does not, for a therapy of both."""
        return bool(self.therapies and self.stages)

    @property
    def score(self) -> float:
        """2 for the same therapy at another stage, 1 for the same stage for another therapy, else 0."""
        if self.along_the_chain:
            return _CHAIN
        return _METHOD if self.shared_stages and self.other_therapies else 0.0


class Complements:
    """What actors have to give each other, by their traits."""

    def __init__(self, traits: Traits, therapies: Concepts) -> None:
        self._traits = traits
        self._therapies = therapies

    def of(self, actor: str, other: str) -> Complement:
        """What another has that goes with what an actor has."""
        mine, theirs = (self._traits.therapies.get(one, _NONE) for one in (actor, other))
        here, there = (self._traits.stages.get(one, _NONE) for one in (actor, other))
        common = (mine & self._therapies.wider(theirs)) | (theirs & self._therapies.wider(mine))
        return Complement(common, (theirs - common) if mine and not common else _NONE, there - here, there & here)
