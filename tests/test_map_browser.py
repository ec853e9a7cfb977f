"""The map as a person meets it: in a real Chromium, from a file, without a network."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Request
from playwright.sync_api import Page as Tab

from triplehelix.graph.views.map import Edge, Fact, Link, Node, Page, render
from triplehelix.graph.views.map.words import words

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=alert(1)>"
PRESS = Link("Le PIT est lancé", "https://example.org/pit", "La Presse", "2024-01-17")
DEED = Link("Deed", "https://example.org/deed", "Notary", "2006")
UNSAFE = Link("Unsafe document", "javascript:alert(1)")


def a_fact(label: str, value: str, *sources: Link) -> Fact:
    return Fact({"en": label}, {"en": value}, sources)


NODES = (
    Node("uliege", "Université de Liège", "University", "actor", 2, aliases=("ULiège", "ULg")),
    Node(
        "biowin",
        "BioWin",
        "Cluster",
        "actor",
        2,
        facts=(
            a_fact("Founded", "2006", DEED),
            a_fact("Website", "https://www.biowin.org"),
            a_fact("Note", HOSTILE, UNSAFE),
        ),
        therapies=("cell-therapy",),
    ),
    Node("pit", "ATMP-PIT", "Programme", "initiative", 2),
    Node("oeuvre", "Cœur Œuvre", "SME", "actor", 0),
    Node("evil", HOSTILE, "SME", "actor", 1, aliases=(HOSTILE,)),
)
EDGES = (
    Edge("biowin", "pit", "Participation", {"en": "BioWin leads ATMP-PIT since 2024."}, sources=(PRESS,)),
    Edge(
        "uliege",
        "pit",
        "Participation",
        {"en": "Université de Liège takes part in ATMP-PIT."},
        deduced=True,
        sources=(PRESS,),
    ),
    Edge("uliege", "biowin", "Membership", {"en": "Université de Liège is a member of BioWin."}, sources=(DEED,)),
    Edge("evil", "biowin", "Funding", {"en": HOSTILE}, sources=(UNSAFE,)),
)
WORDS = {key: key for key in words()["en"]}
PAGE = Page(
    {"en": "The ecosystem"},
    {"en": "Who works with whom"},
    "2026-11-21",
    "CC-BY-4.0",
    "en",
    NODES,
    EDGES,
    terms={"en": {"cell-therapy": "cell therapy"}},
    words={"en": WORDS},
)


@dataclass
class Seen:
    """What a tab did that nobody asked for."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def watch(self, tab: Tab) -> None:
        tab.on("request", self._request)
        tab.on("console", self._message)
        tab.on("pageerror", self._error)
        tab.on("dialog", self._dialog)

    def _request(self, request: Request) -> None:
        if not request.is_navigation_request():
            self.requests.append(request.url)

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _message(self, message: ConsoleMessage) -> None:
        self.complaints.append(message.text)

    def _error(self, error: Error) -> None:
        self.complaints.append(str(error))


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def tab(browser: Browser, tmp_path: Path, seen: Seen) -> Iterator[Tab]:
    opened = browser.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    seen.watch(opened)
    show(opened, tmp_path, PAGE)
    yield opened
    opened.close()


def show(tab: Tab, folder: Path, page: Page) -> None:
    file = folder / "map.html"
    file.write_text(render(page), encoding="utf-8")
    tab.goto(file.as_uri())
    tab.wait_for_selector("#map canvas")
    tab.wait_for_timeout(200)


def seek(tab: Tab, text: str) -> None:
    tab.locator("#search").fill(text)


def colours(png: bytes) -> set[bytes]:
    """The colours of a PNG as Chromium writes it: 8 bits a channel, not interlaced."""
    chunks: dict[bytes, bytes] = {}
    position = 8
    while position < len(png):
        (length,), name = struct.unpack(">I", png[position : position + 4]), png[position + 4 : position + 8]
        chunks[name] = chunks.get(name, b"") + png[position + 8 : position + 8 + length]
        position += 12 + length
    width, _, _, kind = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    depth = {2: 3, 6: 4}[kind]
    raw = zlib.decompress(chunks[b"IDAT"])
    row = width * depth + 1
    # filtered rows: the bytes are differences, yet a blank picture still has next to none that differ
    return {
        raw[start : start + depth] for line in range(0, len(raw), row) for start in range(line + 1, line + row, depth)
    }


