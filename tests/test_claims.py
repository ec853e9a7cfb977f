"""What documents claim, and where they contradict one another: seen by one look at a thing, or property by property."""

from itertools import product

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from triplehelix.graph import Ecosystem
from triplehelix.graph.canonical import MONEY
from triplehelix.graph.claims import Claims
from triplehelix.graph.lookup import pairs
from triplehelix.graph.terms import THX

TIE = NamedNode("http://e/tie")


def told(*documents: dict[str, int]) -> Claims:
    """Evidence in which each document names sums, by the names of their nodes."""
    store = Store()
    store.add(Quad(THX.amount, THX.singleValued, Literal(value=True)))
    for number, sums in enumerate(documents):
        graph = NamedNode(f"http://e/evidence/{number}")
        for name, value in sums.items():
            money = NamedNode(f"{TIE.value}/{name}")
            store.add(Quad(TIE, THX.amount, money, graph))
            store.add(Quad(money, THX.value, Literal(value), graph))
    return Claims(store)


@pytest.mark.parametrize(
    ("documents", "disputed"),
    [
        pytest.param([{"eur": 5}], False, id="one document"),
        pytest.param([{"eur": 5}, {"eur": 5}], False, id="two that agree"),
        pytest.param([{"eur": 5}, {"eur": 6}], True, id="two sums in one currency"),
        pytest.param([{"eur": 5}, {"usd": 6}], True, id="sums in two currencies"),
        pytest.param([{}], False, id="no sum"),
    ],
)
def test_sums_are_disputed_where_documents_name_several(documents: list[dict[str, int]], disputed: bool) -> None:
    claims = told(*documents)
    assert (THX.amount in claims.disputed(TIE)) == claims.contested(TIE, THX.amount) == disputed


def test_one_look_at_what_has_money_sees_what_each_property_tells(eco: Ecosystem) -> None:
    claims = eco.reading.claims
    owners = {NamedNode(owner) for prop in MONEY for owner, _ in pairs(eco.store, prop)}
    seen = {(owner, prop) for owner in owners for prop in claims.disputed(owner)}
    told_apart = {(owner, prop) for owner, prop in product(owners, MONEY) if claims.contested(owner, prop)}
    assert {(owner, prop) for owner, prop in seen if prop in MONEY} == told_apart != set()
