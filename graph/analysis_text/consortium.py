"""Proposed consortia, or why there is none, as people read them."""

from collections.abc import Iterator
from itertools import chain

from triplehelix.graph.analysis.consortium import Bond, Consortium, Member, Proposal
from triplehelix.graph.analysis.obstacles import Obstacle, Obstacles
from triplehelix.graph.labels import Labels
from triplehelix.graph.messages import Messages
from triplehelix.graph.output import as_table, wrapped
from triplehelix.graph.terms import THX

__all__ = ["consortium_text"]


def consortium_text(found: Consortium, labels: Labels, texts: Messages) -> str:
    """The proposals, or the rules in the way; and what the data cannot tell."""
    return "\n\n".join(block.rstrip("\n") for block in _Telling(found, labels, texts).blocks()) + "\n"


class _Telling:
    def __init__(self, found: Consortium, labels: Labels, texts: Messages) -> None:
        self._found, self._labels, self._texts = found, labels, texts
        self._stages = ", ".join(found.stages)

    def blocks(self) -> Iterator[str]:
        found, texts = self._found, self._texts
        title = "none" if found.obstacles else "title"
        heading = texts(f"consortium.{title}", therapy=found.therapy, stages=self._stages)
        yield _lines(heading, texts("consortium.rules", title=found.pack, source=found.source))
        for number, proposal in enumerate(found.proposals, 1):
            yield self._proposal(number, proposal)
        if found.obstacles:
            yield self._obstacles(found.obstacles)
        yield _lines(*self._cautions())

    def _proposal(self, number: int, proposal: Proposal) -> str:
        texts = self._texts
        heading = texts(
            "consortium.proposal",
            n=number,
            members=texts.plural("consortium.members", len(proposal.members)),
            closeness=texts.decimal(proposal.closeness),
            newcomers=f"{texts.number(round(100 * proposal.newcomers))} %",
        )
        columns = ("member", "kind", "country", "covers", "newcomer")
        header = [texts(f"consortium.{column}") for column in columns]
        table = as_table(header, [self._row(member) for member in proposal.members])
        return "\n".join([heading, "", table, *self._owned(proposal), *self._bonds(proposal)])

    def _row(self, member: Member) -> list[str]:
        texts = self._texts
        return [
            member.actor.name,
            self._labels(THX[member.actor.type]),
            member.country or texts("consortium.unknown"),
            ", ".join(member.stages),
            texts("consortium.yes") if member.newcomer else "",
        ]

    def _owned(self, proposal: Proposal) -> Iterator[str]:
        """Who may not stand by itself any more."""
        owned = [(one.actor.name, one.owner.name) for one in proposal.members if one.owner]
        for name, owner in owned:
            yield from wrapped(self._texts("consortium.owned", name=name, owner=owner), further="")
        yield from [""] if owned else []

    def _bonds(self, proposal: Proposal) -> Iterator[str]:
        if proposal.bonds:
            yield self._texts("consortium.bonds")
            yield from chain.from_iterable(map(self._bond, proposal.bonds))
        if proposal.apart:
            groups = " | ".join(", ".join(one.name for one in group) for group in proposal.apart)
            yield from wrapped(self._texts("consortium.apart", groups=groups), "  ")

    def _bond(self, bond: Bond) -> list[str]:
        texts = self._texts
        distance = texts.decimal(bond.distance)
        way = " → ".join(one.name for one in (bond.start, *bond.via, bond.end))
        told = texts("consortium.met", told=way if bond.via else bond.sentence, distance=distance)
        said = [texts("consortium.says", citation=bond.sources[0].reference)] if bond.sources else []
        mark = texts("path.rests") if bond.deduced else ""
        return [*wrapped(f"{mark}{told}", "  "), *chain.from_iterable(wrapped(one, "    ") for one in said)]

    def _obstacles(self, there: Obstacles) -> str:
        texts = self._texts
        if not there.rules:
            return _lines(texts("consortium.nobody", therapy=self._found.therapy))
        heading = texts("consortium.jointly" if there.jointly else "consortium.alone")
        rules = chain.from_iterable(wrapped(f"• {self._obstacle(rule)}", "  ") for rule in there.rules)
        return "\n".join([heading, *rules, "", *wrapped(texts("consortium.wider"), further="")])

    def _obstacle(self, one: Obstacle) -> str:
        """A rule, and how far the candidates go; the numbers say nothing of a rule that sets a limit."""
        values = ", ".join(one.values) or self._texts("consortium.nothing")
        enough = one.found >= one.needed
        known = "" if enough else self._texts("consortium.found", found=values, n=one.found, needed=one.needed)
        return " ".join(filter(None, [f"{one.rule}.", known]))

    def _cautions(self) -> Iterator[str]:
        found, texts = self._found, self._texts
        if found.candidates:
            yield texts.plural("consortium.candidates", found.candidates)
        if found.nowhere:
            yield texts.plural("consortium.nowhere", found.nowhere)
        if found.proposals and found.compared < found.candidates:
            numbers = {"n": texts.number(found.compared), "all": texts.number(found.candidates)}
            yield texts("consortium.compared", **numbers)
        yield from filter(None, [found.note, texts("consortium.caveat", therapy=found.therapy)])


def _lines(*sentences: str) -> str:
    return "\n".join(chain.from_iterable(wrapped(sentence, "", "") for sentence in sentences))
