"""What a reader filters, colours and brings near, by mouse and by keyboard."""

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Locator
from tests.walking_the_map import NODES, Walker, walking

pytestmark = pytest.mark.browser

EVERYBODY: Final = {node.id for node in NODES}
Press = Callable[[Locator], None]


@pytest.fixture(scope="module")
def shared(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walker]:
    with walking(browser, tmp_path_factory.mktemp("filters")) as walker:
        yield walker


@pytest.fixture
def reader(shared: Walker) -> Walker:
    shared.open()
    return shared


def by_mouse(control: Locator) -> None:
    control.click()


def by_keyboard(control: Locator) -> None:
    """With the key that the control listens to; the focus stays where it was."""
    control.focus()
    control.page.keyboard.press("Space")
    assert control.evaluate("control => control === document.activeElement")


@pytest.fixture(params=[by_mouse, by_keyboard], ids=["mouse", "keyboard"])
def press(request: pytest.FixtureRequest) -> Press:
    pressed: Press = request.param
    return pressed


@pytest.mark.parametrize(
    ("heading", "value", "left"),
    [
        ("helices", "industry", EVERYBODY - {"Plan", "Quest"}),
        ("therapies", "cell-therapy", {"Alba", "Bora", "Dora"}),  # who works on CAR-T works on it, too
        ("stages", "clinical", {"Bora", "Etna"}),
        ("regions", "north", {"Alba"}),
    ],
)
def test_a_choice_leaves_those_who_have_it_and_undo_brings_all_back(
    reader: Walker, press: Press, heading: str, value: str, left: set[str]
) -> None:
    press(reader.tab.locator(f"summary[data-word={heading}]"))
    press(reader.tab.locator(f"#{heading} input[value={value}]"))
    assert reader.drawn() == left
    assert reader.address() == f"#{heading}={value}"
    press(reader.tab.locator("#undo"))
    assert reader.drawn() == EVERYBODY


def test_choices_of_two_headings_hold_together_and_one_button_takes_all_away(reader: Walker, press: Press) -> None:
    for heading, value in (("therapies", "cell-therapy"), ("stages", "clinical")):
        press(reader.tab.locator(f"summary[data-word={heading}]"))
        press(reader.tab.locator(f"#{heading} input[value={value}]"))
    assert reader.drawn() == {"Bora"}
    reader.tab.locator("#show-all").click()
    assert reader.drawn() == EVERYBODY
    assert reader.tab.locator(".choices input:checked").count() == 0


def test_a_kind_of_tie_goes_and_comes_back(reader: Walker, press: Press) -> None:
    partners = {frozenset({"Alba", "Dora"}), frozenset({"Gala", "Hekla"})}
    press(reader.tab.locator(".tie-kind[data-kind=Partnership]"))
    assert not partners & reader.lines().keys()
    press(reader.tab.locator(".tie-kind[data-kind=Partnership]"))
    assert partners <= reader.lines().keys()


def test_what_was_only_deduced_can_be_left_out(reader: Walker, press: Press) -> None:
    press(reader.tab.locator("#stated"))
    assert frozenset({"Cima", "Etna"}) not in reader.lines()


def test_colour_and_size_are_chosen_by_keyboard(reader: Walker) -> None:
    before = looks(reader)
    for name in ("colour", "size"):
        reader.tab.locator(f"#{name}").focus()
        reader.tab.keyboard.press("ArrowDown")
    after = looks(reader)
    assert reader.address() == "#colour=helix&size=strength"
    assert before["Plan"][0] != after["Plan"][0]
    assert before["Alba"][1] != after["Alba"][1]
    assert "industry" in reader.tab.locator("#colours").inner_text()


def looks(reader: Walker) -> dict[str, tuple[str, float]]:
    """The colour and the size of each node."""
    found = reader.tab.evaluate(
        "() => thx.drawing.drawnNodes.get().map(({id, color, size}) => [id, color.background, size])"
    )
    return {name: (colour, size) for name, colour, size in found}


