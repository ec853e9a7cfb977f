"""Paths as DOT and as Mermaid: what is drawn, and that every name stays text in both languages."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import SimpleNamespace
from typing import Final, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplehelix.graph import Ecosystem
from triplehelix.graph.explain import ExplainedHop, ExplainedPath, ExplainedVenue
from triplehelix.graph.messages import Messages, messages
from triplehelix.graph.values import Entity
from triplehelix.graph.views.diagrams import dot, mermaid

ENGLISH: Final = messages("en")
HOSTILE: Final = (
    'a quote " and a \\ and a \\N',
    "ends with \\",
    "</script><b>bold</b>",
    'a] --> n9["b"]; n1 -- n2',
    "%%{init: {}}%% %% comment",
    "#quot; #35; &amp; &#35; &",
    "two\nlines\tand\x00more",
    "🧬 עולם مرحبا",
    "1. a `list` of **stars** and _bars_",
    "$$x^2$$ and $$$",
    "\ufb02°°60¶ßb",
    "the direction TB of the wind",
    'style n1:x#fff; end subgraph click n1 "x"',
    "PDC*line Pharma",
    "",
)


def an_actor(name: str, kind: str = "SME") -> Entity:
    return Entity(f"https://example.org/{name}", name, kind)


def a_hop(start: Entity, end: Entity, *places: str, deduced: bool = False) -> ExplainedHop:
    """A hop of which only the names of its venues are told."""
    venues = tuple(cast("ExplainedVenue", SimpleNamespace(name=place)) for place in places or ("Gamma",))
    return ExplainedHop(start, end, 0.5, deduced, venues)


def a_path(*names: str) -> ExplainedPath:
    actors = [an_actor(name) for name in names]
    return ExplainedPath(2.0, tuple(a_hop(one, other) for one, other in pairwise(actors)), ENGLISH)


# readers of both languages, as strict as their grammars; what they do not read is not valid


@dataclass(frozen=True)
class Drawn:
    """What a reader of the language sees: labels, and what style each node and line has."""

    nodes: dict[str, tuple[str, str]]
    lines: list[tuple[str, str, str, str]]


DOT_TOKEN: Final = re.compile(r'\s*("(?:[^"\\]|\\.)*"|--|[\w.]+|[\[\]{}=])', re.DOTALL)
DOT_ESCAPE: Final = re.compile(r"\\(.)")


def read_dot(text: str) -> Drawn:
    """The subset of DOT that is written: `graph { id=id; node [..] edge [..] id [..] id -- id [..] }`."""
    tokens = DOT_TOKEN.findall(text)
    assert DOT_TOKEN.sub("", text).strip() == ""
    assert tokens[:5] == ["graph", "{", "rankdir", "=", "LR"]
    assert tokens.pop() == "}"
    nodes, lines, rest = {}, [], tokens[5:]
    while rest:
        opening, closing = rest.index("["), rest.index("]")
        given = rest[opening + 1 : closing]
        assert given[1::3] == ["="] * (len(given) // 3)
        known = dict(zip(given[::3], given[2::3], strict=True))
        head, rest = rest[:opening], rest[closing + 1 :]
        if len(head) == 3:
            assert head[1] == "--"
            lines.append((head[0], head[2], dot_text(known.pop("label")), " ".join(sorted(known.values()))))
        elif head[0] not in ("node", "edge"):
            nodes[head[0]] = (dot_text(known.pop("label")), known.get("penwidth", ""))
    return Drawn(nodes, lines)


def dot_text(quoted: str) -> str:
    """What Graphviz shows of a label: entities first, then escapes."""
    assert not re.search(r"&(?!amp;)", quoted)
    return DOT_ESCAPE.sub(lambda m: " " if m[1] == "n" else m[1], quoted[1:-1].replace("&amp;", "&"))


MERMAID_NODE: Final = re.compile(r'  (n\d+)(?:\(\[|\[|\[/|\{\{|\(\()"([^"]+)"(?:\]\)|\]|/\]|\}\}|\)\))')
MERMAID_LINE: Final = re.compile(r'  (n\d+) (---|===|-\.-)\|"([^"]+)"\| (n\d+)')
MERMAID_STYLE: Final = re.compile(r"  style (n\d+) fill:#\w{8},stroke:#\w{6}(,stroke-width:4px)?")


def read_mermaid(text: str) -> Drawn:
    """The subset of Mermaid's flowcharts that is written, line by line."""
    first, *rest, end = text.split("\n")
    assert (first, end) == ("flowchart LR", "")
    assert not re.search(r"direction\s", text)
    labels, widths, lines = {}, {}, []
    for line in rest:
        if node := MERMAID_NODE.fullmatch(line):
            labels[node[1]] = mermaid_text(node[2])
        elif link := MERMAID_LINE.fullmatch(line):
            lines.append((link[1], link[4], mermaid_text(link[3]), link[2]))
        else:
            style = MERMAID_STYLE.fullmatch(line)
            assert style, line
            widths[style[1]] = style[2] or ""
    return Drawn({node: (label, widths[node]) for node, label in labels.items()}, lines)


