"""The numbers of organisations, each in the one way of writing it in which equal texts mean the same body."""

import re
from typing import Final

__all__ = ["isni", "vat_number"]

_NOT_WRITTEN: Final = re.compile(r"[^A-Z0-9+*]")
_VAT: Final = re.compile(r"[A-Z]{2}[A-Z0-9+*]{4,13}")
_FEWEST_DIGITS: Final = 4
_ISNI: Final = re.compile(r"\d{15}[\dX]", re.ASCII)
# value added tax keeps the EU's own code for Greece, and the ISO code for the United Kingdom
_VAT_PREFIX: Final = {"GR": "EL", "UK": "GB"}


def vat_number(text: str, country: str) -> str:
    """A VAT number in capitals, without blanks or dots, its country first; empty for what is none.

    >>> vat_number("be 0123.456.789", "BE"), vat_number("123456789", "GR"), vat_number("not applicable", "BE")
    ('BE0123456789', 'EL123456789', '')
    """
    number = _NOT_WRITTEN.sub("", text.upper())
    if number[:2].isdigit():
        number = country + number
    number = _VAT_PREFIX.get(number[:2], number[:2]) + number[2:]
    return number if _VAT.fullmatch(number) and sum(char.isdigit() for char in number) >= _FEWEST_DIGITS else ""


def isni(text: str) -> str:
    """An ISNI as its sixteen characters; empty for what is none.

    >>> isni("0000 0001 2345 678x")
    '000000012345678X'
    """
    number = text.upper().replace(" ", "")
    return number if _ISNI.fullmatch(number) else ""
