"""A view in memory: an ecosystem as it stood at a day.

Ties, initiatives and changes that certainly do not hold, or have not happened, are left out of the default graph; what
remains is marked `thx:holds "yes"` or `"maybe"`. The evidence is copied whole, for it is about what documents say.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from triplehelix.graph.canonical import MONEY
from triplehelix.graph.errors import Impossible
from triplehelix.graph.lookup import MERGED, count, objects, subjects
from triplehelix.graph.moments import Certainty
from triplehelix.graph.terms import RDF, RDFS, SKOS, THX
from triplehelix.graph.timeline import timeline

__all__ = ["Snapshot", "snapshot"]

_MOST: Final = 2_000_000


@dataclass(frozen=True)
class Snapshot:
    """A view of a store at a day."""

    day: date
    whole: Store
    """The store that it is a view of."""
    store: Store
    triples: int
    """How many the view's default graph has."""
    ties: dict[Certainty, int]
    """How many ties hold (or have happened), may hold, and were left out."""


def snapshot(whole: Store, day: date, *, most: int = _MOST) -> Snapshot:
    """The view of a store at a day.

    Raises
    ------
    Impossible
        If the default graph has more triples than fit in memory well.

    >>> snapshot(Store(), date(2022, 1, 1)).triples
    0
    """
    _check_size(whole, most)
    held = {NamedNode(iri): when.holds(day) for iri, when in timeline(whole).items()}
    view = Store()
    view.bulk_extend(whole)
    _leave_out(view, _left_out(whole, held))
    marks = ((thing, answer) for thing, answer in held.items() if answer != "no")
    view.bulk_extend(Quad(thing, THX.holds, Literal(answer)) for thing, answer in marks)
    ties: Counter[Certainty] = Counter(held[tie] for tie in subjects(whole, RDF.type, THX.Tie))
    counted: dict[Certainty, int] = {"yes": ties["yes"], "maybe": ties["maybe"], "no": ties["no"]}
    return Snapshot(day, whole, view, _size(view, most + len(held)), counted)


def _check_size(store: Store, most: int) -> None:
    if _size(store, most + 1) > most:
        raise Impossible(
            f"the merged knowledge has more than {most:,} triples, too many for a view in memory; filter in the query "
            "instead, on thx:startsNotBefore, thx:startsNotAfter, thx:endsNotBefore and thx:endsNotAfter of states and "
            "initiatives, and on thx:dateNotBefore and thx:dateNotAfter of events"
        )


def _size(store: Store, most: int) -> int:
    """How many triples the default graph has, counted up to a limit."""
    return count(store, f"SELECT (COUNT(*) AS ?n) {{ SELECT * {{ ?s ?p ?o }} LIMIT {most} }}")


def _left_out(store: Store, held: dict[NamedNode, Certainty]) -> set[NamedNode]:
    """What does not hold, with the money and the figures that are its own."""
    gone = {thing for thing, answer in held.items() if answer == "no"}
    money = {node for thing in gone for prop in MONEY for node in objects(store, thing, prop)}
    others = {node for node in money if not gone.issuperset(_owners(store, node))}
    figures = {figure for thing in gone for figure in subjects(store, THX.about, thing)}
    return gone | figures | {node for node in money - others if isinstance(node, NamedNode)}


def _owners(store: Store, money: NamedNode | Literal) -> set[NamedNode]:
    return {owner for prop in MONEY for owner in subjects(store, prop, money)}


def _leave_out(view: Store, gone: set[NamedNode]) -> None:
    """Remove the merged triples that are about what is gone, or lead to it.

    A tie that remains may name an initiative that does not, such as one that was funded before it began: it keeps the
    initiative as its party, and the initiative its name.
    """
    parties = {THX.party, *subjects(view, RDFS.subPropertyOf, THX.party)}
    for thing in gone:
        led = [quad for quad in view.quads_for_pattern(None, None, thing, MERGED) if quad.subject not in gone]
        named = any(quad.predicate in parties for quad in led)
        for quad in view.quads_for_pattern(thing, None, None, MERGED):
            if not (named and quad.predicate == SKOS.prefLabel):
                view.remove(quad)
        for quad in led:
            if quad.predicate not in parties:
                view.remove(quad)
