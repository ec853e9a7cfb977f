"""Values as JSON: one shape for each thing everywhere; what is unknown is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from triplehelix.graph.money import Money

if TYPE_CHECKING:
    from decimal import Decimal

    from triplehelix.graph.checks.findings import Finding, Report
    from triplehelix.graph.describe import Description, Fact, Figure
    from triplehelix.graph.explain import ExplainedHop, ExplainedPath, ExplainedVenue
    from triplehelix.graph.names import Match
    from triplehelix.graph.statistics import Statistics
    from triplehelix.graph.ties import Tie
    from triplehelix.graph.values import Entity, Source

__all__ = ["description", "entity", "match", "money", "paths", "report", "source", "statistics", "tie"]

Record = dict[str, Any]


def entity(value: Entity) -> Record:
    """An actor, office holder or initiative."""
    return {"id": value.id, "name": value.name, "type": value.type}


def match(value: Match) -> Record:
    """An entity that was searched for, with its score."""
    return {**entity(value.entity), "score": value.score}


def source(value: Source) -> Record:
    """A document."""
    return _known(
        id=value.id,
        title=value.title,
        publisher=value.publisher,
        url=value.url,
        issued=value.issued,
        language=value.language,
    )


def money(value: Money) -> Record:
    """An amount."""
    return {"value": number(value.value), "currency": value.currency}


def number(value: Decimal) -> int | float:
    """A number as JSON has it: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def tie(value: Tie) -> Record:
    """A tie with its parties and documents."""
    return _known(
        id=value.id,
        type=value.type,
        role=value.role,
        start=value.start,
        end=value.end,
        date=value.date,
        amount=money(value.amount) if value.amount else None,
        instrument=value.instrument,
        status=value.status,
        title=value.title,
        confidence=value.confidence,
        notes=list(value.notes),
        parties=[{"property": prop, "id": party} for prop, party in value.parties],
        sources=[source(one) for one in value.sources],
    )


def paths(start: Entity, end: Entity, found: list[ExplainedPath]) -> Record:
    """The paths between two entities."""
    return {"from": entity(start), "to": entity(end), "paths": [_path(one) for one in found]}


def _path(value: ExplainedPath) -> Record:
    return {"distance": round(value.distance, 6), "hops": [_hop(hop) for hop in value.hops]}


def _hop(value: ExplainedHop) -> Record:
    return {
        "from": entity(value.start),
        "to": entity(value.end),
        "strength": round(value.strength, 6),
        "deduced": value.deduced,
        "venues": [_venue(venue) for venue in value.venues],
    }


def _venue(value: ExplainedVenue) -> Record:
    return {
        "id": value.id,
        "name": value.name,
        "type": value.type,
        "parties": value.parties,
        "ties": [tie(one) for one in value.ties],
    }


def description(value: Description) -> Record:
    """All that is known of an entity."""
    return {
        **entity(value.entity),
        "facts": [_fact(fact) for fact in value.facts],
        "figures": [_figure(figure) for figure in value.figures],
        "ties": [tie(one) for one in value.ties],
    }


def _fact(value: Fact) -> Record:
    return _known(
        property=value.predicate,
        value=money(value.value) if isinstance(value.value, Money) else value.value,
        value_id=value.id,
    ) | {"entailed": value.entailed, "deduced": value.deduced, "sources": [source(one) for one in value.sources]}


def _figure(value: Figure) -> Record:
    known = _known(indicator=value.indicator, unit=value.unit, period=value.period)
    return known | {"value": number(value.value), "sources": [source(one) for one in value.sources]}


def statistics(value: Statistics) -> Record:
    """The counts of a store."""
    return {
        **value.counts,
        "therapies": value.therapies,
        "types": value.types,
        "helices": value.helices,
        "tie_types": value.tie_types,
    }


def _known(**values: object) -> Record:
    return {name: value for name, value in values.items() if value not in ("", None, [], ())}


def report(value: Report) -> Record:
    """What a check found."""
    return {
        "conforms": value.conforms,
        "counts": dict(value.counts),
        "findings": [_finding(finding) for finding in value.findings],
    }


def _finding(value: Finding) -> Record:
    return _known(
        id=value.rule.id,
        severity=value.rule.severity,
        message=value.rule.message,
        remedy=value.rule.remedy,
        subject=value.spot.subject,
        name=value.name,
        property=value.spot.property,
        value=value.spot.value,
        file=value.place.file if value.place else "",
        line=value.place.line if value.place else None,
    )
