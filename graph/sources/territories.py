"""Countries and cities as registers give them, each described once.

A country keeps the id that the bundled tables give it. Its names are those of the Unicode Common Locale Data Repository
(`data/countries.csv`), because registers give a code only.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from triplehelix.graph.sources.countries import iso_country
from triplehelix.graph.sources.documents import Document
from triplehelix.graph.sources.slugs import slug
from triplehelix.graph.sources.statements import Stated
from triplehelix.graph.terms import DCT, RDF, SKOS, THX, thing

__all__ = ["Country", "Territories", "countries"]

_FILE: Final = Path(__file__).parent.parent.parent / "data" / "countries.csv"
_NAMES: Final = Document("https://cldr.unicode.org/", "Unicode Common Locale Data Repository", "Unicode, Inc.")


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166 code, with its names."""

    code: str
    iri: NamedNode
    name: str
    name_fr: str


@cache
def countries() -> Mapping[str, Country]:
    """All countries by their ISO 3166 codes.

    >>> countries()["GR"].name_fr
    'Grèce'
    """
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    return {
        code: Country(code, thing("territory", row["id"]), row["name"], row["name_fr"]) for code, row in rows.items()
    }


class Territories:
    """The countries and cities that the rows of one register name."""

    def __init__(self, document: NamedNode) -> None:
        self._document = document
        self._countries: dict[str, Country] = {}
        self._cities: dict[tuple[str, str], tuple[NamedNode, str]] = {}
        self.unknown: dict[str, int] = {}
        """Codes that are none of a country, and how often they stood there."""

    def country(self, code: str) -> NamedNode | None:
        """The country of a code, ISO's or the EU's; None for an empty cell or an unknown code, which is counted."""
        found = countries().get(iso_country(code))
        if found:
            self._countries[found.code] = found
        elif code:
            self.unknown[code] = self.unknown.get(code, 0) + 1
        return found.iri if found else None

    def city(self, name: str, code: str) -> NamedNode | None:
        """The city of a name in a country; None where either is missing, because a name alone says too little."""
        country = countries().get(iso_country(code))
        if not name or not country:
            return None
        known = self._cities.get((name, country.code))
        if known is None:
            iri = thing("territory", f"{country.code.lower()}-{slug(name)}")
            known = self._cities[name, country.code] = (iri, name.title() if name.isupper() else name)
        return known[0]

    def stated(self) -> Iterator[Stated]:
        """What is said of all of them: a city by the register, a country's names by those who gather them."""
        for country in self._countries.values():
            yield from (Stated(_NAMES.iri, triple) for triple in _described(country))
        described: set[NamedNode] = set()
        for (_, code), (iri, name) in self._cities.items():
            if iri not in described:
                described.add(iri)
                yield from (Stated(self._document, triple) for triple in _city(iri, name, countries()[code]))
        if self._countries:
            yield from _NAMES.described()


def _described(country: Country) -> Iterator[Triple]:
    yield Triple(country.iri, RDF.type, THX.Country)
    yield Triple(country.iri, SKOS.prefLabel, Literal(country.name, language="en"))
    yield Triple(country.iri, SKOS.prefLabel, Literal(country.name_fr, language="fr"))
    yield Triple(country.iri, SKOS.notation, Literal(country.code))


def _city(iri: NamedNode, name: str, country: Country) -> Iterator[Triple]:
    yield Triple(iri, RDF.type, THX.City)
    yield Triple(iri, SKOS.prefLabel, Literal(name))
    yield Triple(iri, DCT.isPartOf, country.iri)
