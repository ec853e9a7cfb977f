"""How free an actor is to bring others together: whether its partners know each other anyway.

References
----------
R. S. Burt (1992), Structural Holes: The Social Structure of Competition, chapter 2 (constraint, effective size);
S. P. Borgatti (1997), Structural holes: unpacking Burt's redundancy measures, Connections 20, 35-38 (effective size
of a network without strengths).
"""

from collections.abc import Mapping
from typing import Any

import networkx as nx

from triplehelix.graph.analysis.compiled import by_node, compiled

__all__ = ["constraint", "effective_size"]


def constraint(graph: nx.Graph) -> Mapping[Any, float]:
    """Burt's constraint: how much of an actor's effort goes to partners that are tied to each other; by `strength`.

    It is the sum over partners j of (p(ij) + sum over q of p(iq) p(qj))², p(ij) being the share of i's ties that j
    has. Of who has no partner it is unknown (nan).

    >>> round(constraint(nx.star_graph(4))[0], 2)
    0.25
    """
    weights = "strength" if nx.is_weighted(graph, weight="strength") else None
    return by_node(graph, compiled(graph, *filter(None, [weights])).constraint(weights=weights))


def effective_size(graph: nx.Graph) -> Mapping[Any, float]:
    """The number n of an actor's partners less those that lead to the same: n - 2t / n, t being ties among them.

    As t = c n (n - 1) / 2, c being the local clustering coefficient, that is n - c (n - 1); 0 without partners.

    >>> effective_size(nx.complete_graph(4))[0]
    1.0
    """
    engine = compiled(graph)
    clustering = engine.transitivity_local_undirected(mode="zero")
    figures = zip(engine.degree(), clustering, strict=True)
    return by_node(graph, [n - c * (n - 1) if n else 0.0 for n, c in figures])
