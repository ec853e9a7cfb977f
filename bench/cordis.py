"""Made-up data in the files that CORDIS offers for download: the projects of the generator, with all real columns.

What makes real downloads hard is in it, at fixed places: an organisation that is written in two ways, two organisations
with one name, the EU's own country codes, sums in three notations or missing, texts with line breaks and quotes.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bench.generator import Organisation, Project, Seat, objective, projects

__all__ = ["ORGANIZATION_COLUMNS", "PROJECT_COLUMNS", "write_cordis"]

PROJECT_COLUMNS: Final = (
    "id", "acronym", "status", "title", "startDate", "endDate", "totalCost", "ecMaxContribution", "legalBasis",
    "topics", "ecSignatureDate", "frameworkProgramme", "masterCall", "subCall", "fundingScheme", "nature", "objective",
    "contentUpdateDate", "rcn", "grantDoi",
)  # fmt: skip
ORGANIZATION_COLUMNS: Final = (
    "projectID", "projectAcronym", "organisationID", "vatNumber", "name", "shortName", "SME", "activityType", "street",
    "postCode", "city", "country", "nutsCode", "geolocation", "organizationURL", "contactForm", "contentUpdateDate",
    "rcn", "order", "role", "ecContribution", "netEcContribution", "totalCost", "endOfParticipation", "active",
)  # fmt: skip
_ACTIVITY: Final = {
    "University": "HES",
    "ResearchCentre": "REC",
    "Hospital": "OTH",
    "GovernmentBody": "PUB",
    "SME": "PRC",
    "LargeCompany": "PRC",
}
_OWN_CODES: Final = {"gb": "UK", "gr": "EL"}
_ROLES: Final = ("participant",) * 9 + ("thirdParty", "associatedPartner", "partner")
_UPDATED: Final = "2026-01-15 10:30:00"


def write_cordis(path: Path, n_projects: int = 35_000, seed: int = 1) -> None:
    """Write a zip as CORDIS offers it; 35,000 projects have about 175,000 participations of 30,000 organisations."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        _write(archive, "project.csv", PROJECT_COLUMNS, map(_project_row, islice(projects(seed), n_projects)))
        seats = (row for project in islice(projects(seed), n_projects) for row in _seat_rows(project))
        _write(archive, "organization.csv", ORGANIZATION_COLUMNS, seats)
        topics = ((_id(project), _topic(project), "A topic") for project in islice(projects(seed), n_projects))
        _write(archive, "topics.csv", ("projectID", "topic", "title"), topics)


def _write(archive: ZipFile, name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    # a date of its own, or else the zip would tell when it was written
    with (
        archive.open(_dated(name), "w") as member,
        io.TextIOWrapper(member, encoding="utf-8", newline="") as text,
    ):
        writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _dated(name: str) -> ZipInfo:
    info = ZipInfo(name, date_time=(2026, 1, 15, 0, 0, 0))
    info.compress_type = ZIP_DEFLATED
    return info


def _project_row(project: Project) -> tuple[str, ...]:
    number = int(_id(project))
    budget = sum(seat.amount for seat in project.seats)
    return (
        _id(project), project.name.upper().replace(" ", "-"), "SIGNED", f'{project.name} on "new" therapies',
        str(project.start), str(project.end), _sum(number, 2 * budget), _sum(number + 1, budget), "HORIZON.2.1",
        _topic(project), str(project.start), "HORIZON", f"HORIZON-{project.start.year}",
        f"HORIZON-{project.start.year}-01", "HORIZON-RIA", "", objective(project).replace(". ", ".\n", 1),
        _UPDATED, str(number), f"10.3030/{_id(project)}",
    )  # fmt: skip


def _seat_rows(project: Project) -> Iterator[tuple[str, ...]]:
    for order, seat in enumerate(project.seats, start=1):
        yield (_id(project), project.name.upper().replace(" ", "-"), *_organisation(seat), *_part(project, order, seat))


def _organisation(seat: Seat) -> tuple[str, ...]:
    organisation = seat.organisation
    number, code = _number(organisation), _OWN_CODES.get(organisation.country, organisation.country.upper())
    return (
        str(900_000_000 + number), f"{organisation.country.upper()}{number:09}", _name(seat), f"O{number}",
        str(organisation.kind == "SME").lower(), _ACTIVITY[organisation.kind], f"{number}, Main Street",
        f"{number % 9999:04}", f"Town {number % 400}", code, f"{code}123", "50.1,4.2",
        f"http://www.o{number}.example" if number % 7 else "http://", "https://ec.europa.eu/form",
        _UPDATED, str(number),
    )  # fmt: skip


def _name(seat: Seat) -> str:
    """Each tenth organisation has the name of the one before; each fifth is written in another way the second time."""
    number = _number(seat.organisation)
    name = f"Organisation {number - (number % 10 == 0)} Ltd"
    return name if seat.is_new or number % 5 else name.upper()


def _part(project: Project, order: int, seat: Seat) -> tuple[str, ...]:
    number = _number(seat.organisation) + order
    role = "coordinator" if seat.role == "role-coordinator" else _ROLES[number % len(_ROLES)]
    share = "" if role == "associatedPartner" else _sum(number, seat.amount)
    ended = str(project.id.endswith("7") and order > 1).lower()
    return str(order), role, share, share, _sum(number, seat.amount + 1000), ended, "true"


def _sum(number: int, euros: int) -> str:
    """A sum in one of the notations that occur, by number."""
    cents = number % 100
    notations = {3: f"{euros:.5e}", 5: f"{euros:,}.00".replace(",", " ").replace(".", ","), 7: f"{euros}.{cents:02}"}
    return notations.get(number % 11, str(euros))


def _topic(project: Project) -> str:
    return f"HORIZON-{project.start.year}-{len(project.seats):02}"


def _id(project: Project) -> str:
    return str(101_000_000 + int(project.id.removeprefix("cordis-")))


def _number(organisation: Organisation) -> int:
    return int(organisation.id.removeprefix("pic-"))
