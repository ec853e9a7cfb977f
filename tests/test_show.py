"""What is known of an actor, office holder or initiative, with the documents of each fact."""

from decimal import Decimal
from typing import Final

import pytest

from triplehelix.graph import Ecosystem
from triplehelix.graph.describe import Description
from triplehelix.graph.errors import AmbiguousName, NameNotFound
from triplehelix.graph.money import Money
from triplehelix.graph.terms import local_name
from triplehelix.graph.texts import description_text

FOUR_THERAPIES: Final = {"cell-therapy", "gene-therapy", "exosome-therapy", "phage-therapy"}


def values(known: Description, predicate: str) -> list[str | Money]:
    return [fact.value for fact in known.facts if fact.predicate == predicate]


def told(eco: Ecosystem, name: str) -> str:
    return description_text(eco.show(name), eco.reading.labels, eco.reading.texts)


def test_a_programme_is_told_with_its_budget_therapies_and_figures(eco: Ecosystem) -> None:
    known = eco.show("atmp-pit")
    figures = {(figure.indicator, figure.value) for figure in known.figures}
    therapies = {local_name(fact.id) for fact in known.facts if fact.predicate == "therapy"}
    assert (known.entity.type, known.type_label) == ("Programme", "programme")
    assert Money(Decimal(81_000_000), "EUR") in values(known, "budget")
    assert therapies == FOUR_THERAPIES
    assert {("Work packages", Decimal(12)), ("Direct jobs to be created", Decimal(470))} <= figures


def test_the_ties_of_an_initiative_are_those_of_its_parties(eco: Ecosystem) -> None:
    ties = eco.show("atmp-pit").ties
    instigators = [
        [party for prop, party in tie.parties if prop == "participant"] for tie in ties if tie.role == "instigator"
    ]
    assert [eco.reading.names[holder].name for (holder,) in instigators] == ["Willy Borsus"]
    assert all(tie.sources for tie in ties)


def test_an_office_holder_is_told_by_the_offices_held(eco: Ecosystem) -> None:
    offices = [tie for tie in eco.show("willy borsus").ties if tie.type == "Office"]
    organisations = {party for tie in offices for prop, party in tie.parties if prop == "organisation"}
    assert {eco.reading.names[organisation].name for organisation in organisations} == {"Walloon Government"}
    assert all(tie.title for tie in offices)


def test_what_follows_from_the_ontology_has_no_document(eco: Ecosystem) -> None:
    facts = {fact.predicate: fact for fact in eco.show("uclouvain").facts}
    assert (facts["helix"].entailed, facts["helix"].sources) == (True, ())
    assert not facts["city"].entailed
    assert facts["city"].sources[0].url.startswith("https://")


def test_addresses_stay_whole(eco: Ecosystem) -> None:
    known = eco.show("uclouvain")
    assert values(known, "homepage") == ["https://uclouvain.be/en"]
    assert values(known, "exactMatch") == ["https://ror.org/02495e989"]


def test_a_deduced_tie_is_marked(eco: Ecosystem) -> None:
    assert (
        "UCLouvain takes part in ATMP-PIT (Technological Innovation Partnership on ATMPs) (partner; deduced, not stated)"
        in " ".join(told(eco, "uclouvain").split())
    )


ENGLISH: Final = {
    "MaSTherCell · service provider",
    "  city: Gosselies  [1 document]",
    "  helix: industry  [follows from the ontology]",
    "Figures",
    "Ties",
    "  Catalent acquired MaSTherCell (EUR 285,000,000; 2020-02-03; contested)",
    "    [2 documents]",
}
FRENCH: Final = {
    "MaSTherCell · prestataire de services",
    "  hélice\xa0: industrie  [découle de l’ontologie]",
    "Chiffres",
    "Liens",
    "  Catalent a racheté MaSTherCell (285\u202f000\u202f000\u202fEUR\u202f; 2020-02-03\u202f; contesté)",
    "    [2 documents]",
}


@pytest.mark.parametrize(("language", "lines"), [("en", ENGLISH), ("fr", FRENCH)])
def test_a_description_reads_as_a_text(language: str, lines: set[str]) -> None:
    assert lines <= set(told(Ecosystem.open(language=language), "masthercell").splitlines())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everything_in_the_ecosystem_can_be_told(language: str) -> None:
    eco = Ecosystem.open(language=language)
    for entity in eco.reading.names:
        text = told(eco, entity.id)
        assert text.startswith(f"{entity.name} · ")
        assert text.endswith("\n")
        assert "{" not in text


@pytest.mark.parametrize(("name", "error"), [("Nobody At All", NameNotFound), ("university", AmbiguousName)])
def test_a_name_that_means_none_or_several_is_refused(eco: Ecosystem, name: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        eco.show(name)
