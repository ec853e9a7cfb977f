"""The bundled tables' format: what is written in each column, which must be there, and what a row defines."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

__all__ = ["ABOUT", "ANCESTORS", "COLUMNS", "KINDS", "NOTES", "REQUIRED", "TABLES"]

TABLES: Final = Path(__file__).parent.parent.parent / "data" / "wallonia"
"""Where the bundled tables stand."""

ABOUT: Final[Mapping[str, str]] = {
    "dataset": "What all the tables together are: one property a row.",
    "sources": "The documents.",
    "territories": "Cities, regions and countries where actors are.",
    "indicators": "What is counted (`employees`).",
    "actors": "Organisations: whoever can be a party to a tie.",
    "office_holders": "People who are known by an office. Each must be the first party of a tie of type `Office`.",
    "initiatives": "What several actors do together for a time.",
    "ties": "A tie is one real-world fact that joins parties.",
    "statements": "What further documents say of a row of another table, and what has no column there.",
    "observations": "An observation is one figure of one thing.",
    "changes": "Organisations that merged or were renamed.",
}
"""What each table holds, in the order in which people fill them."""

_DOCUMENT: Final = "the document of this row: its address in the table sources"
_ID: Final = "its id: small letters, digits and hyphens, used once in all tables"
NOTES: Final[Mapping[str, Mapping[str, str]]] = {
    "dataset": {"property": "one of the dataset's properties", "value": "its value"},
    "sources": {
        "url": "its address; the other tables name the document by it",
        "title": "its title, in its own language",
        "publisher": "who published it; say so if it is a copy or an aggregator",
        "issued": "its date, as far as known",
        "language": "`en`, `fr`, `nl`, `de`...",
    },
    "territories": {
        "id": "`wallonia`, `liege`...",
        "type": "what it is",
        "name": "its English name",
        "name_fr": "its French name where it differs",
        "part_of": "the id of the territory in which it lies",
        "code": "the ISO code of a country, `EU` for the European Union",
        "source": "a document that places an actor there",
    },
    "indicators": {
        "id": _ID,
        "label": "what is counted, in English",
        "label_fr": "what is counted, in French",
        "source": "a document that uses it",
    },
    "actors": {
        "id": _ID,
        "type": "what it is",
        "name": "the name to show",
        "aliases": "other names and abbreviations, separated by `;`; do not give two actors the same one",
        "helix": "only if it differs from what the type says",
        "city": "the id of a territory: the site that the document speaks of, not always the head office",
        "region": "the id of a territory",
        "country": "the id of a territory",
        "founded": "a date",
        "website": "an address",
        "therapies": "words of the scheme of therapies, separated by `;`",
        "stages": "words of the value chain, separated by `;`",
        "ror": "the whole address of its entry at ror.org",
        "wikidata": "the item, such as `Q1920549`",
        "kbo": "its number in the Belgian register of companies",
        "description": "one English sentence",
        "source": _DOCUMENT,
    },
    "office_holders": {
        "id": _ID,
        "name": "the person's name",
        "description": "the office, in one English sentence, and nothing private",
        "source": _DOCUMENT,
    },
    "initiatives": {
        "id": _ID,
        "type": "what it is",
        "name": "the name to show",
        "aliases": "other names and abbreviations, separated by `;`",
        "start": "a date",
        "end": "a date",
        "known_by": "where no start is known: a date by which it had begun, commonly the day of the document; leave it"
        " empty where it may still be a plan",
        "budget": "the whole sum, public and private: a plain number",
        "currency": "the budget's currency (`EUR`, `USD`); both or none",
        "status": "how far the budget has come",
        "therapies": "words of the scheme of therapies, separated by `;`",
        "stages": "words of the value chain, separated by `;`",
        "part_of": "the id of the larger initiative",
        "topic": "a word or two",
        "description": "one English sentence",
        "source": _DOCUMENT,
    },
    "ties": {
        "id": "its id, one that can be read: `funding-eib-univercells-2019`",
        "type": "what joins the parties",
        "first_party": "the id of an actor; for an office or a participation it may be an office holder",
        "role": "the role of the *first* party",
        "other_party": "the id of the other actor; several, separated by `;`, for a partnership of more than two or a"
        " funding with several recipients",
        "initiative": "the id of the initiative, for a participation, a labelling, or the funding of an initiative",
        "start": "of a state: when it began. A day on which somebody merely saw it is no start",
        "end": "of a state: when it ended",
        "date": "of an event: when it happened",
        "known_by": "where neither start nor date is known: a date by which it had begun or happened, commonly the day"
        " of the document that tells it as done; it does not say since when",
        "amount": "the sum of this very tie, a plain number; not the total of a round that several share",
        "currency": "the amount's currency (`EUR`, `USD`); both or none",
        "instrument": "of a funding",
        "status": "of a funding: how far it has come",
        "share_of": "of a funding: the id of the larger funding of which it is a share, so that totals do not count it"
        " twice",
        "confidence": "empty if the document states the tie; `deduced` if you concluded it from the document",
        "note": "what the other columns do not say, briefly",
        "source": _DOCUMENT,
    },
    "statements": {
        "about": "the id of an actor, office holder, initiative, tie, observation, territory or change",
        "property": "what is said; empty if the document only states the tie or the figure itself",
        "value": "the value: a text, a date, a number, an id of a territory or an initiative, or a word of a scheme",
        "currency": "for `budget` and `amount`",
        "status": "for `budget` and `amount`: how far it has come",
        "confidence": "empty or `deduced`",
        "note": "a remark",
        "source": _DOCUMENT,
    },
    "observations": {
        "id": "its id, such as `biowin-members-2024-05`",
        "about": "the id of an actor, an initiative or a territory: a figure of Wallonia is about `wallonia`, not about"
        " its Government",
        "indicator": "the id of the indicator",
        "value": "a plain number",
        "unit": "`people`, `EUR`, `%`, `m2`...",
        "period": "as the document says it: `2016 survey`, `next 5 years`, `undated`",
        "period_start": "a date, only where the period has one",
        "period_end": "a date, only where the period has one",
        "source": _DOCUMENT,
    },
    "changes": {
        "id": _ID,
        "type": "`merger` or `renaming`",
        "date": "when",
        "original": "the ids of the organisations before, separated by `;`",
        "resulting": "the id of the organisation after; the same id where one body only has a new name",
        "former_name": "of a renaming: the name until then. Give it to the actor as an alias too, so that it is found",
        "note": "a remark",
        "source": _DOCUMENT,
    },
}
"""What to write in each column: the workbook to fill in and the page on the tables tell it."""

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {table: tuple(notes) for table, notes in NOTES.items()}

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
ANCESTORS: Final = {"actors": "Actor", "initiatives": "Initiative", "territories": "Territory", "ties": "Tie"}
"""The class below which the type of a row's thing is."""
