"""The catalogue as it is read, bound and asked: what people type becomes a term, never a part of the query's text."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from triplehelix.cli import cli
from triplehelix.graph import Ecosystem
from triplehelix.graph.asking import bind
from triplehelix.graph.errors import AmbiguousName, InputError, NameNotFound, QueryError, QuestionError
from triplehelix.graph.parameters import TYPES
from triplehelix.graph.questions import Question, catalogue, read_questions
from triplehelix.graph.terms import BASE, RDF, SKOS, THX

HEADER: Final = """\
# question: Who?
# question-fr: Qui ?
# asked-by: SME
# about: partners
"""
XSD: Final = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
HOSTILE: Final = (
    '"} UNION { ?x ?p ?o } #', "x> } DROP ALL #", "SERVICE <http://localhost:1/> {}", "FROM <file:///etc/passwd>", "'''", '"""',
    "a\nb\r\nc", "\\", "\\u0022 }", "a\u2028b\u0085c", "é\u0301 🧬 日本", "# parameter", "VALUES ?value { 1 } # parameter", "UNDEF", "",
)  # fmt: skip


def asking(kind: str, default: str, name: str = "value", folder: Path | None = None) -> Question:
    """A question that answers with its own parameter."""
    assert folder
    header = f"{HEADER}# parameter {name} {kind}: The value | La valeur\n"
    query = f"SELECT ?{name} WHERE {{\n  VALUES ?{name} {{ {default} }} # parameter\n}} ORDER BY ?{name}\n"
    (folder / "echo.rq").write_text(f"{header}{XSD}{query}", encoding="utf-8")
    [question] = read_questions(folder)
    return question


@pytest.fixture(scope="module")
def echo(tmp_path_factory: pytest.TempPathFactory) -> Question:
    return asking("text", '"default"', folder=tmp_path_factory.mktemp("questions"))


def run(*arguments: str, **env: str) -> Result:
    clean: dict[str, str | None] = {
        "LC_ALL": None,
        "LC_MESSAGES": None,
        "LANG": None,
        "TRIPLEHELIX_STORE": None,
        "TRIPLEHELIX_TODAY": None,
    }
    return CliRunner(catch_exceptions=False).invoke(cli, arguments, env=clean | env, prog_name="triplehelix")


# values become terms


@given(st.text())
@example('"} UNION {')
def test_any_text_comes_back_as_it_was_typed(echo: Question, text: str) -> None:
    assert Ecosystem(Store()).ask(echo, value=text).rows == ((text,),)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_a_text(echo: Question, text: str) -> None:
    assert Ecosystem(Store()).ask(echo, value=text).rows == ((text,),)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind != "text"])
def test_a_hostile_text_is_no_name_no_number_and_no_day(eco: Ecosystem, tmp_path: Path, kind: str, text: str) -> None:
    with pytest.raises((QuestionError, NameNotFound, AmbiguousName)):
        eco.ask(asking(kind, "UNDEF", folder=tmp_path), value=text)


@pytest.mark.parametrize("name", [text for text in HOSTILE if any(char.isalnum() for char in text)])
def test_an_actor_with_a_hostile_name_is_found_and_nothing_else_happens(tmp_path: Path, name: str) -> None:
    store, actor = Store(), NamedNode(f"{BASE}actor/x")
    store.extend([Quad(actor, RDF.type, THX.Actor), Quad(actor, SKOS.prefLabel, Literal(name))])
    before = set(store)
    assert Ecosystem(store).ask(asking("actor", "UNDEF", folder=tmp_path), value=name).rows == ((actor.value,),)
    assert set(store) == before


