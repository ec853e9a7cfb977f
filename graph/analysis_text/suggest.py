"""Whom an actor might work with, as people read it; and how well such an order foretells what is known."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from triplehelix.graph.output import as_table, wrapped
from triplehelix.graph.sentences import cited

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from triplehelix.graph.analysis.backtest import BackTest, Comparison
    from triplehelix.graph.analysis.concepts import Concept
    from triplehelix.graph.analysis.suggestion import Suggested, Suggestions
    from triplehelix.graph.messages import Messages

__all__ = ["suggest_text"]

_INDENT = " " * 3


def suggest_text(found: Suggestions, texts: Messages) -> str:
    """Each partner with its reasons and the way there; behind them the back-tests, where they were asked for."""
    blocks = [wrapped(texts("suggest.title", actor=found.actor.name)), _counted(found, texts)]
    blocks += [[*_row_lines(row, found, texts)] for row in found.rows]
    blocks += [wrapped(texts("suggest.caveat"), "", "")] if found.rows else []
    if found.backtest:
        blocks += [wrapped(texts("backtest.title")), *([*_test_lines(test, texts)] for test in found.backtest)]
        blocks += [wrapped(texts("backtest.read"), "", "")]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _counted(found: Suggestions, texts: Messages) -> list[str]:
    partners = texts.plural("suggest.partners", found.partners)
    key = "suggest.candidates" if found.rows else "suggest.none"
    return wrapped(texts(key, partners=partners, n=texts.number(found.candidates)), "", "")


def _row_lines(row: Suggested, found: Suggestions, texts: Messages) -> Iterator[str]:
    yield from wrapped(texts("suggest.row", rank=row.rank, actor=row.actor.name), "", _INDENT)
    for reason in _reasons(row, texts):
        yield from wrapped(reason, _INDENT)
    if row.distance is not None:
        way = " → ".join([found.actor.name, *(step.partner.name for step in row.way)])
        yield from wrapped(texts("suggest.way", way=way, distance=texts.decimal(row.distance)), _INDENT)
    for step in row.way:
        source = texts("path.says", citation=cited(step.sources, texts)) if step.sources else ""
        yield from wrapped(f"• {step.sentence} {source}".rstrip(), _INDENT)


def _reasons(row: Suggested, texts: Messages) -> Iterator[str]:
    """Why the two might work together, in whole sentences."""
    if row.common_partners:
        names = ", ".join(actor.name for actor in row.partners)
        more = row.common_partners - len(row.partners)
        yield texts.plural("suggest.common", row.common_partners) + texts(
            "list.of", label="", value=names + (texts.plural("others", more) if more else "")
        )
    if row.therapies and row.stages:
        yield texts("suggest.chain", therapies=_names(row.therapies), stages=_names(row.stages))
    elif row.shared_stages and row.other_therapies:
        yield texts("suggest.method", therapies=_names(row.other_therapies), stages=_names(row.shared_stages))


def _names(concepts: Iterable[Concept]) -> str:
    return ", ".join(concept.name for concept in concepts)


def _test_lines(test: BackTest, texts: Messages) -> Iterator[str]:
    ties, partners = texts.plural("backtest.ties", test.ties), texts.number(test.partners)
    actors = texts.plural("backtest.actors", test.actors)
    told = texts(f"backtest.{test.held_out}", ties=ties, day=texts.date(test.day), actors=actors, partners=partners)
    if not test.day and test.held_out == "time":
        yield from wrapped(texts("backtest.undated"), "", "")
        return
    yield from wrapped(told, "", "")
    if not test.trials:
        yield from wrapped(texts("backtest.few"), "", "")
        return
    yield from _trial_table(test, texts).rstrip("\n").split("\n")
    yield from chain.from_iterable(wrapped(_verdict(one, texts)) for one in test.comparisons)


def _trial_table(test: BackTest, texts: Messages) -> str:
    header = [texts(f"backtest.{name}") for name in ("order", "auc", "average_precision", "precision")]
    rows: list[Sequence[str]] = [
        [texts(f"backtest.orders.{one.order}"), *map(texts.decimal, (one.auc, one.average_precision, one.precision))]
        for one in test.trials
    ]
    chance = texts.decimal(test.chance or 0.0)
    return as_table(header, [*rows, [texts("backtest.chance"), texts.decimal(0.5), chance, chance]])


def _verdict(one: Comparison, texts: Messages) -> str:
    key = one.verdict.replace(" ", "_")
    figures = {name: texts.number(round(getattr(one, name), 3)) for name in ("difference", "low", "high")}
    return texts(f"backtest.verdict.{key}", baseline=texts(f"backtest.orders.{one.baseline}"), **figures)
