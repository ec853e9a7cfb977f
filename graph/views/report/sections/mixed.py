"""How university, industry, government and society meet."""

from triplehelix.graph.analysis.helices import HELICES
from triplehelix.graph.analysis.triple_helix import Mixed, TripleHelix, triple_helix
from triplehelix.graph.views.report.model import Cell, Section, Table
from triplehelix.graph.views.report.subject import Subject

__all__ = ["mixed"]

_COMMAND = "triplehelix helix"
_CLEAR = 3
"""From how many standard deviations on a difference is told, as by the command."""


def mixed(subject: Subject) -> Section:
    """Who meets across the sides, beside what chance gives; and how many sides initiatives join."""
    texts, found = subject.texts, triple_helix(subject.collaboration)
    told = texts("report.helix.told", n=texts.number(found.initiatives))
    r = "" if found.assortativity is None else texts("helix.assortativity", r=texts.decimal(found.assortativity))
    tables = (_met(subject, found), _chances(subject, found), _joined(subject, found))
    shown = tuple(table for table in tables if table.rows)
    return Section("helix", texts("report.helix.title"), tuple(filter(None, (told, r))), shown)


def _side(subject: Subject, name: str) -> str:
    return subject.texts(f"helix.sides.{name}")


def _met(subject: Subject, found: TripleHelix) -> Table:
    """Pairs of actors that meet; each stands twice, for it has two sides."""
    there = [helix for helix in HELICES if helix in found.actors]
    ties = {frozenset({row.one, row.other}): row.ties for row in found.rows}
    return Table(
        caption=subject.texts("report.helix.met"),
        header=(*subject.words("side"), *(_side(subject, helix) for helix in there)),
        rows=tuple((_side(subject, one), *(ties[frozenset({one, other})] for other in there)) for one in there),
        command=_COMMAND,
        drawing="heat" if there else None,
    )


def _chances(subject: Subject, found: TripleHelix) -> Table:
    return Table(
        caption=subject.texts("report.helix.chances"),
        header=subject.words("sides", "strength", "by_chance", "verdict"),
        rows=tuple(_chance(subject, row) for row in found.rows),
        command=_COMMAND,
        note=subject.texts("report.helix.note"),
    )


def _chance(subject: Subject, row: Mixed) -> tuple[Cell, ...]:
    z = row.z or 0
    verdict = "more" if z >= _CLEAR else "less" if z <= -_CLEAR else "alike"
    sides = f"{_side(subject, row.one)} – {_side(subject, row.other)}"
    return sides, round(row.strength), round(row.expected), subject.texts(f"report.helix.{verdict}")


def _joined(subject: Subject, found: TripleHelix) -> Table:
    texts = subject.texts
    rows = tuple(
        (" + ".join(_side(subject, helix) for helix in one.helices) or texts("helix.nobody"), one.initiatives)
        for one in found.joined
    )
    return Table(
        caption=texts("report.helix.joined"),
        header=subject.words("sides", "initiatives"),
        rows=rows,
        command=_COMMAND,
        drawing="bars" if rows else None,
    )