def test_the_neighbourhood_of_somebody_reaches_up_to_three_ties_and_leads_back(reader: Walker, press: Press) -> None:
    reader.tab.locator("#search").fill("etna")
    reader.tab.keyboard.press("Enter")
    press(reader.tab.get_by_role("button", name="Show its neighbourhood") if press is by_mouse else near(reader))
    reached = [reader.drawn()]
    for key in ("2", "3"):
        depth = reader.tab.get_by_label("Up to so many ties away")
        depth.focus()
        reader.tab.keyboard.press(key)
        assert reader.tab.evaluate("document.activeElement.dataset.control") == "depth"
        reached.append(reader.drawn())
    # Etna gets money from Cima, who is tied to nobody else
    assert reached == [{"Etna", "Cima"}] * 3
    assert reader.address() == "#focus=Etna&depth=3&selected=Etna"
    press(near(reader))
    assert reader.drawn() == EVERYBODY


def near(reader: Walker) -> Locator:
    return reader.tab.locator("#details [data-control=focus]")


def test_each_step_reaches_further(reader: Walker) -> None:
    reader.tab.evaluate("thx.view.change({ focus: 'Alba', selected: 'Alba' })")
    assert reader.drawn() == {"Alba", "Plan", "Quest", "Dora"}
    reader.tab.get_by_label("Up to so many ties away").select_option("2")
    assert reader.drawn() == {"Alba", "Plan", "Quest", "Dora", "Bora"}


def test_whoever_is_sought_though_a_filter_hides_it_stands_out_with_its_neighbours(reader: Walker) -> None:
    reader.tab.evaluate("thx.view.change({ therapies: ['gene-therapy'] })")
    assert reader.drawn() == {"Cima"}
    reader.tab.locator("#search").fill("alba")
    reader.tab.keyboard.press("Enter")
    bright = reader.tab.evaluate(
        "() => thx.drawing.drawnNodes.get().filter(({opacity}) => opacity === 1).map(({id}) => id)"
    )
    assert set(bright) == {"Alba", "Dora", "Plan", "Quest"}
    assert reader.tab.evaluate("thx.drawing.network.getSelectedNodes()") == ["Alba"]
    reader.tab.locator("#undo").click()
    assert reader.address() == "#therapies=gene-therapy"


def test_a_filter_that_goes_while_somebody_is_selected_shows_the_others_too(reader: Walker) -> None:
    reader.tab.evaluate("thx.view.change({ therapies: ['cell-therapy'] })")
    reader.tab.evaluate("thx.view.change({ selected: 'Alba' })")
    reader.tab.locator("#show-all").focus()
    reader.tab.keyboard.press("Enter")
    opacity = "() => thx.drawing.drawnNodes.get(['Plan', 'Etna']).map(({opacity}) => opacity)"
    assert reader.tab.evaluate(opacity) == [1, 0.14]
    assert reader.tab.evaluate("document.activeElement.closest('#legend') !== null")


def test_undo_from_the_details_leaves_the_focus_on_the_page(reader: Walker) -> None:
    for name in ("alba", "etna"):
        reader.tab.locator("#search").fill(name)
        reader.tab.keyboard.press("Enter")
    assert reader.tab.evaluate("document.activeElement.tagName") == "H2"
    places = []
    for _ in range(2):
        reader.tab.keyboard.press("Control+z")
        places.append(reader.tab.evaluate("document.activeElement.innerText || document.activeElement.id"))
    assert places == ["Alba", "map"]


def test_the_map_is_one_stop_of_the_keyboard(reader: Walker) -> None:
    assert reader.tab.evaluate("document.querySelectorAll('#map [tabindex]:not([tabindex=\"-1\"])').length") == 0
    assert reader.tab.evaluate("document.querySelector('#map').tabIndex") == 0


