"""Why there is no path: what cut it, and who is nearest."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store
from tests.test_output import faults
from tests.walking import FEW, a_finder, expected, networks

from triplehelix.graph import Ecosystem, records
from triplehelix.graph.gathering import TieFilter
from triplehelix.graph.merge import merge
from triplehelix.graph.no_path import Asked, Limit, NoPath, Rule, no_path
from triplehelix.graph.paths import Constraints, PathFinder
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import SKOS, THX, thing
from triplehelix.graph.texts import no_path_text
from triplehelix.graph.venues import KINDS, Venue
from triplehelix.graph.vocabulary import vocabulary

PREFIXES: Final = f"PREFIX : <http://e/> PREFIX thx: <{THX.iri}> PREFIX skos: <{SKOS.iri}> "
# a to f in a row by different kinds of ties; x and y by themselves; z alone
LINE: Final = """
    :a a thx:SME ; skos:prefLabel "Alpha" . :b a thx:SME ; skos:prefLabel "Beta" .
    :c a thx:SME ; skos:prefLabel "Gamma" ; thx:therapy thx:phage-therapy ; thx:city :here .
    :d a thx:University ; skos:prefLabel "Delta" ; thx:therapy thx:phage-therapy .
    :x a thx:University ; skos:prefLabel "Xi" ; thx:therapy thx:phage-therapy ; thx:city :here . :y a thx:Investor .
    :z a thx:SME ; skos:prefLabel "Zeta" . :here skos:prefLabel "Here" .
    :ab a thx:Licence ; thx:licensor :a ; thx:licensee :b ; thx:startsNotBefore "2010-01-01" .
    :bc a thx:Hosting ; thx:guest :b ; thx:host :c ; thx:confidence thx:deduced ; thx:end "2012" .
    :cd a thx:Partnership ; thx:partner :c, :d . :xy a thx:Partnership ; thx:partner :x, :y .
