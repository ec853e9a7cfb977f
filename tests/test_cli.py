"""The command as a person starts it: exit codes, what goes where, languages, stores, interruptions."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from triplehelix.cli import cli
from triplehelix.graph.bundled import TABLES
from triplehelix.graph.commands.names import COMMANDS
from triplehelix.graph.commands.options import TIE_KINDS
from triplehelix.graph.vocabulary import vocabulary

TRIPLEHELIX: Final = str(Path(sys.executable).with_name("triplehelix"))
TURTLE: Final = """
    PREFIX thx: <https://w3id.org/triplehelix/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    PREFIX : <http://e/>
    :alpha a thx:SME ; skos:prefLabel "Alpha" . :beta a thx:SME ; skos:prefLabel "Beta" .
    :gamma a thx:SME ; skos:prefLabel "Gamma" . :deal a thx:Partnership ; thx:partner :alpha, :beta .
"""


def run(*arguments: str, env: Mapping[str, str | None] | None = None, given: str | bytes | None = None) -> Result:
    """Run the command in this process, without a terminal; an error of ours that escapes is a test's failure."""
    clean = {"LC_ALL": None, "LC_MESSAGES": None, "LANG": None, "TRIPLEHELIX_STORE": None, **(env or {})}
    return CliRunner(catch_exceptions=False).invoke(cli, arguments, input=given, env=clean, prog_name="triplehelix")


@pytest.fixture
def own_file(tmp_path: Path) -> str:
    path = tmp_path / "mine.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return str(path)


# exit codes


