"""The tables of data/wallonia are whole, in their canonical form, and account for every row they came from."""

import csv
import io
import re
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from rdflib import RDFS, SKOS, Graph, Namespace
from tests.tidy_data import canonical, sort_key

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / "data" / "wallonia"
THX: Final = Namespace("https://w3id.org/triplehelix/ontology#")
Row = dict[str, str]

HEADERS: Final = {
    "dataset": "property,value",
    "sources": "url,title,publisher,issued,language",
    "territories": "id,type,name,name_fr,part_of,code,source",
    "indicators": "id,label,label_fr,source",
    "actors": "id,type,name,aliases,helix,city,region,country,founded,website,therapies,stages,ror,wikidata,kbo,description,source",
    "office_holders": "id,name,description,source",
    "initiatives": "id,type,name,aliases,start,end,budget,currency,status,therapies,stages,part_of,topic,description,source",
    "ties": "id,type,first_party,role,other_party,initiative,start,end,date,known_by,amount,currency,instrument,status,share_of,confidence,note,source",
    "statements": "about,property,value,currency,status,confidence,note,source",
    "observations": "id,about,indicator,value,unit,period,period_start,period_end,source",
    "changes": "id,type,date,original,resulting,former_name,note,source",
    "curation": "file,row,subject,predicate,object,source,became,decision,reason",
}
IDENTIFIED: Final = (
    "actors",
    "office_holders",
    "initiatives",
    "ties",
    "observations",
    "territories",
    "indicators",
    "changes",
)
EVENTS: Final = {"Funding", "Acquisition", "SpinOff", "Labelling"}
OF_INITIATIVES: Final = {"Participation", "Labelling"}
RELATIONS: Final = 845
INDICATORS: Final = 287
FIELD_SOURCES: Final = 1406
# documents that came with the facts and that no row cites
UNCITED: Final = {
    "https://www.lalibre.be/planete/sante/les-fablabs-developpent-un-surmasque-a-destination-du-personnel-medical-5e7b6b4e7b50a6162bbc5af3",
}
# ties whose row rests on another document than the row of the facts that founded them, as MAPPING.md explains
OTHER_DOCUMENT: Final = {"office-jean-claude-marcourt-walloon-government"}
MONEY: Final = {"budget", "amount"}
DATES: Final = {"start", "end", "date", "known_by", "founded"}
REFERENCES: Final = {"city", "region", "country", "part_of"}
PROPERTIES: Final = {
    "", "name", "alias", "helix", "website", "therapy", "stage", "ror", "wikidata", "kbo", "description", "role", "title",
    "topic", "note", "state", "former_name", "address", "grant_agreement", "member_category", "partner_category", "mission", "scope", "emphasis",
    *MONEY, *DATES, *REFERENCES,
}  # fmt: skip


@cache
def text(table: str) -> str:
    return (FOLDER / f"{table}.csv").read_bytes().decode("utf-8")


@cache
def rows(table: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text(table), newline=""), strict=True))


@cache
def ids(*tables: str) -> set[str]:
    return {row["id"] for table in tables for row in rows(table)}


@cache
def scheme(name: str) -> set[str]:
    """The words of a scheme that ships with the ontology, as the tables write them."""
    graph = Graph().parse(ROOT / "ontology" / "schemes" / f"{name}.ttl")
    concepts = graph.subjects(SKOS.inScheme, THX[name])
    prefix = {"roles": "role-", "instruments": "instrument-", "helices": "helix-"}.get(name, "")
    return {str(concept).removeprefix(THX).removeprefix(prefix) for concept in concepts}


@cache
def classes_below(name: str) -> set[str]:
    graph = Graph().parse(ROOT / "ontology" / "triplehelix.ttl")
    return {str(cls).removeprefix(THX) for cls in graph.transitive_subjects(RDFS.subClassOf, THX[name])} - {name}


