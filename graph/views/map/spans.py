"""When ties and initiatives are, as the page has it: the bounds of a moment as days, left out where nothing bounds."""

from datetime import date

from triplehelix.graph.moments import Event, Moment, State
from triplehelix.graph.views.map.model import Span

__all__ = ["bounds_of", "span_of"]


def span_of(when: State | Event | None) -> Span:
    """The bounds of a state or an event; none of what stands in no time.

    >>> span_of(Event(Moment(date(2020, 2, 1), date(2020, 2, 29)))).starts_not_after
    '2020-02-29'
    """
    match when:
        case State(starts=starts, ends=ends):
            return Span(*_days(starts), *_days(ends))
        case Event(happens=happens):
            return Span(*_days(happens), event=True)
    return Span()


def bounds_of(span: Span) -> dict[str, str | bool]:
    """What the page's script reads of a span.

    >>> bounds_of(Span("2020-01-01", event=True))
    {'startsNotBefore': '2020-01-01', 'event': True}
    """
    bounds: dict[str, str | bool] = {
        "startsNotBefore": span.starts_not_before,
        "startsNotAfter": span.starts_not_after,
        "endsNotBefore": span.ends_not_before,
        "endsNotAfter": span.ends_not_after,
        "event": span.event,
    }
    return {name: value for name, value in bounds.items() if value}


def _days(moment: Moment) -> tuple[str, str]:
    return _day(moment.not_before), _day(moment.not_after)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
