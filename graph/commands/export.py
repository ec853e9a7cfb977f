"""`triplehelix export`."""

from pathlib import Path

import click

from triplehelix.graph.commands.options import output_option, suffix_format
from triplehelix.graph.commands.session import Session

FORMATS = ("turtle", "trig", "nquads", "jsonld")
SUFFIXES = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "jsonld": "jsonld", "": "turtle"}


@click.command("export", epilog="Example: triplehelix export --format trig -o wallonia.trig")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Left out, the suffix of -o decides, else turtle.")
@output_option()
@click.pass_obj
def command(session: Session, form: str | None, output: Path | None) -> None:
    """Write the RDF: turtle is the merged knowledge alone, the others add each document's evidence graph."""
    from triplehelix.graph.output import write  # `--help` needs no library

    chosen = form or suffix_format(output or Path(), SUFFIXES)
    write(session.open().export(chosen), output)
