"""Money: an amount in one currency, never added to another's."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

__all__ = ["Money"]

_PLAIN_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)
_CODE = re.compile(r"[A-Z]{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its ISO 4217 currency code.

    >>> str(Money.parse("81000000", "EUR"))
    'EUR 81,000,000'
    """

    value: Decimal
    currency: str

    @classmethod
    def parse(cls, value: str, currency: str) -> Self:
        """Read a plain number and a currency code.

        Raises
        ------
        ValueError
            If the number is not plain (`4500000.50`) or the code is not three capital letters.
        """
        if not _PLAIN_NUMBER.fullmatch(value):
            raise ValueError(f"{value!r} is not an amount; write a plain number such as 4500000 or 4500000.50")
        if not _CODE.fullmatch(currency):
            raise ValueError(f"{currency!r} is not a currency; write its three letters, such as EUR")
        return cls(Decimal(value), currency)

    def __str__(self) -> str:
        """Write it as an English text does."""
        return f"{self.currency} {self.value:,f}"
