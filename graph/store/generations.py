"""A store on disk: a row of generations, of which `CURRENT` names the valid one.

A generation is an Oxigraph folder that nobody ever writes again once it is published. A writer works on a copy (hard
links, so it costs nothing), and replaces `CURRENT` in one step at the end: killed at any moment, the store is what it
was before. Readers hold a shared lock on their generation, and a writer deletes only what nobody holds.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from pyoxigraph import Store

from triplehelix.graph.errors import Impossible, InputError, Place
from triplehelix.graph.store.locks import exclusive, shared, writer

__all__ = ["Edition", "Generation", "check_is_store", "is_store", "read", "writing"]

_CURRENT: Final = "CURRENT"
_FORMAT: Final = "FORMAT"
_VERSION: Final = 1
_PREFIX: Final = "gen-"
_LEASE: Final = "LEASE"
_DRAFT: Final = "draft-"


@dataclass(frozen=True)
class Generation:
    """A generation that is being read: it stays on disk as long as this object lives."""

    store: Store
    path: Path
    lease: IO[str]


class Edition:
    """The generation that is being written: nobody sees it before it is published."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        """The store's own folder."""
        self.draft = folder / f"{_DRAFT}{os.getpid()}"
        """Where the writer keeps what it needs on the way; it goes at the end, whatever happens."""

    def current(self) -> Store:
        """What the store holds so far, to be read; empty where there is nothing yet."""
        path = _current(self.folder)
        return Store.read_only(str(path)) if path else Store()

    def copy(self) -> Store:
        """What the store holds so far, to be written."""
        if _current(self.folder):
            self.current().backup(str(self._written))
        return Store(str(self._written))

    def fresh(self) -> Store:
        """An empty store, to be written, in place of what was written so far."""
        shutil.rmtree(self._written, ignore_errors=True)
        return Store(str(self._written))

    def publish(self) -> None:
        """Make what was written the store's valid generation; its store must be closed."""
        target = self.folder / _next_name(self.folder)
        (self._written / _LEASE).touch()
        for path in (*self._written.iterdir(), self._written):
            _sync(path)
        self._written.rename(target)
        _replace(self.folder / _CURRENT, f"{target.name}\n")

    @property
    def _written(self) -> Path:
        return self.draft / "store"


def is_store(folder: Path) -> bool:
    """Whether a folder is such a store."""
    return (folder / _FORMAT).is_file()


def read(folder: Path) -> Generation:
    """Open the valid generation, to be read; what writers do meanwhile changes nothing for it.

    Raises
    ------
    InputError
        If the folder is no store, or is an empty one.
    Impossible
        If it was written in a newer format, or its files cannot be opened.
    """
    check_is_store(folder)
    path = _current(folder)
    if path is None:
        raise InputError("is a store without data; load something into it", Place(str(folder)))
    try:
        lease = shared(path / _LEASE)
    except FileNotFoundError:
        if _current(folder) == path:
            raise Impossible(f"{path}: is not there any more; restore a backup") from None
        return read(folder)  # published anew in between
    return Generation(_opened(path), path, lease)


@contextmanager
def writing(folder: Path, doing: str) -> Iterator[Edition]:
    """Write the next generation of a store, alone; the folder is made if it is missing.

    Raises
    ------
    InputError
        If the folder holds something else.
    Impossible
        If another writer holds the store, who is told; or it was written in a newer format.
    """
    _make(folder)
    with writer(folder / "WRITER", doing):
        _clear(folder)
        edition = Edition(folder)
        edition.draft.mkdir()
        try:
            yield edition
        finally:
            _clear(folder)


def _make(folder: Path) -> None:
    if not is_store(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if any(path.name not in (_FORMAT + ".new", "WRITER") for path in folder.iterdir()):
            raise InputError("is a folder that holds other things; name a new one, or an empty one", Place(str(folder)))
        _replace(folder / _FORMAT, f"triplehelix store {_VERSION}\n")
    check_is_store(folder)


def check_is_store(folder: Path) -> None:
    """See that a folder is a store, and one that this version can read.

    Raises
    ------
    InputError
        If it is no store.
    Impossible
        If it was written in a newer format.
    """
    if not is_store(folder):
        raise InputError("is no store; make one with `load`", Place(str(folder)))
    version = (folder / _FORMAT).read_text(encoding="utf-8").split()[-1:]
    if version != [str(_VERSION)]:
        raise Impossible(f"{folder}: was written in a newer format of stores; update triplehelix")


def _current(folder: Path) -> Path | None:
    """The valid generation; none where nothing was published yet."""
    with suppress(FileNotFoundError):
        return folder / (folder / _CURRENT).read_text(encoding="utf-8").strip()
    return None


def _opened(path: Path) -> Store:
    try:
        return Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise Impossible(f"{path}: cannot be opened: {error}; restore a backup") from None


def _next_name(folder: Path) -> str:
    current = _current(folder)
    number = int(current.name.removeprefix(_PREFIX)) + 1 if current else 1
    return f"{_PREFIX}{number:06}"


def _clear(folder: Path) -> None:
    """Remove drafts, and the generations that are valid no more and that nobody reads."""
    current = _current(folder)
    for path in folder.iterdir():
        if path.name.startswith(_DRAFT):
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith(_PREFIX) and path != current:
            with exclusive(path / _LEASE) as nobody_reads:
                if nobody_reads:
                    (path / _LEASE).unlink(missing_ok=True)  # first, so that whoever comes looks at CURRENT again
                    shutil.rmtree(path, ignore_errors=True)


def _replace(path: Path, text: str) -> None:
    new = path.with_name(path.name + ".new")
    new.write_text(text, encoding="utf-8")
    _sync(new)
    new.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    """Have the disk hold what was written, even if the power goes."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
