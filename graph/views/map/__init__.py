"""The map: one HTML file that works offline; see `page` for how it is made."""

from triplehelix.graph.views.map.model import Edge, Fact, Link, Meeting, Node, Opening, Page, Scheme, Span
from triplehelix.graph.views.map.page import render

__all__ = ["Edge", "Fact", "Link", "Meeting", "Node", "Opening", "Page", "Scheme", "Span", "render"]
