"""What is to be checked: a store, the rows that its things come from, and where the input contradicts itself."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import Store

from triplehelix.graph.arrivals import recognised
from triplehelix.graph.checks.drift import drift
from triplehelix.graph.checks.findings import Spot
from triplehelix.graph.errors import Place
from triplehelix.graph.incoming import Incoming
from triplehelix.graph.lookup import MERGED
from triplehelix.graph.opening import merged, read_source
from triplehelix.graph.sources.inputs import readable
from triplehelix.graph.sources.tables import places

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
    Impossible
        If one may not be read.
    """
    rows, drifted, stores = dict[str, Place](), list[Spot](), list[Store]()
    named = ((path, each) for path in paths for each in recognised(path))
    for source, incoming in _apart(named):
        with readable(source):
            store = read_source(incoming)
        if next(store.quads_for_pattern(None, None, None, MERGED), None):
            drifted.extend(drift(store))
        if incoming.kind == "tables":
            rows.update(_placed(incoming, source))
        stores.append(store)
    return Checked(merged(stores), rows, drifted)


def _apart(named: Iterable[tuple[Path, Incoming]]) -> Iterator[tuple[Path, Incoming]]:
    """A name for each load: of two files that are called the same, each has its own unnamed things."""
    seen: Counter[str] = Counter()
    for path, incoming in named:
        name = incoming.load.name
        seen[name] += 1
        apart = f"{name}.{seen[name]}" if seen[name] > 1 else name
        yield path, replace(incoming, load=replace(incoming.load, name=apart))


def _placed(incoming: Incoming, source: Path) -> dict[str, Place]:
    """The rows that define things, in files that whoever named the source can open."""
    folder = source if source.is_dir() else source.parent
    return {iri: Place(str(folder / at.file), at.line) for iri, at in places(incoming.files).items()}
