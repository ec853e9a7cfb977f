"""What docs/explanation/time.md says of the bundled ecosystem is counted here, in plain Python over its tables."""

import csv
import re
from calendar import monthrange
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from triplehelix.graph import Ecosystem

ROOT: Final = Path(__file__).parent.parent
PAGE: Final = (ROOT / "docs" / "explanation" / "time.md").read_text(encoding="utf-8")
EVENTS: Final = ("Funding", "Acquisition", "SpinOff", "Labelling")
DAY: Final = date(2022, 1, 1)
Row = dict[str, str]


class Days(NamedTuple):
    """The first and the last day that something can be."""

    first: date = date.min
    last: date = date.max


@cache
def rows(table: str) -> list[Row]:
    with (ROOT / "data" / "wallonia" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def days(written: str) -> Days:
    if not written:
        return Days()
    year, month, day = (int(part) for part in [*written.split("-"), "0", "0"][:3])
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return Days(date(year, month or 1, day or 1), last)


def dated(row: Row, column: str) -> str:
    """The date of a row, or else the one that another document gives."""
    others = [said["value"] for said in rows("statements") if (said["about"], said["property"]) == (row["id"], column)]
    return row[column] or (others[0] if others else "")


def answer(tie: Row) -> str:
    if tie["type"] in EVENTS:
        happened = days(dated(tie, "date"))
        known = days(tie["known_by"]).last if not dated(tie, "date") else happened.last
        return "yes" if known <= DAY else "no" if happened.first > DAY else "maybe"
    start, end = dated(tie, "start"), dated(tie, "end")
    if tie["type"] == "Participation" and not (start or end):
        [initiative] = [row for row in rows("initiatives") if row["id"] == tie["initiative"]]
        start, end = dated(initiative, "start"), dated(initiative, "end")
    began, ended = days(start), days(end)
    if began.first > DAY or ended.last < DAY:
        return "no"
    return "yes" if (start and began.last <= DAY) and (end and ended.first >= DAY) else "maybe"


def told() -> dict[str, tuple[int, float]]:
    """The rows of the page's table: how many ties, and which share in per cent."""
    table = re.findall(r"^\| (hold|may hold|do not), .* \| (\d+) \| ([\d.]+)% \|$", PAGE, re.MULTILINE)
    words = {"hold": "yes", "may hold": "maybe", "do not": "no"}
    return {words[name]: (int(ties), float(share)) for name, ties, share in table}


def test_the_shares_that_the_page_tells_are_those_of_the_tables() -> None:
    answers = [answer(tie) for tie in rows("ties")]
    counted = {word: answers.count(word) for word in ("yes", "maybe", "no")}
    assert told() == {word: (n, round(100 * n / len(answers), 1)) for word, n in counted.items()}
    assert f"Of the {len(answers)} ties" in PAGE
    assert f"has to guess {counted['maybe']} times" in PAGE


def test_the_view_counts_as_the_page_does(eco: Ecosystem) -> None:
    taken = eco.at(DAY).snapshot
    assert taken is not None
    assert taken.ties == {word: ties for word, (ties, _) in told().items()}


def test_the_query_of_the_page_gives_what_the_view_holds(eco: Ecosystem) -> None:
    [query] = re.findall(r"^```sparql\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    by_bounds = sorted(tuple(map(str, row)) for row in eco.query(query) if not isinstance(row, bool))
    in_view = """SELECT ?name ?initiative ?holds { ?tie a thx:Participation ; thx:holds ?holds ;
        thx:participant/skos:prefLabel ?name ; thx:initiative/skos:prefLabel ?initiative }"""
    assert by_bounds == sorted(tuple(map(str, row)) for row in eco.at(DAY).query(in_view) if not isinstance(row, bool))
    assert {row[2] for row in by_bounds} == {"yes", "maybe"}


@pytest.mark.parametrize(("day", "mark"), [("2021-06-30", ""), ("2021-07-15", "maybe"), ("2021-08-01", "maybe")])
def test_the_contract_that_the_page_tells_of_may_hold_from_its_month_on(eco: Ecosystem, day: str, mark: str) -> None:
    ties = {tie.id.rsplit("/", 1)[-1]: tie.holds for tie in eco.at(day).show("Exothera").ties}
    assert ties.get("supply-pall-exothera", "") == mark
