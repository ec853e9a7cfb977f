"""What a check finds: a rule that is not kept, where, and what to do about it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from triplehelix.graph.errors import Place

__all__ = ["SEVERITIES", "Finding", "Report", "Rule", "Severity", "Spot"]

Severity = Literal["error", "warning", "notice"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "notice")
"""The gravest first."""


class Spot(NamedTuple):
    """Where a rule is not kept: the thing, and the property and value where they matter."""

    subject: str
    property: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What data must keep: its id is that of its findings; what to do is told for whoever finds it broken."""

    id: str
    severity: Severity
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that something does not keep."""

    rule: Rule
    spot: Spot
    name: str = ""
    """What the thing is called."""
    place: Place | None = None
    """The row of the table that defines the thing, where there is one."""


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of a check, the gravest first."""

    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Report":
        """The findings in order: by severity, rule, and place or name."""
        return cls(tuple(sorted(findings, key=_order)))

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity."""
        counted = Counter(finding.rule.severity for finding in self.findings)
        return {severity: counted[severity] for severity in SEVERITIES}

    @property
    def conforms(self) -> bool:
        """Whether there is no error."""
        return not self.fails("error")

    def only(self, ids: Collection[str]) -> "Report":
        """The findings of some rules; all where none is named."""
        return Report(tuple(finding for finding in self.findings if not ids or finding.rule.id in ids))

    def fails(self, least: Severity) -> bool:
        """Whether there is a finding of this severity or a graver one."""
        grave = SEVERITIES[: SEVERITIES.index(least) + 1]
        return any(finding.rule.severity in grave for finding in self.findings)


def _order(finding: Finding) -> tuple[int, str, str, int, Spot]:
    place = finding.place or Place("")
    return SEVERITIES.index(finding.rule.severity), finding.rule.id, place.file, place.line, finding.spot
