"""CORDIS downloads: what each column becomes, what is told only once, and what real files have wrong."""

import io
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

import duckdb
import pytest
import xlsxwriter
from bench.cordis import ORGANIZATION_COLUMNS, PROJECT_COLUMNS, write_cordis
from pyoxigraph import NamedNode, Store
from tests.registers import errors, instances, read, table, text_file, values

from triplehelix.graph import Ecosystem
from triplehelix.graph.errors import InputError
from triplehelix.graph.lookup import MERGED, select
from triplehelix.graph.opening import open_source
from triplehelix.graph.sources.cordis import read_cordis
from triplehelix.graph.sources.cordis_tables import former_names, kind_of
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.terms import DCT, FOAF, PROV, RDF, SKOS, THX, document_iri, thing
from triplehelix.graph.views.tables.export import write_tables

Row = Mapping[str, str]

PROJECT: Final[Row] = {
    "id": "101000001",
    "acronym": "PHAGEWORKS",
    "status": "SIGNED",
    "title": "Phages at work",
    "startDate": "2023-01-01",
    "endDate": "2026-12-31",
    "totalCost": "7.66444e+06",
    "ecMaxContribution": "4 459 807,00",
    "legalBasis": "HORIZON.2.1",
    "topics": "HORIZON-HLTH-2022-01",
    "frameworkProgramme": "HORIZON",
    "masterCall": "HORIZON-HLTH-2022",
    "subCall": "HORIZON-HLTH-2022-A",
    "fundingScheme": "HORIZON-RIA",
    "objective": "To see what phages do.\nAnd how.",
    "contentUpdateDate": "2025-03-01 10:00:00",
    "grantDoi": "10.3030/101000001",
}
SEAT: Final[Row] = {
    "projectID": "101000001",
    "projectAcronym": "PHAGEWORKS",
    "organisationID": "900000001",
    "vatNumber": "BE 0123.456.789",
    "name": "Acme Phages",
    "shortName": "ACME",
    "SME": "true",
    "activityType": "PRC",
    "street": "Main Street 1",
    "postCode": "4000",
    "city": "EXAMPLETOWN",
    "country": "BE",
    "organizationURL": "www.acme.example",
    "contentUpdateDate": "2025-03-01 10:00:00",
    "order": "1",
    "role": "coordinator",
    "ecContribution": "250000.5",
    "netEcContribution": "200000",
    "totalCost": "300000",
    "endOfParticipation": "false",
    "active": "true",
}
INITIATIVE: Final = thing("initiative", "cordis-101000001")
ACTOR: Final = thing("actor", "pic-900000001")
TIE: Final = thing("tie", "cordis-101000001-900000001-1")
DATASET: Final = document_iri(
    "https://data.europa.eu/data/datasets/cordis-eu-research-projects-under-horizon-europe-2021-2027"
)


def projects(*rows: Row) -> Input:
    return table("project.csv", PROJECT_COLUMNS, rows)


def seats(*rows: Row) -> Input:
    return table("organization.csv", ORGANIZATION_COLUMNS, rows)


def load(*rows: Row, journal: Journal | None = None) -> Store:
    """One project, and who has a seat in it."""
    return read(read_cordis, projects(PROJECT), seats(*rows), journal=journal)


def sum_of(store: Store, owner: NamedNode, prop: NamedNode) -> list[str]:
    [node] = values(store, owner, prop)
    return [*values(store, NamedNode(node), THX.value), *values(store, NamedNode(node), THX.currency)]


