"""What became of a load, in a few lines."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from triplehelix.graph.errors import InputError
from triplehelix.graph.loading import Loaded
from triplehelix.graph.output import wrapped

__all__ = ["load_text"]

_SHOWN: Final = 3
_READ: Final = {
    "tables": "read as tables",
    "columns": "read by its columns",
    "rdf": "read as RDF",
    "cordis": "read as CORDIS",
    "ror": "read as ROR",
    "trials": "read as ClinicalTrials.gov",
}


def load_text(loaded: Loaded, rejected: str) -> str:
    """A load's summary; the rows that were left out stand in the file `rejected`."""
    head = f"{loaded.name}: {loaded.input}, {_READ[loaded.kind]}"
    if not loaded.changed:
        return f"{head}\n  nothing has changed: the store has these {loaded.facts:,} facts already\n"
    return "\n".join([head, *_lines(loaded, rejected)]) + "\n"


def _lines(loaded: Loaded, rejected: str) -> Iterator[str]:
    journal, unchanged = loaded.journal, loaded.facts - loaded.new
    if journal.rows:
        yield f"  {_some(journal.rows, 'row')} read"
    yield f"  {_some(loaded.facts, 'fact')}: {loaded.new:,} new, {unchanged:,} unchanged"
    if loaded.matched:
        yield f"  {_some(loaded.matched, 'actor')} recognised in other loads, under another id"
    if journal.repairs:
        yield f"  {_some(journal.repaired, 'cell')} repaired, garbled by some other program:"
        yield from _first(f"{each.place}: {each.before!r} became {each.after!r}" for each in journal.repairs)
    if journal.rejected:
        which = "" if len(journal.rejected) == journal.left_out else f"the first {len(journal.rejected):,} of them "
        yield from wrapped(f"{_some(journal.left_out, 'row')} left out, {which}to be found in {rejected}:", "  ")
        yield from _first(str(InputError(each.reason, each.place)) for each in journal.rejected)
    for note in journal.notes:
        yield from wrapped(note, "  ")


def _some(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _first(examples: Iterable[str]) -> Iterator[str]:
    for told in islice(examples, _SHOWN):
        yield from wrapped(told, "    ")
