"""The small values that every part hands on: one shape for each thing, everywhere."""

from dataclasses import dataclass

__all__ = ["Entity", "Source"]


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, office holder or initiative: its IRI, its name, and its class (`SME`, `Programme`...)."""

    id: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document that states facts; what is unknown of it is empty."""

    id: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    issued: str = ""
    language: str = ""

    @property
    def reference(self) -> str:
        """How a text cites it: publisher, date."""
        return ", ".join(part for part in (self.publisher or self.title or self.url, self.issued) if part)
