"""A store, ready to be read: its names, labels, documents and ties, each looked up once, in one language."""

from functools import cached_property
from pathlib import Path

from pyoxigraph import Store

from triplehelix.graph.canonical import Canonical
from triplehelix.graph.claims import Claims
from triplehelix.graph.entities import Entities
from triplehelix.graph.evidence import Documents
from triplehelix.graph.exact_names import ExactNames, exact_names
from triplehelix.graph.gathering import gathered
from triplehelix.graph.keeping import Tell, to_nobody
from triplehelix.graph.kept_ids import canonical
from triplehelix.graph.labels import Labels
from triplehelix.graph.messages import Messages, messages
from triplehelix.graph.names import Names
from triplehelix.graph.paths import PathFinder
from triplehelix.graph.ties import TieReader
from triplehelix.graph.values import Entity

__all__ = ["Reading"]


class Reading:
    """What all answers for people are made from."""

    def __init__(self, store: Store, language: str = "en", folder: Path | None = None) -> None:
        self.store = store
        self.language = language
        self.folder = folder
        """Where what is derived from the store is kept; none for a store in memory."""
        self.tell: Tell = to_nobody
        """Is told when something takes a while that is done once for a store on disk."""

    def in_language(self, language: str) -> "Reading":
        """The same store for readers of another language; what has no language is not read again."""
        other = Reading(self.store, language, self.folder)
        other.tell = self.tell
        for shared in ("canonical", "documents", "claims", "ties", "paths"):
            vars(other)[shared] = getattr(self, shared)
        return other

    @cached_property
    def names(self) -> Names:
        """The names by which actors, office holders and initiatives are known."""
        return Names.of(self.store, self.language)

    @cached_property
    def entities(self) -> Entities:
        """The actors, office holders and initiatives by IRI."""
        return Entities(self.store, self.language)

    def resolve(self, text: str) -> Entity:
        """The one entity that a text means; a whole IRI, or a name in a store on disk, needs not all names to be read.

        Raises
        ------
        NameNotFound, AmbiguousName
            If it means none, or several.
        """
        return self.entities.find(text) or self._called(text) or self.names.resolve(text)

    def _called(self, text: str) -> Entity | None:
        """What alone is called exactly so, as the store's folder keeps it."""
        found = self._exact_names.find(text) if self._exact_names else []
        return self.entities.find(found[0]) if len(found) == 1 else None

    @cached_property
    def _exact_names(self) -> ExactNames | None:
        return exact_names(lambda: self.names, self.folder, self.tell) if self.folder else None

    @cached_property
    def labels(self) -> Labels:
        """The labels of things and words, in the language."""
        return Labels(self.store, self.language)

    @cached_property
    def canonical(self) -> Canonical:
        """The ids that mean one thing."""
        return canonical(self.store, self.folder, self.tell)

    @cached_property
    def documents(self) -> Documents:
        """Who says so."""
        return Documents(self.store, self.canonical)

    @cached_property
    def claims(self) -> Claims:
        """What the evidence says, whatever was preferred."""
        return Claims(self.store, self.canonical)

    @cached_property
    def ties(self) -> TieReader:
        """What is known of ties."""
        return TieReader(self.store, self.documents, self.claims)

    @cached_property
    def paths(self) -> PathFinder:
        """The ways between actors, by all ties."""
        return PathFinder(gathered(self.store, self.folder, tell=self.tell))

    @cached_property
    def texts(self) -> Messages:
        """The sentences shown to people."""
        return messages(self.language)
