"""No query reaches beyond the store: nothing that is asked makes a single connection, and nothing ends the process."""

import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store
from tests.test_cli import run as command

from triplehelix.graph import Ecosystem
from triplehelix.graph.errors import QueryError
from triplehelix.graph.query import check, run
from triplehelix.graph.terms import RDF, THX

OWN: Final = NamedNode("http://own/evidence/service")


class Listener:
    """A server on a free port that counts who calls."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/sparql"
        self.calls = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            caller.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """A live server, which must hear nothing."""
    server = Listener()
    yield server
    server.close()


def small() -> Store:
    store = Store()
    store.add(Quad(THX.alpha, RDF.type, THX.SME))
    store.add(Quad(THX.beta, RDF.type, THX.SME, OWN))
    return store


@pytest.fixture
def store() -> Store:
    return small()


# the server is alive, and the engine alone would call it


def test_the_engine_itself_would_call(listener: Listener, store: Store) -> None:
    before = listener.calls
    with pytest.raises(OSError, match=r"."):
        store.query(f"ASK {{ SERVICE <{listener.address}> {{ ?s ?p ?o }} }}")
    assert listener.calls == before + 1


# what calls is refused, with no connection, by every way to ask

CALLS: Final = {
    "plain": "ASK { SERVICE URL { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT URL { ?s ?p ?o } }",
    "small letters": "SELECT * { service silent URL { ?s ?p ?o } }",
    "no spaces": "ASK{SERVICE URL{?s?p?o}}",
    "by variable": "SELECT * { VALUES ?server { URL } SERVICE ?server { ?s ?p ?o } }",
    "by variable from the data": "SELECT * { BIND(URL AS ?server) SERVICE ?server { ?s ?p ?o } }",
    "by a short name": "PREFIX service: URL ASK { SERVICE service: { ?s ?p ?o } }",
    "by a base": "BASE URL ASK { SERVICE <> { ?s ?p ?o } }",
    "in a sub-select": "SELECT * { { SELECT ?s { SERVICE URL { ?s ?p ?o } } } }",
    "in an optional": "SELECT * { OPTIONAL { SERVICE URL { ?s ?p ?o } } }",
    "in a union": "SELECT * { { ?s ?p ?o } UNION { SERVICE URL { ?s ?p ?o } } }",
    "in a minus": "SELECT * { ?s ?p ?o MINUS { SERVICE URL { ?s ?p ?o } } }",
    "in an exists": "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE URL { ?s ?p ?o } } }",
    "in a not exists": "SELECT * { ?s ?p ?o FILTER(1 = 1 && NOT EXISTS { SERVICE URL { ?s ?p ?o } }) }",
    "in a bind": "SELECT * { BIND(EXISTS { SERVICE URL { ?s ?p ?o } } AS ?x) }",
    "in an order": "SELECT * { ?s ?p ?o } ORDER BY EXISTS { SERVICE URL { ?s ?p ?o } }",
    "in a having": "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING(EXISTS { SERVICE URL { ?s ?p ?o } })",
    "in a graph": "SELECT * { GRAPH ?g { SERVICE URL { ?s ?p ?o } } }",
    "in a service": "SELECT * { SERVICE URL { SERVICE URL { ?s ?p ?o } } }",
    "in a construct": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE URL { ?s ?p ?o } }",
    "in a describe": "DESCRIBE ?s WHERE { SERVICE URL { ?s ?p ?o } }",
    "behind a comment": "ASK { SERVICE # {}\n URL # }\n { ?s ?p ?o } }",
    "behind a carriage return": "ASK { # \rSERVICE URL { ?s ?p ?o }\n}",
    "behind a string": "ASK { ?s ?p 'it is # no comment' . SERVICE URL { ?a ?b ?c } }",
    "behind a long string": 'ASK { ?s ?p """a " b""" . SERVICE URL { ?a ?b ?c } }',
    "behind an escaped quote": r'ASK { ?s ?p "a \" b" . SERVICE URL { ?a ?b ?c } #" }' + "\n}",
    "behind an IRI with a hash": "ASK { ?s <http://e/#> ?o . SERVICE URL { ?a ?b ?c } }",
    "behind what might be an IRI": "ASK { ?s ?p ?o FILTER(?s <?o) SERVICE URL { ?a ?b ?c } FILTER(?o> ?s) }",
    "from its own graph": f"ASK FROM {OWN} {{ SERVICE URL {{ ?s ?p ?o }} }}",
    "far behind": "ASK { " + "VALUES ?x { 1 } " * 400 + "SERVICE URL { ?s ?p ?o } }",
}
DATASETS: Final = {
    "from": "SELECT * FROM URL { ?s ?p ?o }",
    "from named": "SELECT * FROM NAMED URL { GRAPH ?g { ?s ?p ?o } }",
    "from a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "from named file": "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "own and another": f"SELECT * FROM {OWN} FROM URL {{ ?s ?p ?o }}",
    "by a short name": "PREFIX e: URL SELECT * FROM e: { ?s ?p ?o }",
    "by a base": "BASE URL SELECT * FROM <> { ?s ?p ?o }",
    "by an escape": r"SELECT * FROM <file:///etc/\u0070asswd> { ?s ?p ?o }",
    "no IRI": "SELECT * FROM <no IRI> { ?s ?p ?o }",
    "ask": "ASK FROM URL { ?s ?p ?o }",
    "construct": "CONSTRUCT { ?s ?p ?o } FROM URL WHERE { ?s ?p ?o }",
    "describe": "DESCRIBE URL FROM URL",
    "small letters": "select * from URL { ?s ?p ?o }",
    "in a sub-select": "SELECT * { { SELECT * FROM URL { ?s ?p ?o } } }",
}
UPDATES: Final = {
    "load": "LOAD URL",
    "load silent": "LOAD SILENT URL INTO GRAPH URL",
    "insert": "INSERT DATA { thx:a a thx:SME }",
    "insert where": "INSERT { ?s a thx:X } WHERE { SERVICE URL { ?s ?p ?o } }",
    "delete": "DELETE WHERE { ?s ?p ?o }",
    "clear": "CLEAR ALL",
    "drop": "DROP SILENT ALL",
    "copy": "COPY DEFAULT TO URL",
    "after a query": "ASK {} ; CLEAR ALL",
}
ALL: Final = [
    pytest.param(sparql, id=f"{kind}: {name}")
    for kind, queries in {"SERVICE": CALLS, "FROM": DATASETS, "update": UPDATES}.items()
    for name, sparql in queries.items()
]


