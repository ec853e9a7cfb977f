"""Into a store on disk and out of it: all or nothing, the same default graph as ever, and each load told of."""

import gzip
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest
from bench.generator import write_n_triples
from pyoxigraph import DefaultGraph, Quad, Store
from tests.conftest import FULL

from triplehelix.graph import Ecosystem
from triplehelix.graph import succession as succession_module
from triplehelix.graph.errors import Impossible, InputError, NameNotFound
from triplehelix.graph.loading import Loaded
from triplehelix.graph.merge import merge
from triplehelix.graph.store.generations import read, writing
from triplehelix.graph.vocabulary import vocabulary

COMMAND: Final = [str(Path(sys.executable).with_name("triplehelix")), "--store"]
MEMBERS: Final = """
@prefix thx: <https://w3id.org/triplehelix/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix a: <https://w3id.org/triplehelix/id/actor/> .
a:acme a thx:SME ; skos:prefLabel "Acme"@en ; thx:founded "2001"^^<http://www.w3.org/2001/XMLSchema#gYear> .
a:beta a thx:University ; skos:prefLabel "Beta"@en .
"""
OTHERS: Final = """
@prefix thx: <https://w3id.org/triplehelix/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix a: <https://w3id.org/triplehelix/id/actor/> .
a:acme thx:founded "2002"^^<http://www.w3.org/2001/XMLSchema#gYear> .
a:gamma a thx:Hospital ; skos:prefLabel "Gamma"@en .
"""


def _load(folder: Path, *sources: Path | str, **options: str) -> list[Loaded]:
    return Ecosystem.load(folder, sources, ended="2026-11-21T00:00:00Z", **options)  # type: ignore[arg-type]


