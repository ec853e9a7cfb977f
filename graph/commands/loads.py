"""`triplehelix loads`."""

from pathlib import Path

import click

from triplehelix.graph.commands.options import chosen_format, format_option, output_option
from triplehelix.graph.commands.session import Session

FORMATS = ("table", "json", "csv", "tsv")
HEADER = ("name", "input", "ended", "facts", "documents", "rows", "rejected", "repaired", "licence", "checksum")
SHOWN = 5


@click.command("loads", epilog="Example: triplehelix --store my-ecosystem loads")
@format_option(*FORMATS)
@output_option()
@click.pass_obj
def command(session: Session, form: str | None, output: Path | None) -> None:
    """List what was loaded: when (UTC), from where, how much.

    On a terminal the checksums and the counts of rows are left out; the other formats have them.
    """
    from triplehelix.graph import records  # `--help` needs no library
    from triplehelix.graph.output import as_json, as_table, as_values, write

    found = session.open().loads()
    rows = [tuple(getattr(each, name) for name in HEADER) for each in found]
    match chosen_format(form, output, FORMATS):
        case "json":
            content = as_json([records.load(each) for each in found])
        case "table":
            content = as_table(HEADER[:SHOWN], [row[:SHOWN] for row in rows])
        case other:
            content = as_values(HEADER, rows, other)
    write(content, output)
