"""Every question of the catalogue answers rightly: on data whose answer is visible at sight, on nothing, and on Wallonia.

A question `data/questions/<id>.rq` has its expected answers in `tests/questions/<id>.toml`; of many the answer about
Wallonia is also counted from the tables by a few lines of plain Python, in `tests/counted/`.
"""

import csv
import importlib.util
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import rdflib
from pyoxigraph import Quad, RdfFormat, Store, serialize
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from triplehelix.graph import Ecosystem
from triplehelix.graph.asking import bind
from triplehelix.graph.merge import merge
from triplehelix.graph.messages import LANGUAGES
from triplehelix.graph.questions import ABOUT, Question, catalogue
from triplehelix.graph.terms import BASE, PREFIXES
from triplehelix.graph.vocabulary import vocabulary

TESTS: Final = Path(__file__).parent
FOLDER: Final = TESTS.parent / "data" / "questions"
TODAY: Final = "2026-01-01"
_KINDS: Final = {
    "actor": "actor", "init": "initiative", "tie": "tie", "doc": "document", "concept": "concept",
    "territory": "territory", "evidence": "evidence", "load": "load", "observation": "observation", "change": "change",
    "holder": "office-holder",
}  # fmt: skip

Rows = list[tuple[str, ...]]
Tables = Mapping[str, list[dict[str, str]]]


def of(name: str) -> dict[str, Any]:
    """What the tests know of a question."""
    return tomllib.loads((TESTS / "questions" / f"{name}.toml").read_text(encoding="utf-8"))


def counters() -> Iterator[tuple[str, Callable[[Tables], Rows]]]:
    """The questions whose answer is counted from the tables, each with the function that counts."""
    for path in sorted((TESTS / "counted").glob("*.py")):
        spec = importlib.util.spec_from_file_location(f"counted_{path.stem}", path)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        own = (value for value in vars(module).values() if getattr(value, "__module__", "") == module.__name__)
        yield from ((f.__name__.replace("_", "-"), f) for f in own if callable(f) and not f.__name__.startswith("_"))


QUESTIONS: Final = catalogue()
COUNTED: Final = dict(counters())
EACH: Final = pytest.mark.parametrize("question", [pytest.param(one, id=one.id) for one in QUESTIONS])


