"""A name that is typed as it is written, but for case, accents, punctuation and spaces, is found without reading all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplehelix.graph import Ecosystem
from triplehelix.graph.arrays import DamagedError, Texts, numbers
from triplehelix.graph.exact_names import ExactNames, exact_names
from triplehelix.graph.names import Names, fold, together
from triplehelix.graph.values import Entity

some_spellings = st.lists(st.tuples(st.sampled_from("abcd"), st.text("aBé -*1", max_size=4)), max_size=12)


def names_of(spellings: list[tuple[str, str]]) -> Names:
    entities = {iri: Entity(iri, iri, "SME") for iri, _ in spellings}
    return Names(entities, spellings)


@given(some_spellings, st.text("aBé -*1", max_size=4))
def test_what_is_found_is_what_is_written_so(spellings: list[tuple[str, str]], text: str) -> None:
    written = {iri for iri, name in spellings if fold(text) and together(fold(name)) == together(fold(text))}
    assert ExactNames.of(names_of(spellings).spellings).find(text) == sorted(written)


@given(some_spellings)
def test_names_come_back_from_their_file(
    tmp_path_factory: pytest.TempPathFactory, spellings: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("names") / "names.arrays"
    packed = ExactNames.of(names_of(spellings).spellings)
    packed.save(path)
    again = ExactNames.read(path)
    assert [again.find(name) for _, name in spellings] == [packed.find(name) for _, name in spellings]
    assert list(again.things) == list(packed.things)


@pytest.mark.parametrize("text", ["pdcline", "PDC*line", "P.D.C. LINE", "pdc  line"])
def test_spaces_case_and_punctuation_do_not_matter(text: str) -> None:
    assert ExactNames.of([("pdc line", "http://e/pdc")]).find(text) == ["http://e/pdc"]


@pytest.mark.parametrize("text", ["", " *", "pdc", "pdc line pharma", "zzz", "\ud800"])
def test_what_is_written_otherwise_is_not_found(text: str) -> None:
    assert ExactNames.of([("pdc line", "http://e/pdc")]).find(text) == []


def test_arrays_that_do_not_fit_together_are_damaged() -> None:
    with pytest.raises(DamagedError, match="do not fit together"):
        ExactNames(Texts.of(["a", "b"]), numbers([0]), Texts.of(["http://e/a"]))


def test_a_name_of_the_bundled_ecosystem_means_by_it_what_it_means_by_all_names(eco: Ecosystem, tmp_path: Path) -> None:
    names = eco.reading.names
    kept = exact_names(lambda: names, tmp_path)
    unique = {name: iri for name, iri in names.spellings if len(kept.find(name)) == 1}
    assert len(unique) > 800
    assert {name: kept.find(name) for name in unique} == {name: [iri] for name, iri in unique.items()}
    some = list(unique)[::100]
    assert [names.resolve(name).id for name in some] == [unique[name] for name in some]
