"""An address in a cell is whole, can be made whole, or is none."""

import pytest

from triplehelix.graph.sources.addresses import is_placeholder, web_address
from triplehelix.graph.sources.countries import iso_country


@pytest.mark.parametrize(
    "text", ["http://", "https://", "http://www.", "https://www", "www.", "n/a", "N.A.", "-", "NULL", ""]
)
def test_what_a_form_was_only_begun_with_counts_as_empty(text: str) -> None:
    assert is_placeholder(text)
    assert web_address(text) == ""


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://acme.example/a?b=c", "https://acme.example/a?b=c"),
        (" http://acme.example ", "http://acme.example"),
        ("www.acme.example", "http://www.acme.example"),
        ("acme.example/be", "http://acme.example/be"),
    ],
)
def test_an_address_is_made_whole(text: str, address: str) -> None:
    assert web_address(text) == address


@pytest.mark.parametrize(
    "text", ["see our page", "ftp://acme.example", "info@acme.example", "http://acme .example", "Acme S.A."]
)
def test_what_is_no_address_is_none(text: str) -> None:
    assert not is_placeholder(text)
    assert web_address(text) == ""


def test_two_countries_have_a_code_of_their_own_in_the_european_union() -> None:
    assert [iso_country(code) for code in ("UK", "EL", "GB", "GR", " be ")] == ["GB", "GR", "GB", "GR", "BE"]
