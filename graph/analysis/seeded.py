"""igraph's dice: the same throws each time, whatever else has thrown dice before."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["seeded"]


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Let igraph draw from a seed of ours, and afterwards from Python's dice again, as it does unless told otherwise.

    >>> import igraph
    >>> def drawn():
    ...     with seeded(1):
    ...         return igraph.Graph.Erdos_Renyi(9, 0.5).get_edgelist()
    >>> drawn() == drawn()
    True
    """
    import igraph  # a tenth of a second, only for those who need it

    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - no secret
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)
