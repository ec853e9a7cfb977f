"""The map for everybody: by keyboard, by screen reader, enlarged, in every theme; axe-core looks at each state of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from tests.conftest import FULL
from tests.test_map_browser import PAGE, Seen, seek, show

from triplehelix.graph.views.map.words import words

pytestmark = pytest.mark.browser

SPOKEN = replace(PAGE, words=words())
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
# Each state of the view by what its address says; whoever adds a panel adds its state here.
STATES = [
    "",
    "selected=biowin",
    "selected=0",
    "focus=biowin&selected=biowin",
    "colour=helix&size=strength",
    "colour=community&groups=hulls",
    "groups=folded&folded=true",
    "kinds=SME&ties=Funding&stated=true",
    "panel=table",
    "panel=matrix",
    "from=uliege&to=biowin",
    "year=2024",
    "language=fr",
]
# What a reader opens on the page, which no address tells.
OPENED: dict[str, Callable[[Tab], None]] = {
    "search results": lambda tab: seek(tab, "e"),
    "nothing found": lambda tab: seek(tab, "nobody at all"),
    "the menu": lambda tab: tab.locator("#take-away").click(),
    "the help": lambda tab: tab.locator("#open-help").click(),
    "the filters": lambda tab: tab.evaluate(
        "document.querySelectorAll('.filters details').forEach(d => d.open = true)"
    ),
    "no legend": lambda tab: tab.evaluate("document.querySelector('#legend').open = false"),
}


@pytest.fixture(scope="module")
def spoken(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    tab = browser.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    show(tab, tmp_path_factory.mktemp("spoken"), SPOKEN)
    yield tab
    tab.close()


@pytest.fixture
def tab(spoken: Tab) -> Iterator[Tab]:
    """The page as it opens, at the size of a desk."""
    spoken.set_viewport_size({"width": 1400, "height": 900})
    yield spoken
    spoken.evaluate("() => { document.querySelector('dialog').close(); location.hash = ''; }")
    spoken.locator("#map").focus()
    spoken.keyboard.press("Escape")
    spoken.keyboard.press("0")


def themed(states: Iterable[str]) -> list[tuple[str, str]]:
    """Each state in both themes; in a quick run in one of them, by turns."""
    turns = [("light", "dark")] if FULL else [("light",), ("dark",)]
    return [(state, theme) for place, state in enumerate(states) for theme in turns[place % len(turns)]]


def put(tab: Tab, state: str) -> None:
    tab.evaluate("state => { location.hash = state; }", state)
    tab.wait_for_timeout(30)


def findings(tab: Tab) -> list[str]:
    """What axe-core finds that keeps people from using the page."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(Axe().axe_script)
    found = tab.evaluate("options => axe.run(options)", RULES)["violations"]
    grave = [each for each in found if each["impact"] in {"serious", "critical"}]
    return [f"{each['id']}: {node['html']} {node['failureSummary']}" for each in grave for node in each["nodes"]]


def test_axe_finds_nothing_grave_in_any_state_of_the_view(tab: Tab) -> None:
    found = {}
    for state, theme in themed(STATES):
        put(tab, f"{state}&theme={theme}")
        found[state, theme] = findings(tab)
    assert found == {seen: [] for seen in themed(STATES)}


def test_axe_finds_nothing_grave_in_what_a_reader_opens(tab: Tab) -> None:
    found = {}
    for opened, theme in themed(OPENED):
        put(tab, f"theme={theme}")
        OPENED[opened](tab)
        found[opened, theme] = findings(tab)
        tab.keyboard.press("Escape")
    assert found == {seen: [] for seen in themed(OPENED)}


def test_axe_finds_nothing_grave_on_a_phone_or_enlarged_to_400_percent(tab: Tab) -> None:
    for width, height in ((390, 844), (350, 225)):
        tab.set_viewport_size({"width": width, "height": height})
        put(tab, "selected=biowin")
        assert findings(tab) == []


def test_keys_lead_from_one_to_the_next_and_each_is_told(tab: Tab) -> None:
    tab.locator("#map").focus()
    told = []
    for key in ("n", "n", "p", "p"):
        tab.keyboard.press(key)
        told.append(tab.locator("#status").inner_text())
    assert told == [
        "ATMP-PIT, Programme, 2 ties, 1 of 5",
        "BioWin, Cluster, 3 ties, 2 of 5",
        "ATMP-PIT, Programme, 2 ties, 1 of 5",
        "Cœur Œuvre, SME, 0 ties, 5 of 5",
    ]


