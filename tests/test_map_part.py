"""A map that shows a part, and opens as its sender wished: as a person meets it in a real Chromium."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from tests.test_map_browser import PAGE, show

from triplehelix.graph.views.map import Fact, Opening
from triplehelix.graph.views.map.words import words

pytestmark = pytest.mark.browser

FOUNDED = Fact({"en": "Founded", "fr": "Fondation"}, {"en": "in 2006", "fr": "en 2006"})
PART = replace(
    PAGE,
    titles={"en": "The ecosystem", "fr": "L’écosystème"},
    descriptions={"en": "", "fr": ""},
    left_out={"en": "5 of 900 actors and initiatives.", "fr": "5 acteurs et initiatives sur 900."},
    nodes=tuple(replace(node, facts=(FOUNDED,)) if node.id == "biowin" else node for node in PAGE.nodes),
    opening=Opening(colour="helix", size="betweenness"),
    words=words(),
)


@pytest.fixture(scope="module")
def part(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    opened = browser.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    show(opened, tmp_path_factory.mktemp("part"), PART)
    yield opened
    opened.close()


def test_what_is_left_out_is_told_in_the_readers_language(part: Tab) -> None:
    assert part.locator("#left-out").inner_text() == "5 of 900 actors and initiatives."
    part.get_by_label("Language").select_option("fr")
    assert part.locator("#left-out").inner_text() == "5 acteurs et initiatives sur 900."
    part.get_by_label("Langue").select_option("en")


def test_the_page_opens_as_its_sender_wished_and_its_address_need_not_say_so(part: Tab) -> None:
    assert part.locator("#colour").input_value() == "helix"
    assert part.locator("#size").input_value() == "betweenness"
    assert "colour" not in part.evaluate("location.hash")


@pytest.mark.parametrize(("language", "kind", "ties"), [("nl", "kmo", "Lidmaatschap"), ("de", "KMU", "Mitgliedschaft")])
def test_dutch_and_german_readers_find_their_own_words(part: Tab, language: str, kind: str, ties: str) -> None:
    part.locator("#language").select_option(language)
    assert part.locator("html").get_attribute("lang") == language
    assert part.locator('.kind[data-kind="SME"]').inner_text().startswith(kind)
    assert part.locator('.tie-kind[data-kind="Membership"]').inner_text().startswith(ties)
    part.locator("#language").select_option("en")


def test_a_fact_is_told_in_the_readers_language(part: Tab) -> None:
    part.evaluate("location.hash = 'selected=biowin&language=fr'")
    part.locator("#details dt", has_text="Fondation").wait_for()
    assert part.locator("#details dd").first.inner_text() == "en 2006"
    part.evaluate("location.hash = ''")
