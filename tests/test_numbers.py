"""Numbers are read as people and programs write them; what may be two numbers is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplehelix.graph.numbers import number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7.66444e+06", "7664440"),
        ("1.5E-3", "0.0015"),
        ("4 459 807,00", "4459807.00"),
        ("4\u00a0459\u00a0807,00", "4459807.00"),
        ("4\u202f459\u202f807", "4459807"),
        ("4'459’807.5", "4459807.5"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1.234", "1.234"),
        ("12,5", "12.5"),
        ("0,375", "0.375"),
        ("83717,375", "83717.375"),
        ("-3", "-3"),
    ],
)
def test_a_number_is_worth_what_its_writer_meant(text: str, value: str) -> None:
    assert str(number(text)) == value


def test_a_comma_that_may_part_thousands_or_decimals_is_not_guessed() -> None:
    with pytest.raises(ValueError, match=r"^'1,234' may be 1234 or 1\.234; write 1234 or 1,2340$"):
        number("1,234")


@pytest.mark.parametrize("text", ["", "EUR 5", "1,23,4", "1.23.4", "1,234.567,8", "٣", "1e9999", "--1", "nan", "."])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        number(text)


@given(st.decimals(-(10**12), 10**12, places=2))
def test_an_amount_is_the_same_in_every_country(value: Decimal) -> None:
    english = f"{value:,f}"
    french = english.replace(",", "\u202f").replace(".", ",")
    german = english.replace(",", "\0").replace(".", ",").replace("\0", ".")
    assert number(english) == number(french) == number(german) == number(str(value)) == value
