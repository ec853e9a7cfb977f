"""`triplehelix find`."""

from pathlib import Path

import click

from triplehelix.graph.commands.options import chosen_format, format_option, output_option
from triplehelix.graph.commands.session import Session

FORMATS = ("table", "json", "csv", "tsv")
HEADER = ("name", "type", "score", "id")


@click.command("find", epilog='Example: triplehelix find "universite de liege"')
@click.argument("text")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many at most.")
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(ctx: click.Context, session: Session, text: str, limit: int, form: str | None, output: Path | None) -> None:
    """Find actors and initiatives by name.

    Case, accents and punctuation do not matter, and aliases count. Scores go from 0 to 1; 1 is exact.
    """
    from triplehelix.graph import records  # `--help` needs no library
    from triplehelix.graph.output import as_json, as_table, as_values, write

    matches = session.open().find(text, limit)
    rows = [(m.entity.name, m.entity.type, m.score, m.entity.id) for m in matches]
    match chosen_format(form, output, FORMATS, terminal="table", piped="csv"):
        case "json":
            content = as_json([records.match(m) for m in matches])
        case "table":
            content = as_table(HEADER[:3], [row[:3] for row in rows])
        case other:
            content = as_values(HEADER, rows, "\t" if other == "tsv" else ",")
    write(content, output)
    ctx.exit(0 if matches else 1)
