"""Names as parts of IRIs, for things that a register knows by their names alone."""

import hashlib
import re
import unicodedata
from typing import Final

__all__ = ["folded", "named_slug", "slug"]

_NOT_PLAIN: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 60


def folded(name: str) -> str:
    """A name without case, accents and superfluous blanks; equal names of one register are one thing.

    >>> folded("  Université de  LIÈGE ")
    'universite de liege'
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def slug(name: str) -> str:
    """A name in small letters, digits and hyphens; what no Latin letter writes gets a number of its own.

    >>> slug("Louvain-la-Neuve")
    'louvain-la-neuve'
    >>> slug("東京")
    '130016b259'
    """
    plain = folded(name)
    latin = _NOT_PLAIN.sub("-", plain).strip("-")[:_LONGEST].strip("-")
    return latin if latin and plain.isascii() else "-".join(filter(None, (latin, _digest(plain))))


def named_slug(name: str) -> str:
    """A slug that only names equal after folding share.

    >>> named_slug("Université de Liège") == named_slug("universite de liege")
    True
    """
    return f"{_NOT_PLAIN.sub('-', folded(name)).strip('-')[:_LONGEST].strip('-')}-{_digest(folded(name))}".strip("-")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]