def _file(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _quads(folder: Path) -> set[Quad]:
    return set(read(folder).store)


def _is_merged(folder: Path) -> bool:
    """Whether the default graph is what the merge makes of the evidence."""
    held = _quads(folder)
    anew = Store()
    anew.bulk_extend(quad for quad in held if not isinstance(quad.graph_name, DefaultGraph))
    merge(anew, vocabulary())
    return set(anew) == held


@pytest.fixture
def store(tmp_path: Path) -> Path:
    _load(tmp_path / "store", _file(tmp_path / "members.ttl", MEMBERS))
    return tmp_path / "store"


def test_a_load_makes_the_store(store: Path) -> None:
    eco = Ecosystem.open(store)
    assert [match.entity.name for match in eco.find("acme")][:1] == ["Acme"]
    assert _is_merged(store)


def test_loading_the_same_again_changes_nothing_and_says_so(store: Path, tmp_path: Path) -> None:
    before = sorted(store.iterdir())
    [again] = _load(store, tmp_path / "members.ttl")
    assert (again.changed, again.facts, again.new) == (False, 7, 0)
    assert sorted(store.iterdir()) == before


def test_a_newer_version_replaces_the_load_of_its_name(store: Path, tmp_path: Path) -> None:
    _file(tmp_path / "members.ttl", MEMBERS.replace("2001", "2003"))
    [loaded] = _load(store, tmp_path / "members.ttl")
    assert (loaded.changed, loaded.facts, loaded.new) == (True, 7, 1)
    assert {load.name for load in Ecosystem.open(store).loads()} == {"members"}
    assert [one.value for one in Ecosystem.open(store).why("Acme", "founded").statements] == ["2003"]
    assert _is_merged(store)


def test_a_second_load_is_merged_with_the_first(store: Path, tmp_path: Path) -> None:
    _load(store, _file(tmp_path / "others.ttl", OTHERS))
    assert _is_merged(store)
    assert [load.name for load in Ecosystem.open(store).loads()] == ["members", "others"]


def test_unloading_gives_what_never_loading_gives(store: Path, tmp_path: Path) -> None:
    before = _quads(store)
    _load(store, _file(tmp_path / "others.ttl", OTHERS))
    assert Ecosystem.unload(store, ["others"]) == ["others"]
    assert _quads(store) == before


def test_what_was_never_loaded_cannot_be_unloaded(store: Path) -> None:
    with pytest.raises(NameNotFound, match="'members'"):
        Ecosystem.unload(store, ["member"])


def test_what_is_no_store_is_not_made_by_unloading(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no store"):
        Ecosystem.unload(tmp_path / "nowhere", ["members"])
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("limit", ["_MANY", "_LARGE"])
def test_a_large_change_is_merged_to_the_same(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    write_n_triples(tmp_path / "projects.nt", 3000, dated=True)
    monkeypatch.setattr(succession_module, limit, 1)
    _load(tmp_path / "first", tmp_path / "projects.nt")
    assert _is_merged(tmp_path / "first")
    (tmp_path / "again.nt").write_bytes((tmp_path / "projects.nt").read_bytes())
    _load(store, tmp_path / "projects.nt", tmp_path / "again.nt", _file(tmp_path / "others.ttl", OTHERS))
    assert _is_merged(store)
    _load(store, _file(tmp_path / "members.ttl", MEMBERS + "a:delta a thx:SME ."))
    assert _is_merged(store)
    Ecosystem.unload(store, ["projects"])
    assert _is_merged(store)


def test_the_order_of_loading_does_not_matter(tmp_path: Path) -> None:
    files = [_file(tmp_path / "members.ttl", MEMBERS), _file(tmp_path / "others.ttl", OTHERS)]
    for name, order in (("one", files), ("other", files[::-1])):
        for file in order:
            _load(tmp_path / name, file)
    assert _quads(tmp_path / "one") == _quads(tmp_path / "other")


def test_a_mistake_in_one_source_loads_none(store: Path, tmp_path: Path) -> None:
    before = _quads(store)
    broken = _file(tmp_path / "broken.ttl", "this is\nno Turtle .")
    with pytest.raises(InputError, match=r"broken\.ttl:1"):
        _load(store, _file(tmp_path / "others.ttl", OTHERS), broken)
    assert _quads(store) == before


def test_two_loads_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    files = [_file(tmp_path / "members.ttl", MEMBERS), _file(tmp_path / "x" / "members.ttl", OTHERS)]
    with pytest.raises(InputError, match="called 'members'"):
        _load(tmp_path / "store", *files)


def test_a_name_is_for_one_load(tmp_path: Path) -> None:
    files = [_file(tmp_path / "members.ttl", MEMBERS), _file(tmp_path / "others.ttl", OTHERS)]
    with pytest.raises(InputError, match="2 loads"):
        _load(tmp_path / "store", *files, name="both")
    [loaded] = _load(tmp_path / "store", files[0], name="Our Members")
    assert loaded.name == "our-members"


def test_the_bundled_ecosystem_is_loaded_by_name(tmp_path: Path) -> None:
    [loaded] = _load(tmp_path / "store", "wallonia")
    assert (loaded.name, loaded.kind) == ("wallonia", "tables")
    bundled = {quad for quad in Ecosystem.open().store if not isinstance(quad.graph_name, DefaultGraph)}
    extra = {quad.predicate.value.rsplit("#")[-1] for quad in _quads(tmp_path / "store") - bundled}
    assert bundled <= _quads(tmp_path / "store")
    assert {"endedAtTime", "checksum", "toolVersion", "rowsRead"} <= extra
    assert _is_merged(tmp_path / "store")


def test_an_export_is_told_of_by_the_names_of_its_loads_and_takes_no_other(store: Path, tmp_path: Path) -> None:
    names = ", ".join(load.name for load in Ecosystem.open(store).loads())
    (tmp_path / "all.nq").write_bytes(Ecosystem.open(store).export("nquads"))
    with pytest.raises(InputError, match=r"all\.nq: is an export, whose loads keep their names; leave out"):
        Ecosystem.load(tmp_path / "other", [tmp_path / "all.nq"], name="mine")
    [loaded] = Ecosystem.load(tmp_path / "other", [tmp_path / "all.nq"])
    assert loaded.name == names


def test_an_export_comes_back_with_the_loads_that_it_had(store: Path, tmp_path: Path) -> None:
    _load(store, _file(tmp_path / "others.ttl", OTHERS))
    (tmp_path / "all.nq").write_bytes(Ecosystem.open(store).export("nquads"))
    _load(tmp_path / "copy", tmp_path / "all.nq")
    assert _quads(tmp_path / "copy") == _quads(store)
    [again] = _load(tmp_path / "copy", tmp_path / "all.nq")
    assert not again.changed
    again, more = _load(tmp_path / "copy", tmp_path / "all.nq", _file(tmp_path / "more.ttl", MEMBERS))
    assert (again.changed, more.changed) == (False, True)


def test_a_backup_is_all_that_a_store_needs(store: Path, tmp_path: Path) -> None:
    with (tmp_path / "all.nq.gz").open("wb") as file:
        Ecosystem.open(store).backup(file)
    before = _quads(store)
    _load(store, _file(tmp_path / "others.ttl", OTHERS))
    assert Ecosystem.restore(store, tmp_path / "all.nq.gz").facts == 7
    assert _quads(store) == before


def test_what_is_no_backup_is_not_restored(store: Path, tmp_path: Path) -> None:
    (tmp_path / "all.nq.gz").write_bytes(gzip.compress(b"<http://e.org/a> <http://e.org/b> <http://e.org/c> ."))
    before = _quads(store)
    with pytest.raises(InputError, match="is no backup"):
        Ecosystem.restore(store, tmp_path / "all.nq.gz")
    assert _quads(store) == before


def test_an_actor_that_another_load_knows_by_another_id_is_counted(store: Path, tmp_path: Path) -> None:
    same = MEMBERS.split("a:acme")[0] + "a:zeta <http://www.w3.org/2002/07/owl#sameAs> a:acme ; a thx:SME ."
    [loaded] = _load(store, _file(tmp_path / "others.ttl", same))
    assert loaded.matched == 1
    assert _is_merged(store)


def test_a_full_disk_is_told_and_changes_nothing(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _quads(store)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(succession_module.Succession, "store", full)
    with pytest.raises(Impossible, match="the disk is full; nothing was changed"):
        _load(store, _file(tmp_path / "others.ttl", OTHERS))
    assert _quads(store) == before


# ------------------------------------------------------------------------------------------------ kills

KILLS: Final = 14 if FULL else 1


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two loads, and what is to be loaded next."""
    folder = tmp_path_factory.mktemp("kills")
    write_n_triples(folder / "projects.nt", 8000, seed=1)
    write_n_triples(folder / "more.nt", 60_000 if FULL else 8000, seed=2)
    _load(folder / "store", folder / "projects.nt", _file(folder / "members.ttl", MEMBERS))
    return folder


def _kill(arguments: Sequence[str | Path], after: float) -> None:
    process = subprocess.Popen([*COMMAND, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(after)
    process.kill()
    process.wait()


def _timed(arguments: Sequence[str | Path]) -> float:
    start = time.monotonic()
    subprocess.run([*COMMAND, *map(str, arguments)], check=True, capture_output=True)
    return time.monotonic() - start


ACCEPTED: Final = ("https://w3id.org/triplehelix/id/actor/acme", "https://w3id.org/triplehelix/id/actor/pic-1")


def _change(name: str, ready: Path) -> list[str]:
    changes = {
        "load": ["load", str(ready / "more.nt"), "--today", "2026-11-21"],
        "unload": ["unload", "projects"],
        "reconcile": ["reconcile", "--accept", *ACCEPTED],
    }
    return changes[name]


@pytest.mark.parametrize("change", ["load", "unload", "reconcile"])
def test_a_killed_writer_leaves_what_was_before_or_what_comes_after(ready: Path, tmp_path: Path, change: str) -> None:
    rest = _change(change, ready)
    shutil.copytree(ready / "store", tmp_path / "whole")
    lasting = _timed([tmp_path / "whole", *rest])
    before, after = _quads(ready / "store"), _quads(tmp_path / "whole")
    assert _is_merged(ready / "store")
    assert _is_merged(tmp_path / "whole")
    dice, seen = random.Random(7), set[str]()  # noqa: S311 - moments, no secrets
    moments = [0.0, *(dice.uniform(0.3, 1.05) * lasting for _ in range(KILLS)), 5 * lasting]
    for number, moment in enumerate(moments):
        folder = tmp_path / f"copy-{number}"
        shutil.copytree(ready / "store", folder)
        _kill([folder, *rest], moment)
        held = _quads(folder)
        assert held in (before, after)
        seen.add("after" if held == after else "before")
        with writing(folder, "see that one can write"):
            pass
        assert len([path for path in folder.iterdir() if path.is_dir()]) == 1
        shutil.rmtree(folder)
    assert seen == {"before", "after"}


@pytest.mark.parametrize("moment", [0.0, 0.2, 0.4] if FULL else [0.0, 0.05])
def test_ctrl_c_ends_a_load_quietly_and_leaves_the_store(ready: Path, tmp_path: Path, moment: float) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    shutil.copytree(ready / "store", tmp_path / "store")
    with (ready / "more.nt").open("rb") as content:
        process = subprocess.Popen(
            [*COMMAND, str(tmp_path / "store"), "load", "-"],
            stdin=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": str(temporary)},
        )
    assert process.stderr is not None
    process.stderr.readline()  # it reads
    time.sleep(moment)
    os.kill(process.pid, signal.SIGINT)
    printed, talk = process.communicate(timeout=30)
    assert (process.returncode, printed, talk.strip()) == (130, "", "")
    assert list(temporary.iterdir()) == []
    assert _quads(tmp_path / "store") == _quads(ready / "store")


# ------------------------------------------------------------------------------------- readers beside a writer


def _asks(folder: Path, stop: Any, seen: Any) -> None:
    """What one reader finds, as long as it is let, at least once: how many participations, which version of the members."""
    found, ends = set(), False
    while not ends:
        ends = stop.is_set()  # a process that is slow to start reads once all the same
        eco = Ecosystem.open(folder)
        [founded] = [each.value for each in eco.why("Acme", "founded").statements]
        [[count]] = eco.query("SELECT (COUNT(*) AS ?n) { ?t thx:participant ?a }")  # type: ignore[misc]
        found.add((founded, int(str(count))))
    seen.put(found)


def test_readers_beside_a_writer_see_what_was_before_or_what_comes_after(tmp_path: Path) -> None:
    write_n_triples(tmp_path / "projects.nt", 900_000 if FULL else 3000)
    folder, members = tmp_path / "store", tmp_path / "members.ttl"
    _load(folder, tmp_path / "projects.nt", _file(members, MEMBERS))
    participations = len(list(Ecosystem.open(folder).query("SELECT ?t { ?t thx:participant ?a }")))
    context = multiprocessing.get_context("spawn")
    stop, seen = context.Event(), context.Queue()
    readers = [context.Process(target=_asks, args=(folder, stop, seen)) for _ in range(8 if FULL else 2)]
    for reader in readers:
        reader.start()
    for year in range(2002, 2007):
        _load(folder, _file(members, MEMBERS.replace("2001", str(year))))
    stop.set()
    found = set[tuple[str, int]]().union(*(seen.get(timeout=300) for _ in readers))
    for reader in readers:
        reader.join()
    assert found <= {(str(year), participations) for year in range(2001, 2007)}
    assert found
    assert [reader.exitcode for reader in readers] == [0] * len(readers)
    with writing(folder, "clear"):
        pass
    assert len(list(folder.glob("gen-*"))) == 1


# -------------------------------------------------------------------------------------------- a full disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("may not mount a small disk here; a simulated full disk is tested anyway")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.mark.skipif(not FULL, reason="at full depth only")
def test_a_disk_that_runs_full_leaves_the_store(small_disk: Path, ready: Path, tmp_path: Path) -> None:
    store = small_disk / "store"
    _load(store, _file(tmp_path / "members.ttl", MEMBERS))
    before = _quads(store)
    with pytest.raises(Impossible, match="nothing was changed"):
        _load(store, ready / "more.nt")
    assert _quads(store) == before
    _load(store, _file(tmp_path / "others.ttl", OTHERS))
    assert _is_merged(store)
