"""The values of a property: each with the documents that make it, what contradicts it, and whether it is preferred."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from pyoxigraph import NamedNode

from triplehelix.graph.canonical import MONEY
from triplehelix.graph.claims import Claim
from triplehelix.graph.describe import ADDRESSES
from triplehelix.graph.entailed import Entailment
from triplehelix.graph.lookup import Term, objects
from triplehelix.graph.reading import Reading
from triplehelix.graph.reasons import Reasons
from triplehelix.graph.terms import THX, local_name
from triplehelix.graph.ties import number
from triplehelix.graph.values import Source
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["Statement", "StatementReader"]


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


class StatementReader:
    """Reads the statements on a thing with their evidence, in the language of the reading."""

    def __init__(self, reading: Reading) -> None:
        self._store = reading.store
        self._claims = reading.claims
        self._labels = reading.labels
        self._documents = reading.documents
        self._reading = reading

    def stated(self, node: NamedNode, prop: NamedNode) -> list[Statement]:
        """The values that documents give a property: the preferred first, then those of the newest documents."""
        rivals = {claim: group for group in self._claims.rivals(node, prop) for claim in group}
        told = [
            statement
            for claim in self._claims.of(node, prop)
            for statement in self._of_claim(claim, rivals.get(claim, []))
        ]
        newest = sorted(told, key=_newest, reverse=True)
        return sorted(newest, key=lambda statement: (not statement.preferred, statement.deduced))

    def _of_claim(self, claim: Claim, rivals: Sequence[Claim]) -> Iterator[Statement]:
        """A value that one document states and another lets conclude is two statements."""
        statement = self._statement(claim, rivals)
        for deduced, sources in self.by_confidence(claim.subject, claim.graphs):
            yield replace(statement, deduced=deduced, sources=sources)

    def by_confidence(self, node: NamedNode, graphs: Iterable[NamedNode]) -> Iterator[tuple[bool, tuple[Source, ...]]]:
        """The documents that state what graphs say of a thing, then those from which it was deduced."""
        deduced = {graph for graph in graphs if self._claims.deduced(graph, node)}
        for concluded, part in ((False, set(graphs) - deduced), (True, deduced)):
            if part:
                yield concluded, self._documents.behind(part)

    def _statement(self, claim: Claim, rivals: Sequence[Claim]) -> Statement:
        preferred = self._claims.preferred(claim)
        money = number(claim.value.value) if claim.money else None
        return Statement(
            about=claim.subject.value,
            prop=claim.prop,
            label=self._labels(claim.prop),
            value=self._value(claim.prop, claim.value) if money is None else money,
            unit=self._given(claim, claim.money, THX.currency),
            value_id=claim.value.value if isinstance(claim.value, NamedNode) else "",
            status=local_name(self._status(claim)) if claim.prop in MONEY else "",
            preferred=preferred,
            conflict=bool(rivals),
            reason=self._reasons.preferred(claim, rivals) if preferred and rivals else "",
        )

    def _value(self, prop: NamedNode, value: Term) -> str:
        return value.value if prop in ADDRESSES else self._labels(value)

    def _status(self, claim: Claim) -> str:
        return self._given(claim, claim.money, THX.status) or self._given(claim, claim.subject, THX.status)

    def _given(self, claim: Claim, node: NamedNode | None, prop: NamedNode) -> str:
        """What the graphs of a claim say further of a node."""
        names = self._claims.canonical.names(node) if node else []
        told = (objects(self._store, name, prop, graph) for graph in claim.graphs for name in names)
        return min((value.value for values in told for value in values), default="")

    def entailed(self, node: NamedNode, prop: NamedNode) -> Iterator[Statement]:
        """The values of a property that no document gives, each with what it follows from."""
        stated = {claim.money or claim.value for claim in self._claims.of(node, prop)}
        for value in sorted(set(objects(self._store, node, prop)) - stated, key=str):
            yield Statement(
                about=node.value,
                prop=prop,
                label=self._labels(prop),
                value=self._value(prop, value),
                value_id=value.value if isinstance(value, NamedNode) else "",
                because=self.entailment.because(node, prop, value),
            )

    @cached_property
    def entailment(self) -> Entailment:
        """Why triples that no document states are there."""
        return Entailment(self._reading, vocabulary())

    @cached_property
    def _reasons(self) -> Reasons:
        return Reasons(self._reading)


def _newest(statement: Statement) -> str:
    return next((source.issued for source in statement.sources), "")