def items(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def tie(name: str) -> Row:
    return next(row for row in rows("ties") if row["id"] == name)


def said(about: str, prop: str) -> list[Row]:
    return [row for row in rows("statements") if (row["about"], row["property"]) == (about, prop)]


def is_partial_date(written: str) -> bool:
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", written, re.ASCII):
        return False
    try:
        date.fromisoformat(written + "-01-01"[len(written) - 4 :] if len(written) < len("2000-01-01") else written)
    except ValueError:
        return False
    return True


def is_number(written: str) -> bool:
    return re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", written, re.ASCII) is not None


def outside(values: list[str], allowed: set[str]) -> list[str]:
    return sorted({value for value in values if value and value not in allowed})


def cells(tables: tuple[str, ...], *columns: str) -> list[str]:
    return [
        item for table in tables for row in rows(table) for column in columns for item in items(row.get(column, ""))
    ]


@pytest.mark.parametrize("table", HEADERS)
def test_a_table_has_the_columns_of_its_format(table: str) -> None:
    assert text(table).split("\n", 1)[0] == HEADERS[table]


@pytest.mark.parametrize("table", HEADERS)
def test_a_table_is_written_in_its_canonical_form(table: str) -> None:
    assert text(table) == canonical(table, text(table)), f"{table}.csv is not tidy; run `make tidy-data`"


@pytest.mark.parametrize("table", HEADERS)
def test_no_cell_has_blanks_at_its_ends_or_a_line_break(table: str) -> None:
    assert [
        cell for row in rows(table) for cell in row.values() if cell != cell.strip() or "\n" in cell or "\r" in cell
    ] == []


@pytest.mark.parametrize("table", [name for name in HEADERS if "id" not in HEADERS[name].split(",")])
def test_no_row_stands_twice(table: str) -> None:
    assert [key for key, count in Counter(sort_key(table, row) for row in rows(table)).items() if count > 1] == []


def test_an_id_is_a_slug_and_names_one_thing_in_all_tables() -> None:
    named = [row["id"] for table in IDENTIFIED for row in rows(table)]
    assert [name for name in named if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name, re.ASCII)] == []
    assert [name for name, count in Counter(named).items() if count > 1] == []


def test_every_row_names_its_document() -> None:
    documents = {row["url"] for row in rows("sources")}
    for table in HEADERS.keys() - {"dataset", "sources"}:
        assert [row for row in rows(table) if row["source"] not in documents] == [], table


def test_every_document_is_cited_by_a_row() -> None:
    cited = {row["source"] for table in HEADERS.keys() - {"dataset", "sources", "curation"} for row in rows(table)}
    assert {row["url"] for row in rows("sources")} - cited == UNCITED


def test_documents_have_an_address_a_title_and_a_date_that_exists() -> None:
    assert [row for row in rows("sources") if not re.match(r"https?://[^/ ]+", row["url"]) or not row["title"]] == []
    assert [row["issued"] for row in rows("sources") if row["issued"] and not is_partial_date(row["issued"])] == []


def test_territories_lie_in_one_another() -> None:
    territories = ids("territories")
    assert outside(cells(("actors",), "city", "region", "country"), territories) == []
    assert outside(cells(("territories",), "part_of"), territories) == []
    assert (
        outside(
            [row["value"] for row in rows("statements") if row["property"] in {"city", "region", "country"}],
            territories,
        )
        == []
    )


def test_a_place_is_of_the_kind_that_its_column_says() -> None:
    kind = {row["id"]: row["type"] for row in rows("territories")}
    for row in rows("actors"):
        assert kind.get(row["city"], "City") == "City", row["id"]
        assert kind.get(row["region"], "Region") == "Region", row["id"]
        assert kind.get(row["country"], "Country") in {"Country", "Union"}, row["id"]


def test_ties_name_known_parties() -> None:
    parties = ids("actors", "office_holders")
    assert outside(cells(("ties",), "first_party", "other_party"), parties) == []
    assert outside(cells(("ties", "initiatives"), "initiative", "part_of"), ids("initiatives")) == []


