"""From a Page to the bytes of its HTML: pyvis holds the network, our template shows it."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from triplehelix.graph.analysis.helices import HELICES
from triplehelix.graph.terms import BASE
from triplehelix.graph.views.map.meetings import known_meetings
from triplehelix.graph.views.map.model import Edge, Fact, Link, Node, Page, Span, Told, is_web_address, told_in
from triplehelix.graph.views.map.places import placed
from triplehelix.graph.views.map.style import (
    DIRECTED,
    MARKS,
    Look,
    bends,
    dash_of,
    families_of,
    look_of,
    palettes,
    size_of,
    width_of,
)

__all__ = ["render"]

_Json = dict[str, Any]

VIS_NETWORK = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")
FEW_EDGES = 300  # up to here they need not be faint for the nodes to stand out
MANY_EDGES = 3000  # from here on they are hidden while the map is dragged, which then stays fluid
USUAL = 2.0  # the width of a line between two who meet in one circle of two
# each is a file of its own, in the order in which they need one another
SCRIPTS = (
    "data", "view", "shown", "ways", "drawing", "camera", "folding", "communities", "bundles", "names", "groups",
    "details", "legend", "search", "cautions", "pathfinder", "time", "panels", "matrix", "table",
    "walk", "xml", "sketch", "captions", "picture", "formats", "export", "help", "start",
)  # fmt: skip


def render(page: Page) -> str:
    """The complete HTML of a page; the same page gives the same text."""
    nodes = sorted(page.nodes, key=lambda node: node.id)
    edges = sorted(page.edges, key=_edge_order)
    documents = page.documents
    style = _own("map.css")
    scripts = [_vis_network(), *(_own(f"script/{name}.js") for name in SCRIPTS)]
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_own("template.html.j2")).render(
        page=page,
        words=page.words[page.lang],
        languages=list(page.words),
        policy=_policy(scripts, [style]),
        style=Markup(style),  # noqa: S704 (our own file)
        scripts=[Markup(script) for script in scripts],  # noqa: S704 (our own file, and the package's)
        network=_data_block(_network(page, nodes, edges)),
        knowledge=_data_block(_knowledge(page, nodes, edges, documents)),
        counts=page.counts,
        families=families_of(nodes, page.terms.get(page.lang, {})),
        tie_kinds=Counter(edge.kind for edge in edges).most_common(),
        dashes=lambda kind: " ".join(map(str, dash_of(kind))),
        marks=MARKS,
        licence_url=page.licence if is_web_address(page.licence) else "",
    )


def _edge_order(edge: Edge) -> tuple[str, str, str, tuple[str, ...], Span, bool]:
    return edge.source, edge.target, edge.kind, tuple(edge.sentence.values()), edge.when, edge.deduced


def _network(page: Page, nodes: Sequence[Node], edges: Sequence[Edge]) -> _Json:
    """What vis-network draws, through pyvis: set whole, for its add_edge compares each edge with all others."""
    from pyvis.network import Network  # takes 0.7 s: it imports IPython

    places = placed(page)
    network = Network(cdn_resources="local")
    network.nodes = [_drawn_node(node, *places[node.id]) for node in nodes]
    network.edges = list(_drawn_edges(edges))
    network.options = _options(nodes, len(edges))
    drawn_nodes, drawn_edges, _, _, _, options = network.get_network_data()
    return {"nodes": drawn_nodes, "edges": drawn_edges, "options": json.loads(options)}


def _drawn_node(node: Node, x: float, y: float) -> _Json:
    """Without label and title: the script writes names itself, so that they neither overlap nor become markup."""
    return {"id": node.id, "group": node.kind, "x": x, "y": y, "size": size_of(node)}


def _drawn_edges(edges: Iterable[Edge]) -> Iterable[_Json]:
    for number, (edge, bend) in enumerate(bends(edges)):
        yield {"id": number, "from": edge.source, "to": edge.target, **_line(edge, bend)}


def _line(edge: Edge, bend: float) -> _Json:
    """A dash for each family of ties, as wide as it is close; bent if the same two have a tie already."""
    drawn: _Json = {"dashes": dash} if (dash := dash_of(edge.kind)) else {}
    if (width := width_of(edge)) != USUAL:
        drawn["width"] = width
    if edge.kind in DIRECTED:
        drawn["arrows"] = "to"
    if bend:
        turn = "curvedCW" if bend > 0 else "curvedCCW"
        drawn["smooth"] = {"enabled": True, "type": turn, "roundness": abs(bend)}
    return drawn


def _options(nodes: Iterable[Node], ties: int) -> _Json:
    return {
        "physics": False,
        "layout": {"improvedLayout": False},
        "groups": {node.kind: _group(look_of(node)) for node in nodes},
        "nodes": {"borderWidth": 1, "borderWidthSelected": 3},
        "edges": {
            "smooth": False,
            "width": USUAL,
            "hoverWidth": 0.6,
            "selectionWidth": 1.5,
            "arrows": {"to": {"scaleFactor": 0.5}},
            "color": {"color": "#5b6b7d", "highlight": "#14202e", "hover": "#14202e", "opacity": _opacity(ties)},
        },
        "interaction": {
            "hover": True,
            "hoverConnectedEdges": False,
            "selectConnectedEdges": False,
            "hideEdgesOnDrag": ties > MANY_EDGES,
            "hideEdgesOnZoom": ties > MANY_EDGES,
        },
    }


def _opacity(ties: int) -> float:
    """The more lines lie over each other, the fainter each is: what is dense stays a ground for the nodes."""
    return round(0.6 if ties <= FEW_EDGES else 0.55 * min(1.0, MANY_EDGES / (2 * ties)) ** 0.5, 2)


def _group(look: Look) -> _Json:
    chosen = {"background": look.fill, "border": "#14202e"}
    return {
        "shape": look.shape,
        "color": {"background": look.fill, "border": look.border, "highlight": chosen, "hover": chosen},
    }


def _knowledge(page: Page, nodes: Sequence[Node], edges: Sequence[Edge], documents: Sequence[Link]) -> _Json:
    """What the page tells; each document stands once and is referred to by its number."""
    number = {link: index for index, link in enumerate(documents)}
    return {
        "language": page.lang,
        "words": {language: dict(words) for language, words in page.words.items()},
        "tongues": {language: _tongue(page, nodes, edges, language) for language in page.titles},
        "opening": {
            "colour": page.opening.colour,
            "size": page.opening.size,
            "groups": "hulls" if page.opening.group == "community" else "",
            "together": page.opening.group,
        },
        "documents": [_document(link) for link in documents],
        "nodes": [_known_node(node, page.lang, number) for node in nodes],
        "ties": [_known_tie(edge, number) for edge in edges],
        "meetings": known_meetings(page.meetings, nodes, edges),
        "palettes": palettes(page.scheme, max((node.community for node in nodes), default=0)),
        "scheme": {
            "helices": [helix for helix in HELICES if any(node.helix == helix for node in nodes)],
            "therapies": list(page.scheme.therapies),
            "wider": dict(page.scheme.therapies),
            "stages": list(page.scheme.stages),
            "regions": list(page.scheme.regions),
            "rows": list(page.scheme.rows),
            "columns": list(page.scheme.columns),
            "above": {one: list(above) for one, above in page.scheme.above.items()},
        },
    }


def _tongue(page: Page, nodes: Iterable[Node], edges: Iterable[Edge], language: str) -> _Json:
    """All that is told in one language."""
    return {
        "title": page.titles[language],
        "description": page.descriptions.get(language, ""),
        "left_out": page.left_out.get(language, ""),
        "names": {node.id: node.names[language] for node in nodes if language in node.names},
        "labels": {word: told_in(label, language) for word, label in _labels(nodes).items()},
        "values": {node.id: values for node in nodes if (values := _own_values(node, page.lang, language))},
        "sentences": [told_in(edge.sentence, language) for edge in edges],
        "became": {node.id: told_in(node.became.told, language) for node in nodes if node.became},
        "terms": dict(page.terms.get(language, {})),
    }


def _labels(nodes: Iterable[Node]) -> dict[str, Told]:
    """What facts are called, each once, by its text in the first language."""
    return {_first(fact.label): fact.label for node in nodes for fact in node.facts}


def _own_values(node: Node, usual: str, language: str) -> dict[int, str]:
    """The facts, by their places, that read otherwise in this language: most are names and numbers, and stand once."""
    told = ((place, told_in(fact.value, language), told_in(fact.value, usual)) for place, fact in enumerate(node.facts))
    return {place: own for place, own, other in told if own != other}


def _first(told: Told) -> str:
    return next(iter(told.values()))


def _known_tie(edge: Edge, number: Mapping[Link, int]) -> _Json:
    return {
        "source": edge.source,
        "target": edge.target,
        "kind": edge.kind,
        "deduced": edge.deduced,
        "sources": [number[link] for link in edge.sources],
        "when": _bounds(edge.when),
    } | _known(id=edge.tie, contested=edge.contested)


def _known(**values: object) -> _Json:
    return {name: value for name, value in values.items() if value}


def _bounds(when: Span) -> _Json:
    return _known(
        startsNotBefore=when.starts_not_before,
        startsNotAfter=when.starts_not_after,
        endsNotBefore=when.ends_not_before,
        endsNotAfter=when.ends_not_after,
        event=when.event,
    )


def _document(link: Link) -> _Json:
    """An address that is none of the web's loses its link, never its text."""
    return {
        "title": link.title or link.url,
        "url": link.url if is_web_address(link.url) else "",
        "from": ", ".join(filter(None, (link.publisher, link.issued))),
    } | _known(issued=link.issued)


