"""Web addresses as they stand in cells: whole, without their beginning, or only begun."""

import re
from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

__all__ = ["is_placeholder", "is_web_address", "web_address"]

_PLACEHOLDER: Final = re.compile(
    r"(https?:/*)?(www\.?)?|n\.?/?a\.?|none|null|unknown|not available|[-–./]+", re.IGNORECASE
)
_HOST: Final = re.compile(r"[^\s/@:]+\.[^\s/@:.]{2,}(:\d+)?(/\S*)?")


def is_placeholder(text: str) -> bool:
    """Whether somebody wrote what only looks like an address, because the form asked for one.

    >>> is_placeholder("http://"), is_placeholder("https://www."), is_placeholder("N/A"), is_placeholder("https://a.be")
    (True, True, True, False)
    """
    return _PLACEHOLDER.fullmatch(text.strip()) is not None


def is_web_address(text: str) -> bool:
    """Whether a text is a whole address that can also stand in RDF."""
    try:
        parts = urlsplit(NamedNode(text).value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def web_address(text: str) -> str:
    """The address that a text means; nothing if it is a placeholder, or no address.

    >>> web_address("www.example.org"), web_address("https://www."), web_address("see our page")
    ('http://www.example.org', '', '')
    """
    tight = text.strip()
    whole = f"http://{tight}" if _HOST.fullmatch(tight) else tight
    return whole if is_web_address(whole) and not is_placeholder(tight) else ""
