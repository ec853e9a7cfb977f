"""`triplehelix show`."""

from datetime import date
from pathlib import Path

import click

from triplehelix.graph.commands.options import at_option, chosen_format, format_option, output_option
from triplehelix.graph.commands.session import Session

FORMATS = ("text", "json")


@click.command("show", epilog="Example: triplehelix --lang fr show BioWin")
@click.argument("name")
@at_option()
@format_option(*FORMATS)
@output_option()
@click.pass_obj
def command(session: Session, name: str, day: date | None, form: str | None, output: Path | None) -> None:
    """Tell what is known of an actor or initiative.

    Each fact is followed by the number of documents that state it; the JSON names them.
    """
    from triplehelix.graph import records  # `--help` needs no library
    from triplehelix.graph.output import as_json, write
    from triplehelix.graph.texts import description_text

    eco = session.open(day)
    known = eco.show(name)
    if chosen_format(form, output, FORMATS) == "json":
        write(as_json(records.description(known)), output)
    else:
        write(description_text(known, eco.reading.labels, eco.reading.texts), output)