def _known_node(node: Node, usual: str, number: Mapping[Link, int]) -> _Json:
    look = look_of(node)
    return {
        "id": node.id,
        "key": _key(node.id),
        "name": node.name,
        "kind": node.kind,
        "family": look.family,
        "group": node.group,
        "helix": node.helix,
        "degree": node.degree,
        "strength": round(node.strength, 4),
        "betweenness": round(node.betweenness, 6),
        "community": node.community,
        "central": node.central,
        "strong": node.strong,
        "shape": look.shape,
        "aliases": list(node.aliases),
        "therapies": list(node.therapies),
        "stages": list(node.stages),
        "regions": list(node.regions),
        "facts": [_known_fact(fact, usual, number) for fact in node.facts],
        "when": _bounds(node.when),
    } | ({"became": _bounds(node.became.when)} if node.became else {})


def _key(iri: str) -> str:
    """What stands for a node in the page's address."""
    return iri.removeprefix(f"{BASE}")


def _known_fact(fact: Fact, usual: str, number: Mapping[Link, int]) -> _Json:
    known: _Json = {
        "label": _first(fact.label),
        "value": told_in(fact.value, usual),
        "sources": [number[link] for link in fact.sources],
    }
    return known | _known(contested=fact.contested)


def _own(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _vis_network() -> str:
    """vis-network as pyvis ships it, without the pointer to a source map, which a browser's tools would ask for."""
    code = files("pyvis").joinpath(*VIS_NETWORK).read_text(encoding="utf-8").replace("\r\n", "\n")
    return code.rpartition("//# sourceMappingURL=")[0] or code


def _data_block(data: _Json) -> Markup:
    """JSON that cannot end its script element, whatever it says."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Nothing is loaded from anywhere; only the very scripts and styles of this page run."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_digest, scripts))}",
            f"style-src {' '.join(map(_digest, styles))}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
