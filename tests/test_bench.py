import json
import math
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from statistics import mean
from typing import Final

import pytest
from bench.contenders import ASKED, CONTENDERS
from bench.contenders.operations import Laps, laps
from bench.generator import MEAN_CONSORTIUM, n_triples, projects, write_meetings
from bench.measure import Contender, Measurement, MeasurementError, Times, command, in_turn
from bench.rows import ROWS, Row
from bench.run import Result, _claims, main
from pyoxigraph import NamedNode, RdfFormat, Store, Triple, parse
from tests.conftest import FULL

from triplehelix.graph.gathering import gathered
from triplehelix.graph.terms import RDF, RDFS, SKOS, THX
from triplehelix.graph.vocabulary import vocabulary

ROOT: Final = Path(__file__).parent.parent
SIZE: Final = 3000


@pytest.fixture(scope="module")
def triples() -> list[Triple]:
    return [quad.triple for quad in parse("".join(n_triples(SIZE)), format=RdfFormat.N_TRIPLES)]


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.bulk_load("".join(n_triples(SIZE)), format=RdfFormat.N_TRIPLES)
    return store


def test_the_same_seed_gives_the_same_data_and_another_seed_gives_other_data() -> None:
    assert list(n_triples(SIZE)) == list(n_triples(SIZE))
    assert list(n_triples(SIZE, seed=2)) != list(n_triples(SIZE))


def test_there_are_as_many_triples_as_asked_for_and_each_only_once(triples: list[Triple]) -> None:
    assert SIZE <= len(triples) < SIZE + 500
    assert len(set(triples)) == len(triples)


def test_less_data_is_the_beginning_of_more() -> None:
    some = list(n_triples(SIZE))
    assert list(islice(n_triples(2 * SIZE), len(some))) == some


def test_consortium_sizes_are_geometric_with_mean_5() -> None:
    sizes = [len(project.seats) for project in islice(projects(), 20_000)]
    assert mean(sizes) == pytest.approx(MEAN_CONSORTIUM, abs=0.15)
    for size in (1, 2, 5, 10):
        expected = (1 / MEAN_CONSORTIUM) * (1 - 1 / MEAN_CONSORTIUM) ** (size - 1)
        assert sizes.count(size) / len(sizes) == pytest.approx(expected, rel=0.1)


