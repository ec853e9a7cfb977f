"""Partial dates: a year, a month or a day, as written, and the days between which they lie."""

import calendar
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

from triplehelix.graph.errors import DateError

__all__ = ["PartialDate", "as_day", "years_before"]

Precision = Literal["gYear", "gYearMonth", "date"]

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_WHOLE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as a document gives it: `2020`, `2020-05` or `2020-05-25`.

    >>> PartialDate.parse("2020-02").last.isoformat()
    '2020-02-29'
    """

    written: str
    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

        Raises
        ------
        ValueError
            For any other form, and for a day that no calendar has.
        """
        found = _WRITTEN.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            return cls(text, *_bounds(year or 0, month, day))
        except ValueError:
            raise ValueError(f"{text!r} is a day that no calendar has") from None

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The date that a text is; None for one that is none, as somebody's data may have it.

        >>> PartialDate.read("soon") is None
        True
        """
        with suppress(ValueError):
            return cls.parse(text)
        return None

    @property
    def precision(self) -> Precision:
        """The XML Schema datatype of what is written: gYear, gYearMonth or date."""
        by_length: dict[int, Precision] = {4: "gYear", 7: "gYearMonth", 10: "date"}
        return by_length[len(self.written)]


def as_day(day: str | date) -> date:
    """A day, or the one that somebody wrote in full, `YYYY-MM-DD`.

    Raises
    ------
    DateError
        If it is not written so, or no calendar has it.

    >>> as_day("2022-01-01")
    datetime.date(2022, 1, 1)
    """
    if isinstance(day, date):
        return day
    if not _WHOLE.fullmatch(day):
        raise DateError(f"{day!r} is not a whole day; write YYYY-MM-DD")
    try:
        return PartialDate.parse(day).first
    except ValueError as error:
        raise DateError(str(error)) from None


def years_before(day: date, years: int) -> date:
    """The same day some years ago; of a leap day that before it.

    >>> years_before(date(2024, 2, 29), 5).isoformat()
    '2019-02-28'
    """
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap_day else day.day)


def _bounds(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
