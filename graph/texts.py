"""Answers as texts for people, in their language."""

from __future__ import annotations

import re
import shlex
from itertools import chain, groupby
from typing import TYPE_CHECKING, Final

from triplehelix.graph.output import wrapped
from triplehelix.graph.sentences import change_sentence, tie_sentence
from triplehelix.graph.terms import THX
from triplehelix.graph.values import Entity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from triplehelix.graph.describe import Description, Fact, Figure
    from triplehelix.graph.difference import Difference, FigureChange, TimedChange
    from triplehelix.graph.labels import Labels
    from triplehelix.graph.messages import Messages
    from triplehelix.graph.no_path import Limit, Near, NoPath
    from triplehelix.graph.statistics import Statistics
    from triplehelix.graph.ties import Tie
    from triplehelix.graph.values import Source

_UNDER_A_DATE: Final = " " * 12
_COUNT: Final = re.compile(r"\[[^]]{1,30}\]$")
_BOND: Final = "\0"

__all__ = [
    "description_text", "difference_rows", "difference_text", "no_path_text", "statistics_rows", "statistics_text",
]  # fmt: skip


def statistics_rows(counted: Statistics) -> list[tuple[str, str, int]]:
    """The counts as rows: group, name, number."""
    groups = {
        "all": counted.counts,
        "therapy": counted.therapies,
        "type": counted.types,
        "helix": counted.helices,
        "tie": counted.tie_types,
    }
    return [(group, name, n) for group, counts in groups.items() for name, n in counts.items()]


def statistics_text(counted: Statistics, labels: Labels, texts: Messages) -> str:
    """The counts as lines, in groups."""
    lines = [f"{texts.number(n):>8}  {texts(f'stats.{name}')}" for name, n in counted.counts.items()]
    groups = {
        "therapies": counted.therapies,
        "types": counted.types,
        "helices": counted.helices,
        "tie_types": counted.tie_types,
    }
    for heading, counts in groups.items():
        if counts:
            lines += ["", texts(f"stats.{heading}")]
            lines += [f"{texts.number(n):>8}  {labels(THX[name])}" for name, n in counts.items()]
    return "\n".join(lines) + "\n"


def description_text(known: Description, labels: Labels, texts: Messages) -> str:
    """What is known of an entity, as people read it."""
    blocks = [[f"{known.entity.name} · {known.type_label}"]]
    if known.renamed:
        blocks[0].append(change_sentence(known.renamed, texts))
    blocks.append([_fact_line(fact, known.entity, texts) for fact in known.facts])
    if known.history:
        blocks.append([texts("history.title"), *_history_lines(known, texts)])
    if known.figures:
        blocks.append([texts("show.figures"), *(_figure_line(figure, texts) for figure in known.figures)])
    if known.ties:
        blocks.append([texts("show.ties"), *_tie_lines(known, labels, texts)])
    return "\n\n".join(_wrapped(block) for block in blocks if block) + "\n"


def _wrapped(block: Sequence[str]) -> str:
    """The heading of a block and its lines, which stand two columns in; a count of documents stays in one piece."""
    lines = [_COUNT.sub(lambda count: count[0].replace(" ", _BOND), line) for line in block]
    parts = (wrapped(line.strip(" "), "  " if line.startswith("  ") else "") for line in lines)
    return "\n".join(chain.from_iterable(parts)).replace(_BOND, " ")


def _fact_line(fact: Fact, entity: Entity, texts: Messages) -> str:
    told = texts("list.of", label=fact.label, value=fact.told(texts))
    contested = texts("why.contested", name=shlex.quote(entity.name), property=fact.predicate) if fact.conflict else ""
    return f"  {told}  [{'; '.join(filter(None, [_support(fact.sources, texts), contested]))}]"


def _history_lines(known: Description, texts: Messages) -> Iterator[str]:
    for change in known.history:
        yield f"  {change_sentence(change, texts)}  [{_support(change.sources, texts)}]"
    if known.owner:
        yield f"  {texts('history.owner', name=known.entity.name, owner=known.owner.name)}"


def _support(sources: Sequence[Source], texts: Messages) -> str:
    return texts.plural("documents", len(sources)) if sources else texts("show.entailed")


def _figure_line(figure: Figure, texts: Messages) -> str:
    told = texts("list.of", label=figure.indicator, value=_figure_told(figure, texts))
    return f"  {told}  [{_support(figure.sources, texts)}]"


def _figure_told(figure: Figure, texts: Messages) -> str:
    amount = " ".join(filter(None, [texts.number(figure.value), figure.unit]))
    return f"{amount} ({figure.period})" if figure.period else amount


def _tie_lines(known: Description, labels: Labels, texts: Messages) -> Iterator[str]:
    for tie in sorted(known.ties, key=_tie_order):
        yield f"  {tie_sentence(tie, labels, texts)}  [{_support(tie.sources, texts)}]"


