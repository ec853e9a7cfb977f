"""The ontology is complete, bilingual, closed, and says what the merge and the readers rely on."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Final

import pyoxigraph
import pytest
from rdflib import (
    DCAT,
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    QB,
    RDF,
    RDFS,
    SKOS,
    VANN,
    VOID,
    XSD,
    BNode,
    Graph,
    Literal,
    URIRef,
)
from rdflib.namespace import Namespace
from rdflib.term import Node

ONTOLOGY: Final = Path(__file__).parent.parent / "ontology"
MAIN: Final = ONTOLOGY / "triplehelix.ttl"
FILES: Final = (MAIN, *sorted((ONTOLOGY / "schemes").glob("*.ttl")))
THX: Final = Namespace("https://w3id.org/triplehelix/ontology#")
EURIO: Final = Namespace("http://data.europa.eu/s66#")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ACTOR_CLASSES: Final = _words("""University Hospital ResearchCentre LargeCompany SME ServiceProvider Cluster GovernmentBody
    Investor Incubator Association""")
BRIDGING_CLASSES: Final = {"Cluster", "Incubator", "Investor", "Association"}
INITIATIVE_CLASSES: Final = _words("Programme Project WorkPackage Hub Call Response")
IDENTIFIERS: Final = _words("pic vat kbo lei isni grid")
TERRITORY_CLASSES: Final = _words("Country Region Province City Union")
OTHER_NAMES: Final = _words("""Actor Party OfficeHolder Initiative Territory Tie Money Source Load Evidence State Event
    role start end date knownBy amount budget value currency instrument status shareOf confidence note helix therapy stage
    city region country founded about indicator unit period periodStart periodEnd holds state address grantAgreement
    memberCategory partnerCategory mission scope emphasis topic checksum ClinicalTrial
    netAmount cost ceiling fundingScheme callIdentifier callTopic legalBasis
    startsNotBefore startsNotAfter endsNotBefore endsNotAfter dateNotBefore dateNotAfter
    singleValued defaultHelix precedence firstParty otherParty temporalKind
    observations observationStructure therapies atmp-classes stages roles instruments statuses helices confidences
    indicators""")

# tie class -> property of the first party, properties of the others, kind
TIES: Final = {
    "Participation": ("participant", {"initiative"}, "State"),
    "Membership": ("member", {"organisation"}, "State"),
    "Affiliation": ("part", {"whole"}, "State"),
    "Hosting": ("guest", {"host"}, "State"),
    "Office": ("holder", {"organisation"}, "State"),
    "Partnership": ("partner", {"partner"}, "State"),
    "Licence": ("licensor", {"licensee"}, "State"),
    "Supply": ("supplier", {"customer"}, "State"),
    "Funding": ("funder", {"recipient", "initiative"}, "Event"),
    "Acquisition": ("acquirer", {"acquired"}, "Event"),
    "SpinOff": ("spinOff", {"parent"}, "Event"),
    "Labelling": ("labeller", {"initiative"}, "Event"),
}

# scheme -> (prefix of its concepts' names, their words in tables)
SCHEMES: Final = {
    "therapies": (
        "",
        """cell-therapy gene-therapy exosome-therapy phage-therapy stem-cell-therapy car-t viral-vector vaccine mrna
        immunotherapy tissue-engineering""",
    ),
    "atmp-classes": ("atmp-", "gene-therapy somatic-cell-therapy tissue-engineered combined"),
    "stages": (
        "",
        """basic-research preclinical clinical process-development manufacturing quality-control regulatory equipment
        training networking funding""",
    ),
    "roles": (
        "role-",
        """coordinator partner member founding-member board-member instigator funder investor lead-investor supplier
        customer licensor licensee host labeller selector regulator adviser manufacturer partner-organisation
        associated-partner international-partner third-party sponsor collaborator other""",
    ),
    "instruments": ("instrument-", "grant recoverable-advance loan equity prize in-kind unknown"),
    "statuses": ("", "proposed approved announced paid"),
    "helices": ("helix-", "university industry government society"),
    "confidences": ("", "stated deduced"),
}

# their subjects are of several kinds, so a domain would say something false
GENERAL_PROPERTIES: Final = frozenset(
    THX[name]
    for name in _words("""value status confidence note start end date knownBy therapy stage holds startsNotBefore startsNotAfter
    endsNotBefore endsNotAfter dateNotBefore dateNotAfter""")
)

SINGLE_VALUED: Final = {
    *(
        THX[name]
        for name in _words("""helix city region country founded start end date amount budget value currency instrument status
        shareOf confidence role about indicator unit period periodStart periodEnd grantAgreement address state
        formerName netAmount cost ceiling""")
    ),
    FOAF.homepage,
    DCTERMS.description,
    DCTERMS.issued,
    DCTERMS.publisher,
    DCTERMS.source,
}

# the terms of EURIO 2.4 that the ontology may point at, as its publisher documents them
EURIO_TERMS: Final = frozenset(
    EURIO[name]
    for name in _words("""AdministrativeArea Country ForProfitOrganisation FundingScheme Grant GrantPayment
    HigherOrSecondaryEducation MonetaryAmount Organisation OrganisationRole Project PublicBody ResearchOrganisation SME
    addressCountry addressLocality currency endDate fullAddress hasBeneficiary hasPaymentAmount hasRecipient
    hasTotalCost isDisbursedBy isInvolvedIn isRoleOf roleLabel startDate value""")
)
# the term of XKOS 1.2, whose subject's immediate successor the object is
XKOS_NEXT: Final = URIRef("http://rdf-vocabulary.ddialliance.org/xkos#next")
PUBLISHED_VOCABULARIES: Final = (DCAT, DCTERMS, FOAF, ORG, OWL, PROV, QB, RDF, RDFS, SKOS, VANN, VOID, XSD)

PROPERTY_TYPES: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def _everything() -> Graph:
    graph = Graph()
    for path in FILES:
        graph.parse(path)
    return graph


GRAPH: Final = _everything()


def _is_ours(term: Node) -> bool:
    return isinstance(term, URIRef) and term.startswith(THX)


def _languages(subject: Node, predicate: URIRef) -> list[str]:
    texts = [text for text in GRAPH.objects(subject, predicate) if isinstance(text, Literal) and str(text).strip()]
    return sorted(text.language or "" for text in texts)


def _names(terms: Iterable[Node]) -> set[str]:
    return {str(term).removeprefix(THX) for term in terms}


TERMS: Final = sorted({subject for subject in GRAPH.subjects() if _is_ours(subject)}, key=str)
CONCEPTS: Final = sorted(GRAPH.subjects(RDF.type, SKOS.Concept), key=str)
PROPERTIES: Final = sorted({prop for kind in PROPERTY_TYPES for prop in GRAPH.subjects(RDF.type, kind)}, key=str)
PARTY_PROPERTIES: Final = sorted({name for first, others, _ in TIES.values() for name in (first, *others)})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_both_parsers_read_the_same_triples(path: Path) -> None:
    by_rdflib = Graph().parse(path)
    by_oxigraph = list(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(by_rdflib) == len(by_oxigraph) > 0


def test_no_node_is_blank() -> None:
    assert not [triple for triple in GRAPH if any(isinstance(term, BNode) for term in triple)]


def test_the_header_says_what_this_is_and_under_which_licence() -> None:
    header = URIRef(THX.removesuffix("#"))
    assert (header, RDF.type, OWL.Ontology) in GRAPH
    assert _languages(header, DCTERMS.title) == _languages(header, RDFS.comment) == ["en", "fr"]
    assert GRAPH.value(header, DCTERMS.license) == URIRef("https://www.apache.org/licenses/LICENSE-2.0")
    assert GRAPH.value(header, OWL.versionInfo) == Literal("0.1.0")


@pytest.mark.parametrize(
    "name",
    [*ACTOR_CLASSES, *INITIATIVE_CLASSES, *TERRITORY_CLASSES, *OTHER_NAMES, *TIES, *PARTY_PROPERTIES, "party"],
)
def test_the_name_is_defined(name: str) -> None:
    assert (THX[name], RDF.type, None) in GRAPH


@pytest.mark.parametrize("term", TERMS, ids=str)
def test_the_term_is_labelled_and_explained_in_english_and_french(term: Node) -> None:
    is_concept = (term, RDF.type, SKOS.Concept) in GRAPH
    label, explanation = (SKOS.prefLabel, SKOS.definition) if is_concept else (RDFS.label, RDFS.comment)
    assert _languages(term, label) == _languages(term, explanation) == ["en", "fr"]
    assert GRAPH.value(term, RDFS.isDefinedBy) == URIRef(THX.removesuffix("#"))


def test_what_is_said_besides_is_said_in_both_languages() -> None:
    for predicate in (SKOS.altLabel, SKOS.scopeNote, DCTERMS.bibliographicCitation):
        for subject in GRAPH.subjects(predicate):
            assert _languages(subject, predicate) == ["en", "fr"], subject


def test_every_name_of_ours_that_is_used_is_defined() -> None:
    used = {term for triple in GRAPH for term in triple if _is_ours(term)}
    assert not _names(used) - _names(set(TERMS))


def test_every_foreign_term_exists_in_its_vocabulary() -> None:
    used = {term for _, predicate, value in GRAPH for term in (predicate, value) if isinstance(term, URIRef)}
    documents = {URIRef(THX.removesuffix("#")), URIRef("https://www.apache.org/licenses/LICENSE-2.0")}
    foreign = {term for term in used if not _is_ours(term)} - documents - EURIO_TERMS - {XKOS_NEXT}
    assert not {term for term in foreign if not any(term in vocabulary for vocabulary in PUBLISHED_VOCABULARIES)}


@pytest.mark.parametrize("name", ACTOR_CLASSES)
def test_the_actor_class_is_below_actor_and_organisation(name: str) -> None:
    ancestors = set(GRAPH.transitive_objects(THX[name], RDFS.subClassOf))
    assert {THX.Actor, THX.Party, ORG.Organization} <= ancestors


def test_bridging_classes_have_no_helix_and_the_others_have_one() -> None:
    with_helix = {name for name in ACTOR_CLASSES if GRAPH.value(THX[name], THX.defaultHelix)}
    assert with_helix == set(ACTOR_CLASSES) - BRIDGING_CLASSES
    helices = set(GRAPH.objects(None, THX.defaultHelix))
    assert _names(helices) == {"helix-university", "helix-industry", "helix-government"}


@pytest.mark.parametrize("name", INITIATIVE_CLASSES)
def test_the_initiative_class_is_below_initiative(name: str) -> None:
    assert THX.Initiative in set(GRAPH.objects(THX[name], RDFS.subClassOf))


def test_a_project_is_also_a_project_of_eurio() -> None:
    assert (THX.Project, RDFS.subClassOf, EURIO.Project) in GRAPH


@pytest.mark.parametrize("name", TERRITORY_CLASSES)
def test_the_territory_class_is_below_territory(name: str) -> None:
    assert set(GRAPH.objects(THX[name], RDFS.subClassOf)) == {THX.Territory}


def test_an_office_holder_is_a_person_and_a_party_but_no_actor() -> None:
    assert set(GRAPH.objects(THX.OfficeHolder, RDFS.subClassOf)) == {THX.Party, FOAF.Person}


def test_the_tie_classes_are_those_of_the_design() -> None:
    assert _names(set(GRAPH.subjects(RDFS.subClassOf, THX.Tie))) == set(TIES)


@pytest.mark.parametrize("name", TIES)
def test_the_tie_class_says_its_parties_and_whether_it_lasts(name: str) -> None:
    first, others, kind = TIES[name]
    assert list(GRAPH.objects(THX[name], THX.firstParty)) == [THX[first]]
    assert _names(set(GRAPH.objects(THX[name], THX.otherParty))) == others
    assert list(GRAPH.objects(THX[name], THX.temporalKind)) == [THX[kind]]


@pytest.mark.parametrize("name", TIES)
def test_the_tie_class_has_no_other_superclass_than_tie(name: str) -> None:
    assert list(GRAPH.objects(THX[name], RDFS.subClassOf)) == [THX.Tie]


@pytest.mark.parametrize("name", TIES)
def test_the_tie_class_fits_the_domains_of_its_party_properties(name: str) -> None:
    first, others, _ = TIES[name]
    for prop in (first, *others):
        assert GRAPH.value(THX[prop], RDFS.domain) in {THX[name], THX.Tie}


@pytest.mark.parametrize("name", PARTY_PROPERTIES)
def test_the_party_property_is_below_party_only(name: str) -> None:
    assert list(GRAPH.objects(THX[name], RDFS.subPropertyOf)) == [THX.party]
    assert GRAPH.value(THX[name], RDFS.range) in {THX.Actor, THX.Party, THX.OfficeHolder, THX.Initiative}


def test_only_party_properties_and_identifiers_have_a_superproperty() -> None:
    assert _names(GRAPH.subjects(RDFS.subPropertyOf)) == {*PARTY_PROPERTIES, *IDENTIFIERS}


@pytest.mark.parametrize("name", IDENTIFIERS)
def test_an_identifier_is_a_text_of_which_an_actor_may_have_several(name: str) -> None:
    assert list(GRAPH.objects(THX[name], RDFS.subPropertyOf)) == [ORG.identifier]
    assert (GRAPH.value(THX[name], RDFS.domain), GRAPH.value(THX[name], RDFS.range)) == (THX.Actor, XSD.string)
    assert (THX[name], THX.singleValued, None) not in GRAPH


def test_a_clinical_trial_is_a_project() -> None:
    assert list(GRAPH.objects(THX.ClinicalTrial, RDFS.subClassOf)) == [THX.Project]


@pytest.mark.parametrize("prop", PROPERTIES, ids=str)
def test_the_property_has_a_domain_unless_it_is_general(prop: Node) -> None:
    assert bool(GRAPH.value(prop, RDFS.domain)) != (prop in GENERAL_PROPERTIES)


@pytest.mark.parametrize("prop", [prop for prop in PROPERTIES if prop != THX.party], ids=str)
def test_the_property_has_a_range_that_fits_its_kind(prop: Node) -> None:
    values = GRAPH.value(prop, RDFS.range)
    of_literals = values in {RDFS.Literal, RDF.langString} or (isinstance(values, URIRef) and values in XSD)
    assert values
    if (prop, RDF.type, OWL.AnnotationProperty) not in GRAPH:
        assert of_literals == ((prop, RDF.type, OWL.DatatypeProperty) in GRAPH)


def test_the_merge_keeps_one_value_of_these_properties() -> None:
    assert set(GRAPH.subjects(THX.singleValued, Literal(lexical_or_value=True))) == SINGLE_VALUED


def test_bounds_are_days() -> None:
    bounds = [prop for prop in PROPERTIES if str(prop).endswith(("NotBefore", "NotAfter"))]
    assert len(bounds) == 6
    assert {GRAPH.value(prop, RDFS.range) for prop in bounds} == {XSD.date}


def test_the_schemes_are_those_of_the_design() -> None:
    assert _names(set(GRAPH.subjects(RDF.type, SKOS.ConceptScheme))) == {*SCHEMES, "indicators"}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_scheme_has_these_concepts_by_the_words_that_tables_use(scheme: str) -> None:
    prefix, words = SCHEMES[scheme]
    concepts = set(GRAPH.subjects(SKOS.inScheme, THX[scheme]))
    assert _names(concepts) == {prefix + word for word in words.split()}
    assert {str(concept): str(GRAPH.value(concept, SKOS.notation)) for concept in concepts} == {
        str(THX[prefix + word]): word for word in words.split()
    }


def test_the_indicators_come_with_the_data() -> None:
    assert not set(GRAPH.subjects(SKOS.inScheme, THX.indicators))


@pytest.mark.parametrize("concept", CONCEPTS, ids=str)
def test_the_concept_is_in_one_scheme_and_reached_from_its_top(concept: Node) -> None:
    (scheme,) = GRAPH.objects(concept, SKOS.inScheme)
    above = set(GRAPH.transitive_objects(concept, SKOS.broader))
    assert any((ancestor, SKOS.topConceptOf, scheme) in GRAPH for ancestor in above)
    assert all((ancestor, SKOS.inScheme, scheme) in GRAPH for ancestor in above)
    assert ((concept, SKOS.topConceptOf, scheme) in GRAPH) != ((concept, SKOS.broader, None) in GRAPH)


@pytest.mark.parametrize("prop", sorted(GRAPH.subjects(QB.codeList), key=str), ids=str)
def test_the_property_that_takes_concepts_names_their_scheme(prop: Node) -> None:
    assert (prop, RDF.type, QB.CodedProperty) in GRAPH
    assert GRAPH.value(prop, RDFS.range) == SKOS.Concept
    assert (GRAPH.value(prop, QB.codeList), RDF.type, SKOS.ConceptScheme) in GRAPH


def test_every_property_that_takes_concepts_has_a_code_list() -> None:
    taking = {prop for prop in GRAPH.subjects(RDFS.range, SKOS.Concept) if prop != THX.defaultHelix}
    assert taking == set(GRAPH.subjects(QB.codeList))


def test_what_was_paid_or_stated_goes_before_what_was_proposed_or_deduced() -> None:
    precedence = {str(concept).removeprefix(THX): str(rank) for concept, rank in GRAPH[: THX.precedence]}
    assert precedence == {
        "paid": "1",
        "approved": "2",
        "announced": "3",
        "proposed": "8",
        "stated": "1",
        "deduced": "9",
    }


def test_the_programmes_four_therapies_stand_on_top() -> None:
    for name in ("cell-therapy", "gene-therapy", "exosome-therapy", "phage-therapy"):
        assert (THX[name], SKOS.topConceptOf, THX.therapies) in GRAPH
    assert (THX["stem-cell-therapy"], SKOS.broader, THX["cell-therapy"]) in GRAPH
    assert (THX["car-t"], SKOS.broader, THX["cell-therapy"]) in GRAPH
    assert (THX["viral-vector"], SKOS.broader, THX["gene-therapy"]) in GRAPH


def test_the_stages_from_research_to_quality_control_follow_each_other() -> None:
    chain = ["basic-research", "preclinical", "clinical", "process-development", "manufacturing", "quality-control"]
    assert {(one, other) for one, other in GRAPH[:XKOS_NEXT]} == {
        (THX[one], THX[other]) for one, other in pairwise(chain)
    }


def test_only_what_the_regulation_names_is_linked_to_its_classes() -> None:
    atmp_classes = set(GRAPH.subjects(SKOS.inScheme, THX["atmp-classes"]))
    linked = {subject for subject, predicate, value in GRAPH if value in atmp_classes and predicate != RDF.type}
    assert _names(linked) == {"cell-therapy", "gene-therapy", "tissue-engineering"}


@pytest.mark.parametrize("name", ["phage-therapy", "exosome-therapy"])
def test_a_therapy_without_a_legal_class_says_so(name: str) -> None:
    notes = " ".join(str(note) for note in GRAPH.objects(THX[name], SKOS.scopeNote))
    assert "1394/2007" in notes


def test_an_observation_has_three_dimensions_a_measure_and_an_optional_unit() -> None:
    parts = set(GRAPH.objects(THX.observationStructure, QB.component))
    of_kind = {
        kind: {value for part in parts for value in GRAPH.objects(part, kind)}
        for kind in (QB.dimension, QB.measure, QB.attribute)
    }
    assert of_kind == {
        QB.dimension: {THX.about, THX.indicator, THX.period},
        QB.measure: {THX.value},
        QB.attribute: {THX.unit},
    }
    assert (THX.observations, QB.structure, THX.observationStructure) in GRAPH


def test_the_cube_keeps_the_integrity_constraints_of_its_recommendation() -> None:
    dimensions = set(GRAPH.subjects(RDF.type, QB.DimensionProperty))
    assert all(GRAPH.value(dimension, RDFS.range) for dimension in dimensions)
    optional = set(GRAPH.subjects(QB.componentRequired, Literal(lexical_or_value=False)))
    assert all(GRAPH.value(part, QB.attribute) for part in optional)
    assert not dimensions & set(GRAPH.subjects(RDF.type, QB.MeasureProperty))
