"""Communities on the map: outlined, or one symbol each; and that they are those of the analysis."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.test_map_browser import HOSTILE, Seen
from tests.test_network import a_store, participations
from tests.walking_the_map import PAGE, Walker, bundled, walking

from triplehelix.graph import Ecosystem
from triplehelix.graph.views.map import Node
from triplehelix.graph.views.map.from_store import Map

FIRST, SECOND = "community-1", "community-2"
BETWEEN = frozenset({FIRST, SECOND})
TWO_TRIANGLES = "".join(
    participations(f"i{number}", *pair) for number, pair in enumerate(("ab", "bc", "ac", "de", "ef", "df", "cd"))
)


# which these are


def mapped(turtle: str) -> dict[str, Node]:
    """The nodes of a store's map, by the last part of their ids."""
    page = Map.of(Ecosystem(a_store(f"{turtle} :e a thx:SME . :f a thx:SME . ")).reading).page
    return {node.id.rpartition("/")[2]: node for node in page.nodes}


def test_the_communities_and_their_middles_are_those_of_the_analysis(eco: Ecosystem) -> None:
    nodes = bundled().nodes
    for row in eco.analyses().communities().rows:
        members = [node for node in nodes if node.group == "actor" and node.community == row.number]
        assert len(members) == row.size
        central = sorted(members, key=lambda node: (-node.central, node.id))
        assert [node.id for node in central[:3]] == [entity.id for entity in row.central]


def test_an_initiative_belongs_where_more_than_half_of_those_do_who_take_part() -> None:
    nodes = mapped(TWO_TRIANGLES + participations("most", *"abd") + participations("half", *"abde"))
    assert nodes["a"].community == nodes["b"].community != nodes["d"].community == nodes["e"].community
    assert nodes["most"].community == nodes["a"].community
    assert nodes["half"].community == 0
    assert nodes["i0"].community == nodes["a"].community


def test_whoever_meets_nobody_belongs_to_no_community() -> None:
    nodes = mapped(TWO_TRIANGLES + ":z a thx:SME . ")
    assert (nodes["z"].community, nodes["z"].central) == (0, 0.0)


# how they are seen


@pytest.fixture(scope="module")
def shared(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walker]:
    with walking(browser, tmp_path_factory.mktemp("communities")) as walker:
        yield walker


@pytest.fixture
def reader(shared: Walker) -> Walker:
    shared.start_over()
    return shared


def choose(reader: Walker, how: str) -> None:
    reader.tab.get_by_role("combobox", name="Communities").select_option(label=how)


def names(reader: Walker) -> set[str]:
    """All names that are written on the drawing."""
    find = "() => thx.names.placed(thx.drawing.network.getScale()).map(({name}) => name.text)"
    return set(reader.tab.evaluate(find))


@pytest.mark.browser
def test_outlines_are_drawn_with_the_names_of_those_at_the_middle(reader: Walker) -> None:
    canvas = reader.tab.locator("#map canvas")
    before = canvas.screenshot(mask=[reader.tab.locator("#legend")])
    choose(reader, "outlined")
    assert {"Alba, Bora", "Etna, Fado"} <= names(reader)
    assert canvas.screenshot(mask=[reader.tab.locator("#legend")]) != before
    choose(reader, "not marked")
    assert not {"Alba, Bora", "Etna, Fado"} & names(reader)
    assert canvas.screenshot(mask=[reader.tab.locator("#legend")]) == before


def is_inside(place: tuple[float, float], corners: Sequence[tuple[float, float]]) -> bool:
    """Whether a place is on the same side of all sides of a convex outline."""

    def side(one: tuple[float, float], other: tuple[float, float]) -> float:
        return (other[0] - one[0]) * (place[1] - one[1]) - (other[1] - one[1]) * (place[0] - one[0])

    return all(side(one, other) >= 0 for one, other in zip(corners, [*corners[1:], corners[0]], strict=True))


@pytest.mark.browser
def test_an_outline_holds_all_its_members_and_no_one_else(reader: Walker) -> None:
    choose(reader, "outlined")
    first = reader.tab.evaluate("() => thx.communities.outlines()[0].corners.map(({x, y}) => [x, y])")
    assert {name for name, place in PAGE.places.items() if is_inside(place, first)} == {"Alba", "Bora", "Cima", "Plan"}


@pytest.mark.browser
def test_the_legend_names_each_community_with_its_number_of_members(reader: Walker) -> None:
    choose(reader, "outlined")
    rows = reader.tab.locator("#communities button")
    assert [text.split("\n") for text in rows.all_inner_texts()] == [["Alba, Bora", "4"], ["Etna, Fado", "3"]]


