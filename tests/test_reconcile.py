"""`triplehelix reconcile`, as a person starts it: lists, decisions, and what it says when it cannot."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from tests.test_cli import run
from tests.test_decisions import ALPHA, BETA, GAMMA, PIC, _decided, load_members
from tests.test_output import faults

from triplehelix.graph.messages import LANGUAGES, messages


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk with the members, to be copied where it is changed."""
    return load_members(tmp_path_factory.mktemp("loaded"))


@pytest.fixture
def folder(loaded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(loaded, tmp_path / "store"))


def _reconcile(folder: Path, *arguments: str) -> Result:
    return run("--store", str(folder), "reconcile", *arguments)


def _rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_the_list_of_suggestions_goes_in_again_when_it_is_edited(folder: Path, tmp_path: Path) -> None:
    listed = _reconcile(folder, "--min-score", "0.6")
    [row] = _rows(listed)
    assert (listed.exit_code, row["id1"], row["id2"], row["decision"]) == (0, ALPHA.value, BETA.value, "")
    assert row["evidence"] == "same name (alpha biologics)"
    edited = tmp_path / "edited.csv"
    lines = listed.stdout.replace(",,\n", ',accept,"one, as they say"\n').replace(
        ",,\r\n", ',accept,"one, as they say"\r\n'
    )
    edited.write_text(lines, encoding="utf-8")
    done = _reconcile(folder, "--decisions", str(edited), "--today", "2026-11-21")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "1 decided, 0 taken back\n")
    [decision] = _decided(folder)
    assert decision.pair == {ALPHA.value, BETA.value}
    assert (decision.verdict, decision.note, decision.day) == ("accept", "one, as they say", "2026-11-21")
    assert _reconcile(folder, "--min-score", "0.6").exit_code == 1


def test_all_that_is_given_in_one_call_is_decided_at_once_and_can_be_taken_back(folder: Path) -> None:
    _reconcile(
        folder, "--accept", "Alpha Biologics SA", "alpha", "--reject", "gamma", "beta", "--reject", "gamma", "alpha"
    )
    assert [each.verdict for each in _decided(folder)] == ["accept", "reject", "reject"]
    assert [row["decision"] for row in _rows(_reconcile(folder, "--list", "decided"))] == ["accept", "reject", "reject"]
    assert (
        _reconcile(folder, "--undo", "beta", "alpha", "--undo", "alpha", "gamma", "--undo", "beta", "gamma").exit_code
        == 0
    )
    assert _decided(folder) == []
    assert _reconcile(folder, "--list", "decided").exit_code == 1


def test_a_list_without_pairs_says_so(folder: Path) -> None:
    done = _reconcile(folder, "--min-score", "1")
    assert (done.exit_code, _rows(done)) == (1, [])
    assert done.stderr == "there is no such pair; a lower --min-score suggests more\n"
    decided = _reconcile(folder, "--list", "decided")
    assert (decided.exit_code, decided.stderr) == (1, "there is no such pair\n")


def test_deciding_the_same_again_says_that_nothing_changed(folder: Path) -> None:
    _reconcile(folder, "--reject", "gamma", "beta")
    assert _reconcile(folder, "--reject", "beta", "gamma").stderr == "nothing changed: it was decided so already\n"


def test_an_acceptance_that_counts_for_nothing_is_told(folder: Path) -> None:
    _reconcile(folder, "--reject", "alpha", "beta")
    told = _reconcile(folder, "--accept", "alpha", "gamma", "--accept", "beta", "gamma").stderr
    assert f"warning: {ALPHA.value} and {GAMMA.value} were accepted, but other decisions say that they are two" in told


def test_who_was_joined_by_a_number_is_listed_with_it(folder: Path) -> None:
    [row] = _rows(_reconcile(folder, "--list", "joined"))
    assert (row["id1"], row["id2"], row["evidence"]) == (
        ALPHA.value,
        PIC.value,
        "same VAT or enterprise number (BE0404123456)",
    )
    assert _rows(_reconcile(folder, "Gamma", "--list", "joined")) == []
    assert len(_rows(_reconcile(folder, "pic-999900001", "--list", "joined"))) == 1
    assert len(_rows(_reconcile(folder, "pic-999900001"))) == 1


def test_of_one_actor_what_comes_nearest_is_listed_however_little_speaks_for_it(folder: Path) -> None:
    assert [row["id2"] for row in _rows(_reconcile(folder, "alpha"))] == [BETA.value]
    assert _reconcile(folder, "gamma").exit_code == 1


def test_people_see_a_table_of_names(folder: Path) -> None:
    printed = _reconcile(folder, "--min-score", "0", "--format", "table").stdout
    assert "Alpha Biologics" in printed
    assert "w3id.org" not in printed
    assert "decision" not in printed


def test_a_limit_says_that_there_are_more(folder: Path) -> None:
    _reconcile(folder, "--reject", "alpha", "gamma", "--reject", "beta", "gamma")
    listed = _reconcile(folder, "--list", "decided", "--limit", "1")
    assert len(_rows(listed)) == 1
    assert listed.stderr == "only the first 1 of 2 pairs are shown; --limit 0 shows all\n"


@pytest.mark.parametrize("listed", ["suggestions", "joined", "decided"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_prints_as_json_keeps_its_schema(folder: Path, listed: str, language: str) -> None:
    _reconcile(folder, "--reject", "alpha", "gamma")
    printed = run(
        "--store",
        str(folder),
        "--lang",
        language,
        "reconcile",
        "--list",
        listed,
        "--min-score",
        "0",
        "--format",
        "json",
    )
    assert json.loads(printed.stdout)
    assert faults("reconcile", json.loads(printed.stdout)) == []


def test_the_schema_knows_every_kind_of_evidence() -> None:
    kinds = messages("en").section("reconcile")
    pair = {side: {"id": "http://a.example/a", "name": "A", "type": "SME"} for side in ("one", "other")}
    assert faults("reconcile", [pair | {"evidence": [{"kind": kind, "text": "x"} for kind in kinds]}]) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--accept", "alpha", "Alpha Biologics"), "mean one actor"),
        (("--accept", "alpha", "Omega Omicron"), "is called 'Omega Omicron'"),
        (("--undo", "alpha", "beta"), "there is no decision on 'alpha' and 'beta'; `reconcile --list decided` shows"),
        (("--decisions", "none.csv"), "none.csv: there is no such file or folder"),
        (("--min-score", "2"), "--min-score"),
        (("Omega Omicron",), "is called 'Omega Omicron'"),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_is_told_and_nothing_is_changed(
    folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    result = _reconcile(folder, *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert _decided(folder) == []


def test_without_a_store_on_disk_nothing_is_decided() -> None:
    result = run("reconcile", "--accept", "orgenesis", "orgenesis-belgium")
    assert result.exit_code == 2
    assert (
        "decisions are kept in a store on disk; make one by `triplehelix --store FOLDER load SOURCE`" in result.stderr
    )


def test_the_named_traps_of_the_bundled_ecosystem_are_not_suggested() -> None:
    assert run("reconcile").stdout.count("\n") == 1
    assert run("reconcile").exit_code == 1
