"""Who says so: the statements on an entity, and on its ties, figures and changes; all, or those that are wanted."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, cast

from pyoxigraph import NamedNode

from triplehelix.graph.describe import TOLD
from triplehelix.graph.history import History
from triplehelix.graph.lookup import named_graphs, objects, properties, quads, subjects
from triplehelix.graph.property_names import PropertyNames
from triplehelix.graph.reading import Reading
from triplehelix.graph.sentences import change_sentence, tie_sentence
from triplehelix.graph.statements import Statement, StatementReader
from triplehelix.graph.terms import ORG, RDF, SKOS, THX, local_name
from triplehelix.graph.ties import number
from triplehelix.graph.values import Entity

__all__ = ["Why", "WhyReader"]

_ORDER: Final = {prop: place for place, prop in enumerate((SKOS.prefLabel, RDF.type, *TOLD))}
_LAST: Final = len(_ORDER)
_CHANGES: Final = (ORG.originalOrganization, ORG.resultingOrganization)


@dataclass(frozen=True)
class Why:
    """An entity with the statements on it."""

    entity: Entity
    statements: tuple[Statement, ...]


class WhyReader:
    """Gathers the statements on entities, in the language of the reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._store = reading.store
        self._claims = reading.claims
        self._labels = reading.labels
        self._texts = reading.texts
        self._statements = StatementReader(reading)

    def about(self, entity: Entity, name: str | None = None) -> Why:
        """All statements on an entity, or those of a property, a kind of tie or a figure of that name.

        Raises
        ------
        UnknownProperty
            If nothing is called so; the nearest are told, and those that the entity has.
        """
        node = NamedNode(entity.id)
        if name is None:
            return Why(entity, tuple(self._all(node)))
        wanted = PropertyNames(self._store).resolve(name, self._has(node))
        return Why(entity, tuple(self._wanted(node, wanted)))

    def _all(self, node: NamedNode) -> Iterator[Statement]:
        yield from self._facts(node)
        for carried in self._carried(node):
            yield from self._itself(carried)
            for prop in sorted(self._claims.disputed(carried), key=_in_order):
                yield from self._statements.stated(carried, prop)

    def _wanted(self, node: NamedNode, wanted: frozenset[NamedNode]) -> Iterator[Statement]:
        own = [statement for statement in self._facts(node) if statement.prop in wanted]
        yield from own
        for carried in self._carried(node):
            yield from self._wanted_of(carried, node, wanted, values=not own)

    def _wanted_of(
        self, carried: NamedNode, node: NamedNode, wanted: frozenset[NamedNode], *, values: bool
    ) -> Iterator[Statement]:
        """A tie of a wanted kind, with what is contested of it; a wanted value of any tie, if the entity has none."""
        joins, meant = wanted & self._joins(carried, node), wanted & self._kinds(carried)
        if THX.party in joins:
            yield self._as_party(carried, node)
        elif joins or meant:
            yield from self._itself(carried)
        disputed = self._claims.disputed(carried) if meant else set()
        shown = disputed | (set(wanted - joins) if values else set())
        for prop in sorted(shown & set(self._claims.properties(carried)), key=_in_order):
            yield from self._statements.stated(carried, prop)

    def _has(self, node: NamedNode) -> list[NamedNode]:
        """The properties and kinds of ties that an entity has."""
        own = sorted({prop for prop, _ in properties(self._store, node)}, key=_in_order)
        kinds = sorted({self._kind(tie) for tie in subjects(self._store, THX.party, node)}, key=str)
        return [*own, *kinds]

    def _facts(self, node: NamedNode) -> Iterator[Statement]:
        merged = {prop for prop, _ in properties(self._store, node)}
        for prop in sorted({*merged, *self._claims.properties(node)}, key=_in_order):
            yield from self._statements.stated(node, prop)
            yield from self._statements.entailed(node, prop)

    # ties, figures and changes

    def _carried(self, node: NamedNode) -> list[NamedNode]:
        """The ties, figures and changes of an entity."""
        joining = (THX.party, THX.about, *_CHANGES)
        found = dict.fromkeys(thing for prop in joining for thing in sorted(subjects(self._store, prop, node), key=str))
        return list(found)

    def _kinds(self, carried: NamedNode) -> frozenset[NamedNode]:
        """The classes of a tie or change, or the indicator of a figure."""
        kinds = objects(self._store, carried, THX.indicator) or objects(self._store, carried, RDF.type)
        return frozenset(kind for kind in kinds if isinstance(kind, NamedNode))

    def _joins(self, carried: NamedNode, node: NamedNode) -> frozenset[NamedNode]:
        return frozenset(prop for _, prop, _, _ in quads(self._store, carried, None, node))

    def _as_party(self, tie: NamedNode, node: NamedNode) -> Statement:
        """That somebody is party to a tie, which follows from the property of its kind."""
        because = self._statements.entailment.because(tie, THX.party, node)
        return replace(self._summary(tie), prop=THX.party, label=self._labels(THX.party), because=because)

    def _itself(self, carried: NamedNode) -> Iterator[Statement]:
        """That there is a tie, figure or change."""
        names = self._claims.canonical.names(carried)
        graphs = {graph for name in names for graph in named_graphs(self._store, name, None, None)}
        for deduced, sources in self._statements.by_confidence(carried, graphs):
            yield replace(self._summary(carried), deduced=deduced, sources=sources)

    def _summary(self, carried: NamedNode) -> Statement:
        known = dict(properties(self._store, carried))
        indicator = known.get(THX.indicator)
        kind = cast("NamedNode", indicator) if indicator else self._kind(carried)
        figure = number(known[THX.value].value) if indicator and THX.value in known else None
        return Statement(
            about=carried.value,
            prop=kind,
            label=self._labels(kind),
            value=self._sentence(carried) if figure is None else figure,
            unit=known[THX.unit].value if THX.unit in known else "",
            value_id=carried.value,
            period=known[THX.period].value if THX.period in known else "",
            status=local_name(known[THX.status].value) if THX.status in known else "",
            conflict=bool(self._claims.disputed(carried)),
        )

    def _kind(self, carried: NamedNode) -> NamedNode:
        """The class of a tie or change, beside that of all ties."""
        return min(self._kinds(carried) - {THX.Tie}, key=str, default=THX.Tie)

    def _sentence(self, carried: NamedNode) -> str:
        if self._kind(carried) == ORG.ChangeEvent:
            return change_sentence(History(self._reading).event(carried), self._texts)
        # what is deduced or contested is the statement's to say
        tie = replace(self._reading.ties.read(carried.value), confidence="stated", conflict=False)
        return tie_sentence(tie, self._labels, self._texts)


def _in_order(prop: NamedNode) -> tuple[int, str]:
    return _ORDER.get(prop, _LAST), prop.value