def test_enter_opens_the_details_of_the_one_that_was_told_and_escape_leads_back(tab: Tab) -> None:
    tab.locator("#map").focus()
    tab.keyboard.press("n")
    tab.keyboard.press("n")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.textContent") == "BioWin"
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.id") == "map"
    assert tab.locator("#details").is_hidden()


def test_keys_lead_only_to_what_is_shown(tab: Tab) -> None:
    put(tab, "kinds=Cluster~Programme")
    tab.locator("#map").focus()
    tab.keyboard.press("n")
    assert tab.locator("#status").inner_text().endswith("1 of 3")
    assert "BioWin" not in tab.locator("#status").inner_text()


def test_whoever_is_told_is_brought_into_the_picture(tab: Tab) -> None:
    tab.locator("#map").focus()
    for _ in range(20):
        tab.keyboard.press("ArrowRight")
    tab.keyboard.press("n")
    x, y = tab.evaluate(
        "() => { const { x, y } = thx.drawing.network.canvasToDOM(thx.drawing.place.get('pit')); return [x, y]; }"
    )
    assert 264 < x < 1400
    assert 0 < y < 900


def test_the_help_lists_the_keys_holds_the_focus_and_gives_it_back(tab: Tab) -> None:
    tab.locator("#map").focus()
    tab.keyboard.press("?")
    help_ = tab.get_by_role("dialog")
    assert "Next and previous, the most important first" in help_.inner_text()
    for _ in range(6):
        tab.keyboard.press("Tab")
        assert tab.evaluate(
            "document.activeElement === document.body || document.querySelector('#help').contains(document.activeElement)"
        )
    tab.keyboard.press("Escape")
    assert help_.count() == 0
    assert tab.evaluate("document.activeElement.id") == "map"


def test_single_keys_can_be_turned_off_for_those_who_speak_to_their_computer(tab: Tab) -> None:
    tab.locator("#open-help").click()
    tab.get_by_role("checkbox", name="Single keys act anywhere").uncheck()
    tab.get_by_role("button", name="Close").click()
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") != "search"
    assert "shortcuts=false" in tab.url


def test_enlarged_to_400_percent_nothing_is_lost_and_nothing_scrolls_sideways(tab: Tab) -> None:
    tab.set_viewport_size({"width": 350, "height": 225})
    put(tab, "selected=biowin")
    assert tab.evaluate("document.documentElement.scrollWidth") == 350
    for control in (
        "#search",
        "#undo",
        "#take-away",
        "#theme",
        "#language",
        "#open-help",
        "#legend > summary",
        "#map",
        "#details h2",
    ):
        tab.locator(control).scroll_into_view_if_needed()
        box = tab.locator(control).bounding_box()
        assert box
        assert 0 <= box["x"] < box["x"] + box["width"] <= 350


def test_colours_that_the_reader_has_forced_leave_the_map_and_the_symbols_to_be_seen(tab: Tab) -> None:
    tab.emulate_media(forced_colors="active")
    assert tab.evaluate("getComputedStyle(document.querySelector('.kind .mark path')).fill") != "none"
    assert findings(tab) == []
    tab.emulate_media(forced_colors="none")


def test_the_theme_can_be_chosen_by_keyboard(tab: Tab) -> None:
    tab.locator("#theme").focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"


def test_none_of_it_asks_the_network_or_complains(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    seen = Seen()
    tab = browser.new_page(viewport={"width": 390, "height": 844})
    seen.watch(tab)
    show(tab, tmp_path_factory.mktemp("quiet"), replace(SPOKEN, nodes=(), edges=()))
    tab.locator("#map").focus()
    for key in ("n", "Enter", "?", "Escape", "p"):
        tab.keyboard.press(key)
    assert seen == Seen()
    tab.close()


DRAWN = """() => {
  thx.view.change({ language: "en" }); // so that both tell the same
  const looks = ({ id, hidden = false, color = {}, size, opacity }) => [id, hidden, color.background ?? color.opacity, size, opacity];
  const [{ drawing }, details] = [thx, document.querySelector("#details")];
  return {
    nodes: drawing.drawnNodes.get().map(looks), edges: drawing.drawnEdges.get().map(looks),
    chosen: drawing.network.getSelection(), details: details.hidden ? "" : details.innerText,
  };
}"""


@pytest.mark.parametrize("state", STATES)
def test_a_page_that_opens_at_an_address_shows_what_its_sender_saw(browser: Browser, tab: Tab, state: str) -> None:
    put(tab, state)
    sent, seen = tab.evaluate("() => location.href"), Seen()
    opened = browser.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    seen.watch(opened)
    opened.goto(sent)
    opened.wait_for_selector("#map canvas")
    assert opened.evaluate(DRAWN) == tab.evaluate(DRAWN)
    assert seen == Seen()
    opened.close()
