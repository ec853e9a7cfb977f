"""The map for other tools and for papers: GraphML, GEXF, JSON, SVG and PNG, whatever the data says."""

import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
import resvg_py
from hypothesis import given
from hypothesis import strategies as st
from tests.test_cli import run
from tests.test_map_page import HOSTILE, PAPER, UNSAFE, a_fact, a_node, a_page
from tests.test_output import faults

from triplehelix.graph import Ecosystem
from triplehelix.graph.errors import Impossible
from triplehelix.graph.views.map import Edge, Opening, Page, Span
from triplehelix.graph.views.map.formats import FORMATS, written
from triplehelix.graph.views.map.picture import Picture
from triplehelix.graph.views.map.places import placed

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def whole(eco: Ecosystem) -> Page:
    page = eco.map().page
    return replace(page, places=placed(page))


def an_odd_page(text: str) -> Page:
    """A page that says the same thing wherever it can say something."""
    nodes = tuple(
        replace(
            each,
            name=text,
            aliases=(text, "b"),
            therapies=(text,),
            regions=("x", text),
            facts=(a_fact(text, text, UNSAFE),),
        )
        for each in a_page().nodes
    )
    edges = tuple(replace(each, sentence={"en": text}, sources=(UNSAFE, PAPER)) for each in a_page().edges)
    return a_page(nodes=nodes, edges=edges, titles={"en": text}, date=text, licence=text, left_out={"en": text})


def read_back(form: str, content: bytes) -> Any:
    readers = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
    return readers[form](BytesIO(content))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_page_gives_the_same_bytes(form: str) -> None:
    assert written(a_page(), form) == written(a_page(), form)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_other_tools_get_every_node_and_every_tie_with_what_is_known(form: str) -> None:
    when = Span("2020-01-01", "2020-12-31")
    page = a_page(nodes=tuple(replace(each, stages=("clinical", "training"), when=when) for each in a_page().nodes))
    network = read_back(form, written(page, form))
    assert set(network) == {"ulb", "biowin", "atmp-pit", "alone"}
    assert network.number_of_edges() == 5
    assert network.nodes["ulb"]["kind"] == "University"
    assert network.nodes["ulb"]["stages"] == "clinical; training"
    assert network.nodes["ulb"]["starts_not_after"] == "2020-12-31"
    assert {each["kind"] for *_, each in network.edges(data=True)} == {"Membership", "Funding", "Participation"}
    assert PAPER.url in {each.get("sources") for *_, each in network.edges(data=True)}


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("html", "png")])
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_keeps_a_map_from_being_written(form: str, text: str) -> None:
    content = written(an_odd_page(text), form)
    if form == "json":
        assert {node["name"] for node in json.loads(content)["nodes"] if "name" in node} <= {text}
    else:
        ET.fromstring(content)  # noqa: S314 - our own


def test_gexf_tells_the_date_of_the_data_and_not_that_of_the_day() -> None:
    assert b'lastmodifieddate="2026-11-21"' in written(a_page(), "gexf")
    assert b'lastmodifieddate="1999-01-01"' in written(a_page(date="1999-01-01"), "gexf")


def test_json_keeps_its_schema(eco: Ecosystem, whole: Page) -> None:
    for page in (whole, eco.map(around="ATMP-PIT").page):
        assert faults("map", json.loads(written(page, "json"))) == []


def test_json_has_no_address_that_is_none_of_the_webs() -> None:
    assert "javascript:" not in written(an_odd_page("x"), "json").decode()


def drawn(page: Page) -> ET.Element:
    return ET.fromstring(written(page, "svg"))  # noqa: S314 - our own


def texts(picture: ET.Element) -> list[str]:
    return ["".join(each.itertext()) for each in picture.iter(f"{SVG}text")]


def test_a_picture_draws_every_node_and_every_tie_and_tells_what_it_is() -> None:
    picture = drawn(a_page(titles={"en": "A title"}, left_out={"en": "Only a part."}))
    groups = {each.get("id"): list(each) for each in picture.iter(f"{SVG}g")}
    assert (len(groups["nodes"]), len(groups["ties"])) == (4, 5)
    assert len({each.get("d") for each in groups["ties"]}) == 5
    assert picture.findtext(f"{SVG}title") == "A title"
    told = texts(picture)
    assert {"A title", "Only a part.", "Ulb", "Biowin", "Membership", "Deduced by a curator"} <= set(told)
    assert any("CC-BY-4.0" in each for each in told)
    assert any("2026-11-21" in each for each in told)


def test_a_picture_has_nothing_but_shapes_and_text_whatever_is_said() -> None:
    harmless, hostile = drawn(an_odd_page("x")), drawn(an_odd_page(HOSTILE))
    assert {each.tag for each in hostile.iter()} == {each.tag for each in harmless.iter()}
    assert f"{SVG}script" not in {each.tag for each in hostile.iter()}
    assert HOSTILE in texts(hostile)


@pytest.mark.parametrize("size", ["degree", "strength", "betweenness"])
def test_no_name_on_a_picture_lies_on_another(whole: Page, size: Any) -> None:
    page = replace(whole, opening=Opening(size=size))
    boxes = [name.box for name in Picture(page).names]
    assert len(boxes) > 40
    for number, (left, top, right, bottom) in enumerate(boxes):
        for l, t, r, b in boxes[:number]:  # noqa: E741
            assert left >= r or right <= l or top >= b or bottom <= t


