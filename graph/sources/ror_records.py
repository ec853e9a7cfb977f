"""Records of the Research Organization Registry in one shape, whichever of its two schemas they are written in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

__all__ = ["Name", "Record", "record_of"]

_ID: Final = re.compile(r"(?:https?://)?(?:ror\.org/)?(0[a-z0-9]{6}\d{2})", re.ASCII)
_LAST_YEAR: Final = 9999
_IDENTIFIERS: Final = ("wikidata", "isni", "grid")
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Name:
    """A name, the language that it is in where that is told, and what kind of name it is."""

    text: str
    language: str
    kinds: frozenset[str]
    """`ror_display` for the name to show, `label`, `alias`, `acronym`."""


@dataclass(frozen=True, slots=True)
class Record:
    """An organisation as the registry has it."""

    id: str
    status: str
    modified: str
    """The day of the last change, where the schema tells it."""
    names: tuple[Name, ...]
    types: frozenset[str]
    founded: int | None
    website: str
    country: str
    city: str
    identifiers: Mapping[str, tuple[str, ...]]
    """Wikidata, ISNI and GRID: those that the registry prefers, or else all that it has."""
    relations: tuple[tuple[str, str], ...]
    """Kind of relation (`parent`, `child`, `successor`, `predecessor`, `related`) and the other's id."""


def record_of(value: Any) -> Record:  # noqa: ANN401 - whatever stands in the file
    """The record that a JSON value is, in schema version 1 or 2.

    Raises
    ------
    ValueError
        If it is none; the message says why.
    """
    try:
        return _second(value) if "names" in value else _first(value)
    except KeyError as error:
        raise ValueError(f"is not a record of ROR, schema 1 or 2: it lacks {error}") from None
    except (TypeError, AttributeError, IndexError):
        raise ValueError("is not a record of ROR, schema 1 or 2: a part of it is of another kind") from None


def _second(value: Json) -> Record:
    places = [place["geonames_details"] for place in value["locations"]]
    return Record(
        id=_id(value["id"]),
        status=_text(value["status"]),
        modified=_text(value.get("admin", {}).get("last_modified", {}).get("date")),
        names=tuple(Name(_text(one["value"]), _text(one["lang"]), frozenset(one["types"])) for one in value["names"]),
        types=frozenset(value["types"]),
        founded=_year(value["established"]),
        website=next((_text(link["value"]) for link in value["links"] if link["type"] == "website"), ""),
        country=_text(places[0]["country_code"]) if places else "",
        city=_text(places[0]["name"]) if places else "",
        identifiers={one["type"]: _preferred(one) for one in value["external_ids"] if one["type"] in _IDENTIFIERS},
        relations=tuple((_text(one["type"]), _id(one["id"])) for one in value["relationships"]),
    )


def _first(value: Json) -> Record:
    return Record(
        id=_id(value["id"]),
        status=_text(value["status"]),
        modified="",
        names=tuple(_first_names(value)),
        types=frozenset(kind.lower() for kind in value["types"]),
        founded=_year(value["established"]),
        website=_text(next(iter(value["links"]), "")),
        country=_text(value["country"]["country_code"]),
        city=_text(value["addresses"][0]["city"]) if value["addresses"] else "",
        identifiers={
            kind.lower(): _preferred(one) for kind, one in value["external_ids"].items() if kind.lower() in _IDENTIFIERS
        },
        relations=tuple((one["type"].lower(), _id(one["id"])) for one in value["relationships"]),
    )


def _first_names(value: Json) -> Iterator[Name]:
    yield Name(_text(value["name"]), "", frozenset({"ror_display"}))
    for one in value["labels"]:
        yield Name(_text(one["label"]), _text(one["iso639"]), frozenset({"label"}))
    for kind, key in (("alias", "aliases"), ("acronym", "acronyms")):
        yield from (Name(_text(one), "", frozenset({kind})) for one in value[key])


def _id(text: str) -> str:
    found = _ID.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not an id of ROR; it looks like https://ror.org/ and nine characters")
    return found[1]


def _text(text: str | None) -> str:
    return " ".join((text or "").split())


def _preferred(one: Json) -> tuple[str, ...]:
    """Schema 1 writes a single number without a list."""
    found = [one["all"]] if isinstance(one["all"], str) else one["all"]
    return tuple(_text(number) for number in ([one["preferred"]] if one["preferred"] else found))


def _year(year: int | None) -> int | None:
    if year is not None and not 0 < year <= _LAST_YEAR:
        raise ValueError(f"was established in {year!r}, which is no year; write four digits")
    return year
