"""The next generation of a store, made from the one before: some graphs go, some loads come."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, cast

from pyoxigraph import NamedNode, Quad, Store

from triplehelix.graph.canonical import Canonical
from triplehelix.graph.deriving import Deriving
from triplehelix.graph.entailment import entail
from triplehelix.graph.merge import merge_union, state
from triplehelix.graph.remerge import doubtful, known_already, remerge, subjects_of, touched
from triplehelix.graph.spooling import Part, Spool, written
from triplehelix.graph.store.engine import started
from triplehelix.graph.store.generations import Edition
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["Succession"]

_MANY: Final = 100_000
"""So many quads that go, or things that are touched, and the whole is made anew."""
_SMALL: Final = 1_000_000
"""Up to so many bytes, a file is written faster in a transaction."""
_HUGE: Final = 250_000_000
"""So many bytes of a spool, and writing two of them at once would take more memory and no less time."""
_LARGE: Final = 5_000_000
"""So many bytes of a spool, and the engine copies what is new, instead of merging it in memory."""


@dataclass(frozen=True)
class Succession:
    """A change of the evidence, and how the next generation comes out of it."""

    edition: Edition
    before: Store
    gone: frozenset[NamedNode]
    """The named graphs that the next generation has no more."""
    spools: Sequence[Spool]
    tell: Callable[[str], None]
    """Is told what is being done."""

    def store(self) -> Store:
        """The next generation, merged."""
        quickly = self._first() if self._is_first() else None if self._is_much() else self._changed()
        return self._made_anew() if quickly is None else quickly

    def _is_first(self) -> bool:
        """Whether one load of some size comes into an empty store."""
        return next(iter(self.before), None) is None and [_LARGE <= one.size < _HUGE for one in self.spools] == [True]

    def _first(self) -> Store | None:
        """What follows from a load is written beside its evidence; None where too much of it does not add up."""
        [spool] = self.spools
        store = self.edition.fresh()
        self.tell(f"writing {spool.incoming.load.input}")
        evidence = started(lambda: self._write_evidence(store, spool))
        self._write(store, spool.union)
        entail(Deriving(store, self.edition.draft), vocabulary())
        evidence.result()
        self.tell("merging")
        state(store, vocabulary())
        return self._merged(Canonical(store), set(), [_ordered(spool.graphs)], {})

    def _merged(
        self,
        canonical: Canonical,
        things: set[NamedNode],
        added: Iterable[Sequence[NamedNode]],
        names: Mapping[NamedNode, NamedNode],
    ) -> Store | None:
        """A store in which some things are merged anew, with what they touch; None where that is too much."""
        doubts = (doubtful(canonical, graphs, vocabulary()) for graphs in added)
        things = touched(canonical, things.union(*doubts), names)
        if len(things) >= _MANY:
            return None
        remerge(canonical, things, vocabulary())
        return canonical.store

    def _is_much(self) -> bool:
        """Whether nothing stays, or so much goes that it is cheaper to make the whole anew."""
        gone = sum(1 for _ in islice(self._quads(self.gone), _MANY))
        return gone == _MANY or self.gone.issuperset(cast("Iterable[NamedNode]", self.before.named_graphs()))

    def _changed(self) -> Store | None:
        """A copy of the store with the change; None where it touches too much."""
        names = Canonical(self.before).kept
        store = self.edition.copy()
        things = subjects_of(store, self.gone)
        for graph in self.gone:
            store.remove_graph(graph)
        for spool in self.spools:
            things |= self._added(store, spool)
        self.tell("merging what changed")
        large = [_ordered(spool.graphs) for spool in self.spools if spool.size >= _LARGE]
        return self._merged(Canonical(store), things, large, names)

    def _added(self, store: Store, spool: Spool) -> set[NamedNode]:
        """The things that a new load speaks of; of a large one, those that others speak of, too."""
        if spool.size < _LARGE:
            self._write(store, spool.evidence)
            return subjects_of(store, spool.graphs)
        self._write_both(store, spool)
        self.tell("merging")
        known = started(lambda: known_already(store, spool.graphs))
        entail(Deriving(store, self.edition.draft, _ordered(spool.graphs)), vocabulary())
        return known.result()

    def _made_anew(self) -> Store:
        store = self.edition.fresh()
        graphs = cast("Iterable[NamedNode]", self.before.named_graphs())
        if kept := [graph for graph in graphs if graph not in self.gone]:
            self.tell("copying what stays")
            for parts in written(self._quads(kept), self.edition.draft, "kept"):
                self._write(store, parts)
        for spool in self.spools:
            self._write_both(store, spool)
        self.tell("merging")
        merge_union(Deriving(store, self.edition.draft), vocabulary(), Canonical(store))
        return store

    def _quads(self, graphs: Iterable[NamedNode]) -> Iterator[Quad]:
        for graph in graphs:
            yield from self.before.quads_for_pattern(None, None, None, graph)

    def _write_both(self, store: Store, spool: Spool) -> None:
        """The evidence and its union: side by side, unless they are so large that the engine uses all cores anyway."""
        self.tell(f"writing {spool.incoming.load.input}")
        evidence = started(lambda: self._write_evidence(store, spool)) if spool.size < _HUGE else None
        self._write(store, spool.union)
        if evidence:
            evidence.result()
        else:
            self._write_evidence(store, spool)

    def _write_evidence(self, store: Store, spool: Spool) -> None:
        """It need not be looked at twice: the union, which takes less time, is the same triples."""
        self._write(store, spool.evidence, lenient=True)

    def _write(self, store: Store, parts: Iterable[Part], *, lenient: bool = False) -> None:
        for part in parts:
            part.read_into(store, in_bulk=part.path.stat().st_size > _SMALL, lenient=lenient)


def _ordered(graphs: Iterable[NamedNode]) -> list[NamedNode]:
    return sorted(graphs, key=str)
