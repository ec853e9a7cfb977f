"""Texts as they come out of other people's programs, made right again where it is certain what they were."""

import re
from typing import Final

from ftfy import fix_encoding

__all__ = ["LOST", "is_clean", "mended", "of_windows"]

LOST: Final = "\N{REPLACEMENT CHARACTER}"
"""What stands where a program could not read a letter: nobody can tell which it was."""

_ODD_PAIR: Final = re.compile(r"[^\x00-\x7f]{2}")
_LINE_ENDS: Final = re.compile("[\u2028\u2029]")
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"')
_NOT_UTF_8: Final = re.compile(r"[\udc80-\udcff]+")
_QUOTES: Final = re.compile('""+')
_QUOTED_WITHIN: Final = re.compile('""+([^"]+)""+')


def is_clean(text: str) -> bool:
    """Whether there is surely nothing to mend: a quick look, which most rows pass."""
    return text.isprintable() and '""' not in text and (text.isascii() or not (_may_be_misread(text) or LOST in text))


def mended(text: str) -> str:
    r"""The text without what other programs did to it; a text that may be right stays as it is.

    UTF-8 that was read as Windows-1252, Mac Roman and the like is read again; quotes that were doubled twice are
    doubled once less; Unicode's own ends of lines, which come from word processors, are blanks.

    >>> mended("Parc des CÃ¨dres"), mended("J√∂ckel"), mended("SÃO JOÃO")
    ('Parc des Cèdres', 'Jöckel', 'SÃO JOÃO')
    >>> mended('"Institut ""Elie"" Bio"'), mended("Salle\u2028polyvalente")
    ('Institut "Elie" Bio', 'Salle polyvalente')
    """
    read_again = fix_encoding(text) if _may_be_misread(text) else text
    return _LINE_ENDS.sub(" ", _once_quoted(read_again))


def _may_be_misread(text: str) -> bool:
    """UTF-8 read as something else has odd letters side by side, or a blank after the first: most texts do not."""
    return "Ã " in text or _ODD_PAIR.search(text) is not None


def _once_quoted(text: str) -> str:
    """Only doubled quotes show that a text was quoted once too often: a title may well stand in quotes."""
    if '""' not in text:
        return text
    whole = _QUOTED.fullmatch(text)
    return _QUOTES.sub('"', whole[1]) if whole else _QUOTED_WITHIN.sub(r'"\1"', text)


def of_windows(text: str) -> str:
    """A text that was decoded as UTF-8 with "surrogateescape", the bytes that are none read as Windows-1252."""
    return _NOT_UTF_8.sub(_by_windows, text)


def _by_windows(match: re.Match[str]) -> str:
    return match[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")
