"""The ontology told: the generated part of docs/reference/vocabulary.md, and the context that shortens its JSON-LD."""

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Final

from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, QB, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from triplehelix.graph.terms import PREFIXES

FOLDER: Final = Path(__file__).parent.parent / "ontology"
CONTEXT: Final = FOLDER / "context.jsonld"
FILES: Final = (FOLDER / "triplehelix.ttl", *sorted((FOLDER / "schemes").glob("*.ttl")))
THX: Final = Namespace("https://w3id.org/triplehelix/ontology#")
ONTOLOGY: Final = Graph(bind_namespaces="none")
for file in FILES:
    ONTOLOGY.parse(file)

PROPERTY_KINDS: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
MAPPINGS: Final = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
# of other vocabularies' properties, those that our data uses, with the kind of their values
BORROWED: Final = {
    **dict.fromkeys((DCTERMS.isPartOf, DCTERMS.source, FOAF.homepage, ORG.originalOrganization), "@id"),
    **dict.fromkeys((ORG.resultingOrganization, PROV.wasDerivedFrom, PROV.wasGeneratedBy, QB.dataSet), "@id"),
    **dict.fromkeys((SKOS.broader, SKOS.exactMatch, SKOS.inScheme, RDFS.isDefinedBy), "@id"),
    **dict.fromkeys((DCTERMS.description, DCTERMS.language, DCTERMS.publisher, DCTERMS.title, ORG.identifier), ""),
    **dict.fromkeys((SKOS.altLabel, SKOS.definition, SKOS.notation, SKOS.prefLabel, SKOS.scopeNote), ""),
    **dict.fromkeys((RDFS.comment, RDFS.label), ""),
    DCTERMS.issued: "xsd:date",
}

Facts = Sequence[tuple[str, str]]


# the context


def context() -> str:
    """The text of ontology/context.jsonld: the known prefixes, and a word for each class and property."""
    words = dict(sorted(chain(_words(), _borrowed_words()), key=lambda word: word[0].casefold()))
    entries: dict[str, Any] = {"@version": 1.1, "id": "@id", "type": "@type", **PREFIXES, **words}
    return json.dumps({"@context": entries}, ensure_ascii=False, indent=2) + "\n"


def _words() -> Iterable[tuple[str, dict[str, str]]]:
    for cls in _ours(OWL.Class):
        yield str(cls).removeprefix(THX), {"@id": _short(cls)}
    for prop in _properties():
        yield str(prop).removeprefix(THX), _word(prop, _coercion(prop))


def _borrowed_words() -> Iterable[tuple[str, dict[str, str]]]:
    for prop, coercion in BORROWED.items():
        yield _short(prop).partition(":")[2], _word(prop, coercion)


def _word(prop: URIRef, coercion: str) -> dict[str, str]:
    return {"@id": _short(prop)} | ({"@type": coercion} if coercion else {})


def _coercion(prop: URIRef) -> str:
    """Things are told by their names alone, and numbers, days and the like without their datatype."""
    if (prop, RDF.type, OWL.ObjectProperty) in ONTOLOGY:
        return "@id"
    typed = [
        kind for kind in ONTOLOGY.objects(prop, RDFS.range) if str(kind).startswith(str(XSD)) and kind != XSD.string
    ]
    return _short(typed[0]) if typed else ""


# the page


def page() -> str:
    """The classes by their families, the properties, the individuals, and the schemes with their concepts."""
    return "\n" + "\n\n".join(chain(_class_sections(), _property_sections(), _other_sections())) + "\n"


def _class_sections() -> Iterable[str]:
    families = {
        "Actors and office holders": _below(THX.Party),
        "Initiatives": _below(THX.Initiative),
        "Territories": _below(THX.Territory),
        "Ties": _below(THX.Tie),
    }
    rest = set(_ours(OWL.Class)).difference(*families.values())
    for title, classes in {**families, "Other classes": rest}.items():
        yield _section(title, sorted(classes), _class_facts, RDFS.label, RDFS.comment)


def _property_sections() -> Iterable[str]:
    parties = set(ONTOLOGY.transitive_subjects(RDFS.subPropertyOf, THX.party))
    annotations = set(_ours(OWL.AnnotationProperty))
    rest = [prop for prop in _properties() if prop not in parties | annotations]
    families = {
        "Parties of a tie": parties,
        "Other properties": rest,
        "Properties of the ontology's terms": annotations,
    }
    for title, props in families.items():
        yield _section(title, sorted(map(_iri, props)), _property_facts, RDFS.label, RDFS.comment)


def _other_sections() -> Iterable[str]:
    told = {*_ours(OWL.Class), *_properties(), *_ours(SKOS.Concept), *_ours(SKOS.ConceptScheme)}
    individuals = sorted(set(_terms()) - told)
    yield _section("Individuals", individuals, _individual_facts, RDFS.label, RDFS.comment)
    yield from map(_scheme, sorted(_ours(SKOS.ConceptScheme)))


