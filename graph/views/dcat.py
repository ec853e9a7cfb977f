"""What is published, for catalogues: DCAT as DCAT-AP 3 asks for it, with VoID's counts.

There is one `dcat:Dataset` for each load, which is also a `void:Dataset` of what its documents state. The merged graph
is a `void:Dataset` beside them. Nothing is invented: what a dataset does not say of itself is absent. Every node has a
name, and none depends on the time of the run.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, serialize

from triplehelix.graph.dates import PartialDate
from triplehelix.graph.lookup import Term, objects, properties, quads, select, subjects
from triplehelix.graph.messages import LANGUAGES, messages
from triplehelix.graph.sources.dataset import DCATAP, VCARD
from triplehelix.graph.terms import (
    BASE,
    DCAT,
    DCT,
    FOAF,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    SKOS,
    THX,
    XSD,
    Namespace,
    day_literal,
    local_name,
    thing,
)
from triplehelix.graph.views.void import VOID, evidence_of, merged, statistics

__all__ = ["PublishedFile", "describe", "description"]

SPDX: Final = Namespace("http://spdx.org/rdf/terms#")
_PREFIXES: Final = {**PREFIXES, "void": VOID.iri, "spdx": SPDX.iri, "vcard": VCARD.iri, "dcatap": DCATAP.iri}
_AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_CATALOGUE: Final = NamedNode(f"{BASE}catalog")

# form -> its name, its media type, the word of the EU's list of file types, and what it holds
_FORMS: Final = {
    "turtle": ("Turtle", "text/turtle", "RDF_TURTLE", "merged"),
    "turtle12": ("Turtle 1.2", "text/turtle", "RDF_TURTLE", "reifiers"),
    "ntriples": ("N-Triples", "application/n-triples", "RDF_N_TRIPLES", "merged"),
    "trig": ("TriG", "application/trig", "RDF_TRIG", "evidence"),
    "nquads": ("N-Quads", "application/n-quads", "RDF_N_QUADS", "evidence"),
    "jsonld": ("JSON-LD", "application/ld+json", "JSON_LD", "evidence"),
}
_LANGUAGES: Final = {"de": "DEU", "en": "ENG", "fr": "FRA", "nl": "NLD"}
_LICENCE_TYPES: Final = {
    "creativecommons.org/licenses/by/": "http://purl.org/adms/licencetype/Attribution",
    "creativecommons.org/publicdomain/zero/": "http://purl.org/adms/licencetype/PublicDomain",
}
# what the load says of itself that DCAT says in the same words
_SAME: Final = (
    DCT.issued, DCT.license, DCT.publisher, DCT.spatial, DCAT.contactPoint, DCAT.keyword, DCAT.theme,
)  # fmt: skip
_OF_CATALOGUE: Final = (DCT.license, DCT.publisher, DCT.spatial)


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """An export as a file: its form, its size in bytes, its SHA-256, and where it will be found if that is known."""

    form: str
    size: int
    sha256: str
    url: str = ""

    @classmethod
    def of(cls, path: Path, form: str, url: str = "") -> Self:
        """What is to be said of a file that is there."""
        with path.open("rb") as file:
            return cls(form, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest(), url)


def describe(store: Store, file: PublishedFile | None = None) -> bytes:
    """The description as Turtle; the same store and file give the same bytes."""
    triples = sorted(set(description(store, file)), key=str)
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=_PREFIXES) or b""


def description(store: Store, file: PublishedFile | None = None) -> Iterator[Triple]:
    """The catalogue, its datasets, the file as their distribution, and the counts of each and of the merged graph.

    >>> from triplehelix.graph.bundled import open_bundled
    >>> any(triple.predicate == DCAT.dataset for triple in description(open_bundled()))
    True
    """
    loads = [_Load(store, name) for name in sorted(subjects(store, RDF.type, THX.Load), key=str)]
    yield from _catalogue(loads)
    for load in loads:
        yield from _dataset(load)
        yield from statistics(store, load.dataset, evidence_of(load.name))
        if file:
            yield from _distribution(load, file)
    yield from _ecosystem(store, loads)
    yield from _named_things(store, loads)


class _Load:
    """What a load says of itself, in its own graph."""

    def __init__(self, store: Store, name: NamedNode) -> None:
        self.name = name
        self.store = store
        self.facts: list[tuple[NamedNode, Term]] = properties(store, name, name)
        self.dataset = thing("dataset", local_name(name.value))

    def values(self, prop: NamedNode) -> list[Term]:
        return sorted((value for said, value in self.facts if said == prop), key=str)

    @property
    def titles(self) -> Mapping[str, str]:
        """The title in each language; its name where it has none."""
        return _in_languages(self.values(DCT.title)) or dict.fromkeys(LANGUAGES, local_name(self.name.value))

    def title(self, language: str) -> str:
        """The title in a language, or else in any."""
        return self.titles.get(language) or next(iter(self.titles.values()))

    @property
    def descriptions(self) -> Mapping[str, str]:
        source = "".join(value.value for value in self.values(DCT.source))
        return _in_languages(self.values(RDFS.comment)) or _told("dataset", input=source)

    @property
    def modified(self) -> list[Term]:
        return self.values(DCT.modified) or self.values(DCT.issued)


def _in_languages(texts: Sequence[Term]) -> dict[str, str]:
    return {text.language or "en": text.value for text in texts if isinstance(text, Literal)}


def _told(key: str, **values: object) -> dict[str, str]:
    return {language: messages(language)(f"catalogue.{key}", **values) for language in LANGUAGES}


def _texts(subject: NamedNode, prop: NamedNode, texts: Mapping[str, str]) -> Iterator[Triple]:
    yield from (Triple(subject, prop, Literal(text, language=language)) for language, text in texts.items())


def _all(subject: NamedNode, prop: NamedNode, values: Sequence[Term]) -> Iterator[Triple]:
    yield from (Triple(subject, prop, value) for value in values)


def _catalogue(loads: Sequence[_Load]) -> Iterator[Triple]:
    yield Triple(_CATALOGUE, RDF.type, DCAT.Catalog)
    for language in LANGUAGES:
        say = messages(language)
        titles = say("list.and").join(load.title(language) for load in loads)
        title = say("catalogue.title", titles=titles) if loads else say("catalogue.ecosystem")
        yield from _texts(_CATALOGUE, DCT.title, {language: title})
    yield from _texts(_CATALOGUE, DCT.description, _told("description"))
    yield from _all(_CATALOGUE, DCT.issued, _first(loads, DCT.issued))
    yield from _all(_CATALOGUE, DCT.modified, sorted((day for load in loads for day in load.modified), key=str)[-1:])
    yield from _all(_CATALOGUE, FOAF.homepage, _first(loads, FOAF.homepage))
    for load in loads:
        yield Triple(_CATALOGUE, DCAT.dataset, load.dataset)
        yield from _all(_CATALOGUE, DCT.language, _languages(load))
        for prop in _OF_CATALOGUE:
            yield from _all(_CATALOGUE, prop, load.values(prop))
        yield from _all(_CATALOGUE, DCAT.themeTaxonomy, [_taxonomy(theme) for theme in load.values(DCAT.theme)])


def _first(loads: Sequence[_Load], prop: NamedNode) -> list[Term]:
    """The smallest value of all: a catalogue is as old as its oldest dataset, and has one homepage."""
    return sorted((value for load in loads for value in load.values(prop)), key=str)[:1]


def _languages(load: _Load) -> list[Term]:
    codes = [value.value for value in load.values(DCT.language)]
    return [NamedNode(f"{_AUTHORITY}language/{_LANGUAGES[code]}") for code in codes if code in _LANGUAGES]


def _taxonomy(theme: Term) -> NamedNode:
    """The list that a theme is of: what stands before its last part."""
    return NamedNode(theme.value.rpartition("#" if "#" in theme.value else "/")[0])


def _dataset(load: _Load) -> Iterator[Triple]:
    yield Triple(load.dataset, RDF.type, DCAT.Dataset)
    yield Triple(load.dataset, RDF.type, VOID.Dataset)
    yield Triple(load.dataset, PROV.wasGeneratedBy, load.name)
    yield Triple(load.dataset, DCT.conformsTo, NamedNode(PREFIXES["thx"].removesuffix("#")))
    yield Triple(load.dataset, VOID.uriSpace, Literal(BASE))
    yield from _texts(load.dataset, DCT.title, load.titles)
    yield from _texts(load.dataset, DCT.description, load.descriptions)
    yield from _all(load.dataset, DCT.modified, load.modified)
    yield from _all(load.dataset, DCT.language, _languages(load))
    yield from _all(load.dataset, DCAT.landingPage, load.values(FOAF.homepage))
    for prop in _SAME:
        yield from _all(load.dataset, prop, load.values(prop))
    yield from _period(load)


def _period(load: _Load) -> Iterator[Triple]:
    """The time from the first to the last day that the dates of its ties and initiatives allow."""
    dated = " ".join(map(str, (THX.start, THX.end, THX.date)))
    pattern = f"{{ {evidence_of(load.name)} }} FILTER(?p = ?dated)"
    found = select(load.store, f"SELECT DISTINCT ?o {{ VALUES ?dated {{ {dated} }} {pattern} }}")
    bounds = [bound for row in found if (bound := PartialDate.read(row["o"].value))]
    if bounds:
        period = NamedNode(f"{load.dataset.value}/period")
        yield Triple(load.dataset, DCT.temporal, period)
        yield Triple(period, RDF.type, DCT.PeriodOfTime)
        yield Triple(period, DCAT.startDate, day_literal(min(bound.first for bound in bounds)))
        yield Triple(period, DCAT.endDate, day_literal(max(bound.last for bound in bounds)))


def _distribution(load: _Load, file: PublishedFile) -> Iterator[Triple]:
    name, media_type, file_type, content = _FORMS[file.form]
    node = thing("distribution", f"{local_name(load.name.value)}/{file.form}")
    yield Triple(load.dataset, DCAT.distribution, node)
    yield Triple(node, RDF.type, DCAT.Distribution)
    for language in LANGUAGES:
        say = messages(language)
        title = say("catalogue.file", title=load.title(language), format=name)
        yield from _texts(node, DCT.title, {language: title})
        held = say("catalogue.file_description", content=say(f"catalogue.content_{content}"))
        yield from _texts(node, DCT.description, {language: held})
    yield Triple(node, DCAT.mediaType, NamedNode(_MEDIA_TYPES + media_type))
    yield Triple(node, DCT.format, NamedNode(f"{_AUTHORITY}file-type/{file_type}"))
    yield Triple(node, DCAT.byteSize, Literal(str(file.size), datatype=XSD.nonNegativeInteger))
    for prop in (DCT.license, DCT.issued, DCATAP.availability):
        yield from _all(node, prop, load.values(prop))
    yield from _all(node, DCT.modified, load.modified)
    yield from _places(load, node, file)
    yield from _checksum(node, file)


def _places(load: _Load, node: NamedNode, file: PublishedFile) -> Iterator[Triple]:
    """Where to get it: at its own address; where that is unknown, at the dataset's page, or else at its name."""
    if file.url:
        yield Triple(node, DCAT.downloadURL, NamedNode(file.url))
        yield Triple(load.dataset, VOID.dataDump, NamedNode(file.url))
    pages = [NamedNode(file.url)] if file.url else load.values(FOAF.homepage) or [load.dataset]
    yield from _all(node, DCAT.accessURL, pages)


