"""How the actors hang together, and who is central."""

import networkx as nx

from triplehelix.graph.analysis.centrality import Ranking, rank
from triplehelix.graph.views.report.model import Section, Table
from triplehelix.graph.views.report.subject import Subject

__all__ = ["central"]

_FIRST = 12


def central(subject: Subject) -> Section:
    """The network in a few figures, and the actors that stand between others."""
    texts, graph = subject.texts, subject.collaboration.projection
    found = rank(subject.collaboration, "betweenness", limit=_FIRST)
    largest = max(map(len, nx.connected_components(graph)), default=0)
    told = texts(
        "report.central.told",
        nodes=texts.number(found.nodes),
        edges=texts.number(found.edges),
        mean=texts.decimal(2 * found.edges / found.nodes if found.nodes else 0),
        share=subject.percent(largest, found.nodes),
    )
    return Section("central", texts("report.central.title"), (told,), (_ranked(subject, found),))


def _ranked(subject: Subject, found: Ranking) -> Table:
    rows = tuple(
        (
            row.actor.name,
            subject.kind(row.actor.type),
            subject.percent(row.betweenness, 1),
            row.degree,
            ", ".join(near.partner.name for near in row.neighbours[:2]),
        )
        for row in found.rows
    )
    return Table(
        caption=subject.texts("report.central.caption", n=len(rows)),
        header=subject.words("actor", "kind", "betweenness", "degree", "close_to"),
        rows=rows,
        command=f"triplehelix rank --limit {_FIRST}",
        note=subject.texts("report.central.note"),
    )
