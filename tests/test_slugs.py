"""A name becomes a part of an IRI: the same for each way to write it, another for each other name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplehelix.graph.sources.slugs import slug


@pytest.mark.parametrize("name", ["Pôle Santé Łódź", "PÔLE  SANTÉ ŁÓDŹ", "pole-sante-lodz", " Pôle (Santé) / Łódź! "])
def test_case_accents_and_punctuation_do_not_matter(name: str) -> None:
    assert slug(name) == "pole-sante-lodz"


def test_names_in_other_scripts_stay_apart() -> None:
    assert len({slug(name) for name in ("Ωmega", "Σmega", "mega", "東京大学", "京都大学")}) == 5


@given(st.text(min_size=1))
def test_any_name_can_stand_in_an_iri(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))