@pytest.mark.parametrize("sparql", ALL)
def test_what_reaches_beyond_the_store_is_refused_without_a_connection(
    listener: Listener, store: Store, sparql: str
) -> None:
    asked, before, quads = sparql.replace("URL", f"<{listener.address}>"), listener.calls, set(store)
    ecosystem = Ecosystem(store)
    for ask in (ecosystem.query, ecosystem.answer):
        with pytest.raises(QueryError) as caught:
            ask(asked)
        assert "\n" not in str(caught.value)
    assert (listener.calls, set(store)) == (before, quads)


@pytest.mark.parametrize("sparql", ALL)
def test_the_command_refuses_it_with_exit_code_2(listener: Listener, sparql: str) -> None:
    before = listener.calls
    result = command("query", sparql.replace("URL", f"<{listener.address}>"))
    assert (result.exit_code, result.stdout, listener.calls) == (2, "", before)
    assert result.stderr.startswith("triplehelix: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["plain", "silent", "by variable", "in a sub-select"])
def test_a_query_in_a_process_of_its_own_is_refused_too(listener: Listener, store: Store, name: str) -> None:
    before = listener.calls
    with pytest.raises(QueryError, match=r"^SERVICE calls another server"):
        Ecosystem(store).query(CALLS[name].replace("URL", f"<{listener.address}>"), timeout=60)
    assert listener.calls == before


# what only looks like it is answered

HARMLESS: Final = {
    "in a string": "ASK { ?s ?p 'SERVICE URL { ?s ?p ?o }' }",
    "in a long string": 'ASK { ?s ?p """\n" SERVICE URL { ?s ?p ?o } ""\n""" }',
    "behind an escaped quote": r'ASK { ?s ?p "\" . SERVICE URL { ?s ?p ?o } #" }',
    "behind a quote by its number": r'ASK { ?s ?p "\u0022 . SERVICE URL { ?s ?p ?o } #" }',
    "in a comment": "ASK { ?s ?p ?o } # SERVICE URL { ?s ?p ?o } FROM URL",
    "behind a line end by its number": "ASK { ?s ?p ?o # \\u000A SERVICE URL { ?s ?p ?o }\n}",
    "behind a line end of another kind": "ASK { ?s ?p ?o # \x0b\x0c\x85\u2028 SERVICE URL { ?s ?p ?o }\n}",
    "in an IRI": "ASK { ?s <http://e/FROM/SERVICE#service> ?o }",
    "as variables": "SELECT ?service ?from { ?service ?FROM $SERVICE }",
    "as short names": "PREFIX service: <http://e/> PREFIX from: URL ASK { service:from from:service from:service.x }",
    "as a language": "ASK { ?s ?p 'x'@service }",
    "a call for a description": "DESCRIBE URL <file:///etc/passwd>",
    "a call for a graph": "ASK { GRAPH URL { ?s ?p ?o } }",
}


@pytest.mark.parametrize("sparql", HARMLESS.values(), ids=HARMLESS)
def test_the_words_alone_are_allowed_and_call_nobody(listener: Listener, store: Store, sparql: str) -> None:
    before = listener.calls
    answer = Ecosystem(store).answer(sparql.replace("URL", f"<{listener.address}>"))
    assert answer is not None
    assert listener.calls == before


def test_no_function_fetches(listener: Listener, store: Store) -> None:
    before = listener.calls
    sparql = f"PREFIX fn: <http://www.w3.org/2005/xpath-functions#> ASK {{ FILTER(fn:doc('{listener.address}')) }}"
    with pytest.raises(QueryError, match="is not supported"):
        run(store, sparql)
    assert listener.calls == before


# FROM of the store's own graphs


def rows(store: Store, sparql: str) -> list[str]:
    return [str(value) for row in Ecosystem(store).query(sparql).bindings for value in row.values()]


def test_from_reads_a_graph_of_the_store_instead_of_the_merged_knowledge(store: Store) -> None:
    assert rows(store, "SELECT ?s { ?s a thx:SME }") == [THX.alpha.value]
    assert rows(store, f"SELECT ?s FROM {OWN} {{ ?s a thx:SME }}") == [THX.beta.value]


def test_from_named_hides_the_other_graphs(store: Store) -> None:
    store.add(Quad(THX.gamma, RDF.type, THX.SME, NamedNode("http://own/other")))
    assert len(rows(store, "SELECT ?s { GRAPH ?g { ?s a thx:SME } }")) == 2
    assert rows(store, f"SELECT ?s FROM NAMED {OWN} {{ GRAPH ?g {{ ?s a thx:SME }} }}") == [THX.beta.value]


def test_from_in_the_bundled_ecosystem_reads_one_documents_evidence(eco: Ecosystem) -> None:
    first = eco.query("SELECT ?g { GRAPH ?g { ?t a thx:Participation } } LIMIT 1").bindings[0]
    graph = next(iter(first.values()))
    inside = eco.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").bindings
    assert eco.query(f"SELECT (COUNT(*) AS ?n) FROM <{graph}> {{ ?s ?p ?o }}").bindings == inside


# whatever is woven around a call, it is refused

WRAPPED: Final[list[Callable[[str], str]]] = [
    lambda inner: f"{{ {inner} }}",
    lambda inner: f"OPTIONAL {{ {inner} }}",
    lambda inner: f"{{ ?a ?b ?c }} UNION {{ {inner} }}",
    lambda inner: f"MINUS {{ ?a ?b ?c . {inner} }}",
    lambda inner: f"GRAPH ?g {{ {inner} }}",
    lambda inner: f"FILTER NOT EXISTS {{ {inner} }}",
    lambda inner: f"FILTER(1 < 2 || EXISTS {{ {inner} }})",
    lambda inner: f"{{ SELECT * {{ {inner} }} LIMIT 3 }}",
    lambda inner: f"BIND(EXISTS {{ {inner} }} AS ?bound)",
]
NOISE: Final = st.sampled_from(
    [
        " ",
        "\t\n",
        "\r\n",
        "# SERVICE {\n",
        "# }' \"\r",
        " ?s ?p 'SERVICE # <http://e/>' . ",
        ' ?s ?p """ " FROM \' # """ . ',
        r" ?s ?p '\' #\\' . ",
        r' ?s ?p "\u0022#\U0000000A" . ',
        " ?s <http://e/#'\u00e9> ?o . ".replace("'", "%27"),
        " VALUES ?v { 'SERVICE' } ",
        " FILTER(?s <?o && ?o> ?s) ",
    ]
)
KEYWORD: Final = st.sampled_from(["SERVICE", "service", "Service", "SERVICE SILENT", "service\rsilent", "SERVICE#\r"])
SERVERS: Final = st.sampled_from(["URL", "?server", "$server", "thx:server"])


@st.composite
def woven(draw: st.DrawFn, core: st.SearchStrategy[str]) -> str:
    text = draw(NOISE) + draw(core) + draw(NOISE)
    for wrap in draw(st.lists(st.sampled_from(WRAPPED), max_size=3)):
        text = draw(NOISE) + wrap(text) + draw(NOISE)
    return f"SELECT * {{ {text}\n}}"


CALLING: Final = st.builds(lambda word, server: f"{word} {server} {{ ?x ?y ?z }}", KEYWORD, SERVERS)


@given(woven(CALLING))
def test_a_call_anywhere_in_a_query_is_refused(listener: Listener, sparql: str) -> None:
    before = listener.calls
    with pytest.raises(QueryError):
        run(small(), sparql.replace("URL", f"<{listener.address}>"))
    assert listener.calls == before


@given(woven(st.just("?x ?y ?z . ")))
def test_the_same_without_the_call_is_answered(sparql: str) -> None:
    check(sparql, small())
    run(small(), sparql)


PIECES: Final = st.sampled_from(
    [*"{}.<>#'\"\\\n\r ", "''", '""', r"\"", r"\'", r"\\", r"\u0022", "?s", "a", "@en", "<http://e/#>"]
)
QUOTES: Final = st.sampled_from(["'", '"', "'''", '"""', "#", "<"])


@given(QUOTES, st.lists(PIECES, max_size=6), st.lists(PIECES, max_size=4), QUOTES)
def test_no_arrangement_of_quotes_and_comments_hides_a_call(
    listener: Listener, opening: str, before_it: list[str], behind_it: list[str], closing: str
) -> None:
    call = f" SERVICE SILENT <{listener.address}> {{ ?x ?y ?z }} "
    inside = f"{opening}{''.join(before_it)}{call}{''.join(behind_it)}{closing}"
    calls = listener.calls
    with suppress(QueryError):  # most are refused; what counts is that those which are not call nobody
        Ecosystem(small()).query(f"SELECT * {{ ?s ?p {inside}\n }}")
    assert listener.calls == calls


# no query is so large or deep that the process falls over

LARGE: Final = {
    "braces": "ASK " + "{" * 10_000 + "}" * 10_000,
    "brackets": f"ASK {{ FILTER({'(' * 10_000}1{')' * 10_000}) }}",
    "functions": f"ASK {{ FILTER({'STR(' * 10_000}1{')' * 10_000}) }}",
    "lists": f"ASK {{ ?s ?p {'(' * 10_000}{')' * 10_000} }}",
    "blank nodes": f"ASK {{ ?s ?p {'[ a ' * 10_000}1{']' * 10_000} }}",
    "negations": f"ASK {{ ?s ?p ?o FILTER({'!' * 100_000}?o) }}",
    "sums": f"ASK {{ ?s ?p ?o FILTER({'1+' * 20_000}1) }}",
    "paths": f"ASK {{ ?s {'a/' * 20_000}a ?o }}",
    "patterns": f"ASK {{ {'?s ?p ?o . ' * 20_000} }}",
    "objects": f"ASK {{ ?s ?p {'?o, ' * 20_000} ?o }}",
    "unions": f"ASK {{ {'{} UNION ' * 20_000} {{}} }}",
    "one megabyte of filters": f"ASK {{ {'FILTER(1)' * 120_000} }}",
    "one megabyte of nothing": "ASK {" * 200_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_a_query_too_large_for_the_engine_is_refused_before_it_overflows(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "triplehelix.cli", "query", "--timeout", "1"],
        input=LARGE[name].encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode in (2, 3), done.returncode
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_a_long_list_of_constants_is_no_large_query(store: Store) -> None:
    values = " ".join(f"<http://e/{n}>" for n in range(5_000))
    assert not run(store, f"ASK {{ VALUES ?s {{ {values} }} ?s ?p ?o }}")


def test_a_long_list_elsewhere_is_refused_with_the_remedy(store: Store) -> None:
    values = ", ".join(f"<http://e/{n}>" for n in range(1_000))
    with pytest.raises(QueryError, match="more than 4000 parts; give long lists of constants to VALUES"):
        run(store, f"ASK {{ ?s ?p ?o FILTER(?s IN ({values})) }}")
