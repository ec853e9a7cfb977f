"""Made-up data that is shaped like the EU's projects: organisations x projects, the same for the same seed.

Consortium sizes are geometric with mean 5. Who takes part is drawn by preferential attachment (Simon's model): with a
fixed chance a newcomer, otherwise whoever holds a seat drawn from all seats so far, so that a few organisations are
nearly everywhere and most take part once.

References
----------
H. A. Simon (1955), On a class of skew distribution functions, Biometrika 42.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Final

__all__ = [
    "MEAN_CONSORTIUM",
    "Organisation",
    "Project",
    "Seat",
    "n_triples",
    "objective",
    "projects",
    "write_meetings",
    "write_n_triples",
]

MEAN_CONSORTIUM: Final = 5
_NEWCOMERS: Final = 0.17  # 30,000 organisations hold 175,000 seats in Horizon Europe
_FIRST_DAY: Final = date(2014, 1, 1)
_DAYS: Final = 3650
# as often as CORDIS has them, roughly
_KINDS: Final = (
    "SME",
    "SME",
    "LargeCompany",
    "University",
    "University",
    "ResearchCentre",
    "Hospital",
    "GovernmentBody",
)
_COUNTRIES: Final = ("de", "es", "it", "fr", "be", "nl", "gr", "gb", "pt", "se", "at", "fi", "pl", "ie", "dk", "ch")

_ID: Final = "https://w3id.org/triplehelix/id/"
_THX: Final = "https://w3id.org/triplehelix/ontology#"
_THERAPIES: Final = ("cell-therapy", "gene-therapy", "exosome-therapy", "phage-therapy", "vaccine", "immunotherapy")
_STAGES: Final = (
    "basic-research", "preclinical", "clinical", "process-development", "manufacturing", "quality-control", "equipment",
)  # fmt: skip
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_DCT: Final = "http://purl.org/dc/terms/"
_ORG: Final = "http://www.w3.org/ns/org#"
_FOAF: Final = "http://xmlns.com/foaf/0.1/"
_TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LABEL: Final = f"<{_SKOS}prefLabel>"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who takes part in projects."""

    id: str
    kind: str
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Seat:
    """One organisation's part in one project."""

    organisation: Organisation
    is_new: bool
    """Whether the organisation takes part for the first time."""
    role: str
    amount: int


@dataclass(frozen=True, slots=True)
class Project:
    """A project with its consortium, the coordinator first."""

    id: str
    name: str
    start: date
    end: date
    seats: tuple[Seat, ...]


def projects(seed: int = 1) -> Iterator[Project]:
    """Projects without end."""
    dice = Random(seed)
    seats: list[Organisation] = []
    for number in count(1):
        size = 1 + int(math.log(1 - dice.random()) / math.log(1 - 1 / MEAN_CONSORTIUM))
        start = _FIRST_DAY + timedelta(days=dice.randrange(_DAYS))
        end = start + timedelta(days=30 * dice.randint(12, 60))
        yield Project(f"cordis-{number}", f"Project {number}", start, end, _consortium(dice, seats, size))


def _consortium(dice: Random, seats: list[Organisation], size: int) -> tuple[Seat, ...]:
    """As many organisations as a project has seats, each once; `seats` are all that were ever taken."""
    chosen: dict[str, Seat] = {}
    while len(chosen) < size:
        is_new = not seats or dice.random() < _NEWCOMERS
        organisation = _newcomer(dice, seats) if is_new else dice.choice(seats)
        if organisation.id not in chosen:
            role = "role-partner" if chosen else "role-coordinator"
            chosen[organisation.id] = Seat(organisation, is_new, role, amount=1000 * dice.randint(20, 2000))
            seats.append(organisation)
    return tuple(chosen.values())


def _newcomer(dice: Random, seats: list[Organisation]) -> Organisation:
    # no two newcomers come at the same number of seats, so that number names them
    number = len(seats) + 1
    kind = dice.choice(_KINDS)
    return Organisation(f"pic-{number}", kind, f"{kind} {number}", dice.choice(_COUNTRIES))


def n_triples(at_least: int, seed: int = 1, *, dated: bool = False) -> Iterator[str]:
    """Lines of N-Triples in our vocabulary, project by project, until there are as many as asked for.

    With dates, the merge gives each participation the four bounds of its project: half a triple more for each triple.
    """
    written = 0
    for project in projects(seed):
        if written >= at_least:
            return
        for line in _project_lines(project, dated=dated):
            written += 1
            yield line


