"""Web addresses as registers write them."""

import re
from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

__all__ = ["homepage"]

_HOST: Final = re.compile(r"[^\s/.]+(\.[^\s/.]+)+", re.ASCII)


def homepage(text: str) -> NamedNode | None:
    """The address of a website, with `http://` before it where a register leaves that out; None for what is none.

    >>> homepage("www.example.org")
    <NamedNode value=http://www.example.org>
    >>> homepage("http://") is None
    True
    """
    address = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(NamedNode(address).value)
        return NamedNode(address) if parts.scheme in ("http", "https") and _HOST.match(parts.netloc) else None
    except ValueError:
        return None
