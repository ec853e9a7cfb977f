"""How the sides of the triple helix meet, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from triplehelix.graph.analysis.helices import HELICES
from triplehelix.graph.output import as_table, wrapped
from triplehelix.graph.terms import THX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from triplehelix.graph.analysis.initiatives import Joined, Year
    from triplehelix.graph.analysis.triple_helix import Bridging, Mixed, TripleHelix
    from triplehelix.graph.labels import Labels
    from triplehelix.graph.messages import Messages

__all__ = ["helix_text"]

_SIGNIFICANT: Final = 3
"""From how many standard deviations on a difference is told: of ten pairs one may differ by two by chance."""


def helix_text(found: TripleHelix, labels: Labels, texts: Messages) -> str:
    """Who meets whom beside chance, the initiatives by how many sides they join, and the bodies that bridge."""
    blocks = [_summary(found, texts), _mixing(found, texts), _verdict(found, texts), _joined(found, texts)]
    blocks += [_years(found, texts), _bridging(found, labels, texts)]
    return "\n".join(block for block in blocks if block)


def _lines(*sentences: str) -> str:
    return "".join(f"{line}\n" for line in wrapped(" ".join(filter(None, sentences)), further=""))


def _summary(found: TripleHelix, texts: Messages) -> str:
    actors = ", ".join(texts(f"helices.{helix}", n=texts.number(n)) for helix, n in found.actors.items())
    missing = [texts(f"helix.sides.{helix}") for helix in HELICES if helix not in found.actors]
    return _lines(
        texts("helix.title", n=texts.number(found.nodes), actors=actors),
        texts("helix.missing", helices=", ".join(missing)) if missing else "",
        texts("helix.expected", n=texts.number(found.draws)),
    )


def _mixing(found: TripleHelix, texts: Messages) -> str:
    header = [texts(f"helix.{name}") for name in ("sides_met", "ties", "strength", "by_chance", "z")]
    return as_table(header, [_cells(row, texts) for row in found.rows])


def _cells(row: Mixed, texts: Messages) -> list[str]:
    strengths = (texts.number(round(each, 1)) for each in (row.strength, row.expected))
    z = "" if row.z is None else texts.number(round(row.z, 1) + 0.0)  # no -0.0
    return [_pair(row, texts), texts.number(row.ties), *strengths, z]


def _pair(row: Mixed, texts: Messages) -> str:
    return f"{texts(f'helix.sides.{row.one}')} – {texts(f'helix.sides.{row.other}')}"


def _verdict(found: TripleHelix, texts: Messages) -> str:
    known = [(row.z, _pair(row, texts)) for row in found.rows if row.z is not None]
    more = [pair for z, pair in sorted(known, reverse=True) if z >= _SIGNIFICANT]
    less = [pair for z, pair in sorted(known) if z <= -_SIGNIFICANT]
    return _lines(
        texts("helix.more", pairs=", ".join(more)) if more else "",
        texts("helix.less", pairs=", ".join(less)) if less else "",
        "" if found.assortativity is None else texts("helix.assortativity", r=texts.decimal(found.assortativity)),
    )


def _joined(found: TripleHelix, texts: Messages) -> str:
    if not found.initiatives:
        return ""
    told = [_share(one, found.initiatives, texts) for one in found.joined]
    title = texts("helix.initiatives", n=texts.number(found.initiatives))
    return _lines(title) + "".join(f"{line}\n" for one in told for line in wrapped(one, "  "))


def _share(one: Joined, among: int, texts: Messages) -> str:
    names = " + ".join(texts(f"helix.sides.{helix}") for helix in one.helices) or texts("helix.nobody")
    percent = texts.number(round(100 * one.initiatives / among))
    return texts("helix.share", helices=names, n=texts.number(one.initiatives), percent=percent)


def _years(found: TripleHelix, texts: Messages) -> str:
    header = [texts(f"helix.{name}") for name in ("year", "started", "none", "one", "two", "three", "four")]
    rows = [[*_year(year, texts)] for year in found.years]
    return as_table(header, rows) if rows else ""


def _year(row: Year, texts: Messages) -> Iterator[str]:
    yield texts("helix.unknown") if row.year is None else str(row.year)
    for n in (row.initiatives, row.none, row.one, row.two, row.three, row.four):
        yield texts.number(n)


def _bridging(found: TripleHelix, labels: Labels, texts: Messages) -> str:
    if not found.bridging:
        return ""
    told = [_bridge(row, labels, texts) for row in found.bridging]
    return _lines(texts("helix.bridging")) + "".join(f"{line}\n" for one in told for line in wrapped(one, "  "))


def _bridge(row: Bridging, labels: Labels, texts: Messages) -> str:
    partners = ", ".join(texts(f"helices.{helix}", n=texts.number(n)) for helix, n in row.helices.items())
    nearest = ", ".join(each.partner.name for each in row.neighbours)
    kind = labels(THX[row.actor.type])
    return texts("helix.bridge", actor=row.actor.name, kind=kind, partners=partners, nearest=nearest)
