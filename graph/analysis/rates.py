"""A table of exchange rates that somebody gives: the only way in which two currencies come into one sum."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Final

from triplehelix.graph.dates import PartialDate
from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.money import Money
from triplehelix.graph.sources.inputs import files_of, readable
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.rows import Row, rows_of

__all__ = ["Rate", "in_euros", "read_rates"]

_COLUMNS: Final = ("currency", "rate", "date", "source")
_CENT: Final = Decimal("0.01")
_EURO: Final = "EUR"


@dataclass(frozen=True, slots=True)
class Rate:
    """How many euros one of a currency is, at which date, and who says so."""

    currency: str
    rate: Decimal
    date: str
    source: str


def read_rates(path: Path) -> tuple[Rate, ...]:
    """The rates in a CSV file or workbook: `currency`, `rate` (euros for one), `date` and `source`.

    Raises
    ------
    InputError
        If there is no such file, or at the first cell that is wrong, with its place.
    """
    with readable(path):
        rows = [*chain.from_iterable(rows_of(file, Journal(), check=_check_header) for file in files_of(path))]
    rates: dict[str, Rate] = {}
    for row in rows:
        if row["currency"] in rates:
            raise row.error("currency", f"{row['currency']} has a rate already; keep one of them")
        rates[row["currency"]] = _rate(row)
    return tuple(rates.values())


def in_euros(amount: Money, rates: Mapping[str, Rate]) -> Money:
    """An amount in euros, to the cent; as it is where there is no rate for it.

    >>> in_euros(Money(Decimal(10), "USD"), {"USD": Rate("USD", Decimal("0.9"), "2022", "a bank")})
    Money(value=Decimal('9'), currency='EUR')
    """
    rate = rates.get(amount.currency)
    return Money(_to_the_cent(amount.value * rate.rate), _EURO) if rate else amount


def _to_the_cent(value: Decimal) -> Decimal:
    """A sum with two decimals, or none where both would be zero."""
    cents = value.quantize(_CENT)
    return cents.quantize(Decimal(1)) if cents == cents.to_integral_value() else cents


def _check_header(header: Row) -> None:
    if missing := [name for name in _COLUMNS if name not in header.cells]:
        raise InputError(f"lacks the column {missing[0]!r}; add it to the header", Place(header.file, header.line))


def _rate(row: Row) -> Rate:
    if not row["source"]:
        raise row.error("source", "is empty; write who says so")
    try:
        PartialDate.parse(row["date"])
    except ValueError as error:
        raise row.error("date", str(error)) from None
    return Rate(row["currency"], _euros(row), row["date"], row["source"])


def _euros(row: Row) -> Decimal:
    """The euros for one of a currency, which is written as money is."""
    try:
        euros = Money.parse(row["rate"], _EURO).value
    except ValueError:
        raise row.error("rate", f"{row['rate']!r} is no rate; write the euros for one, such as 0.92") from None
    if not euros:
        raise row.error("rate", "is zero; write the euros for one, such as 0.92")
    try:
        Money.parse("1", row["currency"])
    except ValueError as error:
        raise row.error("currency", str(error)) from None
    if row["currency"] == _EURO:
        raise row.error("currency", "is the euro, into which the others are converted; remove this row")
    return euros
