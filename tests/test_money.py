"""Money is an amount in one currency."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplehelix.graph.money import Money


@pytest.mark.parametrize(
    ("value", "currency", "shown"),
    [
        ("81000000", "EUR", "EUR 81,000,000"),
        ("4500000.50", "USD", "USD 4,500,000.50"),
        ("0", "EUR", "EUR 0"),
        ("0.0000001", "EUR", "EUR 0.0000001"),
        ("9" * 30, "EUR", "EUR " + ",".join(["999"] * 10)),
    ],
)
def test_an_amount_is_shown_with_its_currency_and_grouped_digits(value: str, currency: str, shown: str) -> None:
    assert str(Money.parse(value, currency)) == shown


@given(st.decimals(min_value=0, max_value=10**15, places=4))
def test_an_amount_keeps_its_exact_value(value: Decimal) -> None:
    assert Money.parse(f"{value:f}", "EUR").value == value


@pytest.mark.parametrize(
    "value", ["", "81 000 000", "81,000,000", "1e6", "-5", "+5", "EUR 5", "5.", ".5", "nan", "inf", "\u0665", "5\n"]
)
def test_what_is_no_plain_number_is_refused_with_an_example(value: str) -> None:
    with pytest.raises(ValueError, match="is not an amount; write a plain number such as 4500000") as caught:
        Money.parse(value, "EUR")
    assert repr(value) in str(caught.value)


@pytest.mark.parametrize("currency", ["", "€", "eur", "EURO", "EU", "EUR ", "ÉUR"])
def test_what_is_no_currency_code_is_refused_with_an_example(currency: str) -> None:
    with pytest.raises(ValueError, match="is not a currency; write its three letters, such as EUR"):
        Money.parse("5", currency)