@pytest.mark.parametrize(
    ("arguments", "code", "out", "err"),
    [
        pytest.param(["--version"], 0, "triplehelix 0.1.0", "", id="version"),
        pytest.param(["--help"], 0, "Example: triplehelix path", "", id="help"),
        pytest.param(["stats"], 0, "  actors", "", id="stats"),
        pytest.param(["find", "uclouvain"], 0, "UCLouvain,University,1.0,", "", id="found"),
        pytest.param(["find", "xyzzy"], 1, "name,type,score,id,became\n", "", id="nothing found"),
        pytest.param(["find", ""], 1, "name,type,score,id,became\n", "", id="nothing searched"),
        pytest.param(["find", "ulb", "--limit", "0"], 2, "", "--limit", id="none wanted"),
        pytest.param(["why", "BioWin", "founded"], 0, "BioWin · cluster", "", id="explained"),
        pytest.param(["why", "BioWin", "budget"], 1, "BioWin · cluster", "", id="nothing to explain"),
        pytest.param(["why", "BioWin", "colour"], 2, "", "no property, kind of tie or figure is called 'colour'", id="no property"),
        pytest.param(["show", "BioWin"], 0, "BioWin · cluster", "", id="shown"),
        pytest.param(["show", "Nobody At All"], 2, "", "no actor or initiative is called 'Nobody At All'; the nearest names are", id="unknown"),
        pytest.param(["show", "university"], 2, "", "'university' may mean ", id="ambiguous"),
        pytest.param(["path", "pdc line", "ulb"], 0, "Ways from PDC*line Pharma to Université libre de Bruxelles", "", id="a path"),
        pytest.param(["path", "UCB", "Nobody At All"], 2, "", "the nearest names are '", id="no such end"),
        pytest.param(["path", "UCB", "ATMP-PIT"], 2, "", "is an initiative; name actors", id="to an initiative"),
        pytest.param(["path", "ulb", "ULB"], 2, "", "both names mean Université libre de Bruxelles; a path joins two", id="to itself"),
        pytest.param(["path", "ulb"], 2, "", "name TO, or say whom you look for", id="to nobody"),
        pytest.param(["path", "ulb", "ucb", "-k", "0"], 2, "", "-k", id="no paths wanted"),
        pytest.param(["query", "ASK { ?t a thx:Tie }"], 0, "true\n", "", id="yes"),
        pytest.param(["query", "ASK { ?t a thx:Unicorn }"], 1, "false\n", "", id="no"),
        pytest.param(["query", "SELECT ?x { ?x a "], 2, "", "the query cannot be read from line 1, column 13", id="broken query"),
        pytest.param(["query", "ASK {}", "--format", "csv"], 2, "", "ASK gives true or false, or json, not csv", id="wrong format"),
        pytest.param(["query", "CLEAR ALL"], 2, "", "would change the store", id="update"),
        pytest.param(["query", "-f", "/nowhere.rq"], 2, "", "/nowhere.rq", id="no query file"),
        pytest.param(["stats", "--format", "xml"], 2, "", "'xml' is not one of", id="unknown format"),
        pytest.param(["show", "ATMP-PIT", "--at", "2015-01-01"], 2, "", "certainly did not exist on 2015-01-01; choose another day, or none", id="not there yet"),
        pytest.param(["stats", "--at", "2022"], 2, "", "'--at': '2022' is not a whole day; write YYYY-MM-DD.", id="no day"),
        pytest.param(["stats", "--at", "2022-02-30"], 2, "", "'2022-02-30' is a day that no calendar has.", id="no such day"),
        pytest.param(["diff", "2020-01-01", "2025-01-01"], 0, "Catalent acquired MaSTherCell", "", id="changed"),
        pytest.param(["--lang", "fr", "diff", "1800-01-01", "1800-01-02"], 1, "Rien n’a changé du 1800-01-01 au 1800-01-02", "", id="nothing changed"),
        pytest.param(["diff", "2025-01-01", "2020-01-01"], 2, "", "2020-01-01 is not after 2025-01-01; name the earlier day first", id="wrong order"),
        pytest.param(["diff", "2020", "2025-01-01"], 2, "", "'DATE1': '2020' is not a whole day; write YYYY-MM-DD.", id="years"),
        pytest.param(["diff", "2020-01-01"], 2, "", "Missing argument 'DATE2'", id="one day"),
        pytest.param(["nothing"], 2, "", "No such command 'nothing'", id="unknown command"),
        pytest.param(["--lang", "nl", "stats"], 2, "", "'nl' is not one of", id="unknown language"),
        pytest.param(["--store", "/nowhere", "stats"], 2, "", "triplehelix: /nowhere: there is no such file or folder\n", id="no store"),
        pytest.param(["stats", "-o", "/nowhere/x.json"], 3, "", "cannot write '/nowhere/x.json': No such file or directory", id="no folder"),
        pytest.param(["map", "-o", "/nowhere/x.html"], 3, "", "cannot write '/nowhere/x.html'", id="no folder for the map"),
        pytest.param(["export", "-o", "/"], 2, "", "is a directory", id="a folder as file"),
    ],
)  # fmt: skip
def test_each_outcome_has_its_exit_code_and_its_stream(arguments: list[str], code: int, out: str, err: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, out in result.stdout, err in result.stderr) == (code, True, True), result.output
    assert not (out and result.stderr)
    assert not (err and result.stdout)
    assert "Traceback" not in result.output


def test_no_path_is_the_answer_no(own_file: str) -> None:
    result = run("--store", own_file, "path", "Alpha", "Gamma")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.startswith("No path leads from Alpha to Gamma. Gamma: no partner is known.\n\n")


def test_no_path_is_an_empty_list_in_json(own_file: str) -> None:
    result = run("--store", own_file, "path", "Alpha", "Gamma", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)["paths"]) == (1, [])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help_with_an_example(name: str) -> None:
    for flag in ("--help", "-h"):
        result = run(name, flag)
        assert result.exit_code == 0
        assert "Example: triplehelix " in " ".join(result.stdout.split())


def test_the_list_of_commands_says_what_each_does() -> None:
    result = run("--help")
    assert all(f"  {name} " in result.stdout and does in result.stdout for name, does in COMMANDS.items())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_and_each_commands_help_agree(name: str) -> None:
    assert COMMANDS[name].removesuffix(".") in " ".join(run(name, "--help").stdout.split())