@cache
def tables() -> Tables:
    """The bundled tables as rows of texts."""
    found = {}
    for path in sorted((TESTS.parent / "data" / "wallonia").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found


def given(question: Question, key: str = "") -> dict[str, str]:
    """The values for a question: those that its tests name, and a day that stands still."""
    today = {"today": TODAY} if any(one.name == "today" for one in question.parameters) else {}
    return today | (of(question.id).get(key, {}) if key else {})


def answer(eco: Ecosystem, question: Question, values: Mapping[str, str]) -> Rows:
    """What the product answers, as texts."""
    return eco.ask(question, **values).texts


def tiny(question: Question, folder: Path) -> Ecosystem:
    """The few made-up statements on which the right answer of a question is visible at sight."""
    known = of(question.id)
    spaces = PREFIXES | {name: f"{BASE}{kind}/" for name, kind in _KINDS.items()}
    path = folder / f"tiny.{known.get('form', 'ttl')}"
    path.write_text("".join(f"@prefix {name}: <{iri}> .\n" for name, iri in spaces.items()) + known["tiny"])
    return Ecosystem.open(path)


def rows(expected: Sequence[Sequence[str]]) -> Rows:
    return [tuple(row) for row in expected]


# the catalogue as a whole


def test_every_question_has_its_tests_and_no_test_is_without_its_question() -> None:
    ids = {question.id for question in QUESTIONS}
    assert {path.stem for path in (TESTS / "questions").glob("*.toml")} == ids
    assert COUNTED.keys() <= ids


def test_the_catalogue_has_at_least_forty_questions_about_everything() -> None:
    assert len(QUESTIONS) >= 40
    assert {question.about for question in QUESTIONS} == set(ABOUT)


def test_the_answers_of_at_least_twenty_questions_are_counted_from_the_tables() -> None:
    assert len(COUNTED) >= 20


def test_no_two_questions_ask_the_same() -> None:
    for language in LANGUAGES:
        assert len({question.text(language) for question in QUESTIONS}) == len(QUESTIONS)


# each question


@EACH
def test_a_question_is_asked_in_two_languages_and_ends_with_a_question_mark(question: Question) -> None:
    texts = [question.text(language) for language in LANGUAGES]
    assert len(set(texts)) == 2
    assert all(text.endswith("?") for text in texts)
    for parameter in question.parameters:
        assert len({parameter.description(language) for language in LANGUAGES}) == 2
    assert len({question.note(language) for language in LANGUAGES}) == (2 if question.note("en") else 1)


@EACH
def test_somebody_says_how_the_expected_answer_was_found(question: Question) -> None:
    assert len(of(question.id)["counted_by"]) > 20


@EACH
def test_any_sparql_tool_opens_a_question(question: Question) -> None:
    prepareQuery((FOLDER / f"{question.id}.rq").read_text(encoding="utf-8"))  # no prefix from outside


@EACH
def test_an_answer_is_right_on_data_whose_answer_is_visible_at_sight(question: Question, tmp_path: Path) -> None:
    expected = rows(of(question.id)["answer"])
    assert expected, "an answer without rows shows nothing"
    assert answer(tiny(question, tmp_path), question, given(question, "parameters")) == expected


@EACH
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib warns of what it does itself
def test_another_engine_answers_the_same(question: Question, tmp_path: Path) -> None:
    if reason := of(question.id).get("one_engine_only"):
        pytest.skip(reason)
    eco = tiny(question, tmp_path)
    with _in_plain_rdflib(eco.store) as dataset:
        found = dataset.query(bind(eco.reading, question, given(question, "parameters")))
        assert _comparable(found) == _comparable(of(question.id)["answer"])


@contextmanager
def _in_plain_rdflib(store: Store) -> Iterator[rdflib.Dataset]:
    """The quads of a store in rdflib; what all stores have, the ontology, is read once."""
    ontology, dataset = _ontology()
    own = _parsed(quad for quad in store if quad not in ontology)
    dataset.addN(own.quads())  # type: ignore[arg-type]
    yield dataset
    for quad in own.quads():
        dataset.remove(quad)  # type: ignore[arg-type]


@cache
def _ontology() -> tuple[frozenset[Quad], rdflib.Dataset]:
    store = Store()
    merge(store, vocabulary())
    return frozenset(store), _parsed(store)


def _parsed(quads: Iterable[Quad]) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    dataset.parse(data=serialize(quads, format=RdfFormat.N_QUADS) or b"", format="nquads")
    return dataset


def _comparable(found: Iterable[Any]) -> list[list[object]]:
    """Numbers by what they mean: engines write 1 and 1.0."""
    return [[_number(str(cell)) if cell is not None else "" for cell in row] for row in found]


def _number(text: str) -> object:
    try:
        return round(Decimal(text), 6)
    except InvalidOperation:
        return text


@EACH
def test_nothing_known_is_no_reason_to_fail(question: Question) -> None:
    assert isinstance(answer(Ecosystem(Store()), question, given(question)), list)


@pytest.mark.parametrize(
    "question", [one for one in QUESTIONS if one.id not in COUNTED or "wallonia" in of(one.id)], ids=lambda one: one.id
)
def test_the_answer_about_wallonia_is_as_it_was_checked(eco: Ecosystem, question: Question) -> None:
    expected = rows(of(question.id)["wallonia"])
    found = answer(eco, question, given(question, "wallonia_parameters"))
    assert found[: len(expected)] == expected
    assert len(found) == of(question.id).get("wallonia_rows", len(expected))


@pytest.mark.parametrize("name", COUNTED)
def test_counting_in_the_tables_gives_the_same_answer(eco: Ecosystem, name: str) -> None:
    [question] = [one for one in QUESTIONS if one.id == name]
    found = answer(eco, question, given(question, "wallonia_parameters"))
    assert sorted(found) == sorted(COUNTED[name](tables()))


@EACH
def test_a_question_asked_in_french_has_as_many_rows(eco: Ecosystem, question: Question) -> None:
    values = given(question, "wallonia_parameters")
    assert len(answer(Ecosystem(eco.store, "fr"), question, values)) == len(answer(eco, question, values))


@EACH
def test_the_order_of_rows_is_total(eco: Ecosystem, question: Question) -> None:
    """Rows that the keys of ORDER BY do not tell apart are the same rows."""
    reply = eco.ask(question, **given(question, "wallonia_parameters"))
    keys = [reply.columns.index(key) for key in _ordered_by(question) if key in reply.columns]
    assert keys, "the query orders its rows by none of its columns"
    assert len({tuple(row[key] for key in keys) for row in reply.rows}) == len(set(reply.rows))


def _ordered_by(question: Question) -> list[str]:
    """The variables of the outermost ORDER BY."""
    part: Any = prepareQuery(question.sparql).algebra
    while isinstance(part, CompValue) and part.name != "OrderBy":
        part = part.p
    return [str(condition.expr) for condition in part.expr]
