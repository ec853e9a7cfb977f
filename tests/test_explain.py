"""Each hop of a path in a sentence: who meets whom, where, when, and which documents say so."""

from itertools import islice
from typing import Final

import pytest
from pyoxigraph import RdfFormat, Store

from triplehelix.graph import Ecosystem
from triplehelix.graph.explain import ExplainedHop, Explainer
from triplehelix.graph.merge import merge
from triplehelix.graph.network import projection
from triplehelix.graph.paths import Hop, Path
from triplehelix.graph.terms import BASE, DCT, PROV, SKOS, THX, thing
from triplehelix.graph.texts import paths_text
from triplehelix.graph.values import Entity
from triplehelix.graph.vocabulary import vocabulary

PREFIXES: Final = (
    f"PREFIX : <http://e/> PREFIX thx: <{THX.iri}> PREFIX skos: <{SKOS.iri}> PREFIX dct: <{DCT.iri}> "
    f"PREFIX prov: <{PROV.iri}> PREFIX money: <http://e/t/amount/> "
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


def the_hop(eco: Ecosystem, end: str = "Beta") -> ExplainedHop:
    ((hop,),) = (path.hops for path in eco.paths("Alpha", end, k=1))
    return hop


def claim(turtle: str, language: str = "en", end: str = "Beta") -> str:
    return the_hop(an_ecosystem(turtle, language), end).venues[0].claim


def participations(*actors: str, more: str = "") -> str:
    return " ".join(f":t-{a} a thx:Participation ; thx:participant :{a} ; thx:initiative :p {more} ." for a in actors)


KINDS: Final = [
    pytest.param(
        participations("a", "b"), "Beta",
        "Alpha and Beta both take part in Gamma.", "Alpha et Beta participent tous deux à Gamma.", id="participation",
    ),
    pytest.param(
        participations("a", more="; thx:role thx:role-coordinator") + participations("b", "c"), "Beta",
        "Alpha (coordinator) and Beta both take part in Gamma (3 parties).",
        "Alpha (coordinateur) et Beta participent tous deux à Gamma (3 parties).", id="roles and size",
    ),
    pytest.param(
        ":t1 a thx:Membership ; thx:member :a ; thx:organisation :m ; thx:start '2014' . "
        ":t2 a thx:Membership ; thx:member :b ; thx:organisation :m .", "Beta",
        "Alpha and Beta are both members of Middle (2014; 3 parties).",
        "Alpha et Beta sont tous deux membres de Middle (2014\u202f; 3 parties).", id="membership",
    ),
    pytest.param(
        ":t1 a thx:Membership ; thx:member :a ; thx:organisation :m .", "Middle",
        "Alpha is a member of Middle.", "Alpha est membre de Middle.", id="member and organisation",
    ),
    pytest.param(
        ":t1 a thx:Funding ; thx:funder :m ; thx:recipient :a . :t2 a thx:Funding ; thx:funder :m ; thx:recipient :b .", "Beta",
        "Alpha and Beta are both funded by Middle (3 parties).",
        "Alpha et Beta sont tous deux financés par Middle (3 parties).", id="funding of both",
    ),
    pytest.param(
        ":t a thx:Funding ; thx:funder :b ; thx:recipient :a ; thx:date '2020-03' ; thx:amount money:eur . "
        "money:eur a thx:Money ; thx:value 1250000 ; thx:currency 'EUR' .", "Beta",
        "Beta funds Alpha (2020-03; EUR 1,250,000).", "Beta finance Alpha (2020-03\u202f; 1\u202f250\u202f000\u202fEUR).", id="funder and recipient",
    ),
    pytest.param(
        ":t1 a thx:Supply ; thx:supplier :m ; thx:customer :a, :b .", "Beta",
        "Alpha and Beta are both supplied by Middle (3 parties).",
        "Alpha et Beta ont tous deux Middle pour fournisseur (3 parties).", id="supply to both",
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
        "Alpha is hosted by Beta.", "Alpha est hébergé par Beta.", id="hosting",
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
    assert venue.citation == "The Paper, 2021-02, https://paper.example/2; 1 more document"
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
    text = paths_text(hop.start, hop.end, eco.paths("Alpha", "Beta"), eco.reading.texts)
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
   1 introduction, distance 0.50
   • Alpha gives a licence to Beta.
     Source: The Paper, 2019, https://paper.example/1
     They also meet here: Gamma
"""
FRENCH: Final = """\
Chemins entre Alpha et Beta

1. Alpha → Beta
   1 mise en relation, distance 0,50
   • Alpha accorde une licence à Beta.
     Source\xa0: The Paper, 2019, https://paper.example/1
     Ils se rencontrent aussi ici\xa0: Gamma
"""


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ENGLISH),
        ("fr", FRENCH),
    ],
)
def test_a_path_reads_as_a_text(language: str, expected: str) -> None:
    eco = an_ecosystem(f":l a thx:Licence ; thx:licensor :a ; thx:licensee :b . {participations('a', 'b')}", language)
    start, end = eco.resolve("Alpha"), eco.resolve("Beta")
    assert paths_text(start, end, eco.paths("Alpha", "Beta"), eco.reading.texts) == expected


def test_no_path_is_a_sentence_too() -> None:
    one, other = Entity("http://e/a", "Alpha", "SME"), Entity("http://e/b", "Beta", "SME")
    texts = Ecosystem(Store(), "fr").reading.texts
    assert paths_text(one, other, [], texts).startswith("Aucun chemin ne relie Alpha et Beta")


# the bundled ecosystem


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_hop_of_the_ecosystem_has_a_sentence_with_both_names_and_a_document(language: str) -> None:
    eco = Ecosystem.open(language=language)
    network = eco.network()
    explainer = Explainer(eco.reading)
    for one, other, hop in islice(projection(network).edges(data=True), 0, None, 9):
        venues = tuple(network.nodes[venue]["venue"] for venue in hop["venues"])
        explained = explainer.path(Path((Hop(one, other, hop["strength"], deduced=False, venues=venues),))).hops[0]
        for venue in explained.venues:
            assert explained.start.name in venue.claim
            assert explained.end.name in venue.claim
            assert "https://" in venue.sentence or "http://" in venue.sentence
            assert all(source.url for tie in venue.ties for source in tie.sources)


def test_the_ecosystems_deduced_hops_are_marked(eco: Ecosystem) -> None:
    hops = [hop for path in eco.paths("ucb", "uclouvain", 5) for hop in path.hops]
    assert any(hop.deduced for hop in hops)
    assert all(("(deduced" in v.claim or "; deduced" in v.claim) is v.deduced for hop in hops for v in hop.venues)
