"""`triplehelix consortium`."""

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
EXAMPLE = "Example: triplehelix consortium --therapy cell-therapy --stages clinical,manufacturing"


def _listed(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:  # noqa: ARG001 - click's
    names = tuple(filter(None, (name.strip() for name in value.split(","))))
    if not names:
        raise click.BadParameter("name at least one stage, such as manufacturing")
    return names


@click.command("consortium", epilog=EXAMPLE)
@click.option("--therapy", required=True, metavar="THERAPY", help="What the consortium works on.")
@click.option(
    "--stages", "covering", required=True, callback=_listed, metavar="A,B,C", help="The stages that its members cover."
)
@click.option(
    "--rules", default="horizon", show_default=True, metavar="PACK", help="A rule pack: horizon, or a TOML file."
)
@several("--with", "including", meaning="With this actor, such as the coordinator")
@several("--avoid", meaning="Without this actor")
@click.option(
    "--size", type=click.IntRange(min=1), metavar="N", help="So many members; left out, as few as the rules allow."
)
@click.option(
    "--newcomers",
    type=click.FloatRange(min=0),
    default=0.0,
    show_default=True,
    metavar="WEIGHT",
    help="How much the share of newcomers weighs beside the mean closeness, which is 1 at most.",
)
@click.option(
    "--alternatives",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="K",
    help="So many further proposals.",
)
@click.option("--wider", is_flag=True, help="Let actors at one of the stages be members, whatever they work on.")
@tie_options
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    scope: "Scope",
    therapy: str,
    covering: tuple[str, ...],
    rules: str,
    including: tuple[str, ...],
    avoid: tuple[str, ...],
    size: int | None,
    newcomers: float,
    alternatives: int,
    wider: bool,
    form: str | None,
    output: Path | None,
) -> None:
    """Propose a consortium for a therapy.

    Its members cover the stages, keep the rules of a funder, and are as close to each other as can be. Exit code 1 if
    no consortium keeps all rules: those in the way are named.
    """
    from triplehelix.graph.analysis.consortium import Aim, Member  # `--help` needs no library
    from triplehelix.graph.analysis.rule_packs import read_rule_pack
    from triplehelix.graph.analysis_text.consortium import consortium_text

    chosen = chosen_format(form, output, FORMATS)
    eco = session.open()
    aim = Aim(
        therapy=therapy,
        stages=covering,
        pack=read_rule_pack(rules, session.language),
        including=including,
        avoid=avoid,
        size=size,
        newcomers=newcomers,
        alternatives=alternatives,
        wider=wider,
    )
    found = eco.analyses(scope).consortium(aim)
    text = partial(consortium_text, found, eco.reading.labels, eco.reading.texts)
    write_answer(found, found.rows, Member, chosen, output, text=text)
    ctx.exit(0 if found.proposals else 1)
