"""From a source to a merged store: all of it or nothing."""

from itertools import chain
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store

from triplehelix.graph.errors import Impossible, InputError, Place
from triplehelix.graph.evidence import Load, evidence_graph, evidence_quads
from triplehelix.graph.merge import merge
from triplehelix.graph.sources.inputs import files_of
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.rdf import is_plain, read_quads, read_triples
from triplehelix.graph.sources.statements import Stated, file_as_document
from triplehelix.graph.sources.tables import read as read_tables
from triplehelix.graph.terms import RDF, THX, document_iri
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["load_name", "load_rdf", "load_tables", "open_source", "read_source"]

# formats whose graphs have names
_DATASETS: Final = (RdfFormat.N_QUADS, RdfFormat.TRIG, RdfFormat.JSON_LD)


def open_source(path: Path) -> Store:
    """The merged store of a folder of tables or of an RDF file, in memory.

    Raises
    ------
    InputError
        If there is nothing at the path, or it is neither.
    """
    store = read_source(path)
    merge(store, vocabulary())
    return store


def read_source(path: Path, name: str = "") -> Store:
    """The evidence in a folder of tables or an RDF file; with it the default graph that an export of ours brings.

    The load has the `name`, or else that of the folder or file.

    Raises
    ------
    InputError
        If there is nothing at the path, or it is neither.
    Impossible
        If it may not be read.
    """
    try:
        if not path.exists():
            raise InputError("there is no such file or folder", Place(str(path)))
        return _read_tables(path, name) if path.is_dir() else _read_rdf(path, name)
    except PermissionError as error:
        raise Impossible(f"{error.filename or path}: cannot be read: {error.strerror}") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", Place(str(error.filename or path))) from None


def load_tables(folder: Path) -> Store:
    """The merged store of a folder of tables; the folder's name is the load's.

    Raises
    ------
    InputError
        At the first row that is wrong; nothing is loaded then.
    """
    store = _read_tables(folder)
    merge(store, vocabulary())
    return store


def _read_tables(folder: Path, name: str = "") -> Store:
    name = name or load_name(folder)
    contents = read_tables(files_of(folder), name, Journal())
    load = Load(
        name=name,
        input=folder.resolve().name,
        issued=contents.issued,
        licence=contents.licence,
        titles=contents.titles,
        descriptions=contents.descriptions,
        about=contents.about,
    )
    store = Store()
    store.bulk_extend(evidence_quads(load, contents.stated))
    return store


def load_rdf(path: Path) -> Store:
    """The merged store of an RDF file: one document that states all of it, unless it is an export of ours.

    Raises
    ------
    InputError
        If its name tells no RDF format, or it cannot be parsed; nothing is loaded then.
    """
    store = _read_rdf(path)
    merge(store, vocabulary())
    return store


def _read_rdf(path: Path, name: str = "") -> Store:
    form = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        message = "is no RDF file by its name; use .ttl, .nt, .nq, .trig, .rdf or .jsonld, or a folder of tables"
        raise InputError(message, Place(str(path)))
    try:
        load = Load(name=name or load_name(path), input=path.name)
        return _read_dataset(path, form, load) if form in _DATASETS else _read_graph(path, form, load)
    except SyntaxError as error:
        raise InputError(f"is not {form.name}: {error.msg}", _place(path, error)) from None


def _place(path: Path, error: SyntaxError) -> Place:
    return Place(str(path), error.lineno or 0, error.offset or 0)


def _read_graph(path: Path, form: RdfFormat, load: Load) -> Store:
    if not is_plain(path, form):
        return _read_as_document(path, form, load)
    document = document_iri(path.name)
    store = Store()
    # the engine reads the file itself, three times as fast
    store.bulk_load(path=path, format=form, to_graph=evidence_graph(load, document))
    store.bulk_extend(evidence_quads(load, file_as_document(path.name, document)))
    return store


def _read_dataset(path: Path, form: RdfFormat, load: Load) -> Store:
    """An export of ours comes back as it was; the graphs of any other dataset are folded into one document."""
    store = Store()
    if is_plain(path, form):
        store.bulk_load(path=path, format=form)
    else:
        store.bulk_extend(read_quads(path, form, load.name))
    if next(store.quads_for_pattern(None, RDF.type, THX.Evidence, None), None):
        return store
    return _read_as_document(path, form, load)


def _read_as_document(path: Path, form: RdfFormat, load: Load) -> Store:
    """All triples of a file as what one document states, its blank nodes named."""
    document = document_iri(path.name)
    stated = (Stated(document, triple) for triple in read_triples(path, form, load.name))
    store = Store()
    store.bulk_extend(evidence_quads(load, chain(stated, file_as_document(path.name, document))))
    return store


def load_name(path: Path) -> str:
    """What the load of a folder or file is called, as a part of an IRI.

    >>> load_name(Path("some/My data.ttl"))
    'my-data'
    """
    return _slug(path.resolve().name if path.is_dir() else path.stem)


def _slug(name: str) -> str:
    """A name as a part of an IRI: small letters, digits and hyphens."""
    return "".join(char if char.isascii() and char.isalnum() else "-" for char in name.lower()).strip("-") or "load"
