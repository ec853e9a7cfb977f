"""How the analyses hand on what they found: as a text, as JSON, or as rows for a spreadsheet."""

from collections.abc import Callable, Iterable
from pathlib import Path

__all__ = ["write_answer"]


def write_answer(
    found: object, rows: Iterable[object], kind: type, form: str, output: Path | None, *, text: Callable[[], str]
) -> None:
    """Write an answer in a form: JSON tells all of it, a spreadsheet its rows, of a kind; people read the text."""
    from triplehelix.graph.output import as_json, as_values, write  # `--help` needs no library
    from triplehelix.graph.plain import cells, header, plain

    content: str | bytes
    match form:
        case "json":
            content = as_json(plain(found))
        case "text" | "table":
            content = text()
        case _:
            content = as_values(header(kind), [*cells(rows)], form)
    write(content, output)
