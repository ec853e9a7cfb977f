"""How few recipients get how much of the counted money, currency by currency."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.analysis.fundings import Given, counted, summed
from triplehelix.graph.analysis.inequality import gini, herfindahl, top_share
from triplehelix.graph.money import Money
from triplehelix.graph.values import Entity

__all__ = ["Concentration", "Recipient", "concentrations"]

_LARGEST: Final = 10


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who was given money alone, by fundings that are counted."""

    actor: Entity
    money: Money
    share: float
    """Of all that went to one named recipient."""
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concentration:
    """How the counted money of a currency that went to one named recipient is shared out among these."""

    recipients: int
    money: Money
    counted: Money
    """All that is counted, whoever got it."""
    covered: float
    """The share of it that went to one named recipient."""
    top1: float
    top3: float
    top10: float
    hhi: float
    gini: float
    largest: tuple[Recipient, ...]


def concentrations(given: Iterable[Given], collaboration: Collaboration) -> tuple[Concentration, ...]:
    """Of each currency in which one named recipient was given anything."""
    found = (_concentration(currency, some, collaboration) for currency, some in counted(given).items())
    return tuple(one for one in found if one)


def _concentration(currency: str, given: Sequence[Given], collaboration: Collaboration) -> Concentration | None:
    alone = _alone(given)
    sums = {actor: summed(some) for actor, some in alone.items()}
    values = [*sums.values()]
    money, all_ = sum(values, Decimal(0)), summed(given)
    if not money:
        return None
    return Concentration(
        recipients=len(sums),
        money=Money(money, currency),
        counted=Money(all_, currency),
        covered=float(money / all_),
        top1=top_share(values, 1),
        top3=top_share(values, 3),
        top10=top_share(values, _LARGEST),
        hhi=herfindahl(values),
        gini=gini(values),
        largest=tuple(_recipient(actor, currency, money, alone, collaboration) for actor in _first(sums)),
    )


def _alone(given: Iterable[Given]) -> Mapping[str, Sequence[Given]]:
    """What each recipient got that nobody else was given with it."""
    found: defaultdict[str, list[Given]] = defaultdict(list)
    for one in given:
        if len(one.recipients) == 1:
            found[one.recipients[0]].append(one)
    return found


def _first(sums: Mapping[str, Decimal]) -> list[str]:
    return sorted(sums, key=lambda actor: (-sums[actor], actor))[:_LARGEST]


def _recipient(
    actor: str, currency: str, whole: Decimal, alone: Mapping[str, Sequence[Given]], collaboration: Collaboration
) -> Recipient:
    own = summed(alone[actor])
    return Recipient(
        actor=collaboration.entity(actor),
        money=Money(own, currency),
        share=float(own / whole),
        ties=tuple(one.id for one in alone[actor]),
    )
