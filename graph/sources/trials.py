"""ClinicalTrials.gov: clinical trials with their sponsors and collaborators, each as its own page states it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from triplehelix.graph.dates import PartialDate
from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.sources.documents import Document
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.rows import Row, rows_of
from triplehelix.graph.sources.slugs import named_slug
from triplehelix.graph.sources.statements import Contents, Stated
from triplehelix.graph.terms import DCT, RDF, SKOS, THX, XSD, thing

__all__ = ["NUMBER", "read_trials"]

NUMBER: Final = "NCT Number"
"""The column that every export has, and no other table."""

_PAGE: Final = "https://clinicaltrials.gov/study/"
_PUBLISHER: Final = "ClinicalTrials.gov, U.S. National Library of Medicine"
_TERMS: Final = "https://clinicaltrials.gov/about-site/terms-conditions"
_TITLES: Final = {"en": "Clinical trials (ClinicalTrials.gov)", "fr": "Essais cliniques (ClinicalTrials.gov)"}
_ID: Final = re.compile(r"NCT\d{8}", re.ASCII)
_DATES: Final = {"Start Date": THX.start, "Completion Date": THX.end}
_PERSON: Final = "INDIV"


def read_trials(files: Sequence[Input], name: str, journal: Journal) -> Contents:  # noqa: ARG001 - no id has the load's name
    """What the CSV files that ClinicalTrials.gov exports state.

    Raises
    ------
    InputError
        While it is read: if a file is no such table, and at the first bad row, unless bad rows are skipped.
    """
    return Contents(_Reading(files, journal).stated(), licence=_TERMS, titles=_TITLES)


@dataclass
class _Reading:
    """The reading of the exports, and what it remembers: the trials it has met, and how each actor is called."""

    files: Sequence[Input]
    journal: Journal
    trials: set[str] = field(default_factory=set)
    names: dict[NamedNode, str] = field(default_factory=dict)
    repeated: int = 0
    persons: int = 0

    def stated(self) -> Iterator[Stated]:
        """What the rows state."""
        for file in self.files:
            for row in rows_of(file, self.journal, check=_check):
                try:
                    yield from self._trial(row)
                except InputError as error:
                    self.journal.reject(error, row.written)
        counted = {
            "rows repeat a trial of a row before, and were dropped": self.repeated,
            "sponsors are persons, and were left out": self.persons,
        }
        self.journal.notes += [f"{count:,} {told}" for told, count in counted.items() if count]

    def _trial(self, row: Row) -> list[Stated]:
        number = _number(row)
        if number in self.trials:
            self.repeated += 1
            return []
        page = Document(f"{_PAGE}{number}", f"{number}: {row['Study Title']}", _PUBLISHER)
        triples = [*_described(number, row), *self._participants(number, row)]
        self.trials.add(number)
        updated = PartialDate.read(row["Last Update Posted"] or row["First Posted"])
        is_day = updated and updated.precision == "date"
        return [
            *(Stated(page.iri, triple) for triple in triples),
            *page.described(updated.written if updated and is_day else ""),
        ]

    def _participants(self, number: str, row: Row) -> Iterator[Triple]:
        """Each organisation once: a sponsor that also stands among its own collaborators is the sponsor."""
        sponsors = [] if row["Funder Type"] == _PERSON else [row["Sponsor"]]
        self.persons += not sponsors
        roles: dict[str, tuple[str, NamedNode]] = {}
        for word, names in (("sponsor", sponsors), ("collaborator", row["Collaborators"].split("|"))):
            for name in filter(None, map(str.strip, names)):
                roles.setdefault(named_slug(name), (name, THX[f"role-{word}"]))
        for slug, (name, role) in roles.items():
            yield from self._participant(number, slug, name, role)

    def _participant(self, number: str, slug: str, name: str, role: NamedNode) -> Iterator[Triple]:
        tie, actor = thing("tie", f"ctgov-{number.lower()}-{slug}"), thing("actor", f"ctgov-{slug}")
        yield Triple(actor, RDF.type, THX.Actor)
        first = self.names.setdefault(actor, name)
        yield Triple(actor, SKOS.prefLabel if name == first else SKOS.altLabel, Literal(name))
        yield Triple(tie, RDF.type, THX.Participation)
        yield Triple(tie, THX.participant, actor)
        yield Triple(tie, THX.initiative, _initiative(number))
        yield Triple(tie, THX.role, role)


def _check(header: Row) -> None:
    for column in (NUMBER, "Study Title"):
        if column not in header.cells:
            message = f"lacks the column {column!r}; export the studies as CSV with all columns"
            raise InputError(message, Place(header.file, header.line))


def _number(row: Row) -> str:
    number = row[NUMBER].upper()
    if not _ID.fullmatch(number):
        raise row.error(NUMBER, f"{row[NUMBER]!r} is not the number of a trial; it is NCT and eight digits")
    if not row["Study Title"]:
        raise row.error("Study Title", f"is empty; write the title of {number}")
    return number


def _initiative(number: str) -> NamedNode:
    return thing("initiative", f"ctgov-{number.lower()}")


def _described(number: str, row: Row) -> Iterator[Triple]:
    subject = _initiative(number)
    yield Triple(subject, RDF.type, THX.ClinicalTrial)
    yield Triple(subject, SKOS.prefLabel, Literal(row["Study Title"]))
    for name in filter(None, (number, row["Acronym"])):
        yield Triple(subject, SKOS.altLabel, Literal(name))
    if row["Brief Summary"]:
        yield Triple(subject, DCT.description, Literal(row["Brief Summary"], language="en"))
    for condition in filter(None, map(str.strip, row["Conditions"].split("|"))):
        yield Triple(subject, THX.topic, Literal(condition, language="en"))
    for column, prop in _DATES.items():
        if row[column]:
            yield Triple(subject, prop, _date(row, column))


def _date(row: Row, column: str) -> Literal:
    try:
        return Literal(row[column], datatype=XSD[PartialDate.parse(row[column]).precision])
    except ValueError as error:
        raise row.error(column, str(error)) from None
