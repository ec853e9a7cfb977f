"""Who can introduce somebody to whom: wishes in words, and the ways that fit them."""

from dataclasses import replace
from typing import Any, Final

import pytest

from triplehelix.graph import Ecosystem
from triplehelix.graph.errors import NameNotFound, NotAPath
from triplehelix.graph.introductions import Introductions, Wish

WORLD: Final = """
    PREFIX : <http://e/> PREFIX thx: <https://w3id.org/triplehelix/ontology#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
    :ours a thx:SME ; skos:prefLabel "Ours" . :branch a thx:SME ; skos:prefLabel "Branch" .
    :school a thx:University ; skos:prefLabel "School" ; thx:therapy thx:phage-therapy .
    :clinic a thx:Hospital ; skos:prefLabel "Clinic" . :plant a thx:LargeCompany ; skos:prefLabel "Plant" .
    :goal a thx:SME ; skos:prefLabel "Goal" ; thx:therapy thx:phage-therapy . :lonely a thx:SME ; skos:prefLabel "Lonely" .
    :p a thx:Project ; skos:prefLabel "Joint project" .
    :p1 a thx:Participation ; thx:participant :ours ; thx:initiative :p .
    :p2 a thx:Participation ; thx:participant :school ; thx:initiative :p .
    :school-goal a thx:Partnership ; thx:partner :school, :goal ; thx:end "2015"^^xsd:gYear .
    :ours-clinic a thx:Partnership ; thx:partner :ours, :clinic . :clinic-plant a thx:Partnership ; thx:partner :clinic, :plant .
    :plant-goal a thx:Supply ; thx:supplier :plant ; thx:customer :goal .
    :branch-goal a thx:Partnership ; thx:partner :branch, :goal ; thx:confidence thx:deduced .
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Ecosystem:
    path = tmp_path_factory.mktemp("world") / "world.ttl"
    path.write_text(WORLD, encoding="utf-8")
    return Ecosystem.open(path)


def ways(found: Introductions) -> list[list[str]]:
    return [[actor.name for actor in path.actors] for path in found.paths]


def wished(world: Ecosystem, **wishes: Any) -> list[list[str]]:
    return ways(world.introductions(Wish(**{"starts": ["Ours"], "ends": ["Goal"], **wishes})))


SHORT: Final = ["Ours", "School", "Goal"]
LONG: Final = ["Ours", "Clinic", "Plant", "Goal"]


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        pytest.param({}, [SHORT, LONG], id="both ways"),
        pytest.param({"k": 1}, [SHORT], id="one of them"),
        pytest.param({"avoid": ["school"]}, [LONG], id="around somebody"),
        pytest.param({"avoid": ["School", "Plant"]}, [], id="around everybody"),
        pytest.param({"via": ["Plant"]}, [LONG], id="through somebody"),
        pytest.param({"max_hops": 2}, [SHORT], id="in two steps"),
        pytest.param({"max_hops": 1}, [], id="in one step"),
        pytest.param({"without": ["partnership"]}, [], id="without partnerships"),
        pytest.param({"without": ["Supply"]}, [SHORT], id="without supplies"),
        pytest.param({"only": ["University"]}, [SHORT], id="only through universities"),
        pytest.param({"only": ["Hospital", "LargeCompany"]}, [LONG], id="only through hospitals and large companies"),
        pytest.param({"therapies": ["phage-therapy"]}, [SHORT], id="only through who works on a therapy"),
        pytest.param({"at": "2020-01-01"}, [LONG], id="at a day when one tie was over"),
        pytest.param({"at": "2014-01-01"}, [SHORT, LONG], id="at a day when it may have held"),
        pytest.param({"since": "2016-01-01"}, [LONG], id="since a day when it was over"),
        pytest.param({"ends": ["Goal", "Plant"], "k": 1}, [["Ours", "School", "Goal"]], id="to the nearer of two"),
        pytest.param({"starts": ["Ours", "Branch"], "k": 1}, [["Branch", "Goal"]], id="from the nearer of two"),
        pytest.param({"starts": ["Ours", "Branch"], "stated": True, "k": 1}, [SHORT], id="by what is stated"),
    ],
)
def test_ways_are_as_one_wishes(world: Ecosystem, wishes: dict[str, Any], expected: list[list[str]]) -> None:
    assert wished(world, **wishes) == expected


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        pytest.param({"to_types": ["SME"], "k": 5}, [["Ours", "School", "Goal"], ["Ours", "School", "Goal", "Branch"]], id="a kind"),
        pytest.param({"to_therapies": ["phage-therapy"]}, [["Ours", "School"], ["Ours", "School", "Goal"]], id="a therapy"),
        pytest.param({"to_therapies": ["phage-therapy"], "to_types": ["SME"]}, [["Ours", "School", "Goal"]], id="both"),
        pytest.param({"to_types": ["Hospital", "University"], "k": 1}, [["Ours", "Clinic"]], id="either, the nearest"),
        pytest.param({"to_types": ["SME"], "k": 1, "avoid": ["School"]}, [LONG], id="around somebody"),
        pytest.param({"to_types": ["Investor"]}, [], id="whom nobody is like"),
    ],
)  # fmt: skip
def test_the_nearest_of_a_kind_are_told_with_the_way_to_each(
    world: Ecosystem, wishes: dict[str, Any], expected: list[list[str]]
) -> None:
    assert wished(world, ends=[], **wishes) == expected


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        pytest.param({"ends": ["Joint project"]}, "Joint project is an initiative; name actors", id="an initiative"),
        pytest.param({"via": ["Joint project"]}, "Joint project is an initiative; name actors", id="through an initiative"),
        pytest.param({"ends": ["Goal", "Ours"]}, "both names mean Ours", id="an end twice"),
        pytest.param({"avoid": ["Goal"]}, "Goal is an end of the path", id="an end avoided"),
        pytest.param({"via": ["Ours"]}, "Ours is an end of the path", id="through an end"),
        pytest.param({"ends": [], "to_types": ["SME"], "via": ["School"]}, "School can be on the way only to somebody who is named", id="through somebody to anybody"),
        pytest.param({"via": ["School"], "avoid": ["School"]}, "School cannot be both", id="avoided and wanted"),
    ],
)  # fmt: skip
def test_a_wish_that_contradicts_itself_is_refused(world: Ecosystem, wishes: dict[str, Any], message: str) -> None:
    with pytest.raises(NotAPath, match=message):
        wished(world, **wishes)


@pytest.mark.parametrize(
    "wishes", [{"only": ["Bakery"]}, {"therapies": ["x-therapy"]}, {"to_regions": ["Atlantis"]}], ids=str
)
def test_a_word_that_means_nothing_is_told(world: Ecosystem, wishes: dict[str, Any]) -> None:
    with pytest.raises(NameNotFound):
        wished(world, **wishes)


def test_a_kind_of_tie_that_is_none_is_told(world: Ecosystem) -> None:
    with pytest.raises(
        NameNotFound, match=r"no kind of tie by which actors meet is called 'friendship'; .*'membership'"
    ):
        wished(world, without=["friendship"])


def test_where_there_is_no_way_it_is_told_who_was_in_the_way(world: Ecosystem) -> None:
    found = world.introductions(Wish(starts=["Ours"], ends=["Goal"], avoid=["School", "Plant"]))
    assert found.none is not None
    assert [limit.name for limit in found.none.opening] == ["Plant", "School"]


def test_every_middle_avoided_leaves_no_way_and_names_one_of_them(eco: Ecosystem) -> None:
    avoid: list[str] = []
    wish = Wish(starts=["Univercells"], ends=["Takeda"], k=20)
    while paths := eco.introductions(replace(wish, avoid=avoid)).paths:
        middles = {actor.name for path in paths for actor in path.actors[1:-1]}
        assert middles, "the two never meet"
        assert middles.isdisjoint(avoid)
        avoid += sorted(middles)
    found = eco.introductions(replace(wish, avoid=avoid))
    assert found.none is not None
    assert {limit.name for limit in (*found.none.opening, *found.none.breaking)} & set(avoid)


@pytest.mark.parametrize("day", ["2012-06-01", "2019-01-01", "2023-06-01"])
def test_ways_at_a_day_are_those_of_the_view_of_that_day(eco: Ecosystem, day: str) -> None:
    wish = Wish(starts=["UCB", "Université de Liège"], ends=["UCLouvain"], k=4)
    whole, view = eco.introductions(replace(wish, at=day)), eco.at(day).introductions(wish)
    assert ways(whole) == ways(view)
    assert [path.distance for path in whole.paths] == pytest.approx([path.distance for path in view.paths])
    marks = [
        [[tie.holds for venue in hop.venues for tie in venue.ties] for path in one.paths for hop in path.hops]
        for one in (whole, view)
    ]
    assert marks[0] == marks[1]


def test_where_anybody_may_stand_between_nobody_is_looked_for(
    world: Ecosystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looked_for(*_: object) -> set[str]:
        raise AssertionError("in a large store it takes as long as the rest")

    monkeypatch.setattr("triplehelix.graph.introductions.chosen", looked_for)
    assert wished(world) == [SHORT, LONG]
