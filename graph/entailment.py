"""What follows from the ontology and from partial dates: superclasses and superproperties, helices, bounds."""

from typing import Final, cast

from pyoxigraph import Literal, NamedNode, Quad, Store

from triplehelix.graph.dates import PartialDate
from triplehelix.graph.deriving import Deriving
from triplehelix.graph.lookup import objects, quads
from triplehelix.graph.terms import RDF, THX, day_literal
from triplehelix.graph.timeline import BOUNDS
from triplehelix.graph.vocabulary import Vocabulary

__all__ = ["entail"]

_BOUNDS: Final = (*BOUNDS[THX.start], *BOUNDS[THX.end])


def entail(deriving: Deriving, axioms: Vocabulary) -> None:
    """Add what follows; each step sees what the ones before it added."""
    _above(deriving, axioms)
    _helix(deriving, axioms)
    for prop in BOUNDS:
        _bounds(deriving, prop)
    deriving.flush()
    _bound_by_knowledge(deriving.store, [THX.Initiative], THX.startsNotAfter)
    _bounds_of_initiative(deriving)
    deriving.flush()
    ties = axioms.subclasses(THX.Tie)
    _bound_by_knowledge(deriving.store, [kind for kind in ties if kind in axioms.events], THX.dateNotAfter)
    _bound_by_knowledge(deriving.store, [kind for kind in ties if kind not in axioms.events], THX.startsNotAfter)


def _above(deriving: Deriving, axioms: Vocabulary) -> None:
    for cls, ancestors in axioms.superclasses.items():
        if ancestors:
            types = " , ".join(sorted(str(ancestor) for ancestor in ancestors))
            deriving.insert(f"?x a {types}", f"?x a {cls}")
    for prop, ancestors in axioms.superproperties.items():
        for ancestor in ancestors:
            deriving.insert(f"?s {ancestor} ?o", f"?s {prop} ?o")


def _helix(deriving: Deriving, axioms: Vocabulary) -> None:
    """The helix of an actor's class, unless one is stated; of two classes' helices the smaller name."""
    given = axioms.default_helix.items()
    helices = " ".join(f"({cls} {helix})" for top, helix in given for cls in (top, *axioms.subclasses(top)))
    deriving.insert(
        f"?x {THX.helix} ?helix",
        f"""SELECT ?x (IRI(MIN(STR(?default))) AS ?helix) {{
            VALUES (?class ?default) {{ {helices} }} ?x a ?class
            FILTER NOT EXISTS {{ ?x {THX.helix} ?stated }}
          }} GROUP BY ?x""",
    )


def _bounds(deriving: Deriving, prop: NamedNode) -> None:
    not_before, not_after = BOUNDS[prop]
    found = deriving.select(f"SELECT DISTINCT ?date {{ ?x {prop} ?date }}")
    if rows := sorted(filter(None, (_bounds_row(cast("Literal", row["date"])) for row in found))):
        deriving.insert(
            f"?x {not_before} ?first ; {not_after} ?last",
            f"VALUES (?date ?first ?last) {{ {' '.join(rows)} }} ?x {prop} ?date",
        )


def _bounds_row(written: Literal) -> str:
    """A date with its first and last day; nothing where it is not a date that we can bound."""
    bounds = PartialDate.read(written.value)
    return f"({written} {day_literal(bounds.first)} {day_literal(bounds.last)})" if bounds else ""


def _bounds_of_initiative(deriving: Deriving) -> None:
    """A participation without dates takes its initiative's bounds."""
    if not any(next(quads(deriving.store, None, bound, None), None) for bound in _BOUNDS):
        return
    inserted = " ; ".join(f"{bound} ?day{n}" for n, bound in enumerate(_BOUNDS))
    known = " ".join(f"OPTIONAL {{ ?i {bound} ?day{n} }}" for n, bound in enumerate(_BOUNDS))
    deriving.insert_from_merged(
        f"?x {inserted}",
        f"?x a {THX.Participation}",
        f"""?x {THX.initiative} ?i
            FILTER NOT EXISTS {{ ?x {THX.start} ?start }} FILTER NOT EXISTS {{ ?x {THX.end} ?end }} {known}""",
    )


def _bound_by_knowledge(store: Store, kinds: list[NamedNode], bound: NamedNode) -> None:
    """What is known by a day has begun or happened by then; the earliest such day counts where no date says more."""
    known: dict[NamedNode, PartialDate] = {}
    for subject, _, value, _ in quads(store, None, THX.knownBy, None):
        when = PartialDate.read(value.value)
        is_kind = any(Quad(subject, RDF.type, kind) in store for kind in kinds)
        if when and is_kind and not objects(store, subject, bound):
            known[subject] = min(when, known.get(subject, when), key=lambda one: one.last)
    if known:
        store.bulk_extend(Quad(subject, bound, day_literal(when.last)) for subject, when in known.items())
