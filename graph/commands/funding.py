"""`triplehelix funding`."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from triplehelix.graph.commands.answers import write_answer
from triplehelix.graph.commands.options import chosen_format, format_option, output_option, typed_day
from triplehelix.graph.commands.scope_options import several
from triplehelix.graph.commands.session import Session

FORMATS = ("text", "json", "csv", "tsv", "xlsx")
BY = ("funder", "programme", "year", "therapy", "instrument", "kind")


@click.command("funding", epilog="Example: triplehelix funding --by therapy")
@click.option("--by", type=click.Choice(BY), default="funder", show_default=True, help="What money is grouped by.")
@several("--funder", "funders", meaning="Only what this actor gave")
@click.option("--tell", default="", metavar="NAME", help="List the fundings of this row, each with its documents.")
@click.option(
    "--rates",
    "table",
    type=click.Path(path_type=Path),
    help="Convert into euros by this table: currency, rate (euros for one), date, source.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many rows of a table for people."
)
@click.option("--stated", is_flag=True, help="Without fundings that were only deduced.")
@click.option(
    "--at", callback=typed_day, metavar="DATE", help="Without fundings that certainly came after this day (YYYY-MM-DD)."
)
@click.option(
    "--since", callback=typed_day, metavar="DATE", help="Without fundings that certainly came before this day."
)
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    by: str,
    funders: tuple[str, ...],
    tell: str,
    table: Path | None,
    limit: int,
    stated: bool,
    at: date | None,
    since: date | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Add up the money, each sum once.

    Counted is what is decided and dated. Undated, deduced and proposed money stands apart, budgets are no funding, and
    currencies are not added. Beside the totals stand how few recipients get how much, and public beside private money.
    Exit code 1 if no funding is known.
    """
    from triplehelix.graph.analysis.rates import read_rates  # `--help` needs no library
    from triplehelix.graph.analysis.totals import Total
    from triplehelix.graph.analysis_text.funding import funding_text
    from triplehelix.graph.scope import Scope

    chosen = chosen_format(form, output, FORMATS)
    rates = read_rates(table) if table else ()
    eco = session.open()
    analyses = eco.analyses(Scope(stated=stated, at=at, since=since))
    found = analyses.funding(by, funders=funders, rates=rates, tell=tell)
    text = partial(funding_text, found, eco.reading.texts, limit)
    write_answer(found, found.rows, Total, chosen, output, text=text)
    ctx.exit(0 if found.rows or found.grants else 1)