"""


def an_ecosystem(turtle: str = LINE, language: str = "en") -> Ecosystem:
    store = Store()
    store.load(f"{PREFIXES}{turtle}", format=RdfFormat.TURTLE, to_graph=thing("evidence", "made/1"))
    merge(store, vocabulary())
    return Ecosystem(store, language)


def iris(names: str) -> list[str]:
    return [f"http://e/{name}" for name in names]


def why(
    starts: str, ends: str, wanted: Constraints | None = None, ties: TieFilter | None = None, language: str = "en"
) -> NoPath:
    """Why there is none on the line."""
    reading = an_ecosystem(language=language).reading
    asked = Asked(iris(starts), iris(ends), wanted or Constraints(), ties or TieFilter())
    return no_path(reading, reading.paths, asked)


def names(found: NoPath) -> list[str]:
    return [near.actor.name for near in found.nearest]


def rules(limits: Collection[Limit]) -> list[tuple[Rule, str]]:
    return [(limit.rule, limit.name) for limit in limits]


@pytest.mark.parametrize(("starts", "ends"), [("z", "a"), ("a", "z"), ("yz", "z")])
def test_who_meets_nobody_is_named(starts: str, ends: str) -> None:
    assert [actor.name for actor in why(starts, ends).alone] == ["Zeta"]


def test_one_of_several_ends_that_meets_nobody_is_no_reason() -> None:
    assert why("az", "d", Constraints(avoid=iris("b"))).alone == ()


def test_who_is_no_actor_of_the_network_meets_nobody() -> None:
    assert [actor.name for actor in why("a", "q").alone] == ["q"]


def test_two_parts_that_no_tie_joins_are_told_with_their_sizes() -> None:
    found = why("a", "x")
    assert (found.alone, found.sizes, found.opening, found.breaking) == ((), (4, 2), (), ())


def test_between_two_parts_those_are_nearest_who_have_most_in_common_with_the_end() -> None:
    found = why("a", "x")
    # two traits each, and Gamma is met by fewer introductions
    assert names(found) == ["Gamma", "Delta"]
    gamma, delta = ([(each.trait, each.name) for each in near.shared] for near in found.nearest)
    assert gamma == [("city", "Here"), ("therapy", "phage therapy")]
    assert delta == [("therapy", "phage therapy"), ("type", "university")]
    assert [near.distance for near in found.nearest] == [None, None]


@pytest.mark.parametrize(
    ("wanted", "ties", "expected_limit"),
    [
        pytest.param(Constraints(avoid=iris("b")), TieFilter(), Limit("avoid", "http://e/b", "Beta"), id="avoided"),
        pytest.param(Constraints(via=iris("z")), TieFilter(), Limit("via", "http://e/z", "Zeta"), id="via"),
        pytest.param(Constraints(only=iris("b")), TieFilter(), Limit("only"), id="only"),
        pytest.param(Constraints(max_hops=1), TieFilter(), Limit("max_hops", hops=3), id="hops"),
        pytest.param(Constraints(), TieFilter([kind for kind in KINDS if kind != "Hosting"]), Limit("without", "Hosting", "hosting"), id="kinds"),
        pytest.param(Constraints(), TieFilter(stated=True), Limit("stated"), id="stated"),
        pytest.param(Constraints(), TieFilter(documents=iris("q")), Limit("documents"), id="documents"),
        pytest.param(Constraints(), TieFilter(since=date(2013, 1, 1)), Limit("since", name="2013-01-01"), id="since"),
        pytest.param(Constraints(), TieFilter(at=date(2013, 1, 1)), Limit("at", name="2013-01-01"), id="at"),
    ],
)  # fmt: skip
def test_the_limit_that_cuts_the_way_is_named(wanted: Constraints, ties: TieFilter, expected_limit: Limit) -> None:
    found = why("a", "d", wanted, ties)
    assert found.opening == (expected_limit,)
    assert found.breaking == ()


def test_those_who_can_be_reached_and_are_nearest_to_the_end_are_suggested() -> None:
    found = why("a", "d", Constraints(max_hops=2))
    assert [(near.actor.name, near.distance) for near in found.nearest] == [("Gamma", 1.0), ("Beta", 2.0)]


def test_nobody_is_suggested_who_would_lead_back_over_the_start() -> None:
    assert names(why("b", "d", Constraints(avoid=iris("c")))) == []


def test_nobody_is_suggested_where_only_the_way_was_too_narrow() -> None:
    assert why("a", "d", Constraints(via=iris("z"))).nearest == ()


def test_where_several_limits_cut_the_way_those_are_named_that_the_best_path_breaks() -> None:
    found = why("a", "d", Constraints(avoid=iris("bcz"), max_hops=2), TieFilter(stated=True, since=date(2000, 1, 1)))
    assert found.opening == ()
    assert rules(found.breaking) == [("avoid", "Beta"), ("avoid", "Gamma"), ("max_hops", ""), ("stated", "")]
    assert next(limit.hops for limit in found.breaking if limit.rule == "max_hops") == 3


def test_kinds_of_ties_of_which_there_are_none_cut_nothing() -> None:
    found = why("a", "d", ties=TieFilter(["Supply"]))
    assert found.opening == ()
    assert rules(found.breaking) == [("without", kind) for kind in ("partnership", "licence", "hosting")]


TWICE: Final = """
    :a a thx:SME . :b a thx:SME . :c a thx:SME .
    :ab a thx:Partnership ; thx:partner :a, :b .
    :ab2 a thx:Licence ; thx:licensor :a ; thx:licensee :b ; thx:confidence thx:deduced .
    :bc a thx:Hosting ; thx:guest :b ; thx:host :c . :bc2 a thx:Licence ; thx:licensor :b ; thx:licensee :c ; thx:end "2005" .
