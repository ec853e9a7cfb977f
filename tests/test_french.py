"""French names stand in a sentence as a Walloon would write them."""

import pytest

from triplehelix.graph.french import in_sentence


@pytest.mark.parametrize(
    ("name", "subject", "object_", "of", "to"),
    [
        ("BioWin", "BioWin", "BioWin", "de BioWin", "à BioWin"),
        ("OncoDNA", "OncoDNA", "OncoDNA", "d’OncoDNA", "à OncoDNA"),
        ("iTeos", "iTeos", "iTeos", "d’iTeos", "à iTeos"),
        ("Université de Mons", "L’Université de Mons", "l’Université de Mons", "de l’Université de Mons", "à l’Université de Mons"),
        ("Fondation Un", "La Fondation Un", "la Fondation Un", "de la Fondation Un", "à la Fondation Un"),
        ("Centre Deux", "Le Centre Deux", "le Centre Deux", "du Centre Deux", "au Centre Deux"),
        ("Universiteit Drie", "Universiteit Drie", "Universiteit Drie", "d’Universiteit Drie", "à Universiteit Drie"),
        ("Centrexion", "Centrexion", "Centrexion", "de Centrexion", "à Centrexion"),
    ],
)  # fmt: skip
def test_a_common_noun_has_its_article_and_a_vowel_its_apostrophe(
    name: str, subject: str, object_: str, of: str, to: str
) -> None:
    assert [in_sentence(name, word) for word in ("Le", "le", "de", "à")] == [subject, object_, of, to]
