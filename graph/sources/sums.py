"""Sums of money as registers write them, and what they become."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from triplehelix.graph.sources.rows import Row
from triplehelix.graph.terms import RDF, THX, XSD

__all__ = ["euros", "plain_number"]

_EUR: Final = Literal("EUR")
_DECIMAL: Final = XSD.decimal
_BLANKS: Final = str.maketrans("", "", " \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'")
_LONGEST: Final = 40


def plain_number(text: str) -> str:
    """A number as XML Schema writes decimals, whatever the notation; of two separators the last is the decimal one.

    Raises
    ------
    ValueError
        If it is no number, or below zero.

    >>> plain_number("7.66444e+06"), plain_number("4 459 807,00"), plain_number("1.234,50")
    ('7664440', '4459807', '1234.5')
    """
    if text.isdecimal() and text.isascii() and text[0] != "0":
        return text
    try:
        value = Decimal(_with_point(text.translate(_BLANKS)))
        if value.is_finite() and value >= 0 and abs(value.adjusted()) < _LONGEST:
            return f"{value.normalize():f}"
    except InvalidOperation:
        pass
    raise ValueError(f"{text!r} is not a sum of money; write a number such as 4459807.00")


def _with_point(text: str) -> str:
    """The number with a decimal point and no other separator."""
    point, comma = text.rfind("."), text.rfind(",")
    if comma > point:
        text = text.replace(".", "")
        return text.replace(",", ".") if text.count(",") == 1 else text.replace(",", "")
    return text.replace(",", "") if text.count(".") == 1 or comma >= 0 else text


def euros(owner: NamedNode, prop: NamedNode, word: str, row: Row, column: str) -> Iterator[Triple]:
    """A sum in euros as a node of its own, named after its owner and the word; nothing where the cell is empty.

    Raises
    ------
    InputError
        If the cell holds no sum.
    """
    if not row[column]:
        return
    try:
        value = Literal(plain_number(row[column]), datatype=_DECIMAL)
    except ValueError as error:
        raise row.error(column, str(error)) from None
    node = NamedNode(f"{owner.value}/{word}/eur")
    yield Triple(owner, prop, node)
    yield Triple(node, RDF.type, THX.Money)
    yield Triple(node, THX.value, value)
    yield Triple(node, THX.currency, _EUR)
