"""What all commands share: where the store is, and the language."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triplehelix.graph.ecosystem import Ecosystem

__all__ = ["Session"]


@dataclass(frozen=True, slots=True)
class Session:
    """The options that stand before the command."""

    location: str | None
    language: str

    def open(self) -> "Ecosystem":
        """The ecosystem that the command works on."""
        from triplehelix.graph.ecosystem import Ecosystem  # `--help` needs no store

        return Ecosystem.open(self.location, self.language)
