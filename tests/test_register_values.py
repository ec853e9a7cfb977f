"""Countries, numbers and names as registers write them, and the one way in which they are stated."""

import csv
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from triplehelix.graph.bundled import TABLES
from triplehelix.graph.sources.register_numbers import isni, vat_number
from triplehelix.graph.sources.slugs import named_slug
from triplehelix.graph.sources.sums import plain_number
from triplehelix.graph.sources.territories import Territories, countries
from triplehelix.graph.terms import SKOS, THX, document_iri, thing

DOCUMENT: Final = document_iri("https://register.example/")


def test_the_countries_of_the_bundled_tables_have_the_same_id_and_names_here() -> None:
    with (TABLES / "territories.csv").open(encoding="utf-8-sig", newline="") as file:
        bundled = [row for row in csv.DictReader(file) if row["type"] == "Country"]
    known = countries()
    assert {row["id"]: known[row["code"]].iri for row in bundled} == {
        row["id"]: thing("territory", row["id"]) for row in bundled
    }
    assert all(known[row["code"]].name == row["name"] for row in bundled)
    assert all(known[row["code"]].name_fr == row["name_fr"] for row in bundled if row["name_fr"])


def test_no_two_countries_share_an_id() -> None:
    ids = [country.iri for country in countries().values()]
    assert len(set(ids)) == len(ids) > 200


def test_each_territory_is_described_once_however_it_was_written() -> None:
    territories = Territories(DOCUMENT)
    named = {territories.city(name, code) for name, code in [("LIÈGE", "BE"), ("Liège", "BE"), ("liege", "BE")]}
    assert named == {thing("territory", "be-liege")}
    stated = [one.triple for one in territories.stated()]
    assert [triple for triple in stated if triple.subject == thing("territory", "be-liege")] == stated[-3:]


def test_towns_of_one_name_in_two_countries_are_two() -> None:
    territories = Territories(DOCUMENT)
    assert territories.city("Valencia", "ES") != territories.city("Valencia", "VE")
    assert territories.city("Valencia", "") is None


def test_those_who_gather_the_names_of_countries_state_them() -> None:
    territories = Territories(DOCUMENT)
    greece = territories.country("EL")
    cldr = document_iri("https://cldr.unicode.org/")
    told = {(one.document, one.triple.object) for one in territories.stated() if one.triple.predicate == SKOS.prefLabel}
    assert greece == thing("territory", "greece")
    assert {document for document, _ in told} == {cldr}
    assert any(one.triple.object == THX.Source and one.triple.subject == cldr for one in territories.stated())


@pytest.mark.parametrize(
    ("written", "country", "number"),
    [
        ("BE0123456789", "BE", "BE0123456789"),
        ("be 0123.456.789", "BE", "BE0123456789"),
        ("0123456789", "BE", "BE0123456789"),
        ("123456789", "EL", "EL123456789"),
        ("GR123456789", "GR", "EL123456789"),
        ("123456789", "UK", "GB123456789"),
        ("ESX1234567X", "ES", "ESX1234567X"),
        ("MISSING", "FR", ""),
        ("NOTAPPLICABLE", "FR", ""),
        ("0", "FR", ""),
        ("", "FR", ""),
    ],
)
def test_a_vat_number_is_written_in_one_way(written: str, country: str, number: str) -> None:
    assert vat_number(written, country) == number


@given(st.text(), st.sampled_from(["BE", "EL", "GB", ""]))
def test_a_vat_number_stays_what_it_is_once_it_is_written_so(written: str, country: str) -> None:
    number = vat_number(written, country)
    assert vat_number(number, country) == number


@pytest.mark.parametrize(("written", "number"), [("0000 0001 2345 678x", "000000012345678X"), ("12", ""), ("", "")])
def test_an_isni_is_sixteen_characters(written: str, number: str) -> None:
    assert isni(written) == number


@given(st.decimals(0, 10**12, places=2))
def test_a_sum_is_the_same_in_all_notations(value: Decimal) -> None:
    written = {
        f"{value:f}",
        f"{value:f}".replace(".", ","),
        f"{value:,}".replace(",", " ").replace(".", ","),
        f"{value:e}",
    }
    assert {Decimal(plain_number(one)) for one in written} == {value}
    assert len({plain_number(one) for one in written}) == 1


@given(st.text())
def test_what_is_a_sum_is_written_as_xml_schema_does_and_the_rest_is_refused(text: str) -> None:
    try:
        plain = plain_number(text)
    except ValueError as error:
        assert repr(text) in str(error)  # noqa: PT017 - most texts are no sum
    else:
        assert Decimal(plain) >= 0
        assert "e" not in plain.lower()


@given(st.text(), st.text())
def test_names_share_a_slug_only_if_they_are_equal_but_for_case_and_blanks(one: str, other: str) -> None:
    same = one.casefold().split() == other.casefold().split()
    assert (named_slug(one) == named_slug(other)) == same
    assert NamedNode(f"https://example.org/{named_slug(one)}").value
