"""Where the nodes of a page stand, for the page itself, its pictures, and other tools."""

from collections.abc import Mapping

from triplehelix.graph.views.map.layout import Position, positions
from triplehelix.graph.views.map.model import Page
from triplehelix.graph.views.map.style import size_of

__all__ = ["placed"]


def placed(page: Page) -> Mapping[str, Position]:
    """A place for each node: the page's own, or else where its ties and groups draw it."""
    if page.places:
        return page.places
    sizes = {node.id: size_of(node) for node in page.nodes}
    groups = {node.id: group for node in page.nodes if (group := page.opening.group_of(node))}
    return positions(sizes, ((edge.source, edge.target, edge.pull) for edge in page.edges), groups)
