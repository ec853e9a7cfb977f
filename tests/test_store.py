"""A store on disk is a row of generations: one writes, many read, and nobody sees what is half done."""

import multiprocessing
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from triplehelix.graph.errors import Impossible, InputError
from triplehelix.graph.store.generations import Edition, is_store, read, writing

FACT = NamedNode("https://example.org/fact")


def _write(folder: Path, number: int) -> None:
    with writing(folder, f"write {number}") as edition:
        store = edition.copy()
        store.clear()
        store.add(Quad(FACT, FACT, Literal(str(number))))
        store.flush()
        del store
        edition.publish()


def _value(store: Store) -> str:
    [quad] = store
    return str(quad.object)


def _generations(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _write(tmp_path / "store", 1)
    return tmp_path / "store"


def test_what_is_published_is_read(folder: Path) -> None:
    assert is_store(folder)
    assert _value(read(folder).store) == '"1"'


def test_a_reader_keeps_what_it_opened_and_the_next_one_sees_what_is_new(folder: Path) -> None:
    early = read(folder)
    _write(folder, 2)
    assert (_value(early.store), _value(read(folder).store)) == ('"1"', '"2"')


def test_a_generation_goes_when_its_last_reader_has_gone(folder: Path) -> None:
    reader = read(folder)
    _write(folder, 2)
    assert _generations(folder) == ["gen-000001", "gen-000002"]
    del reader
    _write(folder, 3)
    assert _generations(folder) == ["gen-000003"]


def test_what_is_not_published_was_never_there(folder: Path) -> None:
    with writing(folder, "nothing") as edition:
        edition.fresh().add(Quad(FACT, FACT, FACT))
    assert _value(read(folder).store) == '"1"'
    assert _generations(folder) == ["gen-000001"]


def _fail(folder: Path) -> None:
    with writing(folder, "fail") as edition:
        edition.copy()
        raise ValueError("in the middle")


def test_a_failure_leaves_the_store_as_it_was(folder: Path) -> None:
    with pytest.raises(ValueError, match="in the middle"):
        _fail(folder)
    assert _value(read(folder).store) == '"1"'
    assert _generations(folder) == ["gen-000001"]


def test_a_second_writer_is_told_who_writes(folder: Path) -> None:
    with writing(folder, "load members"), pytest.raises(Impossible) as told, writing(folder, "unload members"):
        pass
    assert f"process {os.getpid()}" in str(told.value)
    assert "`load members` since" in str(told.value)
    _write(folder, 2)  # the first has gone


def test_what_a_killed_writer_left_is_cleared_by_the_next(folder: Path) -> None:
    (folder / "draft-1" / "store").mkdir(parents=True)
    shutil.copytree(folder / "gen-000001", folder / "gen-000002")  # made, but CURRENT does not name it
    _write(folder, 2)
    assert _generations(folder) == ["gen-000002"]
    assert _value(read(folder).store) == '"2"'


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_what_is_no_store_is_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="is no store"):
        read(tmp_path / name)


def test_a_folder_of_other_things_does_not_become_a_store(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(InputError, match="holds other things"), writing(tmp_path, "load"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_store_without_data_says_so(tmp_path: Path) -> None:
    with writing(tmp_path / "store", "nothing"):
        pass
    with pytest.raises(InputError, match="without data"):
        read(tmp_path / "store")


@pytest.mark.parametrize("act", [read, lambda folder: writing(folder, "load").__enter__()])
def test_a_newer_format_is_left_alone(folder: Path, act: Any) -> None:
    (folder / "FORMAT").write_text("triplehelix store 2\n")
    with pytest.raises(Impossible, match="newer format"):
        act(folder)


def test_a_generation_that_somebody_deleted_is_missed(folder: Path) -> None:
    shutil.rmtree(folder / "gen-000001")
    with pytest.raises(Impossible, match="restore a backup"):
        read(folder)


def test_a_generation_that_somebody_damaged_is_not_opened(folder: Path) -> None:
    for path in (folder / "gen-000001").glob("MANIFEST*"):
        path.write_bytes(b"damaged")
    with pytest.raises(Impossible, match="restore a backup"):
        read(folder)


def _reads(folder: Path, seen: Any) -> None:
    seen.put([_value(read(folder).store) for _ in range(40)])


def test_readers_beside_a_writer_see_one_generation_after_the_other(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    seen = context.Queue()
    readers = [context.Process(target=_reads, args=(folder, seen)) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(2, 12):
        _write(folder, number)
    for values in [seen.get(timeout=60) for _ in readers]:
        numbers = [int(value.strip('"')) for value in values]
        assert numbers == sorted(numbers)
    for reader in readers:
        reader.join()
    _write(folder, 12)
    assert _generations(folder) == ["gen-000012"]


def test_an_edition_holds_what_the_store_held(folder: Path) -> None:
    with writing(folder, "look") as edition:
        assert isinstance(edition, Edition)
        assert _value(edition.current()) == '"1"'
