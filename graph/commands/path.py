"""`triplehelix path`."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from triplehelix.graph.commands.options import chosen_format, format_option, output_option, today_option, typed_day
from triplehelix.graph.commands.scope_options import MEETINGS, several
from triplehelix.graph.commands.session import Session

if TYPE_CHECKING:
    from triplehelix.graph.introductions import Introductions
    from triplehelix.graph.reading import Reading

FORMATS = ("text", "json", "csv", "tsv", "xlsx", "dot", "mermaid", "html")

Command = TypeVar("Command", bound=Callable[..., Any])


def _day(option: str, name: str, meaning: str) -> Callable[[Command], Command]:
    return click.option(option, name, callback=typed_day, metavar="DATE", help=f"{meaning} (YYYY-MM-DD).")


@click.command("path", epilog='Example: triplehelix path "PDC*line Pharma" "Université de Liège" -k 3')
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="[TO]", required=False)
@click.option("-k", "number", type=click.IntRange(1, 100), default=3, show_default=True, help="How many at most.")
@several("--also-from", meaning="Or from this actor")
@several("--also-to", meaning="Or to this actor")
@several("--to-type", meaning="Instead of TO: to the nearest of this kind, such as SME", metavar="TYPE")
@several("--to-therapy", meaning="Instead of TO: to the nearest who work on this therapy", metavar="THERAPY")
@several("--to-stage", meaning="Instead of TO: to the nearest at this stage of the value chain", metavar="STAGE")
@several("--to-region", meaning="Instead of TO: to the nearest in this territory", metavar="TERRITORY")
@several("--via", meaning="Only through this actor, several in this order")
@several("--avoid", meaning="Not through this actor")
@several("--only", meaning="Only through actors of this kind", metavar="TYPE")
@several("--therapy", meaning="Only through actors who work on this therapy", metavar="THERAPY")
@click.option("--max-hops", type=click.IntRange(1), metavar="N", help="At most so many introductions.")
@click.option(
    "--prefer",
    type=click.Choice(["strong", "short"]),
    default="strong",
    show_default=True,
    help="The strongest ties, or the fewest introductions.",
)
@click.option("--any", "alike", is_flag=True, help="Strictly the best ways, even if the same actors are on them.")
@several("--without", meaning=f"Without ties of this kind: {', '.join(MEETINGS)}", metavar="KIND")
@click.option("--stated", is_flag=True, help="Without ties that were only deduced.")
@_day("--at", "day", "Without ties that certainly did not hold on this day")
@_day("--since", "since", "Without ties that were certainly over before this day")
@today_option("The day from which ties are over and documents old", "nothing is told of that")
@click.option("--explain", is_flag=True, help="Show what each distance is made of.")
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    start: str,
    end: str | None,
    number: int,
    also_from: tuple[str, ...],
    also_to: tuple[str, ...],
    to_type: tuple[str, ...],
    to_therapy: tuple[str, ...],
    to_stage: tuple[str, ...],
    to_region: tuple[str, ...],
    via: tuple[str, ...],
    avoid: tuple[str, ...],
    only: tuple[str, ...],
    therapy: tuple[str, ...],
    max_hops: int | None,
    prefer: Literal["strong", "short"],
    alike: bool,
    without: tuple[str, ...],
    stated: bool,
    day: date | None,
    since: date | None,
    today: date | None,
    explain: bool,
    form: str | None,
    output: Path | None,
) -> None:
    """Find the ways from one actor to another: who can introduce you.

    Actors are near that meet often in small circles: five joint projects bring two closer than one, and a cluster of
    250 members makes nobody neighbours. Each step tells where the two meet and which documents say so. The ways have
    other actors between the ends, as far as there are others. Instead of TO you may say whom you look for: then the
    nearest are told, with the way to each. Exit code 1 if there is no way; the reason is told, and who is nearest.
    """
    from triplehelix.graph.introductions import Wish  # `--help` needs no library

    if bool(end or also_to) == any((to_type, to_therapy, to_stage, to_region)):
        raise click.UsageError("name TO, or say whom you look for: --to-type, --to-therapy, --to-stage, --to-region.")
    chosen = chosen_format(form, output, FORMATS)
    eco = session.open()
    wish = Wish(
        starts=(start, *also_from),
        ends=(end, *also_to) if end else also_to,
        to_types=to_type,
        to_therapies=to_therapy,
        to_stages=to_stage,
        to_regions=to_region,
        k=number,
        via=via,
        avoid=avoid,
        only=only,
        therapies=therapy,
        max_hops=max_hops,
        prefer=prefer,
        diverse=not alike,
        without=without,
        stated=stated,
        at=day,
        since=since,
    )
    found = eco.introductions(wish, today)
    _write(found, eco.reading, chosen, output, parts=explain)
    ctx.exit(0 if found.paths else 1)


def _write(found: "Introductions", reading: "Reading", form: str, output: Path | None, *, parts: bool) -> None:
    from triplehelix.graph.introductions_text import none_text
    from triplehelix.graph.output import say, write

    if found.none and form not in ("text", "json"):
        say(none_text(found, reading.texts).rstrip())
    else:
        write(_rendered(found, reading, form, parts=parts), output)


def _rendered(found: "Introductions", reading: "Reading", form: str, *, parts: bool) -> str | bytes:
    from triplehelix.graph import records  # only what the form needs
    from triplehelix.graph.introductions_text import introductions_text, title
    from triplehelix.graph.output import as_json, as_values
    from triplehelix.graph.paths_text import PATH_HEADER, path_rows

    match form:
        case "text":
            return introductions_text(found, reading.texts, parts=parts)
        case "json":
            return as_json(records.introductions(found))
        case "html" | "dot" | "mermaid":
            return _drawn(found, reading, form, title(found, reading.texts))
    return as_values(PATH_HEADER, path_rows(found.paths, reading.texts), form)


def _drawn(found: "Introductions", reading: "Reading", form: str, title: str) -> str:
    from triplehelix.graph.views import diagrams
    from triplehelix.graph.views.map.from_store import Map

    match form:
        case "dot":
            return diagrams.dot(found.paths, reading.texts)
        case "mermaid":
            return diagrams.mermaid(found.paths, reading.texts)
    return Map.of_paths(reading, found.paths, title).html()
