"""`triplehelix map`."""

from datetime import date
from pathlib import Path

import click

from triplehelix.graph.commands.options import at_option, output_option
from triplehelix.graph.commands.session import Session


@click.command("map", epilog="Example: triplehelix --lang fr map -o carte.html")
@at_option()
@output_option(default="map.html")
@click.pass_obj
def command(session: Session, day: date | None, output: Path) -> None:
    """Write the interactive map, one HTML file that works offline and can be mailed."""
    from triplehelix.graph.output import say  # `--help` needs no library

    session.open(day).map().save(output)
    say(f"wrote {output}")