def test_a_few_organisations_are_nearly_everywhere_and_most_take_part_once() -> None:
    seats = Counter(seat.organisation.id for project in islice(projects(), 10_000) for seat in project.seats)
    degrees = sorted(seats.values(), reverse=True)
    assert degrees[len(degrees) // 2] == 1
    assert sum(degrees[: len(degrees) // 100]) > 0.2 * sum(degrees)
    # a random network of the same size has no organisation beyond a few times the mean
    assert degrees[0] > 50 * mean(degrees)


def test_nobody_has_two_seats_in_one_project_and_the_coordinator_comes_first() -> None:
    for project in islice(projects(), 2000):
        assert len({seat.organisation.id for seat in project.seats}) == len(project.seats)
        assert [seat.role for seat in project.seats] == ["role-coordinator"] + ["role-partner"] * (
            len(project.seats) - 1
        )
        assert project.start < project.end


def test_each_organisation_is_told_of_once_before_its_first_project_ends() -> None:
    known: set[str] = set()
    for project in islice(projects(), 2000):
        for seat in project.seats:
            assert seat.is_new == (seat.organisation.id not in known)
            known.add(seat.organisation.id)


def test_every_participation_has_its_two_ends_a_role_and_its_amount(store: Store) -> None:
    participations = [quad.subject for quad in store.quads_for_pattern(None, RDF.type, THX.Participation)]
    assert len(participations) > SIZE // 20
    for tie in participations:
        assert isinstance(tie, NamedNode)
        ends = {prop: _one(store, tie, prop) for prop in (THX.participant, THX.initiative, THX.role, THX.amount)}
        assert _one(store, ends[THX.initiative], RDF.type) == THX.Project
        assert _one(store, ends[THX.participant], SKOS.prefLabel)
        assert _one(store, ends[THX.amount], RDF.type) == THX.Money
        assert _one(store, ends[THX.amount], THX.value)
        assert _one(store, ends[THX.amount], THX.currency)


def test_projects_have_dates_where_they_are_asked_for(store: Store) -> None:
    dated = Store()
    dated.bulk_load("".join(n_triples(SIZE, dated=True)), format=RdfFormat.N_TRIPLES)
    for prop in (THX.start, THX.end):
        assert not list(store.quads_for_pattern(None, prop, None))
        starts = list(dated.quads_for_pattern(None, prop, None))
        assert len(starts) == len(list(dated.quads_for_pattern(None, RDF.type, THX.Project)))


def test_a_file_of_meetings_makes_the_network_that_all_triples_make(tmp_path: Path, store: Store) -> None:
    number = len({quad.subject for quad in store.quads_for_pattern(None, RDF.type, THX.Project)})
    write_meetings(tmp_path / "meetings.nt", number)
    meetings = Store()
    meetings.bulk_load(path=tmp_path / "meetings.nt", format=RdfFormat.N_TRIPLES)
    whole = Store()
    whole.bulk_extend([*store, *meetings.quads_for_pattern(None, RDFS.subClassOf, None)])
    few, many = gathered(meetings), gathered(whole)
    assert list(few.actors) == list(many.actors)
    assert [venue.ties for venue in few] == [venue.ties for venue in many] != []


def test_only_words_of_the_ontology_are_used(triples: list[Triple]) -> None:
    known = {triple.subject for triple in vocabulary().triples}
    used = {term for triple in triples for term in (triple.predicate, triple.object) if isinstance(term, NamedNode)}
    assert {term for term in used if term.value.startswith(THX.iri)} <= known


def _one(store: Store, subject: object, prop: NamedNode) -> object:
    assert isinstance(subject, NamedNode)
    (found,) = store.quads_for_pattern(subject, prop, None)
    return found.object


def test_contenders_run_in_turn_and_the_slow_ones_less_often() -> None:
    order: list[str] = []

    def contender(name: str, at_most: int = sys.maxsize) -> Contender:
        def run() -> Measurement:
            order.append(name)
            return Measurement(seconds=len(order), peak_kb=2048, answer="7")

        return Contender(name, run, at_most)

    us, slow = in_turn([contender("us"), contender("slow", at_most=1)], 3, say=lambda _: None)
    assert order == ["us", "slow", "us", "us"]
    assert (us.seconds, us.peak_mb, len(slow.runs)) == (3, 2, 1)


def test_contenders_that_disagree_are_not_compared() -> None:
    answers = [Contender(answer, lambda answer=answer: Measurement(1, 1, answer)) for answer in "12"]  # type: ignore[misc]
    with pytest.raises(MeasurementError, match="do not agree"):
        in_turn(answers, 1, say=lambda _: None)


def test_what_ran_once_is_compared_with_what_ran_in_the_same_round() -> None:
    def times(*seconds: float) -> Times:
        return Times("", tuple(Measurement(each, 1) for each in seconds))

    nobody = Contender("", lambda: Measurement(1, 1))
    row = Row("", "", us=nobody, limit=nobody, pick=nobody)
    result = Result(row, [times(4, 1, 2), times(40), times(2, 1, 1)])
    assert (result.gain, result.price) == (10, 2)


def test_what_is_done_many_times_counts_by_its_median_and_tells_its_99th_percentile() -> None:
    hundred = Laps(tuple(float(n) for n in range(100, 0, -1)), None)
    assert (hundred.median, hundred.slowest) == (50.5, 99)
    told = laps(str.upper, ["a", "b"])
    assert (told.made, len(told.seconds)) == (["A", "B"], 2)


def test_a_claim_of_seconds_is_met_only_if_the_slow_ones_keep_to_it_too() -> None:
    row = Row("paths", "", us=(us := Contender("us", lambda: Measurement(1, 1))), median_within=0.1, slowest_within=1)
    results = [Result(row, [Times(us.name, (Measurement(0.1, 1, slowest=worst),))]) for worst in (0.9, 1.1)]
    expected = "- paths: at most 100 ms, and 1 s at the 99th percentile: {}"
    assert [*_claims(results)] == [expected.format("met"), expected.format("NOT MET")]
    assert (results[0].limit, results[0].price) == (None, None)


def test_every_row_is_described() -> None:
    page = Path("docs/reference/benchmarks.md").read_text(encoding="utf-8")
    assert [name for name in ROWS if f"\n| `{name}` |" not in page] == []


def test_a_command_that_fails_is_not_a_measurement() -> None:
    with pytest.raises(MeasurementError, match="ended with 3"):
        command([sys.executable, "-c", "raise SystemExit(3)"])


MEMORY_OF_COMMANDS: Final = """
import sys
from bench.measure import command
for size in (1, 100, 1):
    print(command([sys.executable, "-c", f"b'x' * {size}_000_000"]).peak_kb)
"""


def test_a_command_is_measured_with_its_own_memory() -> None:
    # from a small process: until a child starts its program, it counts as large as its parent, here all of pytest
    told = subprocess.run([sys.executable, "-c", MEMORY_OF_COMMANDS], cwd=ROOT, capture_output=True, check=True)
    before, bulky, after = map(int, told.stdout.split())
    assert bulky > before + 80_000
    assert math.isclose(before, after, rel_tol=0.2)


RUN: Final = [*ROWS] if FULL else ["store-more", "paths", "path-eu", "why"]


def test_the_table_has_a_line_for_each_row_and_says_of_each_claim_whether_it_is_met(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["--quick", "--size", "1000", *RUN])
    lines = capsys.readouterr().out.splitlines()
    table = [line for line in lines if line.startswith("|")]
    assert [line.count("|") for line in table] == [9] * (2 + len(RUN))
    assert sum(line.endswith((": met", ": NOT MET")) for line in lines) == (20 if FULL else 3)
    assert "Load average" in lines[1]


def test_the_joins_agree_on_a_number_that_plain_python_counts(tmp_path: Path) -> None:
    path = tmp_path / "projects.nt"
    path.write_text("".join(n_triples(SIZE)), encoding="utf-8")
    quads = list(parse(path=path, format=RdfFormat.N_TRIPLES))
    sizes = Counter(quad.object for quad in quads if quad.predicate == THX.initiative)
    expected = sum(math.comb(size, 2) for size in sizes.values())
    words = [sys.executable, "-m", "bench.contenders", "join-us", str(path)]
    told = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert json.loads(told)["answer"] == str(expected) != "0"


def test_the_questions_of_the_rows_are_in_the_catalogue_and_what_rdflib_answers_is_what_we_answer(
    tmp_path: Path,
) -> None:
    path = tmp_path / "projects.nt"
    path.write_text("".join(n_triples(SIZE, dated=True)), encoding="utf-8")
    CONTENDERS["dump-us"][0](path)()
    answers = {
        question: [_rows(f"ask-{question}-us", path), _rows(f"ask-{question}-rdflib", path.with_suffix(".merged.nt"))]
        for question in ASKED
    }
    assert all(ours == theirs != [] for ours, theirs in answers.values()), answers


def _rows(contender: str, path: Path) -> list[list[str]]:
    rows = CONTENDERS[contender][0](path)()
    assert isinstance(rows, Sequence)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def test_every_contender_of_the_rows_is_known() -> None:
    ends = ("-us", "-rdflib", "-pyoxigraph", "-networkx", "-igraph", "-pyvis")
    assert all(name.endswith(ends) for name in CONTENDERS)


def test_an_unknown_row_is_refused_with_the_rows_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["fast"])
    assert ", ".join(ROWS) in capsys.readouterr().err
