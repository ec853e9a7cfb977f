"""SPARQL for people: read-only, of this store only, mistakes with their position, answers in the W3C's formats."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Final, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, Store, Variable, parse

from triplehelix.graph import Ecosystem
from triplehelix.graph.errors import QueryError
from triplehelix.graph.query import Answer, check, run
from triplehelix.graph.results import is_no, rendered
from triplehelix.graph.terms import RDF, SKOS, THX

SERVER: Final = "<http://127.0.0.1:65530/sparql>"


@pytest.fixture
def store() -> Store:
    store = Store()
    store.add(Quad(THX.alpha, RDF.type, THX.SME))
    store.add(Quad(THX.beta, RDF.type, THX.SME))
    return store


def message(sparql: str) -> str:
    with pytest.raises(QueryError) as caught:
        run(Store(), sparql)
    return str(caught.value)


# what may be asked


@pytest.mark.parametrize(
    "sparql",
    [
        pytest.param("SELECT ?s { ?s a thx:SME }", id="known prefixes"),
        pytest.param("PREFIX thx: <http://e/> SELECT ?s { ?s a thx:SME }", id="a prefix of one's own"),
        pytest.param("BASE <http://e/> ASK { <a> ?p ?o }", id="a base"),
        pytest.param("SELECT ?s { GRAPH ?g { ?s ?p ?o } }", id="the evidence"),
        pytest.param("SELECT (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p HAVING(?n > 1)", id="groups"),
        pytest.param("CONSTRUCT { ?s a thx:X } WHERE { ?s a thx:SME }", id="construct"),
        pytest.param("DESCRIBE thx:alpha", id="describe"),
        pytest.param("# SERVICE <http://e/> { }\nASK { ?s ?p ?o }", id="SERVICE in a comment"),
        pytest.param("ASK { ?s ?p ?o } # FROM <http://e/>", id="FROM in a last comment"),
        pytest.param("ASK { ?s ?p 'SERVICE <http://e/> {}' }", id="SERVICE in a string"),
        pytest.param('ASK { ?s ?p """# SERVICE\n<http://e/> {}""" }', id="SERVICE in a long string"),
        pytest.param("ASK { ?s <http://e/SERVICE#FROM> ?o }", id="SERVICE in an IRI"),
        pytest.param("ASK { ?service a thx:FROM }", id="SERVICE as a variable, FROM in a name"),
        pytest.param(r'ASK { ?s ?p "d\u00e9cade" }', id="an escape before letters that are digits"),
        pytest.param(r'ASK { ?s ?p "\\u0022" }', id="an escaped backslash before a u"),
        pytest.param(r'ASK { ?s ?p "\U0001F600" }', id="an escape of eight digits"),
        pytest.param("ASK {\r\n ?s ?p ?o # SERVICE\r\n}\r\n", id="lines as Windows ends them"),
    ],
)
def test_whatever_only_reads_this_store_may_be_asked(sparql: str) -> None:
    run(Store(), sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        pytest.param(f"ASK {{ SERVICE {SERVER} {{ ?s ?p ?o }} }}", id="SERVICE"),
        pytest.param(f"ASK {{ service {SERVER} {{ ?s ?p ?o }} }}", id="in small letters"),
        pytest.param(f"ASK {{ SERVICE SILENT {SERVER} {{ ?s ?p ?o }} }}", id="SERVICE SILENT"),
        pytest.param("ASK { ?s ?p ?o SERVICE ?s { ?a ?b ?c } }", id="by variable"),
        pytest.param(f"SELECT * {{ {{ SELECT * {{ SERVICE {SERVER} {{ ?s ?p ?o }} }} }} }}", id="in a sub-select"),
        pytest.param(f"SELECT * {{ OPTIONAL {{ GRAPH ?g {{ SERVICE {SERVER} {{ }} }} }} }}", id="in an optional graph"),
        pytest.param(f"SELECT * {{ {{}} UNION {{ SERVICE {SERVER} {{ }} }} }}", id="in a union"),
        pytest.param(f"ASK {{ ?s ?p ?o MINUS {{ SERVICE {SERVER} {{ ?s ?p ?o }} }} }}", id="in a minus"),
        pytest.param(f"ASK {{ FILTER EXISTS {{ SERVICE {SERVER} {{ ?s ?p ?o }} }} }}", id="in a filter"),
        pytest.param(f"SELECT (EXISTS {{ SERVICE {SERVER} {{ }} }} AS ?x) {{ }}", id="in a projection"),
        pytest.param(f"CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE {SERVER} {{ ?s ?p ?o }} }}", id="in a construct"),
        pytest.param(f"DESCRIBE ?s {{ SERVICE {SERVER} {{ ?s ?p ?o }} }}", id="in a describe"),
        pytest.param(f"ASK {{ #\rSERVICE {SERVER} {{ ?s ?p ?o }}\n}}", id="behind a comment that a carriage return ends"),
    ],
)  # fmt: skip
def test_calling_another_server_is_refused(sparql: str) -> None:
    assert message(sparql).startswith("SERVICE calls another server")


