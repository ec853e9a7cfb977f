"""Initiatives that are folded: what two do together becomes a line between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.test_map_browser import Seen
from tests.walking_the_map import PAGE, Walker, actor, initiative, taking_part, walking, with_actors

pytestmark = pytest.mark.browser

JOINT = frozenset({"Alba", "Bora"})


@pytest.fixture(scope="module")
def shared(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walker]:
    with walking(browser, tmp_path_factory.mktemp("folding")) as walker:
        yield walker


@pytest.fixture
def reader(shared: Walker) -> Walker:
    shared.start_over()
    return shared


def fold(reader: Walker) -> None:
    reader.tab.get_by_label("Initiatives as ties between those who take part").check()


def test_folded_initiatives_go_out_of_sight_and_come_back(reader: Walker) -> None:
    whole = reader.drawn()
    fold(reader)
    assert whole - reader.drawn() == {"Plan", "Quest"}
    assert "folded=true" in reader.address()
    reader.tab.locator("#folded").focus()
    reader.tab.keyboard.press("Space")
    assert reader.drawn() == whole
    assert reader.address() == ""


def test_each_pair_that_takes_part_in_the_same_has_one_line(reader: Walker) -> None:
    fold(reader)
    joint = {ends for ends, line in reader.lines().items() if isinstance(line["id"], str)}
    assert joint == {JOINT, frozenset({"Alba", "Dora"}), frozenset({"Bora", "Dora"})}


def test_the_line_is_wider_the_more_two_do_together(reader: Walker) -> None:
    fold(reader)
    lines = reader.lines()
    assert lines[JOINT]["width"] > lines[frozenset({"Bora", "Dora"})]["width"]


def test_a_line_beside_a_tie_of_the_same_two_is_bent_and_the_others_are_straight(reader: Walker) -> None:
    fold(reader)
    lines = reader.lines()
    assert lines[frozenset({"Alba", "Dora"})]["smooth"]["enabled"]
    assert lines[JOINT]["smooth"] is False


def test_a_click_on_a_line_tells_of_each_joint_initiative_with_its_documents(reader: Walker) -> None:
    fold(reader)
    reader.click_between("Alba", "Bora")
    details = reader.tab.locator("#details")
    assert details.locator("h2").inner_text() == "Alba – Bora"
    assert details.locator(".what").inner_text() == "Joint initiatives: 2"
    assert details.locator("h3").all_inner_texts() == ["Plan", "Quest"]
    assert "Bora takes part in Quest." in details.inner_text()
    assert details.get_by_role("link", name="Joint plan is announced").count() == 4
    assert reader.tab.locator("#status").inner_text() == "Alba – Bora: Joint initiatives: 2"


def test_the_pointer_on_a_line_tells_what_it_stands_for(reader: Walker) -> None:
    fold(reader)
    reader.point_between("Alba", "Bora")
    reader.tab.wait_for_selector("#hint:not([hidden])")
    assert reader.tab.locator("#hint").inner_text().split("\n") == ["Alba – Bora", "Joint initiatives: 2: Plan, Quest"]


def test_a_link_shows_the_line_that_its_sender_looked_at(reader: Walker) -> None:
    fold(reader)
    reader.click_between("Alba", "Bora")
    reader.again()
    assert reader.tab.locator("#details h2").inner_text() == "Alba – Bora"
    assert "Plan" not in reader.drawn()


def test_whoever_is_selected_stands_out_with_those_met_at_initiatives(reader: Walker) -> None:
    fold(reader)
    reader.tab.locator("#search").fill("bora")
    reader.tab.keyboard.press("Enter")
    lines = reader.lines()
    bright = {ends for ends, line in lines.items() if line["color"]["opacity"] > 0.5}
    assert bright == {JOINT, frozenset({"Bora", "Dora"})}


def test_an_initiative_that_is_sought_lights_up_what_it_joins(reader: Walker) -> None:
    fold(reader)
    reader.tab.locator("#search").fill("quest")
    reader.tab.keyboard.press("Enter")
    assert reader.tab.locator("#details h2").inner_text() == "Quest"
    assert {ends for ends, line in reader.lines().items() if line["color"]["opacity"] > 0.5} == {JOINT}


def test_the_neighbourhood_of_an_actor_reaches_through_a_folded_initiative(reader: Walker) -> None:
    reader.tab.evaluate("() => thx.view.change({focus: 'Bora', folded: true})")
    assert reader.drawn() == {"Alba", "Bora", "Dora"}
    fold_off = "() => thx.view.change({folded: false})"
    reader.tab.evaluate(fold_off)
    assert reader.drawn() == {"Bora", "Plan", "Quest"}


def test_ties_that_are_filtered_out_join_nobody(reader: Walker) -> None:
    fold(reader)
    reader.tab.locator(".tie-kind[data-kind=Participation]").click()
    assert not [line for line in reader.lines().values() if isinstance(line["id"], str)]


def test_an_initiative_with_too_many_pairs_stays_and_the_legend_says_so(browser: Browser, tmp_path: Path) -> None:
    crowd = [f"Actor {n}" for n in range(120)]
    edges = [*taking_part("Congress", *crowd), *taking_part("Plan", *crowd[:2])]
    tab = browser.new_page()
    reader = Walker(tab, tmp_path)
    reader.open(with_actors(PAGE, [*map(actor, crowd), *map(initiative, ("Congress", "Plan"))], edges), "#folded=true")
    assert {"Congress", "Plan"} & reader.drawn() == {"Congress"}
    assert "their lines would be too many: 1." in tab.locator("#folded-means").inner_text()
    assert len([line for line in reader.lines().values() if isinstance(line["id"], str)]) == 1
    tab.close()


def test_nothing_of_this_makes_the_page_complain(browser: Browser, tmp_path: Path) -> None:
    tab, seen = browser.new_page(), Seen()
    seen.watch(tab)
    reader = Walker(tab, tmp_path)
    reader.open(hash_="#folded=true&groups=folded&selected=nobody|at all")
    reader.tab.evaluate("() => thx.view.change({folded: false, groups: 'hulls'})")
    assert seen == Seen()
    tab.close()
