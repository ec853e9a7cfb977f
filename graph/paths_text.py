"""Paths as texts for people, and as rows for a spreadsheet."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Final

from triplehelix.graph.output import wrapped
from triplehelix.graph.sentences import cited

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from triplehelix.graph.cautions import Caution
    from triplehelix.graph.explain import ExplainedHop, ExplainedPath, ExplainedVenue
    from triplehelix.graph.messages import Messages

__all__ = ["PATH_HEADER", "path_rows", "paths_text"]

PATH_HEADER: Final = (
    "path", "hop", "from", "from_type", "to", "to_type", "strength", "distance", "venues", "sentence", "when",
    "amounts", "parties", "documents", "warnings",
)  # fmt: skip
"""What `path_rows` has in its columns."""
_OTHERS_TOLD: Final = 4
_SHARES_TOLD: Final = 8
_INDENT: Final = " " * 5
_TOLD_IN_SENTENCE: Final = ("deduced", "may_hold")


def paths_text(title: str, paths: Sequence[ExplainedPath], texts: Messages, *, parts: bool = False) -> str:
    """Some paths as people read them: each with its actors, then a sentence for each place where two of them meet.

    With `parts` also what each distance is made of, so that it can be checked with a pocket calculator.
    """
    blocks = ["\n".join(_path_lines(number, path, texts, parts=parts)) for number, path in enumerate(paths, 1)]
    rule = ["\n".join(wrapped(texts("parts.rule"), further=""))] if parts else []
    return "\n\n".join([title, *blocks, *rule]) + "\n"


def _path_lines(number: int, path: ExplainedPath, texts: Messages, *, parts: bool) -> Iterator[str]:
    actors = " → ".join(actor.name for actor in path.actors)
    yield from wrapped(texts("path.way", number=number, actors=actors), "", "   ")
    distance = texts.decimal(path.distance)
    yield from wrapped(texts("path.measured", reading=path.reading, distance=distance), "   ", "")
    told = {venue.id for hop in path.hops for venue in hop.venues}
    yield from _caution_lines([one for one in path.gone if one.about not in told], "   ", texts)
    for hop in path.hops:
        yield from _hop_lines(hop, texts)
        if parts:
            yield from _part_lines(hop, texts)
    if parts:
        sums = " + ".join(texts.calculated(hop.distance) for hop in path.hops)
        yield from wrapped(texts("parts.path", sum=sums, distance=texts.calculated(path.distance)), "   ")


def _hop_lines(hop: ExplainedHop, texts: Messages) -> Iterator[str]:
    nearest, *others = hop.venues
    mark = texts("path.rests") if hop.deduced else ""
    yield from wrapped(f"• {mark}{nearest.claim}", "   ")
    yield from _source_lines(nearest, texts)
    yield from _caution_lines([one for one in hop.warnings if one.kind not in _TOLD_IN_SENTENCE], _INDENT, texts)
    if others:
        yield from wrapped(texts("path.also", venues=_names(others, texts)), _INDENT)


def _source_lines(venue: ExplainedVenue, texts: Messages) -> Iterator[str]:
    """The newest document, its address on a line of its own, unbroken, so that it can be followed."""
    if venue.sources:
        yield from wrapped(texts("path.says", citation=cited(venue.sources, texts)), _INDENT)
        yield f"{_INDENT}  {venue.sources[0].url}".rstrip()


def _caution_lines(cautions: Sequence[Caution], indent: str, texts: Messages) -> Iterator[str]:
    if cautions:
        told = texts("list.and").join(one.text for one in cautions)
        yield from wrapped(texts("path.caution", cautions=told), indent)


def _names(venues: Sequence[ExplainedVenue], texts: Messages) -> str:
    """The first of some venues by name; the others, whose ties nobody needs to read, by their number."""
    named = texts("list.and").join(venue.name for venue in venues[:_OTHERS_TOLD])
    others = len(venues) - _OTHERS_TOLD
    return named + (texts.plural("others", others) if others > 0 else "")


def _part_lines(hop: ExplainedHop, texts: Messages) -> Iterator[str]:
    """What the strength of a hop adds up from, and the distance that follows."""
    first, others = hop.venues[:_SHARES_TOLD], hop.venues[_SHARES_TOLD:]
    shares = [_share(venue, texts) for venue in first]
    if others:
        rest = fsum(venue.adds for venue in others)
        shares.append(texts("parts.rest", strength=texts.calculated(rest), n=texts.number(len(others))))
    strength = texts.calculated(hop.strength)
    yield from wrapped(texts("parts.strength", sum=" + ".join(shares), strength=strength), _INDENT)
    yield from wrapped(texts("parts.hop", strength=strength, distance=texts.calculated(hop.distance)), _INDENT)


def _share(venue: ExplainedVenue, texts: Messages) -> str:
    parties = texts.plural("parties", venue.parties)
    return texts("parts.venue", share=venue.share, name=venue.name, parties=parties)


def path_rows(paths: Iterable[ExplainedPath], texts: Messages) -> list[tuple[object, ...]]:
    """Paths as rows for a spreadsheet, one for each hop, with the columns of `PATH_HEADER`."""
    return [
        (path_number, hop_number, *_hop_cells(hop, texts))
        for path_number, path in enumerate(paths, 1)
        for hop_number, hop in enumerate(path.hops, 1)
    ]


def _hop_cells(hop: ExplainedHop, texts: Messages) -> tuple[object, ...]:
    told = hop.venues[0]
    between = texts("list.and")
    return (
        *(hop.start.name, hop.start.type, hop.end.name, hop.end.type),
        *(round(hop.strength, 6), round(hop.distance, 6)),
        _names(hop.venues, texts),
        told.claim,
        between.join(dict.fromkeys(filter(None, map(told.teller.when, told.ties)))),
        between.join(texts.money(tie.amount) for tie in told.ties if tie.amount),
        told.parties,
        " ".join(source.url for source in told.sources),
        between.join(one.text for one in hop.warnings),
    )
