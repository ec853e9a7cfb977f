"""Why a triple that no document states is there: the stated triple, and the axiom of the ontology."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode

from triplehelix.graph.lookup import Term, objects, properties
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import RDF, SKOS, THX
from triplehelix.graph.timeline import BOUNDS
from triplehelix.graph.vocabulary import Vocabulary

__all__ = ["Entailment"]

# a bound -> the date from which it follows
_DATES: Final = {bound: date for date, bounds in BOUNDS.items() for bound in bounds}


class Entailment:
    """Explains what the merge added, in the language of the reading."""

    def __init__(self, reading: Reading, axioms: Vocabulary) -> None:
        self._store = reading.store
        self._labels = reading.labels
        self._texts = reading.texts
        self._claims = reading.claims
        self._axioms = axioms

    def because(self, subject: NamedNode, prop: NamedNode, value: Term) -> str:
        """The stated triple and the axiom from which a triple follows."""
        explanations = (*self._of_class(subject, prop, value), *self._of_helix(subject, prop, value),
                        *self._of_date(subject, prop), *self._of_name(subject, prop, value),
                        *self._of_property(subject, prop, value))  # fmt: skip
        return next(iter(explanations), self._texts("show.entailed"))

    def _of_class(self, subject: NamedNode, prop: NamedNode, value: Term) -> Iterator[str]:
        if prop == RDF.type:
            for cls in self._classes(subject):
                if value in self._axioms.superclasses.get(cls, ()):
                    yield self._texts(
                        "why.class", name=self._labels(subject), cls=self._labels(cls), above=self._labels(value)
                    )

    def _of_helix(self, subject: NamedNode, prop: NamedNode, value: Term) -> Iterator[str]:
        if prop == THX.helix:
            for cls in self._classes(subject):
                if self._axioms.default_helix.get(cls) == value:
                    yield self._texts(
                        "why.helix", name=self._labels(subject), cls=self._labels(cls), helix=self._labels(value)
                    )

    def _of_date(self, subject: NamedNode, prop: NamedNode) -> Iterator[str]:
        if date := _DATES.get(prop):
            for written in objects(self._store, subject, date):
                yield self._texts("why.date", label=self._labels(date), date=written.value)
            for initiative in objects(self._store, subject, THX.initiative):
                yield self._texts("why.initiative", initiative=self._labels(initiative))

    def _of_name(self, subject: NamedNode, prop: NamedNode, value: Term) -> Iterator[str]:
        """A name that was not preferred stays an alias."""
        if prop == SKOS.altLabel and self._claims.canonical.graphs(subject, SKOS.prefLabel, value):
            yield self._texts("why.alias")

    def _of_property(self, subject: NamedNode, prop: NamedNode, value: Term) -> Iterator[str]:
        for below, stated in sorted(properties(self._store, subject), key=str):
            if stated == value and prop in self._axioms.superproperties.get(below, ()):
                yield self._texts("why.property", below=self._labels(below), above=self._labels(prop))

    def _classes(self, subject: NamedNode) -> list[NamedNode]:
        """The classes of a thing, those of which least is a subclass first."""
        classes = [cls for cls in objects(self._store, subject, RDF.type) if not isinstance(cls, Literal)]
        return sorted(classes, key=lambda cls: (-len(self._axioms.superclasses.get(cls, ())), cls.value))
