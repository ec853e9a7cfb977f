"""The merge after a change: the same default graph as `merge` makes, at the price of what the change touches.

A change of the evidence touches the things that it speaks of, and those whose merge depends on them. Their evidence is
merged apart, in memory, and takes the place of what the default graph said of them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store

from triplehelix.graph.canonical import MONEY, Canonical
from triplehelix.graph.deriving import Deriving
from triplehelix.graph.entailment import entail
from triplehelix.graph.lookup import MERGED, objects, quads, select
from triplehelix.graph.merge import contested, merge
from triplehelix.graph.terms import OWL, PROV, THX
from triplehelix.graph.vocabulary import Vocabulary

__all__ = ["known_already", "merge_new", "remerge", "subjects_of", "touched"]


def subjects_of(store: Store, graphs: Iterable[NamedNode]) -> set[NamedNode]:
    """The things that some evidence graphs speak of."""
    found = (quad.subject for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph))
    return {subject for subject in found if isinstance(subject, NamedNode)}


def known_already(store: Store, graphs: Sequence[NamedNode]) -> set[NamedNode]:
    """The things in new graphs that a default graph without them knows, or that it has participations in."""
    new = f"{{ SELECT DISTINCT ?new {{ VALUES ?g {{ {' '.join(map(str, graphs))} }} GRAPH ?g {{ ?new ?p ?o }} }} }}"
    found = select(store, f"SELECT ?new {{ {new} FILTER EXISTS {{ ?new ?q ?v }} }}")
    waiting = select(store, f"SELECT ?new {{ {new} FILTER EXISTS {{ ?x {THX.initiative} ?new }} }}")
    return _new(found) | _new(waiting)


def merge_new(store: Store, graphs: Sequence[NamedNode], axioms: Vocabulary, draft: Path) -> set[NamedNode]:
    """Add to a default graph on disk what follows from new evidence graphs, whose triples it already has.

    That is right for what nothing else speaks of and nobody contradicts; the others are returned, to be merged again.
    """
    entail(Deriving(store, draft, graphs), axioms)
    same = _new(select(store, f"SELECT DISTINCT ?new {{ ?new {OWL.sameAs} ?other }}", graphs))
    return same.union(_other_names(store, graphs), *(contested(store, prop, graphs) for prop in axioms.single_valued))


def _other_names(store: Store, graphs: Sequence[NamedNode]) -> Iterator[NamedNode]:
    """The names in new graphs that are not the ones kept, and what is said there of their bearers."""
    for name in Canonical(store).kept:
        for graph in graphs:
            for subject, value in ((name, None), (None, name)):
                yield from (user for user, _, _, _ in quads(store, subject, None, value, graph))


def _new(rows: QuerySolutions) -> set[NamedNode]:
    return {cast("NamedNode", row["new"]) for row in rows}


def touched(store: Store, things: Iterable[NamedNode], before: Mapping[NamedNode, NamedNode]) -> set[NamedNode]:
    """All things whose merge a change in what is said of some things may alter.

    `before` has the ids that were not canonical before the change, each with the one that was.
    """
    canonical = Canonical(store)
    renamed = {name for pair in before.items() ^ canonical.kept.items() for name in pair}
    found = {*things, *renamed, *(user for name in renamed for user in _subjects(store, None, name))}
    waiting = list(found)
    while waiting:
        new = set(_dependents(canonical, waiting.pop())) - found
        found |= new
        waiting.extend(new)
    return found


def _dependents(canonical: Canonical, thing: NamedNode) -> Iterator[NamedNode]:
    """What must be merged anew with a thing: itself by other names, participations in it, its money and whose it is."""
    store = canonical.store
    yield from canonical.names(cast("NamedNode", canonical.id(thing)))
    yield from _subjects(store, THX.initiative, thing)
    for prop in MONEY:
        yield from cast("list[NamedNode]", objects(store, thing, prop, None))
        yield from _subjects(store, prop, thing)
    # a document's date decides between values
    yield from subjects_of(store, _subjects(store, PROV.wasDerivedFrom, thing))


def _subjects(store: Store, prop: NamedNode | None, value: NamedNode) -> set[NamedNode]:
    return {subject for subject, _, _, _ in quads(store, None, prop, value, None)}


def remerge(store: Store, things: Collection[NamedNode], axioms: Vocabulary) -> None:
    """Make anew what the default graph says of some things; they are all that a change touches."""
    canonical = Canonical(store)
    part = Store()
    part.bulk_extend(quad for thing in {*things, *_initiatives(canonical, things)} for quad in _evidence(store, thing))
    merge(part, axioms, canonical)
    for thing in things:
        before, after = (set(one.quads_for_pattern(thing, None, None, MERGED)) for one in (store, part))
        for quad in before - after:
            store.remove(quad)
        store.extend(after - before)


def _initiatives(canonical: Canonical, ties: Iterable[NamedNode]) -> Iterator[NamedNode]:
    """What participations are in: an undated one takes its dates."""
    for tie in ties:
        for initiative in objects(canonical.store, tie, THX.initiative, None):
            yield from canonical.names(cast("NamedNode", canonical.id(initiative)))


def _evidence(store: Store, thing: NamedNode) -> Iterator[Quad]:
    found = store.quads_for_pattern(thing, None, None, None)
    return (quad for quad in found if not isinstance(quad.graph_name, DefaultGraph))
