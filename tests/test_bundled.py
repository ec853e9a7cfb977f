"""What ships merged is what the tables say; without it, the tables themselves answer."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import Store

from triplehelix.graph import Ecosystem, bundled
from triplehelix.graph.bundled import TABLES, build, digest, open_bundled
from triplehelix.graph.opening import open_source
from triplehelix.graph.vocabulary import ONTOLOGY_FILES

GRAPH: Final = Path(bundled.__file__).parent


@pytest.fixture(scope="module")
def of_the_tables() -> set[str]:
    return _lines(open_source(TABLES))


def _lines(store: Store) -> set[str]:
    return {str(quad) for quad in store}


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_bundled_ecosystem_is_that_of_its_tables_quad_for_quad(of_the_tables: set[str]) -> None:
    assert _lines(open_bundled()) == of_the_tables


def test_a_build_holds_what_the_tables_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, of_the_tables: set[str]
) -> None:
    folder = tmp_path / "built"
    assert build(folder) == folder / digest()
    assert [path.name for path in folder.iterdir()] == [digest()]
    monkeypatch.setattr(bundled, "BUILT", folder)
    monkeypatch.setattr(bundled, "TABLES", tmp_path / "nowhere")
    monkeypatch.setattr(bundled, "digest", lambda: next(folder.iterdir()).name)
    assert _lines(open_bundled()) == of_the_tables


def test_a_second_build_leaves_the_first_as_it_is(tmp_path: Path) -> None:
    build(tmp_path / "built")
    before = _files(tmp_path)
    build(tmp_path / "built")
    assert _files(tmp_path) == before


def test_opening_a_build_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "BUILT", tmp_path / "built")
    before = _files(build(tmp_path / "built"))
    assert len(open_bundled())
    assert _files(tmp_path / "built" / digest()) == before


def test_a_build_keeps_what_answers_read_so_that_they_write_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundled, "BUILT", tmp_path / "built")
    before = _files(build(tmp_path / "built"))
    assert {name for name in before if name.endswith(".arrays")} == {"ids.arrays", "names.arrays", "network.arrays"}
    assert Ecosystem.open().paths("pdc line", "ulb")
    assert _files(tmp_path / "built" / digest()) == before


def test_where_a_build_keeps_nothing_the_answers_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "BUILT", tmp_path / "built")
    folder = build(tmp_path / "built")
    kept = Ecosystem.open().paths("pdc line", "ulb")
    for path in folder.glob("*.arrays"):
        path.write_bytes(b"of another version")
    assert Ecosystem.open().paths("pdc line", "ulb") == kept != []


def test_a_build_takes_the_place_of_what_an_earlier_one_left(tmp_path: Path) -> None:
    folder = tmp_path / "built"
    for name in ("0123456789abcdef", "unfinished"):
        (folder / name).mkdir(parents=True)
        (folder / name / "CURRENT").write_text("left by another version")
    build(folder)
    assert [path.name for path in folder.iterdir()] == [digest()]


def _absent(folder: Path) -> None:
    del folder


def _stale(folder: Path) -> None:
    build(folder).rename(folder / "0123456789abcdef")


def _empty(folder: Path) -> None:
    (folder / digest()).mkdir(parents=True)


def _cut_off(folder: Path) -> None:
    for path in build(folder).glob("MANIFEST-*"):
        path.write_bytes(path.read_bytes()[:10])


def _a_file(folder: Path) -> None:
    folder.mkdir()
    (folder / digest()).write_text("no store")


@pytest.mark.parametrize("spoil", [_absent, _stale, _empty, _cut_off, _a_file], ids=lambda spoil: spoil.__name__)
def test_where_no_build_can_be_opened_the_tables_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, of_the_tables: set[str], spoil: object
) -> None:
    assert callable(spoil)
    spoil(tmp_path / "built")
    monkeypatch.setattr(bundled, "BUILT", tmp_path / "built")
    assert _lines(open_bundled()) == of_the_tables


def test_the_name_of_a_build_changes_with_the_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest()
    for path in TABLES.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(bundled, "TABLES", tmp_path)
    assert digest() == before
    (tmp_path / "ties.csv").write_bytes((tmp_path / "ties.csv").read_bytes() + b"\n")
    assert digest() != before


def _imported(path: Path) -> Iterator[Path]:
    """The files of the package that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("triplehelix.graph."):
            yield GRAPH / ((node.module or "").removeprefix("triplehelix.graph.").replace(".", "/") + ".py")


def test_the_name_of_a_build_depends_on_every_module_that_makes_the_store() -> None:
    waiting, found = [GRAPH / "bundled.py"], set[Path]()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting.extend(_imported(path))
    names = {str(path.relative_to(GRAPH)) for path in found}
    only_words = {"errors.py", "output.py", "values.py"}  # nothing of the content depends on them
    assert names - only_words == set(bundled._RULES)  # noqa: SLF001 - the list that must not be forgotten
    assert ONTOLOGY_FILES
