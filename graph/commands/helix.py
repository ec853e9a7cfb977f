"""`triplehelix helix`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triplehelix.graph.commands.answers import write_answer
from triplehelix.graph.commands.options import chosen_format, format_option, output_option
from triplehelix.graph.commands.scope_options import scope_options
from triplehelix.graph.commands.session import Session

if TYPE_CHECKING:
    from triplehelix.graph.scope import Scope

FORMATS = ("text", "json", "csv", "tsv", "xlsx")


@click.command("helix", epilog="Example: triplehelix helix --therapy cell-therapy --inside")
@click.option(
    "--limit", type=click.IntRange(1), default=10, show_default=True, help="How many bridging bodies at most."
)
@scope_options
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context, session: Session, scope: "Scope", limit: int, form: str | None, output: Path | None
) -> None:
    """Tell how university, industry, government and society meet.

    It tells who meets whom more or less than chance would have it, how many sides take part in initiatives over the
    years, and which bodies bridge them. To look at some actors, add `--inside`. Exit code 1 if nobody meets anybody.
    """
    from triplehelix.graph.analysis.triple_helix import Mixed  # `--help` needs no library
    from triplehelix.graph.analysis_text.helix import helix_text

    if scope.is_of_some and not scope.inside:
        raise click.UsageError("who meets whom among some actors only is told by their own ties: add --inside.")
    chosen = chosen_format(form, output, FORMATS)
    eco = session.open()
    found = eco.analyses(scope).helix(limit)
    text = partial(helix_text, found, eco.reading.labels, eco.reading.texts)
    write_answer(found, found.rows, Mixed, chosen, output, text=text)
    ctx.exit(0 if found.rows else 1)
