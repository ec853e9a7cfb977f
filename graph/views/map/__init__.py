"""The map: the network as one HTML file that fetches nothing."""

from triplehelix.graph.views.map.model import LABEL_KEYS, Edge, Fact, Link, Node, Page
from triplehelix.graph.views.map.page import render

__all__ = ["LABEL_KEYS", "Edge", "Fact", "Link", "Node", "Page", "render"]
