"""Decisions on who is who: what they state, what they do to the graph, and that nothing is left of one taken back."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from triplehelix.graph import Ecosystem
from triplehelix.graph.canonical import Canonical
from triplehelix.graph.decisions import (
    LOAD,
    Decision,
    contents,
    contradicted,
    decide,
    decisions_in,
    read_decisions,
)
from triplehelix.graph.errors import AmbiguousName, InputError, NameNotFound, NotDecided
from triplehelix.graph.evidence import Load, evidence_quads
from triplehelix.graph.incoming import Incoming
from triplehelix.graph.loading import load
from triplehelix.graph.lookup import objects
from triplehelix.graph.merge import merge
from triplehelix.graph.reading import Reading
from triplehelix.graph.reconciling import Pairing
from triplehelix.graph.sources.inputs import files_of
from triplehelix.graph.sources.statements import Contents, Stated
from triplehelix.graph.store.generations import read
from triplehelix.graph.terms import DCT, FOAF, OWL, RDF, SKOS, THX, document_iri, thing
from triplehelix.graph.vocabulary import vocabulary

DOCUMENT: Final = document_iri("https://a.example/members")
ALPHA, BETA, GAMMA, PIC = (thing("actor", name) for name in ("alpha", "beta", "gamma", "pic-999900001"))
NAMES: Final = {ALPHA: "Alpha Biologics", BETA: "Alpha Biologics SA", GAMMA: "Gamma", PIC: "ALPHA BIOLOGICS"}


def _about(actor: NamedNode, *more: tuple[NamedNode, NamedNode | Literal]) -> list[Stated]:
    said: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF.type, THX.SME),
        (SKOS.prefLabel, Literal(NAMES[actor])),
        *more,
    ]
    return [Stated(DOCUMENT, Triple(actor, prop, value)) for prop, value in said]


MEMBERS: Final = [
    *_about(ALPHA, (THX.kbo, Literal("0404123456"))),
    *_about(BETA),
    *_about(GAMMA),
    *_about(PIC, (THX.vat, Literal("BE0404123456")), (THX.pic, Literal("999900001"))),
]


def _accept(one: NamedNode, other: NamedNode, note: str = "", day: str = "") -> Decision:
    return Decision(one.value, other.value, "accept", note, day)


def _reject(one: NamedNode, other: NamedNode) -> Decision:
    return Decision(one.value, other.value, "reject")


def _store(decisions: Iterable[Decision] = (), members: Sequence[Stated] = MEMBERS) -> Store:
    store = Store()
    store.extend(evidence_quads(Load("members", "members.csv"), members))
    if decided := list(contents(decisions).stated):
        store.extend(evidence_quads(Load(LOAD, "decisions"), decided))
    merge(store, vocabulary())
    return store


def _kept(store: Store) -> dict[NamedNode, NamedNode]:
    return dict(Canonical(store).kept)


def _pairing(store: Store) -> Pairing:
    return Pairing(Reading(store))


# in the graph


def test_a_shared_number_joins_two_ids_and_the_name_that_was_not_preferred_still_finds_them() -> None:
    store = _store()
    assert _kept(store) == {PIC: ALPHA}
    assert not list(store.quads_for_pattern(PIC, None, None, DefaultGraph()))
    assert Reading(store).resolve("alpha biologics").id == ALPHA.value
    assert objects(store, ALPHA, SKOS.prefLabel) == [Literal("Alpha Biologics")]
    assert objects(store, ALPHA, SKOS.altLabel) == [Literal("ALPHA BIOLOGICS")]


def test_why_says_that_another_name_is_preferred() -> None:
    statements = Ecosystem(_store()).why("Alpha Biologics", "altLabel").statements
    assert [one.because for one in statements] == ["a document gives this name, and another is preferred"]


def test_an_acceptance_joins_two_and_a_rejection_parts_those_that_share_a_number() -> None:
    assert _kept(_store([_accept(ALPHA, BETA)])) == {PIC: ALPHA, BETA: ALPHA}
    assert _kept(_store([_reject(PIC, ALPHA)])) == {}
    assert _kept(_store([_accept(BETA, PIC), _reject(BETA, ALPHA)])) == {PIC: BETA}


def test_an_acceptance_that_others_contradict_is_told() -> None:
    store = _store([_accept(BETA, GAMMA), _accept(GAMMA, ALPHA), _reject(ALPHA, BETA)])
    assert _kept(store) == {PIC: ALPHA}
    assert contradicted(store) == [(ALPHA.value, GAMMA.value), (BETA.value, GAMMA.value)]


def test_decisions_are_found_again_with_their_notes_and_days() -> None:
    decided = [_accept(ALPHA, BETA, "the register says so", "2026-11-21"), _reject(ALPHA, GAMMA)]
    assert decisions_in(_store(decided)) == decided
    assert decisions_in(_store()) == []


actors = st.sampled_from([ALPHA, BETA, GAMMA, PIC])
verdicts = st.sampled_from(["accept", "reject"])
decided = st.builds(
    lambda one, other, verdict, note: Decision(one.value, other.value, verdict, note),
    actors,
    actors,
    verdicts,
    st.sampled_from(["", "seen"]),
)
some_decisions = st.lists(
    decided.filter(lambda each: each.one != each.other), max_size=5, unique_by=lambda each: each.pair
)


@given(some_decisions)
def test_whatever_was_decided_is_read_back_and_nobody_is_joined_against_it(decisions: list[Decision]) -> None:
    store = _store(decisions)
    assert {(each.pair, each.verdict, each.note) for each in decisions_in(store)} == {
        (each.pair, each.verdict, each.note) for each in decisions
    }
    canonical = Canonical(store)
    for each in decisions:
        if each.verdict == "reject":
            assert canonical.id(NamedNode(each.one)) != canonical.id(NamedNode(each.other))


# in a store on disk


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk with the members, to be copied."""
    return load_members(tmp_path_factory.mktemp("loaded"))


