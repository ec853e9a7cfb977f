"""A query runs only so long, gives only so many rows, and ends at once when it is interrupted; nothing is half written."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)
from rdflib.compare import isomorphic
from tests.test_cli import TRIPLEHELIX, start
from tests.test_cli import run as command

from triplehelix.graph import Ecosystem, answers, results
from triplehelix.graph.answers import Page, first, packed, unpacked
from triplehelix.graph.apart import run_apart
from triplehelix.graph.commands.limits import within
from triplehelix.graph.errors import Impossible, QueryError, TimeLimit
from triplehelix.graph.query import run
from triplehelix.graph.terms import XSD

CROSS: Final = "{ ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }"
SLOW: Final = {
    "aggregate": f"SELECT (COUNT(*) AS ?n) {CROSS}",
    "order": f"SELECT ?a ?c {CROSS} ORDER BY ?f",
    "path": "SELECT (COUNT(*) AS ?n) { ?a (<>|!<>)* ?b . ?b (<>|!<>)* ?c }".replace("<>", "<http://e/p>"),
    "construct": "CONSTRUCT { ?a thx:near ?c } WHERE { ?a ?p ?b . ?c ?q ?d FILTER(STRLEN(STR(?b)) + STRLEN(STR(?d)) > 99999) }",
    "ask": "ASK { ?a ?p ?b . ?c ?q ?d FILTER(STRLEN(STR(?b)) + STRLEN(STR(?d)) > 99999) }",
    "endless rows": f"SELECT * {CROSS}",
}
GRACE: Final = 1.0


@pytest.fixture(scope="module")
def start_up() -> float:
    """What the command takes to start and to answer a query that is none, on this machine at this moment."""
    began = time.monotonic()
    subprocess.run([TRIPLEHELIX, "query", "ASK {}"], check=True, capture_output=True)
    return time.monotonic() - began


# the command


@pytest.mark.parametrize("name", SLOW)
def test_a_query_stops_within_a_second_of_its_time_limit(name: str, start_up: float, tmp_path: Path) -> None:
    output = tmp_path / "answer"
    output.write_text("old", encoding="utf-8")
    form = "turtle" if name == "construct" else "json"
    began = time.monotonic()
    process = start("query", SLOW[name], "--timeout", "0.7", "--format", form, "-o", str(output))
    out, err = process.communicate(timeout=60)
    took = time.monotonic() - began
    assert (process.returncode, out) == (3, b"")
    assert err.decode().startswith(
        "triplehelix: the time limit of 0.7 s ran out before the answer was there; ask for less"
    )
    assert err.count(b"\n") == 1
    assert 0.7 < took < 0.7 + GRACE + start_up
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"answer": "old"}


def test_nothing_reaches_standard_output_of_a_query_that_was_stopped() -> None:
    done = subprocess.run(
        [TRIPLEHELIX, "query", SLOW["endless rows"], "--timeout", "0.5"], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, b"")


def test_reading_the_query_counts_too(start_up: float) -> None:
    hostile = f"ASK {{ {'FILTER(1 + 1) ' * 50_000} }}"  # which the parser reads for a minute
    began = time.monotonic()
    done = subprocess.run(
        [TRIPLEHELIX, "query", "--timeout", "0.5"], input=hostile.encode(), capture_output=True, check=False
    )
    assert done.returncode == 3
    assert time.monotonic() - began < 0.5 + GRACE + start_up


@pytest.mark.parametrize("name", ["aggregate", "endless rows", "construct"])
def test_ctrl_c_ends_a_running_query_at_once_and_quietly(name: str, start_up: float, tmp_path: Path) -> None:
    process = start(
        "query",
        SLOW[name],
        "--timeout",
        "0",
        "-o",
        str(tmp_path / "answer.ttl" if name == "construct" else tmp_path / "answer.csv"),
    )
    time.sleep(1 + start_up)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert time.monotonic() - began < GRACE
    assert (process.returncode, out, err) == (130, b"", b"")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("limit", ["0", "60", "0.5e2", "1e300", "inf"])
def test_a_query_that_is_quick_enough_knows_no_limit(limit: str) -> None:
    result = command("query", "ASK {}", "--timeout", limit)
    assert (result.exit_code, result.stdout) == (0, "true\n")


@pytest.mark.parametrize("option", [("--timeout", "-1"), ("--timeout", "soon"), ("--limit", "-1"), ("--limit", "few")])
def test_a_limit_that_is_none_is_wrong_usage(option: tuple[str, str]) -> None:
    result = command("query", "ASK {}", *option)
    assert (result.exit_code, result.stdout) == (2, "")
    assert option[0] in result.stderr


THREE: Final = "SELECT ?n { VALUES ?n { 1 2 3 } }"


@pytest.mark.parametrize(
    ("limit", "rows", "told"),
    [
        ("2", ["1", "2"], "only the first 2 rows are shown; --limit 0 shows all\n"),
        ("3", ["1", "2", "3"], ""),
        ("4", ["1", "2", "3"], ""),
        ("0", ["1", "2", "3"], ""),
    ],
)
def test_rows_that_are_left_out_are_told_and_only_those(limit: str, rows: list[str], told: str) -> None:
    result = command("query", THREE, "--limit", limit)
    assert (result.exit_code, result.stdout.split(), result.stderr) == (0, ["n", *rows], told)


@pytest.mark.parametrize("form", ["table", "json", "csv", "tsv"])
def test_the_first_rows_come_in_every_format(form: str) -> None:
    capped = command("query", THREE, "--limit", "2", "--format", form)
    whole = command("query", THREE.replace(" 3 ", " "), "--format", form)
    assert capped.stdout == whole.stdout


def test_triples_are_capped_too() -> None:
    result = command("query", "CONSTRUCT WHERE { ?s a thx:SME }", "--limit", "2")
    assert result.stdout.count("thx:SME") == 2
    assert result.stderr == "only the first 2 triples are shown; --limit 0 shows all\n"


def test_a_yes_is_never_cut() -> None:
    assert command("query", "ASK {}", "--limit", "1").stdout == "true\n"


def test_rows_beyond_the_limit_are_not_evaluated(eco: Ecosystem) -> None:
    began = time.monotonic()
    assert len(list(eco.query(SLOW["endless rows"], limit=5))) == 5
    assert time.monotonic() - began < 10  # all of them would take days


# what a worker does


def test_what_goes_wrong_on_the_worker_is_raised_where_it_is_waited_for() -> None:
    with pytest.raises(QueryError, match="mine"):
        within(60, lambda: _raise(QueryError("mine")))


def _raise(error: Exception) -> None:
    raise error


# answers that memory or a terminal cannot hold


@pytest.mark.parametrize("form", ["json", "csv", "tsv"])
def test_an_answer_without_end_is_told_before_memory_ends(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setattr(answers, "_MOST", 1 << 20)
    result = command("query", SLOW["endless rows"], "--format", form)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "the answer grows beyond 1 MiB; ask for less" in result.stderr


def test_a_graph_without_end_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_MOST", 1 << 10)
    result = command("query", "CONSTRUCT WHERE { ?s ?p ?o }")
    assert (result.exit_code, result.stdout) == (3, "")


def test_a_table_is_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "_MOST_ROWS", 2)
    result = command("query", THREE, "--format", "table")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "a table of more than 2 rows is too long; say --format csv, or --limit" in result.stderr


def test_a_page_takes_what_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_MOST", 3)
    page = Page()
    assert page.write(b"abc") == 3
    with pytest.raises(Impossible):
        page.write(b"d")


# answers that are carried

TERMS: Final = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0")).map(Literal),
    st.text(st.characters(codec="utf-8", exclude_characters="\0")).map(lambda text: Literal(text, language="fr")),
    st.integers().map(lambda n: Literal(str(n), datatype=XSD.integer)),
    st.sampled_from([NamedNode("http://e/é#?x=1"), BlankNode("b"), Literal("2020", datatype=XSD.gYear)]),
)


@given(st.lists(TERMS, max_size=5))
def test_no_term_changes_on_its_way(terms: list[Literal | NamedNode | BlankNode]) -> None:
    store = Store()
    store.extend(Quad(NamedNode(f"http://e/{n}"), XSD.string, term) for n, term in enumerate(terms))
    sparql = "SELECT ?s ?o ?none { ?s ?p ?o } ORDER BY ?s"
    json_format = QueryResultsFormat.JSON
    expected = _select(store, sparql).serialize(format=json_format)
    carried = unpacked(packed(run(store, sparql)))
    capped, cut = first(run(store, sparql), len(terms) + 1)
    assert isinstance(carried, QuerySolutions)
    assert isinstance(capped, QuerySolutions)
    assert carried.serialize(format=json_format) == capped.serialize(format=json_format) == expected
    assert not cut


def _select(store: Store, sparql: str) -> QuerySolutions:
    answer = run(store, sparql)
    assert isinstance(answer, QuerySolutions)
    return answer


def test_a_triple_in_a_row_is_cut_short_as_it_is() -> None:
    rows, _ = first(run(Store(), "SELECT (TRIPLE(thx:a, thx:b, 'c') AS ?t) {}"), 1)
    assert isinstance(rows, QuerySolutions)
    assert isinstance(next(rows)["t"], Triple)


# the library


@pytest.fixture(scope="module")
def in_memory(tmp_path_factory: pytest.TempPathFactory, eco: Ecosystem) -> Ecosystem:
    path = tmp_path_factory.mktemp("store") / "all.nq"
    path.write_bytes(eco.export("nquads"))
    return Ecosystem.open(path)


def test_the_bundled_store_knows_its_folder_and_one_in_memory_has_none(eco: Ecosystem, in_memory: Ecosystem) -> None:
    assert eco.folder is not None
    assert eco.folder.is_dir()
    assert in_memory.folder is None


@pytest.mark.parametrize("kind", ["eco", "in_memory"])
@pytest.mark.parametrize("sparql", [SLOW["aggregate"], SLOW["construct"]], ids=["aggregate", "construct"])
def test_a_query_of_the_library_is_killed_at_its_limit(request: pytest.FixtureRequest, kind: str, sparql: str) -> None:
    ecosystem: Ecosystem = request.getfixturevalue(kind)
    before = _children()
    began = time.monotonic()
    with pytest.raises(TimeLimit) as caught:
        ecosystem.query(sparql, timeout=1)
    assert time.monotonic() - began < 1 + GRACE + 3  # a copy is made of the one in memory
    assert (caught.value.seconds, caught.value.exit_code) == (1, 3)
    assert isinstance(caught.value, Impossible)
    assert _children() <= before


def _children() -> set[str]:
    """The processes that this one started and that still are."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {child for task in tasks for child in task.read_text(encoding="ascii").split()}


