"""`triplehelix backup`."""

from pathlib import Path

import click

from triplehelix.graph.commands.session import Session


@click.command("backup", epilog="Example: triplehelix --store my-ecosystem backup ecosystem.nq.gz")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.nq.gz")
@click.pass_obj
def command(session: Session, file: Path) -> None:
    """Write all of a store into one file.

    `triplehelix restore` makes a store of it again. Others may read and write the store meanwhile. The file holds what
    each document states, as N-Quads packed by gzip, which any RDF tool reads.
    """
    from triplehelix.graph.output import opened, say  # `--help` needs no library

    if not file.name.endswith(".nq.gz"):
        raise click.UsageError(f"the name {file.name!r} must end in .nq.gz")
    eco = session.open()
    with opened(file) as output:
        eco.backup(output)
    say(f"wrote {file}")