def test_a_row_of_the_projects_tells_of_a_project() -> None:
    store = load(SEAT)
    assert instances(store, THX.Project) == ["cordis-101000001"]
    assert values(store, INITIATIVE, SKOS.prefLabel) == ["PHAGEWORKS"]
    assert values(store, INITIATIVE, SKOS.altLabel) == ["Phages at work"]
    assert values(store, INITIATIVE, DCT.description) == ["To see what phages do.\nAnd how."]
    assert values(store, INITIATIVE, THX.start) == ["2023-01-01"]
    assert values(store, INITIATIVE, THX.end) == ["2026-12-31"]
    assert values(store, INITIATIVE, THX.grantAgreement) == ["101000001"]
    assert values(store, INITIATIVE, THX.fundingScheme) == ["HORIZON-RIA"]
    assert values(store, INITIATIVE, THX.callIdentifier) == ["HORIZON-HLTH-2022", "HORIZON-HLTH-2022-A"]
    assert values(store, INITIATIVE, THX.callTopic) == ["HORIZON-HLTH-2022-01"]
    assert values(store, INITIATIVE, THX.legalBasis) == ["HORIZON.2.1"]
    assert values(store, INITIATIVE, SKOS.exactMatch) == ["https://doi.org/10.3030/101000001"]
    assert sum_of(store, INITIATIVE, THX.budget) == ["7664440", "EUR"]


def test_a_project_is_part_of_its_framework_programme() -> None:
    store = load(SEAT)
    [programme] = values(store, INITIATIVE, DCT.isPartOf)
    assert values(store, NamedNode(programme), SKOS.prefLabel) == ["Horizon Europe"]
    assert instances(store, THX.Programme) == ["cordis-programme-horizon"]


def test_the_ceiling_of_a_grant_is_no_funding_because_the_participations_share_it_out() -> None:
    store = load(SEAT)
    assert sum_of(store, INITIATIVE, THX.ceiling) == ["4459807", "EUR"]
    assert instances(store, THX.Funding) == []


def test_a_row_of_the_organisations_tells_of_an_organisation_and_its_part_in_a_project() -> None:
    store = load(SEAT)
    assert values(store, ACTOR, SKOS.prefLabel) == ["Acme Phages"]
    assert values(store, ACTOR, SKOS.altLabel) == ["ACME"]
    assert values(store, ACTOR, THX.pic) == ["900000001"]
    assert values(store, ACTOR, THX.vat) == ["BE0123456789"]
    assert values(store, ACTOR, THX.address) == ["Main Street 1, 4000 EXAMPLETOWN"]
    assert values(store, ACTOR, FOAF.homepage) == ["http://www.acme.example"]
    assert values(store, TIE, THX.participant) == [ACTOR.value]
    assert values(store, TIE, THX.initiative) == [INITIATIVE.value]
    assert values(store, TIE, THX.role) == [THX["role-coordinator"].value]
    assert sum_of(store, TIE, THX.amount) == ["250000.5", "EUR"]
    assert sum_of(store, TIE, THX.netAmount) == ["200000", "EUR"]
    assert sum_of(store, TIE, THX.cost) == ["300000", "EUR"]


def test_people_see_the_numbers_of_an_organisation_once_and_by_their_names() -> None:
    facts = Ecosystem(load(SEAT)).show("Acme Phages").facts
    numbers = {fact.label: fact.value for fact in facts if fact.predicate in ("pic", "vat", "identifier")}
    assert numbers == {"PIC": "900000001", "VAT number": "BE0123456789"}


def test_a_seat_is_in_a_city_of_a_country_that_has_the_id_of_the_bundled_tables() -> None:
    store = load(SEAT)
    city, country = thing("territory", "be-exampletown"), thing("territory", "belgium")
    assert values(store, ACTOR, THX.city) == [city.value]
    assert values(store, city, SKOS.prefLabel) == ["Exampletown"]
    assert values(store, city, DCT.isPartOf) == values(store, ACTOR, THX.country) == [country.value]
    assert values(store, country, SKOS.prefLabel) == ["Belgique", "Belgium"]


@pytest.mark.parametrize(("code", "country"), [("UK", "united-kingdom"), ("EL", "greece"), ("GB", "united-kingdom")])
def test_the_eus_own_codes_and_those_of_iso_mean_the_same_country(code: str, country: str) -> None:
    assert values(load({**SEAT, "country": code}), ACTOR, THX.country) == [thing("territory", country).value]


