"""The members of a consortium, chosen by a mixed-integer program: what HiGHS finds is the best there is.

A variable for each candidate says whether it is a member; one for each country, kind or helix that a rule counts says
whether a member has it; one for each pair says whether both are members. Of a size that is known, the pairs of a member
are one fewer than the members, which keeps the program small enough to be solved exactly.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf
from typing import Final

import numpy as np
from numpy.typing import NDArray

from triplehelix.graph.analysis.rules import Candidate, Rule

__all__ = ["Choice", "Closeness", "best", "fewest", "value"]

Closeness = NDArray[np.float64]
"""How close each two candidates are, from 0 to 1."""

_CERTAIN: Final = 0.5


def fewest(candidates: Sequence[Candidate], rules: Iterable[Rule], favour: Sequence[float] = ()) -> list[int] | None:
    """The places of as few candidates as keep all rules, of equally few those favoured most; None if none do.

    >>> somebody_french = Rule(says="", countries=["FR"], at_least=1)
    >>> fewest([Candidate("a", country="BE"), Candidate("b", country="FR")], [somebody_french])
    [1]
    """
    program = _Program(candidates, rules)
    most = 1 + sum(favour)
    gains = {place: (favour[place] / most if favour else 0.0) - 1 for place in range(len(candidates))}
    return program.solve(gains)


@dataclass(frozen=True, slots=True)
class Choice:
    """What makes one set of members better than another of the same size."""

    size: int
    closeness: Closeness
    newcomers: float = 0.0
    """The weight of their share."""


def best(candidates: Sequence[Candidate], rules: Iterable[Rule], choice: Choice) -> Iterator[list[int]]:
    """The sets of candidates that keep all rules, by their places, that of the greatest `value` first, to the last."""
    program = _Program(candidates, rules)
    program.require(dict.fromkeys(range(len(candidates)), 1.0), choice.size, choice.size)
    gains = {place: choice.newcomers / choice.size for place, one in enumerate(candidates) if one.newcomer}
    gains |= program.pairs(choice.closeness, choice.size)
    while (found := program.solve(gains)) is not None:
        yield found
        program.require(dict.fromkeys(found, 1.0), high=choice.size - 1)


def value(members: Collection[int], candidates: Sequence[Candidate], choice: Choice) -> float:
    """The mean closeness of the pairs of members, and the share of newcomers times its weight."""
    pairs = [choice.closeness[both] for both in combinations(sorted(members), 2)]
    share = sum(candidates[place].newcomer for place in members) / len(members)
    return float(np.mean(pairs) if pairs else 0.0) + choice.newcomers * share


class _Program:
    """Members wanted: the rules as inequalities, and what is gained."""

    def __init__(self, candidates: Sequence[Candidate], rules: Iterable[Rule]) -> None:
        self._candidates = candidates
        self._variables = len(candidates)
        self._whole = len(candidates)
        self._rows: list[tuple[Mapping[int, float], float, float]] = []
        for rule in rules:
            self._keep(rule)
        self.require(dict.fromkeys(range(len(candidates)), 1.0), 1)

    def require(self, terms: Mapping[int, float], low: float = -inf, high: float = inf) -> None:
        """Let a sum be between two bounds."""
        self._rows.append((terms, low, high))

    def solve(self, gains: Mapping[int, float]) -> list[int] | None:
        """The members by which the most is gained; None if there can be none."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # half a second, only for those who need it

        if not self._candidates:
            return None
        costs = np.zeros(self._variables)
        costs[list(gains)] = [-gain for gain in gains.values()]
        whole = np.zeros(self._variables)
        whole[: self._whole] = 1
        lows, highs = (np.array([row[side] for row in self._rows]) for side in (1, 2))
        limits = LinearConstraint(self._matrix(), lows, highs)
        found = milp(costs, integrality=whole, bounds=Bounds(0, 1), constraints=limits, options={"mip_rel_gap": 0})
        return None if found.x is None else [n for n in range(len(self._candidates)) if found.x[n] > _CERTAIN]

    def pairs(self, closeness: Closeness, size: int) -> dict[int, float]:
        """Let there be a variable for each pair, no more than those of its two; gives what each is worth."""
        count = len(self._candidates)
        weight = 2 / (size * (size - 1)) if size > 1 else 0.0
        names = {pair: self._variable() for pair in combinations(range(count), 2)}
        for (one, other), pair in names.items():
            self.require({pair: 1, one: -1}, high=0)
            self.require({pair: 1, other: -1}, high=0)
        for one in range(count):
            mine = {names[min(one, other), max(one, other)]: 1.0 for other in range(count) if other != one}
            self.require({**mine, one: 1.0 - size}, 0, 0)
        return {pair: weight * float(closeness[both]) for both, pair in names.items()}

    def _variable(self) -> int:
        self._variables += 1
        return self._variables - 1

    def _keep(self, rule: Rule) -> None:
        if rule.independent:
            for places in rule.bodies(self._candidates):
                self.require(dict.fromkeys(places, 1.0), high=1)
            return
        groups = rule.groups(self._candidates)
        counted = self._counted(groups) if rule.counting != "entities" else [place for [place] in groups.values()]
        high = inf if rule.at_most is None else rule.at_most
        self.require(dict.fromkeys(counted, 1.0), rule.at_least, high)
        if rule.share:
            all_of_it = dict.fromkeys(range(len(self._candidates)), -rule.share)
            self.require(all_of_it | dict.fromkeys(counted, 1 - rule.share), 0)

    def _counted(self, groups: Mapping[str, Sequence[int]]) -> list[int]:
        """A variable for each value: one where a member has it, else zero."""
        found = []
        for places in groups.values():
            seen = self._variable()
            self._whole = self._variables
            self.require({seen: 1.0} | dict.fromkeys(places, -1.0), high=0)
            for place in places:
                self.require({seen: 1.0, place: -1.0}, 0)
            found.append(seen)
        return found

    def _matrix(self) -> object:
        from scipy.sparse import csr_array  # as above

        cells = [
            (row, place, factor) for row, (terms, _, _) in enumerate(self._rows) for place, factor in terms.items()
        ]
        rows, places, factors = zip(*cells, strict=True)
        return csr_array((factors, (rows, places)), shape=(len(self._rows), self._variables))
