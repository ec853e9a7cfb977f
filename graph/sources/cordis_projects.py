"""What a row of a CORDIS table of projects becomes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from triplehelix.graph.dates import PartialDate
from triplehelix.graph.sources.documents import Document
from triplehelix.graph.sources.rows import Row
from triplehelix.graph.sources.sums import euros
from triplehelix.graph.terms import DCT, RDF, SKOS, THX, XSD, thing

__all__ = ["CORDIS", "Framework", "code_triples", "framework_of", "initiative", "project_named", "project_triples"]

_PUBLISHER: Final = "Publications Office of the European Union"
_DATA: Final = "https://data.europa.eu/data/datasets/"
CORDIS: Final = Document("https://cordis.europa.eu/", "CORDIS: results of EU research", _PUBLISHER)


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework programme: its code in CORDIS, its name, and the public data set that has its projects."""

    code: str
    name: str
    document: Document

    @property
    def iri(self) -> NamedNode:
        """The programme as an initiative."""
        return thing("initiative", f"cordis-programme-{self.code.lower()}")

    def described(self) -> Iterator[Triple]:
        """What is said of the programme itself."""
        yield Triple(self.iri, RDF.type, THX.Programme)
        yield Triple(self.iri, SKOS.prefLabel, Literal(self.name))
        yield Triple(self.iri, SKOS.altLabel, Literal(self.code))


def _framework(code: str, name: str, dataset: str, years: str) -> Framework:
    title = f"CORDIS - EU research projects under {name} ({years})"
    return Framework(code, name, Document(_DATA + dataset, title, _PUBLISHER))


_FRAMEWORKS: Final[Mapping[str, Framework]] = {
    framework.code: framework
    for framework in (
        _framework("FP7", "Seventh Framework Programme", "cordisfp7projects", "2007-2013"),
        _framework("H2020", "Horizon 2020", "cordish2020projects", "2014-2020"),
        _framework(
            "HORIZON", "Horizon Europe", "cordis-eu-research-projects-under-horizon-europe-2021-2027", "2021-2027"
        ),
    )
}
_TEXTS: Final = {
    "objective": DCT.description,
    "fundingScheme": THX.fundingScheme,
    "masterCall": THX.callIdentifier,
    "subCall": THX.callIdentifier,
}
_CODES: Final = {"topics": THX.callTopic, "topic": THX.callTopic, "legalBasis": THX.legalBasis}
_SUMS: Final = {"totalCost": (THX.budget, "budget"), "ecMaxContribution": (THX.ceiling, "ceiling")}
_DATES: Final = {"startDate": THX.start, "endDate": THX.end}


def framework_of(row: Row) -> Framework | None:
    """The framework programme of a project; before 2014 only the code of the legal basis tells it."""
    code = row["frameworkProgramme"] or row["legalBasis"].partition("-")[0]
    return _FRAMEWORKS.get(code)


def initiative(project: str) -> NamedNode:
    """The project of a number."""
    return thing("initiative", f"cordis-{project}")


def project_triples(row: Row, framework: Framework | None) -> Iterator[Triple]:
    """What a row says of a project.

    Raises
    ------
    InputError
        If a date is none, or a sum.
    """
    subject = initiative(row["id"])
    yield from _names(subject, row["id"], row["acronym"], row["title"])
    if framework:
        yield Triple(subject, DCT.isPartOf, framework.iri)
    yield from _grant(subject, row)
    for column, (prop, word) in _SUMS.items():
        yield from euros(subject, prop, word, row, column)
    for column, prop in _DATES.items():
        if row[column]:
            yield Triple(subject, prop, date_of(row, column))


def _grant(subject: NamedNode, row: Row) -> Iterator[Triple]:
    for column, prop in _TEXTS.items():
        if row[column]:
            yield Triple(subject, prop, Literal(row[column]))
    for column in ("topics", "legalBasis"):
        yield from (Triple(subject, _CODES[column], Literal(code)) for code in _listed(row[column]))
    if row["grantDoi"]:
        yield Triple(subject, SKOS.exactMatch, _doi(row))


def project_named(project: str, acronym: str) -> Iterator[Triple]:
    """What the table of organisations says of a project."""
    return _names(initiative(project), project, acronym, "")


def code_triples(row: Row) -> Iterator[Triple]:
    """What a table of codes says of a project: the topics of calls, or its legal bases."""
    for column, prop in _CODES.items():
        if row[column]:
            yield Triple(initiative(row["projectID"]), prop, Literal(row[column]))


def date_of(row: Row, column: str) -> Literal:
    """The date in a cell, without a time of the day.

    Raises
    ------
    InputError
        If it is none.
    """
    try:
        return _date(row[column].partition(" ")[0])
    except ValueError as error:
        raise row.error(column, str(error)) from None


@lru_cache(maxsize=1 << 16)
def _date(written: str) -> Literal:
    return Literal(written, datatype=XSD[PartialDate.parse(written).precision])


def _names(subject: NamedNode, project: str, acronym: str, title: str) -> Iterator[Triple]:
    """People call a project by its acronym, which the table of organisations gives, too."""
    yield Triple(subject, RDF.type, THX.Project)
    yield Triple(subject, THX.grantAgreement, Literal(project))
    yield Triple(subject, SKOS.prefLabel, Literal(acronym or title or f"CORDIS {project}"))
    if acronym and title:
        yield Triple(subject, SKOS.altLabel, Literal(title))


def _listed(text: str) -> list[str]:
    return [item.strip() for item in text.replace(",", ";").split(";") if item.strip()]


def _doi(row: Row) -> NamedNode:
    text = row["grantDoi"]
    try:
        return NamedNode(f"https://doi.org/{text.removeprefix('https://doi.org/')}")
    except ValueError:
        raise row.error("grantDoi", f"{text!r} is not a DOI; write one such as 10.3030/101000001") from None
