"""Who holds the network together: without whom, or without which tie, others would be cut off.

References
----------
J. Hopcroft, R. Tarjan (1973), Algorithm 447: efficient algorithms for graph manipulation, Communications of the ACM
16, 372-378 (articulation points, biconnected components); F. Harary (1969), Graph Theory, chapter 4 (the block-cut
tree).
"""

from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx

from triplehelix.graph.analysis.compiled import compiled

__all__ = ["Cuts"]


class Cuts:
    """The places where a network can be cut in two.

    Its actors, and its blocks (those parts that hold together whoever leaves), form a tree: what hangs on an actor, or
    on a tie that is a block by itself, is its own branch.

    >>> cuts = Cuts(nx.path_graph(4))
    >>> cuts.points[1], sorted(cuts.beyond(1))
    (1, [0])
    """

    def __init__(self, graph: nx.Graph) -> None:
        self._nodes = list(graph)
        blocks, points = compiled(graph).biconnected_components(return_articulation_points=True)
        self._blocks = dict(enumerate(map(tuple, blocks), len(self._nodes)))
        self._tree = nx.Graph((block, member) for block, members in self._blocks.items() for member in members)
        self._branches = dict(_branches(self._tree, len(self._nodes)))
        self._points = points

    @property
    def points(self) -> Mapping[Any, int]:
        """Each actor without which others are cut off from the largest part that remains, with their number."""
        return {self._nodes[point]: self._cut_off(point) for point in self._points}

    @property
    def bridges(self) -> list[tuple[Any, Any, int]]:
        """Each tie without which others are cut off: who is left, who is cut off, and with how many in all."""
        ties = (block for block, members in self._blocks.items() if len(members) == 2)  # noqa: PLR2004 - a tie has two ends
        return [(*self._ends(tie), self._cut_off(tie)) for tie in ties]

    def beyond(self, actor: Any) -> set[Any]:  # noqa: ANN401 - any node
        """Those who are cut off without an actor."""
        return self._members(self._nodes.index(actor))

    def _ends(self, tie: int) -> tuple[Any, Any]:
        branches = self._branches[tie]
        kept = max(branches, key=lambda end: branches[end])
        return self._nodes[kept], *(self._nodes[end] for end in branches if end != kept)

    def _cut_off(self, at: int) -> int:
        sizes = self._branches[at].values()
        return sum(sizes) - max(sizes)

    def _members(self, at: int) -> set[Any]:
        branches = self._branches[at]
        largest = max(branches, key=lambda branch: branches[branch])
        rest = nx.restricted_view(self._tree, [at], [])
        found = (nx.node_connected_component(rest, branch) for branch in branches if branch != largest)
        return {self._nodes[node] for part in found for node in part if node < len(self._nodes)}


def _branches(tree: nx.Graph, actors: int) -> Iterator[tuple[int, dict[int, int]]]:
    """For each node of a tree, the neighbours from which its branches start, with how many actors each has."""
    for component in nx.connected_components(tree):
        root = min(component)
        order, parents = list(nx.dfs_preorder_nodes(tree, root)), nx.dfs_predecessors(tree, root)
        below = {node: int(node < actors) for node in order}
        for node in reversed(order[1:]):
            below[parents[node]] += below[node]
        for node in order:
            above = {parents[node]: below[root] - below[node]} if node != root else {}
            yield node, above | {child: below[child] for child in tree[node] if child != parents.get(node)}
