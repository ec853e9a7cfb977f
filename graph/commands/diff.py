"""`triplehelix diff`."""

from datetime import date
from pathlib import Path

import click

from triplehelix.graph.commands.options import TIE_KINDS, chosen_format, format_option, output_option, typed_day
from triplehelix.graph.commands.session import Session

FORMATS = ("text", "json", "csv", "tsv", "xlsx")
HEADER = ("change", "date", "type", "what", "id", "source")


@click.command("diff", epilog="Example: triplehelix diff 2020-01-01 2025-01-01 --kind Acquisition")
@click.argument("start", metavar="DATE1", callback=typed_day)
@click.argument("end", metavar="DATE2", callback=typed_day)
@click.option(
    "--kind", "kinds", type=click.Choice(TIE_KINDS), multiple=True, help="Only ties of this kind; repeatable."
)
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    start: date,
    end: date,
    kinds: tuple[str, ...],
    form: str | None,
    output: Path | None,
) -> None:
    """Tell what changed between two days.

    Ties and initiatives that began, happened or ended after DATE1 and by DATE2 (YYYY-MM-DD); those that may have, as
    far as their partial dates tell; and indicators whose latest figure is another. What has no date is not told. Exit
    code 1 if nothing changed.
    """
    from triplehelix.graph import records  # `--help` needs no library
    from triplehelix.graph.output import as_json, as_values, write
    from triplehelix.graph.texts import difference_rows, difference_text

    eco = session.open()
    changed = eco.difference(start, end, kinds)
    words = eco.reading.labels, eco.reading.texts
    content: str | bytes
    match chosen_format(form, output, FORMATS):
        case "json":
            content = as_json(records.difference(changed))
        case "text":
            content = difference_text(changed, *words)
        case other:
            content = as_values(HEADER, difference_rows(changed, *words), other)
    write(content, output)
    ctx.exit(0 if changed.changes or changed.figures else 1)
