"""`triplehelix export`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from triplehelix.graph.commands.options import output_option, suffix_format
from triplehelix.graph.commands.session import Session

if TYPE_CHECKING:
    from triplehelix.graph.ecosystem import Ecosystem

FORMATS = ("turtle", "turtle12", "ntriples", "trig", "nquads", "jsonld", "dcat")
SUFFIXES = {"ttl": "turtle", "nt": "ntriples", "trig": "trig", "nq": "nquads", "jsonld": "jsonld", "": "turtle"}


def _address(ctx: click.Context, param: click.Parameter, value: str) -> str:  # noqa: ARG001 - click's
    """An address that can stand in the description."""
    from triplehelix.graph.sources.cells import CellReader  # `--help` needs no library
    from triplehelix.graph.vocabulary import vocabulary

    try:
        return CellReader(vocabulary(), {}).term("url", value).value if value else ""
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.command("export", epilog="Example: triplehelix export --format trig -o wallonia.trig")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Left out, the suffix of -o decides, else turtle.")
@click.option("--sorted", "in_order", is_flag=True, help="Canonical N-Quads, sorted by bytes: to compare two stores.")
@click.option(
    "--description/--no-description",
    "described",
    default=True,
    help="With -o, also write NAME.dcat.ttl beside the file: DCAT for catalogues, VoID's counts (as is the default).",
)
@click.option(
    "--url", default="", callback=_address, metavar="URL", help="Where the file will be found, for its description."
)
@output_option()
@click.pass_obj
def command(session: Session, form: str | None, in_order: bool, described: bool, url: str, output: Path | None) -> None:
    """Write the data as RDF.

    turtle and ntriples are the merged knowledge alone; turtle12 adds the documents behind each statement, in RDF 1.2;
    trig, nquads and jsonld add each document's evidence graph; dcat is the description alone.
    """
    from triplehelix.graph.output import opened, write  # `--help` needs no library

    eco, chosen = session.open(), _chosen(form, output, in_order=in_order)
    if chosen == "dcat":
        write(eco.description(), output)
        return
    if not (output and described) or _is_device(output):
        _write(eco, chosen, output)
        return
    with opened(output.with_suffix(".dcat.ttl")) as description:  # first, for where it cannot be, neither is written
        _write(eco, chosen, output)
        description.write(eco.description(output, chosen, url))


def _write(eco: "Ecosystem", form: str, output: Path | None) -> None:
    from triplehelix.graph.output import opened  # `--help` needs no library

    with opened(output) as file:
        eco.write(form, file)


def _is_device(output: Path) -> bool:
    """Whether it is, or leads to, what cannot have a file beside it: `/dev/null`, or `/dev/stdout` into a file."""
    return output.exists() and (not output.is_file() or output.is_relative_to("/dev"))


def _chosen(form: str | None, output: Path | None, *, in_order: bool) -> str:
    if in_order and form not in (None, "nquads"):
        raise click.UsageError(f"--sorted writes nquads; leave out --format {form}")
    return "nquads" if in_order else form or suffix_format(output or Path(), SUFFIXES)
