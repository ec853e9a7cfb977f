"""Texts that other programs spoilt are made right again; texts that are right, however odd, stay as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplehelix.graph.sources.text import is_clean, mended, of_windows


@pytest.mark.parametrize(
    ("spoilt", "right"),
    [
        ("Parc des CÃ¨dres", "Parc des Cèdres"),
        ("UniversitÃ© de LiÃ¨ge", "Université de Liège"),
        ("Mainzer StraÃŸe", "Mainzer Straße"),
        ("Budapesti MÅ±szaki FÅ‘iskola", "Budapesti Műszaki Főiskola"),
        ("SocietÃ\xa0 Metropolitana", "Società Metropolitana"),
        ("Ã  Paris", "à Paris"),
        ("Rue de lâ€™Aqueduc", "Rue de l’Aqueduc"),
        ("5 Mâ‚¬", "5 M€"),
    ],
)
def test_utf_8_that_was_read_as_latin_1_or_windows_1252_is_read_again(spoilt: str, right: str) -> None:
    assert mended(spoilt) == right


@pytest.mark.parametrize(
    ("spoilt", "right"), [("J√∂ckel", "Jöckel"), ("caf√© de Li√®ge", "café de Liège"), ("L‚ÄôOr√©al", "L’Oréal")]
)
def test_utf_8_that_was_read_as_mac_roman_is_read_again(spoilt: str, right: str) -> None:
    assert mended(spoilt) == right


@pytest.mark.parametrize(
    "right",
    [
        "SÃO JOÃO DA MADEIRA", "FUNDAÇÃO", "INSTITUIÇÃO", "IRMÃ MARIA", "MANHÃ E NOITE", "Ã", "MAÇÃ", "CHÂTEAU D’ÉTÉ",
        "Łódź", "Ünïversität Köln", "√2", "√ Bio", "«Ça»", "Ολλανδία", "東京大学", "5 €", "naïve “quoted”", "Â", "ΑΒΓ–ΔΕ",
    ],
)  # fmt: skip
def test_a_text_that_may_be_right_stays(right: str) -> None:
    assert mended(right) == right


@pytest.mark.parametrize(
    ("spoilt", "right"),
    [
        ('"Institut ""Elie Carafoli"" - INCAS"', 'Institut "Elie Carafoli" - INCAS'),
        ('""Researchers\' Night""', '"Researchers\' Night"'),
        ('Hall """A, B""", Mons', 'Hall "A, B", Mons'),
        ('"5"" pipes"', '5" pipes'),
    ],
)
def test_quotes_that_were_doubled_twice_are_doubled_once_less(spoilt: str, right: str) -> None:
    assert mended(spoilt) == right


@pytest.mark.parametrize("right", ['"Big Data"', 'The "Poetics" of Life', '5" pipes', "''' \"\"\"", '"'])
def test_a_title_in_quotes_keeps_them(right: str) -> None:
    assert mended(right) == right


def test_bytes_that_are_not_utf_8_are_letters_of_windows() -> None:
    assert of_windows(b"Li\xe8ge \x80 \x81 \xc3\xa8".decode("utf-8", "surrogateescape")) == "Liège € \ufffd è"


@given(st.text())
def test_what_is_clean_has_nothing_to_mend(text: str) -> None:
    assert not is_clean(text) or mended(text) == text


@given(st.text(st.characters(max_codepoint=0x17F, categories=["L", "N", "Zs"])))
def test_what_was_mended_needs_no_mending_again(text: str) -> None:
    once = mended(text)
    assert mended(once) == once