@pytest.mark.browser
def test_a_community_of_two_is_none_to_tell_of(reader: Walker) -> None:
    choose(reader, "one symbol each")
    assert reader.drawn() == {FIRST, SECOND, "Gala", "Hekla", "Quest"}


@pytest.mark.browser
def test_ties_between_folded_communities_are_one_line_that_tells_of_each(reader: Walker) -> None:
    choose(reader, "one symbol each")
    lines = reader.lines()
    assert set(lines) == {BETWEEN, frozenset({FIRST, "Quest"}), frozenset({"Gala", "Hekla"})}
    assert lines[BETWEEN]["width"] > lines[frozenset({"Gala", "Hekla"})].get("width", 0)
    reader.click_between(FIRST, SECOND)
    details = reader.tab.locator("#details")
    assert details.locator("h2").inner_text() == "Alba, Bora (4) – Etna, Fado (3)"
    assert details.locator(".what").inner_text() == "Ties: 3"
    assert "Cima funds Etna." in details.inner_text()
    assert details.get_by_role("link", name="Deed of 2019").count() == 2


@pytest.mark.browser
def test_a_click_opens_a_community_and_one_on_its_name_closes_it(reader: Walker) -> None:
    choose(reader, "one symbol each")
    reader.click_on(FIRST)
    assert reader.drawn() == {"Alba", "Bora", "Cima", "Plan", SECOND, "Gala", "Hekla", "Quest"}
    reader.click_on_name("Alba, Bora")
    assert reader.drawn() == {FIRST, SECOND, "Gala", "Hekla", "Quest"}


@pytest.mark.browser
def test_the_keyboard_opens_and_closes_a_community_and_keeps_its_place(reader: Walker) -> None:
    choose(reader, "one symbol each")
    button = reader.tab.locator("#communities button").nth(1)
    button.focus()
    reader.tab.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert {"Dora", "Etna", "Fado"} <= reader.drawn()
    assert "opened=2" in reader.address()
    reader.tab.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "false"
    assert SECOND in reader.drawn()
    assert reader.tab.evaluate("document.activeElement.dataset.community") == "2"


@pytest.mark.browser
def test_whoever_is_sought_inside_a_folded_community_is_shown(reader: Walker) -> None:
    choose(reader, "one symbol each")
    reader.tab.locator("#search").fill("fado")
    reader.tab.keyboard.press("Enter")
    assert "Fado" in reader.drawn()
    assert SECOND not in reader.drawn()


@pytest.mark.browser
def test_with_folded_initiatives_what_members_do_together_joins_the_symbols(reader: Walker) -> None:
    choose(reader, "one symbol each")
    reader.tab.locator("#folded").check()
    assert reader.drawn() == {FIRST, SECOND, "Gala", "Hekla"}
    reader.click_between(FIRST, SECOND)
    # the partnership, the funding, and the plan where three of both meet
    assert reader.tab.locator("#details .what").inner_text() == "Joint initiatives: 1, Ties: 2"


@pytest.mark.browser
def test_symbols_stand_for_those_alone_whom_the_filters_leave(reader: Walker) -> None:
    choose(reader, "one symbol each")
    reader.tab.locator(".kind[data-kind=Project]").click()
    assert "Alba, Bora (3)" in names(reader)
    reader.tab.locator(".kind[data-kind=SME]").click()
    assert reader.drawn() == set()


@pytest.mark.browser
def test_a_link_shows_communities_as_its_sender_saw_them(reader: Walker) -> None:
    choose(reader, "one symbol each")
    reader.click_on(SECOND)
    seen = reader.drawn()
    reader.again()
    assert reader.drawn() == seen
    assert reader.tab.locator("#communities [aria-expanded=true]").inner_text().split("\n")[0] == "Etna, Fado"


@pytest.mark.browser
def test_undo_brings_the_members_back(reader: Walker) -> None:
    whole = reader.drawn()
    choose(reader, "one symbol each")
    reader.tab.locator("#undo").click()
    assert reader.drawn() == whole


@pytest.mark.browser
def test_hostile_names_of_communities_stay_text(browser: Browser, tmp_path: Path) -> None:
    tab, seen = browser.new_page(), Seen()
    seen.watch(tab)
    reader = Walker(tab, tmp_path)
    nodes = tuple(replace(node, name=HOSTILE) for node in PAGE.nodes)
    reader.open(replace(PAGE, nodes=nodes), "#groups=folded&selected=community-1|community-2&colour=community")
    assert HOSTILE in tab.locator("#communities").inner_text()
    assert HOSTILE in tab.locator("#details h2").inner_text()
    assert tab.locator("img").count() == 0
    assert seen == Seen()
    tab.close()
