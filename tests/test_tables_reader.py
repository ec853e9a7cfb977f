"""A folder of tables is read whole, or refused at its first mistake with file, line and column."""

from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

from triplehelix.graph.errors import InputError
from triplehelix.graph.opening import open_source
from triplehelix.graph.sources.inputs import files_of
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.layout import COLUMNS
from triplehelix.graph.sources.tables import read
from triplehelix.graph.terms import DCT, FOAF, ORG, QB, RDF, RDFS, SKOS, THX, XSD, document_iri, thing
from triplehelix.graph.views.export import FORMATS, export

ONE: Final = "https://a.org/1"
TWO: Final = "https://b.org/2"
TABLES: Final = {
    "dataset": "property,value\ntitle,Mine\nlicence,https://creativecommons.org/licenses/by/4.0/\nissued,2026-11-21\n",
    "sources": f"url,title,publisher,issued,language\n{ONE},One,A,2020,en\n{TWO},Two,B,2021-05,fr\n",
    "territories": f"id,type,name,name_fr,part_of,code,source\nbelgium,Country,Belgium,Belgique,,BE,{ONE}\n"
    f"wallonia,Region,Wallonia,Wallonie,belgium,,{ONE}\n",
    "indicators": f"id,label,label_fr,source\nemployees,Employees,Salariés,{ONE}\n",
    "actors": "id,type,name,aliases,helix,region,founded,website,therapies,ror,wikidata,kbo,description,source\n"
    "acme,SME,Acme,ACME SA;Acme Bio,,wallonia,2005,https://acme.be,cell-therapy;gene-therapy,https://ror.org/0,Q42,"
    f"0123.456.789,Makes cells.,{ONE}\n"
    f"unie,University,Unie,,government,,,,,,,,,{TWO}\n",
    "office_holders": f"id,name,description,source\njane-doe,Jane Doe,Minister.,{ONE}\n",
    "initiatives": f"id,type,name,start,end,budget,currency,status,stages,part_of,topic,source\n"
    f"plan,Programme,Plan,2020,2024-12,81000000,EUR,approved,manufacturing,,Recovery,{ONE}\n"
    f"hub,Hub,Hub,,,,,,,plan,,{TWO}\n",
    "ties": "id,type,first_party,role,other_party,initiative,start,end,date,amount,currency,instrument,status,share_of,"
    "confidence,note,source\n"
    f"p1,Participation,acme,partner,,plan,2021,,,,,,,,deduced,as seen,{ONE}\n"
    f"f1,Funding,unie,funder,acme,plan,,,2021-05-03,4500000.50,EUR,loan,paid,,,,{ONE}\n"
    f"f2,Funding,unie,funder,acme,,,,,,,,,f1,,,{TWO}\n"
    f"o1,Office,jane-doe,,unie,,,,,,,,,,,,{ONE}\n",
    "statements": "about,property,value,currency,status,confidence,note,source\n"
    f"acme,founded,2006,,,deduced,,{TWO}\n"
    f"f1,,,,,,,{TWO}\n"
    f"o1,title,Minister of Science,,,,,{TWO}\n"
    f"plan,budget,95000000,EUR,proposed,,the jury,{TWO}\n",
    "observations": "id,about,indicator,value,unit,period,period_start,period_end,source\n"
    f"acme-employees,acme,employees,17.5,people,at the end of 2020,2020-12,2020-12,{ONE}\n",
    "changes": f"id,type,date,original,resulting,note,source\nm1,merger,2023-01,acme;unie,acme,,{ONE}\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    mine = tmp_path / "mine"
    mine.mkdir()
    for name, text in TABLES.items():
        (mine / f"{name}.csv").write_text(text, encoding="utf-8")
    return mine


def _change(folder: Path, table: str, old: str, new: str) -> None:
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {table}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _stated(folder: Path, url: str, *, deduced: bool = False) -> set[Triple]:
    document = document_iri(url)
    stated = read(files_of(folder), "mine", Journal()).stated
    found = (item for item in stated if item.document == document and item.deduced == deduced)
    return {item.triple for item in found}


def test_an_actor_becomes_what_its_row_states(folder: Path) -> None:
    acme = thing("actor", "acme")
    assert {triple for triple in _stated(folder, ONE) if triple.subject == acme} == {
        Triple(acme, RDF.type, THX.SME),
        Triple(acme, SKOS.prefLabel, Literal("Acme")),
        Triple(acme, SKOS.altLabel, Literal("ACME SA")),
        Triple(acme, SKOS.altLabel, Literal("Acme Bio")),
        Triple(acme, THX.region, thing("territory", "wallonia")),
        Triple(acme, THX.founded, Literal("2005", datatype=XSD.gYear)),
        Triple(acme, FOAF.homepage, NamedNode("https://acme.be")),
        Triple(acme, THX.therapy, THX["cell-therapy"]),
        Triple(acme, THX.therapy, THX["gene-therapy"]),
        Triple(acme, SKOS.exactMatch, NamedNode("https://ror.org/0")),
        Triple(acme, SKOS.exactMatch, NamedNode("http://www.wikidata.org/entity/Q42")),
        Triple(acme, ORG.identifier, Literal("0123.456.789")),
        Triple(acme, DCT.description, Literal("Makes cells.", language="en")),
    }


def test_money_is_a_node_with_value_currency_and_status(folder: Path) -> None:
    budget = thing("initiative", "plan/budget/eur")
    assert {triple for triple in _stated(folder, ONE) if triple.subject == budget} == {
        Triple(budget, RDF.type, THX.Money),
        Triple(budget, THX.value, Literal("81000000", datatype=XSD.decimal)),
        Triple(budget, THX.currency, Literal("EUR")),
        Triple(budget, THX.status, THX.approved),
    }
    assert Triple(budget, THX.note, Literal("the jury", language="en")) in _stated(folder, TWO)


def test_a_tie_has_its_parties_role_sum_and_status(folder: Path) -> None:
    tie, amount = thing("tie", "f1"), thing("tie", "f1/amount/eur")
    assert {triple for triple in _stated(folder, ONE) if triple.subject == tie} == {
        Triple(tie, RDF.type, THX.Funding),
        Triple(tie, THX.funder, thing("actor", "unie")),
        Triple(tie, THX.recipient, thing("actor", "acme")),
        Triple(tie, THX.initiative, thing("initiative", "plan")),
        Triple(tie, THX.role, THX["role-funder"]),
        Triple(tie, THX.confidence, THX.stated),
        Triple(tie, THX.date, Literal("2021-05-03", datatype=XSD.date)),
        Triple(tie, THX.instrument, THX["instrument-loan"]),
        Triple(tie, THX.amount, amount),
        Triple(tie, THX.status, THX.paid),
    }


def _add_column(folder: Path, table: str, column: str, **cells: str) -> None:
    """A column more, filled in the rows of some ids."""
    path = folder / f"{table}.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    lines = [f"{header},{column}", *(f"{row},{cells.get(row.split(',')[0], '')}" for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_the_day_by_which_something_is_known_is_no_date_of_it(folder: Path) -> None:
    _add_column(folder, "ties", "known_by", f2="2022-03")
    _add_column(folder, "initiatives", "known_by", hub="2022")
    stated = _stated(folder, TWO)
    assert Triple(thing("tie", "f2"), THX.knownBy, Literal("2022-03", datatype=XSD.gYearMonth)) in stated
    assert Triple(thing("initiative", "hub"), THX.knownBy, Literal("2022", datatype=XSD.gYear)) in stated
    assert not [triple for triple in stated if triple.predicate in (THX.start, THX.date)]


def test_what_a_curator_concluded_is_kept_apart_from_what_the_document_states(folder: Path) -> None:
    tie = thing("tie", "p1")
    assert Triple(tie, THX.confidence, THX.deduced) in _stated(folder, ONE, deduced=True)
    assert not [triple for triple in _stated(folder, ONE) if triple.subject == tie]
    founded = Triple(thing("actor", "acme"), THX.founded, Literal("2006", datatype=XSD.gYear))
    assert founded in _stated(folder, TWO, deduced=True)


def test_a_document_that_states_a_property_of_a_tie_states_the_tie(folder: Path) -> None:
    tie = thing("tie", "o1")
    assert {triple for triple in _stated(folder, TWO) if triple.subject == tie} == {
        Triple(tie, RDF.type, THX.Office),
        Triple(tie, THX.holder, thing("office-holder", "jane-doe")),
        Triple(tie, THX.organisation, thing("actor", "unie")),
        Triple(tie, THX.confidence, THX.stated),
        Triple(tie, DCT.title, Literal("Minister of Science", language="en")),
    }


def test_a_statement_without_a_property_states_type_parties_and_role_of_the_tie(folder: Path) -> None:
    tie = thing("tie", "f1")
    assert {triple for triple in _stated(folder, TWO) if triple.subject == tie} == {
        Triple(tie, RDF.type, THX.Funding),
        Triple(tie, THX.funder, thing("actor", "unie")),
        Triple(tie, THX.recipient, thing("actor", "acme")),
        Triple(tie, THX.initiative, thing("initiative", "plan")),
        Triple(tie, THX.role, THX["role-funder"]),
        Triple(tie, THX.confidence, THX.stated),
    }


def test_a_document_that_gives_another_role_does_not_state_the_first_one(folder: Path) -> None:
    _change(folder, "statements", "f1,,,,,,,", "f1,role,investor,,,,,")
    roles = {
        triple.object
        for triple in _stated(folder, TWO)
        if triple.predicate == THX.role and triple.subject == thing("tie", "f1")
    }
    assert roles == {THX["role-investor"]}


def test_a_figure_becomes_an_observation(folder: Path) -> None:
    observation = thing("observation", "acme-employees")
    assert {triple for triple in _stated(folder, ONE) if triple.subject == observation} == {
        Triple(observation, RDF.type, QB.Observation),
        Triple(observation, QB.dataSet, THX.observations),
        Triple(observation, THX.about, thing("actor", "acme")),
        Triple(observation, THX.indicator, thing("concept", "employees")),
        Triple(observation, THX.value, Literal("17.5", datatype=XSD.decimal)),
        Triple(observation, THX.unit, Literal("people")),
        Triple(observation, THX.period, Literal("at the end of 2020")),
        Triple(observation, THX.periodStart, Literal("2020-12", datatype=XSD.gYearMonth)),
        Triple(observation, THX.periodEnd, Literal("2020-12", datatype=XSD.gYearMonth)),
    }


def test_a_merger_becomes_a_change_event(folder: Path) -> None:
    change = thing("change", "m1")
    assert {triple for triple in _stated(folder, ONE) if triple.subject == change} == {
        Triple(change, RDF.type, ORG.ChangeEvent),
        Triple(change, ORG.originalOrganization, thing("actor", "acme")),
        Triple(change, ORG.originalOrganization, thing("actor", "unie")),
        Triple(change, ORG.resultingOrganization, thing("actor", "acme")),
        Triple(change, THX.date, Literal("2023-01", datatype=XSD.gYearMonth)),
        Triple(change, RDFS.label, Literal("merger", language="en")),
    }


def test_a_document_describes_itself(folder: Path) -> None:
    document = document_iri(TWO)
    assert {triple for triple in _stated(folder, TWO) if triple.subject == document} == {
        Triple(document, RDF.type, THX.Source),
        Triple(document, DCT.source, NamedNode(TWO)),
        Triple(document, DCT.title, Literal("Two")),
        Triple(document, DCT.publisher, Literal("B")),
        Triple(document, DCT.issued, Literal("2021-05", datatype=XSD.gYearMonth)),
        Triple(document, DCT.language, Literal("fr")),
    }


def test_a_very_small_number_is_written_without_an_exponent(folder: Path) -> None:
    _change(folder, "observations", "17.5", "0.00000001")
    value = Triple(thing("observation", "acme-employees"), THX.value, Literal("0.00000001", datatype=XSD.decimal))
    assert value in _stated(folder, ONE)


def test_tables_that_are_not_needed_may_be_missing(folder: Path) -> None:
    for name in set(TABLES) - {"sources", "indicators"}:
        (folder / f"{name}.csv").unlink()
    assert _stated(folder, ONE)


def test_columns_may_stand_in_any_order(folder: Path) -> None:
    (folder / "changes.csv").write_text(f"source,resulting,original,id\n{ONE},acme,unie,m1\n", encoding="utf-8")
    assert Triple(thing("change", "m1"), ORG.originalOrganization, thing("actor", "unie")) in _stated(folder, ONE)


def test_the_format_is_the_one_that_the_documentation_describes() -> None:
    page = (Path(__file__).parent.parent / "docs" / "reference" / "tables.md").read_text(encoding="utf-8")
    for table, columns in COLUMNS.items():
        assert f"{table}.csv" in page
        assert [column for column in columns if f"`{column}`" not in page] == []


# table, what is changed into what, where the mistake is seen, what the message says of it
MISTAKES: Final = {
    "unknown column": ("actors", "kbo,description", "kob,description", "actors.csv:1:12", ["'kob'", "kbo"]),
    "missing column": ("ties", "first_party,", "", "ties.csv:1", ["'first_party'", "add it"]),
    "too few cells": ("indicators", "Salariés,", "", "indicators.csv:2:4", ["3 cells", "4", "delimiters"]),
    "quote that never closes": ("statements", "the jury", '"the jury', "statements.csv:5", ["quotes"]),
    "unknown first party": ("ties", "f1,Funding,unie", "f1,Funding,uni", "ties.csv:3:3", ["'uni'", "add its row"]),
    "unknown other party": ("ties", "funder,acme,plan", "funder,acme;acne,plan", "ties.csv:3:5", ["'acne'"]),
    "unknown initiative": ("ties", "partner,,plan", "partner,,plam", "ties.csv:2:6", ["'plam'", "correct it"]),
    "unknown share": ("ties", ",f1,,,", ",f9,,,", "ties.csv:4:14", ["'f9'"]),
    "unknown region": ("actors", "wallonia", "walonia", "actors.csv:2:6", ["'walonia'", "add its row"]),
    "unknown about": ("statements", "acme,founded", "acne,founded", "statements.csv:2:1", ["'acne'"]),
    "unknown whole": ("initiatives", ",plan,,", ",plam,,", "initiatives.csv:3:10", ["'plam'"]),
    "unknown indicator": ("observations", "acme,employees", "acme,staff", "observations.csv:2:3", ["'staff'"]),
    "unknown original": ("changes", "acme;unie", "acme;uni", "changes.csv:2:4", ["'uni'"]),
    "id of the same table twice": ("actors", "unie,Univ", "acme,Univ", "actors.csv:3:1", ["'acme'", "choose another"]),
    "id of another table": ("initiatives", "hub,Hub", "acme,Hub", "initiatives.csv:3:1", ["'acme' is already"]),
    "document twice": ("sources", f"{TWO},Two", f"{ONE},Two", "sources.csv:3:1", [ONE, "join the two"]),
    "id with a capital": ("ties", "f1,Funding,", "F1,Funding,", "ties.csv:3:1", ["'F1'", "small letters"]),
    "id with a blank": ("actors", "unie,Univ", "my unie,Univ", "actors.csv:3:1", ["'my unie'", "hyphens"]),
    "empty id": ("indicators", "employees,Emp", ",Emp", "indicators.csv:2:1", ["''", "not an id"]),
    "hostile id": ("actors", "unie,Univ", "a> <b,Univ", "actors.csv:3:1", ["'a> <b'", "not an id"]),
    "unknown therapy": ("actors", "gene-therapy", "gen-therapy", "actors.csv:2:9", ["'gen-therapy'", "gene-therapy"]),
    "unknown stage": ("initiatives", "manufacturing", "making", "initiatives.csv:2:9", ["'making'", "manufacturing"]),
    "unknown role": ("ties", "acme,partner", "acme,pal", "ties.csv:2:4", ["'pal'", "partner"]),
    "unknown instrument": ("ties", "EUR,loan", "EUR,gift", "ties.csv:3:12", ["'gift'", "loan"]),
    "unknown helix": ("actors", "government", "helix-government", "actors.csv:3:5", ["'helix-government'", "government"]),
    "unknown status": ("ties", "loan,paid", "loan,done", "ties.csv:3:13", ["'done'", "approved"]),
    "unknown status of a budget": ("initiatives", "approved", "agreed", "initiatives.csv:2:8", ["'agreed'", "paid"]),
    "unknown confidence of a tie": ("ties", "deduced", "guessed", "ties.csv:2:15", ["'guessed'", "deduced"]),
    "unknown confidence": ("statements", "deduced", "guessed", "statements.csv:2:6", ["'guessed'", "deduced"]),
    "unknown type of actor": ("actors", "SME", "Sme", "actors.csv:2:2", ["'Sme'", "SME"]),
    "type of another table": ("actors", "SME", "Programme", "actors.csv:2:2", ["'Programme'", "SME"]),
    "type that is too wide": ("ties", "p1,Participation", "p1,Tie", "ties.csv:2:2", ["'Tie'", "Participation"]),
    "hostile type": ("actors", "SME", "SME> <x", "actors.csv:2:2", ["'SME> <x'", "SME"]),
    "date of a day that is none": ("initiatives", "2024-12", "2024-13", "initiatives.csv:2:5", ["'2024-13'", "calendar"]),
    "date in another form": ("ties", "2021-05-03", "03/05/2021", "ties.csv:3:9", ["'03/05/2021'", "YYYY-MM-DD"]),
    "bad date of a document": ("sources", "2021-05", "May 2021", "sources.csv:3:4", ["'May 2021'", "YYYY"]),
    "bad date of a statement": ("statements", "2006", "c. 2006", "statements.csv:2:3", ["'c. 2006'", "YYYY"]),
    "bad period": ("observations", "2020-12,2020-12", "2020-12,end", "observations.csv:2:8", ["'end'", "YYYY"]),
    "bad date of the dataset": ("dataset", "2026-11-21", "today", "dataset.csv:4:2", ["'today'", "YYYY"]),
    "number with blanks": ("initiatives", "81000000", "81 000 000", "initiatives.csv:2:6", ["'81 000 000'", "plain"]),
    "number with a sign": ("ties", "4500000.50", "€4500000", "ties.csv:3:10", ["'€4500000'", "plain number"]),
    "bad figure": ("observations", "17.5", "17;5", "observations.csv:2:4", ["'17;5'", "plain number"]),
    "bad sum in a statement": ("statements", "95000000", "95M", "statements.csv:5:3", ["'95M'", "plain number"]),
    "missing currency": ("initiatives", "81000000,EUR", "81000000,", "initiatives.csv:2:7", ["''", "such as EUR"]),
    "missing currency of a tie": ("ties", "4500000.50,EUR", "4500000.50,", "ties.csv:3:11", ["''", "such as EUR"]),
    "missing currency of a statement": ("statements", "95000000,EUR", "95000000,", "statements.csv:5:4", ["such as EUR"]),
    "currency sign": ("initiatives", "81000000,EUR", "81000000,€", "initiatives.csv:2:7", ["'€'", "three letters"]),
    "currency without a sum": ("initiatives", "81000000,EUR", ",EUR", "initiatives.csv:2:7", ["'EUR'", "write the sum"]),
    "unknown source": ("actors", TWO, "https://b.org/3", "actors.csv:3:14", ["'https://b.org/3'", "sources.csv"]),
    "empty source": ("indicators", f"riés,{ONE}", "riés,", "indicators.csv:2:4", ["''", "sources.csv"]),
    "blank in the address of a document": ("sources", f"{TWO},Two", f"{TWO} b,Two", "sources.csv:3:1", ["%20"]),
    "document without an address": ("sources", f"{TWO},Two", ",Two", "sources.csv:3:1", ["web address"]),
    "website without http": ("actors", "https://acme.be", "acme.be", "actors.csv:2:8", ["'acme.be'", "https://"]),
    "script as a website": ("actors", "https://acme.be", "javascript:alert(1)", "actors.csv:2:8", ["web address"]),
    "blank in a website": ("actors", "https://acme.be", "https://acme.be/a b", "actors.csv:2:8", ["'https://acme.be/a b'", "%20"]),
    "angle bracket in a website": ("actors", "https://acme.be", "https://acme.be/> <x", "actors.csv:2:8", ["web address"]),
    "quote in a website": ("actors", "https://acme.be", '"https://acme.be/""x"', "actors.csv:2:8", ["web address"]),
    "brace in a website": ("actors", "https://acme.be", "https://acme.be/{x}", "actors.csv:2:8", ["web address"]),
    "broken host": ("actors", "https://acme.be", "https://[acme.be", "actors.csv:2:8", ["web address"]),
    "bad address at ror.org": ("actors", "https://ror.org/0", "ror.org/0", "actors.csv:2:10", ["'ror.org/0'"]),
    "bad Wikidata id": ("actors", "Q42", "42", "actors.csv:2:11", ["'42'", "Q1920549"]),
    "licence that is no address": ("dataset", "https://creativecommons.org/licenses/by/4.0/", "CC BY", "dataset.csv:3:2", ["'CC BY'"]),
    "unknown property": ("statements", "acme,founded", "acme,colour", "statements.csv:2:2", ["'colour'", "founded"]),
    "property without a value": ("statements", "founded,2006", "founded,", "statements.csv:2:3", ["is empty", "founded"]),
    "sum without a value": ("statements", "95000000", "", "statements.csv:5:3", ["is empty", "budget"]),
    "statement of an actor without a property": ("statements", "acme,founded,2006", "acme,,", "statements.csv:2:2", ["is empty", "ties"]),
    "no first party": ("ties", "f1,Funding,unie", "f1,Funding,", "ties.csv:3:3", ["is empty", "first party"]),
    "no other party": ("ties", "jane-doe,,unie", "jane-doe,,", "ties.csv:5:5", ["Office", "other_party"]),
    "neither recipient nor initiative": ("ties", "funder,acme,,", "funder,,,", "ties.csv:4:6", ["initiative or other_party"]),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_place_its_value_and_what_to_do(
    folder: Path, mistake: tuple[str, str, str, str, list[str]]
) -> None:
    table, old, new, place, words = mistake
    _change(folder, table, old, new)
    with pytest.raises(InputError) as caught:
        open_source(folder)
    message = str(caught.value)
    assert message.startswith(f"{place}: ")
    assert [word for word in words if word not in message] == []
    assert "\n" not in message


def test_the_row_of_a_mistake_is_the_line_where_it_begins_whatever_line_breaks_stand_before(folder: Path) -> None:
    _change(folder, "actors", "Makes cells.", '"Makes\ncells\n."')
    _change(folder, "actors", "University", "School")
    with pytest.raises(InputError, match=r"^actors\.csv:5:2: column 'type': 'School' is none of the types"):
        open_source(folder)


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds none of the tables \(actors\.csv, ties\.csv\.\.\.\)"):
        read(files_of(tmp_path), "mine", Journal())


HOSTILE: Final = [
    "</script><img src=x onerror=alert(1)>",
    '" } ; DROP ALL ; INSERT DATA { <http://x> <http://y> "z" } #',
    "} > <http://evil> \\\" ' ''' \"\"\"",
    "line one\nline two\ttab\\n {{ jinja }} {% raw %}",
    "=HYPERLINK(1) @x +y -z",
    "?x $y <a> & &amp; \u202egnirts\u0007\U0001f600",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text_in_the_store_and_in_every_export(folder: Path, text: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    _change(folder, "actors", "acme,SME,Acme,", f"acme,SME,{quoted},")
    _change(folder, "ties", "as seen", quoted)
    _change(folder, "observations", "at the end of 2020", quoted)
    store = open_source(folder)
    for form in FORMATS.keys() - {"turtle12"}:
        back = set(parse(export(store, form), format=FORMATS[form]))
        assert {triple.triple for triple in back} == _triples(store, form)
        texts = {quad.object.value for quad in back if isinstance(quad.object, Literal)}
        assert text in texts
    assert Triple(thing("actor", "acme"), SKOS.prefLabel, Literal(text)) in _triples(store, "trig")


def _triples(store: Store, form: str) -> set[Triple]:
    merged_only = FORMATS[form] in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES)
    quads = store if not merged_only else (quad for quad in store if not isinstance(quad.graph_name, NamedNode))
    return {quad.triple for quad in quads}


def test_an_address_with_every_character_that_an_iri_may_have_is_kept(folder: Path) -> None:
    url = "https://acme.be/%C3%A9t%C3%A9/ô?a=b&c='(d)'*;x,y!#@f"
    _change(folder, "actors", "https://acme.be", f'"{url}"')
    store = open_source(folder)
    assert set(parse(export(store, "nquads"), format=RdfFormat.N_QUADS)) == set(store)
    assert any(quad.object == NamedNode(url) for quad in store)
