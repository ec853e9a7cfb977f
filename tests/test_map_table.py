"""The table twin of the map: what is shown, as rows to sort, to copy and to select by; and the tabs that lead there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator
from tests.test_map_browser import HOSTILE, Seen
from tests.walking_the_map import PAGE, Walker, actor, with_actors

pytestmark = pytest.mark.browser

NAMES = ["Alba", "Bora", "Cima", "Dora", "Etna", "Fado", "Gala", "Hekla", "Plan", "Quest"]


@pytest.fixture(scope="module")
def shared(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walker]:
    page = browser.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    walker = Walker(page, tmp_path_factory.mktemp("table"))
    walker.open()
    yield walker
    page.close()


@pytest.fixture
def reader(shared: Walker) -> Walker:
    shared.start_over()
    tab(shared, "Table").click()
    return shared


def tab(reader: Walker, name: str) -> Locator:
    return reader.tab.get_by_role("tab", name=name)


def first_column(reader: Walker) -> list[str]:
    return reader.tab.locator("#rows-table tbody th").all_inner_texts()


def column(reader: Walker, name: str) -> Locator:
    return reader.tab.get_by_role("columnheader", name=name)


def copied(reader: Walker) -> list[str]:
    """The lines of the clipboard after the button for it was pressed."""
    reader.tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.tab.get_by_role("button", name="Copy the table").click()
    reader.tab.wait_for_selector("#copied:not(:empty)")
    text: str = reader.tab.evaluate("() => navigator.clipboard.readText()")
    return text.split("\n")


# the tabs


def test_the_arrow_keys_lead_from_view_to_view(reader: Walker) -> None:
    tab(reader, "Table").focus()
    reader.tab.keyboard.press("ArrowRight")
    assert reader.tab.locator("#matrix-panel").is_visible()
    assert reader.tab.locator("#table-panel").is_hidden()
    reader.tab.keyboard.press("ArrowRight")
    assert tab(reader, "Map").get_attribute("aria-selected") == "true"
    assert reader.tab.locator("#second").is_hidden()
    reader.tab.keyboard.press("ArrowLeft")
    reader.tab.keyboard.press("Home")
    reader.tab.keyboard.press("End")
    assert reader.tab.evaluate("document.activeElement.textContent") == "Matrix"
    stops = reader.tab.locator("[role=tab]").evaluate_all("tabs => tabs.map(({tabIndex}) => tabIndex)")
    assert stops == [-1, -1, 0]


def test_each_tab_names_the_panel_that_it_leads_to(reader: Walker) -> None:
    panels = reader.tab.locator("[role=tab]").evaluate_all(
        "tabs => tabs.map(tab => document.getElementById(tab.getAttribute('aria-controls')).id)"
    )
    assert panels == ["map", "table-panel", "matrix-panel"]


def test_the_map_stays_in_sight_above_the_table(reader: Walker) -> None:
    for name in ("Alba", "Hekla", "Quest"):
        spot = reader.tab.evaluate("id => thx.drawing.network.canvasToDOM(thx.drawing.place.get(id))", name)
        top = reader.tab.evaluate("document.getElementById('second').offsetTop")
        assert 0 < spot["y"] < top


# the rows


def test_the_rows_are_what_is_on_the_map(reader: Walker) -> None:
    assert first_column(reader) == NAMES
    row = reader.tab.locator("#rows-table tbody tr").first.locator("td")
    assert row.all_inner_texts() == ["SME", "industry", "CAR-T", "manufacturing", "North", "Alba, Bora", "3", "0.00"]
    assert reader.tab.locator("#table-count").inner_text() == "Actors and initiatives: 10"


def test_the_rows_follow_the_filters_and_the_neighbourhood(reader: Walker) -> None:
    reader.tab.locator(".kind[data-kind=Project]").click()
    assert first_column(reader) == NAMES[:8]
    reader.tab.evaluate("() => thx.view.change({kinds: [], focus: 'Gala'})")
    assert first_column(reader) == ["Gala", "Hekla"]


def test_a_switch_shows_the_ties_instead(reader: Walker) -> None:
    reader.tab.locator("#table-panel").get_by_label("Ties").check()
    assert reader.tab.locator("#rows-table tbody tr").count() == len(PAGE.edges)
    row = reader.tab.locator("#rows-table tbody tr", has_text="Cima funds Etna.")
    assert row.locator("th, td").all_inner_texts() == [
        "Cima", "Etna", "Funding", "Cima funds Etna.", "", "deduced", "Deed of 2019",
    ]  # fmt: skip


def test_a_click_on_a_heading_sorts_and_another_turns_the_order(reader: Walker) -> None:
    column(reader, "Ties").get_by_role("button").click()
    assert column(reader, "Ties").get_attribute("aria-sort") == "ascending"
    assert first_column(reader)[-2:] == ["Alba", "Plan"]
    column(reader, "Ties").get_by_role("button").click()
    assert column(reader, "Ties").get_attribute("aria-sort") == "descending"
    assert column(reader, "Name").get_attribute("aria-sort") == "none"
    assert first_column(reader)[-1] == "Fado"


def test_what_is_not_known_stands_last_in_either_order(reader: Walker) -> None:
    for _ in range(2):
        column(reader, "Territories").get_by_role("button").click()
        assert set(first_column(reader)[:2]) == {"Alba", "Bora"}


def test_the_keyboard_sorts_and_keeps_its_place(reader: Walker) -> None:
    column(reader, "Name").get_by_role("button").focus()
    reader.tab.keyboard.press("Enter")
    assert first_column(reader) == NAMES[::-1]
    assert reader.tab.evaluate("document.activeElement.dataset.sort") == "name"


def test_enter_on_a_row_selects_it_on_the_map_and_keeps_its_place(reader: Walker) -> None:
    reader.tab.locator("#rows-table").get_by_role("button", name="Etna").focus()
    reader.tab.keyboard.press("Enter")
    assert reader.tab.locator("#details h2").inner_text() == "Etna"
    assert reader.tab.locator("#rows-table [aria-current=true] th").inner_text() == "Etna"
    assert reader.tab.evaluate("thx.drawing.network.getSelectedNodes()") == ["Etna"]
    assert reader.tab.evaluate("document.activeElement.textContent") == "Etna"
    reader.tab.keyboard.press("Escape")
    assert reader.tab.locator("#details").is_hidden()
    assert reader.tab.evaluate("document.activeElement.textContent") == "Etna"


def test_enter_on_a_tie_tells_of_it(reader: Walker) -> None:
    reader.tab.locator("#table-panel").get_by_label("Ties").check()
    reader.tab.locator("#rows-table tr", has_text="Cima funds Etna.").get_by_role("button").click()
    assert reader.tab.locator("#details .sentence").inner_text() == "Cima funds Etna."


def test_a_link_shows_the_table_as_its_sender_had_sorted_it(reader: Walker) -> None:
    reader.tab.locator("#table-panel").get_by_label("Ties").check()
    column(reader, "Other party").get_by_role("button").click()
    column(reader, "Other party").get_by_role("button").click()
    before = reader.tab.locator("#rows-table").inner_text()
    assert reader.address() == "#panel=table&rows=ties&sort=-target"
    reader.again()
    assert reader.tab.locator("#rows-table").inner_text() == before


# to take away


def test_the_copied_table_can_be_pasted_into_a_spreadsheet(reader: Walker) -> None:
    head, *rows = copied(reader)
    assert reader.tab.locator("#copied").inner_text() == "Copied, ready for a spreadsheet. Rows: 10"
    assert head.split("\t")[:3] == ["Name", "Kind", "Helix"]
    assert [row.split("\t")[0] for row in rows] == NAMES


def test_where_a_page_may_not_copy_the_rows_are_marked_for_the_reader(reader: Walker) -> None:
    reader.tab.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) }")
    reader.tab.get_by_role("button", name="Copy the table").click()
    reader.tab.wait_for_selector("#copied:not(:empty)")
    assert reader.tab.locator("#copied").inner_text() == "The rows are marked: copy them with Ctrl+C."
    assert "Hekla" in reader.tab.evaluate("() => getSelection().toString()")
    reader.again()


def test_a_large_table_comes_in_slices_and_is_copied_whole(browser: Browser, tmp_path: Path) -> None:
    reader = Walker(browser.new_page(), tmp_path)
    crowd = [replace(actor(f"n{n}"), name=f"Actor {n}") for n in range(700)]
    reader.open(with_actors(PAGE, crowd, ()), "#panel=table")
    assert len(first_column(reader)) == 300
    reader.tab.get_by_role("button", name="Show 400 more").press("Enter")
    assert first_column(reader)[300] == reader.tab.evaluate("document.activeElement.textContent") == "Actor 300"
    assert len(copied(reader)) == 701
    reader.tab.close()


def test_hostile_names_stay_text_and_are_no_formulas(browser: Browser, tmp_path: Path) -> None:
    page, seen = browser.new_page(), Seen()
    seen.watch(page)
    reader = Walker(page, tmp_path)
    hostile = [replace(actor("a"), name=HOSTILE), replace(actor("b"), name='=HYPERLINK("x")\t1\n2')]
    reader.open(with_actors(PAGE, hostile, ()), "#panel=table")
    assert HOSTILE in first_column(reader)
    assert page.locator("img").count() == 0
    assert copied(reader)[2].startswith('\'=HYPERLINK("x") 1 2\t')
    assert seen == Seen()
    page.close()


def test_on_a_phone_the_table_takes_the_place_of_the_map_and_nothing_is_wider(browser: Browser, tmp_path: Path) -> None:
    phone = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    reader = Walker(phone, tmp_path)
    reader.open()
    for name in ("Table", "Matrix"):
        tab(reader, name).tap()
        assert phone.evaluate("document.documentElement.scrollWidth") == 390
        assert phone.locator("#legend").is_hidden()
    heights = phone.locator("[role=tab]").evaluate_all("tabs => tabs.map(tab => tab.offsetHeight)")
    assert min(heights) >= 24
    tab(reader, "Map").tap()
    assert phone.locator("#legend").is_visible()
    phone.close()
