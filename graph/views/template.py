"""An empty workbook to fill in: a sheet for each table, with notes, lists of words, and examples to be replaced."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from triplehelix.graph.sources.choices import choices
from triplehelix.graph.sources.layout import ABOUT, COLUMNS, NOTES, REQUIRED

__all__ = ["template"]

_LISTS: Final = "lists"
_ROWS: Final = 10_000  # so far down the lists of words reach
_SEVERAL: Final = ("therapies", "stages")
_WIDTHS: Final = {"name": 40, "title": 40, "description": 50, "source": 50, "url": 50, "note": 40}
_SAID: Final = "https://example.org/replace-me"
_EXAMPLES: Final[Mapping[str, tuple[Mapping[str, str], ...]]] = {
    "sources": (
        {"url": _SAID, "title": "EXAMPLE, replace: list of members", "publisher": "Example Cluster", "issued": "2026"},
        {"url": f"{_SAID}/2", "title": "EXAMPLE, replace: press release", "issued": "2026-03-01", "language": "en"},
    ),
    "actors": (
        {"id": "example-cells", "type": "SME", "name": "EXAMPLE, replace: Example Cells", "source": _SAID},
        {"id": "example-cluster", "type": "Cluster", "name": "EXAMPLE, replace: Example Cluster", "source": _SAID},
    ),
    "ties": (
        {
            "id": "example-membership", "type": "Membership", "first_party": "example-cells", "role": "member",
            "other_party": "example-cluster", "start": "2024", "source": _SAID,
        },
        {
            "id": "example-funding", "type": "Funding", "first_party": "example-cluster", "role": "funder",
            "other_party": "example-cells", "date": "2026-03", "amount": "50000", "currency": "EUR",
            "instrument": "grant", "status": "announced", "source": f"{_SAID}/2",
        },
    ),
}  # fmt: skip


def template() -> bytes:
    """The workbook (XLSX): loaded as it is, it gives the examples."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001 - the same file whenever it is made
        lists = _Lists(workbook)
        for table, columns in COLUMNS.items():
            sheet = workbook.add_worksheet(table)
            _write_header(workbook, sheet, table)
            _write_examples(workbook, sheet, columns, _EXAMPLES.get(table, ()))
            for number, column in enumerate(columns):
                lists.offer(sheet, number, column, choices(table, column))
        workbook.get_worksheet_by_name("actors").activate()
        lists.write()
    return content.getvalue()


def _write_header(workbook: Workbook, sheet: Worksheet, table: str) -> None:
    """What must be filled in is bold; cells are text, so that a spreadsheet makes no number of what is typed."""
    text = workbook.add_format({"num_format": "@"})
    required, other = (workbook.add_format({"bold": bold, "bg_color": "#DDE6F0"}) for bold in (True, False))
    for number, (column, note) in enumerate(NOTES[table].items()):
        sheet.set_column(number, number, _WIDTHS.get(column, 16), text)
        sheet.write_string(0, number, column, required if column in REQUIRED[table] else other)
        about = f"{ABOUT[table]}\n\n{column}: {note}" if number == 0 else note
        sheet.write_comment(0, number, about.replace("`", "").replace("*", ""), {"x_scale": 2, "y_scale": 1.5})
    sheet.freeze_panes(1, 0)


def _write_examples(
    workbook: Workbook, sheet: Worksheet, columns: Iterable[str], examples: Iterable[Mapping[str, str]]
) -> None:
    faint = workbook.add_format({"num_format": "@", "italic": True, "font_color": "#808080"})
    for line, example in enumerate(examples, 1):
        for number, column in enumerate(columns):
            sheet.write_string(line, number, example.get(column, ""), faint)


class _Lists:
    """Words to choose from, on a hidden sheet: the lists of a cell itself may have no more than 255 letters."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._words: list[list[str]] = []

    def offer(self, sheet: Worksheet, number: int, column: str, words: list[str]) -> None:
        """Let people choose; where a cell may hold several words, they may also write them."""
        if not words:
            return
        if words not in self._words:
            self._words.append(words)
        letter = chr(ord("A") + self._words.index(words))
        choice = {
            "validate": "list",
            "source": f"={_LISTS}!${letter}$1:${letter}${len(words)}",
            "error_type": "information" if column in _SEVERAL else "stop",
            "error_message": "Choose a word of the list; several are separated by ; without blanks.",
        }
        sheet.data_validation(1, number, _ROWS, number, choice)

    def write(self) -> None:
        """Write the hidden sheet."""
        sheet = self._workbook.add_worksheet(_LISTS)
        for number, words in enumerate(self._words):
            sheet.write_column(0, number, words)
        sheet.hide()
