"""How far the data can be trusted: who says so, how long ago, who contradicts, and what was only concluded."""

from collections import Counter
from collections.abc import Iterator

from triplehelix.graph.checks.audit import audit, audit_rules
from triplehelix.graph.checks.findings import SEVERITIES
from triplehelix.graph.loads import DocumentRecord, documents
from triplehelix.graph.reading import Reading
from triplehelix.graph.statistics import statistics
from triplehelix.graph.views.report.model import Section, Table
from triplehelix.graph.views.report.subject import Subject

__all__ = ["quality"]

_FIRST = 10
_YEAR = 4
_AUDITED = 2_000_000
"""So many quads are audited in half a minute; of a larger store the report says how to have that done."""


def quality(subject: Subject) -> Section:
    """The documents by publisher and year, and what the checks find."""
    texts, known = subject.texts, documents(subject.reading.store)
    counted = statistics(subject.reading.store).counts
    undated = sum(not one.document.issued for one in known)
    told = texts(
        "report.quality.told",
        documents=texts.number(len(known)),
        undated=texts.number(undated),
        deduced=texts.number(counted["deduced_ties"]),
        share=subject.percent(counted["deduced_ties"], counted["ties"]),
    )
    small = len(subject.reading.store) <= _AUDITED
    paragraphs = (told,) if small else (told, texts("report.quality.unaudited"))
    tables = (_by_year(subject, known), _by_publisher(subject, known), *([_found(subject)] if small else []))
    return Section("quality", texts("report.quality.title"), paragraphs, tuple(one for one in tables if one.rows))


def _by_year(subject: Subject, known: list[DocumentRecord]) -> Table:
    years = Counter(int(one.document.issued[:_YEAR]) for one in known if one.document.issued[:_YEAR].isdigit())
    span = range(min(years), max(years) + 1) if years else ()
    return Table(
        caption=subject.texts("report.quality.years"),
        header=subject.words("year", "documents"),
        rows=tuple((str(year), years[year]) for year in span),
        command="triplehelix ask documents-by-year",
        drawing="trend" if years else None,
    )


def _by_publisher(subject: Subject, known: list[DocumentRecord]) -> Table:
    publishers = Counter(one.document.publisher for one in known if one.document.publisher)
    first = sorted(publishers.items(), key=lambda one: (-one[1], one[0]))[:_FIRST]
    return Table(
        caption=subject.texts("report.quality.publishers", n=len(first)),
        header=subject.words("publisher", "documents"),
        rows=tuple(first),
        command="triplehelix ask documents-by-publisher",
        drawing="bars" if first else None,
    )


def _found(subject: Subject) -> Table:
    """What the audit finds, by rule; the validation by shapes takes longer than a report may."""
    rows = sorted(_findings(subject.reading, subject), key=lambda row: (SEVERITIES.index(row[0]), -row[2]))
    return Table(
        caption=subject.texts("report.quality.found"),
        header=subject.words("rule", "severity", "n"),
        rows=tuple((message, subject.texts(f"report.severity.{severity}"), n) for severity, message, n in rows),
        command="triplehelix check" + (f" --today {subject.today}" if subject.today else ""),
        note=subject.texts("report.quality.conflicts"),
    )


def _findings(reading: Reading, subject: Subject) -> Iterator[tuple[str, str, int]]:
    rules = audit_rules(reading.language)
    for name, n in sorted(Counter(name for name, _ in audit(reading.store, subject.today)).items()):
        yield rules[name].severity, rules[name].message, n
