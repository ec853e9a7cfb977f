"""A name as a part of an IRI."""

import hashlib
import re
import unicodedata
from typing import Final

__all__ = ["named_slug", "slug"]

_OTHER: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 60


def slug(name: str) -> str:
    """Small letters, digits and hyphens: case, accents and punctuation do not matter.

    A name in another script is its digest.

    >>> slug("Pôle Santé (Liège)"), slug("東京大学")
    ('pole-sante-liege', '8302c97c77d9')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    short = _OTHER.sub("-", "".join(char for char in plain if not unicodedata.combining(char))).strip("-")
    return short or hashlib.sha256(name.encode()).hexdigest()[:12]


def named_slug(name: str) -> str:
    """A slug that only names share which are equal but for case and blanks: for things known by their names alone.

    >>> named_slug("Acme, Inc."), named_slug("ACME,  inc.") == named_slug("Acme Inc")
    ('acme-inc-dc01f0a68599', False)
    """
    plain = " ".join(name.casefold().split())
    return f"{slug(name)[:_LONGEST].strip('-')}-{hashlib.sha256(plain.encode()).hexdigest()[:12]}"
