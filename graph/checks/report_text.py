"""A report as a text for people: how much there is, then each rule with some of its findings."""

from collections.abc import Iterator
from itertools import groupby

from triplehelix.graph.checks.findings import SEVERITIES, Finding, Report
from triplehelix.graph.messages import Messages
from triplehelix.graph.output import wrapped

__all__ = ["report_rows", "report_text"]

HEADER = ("severity", "id", "subject", "property", "value", "place", "message")


def report_text(report: Report, texts: Messages, shown: int | None = 3) -> str:
    """The report, with at most so many findings of each rule; all of them for None."""
    lines = [_summary(report, texts)]
    for _, group in groupby(report.findings, key=lambda finding: finding.rule.id):
        lines.extend(["", *_of_rule(list(group), texts, shown)])
    return "\n".join(lines) + "\n"


def _summary(report: Report, texts: Messages) -> str:
    if not report.findings:
        return texts("check.fine")
    return ", ".join(texts.plural(f"check.{severity}", report.counts[severity]) for severity in SEVERITIES)


def _of_rule(findings: list[Finding], texts: Messages, shown: int | None) -> Iterator[str]:
    rule = findings[0].rule
    head = f"{texts.plural(f'check.{rule.severity}', len(findings))} · {rule.id}"
    yield from wrapped(texts("list.of", label=head, value=rule.message))
    for finding in findings[:shown]:
        yield from wrapped(_line(finding), "  ")
    if shown is not None and len(findings) > shown:
        yield texts("check.more", n=texts.number(len(findings) - shown))
    yield from wrapped(texts("check.do", remedy=rule.remedy), "  ")


def _line(finding: Finding) -> str:
    told = " · ".join(filter(None, (finding.name, finding.spot.property, finding.spot.value)))
    return f"{finding.place}: {told}" if finding.place else f"{told} <{finding.spot.subject}>"


def report_rows(report: Report) -> list[tuple[str, ...]]:
    """The findings as rows: severity, id, subject, property, value, place, message."""
    return [
        (f.rule.severity, f.rule.id, f.spot.subject, f.spot.property, f.spot.value, str(f.place or ""), f.rule.message)
        for f in report.findings
    ]
