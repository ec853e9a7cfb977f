"""Who should form a consortium: members who cover the stages for a therapy, keep a funder's rules, and are close.

There are as few members as the rules and stages allow, or as many as are asked for; of all such sets the best by
`composing.value`. The rules decide first, exactly, among all candidates; closeness then among the nearest of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice
from typing import Final

import networkx as nx
from pyoxigraph import NamedNode, Quad

from triplehelix.graph.actors import actor_filter
from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.analysis.composing import Choice, Closeness, best, fewest, value
from triplehelix.graph.analysis.consortium_candidates import Candidates, Work, nearness
from triplehelix.graph.analysis.obstacles import Obstacles, obstacles
from triplehelix.graph.analysis.rule_packs import RulePack
from triplehelix.graph.analysis.rules import Candidate, Rule
from triplehelix.graph.errors import UnfitName
from triplehelix.graph.history import History
from triplehelix.graph.messages import messages
from triplehelix.graph.terms import RDF, THX
from triplehelix.graph.values import Entity, Source

__all__ = ["COMPARED", "Aim", "Bond", "Consortium", "Member", "Proposal", "consortium"]

COMPARED: Final = 60
"""So many candidates are compared pair by pair: some seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a consortium is wished to be, in the words of whoever asks."""

    therapy: str
    stages: Sequence[str]
    pack: RulePack
    including: Sequence[str] = ()
    """Who must be a member."""
    avoid: Sequence[str] = ()
    size: int | None = None
    """How many members; None for as few as can be."""
    newcomers: float = 0.0
    """How much the share of newcomers weighs beside the mean closeness, which is 1 at most."""
    alternatives: int = 0
    """How many further proposals."""
    wider: bool = False
    """Whether who is at one of the stages may be a member, whatever it works on; it covers none."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a proposed consortium."""

    proposal: int
    actor: Entity
    stages: tuple[str, ...]
    """Which of the stages it covers, by name."""
    country: str | None
    """Its ISO code."""
    helix: str | None
    newcomer: bool
    """Whether no document knows it in any initiative."""
    owner: Entity | None
    """Who bought it last."""


