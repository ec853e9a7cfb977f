"""What all commands share: where the store is, and the language."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from triplehelix.graph.ecosystem import Ecosystem

__all__ = ["Session"]


@dataclass(frozen=True, slots=True)
class Session:
    """The options that stand before the command."""

    location: str | None
    language: str

    def open(self, day: "date | None" = None) -> "Ecosystem":
        """The ecosystem that the command works on; of a view at a day, its size is said."""
        from triplehelix.graph.ecosystem import Ecosystem  # `--help` needs no store

        whole = Ecosystem.open(self.location, self.language)
        return _view(whole, day) if day else whole


def _view(whole: "Ecosystem", day: "date") -> "Ecosystem":
    from triplehelix.graph.output import say

    view = whole.at(day)
    if taken := view.snapshot:
        hold, may_hold, left_out = (f"{taken.ties[answer]:,}" for answer in ("yes", "maybe", "no"))
        ties = f"{hold} ties hold, {may_hold} may hold, {left_out} left out"
        say(f"view of {day}: {taken.triples:,} triples in memory; {ties}")
    return view
