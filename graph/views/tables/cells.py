"""Terms as the texts of cells: only such texts as are read back as the very same term."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, cast

from pyoxigraph import Literal, NamedNode, Triple

from triplehelix.graph.lookup import Term
from triplehelix.graph.sources.cells import CONCEPT_PREFIX, PROPERTIES, CellReader
from triplehelix.graph.sources.layout import COLUMNS
from triplehelix.graph.sources.text import is_clean, mended
from triplehelix.graph.sources.triples import PLURAL
from triplehelix.graph.terms import DCT, ORG, RDFS, SKOS, THX, XSD, local_name

__all__ = ["LISTS", "STATEMENTS", "Columns", "cell_text", "columns_of"]


class _Column(NamedTuple):
    name: str
    predicate: NamedNode
    kind: str


# what has a column of its own in one table, beside what is a property in all of them
_OWN: Final[Mapping[str, tuple[_Column, ...]]] = {
    "sources": (
        _Column("url", DCT.source, "url"),
        _Column("title", DCT.title, "text"),
        _Column("publisher", DCT.publisher, "text"),
        _Column("issued", DCT.issued, "date"),
        _Column("language", DCT.language, "text"),
    ),
    "territories": (
        _Column("name", SKOS.prefLabel, "english"),
        _Column("name_fr", SKOS.prefLabel, "french"),
        _Column("code", SKOS.notation, "text"),
    ),
    "indicators": (
        _Column("label", SKOS.prefLabel, "english"),
        _Column("label_fr", SKOS.prefLabel, "french"),
    ),
    "observations": (
        _Column("about", THX.about, "reference"),
        _Column("indicator", THX.indicator, "reference"),
        _Column("value", THX.value, "number"),
        _Column("unit", THX.unit, "text"),
        _Column("period", THX.period, "text"),
        _Column("period_start", THX.periodStart, "date"),
        _Column("period_end", THX.periodEnd, "date"),
    ),
    "changes": (
        _Column("type", RDFS.label, "english"),
        _Column("original", ORG.originalOrganization, "reference"),
        _Column("resulting", ORG.resultingOrganization, "reference"),
    ),
}
LISTS: Final = frozenset({*PLURAL, "original", "resulting"})
"""The columns whose cells hold several values, separated by `;`."""
# what is read in a column without being a property of its own
_FURTHER: Final[Mapping[str, Callable[[str], Term]]] = {
    "french": lambda text: Literal(text, language="fr"),
    "number": lambda text: Literal(text, datatype=XSD.decimal),
}


@dataclass(frozen=True)
class Columns:
    """Where the values of properties go: the columns of a table, or the properties that `statements` knows."""

    by_predicate: Mapping[NamedNode, tuple[_Column, ...]]

    def place(self, predicate: NamedNode, value: Term, cells: CellReader) -> tuple[str, str] | None:
        """The column (or property) for a value, with the text to write there; None where there is none."""
        for column in self.by_predicate.get(predicate, ()):
            text = cell_text(column.kind, value, cells)
            if text is not None and not (column.name in LISTS and ";" in text):
                return column.name, text
        return None

    def place_in_language(self, predicate: NamedNode, value: Term, cells: CellReader) -> tuple[str, str] | None:
        """The property for a text in any language, such as `name@nl`, with the text."""
        if not isinstance(value, Literal) or not value.language:
            return None
        placed = self.place(predicate, Literal(value.value), cells) or self.place(
            predicate, Literal(value.value, language="en"), cells
        )
        return (f"{placed[0]}@{value.language}", placed[1]) if placed else None

    def fill(self, subject: NamedNode, said: Iterable[Triple], cells: CellReader) -> dict[str, str]:
        """The cells of a row about something: the first of its values in each column, or all of a list."""
        found: dict[str, list[str]] = {}
        for triple in said:
            placed = self.place(triple.predicate, cast("Term", triple.object), cells)
            if placed and triple.subject == subject:
                found.setdefault(placed[0], []).append(placed[1])
        return {name: ";".join(sorted(texts)) if name in LISTS else min(texts) for name, texts in found.items()}


def columns_of(table: str) -> Columns:
    """The columns of a table that hold values of properties."""
    own = _OWN.get(table, ())
    named = {column.name for column in own}
    return _columns([*own, *_properties(name for name in COLUMNS[table] if name not in named)])


def _properties(names: Iterable[str]) -> list[_Column]:
    """Columns of what is called the same in every table; an address, the loosest of kinds, comes last."""
    known = [(name, PLURAL.get(name, name)) for name in names]
    columns = [_Column(name, *PROPERTIES[prop]) for name, prop in known if prop in PROPERTIES]
    return sorted(columns, key=lambda column: column.kind == "url")


def _columns(columns: Iterable[_Column]) -> Columns:
    by_predicate: dict[NamedNode, tuple[_Column, ...]] = {}
    for column in columns:
        by_predicate[column.predicate] = (*by_predicate.get(column.predicate, ()), column)
    return Columns(by_predicate)


STATEMENTS: Final = _columns(_properties(PROPERTIES))
"""The properties that a row of `statements` can have, sums aside."""


def cell_text(kind: str, value: Term, cells: CellReader) -> str | None:
    """What to write into a cell of a kind so that this very term is read from it; None where nothing would do.

    >>> from triplehelix.graph.vocabulary import vocabulary
    >>> cells = CellReader(vocabulary(), {})
    >>> cell_text("roles", THX["role-partner"], cells), cell_text("text", Literal(" two blanks "), cells)
    ('partner', None)
    """
    text = _words(kind, value)
    try:
        read = _FURTHER[kind](text) if kind in _FURTHER else cells.term(kind, text)
    except ValueError:
        return None
    return text if read == value and _stays(text) else None


def _stays(text: str) -> bool:
    """Whether a cell with this text comes back with the very same: nothing that a reader of tables would mend."""
    clean = is_clean(text) or (mended(text) == text and not {"\r", "\0"} & set(text))
    return bool(text) and text == text.strip() and clean


def _words(kind: str, value: Term) -> str:
    if isinstance(value, Literal) or kind == "url":
        return value.value
    return local_name(value.value).removeprefix(CONCEPT_PREFIX.get(kind, ""))
