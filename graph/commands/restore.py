"""`triplehelix restore`."""

from pathlib import Path

import click

from triplehelix.graph.commands.session import Session


@click.command("restore", epilog="Example: triplehelix --store my-ecosystem restore ecosystem.nq.gz")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.nq.gz")
@click.pass_obj
def command(session: Session, file: Path) -> None:
    """Make a store hold what a backup holds, and nothing else; the store is made if it is missing."""
    from triplehelix.graph.commands.progress import progress  # `--help` needs no library
    from triplehelix.graph.ecosystem import Ecosystem
    from triplehelix.graph.output import write

    with progress() as watch:
        restored = Ecosystem.restore(session.folder(), file, watch)
    write(f"restored {restored.facts:,} facts from {restored.input}\n")
