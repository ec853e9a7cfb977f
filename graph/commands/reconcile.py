"""`triplehelix reconcile`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triplehelix.graph.commands.options import chosen_format, format_option, output_option, rows_option, today_option
from triplehelix.graph.commands.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from triplehelix.graph.decisions import Decision, Verdict
    from triplehelix.graph.messages import Messages
    from triplehelix.graph.reconciling import Paired, Pairing

FORMATS = ("table", "json", "csv", "tsv", "xlsx")
LISTS = ("suggestions", "joined", "decided")
_ALWAYS = ("id1", "name1", "id2", "name2")
Pairs = tuple[tuple[str, str], ...]


@click.command("reconcile", epilog='Example: triplehelix reconcile "Orgenesis Belgium"')
@click.argument("name", required=False)
@click.option(
    "--list",
    "listed",
    type=click.Choice(LISTS),
    default=LISTS[0],
    show_default=True,
    help="Which pairs: those that may be one, those that are one and why, or those that were decided on.",
)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    metavar="SCORE",
    help="Suggest only what scores as much; left out, 0.65, and 0.2 with NAME.",
)
@click.option("--accept", nargs=2, multiple=True, metavar="ACTOR ACTOR", help="Decide that these are one; repeatable.")
@click.option("--reject", nargs=2, multiple=True, metavar="ACTOR ACTOR", help="Decide that these are two; repeatable.")
@click.option("--undo", nargs=2, multiple=True, metavar="ACTOR ACTOR", help="Take a decision back; repeatable.")
@click.option(
    "--decisions",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Decide as a CSV file says: a list of suggestions with accept or reject under decision.",
)
@today_option("The day to note as that of the decisions", "none is noted")
@rows_option()
@format_option(*FORMATS)
@output_option()
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    name: str | None,
    listed: str,
    min_score: float | None,
    accept: Pairs,
    reject: Pairs,
    undo: Pairs,
    file: Path | None,
    today: date | None,
    limit: int,
    form: str | None,
    output: Path | None,
) -> None:
    """Say which actors are one and which are not.

    Actors that share a number in a register (PIC, ROR, LEI, VAT, Wikidata) are one without being asked about. Of others
    this lists the pairs that may be one, with what speaks for it and against it; nothing is joined until you accept.
    ACTOR is an id or a name. Decisions are kept in the store, and can be taken back. Exit code 1 if there is nothing to
    list.
    """
    from triplehelix.graph.output import write  # `--help` needs no library

    pairing = session.open().pairing
    if accept or reject or undo or file:
        day = today.isoformat() if today else ""
        _decide(pairing, session, [*_read(pairing, file, day), *_made(pairing, accept, reject, day)], undo)
        return
    found = _found(pairing, listed, min_score, name)
    write(_rendered(found[: limit or None], chosen_format(form, output, FORMATS), pairing.texts), output)
    _say_more(found, limit, listed)
    ctx.exit(0 if found else 1)


def _found(pairing: "Pairing", listed: str, least: float | None, name: str | None) -> "list[Paired]":
    of = pairing.resolve(name) if name else None
    if listed == "suggestions":
        return pairing.suggested(least, of)
    found = pairing.joined() if listed == "joined" else pairing.decided()
    return [pair for pair in found if of in (None, pair.one.id, pair.other.id)]


def _say_more(found: "Sequence[Paired]", limit: int, listed: str) -> None:
    from triplehelix.graph.output import say

    if not found:
        say(f"there is no such pair{'; a lower --min-score suggests more' if listed == 'suggestions' else ''}")
    if 0 < limit < len(found):
        say(f"only the first {limit} of {len(found):,} pairs are shown; --limit 0 shows all")


def _read(pairing: "Pairing", file: Path | None, day: str) -> "list[Decision]":
    from triplehelix.graph.decisions import read_decisions

    return read_decisions(file, pairing.resolve, day) if file else []


def _made(pairing: "Pairing", accept: Pairs, reject: Pairs, day: str) -> "Iterator[Decision]":
    yield from (_decision(pairing, pair, "accept", day) for pair in accept)
    yield from (_decision(pairing, pair, "reject", day) for pair in reject)


def _decision(pairing: "Pairing", pair: tuple[str, str], verdict: "Verdict", day: str) -> "Decision":
    from triplehelix.graph.decisions import Decision

    one, other = (pairing.resolve(text) for text in pair)
    if one == other:
        raise click.UsageError(f"{pair[0]!r} and {pair[1]!r} mean one actor, {one}; write two ids")
    return Decision(one, other, verdict, day=day)


def _decide(pairing: "Pairing", session: Session, made: "Sequence[Decision]", undo: Pairs) -> None:
    """Write decisions, and say what became of them."""
    from triplehelix.graph.decisions import contradicted, decide
    from triplehelix.graph.output import say
    from triplehelix.graph.store.generations import is_store

    if not (session.location and is_store(folder := Path(session.location))):
        raise click.UsageError(
            "decisions are kept in a store on disk; make one by `triplehelix --store FOLDER load SOURCE`, and name it "
            "by --store FOLDER before the command"
        )
    undone = [pairing.decision(*pair).pair for pair in undo]
    changed = decide(folder, made, undone)
    say(f"{len(made)} decided, {len(undone)} taken back" if changed else "nothing changed: it was decided so already")
    for one, other in contradicted(session.open().store):
        say(f"warning: {one} and {other} were accepted, but other decisions say that they are two; undo one of them")


def _rendered(found: "Sequence[Paired]", form: str, texts: "Messages") -> str | bytes:
    from triplehelix.graph import records  # only what the form needs
    from triplehelix.graph.decisions import COLUMNS
    from triplehelix.graph.output import as_json, as_table, as_values

    match form:
        case "json":
            return as_json([records.pair(pair, texts) for pair in found])
        case "table":
            return as_table(*_for_people(found, texts))
        case other:
            return as_values(COLUMNS, [_row(pair, texts) for pair in found], other)


def _row(pair: "Paired", texts: "Messages") -> tuple[object, ...]:
    from triplehelix.graph.reconciling import evidence_text

    score = "" if pair.score is None else pair.score
    evidence = evidence_text(pair.evidence, texts)
    return pair.one.id, pair.one.name, pair.other.id, pair.other.name, score, evidence, pair.verdict, pair.note


def _for_people(found: "Sequence[Paired]", texts: "Messages") -> tuple[list[str], list[list[object]]]:
    """By names and the ends of ids, without the columns that are empty."""
    from triplehelix.graph.decisions import COLUMNS
    from triplehelix.graph.terms import local_name

    rows = [_row(pair, texts) for pair in found]
    shown = [n for n, name in enumerate(COLUMNS) if name in _ALWAYS or any(row[n] for row in rows)]
    short = [[local_name(str(row[n])) if COLUMNS[n].startswith("id") else row[n] for n in shown] for row in rows]
    return [COLUMNS[n] for n in shown], short
