"""A total that a minister can quote: what the Walloon Government gave, row by row of the facts that the data came from.

`walloon_government_funding.csv` was written by hand, before any query: one line per row of the facts that speaks of
the Government, or of money of whom it gave money to, with the reason why it counts or does not.
"""

import csv
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Final

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from triplehelix.graph import Ecosystem
from triplehelix.graph.questions import catalogue
from triplehelix.graph.terms import RDF, THX, XSD

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


def test_the_answer_agrees_with_the_table_to_the_cent(eco: Ecosystem) -> None:
    reply = eco.ask("funding-of-a-funder", funder="Walloon Government")
    found = {(standing, currency): total for standing, currency, _, total in reply.rows if total is not None}
    sums = {(name, "EUR"): by_hand(name) for name in ("counted", "undated", "deduced")}
    assert found == sums


def test_each_funding_stands_in_the_answer_as_in_the_table(eco: Ecosystem) -> None:
    """A share with an amount adds it, and its whole the rest; by hand the whole adds all of it."""
    wholes = {
        row["tie"]: row["standing"] for row in reversed(BY_HAND) if row["standing"] not in ("budget", "told again")
    }
    reply = eco.ask("fundings-of-a-funder", funder="Walloon Government")
    for row in reply.rows:
        name, standing = str(row[-1]).rsplit("/", 1)[-1], row[-2]
        shared = TIES[name]["share_of"] and TIES[name]["amount"]
        assert (wholes[TIES[name]["share_of"]] if shared else wholes[name]) == standing


# each sum once


def test_all_questions_about_funding_count_each_sum_by_the_same_lines() -> None:
    parts = [part for question in catalogue() for part in _leaf_money(question.sparql)]
    assert len(parts) > 10
    assert len(set(parts)) == 1


def _leaf_money(sparql: str) -> list[str]:
    opened = sparql.split("{ # leaf money: ")[1:]
    return ["\n".join(line.strip() for line in part.split("# leaf money ends")[0].splitlines()) for part in opened]


Forest = list[tuple[int, list[int]]]
forests = st.lists(
    st.integers(1, 10**9).flatmap(
        lambda whole: st.tuples(st.just(whole), st.lists(st.integers(0, whole), max_size=4).map(sorted))
    ),
    min_size=1,
    max_size=4,
)


@given(forests)
def test_a_whole_and_its_shares_make_the_whole_whoever_gets_them(forest: Forest) -> None:
    """The shares are what lies between cuts of the whole, so that they never make more than it."""
    store = Store()
    store.add(Quad(THX.state, RDF.type, THX.Actor))
    for number, (whole, cuts) in enumerate(forest):
        _fund(store, f"whole{number}", whole)
        for place, (low, high) in enumerate(pairwise(cuts)):
            _fund(store, f"share{number}-{place}", high - low, of=f"whole{number}")
    [row] = Ecosystem(store).ask("funding-of-a-funder", funder="state").rows
    assert row[0] == "counted"
    assert row[-1] == sum(whole for whole, _ in forest)


def _fund(store: Store, name: str, value: int, of: str = "") -> None:
    tie, money = NamedNode(f"urn:{name}"), NamedNode(f"urn:{name}:eur")
    store.extend(
        [
            Quad(tie, RDF.type, THX.Funding),
            Quad(tie, THX.funder, THX.state),
            Quad(tie, THX.date, Literal("2020", datatype=XSD.gYear)),
            Quad(tie, THX.amount, money),
            Quad(money, THX.value, Literal(str(value), datatype=XSD.decimal)),
            Quad(money, THX.currency, Literal("EUR")),
        ]
    )
    if of:
        store.add(Quad(tie, THX.shareOf, NamedNode(f"urn:{of}")))
