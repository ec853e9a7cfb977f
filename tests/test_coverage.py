"""Who works where: each cell against a count by hand, who could fill a white spot, and how the command tells it."""

import csv
import json
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.test_cli import run
from tests.test_network import a_store, participations
from tests.test_output import faults

from triplehelix.graph import Ecosystem
from triplehelix.graph.analysis.concepts import Concepts
from triplehelix.graph.analysis.coverage import Cell, Coverage
from triplehelix.graph.errors import NameNotFound, NotAPath
from triplehelix.graph.scope import Scope
from triplehelix.graph.terms import THX, local_name

TABLES: Final = Path(__file__).parent.parent / "data" / "wallonia"
CHAIN: Final = ["basic-research", "preclinical", "clinical", "process-development", "manufacturing", "quality-control"]
ABOVE: Final = {"car-t": "cell-therapy", "stem-cell-therapy": "cell-therapy", "viral-vector": "gene-therapy"}
THERAPIES: Final = ["cell-therapy", "car-t", "stem-cell-therapy", "gene-therapy", "viral-vector", "phage-therapy"]

Known = Mapping[str, tuple[frozenset[str], frozenset[str]]]


def works(actor: str, therapies: str = "", stages: str = "", region: str = "") -> str:
    said = [f"thx:therapy thx:{name}" for name in therapies.split()] + [
        f"thx:stage thx:{name}" for name in stages.split()
    ]
    here = [f"thx:region :{region}"] if region else []
    return f":{actor} a {' ; '.join(['thx:SME', *said, *here])} . "


def covered(turtle: str, *therapies: str, **wanted: str | bool | int) -> Coverage:
    return Ecosystem(a_store(turtle)).analyses().coverage(therapies, **wanted)  # type: ignore[arg-type] # as tests need


def cell(found: Coverage, therapy: str, stage: str, region: str = "") -> Cell:
    wanted = (THX[therapy].value, THX[stage].value, region)
    [one] = [
        row
        for row in found.rows
        if (row.therapy.id, row.stage.id, local_name(row.region.id) if row.region else "") == wanted
    ]
    return one


def told(row: Cell) -> list[tuple[str, str, list[str]]]:
    """Each candidate with its reason and those who are met on the way."""
    return [(each.actor.name, each.reason, [step.partner.name for step in each.steps]) for each in row.candidates]


# who is there


def test_the_phage_actors_are_those_of_the_tables_and_no_other(eco: Ecosystem) -> None:
    with (TABLES / "actors.csv").open(encoding="utf-8") as rows:
        expected = {row["name"] for row in csv.DictReader(rows) if "phage-therapy" in row["therapies"].split(";")}
    found = eco.analyses().coverage(["phage-therapy"])
    assert {each.actor.name for each in found.actors} == expected
    assert {actor.name for row in found.rows for actor in row.actors} == expected
    assert len(expected) == 7


def test_each_count_is_the_questions(eco: Ecosystem) -> None:
    counted = {(row.therapy.name, row.stage.name): row.count for row in eco.analyses().coverage(limit=0).rows}
    asked = {(therapy, stage): n for therapy, stage, n in eco.ask("actors-by-therapy-and-stage").texts}
    assert {place: str(n) for place, n in counted.items() if n} == asked


def test_the_white_spots_and_single_actors_are_the_questions(eco: Ecosystem) -> None:
    found = eco.analyses().coverage(limit=0)
    for row in found.therapies:
        therapy = local_name(row.therapy.id)
        empty = {each.stage.id for each in found.rows if each.therapy == row.therapy and not each.count}
        alone = {each.actors[0].id for each in found.rows if each.therapy == row.therapy and each.count == 1}
        assert {line[-1] for line in eco.ask("white-spots", therapy=therapy).texts} == empty
        assert {line[-1] for line in eco.ask("stages-with-one-actor", therapy=therapy).texts} == alone


@st.composite
def worlds(draw: st.DrawFn) -> Known:
    some = st.frozensets(st.sampled_from(THERAPIES), max_size=2), st.frozensets(st.sampled_from(CHAIN), max_size=2)
    return {actor: (draw(some[0]), draw(some[1])) for actor in "efghij"}


def turtle(known: Known) -> str:
    return "".join(works(actor, " ".join(of[0]), " ".join(of[1])) for actor, of in known.items())


@given(worlds())
def test_a_cell_holds_those_who_have_its_therapy_or_a_narrower_one_and_its_stage(known: Known) -> None:
    found = covered(turtle(known), limit=0)
    for therapy, stage in product(THERAPIES, CHAIN):
        expected = [a for a, (on, at) in known.items() if stage in at and therapy in on | {ABOVE.get(t) for t in on}]
        assert [actor.name for actor in cell(found, therapy, stage).actors] == sorted(expected)


