"""What is packed (gzip, zip), unpacked while it is read; what would never end is refused."""

import errno
import gzip
import io
import lzma
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Final, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from triplehelix.graph.errors import InputError, Place

__all__ = ["LARGEST", "SMALL", "TIGHTEST", "open_gzip", "open_member", "open_zip", "refuse_bomb_of_parts"]

LARGEST: Final = 20 * 2**30
"""Bytes unpacked. The largest sources there are, all of CORDIS or of ROR, have less than a tenth of it."""
TIGHTEST: Final = 200
"""How many times its packed size a file may have: tables and RDF have 5 to 30, a bomb up to 1,000."""
SMALL: Final = 2**30
"""Bytes unpacked up to which that does not matter."""

# what Python's own modules raise at broken archives; the last two where a place in the file cannot be
_BROKEN: Final = (
    BadZipFile, gzip.BadGzipFile, EOFError, zlib.error, lzma.LZMAError, RuntimeError, struct.error, ValueError, OSError,
)  # fmt: skip


class _Unpacked(io.RawIOBase):
    """The bytes of a packed file, counted as they come: what an archive says of its own size may be a lie."""

    def __init__(self, name: str, content: IO[bytes], packed: int) -> None:
        self._name = name
        self._content = content
        self._packed = packed
        self._count = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, unless there have been too many."""
        with _told(self._name):
            data = self._content.read(size)
        self._count += len(data)
        _refuse_bomb(self._name, self._count, self._packed)
        return data

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # what a BufferedReader hands in
        """The same, into a buffer."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the packed file, too."""
        self._content.close()
        super().close()


def open_gzip(path: Path, name: str) -> BinaryIO:
    """The bytes of a gzip file, unpacked."""
    return _buffered(_Unpacked(name, cast("IO[bytes]", gzip.open(path, "rb")), path.stat().st_size))


def open_zip(path: Path, name: str) -> ZipFile:
    """An archive, of which members can be read.

    Raises
    ------
    InputError
        If it is broken, or larger than any source when unpacked.
    """
    with _told(name):
        archive = ZipFile(path)
    _refuse_bomb(name, sum(member.file_size for member in archive.infolist()), path.stat().st_size)
    return archive


def open_member(archive: ZipFile, member: ZipInfo, name: str) -> BinaryIO:
    """The bytes of an archive's member.

    Raises
    ------
    InputError
        If it is broken, or packed in a way that cannot be read.
    """
    with _told(name):
        content = archive.open(member)
    return _buffered(_Unpacked(name, content, member.compress_size))


def refuse_bomb_of_parts(name: str, content: IO[bytes], largest: int) -> None:
    """Make sure that a zip whose parts another program unpacks is whole, and no larger than it says and than it may be.

    Raises
    ------
    InputError
        If it is not.
    """
    with _told(name), ZipFile(content) as archive:
        if sum(part.file_size for part in archive.infolist()) > largest:
            raise InputError(f"has more than {largest // 2**30} GB when unpacked; save it as CSV", Place(name))
        if damaged := archive.testzip():
            raise InputError(f"is damaged in {damaged}; get it again", Place(name))


def _refuse_bomb(name: str, unpacked: int, packed: int) -> None:
    if unpacked > LARGEST:
        raise InputError(f"has more than {LARGEST // 2**30} GB when unpacked; load it in parts", Place(name))
    if unpacked > max(SMALL, TIGHTEST * packed):
        message = f"has more than {TIGHTEST} times its size when unpacked, as no data has; unpack it and load that"
        raise InputError(message, Place(name))


def _buffered(content: _Unpacked) -> BinaryIO:
    return io.BufferedReader(content, 2**18)


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
            raise  # the disk's, not the archive's
        message = f"cannot be unpacked ({str(error).rstrip('.')}); get it again, or unpack it yourself"
        raise InputError(message, Place(name)) from None
