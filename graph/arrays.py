"""Numbers and texts packed in one file, which is read in one go: a zip archive that is not compressed.

The archive tells whether it is damaged, and its first member what it holds, in which version. Nothing in it is ever
run: a hostile file can lie about the data, and do nothing else.
"""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import accumulate
from operator import le
from pathlib import Path
from typing import Final, overload
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from triplehelix.graph.output import write_file

__all__ = [
    "DamagedError", "Numbers", "Texts", "as_ends", "as_numbers", "as_texts", "numbers", "part", "read_arrays",
    "write_arrays",
]  # fmt: skip

_FORM: Final = "form"
_CODE: Final = "I"
_WIDTH: Final = array(_CODE).itemsize


class DamagedError(ValueError):
    """A file of arrays that cannot be used; what it was made from is still there."""


Numbers = Sequence[int]
"""Whole numbers from 0 to 2^32 - 1: an array of the standard library, or a view of one."""

Bytes = bytes | memoryview


def numbers(values: Iterable[int] = ()) -> "array[int]":
    """Numbers of four bytes each.

    >>> list(numbers([1, 2]))
    [1, 2]
    """
    return array(_CODE, values)


def part(ends: Numbers, at: int) -> slice:
    """Where one part of an array stands, if the ends of all parts are known.

    >>> "abcd"[part([1, 4], 1)]
    'bcd'
    """
    return slice(ends[at - 1] if at else 0, ends[at])


class Texts(Sequence[str]):
    """Texts that stand one behind the other in one block of bytes; each is decoded when it is asked for."""

    __slots__ = ("block", "ends")

    def __init__(self, block: Bytes, ends: Numbers) -> None:
        self.block = block
        self.ends = ends

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        """Pack some texts.

        >>> packed = Texts.of(["a", "bé"])
        >>> len(packed), packed[1]
        (2, 'bé')
        """
        packed = [text.encode() for text in texts]
        return cls(b"".join(packed), numbers(accumulate(map(len, packed))))

    def __len__(self) -> int:
        return len(self.ends)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        return str(self.block[part(self.ends, at)], "utf-8", "replace")

    def __iter__(self) -> Iterator[str]:
        start = 0
        for end in self.ends:
            yield str(self.block[start:end], "utf-8", "replace")
            start = end

    def position(self, text: str) -> int | None:
        """Where a text stands, if the texts are sorted; None if it does not.

        >>> Texts.of(["a", "b"]).position("b"), Texts.of(["a", "b"]).position("c")
        (1, None)
        """
        at = bisect_left(self, text)
        return at if at < len(self) and self[at] == text else None


def write_arrays(path: Path, form: str, arrays: Mapping[str, Numbers | Texts]) -> None:
    """Write arrays, whole or not at all.

    Raises
    ------
    Impossible
        If the file cannot be written.
    """
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, member in ((_FORM, _form(form).encode()), *_members(arrays)):
            archive.writestr(ZipInfo(name), member)  # undated: the same arrays make the same file
    write_file(packed.getvalue(), path)


def _members(arrays: Mapping[str, Numbers | Texts]) -> Iterator[tuple[str, Bytes]]:
    for name, values in arrays.items():
        yield name, _bytes(values.ends if isinstance(values, Texts) else values)
        if isinstance(values, Texts):
            yield f"{name} block", values.block


def _bytes(values: Numbers) -> Bytes:
    packed = values if isinstance(values, memoryview | array) else numbers(values)
    return memoryview(packed).cast("B")


def read_arrays(path: Path, form: str) -> dict[str, bytes]:
    """The members of a file that `write_arrays` wrote for a form.

    Raises
    ------
    DamagedError
        If it is no such file, or not whole.
    """
    try:
        with ZipFile(path) as archive:
            if any(member.compress_type != ZIP_STORED for member in archive.infolist()):
                raise DamagedError(f"{path}: is packed")
            members = {name: archive.read(name) for name in archive.namelist()}
    except (OSError, BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise DamagedError(f"{path}: cannot be read: {error}") from None
    if members.get(_FORM) != _form(form).encode():
        raise DamagedError(f"{path}: is of another version")
    return members


def as_numbers(members: Mapping[str, bytes], name: str, below: int | None = None) -> Numbers:
    """An array among the members of a file, all of it below a limit.

    Raises
    ------
    DamagedError
        If it is not there, or has other numbers.
    """
    packed = members.get(name, b"?")
    if len(packed) % _WIDTH:
        raise DamagedError(f"{name}: is missing, or cut off")
    found = memoryview(packed).cast(_CODE)
    if below is not None and found and max(found) >= below:
        raise DamagedError(f"{name}: points beyond what there is")
    return found


def as_ends(members: Mapping[str, bytes], name: str, last: int) -> Numbers:
    """An array of ends: they ascend, and the last is the length of what they divide.

    Raises
    ------
    DamagedError
        If they do not.
    """
    ends = _up_to(last, as_numbers(members, name), name)
    if not all(map(le, ends, ends[1:])):
        raise DamagedError(f"{name}: does not ascend")
    return ends


def as_texts(members: Mapping[str, bytes], name: str) -> Texts:
    """Texts among the members of a file. Whether their ends ascend is not looked at: one that ends too early is empty.

    Raises
    ------
    DamagedError
        If they are not there, or not whole.
    """
    block = members.get(f"{name} block", b"")
    return Texts(block, _up_to(len(block), as_numbers(members, name), name))


def _up_to(last: int, ends: Numbers, name: str) -> Numbers:
    if (ends[-1] if ends else 0) != last:
        raise DamagedError(f"{name}: does not divide what it should")
    return ends


def _form(form: str) -> str:
    return f"{form} {sys.byteorder}"
