"""The words that a column of the bundled tables may hold, where the ontology closes the list."""

from collections.abc import Mapping
from typing import Final

from triplehelix.graph.sources.cells import CellReader
from triplehelix.graph.sources.layout import ANCESTORS
from triplehelix.graph.terms import THX, local_name
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["choices"]

_SCHEMES: Final[Mapping[str, str]] = {
    "helix": "helices",
    "therapies": "therapies",
    "stages": "stages",
    "role": "roles",
    "instrument": "instruments",
    "status": "statuses",
}


def choices(table: str, column: str) -> list[str]:
    """The words for a column, in order; none where it may hold anything.

    >>> choices("actors", "helix")
    ['government', 'industry', 'society', 'university']
    """
    if column == "type" and table in ANCESTORS:
        return [local_name(cls.value) for cls in vocabulary().subclasses(THX[ANCESTORS[table]])]
    if column == "confidence":
        return ["stated", "deduced"]
    return CellReader(vocabulary(), {}).words(_SCHEMES[column]) if column in _SCHEMES else []
