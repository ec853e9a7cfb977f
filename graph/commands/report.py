"""`triplehelix report`."""

from datetime import date
from pathlib import Path

import click

from triplehelix.graph.commands.options import format_option, output_option, suffix_format, today_option, typed_day
from triplehelix.graph.commands.session import Session

FORMATS = ("html", "markdown")


@click.command("report", epilog="Example: triplehelix --lang fr report -o rapport.html")
@click.option(
    "--changes-since",
    "since",
    callback=typed_day,
    metavar="DATE",
    help="Tell what changed from this day (YYYY-MM-DD) until today; needs --today.",
)
@today_option("Until when changes are told, and from when documents are old", "neither is told")
@format_option(*FORMATS)
@output_option(default="report.html")
@click.pass_obj
def command(session: Session, since: date | None, today: date | None, form: str | None, output: Path) -> None:
    """Write the state of the ecosystem, one page.

    HTML that works offline and prints well, or Markdown: size, composition, who is central, communities, coverage,
    changes, and how far the data can be trusted; each number names the command that gives it.
    """
    from triplehelix.graph.output import say, write_file  # `--help` needs no library

    if since and not today:
        raise click.UsageError("changes are told from one day to another; name the second by --today DATE")
    chosen = form or suffix_format(output, {"html": "html", "htm": "html", "md": "markdown"})
    made = session.open().report(since, today)
    write_file((made.html() if chosen == "html" else made.markdown()).encode(), output)
    say(f"wrote {output}")
