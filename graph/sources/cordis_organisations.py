"""What a row of a CORDIS table of organisations becomes: an organisation, and its part in a project."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from triplehelix.graph.sources.addresses import is_placeholder, web_address
from triplehelix.graph.sources.cordis_projects import initiative
from triplehelix.graph.sources.documents import Document
from triplehelix.graph.sources.register_numbers import vat_number
from triplehelix.graph.sources.rows import Row
from triplehelix.graph.sources.statements import Stated
from triplehelix.graph.sources.sums import euros
from triplehelix.graph.sources.territories import Territories
from triplehelix.graph.terms import FOAF, RDF, SKOS, THX, thing

__all__ = ["Organisations", "has_ended", "participation_triples", "tie"]

_ROLES: Final[Mapping[str, NamedNode]] = {
    "coordinator": THX["role-coordinator"],
    "participant": THX["role-partner"],
    "partner": THX["role-partner-organisation"],
    "associatedPartner": THX["role-associated-partner"],
    "internationalPartner": THX["role-international-partner"],
    "thirdParty": THX["role-third-party"],
}
_SUMS: Final = {
    "ecContribution": (THX.amount, "amount"),
    "netEcContribution": (THX.netAmount, "net"),
    "totalCost": (THX.cost, "cost"),
}
_KINDS: Final = {"HES": THX.University, "REC": THX.ResearchCentre, "PUB": THX.GovernmentBody}
_COMPANIES: Final = {"true": THX.SME, "false": THX.LargeCompany}
_ENDED: Final = Literal("CORDIS says that this participation has ended, but not when.", language="en")


def participation_triples(row: Row) -> Iterator[Triple]:
    """What a row says of an organisation's part in a project.

    Raises
    ------
    InputError
        If a sum is none.
    """
    subject = tie(row)
    yield Triple(subject, RDF.type, THX.Participation)
    yield Triple(subject, THX.participant, actor(row["organisationID"]))
    yield Triple(subject, THX.initiative, initiative(row["projectID"]))
    if role := row["role"]:
        yield from _role(subject, role)
    if has_ended(row):
        yield Triple(subject, THX.note, _ENDED)
    for column, (prop, word) in _SUMS.items():
        yield from euros(subject, prop, word, row, column)


def tie(row: Row) -> NamedNode:
    """The participation of a row; an older table does not number the participants of a project."""
    parts = (row[name] for name in ("projectID", "organisationID", "order"))
    return thing("tie", "-".join(["cordis", *filter(None, parts)]))


def has_ended(row: Row) -> bool:
    """Whether the organisation has left the project, as CORDIS has written it over the years."""
    return row["endOfParticipation"].casefold() in ("true", "yes", "y", "1")


def actor(pic: str) -> NamedNode:
    """The organisation of a participant identification code."""
    return thing("actor", f"pic-{pic}")


def _role(subject: NamedNode, written: str) -> Iterator[Triple]:
    yield Triple(subject, THX.role, _ROLES.get(written, THX["role-other"]))
    if written not in _ROLES:
        yield Triple(subject, THX.note, Literal(f"CORDIS writes the role {written!r}.", language="en"))


class _Description(NamedTuple):
    """What a row says of an organisation by itself."""

    name: str
    short: str
    vat: str
    sme: str
    activity: str
    street: str
    post_code: str
    city: str
    country: str
    url: str


_COLUMNS: Final = (
    "name", "shortName", "vatNumber", "SME", "activityType", "street", "postCode", "city", "country", "organizationURL",
)  # fmt: skip


@dataclass(slots=True)
class _Organisation:
    """All that the rows say of one organisation: the newest describes it, the names and numbers of all are its own."""

    newest: _Description
    updated: str
    document: Document
    names: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)

    def take(self, told: _Description, updated: str, document: Document) -> None:
        """Take in a row; of two equally new rows the greater one describes, whatever their order."""
        if told != self.newest:
            self.gather(told)
        if (updated, told) > (self.updated, self.newest):
            self.newest, self.updated, self.document = told, updated, document

    def gather(self, told: _Description) -> None:
        """Keep the names and numbers of a row."""
        self.names |= {told.name, told.short} - {""}
        self.numbers |= {vat_number(told.vat, told.country)} - {""}


class Organisations:
    """The organisations of a download, each described once, however many projects it takes part in."""

    def __init__(self) -> None:
        self._known: dict[str, _Organisation] = {}
        self.without_address = 0
        """How many have something in the column of their website that is no address."""

    def __len__(self) -> int:
        return len(self._known)

    def add(self, row: Row, document: Document) -> None:
        """Take in what a row says of an organisation."""
        told = _Description(*(row[column] for column in _COLUMNS))
        updated, pic = row["contentUpdateDate"], row["organisationID"]
        if known := self._known.get(pic):
            known.take(told, updated, document)
        else:
            self._known[pic] = new = _Organisation(told, updated, document)
            new.gather(told)

    def stated(self, territories: Territories) -> Iterator[Stated]:
        """What the rows say of all of them."""
        for pic, organisation in self._known.items():
            for triple in self._triples(pic, organisation, territories):
                yield Stated(organisation.document.iri, triple)

    def _triples(self, pic: str, organisation: _Organisation, territories: Territories) -> Iterator[Triple]:
        subject, newest = actor(pic), organisation.newest
        yield from _kind(subject, newest)
        yield Triple(subject, THX.pic, Literal(pic))
        yield Triple(subject, SKOS.prefLabel, Literal(newest.name))
        for name in sorted(organisation.names - {newest.name}):
            yield Triple(subject, SKOS.altLabel, Literal(name))
        for number in sorted(organisation.numbers):
            yield Triple(subject, THX.vat, Literal(number))
        yield from _seat(subject, newest, territories)
        yield from self._website(subject, newest.url)

    def _website(self, subject: NamedNode, url: str) -> Iterator[Triple]:
        address = web_address(url)
        if address:
            yield Triple(subject, FOAF.homepage, NamedNode(address))
        self.without_address += not (address or is_placeholder(url))


def _kind(subject: NamedNode, told: _Description) -> Iterator[Triple]:
    """The class, as far as the row tells it; of a company whose size it leaves open only that it is one."""
    if told.activity == "PRC":
        known = _COMPANIES.get(told.sme.casefold())
        yield Triple(subject, RDF.type, known or THX.Actor)
        if not known:
            yield Triple(subject, THX.helix, THX["helix-industry"])
    else:
        yield Triple(subject, RDF.type, _KINDS.get(told.activity, THX.Actor))


def _seat(subject: NamedNode, told: _Description, territories: Territories) -> Iterator[Triple]:
    address = [part for part in (told.street, f"{told.post_code} {told.city}".strip()) if part]
    if address:
        yield Triple(subject, THX.address, Literal(", ".join(address)))
    if city := territories.city(told.city, told.country):
        yield Triple(subject, THX.city, city)
    if country := territories.country(told.country):
        yield Triple(subject, THX.country, country)
