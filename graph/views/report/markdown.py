"""A Report as Markdown, for a memo or a wiki: figures stand as their tables."""

from collections.abc import Iterator

from triplehelix.graph.messages import Messages, messages
from triplehelix.graph.views.report.figures import is_number, shown
from triplehelix.graph.views.report.model import Report, Section, Table

__all__ = ["markdown"]


def markdown(report: Report) -> str:
    """The whole report; the same report gives the same text."""
    texts = messages(report.language)
    blocks = [f"# {_escaped(report.title)}", report.description, report.dated]
    for section in report.sections:
        blocks += _section(section, texts)
    caveats = "\n".join(f"- {_escaped(caveat)}" for caveat in report.caveats)
    blocks += [f"## {texts('report.page.caveats')}", caveats, f"{texts('report.page.made')} `{report.command}`"]
    blocks += [f"{texts('report.page.licence')} {report.licence}"] if report.licence else []
    return "\n\n".join(filter(None, blocks)) + "\n"


def _section(section: Section, texts: Messages) -> Iterator[str]:
    yield f"## {_escaped(section.title)}"
    yield from map(_escaped, section.paragraphs)
    for table in section.tables:
        yield f"**{_escaped(table.caption)}**"
        yield _grid(table, texts)
        yield _escaped(table.note)
        yield f"{texts('report.page.source')} `{table.command}`"


def _grid(table: Table, texts: Messages) -> str:
    numeric = [is_number(cell) for cell in table.rows[0]] if table.rows else [False] * len(table.header)
    rule = ["---:" if one else "---" for one in numeric]
    rows = [[_escaped(shown(cell, texts)) for cell in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in [[*map(_escaped, table.header)], rule, *rows])


def _escaped(text: str) -> str:
    """A text in which nothing is markup."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#" else letter for letter in text.replace("\n", " "))
