"""A name as a part of an IRI."""

import hashlib
import re
import unicodedata
from typing import Final

__all__ = ["slug"]

_OTHER: Final = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """Small letters, digits and hyphens: case, accents and punctuation do not matter.

    A name in another script is its digest.

    >>> slug("Pôle Santé (Liège)"), slug("東京大学")
    ('pole-sante-liege', 'f45bc0ae4cfb')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    short = _OTHER.sub("-", "".join(char for char in plain if not unicodedata.combining(char))).strip("-")
    return short or hashlib.sha256(name.encode()).hexdigest()[:12]
