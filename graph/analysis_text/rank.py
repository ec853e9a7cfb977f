"""Who is central, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triplehelix.graph.output import as_table
from triplehelix.graph.terms import THX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from triplehelix.graph.analysis.centrality import Ranked, Ranking
    from triplehelix.graph.labels import Labels
    from triplehelix.graph.messages import Messages

__all__ = ["rank_notes", "rank_table"]


def rank_table(found: Ranking, labels: Labels, texts: Messages) -> str:
    """The actors with their measure, and with whom each works closely."""
    header = ("rank", *(["sure"] if found.rounds else []), "actor", "kind", f"measure.{found.by}", "close_to")
    rows = [[*_place(row, texts), *_told(row, found.by, labels, texts)] for row in found.rows]
    return as_table([texts(f"rank.{name}") for name in header], rows)


def _place(row: Ranked, texts: Messages) -> Iterator[str]:
    yield texts.number(row.rank)
    if row.low is not None:
        between = f"{texts.number(row.low)}–{texts.number(row.high)}" if row.low != row.high else texts.number(row.low)
        yield between if row.stable else texts("rank.unsure", between=between)


def _told(row: Ranked, by: str, labels: Labels, texts: Messages) -> Iterator[str]:
    yield row.actor.name
    yield labels(THX[row.actor.type])
    yield rank_value(getattr(row, by), texts)
    yield ", ".join(each.partner.name for each in row.neighbours[:2])


def rank_value(value: float, texts: Messages) -> str:
    """A measure: a count as it is, else with four digits."""
    return texts.number(value) if isinstance(value, int) else texts.number(round(value, 4))


def rank_notes(found: Ranking, texts: Messages) -> Iterator[str]:
    """What to know of the figures: of how large a network, and how exact."""
    nodes, edges = texts.number(found.nodes), texts.number(found.edges)
    yield texts(f"rank.network.{found.network}", nodes=nodes, edges=edges)
    yield texts(f"rank.meaning.{found.by}")
    if found.by in ("betweenness", "closeness"):
        yield texts("rank.weighted" if found.weighted else "rank.unweighted")
        if found.sampled is not None:
            yield texts("rank.sampled", n=texts.number(found.sampled))
    if found.by == "betweenness" and found.error is not None:
        yield texts("rank.error", error=texts.number(round(found.error, 4)))
    if found.rounds:
        yield texts("rank.rounds", n=texts.number(found.rounds))
