"""The facts of the founding documents: each is answered by a query, with the address of a document that states it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pytest
from rdflib import Literal
from rdflib.query import ResultRow

from triplehelix.graph import Ecosystem

PIT: Final = "<https://w3id.org/triplehelix/id/initiative/atmp-pit>"
BIOWIN: Final = "<https://w3id.org/triplehelix/id/actor/biowin>"
GOVERNMENT: Final = "<https://w3id.org/triplehelix/id/actor/walloon-government>"
BORSUS: Final = "<https://w3id.org/triplehelix/id/office-holder/willy-borsus>"
SPW: Final = "<https://w3id.org/triplehelix/id/actor/spw-eer>"
PLAN: Final = "<https://w3id.org/triplehelix/id/initiative/walloon-recovery-plan>"
COMPENDIUM: Final = "<https://w3id.org/triplehelix/id/initiative/biowin-covid-collection>"
Answer = tuple[object, ...]


@dataclass(frozen=True)
class Question:
    """What is asked of the merged knowledge, and which of it a document must state for itself."""

    known: str
    stated: str
    variables: str


def _ask(eco: Ecosystem, question: Question) -> set[Answer]:
    """The answers; each has the address of a document whose evidence graph states it."""
    names = [name.removeprefix("?") for name in question.variables.split()]
    sparql = f"""SELECT DISTINCT {question.variables} ?url {{
      {question.known}
      GRAPH ?evidence {{ {question.stated} }}
      ?evidence prov:wasDerivedFrom ?document . ?document dct:source ?url
    }}"""
    rows = [row for row in eco.query(sparql) if isinstance(row, ResultRow)]
    assert rows, f"no answer with a document: {sparql}"
    assert all(str(row["url"]).startswith(("http://", "https://")) for row in rows)
    return {tuple(_plain(row[name]) for name in names) for row in rows}


def _plain(term: object) -> object:
    if isinstance(term, Literal):
        return int(term) if str(term.datatype).endswith("decimal") else str(term)
    return str(term).rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _same(known: str, variables: str) -> Question:
    """A question of which a document states everything."""
    return Question(known, known, variables)


def _figure(indicator: str) -> Question:
    """A figure of the ATMP-PIT, by the label of its indicator."""
    observation = f"?o thx:about {PIT} ; thx:indicator ?i ; thx:value ?n ; thx:period ?when ."
    return Question(f'{observation} ?i skos:prefLabel "{indicator}"@en .', observation, "?n ?when")


FACTS: Final = {
    "EUR 81 million, approved": (
        _same(f"{PIT} thx:budget ?b . ?b thx:value ?n ; thx:currency ?c ; thx:status ?s .", "?n ?c ?s"),
        {(81_000_000, "EUR", "approved")},
    ),
    "approved by the Walloon Government": (
        Question(
            f"{GOVERNMENT} skos:prefLabel ?who .",
            f"?t a thx:Funding ; thx:funder {GOVERNMENT} ; thx:initiative {PIT} ; thx:status ?status .",
            "?who ?status",
        ),
        {("Walloon Government", "approved")},
    ),
    "instigated by Willy Borsus": (
        Question(
            f"{BORSUS} skos:prefLabel ?who .",
            f"?t a thx:Participation ; thx:participant {BORSUS} ; thx:initiative {PIT} ; thx:role thx:role-instigator .",
            "?who",
        ),
        {("Willy Borsus",)},
    ),
    "part of the Walloon Recovery Plan": (
        Question(f"{PLAN} skos:prefLabel ?plan .", f"{PIT} dct:isPartOf {PLAN} .", "?plan"),
        {("Walloon Recovery Plan",)},
    ),
    "with BioWin, the health cluster": (
        Question(
            f"{BIOWIN} skos:prefLabel ?who ; a thx:Cluster .",
            f"?t a thx:Participation ; thx:participant {BIOWIN} ; thx:initiative {PIT} ; thx:role ?role .",
            "?who ?role",
        ),
        {("BioWin", "role-coordinator")},
    ),
    "26 partners": (_figure("Partners"), {(26, "2024")}),
    "12 work packages": (_figure("Work packages"), {(12, "2024")}),
    "1,200 indirect jobs over five years": (_figure("Indirect jobs to be created"), {(1200, "next 5 years")}),
    "a market of EUR 80 billion by 2032": (_figure("World ATMP market"), {(80_000_000_000, "2032")}),
    "470 direct jobs over five years": (_figure("Direct jobs to be created"), {(470, "next 5 years")}),
    "cell, gene, exosome and phage therapies": (
        _same(f"{PIT} thx:therapy ?therapy .", "?therapy"),
        {("cell-therapy",), ("gene-therapy",), ("exosome-therapy",), ("phage-therapy",)},
    ),
    "suited to large-scale manufacture": (
        _same(f"{PIT} thx:emphasis ?emphasis .", "?emphasis"),
        {("therapies suited to large-scale manufacture",)},
    ),
    "the whole value chain": (_same(f"{PIT} thx:scope ?scope .", "?scope"), {("whole value chain of ATMPs",)}),
    "from research to the control of production": (
        _same(f"{PIT} thx:stage ?stage .", "?stage"),
        {("basic-research",), ("preclinical",), ("clinical",), ("process-development",), ("quality-control",)},
    ),
    "a hub for health, biotech and medtech": (
        _same(f"{BIOWIN} thx:mission ?mission .", "?mission"),
        {("hub for all in health, biotech and medtech research and innovation",)},
    ),
    "the nine kinds of players that BioWin brings together": (
        _same(f"{BIOWIN} thx:memberCategory ?kind .", "?kind"),
        {
            ("academic and clinical research laboratories",),
            ("approved research centres",),
            ("major industrial groups",),
            ("SMEs",),
            ("service providers",),
            ("universities and colleges",),
            ("incubators",),
            ("investors",),
            ("authorities and associated administrations",),
        },
    ),
    "the Covid-19 compendium, put together by BioWin": (
        Question(
            f"{COMPENDIUM} a thx:Response ; thx:topic ?topic .",
            f"?t a thx:Participation ; thx:participant {BIOWIN} ; thx:initiative {COMPENDIUM} ; thx:role ?role .",
            "?topic ?role",
        ),
        {("Compendium of Walloon Covid-19 initiatives", "role-coordinator")},
    ),
}


@pytest.mark.parametrize(("question", "facts"), FACTS.values(), ids=FACTS)
def test_a_founding_fact_is_answered_with_its_document(
    eco: Ecosystem, question: Question, facts: Iterable[Answer]
) -> None:
    assert set(facts) <= _ask(eco, question)


def test_the_nine_kinds_of_players_are_nine(eco: Ecosystem) -> None:
    question, _ = FACTS["the nine kinds of players that BioWin brings together"]
    assert len(_ask(eco, question)) == 9


def test_the_merged_budget_is_the_approved_one_alone_and_the_evidence_has_the_proposal_too(
    eco: Ecosystem,
) -> None:
    merged = [
        row for row in eco.query(f"SELECT ?n {{ {PIT} thx:budget ?b . ?b thx:value ?n }}") if isinstance(row, ResultRow)
    ]
    assert [int(row["n"]) for row in merged] == [81_000_000]
    stated = Question("", f"{PIT} thx:budget ?b . ?b thx:value ?n ; thx:status ?s .", "?n ?s")
    assert _ask(eco, stated) >= {(81_000_000, "approved"), (95_000_000, "proposed")}


def test_willy_borsus_is_vice_president_of_wallonia_and_minister_of_the_economy(eco: Ecosystem) -> None:
    stated = f"?office a thx:Office ; thx:holder {BORSUS} ; thx:organisation {GOVERNMENT} ; dct:title ?title ."
    titles = _ask(eco, _same(stated, "?title"))
    assert ("Vice-President of Wallonia and Minister of the Economy",) in titles


def test_the_research_and_technology_department_of_the_public_service_leads_with_biowin(eco: Ecosystem) -> None:
    stated = (
        f"?t a thx:Participation ; thx:participant {SPW} ; thx:initiative {PIT} ; thx:role ?role ; thx:note ?note ."
    )
    answers = _ask(eco, Question(f"{SPW} skos:altLabel ?name .", stated, "?name ?role ?note"))
    assert {role for _, role, _ in answers} == {"role-coordinator"}
    assert "Service public de Wallonie Économie, Emploi, Recherche" in {name for name, _, _ in answers}
    notes = {note for _, _, note in answers}
    assert "through its Research and Technology Development Department" in notes


def test_of_the_26_partners_22_are_known_by_name_of_whom_20_are_deduced(eco: Ecosystem) -> None:
    stated = f"?t a thx:Participation ; thx:participant ?who ; thx:initiative {PIT} ; thx:confidence ?confidence ."
    answers = _ask(eco, Question("?who a thx:Actor .", stated, "?who ?confidence"))
    deduced = {who for who, confidence in answers if confidence == "deduced"}
    assert len({who for who, _ in answers}) == 22
    assert len(deduced) == 20
    assert {who for who, _ in answers} - deduced == {"biowin", "spw-eer"}


def test_the_steps_of_the_value_chain_are_told_in_the_words_of_the_document(eco: Ecosystem) -> None:
    notes = {str(note) for (note,) in _ask(eco, _same(f"{PIT} thx:note ?note .", "?note"))}
    steps = (
        "scientific research",
        "preclinical and clinical research",
        "innovative production process design and control",
    )
    assert all(any(step in note for note in notes) for step in steps)


def test_the_response_to_covid_19_has_more_than_fifty_initiatives_each_with_its_document(eco: Ecosystem) -> None:
    stated = Question("", "?initiative a thx:Response ; skos:prefLabel ?name .", "?initiative ?name")
    answers = _ask(eco, stated)
    counted = [row for row in eco.query("SELECT (COUNT(?i) AS ?n) { ?i a thx:Response }") if isinstance(row, ResultRow)]
    assert len({initiative for initiative, _ in answers}) == int(counted[0]["n"])
    assert len(answers) > 50
    assert {"biowin-covid-collection", "zentech-serology", "walloon-mask-task-force"} <= {one for one, _ in answers}
