"""The page of a whole store, kept beside its data where this is large: then it takes seconds to make."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from triplehelix.graph.arrays import DamagedError
from triplehelix.graph.keeping import is_large, kept
from triplehelix.graph.output import write_file
from triplehelix.graph.views.map.model import Page
from triplehelix.graph.views.map.places import placed
from triplehelix.graph.views.map.words import words

if TYPE_CHECKING:
    from triplehelix.graph.reading import Reading

__all__ = ["kept_page"]

_PACKAGE: Final = Path(__file__).parents[3]

_Drawn = tuple[Page, bool]


def kept_page(reading: "Reading", make: Callable[[], _Drawn]) -> _Drawn:
    """The page of all that a store holds, and whether it was reduced; made where it is not kept, or not yet."""
    if not (reading.folder and is_large(reading.folder)):
        return make()
    path = reading.folder / f"map.{reading.language}"
    return kept(path, _read, lambda: _settled(make()), _save, reading.tell)


def _settled(drawn: _Drawn) -> _Drawn:
    page, reduced = drawn
    return replace(page, places=placed(page)), reduced


def _save(drawn: _Drawn, path: Path) -> None:
    from msgspec import msgpack  # only for who keeps or reads a page

    page, reduced = drawn
    write_file(msgpack.encode((_form(), replace(page, words={}), reduced)), path)


def _read(path: Path) -> _Drawn:
    """Checked against the types of a page: a hostile file can lie about the data, and do nothing else."""
    from msgspec import DecodeError, msgpack

    try:
        form, page, reduced = msgpack.decode(path.read_bytes(), type=tuple[str, Page, bool])
    except (OSError, DecodeError, RecursionError) as error:
        raise DamagedError(f"{path}: cannot be read: {error}") from None
    if form != _form():
        raise DamagedError(f"{path}: is of another version")
    return replace(page, words=words()), reduced


@cache
def _form() -> str:
    """What a page follows from beside the store: our code and our words."""
    total = hashlib.sha256()
    for path in sorted([*(_PACKAGE / "graph").rglob("*.py"), *(_PACKAGE / "data" / "messages").rglob("*.toml")]):
        total.update(path.read_bytes())
    return total.hexdigest()
