"""What a cell's text becomes in RDF: one kind of value for each property of the tables."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from triplehelix.graph.dates import PartialDate
from triplehelix.graph.sources.addresses import is_web_address
from triplehelix.graph.terms import DCT, FOAF, ORG, SKOS, THX, XSD, local_name
from triplehelix.graph.vocabulary import Vocabulary

__all__ = ["CONCEPT_PREFIX", "MONEY", "PROPERTIES", "CellReader"]

Term = NamedNode | Literal

# property of the tables -> (predicate, kind of value)
PROPERTIES: Final[Mapping[str, tuple[NamedNode, str]]] = {
    "name": (SKOS.prefLabel, "text"),
    "alias": (SKOS.altLabel, "text"),
    "description": (DCT.description, "english"),
    "helix": (THX.helix, "helices"),
    "city": (THX.city, "reference"),
    "region": (THX.region, "reference"),
    "country": (THX.country, "reference"),
    "founded": (THX.founded, "date"),
    "website": (FOAF.homepage, "url"),
    "therapy": (THX.therapy, "therapies"),
    "stage": (THX.stage, "stages"),
    "ror": (SKOS.exactMatch, "ror"),
    "wikidata": (SKOS.exactMatch, "wikidata"),
    "exact_match": (SKOS.exactMatch, "url"),
    "kbo": (ORG.identifier, "text"),
    "start": (THX.start, "date"),
    "end": (THX.end, "date"),
    "date": (THX.date, "date"),
    "known_by": (THX.knownBy, "date"),
    "part_of": (DCT.isPartOf, "reference"),
    "role": (THX.role, "roles"),
    "instrument": (THX.instrument, "instruments"),
    "share_of": (THX.shareOf, "reference"),
    "title": (DCT.title, "english"),
    "topic": (THX.topic, "english"),
    "note": (THX.note, "english"),
    "state": (THX.state, "english"),
    "former_name": (THX.formerName, "text"),
    "address": (THX.address, "text"),
    "grant_agreement": (THX.grantAgreement, "text"),
    "funding_scheme": (THX.fundingScheme, "text"),
    "call": (THX.callIdentifier, "text"),
    "call_topic": (THX.callTopic, "text"),
    "legal_basis": (THX.legalBasis, "text"),
    "pic": (THX.pic, "text"),
    "vat": (THX.vat, "text"),
    "lei": (THX.lei, "text"),
    "isni": (THX.isni, "text"),
    "grid": (THX.grid, "text"),
    "member_category": (THX.memberCategory, "english"),
    "partner_category": (THX.partnerCategory, "english"),
    "mission": (THX.mission, "english"),
    "scope": (THX.scope, "english"),
    "emphasis": (THX.emphasis, "english"),
}

MONEY: Final[Mapping[str, NamedNode]] = {
    "budget": THX.budget,
    "amount": THX.amount,
    "ceiling": THX.ceiling,
    "cost": THX.cost,
    "net": THX.netAmount,
}

CONCEPT_PREFIX: Final = {"roles": "role-", "instruments": "instrument-", "helices": "helix-"}
"""What a scheme's words have before them in the ontology, and not in a table."""
_ROR: Final = "https://ror.org/"
_WIKIDATA_ID: Final = re.compile(r"Q[1-9]\d*", re.ASCII)


@dataclass(frozen=True)
class CellReader:
    """Reads cells against the ontology's closed vocabularies and the ids that the tables define."""

    vocabulary: Vocabulary
    things: Mapping[str, NamedNode]

    def term(self, kind: str, text: str) -> Term:
        """The RDF term of a cell.

        Raises
        ------
        ValueError
            If the text is not of that kind; the message says what is expected.
        """
        read = _READERS.get(kind)
        return read(text) if read else self._known(kind, text)

    def _known(self, kind: str, text: str) -> NamedNode:
        return self.reference(text) if kind == "reference" else self.concept(kind, text)

    def reference(self, text: str) -> NamedNode:
        """The thing that a table defines under this id."""
        if text not in self.things:
            raise ValueError(f"no table has the id {text!r}; correct it or add its row")
        return self.things[text]

    def concept(self, scheme: str, text: str) -> NamedNode:
        """A concept of one of the ontology's schemes, by the word that tables use."""
        prefix = CONCEPT_PREFIX.get(scheme, "")
        if prefix + text not in self.vocabulary.concepts[scheme]:
            raise ValueError(f"{text!r} is none of the {scheme}: {', '.join(self.words(scheme))}")
        return THX[prefix + text]

    def words(self, scheme: str) -> list[str]:
        """The words that tables use for the concepts of a scheme, in order."""
        prefix = CONCEPT_PREFIX.get(scheme, "")
        return sorted(word.removeprefix(prefix) for word in self.vocabulary.concepts[scheme])

    def class_below(self, ancestor: str, text: str) -> NamedNode:
        """A class below another, by its name: an actor's, an initiative's, a territory's, a tie's."""
        classes = {local_name(cls.value): cls for cls in self.vocabulary.subclasses(THX[ancestor])}
        if ancestor == "Actor":  # of which kind, not every document says
            classes["Actor"] = THX.Actor
        if text not in classes:
            raise ValueError(f"{text!r} is none of the types {', '.join(classes)}")
        return classes[text]


def _url(text: str) -> NamedNode:
    if not is_web_address(text):
        raise ValueError(f"{text!r} is not a web address; write http://... or https://..., with %20 for a blank")
    return NamedNode(text)


def _ror(text: str) -> NamedNode:
    if not text.startswith(_ROR):
        raise ValueError(f"{text!r} is not an entry of ROR; write its whole address, {_ROR}...")
    return _url(text)


def _wikidata(text: str) -> NamedNode:
    if not _WIKIDATA_ID.fullmatch(text):
        raise ValueError(f"{text!r} is not a Wikidata id; write Q and digits, such as Q1920549")
    return NamedNode(f"http://www.wikidata.org/entity/{text}")


def _date(text: str) -> Literal:
    return Literal(text, datatype=XSD[PartialDate.parse(text).precision])


def _english(text: str) -> Literal:
    return Literal(text, language="en")


_READERS: Final[Mapping[str, Callable[[str], Term]]] = {
    "text": Literal,
    "english": _english,
    "date": _date,
    "url": _url,
    "ror": _ror,
    "wikidata": _wikidata,
}
