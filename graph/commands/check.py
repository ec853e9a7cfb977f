"""`triplehelix check`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triplehelix.graph.commands.options import chosen_format, format_option, output_option, today_option
from triplehelix.graph.commands.session import Session

if TYPE_CHECKING:
    from triplehelix.graph.checks.findings import Report, Severity
    from triplehelix.graph.checks.inputs import Checked
    from triplehelix.graph.errors import Place

FORMATS = ("text", "table", "json", "csv", "tsv", "xlsx", "sarif")
SHOWN = 3


@click.command("check", epilog="Example: triplehelix check --today 2026-11-21")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@click.option("--profile", metavar="NAME", help="Instead, the criteria that others set for clusters: eccp.")
@click.option("--only", multiple=True, metavar="ID", help="Only findings of this id; repeatable.")
@click.option("--all", "everything", is_flag=True, help="In text: every finding, not three of each id.")
@click.option(
    "--fail-on",
    type=click.Choice(["warning", "error"]),
    default="error",
    show_default=True,
    help="What makes the exit code 1.",
)
@click.option("--online", is_flag=True, help="Also whether each document answers at its address.")
@today_option()
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    sources: tuple[Path, ...],
    profile: str | None,
    only: tuple[str, ...],
    everything: bool,
    fail_on: "Severity",
    online: bool,
    today: date | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Check data against the rules.

    SOURCE is anything that `load` takes; several are checked together. Left out, the store is checked. The
    rules are SHACL shapes and an audit of the evidence. Exit code 1 if there is an error (or a warning, with
    --fail-on warning).
    """
    from triplehelix.graph.checks.check import check, check_profile  # `--help` needs no library
    from triplehelix.graph.output import write

    _refuse_unknown(profile, only)
    checked = _opened(session, sources)
    if profile:
        report = check_profile(checked, profile, only=only, language=session.language)
    else:
        day = today or date.today()  # noqa: DTZ011 - the day where people are
        report = check(checked, day, only=only, online=online, language=session.language)
    chosen = chosen_format(form, output, FORMATS)
    write(_rendered(report, chosen, session.language, None if everything else SHOWN), output)
    ctx.exit(1 if report.fails(fail_on) else 0)


def _refuse_unknown(profile: str | None, only: tuple[str, ...]) -> None:
    from triplehelix.graph.checks.check import all_rules
    from triplehelix.graph.checks.shapes import PROFILES, rules_of

    if profile is not None and profile not in PROFILES:
        raise click.UsageError(f"there is no profile {profile!r}; there is {', '.join(PROFILES)}")
    known = rules_of(PROFILES[profile]) if profile else all_rules()
    for name in only:
        if name not in known:
            raise click.UsageError(f"no finding has the id {name!r}; the ids are {', '.join(sorted(known))}")


def _opened(session: Session, sources: tuple[Path, ...]) -> "Checked":
    from triplehelix.graph.checks.inputs import Checked, read_checked

    if sources or (session.location and not session.is_store):
        return read_checked(sources or (Path(str(session.location)),))
    eco = session.open()
    return Checked(eco.store, {} if session.location else _bundled_places())


def _bundled_places() -> "dict[str, Place]":
    """The rows of the bundled tables, named as in the repository, wherever the package stands."""
    from triplehelix.graph.bundled import TABLES
    from triplehelix.graph.errors import Place
    from triplehelix.graph.sources.inputs import files_of
    from triplehelix.graph.sources.tables import places

    rows = places(files_of(TABLES))
    return {iri: Place(f"data/{TABLES.name}/{place.file}", place.line) for iri, place in rows.items()}


def _rendered(report: "Report", form: str, language: str, shown: int | None) -> str | bytes:
    from triplehelix.graph import records
    from triplehelix.graph.checks.report_text import HEADER, report_rows, report_text
    from triplehelix.graph.checks.sarif import sarif
    from triplehelix.graph.messages import messages
    from triplehelix.graph.output import as_json, as_table, as_values

    match form:
        case "json":
            return as_json(records.report(report))
        case "sarif":
            return as_json(sarif(report))
        case "table":
            return as_table(HEADER, report_rows(report))
        case "text":
            return report_text(report, messages(language), shown)
        case other:
            return as_values(HEADER, report_rows(report), other)