def test_a_tie_has_the_parties_of_its_kind() -> None:
    for row in rows("ties"):
        in_initiative = row["type"] in OF_INITIATIVES or (row["type"] == "Funding" and not row["other_party"])
        assert bool(row["initiative"]) >= in_initiative, row["id"]
        assert bool(row["other_party"]) != in_initiative, row["id"]
        assert row["initiative"] == "" or row["type"] in OF_INITIATIVES | {"Funding"}, row["id"]
        assert row["first_party"] not in items(row["other_party"]), row["id"]


def test_a_share_is_of_another_funding() -> None:
    kinds = {row["id"]: row["type"] for row in rows("ties")}
    shares = [row for row in rows("ties") if row["share_of"]]
    assert [row["id"] for row in shares if row["type"] != "Funding" or kinds.get(row["share_of"]) != "Funding"] == []
    assert [row["id"] for row in shares if tie(row["share_of"])["share_of"]] == []


def test_observations_are_about_a_known_thing_and_have_a_known_indicator() -> None:
    assert outside(cells(("observations",), "about"), ids("actors", "initiatives", "territories")) == []
    assert outside(cells(("observations",), "indicator"), ids("indicators")) == []
    assert ids("indicators") == {row["indicator"] for row in rows("observations")}


def test_statements_are_about_a_row_of_another_table() -> None:
    known = ids("actors", "office_holders", "initiatives", "ties", "observations", "territories", "changes")
    assert outside([row["about"] for row in rows("statements")], known) == []


def test_only_a_tie_or_an_observation_is_stated_without_a_property() -> None:
    bare = [row for row in rows("statements") if not row["property"]]
    assert outside([row["about"] for row in bare], ids("ties", "observations")) == []
    assert [row for row in bare if row["value"]] == []
    assert [row for row in rows("statements") if row["property"] and not row["value"]] == []


def test_types_are_classes_of_the_ontology() -> None:
    assert outside(cells(("actors",), "type"), classes_below("Actor")) == []
    assert outside(cells(("initiatives",), "type"), classes_below("Initiative")) == []
    assert outside(cells(("ties",), "type"), classes_below("Tie")) == []
    assert outside(cells(("territories",), "type"), classes_below("Territory")) == []


def test_concepts_are_those_of_the_ontology() -> None:
    described = ("actors", "initiatives", "ties", "statements")
    for column, name in (
        ("therapies", "therapies"),
        ("stages", "stages"),
        ("helix", "helices"),
        ("role", "roles"),
        ("instrument", "instruments"),
        ("status", "statuses"),
    ):
        assert outside(cells(described, column), scheme(name)) == [], column
    assert outside(cells(("ties", "statements"), "confidence"), {"deduced"}) == []


def test_stated_properties_are_known_and_their_concepts_too() -> None:
    assert outside([row["property"].partition("@")[0] for row in rows("statements")], PROPERTIES) == []
    for prop, name in (("therapy", "therapies"), ("stage", "stages"), ("role", "roles"), ("helix", "helices")):
        assert outside([row["value"] for row in rows("statements") if row["property"] == prop], scheme(name)) == [], (
            prop
        )


def test_only_fundings_have_an_instrument_and_a_status() -> None:
    for row in rows("ties"):
        assert bool(row["instrument"]) == (row["type"] == "Funding"), row["id"]
        assert row["status"] == "" or row["type"] == "Funding", row["id"]


def test_dates_are_partial_dates_that_exist() -> None:
    written = cells(
        ("ties", "initiatives", "actors", "observations", "changes"),
        "start",
        "end",
        "date",
        "founded",
        "period_start",
        "period_end",
    )
    written += [row["value"] for row in rows("statements") if row["property"] in DATES]
    assert [value for value in written if not is_partial_date(value)] == []


@pytest.mark.parametrize("written", ["2023", "2023-11", "2024-02-29"])
def test_a_partial_date_is_a_year_a_month_or_a_day(written: str) -> None:
    assert is_partial_date(written)


