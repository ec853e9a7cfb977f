"""Each hop of a path in a sentence: who meets whom, where, when, and which documents say so."""

import re
from datetime import date
from fractions import Fraction
from itertools import islice
from math import fsum
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from triplehelix.graph import Ecosystem
from triplehelix.graph.explain import ExplainedHop, ExplainedPath, Explainer
from triplehelix.graph.introductions import Wish
from triplehelix.graph.introductions_text import introductions_text
from triplehelix.graph.merge import merge
from triplehelix.graph.network import projection
from triplehelix.graph.paths import Constraints
from triplehelix.graph.paths_text import PATH_HEADER, path_rows, paths_text
from triplehelix.graph.terms import BASE, DCT, ORG, PROV, SKOS, THX, thing
from triplehelix.graph.ties import Tie
from triplehelix.graph.vocabulary import vocabulary

TODAY: Final = date(2026, 1, 1)
PREFIXES: Final = (
    f"PREFIX : <http://e/> PREFIX thx: <{THX.iri}> PREFIX skos: <{SKOS.iri}> PREFIX dct: <{DCT.iri}> "
    f"PREFIX prov: <{PROV.iri}> PREFIX org: <{ORG.iri}> PREFIX money: <http://e/t/amount/> "
)
PEOPLE: Final = """
    :a a thx:SME ; skos:prefLabel "Alpha" . :b a thx:University ; skos:prefLabel "Beta" . :c a thx:SME .
    :m a thx:Cluster ; skos:prefLabel "Middle" . :p a thx:Project ; skos:prefLabel "Gamma" .
"""
DOCUMENTS: Final = f"""
    <{BASE}evidence/made/1> prov:wasDerivedFrom :older . <{BASE}evidence/made/2> prov:wasDerivedFrom :newer .
    :older a thx:Source ; dct:source "https://paper.example/1" ; dct:publisher "The Paper" ; dct:issued "2019" .
    :newer a thx:Source ; dct:source "https://paper.example/2" ; dct:publisher "The Paper" ; dct:issued "2021-02" .
"""


def an_ecosystem(turtle: str, language: str = "en", *, documents: int = 1) -> Ecosystem:
    """What a document says, or two documents say alike."""
    store = Store()
    for number in range(1, documents + 1):
        graph = thing("evidence", f"made/{number}")
        store.load(f"{PREFIXES}{PEOPLE}{turtle}", format=RdfFormat.TURTLE, to_graph=graph)
    store.load(f"{PREFIXES}{DOCUMENTS}", format=RdfFormat.TURTLE, to_graph=thing("load", "made"))
    merge(store, vocabulary())
    return Ecosystem(store, language)


LICENCE: Final = ":l a thx:Licence ; thx:licensor :a ; thx:licensee :b ; thx:start '2018' ."


def the_hop(eco: Ecosystem, end: str = "Beta") -> ExplainedHop:
    ((hop,),) = (path.hops for path in eco.paths("Alpha", end, k=1))
    return hop


def the_path(
    eco: Ecosystem,
    end: str = "Beta",
    *,
    max_hops: int | None = None,
    today: date | None = None,
    at: date | None = None,
) -> ExplainedPath:
    ends = [eco.resolve("Alpha").id], [eco.resolve(end).id]
    [path] = eco.reading.paths.paths(*ends, 1, Constraints(max_hops=max_hops))
    return Explainer(eco.reading, today, at).path(path)


def claim(turtle: str, language: str = "en", end: str = "Beta") -> str:
    return the_hop(an_ecosystem(turtle, language), end).venues[0].claim


def participations(*actors: str, more: str = "") -> str:
    return " ".join(f":t-{a} a thx:Participation ; thx:participant :{a} ; thx:initiative :p {more} ." for a in actors)


