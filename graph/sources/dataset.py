"""What a dataset says of itself: the rows of dataset.csv, and what they become in the load's own description."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from triplehelix.graph.sources.cells import CellReader
from triplehelix.graph.sources.rows import Row
from triplehelix.graph.terms import DCAT, DCT, FOAF, RDF, Namespace, thing
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["DCATAP", "PLURAL", "VCARD", "dataset_triples", "read_dataset"]

DCATAP: Final = Namespace("http://data.europa.eu/r5r/")
VCARD: Final = Namespace("http://www.w3.org/2006/vcard/ns#")

_AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
_AVAILABILITY: Final = ("temporary", "experimental", "available", "stable")
_MAIL: Final = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+")
PLURAL: Final = ("keywords", "keywords_fr", "language", "spatial", "themes")
"""The properties whose values are lists, separated by `;`."""

Term = NamedNode | Literal


def read_dataset(rows: Sequence[Row], territories: Collection[str]) -> dict[str, str]:
    """The dataset's properties as they are written, each of the kind that it should be.

    Raises
    ------
    InputError
        At the first value that is not.
    """
    for row in rows:
        try:
            for text in _items(row["property"], row["value"]):
                _check(row["property"], text, territories)
        except ValueError as error:
            raise row.error("value", str(error)) from None
    return {row["property"]: row["value"] for row in rows}


def dataset_triples(load: NamedNode, dataset: Mapping[str, str]) -> Iterator[Triple]:
    """What the load's own description says beyond its title, licence and date of issue."""
    for name, (prop, read) in _PROPERTIES.items():
        yield from (Triple(load, prop, read(text)) for text in _items(name, dataset.get(name, "")))
    if publisher := dataset.get("publisher"):
        yield from _publisher(load, publisher, dataset)


def _publisher(load: NamedNode, name: str, dataset: Mapping[str, str]) -> Iterator[Triple]:
    agent = NamedNode(f"{load.value}/publisher")
    yield Triple(load, DCT.publisher, agent)
    yield Triple(agent, RDF.type, FOAF.Agent)
    yield Triple(agent, FOAF.name, Literal(name))
    if kind := dataset.get("publisher_type"):
        yield Triple(agent, DCT.type, NamedNode(kind))
    if address := dataset.get("contact"):
        contact, is_mail = NamedNode(f"{load.value}/contact"), _MAIL.fullmatch(address)
        yield Triple(load, DCAT.contactPoint, contact)
        yield Triple(contact, RDF.type, VCARD.Kind)
        yield Triple(contact, VCARD.fn, Literal(name))
        reached = (VCARD.hasEmail, NamedNode(f"mailto:{address}")) if is_mail else (VCARD.hasURL, NamedNode(address))
        yield Triple(contact, *reached)


def _items(name: str, text: str) -> list[str]:
    return [item for item in (text.split(";") if name in PLURAL else [text]) if item]


def _check(name: str, text: str, territories: Collection[str]) -> None:
    if name == "spatial" and text not in territories:
        raise ValueError(f"{text!r} is no id in territories.csv; correct it or add its row")
    if name == "availability" and text not in _AVAILABILITY:
        raise ValueError(f"{text!r} is none of {', '.join(_AVAILABILITY)}")
    if name in _KINDS and not (name == "contact" and _MAIL.fullmatch(text)):
        CellReader(vocabulary(), {}).term(_KINDS[name], text)


def _availability(text: str) -> NamedNode:
    return NamedNode(f"{_AUTHORITY}planned-availability/{text.upper()}")


def _date(text: str) -> Term:
    return CellReader(vocabulary(), {}).term("date", text)


_KINDS: Final = {
    "licence": "url", "issued": "date", "modified": "date", "homepage": "url", "themes": "url",
    "publisher_type": "url", "contact": "url",
}  # fmt: skip
_PROPERTIES: Final[Mapping[str, tuple[NamedNode, Callable[[str], Term]]]] = {
    "availability": (DCATAP.availability, _availability),
    "homepage": (FOAF.homepage, NamedNode),
    "keywords": (DCAT.keyword, lambda text: Literal(text, language="en")),
    "keywords_fr": (DCAT.keyword, lambda text: Literal(text, language="fr")),
    "language": (DCT.language, Literal),
    "modified": (DCT.modified, _date),
    "spatial": (DCT.spatial, lambda text: thing("territory", text)),
    "themes": (DCAT.theme, NamedNode),
}
