"""What an analysis looks at, in the words of whoever asks: which ties count, and which actors."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from triplehelix.graph.actors import ActorFilter, actor_filter
from triplehelix.graph.dates import as_day
from triplehelix.graph.errors import NameNotFound
from triplehelix.graph.gathering import TieFilter
from triplehelix.graph.reading import Reading
from triplehelix.graph.venues import KINDS

__all__ = ["Day", "Scope", "tie_filter"]

Day = str | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which ties count, and whom an analysis is about; kinds and names as people type them, days as `YYYY-MM-DD`."""

    without: Collection[str] = ()
    """Kinds of ties that do not count, such as `Membership`."""
    stated: bool = False
    """Whether deduced ties do not count."""
    at: Day = None
    """Without ties that certainly did not hold on this day."""
    since: Day = None
    """Without ties that were certainly over before this day."""
    types: Collection[str] = ()
    """Only actors of one of these kinds."""
    helices: Collection[str] = ()
    therapies: Collection[str] = ()
    stages: Collection[str] = ()
    regions: Collection[str] = ()
    inside: bool = False
    """Whether only the ties among these actors count; else all do, and these actors alone are told of."""
    holders: Sequence[str] = ()
    """Office holders that are looked at as if they were actors."""

    @property
    def ties(self) -> TieFilter:
        """Which ties count.

        Raises
        ------
        NameNotFound
            If there is no such kind of tie.
        DateError
            If a text is no day.
        """
        return tie_filter(self.without, stated=self.stated, at=self.at, since=self.since)

    @property
    def is_of_some(self) -> bool:
        """Whether it is about some actors only."""
        return any((self.types, self.helices, self.therapies, self.stages, self.regions))

    def actors(self, reading: Reading) -> ActorFilter:
        """Whom the analysis is about.

        Raises
        ------
        NameNotFound, AmbiguousName
            If a name means nothing of its kind, or several things.
        """
        return actor_filter(
            reading,
            types=self.types,
            helices=self.helices,
            therapies=self.therapies,
            stages=self.stages,
            regions=self.regions,
        )


def tie_filter(without: Collection[str], *, stated: bool, at: Day, since: Day) -> TieFilter:
    """Which ties count, of what people type.

    Raises
    ------
    NameNotFound
        If there is no such kind of tie.
    DateError
        If a text is no day.

    >>> tie_filter(["membership"], stated=True, at="2020-01-01", since=None).at
    datetime.date(2020, 1, 1)
    """
    left_out = [_kind_of_tie(word) for word in without]
    return TieFilter(
        kinds=tuple(kind for kind in KINDS if kind not in left_out) if left_out else KINDS,
        stated=stated,
        at=as_day(at) if at else None,
        since=as_day(since) if since else None,
    )


def _kind_of_tie(word: str) -> str:
    found = [kind for kind in KINDS if kind.casefold() == word.casefold()]
    if not found:
        raise NameNotFound(word, [kind.lower() for kind in KINDS], "kind of tie by which actors meet")
    return found[0]