@given(worlds())
def test_what_is_known_for_the_therapy_or_the_stage_only_stands_in_the_margins(known: Known) -> None:
    found = covered(turtle(known), limit=0)
    for margin in found.therapies:
        name = local_name(margin.therapy.id)
        ours = [at for on, at in known.values() if name in on | {ABOVE.get(t) for t in on}]
        assert (margin.count, margin.stage_unknown) == (len(ours), ours.count(frozenset()))
    for column in found.stages:
        theirs = [on for on, at in known.values() if local_name(column.stage.id) in at]
        assert (column.count, column.therapy_unknown) == (len(theirs), theirs.count(frozenset()))


@given(worlds())
def test_who_is_known_for_nothing_changes_nothing(known: Known) -> None:
    ties = participations("p", "e", "f", "a") + participations("q", "f", "g", "h")
    assert covered(turtle(known) + ties) == covered(turtle(known) + ties + works("z"))


def test_a_therapy_brings_its_narrower_ones_along_and_a_stage_stands_alone() -> None:
    found = Ecosystem(a_store(works("x", "car-t", "clinical"))).analyses().coverage(["cell therapy"], ["clinical"])
    assert [(row.therapy.name, row.stage.name, row.count) for row in found.rows] == [
        ("cell therapy", "clinical development", 1),
        ("CAR-T cell therapy", "clinical development", 1),
        ("stem cell therapy", "clinical development", 0),
    ]
    assert [row.level for row in found.therapies] == [0, 1, 1]


def test_each_actor_stands_with_the_documents_that_say_so(eco: Ecosystem) -> None:
    for each in eco.analyses().coverage(["phage-therapy"]).actors:
        assert [stage.name for stage in each.stages]
        assert all(source.url for source in each.sources)
        assert each.sources


def test_only_some_actors_count() -> None:
    world = works("x", "car-t", "clinical") + ":u a thx:University ; thx:therapy thx:car-t ; thx:stage thx:clinical ."
    found = Ecosystem(a_store(world)).analyses(Scope(types=["University"])).coverage()
    assert [actor.name for actor in cell(found, "car-t", "clinical").actors] == ["u"]


# the order of the words


def test_stages_follow_each_other_and_then_come_those_that_support_all(eco: Ecosystem) -> None:
    stages = Concepts(eco.reading, THX.stages)
    order = [local_name(iri) for iri in stages.order]
    assert order[:6] == CHAIN
    assert order[6:] == ["equipment", "funding", "networking", "regulatory", "training"]


def test_what_is_adjacent_comes_right_before_or_after(eco: Ecosystem) -> None:
    stages = Concepts(eco.reading, THX.stages)
    assert {*map(local_name, stages.adjacent(THX.clinical.value))} == {"preclinical", "process-development"}
    assert stages.adjacent(THX.training.value) == frozenset()


def test_what_is_related_stands_above_or_beside(eco: Ecosystem) -> None:
    therapies = Concepts(eco.reading, THX.therapies)
    assert {*map(local_name, therapies.related(THX["car-t"].value))} == {"cell-therapy", "stem-cell-therapy"}
    beside = {*map(local_name, therapies.related(THX["phage-therapy"].value))}
    assert {"gene-therapy", "vaccine"} <= beside
    assert not beside & {"phage-therapy", "car-t"}


def test_therapies_above_each_other_in_a_circle_are_all_in_the_matrix() -> None:
    world = (
        ":one skos:inScheme thx:therapies ; skos:broader :two . :two skos:inScheme thx:therapies ; skos:broader :one ."
    )
    found = covered(f"PREFIX skos: <http://www.w3.org/2004/02/skos/core#> {world}", limit=0)
    assert {"one", "two"} <= {local_name(row.therapy.id) for row in found.therapies}


# who could fill a white spot

MAKER: Final = works("x", "phage-therapy", "manufacturing")


def test_an_actor_of_the_therapy_at_an_adjacent_stage_could_and_needs_no_introduction() -> None:
    spot = cell(covered(MAKER, "phage-therapy"), "phage-therapy", "quality-control")
    assert told(spot) == [("x", "stage", [])]
    assert [stage.name for stage in spot.candidates[0].has] == ["manufacturing"]
    assert not cell(covered(MAKER, "phage-therapy"), "phage-therapy", "clinical").candidates


def test_who_is_at_the_stage_for_a_related_therapy_could_and_the_nearest_comes_first() -> None:
    world = MAKER + works("far", "car-t", "clinical") + works("near", "gene-therapy", "clinical")
    ties = participations("p", "x", "near") + participations("q", "near", "far")
    spot = cell(covered(world + ties, "phage-therapy"), "phage-therapy", "clinical")
    assert told(spot) == [("near", "therapy", ["near"]), ("far", "therapy", ["near", "far"])]
    assert [each.distance for each in spot.candidates] == [1, 2]
    assert all(each.start and each.start.name == "x" for each in spot.candidates)
    assert [concept.name for each in spot.candidates for concept in each.has] == ["gene therapy", "cell therapy"]


def test_who_is_at_the_stage_for_no_therapy_that_is_known_could() -> None:
    world = MAKER + works("school", "", "training") + participations("p", "x", "school")
    assert told(cell(covered(world, "phage-therapy"), "phage-therapy", "training")) == [("school", "open", ["school"])]