def write_n_triples(path: Path, at_least: int, seed: int = 1, *, dated: bool = False) -> int:
    """Write what `n_triples` makes, and tell how many they are."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        return sum(bool(file.write(line)) for line in n_triples(at_least, seed, dated=dated))


def write_meetings(path: Path, n_projects: int, seed: int = 1) -> None:
    """Write who takes part in what, of so many projects, with the classes of the organisations: nothing else."""
    classes = (f"<{_THX}{kind}> <{_RDFS}subClassOf> <{_THX}Actor> .\n" for kind in dict.fromkeys(_KINDS))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(classes)
        for project in islice(projects(seed), n_projects):
            file.writelines(_meeting_lines(project))


def _meeting_lines(project: Project) -> Iterator[str]:
    for order, seat in enumerate(project.seats, start=1):
        actor, tie = f"<{_ID}actor/{seat.organisation.id}>", f"<{_ID}tie/{project.id}-{seat.organisation.id}-{order}>"
        if seat.is_new:
            yield f"{actor} {_TYPE} <{_THX}{seat.organisation.kind}> .\n"
        yield f"{tie} <{_THX}participant> {actor} .\n"
        yield f"{tie} <{_THX}initiative> <{_ID}initiative/{project.id}> .\n"


def _project_lines(project: Project, *, dated: bool) -> Iterator[str]:
    initiative = f"{_ID}initiative/{project.id}"
    yield f"<{initiative}> {_TYPE} <{_THX}Project> .\n"
    yield f'<{initiative}> {_LABEL} "{project.name}"@en .\n'
    yield f'<{initiative}> <{_SKOS}altLabel> "{project.name.upper()}" .\n'
    yield f'<{initiative}> <{_DCT}description> "{objective(project)}"@en .\n'
    yield f'<{initiative}> <{_THX}grantAgreement> "{project.id.removeprefix("cordis-"):0>9}" .\n'
    yield f'<{initiative}> <{_THX}topic> "HORIZON-{project.start.year}-{len(project.seats)}"@en .\n'
    yield from _money_lines(initiative, "budget", sum(seat.amount for seat in project.seats))
    if dated:
        yield f'<{initiative}> <{_THX}start> "{project.start}"^^<{_XSD}date> .\n'
        yield f'<{initiative}> <{_THX}end> "{project.end}"^^<{_XSD}date> .\n'
    for order, seat in enumerate(project.seats, start=1):
        if seat.is_new:
            yield from _actor_lines(seat.organisation)
        yield from _participation_lines(seat, initiative, f"{_ID}tie/{project.id}-{seat.organisation.id}-{order}")


def objective(project: Project) -> str:
    """As long as such texts are."""
    names = [seat.organisation.name for seat in project.seats]
    return " ".join(f"{project.name} works on therapy {n} with {name}." for n, name in enumerate(names * 3))


def write_specialities(path: Path, n_projects: int, seed: int = 1) -> None:
    """Write on which therapy, at which stage each third organisation of so many projects works.

    A third of all pairs of a therapy and a stage has nobody: the white spots.
    """
    dice = Random(seed)
    pairs = [
        (therapy, stage)
        for one, therapy in enumerate(_THERAPIES)
        for other, stage in enumerate(_STAGES)
        if (one + other) % 3
    ]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for seat in (seat for project in islice(projects(seed), n_projects) for seat in project.seats if seat.is_new):
            if not dice.randrange(3):
                file.writelines(_speciality_lines(seat.organisation, *dice.choice(pairs)))


def _speciality_lines(organisation: Organisation, therapy: str, stage: str) -> Iterator[str]:
    actor = f"<{_ID}actor/{organisation.id}>"
    yield f"{actor} {_TYPE} <{_THX}{organisation.kind}> .\n"
    yield f"{actor} <{_THX}therapy> <{_THX}{therapy}> .\n"
    yield f"{actor} <{_THX}stage> <{_THX}{stage}> .\n"


def _actor_lines(organisation: Organisation) -> Iterator[str]:
    actor = f"<{_ID}actor/{organisation.id}>"
    number = organisation.id.removeprefix("pic-")
    yield f"{actor} {_TYPE} <{_THX}{organisation.kind}> .\n"
    yield f'{actor} {_LABEL} "{organisation.name}"@en .\n'
    yield f'{actor} <{_SKOS}altLabel> "{organisation.id.upper()}" .\n'
    yield f'{actor} <{_ORG}identifier> "{organisation.country.upper()}{number:0>9}" .\n'
    yield f"{actor} <{_FOAF}homepage> <https://www.{organisation.id}.example/> .\n"
    yield f'{actor} <{_THX}address> "{number}, Main Street" .\n'
    yield f"{actor} <{_THX}country> <{_ID}territory/{organisation.country}> .\n"


def _participation_lines(seat: Seat, initiative: str, tie: str) -> Iterator[str]:
    yield f"<{tie}> {_TYPE} <{_THX}Participation> .\n"
    yield f"<{tie}> <{_THX}participant> <{_ID}actor/{seat.organisation.id}> .\n"
    yield f"<{tie}> <{_THX}initiative> <{initiative}> .\n"
    yield f"<{tie}> <{_THX}role> <{_THX}{seat.role}> .\n"
    yield from _money_lines(tie, "amount", seat.amount)


def _money_lines(owner: str, name: str, euros: int) -> Iterator[str]:
    money = f"<{owner}/{name}/eur>"
    yield f"<{owner}> <{_THX}{name}> {money} .\n"
    yield f"{money} {_TYPE} <{_THX}Money> .\n"
    yield f'{money} <{_THX}value> "{euros}"^^<{_XSD}decimal> .\n'
    yield f'{money} <{_THX}currency> "EUR" .\n'
