"""The map as JSON: its nodes and ties with their documents, in the shapes that all of the project's JSON has."""

from collections.abc import Iterable
from typing import Any

from triplehelix.graph.output import as_json
from triplehelix.graph.views.map.layout import Position
from triplehelix.graph.views.map.model import Edge, Fact, Link, Node, Page, is_web_address, told_in
from triplehelix.graph.views.map.places import placed

__all__ = ["as_record"]

_Json = dict[str, Any]


def as_record(page: Page) -> bytes:
    """A page as JSON, in its language; unknown = key absent."""
    places, language = placed(page), page.lang
    return as_json(
        _known(
            title=told_in(page.titles, language),
            description=told_in(page.descriptions, language),
            date=page.date,
            license=page.licence,
            left_out=told_in(page.left_out, language),
        )
        | {
            "nodes": [_node(node, places[node.id], language) for node in page.nodes],
            "ties": [_tie(edge, language) for edge in page.edges],
        }
    ).encode()


def _node(node: Node, place: Position, language: str) -> _Json:
    return {"id": node.id, "name": node.names.get(language, node.name), "type": node.kind} | _known(
        helix=node.helix,
        aliases=list(node.aliases),
        therapies=list(node.therapies),
        stages=list(node.stages),
        regions=list(node.regions),
        community=node.community,
        degree=node.degree,
        strength=node.strength,
        betweenness=node.betweenness,
        x=place[0],
        y=place[1],
        when=node.when.bounds,
        became=node.became and told_in(node.became.told, language),
        facts=[_fact(fact, language) for fact in node.facts],
    )


def _fact(fact: Fact, language: str) -> _Json:
    told = {"label": told_in(fact.label, language), "value": told_in(fact.value, language), "contested": fact.contested}
    return told | {"sources": _sources(fact.sources)}


def _tie(edge: Edge, language: str) -> _Json:
    return {
        "source": edge.source,
        "target": edge.target,
        "type": edge.kind,
        "sentence": told_in(edge.sentence, language),
        "deduced": edge.deduced,
        "contested": edge.contested,
        "sources": _sources(edge.sources),
    } | _known(when=edge.when.bounds)


def _sources(links: Iterable[Link]) -> list[_Json]:
    return [
        _known(
            id=link.id,
            title=link.title,
            publisher=link.publisher,
            url=link.url if is_web_address(link.url) else "",
            issued=link.issued,
            language=link.language,
        )
        for link in links
    ]


def _known(**values: object) -> _Json:
    return {name: value for name, value in values.items() if value not in ("", [], {}, None)}
