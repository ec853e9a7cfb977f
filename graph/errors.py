"""What can go wrong, by situation.

TripleHelixError
├── InputError           a file, row or cell that cannot be read as what it should be
├── DateError            a day that is none, or two in the wrong order
├── QueryError           a query that cannot be parsed, or that may not be run
├── QuestionError        a question that the catalogue has not, or a parameter that cannot be what was typed
├── NameNotFound         nothing is called so; the nearest names are told
├── AmbiguousName        several are called so; the candidates are told
├── NotThen             what a name means did not exist on the day of a view
├── NotDecided           two actors on whom nobody decided whether they are one
├── UnknownProperty      nothing that can be said of an entity is called so; the nearest are told
├── NotAPath             two names between which there can be no path
├── UnfitName            a name that means something, but nothing that can stand where it was given
└── Impossible           could not be done, nothing was changed (exit code 3)
    └── TimeLimit        the time ran out before the answer was there

The library raises these and never prints; `cli.py` turns them into one sentence and an exit code.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

__all__ = [
    "AmbiguousName",
    "DateError",
    "Impossible",
    "InputError",
    "NameNotFound",
    "NotAPath",
    "NotDecided",
    "NotThen",
    "Place",
    "QueryError",
    "QuestionError",
    "TimeLimit",
    "TripleHelixError",
    "UnfitName",
    "UnknownProperty",
]

_LONGEST: Final = 600


class TripleHelixError(Exception):
    """Anything that the person at the keyboard can mend: what, which value, where, what to do."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, its line and column (from 1; 0 = the whole file or line)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write the place as compilers do: file:line:column."""
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


class InputError(TripleHelixError):
    """A source that cannot be read as what it should be."""

    def __init__(self, message: str, place: Place) -> None:
        super().__init__(f"{place}: {_in_one_line(message)}")
        self.place = place
        self.reason = message


class DateError(TripleHelixError):
    """A day that is none, or two days in the wrong order."""


class QueryError(TripleHelixError):
    """A query that cannot be parsed, or that may not be run here."""


class QuestionError(TripleHelixError):
    """A question that is not in the catalogue, or a parameter of it that cannot be what was typed."""


class NameNotFound(TripleHelixError):  # noqa: N818 - named by the situation, as networkx does
    """Nothing is called so."""

    def __init__(self, text: str, nearest: Sequence[str], kind: str = "actor or initiative") -> None:
        hint = f"the nearest names are {_listed(nearest)}" if nearest else "the ecosystem is empty"
        super().__init__(f"no {kind} is called {text!r}; {hint}")
        self.nearest = tuple(nearest)


class AmbiguousName(TripleHelixError):  # noqa: N818 - named by the situation, as networkx does
    """Several are called nearly so."""

    def __init__(self, text: str, candidates: Sequence[str]) -> None:
        super().__init__(
            f"{text!r} may mean {_listed(candidates)}; write one of them in full, or the id that `find` shows"
        )
        self.candidates = tuple(candidates)


class NotThen(TripleHelixError):  # noqa: N818 - named by the situation, as networkx does
    """What a name means did not exist on the day of a view."""


class NotDecided(TripleHelixError):  # noqa: N818 - named by the situation, as networkx does
    """Nobody decided whether two actors are one."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(
            f"there is no decision on {one!r} and {other!r}; `reconcile --list decided` shows those there are"
        )


class UnknownProperty(TripleHelixError):  # noqa: N818 - named by the situation, as networkx does
    """No property, kind of tie or figure is called so."""

    def __init__(self, text: str, nearest: Sequence[str], known: Sequence[str]) -> None:
        super().__init__(
            f"no property, kind of tie or figure is called {text!r}; the nearest are {_listed(nearest)}; "
            f"known of this one: {', '.join(known)}"
        )
        self.nearest = tuple(nearest)
        self.known = tuple(known)


class NotAPath(TripleHelixError):  # noqa: N818 - named by the situation, as networkx does
    """Two names between which there can be no path, whatever the ties."""


class UnfitName(TripleHelixError):  # noqa: N818 - named by the situation, as networkx does
    """A name that means something, but nothing that can stand where it was given."""


class Impossible(TripleHelixError):  # noqa: N818 - named by the situation, as networkx does
    """Could not be done; nothing was changed."""

    exit_code = 3


class TimeLimit(Impossible):
    """The time ran out before the answer was there."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"the time limit of {seconds:g} s ran out before the answer was there;"
            " ask for less, or allow more time (a timeout of 0 is no limit)"
        )
        self.seconds = seconds


def _in_one_line(message: str) -> str:
    """A message without ends of lines; of a long value in its middle, the ends are enough to find it."""
    line = " ".join(message.splitlines())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]}...{line[-_LONGEST // 2 :]}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names)
