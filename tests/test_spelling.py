"""What remains of a name when the ways of writing it do not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplehelix.graph.spelling import initials, is_acronym, plain, stems


@pytest.mark.parametrize(
    ("written", "remains"),
    [
        ("Alpha Biologics S.A./N.V.", "alpha biologics"),
        ("ALPHA BIOLOGICS GmbH & Co. KG", "alpha biologics"),
        ("SAS Alpha Biologics", "alpha biologics"),
        ("Alpha Biologics Sp. z o.o.", "alpha biologics"),
        ("Alpha Biologics OÜ", "alpha biologics"),
        ("Alpha (Belgium)", "alpha"),
        ("(Alpha)", "alpha"),
        ("SA", "sa"),
        ("H.U.B", "hub"),
        ("Université de Liège", "universite de liege"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Tromsø", "tromso"),
        ("Київ", "kyiv"),
        ("Πανεπιστήμιο", "panepistimio"),
    ],
)
def test_scripts_accents_punctuation_and_legal_forms_do_not_matter(written: str, remains: str) -> None:
    assert plain(written) == remains


@pytest.mark.parametrize(
    "names",
    [
        ["University of Mons", "Université de Mons", "Universiteit Mons", "Universität Mons", "Università di Mons"],
        ["Mons Hospital", "Hôpital de Mons", "Ziekenhuis Mons", "Universitätsklinikum Mons", "Nemocnice Mons"],
        ["Ministry of Health", "Ministère de la Santé", "Ministerio de Salud"],
        ["Харківський університет", "Kharkivskyi universytet"],
    ],
)
def test_the_words_of_organisations_are_one_in_every_language(names: list[str]) -> None:
    assert len({stems(plain(name)) for name in names}) == 1


@pytest.mark.parametrize("written", ["IMI", "H.U.B", "ULiège", "UMons", "A&M", "R2D2"])
def test_a_short_word_with_capitals_is_an_acronym(written: str) -> None:
    assert is_acronym(written)


@pytest.mark.parametrize("written", ["Kaneka", "KU Leuven", "hub", "A", "EUROGENTECBELGIUM", "", "12AB"])
def test_other_names_are_none(written: str) -> None:
    assert not is_acronym(written)


def test_the_initials_of_a_name_are_those_of_its_words_with_and_without_the_little_ones() -> None:
    assert set(initials("council of the regions")) == {"cotr", "cr"}


@given(st.text(max_size=40))
def test_what_is_plain_stays_as_it_is_whatever_was_written(written: str) -> None:
    once = plain(written)
    assert " ".join(once.split()) == once
    assert stems(once) or not once
