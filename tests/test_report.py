"""The report: whether its numbers are those of the commands that it names, and whether everybody can read it."""

import json
import re
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store
from tests.test_cli import run
from tests.test_network import a_store, participations

from triplehelix.graph import Ecosystem
from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.errors import DateError
from triplehelix.graph.messages import LANGUAGES, messages
from triplehelix.graph.views.report.figures import drawn
from triplehelix.graph.views.report.markdown import markdown
from triplehelix.graph.views.report.model import Cell, Drawing, Report, Section, Table
from triplehelix.graph.views.report.page import render
from triplehelix.graph.views.report.sections.changes import changes
from triplehelix.graph.views.report.sections.quality import quality
from triplehelix.graph.views.report.subject import Subject

HOSTILE: Final = "</style><script>alert(1)</script>|*[x](y)"
DAYS: Final = ("2024-01-01", "2026-11-21")
VOID: Final = frozenset({"meta", "link", "br", "img", "input", "hr"})


def a_report(*tables: Table, language: str = "en") -> Report:
    section = Section("one", "One", ("Told.",), tables)
    return Report("Title", "", "", "", language, (section,), ("Caveat.",), "triplehelix report")


def bars(*rows: tuple[str, int], drawing: Drawing | None = "bars") -> Table:
    return Table("Caption", ("what", "number"), rows, "triplehelix stats", drawing)


