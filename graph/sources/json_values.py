"""JSON files as their records, one after the other: an array, or one value in each line."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.sources.inputs import Input

__all__ = ["JsonValue", "read_values"]

_CHUNK: Final = 1 << 20
_LARGEST: Final = 1 << 25
_BLANK: Final = re.compile(r"[ \t\r\n]*")
_BETWEEN_ITEMS: Final = re.compile(r"[ \t\r\n,]*")


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A record, and where it begins."""

    value: Any
    place: Place


def read_values(file: Input) -> Iterator[JsonValue]:
    r"""The values of a JSON array, or those that stand one after the other, such as JSON lines.

    Only one value is held in memory at a time, because a register is one array of several hundred megabytes.

    Raises
    ------
    InputError
        Where the text is no JSON, is not UTF-8, is nested too deep or has a single value of more than 32 MB.

    >>> lines = Input("a.jsonl", lambda: io.BytesIO(b'{"id": 1}\n{"id": 2}'))
    >>> [(one.value["id"], one.place.line) for one in read_values(lines)]
    [(1, 1), (2, 2)]
    """
    with file.open() as binary:
        window = _Window(file.name, io.TextIOWrapper(binary, encoding="utf-8-sig"))
        in_array = window.next() == "["
        between = _BETWEEN_ITEMS if in_array else _BLANK
        if in_array:
            window.pass_over(1)
        while (found := window.next(between)) and not (in_array and found == "]"):
            yield window.value()
        if in_array and not found:
            raise window.wrong("ends before its array does; check that the file is whole")


class _Window:
    """The part of a text that has been read and not yet been used."""

    def __init__(self, name: str, text: io.TextIOWrapper) -> None:
        self._name, self._text = name, text
        self._decode = json.JSONDecoder().raw_decode
        self._buffer, self._at, self._line = "", 0, 1

    def next(self, between: re.Pattern[str] = _BLANK) -> str:
        """Go on to the next character that says something, and tell it; empty at the end."""
        while True:
            found = between.match(self._buffer, self._at)
            self.pass_over(found.end() - self._at if found else 0)
            if self._at < len(self._buffer) or not self._more():
                return self._buffer[self._at : self._at + 1]

    def pass_over(self, length: int) -> None:
        """Leave so many characters behind."""
        self._line += self._buffer.count("\n", self._at, self._at + length)
        self._at += length

    def value(self) -> JsonValue:
        """The value that begins here."""
        value, end = self._decoded()
        found = JsonValue(value, Place(self._name, self._line))
        self.pass_over(end - self._at)
        return found

    def _decoded(self) -> tuple[Any, int]:
        while True:
            try:
                return self._decode(self._buffer, self._at)
            except RecursionError:
                raise self.wrong("is nested too deep to be a record; check the file") from None
            except json.JSONDecodeError as error:
                # a value that the window cuts off looks wrong until more of it is read
                if len(self._buffer) - self._at > _LARGEST or not self._more():
                    raise self.wrong(f"is not JSON ({error.msg}); check that the file is whole") from None
            except ValueError:
                raise self.wrong("has a number too long to be one; check the file") from None

    def wrong(self, message: str) -> InputError:
        """What is wrong with the text from here on."""
        return InputError(message, Place(self._name, self._line))

    def _more(self) -> bool:
        try:
            read = self._text.read(_CHUNK)
        except UnicodeDecodeError:
            raise self.wrong("is not UTF-8 from here on; save it as UTF-8") from None
        self._buffer, self._at = self._buffer[self._at :] + read, 0
        return bool(read)
