"""Who works where, as people read it: the matrix, its white spots, and who could fill them."""

from __future__ import annotations

from itertools import chain, groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from triplehelix.graph.output import wrapped
from triplehelix.graph.sentences import with_details
from triplehelix.graph.terms import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from triplehelix.graph.analysis.candidates import Candidate
    from triplehelix.graph.analysis.concepts import Concept
    from triplehelix.graph.analysis.coverage import Cell, Coverage, Present
    from triplehelix.graph.messages import Messages

__all__ = ["coverage_text"]

_LABEL: Final = 20
_NUMBER: Final = 5


def coverage_text(found: Coverage, texts: Messages) -> str:
    """The matrix with its margins, then what is empty or hangs on one actor, then what the data cannot tell."""
    if not found.actors:
        return "\n".join(wrapped(texts("coverage.nobody"))) + "\n"
    blocks = [wrapped(texts("coverage.title")), [*_legend(found, texts)]]
    if found.chosen:
        blocks.append(_present(found, texts))
    for region in found.regions or (None,):
        cells = [cell for cell in found.rows if cell.region == region]
        blocks += [_matrix(found, cells, texts), _spots(found, cells, texts), _singles(cells, texts)]
    blocks.append([*chain.from_iterable(wrapped(text, further="") for text in _caveats(found, texts))])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _short(stage: Concept, texts: Messages) -> str:
    """A stage in four letters at most."""
    return texts.section("coverage.short").get(local_name(stage.id), stage.name[: _NUMBER - 1])


def _legend(found: Coverage, texts: Messages) -> Iterator[str]:
    pairs = [(_short(each.stage, texts), each.stage.name) for each in found.stages]
    told = [f"{short} = {name}" for short, name in (*pairs, ("?", texts("coverage.stage_unknown")))]
    yield from wrapped(texts("list.and").join(told), further="")


def _matrix(found: Coverage, cells: Sequence[Cell], texts: Messages) -> list[str]:
    """A line for each therapy; of a region without the margins, which count everybody."""
    region = cells[0].region
    header = [_short(each.stage, texts) for each in found.stages]
    counts = {(cell.therapy.id, cell.stage.id): cell.count for cell in cells}
    lines = [(region.name if region else "", header + ([] if region else ["?"]))]
    for row in found.therapies:
        numbers = [counts[row.therapy.id, each.stage.id] for each in found.stages]
        margin = [] if region else [row.stage_unknown]
        lines.append(("  " * row.level + row.therapy.name, [_number(n, texts) for n in numbers + margin]))
    if not region:
        unknown = [_number(each.therapy_unknown, texts) for each in found.stages]
        lines.append((texts("coverage.therapy_unknown"), unknown))
    return [line for label, numbers in lines for line in _line(label, numbers)]


def _number(n: int, texts: Messages) -> str:
    return texts.number(n) if n else "·"


def _line(label: str, numbers: Sequence[str]) -> Iterator[str]:
    """A label, in as many lines as it needs, with its numbers beside the last."""
    indent = " " * (len(label) - len(label.lstrip()))
    *above, last = wrap(label.strip(), _LABEL - 1, initial_indent=indent, subsequent_indent=indent) or [""]
    yield from above
    yield f"{last:<{_LABEL}}" + "".join(f"{number:>{_NUMBER}}" for number in numbers)


def _present(found: Coverage, texts: Messages) -> list[str]:
    """Who is known for the therapies that were chosen, and at which stages."""
    lines = (wrapped(f"• {_known(each, texts)}", "  ") for each in found.actors)
    return [texts("coverage.known", n=texts.number(len(found.actors))), *chain.from_iterable(lines)]


def _known(present: Present, texts: Messages) -> str:
    stages = [stage.name for stage in present.stages] or [texts("coverage.stage_unknown")]
    return texts("list.of", label=present.actor.name, value=", ".join(stages))


def _spots(found: Coverage, cells: Sequence[Cell], texts: Messages) -> list[str]:
    """The white spots, each with who could fill it where therapies or stages were chosen."""
    empty = [cell for cell in cells if not cell.count]
    if not empty:
        return []
    told = _fillable(empty, texts) if found.chosen else _listed(found, empty, texts)
    return [texts("coverage.spots"), *told]


def _listed(found: Coverage, empty: Sequence[Cell], texts: Messages) -> Iterator[str]:
    """The white spots by therapy; stages at which nobody is known for any therapy stand once, at the end."""
    everywhere = [
        each.stage for each in found.stages if sum(cell.stage == each.stage for cell in empty) == len(found.therapies)
    ]
    for row in found.therapies:
        stages = [cell.stage for cell in empty if cell.therapy == row.therapy and cell.stage not in everywhere]
        if stages:
            yield from _names(row.therapy.name, stages, texts)
    if everywhere:
        yield from _names(texts("coverage.every_therapy"), everywhere, texts)


def _names(label: str, stages: Iterable[Concept], texts: Messages) -> list[str]:
    return wrapped(f"• {texts('list.of', label=label, value=', '.join(stage.name for stage in stages))}", "  ")


def _fillable(empty: Sequence[Cell], texts: Messages) -> Iterator[str]:
    for cell in empty:
        label = texts("coverage.cell", therapy=cell.therapy.name, stage=cell.stage.name)
        possible = texts.plural("coverage.possible", cell.possible) if cell.possible else texts("coverage.none")
        yield from wrapped(f"• {texts('list.of', label=label, value=possible)}", "  ")
        for reason, group in groupby(cell.candidates, key=lambda candidate: candidate.reason):
            yield f"    {texts(f'coverage.because.{reason}')}"
            yield from chain.from_iterable(wrapped(f"- {_candidate(each, texts)}", "      ") for each in group)


def _candidate(candidate: Candidate, texts: Messages) -> str:
    has = [texts("list.names").join(concept.name for concept in candidate.has)]
    told = with_details(candidate.actor.name, has, texts)
    return texts("list.of", label=told, value=_way(candidate, texts)) if candidate.start else told


def _way(candidate: Candidate, texts: Messages) -> str:
    start = [candidate.start.name] if candidate.start else []
    actors = " → ".join([*start, *(step.partner.name for step in candidate.steps)])
    deduced = texts("path.rests") if any(step.deduced for step in candidate.steps) else ""
    return deduced + texts("coverage.way", actors=actors, distance=texts.decimal(candidate.distance or 0))


def _singles(cells: Sequence[Cell], texts: Messages) -> list[str]:
    """What hangs on one actor."""
    alone = [cell for cell in cells if cell.count == 1]
    told = (
        texts("coverage.single", therapy=cell.therapy.name, stage=cell.stage.name, actor=cell.actors[0].name)
        for cell in alone
    )
    lines = [*chain.from_iterable(wrapped(f"• {line}", "  ") for line in told)]
    return [texts("coverage.singles"), *lines] if lines else []


def _caveats(found: Coverage, texts: Messages) -> Iterator[str]:
    if found.region_unknown:
        yield texts("coverage.region_unknown", n=texts.number(found.region_unknown))
    yield texts("coverage.caveat")
    if not found.chosen:
        yield texts("coverage.choose")
    elif not found.seeker:
        yield texts("coverage.starts")
