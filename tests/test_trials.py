"""ClinicalTrials.gov: each trial as its own page states it, and who answers for it."""

from collections.abc import Mapping
from typing import Final

import pytest
from pyoxigraph import NamedNode, Store
from tests.registers import errors, instances, read, table, values

from triplehelix.graph.errors import InputError
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.slugs import named_slug
from triplehelix.graph.sources.trials import read_trials
from triplehelix.graph.terms import DCT, RDF, SKOS, THX, document_iri, thing

Row = Mapping[str, str]

COLUMNS: Final = (
    "NCT Number", "Study Title", "Study URL", "Acronym", "Study Status", "Brief Summary", "Conditions", "Interventions",
    "Sponsor", "Collaborators", "Funder Type", "Study Type", "Start Date", "Completion Date", "Last Update Posted",
)  # fmt: skip
TRIAL: Final[Row] = {
    "NCT Number": "NCT00000001",
    "Study Title": "Phages for Everybody",
    "Study URL": "https://clinicaltrials.gov/study/NCT00000001",
    "Acronym": "PHAGE-1",
    "Brief Summary": "Whether phages help.",
    "Conditions": "Infection|Wounds",
    "Sponsor": "University of Example",
    "Collaborators": "Acme, Inc.|Institute of Health, Ministry of Example",
    "Start Date": "2020-03",
    "Completion Date": "2021-05-31",
    "Last Update Posted": "2022-01-02",
}
INITIATIVE: Final = thing("initiative", "ctgov-nct00000001")
PAGE: Final = document_iri("https://clinicaltrials.gov/study/NCT00000001")


def export(*rows: Row) -> Input:
    return table("ctg-studies.csv", COLUMNS, rows, delimiter=",")


def load(*rows: Row, journal: Journal | None = None) -> Store:
    return read(read_trials, export(*rows), journal=journal)


def roles(store: Store) -> dict[str, str]:
    """The names of those who take part, with their roles."""
    ties = [thing("tie", slug) for slug in instances(store, THX.Participation)]
    actors = [NamedNode(values(store, tie, THX.participant)[0]) for tie in ties]
    return {
        values(store, actor, SKOS.prefLabel)[0]: values(store, tie, THX.role)[0].rpartition("#")[2]
        for tie, actor in zip(ties, actors, strict=True)
    }


def test_a_row_tells_of_a_trial() -> None:
    store = load(TRIAL)
    assert THX.ClinicalTrial.value in values(store, INITIATIVE, RDF.type)
    assert values(store, INITIATIVE, SKOS.prefLabel) == ["Phages for Everybody"]
    assert values(store, INITIATIVE, SKOS.altLabel) == ["NCT00000001", "PHAGE-1"]
    assert values(store, INITIATIVE, DCT.description) == ["Whether phages help."]
    assert values(store, INITIATIVE, THX.topic) == ["Infection", "Wounds"]
    assert values(store, INITIATIVE, THX.start) == ["2020-03"]
    assert values(store, INITIATIVE, THX.endsNotAfter) == ["2021-05-31"]


def test_sponsor_and_collaborators_take_part_and_a_comma_does_not_part_them() -> None:
    assert roles(load(TRIAL)) == {
        "University of Example": "role-sponsor",
        "Acme, Inc.": "role-collaborator",
        "Institute of Health, Ministry of Example": "role-collaborator",
    }


def test_a_sponsor_among_its_own_collaborators_is_the_sponsor() -> None:
    store = load({**TRIAL, "Collaborators": "UNIVERSITY  of Example"})
    assert roles(store) == {"University of Example": "role-sponsor"}


def test_one_name_is_one_actor_in_all_trials_and_its_other_spellings_are_aliases() -> None:
    other = {**TRIAL, "NCT Number": "NCT00000002", "Sponsor": "UNIVERSITY OF EXAMPLE", "Collaborators": ""}
    store = load(TRIAL, other)
    university = thing("actor", f"ctgov-{named_slug('University of Example')}")
    assert values(store, university, SKOS.prefLabel) == ["University of Example"]
    assert values(store, university, SKOS.altLabel) == ["UNIVERSITY OF EXAMPLE"]
    assert len(instances(store, THX.Actor)) == 3


def test_names_that_differ_by_more_than_case_are_different_actors() -> None:
    other = {**TRIAL, "NCT Number": "NCT00000002", "Sponsor": "University of Example.", "Collaborators": ""}
    assert len(instances(load(TRIAL, other), THX.Actor)) == 4


def test_a_sponsor_who_is_a_person_is_left_out_and_counted() -> None:
    journal = Journal()
    store = load({**TRIAL, "Sponsor": "Somebody", "Funder Type": "INDIV"}, journal=journal)
    assert "Somebody" not in roles(store)
    assert journal.notes == ["1 sponsors are persons, and were left out"]


def test_what_states_a_trial_is_its_own_page() -> None:
    store = load(TRIAL, {**TRIAL, "NCT Number": "NCT00000002"})
    assert instances(store, THX.Source) == sorted(
        document_iri(f"https://clinicaltrials.gov/study/NCT0000000{n}").value.rpartition("/")[2] for n in (1, 2)
    )
    assert values(store, PAGE, DCT.issued) == ["2022-01-02"]
    assert values(store, PAGE, DCT.title) == ["NCT00000001: Phages for Everybody"]


def test_an_export_of_few_columns_is_fine() -> None:
    columns = ("NCT Number", "Study Title", "Sponsor")
    short = table("short.csv", columns, [{column: TRIAL[column] for column in columns}])
    assert roles(read(read_trials, short)) == {"University of Example": "role-sponsor"}


def test_repeated_trials_are_dropped_and_told() -> None:
    journal = Journal()
    assert set(load(TRIAL, TRIAL, journal=journal)) == set(load(TRIAL))
    assert journal.notes == ["1 rows repeat a trial of a row before, and were dropped"]


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("NCT Number", "", "ctg-studies.csv:3:1: column 'NCT Number': '' is not the number of a trial"),
        ("NCT Number", "12", "ctg-studies.csv:3:1: column 'NCT Number': '12' is not the number of a trial"),
        ("Study Title", "", "ctg-studies.csv:3:2: column 'Study Title': is empty; write the title of NCT00000002"),
        ("Start Date", "March", "ctg-studies.csv:3:13: column 'Start Date': 'March' is not a date"),
    ],
)
def test_a_bad_row_is_told_with_its_place_and_can_be_skipped(column: str, cell: str, told: str) -> None:
    bad = {**TRIAL, "NCT Number": "NCT00000002", column: cell}
    with pytest.raises(InputError) as caught:
        load(TRIAL, bad)
    assert str(caught.value).startswith(told)
    journal = Journal(skip=True)
    assert set(load(TRIAL, bad, journal=journal)) == set(load(TRIAL))
    assert len(journal.rejected) == 1


def test_a_table_that_is_no_export_is_refused() -> None:
    with pytest.raises(InputError, match="lacks the column 'NCT Number'"):
        read(read_trials, table("members.csv", ("name", "city"), [{"name": "Acme"}]))


def test_trials_break_no_rule() -> None:
    assert errors(load(TRIAL)) == set()
