"""The default graph is a function of the evidence: whatever the evidence, whatever came first, whatever was taken away.

The reference below says the same as DESIGN does (union, canonical, prefer, entail), in plain Python over sets.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from tests.naive_identity import naive_groups

from triplehelix.graph.evidence import Load, evidence_quads
from triplehelix.graph.identifiers import Identifier
from triplehelix.graph.merge import merge
from triplehelix.graph.sources.statements import Stated
from triplehelix.graph.terms import DCT, FOAF, OWL, PROV, RDF, RDFS, SKOS, THX, XSD, thing
from triplehelix.graph.vocabulary import vocabulary

Term = NamedNode | Literal
Fact = tuple[Triple, ...]


class Said(NamedTuple):
    """A triple of IRIs and literals, as every ecosystem consists of."""

    subject: NamedNode
    predicate: NamedNode
    object: Term


def _said(triple: Triple) -> Said:
    return Said(*cast("tuple[NamedNode, NamedNode, Term]", tuple(triple)))


Told = Mapping[Said, set[NamedNode]]
Ancestors = Mapping[Term, set[NamedNode]]

# ---------------------------------------------------------------------------------------------- the reference

ONTOLOGY: Final = Path(__file__).parent.parent / "ontology"
RANKS: Final[Mapping[Term, int]] = {
    THX.paid: 1,
    THX.approved: 2,
    THX.announced: 3,
    THX.proposed: 8,
    THX.stated: 1,
    THX.deduced: 9,
}
NO_RANK: Final = 5
MONEY: Final = (THX.amount, THX.budget)


@cache
def _axioms() -> frozenset[Said]:
    files = (ONTOLOGY / "triplehelix.ttl", *(ONTOLOGY / "schemes").glob("*.ttl"))
    return frozenset(_said(quad.triple) for path in files for quad in parse(path=path, format=RdfFormat.TURTLE))


def _reference(evidence: Iterable[Quad]) -> set[Said]:
    """The default graph that the evidence should give."""
    told = _canonical(list(evidence))
    return _entailed(_preferred(told)) | _axioms()


def _canonical(evidence: Sequence[Quad]) -> Told:
    """Every triple under canonical ids, with the graphs that tell it."""
    names = _canonical_names([_said(quad.triple) for quad in evidence])
    told: dict[Said, set[NamedNode]] = defaultdict(set)
    aliases = _aliases([_said(quad.triple) for quad in evidence], names)
    for quad in evidence:
        subject, prop, value = _said(quad.triple)
        if (names.get(subject, subject), prop, value) in aliases:
            prop = SKOS.altLabel
        said = Said(names.get(subject, subject), prop, names.get(value, value))
        if not (prop == OWL.sameAs and said.subject == said.object):
            told[said].add(cast("NamedNode", quad.graph_name))
    return told


def _aliases(triples: Sequence[Said], names: Mapping[Term, NamedNode]) -> set[Said]:
    """The names under other ids, where an id before them (the canonical one, then in order) has one in the language."""
    labels = {triple for triple in triples if triple.predicate == SKOS.prefLabel}
    first: dict[tuple[Term, object], NamedNode] = {}
    for one in sorted(labels, key=lambda one: (one.subject != names.get(one.subject, one.subject), one.subject.value)):
        first.setdefault((names.get(one.subject, one.subject), getattr(one.object, "language", None)), one.subject)
    kept = {
        Said(names.get(s, s), p, o) for s, p, o in labels if first[names.get(s, s), getattr(o, "language", None)] == s
    }
    return {Said(names.get(s, s), p, o) for s, p, o in labels} - kept


def _canonical_names(triples: Sequence[Said]) -> dict[Term, NamedNode]:
    names: dict[Term, NamedNode] = {}
    same, different = (
        [(t.subject.value, t.object.value) for t in triples if t.predicate == prop]
        for prop in (OWL.sameAs, OWL.differentFrom)
    )
    known = [(t.subject.value, SPELLED[t.object.value]) for t in triples if t.object.value in SPELLED]
    for group in naive_groups(same, different, known):
        names |= {NamedNode(name): NamedNode(min(group)) for name in group}
    for triple in triples:
        subject, value = triple.subject, triple.object
        if triple.predicate in MONEY and subject in names and str(value).startswith(f"<{subject.value}/"):
            own = value.value.removeprefix(subject.value)
            names[value] = NamedNode(names[subject].value + own)
    return names


def _preferred(told: Told) -> set[Said]:
    left = set(told)
    merit = _Merit(told)
    for rivals in _rivals(told):
        first, *others = sorted(rivals, key=merit.of)
        left -= set(others)
        if first.predicate == THX.value:
            left -= _told_with(told, first, others)
    for other in [triple for triple in told if triple.predicate in MONEY and triple not in left]:
        left = {triple for triple in left if triple.subject != other.object}
    return left


def _rivals(told: Told) -> Iterator[list[Said]]:
    groups: dict[tuple[object, object, object], list[Said]] = defaultdict(list)
    for triple in told:
        if triple.predicate in _of_ontology(THX.singleValued):
            groups[triple.subject, triple.predicate, getattr(triple.object, "language", None)].append(triple)
    return (group for group in groups.values() if len(group) > 1)


def _told_with(told: Told, preferred: Said, others: Sequence[Said]) -> set[Said]:
    """What only those tell of a sum who tell another value of it."""
    elsewhere = {graph for other in others for graph in told[other]} - told[preferred]
    return {triple for triple in told if triple.subject == preferred.subject and told[triple] <= elsewhere}


class _Merit:
    """Approved before proposed, stated before deduced, more documents, newer ones, and then the smallest value."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.of_subject: dict[Term, list[Said]] = defaultdict(list)
        for triple in told:
            self.of_subject[triple.subject].append(triple)

    def of(self, triple: Said) -> tuple[int, int, int, list[int], str]:
        graphs = self.told[triple]
        documents = {doc for graph in graphs for doc in self.values(graph, PROV.wasDerivedFrom)}
        issued = [when.value for doc in documents for when in self.values(doc, DCT.issued)]
        newest = max(issued, default="")
        return (
            min(self.rank(triple, THX.status, graph) for graph in graphs),
            min(self.rank(triple, THX.confidence, graph) for graph in graphs),
            -len(documents),
            [-ord(char) for char in newest.ljust(10)],
            str(triple.object),
        )

    def rank(self, triple: Said, kind: NamedNode, graph: NamedNode) -> int:
        if triple.object in RANKS:
            return RANKS[triple.object]
        given = self.values(triple.subject, kind, graph) | self.values(triple.object, kind, graph)
        for owner in self.owners(triple.subject):
            given |= self.values(owner, kind, graph)
        if kind == THX.confidence:
            given |= self.values(graph, kind)
        return min((RANKS[term] for term in given), default=NO_RANK)

    def owners(self, money: NamedNode) -> set[NamedNode]:
        return {triple.subject for triple in self.told if triple.object == money and triple.predicate in MONEY}

    def values(self, subject: Term, prop: NamedNode, graph: NamedNode | None = None) -> set[Term]:
        return {
            triple.object
            for triple in self.of_subject[subject]
            if triple.predicate == prop and (graph is None or graph in self.told[triple])
        }