def test_a_country_code_that_is_none_is_told_and_the_rest_is_kept() -> None:
    journal = Journal()
    store = load({**SEAT, "country": "ZZ"}, journal=journal)
    assert values(store, ACTOR, THX.country) == values(store, ACTOR, THX.city) == []
    assert values(store, ACTOR, SKOS.prefLabel) == ["Acme Phages"]
    assert any("'ZZ'" in note for note in journal.notes)


@pytest.mark.parametrize(
    ("activity", "sme", "kind", "helix"),
    [
        ("HES", "false", "University", "helix-university"),
        ("REC", "true", "ResearchCentre", "helix-university"),
        ("PUB", "", "GovernmentBody", "helix-government"),
        ("PRC", "true", "SME", "helix-industry"),
        ("PRC", "false", "LargeCompany", "helix-industry"),
        ("PRC", "", "Actor", "helix-industry"),
        ("OTH", "false", "Actor", ""),
        ("", "", "Actor", ""),
    ],
)
def test_the_class_says_no_more_than_the_row(activity: str, sme: str, kind: str, helix: str) -> None:
    store = load({**SEAT, "activityType": activity, "SME": sme})
    kinds = {NamedNode(iri) for iri in values(store, ACTOR, RDF.type) if iri.startswith(THX.iri)}
    assert kinds - {THX.Actor, THX.Party} == {THX[kind]} - {THX.Actor}
    assert values(store, ACTOR, THX.helix) == ([THX[helix].value] if helix else [])


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("participant", "role-partner"),
        ("partner", "role-partner-organisation"),
        ("associatedPartner", "role-associated-partner"),
        ("internationalPartner", "role-international-partner"),
        ("thirdParty", "role-third-party"),
    ],
)
def test_each_role_is_a_concept(written: str, role: str) -> None:
    assert values(load({**SEAT, "role": written}), TIE, THX.role) == [THX[role].value]


def test_a_role_that_nobody_knows_is_another_role_and_the_note_tells_its_word() -> None:
    store = load({**SEAT, "role": "beneficiary"})
    assert values(store, TIE, THX.role) == [THX["role-other"].value]
    assert values(store, TIE, THX.note) == ["CORDIS writes the role 'beneficiary'."]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("7.66444e+06", "7664440"), ("4 459 807,00", "4459807"), ("0", "0"), ("1234567,5", "1234567.5")],
)
def test_sums_are_read_in_every_notation(written: str, read_as: str) -> None:
    assert sum_of(load({**SEAT, "ecContribution": written}), TIE, THX.amount) == [read_as, "EUR"]


def test_an_empty_sum_is_no_sum() -> None:
    assert values(load({**SEAT, "ecContribution": ""}), TIE, THX.amount) == []


def test_a_participation_lasts_as_long_as_its_project_unless_it_has_ended() -> None:
    assert values(load(SEAT), TIE, THX.endsNotBefore) == ["2026-12-31"]
    store = load({**SEAT, "endOfParticipation": "true"})
    assert values(store, TIE, THX.startsNotAfter) == ["2023-01-01"]
    assert values(store, TIE, THX.endsNotBefore) == []
    assert values(store, TIE, THX.note) == ["CORDIS says that this participation has ended, but not when."]
    assert values(store, TIE, THX.confidence) == [THX.stated.value]


def test_one_number_with_two_spellings_is_one_organisation_called_as_in_the_newest_row() -> None:
    former = {**SEAT, "projectID": "101000001", "order": "2", "name": "ACME PHAGES SPRL", "vatNumber": ""}
    for rows in ((SEAT, former), (former, SEAT)):
        store = load(*({**row, "contentUpdateDate": f"202{5 - (row is former)}-01-01"} for row in rows))
        assert instances(store, THX.SME) == ["pic-900000001"]
        assert values(store, ACTOR, SKOS.prefLabel) == ["Acme Phages"]
        assert values(store, ACTOR, SKOS.altLabel) == ["ACME", "ACME PHAGES SPRL"]
        assert len(instances(store, THX.Participation)) == 2