@pytest.mark.parametrize("written", ["", "23", "2023-13", "2023-02-29", "2023-1-1", "2023-11-01T00", "٢٠٢٣"])
def test_what_is_not_in_the_calendar_is_no_date(written: str) -> None:
    assert not is_partial_date(written)


def test_nothing_ends_before_it_starts() -> None:
    for table, first, last in (
        ("ties", "start", "end"),
        ("initiatives", "start", "end"),
        ("observations", "period_start", "period_end"),
    ):
        for row in rows(table):
            shared = min(len(row[first]), len(row[last]))
            assert row[first][:shared] <= row[last][:shared], row["id"]


def test_events_have_a_date_and_states_a_start_and_an_end() -> None:
    for row in rows("ties"):
        wrong = (row["start"] or row["end"]) if row["type"] in EVENTS else row["date"]
        assert not wrong, row["id"]


def test_money_has_an_amount_and_a_currency() -> None:
    for table, column in (("ties", "amount"), ("initiatives", "budget")):
        for row in rows(table):
            assert bool(row[column]) == bool(row["currency"]), row["id"]
    for row in rows("statements"):
        assert bool(row["currency"]) == (row["property"] in MONEY), row
        assert row["status"] == "" or row["property"] in MONEY, row


def test_numbers_are_plain_and_currencies_have_three_letters() -> None:
    numbers = cells(("ties", "initiatives"), "amount", "budget") + [row["value"] for row in rows("observations")]
    numbers += [row["value"] for row in rows("statements") if row["property"] in MONEY]
    assert [number for number in numbers if not is_number(number)] == []
    assert outside(cells(("ties", "initiatives", "statements"), "currency"), {"EUR", "USD"}) == []


def test_indicators_have_a_label_in_both_languages() -> None:
    assert [row["id"] for row in rows("indicators") if not row["label"] or not row["label_fr"]] == []
    for language in ("label", "label_fr"):
        assert [
            label for label, count in Counter(row[language] for row in rows("indicators")).items() if count > 1
        ] == []


def test_a_person_is_known_only_by_an_office() -> None:
    people = ids("office_holders")
    holders = {row["first_party"] for row in rows("ties") if row["type"] == "Office"}
    assert people == holders
    assert {row["type"] for row in rows("ties") if row["first_party"] in people} == {"Office", "Participation"}
    assert outside(cells(("ties",), "other_party"), ids("actors")) == []


def test_every_office_has_a_title() -> None:
    assert [row["id"] for row in rows("ties") if row["type"] == "Office" and not said(row["id"], "title")] == []


def test_a_tie_of_two_equals_is_told_in_one_direction() -> None:
    pairs = Counter(
        tuple(sorted((row["first_party"], row["other_party"]))) for row in rows("ties") if row["type"] == "Partnership"
    )
    several = {pair for pair, count in pairs.items() if count > 1}
    assert several == {("biowin", "medvia"), ("biowin", "lyonbiopole"), ("belgian-defence", "vesale-bioscience")}


def test_every_row_of_the_facts_is_accounted_for_once() -> None:
    numbers = defaultdict(list)
    for row in rows("curation"):
        numbers[row["file"]].append(int(row["row"]))
    expected = {"relations": RELATIONS, "indicators": INDICATORS, "field_sources": FIELD_SOURCES}
    assert {file: sorted(found) for file, found in numbers.items()} == {
        file: list(range(2, count + 2)) for file, count in expected.items()
    }


def test_every_tie_was_founded_by_exactly_one_row() -> None:
    founded = Counter(row["became"] for row in rows("curation") if row["decision"] in {"tie", "office"})
    assert founded == Counter(ids("ties"))


def test_relations_are_ties_founded_merged_part_of_and_change() -> None:
    decisions = Counter(row["decision"] for row in rows("curation") if row["file"] == "relations")
    assert set(decisions) == {"tie", "office", "merged", "part-of", "change"}
    assert decisions["tie"] + decisions["office"] == len(rows("ties"))
    assert sum(decisions.values()) == RELATIONS


