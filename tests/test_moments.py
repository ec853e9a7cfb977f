"""What is known of a day when dates are partial: the bounds answer as all possible days together would."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Final

import pytest

from triplehelix.graph.dates import PartialDate
from triplehelix.graph.moments import Certainty, Event, Moment, State

# a world of two years, in which whatever is unknown lies from its first day to its last
WRITTEN: Final = (
    "", "2020", "2021", "2020-01", "2020-12", "2021-01", "2021-12", "2020-01-15", "2020-12-31", "2021-01-01", "2021-12-20",
)  # fmt: skip
FIRST, LAST = date(2019, 12, 30), date(2022, 1, 2)
WORLD: Final = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
# the days asked about: every edge of a partial date, the days beside it, and one inside each
ASKED: Final = [
    date.fromisoformat(day)
    for day in (
        "2019-12-31", "2020-01-01", "2020-01-14", "2020-01-15", "2020-01-16", "2020-02-01", "2020-06-15", "2020-12-30",
        "2020-12-31", "2021-01-01", "2021-01-02", "2021-01-31", "2021-12-01", "2021-12-19", "2021-12-20", "2021-12-21", "2021-12-31",
    )
]  # fmt: skip
PERIODS: Final = [(one, other) for one in ASKED[::2] for other in ASKED[1::2] if one < other]


def moment(written: str) -> Moment:
    if not written:
        return Moment()
    bounds = PartialDate.parse(written)
    return Moment(bounds.first, bounds.last)


def known_by(written: str) -> Moment:
    return Moment(None, PartialDate.parse(written).last)


MOMENTS: Final = [*map(moment, WRITTEN), known_by("2020"), known_by("2021-01-15")]


def days(known: Moment) -> list[date]:
    """All days on which it may lie."""
    return [day for day in WORLD if (known.not_before or FIRST) <= day <= (known.not_after or LAST)]


def lives(state: State) -> Iterator[tuple[date, date]]:
    """All that a state's start and end may be, the start not after the end; edges of the days suffice."""
    for start, end in product(_edges(days(state.starts)), _edges(days(state.ends))):
        if start <= end:
            yield start, end


def _edges(possible: list[date]) -> list[date]:
    """The days that answers can depend on: those asked about, the days beside them, the first and the last."""
    near = {day + timedelta(n) for day in ASKED for n in (-1, 0, 1)}
    return [day for day in possible if day in near or day in (possible[0], possible[-1])]


def judged(answers: set[bool]) -> Certainty:
    """What is true of all possible lives is certain; what is true of none, or where there is none, is not so."""
    if answers <= {False}:
        return "no"
    return "yes" if answers == {True} else "maybe"


STATES: Final = [State(starts, ends) for starts, ends in product(MOMENTS, MOMENTS)]


@pytest.mark.parametrize("starts", MOMENTS, ids=str)
def test_a_state_holds_at_a_day_as_all_its_possible_lives_say(starts: Moment) -> None:
    for ends in MOMENTS:
        state = State(starts, ends)
        possible = list(lives(state))
        for day in ASKED:
            assert state.holds(day) == judged({start <= day <= end for start, end in possible}), (state, day)


@pytest.mark.parametrize("known", MOMENTS, ids=str)
def test_an_event_has_happened_by_a_day_as_all_its_possible_days_say(known: Moment) -> None:
    for day in ASKED:
        assert Event(known).holds(day) == judged({happened <= day for happened in days(known)}), day


@pytest.mark.parametrize("starts", MOMENTS, ids=str)
def test_a_state_begins_and_is_over_between_two_days_as_all_its_possible_lives_say(starts: Moment) -> None:
    for ends in MOMENTS:
        state = State(starts, ends)
        possible = list(lives(state))
        if not possible:
            continue
        for one, other in PERIODS:
            assert state.begins.within(one, other) == judged({one < start <= other for start, _ in possible})
            assert state.is_over.within(one, other) == judged({one <= end < other for _, end in possible})


def test_what_began_between_two_days_did_not_hold_at_the_first_and_what_is_over_does_not_at_the_second() -> None:
    for state, (one, other) in product(STATES, PERIODS):
        change = state.holds(one), state.holds(other)
        if change == ("no", "yes"):
            assert state.begins.within(one, other) == "yes"
        if change == ("yes", "no"):
            assert state.is_over.within(one, other) == "yes"


def test_with_whole_days_nothing_is_open() -> None:
    state = State(moment("2020-01-15"), moment("2021-12-20"))
    assert {state.holds(day) for day in ASKED} == {"yes", "no"}


def test_on_the_very_day_on_which_it_began_or_ended_a_state_holds() -> None:
    day = date(2020, 1, 15)
    assert State(moment("2020-01-15"), Moment()).holds(day) == "yes"
    assert State(Moment(), moment("2020-01-15")).holds(day) == "yes"


def test_what_ends_before_it_begins_holds_at_no_day() -> None:
    assert {State(moment("2021"), moment("2020")).holds(day) for day in ASKED} == {"no"}


def test_nothing_is_known_of_what_has_no_date() -> None:
    assert {State(Moment(), Moment()).holds(day) for day in (*ASKED, date.min, date.max)} == {"maybe"}
    assert {Event(Moment()).holds(day) for day in (*ASKED, date.min, date.max)} == {"maybe"}


def test_what_was_merely_known_by_some_day_has_no_date() -> None:
    assert [one.is_dated for one in (moment("2020"), known_by("2020-07"), Moment())] == [True, False, False]


def test_the_last_day_of_the_calendar_has_no_next() -> None:
    for ends in (moment("9999"), moment("9999-12-31")):
        state = State(moment("2020"), ends)
        assert [state.holds(day) for day in (date(2021, 1, 1), date.max)] == ["yes", "maybe"]
