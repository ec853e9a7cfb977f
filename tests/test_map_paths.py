"""The map's page with just some paths: who and what stands on it, and where."""

from itertools import combinations, pairwise
from math import dist
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from tests.test_explain import an_ecosystem, participations
from tests.test_map_browser import HOSTILE, Seen, seek, show

from triplehelix.graph import Ecosystem
from triplehelix.graph.reading import Reading
from triplehelix.graph.views.map import Node, Page
from triplehelix.graph.views.map.from_store import Map
from triplehelix.graph.views.map.lanes import ROW, Gap, Lane, lanes

TITLE: Final = "Ways from one to the other"


def page_of(eco: Ecosystem, start: str, end: str, k: int = 3) -> Page:
    return Map.of_paths(eco.reading, eco.paths(start, end, k), TITLE).page


def node(page: Page, name: str) -> Node:
    [found] = [node for node in page.nodes if node.name == name]
    return found


def place(page: Page, name: str) -> tuple[float, float]:
    return page.places[node(page, name).id]


# where


def test_the_first_path_leads_from_left_to_right_and_its_ends_are_at_the_sides(eco: Ecosystem) -> None:
    paths = eco.paths("PDC*line Pharma", "Université de Liège", 3)
    page = Map.of_paths(eco.reading, paths, TITLE).page
    way = [page.places[actor.id] for actor in paths[0].actors]
    assert {y for _, y in way} == {0.0}
    assert all(left < right for (left, _), (right, _) in pairwise(way))
    assert (way[0][0], way[-1][0]) == (min(x for x, _ in page.places.values()), max(x for x, _ in page.places.values()))


def test_an_initiative_stands_between_those_who_meet_there_off_the_line_that_joins_them() -> None:
    partners = ":t a thx:Partnership ; thx:partner :a, :b ."
    meeting, joined = (
        page_of(an_ecosystem(participations("a", "b") + more), "Alpha", "Beta") for more in ("", partners)
    )
    (x, y), (right, _) = place(meeting, "Gamma"), place(meeting, "Beta")
    assert (x, y) == (right / 2, 0.0)
    assert place(joined, "Gamma")[1] > 0.0


@st.composite
def ways(draw: st.DrawFn) -> list[Lane]:
    def a_way() -> Lane:
        actors = draw(st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=5, unique=True))
        places = st.lists(st.integers(0, 40).map(str), max_size=20, unique=True).map(tuple)
        return Lane(tuple(actors), tuple(Gap(draw(places), draw(st.booleans())) for _ in actors[1:]))

    return [a_way() for _ in range(draw(st.integers(0, 5)))]


@given(ways())
def test_every_node_has_a_place_and_none_covers_another(paths: list[Lane]) -> None:
    places = lanes(paths)
    initiatives = {name for way in paths for gap in way.gaps for name in gap.initiatives}
    assert places.keys() == {actor for way in paths for actor in way.actors} | initiatives
    assert all(dist(one, other) > ROW - 1 for one, other in combinations(places.values(), 2))


# what


def test_a_participation_leads_to_its_initiative_and_any_other_meeting_from_one_to_the_other() -> None:
    turtle = participations("a", "b") + ":t a thx:Partnership ; thx:partner :a, :b ; thx:confidence thx:deduced ."
    page = page_of(an_ecosystem(turtle), "Alpha", "Beta")
    names = {node.id: node.name for node in page.nodes}
    told = {(names[edge.source], names[edge.target], edge.sentence["en"], edge.deduced) for edge in page.edges}
    assert told == {
        ("Alpha", "Gamma", "Alpha takes part in Gamma", False),
        ("Beta", "Gamma", "Beta takes part in Gamma", False),
        ("Alpha", "Beta", "Alpha and Beta are partners (deduced, not stated).", True),
    }
    assert {link.url for edge in page.edges for link in edge.sources} == {"https://paper.example/1"}
    assert node(page, "Gamma").group == "initiative"


def test_the_members_of_a_body_that_is_on_no_path_are_joined_by_one_line_with_the_documents_of_both() -> None:
    turtle = (
        ":t1 a thx:Membership ; thx:member :a ; thx:organisation :m . "
        ":t2 a thx:Membership ; thx:member :b ; thx:organisation :m ."
    )
    eco = an_ecosystem(turtle, documents=2)
    [path] = eco.paths("Alpha", "Beta", 1)
    page = Map.of_paths(eco.reading, [path], TITLE).page
    [edge] = page.edges
    assert [node.name for node in page.nodes] == ["Alpha", "Beta"]
    assert (edge.kind, edge.sentence["en"]) == ("Membership", "Alpha and Beta are both members of Middle (3 parties).")
    assert [link.issued for link in edge.sources] == ["2021-02", "2019"]