def test_names_on_the_drawing_are_written_anew_in_another_language(reader: Walker) -> None:
    reader.tab.evaluate(
        "() => { window.drawn = 0; thx.drawing.network.on('afterDrawing', () => (window.drawn += 1)); }"
    )
    reader.tab.wait_for_timeout(100)
    reader.tab.evaluate("window.drawn = 0")
    reader.tab.locator("#language").select_option("fr")
    reader.tab.wait_for_timeout(200)
    assert reader.tab.evaluate("window.drawn") > 0


def test_what_two_do_together_is_told_by_keyboard_as_by_a_click_on_its_line(reader: Walker) -> None:
    reader.tab.evaluate("thx.view.change({ folded: true, selected: 'Alba' })")
    line = reader.tab.get_by_role("button", name="Alba – Bora: Joint initiatives: 2")
    line.focus()
    reader.tab.keyboard.press("Enter")
    assert reader.tab.locator("#details h2").inner_text() == "Alba – Bora"
    assert reader.tab.evaluate("document.activeElement.tagName") == "H2"


def test_a_wider_neighbourhood_is_brought_into_the_picture(reader: Walker) -> None:
    reader.tab.evaluate("thx.view.change({ focus: 'Quest', selected: 'Quest' })")
    before = reader.tab.evaluate("thx.drawing.network.getScale()")
    reader.tab.get_by_label("Up to so many ties away").select_option("2")
    assert reader.tab.evaluate("thx.drawing.network.getScale()") != before


def look(reader: Walker) -> tuple[float, float, float]:
    """The middle of what is to be seen, and the scale."""
    find = "() => [...Object.values(thx.drawing.network.getViewPosition()), thx.drawing.network.getScale()]"
    x, y, scale = reader.tab.evaluate(find)
    return x, y, scale


def drag(reader: Walker) -> None:
    reader.tab.mouse.move(700, 600)
    reader.tab.mouse.down()
    reader.tab.mouse.move(500, 500, steps=4)
    reader.tab.mouse.up()


def plus(reader: Walker) -> None:
    reader.tab.locator("#map").focus()
    for key in ("+", "+", "ArrowRight"):
        reader.tab.keyboard.press(key)


def wheel(reader: Walker) -> None:
    reader.tab.mouse.move(700, 500)
    reader.tab.mouse.wheel(0, -300)


@pytest.mark.parametrize("move", [drag, plus, wheel])
def test_a_link_shows_the_part_of_the_map_that_its_sender_looked_at(
    reader: Walker, move: Callable[[Walker], None]
) -> None:
    before = look(reader)
    move(reader)
    reader.tab.wait_for_url("**at=*")
    seen = look(reader)
    assert seen != before
    reader.again()
    assert look(reader) == pytest.approx(seen, abs=1)


def test_what_the_page_brings_into_the_picture_takes_the_place_out_of_the_address(reader: Walker) -> None:
    plus(reader)
    reader.tab.wait_for_url("**at=*")
    reader.tab.locator("#search").fill("etna")
    reader.tab.keyboard.press("Enter")
    assert reader.address() == "#selected=Etna"


@pytest.mark.parametrize("at", ["nowhere", "1~2", "1~2~-3", "NaN~0~1"])
def test_an_address_that_leads_nowhere_shows_the_map_all_the_same(reader: Walker, at: str) -> None:
    reader.open(hash_=f"#at={at}")
    assert reader.drawn() == EVERYBODY
    assert 0.02 <= look(reader)[2] <= 8


def test_undo_leaves_the_place_and_the_address_tells_it(reader: Walker) -> None:
    reader.tab.locator("#stated").check()
    plus(reader)
    reader.tab.wait_for_url("**at=*")
    seen = look(reader)
    reader.tab.locator("#undo").click()
    assert "stated" not in reader.address()
    reader.again()
    assert look(reader) == pytest.approx(seen, abs=1)
