"""`triplehelix export`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from triplehelix.graph.commands.options import output_option, suffix_format
from triplehelix.graph.commands.session import Session

if TYPE_CHECKING:
    from triplehelix.graph.ecosystem import Ecosystem

FORMATS = ("turtle", "turtle12", "ntriples", "trig", "nquads", "jsonld", "dcat", "tables")
SUFFIXES = {
    "ttl": "turtle", "nt": "ntriples", "trig": "trig", "nq": "nquads", "jsonld": "jsonld", "xlsx": "tables",
    "zip": "tables", "": "turtle",
}  # fmt: skip


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
@click.option("--load", default="", metavar="NAME", help="Of tables: this load alone.")
@click.option("--excel", is_flag=True, help="Of tables: CSV that a European Excel opens by a double click (; and BOM).")
@output_option(folders=True)
@click.pass_obj
def command(
    session: Session,
    form: str | None,
    in_order: bool,
    described: bool,
    url: str,
    load: str,
    excel: bool,
    output: Path | None,
) -> None:
    """Write the data as RDF, or as tables for a spreadsheet.

    turtle and ntriples are the merged knowledge alone; turtle12 adds the documents behind each statement, in RDF 1.2;
    trig, nquads and jsonld add each document's evidence graph; dcat is the description alone.
    tables is what each document says, to be corrected in a spreadsheet and loaded back: a folder of CSV, or one file
    that ends in .zip or .xlsx.
    """
    from triplehelix.graph.output import opened, write  # `--help` needs no library

    chosen = _chosen(form, output, in_order=in_order)
    _check_options(chosen, output, load, excel=excel)
    eco = session.open()
    if chosen == "tables" and output:
        _write_tables(eco, output, load, excel=excel)
        return
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


def _check_options(chosen: str, output: Path | None, load: str, *, excel: bool) -> None:
    """Tables are files; everything else is one file."""
    if chosen == "tables" and output is None:
        raise click.UsageError("tables are files: name a folder, a .zip or a .xlsx with -o")
    if chosen != "tables" and (load or excel):
        raise click.UsageError("--load and --excel are of tables; say --format tables")
    if chosen != "tables" and output and output.is_dir():
        raise click.UsageError(f"{str(output)!r} is a folder; name a file, or say --format tables")
    if excel and output and output.suffix.lower() == ".xlsx":
        raise click.UsageError("a workbook needs no --excel, which is how CSV is written")


def _write_tables(eco: "Ecosystem", output: Path, load: str, *, excel: bool) -> None:
    from triplehelix.graph.output import say  # `--help` needs no library

    written = eco.write_tables(output, load, excel=excel)
    for name, properties in written.left_out.items():
        listed = ", ".join(f"{count:,} {prop}" for prop, count in properties.most_common())
        say(f"load {name!r}: {properties.total():,} statements have no place in the tables: {listed}")


def _is_device(output: Path) -> bool:
    """Whether it is, or leads to, what cannot have a file beside it: `/dev/null`, or `/dev/stdout` into a file."""
    return output.exists() and (not output.is_file() or output.is_relative_to("/dev"))


def _chosen(form: str | None, output: Path | None, *, in_order: bool) -> str:
    if in_order and form not in (None, "nquads"):
        raise click.UsageError(f"--sorted writes nquads; leave out --format {form}")
    return "nquads" if in_order else form or suffix_format(output or Path(), SUFFIXES)
