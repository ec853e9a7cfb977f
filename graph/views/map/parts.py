"""What a store knows, as parts of a page: nodes with their facts, documents as links, what is said of it all."""

from collections.abc import Iterable
from typing import Literal

from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode

from triplehelix.graph.describe import Describer
from triplehelix.graph.describe import Fact as KnownFact
from triplehelix.graph.lookup import Term, properties, subjects
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import RDF, THX, local_name
from triplehelix.graph.values import Entity, Source
from triplehelix.graph.views.map.model import Fact, Link, Node

__all__ = ["Parts", "links"]


class Parts:
    """Makes the parts of a page from a store, in its language."""

    def __init__(self, reading: Reading) -> None:
        self._store = reading.store
        self._labels = reading.labels
        self._texts = reading.texts
        self._describer = Describer(reading)

    def node(self, entity: Entity, group: Literal["actor", "initiative"], degree: int) -> Node:
        """An entity with its facts."""
        known = list(self._describer.facts(entity))
        return Node(
            id=entity.id,
            name=entity.name,
            kind=entity.type,
            kind_label=self._labels(THX[entity.type]),
            group=group,
            degree=degree,
            aliases=_values(known, "altLabel"),
            facts=tuple(self._fact(fact) for fact in known if fact.predicate not in ("altLabel", "therapy")),
            therapies=_values(known, "therapy"),
        )

    def _fact(self, fact: KnownFact) -> Fact:
        told = fact.told(self._texts)
        value = f"{told} ({self._texts('why.conflict')})" if fact.conflict else told
        return Fact(fact.label, value, links(fact.sources))

    def about(self) -> dict[str, str]:
        """What the last load by name says of itself, in the page's language where it can."""
        about = {"title": self._texts("map_default.title"), "comment": "", "issued": "", "license": ""}
        for load in sorted(subjects(self._store, RDF.type, THX.Load), key=str):
            said = sorted(properties(self._store, load), key=self._in_our_language)
            about |= {local_name(prop.value): value.value for prop, value in said}
        return about

    def _in_our_language(self, said: tuple[NamedNode, Term]) -> bool:
        _, value = said
        return isinstance(value, Text) and value.language == self._texts.language


def links(sources: Iterable[Source]) -> tuple[Link, ...]:
    """Documents as the page refers to them, each once."""
    found = (Link(source.title or source.url, source.url, source.publisher, source.issued) for source in sources)
    return tuple(dict.fromkeys(found))


def _values(known: Iterable[KnownFact], prop: str) -> tuple[str, ...]:
    return tuple(str(fact.value) for fact in known if fact.predicate == prop)
