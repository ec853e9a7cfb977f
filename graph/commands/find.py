"""`triplehelix find`."""

from collections.abc import Sequence
from pathlib import Path

import click

from triplehelix.graph.commands.options import chosen_format, format_option, output_option
from triplehelix.graph.commands.session import Session

FORMATS = ("table", "json", "csv", "tsv", "xlsx")
HEADER = ("name", "type", "score", "id", "became")
Row = tuple[object, ...]


@click.command("find", epilog='Example: triplehelix find "universite de liege"')
@click.argument("text")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many at most.")
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(ctx: click.Context, session: Session, text: str, limit: int, form: str | None, output: Path | None) -> None:
    """Find actors and initiatives by name.

    Case, accents and punctuation do not matter, and aliases and former names count. Scores go from 0 to 1; 1 is exact.
    Of an organisation that merged, changed its name or was bought, it is also told what it became. Exit code 1 if
    nothing is found.
    """
    from triplehelix.graph import records  # `--help` needs no library
    from triplehelix.graph.output import as_json, as_table, as_values, write
    from triplehelix.graph.terms import THX

    eco = session.open()
    matches = [(found, eco.became(found.entity, text)) for found in eco.find(text, limit)]
    rows = [
        (m.entity.name, m.entity.type, m.score, m.entity.id, change.after[0].name if change else "")
        for m, change in matches
    ]
    content: str | bytes
    match chosen_format(form, output, FORMATS):
        case "json":
            content = as_json([records.match(found, change) for found, change in matches])
        case "table":
            dates = [change.date if change else "" for _, change in matches]
            labelled = [(row[0], eco.reading.labels(THX[row[1]]), *row[2:]) for row in rows]
            content = as_table(*_for_people(labelled, dates))
        case other:
            content = as_values(HEADER, rows, other)
    write(content, output)
    ctx.exit(0 if matches else 1)


def _for_people(rows: Sequence[Row], dates: Sequence[str]) -> tuple[Sequence[str], list[Row]]:
    """Without the ids, and with successors, each with its date, where anybody has one."""
    if not any(row[4] for row in rows):
        return HEADER[:3], [row[:3] for row in rows]
    became = [", ".join(filter(None, [str(row[4]), date])) for row, date in zip(rows, dates, strict=True)]
    return (*HEADER[:3], HEADER[4]), [(*row[:3], told) for row, told in zip(rows, became, strict=True)]
