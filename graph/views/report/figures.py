"""Tables drawn as SVG that stands in the page: words keep their size on a narrow one, and colour never tells alone."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from typing import Final

from markupsafe import Markup

from triplehelix.graph.messages import Messages
from triplehelix.graph.views.report.model import Cell, Figure, Table

__all__ = ["drawn", "is_number", "shown"]

_ROW: Final = 32
"""The height of a bar with its words."""
_HIGH: Final = 120
_YEARS: Final = 12
"""So many words find room below a line; of more values only the greatest and the last are written."""
_WIDE, _LEFT, _CELL = 960, 230, 30
"""The measures of shades in rows and columns."""
_ROOM: Final = 100
"""From so wide a column on its head needs not be turned."""
_SHADES: Final = 4


def drawn(table: Table, number: int, texts: Messages) -> Markup:
    """The drawing of a table that has one; its number tells it from the others of the page."""
    match table.drawing:
        case "bars":
            body, size = _bars(table, texts), Markup('width="100%" height="{}"').format(_ROW * len(table.rows))
        case "trend":
            body, size = _trend(table, texts), Markup('width="100%" height="{}"').format(_HIGH + 44)
        case _:
            height = _top(table) + _CELL * len(table.rows)
            body, size = _heat(table, texts), Markup('viewBox="0 0 {} {}"').format(_WIDE, height)
    return Markup(
        '<svg role="img" class="{kind}" aria-labelledby="f{n}-t f{n}-d" {size}>'
        '<title id="f{n}-t">{caption}</title><desc id="f{n}-d">{told}</desc>{body}</svg>'
    ).format(kind=table.drawing, n=number, size=size, caption=table.caption, told=_told(table, texts), body=body)


def shown(cell: Cell, texts: Messages) -> str:
    """A cell as people read it: figures as the language writes them.

    >>> from triplehelix.graph.messages import messages
    >>> shown(0.5, messages("fr")), shown("SME", messages("fr"))
    ('0,50', 'SME')
    """
    if isinstance(cell, str):
        return cell
    return texts.number(cell) if isinstance(cell, int) else texts.decimal(cell)


def is_number(cell: Cell) -> bool:
    """Whether it stands at the right of its column."""
    return isinstance(cell, Figure) or not isinstance(cell, str)


def _told(table: Table, texts: Messages) -> str:
    """What one sees, for whoever does not."""
    cells = [
        (n, " · ".join(filter(None, [str(row[0]), name if table.drawing == "heat" else ""])))
        for row in table.rows
        for name, n in zip(table.header[1:], _values(row), strict=False)
    ]
    most, where = max(cells, key=lambda cell: cell[0])
    return texts(
        f"report.drawing.{table.drawing}", n=texts.number(len(table.rows)), most=shown(most, texts), where=where
    )


def _values(row: Sequence[Cell]) -> list[int | float]:
    return [cell for cell in row[1:] if not isinstance(cell, str)]


def _bars(table: Table, texts: Messages) -> Markup:
    """Words above each bar, so that they need no room beside it."""
    values = [_values(row)[0] for row in table.rows]
    most = max(values) or 1
    return Markup().join(
        Markup(
            '<text x="0" y="{y}">{name}</text><text x="100%" y="{y}" class="n">{value}</text>'
            '<rect class="rail" x="0" y="{bar}" width="100%" height="8" rx="2"/>'
            '<rect class="bar" x="0" y="{bar}" width="{share:.2f}%" height="8" rx="2"/>'
        ).format(y=_ROW * n + 13, bar=_ROW * n + 18, name=row[0], value=shown(value, texts), share=100 * value / most)
        for n, (row, value) in enumerate(zip(table.rows, values, strict=True))
    )


def _trend(table: Table, texts: Messages) -> Markup:
    """Segments between points that stand at shares of the width."""
    values = [_values(row)[0] for row in table.rows]
    most, step = max(values) or 1, ceil(len(values) / _YEARS)
    points = [(100 * (n + 0.5) / len(values), 20 + _HIGH * (1 - value / most)) for n, value in enumerate(values)]
    lines = [
        Markup('<line class="line" x1="{:.2f}%" y1="{:.1f}" x2="{:.2f}%" y2="{:.1f}"/>').format(*one, *other)
        for one, other in pairwise(points)
    ]
    ground = Markup('<line class="ground" x1="0" y1="{0}" x2="100%" y2="{0}"/>').format(20 + _HIGH)
    for n, (row, value, (x, y)) in enumerate(zip(table.rows, values, points, strict=True)):
        lines.append(Markup('<circle class="dot" cx="{:.2f}%" cy="{:.1f}" r="3.5"/>').format(x, y))
        if step == 1 or value == most or n == len(values) - 1:
            lines.append(
                Markup('<text class="m" x="{:.2f}%" y="{:.1f}">{}</text>').format(x, y - 8, shown(value, texts))
            )
        if n % step == (len(values) - 1) % step:
            lines.append(Markup('<text class="m year" x="{:.2f}%" y="{}">{}</text>').format(x, _HIGH + 38, row[0]))
    return ground + Markup().join(lines)


def _heat(table: Table, texts: Messages) -> Markup:
    """A cell for each number, the darker the greater; the number stands in it."""
    wide, top = _wide(table), _top(table)
    most = max(value for row in table.rows for value in _values(row)) or 1
    turned = Markup('<text class="head" transform="translate({:.1f} {}) rotate(-38)">{}</text>')
    level = Markup('<text class="head m" x="{:.1f}" y="{}">{}</text>')
    form, shift = (level, 0.5) if wide >= _ROOM else (turned, 0.35)
    heads = [form.format(_LEFT + wide * (n + shift), top - 8, name) for n, name in enumerate(table.header[1:])]
    rows = (_shades(top + _CELL * n, row, wide, most, texts) for n, row in enumerate(table.rows))
    return Markup().join([*heads, *rows])


def _wide(table: Table) -> float:
    return (_WIDE - _LEFT) / (len(table.header) - 1)


def _top(table: Table) -> int:
    """The room that heads need."""
    return 30 if _wide(table) >= _ROOM else 130


def _shades(top: int, row: Sequence[Cell], wide: float, most: float, texts: Messages) -> Markup:
    name = Markup('<text x="{}" y="{}" class="n">{}</text>').format(_LEFT - 10, top + 19, row[0])
    cells = [
        Markup(
            '<rect class="s{shade}" x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{high}" rx="3"/>'
            '<text class="m t{shade}" x="{middle:.1f}" y="{base}">{value}</text>'
        ).format(
            shade=ceil(_SHADES * (value / most) ** 0.5),
            x=_LEFT + wide * n + 1,
            y=top + 1,
            wide=wide - 2,
            high=_CELL - 2,
            middle=_LEFT + wide * (n + 0.5),
            base=top + 19,
            value=shown(value, texts) if value else "·",
        )
        for n, value in enumerate(_values(row))
    ]
    return name + Markup().join(cells)
