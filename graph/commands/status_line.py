"""A line on the terminal for whoever waits: what is being done, how much of a file was read, and what remains."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from time import monotonic
from typing import BinaryIO, Final

from rich.filesize import decimal
from rich.table import Column, Table
from rich.text import Text

from triplehelix.graph.sources.inputs import Input

__all__ = ["StatusLine", "figures"]

_BLOCK: Final = 2**18  # so large that counting costs nothing


class StatusLine:
    """A `Watcher` that rich asks some times a second what to show."""

    def __init__(self) -> None:
        self._begin("")

    def reads(self, source: str, files: Sequence[Input]) -> Sequence[Input]:
        """A source is read: its files tell how far each is."""
        self._begin(f"reading {source}")
        return [replace(file, open=partial(self._opened, file)) for file in files]

    def does(self, step: str) -> None:
        """Anything else."""
        self._begin(step)

    def __rich__(self) -> Table:
        """The line as it is now; a name that is too long gives way."""
        line = Table.grid(Column(), Column(no_wrap=True), padding=(0, 1))
        doing = Text(self._doing, no_wrap=True, overflow="ellipsis")
        line.add_row(doing, figures(self._read, self._size, monotonic() - self._since))
        return line

    def _begin(self, doing: str, size: int = 0) -> None:
        self._doing, self._size, self._read, self._since = doing, size, 0, monotonic()

    def _opened(self, file: Input) -> BinaryIO:
        self._begin(f"reading {file.name}", file.size)
        return io.BufferedReader(_Counted(file.open(), self._count), _BLOCK)

    def _count(self, read: int) -> None:
        self._read = read


def figures(read: int, size: int, seconds: float) -> str:
    """How much was read, how fast, and how long the rest takes; where nothing is read, how long it has taken.

    >>> figures(20_000_000, 50_000_000, 4), figures(0, 0, 75)
    ('20.0 MB of 50.0 MB, 5.0 MB/s, 0:00:06 left', '0:01:15')
    """
    if not read:
        return _time(seconds)
    rate = read / max(seconds, 0.001)
    if size <= read:  # it is done, or packed and does not tell how much it holds
        return f"{decimal(read)}, {decimal(int(rate))}/s"
    return f"{decimal(read)} of {decimal(size)}, {decimal(int(rate))}/s, {_time((size - read) / rate)} left"


def _time(seconds: float) -> str:
    return str(timedelta(seconds=int(seconds)))


class _Counted(io.RawIOBase):
    """A file that tells how far it was read."""

    def __init__(self, content: BinaryIO, tell: Callable[[int], None]) -> None:
        self._content = content
        self._tell = tell
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._content.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        self._position = self._content.seek(offset, whence)
        return self._position

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # what a BufferedReader hands in
        data = self._content.read(len(buffer))
        buffer[: len(data)] = data
        self._position += len(data)
        self._tell(self._position)
        return len(data)

    def close(self) -> None:
        self._content.close()
        super().close()
