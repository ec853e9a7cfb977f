"""`triplehelix unload`."""

import click

from triplehelix.graph.commands.session import Session


@click.command("unload", epilog="Example: triplehelix --store my-ecosystem unload members")
@click.argument("names", nargs=-1, required=True, metavar="LOAD...")
@click.pass_obj
def command(session: Session, names: tuple[str, ...]) -> None:
    """Take a load out of a store, or several: what nothing else states is then gone.

    `triplehelix loads` lists their names.
    """
    from triplehelix.graph.commands.progress import progress  # `--help` needs no library
    from triplehelix.graph.ecosystem import Ecosystem
    from triplehelix.graph.output import write

    with progress() as watch:
        gone = Ecosystem.unload(session.folder(), names, watch)
    write(f"unloaded {', '.join(gone)}\n")
