"""What is derived from a store on disk, and kept beside its data: made once, by whoever needs it first."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from triplehelix.graph.arrays import DamagedError
from triplehelix.graph.errors import Impossible

__all__ = ["kept"]

T = TypeVar("T")


def kept(path: Path | None, read: Callable[[Path], T], make: Callable[[], T], save: Callable[[T, Path], None]) -> T:
    """What a file keeps; where there is none, or it is damaged or of another version, it is made, and kept there.

    A generation is never written again, so what was derived from it stays true; whoever derives it by other rules gives
    the file's form another number. Where nothing can be written, it is made each time. Without a path it is not kept at
    all.
    """
    if path is None:
        return make()
    try:
        return read(path)
    except DamagedError:
        made = make()
    with suppress(Impossible):
        save(made, path)
    return made