def test_the_page_asks_the_network_for_nothing_and_has_no_complaint(tab: Tab, seen: Seen) -> None:
    seek(tab, "biowin")
    tab.keyboard.press("Enter")
    tab.locator("#zoom-in").click()
    tab.locator("#whole-map").click()
    tab.locator(".kind").first.click()
    tab.mouse.move(700, 450)
    tab.wait_for_timeout(300)
    assert seen == Seen()


def test_the_policy_holds_in_the_browser(tab: Tab, seen: Seen) -> None:
    tab.evaluate(
        "() => document.body.append(Object.assign(document.createElement('img'), {src: 'https://example.org/x.png'}))"
    )
    tab.wait_for_timeout(100)
    assert any("Content Security Policy" in complaint for complaint in seen.complaints)


def test_nothing_is_stored(tab: Tab) -> None:
    # a file's cookies and databases would need the page to write them; these are what it could write to
    assert tab.evaluate("() => [localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_the_network_is_to_be_seen_at_once(tab: Tab) -> None:
    assert len(colours(tab.locator("#map canvas").screenshot())) > 50


def test_the_picture_stands_still(tab: Tab) -> None:
    first = tab.locator("#map canvas").screenshot()
    tab.wait_for_timeout(400)
    assert tab.locator("#map canvas").screenshot() == first


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        pytest.param("UNIVERSITE DE LIEGE", "Université de Liège", id="case and accents"),
        pytest.param("uliege", "Université de Liège", id="alias"),
        pytest.param("atmp pit", "ATMP-PIT", id="punctuation"),
        pytest.param("liege univ", "Université de Liège", id="words in any order"),
        pytest.param("coeur oeuvre", "Cœur Œuvre", id="ligatures"),
    ],
)
def test_names_are_found_as_people_type_them(tab: Tab, typed: str, name: str) -> None:
    seek(tab, typed)
    assert name in tab.locator("#results [role=option]").first.inner_text()


def test_what_is_not_there_is_said_not_to_be(tab: Tab) -> None:
    seek(tab, "nobody at all")
    assert tab.locator("#results").inner_text() == "no_result"
    assert tab.locator("#status").inner_text() == "no_result"


def test_the_keyboard_alone_leads_to_the_sources_and_back(tab: Tab) -> None:
    tab.locator("#map").focus()
    tab.keyboard.press("/")
    tab.keyboard.type("univ")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.textContent") == "Université de Liège"
    assert tab.locator("#status").inner_text() == "Université de Liège, University, 2 ties"
    tab.keyboard.press("Escape")
    assert tab.locator("#details").is_hidden()
    assert tab.evaluate("document.activeElement.id") == "map"


def test_details_show_each_fact_and_each_tie_with_its_sources(tab: Tab) -> None:
    seek(tab, "biowin")
    tab.locator("#results [role=option]").first.click()
    details = tab.locator("#details")
    assert details.locator("h2").inner_text() == "BioWin"
    assert details.locator(".chips").inner_text() == "cell therapy"
    assert details.locator("h3").all_inner_texts() == [
        "facts",
        "ties_Funding (1)",
        "ties_Membership (1)",
        "ties_Participation (1)",
    ]
    assert "BioWin leads ATMP-PIT since 2024." in details.inner_text()
    links = details.locator(".documents a")
    assert links.evaluate_all("all => all.map(a => a.href)") == [DEED.url, DEED.url, PRESS.url]
    assert set(links.evaluate_all("all => all.map(a => a.rel + a.target)")) == {"noopener noreferrer_blank"}


def test_the_other_party_of_a_tie_leads_to_its_own_details_and_deduced_ties_are_marked(tab: Tab) -> None:
    seek(tab, "biowin")
    tab.keyboard.press("Enter")
    tab.locator("#details .party", has_text="ATMP-PIT").click()
    assert tab.locator("#details h2").inner_text() == "ATMP-PIT"
    marked = tab.locator("#details .tie", has=tab.locator(".mark-text"))
    assert marked.locator(".party").all_inner_texts() == ["Université de Liège"]


