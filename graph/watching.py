"""Whoever watches long work: is told of each step, and may see how far a file was read."""

from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triplehelix.graph.sources.inputs import Input

__all__ = ["UNWATCHED", "Watcher"]


class Watcher(Protocol):
    """What the library tells of its work; it prints nothing itself."""

    def reads(self, source: str, files: "Sequence[Input]") -> "Sequence[Input]":
        """A source is read now: the very files, which the watcher may have count what is read of them."""

    def does(self, step: str) -> None:
        """Something else begins."""


class _Nobody:
    def reads(self, source: str, files: "Sequence[Input]") -> "Sequence[Input]":  # noqa: ARG002 - nobody is told
        return files

    def does(self, step: str) -> None:
        pass


UNWATCHED: Final[Watcher] = _Nobody()
"""Nobody watches."""
