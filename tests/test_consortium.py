"""Consortia: the best there are by brute force, rules kept as somebody else checks them, and how the command tells them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Final

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store
from tests.conftest import FULL
from tests.test_cli import run
from tests.test_network import a_store, participations
from tests.test_output import faults

from triplehelix.graph import Ecosystem
from triplehelix.graph.analysis.composing import Choice, best, fewest, value
from triplehelix.graph.analysis.consortium import COMPARED, Aim, Consortium
from triplehelix.graph.analysis.consortium_candidates import controlling, nearness
from triplehelix.graph.analysis.obstacles import obstacles
from triplehelix.graph.analysis.rule_packs import RulePack, read_rule_pack
from triplehelix.graph.analysis.rules import Candidate, Rule
from triplehelix.graph.analysis_text.consortium import consortium_text
from triplehelix.graph.errors import InputError, UnfitName
from triplehelix.graph.labels import Labels
from triplehelix.graph.messages import messages
from triplehelix.graph.terms import SKOS

SIZE: Final = 15 if FULL else 8
WORDS: Final = ("--therapy", "cell-therapy", "--stages", "basic-research,manufacturing,clinical")
INDEPENDENT: Final = Rule(says="independent", independent=True)


# an independent checker: what each rule says, in plain Python


def keeps(members: Sequence[Candidate], rule: Rule) -> bool:
    if rule.independent:
        return all(not (one.bodies & other.bodies) for one, other in combinations(members, 2))
    matching = [
        one
        for one in members
        if (not rule.countries or one.country in rule.countries)
        and (not rule.kinds or one.kind in rule.kinds)
        and (not rule.helices or one.helix in rule.helices)
        and (not rule.stages or any(stage in one.stages for stage in rule.stages))
        and (not rule.actors or one.actor in rule.actors)
        and (not rule.newcomers or one.newcomer)
    ]
    values = {
        "entities": [one.actor for one in matching],
        "countries": [one.country for one in matching],
        "kinds": [one.kind for one in matching],
        "helices": [one.helix for one in matching],
    }[rule.counting]
    found = len(set(values) - {""})
    most = len(members) if rule.at_most is None else rule.at_most
    return rule.at_least <= found <= most and found >= rule.share * len(members) - 1e-9


def all_choices(candidates: Sequence[Candidate], rules: Sequence[Rule], size: int) -> Iterator[tuple[int, ...]]:
    for places in combinations(range(len(candidates)), size):
        if all(keeps([candidates[place] for place in places], rule) for rule in rules):
            yield places


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    found = []
    for number in range(draw(st.integers(1, SIZE))):
        name = f"a{number}"
        found.append(
            Candidate(
                actor=name,
                stages=draw(st.frozensets(st.sampled_from("st"))),
                country=draw(st.sampled_from(["", "BE", "FR", "DE", "US"])),
                kind=draw(st.sampled_from(["SME", "Hospital"])),
                helix=draw(st.sampled_from(["", "university", "industry"])),
                newcomer=draw(st.booleans()),
                bodies=frozenset({name}) | draw(st.frozensets(st.sampled_from(["x", "y"]), max_size=1)),
            )
        )
    return found


counts = st.builds(
    Rule,
    says=st.just("counted"),
    counting=st.sampled_from(["entities", "countries", "kinds", "helices"]),
    at_least=st.integers(0, 3),
    at_most=st.none() | st.integers(1, 4),
    countries=st.sampled_from([(), ("BE",), ("BE", "FR", "DE")]),
    kinds=st.sampled_from([(), ("SME",)]),
    helices=st.sampled_from([(), ("university",)]),
    newcomers=st.booleans(),
)
shares = st.builds(
    Rule, says=st.just("share"), share=st.sampled_from([0.25, 1 / 3, 0.5]), newcomers=st.just(value=True)
)
packs = st.lists(counts | shares | st.just(INDEPENDENT), max_size=3)
stages = [Rule(says=f"covers {stage}", stages=[stage], at_least=1) for stage in "st"]


@given(candidates(), packs, st.randoms(use_true_random=False), st.sampled_from([0.0, 0.3, 2.0]))
def test_the_best_is_that_of_brute_force(
    known: list[Candidate], pack: list[Rule], dice: Random, newcomers: float
) -> None:
    rules = [*pack, *stages]
    sizes = [size for size in range(1, len(known) + 1) if next(all_choices(known, rules, size), None)]
    found = fewest(known, rules)
    assert (found is None) == (not sizes)
    if found is None:
        return
    assert len(found) == sizes[0]
    near = np.zeros((len(known), len(known)))
    for one, other in combinations(range(len(known)), 2):
        near[one, other] = near[other, one] = dice.choice([0, 0.1, 0.25, 0.5, 1])
    choice = Choice(len(found), near, newcomers)
    expected = sorted((value(places, known, choice) for places in all_choices(known, rules, len(found))), reverse=True)
    proposals = [places for places, _ in zip(best(known, rules, choice), range(4), strict=False)]
    assert [value(places, known, choice) for places in proposals] == pytest.approx(expected[:4], abs=1e-5)
    assert len({tuple(places) for places in proposals}) == len(proposals)
    assert all(keeps([known[place] for place in places], rule) for places in proposals for rule in rules)


@given(candidates(), packs)
def test_without_the_rules_in_the_way_there_is_a_consortium(known: list[Candidate], pack: list[Rule]) -> None:
    rules = [replace(rule, says=str(number)) for number, rule in enumerate([*pack, *stages])]
    if fewest(known, rules) is not None:
        return
    named = obstacles(known, rules)
    said = [rule for rule in rules if rule.says in {one.rule for one in named.rules}]
    assert said
    assert fewest(known, [rule for rule in rules if rule not in said]) is not None or named.jointly
    if named.jointly:
        assert fewest(known, said) is None
        assert all(fewest(known, [rule for rule in said if rule is not one]) is not None for one in said)


# why there is none


def test_the_rule_in_the_way_is_named_with_what_there_is() -> None:
    known = [Candidate("a", frozenset("s"), "BE"), Candidate("b", country="FR"), Candidate("c")]
    two, three = (Rule(says=f"{n} countries", counting="countries", at_least=n) for n in (2, 3))
    [named] = obstacles(known, [INDEPENDENT, two, three]).rules
    assert (named.rule, named.needed, named.found, named.values) == ("3 countries", 3, 2, ("BE", "FR"))


def test_a_rule_that_only_stands_in_the_way_of_others_is_named() -> None:
    known = [
        Candidate("a", frozenset("s"), "BE", bodies=frozenset("ax")),
        Candidate("b", frozenset("t"), "FR", bodies=frozenset("bx")),
    ]
    named = obstacles(known, [INDEPENDENT, *stages])
    assert {one.rule for one in named.rules} == {"independent", "covers s", "covers t"}
    assert not named.jointly


def test_nobody_is_in_the_way_of_nobody() -> None:
    assert obstacles([], stages).rules == ()


# what is read from a store

PACK = RulePack(
    "Two countries",
    "https://example.org/rules",
    "",
    (INDEPENDENT, Rule(says="two countries", counting="countries", at_least=2)),
)
WORLD = (
    participations("p", "a", "b")
    + participations("q", "b", "c", "d")
    + f"""
    :a thx:therapy thx:cell-therapy ; thx:stage thx:manufacturing ; thx:country :be .
    :b thx:therapy thx:stem-cell-therapy ; thx:stage thx:clinical ; thx:country :fr .
    :c thx:therapy thx:cell-therapy ; thx:stage thx:clinical ; thx:country :fr .
    :d thx:stage thx:clinical .
    :e thx:therapy thx:cell-therapy ; thx:stage thx:clinical ; thx:country :fr .
    :e a thx:SME . :be <{SKOS.iri}notation> "BE" . :fr <{SKOS.iri}notation> "FR" .
    """
)


def composed(turtle: str, **wishes: object) -> Consortium:
    aim = Aim(**{"therapy": "cell-therapy", "stages": ["manufacturing", "clinical"], "pack": PACK} | wishes)  # type: ignore[arg-type] # each test says some
    return Ecosystem(a_store(turtle)).analyses().consortium(aim)


def names(found: Consortium) -> list[str]:
    return [member.actor.name for member in found.rows]


def test_the_nearest_who_keep_the_rules_are_proposed_with_who_says_so() -> None:
    found = composed(WORLD, alternatives=5)
    assert [[one.actor.name for one in each.members] for each in found.proposals][:2] == [["a", "b"], ["a", "c"]]
    first = found.proposals[0]
    assert [(one.actor.name, one.stages, one.country, one.newcomer) for one in first.members] == [
        ("a", ("manufacturing",), "BE", False),
        ("b", ("clinical development",), "FR", False),
    ]
    assert (first.closeness, first.bonds[0].distance, first.bonds[0].via) == (1, 1, ())
    assert first.bonds[0].sentence == "a and b both take part in p."
    assert [one.name for one in found.proposals[1].bonds[0].via] == ["b"]


def test_a_narrower_therapy_counts_and_a_stage_alone_does_not() -> None:
    assert composed(WORLD).candidates == 4
    assert "b" in names(composed(WORLD))


def test_newcomers_are_preferred_as_far_as_is_asked() -> None:
    assert names(composed(WORLD, newcomers=0.1)) == ["a", "b"]
    newcomer = composed(WORLD, newcomers=5.0)
    assert names(newcomer) == ["a", "e"]
    assert [member.newcomer for member in newcomer.rows] == [False, True]
    assert [[one.name for one in group] for group in newcomer.proposals[0].apart] == [["a"], ["e"]]


def test_who_must_be_in_is_and_who_is_avoided_is_not() -> None:
    assert "d" in names(composed(WORLD, including=["d"]))
    assert "b" not in names(composed(WORLD, avoid=["b"]))
    with pytest.raises(UnfitName, match="b is both wanted and avoided; leave out one of the two"):
        composed(WORLD, avoid=["b"], including=["b"])


def test_an_initiative_is_no_member() -> None:
    with pytest.raises(UnfitName, match="p is no actor, and cannot be a member; name an organisation"):
        composed(WORLD, including=["p"])


def test_of_many_candidates_the_nearest_are_compared_and_those_who_are_needed() -> None:
    many = "".join(
        f":x{n} a thx:SME ; thx:therapy thx:cell-therapy ; thx:stage thx:clinical ; thx:country :be . "
        for n in range(70)
    )
    found = composed(WORLD + many, avoid=["b", "c"])
    assert names(found) == ["a", "e"]
    assert found.candidates == 72
    assert found.compared <= COMPARED + 2
    told = consortium_text(found, Labels(Store()), messages("en"))
    assert f"Closeness was compared among {found.compared} of the 72 candidates" in " ".join(told.split())


def test_there_are_as_many_members_as_are_asked_for() -> None:
    assert len(names(composed(WORLD, size=3))) == 3
    assert composed(WORLD, size=9).obstacles


def test_who_is_at_a_stage_only_may_fill_a_place_if_asked() -> None:
    assert composed(WORLD, size=4, avoid=["e"]).proposals == ()
    wider = composed(WORLD, size=4, avoid=["e"], wider=True)
    assert {member.actor.name: member.stages for member in wider.rows}["d"] == ()
    assert wider.nowhere == 1


@pytest.mark.parametrize(
    "owned",
    [
        ":t a thx:Affiliation ; thx:part :a ; thx:whole :b .",
        ":t a thx:Acquisition ; thx:acquirer :b ; thx:acquired :a .",
        ":t a thx:Affiliation ; thx:part :a ; thx:whole :m . :u a thx:Acquisition ; thx:acquirer :m ; thx:acquired :b .",
    ],
)
def test_who_belongs_to_one_body_is_not_in_one_consortium(owned: str) -> None:
    assert names(composed(WORLD + owned)) == ["a", "c"]


def test_whoever_was_bought_says_by_whom() -> None:
    found = composed(WORLD + ":t a thx:Acquisition ; thx:acquirer :m ; thx:acquired :a .")
    assert found.rows[0].owner
    assert found.rows[0].owner.name == "m"


def test_bodies_are_found_however_deep_and_in_circles() -> None:
    assert controlling("a", {"a": ["b"], "b": ["c"], "c": ["a"]}) == {"a", "b", "c"}


def test_nearness_is_one_at_most_and_nothing_where_no_way_leads() -> None:
    collaboration = Ecosystem(a_store(WORLD)).analyses().collaboration
    actors = [one for one in sorted(collaboration.listed) if one[-1] in "abc"]
    assert nearness(collaboration, actors, [*actors, "http://e/unknown"]).round(3).tolist() == [
        [1, 1, 0.333, 0],
        [1, 1, 0.5, 0],
        [0.333, 0.5, 1, 0],
    ]


# rule packs

GOOD = 'title = "T"\n[countries.near]\ncodes = ["BE", "LU"]\n[[rule]]\nsays = "near"\nsays_fr = "proche"\nat_least = 2\ncountries = ["near", "FR"]\n'


def test_a_pack_names_groups_of_countries_and_speaks_two_languages(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD, encoding="utf-8")
    [rule] = read_rule_pack(str(path), "fr").rules
    assert (rule.says, rule.countries, rule.at_least) == ("proche", {"BE", "LU", "FR"}, 2)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"T"', '"T', "own.toml:1:11: is not TOML: Illegal character '\\n'; mend it there"),
        (
            "at_least = 2",
            "at_leest = 2",
            "own.toml:7:1: 'at_leest' is none of says, says_fr, counting, at_least, at_most",
        ),
        ("at_least = 2", 'at_least = "2"', "own.toml:7:1: at_least is '2'; write a whole number"),
        ("at_least = 2", "at_least = true", "own.toml:7:1: at_least is True; write a whole number"),
        ("at_least = 2", "", "own.toml:5:1: a rule asks for nothing; add one of at_least, at_most, share, independent"),
        ("at_least = 2", 'at_least = 2\nkinds = ["Firm"]', "own.toml:8:1: 'Firm' is none of Association, Cluster"),
        ("at_least = 2", 'at_least = 2\nhelices = ["state"]', "own.toml:8:1: 'state' is none of government, industry"),
        (
            "at_least = 2",
            'at_least = 2\ncounting = "firms"',
            "own.toml:8:1: 'firms' is none of entities, countries, kinds, helices",
        ),
        ("at_least = 2", 'share = 0.5\ncounting = "kinds"', "own.toml:7:1: a share is one of entities"),
        ("at_least = 2", "share = 30", "own.toml:7:1: 30 is no share; write a number from 0 to 1"),
        ('says = "near"\n', "", "own.toml:4:1: a rule says nothing; add says"),
        (
            '"near", "FR"',
            '"far"',
            "own.toml:8:1: 'far' is no ISO code of a country such as 'BE', nor a group of countries (near)",
        ),
        ('"BE", "LU"', '"Belgium"', "own.toml:3:1: 'Belgium' is no ISO code"),
        ("codes =", "code =", "own.toml:2:1: [countries.near] has no codes"),
        ("[[rule]]", "[[rules]]", "own.toml:4:3: 'rules' is none of title"),
        ("[[rule]]", "[rule]", "own.toml:4:2: has no rules; write one under [[rule]]"),
    ],
)
def test_what_is_wrong_in_a_pack_is_told_with_its_place(tmp_path: Path, before: str, after: str, told: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_rule_pack(str(path))
    assert told in str(error.value)


def test_a_pack_that_is_not_there_is_told() -> None:
    result = run("consortium", *WORDS, "--rules", "moonshot")
    assert (result.exit_code, result.stderr) == (
        2,
        "triplehelix: moonshot: is no rule pack; write horizon, or name a TOML file\n",
    )


# the command


def test_the_bundled_consortium_keeps_the_rules_of_horizon_europe() -> None:
    found = json.loads(run("consortium", *WORDS, "--alternatives", "2", "--format", "json").stdout)
    assert faults("consortium", found) == []
    assert len(found["proposals"]) == 3
    _, three, one = read_rule_pack("horizon").rules
    for proposal in found["proposals"]:
        countries = {member.get("country") for member in proposal["members"]}
        assert len(countries.intersection(three.countries)) >= 3
        assert countries.intersection(one.countries)
        covered = {stage for member in proposal["members"] for stage in member.get("stages", [])}
        assert covered == {"basic research", "manufacturing", "clinical development"}
        assert all(bond["sources"][0]["url"].startswith("http") for bond in proposal["bonds"])


def test_no_consortium_is_the_answer_no_and_names_the_rule() -> None:
    words = ("consortium", "--therapy", "phage-therapy", "--stages", "clinical", "--format")
    result = run(*words, "text")
    assert result.exit_code == 1
    told = " ".join(result.stdout.split())
    assert (
        "at least three different Member States or Associated Countries. Among the candidates there are only: BE (1 of 3)."
        in told
    )
    found = json.loads(run(*words, "json").stdout)
    assert faults("consortium", found) == []
    assert [one["values"] for one in found["obstacles"]["rules"]] == [["BE"]]


@pytest.mark.parametrize(
    ("language", "title", "caution"),
    [
        ("en", "Consortium for cell therapy: manufacturing", "not who is free or willing"),
        ("fr", "Consortium pour\u00a0: thérapie cellulaire (production)", "non qui est libre ou intéressé"),
    ],
)
def test_a_proposal_is_told_in_both_languages(language: str, title: str, caution: str) -> None:
    told = run("--lang", language, "consortium", "--therapy", "cell-therapy", "--stages", "manufacturing").stdout
    assert told.startswith(title)
    assert caution in " ".join(told.split())
    assert max(map(len, told.splitlines())) <= 80


def test_a_pack_of_ones_own_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[rule]]\nsays = "two hospitals"\nat_least = 2\nkinds = ["Hospital"]\n', encoding="utf-8")
    found = json.loads(run("consortium", *WORDS, "--rules", str(path), "--format", "json").stdout)
    assert faults("consortium", found) == []
    kinds = [member["actor"]["type"] for member in found["proposals"][0]["members"]]
    assert kinds.count("Hospital") >= 2


def test_members_are_rows_of_a_table() -> None:
    header, *rows = run("consortium", *WORDS, "--size", "4", "--format", "csv").stdout.splitlines()
    assert header.startswith("proposal,actor,actor_type,actor_id,stages,country,helix,newcomer,owner")
    assert len(rows) == 4


def test_no_stage_is_wrong_usage() -> None:
    result = run("consortium", "--therapy", "cell-therapy", "--stages", " , ")
    assert result.exit_code == 2
    assert "name at least one stage, such as manufacturing" in result.stderr
