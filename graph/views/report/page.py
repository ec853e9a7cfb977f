"""From a Report to the bytes of its HTML: no script, no request, and only the page's own style may be applied."""

import base64
import hashlib
from importlib.resources import files
from itertools import count

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from triplehelix.graph.messages import messages
from triplehelix.graph.views.report.figures import drawn, is_number, shown
from triplehelix.graph.views.report.model import Report, Table

__all__ = ["render"]

_FULL = 4
"""From so many columns on a table takes the whole width."""


def render(report: Report) -> str:
    """The complete HTML of a report; the same report gives the same text."""
    style, texts = _own("report.css"), messages(report.language)
    numbers = count(1)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_own("report.html.j2")).render(
        report=report,
        words=texts.section("report.page"),
        policy=f"default-src 'none'; style-src '{_digest(style)}'; base-uri 'none'; form-action 'none'",
        style=Markup(style),  # noqa: S704 (our own file)
        drawn=lambda table: drawn(table, next(numbers), texts),
        shown=lambda cell: shown(cell, texts),
        is_number=is_number,
        is_wide=_is_wide,
    )


def _is_wide(table: Table) -> bool:
    return table.drawing in ("heat", "trend", "tiles") or len(table.header) >= _FULL


def _own(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
