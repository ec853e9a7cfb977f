"""Whether the default graph is what the merge makes of the evidence."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from pyoxigraph import DefaultGraph, Quad, Store

from triplehelix.graph.checks.findings import Spot
from triplehelix.graph.lookup import MERGED
from triplehelix.graph.merge import merge
from triplehelix.graph.terms import local_name
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["drift"]

_SHOWN: Final = 5  # of each kind; where there are thousands, the first ones tell as much as all


def drift(store: Store) -> Iterator[Spot]:
    """Triples that only the default graph has (`+`), and that only the merge has (`-`): a few of each.

    >>> from triplehelix.graph.terms import THX
    >>> planted = Store()
    >>> merge(planted, vocabulary())
    >>> planted.add(Quad(THX.x, THX.city, THX.y))
    >>> [spot.value for spot in drift(planted)]
    ['+ https://w3id.org/triplehelix/ontology#y']
    """
    merged = Store()
    merged.bulk_extend(quad for quad in store if not isinstance(quad.graph_name, DefaultGraph))
    merge(merged, vocabulary())
    yield from _only(store, merged, "+")
    yield from _only(merged, store, "-")


def _only(store: Store, other: Store, sign: str) -> Iterator[Spot]:
    extra: Iterable[Quad] = (quad for quad in store.quads_for_pattern(None, None, None, MERGED) if quad not in other)
    for quad in sorted(islice(extra, _SHOWN), key=str):
        value = getattr(quad.object, "value", str(quad.object))
        subject = getattr(quad.subject, "value", str(quad.subject))
        yield Spot(subject, local_name(quad.predicate.value), f"{sign} {value}")