def _tie_order(tie: Tie) -> tuple[str, str, str]:
    return tie.type, tie.when, tie.id


def difference_text(changed: Difference, labels: Labels, texts: Messages) -> str:
    """What changed, as people read it: by kind of change, each with its date and its newest document."""
    days = {"start": changed.start, "end": changed.end}
    if not (changed.changes or changed.figures):
        return texts("diff.none", **days) + "\n"
    blocks = [[texts("diff.title", **days)]]
    for happening, group in groupby(changed.changes, key=lambda change: change.happening):
        told = (_change_lines(change, labels, texts) for change in group)
        blocks.append([texts(f"diff.{happening}"), *chain.from_iterable(told)])
    if changed.figures:
        moved = (_figure_change_lines(change, texts) for change in changed.figures)
        blocks.append([texts("diff.figures"), *chain.from_iterable(moved)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def difference_rows(changed: Difference, labels: Labels, texts: Messages) -> list[tuple[str, str, str, str, str, str]]:
    """What changed as rows: the change, its date, the kind of thing, a sentence, the thing's IRI, a document."""
    rows = [
        (one.happening, one.date, one.what.type, _subject(one, labels, texts), one.what.id, _newest(one.sources))
        for one in changed.changes
    ]
    figures = [
        ("figure", one.after.period, one.about.type, _moved(one, texts), one.about.id, _newest(one.after.sources))
        for one in changed.figures
    ]
    return rows + figures


def _change_lines(change: TimedChange, labels: Labels, texts: Messages) -> Iterator[str]:
    yield from wrapped(f"{change.date:<10}  {_subject(change, labels, texts)}", "  ", _UNDER_A_DATE)
    yield from _document_lines(change.sources, f"  {_UNDER_A_DATE}", texts)


def _document_lines(sources: Sequence[Source], indent: str, texts: Messages) -> Iterator[str]:
    """The newest document, its address on a line of its own, unbroken, so that it can be followed."""
    if not sources:
        return
    newest, more = sources[0], len(sources) - 1
    cited = newest.reference + (texts.plural("more", more) if more else "")
    yield from wrapped(texts("path.says", citation=cited), indent)
    if newest.url not in cited:
        yield f"{indent}{newest.url}"


def _subject(change: TimedChange, labels: Labels, texts: Messages) -> str:
    if isinstance(change.what, Entity):
        return f"{change.what.name} ({labels(THX[change.what.type])})"
    return tie_sentence(change.what, labels, texts)


def _figure_change_lines(change: FigureChange, texts: Messages) -> Iterator[str]:
    yield from wrapped(_moved(change, texts), "  ")
    yield from _document_lines(change.after.sources, "    ", texts)


def _moved(change: FigureChange, texts: Messages) -> str:
    before, after = (_figure_told(figure, texts) for figure in (change.before, change.after))
    label = f"{change.about.name}, {change.after.indicator}"
    return texts("list.of", label=label, value=f"{before} → {after}")


def _newest(sources: Sequence[Source]) -> str:
    return sources[0].url if sources else ""


def no_path_text(start: str, end: str, why: NoPath, texts: Messages) -> str:
    """Why no path leads from some actors to others, and who is nearest."""
    reasons = [texts("no_path.title", start=start, end=end), *_reasons(start, end, why, texts)]
    blocks = [[*wrapped(" ".join(reasons), "", "")]]
    if why.nearest:
        heading = "nearest" if why.nearest[0].distance is not None else "alike"
        others = chain.from_iterable(wrapped(f"• {_near(one, texts)}", "   ", "  ") for one in why.nearest)
        blocks.append([texts(f"no_path.{heading}", end=end), *others])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _reasons(start: str, end: str, why: NoPath, texts: Messages) -> Iterator[str]:
    if why.alone:
        yield texts("no_path.alone", actors=texts("list.and").join(actor.name for actor in why.alone))
    if why.sizes:
        here, there = map(texts.number, why.sizes)
        yield texts("no_path.apart", start=start, end=end, here=here, there=there)
    if why.opening:
        first, *others = (_instead(limit, texts) for limit in why.opening)
        yield texts("no_path.opens", limit=first)
        if others:
            yield texts("no_path.as_well", limit=texts("list.or").join(others))
    if why.breaking:
        limits = texts("list.names").join(_instead(limit, texts) for limit in why.breaking)
        yield texts("no_path.jointly", limits=limits)


def _instead(limit: Limit, texts: Messages) -> str:
    return texts(f"no_path.limit.{limit.rule}", name=limit.name, hops=texts.plural("hops", limit.hops))


def _near(one: Near, texts: Messages) -> str:
    if one.distance is not None:
        return texts("no_path.near", actor=one.actor.name, distance=texts.decimal(one.distance))
    traits = (texts("list.of", label=texts(f"no_path.trait.{each.trait}"), value=each.name) for each in one.shared)
    return texts("no_path.shares", actor=one.actor.name, shared=texts("list.and").join(traits))
