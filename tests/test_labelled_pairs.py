"""The labelled set of pairs is large enough, hard enough, and split in two halves that nobody chose."""

from collections import Counter
from dataclasses import replace

import pytest
from tests.labelled_pairs import PAIRS, labelled_pairs

KINDS_OF_THE_SAME = {
    "acronym only",
    "legal form",
    "other language",
    "other name",
    "renamed",
    "spelling",
    "two registers",
}
KINDS_OF_OTHERS = {
    "like names", "named trap", "parent and unit", "related", "same acronym", "same name elsewhere", "same town",
    "subsidiary", "successor",
}  # fmt: skip


def test_the_set_has_at_least_200_pairs_that_are_the_same_and_300_that_are_not() -> None:
    counted = Counter(pair.same for pair in labelled_pairs())
    assert counted[True] >= 200
    assert counted[False] >= 300


def test_every_kind_of_difficulty_occurs_on_its_side_only() -> None:
    assert {pair.kind for pair in labelled_pairs() if pair.same} == KINDS_OF_THE_SAME
    assert {pair.kind for pair in labelled_pairs() if not pair.same} == KINDS_OF_OTHERS


@pytest.mark.parametrize("same", [True, False], ids=["the same", "not the same"])
def test_about_half_of_each_is_held_out(same: bool) -> None:
    labelled = [pair for pair in labelled_pairs() if pair.same == same]
    assert 0.4 < sum(pair.held_out for pair in labelled) / len(labelled) < 0.6


def test_a_pair_is_held_out_whichever_way_round_it_stands() -> None:
    assert all(replace(pair, one=pair.other, other=pair.one).held_out == pair.held_out for pair in labelled_pairs())


def test_each_pair_stands_once_and_says_how_it_is_known() -> None:
    pairs = labelled_pairs()
    assert len({frozenset((pair.one, pair.other)) for pair in pairs}) == len(pairs)
    assert all(pair.why and pair.source for pair in pairs)


def test_the_two_sides_of_a_pair_are_never_described_in_the_same_words() -> None:
    assert not [pair for pair in labelled_pairs() if pair.one == pair.other]


def test_the_file_is_text_that_a_spreadsheet_reads() -> None:
    assert b"\r" not in PAIRS.read_bytes()
    assert PAIRS.read_text(encoding="utf-8").startswith(
        "same,kind,name1,aliases1,acronym1,city1,country1,website1,name2"
    )
