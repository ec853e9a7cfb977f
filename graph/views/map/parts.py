"""What a store knows, as parts of a page: nodes with their facts, documents as links, what is said of it all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Final, Literal

from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode

from triplehelix.graph.cautions import change_told
from triplehelix.graph.claims import Look
from triplehelix.graph.describe import Describer
from triplehelix.graph.describe import Fact as KnownFact
from triplehelix.graph.history import History
from triplehelix.graph.lookup import Term, pairs, properties, subjects
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import ORG, RDF, SKOS, THX, local_name
from triplehelix.graph.values import Entity, Source
from triplehelix.graph.views.map.model import Became, Fact, Link, Node
from triplehelix.graph.views.map.spans import Spans

__all__ = ["Parts", "links"]

_ELSEWHERE: Final = ("altLabel", "therapy", "stage")


class Parts:
    """Makes the parts of a page from a store, in one or more languages."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings
        self._store = readings[0].store
        self._claims = readings[0].claims
        self.spans = Spans(self._store)
        """When things hold."""
        self._describers = {reading.language: Describer(reading) for reading in readings}
        self._histories = {reading.language: History(reading) for reading in readings}

    def node(self, iri: str, degree: int) -> Node:
        """An entity with its facts.

        Raises
        ------
        KeyError
            If the store knows no such entity.
        """
        seen = self._claims.look(NamedNode(iri))
        entities = self._entities(NamedNode(iri), seen)
        entity = next(iter(entities.values()))
        told = {language: list(each.facts(entity, seen)) for language, each in self._describers.items()}
        known = next(iter(told.values()))
        group: Literal["actor", "initiative"] = "initiative" if THX.Initiative in seen.merged[RDF.type] else "actor"
        return Node(
            id=iri,
            name=entity.name,
            kind=entity.type,
            group=group,
            degree=degree,
            names={language: each.name for language, each in entities.items() if each.name != entity.name},
            aliases=tuple(str(fact.value) for fact in known if fact.predicate == "altLabel"),
            facts=tuple(self._fact(dict(zip(told, each, strict=True))) for each in _alike(told.values())),
            helix=_helix(known) if group == "actor" and entity.type != "OfficeHolder" else "",
            therapies=_values(known, "therapy"),
            stages=_values(known, "stage"),
            regions=_values(known, "region"),
            when=self.spans(seen),
            became=self._became(entities),
        )

    @cached_property
    def _changed(self) -> frozenset[str]:
        """Who is told to have become another, or another's: few of many."""
        return frozenset(
            iri for prop in (THX.acquired, ORG.originalOrganization) for _, iri in pairs(self._store, prop)
        )

    def _became(self, entities: Mapping[str, Entity]) -> Became | None:
        """What the entity became last, where it is no more, or is another's."""
        if self._changed.isdisjoint(entity.id for entity in entities.values()):
            return None
        changes = {language: self._histories[language].became(entity) for language, entity in entities.items()}
        texts = {reading.language: reading.texts for reading in self._readings}
        told = {language: change_told(change, texts[language]) for language, change in changes.items() if change}
        events = {change.id for change in changes.values() if change}
        return Became(told, self.spans(self._claims.look(NamedNode(events.pop())))) if events else None

    def _entities(self, node: NamedNode, seen: Look) -> dict[str, Entity]:
        """The entity as each language calls it."""
        types, labels = set(seen.merged.get(RDF.type, ())), seen.merged.get(SKOS.prefLabel, ())
        found = {each.language: each.entities.of(node, types, labels) for each in self._readings}
        named = {language: entity for language, entity in found.items() if entity}
        if not named:
            raise KeyError(node.value)
        return named

    def _fact(self, told: Mapping[str, KnownFact]) -> Fact:
        fact = next(iter(told.values()))
        values = {reading.language: told[reading.language].told(reading.texts) for reading in self._readings}
        labels = {language: each.label for language, each in told.items()}
        return Fact(labels, values, links(fact.sources), fact.conflict)

    def terms(self, iris: Iterable[str]) -> dict[str, dict[str, str]]:
        """What things are called in each language, by the ends of their IRIs."""
        things = sorted(set(iris))
        return {
            reading.language: {local_name(one): reading.labels(one) for one in things} for reading in self._readings
        }

    def about(self) -> dict[str, dict[str, str]]:
        """What the last load by name says of itself, in each language where it can."""
        return {reading.language: self._about(reading) for reading in self._readings}

    def _about(self, reading: Reading) -> dict[str, str]:
        about = {"title": reading.texts("map_default.title"), "comment": "", "issued": "", "license": ""}
        for load in sorted(subjects(self._store, RDF.type, THX.Load), key=str):
            said = sorted(properties(self._store, load), key=lambda one: _is_in(reading.language, one[1]))
            about |= {local_name(prop.value): value.value for prop, value in said}
        return about


def _is_in(language: str, value: Term) -> bool:
    return isinstance(value, Text) and value.language == language


def links(sources: Iterable[Source]) -> tuple[Link, ...]:
    """Documents as the page refers to them, each once."""
    return tuple(dict.fromkeys(map(_link, sources)))


@cache
def _link(source: Source) -> Link:
    title = source.title or source.url
    return Link(title, source.url, source.publisher, source.issued, source.id, source.language)


def _helix(known: Iterable[KnownFact]) -> str:
    return next((each.removeprefix("helix-") for each in _values(known, "helix")), "bridging")


def _values(known: Iterable[KnownFact], prop: str) -> tuple[str, ...]:
    return tuple(local_name(fact.id) for fact in known if fact.predicate == prop)


def _alike(told: Iterable[Sequence[KnownFact]]) -> Iterator[tuple[KnownFact, ...]]:
    """The same fact in each language, those told elsewhere on the page left out."""
    for facts in zip(*told, strict=True):
        if facts[0].predicate not in _ELSEWHERE:
            yield facts