def test_a_picture_stays_within_its_rim(whole: Page) -> None:
    for symbol in Picture(whole).symbols.values():
        assert 250 <= symbol.x <= 1600
        assert 60 <= symbol.y <= 1000


def test_the_colours_of_a_picture_are_those_of_the_page(whole: Page) -> None:
    page = replace(whole, opening=Opening(colour="helix"))
    fills = {symbol.node.helix: symbol.fill for symbol in Picture(page).symbols.values()}
    assert len({fills[helix] for helix in ("university", "industry", "government", "bridging", "")}) == 5
    assert [name for name, _, _ in Picture(page).colours] == ["bridging bodies", "government", "industry", "university"]


def test_a_community_is_called_by_those_at_its_middle(whole: Page) -> None:
    first, *_ = Picture(replace(whole, opening=Opening(colour="community"))).colours
    members = sorted((node for node in whole.nodes if node.community == 1), key=lambda node: -node.central)
    assert first[0].endswith(f"({len(members)})")
    assert members[0].name in first[0]


def test_an_empty_map_can_be_written_in_every_form() -> None:
    for form in FORMATS:
        assert written(a_page(nodes=(), edges=()), form)


def test_the_names_of_those_who_stand_together_are_on_the_picture() -> None:
    nodes = tuple(replace(a_node(name), helix="industry" if name in "abc" else "university") for name in "abcde")
    page = a_page(nodes=nodes, edges=())
    assert ">industry</text>" not in written(page, "svg").decode()
    told = written(replace(page, opening=Opening(group="helix")), "svg").decode()
    assert ">industry</text>" in told
    assert ">university</text>" not in told  # of two only


def test_points_are_twice_as_many_as_the_picture_measures() -> None:
    content = written(a_page(), "png")
    assert content.startswith(b"\x89PNG")
    assert (int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) == (3200, 2000)


def test_without_a_font_there_are_no_points_but_a_word_about_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resvg_py, "svg_to_bytes", lambda **_: b"blank")
    with pytest.raises(Impossible, match="no font"):
        written(a_page(), "png")


def test_a_node_tied_to_itself_does_no_harm() -> None:
    page = a_page(nodes=(a_node("x"),), edges=(Edge("x", "x", "Supply", {"en": "X supplies itself."}),))
    for form in ("svg", "graphml", "gexf", "json"):
        assert written(page, form)


# the command


@pytest.mark.parametrize(
    ("words", "file", "begins"),
    [
        ([], "map.html", b"<!doctype html>"),
        (["--format", "json"], "map.json", b"{"),
        (["-o", "mine.svg", "--around", "ATMP-PIT", "--group", "helix", "--colour", "community"], "mine.svg", b"<?xml"),
        (["-o", "mine", "--format", "graphml", "--top", "10"], "mine", b"<?xml"),
        (["-o", "MINE.GEXF", "--therapy", "phage-therapy"], "MINE.GEXF", b"<?xml"),
    ],
)
def test_the_name_of_the_file_or_a_word_tells_the_form(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: list[str], file: str, begins: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("map", *words)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-1] == f"wrote {file}"
    assert (tmp_path / file).read_bytes().startswith(begins)
    assert [path.name for path in tmp_path.iterdir()] == [file]


def test_a_name_that_tells_no_form_is_refused(tmp_path: Path) -> None:
    result = run("map", "-o", str(tmp_path / "map.docx"))
    assert result.exit_code == 2
    assert "tells no format here; end it in .gexf, .graphml, .htm, .html, .json, .png, .svg" in result.stderr


def test_from_a_query_to_a_picture_in_one_command(tmp_path: Path) -> None:
    query = tmp_path / "hospitals.rq"
    query.write_text("SELECT ?who ?what { ?t thx:participant ?who ; thx:initiative ?what . ?who a thx:Hospital }")
    result = run("map", "--query", str(query), "-o", str(tmp_path / "hospitals.json"))
    found = json.loads((tmp_path / "hospitals.json").read_text(encoding="utf-8"))
    assert {node["type"] for node in found["nodes"] if "helix" in node} == {"Hospital"}
    assert {tie["type"] for tie in found["ties"]} >= {"Participation"}
    assert found["left_out"] in result.stderr


def test_where_nobody_is_what_was_asked_for_nothing_is_written(tmp_path: Path) -> None:
    result = run("map", "--query", "-", "-o", str(tmp_path / "x.html"), given="SELECT ?x { ?x a thx:Unicorn }")
    assert (result.exit_code, [*tmp_path.iterdir()]) == (1, [])
    result = run("map", "--around", "BioWin", "--therapy", "vaccine", "-o", str(tmp_path / "x.html"))
    assert (result.exit_code, [*tmp_path.iterdir()]) == (1, [])
    assert "no actor or initiative is what was asked for" in result.stderr


def test_a_map_that_is_interrupted_while_it_is_written_leaves_the_old_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, eco: Ecosystem
) -> None:
    old = tmp_path / "map.svg"
    old.write_text("old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        eco.map(around="ATMP-PIT").save(old, "svg")
    assert old.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["map.svg"]


def test_the_page_opens_as_the_command_says(tmp_path: Path) -> None:
    words = ("map", "--top", "9", "--colour", "helix", "--group", "community", "-o", str(tmp_path / "x.html"))
    assert run(*words).exit_code == 0
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    opening = re.search(r'"opening":(\{[^}]*\})', page)
    assert opening
    assert json.loads(opening[1]) == {"colour": "helix", "groups": "hulls", "size": "degree", "together": "community"}
