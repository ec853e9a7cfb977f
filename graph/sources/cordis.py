"""CORDIS downloads: the projects of the European Union's framework programmes and who takes part in them.

Projects are read first, then the participations row by row, then each organisation once; only what tells whether
something was told before is held in memory.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.sources.cordis_organisations import (
    Organisations,
    deduced_triples,
    has_ended,
    participation_triples,
    tie,
)
from triplehelix.graph.sources.cordis_projects import (
    CORDIS,
    Framework,
    code_triples,
    date_of,
    framework_of,
    project_named,
    project_triples,
)
from triplehelix.graph.sources.cordis_tables import (
    Kind,
    columns_of,
    former_names,
    kind_of,
    number,
    todays,
    updated,
)
from triplehelix.graph.sources.documents import Document
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.rows import Row, rows_of
from triplehelix.graph.sources.statements import Contents, Stated
from triplehelix.graph.sources.territories import Territories

__all__ = ["read_cordis"]

_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_TITLES: Final = {
    "en": "Projects of the European Union's framework programmes (CORDIS)",
    "fr": "Projets des programmes-cadres de l’Union européenne (CORDIS)",
}


def read_cordis(files: Sequence[Input], name: str, journal: Journal) -> Contents:  # noqa: ARG001 - no id has the load's name
    """What the tables of a CORDIS download state (CSV or XLSX): `project`, `organization`, or only one of them.

    Files that are other tables of the download, or none, are left out and noted.

    Raises
    ------
    InputError
        If no file is such a table; while it is read, at the first bad row, unless bad rows are skipped.
    """
    tables = [
        _Table(file, kind, former_names(columns)) for file in files if (kind := kind_of(columns := columns_of(file)))
    ]
    if not tables:
        raise InputError("holds no table of CORDIS (project, organization)", Place(files[0].name if files else ""))
    left_out = sorted({file.name for file in files} - {table.file.name for table in tables})
    journal.notes += [f"{one}: left out; it is neither the projects nor the organisations" for one in left_out]
    return Contents(_Reading(tables, journal).stated(), licence=_LICENCE, titles=_TITLES)


@dataclass(frozen=True, slots=True)
class _Table:
    file: Input
    kind: Kind
    former: Mapping[str, str]
    """Its columns whose names have changed."""


@dataclass
class _Reading:
    """The reading of one download, and what it remembers: which things it has met, and who states them."""

    tables: Sequence[_Table]
    journal: Journal
    projects: dict[str, Document] = field(default_factory=dict)
    """Each project with the document that states it."""
    starts: dict[str, Literal] = field(default_factory=dict)
    participations: set[NamedNode] = field(default_factory=set)
    organisations: Organisations = field(default_factory=Organisations)
    frameworks: set[Framework] = field(default_factory=set)
    days: dict[Document, str] = field(default_factory=dict)
    """Each document that states something, with the newest day on which one of its rows was brought up to date."""
    repeated: int = 0
    astray: int = 0

    def stated(self) -> Iterator[Stated]:
        """What the tables state."""
        yield from self._all("project", self._project)
        if self.projects:
            yield from self._all("organization", self._organisation)
        else:
            yield from self._all("organization", self._organisation_alone)
        yield from self._all("code", self._codes)
        yield from self._organisations()
        for document, day in self.days.items():
            yield from document.described(day)
        self._conclude()

    def _all(self, kind: Kind, read: Callable[[Row], list[Stated]]) -> Iterator[Stated]:
        """What the rows of one kind of table state; a row that is wrong anywhere states nothing."""
        for table in self.tables:
            if table.kind == kind:
                for row in todays(rows_of(table.file, self.journal), table.former):
                    try:
                        yield from read(row)
                    except InputError as error:
                        self.journal.reject(error, row.written)

    def _project(self, row: Row) -> list[Stated]:
        project = number(row, "id")
        if project in self.projects:
            self.repeated += 1
            return []
        framework = framework_of(row)
        document = framework.document if framework else CORDIS
        triples = list(project_triples(row, framework))
        self.projects[project] = document
        if row["startDate"]:
            self.starts[project] = date_of(row, "startDate")
        if framework and framework not in self.frameworks:
            self.frameworks.add(framework)
            triples += framework.described()
        return self._said(document, row, triples)

    def _organisation(self, row: Row) -> list[Stated]:
        pic = number(row, "organisationID")
        if not row["name"]:
            raise row.error("name", f"is empty; write the name of the organisation {pic}")
        document = self.projects.get(row["projectID"], CORDIS)
        said = self._participation(row, document) if "projectID" in row.cells else []
        self.organisations.add(row, document)
        return said

    def _participation(self, row: Row, document: Document) -> list[Stated]:
        project, subject = row["projectID"], tie(row)
        if subject in self.participations:
            self.repeated += 1
            return []
        if project not in self.projects:
            self.astray += 1
            return []
        said = self._said(document, row, participation_triples(subject, row))
        self.participations.add(subject)
        if has_ended(row) and project in self.starts:
            deduced = deduced_triples(subject, row, self.starts[project])
            said += (Stated(document.iri, triple, deduced=True) for triple in deduced)
        return said

    def _organisation_alone(self, row: Row) -> list[Stated]:
        """Without the table of projects, each project is known by its number and acronym."""
        if "projectID" not in row.cells:
            return self._organisation(row)
        project = number(row, "projectID")
        named = project_named(project, row["projectAcronym"]) if project not in self.projects else []
        self.projects.setdefault(project, CORDIS)
        return [*self._said(CORDIS, row, named), *self._organisation(row)]

    def _codes(self, row: Row) -> list[Stated]:
        project = number(row, "projectID")
        if self.projects and project not in self.projects:
            self.astray += 1
            return []
        return self._said(self.projects.get(project, CORDIS), row, code_triples(row))

    def _said(self, document: Document, row: Row, triples: Iterable[Triple]) -> list[Stated]:
        self.days[document] = max(self.days.get(document, ""), updated(row))
        iri = document.iri
        return [Stated(iri, triple) for triple in triples]

    def _organisations(self) -> Iterator[Stated]:
        territories = Territories(CORDIS.iri)
        yield from self.organisations.stated(territories)
        yield from territories.stated()
        self.journal.notes += [
            f"{count} organisations have the country code {code!r}, which is none; their country is left open"
            for code, count in territories.unknown.items()
        ]
        if len(self.organisations):
            self.days.setdefault(CORDIS, "")

    def _conclude(self) -> None:
        counted = {
            "rows repeat a project or participation of a row before, and were dropped": self.repeated,
            "rows name a project that the table of projects has not, and were left out": self.astray,
            "organisations have no address of a website where it should stand": self.organisations.without_address,
        }
        self.journal.notes += [f"{count:,} {told}" for told, count in counted.items() if count]