KINDS: Final = [
    pytest.param(
        participations("a", "b"), "Beta",
        "Alpha and Beta both take part in Gamma.", "Alpha et Beta participent à Gamma.", id="participation",
    ),
    pytest.param(
        participations("a", more="; thx:role thx:role-coordinator") + participations("b", "c"), "Beta",
        "Alpha (coordinator) and Beta both take part in Gamma (3 parties).",
        "Alpha (coordinateur) et Beta participent à Gamma (3 parties).", id="roles and size",
    ),
    pytest.param(
        ":t1 a thx:Membership ; thx:member :a ; thx:organisation :m ; thx:start '2014' . "
        ":t2 a thx:Membership ; thx:member :b ; thx:organisation :m .", "Beta",
        "Alpha (since 2014) and Beta are both members of Middle (3 parties).",
        "Alpha (depuis 2014) et Beta sont membres de Middle (3 parties).", id="membership",
    ),
    pytest.param(
        ":t1 a thx:Membership ; thx:member :a ; thx:organisation :m .", "Middle",
        "Alpha is a member of Middle.", "Alpha est membre de Middle.", id="member and organisation",
    ),
    pytest.param(
        ":t1 a thx:Funding ; thx:funder :m ; thx:recipient :a . :t2 a thx:Funding ; thx:funder :m ; thx:recipient :b .", "Beta",
        "Alpha and Beta are both funded by Middle (3 parties).",
        "Middle (3 parties) finance Alpha et Beta.", id="funding of both",
    ),
    pytest.param(
        ":t a thx:Funding ; thx:funder :b ; thx:recipient :a ; thx:date '2020-03' ; thx:amount money:eur . "
        "money:eur a thx:Money ; thx:value 1250000 ; thx:currency 'EUR' .", "Beta",
        "Beta funds Alpha (EUR 1,250,000, March 2020).", "Beta finance Alpha (1\u202f250\u202f000\u202fEUR, mars 2020).", id="funder and recipient",
    ),
    pytest.param(
        ":t1 a thx:Supply ; thx:supplier :m ; thx:customer :a, :b .", "Beta",
        "Alpha and Beta are both supplied by Middle (3 parties).",
        "Middle (3 parties) fournit Alpha et Beta.", id="supply to both",
    ),
    pytest.param(
        ":t1 a thx:Supply ; thx:supplier :a ; thx:customer :b .", "Beta",
        "Alpha supplies Beta.", "Alpha fournit Beta.", id="supplier and customer",
    ),
    pytest.param(
        ":t a thx:Partnership ; thx:partner :a, :b ; thx:start '2019' ; thx:end '2021' .", "Beta",
        "Alpha and Beta are partners (2019\u20132021).", "Alpha et Beta sont partenaires (2019\u20132021).", id="partnership",
    ),
    pytest.param(
        ":t a thx:Licence ; thx:licensor :b ; thx:licensee :a .", "Beta",
        "Beta gives a licence to Alpha.", "Beta accorde une licence à Alpha.", id="licence",
    ),
    pytest.param(
        ":t a thx:Acquisition ; thx:acquirer :b ; thx:acquired :a .", "Beta",
        "Beta acquired Alpha.", "Beta a racheté Alpha.", id="acquisition",
    ),
    pytest.param(
        ":t a thx:SpinOff ; thx:spinOff :a ; thx:parent :b .", "Beta",
        "Alpha is a spin-off of Beta.", "Alpha est une spin-off de Beta.", id="spin-off",
    ),
    pytest.param(
        ":t a thx:Affiliation ; thx:part :a ; thx:whole :b .", "Beta",
        "Alpha is part of Beta.", "Alpha fait partie de Beta.", id="affiliation",
    ),
    pytest.param(
        ":t a thx:Hosting ; thx:guest :a ; thx:host :b .", "Beta",
        "Alpha is hosted by Beta.", "Beta héberge Alpha.", id="hosting",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("turtle", "end", "english", "french"), KINDS)
def test_each_kind_of_tie_has_its_sentence_in_both_languages(turtle: str, end: str, english: str, french: str) -> None:
    assert claim(turtle, "en", end) == english
    assert claim(turtle, "fr", end) == french


def test_an_office_has_its_sentence() -> None:
    eco = an_ecosystem(
        ":h a thx:OfficeHolder ; skos:prefLabel 'Holder' . :t a thx:Office ; thx:holder :h ; thx:organisation :m ."
    )
    assert eco.paths("Holder", "Middle")[0].hops[0].venues[0].claim == "Holder holds an office in Middle."


def test_the_newest_document_is_cited_and_the_others_are_counted() -> None:
    venue = the_hop(an_ecosystem(participations("a", "b"), documents=2)).venues[0]
    assert venue.citation == "The Paper, February 2021; 1 more document, https://paper.example/2"
    assert venue.sentence == f"Alpha and Beta both take part in Gamma. [{venue.citation}]"


def test_a_tie_without_document_has_a_sentence_all_the_same() -> None:
    eco = an_ecosystem("")
    eco.store.load(
        f"{PREFIXES}{participations('a', 'b')}".encode(), format=RdfFormat.TURTLE, to_graph=thing("load", "x")
    )
    merge(eco.store, vocabulary())
    venue = the_hop(eco).venues[0]
    assert (venue.citation, venue.sentence) == ("", "Alpha and Beta both take part in Gamma.")


@pytest.mark.parametrize(
    ("turtle", "deduced"),
    [
        pytest.param(participations("a", "b"), False, id="stated"),
        pytest.param(participations("a", "b", more="; thx:confidence thx:deduced"), True, id="deduced"),
        pytest.param(participations("a", more="; thx:confidence thx:deduced") + participations("b"), True, id="one end deduced"),
        pytest.param(
            participations("a", "b") + ":too a thx:Participation ; thx:participant :a ; thx:initiative :p ; thx:confidence thx:deduced .",
            False, id="deduced beside stated",
        ),
        pytest.param(participations("a", "b") + ":q a thx:Partnership ; thx:partner :a, :b ; thx:confidence thx:deduced .", False, id="another venue deduced"),
    ],
)  # fmt: skip
def test_what_rests_on_deduced_ties_only_is_marked(turtle: str, *, deduced: bool) -> None:
    eco = an_ecosystem(turtle)
    hop = the_hop(eco)
    text = paths_text("Ways", eco.paths("Alpha", "Beta"), eco.reading.texts)
    assert hop.deduced is hop.venues[0].deduced is deduced
    assert ("[deduced] Alpha" in text) is ("(deduced, not stated)" in hop.venues[0].claim) is deduced


def test_venues_come_nearest_first_and_stated_before_deduced() -> None:
    turtle = (
        participations("a", "b", "c") + ":q a thx:Partnership ; thx:partner :a, :b ; thx:confidence thx:deduced . "
        ":r a thx:Licence ; thx:licensor :a ; thx:licensee :b ."
    )
    assert [venue.type for venue in the_hop(an_ecosystem(turtle)).venues] == ["Licence", "Participation", "Partnership"]


def test_the_middle_of_a_venue_tells_only_of_the_other() -> None:
    turtle = (
        ":t1 a thx:Funding ; thx:funder :b ; thx:recipient :a . :t2 a thx:Funding ; thx:funder :b ; thx:recipient :c ."
    )
    venue = the_hop(an_ecosystem(turtle)).venues[0]
    assert [tie.id for tie in venue.ties] == ["http://e/t1"]
    assert venue.parties == 3


# as text

ENGLISH: Final = """\
Ways from Alpha to Beta

1. Alpha → Beta
   1 introduction; the only link is a licence from Alpha (since 2018); distance
   0.50
   • Alpha gives a licence to Beta (since 2018).
     Source: The Paper, 2019
       https://paper.example/1
     Also in common: Gamma
"""
FRENCH: Final = """\
Chemins entre Alpha et Beta

1. Alpha → Beta
   1 mise en relation\u202f; le seul maillon est une licence d’Alpha (depuis 2018)\u202f;
   distance 0,50
   • Alpha accorde une licence à Beta (depuis 2018).
     Source\xa0: The Paper, 2019
       https://paper.example/1
     Aussi en commun\xa0: Gamma
"""


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ENGLISH),
        ("fr", FRENCH),
    ],
)
def test_a_path_reads_as_a_text(language: str, expected: str) -> None:
    eco = an_ecosystem(f"{LICENCE} {participations('a', 'b')}", language)
    found = eco.introductions(Wish(starts=["Alpha"], ends=["Beta"]))
    assert introductions_text(found, eco.reading.texts) == expected


