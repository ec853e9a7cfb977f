"""After a change, merging what it touches gives the same default graph as merging everything."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store
from tests.conftest import FULL
from tests.test_merge import Telling, _merged, _quads, worlds

from triplehelix.graph.canonical import Canonical
from triplehelix.graph.deriving import Deriving
from triplehelix.graph.entailment import entail
from triplehelix.graph.merge import merge_union, state
from triplehelix.graph.remerge import doubtful, known_already, remerge, subjects_of, touched
from triplehelix.graph.spooling import written
from triplehelix.graph.vocabulary import vocabulary

ON_DISK: Final = 500 if FULL else 8  # each makes a store of its own
World = list[list[Telling]]


def _graphs(quads: Iterable[Quad]) -> list[NamedNode]:
    return sorted({quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)}, key=str)


def _default(store: Store) -> set[Quad]:
    return set(store.quads_for_pattern(None, None, None, DefaultGraph()))


def _evidence(loads: Sequence[list[Quad]]) -> list[Quad]:
    return [quad for load in loads for quad in load]


@given(worlds, st.data())
def test_adding_and_taking_away_a_load_touches_what_it_must(world: World, data: st.DataObject) -> None:
    loads = [_quads(number, tellings) for number, tellings in enumerate(world)]
    old, new = data.draw(st.sampled_from(loads)), data.draw(st.sampled_from(loads))
    before = [quad for load in loads if load is not new for quad in load]
    store = _merged(before)
    kept = Canonical(store).kept
    things = subjects_of(store, _graphs(old))
    for graph in _graphs(old):
        store.remove_graph(graph)
    store.extend(quad for quad in new)
    canonical = Canonical(store)
    remerge(canonical, touched(canonical, things | subjects_of(store, _graphs(new)), kept), vocabulary())
    assert _default(store) == _default(_merged(quad for quad in store if not isinstance(quad.graph_name, DefaultGraph)))


@settings(max_examples=ON_DISK)
@given(worlds)
def test_a_new_load_on_disk_is_merged_by_what_it_touches(world: World) -> None:
    *first, new = [_quads(number, tellings) for number, tellings in enumerate(world)]
    with _draft() as draft:
        _merges_by_what_it_touches(Store(str(draft / "store")), _evidence(first), new, draft)


def _merges_by_what_it_touches(store: Store, first: list[Quad], new: list[Quad], draft: Path) -> None:
    _add(store, first, draft)
    merge_union(Deriving(store, draft), vocabulary(), Canonical(store))
    assert _default(store) == _default(_merged(first))
    kept, graphs = Canonical(store).kept, _graphs(new)
    _add(store, new, draft)
    known = known_already(store, graphs)
    entail(Deriving(store, draft, graphs), vocabulary())
    canonical = Canonical(store)
    things = known | doubtful(canonical, graphs, vocabulary())
    remerge(canonical, touched(canonical, things, kept), vocabulary())
    assert _default(store) == _default(_merged([*first, *new]))


@settings(max_examples=ON_DISK)
@given(worlds)
def test_a_first_load_on_disk_is_merged_by_what_does_not_add_up(world: World) -> None:
    new = [quad for number, tellings in enumerate(world) for quad in _quads(number, tellings)]
    with _draft() as draft:
        _merges_by_what_does_not_add_up(Store(str(draft / "store")), new, draft)


def _merges_by_what_does_not_add_up(store: Store, new: list[Quad], draft: Path) -> None:
    _add(store, new, draft)
    entail(Deriving(store, draft), vocabulary())
    state(store, vocabulary())
    canonical = Canonical(store)
    things = doubtful(canonical, _graphs(new), vocabulary())
    remerge(canonical, touched(canonical, things, {}), vocabulary())
    assert _default(store) == _default(_merged(new))


@contextmanager
def _draft() -> Iterator[Path]:
    # A store's own threads may write while the folder is taken away: what they leave is no failure of the merge.
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _add(store: Store, quads: Sequence[Quad], folder: Path) -> None:
    for parts in written(quads, folder, "evidence"):
        for part in parts:
            store.bulk_load(path=part.path, format=part.form)
