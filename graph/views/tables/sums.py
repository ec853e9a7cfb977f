"""The sums of money that a document tells of a thing, as the cells of rows."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import zip_longest
from typing import NamedTuple, cast

from pyoxigraph import NamedNode, Triple

from triplehelix.graph.lookup import Term
from triplehelix.graph.money import Money
from triplehelix.graph.sources.cells import MONEY, CellReader
from triplehelix.graph.terms import THX
from triplehelix.graph.views.tables.cells import cell_text

__all__ = ["Sum", "sums_of", "values"]


class Sum(NamedTuple):
    """A sum with what stands beside it in its row, each as a cell has it."""

    name: str
    value: str
    currency: str
    status: str
    note: str

    @property
    def cells(self) -> dict[str, str]:
        """Its cells in a row of `statements`."""
        return {
            "property": self.name,
            "value": self.value,
            "currency": self.currency,
            "status": self.status,
            "note": self.note,
        }


def values(said: Iterable[Triple], subject: NamedNode, predicate: NamedNode) -> list[Term]:
    """The values of a property, in a fixed order."""
    found = (triple.object for triple in said if (triple.subject, triple.predicate) == (subject, predicate))
    return sorted(cast("Iterator[Term]", found), key=str)


def sums_of(thing: NamedNode, said: AbstractSet[Triple], cells: CellReader) -> Iterator[Sum]:
    """The sums of a thing; one with two values, remarks or statuses comes as often."""
    for name, node in _nodes(thing, said):
        # a tie has its status itself, an initiative's budget has its own
        statuses = _texts("statuses", values(said, node if name == "budget" else thing, THX.status), cells)
        notes = _texts("english", values(said, node, THX.note), cells)
        for currency in values(said, node, THX.currency):
            amounts = [value.value for value in values(said, node, THX.value) if _is_read(value.value, currency.value)]
            for amount, status, note in zip_longest(amounts, statuses, notes) if amounts else ():
                yield Sum(name, amount or amounts[0], currency.value, status or "", note or "")


def _nodes(thing: NamedNode, said: AbstractSet[Triple]) -> Iterator[tuple[str, NamedNode]]:
    for name, predicate in MONEY.items():
        for node in values(said, thing, predicate):
            if isinstance(node, NamedNode):
                yield name, node


def _texts(kind: str, terms: Iterable[Term], cells: CellReader) -> list[str]:
    return [text for text in (cell_text(kind, term, cells) for term in terms) if text is not None]


def _is_read(value: str, currency: str) -> bool:
    """Whether a cell with this value would be read as the same."""
    try:
        return f"{Money.parse(value, currency).value:f}" == value
    except ValueError:
        return False
