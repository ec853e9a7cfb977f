"""`triplehelix loads`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from triplehelix.graph.commands.options import chosen_format, format_option, output_option
from triplehelix.graph.commands.session import Session

if TYPE_CHECKING:
    from triplehelix.graph.loads import LoadRecord

FORMATS = ("table", "json", "csv", "tsv", "xlsx")
HEADER = ("name", "input", "ended", "facts", "documents", "rows", "rejected", "repaired", "licence", "checksum")
SHOWN = ("load", "from", "when (UTC)", "facts", "documents")


@click.command("loads", epilog="Example: triplehelix --store my-ecosystem loads")
@format_option(*FORMATS)
@output_option()
@click.pass_obj
def command(session: Session, form: str | None, output: Path | None) -> None:
    """List what was loaded: when, from where, how much.

    The other formats than the table also tell licences, checksums, and how many rows were read and left out.
    """
    from triplehelix.graph import records  # `--help` needs no library
    from triplehelix.graph.output import as_json, as_table, as_values, write

    found = session.open().loads()
    content: str | bytes
    match chosen_format(form, output, FORMATS):
        case "json":
            content = as_json([records.load(each) for each in found])
        case "table":
            content = as_table(SHOWN, [_for_people(each) for each in found])
        case other:
            content = as_values(HEADER, [[getattr(each, name) for name in HEADER] for each in found], other)
    write(content, output)


def _for_people(load: "LoadRecord") -> tuple[str, ...]:
    when = load.ended.replace("T", " ").removesuffix("Z")
    return load.name, load.input, when, f"{load.facts:,}", f"{load.documents:,}"