def test_the_order_of_equally_new_rows_does_not_matter() -> None:
    rows = [{**SEAT, "order": str(n), "name": f"Acme {n}", "city": f"Town {n}"} for n in (1, 2, 3)]
    assert set(load(*rows)) == set(load(*reversed(rows)))


def test_two_numbers_with_one_name_are_two_organisations() -> None:
    store = load(SEAT, {**SEAT, "organisationID": "900000002", "order": "2"})
    assert instances(store, THX.SME) == ["pic-900000001", "pic-900000002"]


def test_repeated_rows_are_dropped_and_told() -> None:
    journal = Journal()
    store = read(read_cordis, projects(PROJECT, PROJECT), seats(SEAT, SEAT), journal=journal)
    assert set(store) == set(load(SEAT))
    assert "2 rows repeat a project or participation of a row before, and were dropped" in journal.notes


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("organisationID", "", "organization.csv:3:3: column 'organisationID': is empty"),
        ("organisationID", "none", "organization.csv:3:3: column 'organisationID': 'none' is not a number"),
        ("projectID", "", "organization.csv:3:1: column 'projectID': is empty"),
        ("order", "<1>", "organization.csv:3:19: column 'order': '<1>' is not a number"),
        ("name", "", "organization.csv:3:5: column 'name': is empty"),
        ("ecContribution", "much", "organization.csv:3:21: column 'ecContribution': 'much'"),
        ("totalCost", "-5", "organization.csv:3:23: column 'totalCost': '-5' is below zero"),
    ],
)
def test_a_bad_row_is_told_with_its_place_and_can_be_skipped_whole(column: str, cell: str, told: str) -> None:
    bad = {**SEAT, "organisationID": "900000002", "order": "2", column: cell}
    with pytest.raises(InputError) as caught:
        load(SEAT, bad)
    assert str(caught.value).startswith(told)
    journal = Journal(skip=True)
    assert set(load(SEAT, bad, journal=journal)) == set(load(SEAT))
    assert [f"{rejected.place}: {rejected.reason}" for rejected in journal.rejected] == [str(caught.value)]


@pytest.mark.parametrize(
    ("column", "cell"), [("id", ""), ("startDate", "soon"), ("totalCost", "x"), ("grantDoi", "a b")]
)
def test_a_bad_project_is_left_out_with_its_participations(column: str, cell: str) -> None:
    journal = Journal(skip=True)
    other = {**PROJECT, "id": "101000002"}
    store = read(read_cordis, projects({**PROJECT, column: cell}, other), seats(SEAT), journal=journal)
    assert len(journal.rejected) == 1
    assert instances(store, THX.Project) == ["cordis-101000002"]
    assert instances(store, THX.Participation) == []
    assert "1 rows name a project that the table of projects has not, and were left out" in journal.notes


def test_organisations_without_the_projects_keep_their_participations() -> None:
    store = read(read_cordis, seats(SEAT))
    assert instances(store, THX.Participation) == ["cordis-101000001-900000001-1"]
    assert values(store, INITIATIVE, SKOS.prefLabel) == ["PHAGEWORKS"]
    assert errors(store) == set()


def test_projects_alone_are_fine() -> None:
    store = read(read_cordis, projects(PROJECT))
    assert instances(store, THX.Project) == ["cordis-101000001"]
    assert instances(store, THX.Actor) == []