def load_members(into: Path) -> Path:
    source = into / "members.csv"
    source.touch()
    members = Incoming(Load("members", "members.csv"), "tables", files_of(source), lambda *_: Contents(MEMBERS))
    load(into / "store", [members])
    return into / "store"


@pytest.fixture
def folder(loaded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(loaded, tmp_path / "store"))


def _decided(folder: Path) -> list[Decision]:
    generation = read(folder)
    return decisions_in(generation.store)


def _quads(folder: Path) -> set[Quad]:
    generation = read(folder)
    return set(generation.store)


def test_a_decision_that_is_taken_back_leaves_the_very_graph_that_was_there_before(folder: Path) -> None:
    before = _quads(folder)
    assert decide(folder, [_accept(ALPHA, BETA)])
    assert _quads(folder) != before
    assert decide(folder, undone=[frozenset((BETA.value, ALPHA.value))])
    assert _quads(folder) == before


def test_of_several_decisions_only_the_one_that_is_taken_back_goes(folder: Path) -> None:
    decide(folder, [_accept(ALPHA, BETA)])
    once = _quads(folder)
    decide(folder, [_reject(ALPHA, GAMMA)])
    assert [each.verdict for each in _decided(folder)] == ["accept", "reject"]
    decide(folder, undone=[_reject(ALPHA, GAMMA).pair])
    assert {quad for quad in _quads(folder) ^ once if quad.predicate != THX.checksum} == set()


def test_who_decides_anew_on_a_pair_changes_the_decision(folder: Path) -> None:
    decide(folder, [_accept(ALPHA, BETA)])
    decide(folder, [_reject(BETA, ALPHA)])
    assert [(each.pair, each.verdict) for each in _decided(folder)] == [
        (frozenset((ALPHA.value, BETA.value)), "reject")
    ]


def test_deciding_the_same_again_changes_nothing(folder: Path) -> None:
    decide(folder, [_accept(ALPHA, BETA)])
    before = _quads(folder)
    assert not decide(folder, [_accept(ALPHA, BETA)])
    assert not decide(folder)
    assert _quads(folder) == before


def test_what_is_decided_in_a_store_is_what_a_merge_of_everything_gives(folder: Path) -> None:
    decide(folder, [_accept(ALPHA, BETA), _reject(GAMMA, BETA)])
    anew = Store()
    anew.extend(quad for quad in _quads(folder) if quad.graph_name != DefaultGraph())
    merge(anew, vocabulary())
    assert set(anew) == _quads(folder)


# who is meant


def test_an_id_means_itself_and_a_name_the_actor_that_bears_it() -> None:
    pairing = _pairing(_store())
    assert pairing.resolve("pic-999900001") == PIC.value
    assert pairing.resolve(PIC.value) == PIC.value
    assert pairing.resolve("gamma") == GAMMA.value
    with pytest.raises(NameNotFound):
        pairing.resolve("Omega Omicron")


def test_a_decision_is_found_by_ids_and_by_names_even_where_both_names_mean_one_actor_now() -> None:
    pairing = _pairing(_store([_accept(BETA, ALPHA)]))
    for one, other in [
        ("alpha", "beta"),
        ("beta", "alpha"),
        ("Alpha Biologics SA", "Alpha Biologics"),
        (ALPHA.value, BETA.value),
    ]:
        assert pairing.decision(one, other).pair == {ALPHA.value, BETA.value}
    with pytest.raises(NotDecided, match="there is no decision on 'alpha' and 'gamma'"):
        pairing.decision("alpha", "gamma")