def test_a_text_that_is_no_unicode_is_refused(echo: Question) -> None:
    with pytest.raises(QuestionError, match="is not UTF-8"):
        Ecosystem(Store()).ask(echo, value="\udcff")


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        ("actor", "universite de liege", f"{BASE}actor/uliege"),
        ("initiative", "ATMP PIT", f"{BASE}initiative/atmp-pit"),
        ("entity", "Willy Borsus", f"{BASE}office-holder/willy-borsus"),
        ("therapy", "cell-therapy", THX["cell-therapy"].value),
        ("therapy", "Thérapie génique", THX["gene-therapy"].value),
        ("therapy", "CAR T", THX["car-t"].value),
        ("stage", "manufacturing", THX.manufacturing.value),
        ("role", "coordinateur", THX["role-coordinator"].value),
        ("instrument", "loan", THX["instrument-loan"].value),
        ("helix", "university", THX["helix-university"].value),
        ("indicator", "Beds", f"{BASE}concept/beds"),
        ("territory", "anvers", f"{BASE}territory/antwerp"),
        ("actor-kind", "PME", THX.SME.value),
        ("tie-kind", "spin-off", THX.SpinOff.value),
        ("tie-kind", "financement", THX.Funding.value),
        ("tie-kind", THX.Funding.value, THX.Funding.value),
        ("date", "2020-02-03", "2020-02-03"),
        ("date", "2020-02", "2020-02-01"),
        ("date", "2020", "2020-01-01"),
        ("integer", "-12", -12),
    ],
)
def test_people_type_what_they_know_in_either_language(
    eco: Ecosystem, tmp_path: Path, kind: str, typed: str, meant: object
) -> None:
    assert eco.ask(asking(kind, "UNDEF", folder=tmp_path), value=typed).rows == ((meant,),)


def test_a_document_is_known_by_its_address(eco: Ecosystem, tmp_path: Path) -> None:
    document = next(source for source in eco.reading.documents.about(NamedNode(f"{BASE}actor/biowin")) if source.url)
    question = asking("document", "UNDEF", folder=tmp_path)
    assert eco.ask(question, value=document.url).rows == ((document.id,),)


def test_until_a_month_is_until_its_last_day(eco: Ecosystem, tmp_path: Path) -> None:
    assert eco.ask(asking("date", "UNDEF", "until", tmp_path), until="2020-02").rows == (("2020-02-29",),)


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        ("therapy", "cel therapie of sorts", "no therapy is called 'cel therapie of sorts'; the nearest names are "),
        ("actor", "ATMP-PIT", r"ATMP-PIT .* is a Programme; value takes an actor"),
        ("initiative", "BioWin", "BioWin is a Cluster; value takes an initiative"),
        ("integer", "2.5", "value='2.5' is not a whole number such as 10"),
        ("integer", "²", "is not a whole number"),
        ("decimal", "1e9", "value='1e9' is not a number such as 2.5"),
        ("date", "1 May", "value: '1 May' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("date", "2021-02-30", "is a day that no calendar has"),
    ],
)
def test_what_cannot_be_meant_is_told(eco: Ecosystem, tmp_path: Path, kind: str, typed: str, message: str) -> None:
    with pytest.raises((QuestionError, NameNotFound), match=message):
        eco.ask(asking(kind, "UNDEF", folder=tmp_path), value=typed)


def test_any_leaves_open_what_is_open_by_default_and_nothing_else(eco: Ecosystem, tmp_path: Path) -> None:
    assert eco.ask(asking("therapy", "UNDEF", folder=tmp_path), value="any").rows == ((None,),)
    closed = asking("integer", "3", folder=tmp_path)
    assert eco.ask(closed).rows == ((3,),)
    with pytest.raises(QuestionError, match="value cannot be any: the question needs a value"):
        eco.ask(closed, value="any")


def test_labels_are_asked_for_in_the_language_of_the_answer(eco: Ecosystem, tmp_path: Path) -> None:
    body = 'SELECT ?lang WHERE {\n  VALUES ?lang { "en" } # parameter\n} ORDER BY ?lang\n'
    (tmp_path / "lang.rq").write_text(HEADER + body)
    [question] = read_questions(tmp_path)
    assert question.parameters == ()
    assert Ecosystem(eco.store, "fr").ask(question).rows == (("fr",),)


