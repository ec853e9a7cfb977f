"""What remains of an organisation's name when the ways of writing it do not matter: scripts, legal forms, languages."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from triplehelix.graph.names import fold

__all__ = ["BODIES", "initials", "is_acronym", "plain", "stems"]

_TABLES: Final = tomllib.loads((Path(__file__).parent.parent / "data" / "spelling.toml").read_text(encoding="utf-8"))
_SCRIPTS: Final = str.maketrans(_TABLES["letters"])
_LEGAL_FORMS: Final = frozenset(_TABLES["legal_forms"])
_LITTLE_WORDS: Final = frozenset(_TABLES["little_words"])
_SAME_WORDS: Final[Mapping[str, str]] = {
    beginning: meaning for meaning, beginnings in _TABLES["same_words"].items() for beginning in beginnings
}
_STEM: Final = 5

BODIES: Final = frozenset((
    "university", "hospital", "institute", "academy", "college", "school", "faculty", "laboratory", "ministry",
    "foundation", "department",
))  # fmt: skip
"""The meanings that tell what kind of body a name is of: a university is not its hospital."""

_ASIDE: Final = re.compile(r"\s*\([^)]*\)|\s*\[[^\]]*\]")
_SINGLE_LETTERS: Final = re.compile(r"\b\w(?: \w)+\b")
_ACRONYM: Final = re.compile(r"[^\W\d_][\w.+&-]{1,9}")


@lru_cache(maxsize=1 << 18)
def plain(name: str) -> str:
    """A name in small Latin letters, without accents, punctuation, what stands in brackets, and legal forms.

    >>> plain("Kaneka Eurogentec S.A."), plain("Εθνικό Αστεροσκοπείο Αθηνών")
    ('kaneka eurogentec', 'ethniko asteroskopeio athinon')
    """
    folded = fold(_ASIDE.sub("", name)) or fold(name)
    latin = folded if folded.isascii() else folded.translate(_SCRIPTS)
    words = _SINGLE_LETTERS.sub(lambda letters: letters[0].replace(" ", ""), latin).split()
    return " ".join(_without_legal_form(words))


def _without_legal_form(words: list[str]) -> list[str]:
    """The words but for legal forms at the end, or one at the beginning; something always remains."""
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words = words[:-1]
    return words[1:] if len(words) > 1 and words[0] in _LEGAL_FORMS else words


@lru_cache(maxsize=1 << 18)
def stems(text: str) -> frozenset[str]:
    """The words of a plain name by which it is told from others, each by its beginning or its common meaning.

    >>> stems("universite de liege") == stems("university of liege")
    True
    """
    words = text.split()
    return frozenset(_stem(word) for word in words if word not in _LITTLE_WORDS) or frozenset(words)


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    meanings = (_SAME_WORDS.get(word[:length]) for length in range(len(word), 2, -1))
    return next(filter(None, meanings), word[:_STEM])


def is_acronym(name: str) -> bool:
    """Whether a name is written as acronyms are: one short word with at least two capitals.

    >>> [is_acronym(name) for name in ("H.U.B", "ULiège", "Kaneka", "KU Leuven")]
    [True, True, False, False]
    """
    return _ACRONYM.fullmatch(name) is not None and sum(char.isupper() for char in name) > 1


def initials(text: str) -> Iterator[str]:
    """The acronyms that a plain name may have: the first letters of its words, without and with the little ones.

    >>> sorted(initials("institute for medical immunology"))
    ['ifmi', 'imi']
    """
    words = text.split()
    yield "".join(word[0] for word in words)
    yield "".join(word[0] for word in words if word not in _LITTLE_WORDS)
