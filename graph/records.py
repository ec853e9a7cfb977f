"""Values as JSON: one shape for each thing everywhere; what is unknown is left out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from triplehelix.graph.money import Money
from triplehelix.graph.terms import local_name
from triplehelix.graph.values import Entity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triplehelix.graph.asking import Reply
    from triplehelix.graph.cautions import Caution
    from triplehelix.graph.checks.findings import Finding, Report
    from triplehelix.graph.describe import Description, Fact, Figure
    from triplehelix.graph.difference import Difference, FigureChange, TimedChange
    from triplehelix.graph.explain import ExplainedHop, ExplainedPath, ExplainedVenue
    from triplehelix.graph.history import Change
    from triplehelix.graph.introductions import Introductions
    from triplehelix.graph.loading import Loaded
    from triplehelix.graph.loads import DocumentRecord, LoadRecord
    from triplehelix.graph.messages import Messages
    from triplehelix.graph.names import Match
    from triplehelix.graph.no_path import Limit, Near, NoPath
    from triplehelix.graph.questions import Question
    from triplehelix.graph.reconciling import Paired
    from triplehelix.graph.statements import Statement
    from triplehelix.graph.statistics import Statistics
    from triplehelix.graph.ties import Tie
    from triplehelix.graph.values import Source
    from triplehelix.graph.why import Why

__all__ = [
    "description", "difference", "document", "entity", "introductions", "load", "loaded", "match", "money", "no_path",
    "pair", "question", "reply", "report", "source", "statistics", "tie", "why",
]  # fmt: skip

Record = dict[str, Any]


def entity(value: Entity) -> Record:
    """An actor, office holder or initiative."""
    return {"id": value.id, "name": value.name, "type": value.type}


def match(value: Match, became: Change | None = None) -> Record:
    """An entity that was searched for, with its score, and what it became."""
    known = {**entity(value.entity), "score": value.score}
    return {**known, "became": _became(became)} if became else known


def _became(value: Change) -> Record:
    return {**entity(value.after[0]), "change": value.change} | _known(date=value.date)


def pair(value: Paired, texts: Messages) -> Record:
    """Two actors that may be one, are one, or were decided on."""
    known = _known(score=value.score, decision=value.verdict, note=value.note)
    evidence = [
        _known(kind=each.kind, value=each.value) | {"text": texts(f"reconcile.{each.kind}", value=each.value)}
        for each in value.evidence
    ]
    return {"one": entity(value.one), "other": entity(value.other), **known, "evidence": evidence}


def change(value: Change) -> Record:
    """A change of organisations; an owner counts as the one after."""
    return _known(change=value.change, date=value.date, former_name=value.former_name) | {
        "from": [entity(one) for one in value.before],
        "to": [entity(one) for one in value.after],
        **_known(amount=money(value.amount) if value.amount else None),
        "deduced": value.deduced,
        "sources": [source(one) for one in value.sources],
    }


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
        known_by=value.known_by,
        amount=money(value.amount) if value.amount else None,
        instrument=value.instrument,
        status=value.status,
        title=value.title,
        confidence=value.confidence,
        holds=value.holds,
        conflict=value.conflict or None,
        notes=list(value.notes),
        parties=[{"property": prop, "id": party} for prop, party in value.parties],
        sources=[source(one) for one in value.sources],
    )


def introductions(value: Introductions) -> Record:
    """The paths from any of some entities to any of others; one alone is no list."""
    ends = _ends("to", value.ends) if value.ends else {"looked_for": list(value.looked_for)}
    found = {**_ends("from", value.starts), **ends, "paths": [_path(one) for one in value.paths]}
    return {**found, "none": no_path(value.none)} if value.none else found


def _ends(key: str, ends: Sequence[Entity]) -> Record:
    return {key: entity(ends[0])} if len(ends) == 1 else {f"{key}_any": [entity(one) for one in ends]}


def _path(value: ExplainedPath) -> Record:
    weakest = value.weakest
    return {
        "distance": round(value.distance, 6),
        "introductions": len(value.hops),
        "reading": value.reading,
        "weakest": {"hop": value.hops.index(weakest), "venue": weakest.venues[0].id},
        "hops": [_hop(hop) for hop in value.hops],
    } | _known(warnings=[_warning(one) for one in value.warnings])


def _hop(value: ExplainedHop) -> Record:
    return {
        "from": entity(value.start),
        "to": entity(value.end),
        "strength": round(value.strength, 6),
        "distance": round(value.distance, 6),
        "deduced": value.deduced,
        "sentence": value.venues[0].claim,
        "venues": [_venue(venue) for venue in value.venues],
    } | _known(warnings=[_warning(one) for one in value.warnings])


def _warning(value: Caution) -> Record:
    return {"kind": value.kind, "text": value.text, "about": value.about}


def _venue(value: ExplainedVenue) -> Record:
    return {
        "id": value.id,
        "name": value.name,
        "type": value.type,
        "parties": value.parties,
        "adds": round(value.adds, 6),
        "ties": [tie(one) for one in value.ties],
    }


def description(value: Description) -> Record:
    """All that is known of an entity."""
    return {
        **entity(value.entity),
        "facts": [_fact(fact) for fact in value.facts],
        "figures": [_figure(figure) for figure in value.figures],
        "ties": [tie(one) for one in value.ties],
        "history": [change(one) for one in value.history],
        **_known(belongs_to=entity(value.owner) if value.owner else None),
    }


def why(value: Why) -> Record:
    """An entity with the statements on it and their documents."""
    return {**entity(value.entity), "statements": [_statement(one, value.entity) for one in value.statements]}


def _statement(one: Statement, of: Entity) -> Record:
    known = _known(
        property=local_name(one.prop.value),
        value=one.value if isinstance(one.value, str) else number(one.value),
        unit=one.unit,
        value_id=one.value_id,
        about="" if one.about in (of.id, one.value_id) else one.about,
        period=one.period,
        status=one.status,
    )
    kinds = {"preferred": one.preferred, "conflict": one.conflict, "entailed": one.entailed}
    told = _known(confidence="" if one.entailed else one.confidence, reason=one.reason, because=one.because)
    return known | kinds | told | {"sources": [source(document) for document in one.sources]}


def _fact(value: Fact) -> Record:
    return _known(
        property=value.predicate,
        value=money(value.value) if isinstance(value.value, Money) else value.value,
        value_id=value.id,
    ) | {
        "entailed": value.entailed,
        "deduced": value.deduced,
        "conflict": value.conflict,
        "sources": [source(one) for one in value.sources],
    }


def _figure(value: Figure) -> Record:
    known = _known(indicator=value.indicator, unit=value.unit, period=value.period)
    return known | {"value": number(value.value), "sources": [source(one) for one in value.sources]}


def difference(value: Difference) -> Record:
    """What changed between two days."""
    return {
        "from": value.start.isoformat(),
        "to": value.end.isoformat(),
        "changes": [_timed_change(one) for one in value.changes],
        "indicators": [_figure_change(one) for one in value.figures],
    }


def _timed_change(value: TimedChange) -> Record:
    what = {"initiative": entity(value.what)} if isinstance(value.what, Entity) else {"tie": tie(value.what)}
    sources = [source(one) for one in value.sources]
    return what | {"change": value.happening} | _known(date=value.date) | {"sources": sources}


def _figure_change(value: FigureChange) -> Record:
    known = {"about": entity(value.about), "indicator": value.after.indicator} | _known(unit=value.after.unit)
    return known | {"before": _figure_then(value.before), "after": _figure_then(value.after)}


def _figure_then(value: Figure) -> Record:
    return {key: told for key, told in _figure(value).items() if key in ("value", "period", "sources")}


def statistics(value: Statistics) -> Record:
    """The counts of a store."""
    return {
        **value.counts,
        "therapies": value.therapies,
        "types": value.types,
        "helices": value.helices,
        "tie_types": value.tie_types,
    }


def question(value: Question, language: str) -> Record:
    """A question of the catalogue."""
    return {
        "id": value.id,
        "question": value.text(language),
        "asked_by": value.asked_by,
        "about": value.about,
        "parameters": [
            {"name": one.name, "type": one.type, "default": one.written, "description": one.description(language)}
            for one in value.parameters
        ],
    }


def reply(value: Reply) -> list[Record]:
    """The rows that answer a question, by column."""
    return [_known(**dict(zip(value.columns, map(_cell, row), strict=True))) for row in value.rows]


def _cell(value: object) -> object:
    return number(value) if isinstance(value, Decimal) else value


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


def loaded(value: Loaded) -> Record:
    """What became of one load."""
    return {
        "name": value.name,
        "kind": value.kind,
        "input": value.input,
        "changed": value.changed,
        "rows": value.journal.rows,
        "left_out": value.journal.left_out,
        "facts": value.facts,
        "new": value.new,
        "matched": value.matched,
        "rejected": [
            {"place": str(each.place), "reason": each.reason, "cells": [*each.cells]} for each in value.journal.rejected
        ],
        "repaired": [
            {"place": str(each.place), "before": each.before, "after": each.after} for each in value.journal.repairs
        ],
        "notes": [*value.journal.notes],
    }


def load(value: LoadRecord) -> Record:
    """One load of a store."""
    return _known(
        name=value.name,
        input=value.input,
        ended=value.ended,
        documents=value.documents,
        facts=value.facts,
        rows=value.rows or None,
        rejected=value.rejected or None,
        repaired=value.repaired or None,
        checksum=value.checksum,
        licence=value.licence,
        version=value.version,
    )


def document(value: DocumentRecord) -> Record:
    """A document with how much it states, and the loads that brought it."""
    return {**source(value.document), "facts": value.facts, "loads": [*value.loads]}


def no_path(value: NoPath) -> Record:
    """Why there is no path, and who is nearest."""
    return _known(
        alone=[entity(actor) for actor in value.alone] or None,
        parts=dict(zip(("from", "to"), value.sizes, strict=True)) if value.sizes else None,
        opening=[_limit(limit) for limit in value.opening] or None,
        breaking=[_limit(limit) for limit in value.breaking] or None,
    ) | {"nearest": [_near(one) for one in value.nearest]}


def _limit(value: Limit) -> Record:
    return _known(rule=value.rule, id=value.value, name=value.name, hops=value.hops or None)


def _near(value: Near) -> Record:
    shared = [{"trait": each.trait, "id": each.id, "name": each.name} for each in value.shared]
    distance = None if value.distance is None else round(value.distance, 6)
    return {**entity(value.actor), **_known(distance=distance, shared=shared or None)}
