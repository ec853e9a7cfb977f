"""The Research Organization Registry (ROR): organisations, what they are part of, and what became of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from triplehelix.graph.errors import InputError
from triplehelix.graph.sources.addresses import web_address
from triplehelix.graph.sources.documents import Document
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.json_values import JsonValue, read_values
from triplehelix.graph.sources.register_numbers import isni
from triplehelix.graph.sources.ror_records import Name, Record, record_of
from triplehelix.graph.sources.statements import Contents, Stated
from triplehelix.graph.sources.territories import Territories
from triplehelix.graph.terms import FOAF, ORG, RDF, SKOS, THX, XSD, thing

__all__ = ["read_ror"]

_ROR: Final = Document("https://ror.org/", "Research Organization Registry (ROR)", "Research Organization Registry")
_LICENCE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
_TITLES: Final = {
    "en": "Research Organization Registry (ROR)",
    "fr": "Registre des organismes de recherche (ROR)",
}
# of several types the first decides: a university hospital that is both is a university
_KINDS: Final = {
    "education": THX.University,
    "healthcare": THX.Hospital,
    "facility": THX.ResearchCentre,
    "government": THX.GovernmentBody,
}
_ALIAS: Final = 2
_WIKIDATA: Final = "http://www.wikidata.org/entity/"
_WIKIDATA_ID: Final = re.compile(r"Q[1-9]\d*", re.ASCII)
_INACTIVE: Final = Literal("inactive", language="en")


def read_ror(files: Sequence[Input], name: str, journal: Journal) -> Contents:  # noqa: ARG001 - no id has the load's name
    """What the records of a ROR dump state: JSON (schema 1 or 2) as an array or in lines.

    Raises
    ------
    InputError
        While it is read: where a file is no JSON, and at the first value that is no record, unless those are skipped.
    """
    return Contents(_Reading(files, journal).stated(), licence=_LICENCE, titles=_TITLES)


@dataclass
class _Reading:
    """The reading of one dump, and what it remembers until all records were seen: who is there, and who is whose."""

    files: Sequence[Input]
    journal: Journal
    known: set[str] = field(default_factory=set)
    parts: dict[tuple[str, str], None] = field(default_factory=dict)
    """Part and whole, once each, from whichever end they were told."""
    successions: dict[tuple[str, str], None] = field(default_factory=dict)
    """Predecessor and successor."""
    territories: Territories = field(default_factory=lambda: Territories(_ROR.iri))
    modified: str = ""
    withdrawn: int = 0
    repeated: int = 0
    related: int = 0

    def stated(self) -> Iterator[Stated]:
        """What the records state, then how they hang together."""
        for file in self.files:
            for value in read_values(file):
                yield from self._read(value)
        for triple in self._relations():
            yield Stated(_ROR.iri, triple)
        yield from self.territories.stated()
        yield from _ROR.described(self.modified)
        self._conclude()

    def _read(self, value: JsonValue) -> list[Stated]:
        self.journal.rows += 1
        try:
            record = record_of(value.value)
            triples = self._triples(record)
        except ValueError as error:
            self.journal.reject(InputError(str(error), value.place), [str(value.value)])
            return []
        return [Stated(_ROR.iri, triple) for triple in triples]

    def _triples(self, record: Record) -> list[Triple]:
        if record.status == "withdrawn":
            self.withdrawn += 1
            return []
        if record.id in self.known:
            self.repeated += 1
            return []
        triples = list(_described(record, self.territories))
        self.known.add(record.id)
        self.modified = max(self.modified, record.modified)
        for kind, other in record.relations:
            self._remember(kind, record.id, other)
        return triples

    def _remember(self, kind: str, one: str, other: str) -> None:
        match kind:
            case "parent":
                self.parts[one, other] = None
            case "child":
                self.parts[other, one] = None
            case "successor":
                self.successions[one, other] = None
            case "predecessor":
                self.successions[other, one] = None
            case _:
                self.related += 1

    def _relations(self) -> Iterator[Triple]:
        dangling = 0
        for pairs, described in ((self.parts, _affiliation), (self.successions, _succession)):
            for one, other in pairs:
                if {one, other} <= self.known:
                    yield from described(one, other)
                else:
                    dangling += 1
        if dangling:
            self.journal.notes.append(
                f"{dangling:,} relations lead to records that are withdrawn or not in the file, and were left out"
            )

    def _conclude(self) -> None:
        counted = {
            "withdrawn records were left out": self.withdrawn,
            "records have the id of a record before, and were left out": self.repeated,
            "relations of the kind 'related' were left out, because they do not tell how": self.related,
        }
        self.journal.notes += [f"{count:,} {told}" for told, count in counted.items() if count]
        self.journal.notes += [
            f"{count} records have the country code {code!r}, which is none; their country is left open"
            for code, count in self.territories.unknown.items()
        ]


def _actor(ror: str) -> NamedNode:
    return thing("actor", f"ror-{ror}")


def _described(record: Record, territories: Territories) -> Iterator[Triple]:
    subject = _actor(record.id)
    yield Triple(subject, RDF.type, _kind(record))
    if _is_company(record):
        yield Triple(subject, THX.helix, THX["helix-industry"])
    yield from _names(subject, record)
    yield Triple(subject, SKOS.exactMatch, NamedNode(f"https://ror.org/{record.id}"))
    yield from _numbers(subject, record)
    if record.founded is not None:
        yield Triple(subject, THX.founded, Literal(f"{record.founded:04}", datatype=XSD.gYear))
    if address := web_address(record.website):
        yield Triple(subject, FOAF.homepage, NamedNode(address))
    if city := territories.city(record.city, record.country):
        yield Triple(subject, THX.city, city)
    if country := territories.country(record.country):
        yield Triple(subject, THX.country, country)
    if record.status == "inactive":
        yield Triple(subject, THX.state, _INACTIVE)


def _kind(record: Record) -> NamedNode:
    return next((cls for kind, cls in _KINDS.items() if kind in record.types), THX.Actor)


def _is_company(record: Record) -> bool:
    """A company of whose size nothing is told; what is also something else is that."""
    return "company" in record.types and _kind(record) == THX.Actor


def _names(subject: NamedNode, record: Record) -> Iterator[Triple]:
    """One name in each language, the one to show before the others; all others are aliases."""
    ranked = sorted(record.names, key=_rank)
    if not ranked or not ranked[0].text:
        raise ValueError("has no name; a record needs one")
    preferred: dict[str, str] = {}
    for name in ranked:
        if _rank(name) < _ALIAS and name.text:
            preferred.setdefault(name.language, name.text)
    for language, text in preferred.items():
        yield Triple(subject, SKOS.prefLabel, _text(text, language))
    others = {(one.text, one.language): None for one in ranked if one.text and preferred.get(one.language) != one.text}
    for text, language in others:
        yield Triple(subject, SKOS.altLabel, _text(text, language))


def _rank(name: Name) -> int:
    """The name to show, then labels, then all others."""
    return 0 if "ror_display" in name.kinds else 1 if "label" in name.kinds else _ALIAS


def _text(text: str, language: str) -> Literal:
    return Literal(text, language=language) if language else Literal(text)


def _numbers(subject: NamedNode, record: Record) -> Iterator[Triple]:
    for number in record.identifiers.get("wikidata", ()):
        if _WIKIDATA_ID.fullmatch(number):
            yield Triple(subject, SKOS.exactMatch, NamedNode(_WIKIDATA + number))
    for number in record.identifiers.get("isni", ()):
        if isni(number):
            yield Triple(subject, THX.isni, Literal(isni(number)))
    for number in record.identifiers.get("grid", ()):
        yield Triple(subject, THX.grid, Literal(number))


def _affiliation(part: str, whole: str) -> Iterator[Triple]:
    tie = thing("tie", f"ror-{part}-{whole}")
    yield Triple(tie, RDF.type, THX.Affiliation)
    yield Triple(tie, THX.part, _actor(part))
    yield Triple(tie, THX.whole, _actor(whole))


def _succession(original: str, resulting: str) -> Iterator[Triple]:
    change = thing("change", f"ror-{original}-{resulting}")
    yield Triple(change, RDF.type, ORG.ChangeEvent)
    yield Triple(change, ORG.originalOrganization, _actor(original))
    yield Triple(change, ORG.resultingOrganization, _actor(resulting))
