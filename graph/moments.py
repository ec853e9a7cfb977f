"""Moments that are known by their bounds, and what they tell of a day: yes, maybe, or no.

A partial date says between which two days a moment lies; nothing says so of an unknown one. So whether something holds
at a day is certain, certainly not so, or open: `yes` is true however the bounds are filled in, `no` is false however
they are, and `maybe` is the rest.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

__all__ = ["Certainty", "Event", "Moment", "State"]

Certainty = Literal["yes", "maybe", "no"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A day of which the first and the last possible one are known; None where there is no such bound."""

    not_before: date | None = None
    not_after: date | None = None

    def by(self, day: date) -> Certainty:
        """Whether the moment has come: it lies on the day or before it.

        >>> Moment(date(2020, 1, 1), date(2020, 12, 31)).by(date(2020, 7, 1))
        'maybe'
        """
        if self.not_before and self.not_before > day:
            return "no"
        return "yes" if self.not_after and self.not_after <= day else "maybe"

    def within(self, after: date, until: date) -> Certainty:
        """Whether the moment came between two days: later than the first, and by the second."""
        earlier, later = self.by(after), self.by(until)
        if earlier == "yes" or later == "no":
            return "no"
        return "yes" if (earlier, later) == ("no", "yes") else "maybe"

    @property
    def is_dated(self) -> bool:
        """Whether it is known on both sides, as a date tells it; what was merely known by some day is not."""
        return bool(self.not_before and self.not_after)

    @property
    def next_day(self) -> "Moment":
        """The day after the moment; nothing is known to come after the last day of the calendar."""
        return Moment(self.not_before and (_next_day(self.not_before) or date.max), _next_day(self.not_after))


@dataclass(frozen=True, slots=True)
class Event:
    """What happens: at a day it has happened, has not, or may have."""

    happens: Moment

    def holds(self, day: date) -> Certainty:
        """Whether it has happened by a day."""
        return self.happens.by(day)


@dataclass(frozen=True, slots=True)
class State:
    """What lasts from its start to its end, both days included; at a day it holds, does not hold, or may hold."""

    starts: Moment
    ends: Moment

    @property
    def begins(self) -> Moment:
        """The start, which is not after the end."""
        return Moment(self.starts.not_before, _earlier(self.starts.not_after, self.ends.not_after))

    @property
    def is_over(self) -> Moment:
        """The first day on which it holds no more: the one after its end, which is not before the start."""
        return Moment(_later(self.starts.not_before, self.ends.not_before), self.ends.not_after).next_day

    @property
    def is_contradictory(self) -> bool:
        """Whether it ends before it begins."""
        return bool(self.starts.not_before and self.ends.not_after and self.ends.not_after < self.starts.not_before)

    def holds(self, day: date) -> Certainty:
        """Whether it holds at a day; where the end lies before the start, it holds at none.

        >>> founded_in_2020 = State(Moment(date(2020, 1, 1), date(2020, 12, 31)), Moment())
        >>> [founded_in_2020.holds(date(year, 7, 1)) for year in (2019, 2020, 2021)]
        ['no', 'maybe', 'maybe']
        """
        begun, over = self.begins.by(day), self.is_over.by(day)
        if self.is_contradictory or begun == "no" or over == "yes":
            return "no"
        return "yes" if (begun, over) == ("yes", "no") else "maybe"


def _next_day(day: date | None) -> date | None:
    return day + timedelta(days=1) if day and day < date.max else None


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(filter(None, (one, other)), default=None)


def _later(one: date | None, other: date | None) -> date | None:
    return max(filter(None, (one, other)), default=None)
