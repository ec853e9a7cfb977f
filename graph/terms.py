"""The names of the vocabularies and of our own things, as pyoxigraph terms."""

import hashlib
from datetime import date
from typing import Final

from pyoxigraph import Literal, NamedNode

__all__ = [
    "BASE", "DCAT", "DCT", "EURIO", "FOAF", "ORG", "OWL", "PREFIXES", "PROV", "QB", "RDF", "RDFS", "SKOS", "THX",
    "XKOS", "XSD", "Namespace", "day_literal", "document_iri", "local_name", "thing",
]  # fmt: skip

BASE: Final = "https://w3id.org/triplehelix/id/"


class Namespace:
    """A vocabulary: `THX.Actor` and `THX["cell-therapy"]` are its terms.

    >>> str(THX["cell-therapy"])
    '<https://w3id.org/triplehelix/ontology#cell-therapy>'
    """

    def __init__(self, iri: str) -> None:
        self.iri = iri

    def __getitem__(self, name: str) -> NamedNode:
        return NamedNode(self.iri + name)

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        # kept, because readers name the same few terms a million times
        self.__dict__[name] = term = self[name]
        return term


PREFIXES: Final = {
    "thx": "https://w3id.org/triplehelix/ontology#",
    "org": "http://www.w3.org/ns/org#",
    "eurio": "http://data.europa.eu/s66#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "qb": "http://purl.org/linked-data/cube#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

THX: Final = Namespace(PREFIXES["thx"])
ORG: Final = Namespace(PREFIXES["org"])
EURIO: Final = Namespace(PREFIXES["eurio"])
SKOS: Final = Namespace(PREFIXES["skos"])
PROV: Final = Namespace(PREFIXES["prov"])
DCAT: Final = Namespace(PREFIXES["dcat"])
DCT: Final = Namespace(PREFIXES["dct"])
QB: Final = Namespace(PREFIXES["qb"])
FOAF: Final = Namespace(PREFIXES["foaf"])
OWL: Final = Namespace(PREFIXES["owl"])
RDF: Final = Namespace(PREFIXES["rdf"])
RDFS: Final = Namespace(PREFIXES["rdfs"])
XSD: Final = Namespace(PREFIXES["xsd"])
XKOS: Final = Namespace("http://rdf-vocabulary.ddialliance.org/xkos#")


def thing(kind: str, slug: str) -> NamedNode:
    """One of our own things, by its kind (`actor`, `tie`, `load`...) and slug.

    >>> thing("actor", "biowin").value
    'https://w3id.org/triplehelix/id/actor/biowin'
    """
    return NamedNode(f"{BASE}{kind}/{slug}")


def document_iri(url: str) -> NamedNode:
    """The document at an address: the first 16 hex digits of the address's SHA-256 name it.

    >>> document_iri("https://www.biowin.org").value
    'https://w3id.org/triplehelix/id/document/c33b9956247dc5c5'
    """
    return thing("document", hashlib.sha256(url.encode()).hexdigest()[:16])


def day_literal(day: date) -> Literal:
    """A day as RDF has it.

    >>> str(day_literal(date(2022, 1, 1)))
    '"2022-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    """
    return Literal(day.isoformat(), datatype=XSD.date)


def local_name(iri: str) -> str:
    """What stands behind the last `#` or `/`.

    >>> local_name("https://w3id.org/triplehelix/ontology#Actor")
    'Actor'
    """
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
