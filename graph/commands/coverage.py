"""`triplehelix coverage`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triplehelix.graph.commands.answers import write_answer
from triplehelix.graph.commands.options import chosen_format, format_option, output_option
from triplehelix.graph.commands.scope_options import several, tie_options
from triplehelix.graph.commands.session import Session

if TYPE_CHECKING:
    from triplehelix.graph.scope import Scope

FORMATS = ("text", "json", "csv", "tsv", "xlsx")


@click.command("coverage", epilog="Example: triplehelix coverage --therapy phage-therapy")
@several("--therapy", "rows", meaning="Only the row of this therapy, and of its narrower ones", metavar="THERAPY")
@several("--stage", "columns", meaning="Only the column of this stage of the value chain", metavar="STAGE")
@click.option("--by-region", is_flag=True, help="A matrix for each region.")
@click.option("--for", "seeker", default="", metavar="NAME", help="For this actor, from whom the ways lead.")
@click.option(
    "--candidates",
    "limit",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    help="How many could fill a white spot: at most so many of each kind.",
)
@several("--type", "types", meaning="Only actors of this kind, such as SME", metavar="TYPE")
@several("--helix", "helices", meaning="Only of university, industry, government or society", metavar="HELIX")
@several("--region", "regions", meaning="Only actors in this territory", metavar="TERRITORY")
@tie_options
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    scope: "Scope",
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    by_region: bool,
    seeker: str,
    limit: int,
    form: str | None,
    output: Path | None,
) -> None:
    """Tell who works where: therapies by stages of the value chain.

    White spots are where nobody is known; those who could fill them work on the therapy at an adjacent stage, or at the
    stage on a related therapy or on none that is known, and stand with the way to them. The options on ties say which
    of them that way may use. Exit code 1 if nobody is known for any of the therapies.
    """
    from triplehelix.graph.analysis.coverage import Cell  # `--help` needs no library
    from triplehelix.graph.analysis_text.coverage import coverage_text

    chosen = chosen_format(form, output, FORMATS)
    eco = session.open()
    found = eco.analyses(scope).coverage(rows, columns, by_region=by_region, seeker=seeker, limit=limit)
    text = partial(coverage_text, found, eco.reading.texts)
    write_answer(found, found.rows, Cell, chosen, output, text=text)
    ctx.exit(0 if found.actors else 1)
