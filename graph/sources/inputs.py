"""What is given to load, as files to read: a file on disk, a member of an archive, standard input."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath
from tempfile import NamedTemporaryFile
from typing import BinaryIO, Final
from zipfile import ZipFile, ZipInfo

from triplehelix.graph.errors import Impossible, InputError, Place
from triplehelix.graph.sources.unpacking import open_gzip, open_member, open_zip

__all__ = ["ZIP", "Input", "files_of", "on_disk", "readable"]

ZIP: Final = b"PK\x03\x04"
"""How an archive begins, and with it a workbook."""
_GZIP: Final = b"\x1f\x8b"
_WORKBOOK_PARTS: Final = {"[Content_Types].xml", "mimetype"}  # what only XLSX, and only ODS, has at its top


@dataclass(frozen=True, slots=True)
class Input:
    """One file that holds data, read from its beginning as often as needed."""

    name: str
    """As messages name it: `members.csv`, `cordis.zip/project.csv`."""
    open: Callable[[], BinaryIO]
    """Its bytes, unpacked; whoever opens closes."""
    path: Path | None = None
    """Where these very bytes stand on disk, for an engine that reads files by itself; None for what is unpacked."""
    size: int = 0
    """How many bytes it has unpacked; 0 where that is not known."""

    def head(self, size: int = 65536) -> bytes:
        """Its first bytes, to see what it is."""
        with self.open() as file:
            return file.read(size)


def files_of(source: Path) -> list[Input]:
    """The files of a source, by name: itself, or those in a folder or an archive; `-` is standard input.

    Hidden files and what a Mac adds to archives are left out. A file that is packed by gzip loses `.gz` in its name.

    Raises
    ------
    InputError
        If there is nothing of that name, or an archive is broken or larger than any source when unpacked.
    """
    if str(source) == "-":
        return _spooled(sys.stdin.buffer, "standard input")
    if not source.exists():
        raise InputError("there is no such file or folder", Place(str(source)))
    if source.is_dir():
        return _in_folder(source)
    if not source.is_file():  # a pipe can be read but once
        with source.open("rb") as content:
            return _spooled(content, source.name)
    return list(_unpacked(source, source.name))


@contextmanager
def readable(source: Path) -> Iterator[None]:
    """Tell of what the system says while a source is read.

    Raises
    ------
    Impossible
        If it may not be read.
    InputError
        If it cannot be read.
    """
    try:
        yield
    except PermissionError as error:
        raise Impossible(f"{error.filename or source}: cannot be read: {error.strerror}") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", Place(str(error.filename or source))) from None


def _in_folder(folder: Path) -> list[Input]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    named = ((path, path.relative_to(folder)) for path in found)
    return [file for path, name in named if not _is_clutter(name) for file in _unpacked(path, name.as_posix())]


def _is_clutter(path: PurePath) -> bool:
    """Hidden files, what a Mac adds to an archive, and the lock that a spreadsheet leaves beside an open workbook."""
    return any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts)


def _unpacked(path: Path, name: str) -> Iterator[Input]:
    """The files that a file on disk holds: by its content, whatever its suffix."""
    with path.open("rb") as content:
        head = content.read(len(ZIP))
    if head.startswith(_GZIP):
        name = name.removesuffix(".gz")
        yield Input(name, partial(open_gzip, path, name))
    elif head == ZIP:
        yield from _in_archive(path, name)
    else:
        yield on_disk(path, name)


def on_disk(path: Path, name: str) -> Input:
    """A file that stands on disk as it is to be read."""
    return Input(name, _opener(path), path, path.stat().st_size)


def _opener(path: Path) -> Callable[[], BinaryIO]:
    return lambda: path.open("rb")


def _in_archive(path: Path, name: str) -> Iterator[Input]:
    archive = open_zip(path, name)
    if _WORKBOOK_PARTS & set(archive.namelist()):
        archive.close()
        yield on_disk(path, name)
        return
    members = sorted(archive.infolist(), key=lambda member: member.filename)
    for member in members:
        if not member.is_dir() and not _is_clutter(PurePath(member.filename)):
            yield _member(archive, member, f"{name}/{member.filename}")


def _member(archive: ZipFile, member: ZipInfo, name: str) -> Input:
    return Input(name, partial(open_member, archive, member, name), size=member.file_size)


def _spooled(content: BinaryIO, name: str) -> list[Input]:
    """What can be read but once, kept in a temporary file for as long as its inputs are."""
    spool = NamedTemporaryFile(prefix="triplehelix-")  # noqa: SIM115 - its inputs hold it
    shutil.copyfileobj(content, spool)
    spool.flush()
    files = _unpacked(Path(spool.name), name)
    return [replace(file, open=partial(_open_held, file.open, spool)) for file in files]


def _open_held(opened: Callable[[], BinaryIO], spool: object) -> BinaryIO:  # noqa: ARG001 - it must not go
    return opened()
