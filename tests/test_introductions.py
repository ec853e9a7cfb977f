"""Who can introduce somebody to whom: wishes in words, and the ways that fit them."""

from collections.abc import Iterator
from pathlib import Path
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
        pytest.param({"therapy": ["phage-therapy"]}, [SHORT], id="only through who works on a therapy"),
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
