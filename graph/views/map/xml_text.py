"""Text that an XML file can hold."""

import re
from typing import Final

__all__ = ["holdable"]

_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def holdable(text: str) -> str:
    r"""A text with a mark in place of what no XML can hold, however it is escaped.

    >>> holdable("a\x1fb") == "a\N{REPLACEMENT CHARACTER}b"
    True
    """
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
