"""The words of the map's page, in the languages that its readers may choose."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["LANGUAGES", "Words", "words"]

Words = Mapping[str, Mapping[str, str]]

_FOLDER: Final = Path(__file__).parents[3] / "data" / "messages" / "map"
LANGUAGES: Final = ("en", "fr", "nl", "de")


@cache
def words() -> Words:
    """The words by language and key.

    >>> words()["fr"]["ties"]
    'liens'
    """
    return {name: tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8")) for name in LANGUAGES}
