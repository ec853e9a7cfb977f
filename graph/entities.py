"""The entity that an IRI names, looked up by itself: whoever knows the IRI needs no index of all names."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from functools import cached_property
from typing import Final

from pyoxigraph import NamedNode, Store

from triplehelix.graph.lookup import Term, name_in, objects, subjects
from triplehelix.graph.terms import RDF, RDFS, SKOS, THX, local_name
from triplehelix.graph.values import Entity

__all__ = ["Entities", "classes_below", "entity_classes"]

_KINDS: Final = (THX.Actor, THX.Initiative, THX.OfficeHolder)


def entity_classes(store: Store) -> list[NamedNode]:
    """The classes of actors, initiatives and office holders; an entity is called by the last that it has."""
    return [cls for kind in _KINDS for cls in classes_below(store, kind)]


def classes_below(store: Store, kind: NamedNode) -> list[NamedNode]:
    """A class and those below it, the narrower behind the wider."""
    found = [kind]
    for cls in found:
        found += sorted({*subjects(store, RDFS.subClassOf, cls)}.difference(found), key=str)
    return found


class Entities:
    """The actors, initiatives and office holders of a store, by IRI."""

    def __init__(self, store: Store, language: str = "en") -> None:
        self._store = store
        self._language = language

    def __getitem__(self, iri: str) -> Entity:
        """The entity of an IRI; what the store does not know is called by the end of its IRI."""
        return self.find(iri) or Entity(iri, local_name(iri), "Thing")

    def find(self, text: str) -> Entity | None:
        """The entity whose whole IRI a text is; None if there is none."""
        with suppress(ValueError):  # most texts are no IRI
            return self._known(NamedNode(text))
        return None

    def _known(self, node: NamedNode) -> Entity | None:
        types = set(objects(self._store, node, RDF.type))
        return self.of(node, types, objects(self._store, node, SKOS.prefLabel)) if types else None

    def of(self, node: NamedNode, types: Collection[Term], labels: Iterable[Term]) -> Entity | None:
        """The entity that has these classes and labels; None if its classes make it none."""
        kinds = [cls for cls in self._classes if cls in types]
        if not kinds:
            return None
        name = name_in(self._language, labels)
        return Entity(node.value, name or local_name(node.value), local_name(kinds[-1].value))

    @cached_property
    def _classes(self) -> list[NamedNode]:
        return entity_classes(self._store)
