"""The identifiers by which registers know an organisation, each in one spelling whoever wrote it.

A number that cannot be one (a placeholder, a wrong check digit) is none: it must not join anybody.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from pyoxigraph import NamedNode

from triplehelix.graph.terms import ORG, SKOS, THX

__all__ = ["AUTHORITIES", "IDENTIFYING", "SCHEMES", "Identifier", "read_identifier"]

AUTHORITIES: Final = ("pic", "ror", "lei")
"""The registers that give each organisation one number: whom they keep apart are two."""

SCHEMES: Final = (*AUTHORITIES, "vat", "wikidata")
"""All kinds, the most exact first: one VAT number may be shared by all departments of a ministry."""


class Identifier(NamedTuple):
    """A number in a register: `Identifier("vat", "BE0404123456")`."""

    scheme: str
    value: str

    def __str__(self) -> str:
        """Write it as people do: `VAT BE0404123456`."""
        return f"{_WRITTEN[self.scheme]} {self.value}"


_WRITTEN: Final = {"pic": "PIC", "ror": "ROR", "lei": "LEI", "vat": "VAT", "wikidata": "Wikidata"}
_PIC: Final = re.compile(r"[1-9]\d*")
_LEI: Final = re.compile(r"[0-9A-Z]{18}\d{2}")
_VAT: Final = re.compile(r"[A-Z]{2}[0-9A-Z]{2,12}")
_KBO: Final = re.compile(r"(?:0[1-9]|1\d)\d{8}")
_KBO_AMONG_OTHERS: Final = re.compile(r"(?:BE ?)?[01]\d{3}\.?\d{3}\.?\d{3}")
_ROR: Final = re.compile(r"https?://ror\.org/(0[0-9a-z]{8})/?")
_WIKIDATA: Final = re.compile(r"https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/(Q[1-9]\d*)")


def read_identifier(prop: NamedNode, written: str) -> Identifier | None:
    """The identifier that a value of a property is; None where it is none by which organisations can be told.

    A Belgian VAT number and the number in the Crossroads Bank for Enterprises are one.

    >>> read_identifier(THX.kbo, "0404.123.456") == read_identifier(THX.vat, "BE 0404 123 456")
    True
    >>> print(read_identifier(SKOS.exactMatch, "https://ror.org/00afp2z80"))
    ROR 00afp2z80
    >>> read_identifier(THX.vat, "MISSING")
    """
    return IDENTIFYING[prop](written.strip())


def _pic(written: str) -> Identifier | None:
    return Identifier("pic", written) if _PIC.fullmatch(written) else None


def _lei(written: str) -> Identifier | None:
    code = _plain(written)
    return Identifier("lei", code) if _LEI.fullmatch(code) else None


def _vat(written: str) -> Identifier | None:
    number = _plain(written)
    if number.startswith("BE"):
        return _kbo(number)
    return Identifier("vat", number) if _VAT.fullmatch(number) and _is_no_placeholder(number) else None


def _kbo(written: str) -> Identifier | None:
    number = _plain(written).removeprefix("BE").zfill(10)
    return Identifier("vat", f"BE{number}") if _KBO.fullmatch(number) and _is_no_placeholder(number) else None


def _kbo_among_others(written: str) -> Identifier | None:
    """`org:identifier` has numbers of any register; those of the Crossroads Bank are known by their form."""
    return _kbo(written) if _KBO_AMONG_OTHERS.fullmatch(written) else None


def _match(written: str) -> Identifier | None:
    if found := _ROR.fullmatch(written.lower()):
        return Identifier("ror", found[1])
    if found := _WIKIDATA.fullmatch(written):
        return Identifier("wikidata", found[1])
    return None


def _plain(written: str) -> str:
    """A code without what people put between its parts."""
    return "".join(char for char in written.upper() if char.isascii() and char.isalnum())


def _is_no_placeholder(number: str) -> bool:
    """Whether it has digits, and not one alone that is repeated."""
    return len({char for char in number if char.isdigit()}) > 1


IDENTIFYING: Final[Mapping[NamedNode, Callable[[str], Identifier | None]]] = {
    THX.pic: _pic,
    THX.lei: _lei,
    THX.vat: _vat,
    THX.kbo: _kbo,
    ORG.identifier: _kbo_among_others,
    SKOS.exactMatch: _match,
}
"""The properties that may hold an identifier, each with what reads it."""
