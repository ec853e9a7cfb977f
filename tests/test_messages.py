"""The sentences that people see say the same in each language."""

import re
from collections.abc import Iterator
from decimal import Decimal
from string import Formatter
from typing import Any

import pytest

from triplehelix.graph.messages import LANGUAGES, messages
from triplehelix.graph.money import Money
from triplehelix.graph.views.map.words import words
from triplehelix.graph.vocabulary import vocabulary

SECTIONS = (
    "parties", "more", "documents", "path", "list", "others", "hops", "hop", "tie", "parts", "caution",
    "kind", "months", "date", "since", "by", "until", "venue", "show", "history", "why", "stats", "diff",
    "map_default", "catalogue", "ask", "check", "reconcile", "no_path", "rank", "helices", "communities",
    "coverage", "brokers", "helix", "suggest", "backtest", "whatif", "best", "funding", "consortium",
    "report",
)  # fmt: skip
OTHERS = [language for language in LANGUAGES if language != "en"]


def texts(language: str) -> dict[str, str]:
    """All texts of a language by their keys."""
    return {key: text for section in SECTIONS for key, text in _flat(section, messages(language).section(section))}


def _flat(name: str, entry: Any) -> Iterator[tuple[str, str]]:
    if isinstance(entry, str):
        yield name, entry
    else:
        for key, inner in entry.items():
            yield from _flat(f"{name}.{key}", inner)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_texts(language: str) -> None:
    assert texts(language).keys() == texts("en").keys()


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_fills_in_the_same_values(language: str) -> None:
    english = {key: placeholders(text) for key, text in texts("en").items()}
    assert {key: placeholders(text) for key, text in texts(language).items()} == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_and_every_section_is_known_here(language: str) -> None:
    everything: dict[str, Any] = messages(language)._texts  # noqa: SLF001 - only its names are looked at
    assert set(everything) == set(SECTIONS)
    assert all(text.strip() for text in texts(language).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_tie_has_its_words(language: str) -> None:
    kinds = set(vocabulary().parties)
    # nobody meets at a label: the initiative that has it is no actor
    assert messages(language).section("venue").keys() == kinds - {"Labelling"}
    assert messages(language).section("tie").keys() == kinds
    # where two meet who have no tie of their own there
    shared = {"Participation", "Membership", "Funding", "Supply"}
    assert {key.removesuffix("-own") for key in messages(language).section("hop")} == shared


def test_a_language_that_there_is_not_is_told_in_english() -> None:
    assert messages("nl")("list.and") == messages("en")("list.and")
    assert messages("nl").language == "en"


@pytest.mark.parametrize(
    ("language", "n", "expected"),
    [
        ("en", 0, "0 documents"),
        ("en", 1, "1 document"),
        ("en", 2, "2 documents"),
        ("en", 1234, "1,234 documents"),
        ("fr", 0, "0 document"),
        ("fr", 1, "1 document"),
        ("fr", 2, "2 documents"),
        ("fr", 1234, "1\u202f234 documents"),
    ],
)
def test_numbers_of_things_follow_the_language(language: str, n: int, expected: str) -> None:
    assert messages(language).plural("documents", n) == expected


@pytest.mark.parametrize(
    ("language", "amount", "distance"),
    [("en", "EUR 1,250,000.50", "1,234.50"), ("fr", "1\u202f250\u202f000,50\u202fEUR", "1\u202f234,50")],
)
def test_money_and_figures_are_written_as_the_language_does(language: str, amount: str, distance: str) -> None:
    assert messages(language).money(Money(Decimal("1250000.50"), "EUR")) == amount
    assert messages(language).number(Decimal("1234.50")) == distance


def test_a_distance_has_two_decimals() -> None:
    assert (messages("en").decimal(2.6304), messages("fr").decimal(2.6304)) == ("2.63", "2,63")


@pytest.mark.parametrize(
    ("written", "english", "french"),
    [
        ("2020", "2020", "2020"),
        ("2020-08", "August 2020", "août 2020"),
        ("2020-08-21", "21 August 2020", "21 août 2020"),
        ("2020-08-01", "1 August 2020", "1er août 2020"),
        ("some day", "some day", "some day"),
        ("", "", ""),
    ],
)
def test_a_date_is_told_in_words_as_precisely_as_it_is_known(written: str, english: str, french: str) -> None:
    assert [messages(language).date(written) for language in ("en", "fr")] == [english, french]


@pytest.mark.parametrize(
    ("start", "end", "english", "french"),
    [
        ("2019", "2021", "2019–2021", "2019–2021"),
        ("2019", "2021-03", "2019 – March 2021", "2019 – mars 2021"),
        ("2019-05-01", "", "since 1 May 2019", "depuis le 1er mai 2019"),
        ("2019-05", "", "since May 2019", "depuis mai 2019"),
        ("", "2021", "until 2021", "jusqu’en 2021"),
        ("", "2021-03-12", "until 12 March 2021", "jusqu’au 12 mars 2021"),
        ("", "later", "until later", "jusqu’en later"),
        ("", "", "", ""),
    ],
)
def test_a_span_is_told_as_far_as_it_is_known(start: str, end: str, english: str, french: str) -> None:
    assert [messages(language).span(start, end) for language in ("en", "fr")] == [english, french]


def test_several_names_are_joined_each_with_what_stands_before_it() -> None:
    names = ["Université de Mons", "Alpha", "Institut Deux"]
    assert (
        messages("fr")("tie.Partnership", partner=names)
        == "L’Université de Mons et Alpha et l’Institut Deux sont partenaires"
    )
    assert messages("en")("tie.Partnership", partner=names[1:]) == "Alpha and Institut Deux are partners"


@pytest.mark.parametrize(("value", "told"), [(1 / 3, "0.333333"), (2.0, "2"), (13.875, "13.875"), (1e-5, "0.00001")])
def test_a_figure_to_calculate_with_has_six_digits_and_no_exponent(value: float, told: str) -> None:
    assert messages("en").calculated(value) == told


def test_no_line_of_french_begins_with_a_sign_that_belongs_to_the_word_before() -> None:
    loose = re.compile(r" [;:?!%»]|« ")
    assert [key for key, text in texts("fr").items() if loose.search(text)] == []
    assert [key for key, text in words()["fr"].items() if loose.search(text)] == []
