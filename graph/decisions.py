"""What people decided on who is who: each decision says of two actors that they are one, or that they are not.

Decisions are a load of their own. An acceptance states `owl:sameAs`, a rejection `owl:differentFrom`. One that is taken
back is left out, and nothing of it remains.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final, Literal, cast

from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode, Store, Triple

from triplehelix.graph.canonical import Canonical
from triplehelix.graph.errors import InputError, Place, TripleHelixError
from triplehelix.graph.evidence import Load
from triplehelix.graph.incoming import Incoming
from triplehelix.graph.loading import load, unload
from triplehelix.graph.lookup import objects, quads
from triplehelix.graph.sources.inputs import Input, files_of
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.rows import Row, rows_of
from triplehelix.graph.sources.statements import Contents, Stated
from triplehelix.graph.store.generations import read
from triplehelix.graph.terms import DCT, OWL, PROV, RDF, THX, XSD, document_iri, thing

__all__ = ["LOAD", "Decision", "Verdict", "contents", "contradicted", "decide", "decisions_in", "read_decisions"]

LOAD: Final = "decisions"
"""The name of the load that holds them."""
TITLE: Final = "Decisions on who is who"

Verdict = Literal["accept", "reject"]
_PROPERTIES: Final[Mapping[Verdict, NamedNode]] = {"accept": OWL.sameAs, "reject": OWL.differentFrom}

REQUIRED: Final = ("id1", "id2", "decision")
COLUMNS: Final = ("id1", "name1", "id2", "name2", "score", "evidence", "decision", "note")
"""The columns of a list of suggestions; only the ids, the decision and the note are read."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether two actors are one, by their IRIs; why, and when it was decided, as far as that was said."""

    one: str
    other: str
    verdict: Verdict
    note: str = ""
    day: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two, whichever came first."""
        return frozenset((self.one, self.other))


def contents(decisions: Iterable[Decision]) -> Contents:
    """What decisions state; those of one day with one note are one document."""
    return Contents(stated=_stated(sorted(decisions, key=lambda each: sorted(each.pair))), titles={"en": TITLE})


def _stated(decisions: Iterable[Decision]) -> Iterator[Stated]:
    described = set()
    for each in decisions:
        document = document_iri(f"{LOAD} {each.day} {each.note}")
        if document not in described:
            described.add(document)
            yield from (Stated(document, triple) for triple in _document(document, each))
        one, other = sorted(each.pair)
        yield Stated(document, Triple(NamedNode(one), _PROPERTIES[each.verdict], NamedNode(other)))


def _document(document: NamedNode, each: Decision) -> Iterator[Triple]:
    yield Triple(document, RDF.type, THX.Source)
    yield Triple(document, DCT.title, Text(TITLE))
    if each.note:
        yield Triple(document, DCT.description, Text(each.note))
    if each.day:
        yield Triple(document, DCT.issued, Text(each.day, datatype=XSD.date))


def decisions_in(store: Store) -> list[Decision]:
    """The decisions that a store holds, by their ids."""
    graphs = [graph for graph, _, _, _ in quads(store, None, PROV.wasGeneratedBy, thing("load", LOAD), None)]
    found = {each for graph in graphs for each in _decisions_of(store, graph)}
    return sorted(found, key=lambda each: (each.one, each.other))


def _decisions_of(store: Store, graph: NamedNode) -> Iterator[Decision]:
    [document] = {cast("NamedNode", value) for value in objects(store, graph, PROV.wasDerivedFrom, thing("load", LOAD))}
    note, day = (
        next((value.value for value in objects(store, document, prop, graph)), "")
        for prop in (DCT.description, DCT.issued)
    )
    for verdict, prop in _PROPERTIES.items():
        for one, _, other, _ in quads(store, None, prop, None, graph):
            yield Decision(one.value, other.value, verdict, note, day)


def read_decisions(path: Path, resolve: Callable[[str], str], day: str = "") -> list[Decision]:
    """The decisions in a CSV file or workbook: `id1`, `id2`, `decision` (accept, reject, or nothing yet) and `note`.

    `resolve` gives the IRI that is meant by what stands under `id1` and `id2`.

    Raises
    ------
    InputError
        At the first cell that is wrong, with its place.
    """
    rows = chain.from_iterable(rows_of(file, Journal(), check=_check_header) for file in files_of(path))
    return [_decision(row, resolve, day) for row in rows if row["decision"].strip()]


def _check_header(header: Row) -> None:
    if missing := [name for name in REQUIRED if name not in header.cells]:
        raise InputError(f"lacks the column {missing[0]!r}; add it to the header", Place(header.file, header.line))


def _decision(row: Row, resolve: Callable[[str], str], day: str) -> Decision:
    verdict = row["decision"].strip().casefold()
    if verdict not in _PROPERTIES:
        raise row.error("decision", f"{row['decision']!r} is no decision; write accept or reject, or leave it empty")
    one, other = (_resolved(row, column, resolve) for column in ("id1", "id2"))
    if one == other:
        raise row.error("id2", f"{row['id2']!r} is the actor of id1 itself; write the id of the other one")
    return Decision(one, other, cast("Verdict", verdict), row["note"].strip(), day)


def _resolved(row: Row, column: str, resolve: Callable[[str], str]) -> str:
    text = row[column].strip()
    if not text:
        raise row.error(column, "is empty; write the id of an actor")
    try:
        return resolve(text)
    except TripleHelixError as error:
        raise row.error(column, str(error)) from None


def decide(folder: Path, new: Iterable[Decision] = (), undone: Iterable[frozenset[str]] = ()) -> bool:
    """Write decisions into a store on disk, all at once, and take others back; whether that changed anything.

    Who decides anew on a pair changes the decision.

    Raises
    ------
    Impossible
        If another writer holds the store, or the disk is full; nothing is changed.
    """
    made, gone = {each.pair: each for each in new}, frozenset(undone)
    before = _held(folder)
    after = _revised(before, made, gone)
    if set(after) == set(before):
        return False
    if not after:
        return bool(unload(folder, [LOAD]))

    def revised(*_: object) -> Contents:
        """Read only when nobody else writes any more."""
        return contents(_revised(_held(folder), made, gone))

    decisions = Input(TITLE, io.BytesIO)
    [loaded] = load(folder, [Incoming(Load(LOAD, TITLE), LOAD, [decisions], revised)])
    return loaded.changed


def _held(folder: Path) -> list[Decision]:
    generation = read(folder)
    return decisions_in(generation.store)


def contradicted(store: Store) -> list[tuple[str, ...]]:
    """The acceptances that count for nothing, because other decisions say that somebody of them is two."""
    return [link.ids for link in Canonical(store).identity.refused if link.identifier is None]


def _revised(
    held: Iterable[Decision], made: Mapping[frozenset[str], Decision], gone: frozenset[frozenset[str]]
) -> list[Decision]:
    decided = {**{each.pair: each for each in held}, **made}
    return [each for pair, each in decided.items() if pair not in gone]
