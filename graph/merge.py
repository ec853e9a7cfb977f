"""THE rule: the default graph is a function of the evidence.

    default graph = prefer(canonical(union of the named graphs)) + entail(...)

*canonical* maps ids that were declared the same to one; *prefer* keeps one value of each single-valued property;
*entail* adds what follows from the ontology and from partial dates. Nothing else writes the default graph.
The steps run inside the store, because a million triples that travel through Python one by one take ten seconds more.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, Store

from triplehelix.graph.canonical import MONEY, Canonical
from triplehelix.graph.dates import PartialDate
from triplehelix.graph.lookup import MERGED, Term, language, objects, properties, quads, select
from triplehelix.graph.preference import Preference
from triplehelix.graph.terms import OWL, RDF, SKOS, THX, day_literal
from triplehelix.graph.timeline import BOUNDS
from triplehelix.graph.vocabulary import Vocabulary

__all__ = ["merge"]


def merge(store: Store, axioms: Vocabulary) -> None:
    """Make the default graph of a store anew from its named graphs.

    >>> from triplehelix.graph.terms import RDF
    >>> from triplehelix.graph.vocabulary import vocabulary
    >>> store = Store()
    >>> store.add(Quad(THX.x, RDF.type, THX.SME, THX.evidence))
    >>> merge(store, vocabulary())
    >>> Quad(THX.x, RDF.type, THX.Actor) in store
    True
    """
    store.clear_graph(MERGED)
    store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    canonical = Canonical(store)
    _rename(store, canonical)
    _prefer(store, axioms, canonical)
    _entail(store, axioms)


# canonical


def _rename(store: Store, canonical: Canonical) -> None:
    for name in canonical.kept:
        for subject, prop, value, _ in [*quads(store, name, None, None), *quads(store, None, None, name)]:
            store.remove(Quad(subject, prop, value))
            store.add(Quad(cast("NamedNode", canonical.id(subject)), prop, canonical.id(value)))
    store.update(f"DELETE WHERE {{ ?x {OWL.sameAs} ?x }}")


# prefer


def _prefer(store: Store, axioms: Vocabulary, canonical: Canonical) -> None:
    preference = Preference(store, axioms.precedence, canonical)
    for prop in axioms.single_valued:
        for subject, values in _conflicts(store, prop):
            preferred = preference.best(subject, prop, values)
            dropped = [value for value in values if value != preferred]
            _drop(store, subject, prop, dropped)
            if prop == THX.value:
                _drop_told_with(store, canonical, subject, preferred, dropped)
            if prop == SKOS.prefLabel:  # a name that was not preferred is one by which people look for it
                store.extend(Quad(subject, SKOS.altLabel, name) for name in dropped)


def _conflicts(store: Store, prop: NamedNode) -> Iterator[tuple[NamedNode, list[Term]]]:
    """The subjects with several values of a property, in one language each."""
    if not _has_conflicts(store, prop):
        return
    found = select(store, f"SELECT DISTINCT ?s {{ ?s {prop} ?a , ?b FILTER(!sameTerm(?a, ?b)) }}")
    for subject in sorted((cast("NamedNode", row["s"]) for row in found), key=str):
        values = sorted(objects(store, subject, prop), key=_in_language)
        for _, same_language in groupby(values, key=language):
            yield subject, list(same_language)


def _has_conflicts(store: Store, prop: NamedNode) -> bool:
    """Whether there are more values than subjects: counting takes a fifth of the time that looking takes."""
    [counted] = select(store, f"SELECT (COUNT(*) AS ?values) (COUNT(DISTINCT ?s) AS ?subjects) {{ ?s {prop} ?v }}")
    return bool(counted["values"] != counted["subjects"])


def _in_language(term: Term) -> tuple[str, str]:
    return language(term), str(term)


def _drop(store: Store, subject: NamedNode, prop: NamedNode, values: Iterable[Term]) -> None:
    """Remove values, and with money that is nobody's any more what is said of it."""
    for value in values:
        store.remove(Quad(subject, prop, value))
        if prop in MONEY and isinstance(value, NamedNode):
            unowned = f"FILTER NOT EXISTS {{ ?owner ?any {value} }}"
            store.update(f"DELETE {{ {value} ?p ?o }} WHERE {{ {value} ?p ?o {unowned} }}")


