"""The command: a lazy click group, exit codes, Ctrl-C and closed pipes. What commands do stands in graph/commands."""

import gc
import os
import sys
from importlib import import_module
from typing import Any, Final

import click

from triplehelix.graph.commands.names import COMMANDS
from triplehelix.graph.commands.session import Session

__all__ = ["main"]

INTERRUPTED: Final = 130


class LazyGroup(click.Group):
    """A group that imports a command when it runs, and an error's text in one place."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands, in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """The command of a name, from the module that bears it."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"triplehelix.graph.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run a command; what the library could not do becomes one sentence and its exit code."""
        from triplehelix.graph.errors import TripleHelixError  # `--help` needs no library

        try:
            return super().invoke(ctx)
        except TripleHelixError as error:
            click.echo(f"triplehelix: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            raise click.Abort from None  # click itself would print an empty line first
        except BrokenPipeError:
            from triplehelix.graph.output import abandon_output

            abandon_output()
            ctx.exit(0)


def _language(ctx: click.Context, param: click.Parameter, value: str | None) -> str:  # noqa: ARG001 - click's
    spoken = value or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "en"
    return "fr" if spoken.lower().startswith("fr") else "en"


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--store",
    "location",
    metavar="LOCATION",
    envvar="TRIPLEHELIX_STORE",
    help="A store's folder, or any source that `load` takes; left out, the bundled Walloon ecosystem.",
)
@click.option("--lang", type=click.Choice(["en", "fr"]), callback=_language, help="Language of sentences and labels.")
@click.version_option(package_name="triplehelix", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, location: str | None, lang: str) -> None:
    """See, ask and explain an innovation ecosystem.

    Exit codes: 0 fine; 1 ran, and the answer is no; 2 wrong usage or bad input; 3 could not, nothing was changed.

    Example: triplehelix path "PDC*line Pharma" "Université de Liège"
    """
    ctx.obj = Session(location, lang)


def main() -> None:
    """Run the command; Ctrl-C ends it quietly."""
    # a command lives too short for garbage to matter: looking for it costs a tenth of the time until the answer
    gc.set_threshold(100_000, 20, 20)
    if sys.stdout is None:  # somebody closed it: nobody reads
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    try:
        sys.exit(cli.main(prog_name="triplehelix", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        pass  # from here on nothing holds what was interrupted, and its temporary files are gone
    os._exit(INTERRUPTED)  # not sys.exit, which waits for the engine, or ends threads that are at work in it by a crash


if __name__ == "__main__":
    main()