def mermaid_text(label: str) -> str:
    """What Mermaid shows of a label: breaks are spaces, codes are characters; no other punctuation is left to it."""
    plain = re.sub(r"#\d+;", "", label.replace("<br/>", " "))
    assert not re.search(r"[!-+\--/:-@\[-`{-~]", plain), plain
    text = re.sub(r"#(\d+);", lambda code: chr(int(code[1])), label.replace("<br/>", " "))
    assert not re.search(r"\$\$|\ufb02°|¶ß", text)
    return text.replace("\N{WORD JOINER}", "").strip()


LANGUAGES: Final = [pytest.param(dot, read_dot, id="dot"), pytest.param(mermaid, read_mermaid, id="mermaid")]
Writer = Callable[[Sequence[ExplainedPath], Messages], str]
Reader = Callable[[str], Drawn]
both = pytest.mark.parametrize(("write", "read"), LANGUAGES)


def words(text: str) -> str:
    """A text without what no label shows: control characters, and where lines break."""
    return "".join(char for char in text if char.isprintable() and not char.isspace())


@both
@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_stays_text_whatever_it_says(write: Writer, read: Reader, name: str) -> None:
    path = ExplainedPath(1.0, (a_hop(an_actor(name), an_actor("Plain"), name),), ENGLISH)
    drawn = read(write([path], ENGLISH))
    assert [words(label) for label, _ in drawn.nodes.values()] == [words(name), "Plain"]
    assert [(one, other, words(label)) for one, other, label, _ in drawn.lines] == [("n1", "n2", "1." + words(name))]


@both
@given(name=st.text(st.characters(codec="utf-8", exclude_categories=["Cf", "Zl", "Zp"]), max_size=40))
def test_any_name_can_be_read_back(write: Writer, read: Reader, name: str) -> None:
    drawn = read(write([a_path(name, "Plain end")], ENGLISH))
    assert words(drawn.nodes["n1"][0]) == words(name.replace("\N{WORD JOINER}", ""))


@both
def test_an_actor_stands_once_though_several_paths_pass_it_and_the_ends_stand_out(write: Writer, read: Reader) -> None:
    drawn = read(write([a_path("A", "B", "D"), a_path("A", "C", "B", "D")], ENGLISH))
    assert [label for label, _ in drawn.nodes.values()] == ["A", "B", "D", "C"]
    assert [bool(width) for _, width in drawn.nodes.values()] == [True, False, True, False]


@both
def test_a_hop_is_drawn_once_with_the_numbers_of_its_paths_also_of_those_that_take_it_backwards(
    write: Writer, read: Reader
) -> None:
    drawn = read(write([a_path("A", "B", "C"), a_path("A", "D", "C"), a_path("D", "C", "B")], ENGLISH))
    assert [(one, other, label) for one, other, label, _ in drawn.lines] == [
        ("n1", "n2", "1. Gamma"),
        ("n2", "n3", "1, 3. Gamma"),
        ("n1", "n4", "2. Gamma"),
        ("n4", "n3", "2, 3. Gamma"),
    ]


@both
def test_a_hop_tells_its_nearest_venue_and_how_many_others_there_are(write: Writer, read: Reader) -> None:
    a, b = an_actor("A"), an_actor("B")
    drawn = read(write([ExplainedPath(1.0, (a_hop(a, b, "Nearest", "Second", "Third"),), ENGLISH)], ENGLISH))
    assert drawn.lines[0][2] == "1. Nearest (+2)"


@both
def test_deduced_hops_are_dashed_and_say_so_and_the_first_path_is_thick(write: Writer, read: Reader) -> None:
    a, b, c = map(an_actor, "ABC")
    paths = [
        ExplainedPath(1.0, (a_hop(a, b), a_hop(b, c, deduced=True)), ENGLISH),
        ExplainedPath(2.0, (a_hop(a, c),), ENGLISH),
    ]
    drawn = read(write(paths, messages("fr")))
    assert [label for *_, label, _ in drawn.lines] == ["1. Gamma", "1. [déduit] Gamma", "2. Gamma"]
    styles = [style for *_, style in drawn.lines]
    assert styles in (["2.5", "2.5 dashed", ""], ["===", "-.-", "---"])


@both
def test_long_names_are_cut_and_stand_in_several_lines(write: Writer, read: Reader) -> None:
    name = "Very long name " * 40
    drawn = read(write([a_path(name, "B" * 400)], ENGLISH))
    labels = [label for label, _ in drawn.nodes.values()]
    assert [len(words(label)) <= 80 and label.endswith("…") for label in labels] == [True, True]
    assert name[:60].strip() in labels[0]


@both
def test_words_that_a_space_holds_together_stay_in_one_line(write: Writer, read: Reader) -> None:
    drawn = read(write([a_path("A name of twenty-eight le\u202f; tters", "B")], ENGLISH))
    assert drawn.nodes["n1"][0] == "A name of twenty-eight le\u202f; tters"


@both
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_ways_of_the_ecosystem_can_be_drawn_and_the_same_ways_give_the_same_text(
    write: Writer, read: Reader, language: str
) -> None:
    eco = Ecosystem.open(language=language)
    paths = eco.paths("PDC*line Pharma", "Université de Liège", 3)
    text = write(paths, eco.reading.texts)
    drawn = read(text)
    assert {label for label, _ in drawn.nodes.values()} == {actor.name for path in paths for actor in path.actors}
    assert len(drawn.lines) == len({frozenset((hop.start, hop.end)) for path in paths for hop in path.hops})
    assert write(eco.paths("PDC*line Pharma", "Université de Liège", 3), eco.reading.texts) == text