"""


def test_who_is_named_twice_is_told_once_in_the_order_of_iris() -> None:
    found = why("a", "d", Constraints(via=iris("zz"), avoid=iris("cbcb")))
    assert rules(found.breaking) == [("avoid", "Beta"), ("avoid", "Gamma"), ("via", "Zeta")]


def test_limits_that_cut_the_way_only_together_are_all_named() -> None:
    reading = an_ecosystem(TWICE).reading
    kinds = [kind for kind in KINDS if kind not in ("Partnership", "Hosting")]
    ties = TieFilter(kinds, stated=True, since=date(2010, 1, 1))
    found = no_path(reading, reading.paths, Asked(iris("a"), iris("c"), ties=ties))
    assert found.opening == ()
    assert rules(found.breaking) == [("without", "partnership"), ("without", "hosting"), ("stated", ""), ("since", "2010-01-01")]  # fmt: skip


def test_what_is_named_suffices_to_open_the_way() -> None:
    reading = an_ecosystem(TWICE).reading
    kinds = [kind for kind in KINDS if kind not in ("Partnership", "Hosting")]
    ties = TieFilter(kinds, stated=True, since=date(2010, 1, 1))
    found = no_path(reading, reading.paths, Asked(iris("a"), iris("c"), Constraints(avoid=iris("b")), ties))
    assert [limit.rule for limit in found.breaking] == ["avoid", "without", "without", "stated", "since"]


def test_several_ends_that_meet_only_one_another_are_a_part_of_the_network() -> None:
    found = why("xy", "a")
    assert (found.alone, found.sizes) == ((), (2, 4))


def _renamed(venue: Venue) -> Venue:
    """The same venue of actors that have IRIs."""
    return Venue(
        id=f"http://e/{venue.id}",
        type=venue.type,
        about=f"http://e/{venue.about}",
        middle=venue.middle and f"http://e/{venue.middle}",
        ties={f"http://e/{party}": ties for party, ties in venue.ties.items()},
        stated_count=venue.stated_count,
    )


@given(
    networks(),
    st.lists(st.sampled_from(FEW), min_size=2, max_size=2, unique=True),
    st.lists(st.sampled_from(FEW), max_size=3, unique=True),
    st.lists(st.sampled_from(FEW), max_size=1),
    st.none() | st.integers(0, 3),
)
def test_a_limit_is_named_exactly_where_lifting_it_opens_a_path(
    venues: list[Venue], two: list[str], avoid: list[str], via: list[str], max_hops: int | None
) -> None:
    one, other = two
    wanted = Constraints(via, avoid, max_hops=max_hops)
    if expected(venues, one, other, wanted):
        return
    finder = PathFinder(a_finder([_renamed(venue) for venue in venues], iris(FEW)).affiliations)
    found = no_path(
        Reading(Store()),
        finder,
        Asked(iris(one), iris(other), replace(wanted, via=iris("".join(via)), avoid=iris("".join(avoid)))),
    )
    if not expected(venues, one, other):
        assert found.alone or found.sizes
        return
    lifted = {("avoid", actor): replace(wanted, avoid=[x for x in avoid if x != actor]) for actor in sorted(avoid)}
    lifted |= {("via", actor): replace(wanted, via=[]) for actor in via}
    if max_hops is not None:
        lifted["max_hops", ""] = replace(wanted, max_hops=None)
    opening = [key for key, wider in lifted.items() if expected(venues, one, other, wider)]
    assert rules(found.opening) == opening
    assert bool(found.breaking) is not bool(opening)


# as people and machines read it

ENGLISH: Final = """\
No path leads from Alpha to Delta. There is one if you do not avoid Beta.
"""
FRENCH: Final = """\
Aucun chemin ne relie Alpha et Xi. Alpha est dans une partie du réseau qui
compte 4 acteurs, Xi dans une autre qui en compte 2\u202f; aucun lien ne réunit les
deux.

Parmi ceux que vous pouvez joindre, voici ceux qui ont le plus en commun avec Xi\xa0:
   • Gamma (ville\xa0: Here\u202f; thérapie\xa0: phagothérapie)
   • Delta (thérapie\xa0: phagothérapie\u202f; type\xa0: université)
"""


def test_it_reads_as_a_text() -> None:
    english, french = (an_ecosystem(language=language).reading.texts for language in ("en", "fr"))
    assert no_path_text("Alpha", "Delta", why("a", "d", Constraints(avoid=iris("b"))), english) == ENGLISH
    assert no_path_text("Alpha", "Xi", why("a", "x", language="fr"), french) == FRENCH


CASES: Final = {
    "alone": ("a", "z", Constraints()),
    "apart": ("a", "x", Constraints()),
    "cut": ("a", "d", Constraints(max_hops=2)),
    "cut by several": ("a", "d", Constraints(avoid=iris("bc"), max_hops=2)),
}


@pytest.mark.parametrize("case", CASES)
def test_it_keeps_its_schema(case: str) -> None:
    starts, ends, wanted = CASES[case]
    assert faults("no_path", records.no_path(why(starts, ends, wanted))) == []


@pytest.mark.parametrize(("language", "case"), list(product(["en", "fr"], CASES)))
def test_every_reason_is_told_in_every_language(language: str, case: str) -> None:
    starts, ends, wanted = CASES[case]
    found = why(starts, ends, wanted, language=language)
    text = no_path_text("Alpha", "Omega", found, an_ecosystem(language=language).reading.texts)
    assert all(limit.name in text for limit in (*found.opening, *found.breaking))
    assert all(near.actor.name in text for near in found.nearest)


# on the bundled ecosystem


def test_with_all_middles_avoided_the_message_names_one_that_cut_the_way(eco: Ecosystem) -> None:
    start, end = eco.resolve("PDC*line Pharma").id, eco.resolve("CHU de Liège").id
    finder = eco.reading.paths
    middles = {actor for path in finder.paths([start], [end], 30) for actor in path.actors[1:-1]}
    while more := finder.paths([start], [end], 30, Constraints(avoid=middles)):
        middles |= {actor for path in more for actor in path.actors[1:-1]}
    found = no_path(eco.reading, finder, Asked([start], [end], Constraints(avoid=sorted(middles))))
    best = finder.paths([start], [end], 1)[0].actors[1:-1]
    assert {limit.value for limit in (*found.opening, *found.breaking)} <= middles
    assert {limit.value for limit in found.breaking} <= {*best}
    text = no_path_text("PDC*line Pharma", "CHU de Liège", found, eco.reading.texts)
    assert any(eco.reading.entities[actor].name in " ".join(text.split()) for actor in best)
