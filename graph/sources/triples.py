"""The triples of one table row."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from triplehelix.graph.money import Money
from triplehelix.graph.sources.addresses import is_placeholder
from triplehelix.graph.sources.cells import MONEY, PROPERTIES, CellReader
from triplehelix.graph.sources.layout import ANCESTORS
from triplehelix.graph.sources.rows import Row
from triplehelix.graph.terms import DCT, ORG, QB, RDF, RDFS, SKOS, THX, XSD

__all__ = ["PLURAL", "UNMARKED", "RowReader"]

UNMARKED: Final = "unmarked"
"""The confidence of a tie of which its document is not said to state it or not."""

PLURAL: Final = {"aliases": "alias", "therapies": "therapy", "stages": "stage"}
"""A column that lists several values -> the property of each."""

_TYPED: Final = {"actor": "Actor", "initiative": "Initiative", "territory": "Territory"}

T = TypeVar("T")


class RowReader:
    """Turns rows into triples; every mistake is told with the cell where it stands."""

    def __init__(self, cells: CellReader, defined: Mapping[str, Row]) -> None:
        self._cells = cells
        self._defined = defined
        self._readers: Mapping[str, Callable[[NamedNode, Row], Iterator[Triple]]] = {
            "actors": self._entity,
            "initiatives": self._entity,
            "office_holders": self._office_holder,
            "territories": self._territory,
            "indicators": self._indicator,
            "ties": self._tie,
            "observations": self._observation,
            "changes": self._change,
        }

    def read(self, table: str, row: Row) -> Iterator[Triple]:
        """What a row of a table states.

        Raises
        ------
        InputError
            If a cell cannot be read.
        """
        if table == "statements":
            yield from self._statement(row)
        else:
            subject = self._cells.reference(row["id"])
            yield from self._typed(table, subject, row)
            yield from self._readers[table](subject, row)

    def source(self, document: NamedNode, row: Row) -> Iterator[Triple]:
        """A document's own description."""
        yield Triple(document, RDF.type, THX.Source)
        yield Triple(document, DCT.source, self._term(row, "url", "url"))
        for column in ("title", "publisher", "language"):
            if row[column]:
                yield Triple(document, DCT[column], Literal(row[column]))
        if row["issued"]:
            yield Triple(document, DCT.issued, self._term(row, "issued", "date"))

    def _typed(self, table: str, subject: NamedNode, row: Row) -> Iterator[Triple]:
        if ancestor := ANCESTORS.get(table):
            with_class = self._checked(row, "type", lambda text: self._cells.class_below(ancestor, text))
            yield Triple(subject, RDF.type, with_class)

    def _entity(self, subject: NamedNode, row: Row) -> Iterator[Triple]:
        for column in row.cells:
            if column in PLURAL:
                for item in row.items(column):
                    yield self._value(subject, PLURAL[column], row, column, item)
            elif column in PROPERTIES and row[column] and not (column == "website" and is_placeholder(row[column])):
                yield self._value(subject, column, row, column, row[column])
        yield from self._money(subject, "budget", row, "budget")

    def _office_holder(self, subject: NamedNode, row: Row) -> Iterator[Triple]:
        yield Triple(subject, RDF.type, THX.OfficeHolder)
        yield from self._entity(subject, row)

    def _territory(self, subject: NamedNode, row: Row) -> Iterator[Triple]:
        yield from self._labels(subject, row, "name", "name_fr")
        if row["part_of"]:
            yield self._value(subject, "part_of", row, "part_of", row["part_of"])
        if row["code"]:
            yield Triple(subject, SKOS.notation, Literal(row["code"]))

    def _indicator(self, subject: NamedNode, row: Row) -> Iterator[Triple]:
        yield Triple(subject, RDF.type, SKOS.Concept)
        yield Triple(subject, SKOS.inScheme, THX.indicators)
        yield from self._labels(subject, row, "label", "label_fr")

    def _labels(self, subject: NamedNode, row: Row, english: str, french: str) -> Iterator[Triple]:
        for column, language in ((english, "en"), (french, "fr")):
            if row[column]:
                yield Triple(subject, SKOS.prefLabel, Literal(row[column], language=language))

    def _tie(self, subject: NamedNode, row: Row) -> Iterator[Triple]:
        yield from self._parties(subject, row)
        yield from self._confidence(subject, row)
        for column in ("role", "start", "end", "date", "known_by", "instrument", "share_of", "note"):
            if row[column]:
                yield self._value(subject, column, row, column, row[column])
        yield from self._money(subject, "amount", row, "amount")
        if row["status"]:
            yield self._status(subject, row)

    def _parties(self, subject: NamedNode, row: Row) -> Iterator[Triple]:
        first, others = self._cells.vocabulary.parties[row["type"]]
        columns = {"initiative" if prop == THX.initiative else "other_party": prop for prop in others}
        if not row["first_party"]:
            raise row.error("first_party", "is empty; write the id of the first party")
        if not any(row[column] for column in columns):
            raise row.error(min(columns), f"a {row['type']} needs {' or '.join(sorted(columns))}; write its id")
        for column, prop in (("first_party", first), *columns.items()):
            yield from (Triple(subject, prop, party) for party in self._references(row, column))

    def _references(self, row: Row, column: str) -> Iterator[NamedNode]:
        for item in row.items(column):
            yield self._checked(row, column, self._cells.reference, item)

    def _confidence(self, subject: NamedNode, row: Row) -> Iterator[Triple]:
        """A register does not mark its ties: what it lists, it states."""
        if row["confidence"] != UNMARKED:
            yield Triple(subject, THX.confidence, THX[row["confidence"] or "stated"])

    def _observation(self, subject: NamedNode, row: Row) -> Iterator[Triple]:
        yield Triple(subject, RDF.type, QB.Observation)
        yield Triple(subject, QB.dataSet, THX.observations)
        yield Triple(subject, THX.about, self._checked(row, "about", self._cells.reference))
        yield Triple(subject, THX.indicator, self._checked(row, "indicator", self._cells.reference))
        yield Triple(subject, THX.value, self._checked(row, "value", _number))
        for column, prop in (("unit", THX.unit), ("period", THX.period)):
            if row[column]:
                yield Triple(subject, prop, Literal(row[column]))
        for column, prop in (("period_start", THX.periodStart), ("period_end", THX.periodEnd)):
            if row[column]:
                yield Triple(subject, prop, self._term(row, column, "date"))

    def _change(self, subject: NamedNode, row: Row) -> Iterator[Triple]:
        yield Triple(subject, RDF.type, ORG.ChangeEvent)
        for party in self._references(row, "original"):
            yield Triple(subject, ORG.originalOrganization, party)
        for party in self._references(row, "resulting"):
            yield Triple(subject, ORG.resultingOrganization, party)
        for column in ("date", "former_name", "note"):
            if row[column]:
                yield self._value(subject, column, row, column, row[column])
        if row["type"]:
            yield Triple(subject, RDFS.label, Literal(row["type"], language="en"))

    def _statement(self, row: Row) -> Iterator[Triple]:
        """Who states any property of a tie also states the tie; so with an observation."""
        subject = self._checked(row, "about", self._cells.reference)
        yield from self._itself(subject, row)
        name = row["property"]
        if name and not row["value"]:
            raise row.error("value", f"is empty; write the {name}, or leave out the row")
        noted = subject
        if name in MONEY:
            yield from self._money(subject, name, row, "value")
            noted = self._money_node(subject, name, row)
        elif name == "type":
            yield self._type(subject, row)
        elif name.partition("@")[0] in PROPERTIES:
            yield self._value(subject, name, row, "value", row["value"])
        elif name:
            raise row.error("property", f"{name!r} is none of {', '.join(('type', *MONEY, *PROPERTIES))}")
        if row["note"]:
            yield self._value(noted, "note", row, "note", row["note"])

    def _itself(self, subject: NamedNode, row: Row) -> Iterator[Triple]:
        kind = subject.value.rsplit("/", 2)[-2]
        founding = self._defined[row["about"]]
        if kind == "tie":
            yield Triple(subject, RDF.type, THX[founding["type"]])
            yield from self._parties(subject, founding)
            yield from self._confidence(subject, row)
            if founding["role"] and row["property"] != "role":
                yield self._value(subject, "role", founding, "role", founding["role"])
        elif kind == "observation":
            yield from self._observation(subject, founding)
        elif not row["property"]:
            raise row.error("property", "is empty; only ties and observations can be stated without a property")

    def _money(self, subject: NamedNode, name: str, row: Row, column: str) -> Iterator[Triple]:
        """Money is one node of its own, so that its value and currency never come apart."""
        if not row[column]:
            if row["currency"]:
                raise row.error("currency", f"{row['currency']!r} stands beside no {name}; write the sum")
            return
        self._checked(row, "currency", lambda code: Money.parse("0", code))
        money = self._checked(row, column, lambda text: Money.parse(text, row["currency"]))
        node = self._money_node(subject, name, row)
        yield Triple(subject, MONEY[name], node)
        yield Triple(node, RDF.type, THX.Money)
        yield Triple(node, THX.value, _decimal(money))
        yield Triple(node, THX.currency, Literal(money.currency))
        if row["status"] and name == "budget":
            yield self._status(node, row)
        elif row["status"] and column == "value":
            yield self._status(subject, row)

    def _money_node(self, subject: NamedNode, name: str, row: Row) -> NamedNode:
        return NamedNode(f"{subject.value}/{name}/{row['currency'].lower()}")

    def _status(self, subject: NamedNode, row: Row) -> Triple:
        return Triple(subject, THX.status, self._term(row, "status", "statuses"))

    def _type(self, subject: NamedNode, row: Row) -> Triple:
        """What kind of actor, initiative or territory something is, by a further document."""
        ancestor = _TYPED.get(subject.value.rsplit("/", 2)[-2])
        if not ancestor:
            raise row.error("property", "is type, which is stated of actors, initiatives and territories only")
        return Triple(
            subject, RDF.type, self._checked(row, "value", lambda text: self._cells.class_below(ancestor, text))
        )

    def _value(self, subject: NamedNode, name: str, row: Row, column: str, text: str) -> Triple:
        """A text may be in a language that stands behind its name: `name@nl`."""
        name, _, language = name.partition("@")
        predicate, kind = PROPERTIES[name]
        if language and kind in ("text", "english"):
            return Triple(subject, predicate, self._checked(row, column, lambda text: Literal(text, language=language)))
        if language:
            raise row.error("property", f"{name!r} is no text, so it has no language; leave out {'@' + language!r}")
        return Triple(subject, predicate, self._term(row, column, kind, text))

    def _term(self, row: Row, column: str, kind: str, text: str | None = None) -> NamedNode | Literal:
        return self._checked(row, column, lambda given: self._cells.term(kind, given), text)

    def _checked(self, row: Row, column: str, read: Callable[[str], T], text: str | None = None) -> T:
        try:
            return read(row[column] if text is None else text)
        except ValueError as error:
            raise row.error(column, str(error)) from None


def _number(text: str) -> Literal:
    return _decimal(Money.parse(text, "XXX"))


def _decimal(money: Money) -> Literal:
    """The value as XML Schema writes decimals, never with an exponent."""
    return Literal(f"{money.value:f}", datatype=XSD.decimal)