def the_text(eco: Ecosystem, *, parts: bool = False, today: date | None = None) -> str:
    """The way from Alpha to Beta as people read it."""
    return paths_text("Ways", [the_path(eco, today=today)], eco.reading.texts, parts=parts)


# its reading

PROJECT: Final = participations("a", "b", "c") + ":p thx:start '2016' ."
PORTFOLIO: Final = (
    ":t1 a thx:Funding ; thx:funder :m ; thx:recipient :a ; thx:date '2019' . "
    ":t2 a thx:Funding ; thx:funder :m ; thx:recipient :b ; thx:date '2021-03' ."
)


@pytest.mark.parametrize(
    ("turtle", "english", "french"),
    [
        pytest.param(
            PROJECT, "1 introduction; the only link is Gamma, a project of 3 parties (2016)",
            "1 mise en relation\u202f; le seul maillon est Gamma, un projet à 3 parties (2016)", id="project",
        ),
        pytest.param(
            PORTFOLIO, "1 introduction; the only link is funding by Middle (3 parties; 2019–2021)",
            "1 mise en relation\u202f; le seul maillon est le financement par Middle (3 parties\u202f; 2019–2021)", id="portfolio",
        ),
        pytest.param(
            ":t a thx:Partnership ; thx:partner :a, :b .", "1 introduction; the only link is the partnership of Alpha and Beta",
            "1 mise en relation\u202f; le seul maillon est le partenariat entre Alpha et Beta", id="partnership",
        ),
    ],
)  # fmt: skip
def test_a_path_opens_with_its_reading(turtle: str, english: str, french: str) -> None:
    assert [the_path(an_ecosystem(turtle, language)).reading for language in ("en", "fr")] == [english, french]


