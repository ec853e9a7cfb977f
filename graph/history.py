"""What became of an organisation: other names, mergers, new owners, and where it came from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pyoxigraph import NamedNode

from triplehelix.graph.lookup import objects, properties, subjects
from triplehelix.graph.money import Money
from triplehelix.graph.names import fold
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import ORG, RDFS, THX
from triplehelix.graph.values import Entity, Source

__all__ = ["Change", "History", "Kind"]

Kind = Literal["renamed", "merged", "acquired", "spun_off"]

_RENAMING: Final = "renaming"


@dataclass(frozen=True)
class Change:
    """One change of organisations: those before, those after; an owner counts as the one after."""

    id: str
    change: Kind
    date: str
    former_name: str
    before: tuple[Entity, ...]
    after: tuple[Entity, ...]
    sources: tuple[Source, ...]
    amount: Money | None = None
    deduced: bool = False

    @property
    def same_body(self) -> bool:
        """Whether one body only got another name."""
        return self.before == self.after

    def leads_on(self, entity: Entity) -> bool:
        """Whether an organisation became another by it, or another's."""
        others = bool(self.after) and entity in self.before and not self.same_body
        return others and self.change != "spun_off"

    def renamed(self, asked: str, entity: Entity) -> bool:
        """Whether somebody who writes this means the body by the name that it had before."""
        text, former, name = (fold(words).replace(" ", "") for words in (asked, self.former_name, entity.name))
        return bool(text) and text in former and text not in name


class History:
    """Reads the changes of organisations from a store."""

    def __init__(self, reading: Reading) -> None:
        self._store = reading.store
        self._by_iri = reading.entities
        self._ties = reading.ties
        self._documents = reading.documents

    def of(self, entity: Entity) -> tuple[Change, ...]:
        """All that happened to an organisation, the oldest first; what has no date stands before."""
        node = NamedNode(entity.id)
        found = [*self._events(node), *self._told_by_ties(node)]
        return tuple(sorted(found, key=lambda change: (change.date, change.id)))

    def became(self, entity: Entity, asked: str = "") -> Change | None:
        """The latest change by which it became another, or another's; a new name only if asked by the former one."""
        changes = self.of(entity)
        leading = [one for one in changes if one.leads_on(entity) or (one.same_body and one.renamed(asked, entity))]
        return leading[-1] if leading else None

    def owner(self, entity: Entity) -> Entity | None:
        """Who bought an organisation last."""
        bought = [change.after for change in self.of(entity) if change.change == "acquired"]
        return bought[-1][0] if bought and bought[-1] else None

    def _events(self, node: NamedNode) -> Iterator[Change]:
        events = {
            event
            for prop in (ORG.originalOrganization, ORG.resultingOrganization)
            for event in subjects(self._store, prop, node)
        }
        yield from (self.event(event) for event in events)

    def event(self, event: NamedNode) -> Change:
        """A change of name or a merger."""
        known = {prop: value.value for prop, value in properties(self._store, event)}
        before = self._entities(objects(self._store, event, ORG.originalOrganization))
        after = self._entities(objects(self._store, event, ORG.resultingOrganization))
        former = known.get(THX.formerName, "")
        renamed = bool(former) or before == after or known.get(RDFS.label) == _RENAMING
        return Change(
            id=event.value,
            change="renamed" if renamed else "merged",
            date=known.get(THX.date, ""),
            former_name=former,
            before=before,
            after=after,
            sources=self._documents.about(event),
        )

    def _told_by_ties(self, node: NamedNode) -> Iterator[Change]:
        for tie in subjects(self._store, THX.acquired, node):
            yield self._tie(tie, "acquired", THX.acquired, THX.acquirer)
        for tie in subjects(self._store, THX.spinOff, node):
            yield self._tie(tie, "spun_off", THX.parent, THX.spinOff)

    def _tie(self, node: NamedNode, change: Kind, before: NamedNode, after: NamedNode) -> Change:
        tie = self._ties.read(node.value)
        return Change(
            id=tie.id,
            change=change,
            date=tie.date,
            former_name="",
            before=self._entities(objects(self._store, node, before)),
            after=self._entities(objects(self._store, node, after)),
            sources=tie.sources,
            amount=tie.amount,
            deduced=tie.confidence == "deduced",
        )

    def _entities(self, terms: Iterable[object]) -> tuple[Entity, ...]:
        iris = sorted(term.value for term in terms if isinstance(term, NamedNode))
        return tuple(self._by_iri[iri] for iri in iris)
