"""Ways in the map: those that its page finds are those of the library, and a person finds them by mouse and keys."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any, Final

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from tests.conftest import FULL
from tests.test_map_browser import HOSTILE, PAGE, PRESS, Seen

from triplehelix.graph import Ecosystem, records
from triplehelix.graph.affiliations import Affiliations
from triplehelix.graph.introductions import Wish
from triplehelix.graph.paths import PathFinder
from triplehelix.graph.venues import Venue
from triplehelix.graph.views.map import Edge, Meeting, Node, Page, Span, render
from triplehelix.graph.views.map.meetings import known_meetings
from triplehelix.graph.views.map.model import Became
from triplehelix.graph.views.map.words import words

browser_test = pytest.mark.browser


def opened(browser: Browser, seen: Seen, html: str, folder: Any) -> Tab:
    file = folder / "map.html"
    file.write_text(html, encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    seen.watch(tab)
    tab.goto(file.as_uri())
    tab.wait_for_selector("#map canvas")
    return tab


# the page knows who meets where


def an_actor(name: str, kind: str = "SME") -> Node:
    return Node(name, name.title(), kind, "actor", 1)


def a_tie(tie: str, source: str, target: str, kind: str = "Partnership", **more: Any) -> Edge:
    told = {"en": f"{source.title()} and {target.title()}: {kind}."}
    return Edge(source, target, kind, told, sources=(PRESS,), tie=tie, **more)


def test_a_meeting_knows_its_parties_and_ties_by_numbers_and_its_place() -> None:
    nodes = [an_actor("ada"), an_actor("bob"), an_actor("club", "Cluster")]
    edges = [a_tie("t1", "ada", "club", "Membership"), a_tie("t2", "bob", "club", "Membership")]
    club = Meeting("club#m", "Membership", "club", {"club": (), "bob": ("t2",), "ada": ("t1",)}, 250, middle="club")
    assert known_meetings([club], nodes, edges) == [
        {"kind": "Membership", "parties": [0, 1, 2], "ties": [[0], [1], []], "count": 250, "about": 2, "middle": 2}
    ]


def test_a_circle_is_as_large_where_the_map_shows_some_of_it_only_and_one_alone_meets_nobody() -> None:
    there = {"ada": ("t",), "bob": ("t",), "away": ("t",)}
    deals = [Meeting("t", "Partnership", "t", there), Meeting("u", "Partnership", "u", {"ada": ("u",), "away": ("u",)})]
    nodes, edges = [an_actor("ada"), an_actor("bob")], [a_tie("t", "ada", "bob")]
    assert known_meetings(deals, nodes, edges) == [
        {"kind": "Partnership", "parties": [0, 1], "ties": [[0], [0]], "count": 3}
    ]


# the same ways as the library's

FIND: Final = """pairs => {
  const numbers = new Map(thx.nodes.map(({ id, number }) => [id, thx.nodes[number]]));
  const told = (way) => [
    way.actors.map((number) => thx.nodes[number].id), way.distance, way.weakest,
    thx.cautions.becameOthers(way), way.hops.map(thx.cautions.endedFor),
  ];
  return pairs.map(([from, to]) => thx.pathfinder.find(numbers.get(from), numbers.get(to)).map(told));
}"""


@pytest.fixture(scope="module")
def wallonia(browser: Browser, eco: Ecosystem, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    tab = opened(browser, Seen(), eco.map().html(), tmp_path_factory.mktemp("wallonia"))
    yield tab
    tab.close()


def some_pairs(eco: Ecosystem, number: int, seed: int) -> list[list[str]]:
    ends = sorted(entity.id for entity in eco.reading.names if "/initiative/" not in entity.id)
    dice = Random(seed)  # noqa: S311 (chooses, keeps no secret)
    return [dice.sample(ends, 2) for _ in range(number)]


def by_the_command(eco: Ecosystem, pair: Sequence[str], **wish: Any) -> list[Any]:
    """What `path --format json` writes of two ends."""
    start, end = pair
    found = records.introductions(eco.introductions(Wish(starts=(start,), ends=(end,), **wish)))
    return [
        [
            [path["hops"][0]["from"]["id"], *(hop["to"]["id"] for hop in path["hops"])],
            pytest.approx(path["distance"], abs=1e-6),
            path["weakest"]["hop"],
            _warned(path, "gone"),
            [_warned(hop, "ended") for hop in path["hops"]],
        ]
        for path in found["paths"]
    ]


def _warned(told: Mapping[str, Any], kind: str) -> list[str]:
    return [one["text"] for one in told.get("warnings", []) if one["kind"] == kind]


@browser_test
@pytest.mark.parametrize(
    ("filters", "wish"),
    [
        pytest.param({}, {}, id="all ties"),
        pytest.param({"stated": True}, {"stated": True}, id="stated"),
        pytest.param({"ties": ["Membership"]}, {"without": ("Membership",)}, id="without memberships"),
    ],
)
def test_the_ways_of_the_page_are_those_of_the_command(
    wallonia: Tab, eco: Ecosystem, filters: Mapping[str, Any], wish: Mapping[str, Any]
) -> None:
    ended = [eco.resolve(name).id for name in ("Brammer Bio", "Cytonet")]
    pairs = [ended, *some_pairs(eco, 49 if FULL or not filters else 19, seed=len(wish))]
    wallonia.evaluate("filters => thx.view.change({ ...thx.view.START, ...filters })", filters)
    found = wallonia.evaluate(FIND, pairs)
    assert found == [by_the_command(eco, pair, **wish) for pair in pairs]
    assert sum(map(bool, found)) > len(pairs) / 3
    assert any(any(ended) for ways in found for *_, ended in ways)
    assert any(gone for ways in found for *_, gone, _ in ways)


@browser_test
def test_an_office_holder_can_be_an_end_as_for_the_command(wallonia: Tab, eco: Ecosystem) -> None:
    wallonia.evaluate("thx.view.change(thx.view.START)")
    holders = sorted(entity.id for entity in eco.reading.names if entity.type == "OfficeHolder")
    pairs = [*pairwise(holders), (holders[0], eco.reading.resolve("UCB").id)]
    assert wallonia.evaluate(FIND, pairs) == [by_the_command(eco, pair) for pair in pairs]


def a_network(dice: Random) -> list[Venue]:
    """Few actors at small venues and at large ones: many ways are as long as others."""
    actors = [f"a{number:02}" for number in range(dice.choice([5, 8, 60]))]
    venues = []
    for number in range(dice.randrange(3, 14)):
        own = dice.random() < 0.3
        there = dice.sample(actors, min(len(actors), dice.choice([2, 2, 3, 4, 50])))
        venue = Venue.at(there[0] if own else f"v{number:02}", "Membership" if own else "Participation")
        venue.ties = {party: [] if party == venue.middle else [f"t{party}"] for party in there}
        venue.stated_count = dice.choice([0, 0, 6]) if own else 0
        venues.append(venue)
    return list({venue.id: venue for venue in venues}.values())


def as_the_page_has_it(venues: Sequence[Venue]) -> list[dict[str, Any]]:
    return [
        {
            "parties": [int(party[1:]) for party in sorted(venue.ties)],
            "ties": [[0] if venue.ties[party] else [] for party in sorted(venue.ties)],
            "count": venue.stated_count,
            "kind": venue.type,
        }
        | ({"middle": int(venue.middle[1:])} if venue.middle else {})
        for venue in sorted(venues, key=lambda venue: venue.id)
    ]


def in_the_library(venues: Sequence[Venue], start: int, end: int) -> list[Any]:
    types = {f"a{number:02}": "SME" for number in range(60)}
    found = PathFinder(Affiliations.of(venues, types)).paths([f"a{start:02}"], [f"a{end:02}"], k=4)
    return [[[int(actor[1:]) for actor in path.actors], pytest.approx(path.distance)] for path in found]


@browser_test
def test_the_choice_among_equal_ways_is_the_librarys_in_any_network(wallonia: Tab) -> None:
    dice = Random(7)  # noqa: S311
    asked = [(a_network(dice), dice.sample(range(5), 2)) for _ in range(400 if FULL else 60)]
    found = wallonia.evaluate(
        """asked => asked.map(([meetings, [from, to]]) => {
          const all = { counts: () => true, sees: () => true, admits: () => true };
          return thx.ways.between(thx.ways.networkOf(meetings, all), from, to, { k: 4 }).map(({ actors, distance }) => [actors, distance]);
        })""",
        [[as_the_page_has_it(venues), ends] for venues, ends in asked],
    )
    assert found == [in_the_library(venues, *ends) for venues, ends in asked]


# as a person finds them

OVER: Final = Span("2018-01-01", "2018-01-01", "2019-03-01", "2019-03-31")
NODES: Final = (
    *(an_actor(name) for name in ("ada", "cleo", "dan", "eve")),
    replace(
        an_actor("bob"), became=Became({"en": "Cleo acquired Bob (2020)"}, Span("2020-01-01", "2020-12-31", event=True))
    ),
    Node("fund", HOSTILE, "Investor", "actor", 2),
    Node("plan", "The Plan", "Project", "initiative", 2),
)
EDGES: Final = (
    a_tie("t1", "ada", "plan", "Participation"),
    a_tie("t2", "bob", "plan", "Participation", deduced=True),
    a_tie("t3", "bob", "dan", when=OVER, contested=True),
    a_tie("t4", "fund", "ada", "Funding"),
    a_tie("t5", "fund", "dan", "Funding"),
    a_tie("t6", "cleo", "bob", "Acquisition"),
)
MEETINGS: Final = (
    Meeting("plan", "Participation", "plan", {"ada": ("t1",), "bob": ("t2",)}, 3),
    Meeting("t3", "Partnership", "t3", {"bob": ("t3",), "dan": ("t3",)}),
    Meeting("fund#funding", "Funding", "fund", {"ada": ("t4",), "dan": ("t5",), "fund": ()}, 9, middle="fund"),
)
SMALL: Final[Page] = replace(PAGE, nodes=NODES, edges=EDGES, meetings=MEETINGS, words=words())


@pytest.fixture(scope="module")
def small(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Tab, Seen]]:
    seen = Seen()
    tab = opened(browser, seen, render(SMALL), tmp_path_factory.mktemp("small"))
    yield tab, seen
    tab.close()


@pytest.fixture
def tab(small: tuple[Tab, Seen]) -> Iterator[Tab]:
    """The small map in its first view; nothing that a test does there may be complained of."""
    tab, seen = small
    tab.evaluate("thx.view.change(thx.view.START)")
    yield tab
    assert seen == Seen()


def offered(tab: Tab) -> list[str]:
    return tab.locator("#details .way").all_inner_texts()


WAYS: Final = [
    "1. Ada → Bob → Dan\n2 introductions · distance 3.00",
    "2. Ada → Dan\n1 introduction · distance 8.00",
    f"3. Ada → {HOSTILE} → Dan\n2 introductions · distance 8.00",
]


@browser_test
def test_the_keyboard_alone_leads_to_the_ways_and_out_again(tab: Tab) -> None:
    tab.locator("#map").focus()
    for key in ("w", "a", "d", "a", "Enter", "d", "a", "n", "Enter"):
        tab.keyboard.press(key)
    assert offered(tab) == WAYS
    assert "2 introductions; the weakest link is Ada – Bob; distance 3.00" in tab.locator("#status").inner_text()
    for key in ("Tab", "Tab", "Tab", "Enter"):
        tab.keyboard.press(key)
    assert tab.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert tab.locator("#details h3").inner_text() == "Ada → Dan"
    tab.keyboard.press("Escape")
    assert tab.locator("#details").is_hidden()


@browser_test
def test_the_mouse_leads_from_an_actors_details_to_each_step_of_the_way_and_its_documents(tab: Tab) -> None:
    tab.locator("#search").fill("ada")
    tab.locator("#results [role=option]").first.click()
    tab.get_by_role("button", name="Way from here").click()
    tab.locator("#way-to").fill("dan")
    tab.locator("#way-to-results [role=option]").first.click()
    assert offered(tab) == WAYS
    hops = tab.locator("#details .hop")
    assert hops.count() == 2
    assert tab.locator("#details .caution").all_inner_texts() == [
        "Caution: Cleo acquired Bob (2020)",
        "Caution: it ended (March 2019)",
    ]
    assert tab.locator("#details .hop").nth(1).locator(".mark-text").all_inner_texts() == ["contested"]
    first = hops.first
    assert first.locator(".place").inner_text() == "Both take part in The Plan (3 parties)"
    assert first.locator(".sentence").all_inner_texts() == [
        "Ada and Plan: Participation.",
        "Bob and Plan: Participation.",
    ]
    assert first.locator(".documents a").first.get_attribute("href") == PRESS.url
    assert first.locator("h4 .mark-text").all_inner_texts() == ["deduced", "weakest link"]
    tab.get_by_role("button", name="Swap the ends").click()
    assert offered(tab)[0].startswith("1. Dan → Bob → Ada\n")


@browser_test
def test_the_button_opens_the_panel_and_closes_it(tab: Tab) -> None:
    button = tab.get_by_role("button", name="Find a way between two actors")
    button.click()
    assert tab.evaluate("document.activeElement.id") == "way-from"
    assert button.get_attribute("aria-expanded") == "true"
    button.click()
    assert tab.locator("#details").is_hidden()
    assert button.get_attribute("aria-expanded") == "false"


@browser_test
def test_whoever_looks_at_somebody_on_the_way_comes_back_to_it(tab: Tab) -> None:
    tab.evaluate("thx.view.change({ from: 'ada', to: 'dan', way: 1 })")
    tab.locator("#details .hop .party", has_text="Dan").click()
    assert tab.locator("#details h2").inner_text() == "Dan"
    tab.get_by_role("button", name="Close the details").click()
    assert tab.locator("#details h3").inner_text() == "Ada → Dan"


@browser_test
def test_undo_and_the_address_bring_a_way_back(tab: Tab) -> None:
    tab.evaluate("thx.view.change({ from: 'ada', to: 'dan' })")
    tab.locator("#details .way").nth(1).click()
    address = tab.evaluate("window.location.hash")
    tab.locator("#undo").click()
    assert tab.locator("#details h3").inner_text() == "Ada → Bob → Dan"
    tab.evaluate("thx.view.change(thx.view.START)")
    assert tab.locator("#details").is_hidden()
    tab.evaluate("hash => (window.location.hash = hash)", address)
    tab.wait_for_selector("#details:not([hidden])")
    assert tab.locator("#details h3").inner_text() == "Ada → Dan"
    assert (tab.locator("#way-from").input_value(), tab.locator("#way-to").input_value()) == ("Ada", "Dan")


@browser_test
@pytest.mark.parametrize(
    ("view", "told"),
    [
        pytest.param({"from": "ada", "to": "ada"}, "Both ends are Ada; a way joins two.", id="the same"),
        pytest.param({"from": "ada", "to": "eve"}, "No way leads from Ada to Eve.", id="none"),
        pytest.param({"from": "ada", "kinds": ["SME"], "to": "fund"}, "Ada is hidden by the filters.", id="hidden"),
        pytest.param({"from": "plan", "to": "nobody"}, "Choose two actors", id="no actors"),
    ],
)
def test_where_there_is_no_way_it_is_said_why(tab: Tab, view: Mapping[str, Any], told: str) -> None:
    tab.evaluate("view => thx.view.change(view)", view)
    assert tab.locator("#details .none").inner_text().startswith(told)


@browser_test
def test_only_what_the_map_shows_counts_and_that_is_said(tab: Tab) -> None:
    tab.evaluate("thx.view.change({ from: 'ada', to: 'dan', kinds: ['Project'] })")
    assert tab.locator("#details h3").inner_text() == "Ada → Dan"
    assert "only what the map shows counts" in tab.locator("#details .caution").inner_text()
    tab.locator("#details .caution button").click()
    assert offered(tab) == WAYS


@browser_test
def test_hostile_names_on_a_way_stay_text(tab: Tab) -> None:
    tab.evaluate("thx.view.change({ from: 'ada', to: 'fund' })")
    assert tab.locator("#details h3").inner_text() == f"Ada → {HOSTILE}"
    assert tab.locator("img").count() == 0


@browser_test
def test_a_map_without_meetings_offers_no_ways(browser: Browser, tmp_path: Any) -> None:
    seen = Seen()
    tab = opened(browser, seen, render(replace(SMALL, meetings=())), tmp_path)
    tab.evaluate("thx.view.change({ from: 'ada', to: 'dan' })")
    assert tab.locator("#details").is_hidden()
    tab.evaluate("thx.view.change({ selected: 'ada' })")
    assert tab.locator("#find-way").is_hidden()
    assert tab.get_by_role("button", name="Way from here").count() == 0
    assert seen == Seen()
    tab.close()


@browser_test
def test_the_ways_are_on_a_picture_too(tab: Tab) -> None:
    drawn = "() => thx.sketch.of(thx.drawing.freeArea(), thx.drawing.ink)[1].children.length"
    assert tab.evaluate(drawn) == 0
    tab.evaluate("thx.view.change({ from: 'ada', to: 'dan' })")
    assert tab.evaluate(drawn) == 3
    widths = "() => [...thx.sketch.of(thx.drawing.freeArea(), thx.drawing.ink)[1].children].map(p => p.getAttribute('stroke-width'))"
    assert tab.evaluate(widths) == ["4", "4", "9"]
