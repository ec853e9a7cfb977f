"""`triplehelix query`."""

import sys
from pathlib import Path
from typing import TextIO

import click

from triplehelix.graph.commands.options import chosen_format, format_option, output_option
from triplehelix.graph.commands.session import Session

FORMATS = ("table", "json", "csv", "tsv", "turtle")


@click.command(
    "query", epilog="Example: triplehelix query 'SELECT ?name { ?a a thx:SME ; skos:prefLabel ?name } LIMIT 5'"
)
@click.argument("sparql", required=False)
@click.option("-f", "--file", "source", type=click.File(encoding="utf-8"), help="Read the query from this file.")
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    sparql: str | None,
    source: TextIO | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Ask in SPARQL (argument, -f FILE, or standard input).

    The default graph is the merged knowledge, each fact once; GRAPH reads the evidence, one graph for each document.
    The prefixes thx, org, eurio, skos, prov, dct, dcat, qb, foaf, owl, rdf, rdfs and xsd are known. SELECT gives W3C
    results, CONSTRUCT and DESCRIBE give turtle, ASK prints true (exit code 0) or false (exit code 1).
    """
    from triplehelix.graph.output import write  # noqa: PLC0415 - `--help` needs no library
    from triplehelix.graph.results import is_no, rendered  # noqa: PLC0415

    text = (source or sys.stdin).read() if sparql is None else sparql
    answer = session.open().answer(text)
    write(rendered(answer, chosen_format(form, output, FORMATS, terminal="table", piped="csv"), asked=form), output)
    ctx.exit(1 if is_no(answer) else 0)
