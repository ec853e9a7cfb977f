"""Ids are one by decision or by a shared identifier, and never against a decision or a register."""

from collections import defaultdict
from itertools import combinations, permutations
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.naive_identity import Group, naive_groups

from triplehelix.graph.identifiers import AUTHORITIES, Identifier
from triplehelix.graph.identity import Identity, Link, identity
from triplehelix.graph.terms import thing

Pairs = list[tuple[str, str]]
Known = list[tuple[str, Identifier]]

PIC, OTHER_PIC = Identifier("pic", "999900001"), Identifier("pic", "999900002")
ROR, OTHER_ROR = Identifier("ror", "0aaaaaa01"), Identifier("ror", "0aaaaaa02")
VAT, OTHER_VAT = Identifier("vat", "BE0400000001"), Identifier("vat", "BE0400000002")
WIKIDATA: Final = Identifier("wikidata", "Q1")

names = st.sampled_from("abcdefgh")
pairs = st.lists(st.tuples(names, names), max_size=6)
identifiers = st.sampled_from([PIC, OTHER_PIC, ROR, OTHER_ROR, VAT, OTHER_VAT, WIKIDATA])
known_numbers = st.lists(st.tuples(names, identifiers), max_size=12)


def _groups(found: Identity) -> set[Group]:
    groups: dict[str, set[str]] = defaultdict(set)
    for name, first in found.kept.items():
        groups[first] |= {name, first}
    return {frozenset(group) for group in groups.values()}


@pytest.mark.parametrize(
    ("same", "canonical"),
    [
        pytest.param([], {}, id="nothing declared"),
        pytest.param([("a", "a")], {}, id="the same as itself"),
        pytest.param([("a", "b")], {"b": "a"}, id="a pair"),
        pytest.param([("b", "a")], {"b": "a"}, id="a pair the other way round"),
        pytest.param([("c", "b"), ("b", "a")], {"b": "a", "c": "a"}, id="a chain"),
        pytest.param([("a", "b"), ("c", "d"), ("d", "b")], {"b": "a", "c": "a", "d": "a"}, id="two groups that join"),
        pytest.param([("a", "b"), ("x", "y")], {"b": "a", "y": "x"}, id="two groups apart"),
    ],
)
def test_what_was_decided_to_be_the_same_is_one(same: Pairs, canonical: dict[str, str]) -> None:
    assert [identity(order).kept for order in permutations(same)] == [canonical] * len(list(permutations(same)))


@pytest.mark.parametrize(
    ("known", "canonical"),
    [
        pytest.param([("a", PIC), ("b", PIC)], {"b": "a"}, id="one PIC"),
        pytest.param([("a", ROR), ("b", ROR)], {"b": "a"}, id="one ROR id"),
        pytest.param([("a", VAT), ("b", VAT)], {"b": "a"}, id="one VAT number"),
        pytest.param([("a", WIKIDATA), ("b", WIKIDATA)], {"b": "a"}, id="one Wikidata item"),
        pytest.param([("a", PIC), ("b", PIC), ("b", ROR), ("c", ROR)], {"b": "a", "c": "a"}, id="one PIC, then one ROR id"),
        pytest.param([("a", PIC), ("b", OTHER_PIC)], {}, id="two PICs"),
        pytest.param([("a", PIC), ("a", VAT), ("b", OTHER_PIC), ("b", VAT)], {}, id="a VAT number that two PICs share"),
        pytest.param([("a", ROR), ("a", WIKIDATA), ("b", OTHER_ROR), ("b", WIKIDATA)], {}, id="an item that two ROR ids share"),
        pytest.param([("a", PIC), ("a", ROR), ("b", PIC), ("b", OTHER_ROR)], {}, id="one PIC, but two ROR ids"),
        pytest.param(
            [("a", PIC), ("a", VAT), ("b", OTHER_PIC), ("b", VAT), ("c", VAT)], {},
            id="a VAT number that two PICs share says nothing of a third, either",
        ),
        pytest.param(
            [("a", PIC), ("a", VAT), ("b", VAT), ("b", OTHER_VAT), ("c", OTHER_VAT), ("c", OTHER_PIC)], {},
            id="two VAT numbers that only together lead from one PIC to another",
        ),
        pytest.param(
            [("a", PIC), ("b", PIC), ("b", VAT), ("c", VAT), ("c", OTHER_PIC)], {"b": "a"},
            id="the PIC joins before the VAT number is asked",
        ),
    ],
)  # fmt: skip
def test_shared_identifiers_join_unless_a_register_keeps_the_ids_apart(known: Known, canonical: dict[str, str]) -> None:
    assert identity(known=known).kept == canonical
    assert identity(known=reversed(known)).kept == canonical


