"""Where the money comes from and goes to: honest totals, how few get how much of it, and public beside private money.

Each sum counts once and currencies are never added; what is undated, deduced, proposed or without amount stands apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from pyoxigraph import NamedNode

from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.analysis.concentration import gini, herfindahl, top_share
from triplehelix.graph.analysis.concepts import Concept
from triplehelix.graph.analysis.fundings import STANDINGS, Fundings, Given, Standing
from triplehelix.graph.analysis.grouping import Grouping
from triplehelix.graph.analysis.rates import Rate, in_euros
from triplehelix.graph.lookup import objects
from triplehelix.graph.money import Money
from triplehelix.graph.names import Names
from triplehelix.graph.sentences import tie_sentence
from triplehelix.graph.terms import RDF, THX, local_name
from triplehelix.graph.values import Entity, Source

__all__ = ["Concentration", "Funding", "Recipient", "Side", "Told", "Total", "funding"]

_LARGEST: Final = 10
_PRIVATE: Final = (THX.LargeCompany, THX.SME, THX.ServiceProvider)

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


@dataclass(frozen=True, slots=True)
class Side:
    """The counted money of public authorities, of companies, or of those who may be either."""

    side: Literal["public", "private", "either"]
    fundings: int
    money: Money
    share: float
    """Of the counted money in this currency."""


@dataclass(frozen=True, slots=True)
class Told:
    """A funding, as its documents tell of it."""

    id: str
    sentence: str
    standing: Standing
    adds: Money | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Funding:
    """The totals by group, the largest first, and what they are to be read with."""

    by: str
    rates: tuple[Rate, ...]
    """By which other currencies became euros."""
    all: tuple[Total, ...]
    """The totals of everything, each funding in one of them."""
    rows: tuple[Total, ...]
    grants: tuple[Total, ...]
    """What initiatives gave to their participants: apart, since it may be a part of what they were given."""
    concentration: tuple[Concentration, ...]
    grant_concentration: tuple[Concentration, ...]
    sides: tuple[Side, ...]
    asked: str
    """The group whose fundings are told; empty where none was asked for."""
    told: tuple[Told, ...]
    """Its fundings and grants, the largest first."""


def funding(
    collaboration: Collaboration,
    by: str = "funder",
    *,
    funders: Iterable[str] = (),
    rates: Sequence[Rate] = (),
    tell: str = "",
) -> Funding:
    """The totals of one of `grouping.BY`: of all money, or of what some funders gave.

    With `tell`, the name of a group, each of its fundings is told with its documents.

    Raises
    ------
    NameNotFound, AmbiguousName
        If a name means nothing, or several things.
    """
    money = _Money(collaboration, [collaboration.reading.resolve(name).id for name in funders], rates)
    grouping = Grouping(collaboration, by)
    groups = _grouped(money.given, grouping), _grouped(money.grants, grouping)
    rows, grants = (_totals(group) for group in groups)
    asked = _meant(tell, groups) if tell else None
    return Funding(
        by=by,
        rates=tuple(rates),
        all=_totals({Concept("", ""): money.given}),
        rows=rows,
        grants=grants,
        concentration=money.concentrations(money.given),
        grant_concentration=money.concentrations(money.grants),
        sides=money.sides(),
        asked=asked.name if asked else "",
        told=money.told([one for some in groups for one in some.get(asked, ())]) if asked else (),
    )


def _grouped(given: Iterable[Given], grouping: Grouping) -> Groups:
    found: defaultdict[Concept, list[Given]] = defaultdict(list)
    for one in given:
        for group in grouping.groups(one):
            found[group].append(one)
    return found


def _totals(groups: Groups) -> tuple[Total, ...]:
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


def _meant(name: str, groups: Sequence[Groups]) -> Concept:
    """The group that a name means."""
    keys = {group.id or group.name: group for some in groups for group in some}
    entities = {key: Entity(key, group.name, "group") for key, group in keys.items()}
    spellings = [(key, text) for key, group in keys.items() for text in (group.name, local_name(key))]
    return keys[Names(entities, spellings, "group").resolve(name).id]


class _Money:
    """The money that is looked at, and what it tells beside its totals."""

    def __init__(self, collaboration: Collaboration, funders: Sequence[str], rates: Sequence[Rate]) -> None:
        self._collaboration = collaboration
        self._reading = collaboration.reading
        known = {rate.currency: rate for rate in rates}
        store = Fundings(self._reading.store, collaboration.scope.ties, lambda money: in_euros(money, known))
        self.given, self.grants = (
            [one for one in some if not funders or set(funders) & set(one.funders)]
            for some in (store.fundings(), store.grants())
        )

    def concentrations(self, given: Iterable[Given]) -> tuple[Concentration, ...]:
        """Of each currency in which one named recipient was given anything."""
        counted = _counted(given)
        found = (self._concentration(currency, some) for currency, some in counted.items())
        return tuple(one for one in found if one)

    def _concentration(self, currency: str, given: Sequence[Given]) -> Concentration | None:
        alone: defaultdict[str, list[Given]] = defaultdict(list)
        for one in given:
            if len(one.recipients) == 1:
                alone[one.recipients[0]].append(one)
        sums = {actor: _sum(some) for actor, some in alone.items()}
        money, counted = sum(sums.values(), Decimal(0)), _sum(given)
        if not money:
            return None
        values = [*sums.values()]
        return Concentration(
            recipients=len(sums),
            money=Money(money, currency),
            counted=Money(counted, currency),
            covered=float(money / counted),
            top1=top_share(values, 1),
            top3=top_share(values, 3),
            top10=top_share(values, _LARGEST),
            hhi=herfindahl(values),
            gini=gini(values),
            largest=tuple(self._largest(sums, alone, currency)),
        )

    def _largest(
        self, sums: Mapping[str, Decimal], alone: Mapping[str, Sequence[Given]], currency: str
    ) -> Iterator[Recipient]:
        whole = sum(sums.values(), Decimal(0))
        for actor in sorted(sums, key=lambda actor: (-sums[actor], actor))[:_LARGEST]:
            yield Recipient(
                actor=self._collaboration.entity(actor),
                money=Money(sums[actor], currency),
                share=float(sums[actor] / whole),
                ties=tuple(one.id for one in alone[actor]),
            )

    def sides(self) -> tuple[Side, ...]:
        """What public authorities, companies and others gave, by currency; what several gave, in full for each."""
        return tuple(side for currency, some in _counted(self.given).items() for side in self._sides_of(currency, some))

    def _sides_of(self, currency: str, given: Sequence[Given]) -> Iterator[Side]:
        whole = _sum(given)
        for side in ("public", "private", "either"):
            some = [one for one in given if side in {self._side(funder) for funder in one.funders}]
            share = float(_sum(some) / whole) if whole else 0.0
            yield Side(side, len(some), Money(_sum(some), currency), share)

    def _side(self, funder: str) -> Literal["public", "private", "either"]:
        types = objects(self._reading.store, NamedNode(funder), RDF.type)
        if THX.GovernmentBody in types:
            return "public"
        return "private" if any(kind in types for kind in _PRIVATE) else "either"

    def told(self, given: Iterable[Given]) -> tuple[Told, ...]:
        """Fundings in words, the largest first."""
        ordered = sorted(given, key=lambda one: (STANDINGS.index(one.standing), -_value(one), one.id))
        return tuple(map(self._told, ordered))

    def _told(self, given: Given) -> Told:
        tie = self._reading.ties.read(given.id)
        sentence = tie_sentence(tie, self._reading.labels, self._reading.texts)
        return Told(given.id, sentence, given.standing, given.adds, tie.sources)


def _counted(given: Iterable[Given]) -> dict[str, list[Given]]:
    """The counted sums by currency."""
    found: defaultdict[str, list[Given]] = defaultdict(list)
    for one in given:
        if one.standing == "counted" and one.adds:
            found[one.adds.currency].append(one)
    return dict(sorted(found.items()))


def _sum(given: Iterable[Given]) -> Decimal:
    return sum(map(_value, given), Decimal(0))


def _value(given: Given) -> Decimal:
    return given.adds.value if given.adds else Decimal(0)
