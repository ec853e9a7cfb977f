"""What `triplehelix.graph.identity` should join, said again in sets: slowly, and without its forest."""

from collections.abc import Callable, Iterable
from itertools import combinations

from triplehelix.graph.identifiers import AUTHORITIES, SCHEMES, Identifier

__all__ = ["Group", "naive_groups"]

Group = frozenset[str]
Pair = tuple[str, str]


def naive_groups(
    same: Iterable[Pair], different: Iterable[Pair], known: Iterable[tuple[str, Identifier]]
) -> set[Group]:
    """The ids that are one, as sets of two or more."""
    told, links = set(known), [frozenset(pair) for pair in same]
    apart = [frozenset(pair) for pair in different]

    def decided_apart(group: Group) -> bool:
        return any(len(pair) == 2 and pair <= group for pair in apart)

    names = {name for link in links for name in link} | {name for name, _ in told}
    units = _joined({frozenset([name]) for name in names}, links, decided_apart)

    def numbers(unit: Group, scheme: str) -> set[str]:
        return {one.value for name, one in told if name in unit and one.scheme == scheme}

    def kept_apart(group: Group) -> bool:
        inside = [[numbers(unit, scheme) for unit in units if unit <= group] for scheme in AUTHORITIES]
        rivals = (pair for given in inside for pair in combinations(filter(None, given), 2))
        return decided_apart(group) or any(not one & other for one, other in rivals)

    groups = units
    for scheme in SCHEMES:
        shared = {
            one: frozenset(n for n, same_one in told if same_one == one) for _, one in told if one.scheme == scheme
        }
        groups = _joined(groups, shared.values(), kept_apart)
    return {group for group in groups if len(group) > 1}


def _joined(groups: set[Group], links: Iterable[Group], forbidden: Callable[[Group], bool]) -> set[Group]:
    """The groups after links: what each link joins, then what chains of links join, unless it is forbidden."""
    wholes = [frozenset().union(*(group for group in groups if group & link)) for link in links]
    chains = {whole for whole in wholes if not forbidden(whole)}
    while overlap := next((pair for pair in combinations(chains, 2) if pair[0] & pair[1]), None):
        chains = chains - set(overlap) | {overlap[0] | overlap[1]}
    allowed = {chain for chain in chains if not forbidden(chain)}
    return {group for group in groups if not any(group <= chain for chain in allowed)} | allowed
