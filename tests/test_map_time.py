"""The map through the years: what holds in one, what may, and the slider with which a person goes through them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any, Final

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from tests.test_map_browser import PAGE, Seen
from tests.test_map_ways import an_actor, opened

from triplehelix.graph.moments import Certainty, Event, Moment, State
from triplehelix.graph.views.map import Edge, Node, Span, render
from triplehelix.graph.views.map.words import words

pytestmark = pytest.mark.browser

YEAR: Final = 2020
FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
EDGES: Final = (
    Edge("ada", "bob", "Partnership", {"en": "From 2018 to 2019."}, when=Span("2018-01-01", "2018-12-31", "2019-01-01", "2019-12-31")),
    Edge("ada", "cleo", "Partnership", {"en": "Since 2019."}, when=Span("2019-01-01", "2019-12-31")),
    Edge("bob", "cleo", "Acquisition", {"en": "In 2020."}, when=Span("2020-01-01", "2020-12-31", event=True)),
    Edge("ada", "plan", "PartOf", {"en": "Ada is part of the plan."}),
)  # fmt: skip
NODES: Final = (
    an_actor("ada"),
    an_actor("bob"),
    an_actor("cleo"),
    Node("plan", "The Plan", "Project", "initiative", 1, when=Span("2020-03-01", "2020-03-31")),
)


@pytest.fixture(scope="module")
def small(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Tab, Seen]]:
    seen = Seen()
    page = replace(PAGE, nodes=NODES, edges=EDGES, words=words())
    tab = opened(browser, seen, render(page), tmp_path_factory.mktemp("time"))
    tab.clock.install()
    yield tab, seen
    tab.close()


@pytest.fixture
def tab(small: tuple[Tab, Seen]) -> Iterator[Tab]:
    """The small map in its first view; nothing that a test does there may be complained of."""
    tab, seen = small
    tab.evaluate("thx.view.change(thx.view.START)")
    yield tab
    assert seen == Seen()


# what holds in a year

Whens = list[State | Event]


def moments() -> Iterator[Moment]:
    """A day of the year before, of the year itself or after it, known or not, to the day or to some months."""
    days = (date(2019, 6, 1), date(2020, 2, 1), date(2021, 3, 1))
    for not_before, not_after in product((None, *days), repeat=2):
        if not_before is None or not_after is None or not_before <= not_after:
            yield Moment(not_before, not_after)


def whens() -> Whens:
    return [*(State(*both) for both in product(moments(), repeat=2)), *map(Event, moments())]


def possible(moment: Moment) -> list[date]:
    """Days on which it may lie: those on which the answer may turn, as far as its bounds allow them."""
    turns = [date(1900, 1, 1), date(2019, 6, 1), FIRST, date(2020, 2, 1), LAST, date(2021, 3, 1), date(2100, 1, 1)]
    return [day for day in turns if moment.by(day) != "no" and not (moment.not_after and day > moment.not_after)]


def by_all_days(when: State | Event) -> Certainty:
    """Whether it holds on a day of the year: by whatever its dates can stand for."""
    if isinstance(when, Event):
        held = {day <= LAST for day in possible(when.happens)}
    else:
        lives = product(possible(when.starts), possible(when.ends))
        held = {start <= LAST and end >= FIRST for start, end in lives if start <= end}
    return "no" if True not in held else "maybe" if False in held else "yes"


def bounds(when: State | Event) -> dict[str, str | bool]:
    """What the page knows of a state or an event."""
    if isinstance(when, Event):
        return {"event": True, **days("starts", when.happens)}
    return days("starts", when.starts) | days("ends", when.ends)


def days(end: str, moment: Moment) -> dict[str, str | bool]:
    known = {f"{end}NotBefore": moment.not_before, f"{end}NotAfter": moment.not_after}
    return {name: day.isoformat() for name, day in known.items() if day}


def in_the_page(tab: Tab, some: Whens) -> list[Certainty]:
    spans = list(map(bounds, some))
    found: list[Certainty] = tab.evaluate(f"spans => spans.map((when) => thx.shown.holds(when, {YEAR}))", spans)
    return found


def test_a_year_is_a_yes_or_a_no_if_it_is_so_whatever_the_dates_stand_for(tab: Tab) -> None:
    asked = whens()
    assert in_the_page(tab, asked) == [by_all_days(when) for when in asked]


def test_what_holds_on_some_day_holds_in_its_year_and_what_holds_on_none_does_not(tab: Tab) -> None:
    asked = whens()
    for when, found in zip(asked, in_the_page(tab, asked), strict=True):
        by_day = {when.holds(FIRST + timedelta(days)) for days in range(366)}
        assert (found == "no") == (by_day == {"no"})
        assert found == "yes" or "yes" not in by_day


# as a person goes through the years


def told(tab: Tab) -> str:
    return tab.locator("#year-tells").inner_text()


def test_the_slider_goes_from_all_years_through_those_of_the_data_by_keys(tab: Tab) -> None:
    slider = tab.get_by_label("Year", exact=True)
    slider.focus()
    assert told(tab) == slider.get_attribute("aria-valuetext") == "All years"
    seen: list[Any] = []
    for _ in range(4):
        tab.keyboard.press("ArrowRight")
        seen.append(told(tab))
    assert seen == [
        "2018 – ties: 1 hold, 0 may hold",
        "2019 – ties: 2 hold, 0 may hold",
        "2020 – ties: 1 hold, 1 may hold",
        "2020 – ties: 1 hold, 1 may hold",
    ]
    assert slider.get_attribute("aria-valuetext") == seen[-1]
    tab.keyboard.press("Home")
    assert told(tab) == "All years"


def test_who_and_what_is_not_there_in_a_year_is_not_to_be_seen_and_what_may_be_is_fainter(tab: Tab) -> None:
    tab.evaluate("thx.view.change({ year: 2020 })")
    hidden, opacity = tab.evaluate(
        "[thx.drawing.drawnEdges.get(0).hidden, [1, 3].map((tie) => thx.drawing.drawnEdges.get(tie).color.opacity)]"
    )
    assert hidden is True
    assert opacity[0] < opacity[1]
    assert tab.locator("#may-hold-sample").is_visible()
    tab.evaluate("thx.view.change({ year: 2018 })")
    assert tab.evaluate("thx.shown.nodes().map(({ id }) => id)") == ["ada", "bob", "cleo"]


def test_a_drag_is_undone_at_once_and_the_address_keeps_the_year(tab: Tab) -> None:
    box = tab.locator("#year").bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    tab.mouse.move(box["x"] + 8, middle)
    tab.mouse.down()
    for share in (0.3, 0.6, 0.98):
        tab.mouse.move(box["x"] + share * box["width"], middle)
    tab.mouse.up()
    assert tab.evaluate("window.location.hash") == "#year=2020"
    tab.locator("#undo").click()
    assert told(tab) == "All years"
    tab.locator("#redo").click()
    tab.get_by_role("button", name="All years").click()
    assert told(tab) == "All years"


def test_the_table_leaves_the_slider_in_sight(tab: Tab) -> None:
    tab.evaluate("thx.view.change({ panel: 'table' })")
    slider, table = (tab.locator(place).bounding_box() for place in ("#time", "#second"))
    assert slider
    assert table
    assert slider["y"] + slider["height"] < table["y"]


def test_play_goes_through_the_years_and_stops_at_the_last(tab: Tab) -> None:
    tab.get_by_role("button", name="Play the years").click()
    assert told(tab).startswith("2018 –")
    assert tab.locator("#year-tells").get_attribute("aria-live") == "polite"
    tab.clock.run_for(1600)
    assert told(tab).startswith("2019 –")
    tab.clock.run_for(5000)
    assert told(tab).startswith("2020 –")
    assert tab.get_by_role("button", name="Play the years").is_visible()
    tab.locator("#undo").click()
    assert told(tab) == "All years"


@pytest.mark.parametrize("deed", ["key", "pause", "click"])
def test_play_stops_at_whatever_else_the_reader_does(tab: Tab, deed: str) -> None:
    tab.locator("#play").click()
    if deed == "key":
        tab.locator("#map").press("+")
    elif deed == "pause":
        tab.get_by_role("button", name="Pause").click()
    else:
        tab.mouse.click(700, 400)
    tab.clock.run_for(5000)
    assert told(tab).startswith("2018 –")


def test_a_map_that_knows_no_dates_has_no_slider(browser: Browser, tmp_path: Any) -> None:
    seen = Seen()
    tab = opened(browser, seen, render(replace(PAGE, words=words())), tmp_path)
    assert tab.locator("#time").is_hidden()
    assert seen == Seen()
    tab.close()
