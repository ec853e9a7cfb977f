"""What all commands share: where the store is, and the language."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import date

    from triplehelix.graph.ecosystem import Ecosystem

__all__ = ["Session"]


@dataclass(frozen=True, slots=True)
class Session:
    """The options that stand before the command."""

    location: str | None
    language: str

    @property
    def is_store(self) -> bool:
        """Whether the location is a store on disk."""
        from triplehelix.graph.store.generations import is_store  # `--help` needs no store

        return self.location is not None and is_store(Path(self.location))

    def folder(self) -> Path:
        """The folder of the store that a command writes.

        Raises
        ------
        UsageError
            If no store is named: what ships is not written.
        """
        if self.location is None:
            raise click.UsageError("name the folder of the store before the command: --store FOLDER")
        return Path(self.location)

    def open(self, day: "date | None" = None) -> "Ecosystem":
        """The ecosystem that the command works on; of a view at a day, its size is said."""
        from triplehelix.graph.ecosystem import Ecosystem  # `--help` needs no store
        from triplehelix.graph.output import say

        whole = Ecosystem.open(self.location, self.language)
        whole.reading.tell = say
        return _view(whole, day) if day else whole


def _view(whole: "Ecosystem", day: "date") -> "Ecosystem":
    from triplehelix.graph.output import say

    view = whole.at(day)
    if taken := view.snapshot:
        hold, may_hold, left_out = (f"{taken.ties[answer]:,}" for answer in ("yes", "maybe", "no"))
        ties = f"{hold} ties hold, {may_hold} may hold, {left_out} left out"
        say(f"view of {day}: {taken.triples:,} triples in memory; {ties}")
    return view
