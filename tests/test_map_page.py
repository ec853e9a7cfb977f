"""The map's page as text: what stands in it, and what can never stand in it."""

import base64
import hashlib
import json
import math
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files
from random import Random
from typing import Any, Literal

import pytest
from pyvis.network import Network
from rdflib import SKOS, Graph

from triplehelix.graph import messages
from triplehelix.graph.analysis.helices import HELICES
from triplehelix.graph.commands.options import TIE_KINDS
from triplehelix.graph.views.map import Edge, Fact, Link, Node, Page, Scheme, Span, render
from triplehelix.graph.views.map.layout import positions
from triplehelix.graph.views.map.style import FAMILIES, LOOKS, families_of, look_of, size_of, width_of
from triplehelix.graph.views.map.words import LANGUAGES, words

HOSTILE = "</script><img src=x onerror=alert(1)>"
PAPER = Link("Paper & <b>co</b>", "https://example.org/paper?a=1&b=2", "Publisher", "2024-01-17")
UNSAFE = Link(HOSTILE, "javascript:alert(1)")


def a_node(name: str, kind: str = "SME", group: Literal["actor", "initiative"] = "actor", **more: Any) -> Node:
    return Node(name, name.title(), kind, group, degree=more.pop("degree", 1), **more)


def a_fact(label: str, value: str, *sources: Link) -> Fact:
    return Fact({"en": label}, {"en": value}, sources)


def a_page(**more: Any) -> Page:
    nodes = (
        a_node("ulb", "University", degree=3, aliases=("Université libre de Bruxelles",)),
        a_node("biowin", "Cluster", degree=3, facts=(a_fact("Founded", "2006", PAPER),)),
        a_node("atmp-pit", "Programme", "initiative", degree=2),
        a_node("alone"),
    )
    edges = (
        Edge("ulb", "biowin", "Membership", {"en": "Ulb is a member of Biowin."}, sources=(PAPER,)),
        Edge("biowin", "ulb", "Funding", {"en": "Biowin funds Ulb."}, sources=(PAPER,)),
        Edge("biowin", "ulb", "Funding", {"en": "Biowin funds Ulb."}, sources=(PAPER,)),
        Edge("ulb", "atmp-pit", "Participation", {"en": "Ulb takes part in Atmp-Pit."}, deduced=True),
        Edge("biowin", "atmp-pit", "Participation", {"en": "Biowin leads Atmp-Pit."}),
    )
    page = Page({"en": "A title"}, {"en": "A description"}, "2026-11-21", "CC-BY-4.0", "en", nodes, edges)
    return replace(page, **more)


def a_large_page(size: int, ties: int) -> Page:
    dice = Random(3)  # noqa: S311 (makes data, not secrets)
    nodes = tuple(a_node(f"n{number}") for number in range(size))
    pairs = [(f"n{dice.randrange(size)}", f"n{int(size * dice.random() ** 3)}") for _ in range(ties)]
    return a_page(nodes=nodes, edges=tuple(Edge(a, b, "Partnership", {"en": f"{a} and {b}."}) for a, b in pairs))


