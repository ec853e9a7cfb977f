"""How sure the order of actors is: the same ranks with a tenth of the ties left out, drawn anew many times.

References
----------
E. Costenbader, T. W. Valente (2003), The stability of centrality measures when networks are sampled, Social Networks
25, 283-307.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Final

import networkx as nx

from triplehelix.graph.affiliations import Affiliations
from triplehelix.graph.network import affiliation_network
from triplehelix.graph.venues import Venue

__all__ = ["Interval", "intervals", "ranks"]

_LEFT_OUT: Final = 0.1
_TAIL: Final = 0.025
_NEAR: Final = 2

Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which ranks an actor was in 95 of 100 rounds, and whether these are at most two from its own."""

    low: int
    high: int
    stable: bool


def ranks(values: Values) -> dict[str, int]:
    """The place of each actor, the largest value first; equal ones share the better place.

    >>> ranks({"a": 5, "b": 7, "c": 5, "d": 1})
    {'b': 1, 'a': 2, 'c': 2, 'd': 4}
    """
    placed: dict[str, int] = {}
    before = None
    for count, actor in enumerate(sorted(values, key=lambda actor: (-values[actor], actor)), 1):
        placed[actor] = placed[before] if before and values[before] == values[actor] else count
        before = actor
    return placed


def intervals(
    affiliations: Affiliations, measure: Callable[[nx.Graph], Values], *, rounds: int, seed: int
) -> dict[str, Interval]:
    """The interval of each actor's rank, by a measure of the affiliation network; the same seed gives the same.

    Who meets nobody any more in a round is the last there.
    """
    own = ranks(measure(affiliation_network(affiliations)))
    drawn = [ranks(measure(network)) for network in _thinned(affiliations, rounds, Random(seed))]  # noqa: S311 - no secret
    return {actor: _interval(place, [there.get(actor, len(own)) for there in drawn]) for actor, place in own.items()}


def _interval(own: int, drawn: list[int]) -> Interval:
    ordered = sorted(drawn)
    cut = int(_TAIL * len(ordered))
    low, high = ordered[cut], ordered[-1 - cut]
    return Interval(low, high, own - low <= _NEAR and high - own <= _NEAR)


def _thinned(affiliations: Affiliations, rounds: int, dice: Random) -> Iterator[nx.Graph]:
    ties = sorted({*affiliations.ties})
    for _ in range(rounds):
        gone = frozenset(dice.sample(ties, round(_LEFT_OUT * len(ties))))
        yield affiliation_network(affiliations.with_each(partial(_drop, gone)))


def _drop(gone: frozenset[str], venue: Venue) -> None:
    venue.drop(gone)
