"""`triplehelix query`."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

import click

from triplehelix.graph.commands.options import at_option, chosen_format, format_option, output_option
from triplehelix.graph.commands.session import Session

FORMATS = ("table", "json", "csv", "tsv", "turtle")


@click.command(
    "query", epilog="Example: triplehelix query 'SELECT ?name { ?a a thx:SME ; skos:prefLabel ?name } LIMIT 5'"
)
@click.argument("sparql", required=False)
@click.option("-f", "--file", "source", type=click.File(encoding="utf-8"), help="Read the query from this file.")
@at_option()
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    sparql: str | None,
    source: TextIO | None,
    day: date | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Ask in SPARQL (argument, -f FILE, or standard input).

    The default graph is the merged knowledge, each fact once; GRAPH reads the evidence, one graph for each document.
    The prefixes thx, org, eurio, skos, prov, dct, dcat, qb, foaf, owl, rdf, rdfs and xsd are known. SELECT gives W3C
    results, CONSTRUCT and DESCRIBE give turtle, ASK prints true (exit code 0) or false (exit code 1).
    """
    from triplehelix.graph.output import write  # `--help` needs no library
    from triplehelix.graph.results import is_no, rendered

    text = _read(source or sys.stdin) if sparql is None else sparql
    chosen = chosen_format(form, output, FORMATS, terminal="table", piped="csv")
    with _ended_by_ctrl_c():
        answer = session.open(day).answer(text)
        content = rendered(answer, chosen, asked=form)
    write(content, output)
    ctx.exit(1 if is_no(answer) else 0)


def _read(source: TextIO) -> str:
    try:
        return source.read()
    except UnicodeDecodeError as error:
        raise click.UsageError(
            f"{source.name}: is not UTF-8 at byte {error.start + 1}; save the query as UTF-8"
        ) from None


@contextmanager
def _ended_by_ctrl_c() -> Iterator[None]:
    """The engine at work runs no handler of Python's, so the system itself ends the process; nothing is written yet."""
    ours = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, ours)
