"""The page of a large store is kept beside its data, is used while it is whole, and says what one made anew says."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import msgpack

from triplehelix.graph import Ecosystem
from triplehelix.graph.views.map.kept_page import kept_page
from triplehelix.graph.views.map.model import Opening, Page

DATA = """
@prefix : <http://e/> . @prefix thx: <https://w3id.org/triplehelix/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:mill a thx:SME ; skos:prefLabel "Green Mill" ; thx:founded "1999"^^<http://www.w3.org/2001/XMLSchema#gYear> .
:kiln a thx:University ; skos:prefLabel "Blue Kiln"@en, "Four bleu"@fr . :loom a thx:SME ; skos:prefLabel "Red Loom" .
:t1 a thx:Participation ; thx:participant :mill ; thx:initiative :weave ; thx:start "2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date> .
:t2 a thx:Participation ; thx:participant :kiln ; thx:initiative :weave .
:weave a thx:Project ; skos:prefLabel "Weave" .
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that counts as large."""
    (tmp_path / "made-up.ttl").write_text(DATA, encoding="utf-8")
    Ecosystem.load(tmp_path / "store", [tmp_path / "made-up.ttl"])
    monkeypatch.setattr("triplehelix.graph.keeping._LARGE", 0)
    return tmp_path / "store"


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("gen-*/map.*"))


def html(folder: Path, language: str = "en", opening: Opening | None = None) -> str:
    return Ecosystem.open(folder, language).map(opening=opening).html()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("opening", [None, Opening(colour="helix", size="strength"), Opening(group="helix")])
def test_the_page_that_is_kept_is_that_of_the_same_store_in_memory(
    folder: Path, language: str, opening: Opening | None
) -> None:
    expected = Ecosystem.open(folder.parent / "made-up.ttl", language).map(opening=opening).html()
    assert [html(folder, language, opening) for _ in range(2)] == [expected] * 2
    assert [path.name for path in kept(folder)] == [f"map.{language}"]


def test_the_page_that_is_kept_needs_nothing_of_the_store(folder: Path) -> None:
    eco = Ecosystem.open(folder)
    made = eco.map()

    def must_not() -> tuple[Page, bool]:
        raise AssertionError("made again")

    page, reduced = kept_page(eco.reading, must_not)
    assert (replace(page, places={}), reduced) == (replace(made.page, places={}), made.reduced)


def test_a_part_of_a_store_and_a_view_of_a_day_are_not_kept(folder: Path) -> None:
    eco = Ecosystem.open(folder)
    assert len(eco.map(around="weave").page.nodes) == 3
    assert len(eco.at("2021-01-01").map().page.nodes) == 4
    assert kept(folder) == []


def test_of_a_small_store_no_page_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    html(folder)
    assert kept(folder) == []


def test_who_has_an_own_page_of_another_day_of_the_data_does_not_get_the_old_one(folder: Path, tmp_path: Path) -> None:
    html(folder)
    more = tmp_path / "more.ttl"
    more.write_text(DATA.replace(":loom", ":fair").replace("Red Loom", "White Fair"), encoding="utf-8")
    Ecosystem.load(folder, [more])
    assert "White Fair" in html(folder)


def _cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5])


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _of_other_rules(path: Path) -> None:
    _, *rest = msgpack.decode(path.read_bytes())
    path.write_bytes(msgpack.encode(("other rules", *rest)))


def _of_other_types(path: Path) -> None:
    form, page, reduced = msgpack.decode(path.read_bytes())
    path.write_bytes(msgpack.encode((form, page | {"nodes": [{"id": 7}]}, reduced)))


def _of_ties_to_nobody(path: Path) -> None:
    form, page, reduced = msgpack.decode(path.read_bytes())
    path.write_bytes(msgpack.encode((form, page | {"nodes": []}, reduced)))


def _nested(path: Path) -> None:
    path.write_bytes(b"\x91" * 100_000)


@pytest.mark.parametrize(
    "spoil",
    [_cut_off, _emptied, _of_other_rules, _of_other_types, _of_ties_to_nobody, _nested],
    ids=lambda spoil: spoil.__name__,
)
def test_a_page_that_is_not_whole_is_made_anew(folder: Path, spoil: Callable[[Path], None]) -> None:
    expected = html(folder)
    [path] = kept(folder)
    whole = path.read_bytes()
    spoil(path)
    assert html(folder) == expected
    assert path.read_bytes() == whole


def test_two_runs_of_the_command_give_the_same_bytes(tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("triplehelix")), "map", "-o"]
    for seed in ("1", "2"):
        subprocess.run([*command, f"{seed}.html"], cwd=tmp_path, env=os.environ | {"PYTHONHASHSEED": seed}, check=True)
    assert (tmp_path / "1.html").read_bytes() == (tmp_path / "2.html").read_bytes()
