"""The sections of a report, in the order in which one reads them."""

from collections.abc import Iterator
from datetime import date

from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.dates import PartialDate
from triplehelix.graph.reading import Reading
from triplehelix.graph.views.map.parts import Parts
from triplehelix.graph.views.report.model import Report, Section
from triplehelix.graph.views.report.sections.brokering import brokering
from triplehelix.graph.views.report.sections.central import central
from triplehelix.graph.views.report.sections.changes import changes
from triplehelix.graph.views.report.sections.communities import grouped
from triplehelix.graph.views.report.sections.covered import covered
from triplehelix.graph.views.report.sections.mixed import mixed
from triplehelix.graph.views.report.sections.money import money
from triplehelix.graph.views.report.sections.quality import quality
from triplehelix.graph.views.report.sections.size import composition, size
from triplehelix.graph.views.report.subject import Subject

__all__ = ["report"]

_SECTIONS = (size, composition, central, brokering, mixed, grouped, covered, money)


def report(reading: Reading, since: date | None = None, today: date | None = None) -> Report:
    """The state of an ecosystem, and what changed since a day until today, where both are given.

    Raises
    ------
    DateError
        If today is not after the day since which changes are told.
    """
    subject = Subject(reading, Collaboration(reading), since, today)
    texts, about = reading.texts, Parts([reading]).about()[reading.language]
    return Report(
        title=about["title"],
        description=about["comment"],
        dated=texts("report.dated", date=texts.date(about["issued"])) if PartialDate.read(about["issued"]) else "",
        licence=about["license"],
        language=texts.language,
        sections=tuple(_sections(subject)),
        caveats=tuple(texts.section("report.caveat").values()),
        command=_command(subject),
    )


def _sections(subject: Subject) -> Iterator[Section]:
    yield from (section(subject) for section in _SECTIONS)
    if subject.since and subject.today:
        yield changes(subject, subject.since, subject.today)
    yield quality(subject)


def _command(subject: Subject) -> str:
    days = (("--changes-since", subject.since), ("--today", subject.today))
    told = " ".join(f"{option} {day}" for option, day in days if day)
    return f"triplehelix --lang {subject.reading.language} report {told}".rstrip()