def test_a_parameter_that_the_question_has_not_is_told_with_those_that_it_has(echo: Question) -> None:
    with pytest.raises(
        QuestionError, match=r"echo has no parameter 'vlaue'; its parameters are value \(text: The value\)"
    ):
        Ecosystem(Store()).ask(echo, vlaue="x")


@pytest.mark.parametrize("name", ["question", "self", "reading"])
def test_no_name_of_a_parameter_is_taken_for_another_thing(eco: Ecosystem, name: str) -> None:
    with pytest.raises(QuestionError, match=f"has no parameter {name!r}"):
        eco.ask("funding-of-a-funder", **{name: "x"})
    assert run("ask", "funding-of-a-funder", f"{name}=x").exit_code == 2


@pytest.mark.parametrize("query", ["ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <http://example.org/>"])
def test_a_question_that_has_no_rows_for_an_answer_is_told(tmp_path: Path, query: str) -> None:
    (tmp_path / "yes.rq").write_text(f"{HEADER}{query}\n", encoding="utf-8")
    outcome = run("ask", "yes", "--questions", str(tmp_path))
    assert outcome.exit_code == 2
    assert "yes is no SELECT" in outcome.stderr


def test_a_value_that_is_not_of_its_datatype_stays_as_it_is_written(tmp_path: Path) -> None:
    values = '"a"^^xsd:integer "b"^^xsd:decimal "c"^^xsd:double "INF"^^xsd:double "NaN"^^xsd:float "1.5"^^xsd:decimal'
    query = f"{XSD}SELECT (BNODE('x') AS ?unnamed) ?x {{ VALUES ?x {{ {values} }} }}\n"
    (tmp_path / "odd.rq").write_text(HEADER + query, encoding="utf-8")
    outcome = run("ask", "odd", "--questions", str(tmp_path), "--format", "json")
    rows = json.loads(outcome.stdout, parse_constant=pytest.fail)
    assert [row["x"] for row in rows] == ["a", "b", "c", "INF", "NaN", 1.5]


def test_a_mark_before_the_first_byte_as_windows_writes_it_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "one.rq").write_text(f"{HEADER}SELECT (1 AS ?n) {{}}\n", encoding="utf-8-sig")
    assert run("ask", "one", "--questions", str(tmp_path)).stdout == "n\n1\n"
    (tmp_path / "query.rq").write_text("SELECT (1 AS ?n) {}", encoding="utf-8-sig")
    assert run("query", "-f", str(tmp_path / "query.rq")).stdout.split() == ["n", "1"]


@pytest.mark.parametrize("question", catalogue(), ids=lambda one: one.id)
def test_a_query_that_is_shown_runs_and_answers_the_same(eco: Ecosystem, question: Question) -> None:
    assert len(list(eco.query(bind(eco.reading, question, {})))) == len(eco.ask(question).rows)


def test_a_question_of_your_own_may_not_call_another_server(tmp_path: Path) -> None:
    (tmp_path / "call.rq").write_text(HEADER + "SELECT * { SERVICE <http://localhost:1/> { ?a ?b ?c } }\n")
    [question] = read_questions(tmp_path)
    with pytest.raises(QueryError, match="SERVICE calls another server"):
        Ecosystem(Store()).ask(question)