def _entailed(triples: set[Said]) -> set[Said]:
    classes, properties = _ancestors(RDFS.subClassOf), _ancestors(RDFS.subPropertyOf)
    above = {
        *(Said(t.subject, RDF.type, cls) for t in triples if t.predicate == RDF.type for cls in classes[t.object]),
        *(Said(t.subject, prop, t.object) for t in triples for prop in properties[t.predicate]),
    }
    known = triples | above
    known |= set(_helices(known))
    known |= set(_bounds(known))
    known |= set(_known_bounds(known, lambda classes: THX.Initiative in classes))
    known |= set(_bounds_of_initiatives(known))
    return known | set(_known_bounds(known, lambda classes: THX.Tie in classes))


@cache
def _of_ontology(prop: NamedNode) -> Mapping[Term, Term]:
    """What the ontology says of its terms by one property."""
    return {triple.subject: triple.object for triple in _axioms() if triple.predicate == prop}


@cache
def _ancestors(relation: NamedNode) -> Ancestors:
    parents = {(triple.subject, triple.object) for triple in _axioms() if triple.predicate == relation}
    closed = set(parents)
    while longer := {(a, d) for a, b in closed for c, d in parents if b == c} - closed:
        closed |= longer
    above: dict[Term, set[NamedNode]] = defaultdict(set)
    for child, ancestor in closed:
        above[child].add(cast("NamedNode", ancestor))
    return above


def _helices(triples: set[Said]) -> Iterator[Said]:
    defaults = _of_ontology(THX.defaultHelix)
    settled = {triple.subject for triple in triples if triple.predicate == THX.helix}
    for subject in {triple.subject for triple in triples} - settled:
        classes = {triple.object for triple in triples if triple.subject == subject and triple.predicate == RDF.type}
        if found := [defaults[cls] for cls in classes if cls in defaults]:
            yield Said(subject, THX.helix, min(found, key=str))


BOUNDS: Final = {
    THX.start: (THX.startsNotBefore, THX.startsNotAfter),
    THX.end: (THX.endsNotBefore, THX.endsNotAfter),
    THX.date: (THX.dateNotBefore, THX.dateNotAfter),
}


