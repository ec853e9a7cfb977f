"""Who can be reached at all: from venue to venue, each looked at once, whatever the distance."""

from collections.abc import Collection, Iterable

from triplehelix.graph.affiliations import Affiliations
from triplehelix.graph.arrays import part
from triplehelix.graph.paths import Constraints

__all__ = ["reached"]

_ANY = Constraints()


def reached(network: Affiliations, starts: Collection[str], wanted: Constraints = _ANY) -> dict[str, int]:
    """The actors that can be reached from some, by IRI, each with how many introductions it takes; 0 for the starts.

    Of what is wanted it minds who is avoided, who alone may stand between, and the number of hops.
    """
    avoided = _places(network, wanted.avoid)
    hops = dict.fromkeys(_places(network, starts) - avoided, 0)
    open_ = None if wanted.only is None else _places(network, wanted.only)
    latest, seen, n = set(hops), set[int](), 0
    while latest and (wanted.max_hops is None or n < wanted.max_hops):
        n += 1
        venues = _venues(network, latest) - seen
        seen |= venues
        met = _parties(network, venues) - hops.keys() - avoided
        hops |= dict.fromkeys(met, n)
        latest = met if open_ is None else met & open_
    return {network.actors[place]: n for place, n in sorted(hops.items())}


def _places(network: Affiliations, actors: Iterable[str]) -> set[int]:
    return {place for actor in actors if (place := network.actors.position(actor)) is not None}


def _venues(network: Affiliations, actors: Iterable[int]) -> set[int]:
    return {venue for actor in actors for venue in network.visits[part(network.visit_ends, actor)]}


def _parties(network: Affiliations, venues: Iterable[int]) -> set[int]:
    return {actor for venue in venues for actor in network.parties[part(network.party_ends, venue)]}
