"""The bundled tables' format: their columns, those that must be there, and what kind of thing a row defines."""

from collections.abc import Mapping
from typing import Final

__all__ = ["COLUMNS", "KINDS", "REQUIRED"]

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "dataset": ("property", "value"),
    "sources": ("url", "title", "publisher", "issued", "language"),
    "territories": ("id", "type", "name", "name_fr", "part_of", "code", "source"),
    "indicators": ("id", "label", "label_fr", "source"),
    "actors": (
        "id", "type", "name", "aliases", "helix", "city", "region", "country", "founded", "website", "therapies",
        "stages", "ror", "wikidata", "kbo", "description", "source",
    ),
    "office_holders": ("id", "name", "description", "source"),
    "initiatives": (
        "id", "type", "name", "aliases", "start", "end", "known_by", "budget", "currency", "status", "therapies",
        "stages", "part_of", "topic", "description", "source",
    ),
    "ties": (
        "id", "type", "first_party", "role", "other_party", "initiative", "start", "end", "date", "known_by",
        "amount", "currency", "instrument", "status", "share_of", "confidence", "note", "source",
    ),
    "statements": ("about", "property", "value", "currency", "status", "confidence", "note", "source"),
    "observations": (
        "id", "about", "indicator", "value", "unit", "period", "period_start", "period_end", "source",
    ),
    "changes": ("id", "type", "date", "original", "resulting", "former_name", "note", "source"),
}  # fmt: skip

REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "dataset": ("property", "value"),
    "sources": ("url",),
    "actors": ("id", "type", "name", "source"),
    "ties": ("id", "type", "first_party", "source"),
    "statements": ("about", "property", "value", "source"),
    "observations": ("id", "about", "indicator", "value", "source"),
    "changes": ("id", "original", "resulting", "source"),
    "territories": ("id", "type", "name", "source"),
    "indicators": ("id", "label", "source"),
    "office_holders": ("id", "name", "source"),
    "initiatives": ("id", "type", "name", "source"),
}
KINDS: Final = {
    "actors": "actor",
    "office_holders": "office-holder",
    "initiatives": "initiative",
    "ties": "tie",
    "observations": "observation",
    "territories": "territory",
    "indicators": "concept",
    "changes": "change",
}
