"""The options that several commands share: the form of the answer, and the file that it goes to."""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

__all__ = [
    "TIE_KINDS", "at_option", "chosen_format", "format_option", "output_option", "read_query", "rows_option",
    "suffix_format",
    "timeout_option", "today_option", "typed_day",
]  # fmt: skip

TIE_KINDS = (
    "Participation", "Membership", "Affiliation", "Hosting", "Office", "Partnership", "Licence", "Supply", "Funding",
    "Acquisition", "SpinOff", "Labelling",
)  # fmt: skip
"""The classes of ties."""

_SUFFIXES = {"text": "txt", "table": "txt", "turtle": "ttl", "mermaid": "mmd"}  # the others are their own

Command = TypeVar("Command", bound=Callable[..., Any])


def typed_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:  # noqa: ARG001 - click's
    """The day that somebody wrote: the callback of an option or argument."""
    from triplehelix.graph.dates import as_day  # `--help` needs no library
    from triplehelix.graph.errors import DateError

    try:
        return as_day(value) if value is not None else None
    except DateError as error:
        raise click.BadParameter(f"{error}.") from None


def at_option() -> Callable[[Command], Command]:
    """`--at DATE`."""
    return click.option(
        "--at",
        "day",
        callback=typed_day,
        metavar="DATE",
        help="As it stood at this day (YYYY-MM-DD): without the ties and initiatives that certainly did not hold then, "
        "those that only may have held marked.",
    )


def today_option(
    meaning: str = "The day to count from", otherwise: str = "the day itself"
) -> Callable[[Command], Command]:
    """`--today DATE`: the only way in which an answer depends on the day on which it is given."""
    return click.option(
        "--today",
        callback=typed_day,
        envvar="TRIPLEHELIX_TODAY",
        metavar="DATE",
        help=f"{meaning} (YYYY-MM-DD); left out, {otherwise}.",
    )


def format_option(*formats: str) -> Callable[[Command], Command]:
    """`--format`, of those that apply."""
    return click.option("--format", "form", type=click.Choice(formats), help="Left out, the suffix of -o decides.")


def output_option(*, default: str | None = None, folders: bool = False) -> Callable[[Command], Command]:
    """`-o FILE`; where folders are written too, they may stand there."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=folders, path_type=Path),
        default=default,
        show_default=default is not None,
        help="Write to this file, whole or not at all, instead of standard output.",
    )


def timeout_option() -> Callable[[Command], Command]:
    """`--timeout SECONDS`, for `within`."""
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0),
        default=60,
        show_default=True,
        metavar="SECONDS",
        help="Give up after so long, with exit code 3; 0 for no limit.",
    )


def rows_option() -> Callable[[Command], Command]:
    """`--limit N`, of rows."""
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        default=0,
        show_default=True,
        metavar="N",
        help="Show only the first N rows, or triples, and say if there are more; 0 for all.",
    )


def read_query(source: TextIO) -> str:
    """The text of a query's file.

    Raises
    ------
    click.UsageError
        If it is not UTF-8.
    """
    try:
        return source.read()
    except UnicodeDecodeError as error:
        raise click.UsageError(
            f"{source.name}: is not UTF-8 at byte {error.start + 1}; save the query as UTF-8"
        ) from None


def chosen_format(form: str | None, output: Path | None, known: tuple[str, ...]) -> str:
    """The format that was asked for; else that of the file's suffix; else the first that is known.

    Where that is a table, a file without suffix and a pipe get csv.

    Raises
    ------
    click.UsageError
        If a file's suffix tells none of those that apply, or a terminal would be sent a workbook.
    """
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError("a workbook cannot be shown here; name a file with -o")
    if form:
        return form
    piped = "csv" if known[0] == "table" else known[0]
    if output is None:
        return known[0] if sys.stdout.isatty() else piped
    suffixes = {_SUFFIXES.get(name, name): name for name in known}
    return suffix_format(output, {"": piped} | suffixes)


def suffix_format(output: Path, formats: Mapping[str, str]) -> str:
    """The format that a file's suffix tells.

    Raises
    ------
    click.UsageError
        If it tells none of those that apply.
    """
    suffix = output.suffix.removeprefix(".").lower()
    if suffix not in formats:
        known = ", ".join(f".{name}" for name in sorted(formats) if name)
        raise click.UsageError(f"the name {output.name!r} tells no format here; end it in {known}, or say --format")
    return formats[suffix]
