"""`triplehelix map`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO

import click
from click.core import ParameterSource

from triplehelix.graph.commands.limits import within
from triplehelix.graph.commands.options import at_option, output_option, read_query, suffix_format, timeout_option
from triplehelix.graph.commands.scope_options import several
from triplehelix.graph.commands.session import Session

if TYPE_CHECKING:
    from triplehelix.graph.views.map.from_store import Map

FORMATS = ("html", "graphml", "gexf", "svg", "png", "json")


@click.command("map", epilog="Example: triplehelix --lang fr map --around BioWin --depth 2 -o carte.html")
@click.option(
    "--top",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Only the N most central actors, by --size; 0 for all.",
)
@click.option("--around", default="", metavar="NAME", help="Only what is near this actor or initiative.")
@click.option(
    "--depth",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    metavar="D",
    help="How many ties away, of --around.",
)
@several("--therapy", "therapies", meaning="Only who and what works on this therapy", metavar="THERAPY")
@click.option(
    "--query",
    type=click.File(encoding="utf-8-sig"),
    metavar="FILE.rq",
    help="Only what stands in the answer of this SELECT or CONSTRUCT; - reads it from standard input.",
)
@at_option()
@click.option(
    "--colour",
    type=click.Choice(["family", "helix", "therapy", "community"]),
    default="family",
    show_default=True,
    help="What colours tell when the page opens: kinds of actors, by family, or something else.",
)
@click.option(
    "--size",
    type=click.Choice(["degree", "strength", "betweenness"]),
    default="degree",
    show_default=True,
    help="What sizes tell when the page opens: number of ties, how strong they are, or who stands between others.",
)
@click.option("--group", type=click.Choice(["community", "helix", "region"]), default=None, help="Who stands together.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Left out, the suffix of -o decides.")
@timeout_option()
@output_option(default="map.html")
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    top: int,
    around: str,
    depth: int,
    therapies: tuple[str, ...],
    query: TextIO | None,
    day: date | None,
    colour: Literal["family", "helix", "therapy", "community"],
    size: Literal["degree", "strength", "betweenness"],
    group: Literal["community", "helix", "region"] | None,
    form: str | None,
    timeout: float,
    output: Path,
) -> None:
    """Write the interactive map, one HTML file that works offline and can be mailed; or a picture, or for other tools.

    All of it, or a part: several options together give a part of a part. More than 5,000 actors and initiatives, or
    15,000 ties, are more than one page can hold: then the map shows the most central of them, and says so.
    Exit code 1, and no file, if nothing is what was asked for.
    """
    from triplehelix.graph.output import say  # `--help` needs no library
    from triplehelix.graph.views.map.model import Opening

    chosen, output = _form_and_file(ctx, form, output)
    sparql, eco = read_query(query) if query else "", session.open(day)
    opening = Opening(colour=colour, size=size, group=group or "")
    drawn = within(
        timeout if query else 0,
        lambda: eco.map(top=top, around=around, depth=depth, therapies=therapies, query=sparql, opening=opening),
    )
    if not drawn.page.nodes and (query or therapies):
        say("no actor or initiative is what was asked for; nothing was written")
        ctx.exit(1)
    drawn.save(output, chosen)
    _tell(drawn)
    say(f"wrote {output}")


def _form_and_file(ctx: click.Context, form: str | None, output: Path) -> tuple[str, Path]:
    """What to write, and where: if only the format is said, to a file that is called after it."""
    if form and ctx.get_parameter_source("output") is ParameterSource.DEFAULT:
        output = Path(f"map.{form}")
    return form or suffix_format(output, {name: name for name in FORMATS} | {"htm": "html"}), output


def _tell(drawn: "Map") -> None:
    from triplehelix.graph.output import say

    if drawn.page.left_out:
        say(drawn.page.left_out[drawn.page.lang])
    if drawn.reduced:
        say("another part is shown by --around NAME, --therapy THERAPY, --top N or --query FILE.rq")
