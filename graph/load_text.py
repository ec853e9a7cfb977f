"""What became of a load, in a few lines."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from triplehelix.graph.errors import InputError
from triplehelix.graph.loading import Loaded
from triplehelix.graph.output import wrapped

__all__ = ["load_text"]

_SHOWN: Final = 3


def load_text(loaded: Loaded, rejected: str) -> str:
    """A load's summary; the rows that were left out stand in the file `rejected`."""
    head = f"{loaded.name}: {loaded.input}, {loaded.kind}"
    if not loaded.changed:
        return f"{head}\n  nothing has changed: the store holds just this, {loaded.facts:,} facts\n"
    lines = (line for told in _lines(loaded, rejected) for line in wrapped(told, "  "))
    return "\n".join([head, *lines]) + "\n"


def _lines(loaded: Loaded, rejected: str) -> Iterator[str]:
    journal = loaded.journal
    if journal.rows:
        yield f"{journal.rows:,} rows read"
    yield f"{loaded.facts:,} facts, {loaded.new:,} of them new"
    if loaded.matched:
        yield f"{loaded.matched:,} actors are known by another id, too, and were joined"
    if journal.repairs:
        yield f"{journal.repaired:,} cells repaired, as in:"
        yield from (f"{each.place}: {each.before!r} is {each.after!r}" for each in islice(journal.repairs, _SHOWN))
    if journal.rejected:
        which = "they" if journal.left_out == len(journal.rejected) else f"the first {len(journal.rejected):,}"
        yield f"{journal.left_out:,} rows left out, {which} stand in {rejected}; the first ones:"
        yield from (str(InputError(each.reason, each.place)) for each in islice(journal.rejected, _SHOWN))
    yield from journal.notes
