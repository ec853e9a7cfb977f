"""The sentences shown to people: one file per language in data/messages."""

import tomllib
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from itertools import chain, repeat
from pathlib import Path
from string import Formatter
from typing import Any, Final, Literal

from triplehelix.graph.dates import PartialDate
from triplehelix.graph.french import in_sentence
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
        self._formatter = _Names(texts["list"]["names"])

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key such as `path.none`, with its values filled in; several names of one value are joined."""
        return self._formatter.vformat(str(self._entry(key)), (), values)

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
        return self._pointed(f"{value:.2f}")

    def percent(self, share: float) -> str:
        r"""A share of one, in percent with one decimal.

        >>> messages("fr").percent(0.125), messages("en").percent(0.125)
        ('12,5\u202f%', '12.5%')
        """
        return self._pointed(f"{share:.1%}").replace("%", f"{_NARROW_SPACE}%" if self.language == "fr" else "%")

    def calculated(self, value: float) -> str:
        """A figure to calculate on with, in six significant digits.

        >>> messages("fr").calculated(1 / 3), messages("en").calculated(2.0)
        ('0,333333', '2')
        """
        return self._pointed(f"{Decimal(f'{value:.6g}'):f}")

    def _pointed(self, figure: str) -> str:
        return figure.replace(".", ",") if self.language == "fr" else figure

    def money(self, money: Money) -> str:
        """An amount with its currency, where the language puts it."""
        amount = self.number(money.value)
        return f"{amount}{_NARROW_SPACE}{money.currency}" if self.language == "fr" else f"{money.currency} {amount}"

    def date(self, written: str) -> str:
        """A partial date in words; what is none stays as it is written.

        >>> messages("fr").date("2020-03"), messages("en").date("2020-03-12")
        ('mars 2020', '12 March 2020')
        """
        date = PartialDate.read(written)
        if date is None or date.precision == "gYear":
            return written
        form = "date.first" if date.precision == "date" and date.first.day == 1 else f"date.{date.precision}"
        return self(form, day=date.first.day, month=self(f"months.{date.first:%m}"), year=date.first.year)

    def span(self, start: str, end: str) -> str:
        """From when to when something lasts, as far as it is known."""
        if start and end:
            dash = "–" if len(start) == len(end) == len("2020") else " – "
            return f"{self.date(start)}{dash}{self.date(end)}"
        return self.bound("since", start) or self.bound("until", end)

    def bound(self, word: Literal["since", "until", "by"], written: str) -> str:
        """A date from which, until which or by which something is so; nothing where it is unknown.

        >>> messages("fr").bound("by", "2020-03-01")
        'au plus tard le 1er mars 2020'
        """
        date = PartialDate.read(written)
        return written and self(f"{word}.{date.precision if date else 'gYear'}", date=self.date(written))

    def _entry(self, key: str) -> Any:  # noqa: ANN401 - a text or a table of texts
        entry: Any = self._texts
        for part in key.split("."):
            entry = entry[part]
        return entry


_Piece = tuple[str, str | None, str | None, str | None]


@cache
def _pieces(text: str) -> tuple[_Piece, ...]:
    return tuple(Formatter().parse(text))


class _Names(Formatter):
    """Fills names in; those of French texts tell by `le`, `de` or `à` behind a colon how one stands in its sentence."""

    def __init__(self, between: str) -> None:
        self._between = between

    def parse(self, format_string: str) -> Iterable[_Piece]:
        """The pieces of a text; each text is taken apart once, for thousands of ties are told by the same."""
        return _pieces(format_string)

    def format_field(self, value: object, format_spec: str) -> str:
        """A value, or several, each as it stands in a sentence."""
        names = [str(name) for name in value] if isinstance(value, list) else [str(value)]
        words = chain([format_spec], repeat(format_spec.lower()))
        told = (in_sentence(name, word) if word else name for name, word in zip(names, words, strict=False))
        return self._between.join(told)


@cache
def messages(language: str) -> Messages:
    """The texts of a language; English where there are none in it."""
    chosen = language if language in LANGUAGES else "en"
    return Messages(chosen, tomllib.loads((_FOLDER / f"{chosen}.toml").read_text(encoding="utf-8")))