def test_the_weakest_link_is_the_hop_whose_ends_are_the_farthest_apart() -> None:
    turtle = ":l a thx:Licence ; thx:licensor :a ; thx:licensee :c . " + "".join(
        f":t-{actor} a thx:Participation ; thx:participant :{actor} ; thx:initiative :p ." for actor in "bcm"
    )
    path = the_path(an_ecosystem(turtle))
    assert path.weakest is path.hops[1]
    assert "Gamma, a project of 3 parties" in path.reading


def test_a_participation_without_dates_has_those_of_its_initiative() -> None:
    told = ":p thx:start '2016-04' ; thx:end '2019-12-01' ."
    assert claim(participations("a", "b") + told).endswith("in Gamma (April 2016 – 1 December 2019).")
    own = participations("a", more="; thx:start '2017'") + participations("b")
    assert claim(own + told).startswith("Alpha (since 2017) and Beta (April 2016 – 1 December 2019) both")


def test_each_party_has_its_own_money_instrument_and_date() -> None:
    turtle = PORTFOLIO + (
        ":t1 thx:instrument thx:instrument-loan ; thx:amount money:one . :t3 a thx:Funding ; thx:funder :m ; "
        "thx:recipient :a ; thx:status thx:proposed . money:one a thx:Money ; thx:value 5 ; thx:currency 'EUR' ."
    )
    hop = the_path(an_ecosystem(turtle), max_hops=1).hops[0]
    assert hop.venues[0].claim == (
        "Alpha (loan, EUR 5, 2019; proposed) and Beta (March 2021) are both funded by Middle (3 parties)."
    )


def test_venues_in_a_list_say_whose_they_are() -> None:
    turtle = (
        ":h a thx:Hosting ; thx:guest :a ; thx:host :b . :i a thx:Affiliation ; thx:part :a ; thx:whole :b . "
        ":s a thx:SpinOff ; thx:spinOff :a ; thx:parent :b ; thx:date '2015-06-01' ."
    )
    names = {venue.name for venue in the_hop(an_ecosystem(turtle)).venues}
    assert names == {"hosting by Beta", "being part of Beta", "a spin-off of Beta (1 June 2015)"}


