"""Long work shows itself: on a terminal how far it is and for how long, elsewhere a line for each source."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from triplehelix.graph.output import say

if TYPE_CHECKING:
    from triplehelix.graph.sources.inputs import Input
    from triplehelix.graph.watching import Watcher

__all__ = ["progress"]


@contextmanager
def progress() -> Iterator["Watcher"]:
    """Whom the library tells of its work."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console  # only where a person looks

    from triplehelix.graph.commands.status_line import StatusLine

    line = StatusLine()
    with Console(stderr=True).status(line):
        yield line


class _Lines:
    """A line for each source."""

    def reads(self, source: str, files: "Sequence[Input]") -> "Sequence[Input]":
        say(f"reading {source}")
        return files

    def does(self, step: str) -> None:
        """Nobody waits for it."""
