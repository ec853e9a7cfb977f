"""What is known of one actor, office holder or initiative, with the documents of each fact."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, cast

from pyoxigraph import NamedNode

from triplehelix.graph.canonical import MONEY
from triplehelix.graph.claims import Look
from triplehelix.graph.history import Change, History
from triplehelix.graph.lookup import Term, objects, properties, subjects
from triplehelix.graph.messages import Messages
from triplehelix.graph.money import Money
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import DCT, FOAF, ORG, SKOS, THX, local_name
from triplehelix.graph.ties import Tie, money, number
from triplehelix.graph.values import Entity, Source

__all__ = ["ADDRESSES", "TOLD", "Describer", "Description", "Fact", "Figure", "figure"]

# in the order in which people want to read them; all that is not named here is machinery or a tie
TOLD: Final = (
    SKOS.altLabel, DCT.description, THX.helix, THX.city, THX.region, THX.country, THX.founded, THX.start, THX.end,
    THX.state, THX.budget, THX.therapy, THX.stage, DCT.isPartOf, THX.topic, THX.scope, THX.emphasis, THX.mission,
    THX.memberCategory, THX.partnerCategory, THX.grantAgreement, THX.ceiling, THX.fundingScheme, THX.callIdentifier,
    THX.callTopic, THX.legalBasis, THX.address, THX.note, FOAF.homepage, SKOS.exactMatch, THX.pic, THX.vat, THX.kbo,
    THX.lei, THX.isni, THX.grid, ORG.identifier,
)  # fmt: skip
# their values are read as they are
ADDRESSES: Final = (FOAF.homepage, SKOS.exactMatch)


@dataclass(frozen=True)
class Fact:
    """One fact of an entity: the property, its label, and the value as people read it."""

    predicate: str
    label: str
    value: str | Money
    id: str
    """The IRI of the value, where it is a thing."""
    sources: tuple[Source, ...]
    deduced: bool = False
    """Whether a curator concluded it from its documents, which do not state it."""
    conflict: bool = False
    """Whether documents give other values of which only this one could be kept."""

    @property
    def entailed(self) -> bool:
        """Whether it follows from the ontology rather than from a document."""
        return not self.sources

    def told(self, texts: Messages) -> str:
        """The value as people read it, with a mark where it was only deduced."""
        value = texts.money(self.value) if isinstance(self.value, Money) else self.value
        return f"{value} ({texts('path.deduced')})" if self.deduced else value


@dataclass(frozen=True)
class Figure:
    """An observation about an entity."""

    indicator: str
    value: Decimal
    unit: str
    period: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Description:
    """All that a store knows of an entity."""

    entity: Entity
    type_label: str
    facts: tuple[Fact, ...]
    ties: tuple[Tie, ...]
    figures: tuple[Figure, ...]
    history: tuple[Change, ...] = ()
    """What became of an organisation, the oldest first."""
    owner: Entity | None = None
    """Who bought it last."""
    renamed: Change | None = None
    """The change of name, where it was asked for by the name of before."""


class Describer:
    """Tells what a store knows of its entities, with the documents that say so."""

    def __init__(self, reading: Reading) -> None:
        self._store = reading.store
        self._reading = reading
        self._labels = reading.labels
        self._documents = reading.documents
        self._claims = reading.claims
        self._history = History(reading)

    def describe(self, entity: Entity, asked: str = "") -> Description:
        """All that is known of an entity that was asked for by some name."""
        figures = tuple(sorted(self._figures(entity), key=lambda figure: (figure.indicator, figure.period)))
        ties = tuple(self._reading.ties.of(entity.id))
        history = self._history.of(entity)
        return Description(
            entity,
            self._labels(THX[entity.type]),
            tuple(self.facts(entity)),
            ties,
            figures,
            history,
            owner=self._history.owner(entity),
            renamed=next((one for one in history if one.change == "renamed" and one.renamed(asked, entity)), None),
        )

    def facts(self, entity: Entity, seen: Look | None = None) -> Iterator[Fact]:
        """The facts of an entity itself, in the order in which people want to read them."""
        subject = NamedNode(entity.id)
        seen = seen or self._claims.look(subject)
        contested = self._claims.disputed(subject, seen)
        for prop in (prop for prop in TOLD if prop in seen.merged):
            for value in sorted(seen.merged[prop], key=str):
                fact = self._fact(seen, prop, value, conflict=prop in contested)
                # a number that follows from a PIC or the like is told there
                if prop != ORG.identifier or not fact.entailed:
                    yield fact

    def _fact(self, seen: Look, prop: NamedNode, value: Term, *, conflict: bool) -> Fact:
        graphs = seen.stated.get((prop, value), set())
        amount = money(self._store, value) if prop in MONEY and isinstance(value, NamedNode) else None
        return Fact(
            predicate=local_name(prop.value),
            label=self._labels(prop),
            value=amount or (value.value if prop in ADDRESSES else self._labels(value)),
            id=value.value if isinstance(value, NamedNode) and not amount else "",
            sources=self._sources_of_sum(value) if amount else self._documents.behind(graphs),
            deduced=self._documents.concluded(graphs),
            conflict=conflict,
        )

    def _sources_of_sum(self, node: Term) -> tuple[Source, ...]:
        """The documents that state this very sum: another may state another sum in the same currency."""
        stated = objects(self._store, cast("NamedNode", node), THX.value)
        return self._documents.stating(cast("NamedNode", node), THX.value, stated[0])

    def _figures(self, entity: Entity) -> Iterator[Figure]:
        found = (figure(self._reading, node) for node in subjects(self._store, THX.about, NamedNode(entity.id)))
        yield from filter(None, found)


def figure(reading: Reading, observation: NamedNode) -> Figure | None:
    """What an observation says; None where somebody's data says something about an entity that is no figure."""
    known = {prop: value.value for prop, value in properties(reading.store, observation)}
    value = number(known.get(THX.value, ""))
    if value is None or THX.indicator not in known:
        return None
    return Figure(
        indicator=reading.labels(known[THX.indicator]),
        value=value,
        unit=known.get(THX.unit, ""),
        period=known.get(THX.period, ""),
        sources=reading.documents.about(observation),
    )
