"""Numbers as people and programs write them."""

import re
from decimal import Decimal
from typing import Final

__all__ = ["number"]

_SPACES: Final = str.maketrans("", "", " \u00a0\u202f\u2009'’")
_PLAIN: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_GROUPED: Final = {mark: re.compile(rf"[+-]?\d{{1,3}}(?:\{mark}\d{{3}})+", re.ASCII) for mark in ".,"}
_EITHER: Final = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)


def number(text: str) -> Decimal:
    r"""What a number is worth, exactly.

    Blanks and apostrophes part thousands. Of a point and a comma in one number, the last is the decimal one; one that
    stands more than once parts thousands. A single point is the decimal point, as programs write it. A single comma
    is the decimal comma; but where it may as well part thousands (`1,234`), the number is refused and not guessed.

    Raises
    ------
    ValueError
        If it is no number, or may be two.

    >>> number("4\u202f459\u00a0807,00"), number("7.66444e+06"), number("1,234.56"), number("1.234.567")
    (Decimal('4459807.00'), Decimal('7664440'), Decimal('1234.56'), Decimal('1234567'))
    """
    tight = text.strip().translate(_SPACES)
    if _EITHER.fullmatch(tight):
        whole = tight.replace(",", "")
        raise ValueError(f"{text!r} may be {whole} or {tight.replace(',', '.')}; write {whole} or {tight}0")
    plain = _plain(tight)
    if not _PLAIN.fullmatch(plain):
        raise ValueError(f"{text!r} is not a number; write one such as 4500000 or 4500000.50")
    value = Decimal(plain)
    return value.quantize(Decimal(1)) if value == value.to_integral() and "e" in plain.lower() else value


def _plain(tight: str) -> str:
    """The number with a decimal point, and nothing that parts thousands."""
    thousands, decimal = (",", ".") if tight.rfind(".") > tight.rfind(",") else (".", ",")
    whole, mark, rest = tight.rpartition(decimal)
    if decimal in whole or not mark:
        return _joined(tight, decimal)
    return f"{_joined(whole, thousands)}.{rest}"


def _joined(whole: str, mark: str) -> str:
    return whole.replace(mark, "") if _GROUPED[mark].fullmatch(whole) else whole