def test_the_columns_of_the_downloads_before_2021_are_known() -> None:
    old_projects = table(
        "cordis-h2020projects.csv",
        ("rcn", "id", "acronym", "status", "programme", "topics", "title", "startDate", "totalCost", "call"),
        [
            {
                "id": "700001",
                "acronym": "OLD",
                "title": "Of old",
                "programme": "H2020-EU.3.1.;H2020-EU.2.",
                "call": "C-1",
            }
        ],
    )
    old_seats = table(
        "cordis-h2020organizations.csv",
        ("projectRcn", "projectID", "role", "id", "name", "country", "ecContribution", "organizationUrl"),
        [{"projectID": "700001", "role": "participant", "id": "900000009", "name": "Old Ltd", "ecContribution": "5"}],
    )
    store = read(read_cordis, old_seats, old_projects)
    project, tie = thing("initiative", "cordis-700001"), thing("tie", "cordis-700001-900000009")
    assert values(store, project, THX.legalBasis) == ["H2020-EU.2.", "H2020-EU.3.1."]
    assert values(store, project, THX.callIdentifier) == ["C-1"]
    assert values(store, project, DCT.isPartOf) == [thing("initiative", "cordis-programme-h2020").value]
    assert values(store, tie, THX.participant) == [thing("actor", "pic-900000009").value]
    assert values(store, thing("actor", "pic-900000009"), SKOS.prefLabel) == ["Old Ltd"]


def test_a_list_of_organisations_without_projects_is_a_list_of_actors() -> None:
    listed = table("organization.csv", ("idOrganization", "country", "name", "address"), [{"idOrganization": "900000003", "name": "Listed", "country": "FR", "address": "1, Rue, Ville"}])  # fmt: skip
    store = read(read_cordis, listed)
    assert values(store, thing("actor", "pic-900000003"), THX.address) == ["1, Rue, Ville"]
    assert instances(store, THX.Participation) == []


def test_other_tables_of_the_download_are_named_once_and_codes_are_read() -> None:
    journal = Journal()
    store = read(
        read_cordis,
        projects({**PROJECT, "topics": ""}),
        table("topics.csv", ("projectID", "topic", "title"), [{"projectID": "101000001", "topic": "T-1"}]),
        table("webLink.csv", ("id", "projectID", "physUrl"), [{"id": "1", "projectID": "101000001"}]),
        text_file("information.txt", "Terms of use\n"),
        journal=journal,
    )
    assert values(store, INITIATIVE, THX.callTopic) == ["T-1"]
    assert journal.notes == [
        "information.txt: left out; it is neither the projects nor the organisations",
        "webLink.csv: left out; it is neither the projects nor the organisations",
    ]


def test_files_of_which_none_is_a_table_of_cordis_are_refused() -> None:
    with pytest.raises(InputError, match=r"notes\.txt: holds no table of CORDIS"):
        read(read_cordis, text_file("notes.txt", "nothing\n"))


def test_a_workbook_says_the_same_as_a_csv_file() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("DATA")
        sheet.write_row(0, 0, ORGANIZATION_COLUMNS)
        sheet.write_row(1, 0, [SEAT.get(column, "") for column in ORGANIZATION_COLUMNS])
    by_workbook = read(read_cordis, projects(PROJECT), text_file("organization.xlsx", content.getvalue()))
    assert set(by_workbook) == set(load(SEAT))


def test_what_states_the_facts_is_the_public_data_set_dated_by_its_newest_row() -> None:
    store = load(SEAT)
    assert values(store, DATASET, DCT.title) == ["CORDIS - EU research projects under Horizon Europe (2021-2027)"]
    assert values(store, DATASET, DCT.issued) == ["2025-03-01"]
    graphs = {quad.graph_name for quad in store.quads_for_pattern(TIE, THX.role, None)} - {MERGED}
    [origins] = [values(store, graph, PROV.wasDerivedFrom) for graph in graphs if isinstance(graph, NamedNode)]
    assert origins == [DATASET.value]
    assert read_cordis([seats(SEAT)], "mine", Journal()).licence == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize("url", ["http://", "N/A", "see our page", ""])