def test_without_a_command_the_help_is_shown() -> None:
    assert run().exit_code == 2
    assert "Commands:" in run().output


# stores


@pytest.mark.parametrize("how", ["option", "environment"])
def test_a_store_is_named_by_an_option_or_the_environment(own_file: str, how: str) -> None:
    arguments, env = (["--store", own_file], {}) if how == "option" else ([], {"TRIPLEHELIX_STORE": own_file})
    result = run(*arguments, "stats", "--format", "json", env=env)
    assert json.loads(result.stdout)["actors"] == 3


def test_a_folder_of_tables_is_the_same_as_the_bundled_store() -> None:
    assert run("--store", str(TABLES), "stats").stdout == run("stats").stdout


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("a.ttl", b"hello world", ":1:1: is not Turtle", id="broken turtle"),
        pytest.param("a.ttl", b"\xff\xfe", ":1:1: is not Turtle", id="not UTF-8"),
        pytest.param("a.nq", b"<http://e/a> .\n", ":1:", id="broken quads"),
        pytest.param("a.docx", b"PK", "a.docx: cannot be loaded: ", id="another kind of file"),
        pytest.param("folder/readme.txt", b"", "readme.txt: is empty", id="a folder without tables"),
    ],
)
def test_a_store_that_cannot_be_read_is_one_sentence(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    result = run("--store", str(path if path.parent == tmp_path else path.parent), "stats")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert message in result.stderr


def test_an_empty_store_answers_too(tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").touch()
    store = ("--store", str(tmp_path / "empty.ttl"))
    assert run(*store, "stats").exit_code == 0
    assert run(*store, "find", "a").exit_code == 1
    assert "the ecosystem is empty" in run(*store, "show", "a").stderr
    assert run(*store, "map", "-o", str(tmp_path / "map.html")).exit_code == 0


# formats and files


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [("json", '{\n  "actors": '), ("csv", "group,name,n\nall,actors,"), ("tsv", "group\tname\tn\nall\tactors\t")],
)
def test_the_suffix_of_the_file_decides_the_format(tmp_path: Path, suffix: str, begins: str) -> None:
    path = tmp_path / f"stats.{suffix}"
    result = run("stats", "-o", str(path))
    assert (result.exit_code, result.output) == (0, "")
    assert path.read_text(encoding="utf-8").startswith(begins)
    assert path.read_text(encoding="utf-8") == run("stats", "--format", suffix).stdout


@pytest.mark.parametrize(
    ("suffix", "form"), [("ttl", "turtle"), ("trig", "trig"), ("nq", "nquads"), ("jsonld", "jsonld")]
)
def test_the_suffix_of_an_export_decides_its_format(tmp_path: Path, own_file: str, suffix: str, form: str) -> None:
    path = tmp_path / f"export.{suffix}"
    assert run("--store", own_file, "export", "-o", str(path)).exit_code == 0
    assert path.read_text(encoding="utf-8") == run("--store", own_file, "export", "--format", form).stdout


def test_a_yes_goes_to_a_json_file_as_json(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    run("query", "ASK { ?t a thx:Tie }", "-o", str(path))
    assert json.loads(path.read_bytes())["boolean"] is True


def test_what_is_found_prints_as_table_json_and_tsv() -> None:
    assert "UCLouvain" in run("find", "ucl", "--format", "table").stdout
    assert json.loads(run("find", "ucl", "--format", "json").stdout)[0]["name"] == "UCLouvain"
    assert run("find", "ucl", "--format", "tsv").stdout.startswith(
        "name\ttype\tscore\tid\tbecame\nUCLouvain\tUniversity\t1.0\t"
    )


@pytest.mark.parametrize(
    "words",
    [["find", "ucl"], ["ask"], ["ask", "missing-identifiers"], ["sources"], ["loads"], ["stats"], ["why", "BioWin"], ["diff", "2020-01-01", "2025-01-01"]],
    ids=" ".join,
)  # fmt: skip
def test_what_is_listed_goes_into_a_workbook(words: list[str], tmp_path: Path) -> None:
    path = tmp_path / "rows.xlsx"
    assert run(*words, "-o", str(path)).stdout == ""
    header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert all(header)
    assert rows


def test_a_refused_question_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    path.write_text("old", encoding="utf-8")
    assert run("query", "SELECT ?x {", "-o", str(path)).exit_code == 2
    assert run("show", "Nobody At All", "-o", str(path)).exit_code == 2
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_map_is_a_file_and_says_so_on_standard_error(tmp_path: Path, own_file: str) -> None:
    path = tmp_path / "map.html"
    result = run("--store", own_file, "map", "-o", str(path))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"wrote {path}\n")
    assert path.read_text(encoding="utf-8").lower().startswith("<!doctype html>")


@pytest.mark.parametrize("how", ["argument", "file", "standard input"])
def test_a_query_comes_as_an_argument_from_a_file_or_from_standard_input(tmp_path: Path, how: str) -> None:
    sparql = "SELECT (COUNT(?p) AS ?n) { ?p a thx:Programme # d'été\n}"
    (tmp_path / "q.rq").write_text(sparql, encoding="utf-8")
    arguments = {"argument": [sparql], "file": ["-f", str(tmp_path / "q.rq")], "standard input": []}[how]
    result = run("query", *arguments, given=sparql if how == "standard input" else None)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "n")


