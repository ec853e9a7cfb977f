"""Equal stores give equal bytes, whatever the order of loading, and a million quads need not stand in memory."""

import os
import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from bench.generator import write_n_triples
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, Store
from tests.conftest import FULL
from tests.test_merge import Telling, _quads, worlds

from triplehelix.graph.merge import merge
from triplehelix.graph.views.export import export
from triplehelix.graph.views.ordering import ordered_lines, sorted_lines
from triplehelix.graph.vocabulary import vocabulary

# those that write prefixes, or what was counted
STREAMED = ("turtle", "dcat")
lines = st.lists(st.binary(max_size=6).map(lambda text: text.replace(b"\n", b"") + b"\n"))


@given(lines, st.integers(min_value=1, max_value=40))
def test_lines_come_in_the_order_of_their_bytes_however_long_the_runs_are(rows: list[bytes], run: int) -> None:
    assert list(sorted_lines(BytesIO(b"".join(rows)), run)) == sorted(rows)


def test_the_order_is_that_of_sort_in_the_c_locale(tmp_path: Path) -> None:
    store = Store()
    objects = ["é", "z", "Z", "a b", '\\t\\n\\"', "\U0001f600", "", "\u2028", "0"]  # fmt: skip
    names = ["a", "a/b", "a#b", "A", "é", "a-"]
    text = "".join(f'<http://e/{name}> <http://e/p> "{value}" .\n' for name in names for value in objects)
    store.load(text, format=RdfFormat.N_TRIPLES)
    store.load(text, format=RdfFormat.N_TRIPLES, to_graph=NamedNode("http://e/a"))
    path = tmp_path / "unsorted.nq"
    store.dump(path, RdfFormat.N_QUADS)
    done = subprocess.run(["sort", path], env=os.environ | {"LC_ALL": "C"}, stdout=subprocess.PIPE, check=True)
    assert b"".join(ordered_lines(store)) == done.stdout


def _merged(quads: Sequence[Quad]) -> Store:
    store = Store()
    for quad in quads:
        store.add(quad)
    merge(store, vocabulary())
    return store


@given(worlds, st.integers())
def test_any_order_of_loading_gives_the_same_bytes(world: list[list[Telling]], seed: int) -> None:
    quads = [quad for number, load in enumerate(world) for quad in _quads(number, load)]
    shuffled = quads.copy()
    Random(seed).shuffle(shuffled)  # noqa: S311 - the order is no secret
    one, other = _merged(quads), _merged(shuffled)
    for form in ("nquads", "trig", "turtle12"):
        assert export(one, form) == export(other, form)


def test_two_runs_of_the_command_give_the_same_bytes(tmp_path: Path) -> None:
    for seed, form in [(seed, form) for seed in ("1", "2") for form in STREAMED]:
        with (tmp_path / f"{form}-{seed}").open("wb") as file:
            command = [str(Path(sys.executable).with_name("triplehelix")), "export", "--format", form]
            subprocess.run(command, stdout=file, env=os.environ | {"PYTHONHASHSEED": seed}, check=True)
    for form in STREAMED:
        assert (tmp_path / f"{form}-1").read_bytes() == (tmp_path / f"{form}-2").read_bytes() != b""


PEAK = """
import resource, sys
from triplehelix.graph.views.export import write_export
from pyoxigraph import Store
store = Store.read_only(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open(sys.argv[3], "wb") as file:
    write_export(store, sys.argv[2], file)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.parametrize("form", ["nquads", "ntriples"])
def test_an_export_takes_no_more_memory_than_its_runs(tmp_path: Path, form: str) -> None:
    # sorted as Python objects, a million quads took a gigabyte
    quads = 1_000_000 if FULL else 100_000
    n_triples, folder = tmp_path / "made.nt", tmp_path / "store"
    write_n_triples(n_triples, quads)
    store = Store(str(folder))
    store.bulk_load(path=n_triples, format=RdfFormat.N_TRIPLES)
    store.flush()
    del store
    peak = subprocess.run(
        [sys.executable, "-c", PEAK, str(folder), form, str(tmp_path / "x")], stdout=subprocess.PIPE, check=True
    )
    assert int(peak.stdout) < (170_000 if FULL else 120_000), "kilobytes"
