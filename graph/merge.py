"""THE rule: the default graph is a function of the evidence.

    default graph = prefer(canonical(union of the named graphs)) + entail(...)

*canonical* maps ids that were declared the same to one; *prefer* keeps one value of each single-valued property;
*entail* adds what follows from the ontology and from partial dates. Nothing else writes the default graph.
The steps run inside the store, because a million triples that travel through Python one by one take ten seconds more.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import groupby, product
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, Quad, Store

from triplehelix.graph.dates import PartialDate
from triplehelix.graph.identity import canonical_ids
from triplehelix.graph.lookup import MERGED, Graph, Term, named_graphs, objects, properties, quads, select, subjects
from triplehelix.graph.terms import DCT, OWL, PROV, RDF, THX, XSD
from triplehelix.graph.vocabulary import Vocabulary

__all__ = ["merge"]

_UNRANKED: Final = 5  # between announced and proposed: a value without a status beats a mere proposal
_BOUNDS: Final = {
    THX.start: (THX.startsNotBefore, THX.startsNotAfter),
    THX.end: (THX.endsNotBefore, THX.endsNotAfter),
    THX.date: (THX.dateNotBefore, THX.dateNotAfter),
}
_MONEY: Final = (THX.amount, THX.budget)


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
    canonical = _canonical(store)
    _prefer(store, axioms, canonical)
    _entail(store, axioms)


# canonical


def _canonical(store: Store) -> dict[NamedNode, NamedNode]:
    declared = canonical_ids(_declared_the_same(store))
    things = {NamedNode(name): NamedNode(kept) for name, kept in declared.items()}
    same = _their_money(store, things) | things
    for name in same:
        for subject, prop, value, _ in [*quads(store, name, None, None), *quads(store, None, None, name)]:
            kept = same.get(value, value) if isinstance(value, NamedNode) else value
            store.remove(Quad(subject, prop, value))
            store.add(Quad(same.get(subject, subject), prop, kept))
    store.update(f"DELETE WHERE {{ ?x {OWL.sameAs} ?x }}")
    return same


def _declared_the_same(store: Store) -> Iterator[tuple[str, str]]:
    for row in select(store, f"SELECT ?a ?b {{ ?a {OWL.sameAs} ?b FILTER(isIRI(?a) && isIRI(?b)) }}"):
        yield cast("NamedNode", row["a"]).value, cast("NamedNode", row["b"]).value


def _their_money(store: Store, same: Mapping[NamedNode, NamedNode]) -> dict[NamedNode, NamedNode]:
    """The money of a thing is named after it, so it gets its name from the canonical id too."""
    return {
        value: NamedNode(kept.value + value.value.removeprefix(name.value))
        for name, kept in same.items()
        for prop in _MONEY
        for value in objects(store, name, prop)
        if isinstance(value, NamedNode) and value.value.startswith(f"{name.value}/")
    }


# prefer


def _prefer(store: Store, axioms: Vocabulary, canonical: Mapping[NamedNode, NamedNode]) -> None:
    aliases: dict[NamedNode, list[NamedNode]] = {}
    for name, kept in canonical.items():
        aliases.setdefault(kept, []).append(name)
    chooser = _Chooser(store, axioms.precedence, aliases)
    for prop in axioms.single_valued:
        for subject, values in _conflicts(store, prop):
            preferred = chooser.best(subject, prop, values)
            dropped = [value for value in values if value != preferred]
            _drop(store, subject, prop, dropped)
            if prop == THX.value:
                chooser.drop_told_with(subject, preferred, dropped)


def _conflicts(store: Store, prop: NamedNode) -> Iterator[tuple[NamedNode, list[Term]]]:
    """The subjects with several values of a property, in one language each."""
    if not _has_conflicts(store, prop):
        return
    found = select(store, f"SELECT DISTINCT ?s {{ ?s {prop} ?a , ?b FILTER(!sameTerm(?a, ?b)) }}")
    for subject in sorted((cast("NamedNode", row["s"]) for row in found), key=str):
        values = sorted(objects(store, subject, prop), key=_in_language)
        for _, same_language in groupby(values, key=_language):
            yield subject, list(same_language)


def _has_conflicts(store: Store, prop: NamedNode) -> bool:
    """Whether there are more values than subjects: counting takes a fifth of the time that looking takes."""
    [counted] = select(store, f"SELECT (COUNT(*) AS ?values) (COUNT(DISTINCT ?s) AS ?subjects) {{ ?s {prop} ?v }}")
    return bool(counted["values"] != counted["subjects"])


def _language(term: Term) -> str:
    return (term.language or "") if isinstance(term, Literal) else ""


def _in_language(term: Term) -> tuple[str, str]:
    return _language(term), str(term)


def _drop(store: Store, subject: NamedNode, prop: NamedNode, values: Iterable[Term]) -> None:
    """Remove values, and with money that is nobody's any more what is said of it."""
    for value in values:
        store.remove(Quad(subject, prop, value))
        if prop in _MONEY and isinstance(value, NamedNode):
            unowned = f"FILTER NOT EXISTS {{ ?owner ?any {value} }}"
            store.update(f"DELETE {{ {value} ?p ?o }} WHERE {{ {value} ?p ?o {unowned} }}")


