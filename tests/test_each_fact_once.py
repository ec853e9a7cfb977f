"""Plain SPARQL on the default graph counts each fact once; who says so stands in the evidence."""

import pytest
from pyoxigraph import BlankNode, DefaultGraph, NamedNode
from rdflib import Literal
from rdflib.query import ResultRow

from triplehelix.graph import Ecosystem
from triplehelix.graph.terms import PREFIXES, local_name
from triplehelix.graph.vocabulary import vocabulary

TIE = "https://w3id.org/triplehelix/id/tie/"
ACTOR = "https://w3id.org/triplehelix/id/actor/"


def _rows(eco: Ecosystem, sparql: str) -> list[ResultRow]:
    return [row for row in eco.query(sparql) if isinstance(row, ResultRow)]


@pytest.mark.parametrize(
    "cls",
    ["thx:Tie", "thx:Participation", "thx:Funding", "thx:Actor", "thx:Initiative", "qb:Observation", "thx:Source"],
)
def test_counting_things_and_counting_different_things_gives_the_same(eco: Ecosystem, cls: str) -> None:
    ((n, d),) = _rows(eco, f"SELECT (COUNT(?t) AS ?n) (COUNT(DISTINCT ?t) AS ?d) {{ ?t a {cls} }}")
    assert n == d
    assert int(n) > 0


@pytest.mark.parametrize("prop", vocabulary().single_valued, ids=lambda prop: local_name(prop.value))
def test_a_single_valued_property_has_no_second_value(eco: Ecosystem, prop: NamedNode) -> None:
    assert _rows(eco, f"SELECT ?x ?a ?b {{ ?x <{prop.value}> ?a , ?b FILTER(?a != ?b) }}") == []
    assert _rows(eco, f"SELECT ?x ?a ?b {{ ?x <{prop.value}> ?a , ?b FILTER(!sameTerm(?a, ?b)) }}") == []


def test_sums_are_never_added_twice(eco: Ecosystem) -> None:
    money = "?x thx:amount|thx:budget ?m . ?m thx:value ?v ; thx:currency ?c"
    ((n, d),) = _rows(eco, f"SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?m) AS ?d) {{ {money} }}")
    assert n == d
    everything = _rows(eco, "SELECT ?m { ?m a thx:Money FILTER NOT EXISTS { ?x thx:amount|thx:budget ?m } }")
    assert everything == [], "no sum without an owner is left behind"


def test_several_documents_state_the_same_participation(eco: Ecosystem) -> None:
    found = _rows(
        eco,
        "SELECT DISTINCT ?t { GRAPH ?s1 { ?t a thx:Participation } GRAPH ?s2 { ?t a thx:Participation } FILTER(?s1 != ?s2) }",
    )
    assert found


def test_two_loans_of_one_bank_to_one_company_are_two_ties(eco: Ecosystem) -> None:
    loans = _rows(
        eco,
        f"""SELECT ?loan ?value ?currency ?date {{
          ?loan a thx:Funding ; thx:funder <{ACTOR}eib> ; thx:recipient <{ACTOR}univercells> ;
            thx:instrument thx:instrument-loan ; thx:date ?date ; thx:amount ?sum .
          ?sum thx:value ?value ; thx:currency ?currency }} ORDER BY ?date""",
    )
    assert [(int(row["value"]), str(row["currency"]), str(row["date"])) for row in loans] == [
        (20_000_000, "EUR", "2019"),
        (30_000_000, "EUR", "2021"),
    ]


def test_one_deal_told_in_two_currencies_is_one_tie_with_both_sums_in_its_evidence(eco: Ecosystem) -> None:
    deal = f"?deal a thx:Acquisition ; thx:acquirer <{ACTOR}catalent> ; thx:acquired <{ACTOR}masthercell>"
    (row,) = _rows(eco, f"SELECT ?deal {{ {deal} }}")
    assert str(row["deal"]) == f"{TIE}acquisition-catalent-masthercell"
    merged = _rows(eco, f"SELECT ?v ?c {{ {deal} ; thx:amount ?sum . ?sum thx:value ?v ; thx:currency ?c }}")
    assert len(merged) == 1
    told = _rows(
        eco,
        f"""SELECT ?v ?c ?url {{ {deal} .
          GRAPH ?g {{ ?deal thx:amount ?sum . ?sum thx:value ?v ; thx:currency ?c }}
          ?g prov:wasDerivedFrom ?doc . ?doc dct:source ?url }}""",
    )
    assert {(int(row["v"]), str(row["c"])) for row in told} == {(315_000_000, "USD"), (285_000_000, "EUR")}
    assert len({str(row["url"]) for row in told}) > 1, "two documents"


def test_there_is_no_blank_node_anywhere(eco: Ecosystem) -> None:
    blank = [quad for quad in eco.store if BlankNode in {type(quad.subject), type(quad.object), type(quad.graph_name)}]
    assert blank == []


def test_every_tie_is_stated_by_a_document_that_has_an_address(eco: Ecosystem) -> None:
    ties = {row["tie"] for row in _rows(eco, "SELECT ?tie { ?tie a thx:Tie }")}
    stated = _rows(
        eco,
        """SELECT DISTINCT ?tie ?url {
          ?evidence prov:wasDerivedFrom ?document . ?document dct:source ?url . GRAPH ?evidence { ?tie a ?type } }""",
    )
    assert ties <= {row["tie"] for row in stated}
    assert all(str(row["url"]).startswith("http") for row in stated)


def test_whoever_states_anything_of_a_tie_states_its_type_and_parties(eco: Ecosystem) -> None:
    parties = [prop for first, others in vocabulary().parties.values() for prop in (first, *others)]
    either = "|".join(sorted({f"<{prop.value}>" for prop in parties}))
    halves = _rows(
        eco,
        f"""SELECT ?tie ?g {{ GRAPH ?g {{ ?tie ?p ?o }} ?tie a thx:Tie .
          FILTER NOT EXISTS {{ GRAPH ?g {{ ?tie a ?type ; {either} ?one , ?other FILTER(?one != ?other) }} }} }}""",
    )
    assert halves == []


def test_the_default_graph_says_nothing_that_neither_a_document_nor_the_ontology_explains(eco: Ecosystem) -> None:
    entailed = {
        *(f"{PREFIXES['thx']}{state}{bound}" for state in ("starts", "ends") for bound in ("NotBefore", "NotAfter")),
        *(f"{PREFIXES['thx']}{name}" for name in ("dateNotBefore", "dateNotAfter", "party", "helix")),
        f"{PREFIXES['rdf']}type",
    }
    ontology = set(vocabulary().triples)
    told = {quad.triple for quad in eco.store if quad.graph_name != DefaultGraph()}
    merged = {quad.triple for quad in eco.store.quads_for_pattern(None, None, None, DefaultGraph())}
    above = {prop for ancestors in vocabulary().superproperties.values() for prop in ancestors}
    unexplained = {triple for triple in merged - told - ontology if triple.predicate not in above}
    assert {triple.predicate.value for triple in unexplained} <= entailed


def test_literals_of_dates_and_sums_are_well_formed(eco: Ecosystem) -> None:
    kinds = {"gYear", "gYearMonth", "date", "decimal", "integer", "boolean"}
    rows = _rows(eco, "SELECT DISTINCT ?o { ?s ?p ?o FILTER(isLiteral(?o)) }")
    literals = [row["o"] for row in rows if isinstance(row["o"], Literal)]
    typed = [literal for literal in literals if literal.datatype and local_name(str(literal.datatype)) in kinds]
    assert [literal for literal in typed if literal.ill_typed] == []
    assert typed
