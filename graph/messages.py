"""The sentences shown to people: one file per language in data/messages."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from triplehelix.graph.money import Money

__all__ = ["LANGUAGES", "Messages", "messages"]

_FOLDER: Final = Path(__file__).parent.parent / "data" / "messages"
LANGUAGES: Final = ("en", "fr")
_NARROW_SPACE: Final = "\N{NARROW NO-BREAK SPACE}"


class Messages:
    """The texts of one language.

    >>> messages("fr")("path.title", start="A", end="B")
    'Chemins entre A et B'
    """

    def __init__(self, language: str, texts: dict[str, Any]) -> None:
        self.language = language
        self._texts = texts

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key such as `path.none`, with its values filled in."""
        return str(self._entry(key)).format(**values)

    def section(self, key: str) -> dict[str, str]:
        """All texts of a section, by their last name."""
        return dict(self._entry(key))

    def plural(self, key: str, n: int) -> str:
        """The text of a number of things: its `.one` or `.many`; zero is singular in French."""
        single = n < 2 if self.language == "fr" else n == 1  # noqa: PLR2004 - French counts plurals from two
        return self(f"{key}.one" if single else f"{key}.many", n=self.number(n))

    def number(self, value: object) -> str:
        """A number with its thousands set apart as the language does."""
        english = f"{value:,}"
        return english.replace(",", _NARROW_SPACE).replace(".", ",") if self.language == "fr" else english

    def decimal(self, value: float) -> str:
        """A figure with two decimals, as the language writes it."""
        return f"{value:.2f}".replace(".", ",") if self.language == "fr" else f"{value:.2f}"

    def money(self, money: Money) -> str:
        """An amount with its currency, where the language puts it."""
        amount = self.number(money.value)
        return f"{amount}{_NARROW_SPACE}{money.currency}" if self.language == "fr" else f"{money.currency} {amount}"

    def _entry(self, key: str) -> Any:  # noqa: ANN401 - a text or a table of texts
        entry: Any = self._texts
        for part in key.split("."):
            entry = entry[part]
        return entry


@cache
def messages(language: str) -> Messages:
    """The texts of a language; English where there are none in it."""
    chosen = language if language in LANGUAGES else "en"
    return Messages(chosen, tomllib.loads((_FOLDER / f"{chosen}.toml").read_text(encoding="utf-8")))
