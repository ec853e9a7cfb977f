"""The options that the analyses share: which ties count, and whom they are about."""

from collections.abc import Callable
from functools import reduce, wraps
from typing import Any, Final, TypeVar

import click

from triplehelix.graph.commands.options import TIE_KINDS, typed_day

__all__ = ["MEETINGS", "scope_options", "several", "tie_options"]

MEETINGS: Final = tuple(kind.lower() for kind in TIE_KINDS if kind != "Labelling")
"""The kinds of ties by which actors meet: who gives a label meets nobody by it."""

Command = TypeVar("Command", bound=Callable[..., Any])


def several(option: str, *names: str, meaning: str, metavar: str = "NAME") -> Callable[[Command], Command]:
    """An option that may stand several times."""
    return click.option(option, *names, multiple=True, metavar=metavar, help=f"{meaning}; repeatable.")


_TIES: Final = (
    several("--without", meaning=f"Without ties of this kind: {', '.join(MEETINGS)}", metavar="KIND"),
    click.option("--stated", is_flag=True, help="Without ties that were only deduced."),
    click.option(
        "--at",
        callback=typed_day,
        metavar="DATE",
        help="Without ties that certainly did not hold on this day (YYYY-MM-DD).",
    ),
    click.option(
        "--since",
        callback=typed_day,
        metavar="DATE",
        help="Without ties that were certainly over before this day (YYYY-MM-DD).",
    ),
    several("--with-holder", "holders", meaning="With this office holder, as if it were an actor"),
)
_ACTORS: Final = (
    several("--type", "types", meaning="Only actors of this kind, such as SME", metavar="TYPE"),
    several("--helix", "helices", meaning="Only of university, industry, government or society", metavar="HELIX"),
    several("--therapy", "therapies", meaning="Only who work on this therapy", metavar="THERAPY"),
    several("--stage", "stages", meaning="Only at this stage of the value chain", metavar="STAGE"),
    several("--region", "regions", meaning="Only in this territory", metavar="TERRITORY"),
    click.option("--inside", is_flag=True, help="Let only the ties among these actors count, not those with others."),
)


def scope_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Which ties count, and which actors: given to the command as `scope`."""
    return _scoped(command, (*_ACTORS, *_TIES))


def tie_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Which ties count: given to the command as `scope`."""
    return _scoped(command, _TIES)


def _scoped(command: Callable[..., Any], options: tuple[Callable[[Any], Any], ...]) -> Callable[..., Any]:
    @wraps(command)
    def collected(**given: Any) -> Any:  # noqa: ANN401 - click hands on what it read
        from triplehelix.graph.scope import Scope  # `--help` needs no library

        told = {name: given.pop(name) for name in Scope.__dataclass_fields__ if name in given}
        return command(scope=Scope(**told), **given)

    return reduce(lambda wrapped, option: option(wrapped), reversed(options), collected)
