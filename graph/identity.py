"""Which names are the same thing: the ids that were declared the same (`owl:sameAs`) have one canonical id."""

from collections.abc import Iterable

__all__ = ["canonical_ids"]


def canonical_ids(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each id that is not canonical, with the smallest id that it was declared the same as.

    >>> canonical_ids([("b", "a"), ("b", "c")])
    {'b': 'a', 'c': 'a'}
    """
    groups: dict[str, set[str]] = {}
    for one, other in pairs:
        joined = groups.get(one, {one}) | groups.get(other, {other})
        groups.update(dict.fromkeys(joined, joined))
    return {name: min(group) for name, group in sorted(groups.items()) if name != min(group)}
