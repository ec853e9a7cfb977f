"""Which ids are the same thing: by what was decided, and by the identifiers that they share.

Decisions come first, then the identifiers, kind by kind, the most exact first. A link joins nothing where it would join
two things of which one of these is true: somebody decided that they differ; a register that gives everybody one number
gives them two. All is a function of what is stated, whatever the order.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final, NamedTuple

from triplehelix.graph.identifiers import AUTHORITIES, SCHEMES, Identifier
from triplehelix.graph.terms import BASE

__all__ = ["Identity", "Link", "identity"]

_REGISTER_CODES: Final = tuple(f"{BASE}actor/{register}-" for register in ("pic", "ror", "lei", "vat", "kbo"))

Pair = tuple[str, str]


class Link(NamedTuple):
    """Ids that belong together: those of a decision, or all that share an identifier."""

    ids: tuple[str, ...]
    identifier: Identifier | None = None
    """What they share; None where it was decided."""


@dataclass(frozen=True)
class Identity:
    """What belongs together: the canonical id of each id that is none, and why."""

    kept: Mapping[str, str]
    links: tuple[Link, ...] = ()
    """What joined them."""
    refused: tuple[Link, ...] = ()
    """What joined nobody, because the things are kept apart."""


def identity(
    same: Iterable[Pair] = (), different: Iterable[Pair] = (), known: Iterable[tuple[str, Identifier]] = ()
) -> Identity:
    """Which ids are one thing: `same` and `different` were decided, `known` are the identifiers of each id.

    The canonical id is one of our own that is no register's number, if there is one; of several the smallest.

    >>> pic, vat = Identifier("pic", "999976202"), Identifier("vat", "BE0404123456")
    >>> identity(known=[("b", pic), ("a", pic)]).kept
    {'b': 'a'}
    >>> other = Identifier("pic", "999840401")
    >>> identity(known=[("a", pic), ("b", other), ("a", vat), ("b", vat)]).kept
    {}
    """
    holders: dict[Identifier, set[str]] = defaultdict(set)
    for name, identifier in known:
        holders[identifier].add(name)
    shared = [Link(tuple(sorted(ids)), identifier) for identifier, ids in holders.items() if len(ids) > 1]
    groups = _Groups(_both_ways(different))
    decided = [Link(tuple(sorted(pair))) for pair in {frozenset(pair) for pair in same} if len(pair) > 1]
    groups.join(decided)
    groups.trust_registers(_numbers(holders, {name for link in (*decided, *shared) for name in link.ids}))
    for scheme in SCHEMES:
        groups.join([link for link in shared if link.identifier and link.identifier.scheme == scheme])
    return groups.identity()


def _both_ways(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    apart: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        if one != other:
            apart[one].add(other)
            apart[other].add(one)
    return apart


def _numbers(holders: Mapping[Identifier, set[str]], linked: set[str]) -> dict[str, set[Identifier]]:
    """The numbers that registers gave to ids that are linked to any other; the rest are nobody's rivals."""
    numbers: dict[str, set[Identifier]] = defaultdict(set)
    for identifier, ids in holders.items():
        if identifier.scheme in AUTHORITIES:
            for name in ids & linked:
                numbers[name].add(identifier)
    return numbers


class _Groups:
    """Ids that were joined, and what forbids joining more."""

    def __init__(self, apart: Mapping[str, set[str]]) -> None:
        self._apart = apart
        self._numbers: dict[str, set[Identifier]] = {}
        self._forest = _Forest()
        self._members: dict[str, set[str]] = {}
        self._joined: list[Link] = []
        self._refused: list[Link] = []

    def trust_registers(self, numbers: Mapping[str, set[Identifier]]) -> None:
        """From now on whoever has two numbers of one register is two, unless it was decided already."""
        self._numbers = dict(numbers)
        for members in self._members.values():
            together = set[Identifier]().union(*(numbers.get(name, ()) for name in members))
            self._numbers.update(dict.fromkeys(members, together))

    def join(self, links: Iterable[Link]) -> None:
        """Join what may be joined: of links that lead from one thing to another that it is not, none counts."""
        sound: list[Link] = []
        for link in links:
            (sound if self._may_join(link.ids) else self._refused).append(link)
        for chain in self._chains(sound):
            names = {name for link in chain for name in link.ids}
            if self._may_join(names):
                self._unite(names)
                self._joined += chain
            else:
                self._refused += chain

    def identity(self) -> Identity:
        """What came of it, in an order that depends on nothing else."""
        groups = {min(members, key=_rank): members for members in self._members.values()}
        kept = {name: first for first in sorted(groups) for name in sorted(groups[first]) if name != first}
        return Identity(kept, tuple(sorted(self._joined, key=_in_order)), tuple(sorted(self._refused, key=_in_order)))

    def _chains(self, links: Iterable[Link]) -> Iterable[list[Link]]:
        """Links that touch each other, together."""
        forest = _Forest()
        for link in links:
            forest.unite({self._forest.root(name) for name in link.ids})
        chains: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            chains[forest.root(self._forest.root(link.ids[0]))].append(link)
        return chains.values()

    def _may_join(self, names: Iterable[str]) -> bool:
        roots = {self._forest.root(name) for name in names}
        if len(roots) == 1:
            return True
        members = self._all_members(roots)
        return not (self._decided_apart(members) or self._registered_apart(members))

    def _decided_apart(self, members: set[str]) -> bool:
        return any(not members.isdisjoint(self._apart.get(name, ())) for name in members)

    def _registered_apart(self, members: set[str]) -> bool:
        """Whether a register knows two of them, and no number of it is common to both."""
        return any(
            one.isdisjoint(other)
            for scheme in AUTHORITIES
            for one, other in combinations(self._numbers_in(scheme, members), 2)
        )

    def _numbers_in(self, scheme: str, members: set[str]) -> set[frozenset[Identifier]]:
        of_scheme = (frozenset(i for i in self._numbers.get(name, ()) if i.scheme == scheme) for name in members)
        return {numbers for numbers in of_scheme if numbers}

    def _unite(self, names: Iterable[str]) -> None:
        roots = {self._forest.root(name) for name in names}
        members = self._all_members(roots)
        for root in roots:
            self._members.pop(root, None)
        self._forest.unite(roots)
        self._members[self._forest.root(min(roots))] = members

    def _all_members(self, roots: Iterable[str]) -> set[str]:
        return {name for root in roots for name in self._members.get(root, (root,))}


class _Forest:
    """Disjoint sets of names: what was united has one root."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def root(self, name: str) -> str:
        while (above := self._above.get(name, name)) != name:
            self._above[name] = self._above.get(above, above)  # half the way for whoever comes next
            name = above
        return name

    def unite(self, names: Iterable[str]) -> None:
        first, *others = sorted({self.root(name) for name in names})
        self._above.update(dict.fromkeys(others, first))


def _rank(name: str) -> tuple[int, str]:
    """Our own ids before those of others, what people chose before a register's number; what had no name is last."""
    if name.startswith(f"{BASE}blank/"):
        return 3, name
    own = 1 if name.startswith(_REGISTER_CODES) else 0 if name.startswith(BASE) else 2
    return own, name


def _in_order(link: Link) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return link.identifier or (), link.ids
