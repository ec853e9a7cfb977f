"""Why no consortium keeps all rules: which rule stands in the way, and what there is to keep it with."""

from collections.abc import Sequence
from dataclasses import dataclass

from triplehelix.graph.analysis.composing import fewest
from triplehelix.graph.analysis.rules import Candidate, Rule

__all__ = ["Obstacle", "Obstacles", "obstacles"]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A rule that is not kept, and how far the candidates go."""

    rule: str
    needed: int
    found: int
    """How many of what the rule counts there are among all candidates."""
    values: tuple[str, ...]
    """Which, where they are countries, kinds or helices."""


@dataclass(frozen=True, slots=True)
class Obstacles:
    """The rules without any one of which there would be a consortium; or else some that cannot be kept together."""

    jointly: bool
    rules: tuple[Obstacle, ...]


def obstacles(candidates: Sequence[Candidate], rules: Sequence[Rule]) -> Obstacles:
    """What stands in the way.

    The rules that cannot be kept even alone are named. If there are none, those without any one of which the others can
    be kept; and if there are none of these either, some that fail together, none of which can be left out for that.

    >>> rule = Rule(says="two countries", counting="countries", at_least=2)
    >>> obstacles([Candidate("a", country="BE")], [rule]).rules[0].values
    ('BE',)
    """
    if not candidates:
        return Obstacles(False, ())
    alone = [rule for rule in rules if fewest(candidates, [rule]) is None]
    if alone:
        return Obstacles(False, tuple(_told(rule, candidates) for rule in alone))
    opening = [rule for rule in rules if fewest(candidates, [one for one in rules if one is not rule]) is not None]
    if opening:
        return Obstacles(False, tuple(_told(rule, candidates) for rule in opening))
    return Obstacles(True, tuple(_told(rule, candidates) for rule in _clashing(candidates, rules)))


def _clashing(candidates: Sequence[Candidate], rules: Sequence[Rule]) -> list[Rule]:
    """Rules that cannot be kept together, though without any one of them the rest of them could."""
    needed = list(rules)
    for rule in rules:
        others = [one for one in needed if one is not rule]
        if fewest(candidates, others) is None:
            needed = others
    return needed


def _told(rule: Rule, candidates: Sequence[Candidate]) -> Obstacle:
    groups = rule.groups(candidates)
    values = () if rule.counting == "entities" else tuple(sorted(groups))
    return Obstacle(rule.says, rule.at_least, len(groups), values)
