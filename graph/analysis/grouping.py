"""The groups between which somebody stands: helices, kinds of actors, or those that somebody names."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from triplehelix.graph.actors import actor_filter, chosen
from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.analysis.helices import helices
from triplehelix.graph.errors import NameNotFound
from triplehelix.graph.reading import Reading

__all__ = ["OTHERS", "by_helix", "by_type", "by_words"]

OTHERS: Final = "others"
"""The group of those who belong to none that is named."""

Groups = Mapping[str, str]


def by_helix(collaboration: Collaboration) -> Groups:
    """The helix of each actor that meets somebody; those that have none are a group of their own."""
    return helices(collaboration.projection, collaboration.traits.helices)


def by_type(collaboration: Collaboration) -> Groups:
    """The class of each actor that meets somebody."""
    return {actor: collaboration.affiliation.nodes[actor]["type"] for actor in collaboration.projection}


def by_words(collaboration: Collaboration, words: Sequence[str]) -> Groups:
    """The group of each actor among kinds and helices that people name; the first counts of which it is.

    Raises
    ------
    NameNotFound, AmbiguousName
        If a word means no kind of actor and no helix, or several.
    """
    members = {word: _meant(collaboration.reading, word) for word in words}
    return {
        actor: next((word for word in words if actor in members[word]), OTHERS) for actor in collaboration.projection
    }


def _meant(reading: Reading, word: str) -> Collection[str]:
    try:
        return chosen(reading.store, actor_filter(reading, helices=[word]))
    except NameNotFound:
        return chosen(reading.store, actor_filter(reading, types=[word]))