@pytest.mark.parametrize("kind", ["eco", "in_memory"])
def test_an_answer_from_another_process_is_the_same(request: pytest.FixtureRequest, kind: str) -> None:
    ecosystem: Ecosystem = request.getfixturevalue(kind)
    select = "SELECT ?s ?name { ?s a thx:SME ; skos:prefLabel ?name } ORDER BY ?s ?name"
    apart, here = ecosystem.query(select, timeout=60), ecosystem.query(select)
    assert list(apart) == list(here) != []
    assert apart.vars == here.vars
    construct = "CONSTRUCT WHERE { ?s a thx:SME ; skos:prefLabel ?name }"
    one, other = ecosystem.query(construct, timeout=60).graph, ecosystem.query(construct).graph
    assert one is not None
    assert other is not None
    assert isomorphic(one, other)
    assert len(one) > 1
    assert ecosystem.query("ASK { ?s a thx:SME }", timeout=60).askAnswer is True
    assert len(list(ecosystem.query(select, timeout=60, limit=2))) == 2


def test_an_answer_of_the_engine_keeps_its_kind_on_the_way(eco: Ecosystem) -> None:
    assert isinstance(eco.answer("ASK {}", timeout=60), QueryBoolean)
    assert isinstance(eco.answer("CONSTRUCT WHERE { ?s a thx:Cluster }", timeout=60, limit=1), QueryTriples)
    assert isinstance(eco.answer("SELECT * {}", timeout=60), QuerySolutions)


