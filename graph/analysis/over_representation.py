"""What is more frequent in a group than chance would have it.

References
----------
I. Rivals et al. (2007), Enrichment or depletion of a GO category within a class of genes: which test?, Bioinformatics
23, 401-407 (the hypergeometric test); Y. Benjamini, Y. Hochberg (1995), Journal of the Royal Statistical Society B 57,
289-300 (the correction for many tests).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final

__all__ = ["OverRepresented", "over_represented"]

_SIGNIFICANT: Final = 0.05


@dataclass(frozen=True, slots=True)
class OverRepresented:
    """A mark that more members of a group have than chance would give them."""

    mark: str
    n: int
    expected: float
    p: float
    """By the hypergeometric test, corrected for all marks in all groups (Benjamini and Hochberg)."""


def over_represented(
    groups: Sequence[AbstractSet[str]], marks: Mapping[str, AbstractSet[str]]
) -> list[list[OverRepresented]]:
    """For each group the marks that are significantly over-represented in it, the surest first.

    Only members of whom some mark is known count, or each mark would seem frequent where much is known.

    >>> marks = {actor: {"phage" if actor in "abcdef" else "gene"} for actor in "abcdefghijkl"}
    >>> [[one.mark for one in found] for found in over_represented([set("abcdef"), set("ghijkl")], marks)]
    [['phage'], ['gene']]
    """
    from scipy.stats import false_discovery_control  # a second, only for those who need it

    known = [[member for member in group if marks.get(member)] for group in groups]
    everywhere = _counted((member for group in known for member in group), marks)
    tested = [_tested(group, marks, everywhere, sum(map(len, known))) for group in known]
    corrected = iter(false_discovery_control([one.p for found in tested for one in found]) if everywhere else ())
    return [_significant(replace(one, p=float(next(corrected))) for one in found) for found in tested]


def _counted(members: Iterable[str], marks: Mapping[str, AbstractSet[str]]) -> Counter[str]:
    return Counter(mark for member in members for mark in marks[member])


def _tested(
    group: Sequence[str], marks: Mapping[str, AbstractSet[str]], everywhere: Counter[str], actors: int
) -> list[OverRepresented]:
    from scipy.stats import hypergeom

    here = _counted(group, marks)
    chances = {mark: hypergeom.sf(here[mark] - 1, actors, n, len(group)) for mark, n in everywhere.items()}
    return [
        OverRepresented(mark, here[mark], len(group) * n / actors, float(chances[mark]))
        for mark, n in everywhere.items()
    ]


def _significant(found: Iterable[OverRepresented]) -> list[OverRepresented]:
    return sorted((one for one in found if one.p < _SIGNIFICANT), key=lambda one: (one.p, one.mark))
