"""What each funding adds to a total, so that no sum counts twice; and what stands apart from the total, and why.

The rules are those of the questions about funding: a funding of which shares are known adds its rest only, a share
without an amount is inside its whole, and so is one in another currency, or one that is less sure than its whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from pyoxigraph import NamedNode, Store

from triplehelix.graph.gathering import TieFilter, untimely
from triplehelix.graph.lookup import pairs
from triplehelix.graph.money import Money
from triplehelix.graph.terms import RDF, THX
from triplehelix.graph.ties import number

__all__ = ["STANDINGS", "Convert", "Fundings", "Given", "Standing", "counted", "summed"]

Standing = Literal["counted", "undated", "deduced", "proposed", "inside", "no_amount"]
STANDINGS: Final[tuple[Standing, ...]] = ("counted", "undated", "deduced", "proposed", "inside", "no_amount")
"""Whether a funding is in the total (`counted`), or why it is not; `inside` is what is in the sum of its whole."""

Convert = Callable[[Money], Money]
Links = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Given:
    """Money that somebody gave; things by IRI, what is unknown is empty."""

    id: str
    funders: tuple[str, ...]
    recipients: tuple[str, ...]
    initiatives: tuple[str, ...]
    """What it is for, by its own word."""
    purposes: tuple[str, ...]
    """What it is for; a share is for what its whole is for, too."""
    instrument: str
    date: str
    """Its own, or its whole's."""
    deduced: bool
    standing: Standing
    amount: Money | None
    adds: Money | None
    """The amount without the shares that count by themselves; None for what is in another, or has no amount."""


class Fundings:
    """The money that a store knows of, by the ties that count.

    Sums are converted after shares were told from their wholes, so that a rate changes no share.
    """

    def __init__(self, store: Store, ties: TieFilter, convert: Convert = lambda money: money) -> None:
        self._store = store
        self._convert = convert
        self._gone = _gone(store, ties)
        self._whole = dict(pairs(store, THX.shareOf))
        self._proposed = {tie for tie, _ in pairs(store, THX.status, THX.proposed)}
        self._deduced = {tie for tie, _ in pairs(store, THX.confidence, THX.deduced)}
        self._funders, self._recipients, self._initiatives, self._participants = (
            _links(store, prop) for prop in (THX.funder, THX.recipient, THX.initiative, THX.participant)
        )
        self._instruments, self._dates, self._starts = (
            dict(pairs(store, prop)) for prop in (THX.instrument, THX.date, THX.start)
        )
        self._amounts = _amounts(store)

    def fundings(self) -> list[Given]:
        """What was given, tie by tie."""
        counting = self._counting(THX.Funding)
        amounts = {tie: self._amounts[tie] for tie in counting if tie in self._amounts}
        shares = self._shares(amounts)
        return [self._funding(tie, amounts, shares.get(tie, Decimal(0))) for tie in counting]

    def grants(self) -> list[Given]:
        """What initiatives gave to their participants: it may be a part of what was given to the initiative."""
        counting = self._counting(THX.Participation)
        return [self._grant(tie, self._amounts[tie]) for tie in counting if tie in self._amounts]

    def _counting(self, kind: NamedNode) -> list[str]:
        return sorted(tie for tie, _ in pairs(self._store, RDF.type, kind) if tie not in self._gone)

    def _shares(self, amounts: Mapping[str, Money]) -> Mapping[str, Decimal]:
        """What the shares of each funding come to, unless they are less sure than it is, or in another currency."""
        found: defaultdict[str, Decimal] = defaultdict(Decimal)
        for share, amount in amounts.items():
            whole = amounts.get(self._whole.get(share, ""))
            if whole and whole.currency == amount.currency and not self._is_less_sure(share):
                found[self._whole[share]] += amount.value
        return found

    def _is_less_sure(self, share: str) -> bool:
        return self._is_doubtful(share) and not self._is_doubtful(self._whole[share])

    def _is_doubtful(self, tie: str) -> bool:
        return tie in self._proposed or tie in self._deduced

    def _funding(self, tie: str, amounts: Mapping[str, Money], shares: Decimal) -> Given:
        amount, standing = amounts.get(tie), self._standing(tie, amounts)
        apart = amount is None or standing == "inside"
        adds = None if amount is None or apart else Money(max(amount.value - shares, Decimal(0)), amount.currency)
        return Given(
            id=tie,
            funders=self._funders.get(tie, ()),
            recipients=self._recipients.get(tie, ()),
            initiatives=self._initiatives.get(tie, ()),
            purposes=self._purposes(tie),
            instrument=self._instruments.get(tie, ""),
            date=self._date(tie),
            deduced=tie in self._deduced,
            standing=standing,
            amount=amount and self._convert(amount),
            adds=adds and self._convert(adds),
        )

    def _standing(self, tie: str, amounts: Mapping[str, Money]) -> Standing:
        amount, whole = amounts.get(tie), amounts.get(self._whole.get(tie, ""))
        if whole and (amount is None or amount.currency != whole.currency or self._is_less_sure(tie)):
            return "inside"
        if amount is None:
            return "no_amount"
        if tie in self._proposed:
            return "proposed"
        return self._certain(tie, self._date(tie))

    def _certain(self, tie: str, date: str) -> Standing:
        if tie in self._deduced:
            return "deduced"
        return "counted" if date else "undated"

    def _date(self, tie: str) -> str:
        return self._dates.get(tie) or self._dates.get(self._whole.get(tie, ""), "")

    def _purposes(self, tie: str) -> tuple[str, ...]:
        wholes = [tie]
        for one in wholes:
            wholes += {self._whole.get(one, one)}.difference(wholes)
        return tuple(sorted({what for one in wholes for what in self._initiatives.get(one, ())}))

    def _grant(self, tie: str, amount: Money) -> Given:
        initiatives = self._initiatives.get(tie, ())
        return Given(
            id=tie,
            funders=initiatives,
            recipients=self._participants.get(tie, ()),
            initiatives=initiatives,
            purposes=initiatives,
            instrument="",
            date=self._starts.get(tie, ""),
            deduced=tie in self._deduced,
            standing=self._certain(tie, self._starts.get(tie, "")),
            amount=self._convert(amount),
            adds=self._convert(amount),
        )