def test_a_click_on_a_node_selects_it_and_one_beside_it_lets_go(tab: Tab) -> None:
    seek(tab, "biowin")
    tab.keyboard.press("Enter")
    # the search puts BioWin in the middle of what legend and details leave free of the map
    free = tab.evaluate("thx.drawing.freeArea()")
    middle = free["left"] + free["width"] / 2
    tab.keyboard.press("Escape")
    box = tab.locator("#map").bounding_box()
    assert box
    tab.mouse.click(middle, box["y"] + box["height"] / 2)
    tab.wait_for_selector("#details:not([hidden])")
    assert tab.locator("#details h2").inner_text() == "BioWin"
    tab.mouse.click(middle, box["y"] + box["height"] - 15)
    tab.wait_for_selector("#details", state="hidden")


def test_hostile_text_stays_text(tab: Tab, seen: Seen) -> None:
    seek(tab, "img src")
    assert HOSTILE in tab.locator("#results").inner_text()
    tab.keyboard.press("Enter")
    assert tab.locator("#details h2").inner_text() == HOSTILE
    assert tab.locator("#details .sentence").inner_text() == HOSTILE
    assert tab.locator("#details .documents").inner_text().strip().endswith("Unsafe document")
    assert tab.locator("img").count() == 0
    assert tab.locator("a[href^='javascript']").count() == 0
    assert seen == Seen()


def test_hostile_words_and_titles_stay_text(browser: Browser, tmp_path: Path, seen: Seen) -> None:
    tab = browser.new_page()
    seen.watch(tab)
    nodes = tuple(replace(node, kind='"><img src=x>') for node in NODES)
    page = replace(PAGE, titles={"en": HOSTILE}, descriptions={"en": HOSTILE}, licence=HOSTILE, nodes=nodes)
    show(tab, tmp_path, replace(page, words={"en": dict.fromkeys(WORDS, HOSTILE)}))
    seek(tab, "biowin")
    tab.keyboard.press("Enter")
    assert tab.title() == tab.locator("h1").inner_text() == HOSTILE
    assert tab.locator("img").count() == 0
    assert seen == Seen()
    tab.close()


def test_a_click_in_the_legend_hides_a_kind_and_shows_it_again(tab: Tab) -> None:
    def picture() -> Any:
        tab.mouse.move(5, 5)
        tab.wait_for_timeout(150)
        return tab.locator("#map canvas").screenshot(mask=[tab.locator("#legend")])

    before = picture()
    kind = tab.get_by_role("button", name="Cluster")
    kind.click()
    assert kind.get_attribute("aria-pressed") == "false"
    assert picture() != before
    tab.locator("#show-all").click()
    assert kind.get_attribute("aria-pressed") == "true"
    assert picture() == before


def test_whoever_is_sought_is_shown_even_if_the_kind_was_hidden(tab: Tab) -> None:
    kind = tab.get_by_role("button", name="Cluster")
    kind.click()
    seek(tab, "biowin")
    tab.keyboard.press("Enter")
    assert kind.get_attribute("aria-pressed") == "true"


def test_a_phone_starts_with_the_legend_closed_and_nothing_wider_than_its_screen(
    browser: Browser, tmp_path: Path, seen: Seen
) -> None:
    tab = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    seen.watch(tab)
    show(tab, tmp_path, PAGE)
    assert tab.locator("#legend").get_attribute("open") is None
    seek(tab, "biowin")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
    assert tab.locator("#details h2").inner_text() == "BioWin"
    assert seen == Seen()
    tab.close()


def test_an_empty_map_opens_without_complaint(browser: Browser, tmp_path: Path, seen: Seen) -> None:
    tab = browser.new_page()
    seen.watch(tab)
    show(tab, tmp_path, replace(PAGE, nodes=(), edges=()))
    seek(tab, "x")
    assert seen == Seen()
    tab.close()
