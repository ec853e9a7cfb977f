"""`triplehelix whatif`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triplehelix.graph.commands.answers import write_answer
from triplehelix.graph.commands.options import chosen_format, format_option, output_option
from triplehelix.graph.commands.scope_options import several, tie_options
from triplehelix.graph.commands.session import Session

if TYPE_CHECKING:
    from triplehelix.graph.analysis.best_ties import BestTies
    from triplehelix.graph.analysis.whatif import WhatIf
    from triplehelix.graph.reading import Reading
    from triplehelix.graph.scope import Scope

FORMATS = ("text", "json", "csv", "tsv", "xlsx")


@click.command("whatif", epilog="Example: triplehelix whatif --remove BioWin")
@several("--remove", meaning="If this actor left")
@several("--end", meaning="If this initiative ended, with all its parts")
@click.option(
    "--add",
    nargs=2,
    multiple=True,
    metavar="NAME NAME",
    help="If these two actors became partners; repeatable.",
)
@click.option(
    "--best-tie",
    "best",
    type=click.IntRange(1, 100),
    metavar="N",
    help="Tell which N new partnerships would bring all closest together, or connect who is apart.",
)
@click.option("--for", "actor", metavar="NAME", help="With --best-tie: only partnerships of this actor.")
@click.option("--weighted", is_flag=True, help="With --best-tie: shorten distances, not the number of steps.")
@tie_options
@format_option(*FORMATS)
@output_option()
@click.pass_obj
def command(
    session: Session,
    scope: "Scope",
    remove: tuple[str, ...],
    end: tuple[str, ...],
    add: tuple[tuple[str, str], ...],
    best: int | None,
    actor: str | None,
    weighted: bool,
    form: str | None,
    output: Path | None,
) -> None:
    """Tell what would change if actors left, or partnerships began; or if initiatives ended.

    Who would be cut off, how much farther the others would be from one another, who would stand between them, which
    therapy would have nobody left at a stage. With --best-tie: which new partnerships would help most, after the other
    changes that are named. Nothing is changed in the store.
    """
    if not (remove or end or add or best):
        raise click.UsageError("say what would be otherwise: --remove, --end, --add; or ask for --best-tie N.")
    if (actor or weighted) and not best:
        raise click.UsageError("--for and --weighted are about new partnerships; add --best-tie N.")
    chosen = chosen_format(form, output, FORMATS)
    eco = session.open()
    analyses = eco.analyses(scope)
    found: WhatIf | BestTies
    if best:
        found = analyses.best_ties(best, actor=actor, weighted=weighted, remove=remove, end=end, add=add)
    else:
        found = analyses.what_if(remove=remove, end=end, add=add)
    _write(found, eco.reading, chosen, output)


def _write(found: "WhatIf | BestTies", reading: "Reading", form: str, output: Path | None) -> None:
    from triplehelix.graph.analysis.best_ties import BestTie, BestTies
    from triplehelix.graph.analysis.whatif import Effect, effects
    from triplehelix.graph.analysis_text.whatif import best_ties_text, what_if_text

    if isinstance(found, BestTies):
        text = partial(best_ties_text, found, reading.texts)
        write_answer(found, found.rows, BestTie, form, output, text=text)
    else:
        text = partial(what_if_text, found, reading.labels, reading.texts)
        write_answer(found, effects(found), Effect, form, output, text=text)