def test_a_tie_of_somebody_elses_making_has_a_name_and_a_sentence_without_the_party_that_it_lacks() -> None:
    [venue] = the_hop(an_ecosystem(":h a thx:Hosting ; thx:guest :a, :b .")).venues
    assert (venue.name, venue.claim) == ("hosting", "hosting: Alpha and Beta.")


def test_of_several_who_give_a_licence_each_is_named() -> None:
    turtle = ":l a thx:Licence ; thx:licensor :a, :m ; thx:licensee :b ."
    assert the_hop(an_ecosystem(turtle)).venues[0].name == "a licence from Alpha and Middle"
    assert the_hop(an_ecosystem(turtle, "fr")).venues[0].name == "une licence d’Alpha et de Middle"


# what to beware of


def warned(turtle: str, today: date | None = TODAY, language: str = "en", at: date | None = None) -> list[str]:
    path = the_path(an_ecosystem(turtle, language), today=today, at=at)
    return [f"{one.kind}: {one.text}" for one in path.warnings if one.kind != "old"]


OVER: Final = participations("a", "b", more="; thx:end '2020'")


def test_a_tie_that_ended_is_a_warning_from_the_day_after() -> None:
    assert warned(OVER, date(2021, 1, 1)) == ["ended: it ended (2020)"]
    assert warned(OVER, date(2020, 12, 31)) == []
    assert warned(OVER, date(2021, 1, 1), "fr") == ["ended: ce lien a pris fin (2020)"]


def test_without_a_day_a_tie_ended_only_if_a_document_is_newer_than_its_end() -> None:
    assert warned(OVER, None) == []
    assert warned(participations("a", "b", more="; thx:end '2018'"), None) == ["ended: it ended (2018)"]


def test_in_a_view_at_a_day_it_is_no_matter_that_a_tie_ended_later() -> None:
    turtle = participations("a", "b", more="; thx:start '2016' ; thx:end '2018'")
    view = an_ecosystem(turtle).at("2017-06-01")
    assert list(the_path(view).warnings) == []
    assert [one.kind for one in the_path(view, today=TODAY).warnings] == ["ended", "old"]


def test_who_left_is_named_and_who_came_back_is_no_warning() -> None:
    left = participations("a", more="; thx:end '2018-05'") + participations("b")
    assert warned(left) == ["ended: for Alpha it ended (May 2018)"]
    back = ":again a thx:Participation ; thx:participant :a ; thx:initiative :p ; thx:start '2019' ."
    assert warned(left + back) == []


def test_a_document_older_than_five_years_is_a_warning_where_the_day_is_known() -> None:
    eco = an_ecosystem(participations("a", "b"))
    ages = {day: [one.text for one in the_path(eco, today=day).warnings] for day in (None, date(2024, 12, 31), TODAY)}
    assert ages == {None: [], date(2024, 12, 31): [], TODAY: ["the newest document is more than five years old"]}


def test_the_newest_document_of_a_tie_counts() -> None:
    eco = an_ecosystem(participations("a", "b"), documents=2)  # of 2019 and 2021
    assert list(the_path(eco, today=TODAY).warnings) == []


def test_whose_document_is_old_is_told_where_only_one_is() -> None:
    eco = an_ecosystem(participations("a"), documents=1)
    newer = f"{PREFIXES}{participations('b')}{DOCUMENTS}"
    eco.store.load(newer.encode(), format=RdfFormat.TURTLE, to_graph=thing("evidence", "made/2"))
    merge(eco.store, vocabulary())
    [warning] = the_path(Ecosystem(eco.store), today=TODAY).warnings
    assert warning.text == "the newest document on Alpha is more than five years old (2019)"


def test_a_deduced_tie_is_a_warning() -> None:
    turtle = participations("a", more="; thx:confidence thx:deduced") + participations("b")
    assert warned(turtle) == ["deduced: deduced, not stated"]


def test_a_contested_value_is_a_warning_with_its_property() -> None:
    eco = an_ecosystem(LICENCE)
    other = f"{PREFIXES} :l thx:start '2017' ."
    eco.store.load(other.encode(), format=RdfFormat.TURTLE, to_graph=thing("evidence", "made/2"))
    merge(eco.store, vocabulary())
    assert [one.text for one in the_path(Ecosystem(eco.store)).warnings] == ["contested (start)"]


