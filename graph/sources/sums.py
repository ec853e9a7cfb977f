"""Sums of money as registers write them, and what they become."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from triplehelix.graph.numbers import number
from triplehelix.graph.sources.rows import Row
from triplehelix.graph.terms import RDF, THX, XSD

__all__ = ["euros", "plain_number"]

_EUR: Final = Literal("EUR")
_DECIMAL: Final = XSD.decimal


def plain_number(text: str) -> str:
    """A sum as XML Schema writes decimals, whatever the notation.

    Raises
    ------
    ValueError
        If it is no number, or below zero.

    >>> plain_number("7.66444e+06"), plain_number("4 459 807,00"), plain_number("0.50")
    ('7664440', '4459807', '0.5')
    """
    if text.isascii() and text.isdecimal() and text[0] != "0":
        return text
    value = number(text)
    if value < 0:
        raise ValueError(f"{text!r} is below zero; write what is given as a number above it")
    return f"{value.normalize():f}"


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
