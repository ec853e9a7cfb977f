"""`triplehelix path`: what people type, and the forms in which they take the answer away."""

import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tests.test_cli import run
from tests.test_output import faults

PAIR = ("PDC*line Pharma", "Université de Liège")


def test_three_ways_are_told_each_hop_with_a_document() -> None:
    printed = run("path", *PAIR, "-k", "3", "--format", "json").stdout
    found = json.loads(printed)
    assert faults("path", found) == []
    assert len(found["paths"]) == 3
    hops = [hop for path in found["paths"] for hop in path["hops"]]
    assert all(hop["venues"][0]["ties"][0]["sources"][0]["url"].startswith("http") for hop in hops)


def test_the_second_way_has_nobody_of_the_first_between_its_ends() -> None:
    first, second, *_ = json.loads(run("path", *PAIR, "--format", "json").stdout)["paths"]
    between = [{hop["to"]["id"] for hop in path["hops"][:-1]} for path in (first, second)]
    assert between[0].isdisjoint(between[1])


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        pytest.param(["UCB", "GSK", "--also-to", "Takeda"], "Ways from UCB to GSK or Takeda", id="several ends"),
        pytest.param(["UCB", "--also-from", "GSK", "Takeda"], "Ways from UCB or GSK to Takeda", id="several starts"),
        pytest.param(["UCB", "--to-therapy", "phage-therapy", "--to-type", "SME"], "Ways from UCB to whom you look for (SME; phage therapy)", id="a kind"),
        pytest.param(["UCB", "--to-stage", "manufacturing", "--to-region", "Wallonia", "-k", "1"], "whom you look for (", id="a stage somewhere"),
        pytest.param(["UCB", "GSK", "--via", "Takeda", "-k", "1"], "→ Takeda →", id="through somebody"),
        pytest.param(["UCB", "GSK", "--explain", "-k", "1"], "Distance: 1 / ", id="what the distance is made of"),
        pytest.param(["UCB", "GSK", "--prefer", "short", "--any"], "1 introduction", id="few introductions"),
        pytest.param(["UCB", "GSK", "--at", "2022-01-01", "--stated", "--since", "2000-01-01", "--only", "University"], "Ways from", id="at a day"),
    ],
)  # fmt: skip
def test_ways_are_asked_for_in_words(words: list[str], reads: str) -> None:
    result = run("path", *words)
    assert reads in " ".join(result.stdout.split())
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("form", ["text", "json", "csv", "mermaid"])
def test_who_is_avoided_is_named_nowhere(form: str) -> None:
    assert "OncoDNA" in run("path", *PAIR, "--format", form).stdout
    assert "OncoDNA" not in run("path", *PAIR, "--avoid", "OncoDNA", "--format", form).stdout


def test_where_there_is_no_way_the_reason_is_told_and_who_is_nearest() -> None:
    result = run("path", "Univercells", "Takeda", "--max-hops", "1")
    assert result.exit_code == 1
    assert "There is one if you allow 2 introductions." in " ".join(result.stdout.split())
    assert "nearest" in result.stdout


def test_where_there_is_no_way_json_has_the_reason() -> None:
    found = json.loads(run("path", "Univercells", "Takeda", "--max-hops", "1", "--format", "json").stdout)
    assert faults("path", found) == []
    assert found["paths"] == []
    assert found["none"]["opening"] == [{"rule": "max_hops", "hops": 2}]


@pytest.mark.parametrize("form", ["csv", "dot", "mermaid", "html"])
def test_where_there_is_no_way_nothing_is_drawn_and_the_reason_is_said(form: str, tmp_path: Path) -> None:
    path = tmp_path / "way"
    result = run("path", "Univercells", "Takeda", "--max-hops", "1", "--format", form, "-o", str(path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("No path leads from Univercells to Takeda.")
    assert not path.exists()


@pytest.mark.parametrize(
    "words", [["UCB"], ["UCB", "GSK", "--to-type", "SME"], []], ids=["no end", "two kinds of end", "nobody"]
)
def test_an_end_that_is_missing_or_said_twice_is_wrong_usage(words: list[str]) -> None:
    result = run("path", *words)
    assert result.exit_code == 2
    assert "Usage: triplehelix path" in result.stderr


def test_a_kind_that_is_none_is_told_with_the_nearest() -> None:
    result = run("path", "UCB", "--to-type", "Bakery")
    assert result.exit_code == 2
    assert "'Bakery'" in result.stderr


def test_ways_go_into_a_workbook_a_row_for_each_hop(tmp_path: Path) -> None:
    run("path", "UCB", "GSK", "-o", str(tmp_path / "ways.xlsx"))
    header, *rows = CalamineWorkbook.from_path(tmp_path / "ways.xlsx").get_sheet_by_index(0).to_python()
    assert header[:3] == ["path", "hop", "from"]
    assert rows[0][2] == "UCB"


@pytest.mark.parametrize(
    ("name", "begins"), [("way.dot", "graph"), ("way.mmd", "flowchart"), ("way.html", "<!DOCTYPE html>"), ("way.csv", "path,hop")]
)  # fmt: skip
def test_the_suffix_of_a_file_tells_its_form(name: str, begins: str, tmp_path: Path) -> None:
    assert run("path", "UCB", "GSK", "-o", str(tmp_path / name)).exit_code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(begins.lower())


@pytest.mark.parametrize(("language", "mark"), [("en", "may hold"), ("fr", "peut-être")])
def test_what_only_may_have_held_on_a_day_is_marked(language: str, mark: str) -> None:
    assert mark in run("--lang", language, "path", "ucb", "ulb", "--at", "2022-01-01").stdout


def test_the_page_of_ways_is_in_the_language_asked_for(tmp_path: Path) -> None:
    run("--lang", "fr", "path", *PAIR, "-o", str(tmp_path / "voies.html"))
    page = (tmp_path / "voies.html").read_text(encoding="utf-8")
    assert "Chemins entre PDC*line Pharma et l’Université de Liège" in page
