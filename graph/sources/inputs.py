"""What is given to load, as files to read: a file on disk, a member of an archive, standard input."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

__all__ = ["Input", "files_of"]


@dataclass(frozen=True, slots=True)
class Input:
    """One file that holds data, read from its beginning as often as needed."""

    name: str
    """As messages name it: `members.csv`, `cordis.zip/project.csv`."""
    open: Callable[[], BinaryIO]
    """Its bytes, unpacked; whoever opens closes."""
    path: Path | None = None
    """Where these very bytes stand on disk, for an engine that reads files by itself; None for what is unpacked."""

    def head(self, size: int = 65536) -> bytes:
        """Its first bytes, to see what it is."""
        with self.open() as file:
            return file.read(size)


def files_of(source: Path) -> list[Input]:
    """The files of a source, by name: itself, or those of a folder.

    Raises
    ------
    InputError
        If there is nothing of that name.
    """
    found = sorted(path for path in source.iterdir() if path.is_file()) if source.is_dir() else [source]
    return [Input(path.name, lambda path=path: path.open("rb"), path) for path in found]  # type: ignore[misc]  # a lambda's default
