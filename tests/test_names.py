"""What people type finds what they mean."""

import unicodedata
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplehelix.graph import Ecosystem
from triplehelix.graph.errors import AmbiguousName, NameNotFound
from triplehelix.graph.lookup import pairs
from triplehelix.graph.names import Names, fold
from triplehelix.graph.terms import BASE, SKOS, local_name
from triplehelix.graph.values import Entity

HOSPITAL: Final = Entity("http://e/hospital", "Hôpital Saint-Luc", "Hospital")
SPIN_OFF: Final = Entity("http://e/pdc", "PDC*line Pharma", "SME")
PROJECT: Final = Entity("http://e/saint-luc-2", "Saint-Luc 2", "Project")
FIRST_ACME: Final = Entity("http://e/acme-be", "Acme Belgium", "SME")
SECOND_ACME: Final = Entity("http://e/acme-fr", "Acme France", "SME")
ENTITIES: Final = (HOSPITAL, SPIN_OFF, PROJECT, FIRST_ACME, SECOND_ACME)
ALIASES: Final = (
    (HOSPITAL.id, "CSL"),
    (SPIN_OFF.id, "pdc line"),
    (FIRST_ACME.id, "Acme"),
    (SECOND_ACME.id, "ACME"),
)


def some_names() -> Names:
    labels = [(entity.id, entity.name) for entity in ENTITIES]
    ids = [(entity.id, local_name(entity.id)) for entity in ENTITIES]
    return Names({entity.id: entity for entity in ENTITIES}, [*labels, *ALIASES, *ids])


def first(eco: Ecosystem, text: str) -> tuple[str, float]:
    best = eco.find(text)[0]
    return local_name(best.entity.id), best.score


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("UCLouvain", "uclouvain", id="case"),
        pytest.param("Université de Liège", "universite de liege", id="accents"),
        pytest.param("PDC*line  Pharma", "pdc line pharma", id="punctuation and spaces"),
        pytest.param("STRASSE Straße", "strasse strasse", id="letters that have no capital"),
        pytest.param("ﬁliale №2", "filiale no2", id="typographic letters"),
        pytest.param("Ελλάδα", "ελλαδα", id="other alphabets"),
        pytest.param("", "", id="nothing"),
        pytest.param(" *-' ", "", id="only punctuation"),
    ],
)
def test_folding_keeps_what_matters_of_a_name(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll"), max_codepoint=0x17F)))
def test_folding_takes_no_notice_of_how_accents_are_written(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Hôpital Saint-Luc", HOSPITAL, id="name"),
        pytest.param("HOPITAL SAINT LUC", HOSPITAL, id="without case, accents and punctuation"),
        pytest.param("csl", HOSPITAL, id="alias"),
        pytest.param("PDC line", SPIN_OFF, id="alias with another space"),
        pytest.param("pdcline pharma", SPIN_OFF, id="spaces left out"),
        pytest.param("pdc", SPIN_OFF, id="id"),
        pytest.param("http://e/pdc", SPIN_OFF, id="IRI"),
        pytest.param("Saint-Luc 2", PROJECT, id="initiative"),
        pytest.param("Hopital Saint Lucc", HOSPITAL, id="misspelt"),
    ],
)
def test_a_name_means_what_is_called_so(text: str, expected: Entity) -> None:
    assert some_names().resolve(text) == expected


def test_an_alias_of_two_lists_both() -> None:
    with pytest.raises(AmbiguousName) as caught:
        some_names().resolve("acme")
    assert caught.value.candidates == ("Acme Belgium (SME)", "Acme France (SME)")
    assert "'acme' may mean 'Acme Belgium (SME)', 'Acme France (SME)'" in str(caught.value)


def test_a_name_that_two_fit_nearly_as_well_lists_both() -> None:
    with pytest.raises(AmbiguousName) as caught:
        some_names().resolve("Saint Luc")
    assert caught.value.candidates == ("Hôpital Saint-Luc (Hospital)", "Saint-Luc 2 (Project)")


def test_an_unknown_name_tells_the_nearest_ones() -> None:
    with pytest.raises(NameNotFound) as caught:
        some_names().resolve("Pharmaline")
    assert caught.value.nearest[0] == "PDC*line Pharma"
    assert len(caught.value.nearest) == 3


def test_a_name_in_an_empty_ecosystem_is_not_found() -> None:
    with pytest.raises(NameNotFound, match="the ecosystem is empty"):
        Names({}, []).resolve("anybody")


