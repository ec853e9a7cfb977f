"""Errors say what, where and what to do, and carry the exit code of the command."""

import pytest

from triplehelix.graph import errors
from triplehelix.graph.errors import (
    AmbiguousName,
    Impossible,
    InputError,
    NameNotFound,
    NotAPath,
    Place,
    QueryError,
    TripleHelixError,
)


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (Place("actors.csv", 3, 2), "actors.csv:3:2"),
        (Place("actors.csv", 3), "actors.csv:3"),
        (Place("actors.csv"), "actors.csv"),
    ],
)
def test_a_place_is_written_as_compilers_do(place: Place, written: str) -> None:
    assert str(place) == written


def test_an_input_error_begins_with_its_place() -> None:
    error = InputError("is not a date", Place("ties.csv", 7, 4))
    assert str(error) == "ties.csv:7:4: is not a date"
    assert error.place.line == 7


def test_an_unknown_name_comes_with_the_nearest_ones() -> None:
    error = NameNotFound("UBC", ["UCB", "UCLouvain"])
    assert str(error) == "no actor or initiative is called 'UBC'; the nearest names are 'UCB', 'UCLouvain'"
    assert error.nearest == ("UCB", "UCLouvain")


def test_an_unknown_name_in_an_empty_ecosystem_says_that_it_is_empty() -> None:
    assert str(NameNotFound("UCB", [])) == "no actor or initiative is called 'UCB'; the ecosystem is empty"


def test_an_ambiguous_name_comes_with_its_candidates() -> None:
    error = AmbiguousName("UC", ["UCB", "UCLouvain"])
    assert str(error) == "'UC' may mean 'UCB', 'UCLouvain'; write one of them in full, or the id that `find` shows"
    assert error.candidates == ("UCB", "UCLouvain")


def test_what_could_not_be_done_exits_3_and_every_other_mistake_exits_2() -> None:
    assert Impossible.exit_code == 3
    others: list[type[TripleHelixError]] = [InputError, QueryError, NameNotFound, AmbiguousName, NotAPath]
    assert {error.exit_code for error in others} == {2}


def test_all_errors_are_of_one_tree() -> None:
    public = [getattr(errors, name) for name in errors.__all__ if name != "Place"]
    assert all(issubclass(error, TripleHelixError) for error in public)


def test_a_mistake_is_told_in_one_line_whatever_stands_in_the_file() -> None:
    told = str(InputError(f"{'x' * 100_000!r}\nis no date; write a year", Place("a.csv", 3)))
    assert told.startswith("a.csv:3: 'xxx")
    assert told.endswith("is no date; write a year")
    assert len(told) < 700
    assert "\n" not in told
