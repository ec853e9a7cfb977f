"""Which part each actor plays between communities: at home in its own, or a link to others.

References
----------
R. Guimerà, L. A. N. Amaral (2005), Functional cartography of complex metabolic networks, Nature 433, 895-900: the
participation coefficient, the within-module degree, and the seven roles with their limits.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

__all__ = ["ROLES", "Role", "roles"]

_HUB: Final = 2.5
_LIMITS: Final = (
    (False, 0.05, "ultra-peripheral"),
    (False, 0.62, "peripheral"),
    (False, 0.80, "connector"),
    (False, 1.00, "kinless"),
    (True, 0.30, "provincial-hub"),
    (True, 0.75, "connector-hub"),
    (True, 1.00, "kinless-hub"),
)
"""Whether it is a hub, up to which participation coefficient, and what it is called then."""
ROLES: Final = tuple(name for _, _, name in _LIMITS)
"""The roles, the least linked first."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Role:
    """How an actor's ties spread over communities."""

    participation: float
    """0 if all its ties are in one community, near 1 if they are spread evenly over many."""
    within: float
    """By how many standard deviations its ties inside its own community exceed those of a member on average."""
    name: str


def roles(graph: nx.Graph, communities: Sequence[AbstractSet[Any]]) -> dict[Any, Role]:
    """The role of each node that is in a community; ties count by their `strength`, where they have one.

    >>> roles(nx.star_graph(3), [frozenset(range(4))])[1].name
    'ultra-peripheral'
    """
    own = {node: number for number, community in enumerate(communities) for node in community}
    nodes = list(own)
    if not nodes:
        return {}
    links = _links(graph, nodes, own)
    homes = np.array([own[node] for node in nodes], dtype=int)
    participation = 1 - ((links / links.sum(axis=1, keepdims=True)) ** 2).sum(axis=1)
    within = _within(links[np.arange(len(nodes)), homes], homes)
    figures = zip(nodes, participation.tolist(), within.tolist(), strict=True)
    return {node: Role(spread, inside, _name(spread, inside)) for node, spread, inside in figures}


def _links(graph: nx.Graph, nodes: Sequence[Any], own: Mapping[Any, int]) -> Array:
    """How strongly each node is tied to each community."""
    from scipy.sparse import csr_array  # only for those who need it

    adjacency = nx.to_scipy_sparse_array(graph, nodelist=nodes, weight="strength", dtype=float)
    homes = [own[node] for node in nodes]
    belongs = csr_array((np.ones(len(nodes)), (range(len(nodes)), homes)), shape=(len(nodes), max(homes) + 1))
    links: Array = (adjacency @ belongs).toarray()
    return links


def _within(inside: Array, homes: NDArray[np.int_]) -> Array:
    """The z-score of each node's ties to its own community; 0 where all members have as many."""
    sizes = np.bincount(homes)
    mean = np.bincount(homes, inside) / sizes
    spread = np.sqrt(np.bincount(homes, (inside - mean[homes]) ** 2) / sizes)[homes]
    return np.divide(inside - mean[homes], spread, out=np.zeros_like(inside), where=spread > 1e-9)  # noqa: PLR2004


def _name(participation: float, within: float) -> str:
    return next(name for hub, limit, name in _LIMITS if hub == (within >= _HUB) and participation <= limit)