def _gone(store: Store, ties: TieFilter) -> frozenset[str]:
    """The ties that do not count; a share without a date of its own goes where its whole goes."""
    late = untimely(store, ties)
    dated = {tie for tie, _ in pairs(store, THX.date)}
    late |= {share for share, whole in pairs(store, THX.shareOf) if whole in late and share not in dated}
    deduced = {tie for tie, _ in pairs(store, THX.confidence, THX.deduced)} if ties.stated else set[str]()
    return frozenset(late | deduced)


def _amounts(store: Store) -> Mapping[str, Money]:
    """What each tie comes to, as far as that is a sum with a currency; all at once, since there may be many."""
    owned, currencies = [*pairs(store, THX.amount)], dict(pairs(store, THX.currency))
    sums = {node for _, node in owned} & currencies.keys()
    values = {node: number(text) for node, text in pairs(store, THX.value) if node in sums}
    return {tie: Money(value, currencies[node]) for tie, node in owned if (value := values.get(node)) is not None}


def _links(store: Store, prop: NamedNode) -> Links:
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for tie, other in pairs(store, prop):
        found[tie] += (other,)
    return {tie: tuple(sorted(others)) for tie, others in found.items()}


def counted(given: Iterable[Given]) -> dict[str, list[Given]]:
    """What is in the total, by currency."""
    found: defaultdict[str, list[Given]] = defaultdict(list)
    for one in given:
        if one.standing == "counted" and one.adds:
            found[one.adds.currency].append(one)
    return dict(sorted(found.items()))


def summed(given: Iterable[Given]) -> Decimal:
    """What some sums of one currency add up to."""
    return sum((one.adds.value for one in given if one.adds), Decimal(0))
