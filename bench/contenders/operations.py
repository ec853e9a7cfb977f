"""What contenders share: how an operation is told and timed, the raw limit's store, and what all must agree on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Entry", "Laps", "Operation", "bare_triples", "count", "laps", "solutions"]

T = TypeVar("T")
Made = TypeVar("Made")

Operation = Callable[[], object]

Entry = tuple[Callable[[Path], Operation], Callable[[Any], int | str]]
"""A contender: what prepares its operation on a file, and what is told of that which it makes."""


@dataclass(frozen=True, slots=True)
class Laps:
    """What an operation took each time that it was done, and all that it made."""

    seconds: tuple[float, ...]
    made: Any

    @property
    def median(self) -> float:
        """What it takes."""
        return median(self.seconds)

    @property
    def slowest(self) -> float:
        """The 99th percentile."""
        return sorted(self.seconds)[(len(self.seconds) - 1) * 99 // 100]


def laps(do: Callable[[T], Made], things: Iterable[T]) -> Laps:
    """Do something with each of some things, each time with the clock running."""
    timed = [*_timed(do, things)]
    return Laps(tuple(seconds for seconds, _ in timed), [made for _, made in timed])


def _timed(do: Callable[[T], Made], things: Iterable[T]) -> Iterator[tuple[float, Made]]:
    for thing in things:
        start = perf_counter()
        made = do(thing)
        yield perf_counter() - start, made


def bare_triples(path: Path) -> "Store":
    """The raw limit's store: the file's triples, and nothing else."""
    from pyoxigraph import RdfFormat, Store

    store = Store()
    store.bulk_load(path=path, format=RdfFormat.N_TRIPLES)
    return store


def solutions(answer: Any) -> Iterable[Any]:  # noqa: ANN401 - pyoxigraph's type of answer depends on the query's text
    return answer if isinstance(answer, Iterable) else ()


def count(rows: Any) -> int:  # noqa: ANN401 - rdflib's rows or pyoxigraph's
    """The one number of a query that counts."""
    return int(getattr(rows[0][0], "value", rows[0][0]))
