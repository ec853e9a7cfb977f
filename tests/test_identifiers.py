"""An identifier is one whoever wrote it and however; what cannot be one joins nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from triplehelix.graph.identifiers import IDENTIFYING, Identifier, read_identifier
from triplehelix.graph.terms import ORG, SKOS, THX


@pytest.mark.parametrize(
    ("prop", "written", "value"),
    [
        (THX.vat, "BE0404123456", "BE0404123456"),
        (THX.vat, "be 0404.123.456", "BE0404123456"),
        (THX.vat, "BE404123456", "BE0404123456"),
        (THX.kbo, "0404123456", "BE0404123456"),
        (THX.kbo, "0404.123.456", "BE0404123456"),
        (THX.kbo, "1000.123.456", "BE1000123456"),
        (ORG.identifier, "0404.123.456", "BE0404123456"),
        (ORG.identifier, "BE 0404.123.456", "BE0404123456"),
        (THX.vat, "FR 12 345678901", "FR12345678901"),
        (THX.vat, "ATU12345678", "ATU12345678"),
    ],
)
def test_a_vat_number_is_one_in_every_spelling_and_the_belgian_enterprise_number_is_one(
    prop: NamedNode, written: str, value: str
) -> None:
    assert read_identifier(prop, written) == Identifier("vat", value)


@pytest.mark.parametrize(
    "item", ["http://www.wikidata.org/entity/Q42", "https://www.wikidata.org/wiki/Q42", "https://wikidata.org/wiki/Q42"]
)
def test_a_wikidata_item_is_one_by_every_address(item: str) -> None:
    assert read_identifier(SKOS.exactMatch, item) == Identifier("wikidata", "Q42")


@pytest.mark.parametrize(
    "record", ["https://ror.org/0aaaaaa01", "http://ror.org/0aaaaaa01/", "https://ROR.org/0AAAAAA01"]
)
def test_a_ror_record_is_one_by_every_address(record: str) -> None:
    assert read_identifier(SKOS.exactMatch, record) == Identifier("ror", "0aaaaaa01")


@pytest.mark.parametrize(
    ("prop", "written"),
    [
        (THX.pic, ""), (THX.pic, "0"), (THX.pic, "-1"), (THX.pic, "unknown"),
        (THX.vat, "MISSING"), (THX.vat, "NOTAPPLICABLE"), (THX.vat, "BE0000000000"), (THX.vat, "XX"), (THX.vat, "123456789"),
        (THX.lei, "5299"), (THX.kbo, "12"), (THX.kbo, "9404123456"), (THX.vat, "BE 9404123456"), (THX.kbo, "ABC"),
        (ORG.identifier, "999976202"), (ORG.identifier, "RC 12345"),
        (SKOS.exactMatch, "https://www.grid.ac/institutes/grid.1.1"), (SKOS.exactMatch, "https://ror.org/"),
    ],
)  # fmt: skip
def test_placeholders_and_numbers_of_unknown_registers_identify_nobody(prop: NamedNode, written: str) -> None:
    assert read_identifier(prop, written) is None


def test_an_identifier_is_written_as_people_write_it() -> None:
    assert str(read_identifier(THX.lei, "5493-00ab12cd34ef56 78")) == "LEI 549300AB12CD34EF5678"


@given(st.sampled_from(list(IDENTIFYING)), st.text(max_size=24))
def test_whatever_is_written_nothing_fails(prop: NamedNode, written: str) -> None:
    found = read_identifier(prop, written)
    assert found is None or str(found)