def _bounds(triples: set[Said]) -> Iterator[Said]:
    for triple in triples:
        if triple.predicate in BOUNDS:
            for prop, day in zip(BOUNDS[triple.predicate], _days(triple.object), strict=True):
                yield Said(triple.subject, prop, Literal(day, datatype=XSD.date))


def _days(term: object) -> tuple[str, str]:
    parts = str(getattr(term, "value", "")).split("-")
    if len(parts) == 1:
        return f"{parts[0]}-01-01", f"{parts[0]}-12-31"
    year, month, *day = parts
    if day:
        return f"{year}-{month}-{day[0]}", f"{year}-{month}-{day[0]}"
    return f"{year}-{month}-01", f"{year}-{month}-{monthrange(int(year), int(month))[1]}"


def _bounds_of_initiatives(triples: set[Said]) -> Iterator[Said]:
    dated = {triple.subject for triple in triples if triple.predicate in (THX.start, THX.end)}
    undated = {triple.subject for triple in triples if triple.object == THX.Participation} - dated
    bounds = {*BOUNDS[THX.start], *BOUNDS[THX.end]}
    for tie, initiative in ((t.subject, t.object) for t in triples if t.predicate == THX.initiative):
        if tie in undated:
            yield from (
                Said(tie, t.predicate, t.object) for t in triples if t.subject == initiative and t.predicate in bounds
            )


def _known_bounds(triples: set[Said], concerned: Callable[[set[Term]], bool]) -> Iterator[Said]:
    """What a document knows by a day began by then; the earliest of such days, where there is no bound yet."""
    for subject in {triple.subject for triple in triples if triple.predicate == THX.knownBy}:
        classes = {triple.object for triple in triples if triple.subject == subject and triple.predicate == RDF.type}
        happens = {THX.Event for cls in classes if _of_ontology(THX.temporalKind).get(cls) == THX.Event}
        lasts = {THX.State for cls in classes if _of_ontology(THX.temporalKind).get(cls) == THX.State}
        days = [_days(t.object)[1] for t in triples if t.subject == subject and t.predicate == THX.knownBy]
        for prop, kinds in ((THX.dateNotAfter, happens), (THX.startsNotAfter, lasts or classes & {THX.Initiative})):
            if concerned(classes) and kinds and not any(t.subject == subject and t.predicate == prop for t in triples):
                yield Said(subject, prop, Literal(min(days), datatype=XSD.date))


# --------------------------------------------------------------------------------------------- random evidence

ACTORS: Final = [thing("actor", name) for name in ("acme", "beta", "city")]
INITIATIVES: Final = [thing("initiative", name) for name in ("hub", "plan")]
TIES: Final = [thing("tie", name) for name in ("first", "second")]
DOCUMENTS: Final = [thing("document", f"{number:016x}") for number in range(4)]
DATES: Final = ["2019", "2020", "2020-02", "2020-12", "2020-02-29", "2021-11-20"]
STATUSES: Final = [None, THX.paid, THX.approved, THX.announced, THX.proposed]
PICS: Final = (Literal("999900001"), Literal("999900002"))
NUMBERS: Final = (Literal("BE0400000001"), Literal("FR12345678901"), Literal("0400.000.001"))
SPELLED: Final = {
    "999900001": Identifier("pic", "999900001"),
    "999900002": Identifier("pic", "999900002"),
    "BE0400000001": Identifier("vat", "BE0400000001"),
    "0400.000.001": Identifier("vat", "BE0400000001"),
    "FR12345678901": Identifier("vat", "FR12345678901"),
}
TEXTS: Final = [Literal(text, language=language) for text in ("One", "Two") for language in ("en", "fr")]
SUMS: Final = ["81000000", "95000000", "50000000"]


def _date(written: str) -> Literal:
    kind = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}[len(written)]
    return Literal(written, datatype=kind)


def _optional(subject: NamedNode, given: Mapping[NamedNode, Term | None]) -> Fact:
    return tuple(Triple(subject, prop, value) for prop, value in given.items() if value is not None)


def _money(owner: NamedNode, prop: NamedNode, value: str, currency: str = "EUR") -> Fact:
    node = _node(owner, prop, currency)
    return (
        Triple(owner, prop, node),
        Triple(node, RDF.type, THX.Money),
        Triple(node, THX.value, Literal(value, datatype=XSD.decimal)),
        Triple(node, THX.currency, Literal(currency)),
    )


def _node(owner: NamedNode, prop: NamedNode, currency: str = "EUR") -> NamedNode:
    return NamedNode(f"{owner.value}/{prop.value.rsplit('#', 1)[-1]}/{currency.lower()}")


