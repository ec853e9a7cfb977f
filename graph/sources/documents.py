"""Documents that readers know by themselves: a register's public page, which states what the register says."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Triple

from triplehelix.graph.sources.statements import Stated
from triplehelix.graph.terms import DCT, RDF, THX, XSD, document_iri

__all__ = ["Document"]


@dataclass(frozen=True)
class Document:
    """A document that states facts, by its address."""

    url: str
    title: str
    publisher: str
    language: str = "en"

    @cached_property
    def iri(self) -> NamedNode:
        """Its name in the graph."""
        return document_iri(self.url)

    def described(self, issued: str = "") -> Iterator[Stated]:
        """What is said of the document itself; `issued` is a day, empty where it is unknown.

        >>> page = Document("https://example.org/", "A page", "Somebody")
        >>> len(list(page.described("2026-01-15")))
        6
        """
        iri = self.iri
        yield Stated(iri, Triple(iri, RDF.type, THX.Source))
        yield Stated(iri, Triple(iri, DCT.source, NamedNode(self.url)))
        for prop, text in ((DCT.title, self.title), (DCT.publisher, self.publisher), (DCT.language, self.language)):
            yield Stated(iri, Triple(iri, prop, Literal(text)))
        if issued:
            yield Stated(iri, Triple(iri, DCT.issued, Literal(issued, datatype=XSD.date)))