# the files


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("# quesion: Who?\n", ":1:3: '# quesion: Who?' is no line of a question's header", id="key"),
        pytest.param("#question: Who?\n", ":1:3: ", id="no space"),
        pytest.param("# question: Who?\n# question: Whom?\n", ":2:3: 'question' stands a second time", id="twice"),
        pytest.param("# question: Who?\nSELECT", ":1:1: the header has no line '# question-fr: ...'", id="missing"),
        pytest.param(HEADER.replace("SME", "nobody"), ":3:13: 'nobody' is none of cluster manager", id="asked by"),
        pytest.param(HEADER.replace("partners", "luck"), ":4:10: 'luck' is none of partners", id="about"),
        pytest.param(HEADER + "# note: a\n", ":5:1: the header has 'note' but no 'note-fr'", id="note"),
        pytest.param(HEADER + "# parameter x colour: A | B\n", ":5:15: 'colour' is none of actor", id="type"),
        pytest.param(
            HEADER + "# parameter x date: A | B\nSELECT", ":5:1: the query has no line 'VALUES ?x", id="no default"
        ),
        pytest.param(
            HEADER + '# parameter x text: A\n  VALUES ?x { "a" } # parameter',
            ":5:1: the meaning of a parameter",
            id="one language",
        ),
        pytest.param(
            HEADER + '  VALUES ?x { "a" } # parameter', ":5:1: the header has no line '# parameter x", id="undeclared"
        ),
        pytest.param(
            HEADER + '{ VALUES ?x { "a" } # parameter', ":5:1: a parameter stands alone on its line", id="not alone"
        ),
        pytest.param(
            HEADER + "# parameter x text: A | B\n  VALUES ?x { a b } # parameter",
            ":6:15: 'a b' is not one RDF term",
            id="no term",
        ),
        pytest.param(
            HEADER + '# parameter x text: A | B\nVALUES ?x { "a" "b" } # parameter', ":6:13: ", id="two terms"
        ),
        pytest.param(
            HEADER + '# parameter x text: A | B\nVALUES ?x { "a" } # parameter\nVALUES ?x { "b" } # parameter',
            ":7:1: ?x has another default above",
            id="two defaults",
        ),
    ],
)
def test_a_file_that_is_no_question_is_told_where(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "bad.rq").write_text(text)
    with pytest.raises(InputError) as raised:
        read_questions(tmp_path)
    assert f"bad.rq{message}" in str(raised.value)


def test_a_file_whose_name_is_no_id_is_told(tmp_path: Path) -> None:
    (tmp_path / "Bad Name.rq").write_text(HEADER)
    with pytest.raises(InputError, match="'Bad Name' is not an id"):
        read_questions(tmp_path)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_bytes("# question: Où ?".encode("latin-1"))
    with pytest.raises(InputError, match=r"bad.rq: cannot be read as UTF-8 text"):
        read_questions(tmp_path)


def test_a_mistake_in_the_query_is_told_in_the_lines_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_text(HEADER + "SELECT * {\n  ?a ?b\n}\n")
    [question] = read_questions(tmp_path)
    with pytest.raises(QueryError, match="line 6"):
        Ecosystem(Store()).ask(question)


def test_there_is_no_catalogue_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such folder"):
        read_questions(tmp_path / "nowhere")
    with pytest.raises(InputError, match="there is no such folder"):
        read_questions(tmp_path / ("x" * 300))


def test_the_question_that_the_documentation_adds_is_a_question(eco: Ecosystem, tmp_path: Path) -> None:
    page = (Path(__file__).parent.parent / "docs" / "how-to" / "ask-a-question.md").read_text(encoding="utf-8")
    (tmp_path / "makers.rq").write_text(page.split("```sparql\n")[1].split("```")[0], encoding="utf-8")
    [question] = read_questions(tmp_path)
    assert ("PDC*line Pharma",) not in eco.ask(question, therapy="phage therapy").rows
    assert eco.ask(question, therapy="thérapie cellulaire").rows == eco.ask(question).rows != ()


# the command


def test_without_id_the_questions_are_listed() -> None:
    listed = json.loads(run("ask", "--format", "json").stdout)
    assert [entry["id"] for entry in listed] == [question.id for question in catalogue()]
    assert run("ask").stdout.startswith("id,question,asked_by,about,parameters\n")
    assert (
        "Money  (--about funding)\n  How much funding is known beside each budget?\n      budgets-beside-funding\n"
        in run("ask", "--format", "table").stdout
    )
    assert "Combien un bailleur de fonds a-t-il donné\u202f?" in run("--lang", "fr", "ask").stdout


def test_the_list_may_be_that_of_a_theme_or_of_who_asks() -> None:
    listed = json.loads(run("ask", "--about", "funding", "--asked-by", "Ministry Analyst", "--format", "json").stdout)
    assert {(entry["about"], entry["asked_by"]) for entry in listed} == {("funding", "ministry analyst")}
    refused = run("ask", "--about", "luck")
    assert refused.exit_code == 2
    assert "'luck' is none of " in refused.stderr