class Elements(HTMLParser):
    """Every start tag of a page with its attributes, and the text of its scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.blocks: list[tuple[str, dict[str, str], str]] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        self._inside = tag in {"script", "style"}
        if self._inside:
            self.blocks.append((tag, attributes, ""))

    def handle_data(self, data: str) -> None:
        if self._inside:
            tag, attributes, text = self.blocks.pop()
            self.blocks.append((tag, attributes, text + data))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._inside = False


def data_of(html: str, block: str) -> Any:
    (text,) = (text for _, attributes, text in Elements(html).blocks if attributes.get("id") == block)
    return json.loads(text)


def policy_of(html: str) -> dict[str, str]:
    (policy,) = (
        attributes["content"]
        for tag, attributes in Elements(html).tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    return dict(directive.split(" ", 1) for directive in policy.split("; "))


def side_and_bend(edge: dict[str, Any]) -> tuple[bool, float]:
    """On which side of the pair an edge lies: its turn is seen from its own start."""
    bend = edge.get("smooth", {"type": "", "roundness": 0.0})
    return (bend["type"] == "curvedCW") == (edge["from"] < edge["to"]), bend["roundness"]


def test_the_same_page_gives_the_same_bytes_whatever_the_order_of_its_parts() -> None:
    page = a_page()
    shuffled = replace(page, nodes=page.nodes[::-1], edges=page.edges[::-1])
    assert render(page) == render(page) == render(shuffled)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_stands_there_before_the_script_runs_is_the_words(language: str) -> None:
    html = render(a_page(lang=language, titles={language: "A title"}, descriptions={language: "A description"}))
    told = re.findall(r'data-word="(\w+)"[^>]*>([^<]*)<', html)
    known = {word: words()[language][word] for word, _ in told if word in words()[language]}
    assert len(known) > 40
    assert {word: unescape(text) for word, text in told if word in known and unescape(text) != known[word]} == {}


def test_the_policy_allows_exactly_the_scripts_and_styles_that_stand_in_the_page() -> None:
    html = render(a_page())
    allowed = policy_of(html)
    for element, directive in (("script", "script-src"), ("style", "style-src")):
        blocks = [t for tag, at, t in Elements(html).blocks if tag == element and at.get("type") != "application/json"]
        digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in blocks]
        assert allowed[directive].split() == [f"'sha256-{digest}'" for digest in digests]
    assert allowed["default-src"] == "'none'"
    assert not {"unsafe-inline", "unsafe-eval", "http"} & set(re.findall(r"[a-z-]+", " ".join(allowed.values())))


def test_no_tag_refers_to_anything_that_would_be_loaded() -> None:
    tags = Elements(render(a_page())).tags
    loading = [
        (tag, name, value)
        for tag, attributes in tags
        for name, value in attributes.items()
        if name in {"src", "srcset", "action", "data", "poster"} or (name == "href" and tag != "a")
    ]
    assert loading == [("link", "href", "data:,")]
    assert "sourceMappingURL" not in render(a_page())


def test_no_tag_has_a_style_or_an_event_handler_of_its_own() -> None:
    for _, attributes in Elements(render(a_page())).tags:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_hostile_text_makes_no_tag_wherever_it_stands() -> None:
    harmless = [tag for tag, _ in Elements(render(a_page())).tags]
    hostile = replace(
        a_page(),
        titles={"en": HOSTILE},
        descriptions={"en": HOSTILE},
        date=HOSTILE,
        licence=HOSTILE,
        words={language: dict.fromkeys(texts, HOSTILE) for language, texts in words().items()},
        terms={"en": {"SME": HOSTILE, "University": HOSTILE}},
        scheme=Scheme(therapies={HOSTILE: ""}, stages=(HOSTILE,), regions=(HOSTILE,)),
        nodes=tuple(
            replace(
                node,
                name=HOSTILE,
                aliases=(HOSTILE,),
                therapies=(HOSTILE,),
                facts=(a_fact(HOSTILE, HOSTILE, UNSAFE),),
            )
            for node in a_page().nodes
        ),
        edges=tuple(replace(edge, sentence={"en": HOSTILE}, sources=(UNSAFE,)) for edge in a_page().edges),
    )
    html = render(hostile)
    assert [tag for tag, _ in Elements(html).tags] == harmless
    assert data_of(html, "knowledge-data")["nodes"][0]["name"] == HOSTILE


def test_a_hostile_kind_stays_an_attribute() -> None:
    html = render(a_page(nodes=(a_node("x", HOSTILE + '"'),), edges=()))
    assert [at["data-kind"] for _, at in Elements(html).tags if "data-kind" in at] == [HOSTILE + '"']


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org", ""]
)
def test_a_document_whose_address_is_not_of_the_web_keeps_its_title_and_loses_its_link(address: str) -> None:
    html = render(a_page(nodes=(a_node("x", facts=(a_fact("f", "v", Link("Title", address)),)),), edges=()))
    assert data_of(html, "knowledge-data")["documents"] == [{"title": "Title", "url": "", "from": ""}]


def test_the_licence_is_a_link_only_if_it_is_an_address() -> None:
    def targets(licence: str) -> list[str]:
        return [at["href"] for tag, at in Elements(render(a_page(licence=licence))).tags if tag == "a"]

    assert targets("https://creativecommons.org/licenses/by/4.0/") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert targets("javascript:alert(1)") == []


def test_every_tie_is_drawn_and_those_of_the_same_two_part_from_each_other() -> None:
    drawn = data_of(render(a_page()), "network-data")["edges"]
    assert len(drawn) == 5
    between = [edge for edge in drawn if {edge["from"], edge["to"]} == {"ulb", "biowin"}]
    assert len({side_and_bend(edge) for edge in between}) == 3


def test_a_line_is_wider_the_closer_two_are_and_narrower_where_it_is_deduced() -> None:
    pulls = [1 / 25, 1 / 3, 1.0, 2.5, 30.0, 300.0]
    widths = [width_of(Edge("a", "b", "Funding", {}, pull=pull)) for pull in pulls]
    assert widths == sorted(widths)
    assert widths[0] < widths[1] < widths[2] < widths[3] < widths[4] == widths[5]
    deduced = [width_of(Edge("a", "b", "Funding", {}, deduced=True, pull=pull)) for pull in pulls]
    assert all(other == pytest.approx(width / 2, abs=0.06) for width, other in zip(widths, deduced, strict=True))


def test_deduced_ties_are_thinner_than_the_others() -> None:
    html = render(a_page())
    usual = data_of(html, "network-data")["options"]["edges"]["width"]
    thin = {edge["id"] for edge in data_of(html, "network-data")["edges"] if edge.get("width", usual) < usual}
    ties = data_of(html, "knowledge-data")["ties"]
    assert thin == {number for number, tie in enumerate(ties) if tie["deduced"]}
    assert len(thin) == 1


def test_the_line_tells_the_kind_of_tie_and_an_arrow_who_gives() -> None:
    drawn = data_of(render(a_page()), "network-data")["edges"]
    ties = data_of(render(a_page()), "knowledge-data")["ties"]
    looks = {tie["kind"]: (edge.get("dashes"), edge.get("arrows")) for tie, edge in zip(ties, drawn, strict=True)}
    assert looks == {"Membership": ([2, 4], None), "Funding": ([9, 5], "to"), "Participation": (None, None)}


def test_each_document_stands_once_and_is_referred_to() -> None:
    knowledge = data_of(render(a_page()), "knowledge-data")
    assert [document["url"] for document in knowledge["documents"]] == [PAPER.url]
    assert {tuple(tie["sources"]) for tie in knowledge["ties"]} == {(0,), ()}


def test_physics_is_off_and_names_are_left_to_the_page() -> None:
    network = data_of(render(a_page()), "network-data")
    assert network["options"]["physics"] is False
    assert not [node for node in network["nodes"] if {"label", "title"} & node.keys()]


def test_every_language_has_the_words_that_the_page_asks_for_and_no_other() -> None:
    own = files("triplehelix.graph.views.map")
    scripts = "".join(path.read_text(encoding="utf-8") for path in own.joinpath("script").iterdir())
    template = own.joinpath("template.html.j2").read_text(encoding="utf-8")
    asked = set(re.findall(r'word\(\s*"(\w+)"', scripts)) | set(re.findall(r"words(?:\.|\[')(\w+)", template))
    asked |= {key.replace("-", "_") for key in re.findall(r'tool\("([\w-]+)"', template)} | set(
        re.findall(r'choice\("(\w+)"', template)
    )
    asked |= {key for pair in re.findall(r'\("\w*", "(\w+)"\)', template) for key in [pair]} | {
        "actors",
        "initiatives",
        "ties",
        "documents",
    }
    asked |= {f"{key}_means" for key in re.findall(r'mark\("(\w+)"\)', scripts)} | set(
        re.findall(r'mark\("(\w+)"\)', scripts)
    )
    asked |= {*HELICES, "several", "focus_on", "unfocus", "helices", "therapies", "stages", "regions"} - {""}
    by_name = {f"family_{name}" for name in FAMILIES} | {f"ties_{kind}" for kind in (*TIE_KINDS, "PartOf")}
    by_name |= {f"meet_{kind}" for kind in ("Participation", "Membership", "Funding", "Supply")}
    for language in LANGUAGES:
        assert (asked | by_name) - {"family_", "get"} == set(words()[language]) - named_in(language)


def named_in(language: str) -> set[str]:
    """What stands among the words because the data has no name for it in this language."""
    return set() if language in messages.LANGUAGES else {*LOOKS, *terms_of("therapies"), *terms_of("stages")}


def terms_of(scheme: str) -> set[str]:
    text = files("triplehelix.ontology").joinpath(f"schemes/{scheme}.ttl").read_text(encoding="utf-8")
    graph = Graph().parse(data=text, format="turtle")
    return {str(term).rpartition("#")[2] for term in graph.subjects(SKOS.inScheme, None)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_in_the_same_values(language: str) -> None:
    def places(name: str) -> dict[str, set[str]]:
        return {key: set(re.findall(r"\{(\w+)\}", text)) for key, text in words()[name].items() if key in words()["en"]}

    assert places(language) == places("en")


def test_what_people_read_stands_in_the_page_in_each_language() -> None:
    fact = Fact({"en": "founded", "fr": "fondation"}, {"en": "since 2006", "fr": "depuis 2006"})
    nodes = (a_node("x", names={"fr": "Iks"}, facts=(fact,)), a_node("y"))
    told = {"en": "X funds Y.", "fr": "Iks finance Y."}
    page = a_page(
        nodes=nodes,
        edges=(Edge("x", "y", "Funding", told),),
        titles={"en": "A title", "fr": "Un titre"},
        terms={"fr": {"SME": "PME"}},
    )
    tongues = data_of(render(page), "knowledge-data")["tongues"]
    assert {
        name: (each["title"], each["names"], each["labels"], each["values"], each["sentences"], each["terms"])
        for name, each in tongues.items()
    } == {
        "en": ("A title", {}, {"founded": "founded"}, {}, ["X funds Y."], {}),
        "fr": (
            "Un titre",
            {"x": "Iks"},
            {"founded": "fondation"},
            {"x": {"0": "depuis 2006"}},
            ["Iks finance Y."],
            {"SME": "PME"},
        ),
    }


def test_when_a_tie_holds_stands_in_the_page_by_its_bounds() -> None:
    when = Span("2020-01-01", "2020-12-31", "", "2024-06-30")
    page = a_page(edges=(Edge("ulb", "biowin", "Membership", {"en": "m"}, when=when),))
    assert data_of(render(page), "knowledge-data")["ties"][0]["when"] == {
        "startsNotBefore": "2020-01-01",
        "startsNotAfter": "2020-12-31",
        "endsNotAfter": "2024-06-30",
    }


def test_a_tie_to_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="'ulb' to 'nobody' names an unknown node"):
        a_page(edges=(Edge("ulb", "nobody", "Funding", {"en": ""}),))


def test_two_nodes_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        a_page(nodes=(a_node("ulb"), a_node("ulb")), edges=())


def test_an_empty_map_is_a_page_too() -> None:
    html = render(a_page(nodes=(), edges=()))
    assert data_of(html, "network-data")["nodes"] == []


def test_places_are_finite_and_no_two_nodes_cover_each_other() -> None:
    page = a_large_page(400, 700)
    sizes = {node.id: size_of(node) for node in page.nodes}
    places = positions(sizes, [(edge.source, edge.target, edge.pull) for edge in page.edges])
    assert places.keys() == sizes.keys()
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in places.values())
    placed = sorted(places)
    near = [
        (a, b)
        for index, a in enumerate(placed)
        for b in placed[:index]
        if math.dist(places[a], places[b]) < sizes[a] + sizes[b]
    ]
    assert near == []


def test_places_leave_the_random_numbers_of_the_caller_alone() -> None:
    import random  # the very state that must not move

    random.seed(1)
    before = random.getstate()
    positions({"a": 5.0, "b": 5.0, "c": 5.0}, [("a", "b", 1.0), ("b", "c", 0.5)])
    assert random.getstate() == before


def test_a_tie_of_a_node_with_itself_does_no_harm() -> None:
    html = render(a_page(nodes=(a_node("x"),), edges=(Edge("x", "x", "Supply", {"en": "X supplies itself."}),)))
    assert len(data_of(html, "network-data")["edges"]) == 1


def test_every_kind_has_a_look_of_its_own_and_an_unforeseen_one_has_one_too() -> None:
    assert len({(look.shape, look.fill) for look in LOOKS.values()}) == len(LOOKS)
    assert look_of(a_node("x", "Observatory")).family == "others"


def test_the_legend_counts_every_node_once() -> None:
    nodes = (a_node("a"), a_node("b"), a_node("c", "University"), a_node("d", "Observatory"))
    legend = [(kind.name, kind.count) for family in families_of(nodes, {}) for kind in family.kinds]
    assert legend == [("University", 1), ("SME", 2), ("Observatory", 1)]


def test_the_larger_degree_has_the_larger_node() -> None:
    sizes = [size_of(a_node("x", degree=degree)) for degree in (0, 1, 5, 80)]
    assert sizes == sorted(set(sizes))


def test_a_large_network_is_handed_to_pyvis_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("one by one")

    for name in ("add_node", "add_nodes", "add_edge", "add_edges"):
        monkeypatch.setattr(Network, name, forbidden)
    drawn = data_of(render(a_large_page(2000, 5000)), "network-data")
    assert (len(drawn["nodes"]), len(drawn["edges"])) == (2000, 5000)
    assert drawn["options"]["interaction"]["hideEdgesOnDrag"] is True


def test_lines_that_stand_out_are_wider_than_the_others() -> None:
    edges = tuple(replace(edge, strong=edge.kind == "Membership") for edge in a_page().edges)
    html = render(a_page(edges=edges))
    network, ties = data_of(html, "network-data"), data_of(html, "knowledge-data")["ties"]
    widths = {edge["id"]: edge.get("width", 0) for edge in network["edges"]}
    strong = [widths[number] for number, tie in enumerate(ties) if tie["kind"] == "Membership"]
    assert strong == [width for width in widths.values() if width > network["options"]["edges"]["width"]]
    assert len(strong) == 1


def test_nodes_stand_where_the_page_says() -> None:
    places = {node.id: (10.0 * number, -3.5) for number, node in enumerate(a_page().nodes)}
    drawn = data_of(render(a_page(places=places)), "network-data")["nodes"]
    assert {node["id"]: (node["x"], node["y"]) for node in drawn} == places


def test_a_page_that_places_some_nodes_must_place_all() -> None:
    with pytest.raises(ValueError, match="lack atmp-pit, biowin, ulb"):
        a_page(places={"alone": (0.0, 0.0)})


def test_the_lines_of_a_small_map_are_less_faint_than_those_of_a_large_one() -> None:
    small, large = (data_of(render(page), "network-data")["options"] for page in (a_page(), a_large_page(400, 500)))
    assert small["edges"]["color"]["opacity"] > large["edges"]["color"]["opacity"]
