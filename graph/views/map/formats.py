"""The forms in which a map can be written."""

from collections.abc import Callable, Mapping
from typing import Final

from triplehelix.graph.views.map.model import Page
from triplehelix.graph.views.map.networks import gexf, graphml
from triplehelix.graph.views.map.page import render
from triplehelix.graph.views.map.picture import png, svg
from triplehelix.graph.views.map.record import as_record

__all__ = ["FORMATS", "written"]

FORMATS: Final[Mapping[str, Callable[[Page], bytes]]] = {
    "html": lambda page: render(page).encode(),
    "graphml": graphml,
    "gexf": gexf,
    "svg": lambda page: svg(page).encode(),
    "png": png,
    "json": as_record,
}


def written(page: Page, form: str) -> bytes:
    """A page in one of `FORMATS`; the same page gives the same bytes.

    Raises
    ------
    Impossible
        If there is no font for a picture of points.
    """
    return FORMATS[form](page)