def test_of_a_day_it_is_told_which_ties_only_may_hold_then() -> None:
    turtle = participations("a", "b", more="; thx:start '2018' ; thx:end '2099'")
    assert warned(turtle, at=date(2099, 6, 1)) == ["may_hold: may hold"]
    assert warned(turtle, at=date(2020, 6, 1)) == []


BOUGHT: Final = ":q a thx:Acquisition ; thx:acquirer :m ; thx:acquired :b ; thx:date '2020-11-12' ."


def test_an_actor_that_became_anothers_is_a_warning_above_the_hops() -> None:
    eco = an_ecosystem(LICENCE + BOUGHT)
    [warning] = the_path(eco).gone
    assert (warning.kind, warning.about) == ("gone", "http://e/q")
    assert "   Caution: Middle acquired Beta (12 November 2020).\n   • Alpha gives" in the_text(eco)
    assert list(the_path(eco, at=date(2019, 1, 1)).gone) == []
    assert list(the_path(eco, at=date(2021, 1, 1)).gone) == [warning]


def test_a_merger_is_a_warning_and_a_mere_new_name_is_none() -> None:
    event = (
        ":e a org:ChangeEvent ; org:originalOrganization :b ; org:resultingOrganization :{after} ; thx:date '2020' ."
    )
    merged, renamed = (warned(LICENCE + event.format(after=after)) for after in ("m", "b"))
    assert merged == ["gone: Beta merged into Middle (2020)"]
    assert renamed == []


def test_what_a_hop_tells_is_no_warning_beside_it() -> None:
    eco = an_ecosystem(":q a thx:Acquisition ; thx:acquirer :a ; thx:acquired :b ; thx:date '2020' .")
    assert [one.kind for one in the_path(eco).gone] == ["gone"]
    assert "Caution" not in the_text(eco)


def test_a_caution_stands_below_the_source_and_repeats_no_mark_of_the_sentence() -> None:
    turtle = participations("a", "b", more="; thx:end '2018' ; thx:confidence thx:deduced")
    lines = [line.strip() for line in the_text(an_ecosystem(turtle)).splitlines()]
    assert lines[-2:] == ["https://paper.example/1", "Caution: it ended (2018)."]


# what the distance is made of


@pytest.mark.parametrize(("start", "end"), [("UCB", "UCLouvain"), ("pdc line", "ulb"), ("Celyad", "SFPI-FPIM")])
def test_the_parts_of_a_distance_sum_up_to_it(eco: Ecosystem, start: str, end: str) -> None:
    for path in eco.paths(start, end, 5):
        for hop in path.hops:
            assert fsum(venue.adds for venue in hop.venues) == pytest.approx(hop.strength, rel=1e-12)
            assert [float(Fraction(venue.share)) for venue in hop.venues] == pytest.approx(
                [venue.adds for venue in hop.venues], rel=1e-12
            )
        assert fsum(hop.distance for hop in path.hops) == pytest.approx(path.distance, rel=1e-12)


SIZES: Final = st.lists(st.integers(0, 6), min_size=1, max_size=12)


@given(SIZES, st.sampled_from(["en", "fr"]))
def test_a_pocket_calculator_finds_the_printed_distance(sizes: list[int], language: str) -> None:
    """Alpha and Beta meet at as many projects as there are sizes, each with so many others."""
    crowd = "".join(f":x{n} a thx:SME . " for n in range(6))
    projects = (f":p{place} a thx:Project ; skos:prefLabel 'P{place}' ." for place in range(len(sizes)))
    ties = (
        f":t{place}-{actor} a thx:Participation ; thx:participant :{actor} ; thx:initiative :p{place} ."
        for place, size in enumerate(sizes)
        for actor in ("a", "b", *(f"x{n}" for n in range(size)))
    )
    text = the_text(an_ecosystem("".join([crowd, *projects, *ties]), language), parts=True)
    printed = " ".join(text.replace(",", ".").split())
    shares = [int(one) / int(other) for one, other in re.findall(r"(\d+)/(\d+) \(P", printed)]
    rest = [float(found) for found in re.findall(r"\+ (\d[\d.]*) \(", printed)]
    [strength] = [float(found) for found in re.findall(r"\) = (\d[\d.]*)", printed)]
    distance, again = (float(found) for found in re.findall(r"(?<=\d) = (\d[\d.]*)", printed)[-2:])
    assert len(shares) == min(len(sizes), 8)
    assert sum(shares) + sum(rest) == pytest.approx(strength, rel=1e-5)
    assert 1 / strength == pytest.approx(distance, rel=1e-5)
    assert distance == again


