"""`triplehelix ask`."""

import shlex
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import CompletionItem

from triplehelix.graph.commands.limits import within
from triplehelix.graph.commands.options import (
    chosen_format,
    format_option,
    output_option,
    rows_option,
    timeout_option,
    today_option,
)
from triplehelix.graph.commands.session import Session

if TYPE_CHECKING:
    from triplehelix.graph.asking import Reply, Value
    from triplehelix.graph.messages import Messages
    from triplehelix.graph.questions import Question

FORMATS: Final = ("table", "json", "csv", "tsv", "xlsx")
HEADER: Final = ("id", "question", "asked_by", "about", "parameters")


def _ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's
    from triplehelix.graph.questions import catalogue  # only where Tab is pressed

    found = (question for question in catalogue() if question.id.startswith(incomplete))
    return [CompletionItem(question.id, help=question.text("en")) for question in found]


@click.command("ask", epilog='Example: triplehelix ask funding-of-a-funder funder="Walloon Government"')
@click.argument("name", metavar="[ID]", required=False, shell_complete=_ids)
@click.argument("values", metavar="[PARAMETER=VALUE]...", nargs=-1)
@click.option("--about", metavar="THEME", help="List only the questions about this.")
@click.option("--asked-by", metavar="WHO", help="List only the questions that such people ask.")
@click.option(
    "--questions",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="A folder of questions of your own, instead of those that ship.",
)
@click.option("--show-query", is_flag=True, help="Print the question in SPARQL, as it would run, and do not run it.")
@today_option()
@format_option(*FORMATS)
@output_option()
@timeout_option()
@rows_option()
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    name: str | None,
    values: tuple[str, ...],
    about: str | None,
    asked_by: str | None,
    folder: Path | None,
    show_query: bool,
    today: date | None,
    form: str | None,
    output: Path | None,
    timeout: float,
    limit: int,
) -> None:
    """List the questions, or answer one of them.

    Without ID, the questions are listed, each with what to type and its defaults. Values are typed as people say them:
    names and labels in English or French, dates as YYYY, YYYY-MM or YYYY-MM-DD, and `any` where a parameter may stay
    open. What an answer leaves out, and why, is said on standard error. Exit code 1 if the answer has no rows.
    """
    from triplehelix.graph.output import write  # `--help` needs no library
    from triplehelix.graph.questions import catalogue, chosen, read_questions

    questions = read_questions(folder) if folder else catalogue()
    form = chosen_format(form, output, FORMATS)
    if name is None:
        questions = _only(_only(questions, "about", about), "asked_by", asked_by)
        write(_listed(questions, session.language, form), output)
        return
    question = chosen(questions, name)
    given = _given(question, values, today)
    if show_query:
        write(_query(session, question, given), output)
        return
    eco = session.open()
    reply = within(timeout, lambda: eco.ask(question, **given))
    write(_rendered(reply.first(limit), form, eco.reading.texts), output)
    _say_what_is_missing(reply, limit, session.language, eco.reading.texts)
    ctx.exit(0 if reply.rows else 1)


def _only(questions: "tuple[Question, ...]", field: str, wanted: str | None) -> "tuple[Question, ...]":
    if wanted is None:
        return questions
    known = sorted({getattr(question, field) for question in questions}, key=str.casefold)
    if wanted.casefold() not in map(str.casefold, known):
        raise click.UsageError(f"{wanted!r} is none of {', '.join(known)}")
    return tuple(question for question in questions if getattr(question, field).casefold() == wanted.casefold())


def _listed(questions: "tuple[Question, ...]", language: str, form: str) -> str | bytes:
    from triplehelix.graph import records  # only what the form needs
    from triplehelix.graph.output import as_json, as_values

    if form == "json":
        return as_json([records.question(question, language) for question in questions])
    if form == "table":
        return _listed_by_theme(questions, language)
    return as_values(HEADER, [_row(question, language) for question in questions], form)


def _row(question: "Question", language: str) -> tuple[str, ...]:
    return question.id, question.text(language), question.asked_by, question.about, _defaults(question, "; ")


def _given(question: "Question", texts: tuple[str, ...], today: date | None) -> dict[str, str]:
    """What was typed for each parameter; the day to count from is an option of its own."""
    given = _values(texts)
    if today and any(parameter.name == "today" for parameter in question.parameters):
        given.setdefault("today", today.isoformat())
    return given


def _listed_by_theme(questions: "tuple[Question, ...]", language: str) -> str:
    """For people: under each theme the questions as one would ask them, each with what to type behind `ask`."""
    from triplehelix.graph.messages import messages
    from triplehelix.graph.output import wrapped
    from triplehelix.graph.questions import ABOUT

    lines: list[str] = []
    for theme in ABOUT:
        found = [question for question in questions if question.about == theme]
        heading = f"{messages(language)(f'ask.about.{theme}')}  (--about {shlex.quote(theme)})"
        lines += ["", heading] if found else []
        for question in found:
            lines += wrapped(question.text(language), "  ")
            lines += wrapped(f"{question.id} {_defaults(question, ' ')}", "      ")
    return "\n".join(lines[1:]) + "\n"


def _defaults(question: "Question", between: str) -> str:
    return between.join(f"{one.name}={one.written}" for one in question.parameters)


def _values(texts: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise click.UsageError(f"{text!r} gives no value; write PARAMETER=VALUE, such as funder=SRIW")
        if name in values:
            raise click.UsageError(f"{name!r} is given twice; give it one value")
        values[name] = value
    return values


def _query(session: Session, question: "Question", values: dict[str, str]) -> str:
    from triplehelix.graph.asking import bind

    return bind(session.open().reading, question, values).lstrip()


def _rendered(reply: "Reply", form: str, texts: "Messages") -> str | bytes:
    from triplehelix.graph import records
    from triplehelix.graph.output import as_json, as_table, as_values

    match form:
        case "json":
            return as_json(records.reply(reply))
        case "table":
            return as_table(reply.columns, [[_cell(value, texts) for value in row] for row in reply.rows])
    return as_values(reply.columns, reply.rows if form == "xlsx" else reply.texts, form)


def _say_what_is_missing(reply: "Reply", limit: int, language: str, texts: "Messages") -> None:
    from triplehelix.graph.output import say, wrapped

    if not reply.rows:
        say(texts("ask.none"))
    if 0 < limit < len(reply.rows):
        say(f"only the first {limit} rows are shown; --limit 0 shows all")
    if note := reply.question.note(language):
        say("\n".join(wrapped(texts("ask.note", note=note))))


def _cell(value: "Value | None", texts: "Messages") -> str:
    """A value as people read it: sums with their thousands set apart, our things by the end of their IRI."""
    from triplehelix.graph.asking import written
    from triplehelix.graph.terms import BASE, THX, local_name

    if isinstance(value, str) and value.startswith((BASE, THX.iri)):
        return local_name(value)
    return texts.number(value) if isinstance(value, Decimal) else written(value)
