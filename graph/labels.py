"""The label of anything in a store: names of actors, words of the ontology, territories, documents."""

from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from triplehelix.graph.lookup import name_in, objects
from triplehelix.graph.terms import DCT, RDFS, SKOS, local_name

__all__ = ["Labels"]

_NAMING: Final = (SKOS.prefLabel, RDFS.label, DCT.title)


class Labels:
    """Looks labels up, in a language if the thing has one in it."""

    def __init__(self, store: Store, language: str = "en") -> None:
        self._store = store
        self._language = language
        self._known: dict[str, str] = {}

    def __call__(self, term: NamedNode | Literal | str) -> str:
        """The label of an IRI, or the text of a literal; an IRI without label is called by its end."""
        if isinstance(term, Literal):
            return term.value
        iri = term if isinstance(term, str) else term.value
        if iri not in self._known:
            self._known[iri] = self._look_up(iri)
        return self._known[iri]

    def _look_up(self, iri: str) -> str:
        try:
            node = NamedNode(iri)
        except ValueError:
            return iri  # somebody's data has a text where a thing should be
        for prop in _NAMING:
            texts = [text for text in objects(self._store, node, prop) if isinstance(text, Literal)]
            if name := name_in(self._language, texts):
                return name
        return local_name(node.value)
