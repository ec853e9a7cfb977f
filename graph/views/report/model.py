"""What a report is made of: sections, and tables that may be drawn."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Cell", "Drawing", "Figure", "Report", "Section", "Table"]


class Figure(str):
    """A number that is already written, such as a share."""

    __slots__ = ()


Cell = str | int | float
Drawing = Literal["tiles", "bars", "trend", "heat"]
"""Figures in a row; a bar for each row; a line over the rows, which are years; shades in rows and columns."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header, each named by its first cell, and the command that gives the same numbers."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    command: str
    drawing: Drawing | None = None
    """How it is drawn, where it is; its rows are then the figure's text."""
    note: str = ""
    """What one has to know to read it."""


@dataclass(frozen=True, slots=True)
class Section:
    """One question that the report answers."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The sections in their order, with what stands above and below them."""

    title: str
    description: str
    dated: str
    """Of when the data is, in words; empty where nothing tells."""
    licence: str
    language: str
    sections: tuple[Section, ...]
    caveats: tuple[str, ...]
    """What the data cannot tell."""
    command: str
    """What gives this report again."""

    def html(self) -> str:
        """One page; the same data gives the same text."""
        from triplehelix.graph.views.report.page import render

        return render(self)

    def markdown(self) -> str:
        """The same, with figures as tables."""
        from triplehelix.graph.views.report.markdown import markdown

        return markdown(self)
