"""What happens while a source is read: rows, those that were rejected, and cells that were repaired."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from triplehelix.graph.errors import InputError, Place

__all__ = ["Journal", "Rejected", "Repair"]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was left out: what is wrong, with its place, and its cells as they stand."""

    error: InputError
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
    rejected: list[Rejected] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
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
        self.rejected.append(Rejected(error, cells))
