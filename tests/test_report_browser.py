"""The report as a person meets it: in a real Chromium, from a file, without a network, on screens and on paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from tests.test_map_browser import Seen
from tests.test_report import report_in

pytestmark = pytest.mark.browser

SCREENS: Final = [(1400, 900), (390, 844)]
# the contrast that WCAG 2.1 asks of text (1.4.3)
CONTRAST: Final = 4.5
MEASURE: Final = """
() => {
  const light = colour => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const contrast = (one, other) => {
    const [more, less] = [light(one), light(other)].sort((a, b) => b - a);
    return (more + 0.05) / (less + 0.05);
  };
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/rgba\\(.*, 0\\)/.test(colour)) return colour;
    }
  };
  const words = [...document.querySelectorAll('p, li a, h1, h2, th, td, dt, dd, summary, code, caption')]
    .map(element => contrast(getComputedStyle(element).color, ground(element)));
  const shades = [...document.querySelectorAll('svg.heat rect')]
    .map(rect => contrast(getComputedStyle(rect.nextElementSibling).fill, getComputedStyle(rect).fill));
  return Math.min(...words, ...shades);
}
"""


@pytest.fixture(scope="module", params=["fr"])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(report_in(request.param).html(), encoding="utf-8")
    return path


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def tab(browser: Browser, seen: Seen, file: Path) -> Iterator[Tab]:
    opened = browser.new_page(viewport={"width": 1400, "height": 900})
    seen.watch(opened)
    opened.goto(file.as_uri())
    yield opened
    opened.close()


def test_the_page_asks_the_network_for_nothing_has_no_complaint_and_prints(tab: Tab, seen: Seen) -> None:
    assert tab.pdf().startswith(b"%PDF")
    assert seen == Seen()


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_nothing_is_wider_than_the_screen_but_what_scrolls_by_itself(tab: Tab, width: int, height: int) -> None:
    tab.set_viewport_size({"width": width, "height": height})
    assert tab.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(tab: Tab, scheme: str) -> None:
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    assert tab.evaluate(MEASURE) >= CONTRAST


def test_on_paper_all_is_dark_on_white_even_at_night(tab: Tab) -> None:
    tab.emulate_media(media="print", color_scheme="dark")
    assert tab.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert tab.evaluate(MEASURE) >= CONTRAST


def test_a_screen_reader_hears_landmarks_and_what_each_figure_shows(tab: Tab) -> None:
    tree = tab.locator("body").aria_snapshot()
    for role in ("banner", "navigation", "main", "contentinfo", "region"):
        assert f"- {role}" in tree
    assert tree.count("- img ") == tab.locator("svg").count()


def test_the_first_stop_of_the_keyboard_leads_to_the_content(tab: Tab) -> None:
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == "#content"
