"""What is to be checked: a store, the rows that its things come from, and where the input contradicts itself."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Store

from triplehelix.graph.checks.drift import drift
from triplehelix.graph.checks.findings import Spot
from triplehelix.graph.errors import Place
from triplehelix.graph.lookup import MERGED
from triplehelix.graph.merge import merge
from triplehelix.graph.opening import load_name, read_source
from triplehelix.graph.sources.tables import places
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["Checked", "read_checked"]


@dataclass(frozen=True)
class Checked:
    """A merged store with what is known of its origin."""

    store: Store
    places: Mapping[str, Place] = field(default_factory=dict)
    """The row of the table that defines a thing, by the thing's IRI."""
    drift: Sequence[Spot] = ()
    """Where a file holds a default graph that is not the merge of its own evidence."""


def read_checked(paths: Sequence[Path]) -> Checked:
    """The evidence of all sources in one store, merged.

    Raises
    ------
    InputError
        If one of them cannot be read.
    """
    store, rows, drifted = Store(), dict[str, Place](), list[Spot]()
    for path, name in zip(paths, _names(paths), strict=True):
        source = read_source(path, name)
        if next(source.quads_for_pattern(None, None, None, MERGED), None):
            drifted.extend(drift(source))
            source.clear_graph(MERGED)
        store.bulk_extend(source)
        if path.is_dir():
            rows.update(places(path))
    merge(store, vocabulary())
    return Checked(store, rows, drifted)


def _names(paths: Sequence[Path]) -> Iterator[str]:
    """A name for the load of each source: of two files that are called the same, each has its own unnamed things."""
    seen: Counter[str] = Counter()
    for path in paths:
        name = load_name(path)
        seen[name] += 1
        yield f"{name}.{seen[name]}" if seen[name] > 1 else name