def test_a_decision_joins_what_a_register_keeps_apart() -> None:
    assert identity([("a", "b")], known=[("a", PIC), ("b", OTHER_PIC)]).kept == {"b": "a"}


def test_two_numbers_that_somebody_decided_to_be_one_body_s_still_join_others() -> None:
    known = [("a", PIC), ("b", OTHER_PIC), ("c", OTHER_PIC)]
    assert identity([("a", "b")], known=known).kept == {"b": "a", "c": "a"}


def test_who_was_decided_to_differ_is_not_joined_by_an_identifier_nor_through_others() -> None:
    assert identity(different=[("a", "b")], known=[("a", PIC), ("b", PIC)]).kept == {}
    assert identity([("b", "c")], [("a", "b")], [("a", PIC), ("c", PIC)]).kept == {"c": "b"}


def test_of_decisions_that_contradict_each_other_none_that_leads_there_counts() -> None:
    assert identity([("a", "b")], [("b", "a")]).kept == {}
    assert identity([("a", "b"), ("b", "c"), ("x", "y")], [("a", "c")]).kept == {"y": "x"}


def test_our_own_id_goes_before_a_register_s_number_and_that_before_an_id_of_somebody_else() -> None:
    curated, code, foreign = thing("actor", "zyx").value, thing("actor", "pic-999900001").value, "http://a.example/a"
    assert identity([(code, curated), (foreign, code)]).kept == {code: curated, foreign: curated}
    assert identity([(code, foreign)]).kept == {foreign: code}
    assert identity([(thing("actor", "pick").value, code)]).kept == {code: thing("actor", "pick").value}


def test_it_says_which_links_joined_and_which_could_not() -> None:
    found = identity([("d", "c")], known=[("a", PIC), ("b", PIC), ("b", VAT), ("x", VAT), ("x", OTHER_PIC)])
    assert found.links == (Link(("c", "d")), Link(("a", "b"), PIC))
    assert found.refused == (Link(("b", "x"), VAT),)


@given(pairs, pairs, known_numbers)
def test_the_groups_are_those_of_a_naive_reading_of_the_rule(same: Pairs, different: Pairs, known: Known) -> None:
    assert _groups(identity(same, different, known)) == naive_groups(same, different, known)


@given(pairs, pairs, known_numbers, st.randoms(use_true_random=False))
def test_the_order_in_which_it_is_told_does_not_matter(
    same: Pairs, different: Pairs, known: Known, random: object
) -> None:
    found = identity(same, different, known)
    for told in (same, different, known):
        random.shuffle(told)  # type: ignore[attr-defined]
    turned = [(other, one) for one, other in same]
    assert identity(turned, different, known * 2) == found


@given(pairs, pairs, known_numbers)
def test_who_was_decided_to_differ_is_never_one(same: Pairs, different: Pairs, known: Known) -> None:
    groups = _groups(identity(same, different, known))
    assert not [pair for pair in different if len(set(pair)) > 1 and any(group.issuperset(pair) for group in groups)]


@given(known_numbers)
def test_without_decisions_no_two_ids_are_one_of_which_a_register_knows_each_by_another_number(known: Known) -> None:
    for group in _groups(identity(known=known)):
        for one, other in combinations(sorted(group), 2):
            for scheme in AUTHORITIES:
                numbers = [
                    {known_as for name, known_as in known if name == who and known_as.scheme == scheme}
                    for who in (one, other)
                ]
                assert not all(numbers) or numbers[0] & numbers[1]


@given(pairs, pairs, known_numbers)
def test_every_id_that_is_not_canonical_is_joined_to_the_canonical_one_by_links(
    same: Pairs, different: Pairs, known: Known
) -> None:
    found = identity(same, different, known)
    linked = naive_groups([(link.ids[0], name) for link in found.links for name in link.ids], [], [])
    assert linked - {frozenset(g) for g in linked if len(g) < 2} == _groups(found)
