"""`triplehelix communities`."""

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


@click.command("communities", epilog="Example: triplehelix communities --actors --limit 10")
@click.option("--actors", is_flag=True, help="Tell which part each actor plays between communities.")
@click.option(
    "--resolution",
    type=click.FloatRange(0, min_open=True),
    default=1.0,
    show_default=True,
    help="Above 1 communities are smaller, below 1 larger.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many are shown at most; JSON has all."
)
@scope_options
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    scope: "Scope",
    actors: bool,
    resolution: float,
    limit: int,
    form: str | None,
    output: Path | None,
) -> None:
    """Tell which actors belong together, and who links them.

    A community has its name from the three actors with the strongest ties inside it; it is told where its actors meet,
    and on which therapies more of them work than chance would have it. Exit code 1 if nobody meets anybody.
    """
    from triplehelix.graph.analysis.communities import Community, Place  # `--help` needs no library
    from triplehelix.graph.analysis_text.communities import communities_text, places_text

    chosen = chosen_format(form, output, FORMATS)
    eco = session.open()
    found = eco.analyses(scope).communities(resolution)
    reading = eco.reading
    if actors:
        first = found.actors[:limit]
        text = partial(places_text, first, reading.labels, reading.texts)
        write_answer(found, first, Place, chosen, output, text=text)
    else:
        text = partial(communities_text, found, limit, reading.texts)
        write_answer(found, found.rows[:limit], Community, chosen, output, text=text)
    ctx.exit(0 if found.rows or found.actors else 1)