def test_the_ways_start_at_whom_one_names() -> None:
    world = MAKER + participations("p", "a", "b") + participations("q", "b", "x")
    spot = cell(covered(world, "phage-therapy", seeker="a"), "phage-therapy", "quality-control")
    assert told(spot) == [("x", "stage", ["b", "x"])]


def test_a_way_uses_only_ties_that_count() -> None:
    world = MAKER + works("near", "gene-therapy", "clinical") + participations("p", "x", "near")
    eco = Ecosystem(a_store(world))
    spot = cell(eco.analyses(Scope(without=["participation"])).coverage(), "phage-therapy", "clinical")
    assert (spot.possible, spot.candidates) == (1, ())


@pytest.mark.parametrize(("limit", "shown"), [(0, 0), (1, 1), (5, 2)])
def test_those_who_are_left_out_are_counted_still(limit: int, shown: int) -> None:
    world = MAKER + works("y", "phage-therapy", "manufacturing")
    spot = cell(covered(world, "phage-therapy", limit=limit), "phage-therapy", "quality-control")
    assert (len(spot.candidates), spot.possible) == (shown, 2)


def test_the_candidates_of_the_bundled_white_spots_are_one_step_away(eco: Ecosystem) -> None:
    found = eco.analyses().coverage(["phage-therapy"])
    ours = {each.actor.id for each in found.actors}
    for row in found.rows:
        assert bool(row.candidates) == (row.count == 0)
        assert {each.actor.id in ours for each in row.candidates if each.reason == "stage"} <= {True}
        assert {each.actor.id in ours for each in row.candidates if each.reason != "stage"} <= {False}
        assert all(each.start and each.start.id in ours for each in row.candidates if each.reason != "stage")


# by region


def test_a_region_has_a_matrix_of_its_own_and_whoever_is_elsewhere_could_come() -> None:
    world = (
        works("x", "car-t", "clinical", "north") + works("y", "car-t", "manufacturing", "south") + works("z", "car-t")
    )
    found = covered(world, "car-t", by_region=True)
    assert [local_name(region.id) for region in found.regions] == ["north", "south"]
    assert [cell(found, "car-t", "clinical", region).count for region in ("north", "south")] == [1, 0]
    assert ("x", "region", []) in told(cell(found, "car-t", "clinical", "south"))
    assert found.region_unknown == 1


# what cannot be


def test_an_unknown_therapy_is_an_error(eco: Ecosystem) -> None:
    with pytest.raises(NameNotFound, match="perpetual motion"):
        eco.analyses().coverage(["perpetual motion"])


def test_no_way_leads_from_a_programme(eco: Ecosystem) -> None:
    with pytest.raises(NotAPath, match="is no actor"):
        eco.analyses().coverage(seeker="ATMP-PIT")


# the command


@pytest.mark.parametrize(
    "more", [[], ["--therapy", "cell-therapy", "--by-region"], ["--for", "BioWin", "--stage", "clinical"]]
)
def test_the_matrix_in_json_keeps_its_schema(more: list[str]) -> None:
    found = json.loads(run("coverage", "--format", "json", *more).stdout)
    assert faults("coverage", found) == []
    assert len(found["rows"]) == len(found["therapies"]) * len(found["stages"]) * max(1, len(found["regions"]))


def test_people_read_who_is_there_who_is_not_and_who_could_be() -> None:
    text = run("coverage", "--therapy", "phage-therapy").stdout
    assert "phage therapy           5    ·    2    ·    2    1" in text
    assert "• Sciensano: quality control" in text
    assert "phage therapy, preclinical development: 11 actors could fill it" in text
    assert "- NARILIS (gene therapy): Sciensano → Université de Namur → NARILIS" in text
    assert "Only one actor is known for both\n  • phage therapy, quality control: Sciensano" in text
    assert "Nobody known is not nobody" in text


def test_people_read_the_whole_matrix_in_french() -> None:
    text = run("--lang", "fr", "coverage").stdout
    assert "Cases blanches\u00a0: personne n’est connu pour les deux" in text
    assert "• phagothérapie, contrôle de la qualité\u00a0: Sciensano" in text
    assert "• pour aucune des thérapies : développement de procédés" in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 80


def test_a_region_is_read_with_its_name() -> None:
    text = run("coverage", "--therapy", "exosome-therapy", "--by-region").stdout
    assert "\nWallonia             rsch" in text
    assert "of whom no region is known: 6." in text


def test_a_cell_is_a_line_of_a_table() -> None:
    header, *lines = csv.reader(run("coverage", "--format", "csv").stdout.splitlines())
    assert header == ["therapy", "stage", "region", "count", "actors", "possible", "candidates"]
    assert len(lines) == 11 * 11


def test_where_no_therapy_is_known_the_answer_is_no(tmp_path: Path) -> None:
    alone = tmp_path / "alone.ttl"
    alone.write_text(f"<http://e/a> a <{THX.SME.value}> .", encoding="utf-8")
    result = run("--store", str(alone), "coverage")
    assert (result.exit_code, "nothing can be told" in result.stdout) == (1, True)
