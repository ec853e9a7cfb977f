"""What shapes cannot say: the rules that look at the evidence, at several things at once, or at the day."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from pyoxigraph import Store

from triplehelix.graph.checks import actors, evidence, ties
from triplehelix.graph.checks.drift import drift
from triplehelix.graph.checks.findings import Rule, Severity, Spot
from triplehelix.graph.checks.online import unreachable_source
from triplehelix.graph.messages import messages

__all__ = ["audit", "audit_rules"]

_ALWAYS: Final[Mapping[str, tuple[Severity, Callable[[Store], Iterator[Spot]]]]] = {
    "missing-source": ("error", evidence.missing_source),
    "unsourced-file": ("notice", evidence.unsourced_file),
    "undated-source": ("notice", evidence.undated_source),
    "conflict": ("notice", evidence.conflict),
    "unsafe-iri": ("error", evidence.unsafe_iri),
    "merge-drift": ("error", drift),
    "orphan-actor": ("warning", actors.orphan_actor),
    "holder-without-office": ("warning", actors.holder_without_office),
    "possible-duplicate": ("warning", actors.possible_duplicate),
    "fewer-members": ("notice", actors.fewer_members),
    "unknown-concept": ("error", ties.unknown_concept),
    "tie-with-itself": ("error", ties.tie_with_itself),
    "share-exceeds-whole": ("error", ties.share_exceeds_whole),
    "outside-initiative": ("warning", ties.outside_initiative),
    "period-ends-before-start": ("error", ties.period_ends_before_start),
}
_ON_A_DAY: Final[Mapping[str, tuple[Severity, Callable[[Store, date], Iterator[Spot]]]]] = {
    "stale-source": ("notice", evidence.stale_source),
    "future-event": ("warning", ties.future_event),
}
_ONLINE: Final[Mapping[str, tuple[Severity, Callable[[Store], Iterator[Spot]]]]] = {
    "unreachable-source": ("warning", unreachable_source),
}


def audit(store: Store, today: date | None = None, *, online: bool = False) -> Iterator[tuple[str, Spot]]:
    """The rules that a store does not keep, and where; without a day, what depends on it is left out."""
    for name, (_, finds) in {**_ALWAYS, **(_ONLINE if online else {})}.items():
        yield from ((name, spot) for spot in finds(store))
    if today:
        for name, (_, finds_on) in _ON_A_DAY.items():
            yield from ((name, spot) for spot in finds_on(store, today))


def audit_rules(language: str = "en") -> dict[str, Rule]:
    """The rules of the audit, by their ids.

    >>> audit_rules()["stale-source"].severity
    'notice'
    """
    severities = {name: severity for name, (severity, _) in {**_ALWAYS, **_ON_A_DAY, **_ONLINE}.items()}
    texts = messages(language)
    return {
        name: Rule(name, severity, texts(f"check.{name}.message"), texts(f"check.{name}.remedy"))
        for name, severity in severities.items()
    }