def _class_facts(cls: URIRef) -> Facts:
    return [
        ("is a", _listed(ONTOLOGY.objects(cls, RDFS.subClassOf))),
        ("narrower", _listed(ONTOLOGY.subjects(RDFS.subClassOf, cls))),
        ("it is", _listed(ONTOLOGY.objects(cls, THX.temporalKind))),
        ("first party", _listed(ONTOLOGY.objects(cls, THX.firstParty))),
        ("other party", _listed(ONTOLOGY.objects(cls, THX.otherParty))),
        ("helix", _listed(ONTOLOGY.objects(cls, THX.defaultHelix))),
        ("has", _listed(ONTOLOGY.subjects(RDFS.domain, cls))),
        ("value of", _listed(ONTOLOGY.subjects(RDFS.range, cls))),
        *_mappings(cls),
    ]


def _property_facts(prop: URIRef) -> Facts:
    return [
        ("of", _listed(ONTOLOGY.objects(prop, RDFS.domain))),
        ("values", _listed(ONTOLOGY.objects(prop, RDFS.range))),
        ("how many", "one" if (prop, THX.singleValued, None) in ONTOLOGY else "any number"),
        ("concepts of", _listed(ONTOLOGY.objects(prop, QB.codeList))),
        ("implies", _listed(ONTOLOGY.objects(prop, RDFS.subPropertyOf))),
        ("implied by", _listed(ONTOLOGY.subjects(RDFS.subPropertyOf, prop))),
        ("inverse", _listed(ONTOLOGY.objects(prop, OWL.inverseOf))),
        *_mappings(prop),
    ]


def _individual_facts(thing: URIRef) -> Facts:
    parts = chain(ONTOLOGY.objects(thing, QB.component), ONTOLOGY.objects(thing, QB.structure))
    return [("is a", _listed(ONTOLOGY.objects(thing, RDF.type))), ("has", _listed(parts))]


def _mappings(node: URIRef) -> Facts:
    return [(_short(mapping).partition(":")[2], _listed(ONTOLOGY.objects(node, mapping))) for mapping in MAPPINGS]


def _section(
    title: str, nodes: Iterable[URIRef], facts: Callable[[URIRef], Facts], label: URIRef, comment: URIRef
) -> str:
    return "\n\n".join([f"## {title}", *(_entry(node, facts(node), label, comment) for node in nodes)])


def _entry(node: URIRef, facts: Facts, label: URIRef, comment: URIRef) -> str:
    named = f"### {_short(node)}\n\n**{_text(node, label)}**, in French **{_text(node, label, 'fr')}**"
    rows = "".join(f"| {name} | {value} |\n" for name, value in facts if value)
    table = f"\n\n| | |\n| --- | --- |\n{rows}".rstrip("\n") if rows else ""
    return f"{named}. {_text(node, comment)}\n\n*{_text(node, comment, 'fr')}*{table}"


def _scheme(scheme: URIRef) -> str:
    told = f"## Scheme: {_text(scheme, RDFS.label)}\n\n`{_short(scheme)}`, in French **{_text(scheme, RDFS.label, 'fr')}**."
    text = f"{told} {_text(scheme, RDFS.comment)}\n\n*{_text(scheme, RDFS.comment, 'fr')}*"
    concepts = sorted(map(_iri, ONTOLOGY.subjects(SKOS.inScheme, scheme)))
    header = "| concept | English | French | what it means | ce que cela veut dire | see |\n" + "| --- " * 6 + "|\n"
    return f"{text}\n\n{header}{''.join(map(_concept, concepts))}".rstrip("\n") if concepts else text


def _concept(concept: URIRef) -> str:
    facts = [("below", SKOS.broader), ("close to", SKOS.closeMatch), ("rank", THX.precedence)]
    seen = [
        f"{name} {_listed(ONTOLOGY.objects(concept, prop))}" for name, prop in facts if ONTOLOGY.value(concept, prop)
    ]
    names = [
        ", ".join(filter(None, (_text(concept, SKOS.prefLabel, tag), _text(concept, SKOS.altLabel, tag))))
        for tag in ("en", "fr")
    ]
    told = [
        " ".join(filter(None, (_text(concept, SKOS.definition, tag), _text(concept, SKOS.scopeNote, tag))))
        for tag in ("en", "fr")
    ]
    return "| " + " | ".join([f"`{_short(concept)}`", *names, *told, "; ".join(seen)]) + " |\n"


# what the ontology says


def _ours(kind: URIRef) -> list[URIRef]:
    return sorted(node for node in _terms() if (node, RDF.type, kind) in ONTOLOGY)


def _terms() -> set[URIRef]:
    return {_iri(node) for node in ONTOLOGY.subjects(RDF.type) if str(node).startswith(THX)}


def _properties() -> list[URIRef]:
    return sorted({prop for kind in PROPERTY_KINDS for prop in _ours(kind)})


def _below(top: URIRef) -> set[URIRef]:
    return {_iri(node) for node in ONTOLOGY.transitive_subjects(RDFS.subClassOf, top)}


def _iri(node: Node | None) -> URIRef:
    if not isinstance(node, URIRef):
        raise TypeError(node)
    return node


def _listed(nodes: Iterable[Node]) -> str:
    return ", ".join(f"`{_short(node)}`" for node in sorted(nodes, key=str))


def _short(node: Node) -> str:
    return node.n3(ONTOLOGY.namespace_manager) if isinstance(node, URIRef) else str(node)


def _text(node: URIRef, prop: URIRef, language: str = "en") -> str:
    texts = [
        str(text) for text in ONTOLOGY.objects(node, prop) if isinstance(text, Literal) and text.language == language
    ]
    return ", ".join(sorted(texts)).replace("|", "\\|")
