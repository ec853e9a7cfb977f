"""What a person says of the columns of a table, in a small TOML file."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.sources.layout import COLUMNS

__all__ = ["ColumnMap", "Given", "read_column_map"]

_SOURCE: Final = ("title", "publisher", "url", "issued", "language", "dates")
_TIE: Final = ("role", "start", "end", "known_by", "note")
_SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "actor": tuple(column for column in COLUMNS["actors"] if column != "source"),
    "initiative": tuple(column for column in COLUMNS["initiatives"] if column not in ("part_of", "source")),
    "membership": ("organisation", "organisation_type", *_TIE),
    "participation": ("amount", "currency", *_TIE),
}
_REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "source": ("title", "url"),
    "actor": ("name", "type"),
    "initiative": ("name", "type"),
    "membership": ("organisation",),
}
_DATES: Final = ("day-first", "month-first")


@dataclass(frozen=True, slots=True)
class Given:
    """Where a value comes from: a column, whose cells may list several, or a text that always holds."""

    column: str = ""
    separator: str = ""
    always: str = ""


@dataclass(frozen=True)
class ColumnMap:
    """What each section of the file says, by key; only what is written there is read."""

    file: str
    source: Mapping[str, str]
    sections: Mapping[str, Mapping[str, Given]]
    values: Mapping[str, Mapping[str, str]]
    """Of a key, what the words of the table mean (in small letters) in the words of the model."""

    @property
    def columns(self) -> dict[str, str]:
        """The columns that the table must have, each with the key that names it."""
        return {
            given.column: f"[{section}] {key}"
            for section, keys in self.sections.items()
            for key, given in keys.items()
            if given.column
        }


def read_column_map(path: Path) -> ColumnMap:
    """Read the file.

    Raises
    ------
    InputError
        If it is no TOML, or lacks a key, or has one that means nothing; the message names it.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError("there is no such file", Place(str(path))) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"is not TOML: {error}", Place(path.name)) from None
    return _Said(path.name, said).column_map()


@dataclass(frozen=True)
class _Said:
    """A TOML file as it is written, and what is wrong with it."""

    file: str
    content: Mapping[str, Any]

    def column_map(self) -> ColumnMap:
        self._only("the file", self.content, ("source", *_SECTIONS, "values"))
        source = self._section("source", _SOURCE)
        if "participation" in self.content and "initiative" not in self.content:
            raise self._error("[participation] needs an [initiative]; write which columns tell it")
        return ColumnMap(
            file=self.file,
            source=self._source(source),
            sections={name: self._givens(name) for name in _SECTIONS if name in self.content or name == "actor"},
            values=self._values(),
        )

    def _source(self, source: Mapping[str, Any]) -> dict[str, str]:
        if source.get("dates", _DATES[0]) not in _DATES:
            raise self._error(f"[source] dates is none of {', '.join(_DATES)}")
        return {key: str(value) for key, value in source.items()}

    def _givens(self, name: str) -> dict[str, Given]:
        return {
            key: self._given(f"[{name}] {key}", value) for key, value in self._section(name, _SECTIONS[name]).items()
        }

    def _given(self, key: str, value: object) -> Given:
        if isinstance(value, str):
            return Given(column=value)
        table = self._table(key, value)
        self._only(key, table, ("column", "separator", "always"))
        if ("column" in table) == ("always" in table):
            raise self._error(f"{key} needs either a column, or what is always so")
        return Given(**{name: str(text) for name, text in table.items()})

    def _values(self) -> dict[str, dict[str, str]]:
        values = self._table("[values]", self.content.get("values", {}))
        self._only("[values]", values, sorted({key for keys in _SECTIONS.values() for key in keys}))
        tables = {key: self._table(f"[values.{key}]", table) for key, table in values.items()}
        return {key: {word.casefold(): str(meant) for word, meant in table.items()} for key, table in tables.items()}

    def _section(self, name: str, known: Sequence[str]) -> Mapping[str, Any]:
        section = self._table(f"[{name}]", self.content.get(name, {}))
        self._only(f"[{name}]", section, known)
        if missing := [key for key in _REQUIRED.get(name, ()) if key not in section]:
            raise self._error(f"[{name}] lacks {missing[0]}; add it")
        return section

    def _table(self, name: str, value: object) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self._error(f"{name} is {value!r}, where keys with their values belong")
        return value

    def _only(self, name: str, table: Mapping[str, Any], known: Sequence[str]) -> None:
        if unknown := [key for key in table if key not in known]:
            raise self._error(f"{name} has {unknown[0]!r}, which is none of {', '.join(known)}")

    def _error(self, message: str) -> InputError:
        return InputError(message, Place(self.file))
