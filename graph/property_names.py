"""What people type -> the property, kind of tie or figure that they mean."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Store

from triplehelix.graph.errors import UnknownProperty
from triplehelix.graph.lookup import objects, subjects
from triplehelix.graph.names import fold
from triplehelix.graph.terms import DCT, ORG, OWL, RDF, RDFS, SKOS, THX, local_name

__all__ = ["PropertyNames"]

_NAMING = (RDFS.label, SKOS.prefLabel)


class PropertyNames:
    """The words of the ontology, of the tables and of a store's indicators, in every language that they have."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def resolve(self, text: str, own: Sequence[NamedNode]) -> frozenset[NamedNode]:
        """What a name means.

        Raises
        ------
        UnknownProperty
            If nothing is called so; `own` is what the entity has.
        """
        terms = dict.fromkeys((*own, *self._known))
        for fits in (_is, _begins):
            if found := frozenset(term for term in terms if any(fits(text, name) for name in self._names(term))):
                return found
        raise UnknownProperty(text, self._nearest(text, terms), [self._word(term) for term in own])

    @cached_property
    def _known(self) -> list[NamedNode]:
        """All properties, kinds of ties and indicators of the ontology and the store."""
        classes = (OWL.DatatypeProperty, OWL.ObjectProperty)
        found = [term for cls in classes for term in subjects(self._store, RDF.type, cls)]
        kinds = subjects(self._store, RDFS.subClassOf, THX.Tie)
        indicators = subjects(self._store, SKOS.inScheme, THX.indicators)
        return [*found, *self._by_word.keys(), *kinds, THX.Tie, ORG.ChangeEvent, *indicators]

    @cached_property
    def _by_word(self) -> Mapping[NamedNode, list[str]]:
        """The words that the tables use for properties."""
        from triplehelix.graph.sources.cells import PROPERTIES  # only for those who ask by a name

        words: dict[NamedNode, list[str]] = {RDF.type: ["type"], DCT.description: []}
        for word, (prop, _) in PROPERTIES.items():
            words.setdefault(prop, []).append(word)
        return words

    def _names(self, term: NamedNode) -> list[str]:
        labels = [label for prop in _NAMING for label in objects(self._store, term, prop) if isinstance(label, Literal)]
        return [local_name(term.value), *(label.value for label in labels), *self._by_word.get(term, [])]

    def _word(self, term: NamedNode) -> str:
        """How a term is called in an English sentence: in the tables, or else by its own name."""
        return next(iter(self._by_word.get(term, [])), local_name(term.value))

    def _nearest(self, text: str, terms: Iterable[NamedNode]) -> list[str]:
        from rapidfuzz import fuzz, process  # only when a name was not found

        words = {name: self._word(term) for term in terms for name in self._names(term)}
        found = process.extract(fold(text), {name: fold(name) for name in words}, scorer=fuzz.ratio, limit=12)
        return list(dict.fromkeys(words[name] for _, _, name in found))[:3]


def _is(text: str, name: str) -> bool:
    return _together(text) == _together(name)


def _begins(text: str, name: str) -> bool:
    """`fondé` is short for `fondé en`."""
    return bool(fold(text)) and fold(name).startswith(f"{fold(text)} ")


def _together(text: str) -> str:
    """A name without blanks, so that `former name`, `former_name` and `formerName` are one."""
    return fold(text).replace(" ", "").replace("_", "")
