"""Into a store on disk, and out of it: the only writer.

Source -> reader -> spool -> new generation -> merge -> published. Killed on the way, or stopped by a mistake, the store
holds what it held before.
"""

import errno
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, Store, parse

from triplehelix.graph.canonical import Canonical
from triplehelix.graph.errors import Impossible, InputError, Place
from triplehelix.graph.incoming import Incoming
from triplehelix.graph.loads import facts_in, graphs_of, load_named
from triplehelix.graph.lookup import quads
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.spooling import Spool, spool
from triplehelix.graph.store.engine import interruptible
from triplehelix.graph.store.generations import Edition, check_is_store, writing
from triplehelix.graph.succession import Succession
from triplehelix.graph.terms import RDF, THX, local_name
from triplehelix.graph.watching import UNWATCHED, Watcher

__all__ = ["Loaded", "load", "restore", "unload"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one load."""

    name: str
    """That of the load; of an export those of the loads that it brings."""
    kind: str
    input: str
    changed: bool
    """Whether the store holds another load of this name than before."""
    facts: int
    """How many statements of documents the load holds."""
    new: int
    """How many of them the load of this name did not hold before."""
    matched: int
    """How many of its actors other loads know by another id."""
    journal: Journal


def load(folder: Path, incoming: Sequence[Incoming], *, skip: bool = False, watch: Watcher = UNWATCHED) -> list[Loaded]:
    """Write loads into a store on disk, all of them or none; a load of the same name is replaced.

    Raises
    ------
    InputError
        At the first mistake in a source, unless bad rows are skipped.
    Impossible
        If another writer holds the store, or the disk is full; nothing is changed.
    """
    with _changing(folder, f"load {', '.join(each.load.name for each in incoming)}") as edition:
        before = edition.current()
        spools = [_read(before, each, edition.draft, skip=skip, watch=watch) for each in incoming]
        changed = [each for each in spools if not _is_held(before, each)]
        if not changed:
            return [_told(before, before, each, changed=False) for each in spools]
        gone = _graphs(before, (name for each in changed for name in each.loads))
        report = interruptible(lambda: _written(Succession(edition, before, gone, changed, watch.does), spools))
        edition.publish()
        return report


def unload(folder: Path, names: Sequence[str], *, watch: Watcher = UNWATCHED) -> list[str]:
    """Take loads out of a store on disk, and tell their names; what only they stated is not in it any more.

    Raises
    ------
    NameNotFound
        If there is no load of a name; nothing is changed.
    InputError
        If the folder is no store.
    Impossible
        If another writer holds the store, or the disk is full; nothing is changed.
    """
    check_is_store(folder)
    with _changing(folder, f"unload {', '.join(names)}") as edition:
        before = edition.current()
        loads = {load_named(before, name) for name in names}
        succession = Succession(edition, before, _graphs(before, loads), (), watch.does)
        interruptible(lambda: _written(succession, ()))
        edition.publish()
        return sorted(local_name(each.value) for each in loads)


def restore(folder: Path, backup: Incoming, *, watch: Watcher = UNWATCHED) -> Loaded:
    """Make a store on disk hold what a backup holds, and nothing else.

    Raises
    ------
    InputError
        If it is no backup; nothing is changed.
    Impossible
        If another writer holds the store, or the disk is full; nothing is changed.
    """
    with _changing(folder, f"restore {backup.load.input}") as edition:
        before = edition.current()
        spooled = spool(_watched(backup, watch), Journal(), edition.draft)
        if backup.load.iri in spooled.loads:
            raise InputError("is no backup, it tells no loads", Place(backup.load.input))
        gone = frozenset(cast("Iterable[NamedNode]", before.named_graphs()))
        succession = Succession(edition, before, gone, [spooled], watch.does)
        [told] = interruptible(lambda: _written(succession, [spooled]))
        edition.publish()
        return told


def _written(succession: Succession, spools: Sequence[Spool]) -> list[Loaded]:
    """Make the next generation, whole and closed."""
    store = succession.store()
    store.flush()
    brought = {id(each) for each in succession.spools}
    return [_told(succession.before, store, each, changed=id(each) in brought) for each in spools]


@contextmanager
def _changing(folder: Path, doing: str) -> Iterator[Edition]:
    try:
        with writing(folder, doing) as edition:
            yield edition
    except OSError as error:
        full = error.errno == errno.ENOSPC or "No space left" in str(error)
        reason = "the disk is full" if full else f"cannot be written: {error.strerror or error}"
        raise Impossible(f"{folder}: {reason}; nothing was changed") from None


def _read(before: Store, incoming: Incoming, draft: Path, *, skip: bool, watch: Watcher) -> Spool:
    """The spool of a load; of one that the store holds already there is nothing to read."""
    name = incoming.load.iri
    if _is_same(before, incoming):
        return Spool(incoming, Journal(), (), (), frozenset([name]), graphs_of(before, name))
    return spool(_watched(incoming, watch), Journal(skip, notes=[*incoming.notes]), draft)


def _watched(incoming: Incoming, watch: Watcher) -> Incoming:
    return replace(incoming, files=watch.reads(incoming.load.input, incoming.files))


def _is_same(before: Store, incoming: Incoming) -> bool:
    """Whether the store has the very input, as the very version of the tool reads it."""
    load = incoming.load
    known = ((THX.checksum, load.checksum), (THX.toolVersion, load.version))
    return all(Quad(load.iri, prop, Literal(text), load.iri) in before for prop, text in known)


def _is_held(before: Store, spool: Spool) -> bool:
    """Whether the store holds just what a spool brings: the same input, or an export that changes nothing."""
    if not spool.evidence or spool.incoming.load.iri in spool.loads:
        return not spool.evidence
    found = [quad in before for part in spool.evidence for quad in parse(path=part.path, format=part.form)]
    held = sum(1 for graph in _graphs(before, spool.loads) for _ in before.quads_for_pattern(None, None, None, graph))
    return all(found) and len(found) == held


def _graphs(store: Store, loads: Iterable[NamedNode]) -> frozenset[NamedNode]:
    return frozenset(graph for name in loads for graph in graphs_of(store, name))


def _told(before: Store, after: Store, spool: Spool, *, changed: bool) -> Loaded:
    given = spool.incoming
    facts = sum(facts_in(after, name) for name in spool.loads)
    return Loaded(
        name=", ".join(sorted(local_name(load.value) for load in spool.loads)),
        kind=given.kind,
        input=given.load.input,
        changed=changed,
        facts=facts,
        new=facts - sum(_held_of(before, after, name) for name in spool.loads) if changed else 0,
        matched=sum(_matched(after, name) for name in spool.loads),
        journal=spool.journal,
    )


def _matched(store: Store, load: NamedNode) -> int:
    """How many actors of a load are known elsewhere by another id."""
    groups = defaultdict[NamedNode, set[NamedNode]](set)
    for name, kept in Canonical(store).kept.items():
        if Quad(kept, RDF.type, THX.Actor) in store:
            groups[kept] |= {name, kept}
    graphs = graphs_of(store, load)
    return sum(0 < len(_spoken_of(store, names, graphs)) < len(names) for names in groups.values())


def _spoken_of(store: Store, names: Iterable[NamedNode], graphs: Iterable[NamedNode]) -> set[NamedNode]:
    return {name for name in names for graph in graphs if next(quads(store, name, None, None, graph), None)}


def _held_of(before: Store, after: Store, load: NamedNode) -> int:
    """How many statements of a load another store has, too."""
    graphs = graphs_of(after, load) & graphs_of(before, load) - {load}
    return sum(quad in before for graph in graphs for quad in after.quads_for_pattern(None, None, None, graph))
