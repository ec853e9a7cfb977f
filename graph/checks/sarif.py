"""Findings as SARIF 2.1.0, which code hosts and editors show beside the row that they are about."""

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any, Final

from triplehelix.graph.checks.findings import Finding, Report, Rule

__all__ = ["sarif"]

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "notice": "note"}

Record = dict[str, Any]


def sarif(report: Report) -> Record:
    """The log of one run; what stands in no table has its IRI as a logical location.

    >>> sarif(Report(()))["version"]
    '2.1.0'
    """
    rules = {finding.rule.id: finding.rule for finding in report.findings}
    driver = {
        "name": "triplehelix",
        "version": version("triplehelix"),
        "informationUri": "https://w3id.org/triplehelix",
        "rules": [_rule(rule) for rule in rules.values()],
    }
    results = [_result(finding, list(rules)) for finding in report.findings]
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _rule(rule: Rule) -> Record:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.message},
        "help": {"text": rule.remedy},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, rules: list[str]) -> Record:
    return {
        "ruleId": finding.rule.id,
        "ruleIndex": rules.index(finding.rule.id),
        "level": _LEVELS[finding.rule.severity],
        "message": {"text": f"{' · '.join(_parts(finding))}: {finding.rule.message} {finding.rule.remedy}"},
        "locations": [_location(finding)],
    }


def _parts(finding: Finding) -> Iterable[str]:
    return filter(None, (finding.name, finding.spot.property, finding.spot.value))


def _location(finding: Finding) -> Record:
    logical = [{"fullyQualifiedName": finding.spot.subject, "kind": "resource"}]
    if not finding.place:
        return {"logicalLocations": logical}
    physical = {"artifactLocation": {"uri": _relative(finding.place.file)}, "region": {"startLine": finding.place.line}}
    return {"logicalLocations": logical, "physicalLocation": physical}


def _relative(file: str) -> str:
    from pathlib import Path
    from urllib.parse import quote

    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
