"""`triplehelix path`."""

from datetime import date
from pathlib import Path

import click

from triplehelix.graph.commands.options import at_option, chosen_format, format_option, output_option
from triplehelix.graph.commands.session import Session

FORMATS = ("text", "json")


@click.command("path", epilog='Example: triplehelix path "PDC*line Pharma" "Université de Liège" -k 3')
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option("-k", "number", type=click.IntRange(1, 100), default=3, show_default=True, help="How many at most.")
@at_option()
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    start: str,
    end: str,
    number: int,
    day: date | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Find the ways from one actor to another, nearest first.

    Actors are near that meet often in small circles: five joint projects bring two closer than one, and a cluster of
    250 members makes nobody neighbours. Each step tells where the two meet and which documents say so. Exit code 1
    if there is no way.
    """
    from triplehelix.graph import records  # `--help` needs no library
    from triplehelix.graph.output import as_json, write
    from triplehelix.graph.paths_text import paths_text

    eco = session.open(day)
    paths = eco.paths(start, end, number)
    ends = eco.resolve(start), eco.resolve(end)
    if chosen_format(form, output, FORMATS) == "json":
        write(as_json(records.paths(ends[:1], ends[1:], paths)), output)
    else:
        write(paths_text(*ends, paths, eco.reading.texts), output)
    ctx.exit(0 if paths else 1)