class _Chooser:
    """Curated status first, then stated before deduced, then most documents, then newest, then smallest."""

    def __init__(
        self, store: Store, precedence: Mapping[NamedNode, int], aliases: Mapping[NamedNode, list[NamedNode]]
    ) -> None:
        self._store = store
        self._precedence = precedence
        self._aliases = aliases

    def best(self, subject: NamedNode, prop: NamedNode, values: list[Term]) -> Term:
        """The value to keep; `values` come smallest first, and the first of the best wins."""
        return max(values, key=lambda value: self._merit(subject, prop, value))

    def drop_told_with(self, money: NamedNode, preferred: Term, dropped: list[Term]) -> None:
        """A status or note that documents give another sum is not said of the preferred one."""
        elsewhere = {graph for value in dropped for graph in self._graphs(money, THX.value, value)}
        elsewhere -= self._graphs(money, THX.value, preferred)
        for prop, value in properties(self._store, money):
            if self._graphs(money, prop, value) <= elsewhere:
                self._store.remove(Quad(money, prop, value))

    def _merit(self, subject: NamedNode, prop: NamedNode, value: Term) -> tuple[int, int, int, str]:
        graphs = self._graphs(subject, prop, value)
        documents = {doc for graph in graphs for doc in self._objects(graph, PROV.wasDerivedFrom, None)}
        issued = [when.value for doc in documents for when in self._objects(doc, DCT.issued, None)]
        return (
            -min((self._rank(THX.status, subject, value, graph) for graph in graphs), default=_UNRANKED),
            -min((self._rank(THX.confidence, subject, value, graph) for graph in graphs), default=_UNRANKED),
            len(documents),
            max(issued, default=""),
        )

    def _graphs(self, subject: NamedNode, prop: NamedNode, value: Term) -> set[NamedNode]:
        """The evidence graphs that state a triple, under whatever names of its ends."""
        values: list[Term] = [*self._names(value)] if isinstance(value, NamedNode) else [value]
        named = product(self._names(subject), values)
        return {graph for name, term in named for graph in named_graphs(self._store, name, prop, term)}

    def _names(self, node: NamedNode) -> list[NamedNode]:
        return [node, *self._aliases.get(node, [])]

    def _rank(self, kind: NamedNode, subject: NamedNode, value: Term, graph: NamedNode) -> int:
        """The precedence of the value itself, or of the status that the graph gives to what it is about."""
        if isinstance(value, NamedNode) and value in self._precedence:
            return self._precedence[value]
        given = [term for node in self._bearers(subject, value) for term in self._objects(node, kind, graph)]
        if kind == THX.confidence:
            given += self._objects(graph, kind, None)
        return min((self._precedence[term] for term in given if term in self._precedence), default=_UNRANKED)

    def _bearers(self, subject: NamedNode, value: Term) -> Iterator[NamedNode]:
        """Whose status counts: the value's, its subject's, and that of a tie whose sum the subject is."""
        owners = [owner for prop in _MONEY for owner in subjects(self._store, prop, subject)]
        for node in (value, subject, *owners):
            if isinstance(node, NamedNode):
                yield from self._names(node)

    def _objects(self, subject: NamedNode, prop: NamedNode, graph: Graph | None) -> list[NamedNode]:
        return cast("list[NamedNode]", objects(self._store, subject, prop, graph))


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
    for prop, (not_before, not_after) in _BOUNDS.items():
        dates = {cast("Literal", row["date"]) for row in select(store, f"SELECT DISTINCT ?date {{ ?x {prop} ?date }}")}
        if rows := [row for date in sorted(dates, key=str) if (row := _bounds_row(date))]:
            store.update(
                f"INSERT {{ ?x {not_before} ?first ; {not_after} ?last }} "
                f"WHERE {{ VALUES (?date ?first ?last) {{ {' '.join(rows)} }} ?x {prop} ?date }}"
            )
    _bound_by_knowledge(store, THX.Initiative, THX.startsNotAfter)
    _bounds_of_initiative(store)
    for kind in axioms.subclasses(THX.Tie):
        _bound_by_knowledge(store, kind, THX.dateNotAfter if kind in axioms.events else THX.startsNotAfter)


def _bounds_row(date: Literal) -> str:
    """A date with its first and last day; nothing where it is not a date that we can bound."""
    for bounds in _partial_date(date):
        days = (Literal(day.isoformat(), datatype=XSD.date) for day in (bounds.first, bounds.last))
        return f"({date} {' '.join(str(day) for day in days)})"
    return ""


def _bounds_of_initiative(store: Store) -> None:
    """A participation without dates takes its initiative's bounds."""
    bounds = (*_BOUNDS[THX.start], *_BOUNDS[THX.end])
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
    known: dict[NamedNode, list[PartialDate]] = {}
    for subject, _, value, _ in quads(store, None, THX.knownBy, None):
        if Quad(subject, RDF.type, kind) in store and not objects(store, subject, bound):
            known.setdefault(subject, []).extend(_partial_date(value))
    for subject, dates in known.items():
        if last := min((date.last.isoformat() for date in dates), default=""):
            store.add(Quad(subject, bound, Literal(last, datatype=XSD.date)))


def _partial_date(term: Term) -> Iterator[PartialDate]:
    """The date that a term is; none where it is none that we can bound."""
    with suppress(ValueError):
        yield PartialDate.parse(term.value)
