"""Which actors count: by what they are, what they work on, and where they sit."""

from collections.abc import Collection
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from triplehelix.graph.lookup import pairs, subjects
from triplehelix.graph.parameters import Parameter, Typed
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import DCT, RDF, RDFS, SKOS, THX

__all__ = ["ActorFilter", "actor_filter", "below", "chosen"]


@dataclass(frozen=True, slots=True)
class ActorFilter:
    """What an actor must be, by IRIs: one of the things in each collection that has any."""

    types: Collection[str] = ()
    """Classes of actors; those below them count, too."""
    helices: Collection[str] = ()
    therapies: Collection[str] = ()
    """Therapies, with their narrower ones."""
    stages: Collection[str] = ()
    """Stages of the value chain, with their narrower ones."""
    regions: Collection[str] = ()
    """Territories, with those that lie in them."""


def actor_filter(  # noqa: PLR0913 - each is a kind of trait
    reading: Reading,
    *,
    types: Collection[str] = (),
    helices: Collection[str] = (),
    therapies: Collection[str] = (),
    stages: Collection[str] = (),
    regions: Collection[str] = (),
) -> ActorFilter:
    """The filter that people mean by names such as `SME`, `phage-therapy`, `manufacturing` or `Wallonia`.

    Raises
    ------
    NameNotFound, AmbiguousName
        If a name means nothing of its kind, or several things.
    """
    typed = Typed(reading)

    def meant(kind: str, names: Collection[str]) -> frozenset[str]:
        terms = (typed.term(Parameter(kind, kind, None, {}), name) for name in names)
        return frozenset(term.value for term in terms if term)

    return ActorFilter(
        types=meant("actor-kind", types),
        helices=meant("helix", helices),
        therapies=meant("therapy", therapies),
        stages=meant("stage", stages),
        regions=meant("territory", regions),
    )


def chosen(store: Store, wanted: ActorFilter) -> set[str]:
    """The actors, by IRI, that are all that is wanted.

    >>> chosen(Store(), ActorFilter())
    set()
    """
    found = {actor for actor, _ in pairs(store, RDF.type, THX.Actor)}
    for values, properties, up in (
        (wanted.types, (RDF.type,), RDFS.subClassOf),
        (wanted.helices, (THX.helix,), SKOS.broader),
        (wanted.therapies, (THX.therapy,), SKOS.broader),
        (wanted.stages, (THX.stage,), SKOS.broader),
        (wanted.regions, (THX.city, THX.region, THX.country), DCT.isPartOf),
    ):
        if values:
            things = below(store, values, up)
            found &= {actor for prop in properties for value in things for actor, _ in pairs(store, prop, value)}
    return found


def below(store: Store, things: Collection[str], up: NamedNode) -> list[NamedNode]:
    """Some things and all that lie under them."""
    found = [NamedNode(thing) for thing in things]
    for thing in found:
        found += {*subjects(store, up, thing)}.difference(found)
    return found
