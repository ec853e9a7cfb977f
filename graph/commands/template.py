"""`triplehelix template`."""

from pathlib import Path

import click

from triplehelix.graph.commands.options import output_option


@click.command("template", epilog="Example: triplehelix template -o members.xlsx")
@output_option(default="template.xlsx")
def command(output: Path) -> None:
    """Write an empty workbook to fill in.

    It has a sheet for each table, a note on each column, lists of the words to choose from, and two rows of examples to
    be replaced.
    """
    from triplehelix.graph.output import say, write  # `--help` needs no library
    from triplehelix.graph.views.template import template

    write(template(), output)
    say(f"wrote {output}")