def test_a_query_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes(b"ASK { ?s ?p '\xe9' }")
    result = run("query", "-f", str(tmp_path / "q.rq"))
    assert (result.exit_code, "is not UTF-8 at byte 14" in result.stderr) == (2, True)


# languages


@pytest.mark.parametrize(
    ("arguments", "env", "french"),
    [
        ([], {}, False),
        ([], {"LANG": "fr_BE.UTF-8"}, True),
        ([], {"LANG": "en_GB.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, True),
        ([], {"LANG": "fr_BE.UTF-8", "LC_ALL": "C.UTF-8"}, False),
        ([], {"LANG": "nl_BE.UTF-8"}, False),
        (["--lang", "fr"], {"LANG": "en_GB.UTF-8"}, True),
        (["--lang", "en"], {"LANG": "fr_BE.UTF-8"}, False),
    ],
)
def test_the_language_is_that_of_the_option_or_the_machine(
    arguments: list[str], env: dict[str, str], *, french: bool
) -> None:
    told = run(*arguments, "path", "UCB", "UCLouvain", env=env).stdout
    assert told.startswith("Chemins entre UCB et UCLouvain" if french else "Ways from UCB to UCLouvain")


# as a process of its own


def start(*arguments: str, **env: str) -> "subprocess.Popen[bytes]":
    pipe = subprocess.PIPE
    return subprocess.Popen([TRIPLEHELIX, *arguments], stdin=pipe, stdout=pipe, stderr=pipe, env={**os.environ, **env})


@pytest.mark.smoke
def test_the_entry_point_answers_with_utf_8_in_any_locale() -> None:
    process = start("show", "uliege", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert out.decode().startswith("Université de Liège")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["path", "UCB", "Nobody At All"], 2),
        (["find", "xyzzy"], 1),
        (["stats", "-o", "/nowhere/x"], 3),
        (["nothing"], 2),
    ],
)
def test_the_process_ends_with_the_exit_code(arguments: list[str], code: int) -> None:
    process = start(*arguments)
    _, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert b"Traceback" not in err


@pytest.mark.parametrize(
    "arguments", ["export --format nquads", "find biologics", "query 'SELECT * { ?s ?p ?o }'", "stats"]
)
@pytest.mark.parametrize("reader", ["head -c 10", "true"])
def test_a_reader_who_leaves_ends_it_quietly(arguments: str, reader: str) -> None:
    shell = f"set -o pipefail; {TRIPLEHELIX} {arguments} | {reader}"
    result = subprocess.run(["bash", "-c", shell], capture_output=True, timeout=60, check=False)
    assert (result.returncode, result.stderr) == (0, b"")