def test_the_lists_say_what_joined_and_what_was_decided() -> None:
    pairing = _pairing(_store([_accept(BETA, ALPHA, "seen"), _reject(GAMMA, BETA)]))
    joined = [(each.one.id, each.other.name, [tuple(one)[:2] for one in each.evidence]) for each in pairing.joined()]
    assert joined == [
        (ALPHA.value, "Alpha Biologics SA", [("decided", "")]),
        (ALPHA.value, "ALPHA BIOLOGICS", [("vat", "BE0404123456")]),
    ]
    assert [(each.one.id, each.other.id, each.verdict, each.note) for each in pairing.decided()] == [
        (ALPHA.value, BETA.value, "accept", "seen"),
        (BETA.value, GAMMA.value, "reject", ""),
    ]


def test_whom_a_decision_or_a_tie_shows_to_be_two_is_not_suggested() -> None:
    site = (FOAF.homepage, NamedNode("https://alpha.example"))
    members = [*_about(ALPHA, site), *_about(BETA, site)]
    assert [(each.one.id, each.other.id) for each in _pairing(_store(members=members)).suggested()] == [
        (ALPHA.value, BETA.value)
    ]
    assert _pairing(_store([_reject(BETA, ALPHA)], members)).suggested() == []
    tie = thing("tie", "affiliation")
    part = [
        Stated(DOCUMENT, Triple(tie, *said))
        for said in ((RDF.type, THX.Affiliation), (THX.part, BETA), (THX.whole, ALPHA))
    ]
    assert _pairing(_store(members=[*members, *part])).suggested() == []


# the CSV file


def _written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "decided.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _by_id(text: str) -> str:
    if text == "both":
        raise AmbiguousName("both", ["Alpha", "Beta"])
    return thing("actor", text).value


def test_an_edited_list_is_read_back_but_for_what_is_not_decided_yet(tmp_path: Path) -> None:
    path = _written(
        tmp_path,
        "id1,name1,id2,name2,score,evidence,decision,note",
        "alpha,A,beta,B,0.9,same name,Accept,seen",
        "alpha,A,gamma,G,0.7,,,",
        "beta,B,gamma,G,0.7,,reject,",
    )
    assert read_decisions(path, _by_id, "2026-11-21") == [
        Decision(ALPHA.value, BETA.value, "accept", "seen", "2026-11-21"),
        Decision(BETA.value, GAMMA.value, "reject", "", "2026-11-21"),
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("alpha,beta,maybe", "decided.csv:2:3: column 'decision': 'maybe' is no decision; write accept or reject, or leave it empty"),
        (",beta,accept", "decided.csv:2:1: column 'id1': is empty; write the id of an actor"),
        ("alpha,alpha,accept", "decided.csv:2:2: column 'id2': 'alpha' is the actor of id1 itself; write the id of the other one"),
        ("alpha,both,accept", "decided.csv:2:2: column 'id2': 'both' may mean 'Alpha', 'Beta'; write one of them in full, or the id that `find` shows"),
        ("alpha,beta", "decided.csv:2:3: has 2 cells where the header has 3; check its delimiters and quotes"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_told_with_its_place(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(InputError) as raised:
        read_decisions(_written(tmp_path, "id1,id2,decision", row), _by_id)
    assert str(raised.value) == told


def test_a_list_as_a_belgian_spreadsheet_saves_it_is_read_as_well(tmp_path: Path) -> None:
    path = tmp_path / "decided.csv"
    path.write_bytes(b"\xef\xbb\xbfid1;id2;decision;note\r\nalpha; beta ; ACCEPT;seen, twice\r\n")
    assert read_decisions(path, _by_id) == [Decision(ALPHA.value, BETA.value, "accept", "seen, twice")]


def test_a_list_without_a_column_for_decisions_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"decided\.csv:1: lacks the column 'decision'; add it to the header"):
        read_decisions(_written(tmp_path, "id1,id2", "alpha,beta"), _by_id)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: there is no such file"):
        read_decisions(tmp_path / "none.csv", _by_id)


def test_the_document_of_decisions_says_what_it_is() -> None:
    stated = list(contents([_accept(ALPHA, BETA, "seen", "2026-11-21")]).stated)
    [document] = {each.document for each in stated}
    described = {
        (said.predicate, str(getattr(said.object, "value", ""))) for _, said, _ in stated if said.subject == document
    }
    assert described == {
        (RDF.type, THX.Source.value),
        (DCT.title, "Decisions on who is who"),
        (DCT.description, "seen"),
        (DCT.issued, "2026-11-21"),
    }
    assert [each.triple.predicate for each in stated if each.triple.subject != document] == [OWL.sameAs]
