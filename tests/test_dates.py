"""Partial dates stay as written and are compared by the days between which they lie."""

from datetime import date, timedelta
from itertools import takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplehelix.graph.dates import PartialDate


@pytest.mark.parametrize(
    ("written", "first", "last", "precision"),
    [
        ("2020", "2020-01-01", "2020-12-31", "gYear"),
        ("2020-02", "2020-02-01", "2020-02-29", "gYearMonth"),
        ("2021-02", "2021-02-01", "2021-02-28", "gYearMonth"),
        ("1900-02", "1900-02-01", "1900-02-28", "gYearMonth"),
        ("2000-02", "2000-02-01", "2000-02-29", "gYearMonth"),
        ("2023-11", "2023-11-01", "2023-11-30", "gYearMonth"),
        ("2023-12", "2023-12-01", "2023-12-31", "gYearMonth"),
        ("2024-01-17", "2024-01-17", "2024-01-17", "date"),
        ("0001", "0001-01-01", "0001-12-31", "gYear"),
        ("9999-12", "9999-12-01", "9999-12-31", "gYearMonth"),
    ],
)
def test_a_partial_date_lies_between_its_first_and_its_last_day(
    written: str, first: str, last: str, precision: str
) -> None:
    parsed = PartialDate.parse(written)
    assert (parsed.first.isoformat(), parsed.last.isoformat(), parsed.precision) == (first, last, precision)
    assert parsed.written == written


def _days_from(day: date) -> list[date]:
    return [day + timedelta(days=n) for n in range(367) if (date.max - day).days >= n]


@given(st.dates())
def test_the_bounds_of_a_month_and_a_year_are_those_of_the_calendar(day: date) -> None:
    year, month, exact = (PartialDate.parse(day.isoformat()[:length]) for length in (4, 7, 10))
    assert (exact.first, exact.last) == (day, day)
    in_month = takewhile(lambda other: other.month == day.month, _days_from(day.replace(day=1)))
    assert (month.first, month.last) == (day.replace(day=1), max(in_month))
    in_year = takewhile(lambda other: other.year == day.year, _days_from(day.replace(month=1, day=1)))
    assert (year.first, year.last) == (day.replace(month=1, day=1), max(in_year))


@given(st.dates())
def test_a_more_precise_date_lies_within_a_less_precise_one(day: date) -> None:
    year, month, exact = (PartialDate.parse(day.isoformat()[:length]) for length in (4, 7, 10))
    assert year.first <= month.first <= exact.first == exact.last <= month.last <= year.last


@pytest.mark.parametrize(
    "text",
    ["", "20", "2020-", "2020-5", "2020-05-1", "2020/05/25", "25-05-2020", "20200525", "May 2020", " 2020", "2020\n",
     "-2020", "2020-05-25T00:00:00", "2020Z", "12020", "٢٠٢٠"],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_forms_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date; write YYYY, YYYY-MM or YYYY-MM-DD") as caught:
        PartialDate.parse(text)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize("text", ["2020-00", "2020-13", "2021-02-29", "2020-04-31", "2020-01-00", "0000"])
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"'{text}' is a day that no calendar has"):
        PartialDate.parse(text)
