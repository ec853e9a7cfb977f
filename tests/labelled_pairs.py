"""The labelled set of pairs of organisations (`tests/who/pairs.csv`): which are the same, and which only look so.

Half of the pairs are held out, by a hash of the pair: the rules of suggestions are tuned on the others alone.
"""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["PAIRS", "Described", "Pair", "labelled_pairs"]

PAIRS: Final = Path(__file__).parent / "who" / "pairs.csv"


@dataclass(frozen=True)
class Described:
    """An organisation as one register gives it."""

    name: str
    aliases: tuple[str, ...]
    acronym: str
    city: str
    country: str
    website: str


@dataclass(frozen=True)
class Pair:
    """Two descriptions, whether they are of one organisation, what makes it hard to tell, and how it is known."""

    same: bool
    kind: str
    one: Described
    other: Described
    why: str
    source: str

    @property
    def held_out(self) -> bool:
        """Whether the pair is one of those that nothing was tuned on."""
        names = sorted(f"{side.name}|{side.city}|{side.country}" for side in (self.one, self.other))
        return hashlib.sha256("||".join(names).encode()).digest()[0] % 2 == 1


def labelled_pairs() -> list[Pair]:
    """All pairs, in the order of the file."""
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        return [_pair(row) for row in csv.DictReader(lines)]


def _pair(row: dict[str, str]) -> Pair:
    one, other = (_described(row, side) for side in "12")
    return Pair(row["same"] == "yes", row["kind"], one, other, row["why"], row["source"])


def _described(row: dict[str, str], side: str) -> Described:
    return Described(
        name=row[f"name{side}"],
        aliases=tuple(filter(None, row[f"aliases{side}"].split(";"))),
        acronym=row[f"acronym{side}"],
        city=row[f"city{side}"],
        country=row[f"country{side}"],
        website=row[f"website{side}"],
    )
