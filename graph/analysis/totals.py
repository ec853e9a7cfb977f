"""Money added up by group, standing and currency."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from triplehelix.graph.analysis.concepts import Concept
from triplehelix.graph.analysis.fundings import STANDINGS, Given, Standing
from triplehelix.graph.analysis.money_groups import Grouping

__all__ = ["Groups", "Total", "grouped", "totals"]

Groups = Mapping[Concept, Sequence[Given]]


@dataclass(frozen=True, slots=True)
class Total:
    """What the sums of one group, standing and currency come to."""

    group: str
    id: str
    """The IRI of the group, or the year; empty for what belongs to none that is known."""
    standing: Standing
    currency: str
    fundings: int
    total: Decimal | None
    """None where no sum is known."""
    deduced: int
    """How many of the fundings were only deduced."""
    ties: tuple[str, ...]
    """The fundings by IRI."""


def grouped(given: Iterable[Given], grouping: Grouping) -> Groups:
    """The sums of each group; what counts for several stands in each."""
    found: defaultdict[Concept, list[Given]] = defaultdict(list)
    for one in given:
        for group in grouping.groups(one):
            found[group].append(one)
    return found


def totals(groups: Groups) -> tuple[Total, ...]:
    """What each group comes to: what is counted first, and the largest sum of a currency first."""
    rows = [row for group, given in groups.items() for row in _sums(group, given)]
    return tuple(sorted(rows, key=_order))


def _sums(group: Concept, given: Iterable[Given]) -> Iterator[Total]:
    found: defaultdict[tuple[Standing, str], list[Given]] = defaultdict(list)
    for one in given:
        found[one.standing, one.amount.currency if one.amount else ""].append(one)
    for (standing, currency), some in found.items():
        sums = [one.adds.value for one in some if one.adds]
        yield Total(
            group=group.name,
            id=group.id,
            standing=standing,
            currency=currency,
            fundings=len(some),
            total=sum(sums, Decimal(0)) if sums else None,
            deduced=sum(one.deduced for one in some),
            ties=tuple(one.id for one in some),
        )


def _order(row: Total) -> tuple[int, str, Decimal, int, str, str]:
    return STANDINGS.index(row.standing), row.currency, -(row.total or Decimal(0)), -row.fundings, row.group, row.id