def _budget(
    owner: NamedNode, value: str, status: NamedNode | None = None, currency: str = "EUR", note: Literal | None = None
) -> Fact:
    node = _node(owner, THX.budget, currency)
    return (*_money(owner, THX.budget, value, currency), *_optional(node, {THX.status: status, THX.note: note}))


def _amount(owner: NamedNode, value: str, status: NamedNode | None = None, currency: str = "EUR") -> Fact:
    return (*_money(owner, THX.amount, value, currency), *_optional(owner, {THX.status: status}))


def _participation(
    tie: NamedNode, participant: NamedNode, initiative: NamedNode, more: Mapping[NamedNode, Term | None]
) -> Fact:
    return (
        Triple(tie, RDF.type, THX.Participation),
        Triple(tie, THX.participant, participant),
        Triple(tie, THX.initiative, initiative),
        *_optional(tie, more),
    )


def _funding(tie: NamedNode, funder: NamedNode, recipient: NamedNode, more: Mapping[NamedNode, Term | None]) -> Fact:
    return (
        Triple(tie, RDF.type, THX.Funding),
        Triple(tie, THX.funder, funder),
        Triple(tie, THX.recipient, recipient),
        *_optional(tie, more),
    )


def _one(subject: NamedNode, prop: NamedNode, value: Term) -> Fact:
    return (Triple(subject, prop, value),)


def _any(values: Iterable[NamedNode | None]) -> st.SearchStrategy[NamedNode | None]:
    return st.sampled_from(list(values))


actors = st.sampled_from(ACTORS)
initiatives = st.sampled_from(INITIATIVES)
ties = st.sampled_from(TIES)
dates = st.sampled_from(DATES).map(_date)
some_date = st.one_of(st.none(), dates)
confidences = _any([None, THX.stated, THX.deduced])
roles = _any([None, THX["role-partner"], THX["role-coordinator"]])
currencies = st.sampled_from(["EUR", "USD"])
facts: st.SearchStrategy[Fact] = st.one_of(
    st.builds(_one, actors, st.just(RDF.type), st.sampled_from([THX.SME, THX.University, THX.Cluster, THX.Hospital])),
    st.builds(_one, actors, st.just(THX.helix), st.sampled_from([THX["helix-society"], THX["helix-government"]])),
    st.builds(_one, actors, st.just(THX.founded), dates),
    st.builds(_one, actors, st.just(SKOS.prefLabel), st.sampled_from(TEXTS)),
    st.builds(_one, st.one_of(actors, initiatives), st.just(DCT.description), st.sampled_from(TEXTS)),
    st.builds(_one, actors, st.just(FOAF.homepage), st.sampled_from(DOCUMENTS)),
    st.builds(_one, initiatives, st.just(RDF.type), st.sampled_from([THX.Programme, THX.Hub])),
    st.builds(_one, initiatives, st.sampled_from([THX.start, THX.end]), dates),
    st.builds(_budget, initiatives, st.sampled_from(SUMS), _any(STATUSES), currencies, st.sampled_from([None, *TEXTS])),
    st.builds(
        _participation, ties, actors, initiatives,
        st.fixed_dictionaries(
            {THX.confidence: confidences, THX.role: roles, THX.start: some_date, THX.end: some_date}
        ),
    ),
    st.builds(
        _funding, ties, actors, actors,
        st.fixed_dictionaries({THX.confidence: confidences, THX.date: some_date, THX.status: _any(STATUSES)}),
    ),
    st.builds(_one, st.one_of(ties, initiatives), st.just(THX.knownBy), dates),
    st.builds(_amount, ties, st.sampled_from(SUMS), _any(STATUSES), currencies),
    st.builds(_one, st.sampled_from(DOCUMENTS), st.just(DCT.issued), dates),
    *(st.builds(_one, things, st.just(OWL.sameAs), things) for things in (actors, initiatives, ties)),
    st.builds(_one, actors, st.just(OWL.differentFrom), actors),
    st.builds(_one, actors, st.just(THX.pic), st.sampled_from(PICS)),
    st.builds(_one, actors, st.just(THX.vat), st.sampled_from(NUMBERS[:2])),
    st.builds(_one, actors, st.just(THX.kbo), st.just(NUMBERS[2])),
)  # fmt: skip
Telling = tuple[NamedNode, Fact, bool]
tellings = st.tuples(st.sampled_from(DOCUMENTS), facts, st.booleans())
worlds = st.lists(st.lists(tellings, max_size=14), min_size=1, max_size=3)


def _quads(number: int, tellings: Iterable[Telling]) -> list[Quad]:
    """One load: what its documents tell."""
    stated = [Stated(doc, triple, deduced) for doc, fact, deduced in tellings for triple in fact]
    return list(evidence_quads(Load(f"load-{number}", f"{number}.csv"), stated))


