"""What people type for a question's parameter -> the RDF term that they mean."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, Quad

from triplehelix.graph.dates import PartialDate
from triplehelix.graph.errors import QuestionError
from triplehelix.graph.lookup import Term, select
from triplehelix.graph.names import Names
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import RDF, THX, XSD, day_literal, local_name
from triplehelix.graph.values import Entity

__all__ = ["ANY", "TYPES", "Parameter", "Typed"]

ANY: Final = "any"
"""What people type, and see, where a parameter may stay open."""

_ENTITIES: Final = {"actor": (THX.Actor,), "initiative": (THX.Initiative,), "entity": ()}
# which things of the store a parameter may mean
_AMONG: Final = {
    "therapy": "?x skos:inScheme thx:therapies",
    "stage": "?x skos:inScheme thx:stages",
    "role": "?x skos:inScheme thx:roles",
    "instrument": "?x skos:inScheme thx:instruments",
    "indicator": "?x skos:inScheme thx:indicators",
    "helix": "?x skos:inScheme thx:helices",
    "territory": "?x a thx:Territory",
    "actor-kind": "?x rdfs:subClassOf* thx:Actor",
    "tie-kind": "?x rdfs:subClassOf thx:Tie",
    "document": "?x a thx:Source",
}
_NAMING: Final = "skos:prefLabel|skos:altLabel|skos:notation|rdfs:label|dct:title|dct:source"
_NUMBERS: Final = {
    "integer": (re.compile(r"[+-]?\d+", re.ASCII), XSD.integer, "a whole number such as 10"),
    "decimal": (re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII), XSD.decimal, "a number such as 2.5"),
}

TYPES: Final = (*_ENTITIES, *_AMONG, *_NUMBERS, "date", "text")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be chosen in a question: its name, type, default (None where it stays open), and meaning by language."""

    name: str
    type: str
    default: Term | None
    descriptions: Mapping[str, str]

    @property
    def written(self) -> str:
        """The default as somebody would type it."""
        if self.default is None:
            return ANY
        return self.default.value if isinstance(self.default, Literal) else local_name(self.default.value)

    def description(self, language: str) -> str:
        """What it means, in a language."""
        return self.descriptions[language]


class Typed:
    """Finds the term that a text means for a parameter, in one store."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._readers: dict[str, Callable[[Parameter, str], Term]] = {
            **dict.fromkeys(_ENTITIES, self._entity),
            **dict.fromkeys(_AMONG, self._concept),
            **dict.fromkeys(_NUMBERS, _number),
            "date": _day,
            "text": lambda _, text: Literal(text),
        }
        self._names = cache(partial(_names_of, reading))

    def term(self, parameter: Parameter, text: str) -> Term | None:
        """The term that a text means for a parameter; None for `any`.

        Raises
        ------
        QuestionError
            If the text is not of the parameter's type, or `any` where the question needs a value.
        NameNotFound, AmbiguousName
            If a name means nothing, or several things.
        """
        if text == ANY and (parameter.type != "text" or parameter.default is None):
            _check_that_it_may_stay_open(parameter)
            return None
        try:
            text.encode()
        except UnicodeEncodeError:
            raise QuestionError(f"{parameter.name}={text!r} is not UTF-8; type it anew") from None
        return self._readers[parameter.type](parameter, text)

    def _entity(self, parameter: Parameter, text: str) -> NamedNode:
        entity = self._reading.resolve(text)
        node = NamedNode(entity.id)
        if not all(Quad(node, RDF.type, kind) in self._reading.store for kind in _ENTITIES[parameter.type]):
            raise QuestionError(f"{entity.name} is a {entity.type}; {parameter.name} takes an {parameter.type}")
        return node

    def _concept(self, parameter: Parameter, text: str) -> NamedNode:
        return NamedNode(self._names(parameter.type).resolve(text).id)


def _check_that_it_may_stay_open(parameter: Parameter) -> None:
    if parameter.default is not None:
        raise QuestionError(f"{parameter.name} cannot be {ANY}: the question needs a value")


def _names_of(reading: Reading, kind: str) -> Names:
    """The words for the things of a kind, in all languages, and the ends of their IRIs."""
    found = select(reading.store, f"SELECT ?x ?text {{ {_AMONG[kind]} OPTIONAL {{ ?x {_NAMING} ?text }} }}")
    spellings = [(cast("NamedNode", row["x"]).value, row["text"]) for row in found]
    entities = {iri: Entity(iri, reading.labels(iri), kind) for iri, _ in spellings}
    words = [(iri, cast("Term", text).value) for iri, text in spellings if text]
    return Names(entities, [*words, *((iri, local_name(iri)) for iri in entities)], kind.replace("-", " "))


def _number(parameter: Parameter, text: str) -> Literal:
    form, datatype, meant = _NUMBERS[parameter.type]
    if not form.fullmatch(text):
        raise QuestionError(f"{parameter.name}={text!r} is not {meant}")
    return Literal(text, datatype=datatype)


def _day(parameter: Parameter, text: str) -> Literal:
    """A day; of a month or year the first, and the last for a parameter that says until when."""
    try:
        when = PartialDate.parse(text)
    except ValueError as error:
        raise QuestionError(f"{parameter.name}: {error}") from None
    return day_literal(when.last if parameter.name == "until" else when.first)
