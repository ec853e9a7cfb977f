"""What a reader takes away from the map: pictures, paper, tables and networks, as other programs open them."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
import resvg_py
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from rdflib import DCTERMS, RDF, SKOS, XSD, Dataset, Literal, Namespace, URIRef
from tests.test_map_browser import EDGES, HOSTILE, NODES, PAGE, PRESS, Seen, colours, show

from triplehelix.graph.views.map import Edge, Node, Span
from triplehelix.graph.views.map.words import words

pytestmark = pytest.mark.browser

ID = "https://w3id.org/triplehelix/id/"
THX = Namespace("https://w3id.org/triplehelix/ontology#")
SVG = "{http://www.w3.org/2000/svg}"
FORMULA = "=HYPERLINK(1)"
SINCE = Span("2020-01-01", "2020-12-31", "", "2024-06-30")
NAMED = tuple(replace(node, id=f"{ID}actor/{node.id}", community=1) for node in NODES)
TIED = tuple(
    replace(edge, source=f"{ID}actor/{edge.source}", target=f"{ID}actor/{edge.target}", tie=f"{ID}tie/{number}")
    for number, edge in enumerate(EDGES)
)
TAKEN = replace(
    PAGE,
    titles={"en": "The ecosystem", "fr": "L’écosystème"},
    descriptions={"en": "Who works with whom", "fr": "Qui travaille avec qui"},
    nodes=(*NAMED, Node(f"{ID}actor/sum", FORMULA, "SME", "actor", 1, helix="industry")),
    edges=(
        *TIED,
        Edge(
            f"{ID}actor/sum", f"{ID}actor/biowin", "Membership", {"en": "It is a member."}, when=SINCE, tie=f"{ID}tie/m"
        ),
        Edge(f"{ID}actor/pit", f"{ID}actor/oeuvre", "PartOf", {"en": "It is part of it."}),
    ),
    left_out={"en": "Nine of ten are left out."},
    terms={"en": {"cell-therapy": "cell therapy"}, "fr": {"cell-therapy": "thérapie cellulaire"}},
    words=words(),
)


@pytest.fixture(scope="module")
def watched(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Tab, Seen]]:
    seen = Seen()
    opened = browser.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    seen.watch(opened)
    show(opened, tmp_path_factory.mktemp("taken"), TAKEN)
    yield opened, seen
    opened.close()


@pytest.fixture
def tab(watched: tuple[Tab, Seen]) -> Iterator[Tab]:
    opened, _ = watched
    yield opened
    opened.evaluate("() => thx.view.change({ ...thx.view.START })")


def take(tab: Tab, file: str) -> tuple[str, bytes]:
    """What is downloaded, and under which name, when a reader chooses a line of the menu."""
    tab.locator("#take-away").click()
    with tab.expect_download() as download:
        tab.locator(f"[data-take={file}]").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def text_of(tab: Tab, file: str) -> str:
    return take(tab, file)[1].decode("utf-8-sig")


def rows_of(tab: Tab, file: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(tab, file), newline=""), delimiter=delimiter, strict=True))


def xml(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 (the page under test wrote it)


def texts_in(svg: str) -> list[str]:
    return [each.text or "" for each in xml(svg).iter(f"{SVG}text")]


# ---------------------------------------------------------------- the menu


def test_the_menu_is_opened_gone_through_and_closed_by_keyboard(tab: Tab) -> None:
    tab.locator("#take-away").focus()
    tab.keyboard.press("Enter")
    assert tab.locator("#take-away").get_attribute("aria-expanded") == "true"
    while tab.evaluate("document.activeElement.dataset.take") != "ties":
        tab.keyboard.press("Tab")
    with tab.expect_download() as download:
        tab.keyboard.press("Enter")
    assert download.value.suggested_filename == "the-ecosystem-ties.csv"
    assert tab.locator("#take-menu").is_hidden()
    assert tab.evaluate("document.activeElement.id") == "take-away"
    assert tab.locator("#status").inner_text() == "the-ecosystem-ties.csv saved"


def test_escape_or_a_click_elsewhere_closes_the_menu(tab: Tab) -> None:
    tab.locator("#take-away").click()
    tab.keyboard.press("Escape")
    assert tab.locator("#take-menu").is_hidden()
    tab.locator("#take-away").click()
    assert tab.locator("#take-menu").is_visible()
    tab.locator("h1").click()
    assert tab.locator("#take-menu").is_hidden()


# ---------------------------------------------------------------- pictures


def test_the_drawing_has_title_legend_date_documents_licence_and_names(tab: Tab) -> None:
    name, svg = take(tab, "svg")
    texts = texts_in(svg.decode())
    assert name == "the-ecosystem.svg"
    assert {"The ecosystem", "Who works with whom", "BioWin", "ATMP-PIT", "Cluster", "Membership"} <= set(texts)
    assert (
        "6 shown, 5 ties · date of data 2026-11-21 · 3 documents · Licence CC-BY-4.0 · Nine of ten are left out."
        in " ".join(texts)
    )


def test_where_colour_tells_no_kinds_the_legend_says_what_it_tells(tab: Tab) -> None:
    tab.evaluate("() => thx.view.change({ colour: 'helix' })")
    texts = texts_in(text_of(tab, "svg"))
    assert texts[texts.index("Colour by helix") + 1 :][:2] == ["industry", "1"]
    assert tab.evaluate("getComputedStyle(document.querySelector('.kind path')).fill") == "rgb(138, 146, 154)"


def test_the_drawing_shows_each_node_and_tie_once_where_the_map_has_it(tab: Tab) -> None:
    root = xml(text_of(tab, "svg"))
    _, _, _, nodes, _ = root.findall(f"./{SVG}g/{SVG}g/{SVG}g")
    drawn = {path.findtext(f"{SVG}title"): path.get("transform") or "" for path in nodes}
    assert set(drawn) == {node.name for node in TAKEN.nodes}
    shift = re.match(r"translate\((\S+) (\S+)\)", drawn["BioWin"])
    assert shift
    on_screen = tab.evaluate(f"() => thx.drawing.network.canvasToDOM(thx.drawing.place.get('{ID}actor/biowin'))")
    assert (float(shift[1]), float(shift[2])) == pytest.approx((on_screen["x"], on_screen["y"]))


@pytest.mark.parametrize(("groups", "drawn"), [("hulls", 6), ("folded", 2)])
def test_communities_stand_on_the_drawing_as_on_the_map(tab: Tab, groups: str, drawn: int) -> None:
    tab.evaluate("groups => thx.view.change({ groups })", groups)
    outlines, _, _, nodes, _ = xml(text_of(tab, "svg")).findall(f"./{SVG}g/{SVG}g/{SVG}g")
    assert (len(outlines), len(nodes)) == (int(groups == "hulls"), drawn)
    assert "NaN" not in ET.tostring(outlines, encoding="unicode")


def test_a_bent_tie_is_drawn_as_bent_as_on_the_map(tab: Tab) -> None:
    drawn, on_map = tab.evaluate(
        """() => {
        const { drawnEdges, network } = thx.drawing;
        const pulls = ['curvedCW', 'curvedCCW'].map((type) => {
            drawnEdges.update({ id: 0, smooth: { enabled: true, type, roundness: 0.24 } });
            const { x, y } = network.canvasToDOM(network.body.edges[0].edgeType.getViaNode());
            return [thx.picture.of().innerHTML.match(/Q([-.\\d]+) ([-.\\d]+) /).slice(1).map(Number), [x, y]];
        });
        drawnEdges.update({ id: 0, smooth: false });
        return [pulls.flatMap((pull) => pull[0]), pulls.flatMap((pull) => pull[1])];
    }"""
    )
    assert drawn == pytest.approx(on_map, abs=1.5)  # the map stands on whole numbers


def test_what_is_filtered_away_stands_in_no_file(tab: Tab) -> None:
    tab.get_by_role("button", name="Cluster").click()
    for file in ("svg", "nodes", "ties", "graphml", "gexf", "jsonld"):
        assert "BioWin" not in text_of(tab, file)
        assert "ATMP-PIT" in text_of(tab, file) or file == "ties"


def test_the_picture_is_twice_as_sharp_as_the_screen_and_has_the_same_in_it(tab: Tab) -> None:
    width, height = (float(xml(text_of(tab, "svg")).get(side) or 0) for side in ("width", "height"))
    name, png = take(tab, "png")
    assert name == "the-ecosystem.png"
    assert [int.from_bytes(png[start : start + 4]) for start in (16, 20)] == [2 * width, 2 * height]
    assert len(colours(png)) > 30


def test_the_drawing_opens_in_programs_that_are_no_browsers(tab: Tab) -> None:
    png = bytes(resvg_py.svg_to_bytes(svg_string=text_of(tab, "svg")))
    assert png.startswith(b"\x89PNG")


def test_hostile_names_stay_text_in_every_file(tab: Tab) -> None:
    root = xml(text_of(tab, "svg"))
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg", "title", "rect", "defs", "clipPath", "g", "text", "path", "polygon",
    }  # fmt: skip
    assert HOSTILE in [title.text for title in root.iter(f"{SVG}title")]
    for file in ("graphml", "gexf"):
        assert not [each.tag for each in xml(text_of(tab, file)).iter() if each.tag.endswith(("img", "script"))]


# ---------------------------------------------------------------- tables


def test_the_table_has_a_row_for_each_node(tab: Tab) -> None:
    name, _ = take(tab, "nodes")
    rows = {row["id"].rpartition("/")[2]: row for row in rows_of(tab, "nodes")}
    assert name == "the-ecosystem-actors-initiatives.csv"
    assert rows.keys() == {"uliege", "biowin", "pit", "oeuvre", "evil", "sum"}
    assert (rows["biowin"]["label"], rows["biowin"]["therapies"], rows["biowin"]["ties"]) == (
        "BioWin",
        "cell therapy",
        "4",
    )
    assert rows["uliege"]["aliases"] == "ULiège; ULg"


def test_no_spreadsheet_takes_a_name_for_a_formula(tab: Tab) -> None:
    cells = [cell for file in ("nodes", "ties") for row in rows_of(tab, file) for cell in row.values()]
    assert f"\t{FORMULA}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_the_table_of_ties_says_who_what_when_and_where_that_is_written(tab: Tab) -> None:
    rows = rows_of(tab, "ties")
    assert len(rows) == len(TAKEN.edges)
    led = next(row for row in rows if row["from"] == "BioWin")
    assert (
        led.items() >= {"to": "ATMP-PIT", "kind": "Participation", "deduced": "false", "documents": PRESS.url}.items()
    )
    member = next(row for row in rows if row["from_id"].endswith("sum"))
    assert (member["startsNotBefore"], member["endsNotAfter"]) == ("2020-01-01", "2024-06-30")


def test_where_decimals_have_a_comma_semicolons_part_the_cells(tab: Tab) -> None:
    tab.locator("#language").select_option("fr")
    rows = rows_of(tab, "nodes", ";")
    assert "thérapie cellulaire" in [row["therapies"] for row in rows]
    assert take(tab, "nodes")[0] == "l-ecosysteme-acteurs-initiatives.csv"


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=5))
def test_whatever_stands_in_a_cell_comes_back(watched: tuple[Tab, Seen], rows: list[tuple[str, str]]) -> None:
    tab, _ = watched
    made = tab.evaluate("rows => thx.formats.table(rows.map(([one, other]) => ({ one, other })))", rows)
    read = list(csv.reader(io.StringIO(made.removeprefix("\ufeff"), newline=""), strict=True))
    assert read[0] == ["one", "other"]
    for written, cells in zip(rows, read[1:], strict=True):
        assert [cell.removeprefix("\t") for cell in cells] == [cell.removeprefix("\t") for cell in written]


# ---------------------------------------------------------------- networks


def network(tab: Tab, file: str) -> Any:
    read = nx.read_graphml if file == "graphml" else nx.read_gexf
    return read(io.BytesIO(take(tab, file)[1]))


@pytest.mark.parametrize("file", ["graphml", "gexf"])
def test_other_programs_read_the_network_with_all_that_is_known(tab: Tab, file: str) -> None:
    read = network(tab, file)
    assert set(read) == {node.id for node in TAKEN.nodes}
    assert sorted(read.edges()) == sorted((edge.source, edge.target) for edge in TAKEN.edges)
    assert read.nodes[f"{ID}actor/biowin"]["therapies"] == "cell therapy"
    assert read.nodes[f"{ID}actor/evil"]["label"] == HOSTILE
    assert read.nodes[f"{ID}actor/biowin"]["ties"] == 4
    said = read.edges[f"{ID}actor/uliege", f"{ID}actor/pit"]
    assert (said["deduced"], said["documents"]) == (True, PRESS.url)


def test_gephi_finds_places_and_colours(tab: Tab) -> None:
    seen = network(tab, "gexf").nodes[f"{ID}actor/biowin"]["viz"]
    assert seen["color"] == {"r": 0xCC, "g": 0x79, "b": 0xA7, "a": 1.0}
    assert seen["position"].keys() == {"x", "y", "z"}


@given(st.text())
def test_whatever_a_name_is_it_comes_back_from_xml_but_for_what_xml_cannot_hold(
    watched: tuple[Tab, Seen], name: str
) -> None:
    tab, _ = watched
    made = tab.evaluate("name => thx.xml.text(thx.xml.maker('urn:x')('a', { b: name }, name))", name)
    read = xml(made)
    possible = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", name)
    assert read.get("b") == possible
    assert (read.text or "") == re.sub("\r\n?", "\n", possible)  # as every reader of XML takes the ends of lines


# ---------------------------------------------------------------- linked data


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # rdflib's own, within its parser
def test_linked_data_says_what_the_store_says_by_the_same_names(tab: Tab) -> None:
    read = Dataset().parse(data=text_of(tab, "jsonld"), format="json-ld").default_graph
    actor, tie = URIRef(f"{ID}actor/biowin"), URIRef(f"{ID}tie/m")
    assert set(read.predicate_objects(actor)) == {
        (RDF.type, THX.Cluster),
        (SKOS.prefLabel, Literal("BioWin", "en")),
        (THX.therapy, THX["cell-therapy"]),
    }
    assert set(read.predicate_objects(tie)) == {
        (RDF.type, THX.Membership),
        (THX.party, actor),
        (THX.party, URIRef(f"{ID}actor/sum")),
        (DCTERMS.description, Literal("It is a member.", "en")),
        (THX.startsNotBefore, Literal("2020-01-01", datatype=XSD.date)),
        (THX.startsNotAfter, Literal("2020-12-31", datatype=XSD.date)),
        (THX.endsNotAfter, Literal("2024-06-30", datatype=XSD.date)),
    }
    assert (URIRef(f"{ID}actor/pit"), DCTERMS.isPartOf, URIRef(f"{ID}actor/oeuvre")) in read
    assert (URIRef(f"{ID}actor/sum"), THX.helix, THX["helix-industry"]) in read
    assert read.value(URIRef(PRESS.url), DCTERMS.title) == Literal(PRESS.title)
    assert {read.value(URIRef(f"{ID}tie/{number}"), THX.confidence) for number in range(3)} == {None, THX.deduced}


# ---------------------------------------------------------------- paper


def test_paper_shows_the_map_on_its_first_page_and_the_details_behind_it(tab: Tab) -> None:
    assert len(re.findall(rb"/Type\s*/Page\b", tab.pdf(prefer_css_page_size=True))) == 1
    tab.evaluate("() => thx.view.change({ selected: 'actor/biowin' })")
    paper = tab.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2
    width, height = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", paper)[0]
    assert float(width) > float(height)


def test_paper_is_light_though_the_screen_is_dark_and_unfolds_what_is_folded(tab: Tab) -> None:
    tab.evaluate("() => thx.view.change({ theme: 'dark', selected: 'actor/biowin' })")
    tab.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")
    assert tab.locator("#paper > svg > rect").get_attribute("fill") == "#ffffff"
    assert tab.evaluate("getComputedStyle(document.querySelector('#details')).backgroundColor") == "rgb(255, 255, 255)"
    assert [tab.locator(each).is_visible() for each in ("#paper svg", "#details h2", "header", "#map", "#legend")] == [
        True, True, False, False, False,
    ]  # fmt: skip
    tab.emulate_media(media="screen")
    tab.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert tab.locator("#paper svg").count() == 0


def test_nothing_of_it_asked_the_network_or_complained(watched: tuple[Tab, Seen]) -> None:
    tab, seen = watched
    take(tab, "png")
    assert not [request for request in seen.requests if not request.startswith(("data:", "blob:"))]
    assert (seen.complaints, seen.dialogs) == ([], [])