def _merged(evidence: Iterable[Quad]) -> Store:
    store = Store()
    store.extend(evidence)
    merge(store, vocabulary())
    return store


def _default(store: Store) -> set[Said]:
    return {_said(quad.triple) for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}


@given(worlds)
def test_the_default_graph_is_what_a_naive_reading_of_the_rule_gives(world: list[list[Telling]]) -> None:
    evidence = [quad for number, load in enumerate(world) for quad in _quads(number, load)]
    assert _default(_merged(evidence)) == _reference(evidence)


@given(worlds)
def test_a_merge_leaves_the_evidence_as_it_is(world: list[list[Telling]]) -> None:
    evidence = [quad for number, load in enumerate(world) for quad in _quads(number, load)]
    assert {quad for quad in _merged(evidence) if quad.graph_name != DefaultGraph()} == set(evidence)


@given(worlds)
def test_a_second_merge_changes_nothing(world: list[list[Telling]]) -> None:
    store = _merged(quad for number, load in enumerate(world) for quad in _quads(number, load))
    before = set(store)
    merge(store, vocabulary())
    assert set(store) == before


@given(worlds, st.randoms(use_true_random=False))
def test_the_order_of_loading_does_not_matter(world: list[list[Telling]], random: object) -> None:
    loads = [_quads(number, load) for number, load in enumerate(world)]
    together = _merged(quad for load in loads for quad in load)
    random.shuffle(loads)  # type: ignore[attr-defined]
    one_by_one = Store()
    for load in loads:
        one_by_one.extend(reversed(load))
        merge(one_by_one, vocabulary())
    assert set(one_by_one) == set(together)


@given(worlds, st.data())
def test_taking_a_load_away_gives_what_never_loading_it_gives(world: list[list[Telling]], data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, len(world) - 1))
    loads = [_quads(number, load) for number, load in enumerate(world)]
    store = _merged(quad for load in loads for quad in load)
    for graph in {quad.graph_name for quad in loads[gone]}:
        store.remove_graph(graph)
    merge(store, vocabulary())
    assert set(store) == set(_merged(quad for number, load in enumerate(loads) if number != gone for quad in load))


@given(worlds)
def test_no_single_valued_property_keeps_two_values(world: list[list[Telling]]) -> None:
    store = _merged(quad for number, load in enumerate(world) for quad in _quads(number, load))
    for prop in vocabulary().single_valued:
        kept = [
            (quad.subject, _language(quad.object)) for quad in store.quads_for_pattern(None, prop, None, DefaultGraph())
        ]
        assert len(kept) == len(set(kept))


def _language(term: object) -> str | None:
    return term.language if isinstance(term, Literal) else None


# ---------------------------------------------------------------------------------------------- fixed examples

ACME, BETA, _ = ACTORS
HUB, PLAN = INITIATIVES
TIE, OTHER = TIES
OLD, MIDDLE, NEW, NEWEST = DOCUMENTS


def _world(*tellings: Telling) -> Store:
    dated = [
        (doc, _one(doc, DCT.issued, _date(year)), False)
        for doc, year in zip(DOCUMENTS, ("2019", "2020", "2021", "2022"), strict=True)
    ]
    return _merged(_quads(0, [*dated, *tellings]))


def _values(store: Store, subject: NamedNode, prop: NamedNode) -> list[str]:
    found = store.quads_for_pattern(subject, prop, None, DefaultGraph())
    return sorted(quad.object.value for quad in found if isinstance(quad.object, NamedNode | Literal))


def _sums(store: Store, owner: NamedNode, prop: NamedNode = THX.budget) -> list[tuple[str, str]]:
    nodes = [NamedNode(node) for node in _values(store, owner, prop)]
    return [
        pair for node in nodes for pair in product(_values(store, node, THX.value), _values(store, node, THX.currency))
    ]


def test_an_approved_budget_beats_a_proposal_however_many_and_new_the_documents_of_the_proposal() -> None:
    store = _world(
        (OLD, _budget(PLAN, "81000000", THX.approved), False),
        *((doc, _budget(PLAN, "95000000", THX.proposed), False) for doc in (MIDDLE, NEW, NEWEST)),
    )
    assert _sums(store, PLAN) == [("81000000", "EUR")]
    assert _values(store, _node(PLAN, THX.budget), THX.status) == [THX.approved.value]


@pytest.mark.parametrize(
    ("better", "worse"),
    [(THX.paid, THX.approved), (THX.approved, THX.announced), (THX.announced, None), (None, THX.proposed)],
    ids=["paid", "approved", "announced", "nothing said"],
)
def test_a_status_beats_the_next_one(better: NamedNode | None, worse: NamedNode | None) -> None:
    store = _world((OLD, _budget(PLAN, "95000000", better), False), (NEW, _budget(PLAN, "81000000", worse), False))
    assert _sums(store, PLAN) == [("95000000", "EUR")]
    assert _values(store, _node(PLAN, THX.budget), THX.status) == ([better.value] if better else [])


