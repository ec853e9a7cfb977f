"""Where actors meet, as the page's script reads it: parties as numbers of nodes, their ties as numbers of edges."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from triplehelix.graph.views.map.model import Edge, Meeting, Node

__all__ = ["known_meetings"]

_Json = dict[str, Any]

_PAIR: Final = 2


def known_meetings(meetings: Iterable[Meeting], nodes: Sequence[Node], edges: Sequence[Edge]) -> list[_Json]:
    """The meetings of two or more who are on the page, by their ids, which is the order in which strengths add up.

    >>> here = Node("a", "A", "SME", "actor", 1), Node("b", "B", "SME", "actor", 1)
    >>> deal = Meeting("t", "Licence", "t", {"a": ("t",), "b": ("t",)})
    >>> known_meetings([deal], here, [Edge("b", "a", "Licence", {}, tie="t")])
    [{'kind': 'Licence', 'parties': [0, 1], 'ties': [[0], [0]]}]
    """
    numbers = _Numbers({node.id: number for number, node in enumerate(nodes)}, _lines(edges))
    ordered = sorted(meetings, key=lambda meeting: meeting.id)
    return [known for meeting in ordered if len((known := numbers.meeting(meeting))["parties"]) >= _PAIR]


def _lines(edges: Iterable[Edge]) -> dict[tuple[str, str], int]:
    """The first edge of each tie, for each of its parties."""
    lines: dict[tuple[str, str], int] = {}
    for number, edge in enumerate(edges):
        for party in (edge.source, edge.target):
            lines.setdefault((edge.tie, party), number)
    return lines


@dataclass(frozen=True)
class _Numbers:
    """What nodes and edges are called on the page."""

    nodes: Mapping[str, int]
    lines: Mapping[tuple[str, str], int]

    def meeting(self, meeting: Meeting) -> _Json:
        there = sorted(party for party in meeting.ties if party in self.nodes)
        optional = {
            "count": _count(meeting, len(there)) or None,
            "about": self.nodes.get(meeting.about),
            "middle": self.nodes.get(meeting.middle),
        }
        return {
            "kind": meeting.kind,
            "parties": [self.nodes[party] for party in there],
            "ties": [self._lines_of(party, meeting.ties[party]) for party in there],
        } | {name: value for name, value in optional.items() if value is not None}

    def _lines_of(self, party: str, ties: Iterable[str]) -> list[int]:
        return [self.lines[tie, party] for tie in ties if (tie, party) in self.lines]


def _count(meeting: Meeting, there: int) -> int:
    """How many parties there are at least: a circle does not get smaller because a map shows some of it."""
    known = len(meeting.ties)
    return meeting.stated_count if there == known else max(known, meeting.stated_count)