@pytest.mark.parametrize(
    "sparql", ["SELECT ?x {", "CLEAR ALL", "ASK { ?s ?p '\udcff' }"], ids=["broken", "update", "no Unicode"]
)
def test_a_mistake_in_another_process_is_the_same_error(eco: Ecosystem, sparql: str) -> None:
    with pytest.raises(QueryError) as here:
        eco.query(sparql)
    with pytest.raises(QueryError) as apart:
        eco.query(sparql, timeout=60)
    assert str(apart.value) == str(here.value)


def test_a_process_that_dies_is_told(tmp_path: Path) -> None:
    with pytest.raises(Impossible, match="ended without an answer"):
        run_apart(Store(), tmp_path / "no store", "ASK {}", timeout=60)


def test_a_query_outlives_nobody_for_long(eco: Ecosystem) -> None:
    """Whoever started it may be killed before they can kill it: then its own clock does."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "triplehelix.graph.apart", str(eco.folder), "0", "0.2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    child.communicate(SLOW["aggregate"].encode(), timeout=30)
    assert child.returncode == -signal.SIGALRM


def test_the_command_and_the_library_count_alike(eco: Ecosystem) -> None:
    sparql = "SELECT (COUNT(*) AS ?n) { ?t a thx:Tie }"
    told = json.loads(command("query", sparql, "--format", "json").stdout)
    apart = eco.query(sparql, timeout=60).bindings
    assert told["results"]["bindings"][0]["n"]["value"] == str(next(iter(apart[0].values())))