@pytest.mark.parametrize("text", ["", "   ", "***"], ids=["nothing", "spaces", "punctuation"])
def test_a_text_without_letters_finds_nothing(text: str) -> None:
    assert some_names().find(text) == []
    with pytest.raises(NameNotFound):
        some_names().resolve(text)


def test_a_very_long_text_finds_nothing() -> None:
    assert some_names().find("zzz qqq " * 5_000) == []


@pytest.mark.parametrize("text", ["Saint Luc in Bouge CSL", "Royal College of CSL", "PDC line of Nantes"])
def test_a_name_with_more_words_is_another_name(text: str) -> None:
    with pytest.raises(NameNotFound):
        some_names().resolve(text)


def test_an_iri_that_nothing_bears_is_called_by_its_end() -> None:
    assert some_names()["http://e/unknown"] == Entity("http://e/unknown", "unknown", "Thing")


@given(st.text(max_size=40))
def test_scores_go_from_0_to_1_best_first(text: str) -> None:
    scores = [match.score for match in some_names().find(text)]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)


@given(st.lists(st.text(max_size=20).filter(fold), min_size=1, max_size=8))
def test_every_label_finds_its_own_entity_with_score_1(labels: list[str]) -> None:
    entities = {f"http://e/{n}": Entity(f"http://e/{n}", label, "SME") for n, label in enumerate(labels)}
    names = Names(entities, [(iri, entity.name) for iri, entity in entities.items()])
    for entity in entities.values():
        assert (entity, 1.0) in [(match.entity, match.score) for match in names.find(entity.name)]


def test_every_label_and_alias_of_the_bundled_ecosystem_finds_its_own_entity(eco: Ecosystem) -> None:
    spellings = [
        (entity, label)
        for prop in (SKOS.prefLabel, SKOS.altLabel)
        for iri, label in pairs(eco.store, prop)
        for entity in [eco.reading.names[iri]]
        if entity.type != "Thing"
    ]
    missed = [(entity.id, text) for entity, text in spellings if entity.id not in exact(eco, text)]
    assert len(spellings) > 600
    assert missed == []


def exact(eco: Ecosystem, text: str) -> list[str]:
    return [match.entity.id for match in eco.find(text, limit=5) if match.score == 1]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("uclouvain", "uclouvain"),
        ("UCL", "uclouvain"),
        ("universite catholique de louvain", "uclouvain"),
        ("Université Catholique de LOUVAIN", "uclouvain"),
        ("pdc line", "pdc-line-pharma"),
        ("ulb", "ulb"),
        ("universite de liege", "uliege"),
        ("atmp pit", "atmp-pit"),
        ("imi", "imi"),
        ("HUB", "hub-hospital"),
        ("kaneka", "kaneka"),
        ("Kaneka Eurogentec", "kaneka-eurogentec"),
        ("exo biologics", "exo-biologics"),
        ("ExoXpert", "exoxpert"),
        ("orgenesis", "orgenesis"),
        ("Orgenesis Belgium", "orgenesis-belgium"),
    ],
)
def test_known_names_of_the_ecosystem_come_first_with_score_1(eco: Ecosystem, text: str, slug: str) -> None:
    assert first(eco, text) == (slug, 1.0)
    assert local_name(eco.resolve(text).id) == slug


def test_a_university_that_is_not_there_is_not_taken_for_another(eco: Ecosystem) -> None:
    assert max(match.score for match in eco.find("university college london")) < 0.8
    with pytest.raises(NameNotFound):
        eco.resolve("university college london")


@pytest.mark.parametrize("text", ["Imperial College London UCB", "Clinique Saint-Luc Bouge", "Nobody UCB"])
def test_words_that_a_name_has_not_make_another_name(eco: Ecosystem, text: str) -> None:
    with pytest.raises(NameNotFound):
        eco.resolve(text)


def test_a_word_that_many_names_share_is_ambiguous(eco: Ecosystem) -> None:
    with pytest.raises(AmbiguousName) as caught:
        eco.resolve("university")
    assert len(caught.value.candidates) == 5


def test_an_id_or_an_iri_of_the_ecosystem_is_a_name(eco: Ecosystem) -> None:
    assert eco.resolve("biowin").name == eco.resolve(f"{BASE}actor/biowin").name == "BioWin"


def test_an_office_holder_is_found(eco: Ecosystem) -> None:
    assert eco.resolve("willy borsus").type == "OfficeHolder"


def test_no_more_are_found_than_were_asked_for(eco: Ecosystem) -> None:
    assert len(eco.find("biologics", limit=2)) == 2