def test_what_several_paths_pass_stands_once_and_the_lines_of_the_first_stand_out(eco: Ecosystem) -> None:
    paths = eco.paths("PDC*line Pharma", "Université de Liège", 5)
    page = Map.of_paths(eco.reading, [*paths, *paths], TITLE).page
    assert page == Map.of_paths(eco.reading, paths, TITLE).page
    alone = Map.of_paths(eco.reading, paths[:1], TITLE).page
    assert sorted((e.source, e.target) for e in page.edges if e.strong) == sorted(
        (e.source, e.target) for e in alone.edges
    )
    assert len(alone.edges) < len(page.edges)


def test_of_many_joint_initiatives_the_nearest_are_drawn_and_the_others_told_with_their_documents() -> None:
    joint = " ".join(
        f":p{n} a thx:Project ; skos:prefLabel 'Project {n}' . "
        + participations("a", "b").replace(":p ", f":p{n} ").replace(":t-", f":t{n}-")
        for n in range(10, 27)
    )
    page = page_of(an_ecosystem(joint), "Alpha", "Beta", 1)
    assert [node.name for node in page.nodes if node.group == "initiative"] == [f"Project {n}" for n in range(10, 24)]
    [others] = [edge for edge in page.edges if edge.sentence["en"].startswith("Also in common")]
    assert others.sentence["en"] == "Also in common: Project 24; Project 25; Project 26"
    assert (len(others.sources), others.kind) == (1, "Participation")


def test_a_node_tells_what_it_tells_on_the_whole_map(eco: Ecosystem) -> None:
    whole = {node.id: node for node in eco.map().page.nodes}
    page = page_of(eco, "ucb", "uclouvain")

    def told(node: Node) -> tuple[object, ...]:
        facts = [(fact.label["en"], fact.value["en"], fact.sources) for fact in node.facts]
        return facts, node.aliases, node.therapies, node.group

    assert [told(node) for node in page.nodes] == [told(whole[node.id]) for node in page.nodes]


def test_only_what_the_paths_pass_is_read_from_the_store(eco: Ecosystem) -> None:
    paths = eco.paths("ucb", "uclouvain")
    reading = Reading(eco.store)
    Map.of_paths(reading, paths, TITLE)
    assert not {"names", "paths"} & vars(reading).keys()


def test_an_office_holder_may_be_an_end(eco: Ecosystem) -> None:
    page = page_of(eco, "Willy Borsus", "Univercells", 1)
    assert node(page, "Willy Borsus").kind == "OfficeHolder"
    assert place(page, "Willy Borsus") == (0.0, 0.0)


def test_the_page_opens_with_its_title_and_the_first_path_in_its_language() -> None:
    eco = an_ecosystem(participations("a", "b"), "fr")
    page = page_of(eco, "Alpha", "Beta")
    assert (page.titles["fr"], page.descriptions["fr"], page.lang) == (TITLE, "1. Alpha → Beta", "fr")
    assert "Alpha participe à Gamma" in [edge.sentence["fr"] for edge in page.edges]


def test_the_same_paths_give_the_same_bytes(eco: Ecosystem, tmp_path: Path) -> None:
    files = [Map.of_paths(eco.reading, eco.paths("ucb", "gsk"), TITLE).save(tmp_path / name) for name in ("1", "2")]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_without_a_path_the_page_is_empty(eco: Ecosystem) -> None:
    page = Map.of_paths(eco.reading, [], TITLE).page
    assert (page.nodes, page.edges, page.descriptions) == ((), (), {"en": ""})
    assert TITLE in Map(page).html()


# in a browser


@pytest.mark.browser
@pytest.mark.parametrize("size", [pytest.param((1400, 900), id="screen"), pytest.param((390, 844), id="phone")])
def test_the_page_of_paths_does_what_the_map_does_and_hostile_names_stay_text(
    browser: Browser, tmp_path: Path, size: tuple[int, int]
) -> None:
    eco = an_ecosystem(
        f":a skos:altLabel 'First' . :b skos:altLabel 'Last' . :x a thx:SME ; skos:prefLabel '{HOSTILE}' ."
        ":q a thx:Partnership ; thx:partner :a, :x . :r a thx:Licence ; thx:licensor :x ; thx:licensee :b ; thx:confidence thx:deduced ."
    )
    tab, seen = browser.new_page(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"), Seen()
    seen.watch(tab)
    show(tab, tmp_path, Map.of_paths(eco.reading, eco.paths("Alpha", "Beta"), f"Ways {HOSTILE}").page)
    assert tab.locator("h1").inner_text() == f"Ways {HOSTILE}"
    assert HOSTILE in tab.locator(".description").inner_text()
    seek(tab, "last")
    tab.keyboard.press("Enter")
    details = tab.locator("#details")
    assert details.locator("h2").inner_text() == "Beta"
    assert details.locator(".tie .party").inner_text() == HOSTILE
    assert details.locator(".mark-text").count() == 1
    assert details.locator(".tie .documents a").get_attribute("href") == "https://paper.example/1"
    tab.locator(".kind").first.evaluate("kind => kind.click()")
    assert tab.evaluate("document.documentElement.scrollWidth") == size[0]
    assert tab.locator("img").count() == 0
    assert seen == Seen()
    tab.close()