def test_the_status_of_a_funding_decides_between_its_amounts() -> None:
    funding = _funding(TIE, ACME, BETA, {})
    store = _world(
        (OLD, (*funding, *_amount(TIE, "81000000", THX.approved)), False),
        (NEW, (*funding, *_amount(TIE, "95000000", THX.announced)), False),
    )
    assert _sums(store, TIE, THX.amount) == [("81000000", "EUR")]
    assert _values(store, TIE, THX.status) == [THX.approved.value]


def test_a_sum_that_is_dropped_leaves_nothing_of_its_node_behind() -> None:
    store = _world(
        (OLD, _amount(TIE, "315000000", None, "USD"), False),
        (MIDDLE, _amount(TIE, "315000000", None, "USD"), False),
        (NEW, _amount(TIE, "285000000", None, "EUR"), False),
    )
    dropped = _node(TIE, THX.amount, "EUR")
    assert _sums(store, TIE, THX.amount) == [("315000000", "USD")]
    assert not list(store.quads_for_pattern(dropped, None, None, DefaultGraph()))
    assert not list(store.quads_for_pattern(None, None, dropped, DefaultGraph()))
    assert list(store.quads_for_pattern(dropped, None, None, None)), "the evidence still has it"


def test_what_is_noted_of_a_dropped_sum_is_not_said_of_the_preferred_one() -> None:
    approved, jury = (Literal(text, language="en") for text in ("over three years", "the jury's proposal"))
    store = _world(
        (OLD, _budget(PLAN, "81000000", THX.approved, note=approved), False),
        (NEW, _budget(PLAN, "95000000", THX.proposed, note=jury), False),
    )
    assert _values(store, _node(PLAN, THX.budget), THX.note) == ["over three years"]


def test_what_is_stated_beats_what_is_deduced_from_more_and_newer_documents() -> None:
    founded = [_one(ACME, THX.founded, _date(year)) for year in ("2020", "2019")]
    store = _world((OLD, founded[0], False), (MIDDLE, founded[1], True), (NEW, founded[1], True))
    assert _values(store, ACME, THX.founded) == ["2020"]


def test_a_tie_that_one_document_states_and_another_only_suggests_is_stated() -> None:
    tie = [_participation(TIE, ACME, PLAN, {THX.confidence: term}) for term in (THX.stated, THX.deduced)]
    store = _world((OLD, tie[0], False), (MIDDLE, tie[1], True), (NEW, tie[1], True))
    assert _values(store, TIE, THX.confidence) == [THX.stated.value]


def test_more_documents_beat_newer_ones() -> None:
    founded = [_one(ACME, THX.founded, _date(year)) for year in ("2020", "2019")]
    store = _world((OLD, founded[0], False), (MIDDLE, founded[0], False), (NEWEST, founded[1], False))
    assert _values(store, ACME, THX.founded) == ["2020"]


def test_newer_documents_beat_older_ones() -> None:
    store = _world(
        (NEW, _one(ACME, THX.founded, _date("2020")), False), (OLD, _one(ACME, THX.founded, _date("2019")), False)
    )
    assert _values(store, ACME, THX.founded) == ["2020"]


def test_the_newest_of_a_values_documents_counts() -> None:
    later, earlier = (_one(ACME, THX.founded, _date(year)) for year in ("2020", "2019"))
    store = _world((OLD, later, False), (NEWEST, later, False), (MIDDLE, earlier, False), (NEW, earlier, False))
    assert _values(store, ACME, THX.founded) == ["2020"]


def test_where_nothing_else_decides_the_smallest_value_is_kept() -> None:
    store = _world(
        (NEW, _one(ACME, THX.founded, _date("2020")), False), (NEW, _one(ACME, THX.founded, _date("2019")), False)
    )
    assert _values(store, ACME, THX.founded) == ["2019"]


def test_a_document_of_two_loads_counts_once() -> None:
    later, earlier = (_one(ACME, THX.founded, _date(year)) for year in ("2020", "2019"))
    dated = [(doc, _one(doc, DCT.issued, _date(year)), False) for doc, year in ((OLD, "2019"), (NEW, "2021"))]
    first = _quads(0, [*dated, (OLD, earlier, False), (NEW, later, False)])
    again = _quads(1, [(OLD, earlier, False)])
    assert _values(_merged([*first, *again]), ACME, THX.founded) == ["2020"]