def test_what_is_no_address_is_no_website(url: str) -> None:
    assert values(load({**SEAT, "organizationURL": url}), ACTOR, FOAF.homepage) == []


def test_tables_are_told_by_their_columns() -> None:
    assert kind_of(PROJECT_COLUMNS) == "project"
    assert kind_of(ORGANIZATION_COLUMNS) == "organization"
    assert kind_of(["projectID", "legalBasis", "title"]) == "code"
    assert kind_of(["id", "type", "name", "city", "source"]) is None
    assert former_names(PROJECT_COLUMNS) == former_names(ORGANIZATION_COLUMNS) == {}


# the generated files


@pytest.fixture(scope="module")
def download(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cordis")
    write_cordis(folder / "cordis.zip", n_projects=90)
    with zipfile.ZipFile(folder / "cordis.zip") as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def generated(download: Path) -> Store:
    files = [Input(path.name, lambda path=path: path.open("rb")) for path in sorted(download.glob("*.csv"))]  # type: ignore[misc]  # a lambda's default
    return read(read_cordis, *files)


def counted(sql: str) -> list[tuple[object, ...]]:
    return duckdb.connect().execute(sql).fetchall()


def test_the_same_seed_writes_the_same_download(download: Path, tmp_path: Path) -> None:
    write_cordis(tmp_path / "again.zip", n_projects=90)
    write_cordis(tmp_path / "other.zip", n_projects=90, seed=2)
    assert (tmp_path / "again.zip").read_bytes() == (download / "cordis.zip").read_bytes()
    assert (tmp_path / "other.zip").read_bytes() != (download / "cordis.zip").read_bytes()


def test_counts_and_sums_are_those_that_another_engine_finds_in_the_file(download: Path, generated: Store) -> None:
    plain = "replace(replace(ecContribution, ' ', ''), ',', '.')"
    [found] = counted(
        f"SELECT count(*), count(DISTINCT organisationID), count(DISTINCT projectID),"
        f" sum(round(100 * CAST(nullif({plain}, '') AS DOUBLE))::BIGINT)"
        f" FROM read_csv('{download / 'organization.csv'}', delim=';', quote='\"', all_varchar=true)"
    )
    cents = [row["v"].value for row in select(generated, f"SELECT ?v {{ ?t {THX.amount}/{THX.value} ?v }}")]
    assert found == (
        len(instances(generated, THX.Participation)),
        len(instances(generated, THX.Actor)),
        len(instances(generated, THX.Project)),
        int(100 * sum(map(Decimal, cents))),
    )


def test_the_download_has_what_real_ones_have_wrong(download: Path) -> None:
    rows = f"read_csv('{download / 'organization.csv'}', delim=';', quote='\"', all_varchar=true)"
    names = f"SELECT organisationID, count(DISTINCT name) AS n FROM {rows} GROUP BY ALL HAVING n > 1"
    numbers = f"SELECT name, count(DISTINCT organisationID) AS n FROM {rows} GROUP BY ALL HAVING n > 1"
    for odd in (
        names,
        numbers,
        f"FROM {rows} WHERE country IN ('UK', 'EL')",
        f"FROM {rows} WHERE ecContribution IS NULL",
        f"FROM {rows} WHERE ecContribution LIKE '%e+%'",
        f"FROM {rows} WHERE ecContribution LIKE '% %,%'",
        f"FROM {rows} WHERE endOfParticipation = 'true'",
    ):
        assert counted(odd), odd


def test_what_was_loaded_can_be_written_as_tables_and_read_again(generated: Store, tmp_path: Path) -> None:
    written = write_tables(generated, tmp_path / "mine")
    assert not any(written.left_out.values())
    again = open_source(tmp_path / "mine")
    assert {quad.triple for quad in again if quad.graph_name == MERGED} == {
        quad.triple for quad in generated if quad.graph_name == MERGED
    }


def test_what_is_generated_breaks_no_rule(generated: Store) -> None:
    assert errors(generated) == set()
