"""Which actors are no more, or no more their own: nobody is advised to look for a partner there."""

from triplehelix.graph.history import History
from triplehelix.graph.lookup import pairs
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import ORG, THX

__all__ = ["departed"]


def departed(reading: Reading) -> frozenset[str]:
    """The actors, by IRI, that became others or others' own, or of which a document tells a state such as liquidation.

    >>> from triplehelix.graph import Ecosystem
    >>> eco = Ecosystem.open()
    >>> eco.resolve("MaSTherCell").id in departed(eco.reading)
    True
    """
    store = reading.store
    history, entities = History(reading), reading.entities
    bought = {actor for _, actor in pairs(store, THX.acquired)}
    merged = {actor for _, actor in pairs(store, ORG.originalOrganization)}
    changed = {actor for actor in bought | merged if history.became(entities[actor])}
    return frozenset(changed.union(actor for actor, _ in pairs(store, THX.state)))