def rows_of(result: Result) -> Any:
    return json.loads(result.stdout)


def test_an_answer_is_rows_by_column_with_numbers_as_numbers_and_nothing_for_the_unknown() -> None:
    rows = rows_of(run("ask", "funding-of-a-funder", "funder=walloon government", "--format", "json"))
    assert rows[0] == {"standing": "counted", "currency": "EUR", "fundings": 8, "total": 68_700_000}
    assert "total" not in rows[-1]


def test_what_is_left_out_is_said_on_standard_error() -> None:
    result = run("ask", "funding-of-a-funder")
    assert result.stdout.startswith("standing,currency,fundings,total\ncounted,EUR,8,68700000\n")
    assert result.stderr.startswith("note: Each sum counts once")
    assert run("--lang", "fr", "ask", "funding-of-a-funder").stderr.startswith("remarque\xa0: Chaque somme")


def test_a_table_sets_thousands_apart_as_the_language_does() -> None:
    assert "68,700,000" in run("ask", "funding-of-a-funder", "--format", "table").stdout
    assert (
        "68\N{NARROW NO-BREAK SPACE}700\N{NARROW NO-BREAK SPACE}000"
        in run("--lang", "fr", "ask", "funding-of-a-funder", "--format", "table").stdout
    )


def test_a_table_names_things_by_what_people_can_type() -> None:
    table = run("ask", "funding-by-funder", "--format", "table", COLUMNS="120").stdout
    assert " eib" in table
    assert "https:" not in table


def test_no_row_is_the_answer_no() -> None:
    result = run("ask", "fundings-of-a-funder", "funder=UCLouvain")
    assert result.exit_code == 1
    assert "nothing in the ecosystem answers this" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fundings-of-a-fundr"], "no question has the id 'fundings-of-a-fundr'; the nearest are fundings-of-a-funder"),
        (["funding-of-a-funder", "fnder=SRIW"], "its parameters are funder (actor: The actor that gives)"),
        (["funding-of-a-funder", "SRIW"], "'SRIW' gives no value; write PARAMETER=VALUE"),
        (["funding-of-a-funder", "funder=SRIW", "funder=UCB"], "'funder' is given twice"),
        (["funding-of-a-funder", "funder=Nobody At All"], "no actor or initiative is called 'Nobody At All'"),
        (["--questions", "nowhere"], "nowhere: there is no such folder"),
    ],
)
def test_wrong_usage_is_told_with_what_to_do(arguments: list[str], message: str) -> None:
    result = run("ask", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_query_that_is_shown_can_be_given_to_query() -> None:
    shown = run("ask", "funding-of-a-funder", "funder=FNRS", "--show-query").stdout
    assert f"VALUES ?funder {{ <{BASE}actor/fnrs> }} # parameter" in shown
    assert (
        run("query", shown).stdout.splitlines() == run("ask", "funding-of-a-funder", "funder=FNRS").stdout.splitlines()
    )


def test_questions_of_your_own_are_asked_like_those_that_ship(tmp_path: Path) -> None:
    asking("date", "UNDEF", "today", tmp_path)
    own = ("ask", "--questions", str(tmp_path))
    assert "echo,Who?,SME,partners,today=any" in run(*own).stdout
    assert run(*own, "echo", "--today", "2020-05-25").stdout == "today\n2020-05-25\n"
    assert run(*own, "echo", TRIPLEHELIX_TODAY="2021-01-01").stdout == "today\n2021-01-01\n"
    assert run(*own, "echo", "today=2019", "--today", "2020-05-25").stdout == "today\n2019-01-01\n"


def test_the_answer_goes_to_a_file_whose_suffix_tells_the_format(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    assert run("ask", "funding-of-a-funder", "-o", str(path)).stdout == ""
    assert path.read_text().startswith("standing\tcurrency\tfundings\ttotal\ncounted\tEUR\t8\t68700000\n")
