"""Who stands between others, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triplehelix.graph.analysis.grouping import OTHERS
from triplehelix.graph.analysis.helices import BRIDGING
from triplehelix.graph.output import wrapped
from triplehelix.graph.terms import THX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from triplehelix.graph.analysis.brokers import Bridge, Broker, Brokers
    from triplehelix.graph.labels import Labels
    from triplehelix.graph.messages import Messages

__all__ = ["brokers_text"]


def brokers_text(found: Brokers, labels: Labels, texts: Messages) -> str:
    """The brokers, each with the groups between which it stands, an example, and who hangs on it."""
    told = _Told(found, labels, texts)
    blocks = [told.summary(), *(told.broker(place, row) for place, row in enumerate(found.rows, 1)), told.ties()]
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks if block)


class _Told:
    """The words for what was found."""

    def __init__(self, found: Brokers, labels: Labels, texts: Messages) -> None:
        self._found = found
        self._labels = labels
        self._texts = texts

    def summary(self) -> list[str]:
        texts, found = self._texts, self._found
        groups = ", ".join(map(self._group, found.groups))
        told = [
            texts(f"brokers.title.{found.grouping}", groups=groups),
            texts(f"brokers.by.{found.by}"),
            texts.plural("brokers.cut_points", found.cut_points),
        ]
        return wrapped(" ".join(told), further="")

    def broker(self, place: int, row: Broker) -> list[str]:
        texts = self._texts
        title = texts("brokers.one", place=place, actor=row.actor.name, kind=self._labels(THX[row.actor.type]))
        return [*wrapped(title), *(line for told in self._told(row) for line in wrapped(told, "   "))]

    def _told(self, row: Broker) -> Iterator[str]:
        yield self._pairs(row)
        if self._found.grouping != "named":
            roles = ("coordinator", "gatekeeper", "consultant", "liaison")
            yield self._texts("brokers.roles", **{role: self._texts.number(getattr(row, role)) for role in roles})
        yield self._freedom(row)
        if row.example:
            yield self._example(row)
        if row.cut_off:
            yield self._without(row)

    def _pairs(self, row: Broker) -> str:
        texts = self._texts
        connects = [
            texts("brokers.between", one=self._group(one.one), other=self._group(one.other), n=texts.number(one.n))
            for one in row.connects
        ]
        pairs = texts.plural("brokers.pairs", row.total)
        return texts("list.of", label=pairs, value=", ".join(connects)) if connects else pairs

    def _freedom(self, row: Broker) -> str:
        texts = self._texts
        size, degree = texts.number(round(row.effective_size, 1)), texts.number(row.degree)
        return texts("brokers.freedom", size=size, degree=degree, constraint=texts.decimal(row.constraint))

    def _example(self, row: Broker) -> str:
        one, other = row.example
        names = {"one": one.partner.name, "other": other.partner.name}
        return self._texts("brokers.example", **names, why=one.sentence, because=other.sentence)

    def _without(self, row: Broker) -> str:
        names = ", ".join(actor.name for actor in row.without)
        rest = row.cut_off - len(row.without)
        others = self._texts.plural("others", rest) if rest else ""
        return self._texts("brokers.without", names=names, others=others)

    def ties(self) -> list[str]:
        if not self._found.ties:
            return []
        lines = [line for tie in self._found.ties for line in wrapped(self._tie(tie), "  ")]
        return [*wrapped(self._texts.plural("brokers.bridges", self._found.bridges)), *lines]

    def _tie(self, tie: Bridge) -> str:
        cut_off = self._texts.plural("brokers.cut_off", tie.cut_off)
        return self._texts("brokers.tie", cut_off=cut_off, why=tie.neighbour.sentence)

    def _group(self, name: str) -> str:
        if name in (BRIDGING, OTHERS):
            return self._texts(f"brokers.groups.{name}")
        match self._found.grouping:
            case "helix":
                return self._labels(THX[f"helix-{name}"])
            case "type":
                return self._labels(THX[name])
        return name
