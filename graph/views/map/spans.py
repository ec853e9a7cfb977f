"""When something on the map holds, by the bounds that the store has."""

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from triplehelix.graph.terms import RDF, THX
from triplehelix.graph.timeline import BOUNDS, happening
from triplehelix.graph.views.map.model import Span

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

    from triplehelix.graph.claims import Look

__all__ = ["Spans"]


class Spans:
    """Reads when things hold, as the timeline does, off what was seen of them already."""

    def __init__(self, store: "Store") -> None:
        self._happening = frozenset(happening(store))

    def __call__(self, seen: "Look") -> Span:
        """The bounds of a state, or of an event."""
        if self._happening.isdisjoint(seen.merged.get(RDF.type, ())):
            (begin, begun), (end, ended) = BOUNDS[THX.start], BOUNDS[THX.end]
            return Span(_day(seen, begin), _day(seen, begun), _day(seen, end), _day(seen, ended))
        first, last = BOUNDS[THX.date]
        return Span(_day(seen, first), _day(seen, last), event=True)


def _day(seen: "Look", bound: "NamedNode") -> str:
    """The day of a bound; what somebody wrote there that is no day bounds nothing."""
    for value in seen.merged.get(bound, ()):
        with suppress(ValueError):
            return date.fromisoformat(value.value).isoformat()
    return ""
