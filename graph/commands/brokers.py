"""`triplehelix brokers`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triplehelix.graph.commands.answers import write_answer
from triplehelix.graph.commands.options import chosen_format, format_option, output_option
from triplehelix.graph.commands.scope_options import scope_options, several
from triplehelix.graph.commands.session import Session

if TYPE_CHECKING:
    from triplehelix.graph.scope import Scope

FORMATS = ("text", "json", "csv", "tsv", "xlsx")
ORDERS = (
    "total", "coordinator", "gatekeeper", "consultant", "liaison", "constraint", "effective_size", "cut_off",
)  # fmt: skip


@click.command(
    "brokers", epilog="Example: triplehelix brokers --between hospital --between industry --between government"
)
@several("--between", meaning="Only between these helices or kinds of actors, two at least")
@click.option(
    "--groups",
    type=click.Choice(["helix", "type"]),
    default="helix",
    show_default=True,
    help="Otherwise between helices, or between kinds of actors.",
)
@click.option(
    "--by",
    type=click.Choice(ORDERS),
    default="total",
    show_default=True,
    help="What orders them; the smallest constraint comes first.",
)
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="How many actors at most.")
@scope_options
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    scope: "Scope",
    between: tuple[str, ...],
    groups: str,
    by: str,
    limit: int,
    form: str | None,
    output: Path | None,
) -> None:
    """Tell who stands between others.

    A broker is tied to two who are not tied to each other; it is told of which helices or kinds these are, and who
    would be cut off without it. Exit code 1 if nobody meets anybody.
    """
    from triplehelix.graph.analysis.brokers import Broker  # `--help` needs no library
    from triplehelix.graph.analysis_text.brokers import brokers_text

    if len({*between}) == 1:
        raise click.UsageError("one group has nobody to stand between; name another with --between.")
    chosen = chosen_format(form, output, FORMATS)
    eco = session.open()
    found = eco.analyses(scope).brokers(by, groups=groups, between=between, limit=limit)
    text = partial(brokers_text, found, eco.reading.labels, eco.reading.texts)
    write_answer(found, found.rows, Broker, chosen, output, text=text)
    ctx.exit(0 if found.rows else 1)
