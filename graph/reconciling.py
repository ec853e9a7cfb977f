"""Pairs of actors for people to decide on: which may be one, which are one and why, and what was decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from pyoxigraph import NamedNode, Store

from triplehelix.graph.decisions import Decision, decisions_in
from triplehelix.graph.errors import NotDecided
from triplehelix.graph.identity import Link
from triplehelix.graph.lookup import objects, pairs, select
from triplehelix.graph.matching import WORTH_A_LOOK, WORTH_SHOWING, Evidence, Matcher
from triplehelix.graph.messages import Messages
from triplehelix.graph.profiles import profiles
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import BASE, OWL, SKOS, local_name
from triplehelix.graph.values import Entity

__all__ = ["Paired", "Pairing", "evidence_text"]


@dataclass(frozen=True, slots=True)
class Paired:
    """Two actors, what speaks for them being one, and what was decided."""

    one: Entity
    other: Entity
    evidence: tuple[Evidence, ...] = ()
    score: float | None = None
    verdict: str = ""
    note: str = ""


class Pairing:
    """Lists pairs of actors of a store."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._store = reading.store
        self._canonical = reading.claims.canonical
        self.texts = reading.texts

    def suggested(self, least: float | None = None, of: str | None = None) -> list[Paired]:
        """The pairs that may be one, best first; `of` an actor also those for which little speaks."""
        matcher = Matcher(profiles(self._store))
        asked = cast("NamedNode", self._canonical.id(NamedNode(of))).value if of else None
        lowest = (WORTH_A_LOOK if of else WORTH_SHOWING) if least is None else least
        return [
            Paired(self.entity(found.one), self.entity(found.other), found.evidence, found.score)
            for found in matcher.suggestions(lowest, _known_apart(self._store), asked)
        ]

    def joined(self) -> list[Paired]:
        """The ids that are not canonical, each with the one that is kept, and why."""
        identity = self._canonical.identity
        reasons: dict[str, list[Evidence]] = {}
        for link in identity.links:
            for name in link.ids:
                reasons.setdefault(name, []).append(_reason(link))
        return [
            Paired(self.entity(kept), self.entity(name), tuple(reasons[name]))
            for name, kept in sorted(identity.kept.items(), key=lambda pair: (pair[1], pair[0]))
        ]

    def decided(self) -> list[Paired]:
        """The decisions that the store holds."""
        return [
            Paired(self.entity(each.one), self.entity(each.other), verdict=each.verdict, note=each.note)
            for each in self._decisions
        ]

    def entity(self, iri: str) -> Entity:
        """An actor by any of its ids: one that is not canonical has the name that documents give it under that id."""
        known = self._reading.entities.find(iri)
        if known:
            return known
        node = NamedNode(iri)
        names = [name.value for name in objects(self._store, node, SKOS.prefLabel, None)]
        kept = self._reading.entities[cast("NamedNode", self._canonical.id(node)).value]
        return Entity(iri, min(names, default=local_name(iri)), kept.type)

    def resolve(self, text: str) -> str:
        """The IRI that is meant: an id as it stands, canonical or not, or else the actor that is called so.

        Raises
        ------
        NameNotFound, AmbiguousName
            If no actor is meant, or several.
        """
        for iri in (text, f"{BASE}actor/{text}"):
            if iri in self._canonical.identity.kept or iri in self._decided_ids:
                return iri
        return self._reading.resolve(text).id

    def decision(self, one: str, other: str) -> Decision:
        """The decision on two actors, each by any of its ids or names.

        Raises
        ------
        NotDecided
            If nobody decided on them.
        """
        here, there = self._ids(one), self._ids(other)
        for each in self._decisions:
            if (each.one in here and each.other in there) or (each.one in there and each.other in here):
                return each
        raise NotDecided(one, other)

    def _ids(self, text: str) -> set[str]:
        """All ids of what is meant; of an id that somebody decided on only itself."""
        iri = self.resolve(text)
        if iri in self._decided_ids and text in (iri, local_name(iri)):
            return {iri}
        canonical = cast("NamedNode", self._canonical.id(NamedNode(iri)))
        return {name.value for name in self._canonical.names(canonical)}

    @cached_property
    def _decisions(self) -> list[Decision]:
        return decisions_in(self._store)

    @cached_property
    def _decided_ids(self) -> set[str]:
        return {iri for each in self._decisions for iri in each.pair}


def _reason(link: Link) -> Evidence:
    return Evidence(link.identifier.scheme, link.identifier.value) if link.identifier else Evidence("decided")


def _known_apart(store: Store) -> set[frozenset[str]]:
    """The pairs that are two: so it was decided, or a tie or a change leads from one to the other."""
    return {frozenset(pair) for pair in (*pairs(store, OWL.differentFrom), *_parties(store))}


def _parties(store: Store) -> Iterator[tuple[str, str]]:
    for row in select(
        store, "SELECT ?a ?b { ?tie thx:party ?a , ?b . ?a a thx:Actor . ?b a thx:Actor FILTER(?a != ?b) }"
    ):
        yield cast("NamedNode", row["a"]).value, cast("NamedNode", row["b"]).value
    for row in select(store, "SELECT ?a ?b { ?change org:originalOrganization ?a ; org:resultingOrganization ?b }"):
        yield cast("NamedNode", row["a"]).value, cast("NamedNode", row["b"]).value


def evidence_text(evidence: tuple[Evidence, ...], texts: Messages) -> str:
    """What speaks for two actors being one, and what against it, in words."""
    return ", ".join(texts(f"reconcile.{each.kind}", value=each.value) for each in evidence)
