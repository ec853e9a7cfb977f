"""What the ontology says, as the reading of tables and the merge need it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from triplehelix.graph.terms import RDF, RDFS, SKOS, THX, local_name

__all__ = ["ONTOLOGY_FILES", "Vocabulary", "vocabulary"]

_FOLDER: Final = Path(__file__).parent.parent / "ontology"
Term = TypeVar("Term", NamedNode, Literal)

ONTOLOGY_FILES: Final = (_FOLDER / "triplehelix.ttl", *sorted((_FOLDER / "schemes").glob("*.ttl")))


@dataclass(frozen=True)
class Vocabulary:
    """The ontology's axioms, each ready to be looked up.

    >>> sorted(iri.value.rsplit("#")[-1] for iri in vocabulary().superclasses[THX.Participation])
    ['Tie']
    """

    triples: tuple[Triple, ...]
    superclasses: Mapping[NamedNode, frozenset[NamedNode]]
    superproperties: Mapping[NamedNode, frozenset[NamedNode]]
    single_valued: tuple[NamedNode, ...]
    default_helix: Mapping[NamedNode, NamedNode]
    precedence: Mapping[NamedNode, int]
    parties: Mapping[str, tuple[NamedNode, tuple[NamedNode, ...]]]
    """Each tie class's local name with the property of its first party and those of the others."""
    events: frozenset[NamedNode]
    """The classes of the ties that happen; the others last."""
    concepts: Mapping[str, frozenset[str]]
    """Each scheme's local name with the local names of its concepts."""

    def subclasses(self, ancestor: NamedNode) -> list[NamedNode]:
        """The classes below a class, in the order of their names."""
        below = (cls for cls, ancestors in self.superclasses.items() if ancestor in ancestors)
        return sorted(below, key=lambda cls: cls.value)


@cache
def vocabulary() -> Vocabulary:
    """The ontology that ships, read once."""
    return _read(triple for path in ONTOLOGY_FILES for triple in _parsed(path))


def _parsed(path: Path) -> Iterable[Triple]:
    return (quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE))


def _read(triples: Iterable[Triple]) -> Vocabulary:
    store = _Axioms(triples)
    return Vocabulary(
        triples=store.triples,
        superclasses=_ancestors(store.pairs(RDFS.subClassOf)),
        superproperties=_ancestors(store.pairs(RDFS.subPropertyOf)),
        single_valued=tuple(sorted({s for s, _ in store.values(THX.singleValued)}, key=lambda p: p.value)),
        default_helix=dict(store.pairs(THX.defaultHelix)),
        precedence={concept: int(value.value) for concept, value in store.values(THX.precedence)},
        parties=_parties(store),
        events=frozenset(cls for cls, kind in store.pairs(THX.temporalKind) if kind == THX.Event),
        concepts=_by_scheme(store),
    )


class _Axioms:
    """The ontology's triples, looked up by predicate."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = tuple(triples)

    def pairs(self, predicate: NamedNode) -> list[tuple[NamedNode, NamedNode]]:
        """The things that a property joins."""
        return self._joined(predicate, NamedNode)

    def values(self, predicate: NamedNode) -> list[tuple[NamedNode, Literal]]:
        """The things that have a text or number, and which."""
        return self._joined(predicate, Literal)

    def _joined(self, predicate: NamedNode, kind: type[Term]) -> list[tuple[NamedNode, Term]]:
        return [
            (triple.subject, triple.object)
            for triple in self.triples
            if triple.predicate == predicate
            and isinstance(triple.subject, NamedNode)
            and isinstance(triple.object, kind)
        ]


def _ancestors(pairs: list[tuple[NamedNode, NamedNode]]) -> dict[NamedNode, frozenset[NamedNode]]:
    parents: dict[NamedNode, set[NamedNode]] = {}
    for child, parent in pairs:
        parents.setdefault(child, set()).add(parent)
    return {child: frozenset(_reachable(child, parents)) for child in parents}


def _reachable(start: NamedNode, parents: Mapping[NamedNode, set[NamedNode]]) -> set[NamedNode]:
    seen: set[NamedNode] = set()
    waiting = [start]
    while waiting:
        new = parents.get(waiting.pop(), set()) - seen
        seen |= new
        waiting.extend(new)
    return seen - {start}


def _parties(axioms: _Axioms) -> dict[str, tuple[NamedNode, tuple[NamedNode, ...]]]:
    first = dict(axioms.pairs(THX.firstParty))
    others = axioms.pairs(THX.otherParty)
    return {
        local_name(cls.value): (prop, tuple(other for owner, other in others if owner == cls))
        for cls, prop in first.items()
    }


def _by_scheme(axioms: _Axioms) -> dict[str, frozenset[str]]:
    schemes = {local_name(s.value) for s, kind in axioms.pairs(RDF.type) if kind == SKOS.ConceptScheme}
    members = [(local_name(scheme.value), local_name(concept.value)) for concept, scheme in axioms.pairs(SKOS.inScheme)]
    return {scheme: frozenset(concept for owner, concept in members if owner == scheme) for scheme in schemes}
