"""The whole check: shapes and audit, or the shapes of a profile; each finding told once, in a language."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from triplehelix.graph.checks.audit import audit, audit_rules
from triplehelix.graph.checks.findings import Finding, Report, Rule, Spot
from triplehelix.graph.checks.inputs import Checked
from triplehelix.graph.checks.shapes import PROFILES, SHAPES, rules_of, violations
from triplehelix.graph.labels import Labels
from triplehelix.graph.terms import local_name

__all__ = ["all_rules", "check", "check_profile"]

Found = Iterable[tuple[str, Spot]]


def check(
    checked: Checked,
    today: date | None = None,
    *,
    only: Collection[str] = (),
    online: bool = False,
    language: str = "en",
) -> Report:
    """What is wrong or worth a look in a store, by all rules or only some.

    Without a day, what depends on it (how old documents are) is left out; only `online` touches the network.

    >>> from pyoxigraph import Store
    >>> check(Checked(Store())).findings[0].rule.id  # the ontology, which is part of the merged knowledge, is missing
    'merge-drift'
    """
    audited = [*audit(checked.store, today, online=online), *(("merge-drift", spot) for spot in checked.drift)]
    found = [*audited, *_not_yet_told(violations(checked.store, SHAPES, only), audited)]
    return _report(checked, found, all_rules(language), language).only(only)


def check_profile(checked: Checked, profile: str, *, only: Collection[str] = (), language: str = "en") -> Report:
    """How far the store keeps a profile: the rules that an organisation outside sets, such as `eccp`."""
    path = PROFILES[profile]
    return _report(checked, violations(checked.store, path, only), rules_of(path, language), language)


def all_rules(language: str = "en") -> dict[str, Rule]:
    """The rules of the shapes and of the audit, by their ids."""
    return rules_of(SHAPES, language) | audit_rules(language)


def _not_yet_told(found: Found, audited: Found) -> Iterator[tuple[str, Spot]]:
    """A value that stands in no scheme at all is not also told to stand in the wrong one."""
    unknown = {(spot.subject, spot.value) for name, spot in audited if name == "unknown-concept"}
    return ((name, spot) for name, spot in found if (spot.subject, spot.value) not in unknown)


def _report(checked: Checked, found: Found, rules: Mapping[str, Rule], language: str) -> Report:
    labels = Labels(checked.store, language)
    findings = {
        Finding(rules[name], _shortened(spot), labels(spot.subject), checked.places.get(_definer(spot.subject)))
        for name, spot in found
    }
    return Report.of(findings)


def _shortened(spot: Spot) -> Spot:
    """The spot with the property's own name, and no value where that is the thing itself."""
    return spot._replace(property=local_name(spot.property), value="" if spot.value == spot.subject else spot.value)


def _definer(subject: str) -> str:
    """The thing in whose row something stands: money is named after whose it is."""
    return subject.partition("/amount/")[0].partition("/budget/")[0]
