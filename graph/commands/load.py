"""`triplehelix load`."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triplehelix.graph.commands.options import chosen_format, format_option, output_option, today_option
from triplehelix.graph.commands.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triplehelix.graph.loading import Loaded

FORMATS = ("text", "json")
KINDS = ("tables", "rdf", "cordis", "ror", "trials")


@click.command("load", epilog="Example: triplehelix --store my-ecosystem load wallonia members.xlsx")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
@click.option("--as", "kind", type=click.Choice(KINDS), help="What kind of data it is; left out, its content tells.")
@click.option(
    "--name",
    default="",
    metavar="NAME",
    help="What to call the load; left out, it gets the name of its file or folder.",
)
@click.option(
    "--columns",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.toml",
    help="A file that says what the columns of any other table mean.",
)
@click.option(
    "--on-error",
    type=click.Choice(["stop", "skip"]),
    default="stop",
    show_default=True,
    help="At a bad row: load nothing, or leave it out and write it to a file.",
)
@click.option(
    "--rejected",
    type=click.Path(dir_okay=False, path_type=Path),
    default="rejected.csv",
    show_default=True,
    help="With --on-error skip, the file for the rows that were left out, as CSV.",
)
@today_option("The day to note as that of the load")
@format_option(*FORMATS)
@output_option()
@click.pass_obj
def command(
    session: Session,
    sources: tuple[Path, ...],
    kind: str | None,
    name: str,
    columns: Path | None,
    on_error: str,
    rejected: Path,
    today: date | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Put data into a store on disk: all of it or nothing.

    SOURCE is a file, a folder or an archive: tables (CSV or XLSX), RDF in any syntax, CORDIS, ROR or ClinicalTrials.gov
    as downloaded; `-` is standard input, and `wallonia` the ecosystem that ships. The store is the folder that --store
    names, before the command; it is made if it is missing. Each source becomes a load with a name; to load under the
    same name again replaces what was loaded before.
    """
    from triplehelix.graph.commands.progress import progress  # `--help` needs no library
    from triplehelix.graph.ecosystem import Ecosystem
    from triplehelix.graph.output import write

    with progress() as watch:
        loaded = Ecosystem.load(
            session.folder(),
            sources,
            name=name,
            kind=kind or "",
            columns=columns,
            skip=on_error == "skip",
            ended=_moment(today),
            watch=watch,
        )
    _write_rejected(loaded, rejected)
    write(_rendered(loaded, chosen_format(form, output, FORMATS), rejected), output)


def _moment(today: date | None) -> str:
    now = datetime(today.year, today.month, today.day, tzinfo=UTC) if today else datetime.now(UTC)
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")


def _write_rejected(loaded: "Sequence[Loaded]", path: Path) -> None:
    from triplehelix.graph.output import as_values, write

    rows = [(str(each.place), each.reason, *each.cells) for load in loaded for each in load.journal.rejected]
    if rows:
        longest = max(len(row) for row in rows)
        header = ("place", "reason", *(f"cell {number}" for number in range(1, longest - 1)))
        write(as_values(header, [(*row, *[""] * (longest - len(row))) for row in rows], "csv"), path)


def _rendered(loaded: "Sequence[Loaded]", form: str, rejected: Path) -> str:
    from triplehelix.graph import records
    from triplehelix.graph.load_text import load_text
    from triplehelix.graph.output import as_json

    if form == "json":
        return as_json([records.loaded(each) for each in loaded])
    return "".join(load_text(each, str(rejected)) for each in loaded)
