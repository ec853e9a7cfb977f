"""The matrix of therapies and stages: the counts of the analysis, and a filter for the map."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator
from tests.test_map_browser import Seen
from tests.walking_the_map import PAGE, Walker, bundled, walking

from triplehelix.graph import Ecosystem
from triplehelix.graph.analysis.coverage import Coverage
from triplehelix.graph.terms import local_name
from triplehelix.graph.views.map.model import Scheme

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def shared(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walker]:
    with walking(browser, tmp_path_factory.mktemp("matrix")) as walker:
        yield walker


@pytest.fixture
def reader(shared: Walker) -> Walker:
    shared.start_over()
    shared.tab.get_by_role("tab", name="Matrix").click()
    return shared


def place(reader: Walker, therapy: str, stage: str = "") -> Locator:
    return reader.tab.locator(f"#matrix-table button[data-place='{therapy}|{stage}']")


def shown(reader: Walker) -> set[str]:
    return reader.drawn()


# what it counts


def counted(matrix: Coverage) -> list[list[int]]:
    """The analysis as the page has it: its cells row by row, who is at no stage behind, who is on no therapy below."""
    wide = len(matrix.stages)
    rows = [[cell.count for cell in matrix.rows[start : start + wide]] for start in range(0, len(matrix.rows), wide)]
    beside = [[*row, one.stage_unknown] for row, one in zip(rows, matrix.therapies, strict=True)]
    return [*beside, [stage.therapy_unknown for stage in matrix.stages]]


def test_the_counts_are_those_of_the_analysis(browser: Browser, tmp_path: Path, eco: Ecosystem) -> None:
    tab = browser.new_page()
    Walker(tab, tmp_path).open(bundled(), "#panel=matrix")
    read = "rows => rows.map(row => [...row.querySelectorAll('td')].map(cell => parseInt(cell.innerText) || 0))"
    found = tab.locator("#matrix-table tbody tr, #matrix-table tfoot tr").evaluate_all(read)
    matrix = eco.analyses().coverage()
    assert [*found[:-1], found[-1][:-1]] == counted(matrix)
    heads = "heads => heads.map(head => [head.dataset.place, Number(head.querySelector('small').innerText)])"
    margins = dict(tab.locator("#matrix-table th button").evaluate_all(heads))
    assert margins == {f"{local_name(one.therapy.id)}|": one.count for one in matrix.therapies} | {
        f"|{local_name(one.stage.id)}": one.count for one in matrix.stages
    }
    tab.close()


def test_whoever_is_known_for_a_narrower_therapy_counts_for_the_wider(reader: Walker) -> None:
    assert place(reader, "car-t", "manufacturing").inner_text().split() == ["1", "only", "one"]
    assert place(reader, "cell-therapy", "manufacturing").inner_text() == "3"


def test_white_spots_and_single_actors_are_told_in_words(reader: Walker) -> None:
    assert place(reader, "gene-therapy", "clinical").inner_text() == "white spot"
    assert "does not mean that nobody is here" in (
        place(reader, "gene-therapy", "clinical").get_attribute("title") or ""
    )
    assert place(reader, "cell-therapy", "clinical").inner_text().split() == ["1", "only", "one"]
    assert place(reader, "cell-therapy", "clinical").get_attribute("title") == "cell therapy, clinical: Bora"
    assert "Nobody known is not nobody" in reader.tab.locator("#matrix-panel").inner_text()


def test_it_is_a_table_with_headings_for_rows_and_columns(reader: Walker) -> None:
    table = reader.tab.get_by_role("table", name="Who works where: therapies by stages (actors: 8)")
    assert table.get_by_role("columnheader").count() == 3
    assert table.get_by_role("rowheader").count() == 4


def test_the_other_filters_narrow_what_is_counted(reader: Walker) -> None:
    reader.tab.evaluate("() => thx.view.change({regions: ['south']})")
    assert place(reader, "cell-therapy", "manufacturing").inner_text().split() == ["1", "only", "one"]
    assert reader.tab.locator("#matrix-count").inner_text() == "Who works where: therapies by stages (actors: 1)"


# what it shows on the map


def test_a_click_on_a_cell_shows_its_actors_on_the_map_and_another_lets_go(reader: Walker) -> None:
    whole = shown(reader)
    place(reader, "cell-therapy", "manufacturing").click()
    assert shown(reader) == {"Alba", "Bora", "Dora"}
    assert place(reader, "cell-therapy", "manufacturing").get_attribute("aria-pressed") == "true"
    place(reader, "cell-therapy", "manufacturing").click()
    assert shown(reader) == whole


def test_choosing_a_cell_leaves_the_counts_as_they_are(reader: Walker) -> None:
    before = reader.tab.locator("#matrix-table").inner_text()
    place(reader, "car-t", "manufacturing").click()
    assert reader.tab.locator("#matrix-table").inner_text() == before


def test_a_white_spot_shows_nobody_and_says_so(reader: Walker) -> None:
    place(reader, "gene-therapy", "clinical").click()
    assert shown(reader) == set()
    assert "nobody is known here" in reader.tab.locator("#status").inner_text()


def test_the_keyboard_chooses_rows_columns_and_cells_and_keeps_its_place(reader: Walker) -> None:
    place(reader, "cell-therapy").focus()
    reader.tab.keyboard.press("Enter")
    assert shown(reader) == {"Alba", "Bora", "Dora"}
    assert reader.tab.evaluate("document.activeElement.dataset.place") == "cell-therapy|"
    reader.tab.keyboard.press("Tab")
    reader.tab.keyboard.press("Space")
    assert shown(reader) == {"Bora"}
    place(reader, "", "clinical").focus()
    reader.tab.keyboard.press("Enter")
    assert shown(reader) == {"Bora", "Etna"}


def test_whoever_is_sought_elsewhere_is_shown_and_the_matrix_stays(reader: Walker) -> None:
    place(reader, "car-t", "manufacturing").click()
    reader.tab.locator("#search").fill("etna")
    reader.tab.keyboard.press("Enter")
    assert reader.tab.locator("#details h2").inner_text() == "Etna"
    assert "Etna" in shown(reader)
    assert place(reader, "car-t", "manufacturing").get_attribute("aria-pressed") == "false"
    reader.tab.keyboard.press("Escape")


def test_a_link_shows_the_cell_that_its_sender_chose(reader: Walker) -> None:
    place(reader, "cell-therapy", "manufacturing").click()
    assert {"panel=matrix", "therapies=cell-therapy", "stages=manufacturing"} <= set(reader.address()[1:].split("&"))
    reader.again()
    assert shown(reader) == {"Alba", "Bora", "Dora"}
    assert place(reader, "cell-therapy", "manufacturing").get_attribute("aria-pressed") == "true"


def test_it_speaks_the_language_of_the_reader(reader: Walker) -> None:
    reader.tab.locator("#language").select_option("fr")
    assert place(reader, "gene-therapy", "clinical").inner_text() == "point blanc"
    assert place(reader, "cell-therapy").inner_text().split("\n")[0] == "thérapie cellulaire"
    reader.tab.locator("#language").select_option("en")


def test_an_empty_map_says_that_nothing_is_known(browser: Browser, tmp_path: Path) -> None:
    tab, seen = browser.new_page(), Seen()
    seen.watch(tab)
    empty = replace(PAGE, nodes=(), edges=(), places={}, scheme=Scheme())
    reader = Walker(tab, tmp_path)
    reader.open(empty, "#panel=matrix")
    assert tab.locator("#matrix-table").inner_text() == "No therapies and stages are known here."
    reader.open(empty, "#panel=table&groups=folded&folded=true")
    assert tab.locator("#table-count").inner_text() == "Actors and initiatives: 0"
    assert seen == Seen()
    tab.close()
