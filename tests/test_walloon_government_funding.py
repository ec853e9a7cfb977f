"""A total that a minister can quote: what the Walloon Government gave, row by row of the facts that the data came from.

`walloon_government_funding.csv` was written by hand, before any query: one line per row of the facts that speaks of
the Government, or of money of whom it gave money to, with the reason why it counts or does not.
"""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).parent
TABLES: Final = TESTS.parent / "data" / "wallonia"

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


BY_HAND: Final = read(TESTS / "walloon_government_funding.csv")
TIES: Final = {row["id"]: row for row in read(TABLES / "ties.csv")}


def by_hand(standing: str) -> Decimal:
    """The sum of the lines of a standing."""
    return sum((Decimal(row["amount"]) for row in BY_HAND if row["standing"] == standing), Decimal(0))


def test_each_row_of_the_facts_about_the_government_has_its_line() -> None:
    curated = read(TABLES / "curation.csv")
    government = {
        row["row"]
        for row in curated
        if row["file"] == "relations" and "walloon-government" in (row["subject"], row["object"])
    }
    assert {row["row"] for row in BY_HAND if row["file"] == "relations"} == government


def test_each_line_has_its_reason_and_the_total_is_what_counts() -> None:
    assert all(row["reason"] for row in BY_HAND)
    assert {row["counts"] for row in BY_HAND if row["standing"] == "counted"} == {"yes"}
    assert {row["counts"] for row in BY_HAND if row["standing"] != "counted"} == {"no"}
    assert by_hand("counted") == Decimal("68700000.00")


def test_each_funding_of_the_government_has_a_line() -> None:
    fundings = {
        name for name, row in TIES.items() if row["type"] == "Funding" and row["first_party"] == "walloon-government"
    }
    assert fundings <= {row["tie"] for row in BY_HAND}


def test_what_is_listed_apart_was_summed_by_hand_too() -> None:
    assert by_hand("undated") == Decimal(39_550_000)
    assert by_hand("deduced") == Decimal(2_732_000)
