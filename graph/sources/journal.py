"""What happens while a source is read: rows, those that were rejected, and cells that were repaired."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from triplehelix.graph.errors import InputError, Place

__all__ = ["KEPT", "Journal", "Rejected", "Repair"]

KEPT: Final = 10_000
"""So many rejected rows and so many repairs are remembered; the others are counted."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was left out: where it stands, what is wrong with it, and its cells as they stand."""

    place: Place
    reason: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Repair:
    """A text that had been read in a wrong encoding, or else was mended."""

    place: Place
    before: str
    after: str


@dataclass
class Journal:
    """Kept by the reader, told by the loader."""

    skip: bool = False
    """Whether a bad row is left out; otherwise it stops the load."""
    rows: int = 0
    left_out: int = 0
    """How many rows were rejected."""
    rejected: list[Rejected] = field(default_factory=list)
    """The first `KEPT` of them: whoever has more has one mistake in all of them."""
    repaired: int = 0
    """How many cells were mended."""
    repairs: list[Repair] = field(default_factory=list)
    """The first `KEPT` of them."""
    notes: list[str] = field(default_factory=list)
    """What else a person should know, a sentence each: links that lead nowhere, a column that is missing."""

    def reject(self, error: InputError, cells: Sequence[str]) -> None:
        """Leave out a row, or stop.

        Raises
        ------
        InputError
            The error itself, unless bad rows are skipped.
        """
        if not self.skip:
            raise error
        self.left_out += 1
        if self.left_out <= KEPT:
            # not the error itself: it would hold what the functions that failed held, open files for one
            self.rejected.append(Rejected(error.place, error.reason, cells))

    def mend(self, repair: Repair) -> None:
        """Note that a cell was mended."""
        self.repaired += 1
        if self.repaired <= KEPT:
            self.repairs.append(repair)
