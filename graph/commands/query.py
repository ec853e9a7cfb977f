"""`triplehelix query`."""

import sys
from datetime import date
from pathlib import Path
from typing import TextIO

import click

from triplehelix.graph.commands.limits import within
from triplehelix.graph.commands.options import (
    at_option,
    chosen_format,
    format_option,
    output_option,
    read_query,
    rows_option,
    timeout_option,
)
from triplehelix.graph.commands.session import Session

FORMATS = ("table", "json", "csv", "tsv", "turtle")


@click.command(
    "query", epilog="Example: triplehelix query 'SELECT ?name { ?a a thx:SME ; skos:prefLabel ?name } LIMIT 5'"
)
@click.argument("sparql", required=False)
@click.option("-f", "--file", "source", type=click.File(encoding="utf-8-sig"), help="Read the query from this file.")
@at_option()
@format_option(*FORMATS)
@output_option()
@timeout_option()
@rows_option()
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
    timeout: float,
    limit: int,
) -> None:
    """Ask in SPARQL (argument, -f FILE, or standard input).

    The default graph is the merged knowledge, each fact once; GRAPH reads the evidence, one graph for each document.
    The prefixes thx, org, eurio, skos, prov, dct, dcat, qb, foaf, owl, rdf, rdfs and xsd are known. SELECT gives W3C
    results, CONSTRUCT and DESCRIBE give turtle, ASK prints true (exit code 0) or false (exit code 1).
    """
    from triplehelix.graph.answers import first  # `--help` needs no library
    from triplehelix.graph.output import say, write
    from triplehelix.graph.results import is_no, parts, rendered

    text = read_query(source or sys.stdin) if sparql is None else sparql
    chosen = chosen_format(form, output, FORMATS)
    eco = session.open(day)

    def answered() -> tuple[bytes, bool, str]:
        answer, cut = first(eco.answer(text), limit)
        return rendered(answer, chosen, asked=form), is_no(answer), parts(answer) if cut else ""

    content, no, left_out = within(timeout, answered)
    write(content, output)
    if left_out:
        say(f"only the first {limit} {left_out} are shown; --limit 0 shows all")
    ctx.exit(1 if no else 0)
