"""Locks on files, which the system lifts when their process ends, however it ends."""

import errno
import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from triplehelix.graph.errors import Impossible

__all__ = ["exclusive", "shared", "writer"]


def shared(path: Path) -> IO[str]:
    """Hold a file together with others, until the file is closed.

    Raises
    ------
    FileNotFoundError
        If it is not there, or not any more.
    """
    file = path.open(encoding="utf-8")
    fcntl.flock(file, fcntl.LOCK_SH)
    if not _is_same(file, path):  # somebody deleted it while we waited
        file.close()
        raise FileNotFoundError(path)
    return file


@contextmanager
def exclusive(path: Path) -> Iterator[bool]:
    """Hold a file alone, if nobody holds it; tells whether. What has no such file is held by nobody."""
    if not path.exists():
        yield True
        return
    with path.open(encoding="utf-8") as file:
        yield _taken(file)


@contextmanager
def writer(path: Path, doing: str) -> Iterator[None]:
    """Be the one who writes; the file tells the others who that is.

    Raises
    ------
    Impossible
        If somebody else writes.
    """
    with path.open("a+", encoding="utf-8") as file:
        if not _taken(file):
            file.seek(0)
            raise Impossible(f"{path.parent}: is being written by {file.read().strip()}; try again when it is done")
        file.truncate(0)
        file.write(f"process {os.getpid()} on {socket.gethostname()}, `{doing}` since {_now()}\n")
        file.flush()
        try:
            yield
        finally:
            with suppress(OSError):  # a full disk
                file.truncate(0)


def _taken(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES):
            return False
        raise
    return True


def _is_same(file: IO[str], path: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
