"""The options that several commands share: the form of the answer, and the file that it goes to."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = ["chosen_format", "format_option", "output_option"]

Command = TypeVar("Command", bound=Callable[..., Any])


def format_option(*formats: str) -> Callable[[Command], Command]:
    """`--format`, of those that apply."""
    return click.option("--format", "form", type=click.Choice(formats), help="Left out, the suffix of -o decides.")


def output_option(*, default: str | None = None) -> Callable[[Command], Command]:
    """`-o FILE`."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        default=default,
        show_default=default is not None,
        help="Write to this file, whole or not at all, instead of standard output.",
    )


def chosen_format(form: str | None, output: Path | None, known: tuple[str, ...], *, terminal: str, piped: str) -> str:
    """The format that was asked for; else that of the file's suffix; else what fits a terminal or a pipe."""
    suffix = output.suffix.removeprefix(".") if output else ""
    if form or suffix in known:
        return form or suffix
    return terminal if output is None and sys.stdout.isatty() else piped
