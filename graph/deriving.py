"""How triples that follow from a store get into its default graph.

In memory an update does it. On disk an update would hold the whole change in memory, so there the triples go through a
file, which the engine loads in bulk.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import IO, cast

from pyoxigraph import NamedNode, QuerySolutions, QueryTriples, RdfFormat, Store

from triplehelix.graph.lookup import select
from triplehelix.graph.terms import PREFIXES

__all__ = ["Deriving"]


class Deriving:
    """Adds to the default graph of a store what patterns give.

    Parameters
    ----------
    store
        Where patterns are looked for, and what is added to.
    draft
        A folder for the file on the way, for a store on disk; None for a store in memory.
    graphs
        The named graphs in which patterns are looked for, on disk; none for the default graph.
    """

    def __init__(self, store: Store, draft: Path | None = None, graphs: Sequence[NamedNode] = ()) -> None:
        self.store = store
        self._graphs = graphs
        self._file = draft / "derived.nt" if draft else None

    def select(self, sparql: str) -> QuerySolutions:
        """The rows of a SELECT, in the graphs looked at."""
        return select(self.store, sparql, self._graphs)

    def insert(self, template: str, where: str) -> None:
        """Add what a template gives for each match of a pattern; on disk it is seen after the next `flush`."""
        if self._file is None:
            self.store.update(f"INSERT {{ {template} }} WHERE {{ {where} }}", prefixes=PREFIXES)
            return
        with self._file.open("ab") as file:
            self._write(f"CONSTRUCT {{ {template} }} WHERE {{ {where} }}", self._graphs, file)

    def insert_from_merged(self, template: str, here: str, where: str) -> None:
        """Add what matches `here`, in the graphs looked at, with a pattern that is looked for in the default graph."""
        if not self._graphs:
            self.insert(template, f"{here} . {where}")
            return
        names = " ".join(map(str, self._graphs))
        scoped = f"VALUES ?graph {{ {names} }} GRAPH ?graph {{ {here} }} {where}"
        assert self._file is not None
        with self._file.open("ab") as file:
            self._write(f"CONSTRUCT {{ {template} }} WHERE {{ {scoped} }}", [], file)

    def _write(self, construct: str, graphs: Sequence[NamedNode], file: IO[bytes]) -> None:
        found = self.store.query(construct, prefixes=PREFIXES, default_graph=list(graphs) or None)
        cast("QueryTriples", found).serialize(file, RdfFormat.N_TRIPLES)

    def flush(self) -> None:
        """Let all that was added be seen."""
        if self._file and self._file.exists():
            if self._file.stat().st_size:
                self.store.bulk_load(path=self._file, format=RdfFormat.N_TRIPLES, lenient=True)
            self._file.unlink()