def _checksum(node: NamedNode, file: PublishedFile) -> Iterator[Triple]:
    checksum = NamedNode(f"{node.value}/checksum")
    yield Triple(node, SPDX.checksum, checksum)
    yield Triple(checksum, RDF.type, SPDX.Checksum)
    yield Triple(checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256)
    yield Triple(checksum, SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary))


def _ecosystem(store: Store, loads: Sequence[_Load]) -> Iterator[Triple]:
    """All of it as VoID sees it: the merged graph and, beside it, the evidence of each load."""
    whole, graph = NamedNode(f"{_CATALOGUE.value}/ecosystem"), NamedNode(f"{_CATALOGUE.value}/merged")
    yield Triple(whole, RDF.type, VOID.Dataset)
    yield from _texts(whole, DCT.title, _told("ecosystem"))
    yield Triple(whole, VOID.subset, graph)
    yield Triple(graph, RDF.type, VOID.Dataset)
    yield from _texts(graph, DCT.title, _told("merged"))
    yield from _texts(graph, DCT.description, _told("merged_description"))
    for load in loads:
        yield Triple(whole, VOID.subset, load.dataset)
        yield Triple(graph, PROV.wasDerivedFrom, load.dataset)
    yield from statistics(store, graph, merged())


def _named_things(store: Store, loads: Sequence[_Load]) -> Iterator[Triple]:
    """What a catalogue must know of the licences, places, publishers and contacts that it names."""
    for load in loads:
        for licence in load.values(DCT.license):
            yield from _licence(licence)
        for place in load.values(DCT.spatial):
            yield from _place(store, place)
        for prop in (DCT.publisher, DCAT.contactPoint):
            for agent in load.values(prop):
                yield from (Triple(s, p, o) for s, p, o, _ in quads(store, _node(agent), None, None, load.name))


def _licence(licence: Term) -> Iterator[Triple]:
    yield Triple(_node(licence), RDF.type, DCT.LicenseDocument)
    for part, kind in _LICENCE_TYPES.items():
        if part in licence.value:
            yield Triple(_node(licence), DCT.type, NamedNode(kind))


def _place(store: Store, place: Term) -> Iterator[Triple]:
    yield Triple(_node(place), RDF.type, DCT.Location)
    yield from _all(_node(place), SKOS.prefLabel, objects(store, _node(place), SKOS.prefLabel))


def _node(term: Term) -> NamedNode:
    return term if isinstance(term, NamedNode) else NamedNode(term.value)
