"""How much a store holds, in the figures that people quote."""

from dataclasses import dataclass
from typing import Final

from pyoxigraph import Store

from triplehelix.graph.lookup import count, select
from triplehelix.graph.terms import QB, RDFS, SKOS, THX, local_name

__all__ = ["Statistics", "statistics"]

_COUNTED: Final = {
    "actors": f"?x a {THX.Actor}",
    "office_holders": f"?x a {THX.OfficeHolder}",
    "initiatives": f"?x a {THX.Initiative}",
    "ties": f"?x a {THX.Tie}",
    "deduced_ties": f"?x a {THX.Tie} ; {THX.confidence} {THX.deduced}",
    "sources": f"?x a {THX.Source}",
    "observations": f"?x a {QB.Observation}",
}
_MARKED: Final = {"may_hold_ties": f'?x a {THX.Tie} ; {THX.holds} "maybe"'}
_HEADLINE: Final = ("actors", "initiatives", "ties", "sources", "observations")


@dataclass(frozen=True)
class Statistics:
    """Counts of things, and of actors and ties by kind."""

    counts: dict[str, int]
    therapies: dict[str, int]
    """Actors per therapy, those of its narrower therapies included."""
    types: dict[str, int]
    helices: dict[str, int]
    tie_types: dict[str, int]

    @property
    def headline(self) -> "Statistics":
        """The five figures that tell the size of an ecosystem, and nothing else."""
        return Statistics({name: self.counts[name] for name in _HEADLINE}, {}, {}, {}, {})


def statistics(store: Store, *, marked: bool = False) -> Statistics:
    """Count what the default graph holds, each thing once; in a view at a day, how many ties only may hold, too."""
    counted = _COUNTED | _MARKED if marked else _COUNTED
    counts = {name: count(store, f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {what} }}") for name, what in counted.items()}
    return Statistics(counts, _therapies(store), _by_class(store, "Actor"), _helices(store), _by_class(store, "Tie"))


def _table(store: Store, query: str) -> dict[str, int]:
    rows = [(local_name(row["key"].value), int(row["n"].value)) for row in select(store, query)]
    return dict(sorted(rows, key=lambda row: (-row[1], row[0])))


def _therapies(store: Store) -> dict[str, int]:
    return _table(
        store,
        f"SELECT ?key (COUNT(DISTINCT ?x) AS ?n) {{ ?key {SKOS.inScheme} {THX.therapies} . "
        f"?narrow {SKOS.broader}* ?key . ?x {THX.therapy} ?narrow ; a {THX.Actor} }} GROUP BY ?key",
    )


def _helices(store: Store) -> dict[str, int]:
    return _table(
        store, f"SELECT ?key (COUNT(DISTINCT ?x) AS ?n) {{ ?x {THX.helix} ?key ; a {THX.Actor} }} GROUP BY ?key"
    )


def _by_class(store: Store, top: str) -> dict[str, int]:
    return _table(
        store,
        f"SELECT ?key (COUNT(DISTINCT ?x) AS ?n) {{ ?key {RDFS.subClassOf}+ {THX[top]} . ?x a ?key }} GROUP BY ?key",
    )