def test_a_tie_keeps_the_document_of_the_row_that_founded_it() -> None:
    documents = {row["id"]: row["source"] for row in rows("ties")}
    founding = [row for row in rows("curation") if row["decision"] in {"tie", "office"}]
    assert {row["became"] for row in founding if documents[row["became"]] != row["source"]} == OTHER_DOCUMENT


def test_a_merged_document_still_states_the_tie() -> None:
    stated = {(row["about"], row["source"]) for row in rows("statements")} | {
        (row["id"], row["source"]) for row in rows("ties")
    }
    merged = [row for row in rows("curation") if row["file"] == "relations" and row["decision"] == "merged"]
    assert [row for row in merged if (row["became"], row["source"]) not in stated] == []


def test_every_figure_became_an_observation_a_statement_or_a_cell() -> None:
    became = {
        row["became"] for row in rows("curation") if row["file"] == "indicators" and row["decision"] == "observation"
    }
    assert became == ids("observations")


def test_what_a_row_became_exists() -> None:
    known = ids(*IDENTIFIED)
    assert [row for row in rows("curation") if row["became"] not in known and row["decision"] != "left-out"] == []
    assert [row for row in rows("curation") if row["became"] and row["decision"] == "left-out"] == []


def test_decisions_that_are_not_obvious_have_a_reason() -> None:
    told = {"merged", "left-out", "change"}
    assert [row for row in rows("curation") if row["decision"] in told and not row["reason"]] == []


def test_rows_of_the_same_triple_that_stay_several_ties_say_why() -> None:
    became = defaultdict(set)
    triples = [row for row in rows("curation") if row["file"] == "relations" and row["decision"] != "part-of"]
    for row in triples:
        became[row["subject"], row["predicate"], row["object"]].add(row["became"])
    several = [row for row in triples if len(became[row["subject"], row["predicate"], row["object"]]) > 1]
    assert several
    assert [row for row in several if not row["reason"]] == []


def test_the_mapping_counts_what_the_tables_hold() -> None:
    mapping = (FOLDER / "MAPPING.md").read_text(encoding="utf-8")
    for table in HEADERS:
        assert f"| {table} | {len(rows(table))} |" in mapping, table
    for (file, decision), count in Counter((row["file"], row["decision"]) for row in rows("curation")).items():
        assert f"| {file} | {decision} | {count} |" in mapping, (file, decision)
    for kind, count in Counter(row["type"] for row in rows("ties")).items():
        assert f"| {kind} | {count} |" in mapping, kind


def test_what_is_known_by_a_day_is_an_undated_event_that_its_own_document_tells_as_done() -> None:
    issued = {row["url"]: row["issued"] for row in rows("sources")}
    known = [row for row in rows("ties") if row["known_by"]]
    assert [row["id"] for row in known if row["type"] not in EVENTS or row["date"]] == []
    assert [row["id"] for row in known if row["confidence"] or row["status"] in ("proposed", "announced")] == []
    assert [row["id"] for row in known if row["known_by"] != issued[row["source"]]] == []
    counted = Counter(row["type"] for row in known)
    told = f"{len(known)} ties have one: {counted['Acquisition']} acquisitions, {counted['SpinOff']} spin-offs, {counted['Funding']} fundings"
    assert told in (FOLDER / "MAPPING.md").read_text(encoding="utf-8")


def test_two_loans_of_one_bank_to_one_company_are_two_ties() -> None:
    loans = [row for row in rows("ties") if (row["first_party"], row["other_party"]) == ("eib", "univercells")]
    assert [(row["date"], row["amount"], row["instrument"]) for row in loans] == [
        ("2019", "20000000", "loan"),
        ("2021", "30000000", "loan"),
    ]


def test_one_deal_told_in_two_currencies_is_one_tie() -> None:
    deals = [row for row in rows("ties") if (row["first_party"], row["other_party"]) == ("catalent", "masthercell")]
    assert [(row["amount"], row["currency"]) for row in deals] == [("315000000", "USD")]
    assert [(row["value"], row["currency"]) for row in said(deals[0]["id"], "amount")] == [("285000000", "EUR")]