def _drop_told_with(store: Store, canonical: Canonical, money: NamedNode, preferred: Term, dropped: list[Term]) -> None:
    """A status or note that documents give another sum is not said of the preferred one."""
    elsewhere = {graph for value in dropped for graph in canonical.graphs(money, THX.value, value)}
    elsewhere -= canonical.graphs(money, THX.value, preferred)
    for prop, value in properties(store, money):
        if canonical.graphs(money, prop, value) <= elsewhere:
            store.remove(Quad(money, prop, value))


# entail


def _entail(store: Store, axioms: Vocabulary) -> None:
    for cls, ancestors in axioms.superclasses.items():
        if ancestors:
            types = " , ".join(sorted(str(ancestor) for ancestor in ancestors))
            store.update(f"INSERT {{ ?x a {types} }} WHERE {{ ?x a {cls} }}")
    for prop, ancestors in axioms.superproperties.items():
        for ancestor in ancestors:
            store.update(f"INSERT {{ ?s {ancestor} ?o }} WHERE {{ ?s {prop} ?o }}")
    _entail_helix(store, axioms)
    _entail_bounds(store, axioms)
    store.bulk_extend(Quad(*triple) for triple in axioms.triples)


def _entail_helix(store: Store, axioms: Vocabulary) -> None:
    """The helix of an actor's class, unless one is stated; of two classes' helices the smaller name."""
    helices = " ".join(f"({cls} {helix})" for cls, helix in axioms.default_helix.items())
    store.update(f"""
        INSERT {{ ?x {THX.helix} ?helix }} WHERE {{
          SELECT ?x (IRI(MIN(STR(?default))) AS ?helix) {{
            VALUES (?class ?default) {{ {helices} }} ?x a ?class
            FILTER NOT EXISTS {{ ?x {THX.helix} ?stated }}
          }} GROUP BY ?x
        }}""")


def _entail_bounds(store: Store, axioms: Vocabulary) -> None:
    for prop, (not_before, not_after) in BOUNDS.items():
        found = select(store, f"SELECT DISTINCT ?date {{ ?x {prop} ?date }}")
        if rows := sorted(filter(None, (_bounds_row(cast("Literal", row["date"])) for row in found))):
            store.update(
                f"INSERT {{ ?x {not_before} ?first ; {not_after} ?last }} "
                f"WHERE {{ VALUES (?date ?first ?last) {{ {' '.join(rows)} }} ?x {prop} ?date }}"
            )
    _bound_by_knowledge(store, THX.Initiative, THX.startsNotAfter)
    _bounds_of_initiative(store)
    for kind in axioms.subclasses(THX.Tie):
        _bound_by_knowledge(store, kind, THX.dateNotAfter if kind in axioms.events else THX.startsNotAfter)


def _bounds_row(written: Literal) -> str:
    """A date with its first and last day; nothing where it is not a date that we can bound."""
    bounds = PartialDate.read(written.value)
    return f"({written} {day_literal(bounds.first)} {day_literal(bounds.last)})" if bounds else ""


def _bounds_of_initiative(store: Store) -> None:
    """A participation without dates takes its initiative's bounds."""
    bounds = (*BOUNDS[THX.start], *BOUNDS[THX.end])
    if not any(next(quads(store, None, bound, None), None) for bound in bounds):
        return
    inserted = " ; ".join(f"{bound} ?day{n}" for n, bound in enumerate(bounds))
    known = " ".join(f"OPTIONAL {{ ?i {bound} ?day{n} }}" for n, bound in enumerate(bounds))
    store.update(f"""
        INSERT {{ ?x {inserted} }} WHERE {{
          ?x a {THX.Participation} ; {THX.initiative} ?i
          FILTER NOT EXISTS {{ ?x {THX.start} ?start }} FILTER NOT EXISTS {{ ?x {THX.end} ?end }} {known}
        }}""")


def _bound_by_knowledge(store: Store, kind: NamedNode, bound: NamedNode) -> None:
    """What is known by a day has begun or happened by then; the earliest such day counts where no date says more."""
    known: dict[NamedNode, PartialDate] = {}
    for subject, _, value, _ in quads(store, None, THX.knownBy, None):
        when = PartialDate.read(value.value)
        if when and Quad(subject, RDF.type, kind) in store and not objects(store, subject, bound):
            known[subject] = min(when, known.get(subject, when), key=lambda one: one.last)
    store.extend(Quad(subject, bound, day_literal(when.last)) for subject, when in known.items())
