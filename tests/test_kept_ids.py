"""Which ids are one is found in the evidence once, and kept: what is kept says the same as the evidence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from triplehelix.graph.arrays import Texts, write_arrays
from triplehelix.graph.canonical import Canonical
from triplehelix.graph.kept_ids import canonical
from triplehelix.graph.terms import OWL, THX

EVIDENCE = NamedNode("http://e/evidence")
IDS = [NamedNode(f"http://e/{name}") for name in "abcdef"]


def a_store(*same: tuple[NamedNode, NamedNode]) -> Store:
    """Evidence that joins ids, each of which has money of its own."""
    store = Store()
    store.extend(Quad(one, OWL.sameAs, other, EVIDENCE) for one, other in same)
    store.extend(Quad(each, THX.amount, NamedNode(f"{each.value}/amount/eur"), EVIDENCE) for each in IDS)
    return store


@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=5))
def test_what_is_kept_says_the_same_as_the_evidence(
    tmp_path_factory: pytest.TempPathFactory, same: list[tuple[NamedNode, NamedNode]]
) -> None:
    store, folder = a_store(*same), tmp_path_factory.mktemp("ids")
    expected = Canonical(store)
    for found in (canonical(store), canonical(store, folder), canonical(Store(), folder)):
        assert found.kept == expected.kept
        assert [found.id(each) for each in IDS] == [expected.id(each) for each in IDS]
        assert [sorted(found.names(each), key=str) for each in IDS] == [
            sorted(expected.names(each), key=str) for each in IDS
        ]


def test_the_money_of_a_joined_thing_is_kept_with_it(tmp_path: Path) -> None:
    kept = canonical(a_store((IDS[0], IDS[1])), tmp_path).kept
    assert kept == {IDS[1]: IDS[0], NamedNode("http://e/b/amount/eur"): NamedNode("http://e/a/amount/eur")}


def test_why_ids_are_one_is_still_read_from_the_evidence(tmp_path: Path) -> None:
    store = a_store((IDS[0], IDS[1]))
    canonical(store, tmp_path)
    assert canonical(store, tmp_path).identity.kept == {"http://e/b": "http://e/a"}


@pytest.mark.parametrize(
    ("ids", "kept"),
    [
        pytest.param(["http://e/x"], ["no IRI"], id="no IRI"),
        pytest.param(["http://e/x", "http://e/y"], ["http://e/a"], id="one too few"),
    ],
)
def test_ids_that_cannot_be_are_found_in_the_evidence_again(tmp_path: Path, ids: list[str], kept: list[str]) -> None:
    write_arrays(tmp_path / "ids.arrays", "ids 1", {"ids": Texts.of(ids), "canonical": Texts.of(kept)})
    store = a_store((IDS[0], IDS[1]))
    assert canonical(store, tmp_path).kept == canonical(Store(), tmp_path).kept == Canonical(store).kept
