"""`triplehelix sources`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from triplehelix.graph.commands.options import chosen_format, format_option, output_option
from triplehelix.graph.commands.session import Session

if TYPE_CHECKING:
    from triplehelix.graph.loads import DocumentRecord

FORMATS = ("table", "json", "csv", "tsv", "xlsx")
HEADER = ("issued", "publisher", "title", "facts", "url", "language", "loads", "id")
SHOWN = 4


@click.command("sources", epilog="Example: triplehelix sources --format csv -o documents.csv")
@format_option(*FORMATS)
@output_option()
@click.pass_obj
def command(session: Session, form: str | None, output: Path | None) -> None:
    """List the documents that state facts, newest first, with how many each states.

    The other formats than the table also tell their addresses, languages and loads.
    """
    from triplehelix.graph import records  # `--help` needs no library
    from triplehelix.graph.output import as_json, as_table, as_values, write

    found = session.open().documents()
    rows = [_row(each) for each in found]
    content: str | bytes
    match chosen_format(form, output, FORMATS):
        case "json":
            content = as_json([records.document(each) for each in found])
        case "table":
            content = as_table(HEADER[:SHOWN], [row[:SHOWN] for row in rows])
        case other:
            content = as_values(HEADER, rows, other)
    write(content, output)


def _row(record: "DocumentRecord") -> tuple[object, ...]:
    known = record.document
    told = known.issued, known.publisher, known.title, record.facts, known.url, known.language
    return (*told, "; ".join(record.loads), known.id)