def test_texts_in_two_languages_do_not_compete() -> None:
    store = _world(*((OLD, _one(ACME, DCT.description, text), False) for text in TEXTS))
    kept = {str(quad.object) for quad in store.quads_for_pattern(ACME, DCT.description, None, DefaultGraph())}
    assert kept == {'"One"@en', '"One"@fr'}


def test_several_values_of_a_property_that_may_have_them_all_stay() -> None:
    store = _world(*((OLD, _one(ACME, THX.therapy, THX[name]), False) for name in ("cell-therapy", "gene-therapy")))
    assert len(_values(store, ACME, THX.therapy)) == 2


def test_a_class_gives_its_helix() -> None:
    assert _values(_world((OLD, _one(ACME, RDF.type, THX.SME), False)), ACME, THX.helix) == [
        THX["helix-industry"].value
    ]


def test_a_stated_helix_beats_that_of_the_class() -> None:
    store = _world(
        (OLD, _one(ACME, RDF.type, THX.SME), False), (OLD, _one(ACME, THX.helix, THX["helix-society"]), False)
    )
    assert _values(store, ACME, THX.helix) == [THX["helix-society"].value]


@pytest.mark.parametrize("bridging", ["Cluster", "Incubator", "Investor", "Association"])
def test_a_bridging_actor_has_no_helix_unless_one_is_stated(bridging: str) -> None:
    assert _values(_world((OLD, _one(ACME, RDF.type, THX[bridging]), False)), ACME, THX.helix) == []


def test_classes_and_properties_above_are_entailed() -> None:
    store = _world((OLD, (*_participation(TIE, ACME, PLAN, {}), *_one(ACME, RDF.type, THX.SME)), False))
    assert {THX.SME.value, THX.Actor.value, THX.Party.value} <= set(_values(store, ACME, RDF.type))
    assert THX.Tie.value in _values(store, TIE, RDF.type)
    assert _values(store, TIE, THX.party) == [ACME.value, PLAN.value]


def test_what_is_entailed_stands_in_no_evidence_graph() -> None:
    store = _world((OLD, _one(ACME, RDF.type, THX.SME), False))
    graphs = {quad.graph_name for quad in store.quads_for_pattern(ACME, RDF.type, THX.Actor, None)}
    assert graphs == {DefaultGraph()}


def test_a_partial_date_gets_the_days_between_which_it_lies() -> None:
    store = _world(
        (OLD, _one(PLAN, THX.start, _date("2020-02")), False), (OLD, _one(TIE, THX.date, _date("2020")), False)
    )
    assert _values(store, PLAN, THX.startsNotBefore) == ["2020-02-01"]
    assert _values(store, PLAN, THX.startsNotAfter) == ["2020-02-29"]
    assert _values(store, TIE, THX.dateNotBefore) == ["2020-01-01"]
    assert _values(store, TIE, THX.dateNotAfter) == ["2020-12-31"]
    assert _values(store, PLAN, THX.endsNotAfter) == [], "unbounded"


@pytest.mark.parametrize("own", [None, THX.start, THX.end], ids=["no date", "a start", "an end"])
def test_a_participation_takes_its_initiatives_bounds_only_if_it_has_no_date(own: NamedNode | None) -> None:
    dates = {own: _date("2021")} if own else {}
    initiative = (*_one(PLAN, THX.start, _date("2020")), *_one(PLAN, THX.end, _date("2024-12")))
    store = _world((OLD, _participation(TIE, ACME, PLAN, dates), False), (NEW, initiative, False))
    starts, ends = (_values(store, TIE, prop) for prop in (THX.startsNotBefore, THX.endsNotAfter))
    expected = {None: ("2020-01-01", "2024-12-31"), THX.start: ("2021-01-01", None), THX.end: (None, "2021-12-31")}[own]
    assert (starts, ends) == tuple([day] if day else [] for day in expected)


def test_other_ties_do_not_take_the_bounds_of_an_initiative() -> None:
    funding = (*_funding(TIE, ACME, BETA, {}), *_one(TIE, THX.initiative, PLAN))
    store = _world((OLD, funding, False), (OLD, _one(PLAN, THX.start, _date("2020")), False))
    assert _values(store, TIE, THX.startsNotBefore) == []


KNOWN: Final = [
    pytest.param(_funding(TIE, ACME, BETA, {}), TIE, THX.dateNotAfter, "2019-12-31", id="an undated event"),
    pytest.param(_funding(TIE, ACME, BETA, {THX.date: _date("2018")}), TIE, THX.dateNotAfter, "2018-12-31", id="a dated event"),
    pytest.param(_participation(TIE, ACME, PLAN, {}), TIE, THX.startsNotAfter, "2019-12-31", id="an undated state"),
    pytest.param(_one(TIE, RDF.type, THX.Project), TIE, THX.startsNotAfter, "2019-12-31", id="an initiative"),
    pytest.param(
        (*_participation(TIE, ACME, PLAN, {}), *_one(PLAN, THX.start, _date("2018-05"))), TIE, THX.startsNotAfter, "2018-05-31",
        id="a state that takes a bound of its initiative",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "subject", "bound", "day"), KNOWN)
