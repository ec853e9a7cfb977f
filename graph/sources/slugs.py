"""A name as a part of an IRI."""

import hashlib
import re
import unicodedata
from typing import Final

__all__ = ["named_slug", "slug"]

_OTHER: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 60
# letters of European alphabets that are no letter with an accent to Unicode
_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"}
)


def slug(name: str) -> str:
    """Small letters, digits and hyphens: case, accents and punctuation do not matter.

    A name with letters of another script has a digest, so that no two such names are one.

    >>> slug("Pôle Santé (Łódź)"), slug("東京大学")
    ('pole-sante-lodz', '8302c97c77d9')
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    short = _OTHER.sub("-", "".join(char for char in plain if not unicodedata.combining(char))).strip("-")
    if short and not any(char.isalnum() and not char.isascii() for char in plain):
        return short
    return "-".join(filter(None, (short, hashlib.sha256(name.casefold().encode()).hexdigest()[:12])))


def named_slug(name: str) -> str:
    """A slug that only names share which are equal but for case and blanks: for things known by their names alone.

    >>> named_slug("Acme, Inc."), named_slug("ACME,  inc.") == named_slug("Acme Inc")
    ('acme-inc-dc01f0a68599', False)
    """
    plain = " ".join(name.casefold().split())
    return f"{slug(name)[:_LONGEST].strip('-')}-{hashlib.sha256(plain.encode()).hexdigest()[:12]}"
