"""What is known of a tie: parties, role, dates, money, confidence, documents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from pyoxigraph import NamedNode, Store

from triplehelix.graph.claims import Claims, Look
from triplehelix.graph.evidence import Documents
from triplehelix.graph.lookup import Term, pairs, properties, subjects
from triplehelix.graph.money import Money
from triplehelix.graph.terms import RDF, RDFS, THX, local_name
from triplehelix.graph.values import Source

__all__ = ["Tie", "TieReader", "money", "number"]

_LONGEST: Final = 300  # digits: what JSON's readers can hold


@dataclass(frozen=True)
class Tie:
    """One real-world fact that joins parties; what is unknown is empty."""

    id: str
    type: str
    parties: tuple[tuple[str, str], ...]
    """(property, IRI) of each party, the first party first: `participant`, `initiative`..."""
    role: str = ""
    start: str = ""
    end: str = ""
    date: str = ""
    known_by: str = ""
    """Where neither is known: by when it had begun or happened."""
    amount: Money | None = None
    instrument: str = ""
    status: str = ""
    confidence: str = "stated"
    holds: str = ""
    """In a view at a day whether it holds then, or has happened: `yes` or `maybe`; else empty."""
    notes: tuple[str, ...] = ()
    title: str = ""
    sources: tuple[Source, ...] = ()
    conflict: bool = False
    """Whether documents give one of its properties different values."""

    @property
    def when(self) -> str:
        """The dates in one word: of an event its date, of a state its span."""
        span = f"{self.start}–{self.end}" if self.end else self.start
        return self.date or span


class TieReader:
    """Reads ties from a store's default graph."""

    def __init__(self, store: Store, documents: Documents, claims: Claims) -> None:
        self._store = store
        self._documents = documents
        self._claims = claims
        self._properties = set(subjects(store, RDFS.subPropertyOf, THX.party))
        self._first = {iri for _, iri in pairs(store, THX.firstParty)}

    def read(self, iri: str, seen: Look | None = None) -> Tie:
        """A tie with its documents, newest first."""
        node = NamedNode(iri)
        seen = seen or self._claims.look(node)
        said = [(prop, value) for prop, values in seen.merged.items() for value in values]
        known = {local_name(prop.value): value.value for prop, value in said}
        return Tie(
            id=iri,
            type=_type(value for prop, value in said if prop == RDF.type),
            parties=self._parties(said),
            amount=self._money(known.get("amount")),
            notes=tuple(sorted(value.value for prop, value in said if prop == THX.note)),
            sources=self._documents.behind(seen.graphs),
            conflict=bool(self._claims.disputed(node, seen)),
            role=_word(known, "role", "role-"),
            instrument=_word(known, "instrument", "instrument-"),
            status=_word(known, "status"),
            confidence=_word(known, "confidence") or "stated",
            holds=known.get("holds", ""),
            start=known.get("start", ""),
            end=known.get("end", ""),
            date=known.get("date", ""),
            known_by=min((value.value for prop, value in said if prop == THX.knownBy), default=""),
            title=known.get("title", ""),
        )

    def of(self, entity: str) -> list[Tie]:
        """All ties to which an actor, office holder or initiative is a party."""
        return [
            self.read(iri) for iri in sorted({tie.value for tie in subjects(self._store, THX.party, NamedNode(entity))})
        ]

    def _parties(self, said: Iterable[tuple[NamedNode, Term]]) -> tuple[tuple[str, str], ...]:
        parties = [
            (prop.value not in self._first, prop.value, party.value) for prop, party in said if prop in self._properties
        ]
        return tuple((local_name(prop), party) for _, prop, party in sorted(parties))

    def _money(self, iri: str | None) -> Money | None:
        return money(self._store, NamedNode(iri)) if iri else None


def money(store: Store, node: NamedNode) -> Money | None:
    """The amount that a node stands for; None if it stands for something else."""
    known = {prop: value.value for prop, value in properties(store, node)}
    if known.get(RDF.type) != THX.Money.value:
        return None
    value = number(known.get(THX.value, ""))
    return None if value is None else Money(value, known.get(THX.currency, ""))


def number(text: str) -> Decimal | None:
    """A number as somebody's data writes it; None where it is none, or none that can be written out."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < _LONGEST else None


def _type(types: Iterable[Term]) -> str:
    """The class of a tie beside `thx:Tie` itself."""
    names = sorted(local_name(one.value) for one in types if one.value.startswith(THX.iri))
    return next((name for name in names if name != "Tie"), "Tie")


def _word(known: Mapping[str, str], prop: str, prefix: str = "") -> str:
    return local_name(known.get(prop, "")).removeprefix(prefix)