@dataclass(frozen=True, slots=True)
class Bond:
    """How two members come together."""

    start: Entity
    end: Entity
    distance: float
    via: tuple[Entity, ...]
    """Who can introduce them, where they do not meet."""
    sentence: str
    """Where they meet, or where the first of them meets who can introduce it."""
    deduced: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A set of members that keeps all rules."""

    members: tuple[Member, ...]
    closeness: float
    """The mean over all pairs, from 0 to 1."""
    newcomers: float
    """Their share."""
    bonds: tuple[Bond, ...]
    """So many as join all members, the nearest first: the minimum spanning tree of their distances."""
    apart: tuple[tuple[Entity, ...], ...]
    """The groups between which no way is known, where there are several."""


@dataclass(frozen=True, slots=True)
class Consortium:
    """Proposals, the best first; or why there is none."""

    therapy: str
    stages: tuple[str, ...]
    rules: tuple[str, ...]
    pack: str
    source: str
    note: str
    candidates: int
    compared: int
    """How many of them closeness was compared among."""
    nowhere: int
    """How many have no known country, and so help to keep no rule about countries."""
    proposals: tuple[Proposal, ...]
    obstacles: Obstacles | None

    @property
    def rows(self) -> tuple[Member, ...]:
        """The members of all proposals."""
        return tuple(member for one in self.proposals for member in one.members)


def consortium(collaboration: Collaboration, aim: Aim) -> Consortium:
    """The best consortia for an aim.

    Raises
    ------
    NameNotFound, AmbiguousName
        If a name means nothing of its kind, or several things.
    UnfitName
        If somebody is both wanted and avoided, or is no actor.
    """
    return _Search(collaboration, aim).answer()


class _Search:
    """An aim whose names are known, in one network."""

    def __init__(self, collaboration: Collaboration, aim: Aim) -> None:
        self._collaboration, self._aim = collaboration, aim
        self._reading = collaboration.reading
        [self._therapy] = actor_filter(self._reading, therapies=[aim.therapy]).therapies
        self._stages = {
            iri: typed for typed in aim.stages for iri in actor_filter(self._reading, stages=[typed]).stages
        }
        self._including = list(dict.fromkeys(map(self._actor, aim.including)))
        self._avoided = set(map(self._actor, aim.avoid))
        if both := self._avoided.intersection(self._including):
            raise UnfitName(f"{min(one.name for one in both)} is both wanted and avoided; leave out one of the two")

    def _actor(self, name: str) -> Entity:
        entity = self._reading.resolve(name)
        if Quad(NamedNode(entity.id), RDF.type, THX.Actor) not in self._reading.store:
            raise UnfitName(f"{entity.name} is no actor, and cannot be a member; name an organisation")
        return entity

    def answer(self) -> Consortium:
        fewest_members = fewest(self._candidates, self._rules, self._favour)
        compared, proposals = self._proposals(fewest_members) if fewest_members else (0, ())
        missing = None if fewest_members else obstacles(self._candidates, self._rules)
        return Consortium(
            therapy=self._reading.labels(self._therapy),
            stages=tuple(map(self._reading.labels, self._stages)),
            rules=tuple(rule.says for rule in self._aim.pack.rules),
            pack=self._aim.pack.title,
            source=self._aim.pack.source,
            note=self._aim.pack.note,
            candidates=len(self._candidates),
            compared=compared,
            nowhere=sum(not one.country for one in self._candidates),
            proposals=proposals,
            obstacles=missing,
        )

    @cached_property
    def _candidates(self) -> list[Candidate]:
        forced, avoided = ({one.id for one in some} for some in (self._including, self._avoided))
        found = Candidates(self._collaboration, Work(self._aim.therapy, self._stages))
        return found.of(forced=forced, avoided=avoided, wider=self._aim.wider)

    @cached_property
    def _rules(self) -> list[Rule]:
        """Those of the pack, and the wishes, which are rules as well."""
        return [*self._aim.pack.rules, *self._wishes()]

    def _wishes(self) -> Iterator[Rule]:
        texts = messages(self._reading.language)
        for stage in self._stages:
            says = texts("consortium.rule.stage", stage=self._reading.labels(stage))
            yield Rule(says=says, stages=[stage], at_least=1)
        for one in self._including:
            yield Rule(says=texts("consortium.rule.with", name=one.name), actors=[one.id], at_least=1)
        if self._aim.size:
            says = texts("consortium.rule.size", n=self._aim.size)
            yield Rule(says=says, at_least=self._aim.size, at_most=self._aim.size)

    @cached_property
    def _favour(self) -> list[float]:
        """How near each candidate is to whoever must be in; or else how strong its ties are."""
        actors = [one.actor for one in self._candidates]
        if self._including:
            near = nearness(self._collaboration, actors, [one.id for one in self._including])
            return [float(total) for total in near.sum(axis=1)]
        strengths = dict(self._collaboration.projection.degree(weight="strength"))
        return [strengths.get(actor, 0.0) for actor in actors]

    def _proposals(self, fewest_members: Sequence[int]) -> tuple[int, tuple[Proposal, ...]]:
        """The best, and the next best; among those who are favoured most, and who keep the rules with the fewest."""
        favoured = sorted(range(len(self._candidates)), key=lambda n: (-self._favour[n], n))[:COMPARED]
        known = [self._candidates[n] for n in sorted({*favoured, *fewest_members})]
        actors = [one.actor for one in known]
        closeness = nearness(self._collaboration, actors, actors)
        wanted = Choice(len(fewest_members), closeness, self._aim.newcomers)
        found = islice(best(known, self._rules, wanted), 1 + self._aim.alternatives)
        told = (self._proposal(n, choice, known, closeness) for n, choice in enumerate(found, 1))
        return len(known), tuple(told)

    def _proposal(self, number: int, choice: Sequence[int], known: Sequence[Candidate], near: Closeness) -> Proposal:
        members = [known[n] for n in choice]
        together = nx.Graph()
        together.add_nodes_from(members)
        pairs = ((one, other, near[one, other]) for one, other in combinations(choice, 2))
        together.add_weighted_edges_from((known[one], known[other], 1 / each) for one, other, each in pairs if each)
        bonds = (self._bond(one.actor, other.actor) for one, other in nx.minimum_spanning_edges(together, data=False))
        return Proposal(
            members=tuple(self._member(number, one) for one in members),
            closeness=value(choice, known, Choice(len(choice), near)),
            newcomers=sum(one.newcomer for one in members) / len(members),
            bonds=tuple(sorted(bonds, key=lambda bond: bond.distance)),
            apart=self._apart(together),
        )

    def _apart(self, together: nx.Graph) -> tuple[tuple[Entity, ...], ...]:
        groups = [sorted(one.actor for one in group) for group in nx.connected_components(together)]
        return tuple(map(self._collaboration.entities, sorted(groups))) if len(groups) > 1 else ()

    def _member(self, number: int, one: Candidate) -> Member:
        entity = self._collaboration.entity(one.actor)
        stages = tuple(self._reading.labels(stage) for stage in self._stages if stage in one.stages)
        owner = History(self._reading).owner(entity)
        return Member(number, entity, stages, one.country or None, one.helix or None, one.newcomer, owner)

    def _bond(self, one: str, other: str) -> Bond:
        """The nearest way between two, and who says so of its first step."""
        [path] = self._collaboration.finder.paths([one], [other], k=1)
        start, *via, end = self._collaboration.entities(path.actors)
        step = self._collaboration.neighbour(start.id, path.actors[1])
        return Bond(start, end, path.distance, tuple(via), step.sentence, step.deduced, step.sources)
