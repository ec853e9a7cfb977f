"""Who has a helix or a region in common stands together, and the name of the group above it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser
from tests.test_map_browser import Seen
from tests.walking_the_map import PAGE, Walker, actor, walking

from triplehelix.graph.views.map import Page
from triplehelix.graph.views.map.model import Opening

pytestmark = pytest.mark.browser

HELICES: Final = {"Alba": "university", "Bora": "university", "Cima": "university", "Dora": "government"}


@pytest.fixture(scope="module")
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walker]:
    with walking(browser, tmp_path_factory.mktemp("groups")) as walker:
        yield walker


def grouped(group: Literal["", "helix", "region"]) -> Page:
    """Three of a university, one of the government, four of industry; of two regions three each."""
    actors = [
        actor(name, regions=(region,))
        for name, region in (
            ("Alba", "north"),
            ("Bora", "north"),
            ("Cima", "north"),
            ("Dora", "south"),
            ("Etna", "south"),
        )
    ]
    there = {node.id: replace(node, helix=HELICES.get(node.id, "industry")) for node in actors}
    nodes = tuple(replace(there.get(node.id, node), community=0) for node in PAGE.nodes)
    return replace(PAGE, nodes=nodes, opening=Opening(group=group))


def captions(reader: Walker) -> set[str]:
    """The names on the drawing that are nobody's."""
    find = "() => thx.names.placed(thx.drawing.network.getScale()).map(({node, name}) => [node.group, name.text])"
    return {text for group, text in reader.tab.evaluate(find) if group == "together"}


def test_the_name_of_each_group_of_three_or_more_stands_on_the_drawing(reader: Walker) -> None:
    reader.open(grouped("helix"))
    assert captions(reader) == {"university", "industry"}
    reader.open(grouped("region"))
    assert captions(reader) == {"North"}


def test_it_stands_above_its_members_in_the_language_of_the_page(reader: Walker) -> None:
    reader.open(grouped("helix"), "#language=fr")
    assert captions(reader) == {"université", "industrie"}
    spots = reader.tab.evaluate("['Alba', 'Bora', 'Cima', 'group-university'].map(id => thx.drawing.place.get(id).y)")
    assert spots[-1] < min(spots[:-1])


def test_a_group_of_which_nobody_is_seen_has_no_name(reader: Walker) -> None:
    reader.open(grouped("helix"), "#helices=industry")
    assert captions(reader) == {"industry"}


def test_who_stands_wherever_ties_draw_them_is_in_no_such_group(reader: Walker) -> None:
    reader.open(grouped(""))
    assert captions(reader) == set()


def test_nothing_of_it_complains(browser: Browser, tmp_path: Path) -> None:
    seen = Seen()
    with walking(browser, tmp_path) as walker:
        seen.watch(walker.tab)
        walker.open(grouped("region"), "#groups=hulls&selected=Alba&panel=table")
    assert seen == Seen()
