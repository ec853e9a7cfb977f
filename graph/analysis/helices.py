"""The side of the triple helix on which each actor stands, those that stand on none included."""

from collections.abc import Iterable, Mapping
from typing import Final

from triplehelix.graph.terms import local_name

__all__ = ["BRIDGING", "HELICES", "helices"]

BRIDGING: Final = "bridging"
"""What stands on no side: clusters, incubators, investors, associations, unless a document says otherwise."""
HELICES: Final = ("university", "industry", "government", "society", BRIDGING)
_PREFIX: Final = "helix-"


def helices(actors: Iterable[str], stated: Mapping[str, str]) -> dict[str, str]:
    """The helix of each actor by its short name, of what the store has as IRIs.

    >>> helices(["a", "b"], {"a": "https://w3id.org/triplehelix/ontology#helix-industry"})
    {'a': 'industry', 'b': 'bridging'}
    """
    return {actor: _short(stated[actor]) if actor in stated else BRIDGING for actor in actors}


def _short(iri: str) -> str:
    name = local_name(iri).removeprefix(_PREFIX)
    return name if name in HELICES else BRIDGING