def test_twenty_of_the_22_organisations_of_the_atmp_pit_are_deduced() -> None:
    taking_part = [row for row in rows("ties") if (row["type"], row["initiative"]) == ("Participation", "atmp-pit")]
    organisations = [row for row in taking_part if row["first_party"] in ids("actors")]
    assert len(organisations) == 22
    assert {row["first_party"] for row in organisations if not row["confidence"]} == {"biowin", "spw-eer"}
    assert {row["role"] for row in organisations if not row["confidence"]} == {"coordinator"}


def test_the_budget_of_the_atmp_pit_is_no_funding() -> None:
    assert tie("funding-walloon-government-atmp-pit")["amount"] == ""
    assert tie("funding-walloon-government-atmp-pit")["status"] == "approved"
    (initiative,) = (row for row in rows("initiatives") if row["id"] == "atmp-pit")
    assert (initiative["budget"], initiative["currency"], initiative["status"]) == ("81000000", "EUR", "approved")
    assert {(row["value"], row["status"]) for row in said("atmp-pit", "budget")} == {
        ("81000000", "approved"),
        ("95000000", "proposed"),
    }


def test_the_atmp_pit_was_instigated_by_the_minister() -> None:
    assert tie("participation-willy-borsus-atmp-pit")["role"] == "instigator"
    titles = [row["value"] for row in said("office-willy-borsus-vice-president", "title")]
    assert titles == ["Vice-President of Wallonia and Minister of the Economy"]


def test_the_founding_figures_of_the_atmp_pit_are_there() -> None:
    figures = {(row["indicator"], row["value"]) for row in rows("observations") if row["about"] == "atmp-pit"}
    expected = {
        ("partners", "26"), ("work-packages", "12"), ("direct-jobs-to-be-created", "470"), ("indirect-jobs-to-be-created", "1200"),
        ("world-atmp-market", "80000000000"),
    }  # fmt: skip
    assert expected <= figures
    assert [row["value"] for row in said("atmp-pit", "emphasis")] == ["therapies suited to large-scale manufacture"]
    assert {row["value"] for row in said("atmp-pit", "stage")} >= {
        "basic-research",
        "preclinical",
        "clinical",
        "manufacturing",
    }
    assert "walloon-recovery-plan" in {row["value"] for row in said("atmp-pit", "part_of")}


def test_biowin_is_a_hub_with_nine_categories_of_members() -> None:
    assert len(said("biowin", "member_category")) == 9
    assert any(row["value"].startswith("hub for all") for row in said("biowin", "mission"))
    assert any("compendium" in row["value"] for row in said("biowin-covid-collection", "description"))


def test_each_of_the_four_therapies_of_the_programme_has_an_actor() -> None:
    (programme,) = (items(row["therapies"]) for row in rows("initiatives") if row["id"] == "atmp-pit")
    assert set(programme) == {"cell-therapy", "gene-therapy", "exosome-therapy", "phage-therapy"}
    assert set(programme) <= set(cells(("actors",), "therapies"))


def test_a_name_or_alias_belongs_to_one_thing() -> None:
    named = defaultdict(set)
    for table in ("actors", "office_holders", "initiatives"):
        for row in rows(table):
            for name in [row["name"], *items(row.get("aliases", ""))]:
                named[name.casefold()].add(row["id"])
    for row in rows("statements"):
        if row["property"] in {"name", "alias"}:
            named[row["value"].casefold()].add(row["about"])
    assert {name: owners for name, owners in named.items() if len(owners) > 1} == {}


def test_names_that_look_alike_stay_apart() -> None:
    aliases = {row["id"]: items(row["aliases"]) for row in rows("actors")}
    assert "HUB" in aliases["hub-hospital"]
    assert "HUB" not in aliases["hub-brussels"]
    assert "IMI" in aliases["imi"]
    assert "IMI" not in aliases["imi-eu"]
