"""The merge after a change: the same default graph as `merge` makes, at the price of what the change touches.

A change of the evidence touches the things that it speaks of, and those whose merge depends on them. Their evidence is
merged apart, in memory, and takes the place of what the default graph said of them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from triplehelix.graph.canonical import MONEY, Canonical
from triplehelix.graph.lookup import MERGED, objects, quads, select
from triplehelix.graph.merge import contested, merge
from triplehelix.graph.terms import OWL, PROV, THX
from triplehelix.graph.vocabulary import Vocabulary

__all__ = ["doubtful", "known_already", "remerge", "subjects_of", "touched"]


def subjects_of(store: Store, graphs: Iterable[NamedNode]) -> set[NamedNode]:
    """The things that some evidence graphs speak of."""
    found = (quad.subject for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph))
    return {subject for subject in found if isinstance(subject, NamedNode)}


def known_already(store: Store, graphs: Collection[NamedNode]) -> set[NamedNode]:
    """The things in new graphs of which others speak, too, in which others have participations, or that others cite.

    It reads all graphs to their ends, which for a load of some size is faster than looking up each of its things.
    """
    others = [graph for graph in cast("Iterable[NamedNode]", store.named_graphs()) if graph not in graphs]
    patterns = "?thing ?p ?o", f"?tie {THX.initiative} ?thing", f"?evidence {PROV.wasDerivedFrom} ?thing"
    known = " UNION ".join(f"{{ {_in(others, pattern)} }}" for pattern in patterns)
    each = f"{{ SELECT DISTINCT ?thing {{ {_in(graphs, '?thing ?p ?o')} }} }}"
    return _found(store, f"SELECT ?thing {{ {each} {{ SELECT DISTINCT ?thing {{ {known} }} }} }}")


def _in(graphs: Iterable[NamedNode], pattern: str) -> str:
    return f"VALUES ?graph {{ {' '.join(map(str, graphs))} }} GRAPH ?graph {{ {pattern} }}"


def doubtful(canonical: Canonical, graphs: Sequence[NamedNode], axioms: Vocabulary) -> set[NamedNode]:
    """The things of which new graphs say what does not simply add up: contradictions, and names of one thing.

    For all others that nobody else speaks of, the union of what is said and what follows from it are the merge.
    """
    store = canonical.store
    same = _found(store, f"SELECT DISTINCT ?thing {{ ?thing {OWL.sameAs} ?other }}", graphs)
    return same.union(
        _other_names(canonical, graphs), *(contested(store, prop, graphs) for prop in axioms.single_valued)
    )


def _other_names(canonical: Canonical, graphs: Sequence[NamedNode]) -> Iterator[NamedNode]:
    """What new graphs say of things that have several names."""
    for name in {*canonical.kept, *canonical.kept.values()}:
        for graph in graphs:
            for subject, value in ((name, None), (None, name)):
                yield from (user for user, _, _, _ in quads(canonical.store, subject, None, value, graph))


def _found(store: Store, sparql: str, graphs: Sequence[NamedNode] = ()) -> set[NamedNode]:
    return {cast("NamedNode", row["thing"]) for row in select(store, sparql, graphs)}


def touched(canonical: Canonical, things: Iterable[NamedNode], before: Mapping[NamedNode, NamedNode]) -> set[NamedNode]:
    """All things whose merge a change in what is said of some things may alter.

    `before` has the ids that were not canonical before the change, each with the one that was.
    """
    renamed = {name for pair in before.items() ^ canonical.kept.items() for name in pair}
    found = {*things, *renamed, *(user for name in renamed for user in _subjects(canonical.store, None, name))}
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


def remerge(canonical: Canonical, things: Collection[NamedNode], axioms: Vocabulary) -> None:
    """Make anew what the default graph says of some things; they are all that a change touches."""
    store = canonical.store
    part = Store()
    part.bulk_extend(quad for thing in {*things, *_initiatives(canonical, things)} for quad in _evidence(store, thing))
    merge(part, axioms, canonical)
    before, after = (_merged(one, things) for one in (store, part))
    for quad in before - after:
        store.remove(quad)
    store.extend(after - before)


def _merged(store: Store, things: Iterable[NamedNode]) -> set[Quad]:
    return {quad for thing in things for quad in store.quads_for_pattern(thing, None, None, MERGED)}


def _initiatives(canonical: Canonical, ties: Iterable[NamedNode]) -> Iterator[NamedNode]:
    """What participations are in: an undated one takes its dates."""
    for tie in ties:
        for initiative in objects(canonical.store, tie, THX.initiative, None):
            yield from canonical.names(cast("NamedNode", canonical.id(initiative)))


def _evidence(store: Store, thing: NamedNode) -> Iterator[Quad]:
    found = store.quads_for_pattern(thing, None, None, None)
    return (quad for quad in found if not isinstance(quad.graph_name, DefaultGraph))
