"""The ontology as the reading of tables and the merge look it up."""

import pytest
from pyoxigraph import NamedNode

from triplehelix.graph.terms import ORG, THX, document_iri, local_name, thing
from triplehelix.graph.vocabulary import vocabulary


def test_superclasses_reach_to_the_top_and_leave_out_the_class_itself() -> None:
    ancestors = vocabulary().superclasses[THX.SME]
    assert {THX.Actor, THX.Party} <= ancestors
    assert THX.SME not in ancestors


def test_every_property_of_a_party_is_below_the_one_property_of_all_parties() -> None:
    known = vocabulary()
    properties = {prop for first, others in known.parties.values() for prop in (first, *others)}
    assert all(THX.party in known.superproperties[prop] for prop in properties)


@pytest.mark.parametrize(
    ("tie", "first", "others"),
    [
        ("Participation", "participant", {"initiative"}),
        ("Membership", "member", {"organisation"}),
        ("Partnership", "partner", {"partner"}),
        ("Funding", "funder", {"recipient", "initiative"}),
        ("SpinOff", "spinOff", {"parent"}),
    ],
)
def test_each_tie_knows_the_properties_of_its_parties(tie: str, first: str, others: set[str]) -> None:
    prop, rest = vocabulary().parties[tie]
    assert (local_name(prop.value), {local_name(other.value) for other in rest}) == (first, others)


def test_subclasses_come_in_the_order_of_their_names() -> None:
    below = vocabulary().subclasses(THX.Territory)
    assert [local_name(cls.value) for cls in below] == ["City", "Country", "Province", "Region", "Union"]


def test_concepts_are_known_by_their_scheme() -> None:
    concepts = vocabulary().concepts
    assert {"cell-therapy", "gene-therapy", "exosome-therapy", "phage-therapy"} <= concepts["therapies"]
    assert concepts["statuses"] == {"proposed", "approved", "announced", "paid"}
    assert concepts["indicators"] == frozenset(), "indicators come from the tables"


def test_an_approved_sum_goes_before_an_announced_one_and_that_before_a_proposal() -> None:
    precedence = vocabulary().precedence
    ranks = [precedence[THX[name]] for name in ("paid", "approved", "announced", "proposed")]
    assert ranks == sorted(set(ranks))
    assert precedence[THX.stated] < precedence[THX.deduced]


@pytest.mark.parametrize(
    ("cls", "helix"),
    [
        ("University", "helix-university"),
        ("Hospital", "helix-university"),
        ("SME", "helix-industry"),
        ("GovernmentBody", "helix-government"),
    ],
)
def test_classes_of_one_helix_say_so(cls: str, helix: str) -> None:
    assert vocabulary().default_helix[THX[cls]] == THX[helix]


@pytest.mark.parametrize("cls", ["Cluster", "Incubator", "Investor", "Association"])
def test_bridging_classes_have_no_helix_of_their_own(cls: str) -> None:
    assert THX[cls] not in vocabulary().default_helix


def test_single_valued_properties_are_listed_once_each_in_a_fixed_order() -> None:
    names = [prop.value for prop in vocabulary().single_valued]
    assert names == sorted(set(names))
    assert {THX.amount.value, THX.budget.value, THX.value.value, THX.helix.value} <= set(names)


def test_the_ontology_is_read_once() -> None:
    assert vocabulary() is vocabulary()


def test_things_are_named_by_kind_and_slug() -> None:
    assert thing("tie", "a-b") == NamedNode("https://w3id.org/triplehelix/id/tie/a-b")


def test_a_document_is_named_by_its_address() -> None:
    one, other = document_iri("https://a.org/1"), document_iri("https://a.org/2")
    assert one != other
    assert one == document_iri("https://a.org/1")
    assert len(local_name(one.value)) == 16


@pytest.mark.parametrize(
    ("iri", "name"),
    [(ORG.Organization.value, "Organization"), (THX.Actor.value, "Actor"), ("https://w3id.org/x/ab", "ab")],
)
def test_the_local_name_stands_behind_the_last_separator(iri: str, name: str) -> None:
    assert local_name(iri) == name


def test_a_namespace_is_no_container_of_special_names() -> None:
    assert not hasattr(THX, "__wrapped__")
