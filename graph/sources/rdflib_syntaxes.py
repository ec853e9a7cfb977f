"""What only rdflib reads: TriX, HexTuples and RDF Patch, held in memory as a whole."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from xml.sax import SAXParseException

from pyoxigraph import Quad, Store

from triplehelix.graph.errors import InputError, Place, TripleHelixError
from triplehelix.graph.sources.inputs import Input

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["hextuples", "patch", "trix"]


def trix(file: Input) -> Iterator[Quad]:
    """The quads of a TriX file.

    Raises
    ------
    InputError
        If it is none.
    """
    with _reading(file.name, "TriX") as (store, dataset), file.open() as content:
        dataset.parse(content, format="trix")
    yield from store


def patch(file: Input) -> Iterator[Quad]:
    """The quads that an RDF Patch leaves where nothing was before.

    Raises
    ------
    InputError
        If it is none.
    """
    with _reading(file.name, "RDF Patch") as (store, dataset), file.open() as content:
        dataset.parse(content, format="patch")
    yield from store


def hextuples(file: Input) -> Iterator[Quad]:
    """The quads of a HexTuples file, line by line.

    Raises
    ------
    InputError
        At the first line that is none.
    """
    with file.open() as content:
        for number, line in enumerate(content, 1):
            with _reading(file.name, "HexTuples", number) as (store, dataset):
                dataset.parse(data=line, format="hext")
            yield from store


@contextmanager
def _reading(name: str, syntax: str, line: int = 0) -> Iterator[tuple[Store, "Dataset"]]:
    """A place for rdflib to read into, as Oxigraph's terms; what rdflib makes of a broken file is told as one error."""
    from oxrdflib import OxigraphStore  # takes long to import
    from rdflib import Dataset

    store = Store()
    try:
        with _quiet():
            yield store, Dataset(store=OxigraphStore(store=store))
    except (TripleHelixError, OSError, MemoryError):
        raise
    except SAXParseException as error:
        place = Place(name, error.getLineNumber() or 0, (error.getColumnNumber() or 0) + 1)
        raise InputError(f"is not {syntax}: {error.getMessage()}", place) from None
    except Exception as error:  # noqa: BLE001 - its parsers let through whatever a broken file leads to, KeyError for one
        raise InputError(f"is not {syntax}: {error}", Place(name, line)) from None


@contextmanager
def _quiet() -> Iterator[None]:
    """What rdflib finds odd is told by an error; that its parsers use what it deprecates is its own affair."""
    logger = logging.getLogger("rdflib")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        logger.setLevel(before)