@pytest.mark.parametrize(
    "sparql",
    [
        pytest.param(rf'ASK {{ ?s ?p "\u0022 }} #" . SERVICE {SERVER} {{ ?a ?b ?c }} }}', id="a quote"),
        pytest.param(rf'ASK {{ ?s ?p "\u0022\u0023" . SERVICE {SERVER} {{ ?a ?b ?c }} }}', id="a quote and a hash"),
        pytest.param(rf"ASK {{ <http://e/\u003E> ?p ?o . SERVICE {SERVER} {{ ?a ?b ?c }} }}", id="a bracket"),
        pytest.param(rf"ASK {{ \u0053ERVICE {SERVER} {{ ?s ?p ?o }} }}", id="the word itself"),
        pytest.param(rf"ASK {{ \u0023 \u000A SERVICE {SERVER} {{ ?s ?p ?o }} }}", id="a comment"),
    ],
)
def test_no_escape_hides_a_call(sparql: str) -> None:
    with pytest.raises(QueryError):
        check(sparql, Store())


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * FROM <http://e/> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://e/> { GRAPH ?g { ?s ?p ?o } }",
        "ASK FROM <http://e/> { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } FROM <http://e/> WHERE { ?s ?p ?o }",
        "DESCRIBE <http://e/> FROM <http://e/>",
    ],
)
def test_another_dataset_is_refused(sparql: str) -> None:
    assert message(sparql).startswith("FROM names another dataset")


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { thx:a a thx:SME }",
        "DELETE WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "LOAD <http://e/>",
        "CLEAR ALL",
        "DROP GRAPH <http://e/>",
        "CREATE GRAPH <http://e/>",
        "PREFIX e: <http://e/> ADD e:a TO e:b",
    ],
)
def test_an_update_is_refused(sparql: str) -> None:
    assert message(sparql).startswith("the query would change the store")


# mistakes


@pytest.mark.parametrize(
    ("sparql", "place"),
    [
        pytest.param("SELECT ?x { ?x a ", "line 1, column 13", id="unfinished"),
        pytest.param("SELECT ?x\n{ ?x a thx:SME }\nLIMIT many", "line 3, column 1", id="on the third line"),
        pytest.param("SELECT ?x\r\n{ ?x a thx:SME }\r\nLIMIT many", "line 3, column 1", id="as Windows ends lines"),
        pytest.param("", "line 1, column 1 on: its end", id="nothing"),
        pytest.param("hello", "line 1, column 1 on: 'hello'", id="no SPARQL"),
        pytest.param("ASK { ?s foo:bar ?o }", "line 1, column 17 on: Prefix not found", id="unknown prefix"),
        pytest.param("SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o }", "line 1, column 40", id="not grouped"),
        pytest.param("ASK { ?s ?p ?o", "line 1, column 15 on: its end", id="a bracket is missing"),
    ],
)
def test_a_mistake_is_one_sentence_with_its_place(sparql: str, place: str) -> None:
    told = message(sparql)
    assert f"the query cannot be read from {place}" in told
    assert told.endswith("correct it there or just before")
    assert "\n" not in told


def test_a_query_that_is_nested_too_deeply_is_refused() -> None:
    assert "nested too deeply" in message(f"ASK {'{' * 500}{'}' * 500}")


def refusal(sparql: str) -> str:
    """What is told of a query that is refused; nothing of one that is answered."""
    try:
        run(Store(), sparql)
    except QueryError as error:
        return str(error)
    return ""


@given(st.text(max_size=60))
def test_whatever_is_asked_is_answered_or_refused_in_a_line(text: str) -> None:
    assert "\n" not in refusal(text)


WORDS: Final = [
    "ASK",
    "{",
    "}",
    "?s",
    "#",
    "\n",
    "\r",
    '"',
    r"\u0022",
    r"\u0023",
    "<",
    ">",
    "SERVICE",
    SERVER,
    ".",
    "a",
]


@given(st.lists(st.sampled_from(WORDS)))
def test_no_mixture_of_words_reaches_another_server(words: list[str]) -> None:
    assert "cannot be answered" not in refusal(f"ASK {{ {' '.join(words)} }}")


# answers