def test_what_is_known_by_a_day_has_begun_by_then_unless_a_date_says_more(
    fact: Fact, subject: NamedNode, bound: NamedNode, day: str
) -> None:
    known = [
        (doc, _one(subject, THX.knownBy, _date(year)), False) for doc, year in ((OLD, "2021-11-20"), (NEW, "2019"))
    ]
    store = _world((OLD, fact, False), *known)
    assert _values(store, subject, bound) == [day]


def test_what_is_known_by_a_day_may_have_begun_on_any_before() -> None:
    store = _world((OLD, (*_funding(TIE, ACME, BETA, {}), *_one(TIE, THX.knownBy, _date("2019"))), False))
    assert _values(store, TIE, THX.dateNotBefore) == []


def test_a_participation_is_known_by_the_day_by_which_its_initiative_is() -> None:
    known = _one(PLAN, RDF.type, THX.Hub) + _one(PLAN, THX.knownBy, _date("2020"))
    store = _world((OLD, _participation(TIE, ACME, PLAN, {}), False), (NEW, known, False))
    assert _values(store, TIE, THX.startsNotAfter) == ["2020-12-31"]


def test_a_day_of_knowledge_that_is_no_date_bounds_nothing() -> None:
    told = Triple(TIE, THX.knownBy, Literal("last spring"))
    store = _world((OLD, (*_funding(TIE, ACME, BETA, {}), told), False))
    assert _values(store, TIE, THX.dateNotAfter) == []


def test_things_declared_the_same_become_one_under_the_smallest_id() -> None:
    store = _world(
        (OLD, (*_one(BETA, SKOS.prefLabel, TEXTS[0]), *_participation(TIE, BETA, PLAN, {})), False),
        (NEW, (*_one(ACME, SKOS.prefLabel, TEXTS[2]), *_one(BETA, OWL.sameAs, ACME)), False),
    )
    assert _values(store, ACME, SKOS.prefLabel) == ["Two"]
    assert _values(store, ACME, SKOS.altLabel) == ["One"]
    assert _values(store, TIE, THX.participant) == [ACME.value]
    assert not list(store.quads_for_pattern(BETA, None, None, DefaultGraph()))
    assert not list(store.quads_for_pattern(None, OWL.sameAs, None, DefaultGraph()))


def test_the_money_of_things_declared_the_same_is_one_sum() -> None:
    store = _world(
        (OLD, _budget(PLAN, "81000000", THX.approved), False),
        (NEW, _budget(HUB, "95000000", THX.proposed), False),
        (NEW, _one(PLAN, OWL.sameAs, HUB), False),
    )
    assert _sums(store, HUB) == [("81000000", "EUR")]
    assert _values(store, _node(HUB, THX.budget), THX.status) == [THX.approved.value]
    assert not list(store.quads_for_pattern(_node(PLAN, THX.budget), None, None, DefaultGraph()))


def test_a_status_given_under_another_name_counts() -> None:
    store = _world(
        (OLD, (*_funding(OTHER, ACME, BETA, {}), *_amount(OTHER, "95000000", THX.approved)), False),
        (NEW, (*_funding(TIE, ACME, BETA, {}), *_amount(TIE, "81000000", THX.announced)), False),
        (NEW, _one(OTHER, OWL.sameAs, TIE), False),
    )
    assert _sums(store, TIE, THX.amount) == [("95000000", "EUR")]


def test_a_value_of_ones_own_that_is_no_money_is_left_alone_when_it_is_dropped() -> None:
    part = NamedNode(f"{TIE.value}/part")
    share = (*_one(TIE, THX.shareOf, part), *_one(part, SKOS.prefLabel, TEXTS[0]))
    store = _world((OLD, share, False), *((doc, _one(TIE, THX.shareOf, OTHER), False) for doc in (MIDDLE, NEW)))
    assert _values(store, TIE, THX.shareOf) == [OTHER.value]
    assert _values(store, part, SKOS.prefLabel) == ["One"]


def test_what_the_default_graph_held_before_does_not_count() -> None:
    store = Store()
    store.add(Quad(ACME, THX.founded, _date("1999")))
    merge(store, vocabulary())
    assert _default(store) == _axioms()


def test_without_evidence_the_ontology_is_all_there_is() -> None:
    assert _default(_merged([])) == _axioms()