def test_a_full_disk_is_told_in_a_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run([TRIPLEHELIX, "stats"], stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert (result.returncode, result.stderr) == (
        3,
        b"triplehelix: cannot write to standard output: No space left on device\n",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["query"], id="while it waits for the query"),
        pytest.param(
            ["query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"], id="while the engine works"
        ),
    ],
)
def test_ctrl_c_ends_it_quietly(arguments: list[str]) -> None:
    process = start(*arguments)
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert process.returncode in (130, -signal.SIGINT)
    assert (out, err.strip()) == (b"", b"")


@pytest.mark.parametrize("argv", [("find", "ulb"), ("export",), ("stats",)], ids=lambda argv: str(argv[0]))
def test_a_file_whose_name_tells_no_format_is_refused(argv: tuple[str, ...], tmp_path: Path) -> None:
    outcome = CliRunner().invoke(cli, [*argv, "-o", str(tmp_path / "x.pdf")])
    assert outcome.exit_code == 2
    assert "'x.pdf' tells no format here" in outcome.stderr
    assert not list(tmp_path.iterdir())


def test_a_closed_standard_output_is_no_failure() -> None:
    command = f"{TRIPLEHELIX} stats >&-"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602
    assert (done.returncode, done.stderr) == (0, "")


# time


def test_diff_in_json_and_csv_tells_the_same_changes() -> None:
    period = ("2020-01-01", "2025-01-01", "--kind", "Licence", "--kind", "Acquisition")
    printed = json.loads(run("diff", *period, "--format", "json").stdout)
    rows = list(csv.DictReader(run("diff", *period, "--format", "csv").stdout.splitlines()))
    assert [(row["change"], row["date"], row["id"]) for row in rows] == [
        (change["change"], change["date"], change["tie"]["id"]) for change in printed["changes"]
    ]
    assert (printed["from"], printed["to"], printed["indicators"]) == ("2020-01-01", "2025-01-01", [])
    assert {row["type"] for row in rows} == {"Licence", "Acquisition"}


def test_diff_knows_every_kind_of_tie() -> None:
    assert set(TIE_KINDS) == set(vocabulary().parties)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["stats"], "  ties that may hold\n", id="stats"),
        pytest.param(["--lang", "fr", "stats"], "  liens peut-être valables\n", id="stats in French"),
        pytest.param(["show", "BioWin"], "; may hold)", id="show"),
        pytest.param(["query", "ASK { ?tie thx:holds 'maybe' }"], "true\n", id="query"),
    ],
)
def test_a_view_answers_of_its_day_and_its_size_is_said(arguments: list[str], told: str) -> None:
    result = run(*arguments, "--at", "2022-01-01")
    assert (result.exit_code, told in result.stdout) == (0, True), result.output
    size = r"view of 2022-01-01: [\d,]+ triples in memory; \d+ ties hold, \d+ may hold, \d+ left out\n"
    assert re.fullmatch(size, result.stderr)


def test_a_view_marks_each_tie_in_json() -> None:
    ties = json.loads(run("show", "Walloon Government", "--at", "2022-01-01", "--format", "json").stdout)["ties"]
    assert {tie["holds"] for tie in ties} == {"yes", "maybe"}
    assert not [tie for tie in json.loads(run("show", "BioWin", "--format", "json").stdout)["ties"] if "holds" in tie]


def test_the_map_of_a_day_says_so_in_its_title(tmp_path: Path) -> None:
    path = tmp_path / "then.html"
    assert run("map", "--at", "2022-01-01", "-o", str(path)).exit_code == 0
    assert ", as of 2022-01-01</title>" in path.read_text(encoding="utf-8")