def test_select_is_written_as_w3c_json(store: Store) -> None:
    answer = json.loads(rendered(run(store, "SELECT ?s { ?s a thx:SME } ORDER BY ?s"), "json"))
    assert answer["head"] == {"vars": ["s"]}
    assert answer["results"]["bindings"][0] == {"s": {"type": "uri", "value": THX.alpha.value}}


def test_select_is_written_as_w3c_csv_and_tsv(store: Store) -> None:
    sparql = "SELECT ?s ?n { ?s a thx:SME BIND('a \"b\", c' AS ?n) } ORDER BY ?s LIMIT 1"
    as_csv = rendered(run(store, sparql), "csv").decode()
    assert list(csv.reader(io.StringIO(as_csv))) == [["s", "n"], [THX.alpha.value, 'a "b", c']]
    assert rendered(run(store, sparql), "tsv").decode() == f'?s\t?n\n{THX.alpha}\t"a \\"b\\", c"\n'


def test_select_is_a_table_for_people(store: Store) -> None:
    table = rendered(run(store, "SELECT ?s ?none { ?s a thx:SME } ORDER BY ?s"), "table").decode()
    assert [line.split() for line in table.splitlines() if "thx:" in line] == [["thx:alpha"], ["thx:beta"]]


@pytest.mark.parametrize(
    ("sparql", "expected"), [("ASK { ?s a thx:SME }", True), ("ASK { ?s a thx:University }", False)]
)
def test_ask_is_yes_or_no(store: Store, sparql: str, *, expected: bool) -> None:
    answer = run(store, sparql)
    assert rendered(answer, "table") == (b"true\n" if expected else b"false\n")
    assert json.loads(rendered(answer, "json", asked="json"))["boolean"] is expected
    assert is_no(answer) is not expected


@pytest.mark.parametrize("sparql", ["CONSTRUCT { ?s a thx:X } WHERE { ?s a thx:SME }", "DESCRIBE thx:alpha thx:beta"])
def test_construct_and_describe_are_turtle(store: Store, sparql: str) -> None:
    turtle = rendered(run(store, sparql), "csv")
    assert len(list(parse(turtle, format=RdfFormat.TURTLE))) == 2
    assert b"@prefix thx:" in turtle


@pytest.mark.parametrize(
    ("sparql", "asked", "sentence"),
    [
        ("SELECT * { ?s ?p ?o }", "turtle", "SELECT gives a table, json, csv or tsv, not turtle"),
        ("ASK { ?s ?p ?o }", "csv", "ASK gives true or false, or json, not csv"),
        ("ASK { ?s ?p ?o }", "turtle", "ASK gives true or false, or json, not turtle"),
        ("DESCRIBE thx:alpha", "json", "CONSTRUCT and DESCRIBE give turtle, not json"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "table", "CONSTRUCT and DESCRIBE give turtle, not table"),
    ],
)
def test_a_format_that_a_kind_of_query_has_not_is_refused(store: Store, sparql: str, asked: str, sentence: str) -> None:
    with pytest.raises(QueryError, match=sentence):
        rendered(run(store, sparql), asked, asked=asked)


class Failing:
    """An answer that fails while it is read, as one may whose store's disk fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error
        self.variables = [Variable("s")]

    def serialize(self, *_: Any) -> bytes:
        raise self._error

    def __iter__(self) -> Iterator[Any]:
        raise self._error


@pytest.mark.parametrize("form", ["json", "csv", "table"])
@pytest.mark.parametrize("error", [OSError("disk"), RuntimeError("corrupt"), ValueError("odd")], ids=repr)
def test_what_fails_while_an_answer_is_read_is_a_sentence_too(error: Exception, form: str) -> None:
    with pytest.raises(QueryError, match=f"the query cannot be answered: {error}"):
        rendered(cast("Answer", Failing(error)), form)


def test_a_reader_who_leaves_is_no_failure_of_the_query() -> None:
    with pytest.raises(BrokenPipeError):
        rendered(cast("Answer", Failing(BrokenPipeError())), "csv")


# the bundled ecosystem


def test_participations_join_actors(eco: Ecosystem) -> None:
    assert eco.answer("ASK { ?t a thx:Participation ; thx:participant ?a . ?a a thx:Actor }")


def test_each_tie_counts_once(eco: Ecosystem) -> None:
    ties = eco.query("SELECT (COUNT(?t) AS ?n) (COUNT(DISTINCT ?t) AS ?d) { ?t a thx:Tie }").bindings
    assert len(set(ties[0].values())) == 1


def test_every_name_is_there_with_the_evidence_that_states_it(eco: Ecosystem) -> None:
    sparql = f"SELECT ?a {{ ?a a thx:Actor FILTER NOT EXISTS {{ GRAPH ?g {{ ?a {SKOS.prefLabel} ?name }} }} }}"
    assert list(eco.query(sparql)) == []
