"""`triplehelix stats`."""

from datetime import date
from pathlib import Path

import click

from triplehelix.graph.commands.options import at_option, chosen_format, format_option, output_option
from triplehelix.graph.commands.session import Session

FORMATS = ("text", "json", "csv", "tsv", "xlsx")


@click.command("stats", epilog="Example: triplehelix stats --format json")
@click.option("--headline", is_flag=True, help="Only the five figures that tell its size.")
@at_option()
@format_option(*FORMATS)
@output_option()
@click.pass_obj
def command(session: Session, headline: bool, day: date | None, form: str | None, output: Path | None) -> None:
    """Count what the ecosystem holds, each thing once."""
    from triplehelix.graph import records  # `--help` needs no library
    from triplehelix.graph.output import as_json, as_values, write
    from triplehelix.graph.texts import statistics_rows, statistics_text

    eco = session.open(day)
    counted = eco.statistics().headline if headline else eco.statistics()
    content: str | bytes
    match chosen_format(form, output, FORMATS):
        case "json":
            content = as_json(records.statistics(counted))
        case "text":
            content = statistics_text(counted, eco.reading.labels, eco.reading.texts)
        case other:
            content = as_values(("group", "name", "n"), statistics_rows(counted), other)
    write(content, output)
