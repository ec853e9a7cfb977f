"""`triplehelix rank`."""

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

FORMATS = ("table", "json", "csv", "tsv", "xlsx")
MEASURES = ("betweenness", "degree", "strength", "closeness", "eigenvector", "pagerank", "core")


@click.command("rank", epilog="Example: triplehelix rank --by degree --type SME --limit 10")
@click.option("--by", type=click.Choice(MEASURES), default="betweenness", show_default=True, help="The measure.")
@click.option(
    "--network",
    type=click.Choice(["projection", "affiliation"]),
    default="projection",
    show_default=True,
    help="Of actors joined where they meet, or of actors and the venues where they meet.",
)
@click.option(
    "--weighted", is_flag=True, help="Follow the nearest ways, as `path` does, not those of the fewest steps."
)
@click.option("--stable", is_flag=True, help="Tell how sure each rank is: leave out a tenth of the ties, many times.")
@click.option("--rounds", type=click.IntRange(40), default=100, show_default=True, help="How many times.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many actors at most.")
@scope_options
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    scope: "Scope",
    by: str,
    network: str,
    weighted: bool,
    stable: bool,
    rounds: int,
    limit: int,
    form: str | None,
    output: Path | None,
) -> None:
    """Tell who is central in the network.

    Betweenness tells who stands between others, degree who has many partners, strength who works closely with many.
    Each actor stands with its nearest partners; `--format json` has the documents that say so. What the figures mean
    goes to standard error. Exit code 1 if nobody meets anybody.
    """
    from triplehelix.graph.analysis.centrality import Ranked  # `--help` needs no library
    from triplehelix.graph.analysis_text.rank import rank_notes, rank_table
    from triplehelix.graph.output import say

    if by == "strength" and network == "affiliation":
        raise click.UsageError("the ties of actors to venues have no strength; choose another measure, or network.")
    chosen = chosen_format(form, output, FORMATS)
    eco = session.open()
    found = eco.analyses(scope).rank(
        by, network=network, weighted=weighted, rounds=rounds if stable else 0, limit=limit
    )
    text = partial(rank_table, found, eco.reading.labels, eco.reading.texts)
    write_answer(found, found.rows, Ranked, chosen, output, text=text)
    if chosen != "json":
        say("\n".join(rank_notes(found, eco.reading.texts)))
    ctx.exit(0 if found.rows else 1)
