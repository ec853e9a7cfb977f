"""`triplehelix why`."""

from pathlib import Path

import click

from triplehelix.graph.commands.options import chosen_format, format_option, output_option
from triplehelix.graph.commands.session import Session

FORMATS = ("text", "json", "csv", "tsv", "xlsx")


@click.command("why", epilog="Example: triplehelix why BioWin founded")
@click.argument("name")
@click.argument("prop", metavar="[PROPERTY]", required=False)
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context, session: Session, name: str, prop: str | None, form: str | None, output: Path | None
) -> None:
    """Tell who says so, and who says otherwise.

    Each value comes with the documents that give it, newest first; where they disagree, all values are told, which one
    is preferred, and why. What no document states is explained by what it follows from. PROPERTY is a property, a kind
    of tie or a figure, by its English or French name: founded, budget, partner, financement... Exit code 1 if nothing
    is said of it.
    """
    from triplehelix.graph import records  # `--help` needs no library
    from triplehelix.graph.output import as_json, as_values, write
    from triplehelix.graph.statements_text import COLUMNS, why_rows, why_text

    eco = session.open()
    told = eco.why(name, prop)
    content: str | bytes
    match chosen_format(form, output, FORMATS):
        case "json":
            content = as_json(records.why(told))
        case "text":
            content = why_text(told, eco.reading.labels, eco.reading.texts)
        case other:
            content = as_values(COLUMNS, why_rows(told), other)
    write(content, output)
    ctx.exit(0 if told.statements else 1)