def test_the_membership_of_one_of_two_adds_twice_as_much_but_no_more_than_one() -> None:
    members = [f":t-{actor} a thx:Membership ; thx:member :{actor} ; thx:organisation :m ." for actor in "abc"]
    shares = {n: the_hop(an_ecosystem("".join(members[:n])), "Middle").venues[0].share for n in (1, 2, 3)}
    assert shares == {1: "1/1", 2: "2/2", 3: "2/3"}


# for a spreadsheet


def test_a_row_for_each_hop_has_what_the_text_tells() -> None:
    eco = an_ecosystem(
        ":t a thx:Funding ; thx:funder :m ; thx:recipient :a ; thx:date '2019' ; thx:amount money:one . "
        "money:one a thx:Money ; thx:value 5 ; thx:currency 'EUR' . "
        ":l a thx:Licence ; thx:licensor :m ; thx:licensee :b ."
    )
    path = the_path(eco, today=TODAY)
    rows = [dict(zip(PATH_HEADER, row, strict=True)) for row in path_rows([path, path], eco.reading.texts)]
    assert [(row["path"], row["hop"]) for row in rows] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert rows[0] == {
        "path": 1,
        "hop": 1,
        "from": "Alpha",
        "from_type": "SME",
        "to": "Middle",
        "to_type": "Cluster",
        "strength": 1.0,
        "distance": 1.0,
        "venues": "funding by Middle",
        "parties": 2,
        "sentence": "Middle funds Alpha (EUR 5, 2019).",
        "when": "2019",
        "amounts": "EUR 5",
        "documents": "https://paper.example/1",
        "warnings": "the newest document is more than five years old",
    }


# hubs


def test_of_many_venues_only_the_ties_of_those_that_are_told_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    many = 40
    projects = (
        f":p{n} a thx:Project . "
        + " ".join(
            f":t{n}-{actor} a thx:Participation ; thx:participant :{actor} ; thx:initiative :p{n} ." for actor in "ab"
        )
        for n in range(many)
    )
    eco = an_ecosystem("".join(projects))
    ties, read = eco.reading.ties, list[str]()
    known = ties.read

    def noted(iri: str) -> Tie:
        read.append(iri)
        return known(iri)

    monkeypatch.setattr(ties, "read", noted)
    path = the_path(eco)
    text = paths_text("Ways", [path], eco.reading.texts, parts=True)
    assert len(path.hops[0].venues) == many
    assert f"; and {many - 5} others" in " ".join(text.split())
    assert len(read) == 2


# the bundled ecosystem


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_hop_of_the_ecosystem_has_a_sentence_with_both_names_and_a_document(language: str) -> None:
    eco = Ecosystem.open(language=language)
    explainer = Explainer(eco.reading, TODAY)
    for one, other in islice(projection(eco.network()).edges, 0, None, 9):
        [path] = eco.reading.paths.paths([one], [other], 1, Constraints(max_hops=1))
        [explained] = explainer.path(path).hops
        for venue in explained.venues:
            assert explained.start.name in venue.claim
            assert explained.end.name in venue.claim
            assert "https://" in venue.sentence or "http://" in venue.sentence
            assert all(source.url for tie in venue.ties for source in tie.sources)


def test_the_ecosystems_deduced_hops_are_marked(eco: Ecosystem) -> None:
    hops = [hop for path in eco.paths("ucb", "uclouvain", 5) for hop in path.hops]
    assert any(hop.deduced for hop in hops)
    assert all(("(deduced" in v.claim or "; deduced" in v.claim) is v.deduced for hop in hops for v in hop.venues)
