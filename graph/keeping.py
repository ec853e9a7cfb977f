"""What is derived from a store on disk, and kept beside its data: made once, by whoever needs it first."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from triplehelix.graph.arrays import DamagedError
from triplehelix.graph.errors import Impossible

__all__ = ["Tell", "is_large", "kept", "to_nobody"]

T = TypeVar("T")
Tell = Callable[[str], None]
"""Is told of what takes a while."""

_LARGE: Final = 50_000_000
"""So many bytes of a store, and what is derived from it takes seconds."""


def to_nobody(_: str) -> None:
    """Nobody is told."""


def kept(
    path: Path | None,
    read: Callable[[Path], T],
    make: Callable[[], T],
    save: Callable[[T, Path], None],
    tell: Tell = to_nobody,
) -> T:
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
        if is_large(path.parent):
            tell(f"gathering the {path.stem} of this store, which is done once after a change")
        made = make()
    with suppress(Impossible):
        save(made, path)
    return made


def is_large(folder: Path) -> bool:
    """Whether a store is so large that it takes seconds to derive something from it."""
    return sum(file.stat().st_size for file in folder.iterdir()) >= _LARGE
