"""What would be otherwise, and which new partnerships would help, as people read it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from triplehelix.graph.output import as_table, wrapped
from triplehelix.graph.sentences import cited
from triplehelix.graph.terms import THX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from triplehelix.graph.analysis.alteration import Alteration, Gone
    from triplehelix.graph.analysis.best_ties import BestTie, BestTies, Bridge
    from triplehelix.graph.analysis.separation import Mean
    from triplehelix.graph.analysis.whatif import Broker, Moved, Shape, WhatIf
    from triplehelix.graph.labels import Labels
    from triplehelix.graph.messages import Messages
    from triplehelix.graph.values import Entity

__all__ = ["best_ties_text", "what_if_text"]

_TOLD: Final = 6
"""So many actors are told of with their ties; the others are named."""
_NAMED: Final = 30
_ENDED: Final = 3
_COUNTS: Final = ("actors", "pairs", "components", "largest", "reachable")
_MEANS: Final = ("hops", "distance")


def what_if_text(found: WhatIf, labels: Labels, texts: Messages) -> str:
    """What goes, the network before and after, who is cut off, who stands between, and what has nobody left."""
    blocks = [
        [*_title(found.change, texts)],
        _gone_lines(found.gone, labels, texts),
        [_shape_table(found.before, found.after, texts).rstrip("\n")],
        [*_reach_lines(found, texts)],
        [*_moved_lines("cut_off", found.cut_off, texts)],
        [*_moved_lines("joined", found.joined, texts)],
        [*_white_lines(found, texts)],
        [*wrapped(texts("whatif.brokers"), "", ""), _broker_table(found.brokers, texts).rstrip("\n")]
        if found.brokers
        else [],
        wrapped(texts("whatif.caveat"), "", ""),
    ]
    return _joined(blocks)


def _joined(blocks: Iterable[Sequence[str]]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _bullet(text: str) -> list[str]:
    return wrapped(f"• {text}")


def _title(change: Alteration, texts: Messages) -> Iterator[str]:
    """What is otherwise, each in a line of its own."""
    if change.removed:
        yield from wrapped(texts("whatif.remove", actors=[actor.name for actor in change.removed]))
    if change.ended:
        named, others = change.ended[:_ENDED], len(change.ended) - _ENDED
        told = texts("whatif.end", initiatives=[one.name for one in named])
        yield from wrapped(told + (texts.plural("others", others) if others > 0 else ""))
    for both in change.added:
        yield from wrapped(texts("whatif.add", one=both.one.name, other=both.other.name))


def _gone_lines(gone: Sequence[Gone], labels: Labels, texts: Messages) -> list[str]:
    if not gone:
        return []
    kinds = ", ".join(f"{labels(THX[one.kind])} {texts.number(one.ties)}" for one in gone)
    deduced = sum(one.deduced for one in gone)
    told = texts("whatif.gone", ties=texts.plural("whatif.ties", sum(one.ties for one in gone)), kinds=kinds)
    marked = texts.plural("whatif.deduced", deduced) if deduced else ""
    return wrapped(" ".join(filter(None, [told, marked])), "", "")


def _shape_table(before: Shape, after: Shape, texts: Messages) -> str:
    counts = [
        [texts(f"whatif.{name}"), *(texts.number(getattr(shape, name)) for shape in (before, after))]
        for name in _COUNTS
    ]
    means = [
        [texts(f"whatif.{name}"), *(_mean(getattr(shape, name), texts) for shape in (before, after))] for name in _MEANS
    ]
    return as_table([texts(f"whatif.{name}") for name in ("figure", "before", "after")], counts + means)


def _mean(value: Mean | None, texts: Messages) -> str:
    if value is None:
        return "–"
    return texts.decimal(value.value) + (f" ± {texts.decimal(value.error)}" if value.error is not None else "")


def _reach_lines(found: WhatIf, texts: Messages) -> Iterator[str]:
    reach = found.reach
    before, after = texts.number(reach.before), texts.number(reach.after)
    yield from wrapped(texts("whatif.reach", before=before, after=after), "", "")
    means = {name: _mean(getattr(reach, name), texts) for name in _PAIRED}
    yield from wrapped(texts("whatif.same_pairs", **means), "", "")
    if found.sampled is not None:
        yield from wrapped(texts("whatif.sampled", n=texts.number(found.sampled)), "", "")


_PAIRED: Final = ("hops_before", "hops_after", "distance_before", "distance_after")


def _moved_lines(key: str, moved: Sequence[Moved], texts: Messages) -> Iterator[str]:
    if not moved:
        return
    yield from wrapped(texts.plural(f"whatif.{key}", len(moved)), "", "")
    for one in moved[:_TOLD]:
        yield from _move_lines(one, texts)
    if others := moved[_TOLD:]:
        yield from _bullet(texts("whatif.others", names=_names([one.actor for one in others], texts)))


def _move_lines(one: Moved, texts: Messages) -> Iterator[str]:
    before, left = map(texts.number, (one.partners, one.left))
    yield from _bullet(texts("whatif.moved", actor=one.actor.name, before=before, left=left))
    if one.lost:
        lost = f"{one.lost.sentence} {texts('path.says', citation=cited(one.lost.sources, texts))}"
        yield from wrapped(lost, "  ", "")


def _names(actors: Sequence[Entity], texts: Messages) -> str:
    named, others = ", ".join(actor.name for actor in actors[:_NAMED]), len(actors) - _NAMED
    return named + (texts.plural("others", others) if others > 0 else "")


def _white_lines(found: WhatIf, texts: Messages) -> Iterator[str]:
    if found.change.removed:
        yield from wrapped(texts("whatif.white" if found.white_spots else "whatif.no_white"), "", "")
    for spot in found.white_spots:
        yield from _bullet(texts("list.of", label=spot.therapy.name, value=spot.stage.name))


def _broker_table(brokers: Sequence[Broker], texts: Messages) -> str:
    rows = [
        [_rank(one.rank_before, texts), _rank(one.rank_after, texts), one.actor.name, *_shares(one, texts)]
        for one in brokers
    ]
    header = [texts(f"whatif.{name}") for name in ("rank_before", "rank_after", "actor", "share_before", "share_after")]
    return as_table(header, rows)


def _rank(rank: int | None, texts: Messages) -> str:
    return "–" if rank is None else texts.number(rank)


def _shares(one: Broker, texts: Messages) -> list[str]:
    ranks = ((one.rank_before, one.before), (one.rank_after, one.after))
    return ["–" if rank is None else texts.number(round(value, 4)) for rank, value in ranks]


def best_ties_text(found: BestTies, texts: Messages) -> str:
    """The new partnerships, each with the way of today, and those that would connect who is apart."""
    title = texts("best.title_of", actor=found.actor.name) if found.actor else texts("best.title")
    blocks = [
        [*_title(found.change, texts), *wrapped(title)],
        [*_best_lines(found, texts)],
        [*_bridge_lines(found.bridges, texts)],
        wrapped(texts("best.caveat"), "", ""),
    ]
    return _joined(blocks)


def _best_lines(found: BestTies, texts: Messages) -> Iterator[str]:
    if found.mean is None or not found.rows:
        yield from [] if found.bridges else wrapped(texts("best.none"), "", "")
        return
    unit = "distance" if found.weighted else "hops"
    yield from wrapped(texts(f"best.mean.{unit}", mean=_fine(found.mean, texts)), "", "")
    for number, row in enumerate(found.rows, 1):
        yield from _tie_lines(number, row, texts)
    yield from wrapped(
        texts("best.tried", candidates=texts.number(found.candidates), tried=texts.number(found.tried)), "", ""
    )
    if found.sampled is not None:
        yield from wrapped(texts("best.sampled", n=texts.number(found.sampled)), "", "")


def _tie_lines(number: int, row: BestTie, texts: Messages) -> Iterator[str]:
    yield from wrapped(
        texts("best.tie", number=number, one=row.one.name, other=row.other.name, mean=_fine(row.mean, texts)), "", "   "
    )
    way = " → ".join(actor.name for actor in row.way)
    hops, distance = texts.plural("hops", row.hops), texts.decimal(row.distance)
    yield from wrapped(texts("best.today", way=way, hops=hops, distance=distance), "   ", "")


def _fine(mean: float, texts: Messages) -> str:
    return texts.number(round(mean, 3))


def _bridge_lines(bridges: Sequence[Bridge], texts: Messages) -> Iterator[str]:
    if bridges:
        yield from wrapped(texts("best.bridges"), "", "")
        yield from chain.from_iterable(_bullet(_bridge(one, texts)) for one in bridges)


def _bridge(one: Bridge, texts: Messages) -> str:
    others = [actor for actor in one.actors if actor != one.one]
    told = texts("best.bridge", one=one.one.name, other=one.other.name)
    return told + (texts("best.along", names=_names(others, texts)) if others else "")