class Tree(HTMLParser):
    """The elements of a page in their order, each with its attributes and the elements around it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), tuple(self.open)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def of(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes, _ in self.elements if tag in tags]


@cache
def report_in(language: str) -> Report:
    return Ecosystem.open(language=language).report(*DAYS)


@pytest.fixture(scope="module", params=LANGUAGES)
def made(request: pytest.FixtureRequest) -> Report:
    return report_in(request.param)


@pytest.fixture(scope="module")
def english() -> Report:
    return report_in("en")


@pytest.fixture(scope="module")
def tree(made: Report) -> Tree:
    return Tree(made.html())


# what it says


def test_each_section_has_words_and_tables_that_name_their_command(made: Report) -> None:
    assert [section.id for section in made.sections] == [
        "size", "composition", "central", "brokers", "helix", "communities", "coverage", "money", "changes", "quality",
    ]  # fmt: skip
    for section in made.sections:
        assert section.paragraphs
        assert section.tables
        for table in section.tables:
            assert table.rows
            assert {len(row) for row in table.rows} == {len(table.header)}
            assert table.command.startswith("triplehelix ")


def test_each_command_that_it_names_runs(english: Report) -> None:
    for command in sorted({table.command for section in english.sections[:-1] for table in section.tables}):
        words = command.removeprefix("triplehelix ").replace("THERAPY", "phage-therapy").split()
        assert run(*words).exit_code == 0, command


def test_its_numbers_are_those_of_the_commands(english: Report) -> None:
    tables = {table.caption: table for section in english.sections for table in section.tables}

    def number(caption: str, name: str) -> Cell:
        return next(row[1] for row in tables[caption].rows if row[0] == name)

    counted = json.loads(run("stats", "--format", "json").stdout)
    assert number("Size", "actors") == counted["actors"]
    assert number("Actors by type", "SME") == counted["types"]["SME"]
    helices = [row[1] for row in tables["Actors by helix"].rows]
    assert sum(n for n in helices if isinstance(n, int)) == counted["actors"]
    asked = json.loads(run("ask", "documents-by-year", "--format", "json").stdout)
    issued = next(row["documents"] for row in asked if row["year"] == "2020")
    assert number("Documents by the year in which they were issued", "2020") == issued
    first = json.loads(run("rank", "--limit", "1", "--format", "json").stdout)["rows"][0]
    assert tables["The 12 actors over whom most shortest ways lead"].rows[0][0] == first["actor"]["name"]


def test_changes_are_told_between_two_days(eco: Ecosystem, english: Report) -> None:
    [told] = [section for section in english.sections if section.id == "changes"]
    changed = eco.difference(*DAYS).changes
    assert sum(cell for row in told.tables[0].rows for cell in row[1:] if isinstance(cell, int)) == len(changed)
    assert told.tables[1].rows[0][0] == "December 2025"
    with pytest.raises(DateError, match="2024-01-01 is not after 2026-11-21"):
        changes(Subject(eco.reading, Collaboration(eco.reading)), *map(date.fromisoformat, DAYS[::-1]))


def test_age_is_told_only_from_a_day(eco: Ecosystem) -> None:
    def rules(today: date | None) -> set[Cell]:
        subject = Subject(eco.reading, Collaboration(eco.reading), today=today)
        return {row[0] for row in quality(subject).tables[-1].rows}

    assert len(rules(date(2026, 11, 21)) - rules(None)) == 1


@pytest.mark.parametrize("store", [Store(), a_store(""), a_store(participations("p", "a", "b"))])
def test_a_small_or_empty_ecosystem_has_a_report(store: Store) -> None:
    made = Ecosystem(store).report(*DAYS)
    assert Tree(made.html()).open == []
    assert made.markdown().startswith("# ")


def test_a_large_store_is_not_audited_for_a_report_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triplehelix.graph.views.report.sections.quality._AUDITED", 0)
    [section] = [one for one in Ecosystem(a_store("")).report().sections if one.id == "quality"]
    assert "`triplehelix check`" in section.paragraphs[-1]
    assert not [table for table in section.tables if table.command.startswith("triplehelix check")]


def test_the_same_data_gives_the_same_bytes(english: Report, tmp_path: Path) -> None:
    run("report", "--changes-since", DAYS[0], "--today", DAYS[1], "-o", str(tmp_path / "r.html"))
    assert (tmp_path / "r.html").read_bytes() == english.html().encode()


def test_without_two_days_no_changes_are_told() -> None:
    made = Ecosystem(a_store(participations("p", "a", "b"))).report(today="2026-11-21")
    assert "changes" not in {section.id for section in made.sections}


# who can read it


def test_the_page_is_well_nested_and_says_its_language(tree: Tree, made: Report) -> None:
    assert tree.open == []
    assert tree.of("html") == [{"lang": made.language}]
    assert len(tree.of("h1")) == len(tree.of("main")) == len(tree.of("nav")) == 1


def test_no_two_things_have_one_id_and_each_reference_leads_somewhere(tree: Tree) -> None:
    ids = [attributes["id"] for _, attributes, _ in tree.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [str(attributes["href"]).removeprefix("#") for attributes in tree.of("a")]
    labels = [
        name for _, attributes, _ in tree.elements for name in str(attributes.get("aria-labelledby") or "").split()
    ]
    assert set(links + labels) <= set(ids)


def test_no_heading_leaves_out_a_level(tree: Tree) -> None:
    levels = [int(tag[1]) for tag, _, _ in tree.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}


def test_each_table_has_a_caption_and_heads_of_rows_and_columns(tree: Tree) -> None:
    tables = len(tree.of("table"))
    assert tables > 10
    assert len(tree.of("caption")) == tables
    assert {attributes.get("scope") for attributes in tree.of("th")} == {"col", "row"}


def test_each_figure_has_a_title_a_text_and_its_numbers_as_a_table(tree: Tree) -> None:
    figures = len(tree.of("svg"))
    assert figures >= 7
    assert all(attributes["role"] == "img" for attributes in tree.of("svg"))
    assert len([1 for tag, _, around in tree.elements if tag in ("title", "desc") and "svg" in around]) == 2 * figures
    assert len([1 for tag, _, around in tree.elements if tag == "table" and "figure" in around]) == figures


def test_the_page_runs_and_loads_nothing(tree: Tree, made: Report) -> None:
    [policy] = [str(meta["content"]) for meta in tree.of("meta") if meta.get("http-equiv")]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not tree.of("script", "img", "link", "iframe", "object", "form")
    assert "style=" not in re.sub("<style>.*?</style>", "", made.html(), flags=re.DOTALL)
    assert "url(" not in made.html()
    assert all(str(attributes["href"]).startswith("#") for attributes in tree.of("a"))


@given(
    st.text(),
    st.lists(st.tuples(st.text(), st.integers(0, 10**9)), min_size=1, max_size=4),
    st.sampled_from(["tiles", "bars", "trend", "heat"]),
)
def test_no_name_becomes_markup(caption: str, rows: list[tuple[str, int]], drawing: Drawing) -> None:
    plain = Tree(render(a_report(bars(*[("a", n) for _, n in rows], drawing=drawing))))
    hostile = Table(
        f"{caption}{HOSTILE}", (HOSTILE, caption), tuple((f"{name}{HOSTILE}", n) for name, n in rows), HOSTILE, drawing
    )
    found = Tree(render(a_report(hostile)))
    assert [tag for tag, _, _ in found.elements] == [tag for tag, _, _ in plain.elements]


# figures


def test_a_bar_is_as_long_as_its_number_is_great_and_the_number_stands_there() -> None:
    svg = drawn(bars(("a", 4), ("b", 1)), 1, messages("en"))
    assert re.findall(r'class="bar" x="0" y="\d+" width="([\d.]+)%"', svg) == ["100.00", "25.00"]
    assert "2 bars; the longest is 4 (a)." in svg
    assert ">4</text>" in svg


def test_a_line_goes_over_all_years_and_tells_its_highest_and_last_value() -> None:
    years = [(str(2000 + n), n * (n < 20)) for n in range(25)]
    svg = drawn(bars(*years, drawing="trend"), 1, messages("en"))
    assert svg.count('class="dot"') == 25
    assert svg.count('class="line"') == 24
    assert re.findall(r'class="m" x="[^"]+" y="[^"]+">(\d+)<', svg) == ["19", "0"]
    assert ">2024</text>" in svg


def test_a_shade_has_its_number_in_it_and_nobody_is_a_dot() -> None:
    svg = drawn(Table("C", ("t", "x", "y"), (("a", 0, 9), ("b", 1, 4)), "c", "heat"), 1, messages("fr"))
    assert re.findall(r'rect class="s(\d)"', svg) == ["0", "4", "2", "3"]
    assert re.findall(r'class="m t\d"[^>]*>([^<]+)<', svg) == ["·", "9", "1", "4"]
    assert "le plus grand est 9 (a · y)" in svg


@given(st.lists(st.integers(0, 0), min_size=1, max_size=3), st.sampled_from(["bars", "trend", "heat"]))
def test_nothing_at_all_can_be_drawn(zeros: list[int], drawing: Drawing) -> None:
    assert "<svg" in drawn(bars(*[(str(n), zero) for n, zero in enumerate(zeros)], drawing=drawing), 1, messages("en"))


# Markdown


def test_markdown_has_each_figure_as_its_table() -> None:
    text = markdown(a_report(bars(("a", 1234)), language="fr"))
    assert "**Caption**\n\n| what | number |\n| --- | ---: |\n| a | 1\u202f234 |\n" in text
    assert "Commande\u00a0: `triplehelix stats`" in text


def test_in_markdown_a_name_is_no_markup() -> None:
    assert "| \\</style\\>\\<script\\>alert(1)\\</script\\>\\|\\*\\[x\\](y) | 1 |" in markdown(
        a_report(bars((HOSTILE, 1)))
    )


# the command


def test_the_suffix_of_the_file_decides_the_form(tmp_path: Path) -> None:
    path = tmp_path / "r.md"
    result = run("--lang", "fr", "report", "-o", str(path))
    assert (result.exit_code, result.stderr) == (0, f"wrote {path}\n")
    assert path.read_text(encoding="utf-8").startswith("# L’écosystème wallon")


def test_changes_need_to_know_until_when(tmp_path: Path) -> None:
    result = run("report", "--changes-since", "2024-01-01", "-o", str(tmp_path / "r.html"))
    assert result.exit_code == 2
    assert "name the second by --today DATE" in result.stderr
    assert not (tmp_path / "r.html").exists()
