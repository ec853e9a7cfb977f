"""Public beside private money, as far as the kinds of funders tell them apart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pyoxigraph import NamedNode, Store

from triplehelix.graph.analysis.fundings import Given, counted, summed
from triplehelix.graph.lookup import objects
from triplehelix.graph.money import Money
from triplehelix.graph.terms import RDF, THX

__all__ = ["Side", "sides"]

_SIDES: Final = ("public", "private", "either")
_PRIVATE: Final = (THX.LargeCompany, THX.SME, THX.ServiceProvider)

Word = Literal["public", "private", "either"]


@dataclass(frozen=True, slots=True)
class Side:
    """The counted money of public authorities, of companies, or of those who may be either."""

    side: Word
    fundings: int
    money: Money
    share: float
    """Of the counted money in this currency."""


def sides(given: Iterable[Given], store: Store) -> tuple[Side, ...]:
    """What public authorities, companies and others gave, by currency; what several gave, in full for each."""
    return tuple(side for currency, some in counted(given).items() for side in _of(currency, some, store))


def _of(currency: str, given: Sequence[Given], store: Store) -> Iterator[Side]:
    whole = summed(given)
    for side in _SIDES:
        some = [one for one in given if side in {_side(funder, store) for funder in one.funders}]
        share = float(summed(some) / whole) if whole else 0.0
        yield Side(side, len(some), Money(summed(some), currency), share)


def _side(funder: str, store: Store) -> Word:
    types = objects(store, NamedNode(funder), RDF.type)
    if THX.GovernmentBody in types:
        return "public"
    return "private" if any(kind in types for kind in _PRIVATE) else "either"
