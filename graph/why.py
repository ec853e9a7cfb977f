"""Who says so: each statement on an entity with its documents, which is preferred and why, and what contradicts it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Final, cast

from pyoxigraph import NamedNode

from triplehelix.graph.canonical import MONEY
from triplehelix.graph.claims import Claim
from triplehelix.graph.describe import ADDRESSES, TOLD
from triplehelix.graph.entailed import Entailment
from triplehelix.graph.history import History
from triplehelix.graph.lookup import Term, objects, properties, quads, subjects
from triplehelix.graph.preference import Merit, Preference, decided_by
from triplehelix.graph.property_names import PropertyNames
from triplehelix.graph.reading import Reading
from triplehelix.graph.sentences import change_sentence, tie_sentence
from triplehelix.graph.terms import ORG, RDF, SKOS, THX, local_name
from triplehelix.graph.ties import number
from triplehelix.graph.values import Entity, Source
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["Statement", "Statements", "Why"]

_ORDER: Final = {prop: place for place, prop in enumerate((SKOS.prefLabel, RDF.type, *TOLD))}
_LAST: Final = len(_ORDER)
_CHANGES: Final = (ORG.originalOrganization, ORG.resultingOrganization)


@dataclass(frozen=True)
class Statement:
    """One value of one property of one thing, with the documents that make it."""

    about: str
    """The IRI of what it says something about: the entity, or one of its ties, figures or changes."""
    prop: NamedNode
    """A property; of a tie its class, of a figure its indicator."""
    label: str
    value: str | Decimal
    unit: str = ""
    value_id: str = ""
    period: str = ""
    status: str = ""
    deduced: bool = False
    preferred: bool = True
    conflict: bool = False
    reason: str = ""
    """Why it was preferred, where documents disagree."""
    because: str = ""
    """The stated triple and the axiom from which it follows, where no document states it."""
    sources: tuple[Source, ...] = ()

    @property
    def entailed(self) -> bool:
        """Whether it follows from the ontology rather than from a document."""
        return bool(self.because)

    @property
    def confidence(self) -> str:
        """Which of three things it is: `stated`, `deduced` or `entailed`."""
        return "entailed" if self.entailed else "deduced" if self.deduced else "stated"


@dataclass(frozen=True)
class Why:
    """An entity with the statements on it."""

    entity: Entity
    statements: tuple[Statement, ...]


class Statements:
    """Reads statements with their evidence, and explains them in the language of the reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._store = reading.store
        self._claims = reading.claims
        self._labels = reading.labels
        self._texts = reading.texts

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
                yield from self._stated(carried, prop)

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
        if joins or meant:
            yield from self._itself(carried, entailed=THX.party in joins, node=node)
        disputed = self._claims.disputed(carried) if meant else set()
        shown = disputed | (set(wanted - joins) if values else set())
        for prop in sorted(shown & set(self._claims.properties(carried)), key=_in_order):
            yield from self._stated(carried, prop)

    def _has(self, node: NamedNode) -> list[NamedNode]:
        """The properties and kinds of ties that an entity has."""
        own = sorted({prop for prop, _ in properties(self._store, node)}, key=_in_order)
        kinds = sorted({self._kind(tie) for tie in subjects(self._store, THX.party, node)}, key=str)
        return [*own, *kinds]

    # facts of the entity itself

    def _facts(self, node: NamedNode) -> Iterator[Statement]:
        merged = {prop for prop, _ in properties(self._store, node)}
        for prop in sorted({*merged, *self._claims.properties(node)}, key=_in_order):
            yield from self._stated(node, prop)
            yield from self._entailed(node, prop)

    def _stated(self, node: NamedNode, prop: NamedNode) -> list[Statement]:
        """The values that documents give a property: the preferred first, then those of the newest documents."""
        rivals = {claim: group for group in self._claims.rivals(node, prop) for claim in group}
        told = [
            statement
            for claim in self._claims.of(node, prop)
            for statement in self._by_confidence(claim, rivals.get(claim, []))
        ]
        newest = sorted(told, key=lambda statement: _newest(statement.sources), reverse=True)
        return sorted(newest, key=lambda statement: (not statement.preferred, statement.deduced))

    def _by_confidence(self, claim: Claim, rivals: Sequence[Claim]) -> Iterator[Statement]:
        """A value that one document states and another lets conclude is two statements."""
        statement = self._statement(claim, rivals)
        for deduced, sources in self._split(claim.subject, claim.graphs):
            yield replace(statement, deduced=deduced, sources=sources)

    def _split(self, node: NamedNode, graphs: Iterable[NamedNode]) -> Iterator[tuple[bool, tuple[Source, ...]]]:
        deduced = {graph for graph in graphs if self._claims.deduced(graph, node)}
        for concluded, part in ((False, set(graphs) - deduced), (True, deduced)):
            if part:
                yield concluded, self._reading.documents.behind(part)

    def _statement(self, claim: Claim, rivals: Sequence[Claim]) -> Statement:
        preferred = self._claims.preferred(claim)
        money = self._money_value(claim)
        return Statement(
            about=claim.subject.value,
            prop=claim.prop,
            label=self._labels(claim.prop),
            value=self._value(claim.prop, claim.value) if money is None else money,
            unit=self._given(claim, claim.money, THX.currency) if claim.money else "",
            value_id=claim.value.value if isinstance(claim.value, NamedNode) else "",
            status=local_name(self._status(claim)) if claim.prop in MONEY else "",
            preferred=preferred,
            conflict=bool(rivals),
            reason=self._reason(claim, rivals) if preferred and rivals else "",
        )

    def _value(self, prop: NamedNode, value: Term) -> str:
        return value.value if prop in ADDRESSES else self._labels(value)

    def _money_value(self, claim: Claim) -> Decimal | None:
        return number(claim.value.value) if claim.money else None

    def _status(self, claim: Claim) -> str:
        return (self._given(claim, claim.money, THX.status) if claim.money else "") or self._given(
            claim, claim.subject, THX.status
        )

    def _given(self, claim: Claim, node: NamedNode | None, prop: NamedNode) -> str:
        """What the graphs of a claim say further of a node."""
        names = self._claims.canonical.names(node) if node else []
        told = {
            value.value for graph in claim.graphs for name in names for value in objects(self._store, name, prop, graph)
        }
        return min(told, default="")

    def _entailed(self, node: NamedNode, prop: NamedNode) -> Iterator[Statement]:
        stated = {claim.money or claim.value for claim in self._claims.of(node, prop)}
        for value in sorted(set(objects(self._store, node, prop)) - stated, key=str):
            yield Statement(
                about=node.value,
                prop=prop,
                label=self._labels(prop),
                value=self._value(prop, value),
                value_id=value.value if isinstance(value, NamedNode) else "",
                because=self._entailment.because(node, prop, value),
            )

    @cached_property
    def _entailment(self) -> Entailment:
        return Entailment(self._reading, vocabulary())

    # why one was preferred

    @cached_property
    def _preference(self) -> Preference:
        return Preference(self._store, vocabulary().precedence, self._claims.canonical)

    def _reason(self, claim: Claim, rivals: Sequence[Claim]) -> str:
        """What decided between a value and the strongest of the others."""
        duels = [self._duel(claim, rival) for rival in rivals if rival != claim]
        best, other = max(duels, key=lambda duel: duel[1])
        decided = decided_by(best, other)
        if decided == "status":
            one, two = (self._rank_label(-merit.status, THX.statuses) for merit in (best, other))
        elif decided == "confidence":  # what is not marked as deduced is stated
            one, two = self._labels(THX.stated), self._rank_label(-other.confidence, THX.confidences)
        else:
            one, two = (str(getattr(merit, decided, "")) for merit in (best, other))
        return self._texts(f"why.{decided}", best=one, other=two)

    def _duel(self, claim: Claim, rival: Claim) -> tuple[Merit, Merit]:
        """Of sums in one currency the numbers compete, of others the sums themselves."""
        if claim.money == rival.money:
            return self._preference.merit(*claim.told), self._preference.merit(*rival.told)
        one, two = ((one.subject, one.prop, one.money or one.value) for one in (claim, rival))
        return self._preference.merit(*one), self._preference.merit(*two)

    def _rank_label(self, rank: int, scheme: NamedNode) -> str:
        ranked = {place: concept for concept, place in vocabulary().precedence.items() if self._in(concept, scheme)}
        return self._labels(ranked[rank]) if rank in ranked else self._texts("why.unmarked")

    def _in(self, concept: NamedNode, scheme: NamedNode) -> bool:
        return scheme in objects(self._store, concept, SKOS.inScheme)

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

    def _itself(
        self, carried: NamedNode, *, entailed: bool = False, node: NamedNode | None = None
    ) -> Iterator[Statement]:
        """That there is a tie, figure or change; as a party's it follows from the property of its kind."""
        statement = self._summary(carried)
        if entailed and node:
            because = self._entailment.because(carried, THX.party, node)
            yield replace(statement, prop=THX.party, label=self._labels(THX.party), because=because)
            return
        graphs = {cast("NamedNode", graph) for *_, graph in self._told_of(carried)}
        for deduced, sources in self._split(carried, graphs):
            yield replace(statement, deduced=deduced, sources=sources)

    def _told_of(self, carried: NamedNode) -> list[tuple[NamedNode, NamedNode, Term, object]]:
        names = self._claims.canonical.names(carried)
        told = [found for name in names for found in quads(self._store, name, None, None, None)]
        return [found for found in told if isinstance(found[3], NamedNode)]

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


def _newest(sources: Sequence[Source]) -> str:
    return max((source.issued for source in sources), default="")
