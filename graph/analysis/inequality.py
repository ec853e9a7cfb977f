"""How unevenly something is shared out: the share of the largest, the Herfindahl-Hirschman index, and Gini's."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

__all__ = ["gini", "herfindahl", "top_share"]

_WHOLE: Final = 10_000
"""The index where one has all: the square of 100 percent."""

Sums = Sequence[Decimal]


def top_share(sums: Sums, n: int) -> float:
    """The share of the whole that the n largest have.

    >>> top_share([Decimal(1), Decimal(2), Decimal(5)], 2)
    0.875
    """
    whole = sum(sums)
    return float(sum(sorted(sums, reverse=True)[:n]) / whole) if whole else 0.0


def herfindahl(sums: Sums) -> float:
    """The sum of the squares of the shares in percent: from 10,000 / n, where n have equal shares, to 10,000.

    References
    ----------
    S. A. Rhoades (1993), The Herfindahl-Hirschman index, Federal Reserve Bulletin 79, 188-189.

    >>> herfindahl([Decimal(30), Decimal(30), Decimal(20), Decimal(20)])
    2600.0
    """
    whole = sum(sums)
    return float(_WHOLE * sum((one / whole) ** 2 for one in sums)) if whole else 0.0


def gini(sums: Sums) -> float:
    """From 0, where all have the same, to (n - 1) / n, where one of n has all.

    It is half the mean difference between two of them, divided by the mean; computed here from the sums in ascending
    order, as 2 (1 x1 + 2 x2 + ... + n xn) / (n (x1 + ... + xn)) - (n + 1) / n.

    References
    ----------
    C. Gini (1912), Variabilità e mutabilità; A. Sen (1973), On economic inequality, section 2.7.

    >>> gini([Decimal(1), Decimal(1), Decimal(2)])
    0.16666666666666666
    """
    n, whole = len(sums), sum(sums)
    if not whole:
        return 0.0
    ranked = sum(place * one for place, one in enumerate(sorted(sums), 1))
    return float(2 * ranked / (n * whole) - Decimal(n + 1) / n)
