"""Typed rows as plain values: for JSON, and for the cells of a table.

A row is a frozen dataclass. In JSON its fields are the keys, and what is unknown (None, or an empty text) is left out;
a list stays, even an empty one. In a table an entity has a column for its name, its class and its IRI each; what is
made of several things is joined.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, get_type_hints

from triplehelix.graph.money import Money
from triplehelix.graph.values import Entity, Source

__all__ = ["cells", "header", "plain"]

_DIGITS: Final = 6


def plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """A row, or what stands in one, as JSON has it.

    >>> plain(Entity("http://e/a", "A", "SME"))
    {'id': 'http://e/a', 'name': 'A', 'type': 'SME'}
    """
    match value:
        case float():
            return round(value, _DIGITS) if abs(value) >= 1 else float(f"{value:.{_DIGITS}g}")
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(one) for key, one in value.items()}
        case list() | tuple():
            return [plain(one) for one in value]
    return dict(_known(value)) if is_dataclass(value) else value


def _known(row: object) -> Iterator[tuple[str, object]]:
    for name, value in _fields(row):
        if value is not None and value != "":
            yield name, plain(value)


def _fields(row: object) -> Iterator[tuple[str, object]]:
    for each in fields(row):  # type: ignore[arg-type] # whoever calls has seen that it is one
        if each.repr:  # what only the library works with is not shown
            yield each.name, getattr(row, each.name)


def header(kind: type) -> list[str]:
    """The columns of a kind of row.

    >>> header(Source)[:3]
    ['id', 'title', 'publisher']
    """
    hints = get_type_hints(kind)
    names = (each.name for each in fields(kind) if each.repr)
    return [column for name in names for column in (_columns(name) if hints[name] is Entity else [name])]


def _columns(name: str) -> list[str]:
    return [name, f"{name}_type", f"{name}_id"]


def cells(rows: Iterable[object]) -> Iterator[list[object]]:
    """The rows under their header."""
    for row in rows:
        values = (value for _, value in _fields(row))
        yield [cell for value in values for cell in _cells(value)]


def _cells(value: object) -> Sequence[object]:
    return (value.name, value.type, value.id) if isinstance(value, Entity) else (_cell(value),)


def _cell(value: object) -> object:
    if isinstance(value, list | tuple):
        return "; ".join(str(_cell(one)) for one in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}={_cell(one)}" for key, one in value.items())
    return "" if value is None else _word(value)


def _word(value: object) -> object:
    """What stands for a thing where there is room for a word only."""
    match value:
        case Entity():
            return value.name
        case Source():
            return value.url or value.id
        case Money():
            return f"{value.value} {value.currency}"
    return _cell(next(_fields(value))[1]) if is_dataclass(value) else plain(value)
