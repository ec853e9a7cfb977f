"""`triplehelix suggest`."""

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


@click.command("suggest", epilog='Example: triplehelix suggest "Exo Biologics" --type SME')
@click.argument("name")
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True, help="How many partners at most.")
@click.option(
    "--backtest",
    is_flag=True,
    help="Tell, too, how well such an order foretells ties that are known, beside simpler ones.",
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
    name: str,
    limit: int,
    backtest: bool,
    form: str | None,
    output: Path | None,
) -> None:
    """Suggest partners that an actor does not have yet, each with the reasons.

    Partners in common, the same therapy at another stage or the same stage for another therapy, and a short way there:
    several orders make one, and the way tells who can introduce the two. Who was acquired, merged or is in liquidation
    is left out, and so are the actor's own parts. Exit code 1 if nobody is found.
    """
    from triplehelix.graph.analysis.suggestion import Suggested  # `--help` needs no library
    from triplehelix.graph.analysis_text.suggest import suggest_text

    chosen = chosen_format(form, output, FORMATS)
    eco = session.open()
    found = eco.analyses(scope).suggest(name, limit=limit, backtest=backtest)
    text = partial(suggest_text, found, eco.reading.texts)
    write_answer(found, found.rows, Suggested, chosen, output, text=text)
    ctx.exit(0 if found.rows else 1)
